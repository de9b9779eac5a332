//! What a machine suffers at one moment, and how much longer an operation takes for it.
//!
//! With c the share of the disk that the copy takes, L the load of swapping ([`super::pressure`]),
//! k the demand for CPU over what the host has, m flows of the migration on a link used to a share u,
//! and the guest's own slowdown g:
//!
//! | leans on | stretch |
//! |---|---|
//! | disk | e^L / (1 - c) |
//! | page cache | g k e^L (1 - c)^-(1 - e^-L): only what is no longer cached waits for the copy |
//! | CPU | g k |
//! | link | 1 + m u: a fair share beside the migration's flows |
//! | pages of the program | as the page cache now, over before; 1 until they are swapped |
//!
//! A response is the sum of these weighted with the class's shares, over the same before the move.
//! k is at least 1. g is 1 / (1 - x) for each of: a throttle x; write faults of dirty logging that
//! take x of the CPU time; waits for faulted pages after post-copy that take x of the time; the dip
//! after switchover.

use super::Lean;

/// The largest share of a disk that a copy is taken to have: it is not served alone.
const MOST: f64 = 0.95;

/// Loads of swapping beyond this make any response longer than its cap.
const MOST_LOAD: f64 = 12.0;

/// What a part of a response waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// None of these.
    Nothing,
    /// The page cache.
    Cache,
    /// The disk.
    Disk,
    /// The CPU.
    Cpu,
    /// The migration's link.
    Link,
}

/// What a machine suffers; a state without a copy and without company is [`Strain::NONE`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strain {
    /// Load of swapping felt, from zero.
    pub swap: f64,
    /// Share of the disk that the copy takes, 0 to 1.
    pub copy: f64,
    /// Demand for CPU over what there is, from 1.
    pub cpu: f64,
    /// Stretch of transfers over the migration's link, from 1.
    pub link: f64,
    /// The guest's own slowdown, from 1.
    pub slowed: f64,
    /// Whether pages of the programs themselves are swapped.
    pub swaps_programs: bool,
}

impl Strain {
    /// None at all.
    pub const NONE: Self =
        Self { swap: 0.0, copy: 0.0, cpu: 1.0, link: 1.0, slowed: 1.0, swaps_programs: false };

    /// How much longer what waits for the disk takes.
    pub fn disk(&self) -> f64 {
        self.swapping() / self.left()
    }

    /// How much longer what the page cache should answer takes.
    pub fn cache(&self) -> f64 {
        let swapping = self.swapping();
        swapping * libm::pow(self.left(), 1.0 / swapping - 1.0)
    }

    fn swapping(&self) -> f64 {
        libm::exp(self.swap.clamp(0.0, MOST_LOAD))
    }

    /// Share of the disk that the copy leaves.
    fn left(&self) -> f64 {
        1.0 - self.copy.clamp(0.0, MOST)
    }

    /// What a response waits for, for which share of it, and how much longer than without any strain;
    /// swapped programs aside.
    pub fn parts(&self, lean: &Lean) -> [(Waits, f64, f64); 5] {
        let Lean { cache, disk, cpu, link, .. } = *lean;
        let computing = self.slowed * self.cpu;
        [
            (Waits::Nothing, 1.0 - cache - disk - cpu - link, 1.0),
            (Waits::Cache, cache, computing * self.cache()),
            (Waits::Disk, disk, self.disk()),
            (Waits::Cpu, cpu, computing),
            (Waits::Link, link, self.link),
        ]
    }

    fn weighted(&self, lean: &Lean) -> f64 {
        self.parts(lean).into_iter().map(|(_, share, factor)| share * factor).sum()
    }

    /// How much longer all of it takes because pages of the programs are swapped.
    pub fn pages(&self, lean: &Lean, before: &Self) -> f64 {
        if self.swaps_programs {
            (1.0 + lean.pages * (self.cache() / before.cache() - 1.0)).max(0.0)
        } else {
            1.0
        }
    }

    /// How much longer than in the state `before`.
    pub fn stretch(&self, lean: &Lean, before: &Self) -> f64 {
        let base = before.weighted(lean);
        if 0.0 < base { self.weighted(lean) / base * self.pages(lean, before) } else { 1.0 }
    }
}

/// 1 / (1 - share), of a share that is never all.
pub(super) fn slowdown(share: f64) -> f64 {
    1.0 / (1.0 - share.clamp(0.0, 0.99))
}

#[cfg(test)]
mod tests {
    use super::super::Class;
    use super::*;
    use crate::units::Ratio;

    #[test]
    fn the_same_state_takes_as_long_as_before() {
        let any = Strain { swap: 1.0, copy: 0.4, cpu: 1.5, link: 3.0, slowed: 1.2, ..Strain::NONE };
        for class in Class::ALL {
            let lean = Lean::of(class, Ratio::new(0.3));
            assert!((any.stretch(&lean, &any) - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn while_everything_is_cached_a_copy_does_not_slow_reading_but_the_disk() {
        let copied = Strain { copy: 0.5, ..Strain::NONE };
        assert!((copied.cache() - 1.0).abs() < 1e-12);
        assert!((copied.disk() - 2.0).abs() < 1e-12);
    }

    #[test]
    fn the_more_a_copy_takes_the_slower_it_gets() {
        let lean = Lean { cache: 0.3, disk: 0.2, cpu: 0.2, link: 0.2, pages: 0.0 };
        let base = Strain { swap: 0.5, ..Strain::NONE };
        let mut last = 1.0;
        for step in 1..10 {
            let taken = f64::from(step) / 10.0;
            let now = Strain { copy: taken, link: 1.0 + taken, ..base };
            let stretch = now.stretch(&lean, &base);
            assert!(last < stretch, "{taken}: {stretch}");
            last = stretch;
        }
    }

    #[test]
    fn a_throttle_of_half_doubles_computing() {
        let throttled = Strain { slowed: slowdown(0.5), ..Strain::NONE };
        let lean = Lean::of(Class::Cpu, Ratio::ZERO);
        assert!((throttled.stretch(&lean, &Strain::NONE) - 2.0).abs() < 1e-12);
    }
}
