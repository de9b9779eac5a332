//! What an operator and a control plane tell QEMU: limits, features, and how long to be patient.

use super::auto_converge::AutoConverge;
use super::stall::StallRules;
use super::stop::{DowntimeLimit, Raise, StopRule};
use super::xbzrle::Xbzrle;
use crate::units::{Bandwidth, Seconds};

/// What the operator sets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// What the control plane needs before the migration starts; nothing is sent meanwhile.
    pub overhead: Seconds,
    /// How long the guest may stand still; QEMU's default is 300 ms.
    pub downtime_limit: Seconds,
    /// Rate limit of the rounds; `None` where the link alone limits. QEMU's default is 128 MiB/s.
    pub max_bandwidth: Option<Bandwidth>,
    /// How the guest's CPUs are slowed down, if at all.
    pub auto_converge: Option<AutoConverge>,
    /// Delta encoding, if it is on.
    pub xbzrle: Option<Xbzrle>,
    /// When to hand over with post-copy, if ever.
    pub post_copy: PostCopy,
    /// Whether urgent pages have a channel of their own (`postcopy-preempt`).
    pub post_copy_channel: bool,
    /// What ends a migration that does not converge.
    pub patience: Patience,
}

impl Rules {
    /// Pre-copy alone: nothing limits its rate, slows the guest down, encodes or hands over.
    pub const fn plain(overhead: Seconds, downtime_limit: Seconds, patience: Patience) -> Self {
        Self {
            overhead,
            downtime_limit,
            max_bandwidth: None,
            auto_converge: None,
            xbzrle: None,
            post_copy: PostCopy::Never,
            post_copy_channel: false,
            patience,
        }
    }
}

/// Rules, and what the hypervisor or the control plane above it does differently from plain QEMU.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Orders {
    /// The rules; their downtime limit is the one aimed at.
    pub rules: Rules,
    /// When the guest is stopped.
    pub stop: StopRule,
    /// What raises its downtime limit as the migration goes on, if anything.
    pub raise: Option<Raise>,
    /// What watches for a stall, if anything.
    pub stall: Option<StallRules>,
}

impl From<Rules> for Orders {
    fn from(rules: Rules) -> Self {
        let stop = StopRule::Fits(DowntimeLimit::Constant(rules.downtime_limit));
        Self { rules, stop, raise: None, stall: None }
    }
}

/// When a migration is handed over with post-copy.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum PostCopy {
    /// Never: plain pre-copy.
    #[default]
    Never,
    /// At once.
    Now,
    /// After the first round.
    AfterFirstRound,
    /// After this time.
    After(Seconds),
}

/// What ends a migration that does not converge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Patience {
    /// The guest is stopped after this many rounds, whatever is left (Xen: 5; QEMU: never).
    pub rounds: Option<u32>,
    /// The migration may take this long.
    pub time: Seconds,
    /// From when on that is counted.
    pub since: Since,
    /// What happens then.
    pub then: Action,
}

/// From when on the time is counted after which patience ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Since {
    /// The start of the migration job, disks included: libvirt's `--timeout`, Nova, and KubeVirt
    /// from 1.8 on.
    #[default]
    Job,
    /// The start of the memory migration: KubeVirt up to 1.7.
    Memory,
}

/// What happens when the time is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Action {
    /// The migration is cancelled; the guest stays.
    #[default]
    Abort,
    /// The guest is stopped and the rest is sent, as if the downtime limit had no end.
    Force,
    /// The guest is paused from outside while its rounds go on, under their rate limit.
    Pause,
    /// The guest is handed over with post-copy.
    PostCopy,
}
