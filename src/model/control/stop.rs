//! When a hypervisor thinks that the rest is small enough to stop the guest.
//!
//! QEMU and cloud-hypervisor compare it with what the measured bandwidth sends within a downtime
//! limit, and the control plane may raise that limit while the migration runs; Xen counts pages.

use crate::units::{Bandwidth, Bytes, Seconds};

/// Size of a page.
const PAGE: Bytes = Bytes::new(4096.0);

/// When the guest is stopped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StopRule {
    /// The rest fits into the downtime limit at the bandwidth of the last window, and a round ends as
    /// soon as it seems to (QEMU).
    Fits(DowntimeLimit),
    /// The next round would take no longer than this; rounds are sent to their end
    /// (cloud-hypervisor).
    NextRound(Seconds),
    /// Fewer pages than this are dirty; rounds are sent to their end (Xen).
    Pages(u32),
}

impl StopRule {
    /// The guest is stopped when less than this is left, so long after the memory migration began.
    pub fn threshold(&self, bandwidth: Bandwidth, elapsed: Seconds) -> Bytes {
        match self {
            Self::Fits(limit) => bandwidth * limit.at(elapsed),
            Self::NextRound(time) => bandwidth * *time,
            Self::Pages(count) => PAGE * f64::from(*count),
        }
    }

    /// What a round leaves unsent, given the threshold.
    pub const fn round_leaves(&self, threshold: Bytes) -> Bytes {
        match self {
            Self::Fits(_) => threshold,
            Self::NextRound(_) | Self::Pages(_) => Bytes::ZERO,
        }
    }

    /// How long until the rule itself changes, if it ever does.
    pub fn changes_in(&self, elapsed: Seconds) -> Option<Seconds> {
        match self {
            Self::Fits(DowntimeLimit::Ramp(ramp)) => ramp.next_step_in(elapsed),
            _ => None,
        }
    }
}

/// What raises the downtime limit besides the time that has passed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Raise {
    /// It is doubled whenever what is left has grown so often since it was last raised (Proxmox VE).
    Doubled {
        /// How often.
        after: u32,
        /// The limit is not raised any further.
        most: Seconds,
    },
    /// It follows a ramp that begins with this round (KubeVirt).
    From(u32, Ramp),
}

/// How long the guest may stand still.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DowntimeLimit {
    /// The same from beginning to end.
    Constant(Seconds),
    /// Raised step by step.
    Ramp(Ramp),
}

impl DowntimeLimit {
    /// The limit so long after the memory migration began.
    pub fn at(&self, elapsed: Seconds) -> Seconds {
        match self {
            Self::Constant(limit) => *limit,
            Self::Ramp(ramp) => ramp.at(elapsed),
        }
    }
}

/// A downtime limit that is raised in equal steps of whole milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ramp {
    /// The first limit, in milliseconds.
    pub first_ms: f64,
    /// When the first step ends that may end: before, nothing is raised.
    pub begins: Seconds,
    /// How much each step adds, in milliseconds, before the sum is cut to whole ones.
    pub step_ms: f64,
    /// How long each step lasts.
    pub every: Seconds,
    /// How many steps follow the first.
    pub steps: u32,
}

impl Ramp {
    fn step(&self, elapsed: Seconds) -> u32 {
        if elapsed < self.begins {
            return 0;
        }
        let steps = (elapsed - self.begins).get() / self.every.get() + 1.0;
        steps.min(f64::from(self.steps)) as u32
    }

    fn at(&self, elapsed: Seconds) -> Seconds {
        Seconds::ms(libm::trunc(self.first_ms + self.step_ms * f64::from(self.step(elapsed))))
    }

    fn next_step_in(&self, elapsed: Seconds) -> Option<Seconds> {
        let step = self.step(elapsed);
        (step < self.steps)
            .then(|| (self.begins + self.every * f64::from(step) - elapsed).or_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_qemu_ends_a_round_before_everything_is_sent() {
        let rate = Bandwidth::mib_per_s(100.0);
        let third = Seconds::ms(300.0);
        let qemu = StopRule::Fits(DowntimeLimit::Constant(third));
        let threshold = qemu.threshold(rate, Seconds::ZERO);
        assert_eq!(threshold, Bytes::mib(30.0));
        assert_eq!(qemu.round_leaves(threshold), threshold);
        assert_eq!(StopRule::NextRound(third).threshold(rate, Seconds::ZERO), threshold);
        assert_eq!(StopRule::NextRound(third).round_leaves(threshold), Bytes::ZERO);
        assert_eq!(StopRule::Pages(50).threshold(rate, Seconds::ZERO), Bytes::new(204_800.0));
    }

    #[test]
    fn a_ramp_says_when_it_changes_next() {
        let ramp = Ramp {
            first_ms: 10.0,
            begins: Seconds::new(6.0),
            step_ms: 4.5,
            every: Seconds::new(6.0),
            steps: 2,
        };
        let rule = StopRule::Fits(DowntimeLimit::Ramp(ramp));
        assert_eq!(rule.changes_in(Seconds::new(1.0)), Some(Seconds::new(5.0)));
        assert_eq!(rule.changes_in(Seconds::new(7.0)), Some(Seconds::new(5.0)));
        assert_eq!(rule.changes_in(Seconds::new(12.0)), None);
        assert_eq!(ramp.at(Seconds::new(7.0)), Seconds::ms(14.0));
        assert_eq!(ramp.at(Seconds::new(1e9)), Seconds::ms(19.0));
    }
}
