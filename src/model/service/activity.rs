//! What all migrations of a trace do together, over a fixed number of equal stretches of time.

use crate::model::trace::{Segment, Stage, Trace};
use crate::units::{Bandwidth, Seconds};

/// Stretches of time: fine enough for a picture, whatever the number of machines.
const BINS: usize = 240;

/// Means over one stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Doing {
    /// Sent together.
    pub rate: Bandwidth,
    /// Migrations that send.
    pub flows: f64,
    /// Migrations whose disk is copied or kept in step.
    pub mirrored: f64,
    /// Machines that have arrived by its beginning.
    pub arrived: f64,
}

/// What is done when.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Activity {
    width: Seconds,
    bins: Vec<Doing>,
}

impl Activity {
    pub(super) fn of(trace: &Trace) -> Self {
        let width = trace.makespan() / BINS as f64;
        let mut activity = Self { width, bins: vec![Doing::default(); BINS] };
        if !width.is_positive() {
            return activity;
        }
        for segment in &trace.segments {
            activity.add(segment);
        }
        for moved in &trace.moves {
            if moved.disk_sent.is_positive() {
                activity.spread(moved.start, moved.end, |bin, share| bin.mirrored += share);
            }
            if moved.ending.completes() {
                let from = libm::ceil(moved.end.get() / width.get()) as usize;
                for bin in activity.bins.iter_mut().skip(from) {
                    bin.arrived += 1.0;
                }
            }
        }
        activity
    }

    fn add(&mut self, segment: &Segment) {
        let bytes = segment.sent + segment.mirrored;
        let time = segment.duration();
        if !bytes.is_positive() || !time.is_positive() || segment.stage == Stage::PreMigration {
            return;
        }
        let rate = Bandwidth::new(bytes.get() / time.get());
        self.spread(segment.start, segment.end, |bin, share| {
            bin.rate += rate * share;
            bin.flows += share;
        });
    }

    /// Gives each stretch the share of it that lies between two moments.
    fn spread(&mut self, start: Seconds, end: Seconds, mut give: impl FnMut(&mut Doing, f64)) {
        let width = self.width.get();
        let (from, to) = (start.get() / width, end.get() / width);
        let first = (libm::floor(from).max(0.0) as usize).min(BINS - 1);
        let last = (libm::floor(to).max(0.0) as usize).min(BINS - 1);
        for (at, bin) in self.bins.iter_mut().enumerate().take(last + 1).skip(first) {
            let share = (at as f64 + 1.0).min(to) - (at as f64).max(from);
            give(bin, share.clamp(0.0, 1.0));
        }
    }

    /// What is done at a moment; nothing before and after.
    pub(super) fn at(&self, moment: Seconds, arrived: f64) -> Doing {
        let bin = moment.get() / self.width.get();
        if bin < 0.0 || !bin.is_finite() {
            return Doing::default();
        }
        let after = Doing { arrived, ..Doing::default() };
        self.bins.get(bin as usize).copied().unwrap_or(after)
    }

    /// The moments at which one stretch ends and the next begins.
    pub(super) fn edges(&self) -> impl Iterator<Item = Seconds> {
        (0..=BINS).map(|edge| self.width * edge as f64)
    }
}
