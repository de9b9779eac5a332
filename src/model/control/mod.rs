//! The controllers: the state machines that decide what a migration does next.

pub mod auto_converge;
pub mod cloud_hypervisor;
pub mod cold;
pub mod criu;
pub mod kubevirt;
pub mod nova;
pub mod proxmox;
pub mod qemu;
pub mod rules;
pub mod stall;
pub mod stop;
pub mod storage;
pub mod xbzrle;
pub mod xen;

use super::luck::Luck;
use super::trace::{Ending, Stage};
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// What a controller sees when it decides.
#[derive(Debug)]
pub struct Moment<'a> {
    /// Time since this migration left the queue.
    pub now: Seconds,
    /// What its flow gets on the link (what it would get, before it has sent anything).
    pub rate: Bandwidth,
    /// This run's luck.
    pub luck: &'a mut Luck,
}

/// What a stretch of a migration consists of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Work {
    /// Nothing is sent for this long.
    Wait(Seconds),
    /// So much is sent, no faster than this.
    Send(Bytes, Bandwidth),
    /// A disk of this size is copied while writes dirty what was already copied; see
    /// [`super::engine`] for the equation.
    CopyDisk {
        /// What is not yet in step with the destination.
        left: Bytes,
        /// The part of the disk that the guest writes; what is left beyond it is copied once.
        size: Bytes,
        /// How fast the guest dirties it.
        writes: Bandwidth,
        /// No faster than this: what its storage reads and writes.
        cap: Bandwidth,
    },
}

/// The next stretch of a migration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Which stage it belongs to.
    pub stage: Stage,
    /// Which pre-copy round, from one; zero outside of rounds.
    pub round: u32,
    /// What is known to be dirty or uncopied as it begins.
    pub pending: Bytes,
    /// What is done.
    pub work: Work,
    /// Disk writes that are mirrored beside it.
    pub mirror: Bandwidth,
    /// How far the guest's CPUs are throttled meanwhile.
    pub throttle: Ratio,
    /// When it is cut short whatever is left of it, since the migration left the queue.
    pub until: Option<Seconds>,
}

impl Step {
    /// A stretch outside of rounds, with nothing mirrored and nothing throttled.
    pub const fn plain(stage: Stage, work: Work) -> Self {
        Self {
            stage,
            round: 0,
            pending: Bytes::ZERO,
            work,
            mirror: Bandwidth::ZERO,
            throttle: Ratio::ZERO,
            until: None,
        }
    }
}

/// How a migration ended, as its controller saw it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finish {
    /// Why.
    pub ending: Ending,
    /// The guest's longest stall besides its downtime.
    pub stall: Seconds,
}

/// What a controller decides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Decision {
    /// Go on with this.
    Go(Step),
    /// It is over.
    End(Finish),
}

impl Decision {
    /// Go on with waiting so long, outside of rounds.
    pub const fn wait(stage: Stage, time: Seconds) -> Self {
        Self::Go(Step::plain(stage, Work::Wait(time)))
    }

    /// It is over, without a stall besides the downtime.
    pub const fn end(ending: Ending) -> Self {
        Self::End(Finish { ending, stall: Seconds::ZERO })
    }
}

/// A state machine that drives one migration.
pub trait Controller {
    /// What comes next; called at the start and whenever a step is done.
    fn next(&mut self, moment: Moment<'_>) -> Decision;
}
