//! KubeVirt's stall detector (enhancement 248; virt-launcher, stall detection): is what is left still
//! getting less?
//!
//! It looks at the start of every round. A migration has stalled when what is left is at least 96 %
//! of the least that was left before the progress timeout. It is then switched over at a local
//! minimum: when what is left is within 4 % of the best value seen. While no such minimum comes, the
//! best value is relaxed to the least seen since, after a patience that halves each time.
//!
//! Assumed: the detector's smoothed bandwidth is the flow's, and nobody looks whether the switch can
//! still end before the completion timeout (a guard against links that break down).

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// What is left counts as no better, and as a minimum, within this share.
const MARGIN: f64 = 0.04;
/// Up to so many times the maximum downtime, plain pre-copy is taken to be possible.
const POSSIBLE: f64 = 1.5;
/// Patience for the next minimum, as a share of the last patience.
const DECAY: f64 = 0.5;
/// The shortest patience.
const SHORTEST: Seconds = Seconds::new(1.0);

/// What the operator sets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StallRules {
    /// For how long what is left may stay the same; KubeVirt's default is 40 s.
    pub progress_timeout: Seconds,
    /// The longest downtime that is no disruption; KubeVirt's default is 900 ms.
    pub max_downtime: Seconds,
    /// Whether the guest may be disrupted by handing over or stopping it whatever is left.
    pub may_disrupt: bool,
    /// Whether it may be handed over with post-copy.
    pub may_post_copy: bool,
}

/// What the detector wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    GoOn,
    /// The downtime limit is raised to the maximum.
    RaiseLimit,
    /// The guest is handed over with post-copy.
    HandOver,
    /// The guest is stopped and the rest is sent.
    Force,
    /// The migration is cancelled.
    Abort,
}

/// The detector at work.
#[derive(Debug, Clone)]
pub struct Watch {
    rules: StallRules,
    /// Minima within the progress timeout, the oldest first, each smaller than the one before.
    recent: VecDeque<(Seconds, Bytes)>,
    /// The least that was left before that.
    before: Option<Bytes>,
    stalled: Option<Stalled>,
    over: bool,
}

#[derive(Debug, Clone)]
struct Stalled {
    best: Bytes,
    /// What was left at each look since.
    seen: BinaryHeap<Reverse<u64>>,
    patience: Seconds,
    deadline: Seconds,
}

impl Watch {
    /// A detector that has seen nothing.
    pub const fn new(rules: StallRules) -> Self {
        Self { rules, recent: VecDeque::new(), before: None, stalled: None, over: false }
    }

    /// What the operator set.
    pub const fn rules(&self) -> &StallRules {
        &self.rules
    }

    /// So much is left at the start of a round.
    pub fn look(&mut self, now: Seconds, left: Bytes, bandwidth: Bandwidth) -> Verdict {
        if self.over {
            return Verdict::GoOn;
        }
        self.remember(now, left);
        let best = match &mut self.stalled {
            Some(stalled) => stalled.relax(now, left),
            None => match self.best_of_stall(left) {
                Some(best) => {
                    let patience = self.rules.progress_timeout;
                    let deadline = now + patience;
                    let seen = BinaryHeap::new();
                    self.stalled = Some(Stalled { best, seen, patience, deadline });
                    best
                }
                None => return Verdict::GoOn,
            },
        };
        if best * (1.0 + MARGIN) < left {
            return Verdict::GoOn;
        }
        self.over = true;
        self.switch(left / bandwidth)
    }

    /// How long until another look may find something new though the guest does not change.
    pub fn looks_again_in(&self, now: Seconds) -> Option<Seconds> {
        let due = match &self.stalled {
            _ if self.over => return None,
            Some(stalled) => stalled.deadline,
            None => self.recent.front()?.0 + self.rules.progress_timeout,
        };
        Some((due - now).or_zero())
    }

    fn remember(&mut self, now: Seconds, left: Bytes) {
        while let Some((then, least)) = self.recent.front().copied()
            && self.rules.progress_timeout <= now - then
        {
            self.recent.pop_front();
            self.before = Some(self.before.map_or(least, |before| before.min(least)));
        }
        let is_least = self.before.is_none_or(|before| left <= before)
            && self.recent.back().is_none_or(|(_, least)| left < *least);
        if is_least {
            self.recent.push_back((now, left));
        }
    }

    /// The best value so far, if this one is a stall.
    fn best_of_stall(&self, left: Bytes) -> Option<Bytes> {
        let before = self.before?;
        if left < before * (1.0 - MARGIN) {
            return None;
        }
        Some(self.recent.back().map_or(before, |(_, least)| before.min(*least)))
    }

    fn switch(&self, downtime: Seconds) -> Verdict {
        match (self.rules.may_disrupt, self.rules.may_post_copy) {
            (true, true) => Verdict::HandOver,
            (true, false) => Verdict::Force,
            (false, _) if downtime <= self.rules.max_downtime * Ratio::new(POSSIBLE) => {
                Verdict::RaiseLimit
            }
            (false, _) => Verdict::Abort,
        }
    }
}

impl Stalled {
    /// The best value, relaxed where it is time to.
    fn relax(&mut self, now: Seconds, left: Bytes) -> Bytes {
        self.seen.push(Reverse(left.get() as u64));
        if self.deadline <= now
            && let Some(Reverse(least)) = self.seen.pop()
        {
            self.best = Bytes::new(least as f64);
            self.patience = (self.patience * DECAY).max(SHORTEST);
            self.deadline = now + self.patience;
        }
        self.best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(may_disrupt: bool, may_post_copy: bool) -> Watch {
        Watch::new(StallRules {
            progress_timeout: Seconds::new(40.0),
            max_downtime: Seconds::ms(900.0),
            may_disrupt,
            may_post_copy,
        })
    }

    /// When it wants something for the first time, and what, if so much is left every second.
    fn first(mut watch: Watch, left: impl Fn(u32) -> f64) -> Option<(u32, Verdict)> {
        (0..400).find_map(|second| {
            let now = Seconds::new(f64::from(second));
            let rate = Bandwidth::mib_per_s(64.0);
            match watch.look(now, Bytes::mib(left(second)), rate) {
                Verdict::GoOn => None,
                verdict => Some((second, verdict)),
            }
        })
    }

    #[test]
    fn what_stays_the_same_for_the_progress_timeout_has_stalled() {
        let same = |_| 200.0;
        assert_eq!(first(watch(true, true), same), Some((40, Verdict::HandOver)));
        assert_eq!(first(watch(true, false), same), Some((40, Verdict::Force)));
        // 200 MiB at 64 MiB/s take 3.1 s, more than 1.5 times 900 ms; 80 MiB take 1.25 s.
        assert_eq!(first(watch(false, true), same), Some((40, Verdict::Abort)));
        assert_eq!(first(watch(false, false), |_| 80.0), Some((40, Verdict::RaiseLimit)));
    }

    #[test]
    fn what_shrinks_has_not_stalled() {
        let shrinks = |second| 1000.0 * libm::pow(0.998, f64::from(second));
        assert_eq!(first(watch(true, true), shrinks), None);
    }

    #[test]
    fn it_waits_for_a_local_minimum() {
        // Only every seventh round is as good as the best one.
        let waves = |second: u32| if second.is_multiple_of(7) { 100.0 } else { 150.0 };
        assert_eq!(first(watch(true, true), waves), Some((42, Verdict::HandOver)));
    }

    #[test]
    fn it_gives_up_hope_for_a_minimum_that_does_not_come_back() {
        let once = |second: u32| if second == 3 { 100.0 } else { 150.0 };
        let (second, verdict) = first(watch(true, true), once).expect("it ends");
        assert_eq!(verdict, Verdict::HandOver);
        assert!((80..=90).contains(&second), "{second}");
    }
}
