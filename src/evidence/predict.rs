//! What the model says of measured cases.

use std::collections::HashMap;

use super::case::{Case, Kind};
use super::sender::Sender;
use crate::decimal;
use crate::model::control::auto_converge::AutoConverge;
use crate::model::control::qemu::Qemu;
use crate::model::control::rules::{Action, Orders, Patience, PostCopy, Rules, Since};
use crate::model::control::xbzrle::Xbzrle;
use crate::model::domain::Outside;
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

/// Runs per batch that moves at once, and per case whose inputs are assumed in part: their times spread
/// so far that the median of a hundred runs is itself off by a percent or two.
const RUNS_AT_ONCE: u64 = 1001;

/// The path of a case.
pub fn path_of(case: &Case) -> Path {
    let path = Path { stream_limit: case.stream_limit, ..Path::new(case.link, case.rtt) };
    if let Some(Sender { streams, stream_limit, .. }) = case.sender {
        let stream_limit = stream_limit.min(case.stream_limit);
        return Path { streams: f64::from(streams), stream_limit, ..path };
    }
    let streams = if case.kind == Kind::Multifd { f64::from(case.channels) } else { 1.0 };
    Path { streams, ..path }
}

/// The rules of a case.
pub fn rules_of(case: &Case) -> Rules {
    Rules {
        overhead: Seconds::ZERO,
        downtime_limit: case.downtime_limit,
        max_bandwidth: case.max_bandwidth,
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
                decimal::read(policy).map_or(PostCopy::Now, |s| PostCopy::After(Seconds::new(s)))
            }
            _ => PostCopy::Never,
        },
        patience: Patience {
            rounds: None,
            since: Since::Memory,
            time: case.cap,
            then: Action::Abort,
        },
    }
}

/// What a case was told to do.
fn orders_of(case: &Case) -> Orders {
    case.sender.map_or_else(|| rules_of(case).into(), |sender| sender.orders)
}

/// The constants of a case's hypervisor, where all others are those of `usual`.
fn profile_of(case: &Case, usual: &Profile) -> Profile {
    let profile = case.sender.map_or(*usual, |sender| sender.profile(usual));
    profile.spread_outside(Outside::of(case.guest.memory, case.link, case.rtt))
}

/// What happens in a typical run of one case by itself.
pub fn trace_of(case: &Case, profile: &Profile) -> Trace {
    let mut luck = Luck::typical();
    let (path, rules) = (profile.path_of_run(&path_of(case), &mut luck), rules_of(case));
    let mut trace = Trace::default();
    let machine = Qemu::new(&case.guest, &rules, profile, &path);
    engine::run(&path, [machine], 1, &mut luck, &mut trace);
    trace
}

/// One case by itself in a typical run: its move, and its total time as whoever sent it counts it.
pub fn typical(case: &Case, profile: &Profile) -> Option<(Move, Seconds)> {
    let mut trace = Trace::of_outcomes();
    let batch = Batch::new(vec![case]);
    let moved = *batch.run(profile, &mut Luck::typical(), &mut trace).first()?;
    Some((moved, counted(case, &moved)))
}

/// The total time of a move: control planes count from the request on, QEMU from the memory.
fn counted(case: &Case, of: &Move) -> Seconds {
    if case.sender.is_some() { of.pushed - of.start } else { of.pushed - of.memory_start }
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
        let profile = &profile_of(first, profile);
        let path = profile.path_of_run(&path_of(first), luck);
        let orders: Vec<Orders> = self.cases.iter().map(|case| orders_of(case)).collect();
        let machines = self
            .cases
            .iter()
            .zip(&orders)
            .map(|(case, orders)| Qemu::ordered(&case.guest, orders, profile, &path));
        engine::run(&path, machines, self.concurrency, luck, trace);
        let at = |vm: usize| trace.moves.iter().find(|m| m.vm as usize == vm).copied();
        (0..self.cases.len()).filter_map(at).collect()
    }

    fn predict(&self, profile: &Profile) -> Vec<Prediction> {
        let mut trace = Trace::of_outcomes();
        let is_wide = 1 < self.concurrency || self.cases.iter().any(|case| case.sender.is_some());
        let count = if is_wide { RUNS_AT_ONCE } else { RUNS };
        let runs: Vec<Vec<Move>> =
            (0..count).map(|run| self.run(profile, &mut Luck::drawn(1, run), &mut trace)).collect();
        let last = |run: &Vec<Move>| run.iter().map(|m| m.pushed.get()).fold(0.0, f64::max);
        let of_batch = 1 < self.cases.len();
        let makespan = of_batch.then(|| Spread::of(runs.iter().map(last).collect()));
        (0..self.known)
            .map(|at| {
                let moves: Vec<&Move> = runs.iter().map(|run| &run[at]).collect();
                let alone = summarize(self.cases[at], &moves);
                // Who publishes a batch states how long all of it took.
                let whole = makespan.filter(|_| self.cases[at].sender.is_some());
                let makespan = makespan.map(|makespan| makespan.p50);
                Prediction { total: whole.unwrap_or(alone.total), makespan, ..alone }
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
        total: of(&|m| counted(case, m).get()),
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
    let mut predictor = Predictor::new(cases);
    while predictor.step(cases, profile) {}
    predictor.predictions
}

/// Which cases move together, by their places, each batch in the order in which its rows moved; a row
/// without a batch is a batch of its own.
pub fn batches(cases: &[Case]) -> Vec<Vec<usize>> {
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<(&str, Kind), usize> = HashMap::new();
    for (at, case) in cases.iter().enumerate() {
        let new = batches.len();
        let batch = match case.batch_id.as_str() {
            "" => new,
            name => *known.entry((name, case.kind)).or_insert(new),
        };
        match batches.get_mut(batch) {
            Some(batch) => {
                let order = |at: usize| cases[at].order;
                let place = batch.partition_point(|before| order(*before) <= case.order);
                batch.insert(place, at);
            }
            None => batches.push(vec![at]),
        }
    }
    batches
}

/// For each of these batches the first one that is alike but for the names: it has the same prediction.
pub fn first_alike(cases: &[Case], batches: &[Vec<usize>]) -> Vec<usize> {
    let mut known: HashMap<Vec<u64>, Vec<usize>> = HashMap::new();
    let mut firsts = Vec::with_capacity(batches.len());
    for (number, batch) in batches.iter().enumerate() {
        let marks = batch.iter().flat_map(|at| cases[*at].marks()).collect();
        let candidates = known.entry(marks).or_default();
        let is_alike = |other: &&usize| {
            let others = &batches[**other];
            let mut pairs = others.iter().zip(batch);
            others.len() == batch.len() && pairs.all(|(a, b)| cases[*a].is_like(&cases[*b]))
        };
        let first = candidates.iter().find(is_alike).copied().unwrap_or(number);
        if first == number {
            candidates.push(number);
        }
        firsts.push(first);
    }
    firsts
}

/// Predicts the cases at these places, a batch of [`batches`], each.
pub fn predict_batch(cases: &[Case], batch: &[usize], profile: &Profile) -> Vec<Prediction> {
    Batch::new(batch.iter().map(|at| &cases[*at]).collect()).predict(profile)
}

/// Rows being predicted, a batch at a time: a page cannot wait for all of them.
#[derive(Debug, Clone)]
pub struct Predictor {
    /// The last one is next.
    waiting: Vec<Vec<usize>>,
    all: usize,
    /// What is known so far, in the order of the rows.
    pub predictions: Vec<Prediction>,
}

impl Predictor {
    /// Nothing predicted yet.
    pub fn new(cases: &[Case]) -> Self {
        let waiting = batches(cases);
        let all = waiting.len();
        Self { waiting, all, predictions: vec![Prediction::default(); cases.len()] }
    }

    /// Predicts the next batch of the same cases; whether there was one.
    pub fn step(&mut self, cases: &[Case], profile: &Profile) -> bool {
        let Some(batch) = self.waiting.pop() else { return false };
        for (at, prediction) in batch.iter().zip(predict_batch(cases, &batch, profile)) {
            self.predictions[*at] = prediction;
        }
        true
    }

    /// The share of batches that are done.
    pub fn progress(&self) -> f64 {
        1.0 - self.waiting.len() as f64 / self.all.max(1) as f64
    }
}
