//! XBZRLE: QEMU sends what changed in a page instead of the page, if it still has the old one.
//!
//! The cache is filled from the second round on, so that the first two rounds send whole pages.
//! Source: QEMU 10, migration/ram.c (`xbzrle_started`, `save_xbzrle_page`) and docs/xbzrle.txt.

use crate::model::dirty::DirtyCurve;
use crate::units::{Bytes, Seconds};

/// Size of a page.
const PAGE: f64 = 4096.0;
/// Header of a delta, and what each changed run adds to its bytes.
const DELTA_HEADER: f64 = 16.0;
const RUN_HEADER: f64 = 4.0;

/// What the operator sets, and what the guest's writes look like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Xbzrle {
    /// Size of the cache; QEMU's default is 64 MiB.
    pub cache: Bytes,
    /// Bytes that one write changes in a page.
    pub write: Bytes,
}

impl Xbzrle {
    /// What a page of the next round takes on the stream, as a share of its size, when pages dirtied
    /// in the last `known` were sent in earlier rounds and those of the last `interval` are due.
    pub fn encoded(&self, dirty: &DirtyCurve, known: Seconds, interval: Seconds) -> f64 {
        let seen = dirty.unique(known);
        let cached = self.cache.share_of(seen).get().min(1.0);
        let hits =
            if seen.is_positive() { dirty.dirtied_again(interval, known).get() } else { 0.0 };
        let delta = (DELTA_HEADER + RUN_HEADER + self.write.get()) / PAGE;
        1.0 - hits * cached * (1.0 - delta.min(1.0))
    }
}
