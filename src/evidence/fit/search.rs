//! How values are found: what a fit minimises, and the search for its least.

use super::knob::{Knob, Values};
use super::row::{Row, Said, Seen};
use crate::model::uncertainty::quantile;

/// How far the model is off by itself, as standard deviations of logarithms of total time, bytes,
/// downtime, memory in use, memory sent again and rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Off([f64; 6]);

impl Off {
    /// What it is taken for where rows are too few to tell. Wider than on the measured bed
    /// (docs/accuracy.md: medians of 1, 0.4 and 9 %): what was known of a move in the field is known
    /// less well.
    pub(super) const USUAL: Self = Self([0.04, 0.03, 0.3, 0.02, 0.2, 0.3]);
    /// The least and the most that rows may tell it to be.
    const BOUNDS: ([f64; 6], [f64; 6]) =
        ([0.01, 0.005, 0.1, 0.01, 0.1, 0.2], [0.5, 0.5, 1.0, 0.5, 1.0, 1.0]);
    /// So many rows tell it.
    const ENOUGH: usize = 8;
    /// The standard deviation of a normal distribution over its median size.
    const NORMAL: f64 = 1.4826;

    /// What is left between rows and what is said of them with these values: 1.48 times the median size,
    /// which half of the rows may be far beyond.
    pub(super) fn left(rows: &[&Row], values: &Values) -> Self {
        let mut left: [Vec<f64>; 6] = Default::default();
        for row in rows {
            for (all, miss) in left.iter_mut().zip(misses(&row.said(values), &row.seen)) {
                all.extend(miss);
            }
        }
        let mut off = Self::USUAL;
        for (at, mut sizes) in left.into_iter().enumerate().filter(|(_, s)| Self::ENOUGH <= s.len())
        {
            sizes.sort_unstable_by(f64::total_cmp);
            let (least, most) = (Self::BOUNDS.0[at], Self::BOUNDS.1[at]);
            off.0[at] = (Self::NORMAL * quantile(&sizes, 0.5)).clamp(least, most);
        }
        off
    }
}

/// Beyond so many of these a miss counts in proportion and not by its square (Huber 1964), so that a
/// move that went otherwise for a reason of its own does not decide for the others.
const FAR: f64 = 2.0;
/// Downtimes are told apart from so many seconds on.
const BLINK: f64 = 0.02;
/// What was sent again is told apart from this share of the memory in use on: a thousand pages of a GiB.
const LITTLE: f64 = 0.004;
/// What a move counts that came to its end and is said not to: each quantity off by a factor of ten.
const MISS: f64 = std::f64::consts::LN_10;
/// An input is told where its value makes the rows so much likelier, in nats: more than an input that
/// means nothing would reach in 19 of 20 cases (half the 95th percentile of chi-squared, 1.92).
pub(super) const TELLS: f64 = 1.92;

/// How many values of an input are tried at first, evenly over the logarithm.
const TRIED: u32 = 41;
/// How often steps are halved around the best of them: to a 4000th of the first.
const HALVED: u32 = 12;
/// How often all inputs that were told are searched again.
const SWEEPS: u32 = 3;

/// Sizes of the logarithms of what is said over what was seen; none where either is not known.
fn misses(said: &Said, seen: &Seen) -> [Option<f64>; 6] {
    let size = |said: Option<f64>, seen: Option<f64>, least: f64| {
        Some(libm::log((said? + least) / (seen? + least)).abs())
    };
    let (by, of) = (&said.seen, seen);
    let all = [
        size(by.total, of.total, 1e-3),
        size(by.sent, of.sent, 1.0),
        size(by.downtime, of.downtime, BLINK),
        size(by.in_use, of.in_use, 1.0),
        size(by.again, of.again, LITTLE * of.in_use.unwrap_or_default() + 1.0),
        size(by.rounds, of.rounds, 1.0),
    ];
    if said.completes { all } else { all.map(|miss| miss.map(|miss| miss.max(MISS))) }
}

/// Of the size of a miss.
fn huber(size: f64) -> f64 {
    if size <= FAR { 0.5 * size * size } else { FAR * (size - 0.5 * FAR) }
}

/// How far what is said is from what was seen.
pub(super) fn between(said: &Said, seen: &Seen, off: Off) -> f64 {
    let sizes = misses(said, seen).into_iter().zip(off.0);
    sizes.filter_map(|(miss, off)| Some(huber(miss? / off))).sum()
}

/// How far the model is from one row with these values.
pub(super) fn loss_of(row: &Row, values: &Values, off: Off) -> f64 {
    between(&row.said(values), &row.seen, off)
}

/// How far it is from all rows. Summed in order of size, so that the order of the rows does not matter
/// to the last bit.
pub(super) fn loss(rows: &[&Row], values: &Values, off: Off) -> f64 {
    let mut losses: Vec<f64> = rows.iter().map(|row| loss_of(row, values, off)).collect();
    losses.sort_unstable_by(f64::total_cmp);
    losses.into_iter().sum()
}

/// Values with what they come to.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) values: Values,
    pub(super) objective: f64,
}

/// One search over these rows.
pub(super) struct Search<'a> {
    pub(super) rows: &'a [&'a Row],
    pub(super) knobs: &'a [Knob],
    pub(super) off: Off,
}

impl Search<'_> {
    /// What is minimised: the loss, and how unlikely the values are.
    ///
    /// L(x) = sum over rows and quantities of huber(ln(said(x) / seen) / off)
    ///      + sum over inputs of (ln(x / default) / spread)^2 / 2
    ///
    /// the maximum a posteriori estimate under lognormal priors around the defaults, with Huber's loss in
    /// place of the square. At the defaults the second sum is zero; so whatever has a smaller L has a
    /// smaller loss as well, and a fit is never further from its rows than the defaults are.
    fn at(&self, values: Values) -> Found {
        let penalty = |(field, value): (_, f64)| {
            let knob = self.knobs.iter().find(|knob| knob.field == field);
            knob.map_or(0.0, |knob| knob.penalty(value))
        };
        let unlikely = values.iter().map(penalty).sum::<f64>();
        let objective = loss(self.rows, &values, self.off) + unlikely;
        Found { values, objective }
    }

    /// The best value of one input, all others being as they are: the best of an even grid, then steps
    /// of half the size to either side as often as [`HALVED`].
    fn best(&self, knob: &Knob, from: &Found) -> Found {
        let mut best = from.clone();
        let (low, high) = (libm::log(knob.bounds.0), libm::log(knob.bounds.1));
        let step = (high - low) / f64::from(TRIED - 1);
        let try_at = |at: f64, best: &mut Found| -> bool {
            let value = knob.rounded(libm::exp(at.clamp(low, high)));
            let found = self.at(best.values.with(knob.field, Some(value)));
            let is_better = found.objective < best.objective;
            if is_better {
                *best = found;
            }
            is_better
        };
        for tried in 0..TRIED {
            try_at(low + step * f64::from(tried), &mut best);
        }
        let Some(start) = best.values.get(knob.field) else { return best };
        let (mut at, mut step) = (libm::log(start), step);
        for _ in 0..HALVED {
            step *= 0.5;
            for next in [at - step, at + step] {
                if try_at(next, &mut best) {
                    at = next.clamp(low, high);
                    break;
                }
            }
        }
        best
    }

    /// The best of what is found from the defaults on and from what reading the rows says.
    pub(super) fn run(&self) -> Found {
        let starts = self.starts().into_iter().map(|start| self.run_from(self.at(start)));
        let best = starts.min_by(|a, b| a.objective.total_cmp(&b.objective));
        best.unwrap_or_else(|| self.at(Values::default()))
    }

    /// The defaults; the middle of what reading the rows says of each input, one after the other.
    fn starts(&self) -> Vec<Values> {
        let mut starts = vec![Values::default()];
        for knob in self.knobs {
            let mut hints: Vec<f64> =
                self.rows.iter().filter_map(|row| row.hints.get(knob.field)).collect();
            hints.sort_unstable_by(f64::total_cmp);
            if let (Some(hint), Some(last)) = (hints.get(hints.len() / 2), starts.last()) {
                starts.push(last.with(knob.field, Some(knob.rounded(*hint))));
            }
        }
        starts
    }

    /// One after the other, lets that input move which makes the rows likelier the most, as long as one
    /// does so by more than [`TELLS`]. What turns out not to be needed in the end goes back to its
    /// default: nothing moves that no row tells.
    fn run_from(&self, start: Found) -> Found {
        let mut found = self.settle(start);
        let is_still = |knob: &&Knob| found.values.get(knob.field).is_none();
        let mut rest: Vec<&Knob> = self.knobs.iter().filter(is_still).collect();
        loop {
            let trials = rest.iter().enumerate().filter(|(_, knob)| knob.is_free(&found.values));
            let trials = trials.map(|(at, knob)| (at, self.best(knob, &found)));
            let best = trials.min_by(|a, b| a.1.objective.total_cmp(&b.1.objective));
            let Some((at, next)) =
                best.filter(|(_, next)| next.objective < found.objective - TELLS)
            else {
                break;
            };
            found = next;
            rest.remove(at);
            found = self.settle(found);
        }
        self.prune(found)
    }

    /// All inputs that have moved, again and again: each is looked for where the others have gone.
    fn settle(&self, mut found: Found) -> Found {
        for _ in 0..SWEEPS {
            let before = found.objective;
            for knob in self.moved(&found) {
                found = self.best(&knob, &found);
            }
            if before - found.objective < 1e-3 {
                break;
            }
        }
        found
    }

    fn prune(&self, mut found: Found) -> Found {
        // Last things first: what is free only beside another goes before that.
        for knob in self.moved(&found).into_iter().rev() {
            let without = self.at(found.values.with(knob.field, None));
            let without = self.settle(without);
            let is_free = |knob: Knob| knob.is_free(&without.values);
            if self.moved(&without).into_iter().all(is_free)
                && without.objective < found.objective + TELLS
            {
                found = without;
            }
        }
        found
    }

    fn moved(&self, found: &Found) -> Vec<Knob> {
        let is_moved = |knob: &&Knob| found.values.get(knob.field).is_some();
        self.knobs.iter().filter(is_moved).copied().collect()
    }

    /// How much further from the rows an input may take the model to either side: the values at which
    /// the loss has risen by [`TELLS`], all others being as they are; none where it never does.
    pub(super) fn range(&self, knob: &Knob, found: &Found) -> (Option<f64>, Option<f64>) {
        let here = loss(self.rows, &found.values, self.off);
        let centre = found.values.get(knob.field).unwrap_or_else(|| knob.start());
        let rises = |value: f64| {
            let there = found.values.with(knob.field, Some(value));
            TELLS < loss(self.rows, &there, self.off) - here
        };
        let (low, high) = knob.bounds;
        let edge = |end: f64| {
            let (mut inside, mut outside) = (libm::log(centre), libm::log(end));
            if !rises(end) {
                return None;
            }
            for _ in 0..EDGE {
                let middle = 0.5 * (inside + outside);
                if rises(libm::exp(middle)) { outside = middle } else { inside = middle }
            }
            Some(knob.rounded(libm::exp(outside)))
        };
        (if low < centre { edge(low) } else { None }, if centre < high { edge(high) } else { None })
    }
}

/// How often the way to the edge of a range is halved.
const EDGE: u32 = 20;
