//! What services lost that nothing was fitted on: PostgreSQL under YCSB (LordWicked's data) and the
//! workloads of the measured guests, beside what the model says.
//!
//! A service whose rate hardly varies (by at most 2 % before the move) is taken to be paced: it gets
//! everything done as long as its CPUs suffice, and catches up after it stood still. Others ask again
//! as soon as they are answered, so that their rate is one over the response (Little's law). A guest
//! counts in its own time, so that standing still is neither in its rates nor in its latencies;
//! PostgreSQL's clients count outside. A service whose rate varies by more than half by itself says
//! nothing and is left out.
//!
//! Two things are not unseen here, and marked: how busy PostgreSQL keeps its CPUs follows from its
//! loss while throttled, and the depth of the dip from its dips.

use crate::decimal;
use crate::evidence::case::{self, Kind};
use crate::evidence::predict::trace_of;
use crate::evidence::published::{self, BUSY};
use crate::evidence::sheet::{self, Row};
use crate::model::profile::Profile;
use crate::model::service::profile::{self, DIP, Group, Span};
use crate::model::service::{Hosting, Lean};
use crate::model::trace::{Stage, Trace};
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// How busy a paced service is taken to keep its CPU: unknown, an assumption.
const PACED_BUSY: f64 = 0.3;

/// Coefficient of variation beyond which a rate says nothing.
const TOO_NOISY: f64 = 0.5;

/// PostgreSQL's rate with its CPUs as busy as [`BUSY`]: with fewer clients it is as much less busy.
const POSTGRESQL_FULL: f64 = 2185.0;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Loss {
    /// Share of its rate that a paced service loses, during and after.
    Paced,
    /// Share of the rate that others lose during the migration.
    During,
    /// The same where memory follows on demand.
    OnDemand,
    /// The same while the CPUs are throttled.
    Throttled,
    /// The same in the ten seconds after.
    After,
    /// How much longer a request takes during the migration, as a share.
    Slower,
    /// The same in the ten seconds after.
    SlowerAfter,
    /// The longest time without any completed operation, in seconds.
    Gap,
}

impl Loss {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Paced,
        Self::During,
        Self::OnDemand,
        Self::Throttled,
        Self::After,
        Self::Slower,
        Self::SlowerAfter,
        Self::Gap,
    ];
}

/// One measured number beside the model's.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Which service.
    pub service: String,
    /// Whether it is PostgreSQL rather than one of the measured guests.
    pub published: bool,
    /// What.
    pub loss: Loss,
    /// What was measured, a share or seconds.
    pub measured: f64,
    /// What the model says.
    pub model: f64,
}

impl Checked {
    /// Whether something in the model was read off these very numbers.
    pub fn is_seen(&self) -> bool {
        self.published && matches!(self.loss, Loss::Throttled | Loss::After | Loss::SlowerAfter)
    }
}

/// How far the model is off: the median and the largest of the absolute differences.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// What.
    pub loss: Loss,
    /// Numbers that nothing was read off.
    pub count: usize,
    /// Median of what was measured.
    pub measured: f64,
    /// Median of what the model says.
    pub model: f64,
    /// Median difference.
    pub median: f64,
    /// Largest difference.
    pub worst: f64,
}

/// By what is compared, only of what is unseen.
pub fn summaries(rows: &[Checked]) -> Vec<Summary> {
    let middle = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or(0.0)
    };
    let summary = |loss| {
        let of = || rows.iter().filter(move |row| row.loss == loss && !row.is_seen());
        let off = || of().map(|row| (row.model - row.measured).abs());
        (0 < of().count()).then(|| Summary {
            loss,
            count: of().count(),
            measured: middle(of().map(|row| row.measured).collect()),
            model: middle(of().map(|row| row.model).collect()),
            median: middle(off().collect()),
            worst: off().fold(0.0, f64::max),
        })
    };
    Loss::ALL.into_iter().filter_map(summary).collect()
}

/// A service that moves: its trace and how busy its CPUs are.
struct Moved {
    trace: Trace,
    profile: profile::Profile,
    busy: f64,
    /// Whether standing still counts into its rates.
    seen_from_outside: bool,
    paced: bool,
}

impl Moved {
    fn new(trace: Trace, hosting: &Hosting, paced: bool, seen_from_outside: bool) -> Self {
        let profile = profile::Profile::of(&trace, hosting, Group::Moved, 0);
        let busy = hosting.load.get();
        Self { trace, profile, busy, seen_from_outside, paced }
    }

    /// When it moves as its figures count it: the control plane's part left out.
    fn migration(&self) -> [Seconds; 2] {
        self.trace.moves.first().map_or([Seconds::ZERO; 2], |m| [m.memory_start, m.end])
    }

    fn dip(&self) -> [Seconds; 2] {
        let end = self.migration()[1];
        [end, end + DIP]
    }

    /// When its CPUs are throttled.
    fn throttled(&self) -> Option<[Seconds; 2]> {
        let is_throttled =
            |stage, throttle: Ratio| stage == Stage::PreCopy && throttle.is_positive();
        let mut all = self.trace.segments.iter().filter(|s| is_throttled(s.stage, s.throttle));
        let first = all.next()?;
        Some([first.start, all.next_back().unwrap_or(first).end])
    }

    /// Share of its rate that it loses in a window.
    fn loss(&self, window: [Seconds; 2]) -> f64 {
        1.0 - self.mean(window, |span| {
            if self.paced {
                1.0 / (span.strain.slowed * self.busy).max(1.0)
            } else if span.until.is_none() {
                1.0 / self.stretch(span)
            } else {
                0.0
            }
        })
    }

    /// How much longer its requests take in a window, waits for standing still aside.
    fn slower(&self, window: [Seconds; 2]) -> f64 {
        self.mean(window, |span| self.stretch(span)) - 1.0
    }

    fn stretch(&self, span: &Span) -> f64 {
        let lean = Lean { cache: 0.0, disk: 0.0, cpu: self.busy, link: 0.0, pages: 0.0 };
        span.strain.stretch(&lean, &self.profile.before)
    }

    fn mean(&self, window: [Seconds; 2], read: impl Fn(&Span) -> f64) -> f64 {
        let (mut sum, mut time) = (0.0, 0.0);
        for span in self.profile.spans.iter().filter_map(|span| span.within(window)) {
            if self.seen_from_outside || span.until.is_none() {
                sum += read(&span) * span.duration().get();
                time += span.duration().get();
            }
        }
        if 0.0 < time { sum / time } else { 1.0 }
    }

    fn gap(&self) -> Seconds {
        self.trace.moves.first().map_or(Seconds::ZERO, |m| m.longest_stall.max(m.downtime))
    }
}

/// One guest on a host whose storage and CPUs suffice.
fn lone(memory: Bytes, vcpus: f64, busy: f64, goodput: Bandwidth, rtt: Seconds) -> Hosting {
    Hosting {
        machines: 1.0,
        neighbours: 0.0,
        left: 0.0,
        memory,
        loaded: Bytes::ZERO,
        user_memory: Ratio::new(0.83),
        disk: Bandwidth::ZERO,
        copies_disk: false,
        goodput,
        rtt,
        threads: 1e3,
        migration_threads: 1.0,
        vcpus,
        load: Ratio::new(busy),
        files: false,
    }
}

/// PostgreSQL: its service file, and the file of published medians that says how it moved.
pub fn postgresql(service: &str, medians: &str) -> Vec<Checked> {
    let medians = published::read(medians);
    let mut rows = Vec::new();
    for row in sheet::rows(service) {
        let case = row.text("case");
        let number = |column: &str| decimal::read(row.text(column));
        let Some(found) = medians.iter().find(|found| found.case == case) else { continue };
        let (Some(trace), Some(before)) = (found.trace(Trace::default()), number("ops_before"))
        else {
            continue;
        };
        let busy = (before / POSTGRESQL_FULL).min(1.0) * BUSY.get();
        let vcpus = number("vcpus").unwrap_or(1.0);
        let fast = Bandwidth::mib_per_s(128.0);
        let hosting = lone(found.memory, vcpus, busy, fast, Seconds::ZERO);
        let moved = Moved::new(trace, &hosting, false, true);
        let mut add = |loss, measured: Option<f64>, model: f64| {
            rows.extend(measured.map(|measured| Checked {
                service: case.to_owned(),
                published: true,
                loss,
                measured,
                model,
            }));
        };
        let lost = |column: &str| number(column).map(|rate| 1.0 - rate / before);
        let slower = |column: &str| Some(number(column)? / number("latency_ms_before")? - 1.0);
        let during = if found.method == "postcopy" { Loss::OnDemand } else { Loss::During };
        add(during, lost("ops_during"), moved.loss(moved.migration()));
        if let Some(window) = moved.throttled() {
            add(Loss::Throttled, lost("ops_throttled"), moved.loss(window));
        }
        add(Loss::After, lost("ops_after10"), moved.loss(moved.dip()));
        add(Loss::Slower, slower("latency_ms_during"), moved.slower(moved.migration()));
        add(Loss::SlowerAfter, slower("latency_ms_after10"), moved.slower(moved.dip()));
    }
    rows
}

/// The measured guests: the file of real workloads. Runs that were cancelled are left out.
pub fn guests(text: &str) -> Vec<Checked> {
    let mut rows = Vec::new();
    for row in sheet::rows(text) {
        let Ok((case, measured)) = case::of_row(&row, false) else { continue };
        if !measured.completed {
            continue;
        }
        check_guest(&row, &case, &mut rows);
    }
    rows
}

fn check_guest(row: &Row, case: &case::Case, rows: &mut Vec<Checked>) {
    let number = |column: &str| decimal::read(row.text(column)).filter(|value| 0.0 < *value);
    let (Some(before), Some(varies)) = (number("svc_before"), number("svc_cv_before")) else {
        return;
    };
    if TOO_NOISY < varies {
        return;
    }
    let paced = varies <= 0.02;
    let busy = if paced { PACED_BUSY } else { 1.0 };
    let hosting = lone(case.guest.memory, 1.0, busy, case.link, case.rtt);
    let moved = Moved::new(trace_of(case, &Profile::QEMU_LAB), &hosting, paced, false);
    let mut add = |loss, measured: Option<f64>, model: f64| {
        rows.extend(measured.map(|measured| Checked {
            service: row.text("workload").to_owned(),
            published: false,
            loss,
            measured,
            model,
        }));
    };
    let lost = |column: &str| number(column).map(|rate| 1.0 - rate / before);
    let slower = |column: &str| Some(number(column)? / number("lat_us_before")? - 1.0);
    let is_post_copy = matches!(case.kind, Kind::Postcopy | Kind::PostcopyPreempt);
    let [during, after] = match (paced, is_post_copy) {
        (true, _) => [Loss::Paced; 2],
        (false, true) => [Loss::OnDemand, Loss::After],
        (false, false) => [Loss::During, Loss::After],
    };
    let window = moved.migration();
    add(during, lost("svc_during"), moved.loss(window));
    add(after, lost("svc_after10"), moved.loss(moved.dip()));
    add(Loss::Gap, number("svc_gap_ms").map(|ms| ms / 1e3), moved.gap().get());
    add(Loss::Slower, slower("lat_us_during"), moved.slower(window));
    add(Loss::SlowerAfter, slower("lat_us_after10"), moved.slower(moved.dip()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_off_the_data_does_not_count_as_unseen() {
        let row = |published, loss| Checked {
            service: String::new(),
            published,
            loss,
            measured: 1.0,
            model: 0.5,
        };
        let rows = [row(true, Loss::After), row(false, Loss::After), row(true, Loss::During)];
        let counts: Vec<_> = summaries(&rows).iter().map(|s| (s.loss, s.count)).collect();
        assert_eq!(counts, [(Loss::During, 1), (Loss::After, 1)]);
    }

    #[test]
    fn broken_files_give_no_rows() {
        assert_eq!(postgresql("", "nonsense"), []);
        assert_eq!(guests("a,b\n1,2"), []);
    }
}
