//! What the model says of measured cases.

use std::collections::BTreeMap;

use super::case::{Case, Kind};
use crate::model::control::auto_converge::AutoConverge;
use crate::model::control::qemu::Qemu;
use crate::model::control::rules::{Action, Patience, PostCopy, Rules};
use crate::model::control::xbzrle::Xbzrle;
use crate::model::engine;
use crate::model::link::Path;
use crate::model::luck::Luck;
use crate::model::profile::Profile;
use crate::model::trace::{Move, Trace};
use crate::model::uncertainty::Spread;
use crate::units::{Bytes, Ratio, Seconds};

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
    let streams = if case.kind == Kind::Multifd { f64::from(case.channels) } else { 1.0 };
    Path { streams, ..Path::new(case.link, case.rtt) }
}

/// The rules of a case.
pub fn rules_of(case: &Case) -> Rules {
    Rules {
        overhead: Seconds::ZERO,
        downtime_limit: case.downtime_limit,
        max_bandwidth: Some(case.max_bandwidth),
        auto_converge: (case.kind == Kind::AutoConverge).then_some(AutoConverge {
            initial: Ratio::percent(case.throttle.0),
            increment: Ratio::percent(case.throttle.1),
            ..AutoConverge::default()
        }),
        xbzrle: (case.kind == Kind::Xbzrle)
            .then_some(Xbzrle { cache: case.xbzrle_cache, write: Bytes::new(case.write_bytes) }),
        post_copy_channel: case.kind == Kind::PostcopyPreempt,
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

/// Cases that moved together, or one after the other, and how many at a time.
struct Batch<'a> {
    cases: Vec<&'a Case>,
    /// The first case that is not of the file: a batch whose other rows are missing is filled up
    /// with guests like its first.
    known: usize,
    concurrency: u32,
}

impl<'a> Batch<'a> {
    fn new(mut cases: Vec<&'a Case>) -> Self {
        let known = cases.len();
        let Some(first) = cases.first().copied() else {
            return Self { cases, known, concurrency: 1 };
        };
        if first.kind == Kind::Sequential {
            return Self { cases, known, concurrency: 1 };
        }
        cases.resize((first.concurrency as usize).max(known), first);
        let concurrency = cases.len() as u32;
        Self { cases, known, concurrency }
    }

    /// What happened to each guest in one run.
    fn run(&self, profile: &Profile, luck: &mut Luck, trace: &mut Trace) -> Vec<Move> {
        let Some(first) = self.cases.first() else { return Vec::new() };
        let path = profile.path_of_run(&path_of(first), luck);
        let rules: Vec<Rules> = self.cases.iter().map(|case| rules_of(case)).collect();
        let machines = self
            .cases
            .iter()
            .zip(&rules)
            .map(|(case, rules)| Qemu::new(&case.guest, rules, profile, &path));
        engine::run(&path, machines, self.concurrency, luck, trace);
        let mut moves = trace.moves.clone();
        moves.sort_by_key(|m| m.vm);
        moves
    }

    fn predict(&self, profile: &Profile) -> Vec<Prediction> {
        let mut trace = Trace::of_outcomes();
        let runs: Vec<Vec<Move>> =
            (0..RUNS).map(|run| self.run(profile, &mut Luck::drawn(1, run), &mut trace)).collect();
        let makespan = Spread::of(
            runs.iter().map(|run| run.iter().map(|m| m.pushed.get()).fold(0.0, f64::max)).collect(),
        );
        let of_batch = 1 < self.cases.len();
        (0..self.known)
            .map(|at| {
                let moves: Vec<&Move> = runs.iter().map(|run| &run[at]).collect();
                Prediction {
                    makespan: of_batch.then_some(makespan.p50),
                    ..summarize(self.cases[at], &moves)
                }
            })
            .collect()
    }
}

/// The quantiles of the runs that completed, or of all where none did.
fn summarize(case: &Case, moves: &[&Move]) -> Prediction {
    let completed: Vec<&Move> = moves.iter().filter(|m| m.ending.completes()).copied().collect();
    let chosen = if completed.is_empty() { moves } else { completed.as_slice() };
    let of = |read: &dyn Fn(&Move) -> f64| Spread::of(chosen.iter().map(|m| read(m)).collect());
    Prediction {
        total: of(&|m| (m.pushed - m.memory_start).get()),
        downtime: of(&|m| m.downtime.get()),
        transferred: of(&|m| m.memory_sent.get()),
        completes: completed.len() as f64 / moves.len().max(1) as f64,
        block_total: (case.kind == Kind::Block).then(|| of(&|m| (m.pushed - m.start).get()).p50),
        makespan: None,
        longest_stall: of(&|m| m.longest_stall.get()).p50,
    }
}

/// Predicts rows of a file, each with the others of its batch; in the order given.
pub fn predict_all(cases: &[Case], profile: &Profile) -> Vec<Prediction> {
    let mut predictions = vec![Prediction::default(); cases.len()];
    let mut batches: BTreeMap<(&str, Kind, usize), Vec<usize>> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        // A row without a batch is a batch of its own.
        let alone = if case.batch_id.is_empty() { at } else { 0 };
        batches.entry((&case.batch_id, case.kind, alone)).or_default().push(at);
    }
    for mut members in batches.into_values() {
        members.sort_by_key(|member| cases[*member].order);
        let batch = Batch::new(members.iter().map(|member| &cases[*member]).collect());
        for (member, prediction) in members.into_iter().zip(batch.predict(profile)) {
            predictions[member] = prediction;
        }
    }
    predictions
}
