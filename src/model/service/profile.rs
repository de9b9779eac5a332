//! When users feel what: a trace cut into spans of one state each, for the machines that move, for
//! those at the destination and for those left behind.

use super::activity::{Activity, Doing};
use super::strain::{Strain, slowdown};
use super::{CAP, Hosting, Lean};
use crate::model::trace::{Move, Segment, Stage, Trace};
use crate::units::{Bytes, Seconds};

/// What one write fault of dirty logging costs a CPU: leaving the guest, the fault under a lock, and
/// what the translation cache forgets. An assumption within what is known of such exits.
const WRITE_FAULT: Seconds = Seconds::ms(0.005);

/// A page of memory.
const PAGE: f64 = 4096.0;

/// Faults of post-copy per page left to fetch: 190 to 440 for 0.7 to 0.9 GB of sysbench guests on two
/// hosts (Sxmindu's data).
const FAULTS_PER_PAGE: f64 = 0.0015;

/// Most of the time that a guest is taken to wait for faulted pages, its longest stall aside.
const MOST_FAULTING: f64 = 0.9;

/// How long a busy guest is slower after switchover: caches, translations and timers start cold
/// (LordWicked's PostgreSQL, 10 to 30 % for about ten seconds).
pub const DIP: Seconds = Seconds::new(10.0);

/// By how much, with all its CPUs busy: the middle of what was measured.
pub const DIP_DEPTH: f64 = 0.2;

/// Who feels it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// The machines that move (Set 1 of the paper).
    Moved,
    /// Those that already run at the destination (Set 2 of the paper).
    There,
    /// Those that stay at the source.
    Here,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Moved, Self::There, Self::Here];
}

/// A stretch of time in one state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// When it began; negative before the move.
    pub start: Seconds,
    /// When it ended.
    pub end: Seconds,
    /// What the machine suffers, or will suffer once it runs again.
    pub strain: Strain,
    /// Where it stands still: until when.
    pub until: Option<Seconds>,
}

impl Span {
    /// How long a request that comes at its beginning waits for the answer, and one that comes at
    /// its end, without a cap: this long before the move, so much of it leaning on what.
    pub fn responses(&self, baseline: Seconds, lean: &Lean, before: &Strain) -> Line {
        let served = baseline * self.strain.stretch(lean, before);
        let wait = |at: Seconds| self.until.map_or(Seconds::ZERO, |until| (until - at).or_zero());
        Line([self.start, self.end].map(|at| wait(at) + served))
    }

    /// How long it lasts.
    pub fn duration(&self) -> Seconds {
        self.end - self.start
    }

    /// The part of it between two moments; none where they do not meet.
    pub fn within(&self, [from, to]: [Seconds; 2]) -> Option<Self> {
        let (start, end) = (self.start.max(from), self.end.min(to));
        (start < end).then_some(Self { start, end, ..*self })
    }
}

/// A response that rises or falls evenly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line(pub [Seconds; 2]);

impl Line {
    /// The share of it above a limit, from 0 to 1.
    pub fn above(&self, limit: Seconds) -> f64 {
        let [low, high] = self.ends();
        if limit < low {
            1.0
        } else if high <= limit {
            0.0
        } else {
            (high - limit).share_of(high - low).get()
        }
    }

    /// Its mean, each response capped at [`CAP`].
    pub fn mean(&self) -> Seconds {
        let [low, high] = self.ends();
        let above = self.above(CAP);
        let below = (low.min(CAP) + high.min(CAP)) / 2.0;
        CAP * above + below * (1.0 - above)
    }

    /// Its longest response, capped.
    pub fn longest(&self) -> Seconds {
        self.ends()[1].min(CAP)
    }

    fn ends(&self) -> [Seconds; 2] {
        let [a, b] = self.0;
        [a.min(b), a.max(b)]
    }
}

/// What one group suffers over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// In order, without gaps: a while before, the migration, the dip, a while after.
    pub spans: Vec<Span>,
    /// The state before.
    pub before: Strain,
    /// The state that lasts.
    pub after: Strain,
    /// When this group's migration began and ended.
    pub migration: [Seconds; 2],
}

impl Profile {
    /// What `group` feels; `vm` is the machine that stands for all that move.
    pub fn of(trace: &Trace, hosting: &Hosting, group: Group, vm: u32) -> Self {
        Self::during(&Activity::of(trace), trace, hosting, group, vm)
    }

    /// The same, where it is known what all of them do when.
    pub(super) fn during(
        activity: &Activity,
        trace: &Trace,
        hosting: &Hosting,
        group: Group,
        vm: u32,
    ) -> Self {
        let arrived = trace.moves.iter().filter(|m| m.ending.completes()).count() as f64;
        let makespan = trace.makespan();
        let moved = trace.moves.iter().find(|m| m.vm == vm).filter(|_| group == Group::Moved);
        let segments: Vec<&Segment> = match moved {
            Some(m) => trace.of(m.vm).collect(),
            None => Vec::new(),
        };
        let stall = moved.and_then(|m| stall(m, &segments));
        let scene = Scene { hosting, activity, arrived, group, moved, stall };
        let before = scene.strain(Doing::default(), false, 1.0);
        let is_there = moved.is_some_and(|m| m.ending.completes());
        let rest = Doing { arrived, ..Doing::default() };
        let after = scene.strain(rest, is_there, 1.0);
        let lead = (makespan * 0.1).max(Seconds::new(5.0));
        let last = makespan + (makespan * 0.2).max(DIP * 1.5);
        let dip = moved.filter(|m| m.ending.completes() && hosting.load.is_positive());
        let ends = dip.map(|m| [m.end, m.end + DIP]);
        let mut cuts: Vec<Seconds> = activity.edges().chain([-lead, last]).collect();
        cuts.extend(segments.iter().flat_map(|segment| [segment.start, segment.end]));
        cuts.extend(stall.into_iter().flatten());
        cuts.extend(ends.into_iter().flatten());
        cuts.retain(|cut| *cut <= last);
        cuts.sort_unstable_by(|a, b| a.get().total_cmp(&b.get()));
        cuts.dedup();
        let mut spans: Vec<Span> = Vec::new();
        for pair in cuts.windows(2) {
            let &[start, end] = pair else { continue };
            spans.push(scene.span(start, end, &segments));
        }
        let mut next: Option<Span> = None;
        for span in spans.iter_mut().rev() {
            if let (Some(until), Some(next)) = (&mut span.until, next) {
                *until = next.until.unwrap_or(*until);
                span.strain = next.strain;
            }
            next = Some(*span);
        }
        let migration = moved.map_or([Seconds::ZERO, makespan], |m| [m.start, m.end]);
        Self { spans, before, after, migration }
    }
}

/// When a guest that was handed over waits for its first pages, from when it runs on: as long as its
/// longest stall exceeds its downtime.
fn stall(moved: &Move, segments: &[&Segment]) -> Option<[Seconds; 2]> {
    let paging = segments.iter().find(|segment| segment.stage == Stage::DemandPaging)?;
    let waits = (moved.longest_stall - moved.downtime).or_zero();
    waits.is_positive().then(|| [paging.start, (paging.start + waits).min(paging.end)])
}

struct Scene<'a> {
    hosting: &'a Hosting,
    activity: &'a Activity,
    arrived: f64,
    group: Group,
    moved: Option<&'a Move>,
    stall: Option<[Seconds; 2]>,
}

impl Scene<'_> {
    /// What is suffered while this is done, at the destination or not, slowed by so much.
    fn strain(&self, doing: Doing, is_there: bool, slowed: f64) -> Strain {
        let Hosting { machines, neighbours, left, threads, vcpus, load, .. } = *self.hosting;
        let here = (machines - doing.arrived).max(0.0) + left;
        let there = neighbours + doing.arrived;
        let is_there = is_there || self.group == Group::There;
        let (own, other) = if is_there { (there, here) } else { (here, there) };
        let mirrored = doing.mirrored / machines.max(1.0);
        let migration = doing.flows * self.hosting.migration_threads;
        let demand = |count: f64, extra: f64| {
            ((count * vcpus * load.get() + extra) / threads.max(1.0)).max(1.0)
        };
        Strain {
            swap: self.hosting.felt(own, other, mirrored.min(1.0)),
            copy: if self.hosting.copies_disk {
                doing.rate.share_of(self.hosting.disk).get()
            } else {
                0.0
            },
            cpu: demand(own, migration),
            link: 1.0 + doing.flows * doing.rate.share_of(self.hosting.goodput).get().min(1.0),
            slowed,
            swaps_programs: self.hosting.swaps_programs(),
        }
    }

    fn span(&self, start: Seconds, end: Seconds, segments: &[&Segment]) -> Span {
        let middle = (start + end) / 2.0;
        let doing = self.activity.at(middle, self.arrived);
        let at = segments.iter().position(|s| s.start <= middle && middle < s.end);
        let stage = at.map(|at| segments[at].stage);
        let is_there = self.is_there(stage, middle);
        let stalls = self.stall.is_some_and(|[from, to]| from <= middle && middle < to);
        let stands = stalls || stage.is_some_and(Stage::stands_still);
        let slowed = self.slowed(at, segments, middle);
        let strain = self.strain(doing, is_there, slowed);
        Span { start, end, strain, until: stands.then_some(end) }
    }

    fn is_there(&self, stage: Option<Stage>, moment: Seconds) -> bool {
        let Some(moved) = self.moved.filter(|m| m.ending.completes()) else { return false };
        moved.end <= moment || matches!(stage, Some(Stage::DemandPaging | Stage::Activation))
    }

    /// The guest's own slowdown in the segment `at`, or in none.
    fn slowed(&self, at: Option<usize>, segments: &[&Segment], moment: Seconds) -> f64 {
        let Some(moved) = self.moved else { return 1.0 };
        let load = self.hosting.load.get();
        let dips = moved.ending.completes()
            && moved.end <= moment
            && moment < moved.end + DIP
            && moved.sent().is_positive();
        if dips {
            return slowdown(DIP_DEPTH * load);
        }
        let Some(segment) = at.map(|at| segments[at]) else { return 1.0 };
        let throttled = slowdown(segment.throttle.get());
        match segment.stage {
            Stage::PreCopy => {
                let next = at.and_then(|at| segments.get(at + 1));
                throttled * self.logging(segment, next.copied())
            }
            Stage::DemandPaging => throttled * self.faulting(segment),
            _ => throttled,
        }
    }

    /// Write faults of dirty logging: as many as pages were found dirty after the round.
    fn logging(&self, round: &Segment, next: Option<&Segment>) -> f64 {
        let found = next.map_or(round.pending, |next| next.pending);
        let faults = found.get() / PAGE;
        let time = round.duration() * self.hosting.vcpus.max(1.0);
        slowdown((WRITE_FAULT * faults).share_of(time).get().min(0.5))
    }

    /// Faults on pages that are still to come, each a round trip and a page.
    fn faulting(&self, segment: &Segment) -> f64 {
        let faults = segment.sent.get() / PAGE * FAULTS_PER_PAGE;
        let each = self.hosting.rtt + Bytes::new(PAGE) / self.hosting.goodput;
        let waits = (each * faults).share_of(segment.duration());
        slowdown(waits.get().min(MOST_FAULTING))
    }
}
