//! Whether predicted ranges hold what was measured: of ranges from P10 to P90, eight in ten should.

use std::fmt::Write as _;

use super::case::Kind;
use super::validate::Pair;
use crate::model::uncertainty::Spread;

/// How many measured values lie within their predicted ranges, of how many.
pub type Within = (usize, usize);

/// Coverage of some cases that completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// What they have in common.
    pub name: String,
    /// Total time.
    pub total: Within,
    /// Bytes sent.
    pub bytes: Within,
    /// Time for which the guest ran nowhere.
    pub downtime: Within,
}

impl Coverage {
    fn of<'a>(name: &str, pairs: impl Iterator<Item = &'a Pair> + Clone) -> Self {
        let pairs = pairs.filter(|pair| pair.measured.completed && pair.verdict_is_right());
        let within = |read: fn(&Pair) -> (Spread, f64)| {
            // What was not measured is zero.
            let each = pairs.clone().map(read).filter(|(_, measured)| 0.0 < *measured);
            let is_in = |(of, measured): &(Spread, f64)| (of.p10..=of.p90).contains(measured);
            (each.clone().filter(is_in).count(), each.count())
        };
        Self {
            name: name.to_owned(),
            total: within(|pair| (pair.predicted.total, pair.measured.total)),
            bytes: within(|pair| (pair.predicted.transferred, pair.measured.transferred)),
            downtime: within(|pair| (pair.predicted.downtime, pair.measured.blackout)),
        }
    }
}

/// Coverage of each technique, of each workload, and of all.
pub fn coverage(pairs: &[Pair]) -> Vec<Coverage> {
    let mut workloads: Vec<&str> = pairs.iter().map(|pair| pair.case.workload.as_str()).collect();
    workloads.sort_unstable();
    workloads.dedup();
    let techniques = Kind::NAMES.iter().map(|(kind, name)| {
        Coverage::of(name, pairs.iter().filter(|pair| pair.case.kind == *kind))
    });
    let workloads = workloads.into_iter().filter(|name| !name.is_empty()).map(|name| {
        let of = pairs.iter().filter(move |pair| pair.case.workload == name);
        Coverage::of(&format!("workload {name}"), of)
    });
    let all = Coverage::of("all", pairs.iter());
    let mut table: Vec<Coverage> = techniques.chain(workloads).chain([all]).collect();
    table.retain(|row| 0 < row.total.1);
    table
}

/// The same as text.
pub fn report(pairs: &[Pair]) -> String {
    let mut text = format!(
        "\nmeasured within P10 to P90 of what was predicted (80 % would be honest)\n{:<26}{:>16}{:>16}{:>16}\n",
        "", "total time", "bytes", "downtime"
    );
    let share = |(within, of): Within| match of {
        0 => "-".to_owned(),
        _ => format!("{within}/{of} {:>3.0} %", 100.0 * within as f64 / of as f64),
    };
    for Coverage { name, total, bytes, downtime } in coverage(pairs) {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{name:<26}{:>16}{:>16}{:>16}",
            share(total),
            share(bytes),
            share(downtime)
        );
    }
    text
}
