//! XBZRLE: QEMU sends what changed in a page instead of the page, if it still has the old one.
//!
//! The cache is filled once the first pass over memory is through; what that pass left, although sent
//! in the second round, is not kept. Only what was sent since then can go as a delta, and what a round
//! leaves goes in the next one, or in the stop phase, as it would have gone in it.
//! Source: QEMU 10, migration/ram.c (`xbzrle_started`, `save_xbzrle_page`) and docs/xbzrle.txt.

use crate::model::dirty::{DirtyCurve, Written};
use crate::units::{Bytes, Seconds};

/// Size of a page.
const PAGE: f64 = 4096.0;
/// Header of a delta, and what each changed run adds to its bytes.
const DELTA_HEADER: f64 = 16.0;
const RUN_HEADER: f64 = 4.0;
/// What it takes to compare a page with its old self: 5 and 3 us in the traces of the two measured
/// runs (r0153, r0252) whose last rounds were mostly deltas, on a busy host of two cores.
const ENCODING: Seconds = Seconds::new(4e-6);

/// What the operator sets, and what the guest's writes look like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Xbzrle {
    /// Size of the cache; QEMU's default is 64 MiB.
    pub cache: Bytes,
    /// Bytes that one write changes in a page.
    pub write: Bytes,
}

impl Xbzrle {
    /// The share of what was dirtied in the last `interval` that goes as deltas, when `cached` memory
    /// of what was dirtied in the `known` before has been sent since there is a cache.
    pub fn hits(
        &self,
        dirty: &DirtyCurve,
        cached: Bytes,
        known: Seconds,
        interval: Seconds,
    ) -> f64 {
        let seen = dirty.unique(known);
        if !seen.is_positive() {
            return 0.0;
        }
        let kept = cached.min(self.cache).share_of(seen).get().min(1.0);
        let within = |time| dirty.written(time, Written::default());
        dirty.dirtied_again(within(interval), within(known)).get() * kept
    }

    /// What a page takes on the stream, as a share of its size, where such a share of pages goes as
    /// deltas.
    pub fn encoded(&self, hits: f64) -> f64 {
        let delta = (DELTA_HEADER + RUN_HEADER + self.write.get()) / PAGE;
        1.0 - hits * (1.0 - delta.min(1.0))
    }

    /// How long it takes to find out what changed in so much memory.
    pub fn encoding(memory: Bytes) -> Seconds {
        ENCODING * (memory.get() / PAGE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dirty::{Pattern, WorkingSet};
    use crate::units::Bandwidth;

    #[test]
    fn only_what_was_sent_since_there_is_a_cache_goes_as_a_delta() {
        let dirty = DirtyCurve::Sets(vec![WorkingSet {
            size: Bytes::mib(64.0),
            rate: Bandwidth::mib_per_s(640.0),
            pattern: Pattern::Uniform,
        }]);
        let delta = Xbzrle { cache: Bytes::mib(48.0), write: Bytes::new(8.0) };
        let hits =
            |sent| delta.hits(&dirty, Bytes::mib(sent), Seconds::new(2.0), Seconds::new(0.5));
        assert!(hits(0.0) < 1e-9 && 1.0 - delta.encoded(0.0) < 1e-9);
        assert!((hits(32.0) - 0.5).abs() < 0.01, "{}", hits(32.0));
        // The cache holds three quarters.
        assert!((hits(64.0) - 0.75).abs() < 0.01, "{}", hits(64.0));
        assert!(delta.encoded(1.0) < 0.01);
    }
}
