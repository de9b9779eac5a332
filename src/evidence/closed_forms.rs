//! The textbook's closed formulas, on the same cases, so that a reader sees why rounds matter.

use super::case::{Case, Kind};
use crate::model::dirty::{DirtyCurve, WorkingSet};
use crate::units::{Bandwidth, Bytes, Seconds};

/// A closed formula for the total migration time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClosedForm {
    /// T = M / B: all memory once.
    MemoryOverBandwidth,
    /// T = M / B (1 - r^(n+1)) / (1 - r), r = D / B, rounds until the rest fits into the downtime
    /// limit; never where r >= 1 (Clark et al. 2005 as most surveys put it).
    GeometricSeries,
    /// T = (V + W) / B: touched memory once and the working set once more.
    CappedWorkingSet,
}

impl ClosedForm {
    /// All of them.
    pub const ALL: [Self; 3] =
        [Self::MemoryOverBandwidth, Self::GeometricSeries, Self::CappedWorkingSet];

    /// The total migration time; none where the formula says never.
    pub fn total(self, case: &Case) -> Option<Seconds> {
        let rate = case.max_bandwidth.map_or(case.link, |limit| case.link.min(limit));
        let memory = case.guest.memory;
        let (dirty_rate, working_set) = rate_and_set(&case.guest.dirty);
        match self {
            Self::MemoryOverBandwidth => Some(memory / rate),
            Self::GeometricSeries => {
                geometric_series(memory, dirty_rate, rate, case.downtime_limit)
            }
            Self::CappedWorkingSet => Some((case.guest.touched + working_set) / rate),
        }
    }

    /// Whether it speaks of this case at all: single plain pre-copies.
    pub fn applies_to(case: &Case) -> bool {
        case.kind == Kind::Precopy && case.concurrency <= 1
    }
}

/// The textbook's two numbers: writes per time, repeated ones too, and what they are spread over.
fn rate_and_set(curve: &DirtyCurve) -> (Bandwidth, Bytes) {
    match curve {
        DirtyCurve::Sets(sets) => {
            let rate = sets.iter().map(|set: &WorkingSet| set.rate).sum();
            (rate, sets.iter().map(|set| set.size).sum())
        }
        DirtyCurve::Measured(_) => {
            let second = curve.unique(Seconds::new(1.0));
            (Bandwidth::new(second.get()), curve.unique(Seconds::new(10.0)))
        }
    }
}

fn geometric_series(
    memory: Bytes,
    dirty_rate: Bandwidth,
    rate: Bandwidth,
    limit: Seconds,
) -> Option<Seconds> {
    let ratio = dirty_rate.share_of(rate).get();
    let first = memory / rate;
    if 1.0 <= ratio {
        return None;
    }
    if ratio <= 0.0 {
        return Some(first);
    }
    let fits = (rate * limit).share_of(memory).get();
    let rounds = libm::ceil(libm::log(fits.max(1e-12)) / libm::log(ratio)).max(0.0);
    Some(first * ((1.0 - libm::pow(ratio, rounds + 1.0)) / (1.0 - ratio)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_has_the_value_of_the_textbook() {
        // 1 GiB at 100 MiB/s, 50 MiB/s dirtied, 300 ms: 10.24 s (1 - 0.5^7) / 0.5 in six rounds.
        let total = geometric_series(
            Bytes::gib(1.0),
            Bandwidth::mib_per_s(50.0),
            Bandwidth::mib_per_s(100.0),
            Seconds::ms(300.0),
        );
        let expected = 10.24 * (1.0 - libm::pow(0.5, 7.0)) / 0.5;
        assert!(total.is_some_and(|total| (total.get() - expected).abs() < 1e-9), "{total:?}");
    }

    #[test]
    fn the_series_says_never_where_dirtying_outruns_the_link() {
        let fast = Bandwidth::mib_per_s(100.0);
        assert_eq!(geometric_series(Bytes::gib(1.0), fast, fast, Seconds::ms(300.0)), None);
    }
}
