//! Auto-converge: QEMU slows the guest's CPUs when they dirty memory faster than it can be sent.
//!
//! At a bitmap synchronisation at least a second after the last look, what was dirtied since is
//! compared with half of what was sent since (`throttle-trigger-threshold`, 50 %). The second time it
//! is more, the CPUs are throttled; every second further time, harder. A throttle of p makes a CPU
//! sleep p / (1 - p) of each slice in which it runs. Source: QEMU 10, migration/ram.c and
//! migration/cpu-throttle.c; defaults from migration/options.c.

use crate::units::{Bytes, Ratio, Seconds};

/// What the operator sets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AutoConverge {
    /// The first throttle; QEMU's default is 20 %.
    pub initial: Ratio,
    /// Each further step; QEMU's default is 10 %.
    pub increment: Ratio,
    /// The hardest throttle; QEMU's default is 99 %.
    pub most: Ratio,
    /// The bitmap is synchronised at least this often once the first pass is through, however long
    /// the rounds are: every five seconds since QEMU 9.2, never before.
    pub synchronizes_within: Option<Seconds>,
}

impl Default for AutoConverge {
    fn default() -> Self {
        Self {
            initial: Ratio::percent(20.0),
            increment: Ratio::percent(10.0),
            most: Ratio::percent(99.0),
            synchronizes_within: Some(Seconds::new(5.0)),
        }
    }
}

/// Shortest time between two looks.
const PERIOD: Seconds = Seconds::new(1.0);
/// Dirtied over sent, above which a look counts.
const TRIGGER: f64 = 0.5;
/// Looks that count before it throttles.
const HITS: u32 = 2;

/// How far it has got.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Throttle {
    /// The throttle in force.
    pub level: Ratio,
    since: Seconds,
    dirtied: Bytes,
    sent: Bytes,
    hits: u32,
}

impl Throttle {
    /// A synchronisation found so much dirtied; so much had been sent since the last one.
    pub fn look(&mut self, rules: &AutoConverge, now: Seconds, dirtied: Bytes, sent: Bytes) {
        self.dirtied += dirtied;
        self.sent += sent;
        if now - self.since < PERIOD {
            return;
        }
        if self.sent * TRIGGER < self.dirtied {
            self.hits += 1;
        }
        if self.hits == HITS {
            self.hits = 0;
            let next =
                if self.level.is_positive() { self.level + rules.increment } else { rules.initial };
            self.level = next.min(rules.most);
        }
        self.since = now;
        self.dirtied = Bytes::ZERO;
        self.sent = Bytes::ZERO;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_bad_look_throttles_and_every_second_one_after_it_throttles_harder() {
        let mut throttle = Throttle::default();
        let rules = AutoConverge::default();
        let levels: Vec<f64> = (1..=6)
            .map(|second| {
                let now = Seconds::new(f64::from(second) * 1.1);
                throttle.look(&rules, now, Bytes::mib(90.0), Bytes::mib(100.0));
                libm::round(throttle.level.to_percent())
            })
            .collect();
        assert_eq!(levels, [0.0, 20.0, 20.0, 30.0, 30.0, 40.0]);
    }

    #[test]
    fn looks_within_a_second_are_added_up() {
        let mut throttle = Throttle::default();
        let rules = AutoConverge::default();
        for tenth in 1..=10 {
            let now = Seconds::new(f64::from(tenth) * 0.1);
            throttle.look(&rules, now, Bytes::mib(9.0), Bytes::mib(10.0));
        }
        assert_eq!(throttle.hits, 1);
    }

    #[test]
    fn a_guest_that_dirties_little_is_left_alone() {
        let mut throttle = Throttle::default();
        for second in 1..100 {
            let now = Seconds::new(f64::from(second) * 2.0);
            throttle.look(&AutoConverge::default(), now, Bytes::mib(40.0), Bytes::mib(100.0));
        }
        assert_eq!(throttle.level, Ratio::ZERO);
    }
}
