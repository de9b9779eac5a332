//! How far predictions are from what was measured, technique by technique.

use std::fmt::Write as _;

use super::case::{Case, Kind, Measured};
use super::predict::Prediction;
use super::reason::Reason;
use super::sender::{Plane, Sender};
use crate::model::profile::Profile;
use crate::model::uncertainty::quantile;
use crate::quantity::Lang;

/// A measured case beside its prediction.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What was known beforehand.
    pub case: Case,
    /// What happened.
    pub measured: Measured,
    /// What was predicted.
    pub predicted: Prediction,
    /// Whether it ran on the measured bed, whose shortcomings are known.
    pub is_of_lab: bool,
}

impl Pair {
    /// Cases with what was measured and what was predicted of each, in the same order.
    pub fn all(
        cases: Vec<Case>,
        measured: Vec<Measured>,
        predicted: Vec<Prediction>,
        profile: &Profile,
    ) -> Vec<Self> {
        let is_of_lab = *profile == Profile::QEMU_LAB;
        let rows = cases.into_iter().zip(measured).zip(predicted);
        rows.map(|((case, measured), predicted)| Self { case, measured, predicted, is_of_lab })
            .collect()
    }

    /// Whether it was predicted to complete, and did; or neither.
    pub fn verdict_is_right(&self) -> bool {
        self.measured.completed == (0.5 <= self.predicted.completes)
    }

    /// Relative error of the total time, 0.1 for a prediction 10 % too long; none where the
    /// migration was cancelled or predicted to be.
    pub fn total_error(&self) -> Option<f64> {
        self.error(self.predicted.total.p50, self.measured.total)
    }

    /// What sent it, where it was published.
    const fn published(&self) -> Option<&Sender> {
        self.case.sender.as_ref()
    }

    fn is_proof_for(&self, chosen: impl Fn(Plane) -> bool) -> bool {
        self.published().is_some_and(|by| by.is_proof && chosen(by.plane))
    }

    /// Relative error of the bytes sent.
    pub fn bytes_error(&self) -> Option<f64> {
        self.error(self.predicted.transferred.p50, self.measured.transferred)
    }

    /// Relative error of the time for which the guest ran nowhere.
    pub fn downtime_error(&self) -> Option<f64> {
        self.error(self.predicted.downtime.p50, self.measured.blackout)
    }

    /// Relative error of the guest's longest stall, where demand paging makes one.
    pub fn stall_error(&self) -> Option<f64> {
        let pages_in = matches!(self.case.kind, Kind::Postcopy | Kind::PostcopyPreempt);
        pages_in.then(|| self.error(self.predicted.longest_stall, self.measured.heartbeat_gap))?
    }

    /// Whether the measured total time lies within the predicted range.
    pub fn is_in_range(&self) -> bool {
        (self.predicted.total.p10..=self.predicted.total.p90).contains(&self.measured.total)
    }

    fn error(&self, predicted: f64, measured: f64) -> Option<f64> {
        let comparable = self.measured.completed && self.verdict_is_right() && 0.0 < measured;
        comparable.then(|| predicted / measured - 1.0)
    }

    /// Why this case is hard, where that is known.
    pub fn known_reason(&self) -> Option<Reason> {
        let reason = Reason::of(&self.case, self.predicted.completes, self.verdict_is_right());
        reason.filter(|reason| self.is_of_lab || !reason.is_of_lab())
    }
}

/// Median and 90th percentile of the sizes of errors.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ErrorSize {
    /// How many there are.
    pub count: usize,
    /// Half are smaller.
    pub median: f64,
    /// Nine in ten are smaller.
    pub p90: f64,
}

impl ErrorSize {
    /// Of signed relative errors.
    pub fn of(errors: impl Iterator<Item = f64>) -> Self {
        let mut sizes: Vec<f64> = errors.map(f64::abs).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        Self { count: sizes.len(), median: quantile(&sizes, 0.5), p90: quantile(&sizes, 0.9) }
    }
}

/// One line of the error table.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorRow {
    /// What it is about.
    pub name: &'static str,
    /// Measured cases.
    pub cases: usize,
    /// Total time.
    pub total: ErrorSize,
    /// Bytes sent.
    pub bytes: ErrorSize,
    /// Time for which the guest ran nowhere.
    pub downtime: ErrorSize,
    /// Longest stall after a handover.
    pub stall: ErrorSize,
    /// Share of completed cases whose total time lies within the predicted range.
    pub in_range: f64,
    /// Cases whose verdict (completes or not) is wrong.
    pub wrong_verdicts: usize,
}

/// The error table: a line per technique and one for all; of published migrations a line per
/// controller.
pub fn error_table(pairs: &[Pair]) -> Vec<ErrorRow> {
    let row = |name, of: &dyn Fn(&Pair) -> bool| {
        let chosen: Vec<&Pair> = pairs.iter().filter(|pair| of(pair)).collect();
        let size = |read: fn(&Pair) -> Option<f64>| {
            ErrorSize::of(chosen.iter().filter_map(|pair| read(pair)))
        };
        let completed = chosen.iter().filter(|pair| pair.measured.completed);
        let in_range = completed.clone().filter(|pair| pair.is_in_range()).count();
        ErrorRow {
            name,
            cases: chosen.len(),
            total: size(Pair::total_error),
            bytes: size(Pair::bytes_error),
            downtime: size(Pair::downtime_error),
            stall: size(Pair::stall_error),
            in_range: in_range as f64 / completed.count().max(1) as f64,
            wrong_verdicts: chosen.iter().filter(|pair| !pair.verdict_is_right()).count(),
        }
    };
    let mut table: Vec<ErrorRow> = Kind::NAMES
        .iter()
        .map(|(kind, name)| {
            row(*name, &|pair: &Pair| pair.published().is_none() && pair.case.kind == *kind)
        })
        .collect();
    table.push(row("all", &|pair| pair.published().is_none()));
    for (plane, name) in Plane::NAMES {
        table.push(row(name, &|pair| pair.is_proof_for(|of| of == plane)));
    }
    table.push(row("all published", &|pair| pair.is_proof_for(|_| true)));
    table.push(row("published in part", &|pair| pair.published().is_some_and(|by| !by.is_proof)));
    table.retain(|row| 0 < row.cases);
    table
}

/// The cases whose total time is furthest off, the worst first; wrong verdicts before all others.
pub fn worst(pairs: &[Pair], count: usize) -> Vec<&Pair> {
    let badness = |pair: &Pair| {
        if pair.verdict_is_right() {
            pair.total_error().map_or(0.0, f64::abs)
        } else {
            f64::INFINITY
        }
    };
    // So few are asked for that no sort is worth its while.
    let mut found: Vec<&Pair> = Vec::new();
    for pair in pairs {
        let place = found.partition_point(|other| badness(pair) <= badness(other));
        if place < count {
            found.insert(place, pair);
            found.truncate(count);
        }
    }
    found
}

/// The table and the worst cases as text.
pub fn report(pairs: &[Pair]) -> String {
    let mut text = format!(
        "{:<22}{:>5}  {:>15}  {:>15}  {:>15}  {:>15}  {:>8}  {:>7}\n",
        "technique",
        "cases",
        "total time",
        "bytes",
        "downtime",
        "longest stall",
        "in range",
        "verdict"
    );
    let size = |size: &ErrorSize| match size.count {
        0 => String::from("-"),
        _ => format!("{:.1} % / {:.1} %", 100.0 * size.median, 100.0 * size.p90),
    };
    for row in error_table(pairs) {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:<22}{:>5}  {:>15}  {:>15}  {:>15}  {:>15}  {:>6.0} %  {:>7}",
            row.name,
            row.cases,
            size(&row.total),
            size(&row.bytes),
            size(&row.downtime),
            size(&row.stall),
            100.0 * row.in_range,
            if row.wrong_verdicts == 0 {
                String::from("right")
            } else {
                format!("{} wrong", row.wrong_verdicts)
            },
        );
    }
    text.push_str("errors: median / 90th percentile\n\nfurthest off:\n");
    for pair in worst(pairs, 5) {
        let _ = writeln!(
            text,
            "{:<8}{:<22}measured {:>7.2} s{}, predicted {:>7.2} s ({:.2} to {:.2}), completes {:>3.0} %  {}",
            pair.case.run_id,
            pair.case.kind.name(),
            pair.measured.total,
            if pair.measured.completed { "" } else { " (cancelled)" },
            pair.predicted.total.p50,
            pair.predicted.total.p10,
            pair.predicted.total.p90,
            100.0 * pair.predicted.completes,
            pair.known_reason().map_or("", |reason| reason.text(Lang::En)),
        );
    }
    text
}
