//! What the model says of measured cases.

use super::case::{Case, Kind};
use crate::model::control::qemu::{Action, Patience, PostCopy, Qemu, Rules};
use crate::model::engine;
use crate::model::link::Path;
use crate::model::luck::Luck;
use crate::model::profile::Profile;
use crate::model::trace::{Move, Trace};
use crate::model::uncertainty::Spread;
use crate::units::Seconds;

/// What is predicted of one case.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Prediction {
    /// As QEMU reports it, in seconds.
    pub total: Spread,
    /// Source stopped until destination runs, in seconds.
    pub downtime: Spread,
    /// Memory bytes sent.
    pub transferred: Spread,
    /// Chance that it completes in time.
    pub completes: f64,
    /// Disk and memory, in seconds; only for block migrations.
    pub block_total: Option<f64>,
    /// The whole batch, in seconds; only for batches.
    pub makespan: Option<f64>,
    /// Longest stall of the guest, in seconds.
    pub longest_stall: f64,
}

/// Runs per case.
const RUNS: u64 = 101;

/// The path of a case.
pub fn path_of(case: &Case) -> Path {
    Path { streams: 1.0, ..Path::new(case.link, case.rtt) }
}

/// The rules of a case.
pub fn rules_of(case: &Case) -> Rules {
    Rules {
        overhead: Seconds::ZERO,
        downtime_limit: case.downtime_limit,
        max_bandwidth: Some(case.max_bandwidth),
        post_copy: match (case.kind, case.postcopy_policy.as_str()) {
            (Kind::Postcopy | Kind::PostcopyPreempt, "round1") => PostCopy::AfterFirstRound,
            (Kind::Postcopy | Kind::PostcopyPreempt, policy) => {
                policy.parse().map_or(PostCopy::Now, |s| PostCopy::After(Seconds::new(s)))
            }
            _ => PostCopy::Never,
        },
        patience: Patience { rounds: None, time: case.cap, then: Action::Abort },
    }
}

/// Runs a batch once; what happened to each guest, in the order of `cases`.
pub fn run_once(cases: &[&Case], profile: &Profile, luck: &mut Luck, trace: &mut Trace) -> Vec<Move> {
    let Some(first) = cases.first() else { return Vec::new() };
    let path = path_of(first);
    let rules: Vec<Rules> = cases.iter().map(|case| rules_of(case)).collect();
    let machines =
        cases.iter().zip(&rules).map(|(case, rules)| Qemu::new(&case.guest, rules, profile, &path));
    let concurrency = if first.kind == Kind::Sequential { 1 } else { cases.len() as u32 };
    engine::run(&path, machines, concurrency, luck, trace);
    let mut moves = trace.moves.clone();
    moves.sort_by_key(|m| m.vm);
    moves
}

/// Predicts a batch: the cases that moved together.
pub fn predict(cases: &[&Case], profile: &Profile) -> Vec<Prediction> {
    let mut trace = Trace::default();
    let runs: Vec<Vec<Move>> = (0..RUNS)
        .map(|run| run_once(cases, profile, &mut Luck::drawn(1, run), &mut trace))
        .collect();
    cases
        .iter()
        .enumerate()
        .map(|(at, case)| {
            let moves: Vec<&Move> = runs.iter().map(|run| &run[at]).collect();
            let completed: Vec<&&Move> = moves.iter().filter(|m| m.ending.completes()).collect();
            let of = |read: &dyn Fn(&Move) -> f64| {
                let chosen = if completed.is_empty() {
                    moves.iter().map(|m| read(m)).collect()
                } else {
                    completed.iter().map(|m| read(m)).collect()
                };
                Spread::of(chosen)
            };
            let makespan = || {
                let start = moves.iter().map(|m| m.start.get()).fold(f64::MAX, f64::min);
                let _ = start;
                Spread::of(
                    runs.iter()
                        .map(|run| run.iter().map(|m| m.pushed.get()).fold(0.0, f64::max))
                        .collect(),
                )
                .p50
            };
            Prediction {
                total: of(&|m| (m.pushed - m.memory_start).get()),
                downtime: of(&|m| m.downtime.get()),
                transferred: of(&|m| m.memory_sent.get()),
                completes: completed.len() as f64 / RUNS as f64,
                block_total: (case.kind == Kind::Block).then(|| of(&|m| (m.pushed - m.start).get()).p50),
                makespan: matches!(case.kind, Kind::Concurrent | Kind::Sequential).then(makespan),
                longest_stall: of(&|m| m.longest_stall.get()).p50,
            }
        })
        .collect()
}

/// Predicts rows of a file, each with the others of its batch; in the order given.
pub fn predict_all(cases: &[Case], profile: &Profile) -> Vec<Prediction> {
    let mut predictions = vec![Prediction::default(); cases.len()];
    let mut done = vec![false; cases.len()];
    for at in 0..cases.len() {
        if done[at] {
            continue;
        }
        let batch = &cases[at].batch_id;
        let mut members: Vec<usize> = if batch.is_empty() {
            vec![at]
        } else {
            (at..cases.len()).filter(|other| cases[*other].batch_id == *batch).collect()
        };
        members.sort_by_key(|member| cases[*member].order);
        let together: Vec<&Case> = members.iter().map(|member| &cases[*member]).collect();
        for (member, prediction) in members.iter().zip(predict(&together, profile)) {
            predictions[*member] = prediction;
            done[*member] = true;
        }
    }
    predictions
}
