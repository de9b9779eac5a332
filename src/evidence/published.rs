//! Medians of public data sets beside what the model says, with the inputs assumed for each.
//!
//! The data sets say how much memory was zero, how fast the link was and which technique ran. What
//! the guest dirtied is an assumption for sysbench (a small set, written over and over) and comes
//! from the same authors' traces for PostgreSQL (unique megabytes dirtied by interval).

use super::sheet;
use crate::decimal;
use crate::model::control::auto_converge::AutoConverge;
use crate::model::control::qemu::Qemu;
use crate::model::control::rules::{Action, Patience, PostCopy, Rules, Since};
use crate::model::dirty::{DirtyCurve, MeasuredCurve, MeasuredPoint, Pattern, WorkingSet};
use crate::model::engine;
use crate::model::guest::{Disk, Guest};
use crate::model::link::Path;
use crate::model::luck::Luck;
use crate::model::profile::Profile;
use crate::model::trace::Trace;
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// How busy PostgreSQL kept its CPUs: throttled by 20 to 40 % it lost 13 % of its throughput.
pub(super) const BUSY: Ratio = Ratio::new(0.75);

/// A published median.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Who measured it, and on what.
    pub source: String,
    /// Which case of theirs.
    pub case: String,
    /// `precopy`, `postcopy`, `hybrid`, `autoconverge` or `stop`.
    pub method: String,
    /// The guest's RAM.
    pub memory: Bytes,
    /// The part of it that was zero.
    pub zeros: Bytes,
    /// Measured total time.
    pub total: Seconds,
    /// Measured bytes.
    pub sent: Bytes,
}

/// What the model says of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Replay {
    /// Total time.
    pub total: Seconds,
    /// Bytes sent.
    pub sent: Bytes,
}

/// Reads the file of published medians; rows without the needed numbers are passed over.
pub fn read(text: &str) -> Vec<Published> {
    const PAGE: f64 = 4096.0;
    let published = |row: sheet::Row| {
        let number = |name: &str| decimal::read(row.text(name));
        Some(Published {
            source: row.text("source").to_owned(),
            case: row.text("case").to_owned(),
            method: row.text("method").to_owned(),
            memory: Bytes::mib(number("ram_mib")?),
            zeros: Bytes::new(number("zero_pages_median")? * PAGE),
            total: Seconds::ms(number("total_ms_median")?),
            sent: Bytes::new(number("transferred_MB_median")? * 1e6),
        })
    };
    sheet::rows(text).filter_map(published).collect()
}

impl Published {
    /// The typical run with the inputs assumed; none where the model lacks an input.
    pub fn replay(&self) -> Option<Replay> {
        let trace = self.trace(Trace::of_outcomes())?;
        trace
            .moves
            .first()
            .map(|m| Replay { total: m.pushed - m.memory_start, sent: m.memory_sent })
    }

    /// What happens in that run, recorded in `trace`.
    pub fn trace(&self, mut trace: Trace) -> Option<Trace> {
        let (path, dirty) = if self.source.contains("sysbench") {
            (Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ms(0.2)), self.sysbench())
        } else {
            // One host, a socket that is as fast as memory; only the rounds are capped.
            (Path::new(Bandwidth::mbit_per_s(20_000.0), Seconds::ZERO), self.postgresql()?)
        };
        let touched = self.memory - self.zeros;
        let guest =
            Guest { memory: self.memory, touched, dirty, busy: BUSY, disk: Disk::default() };
        let rules = Rules {
            overhead: Seconds::ZERO,
            downtime_limit: Seconds::ms(300.0),
            max_bandwidth: self.source.contains("cap128MiB").then_some(Bandwidth::mib_per_s(128.0)),
            auto_converge: (self.method == "autoconverge").then(AutoConverge::default),
            xbzrle: None,
            post_copy: self.handover(),
            post_copy_channel: false,
            patience: Patience {
                rounds: None,
                since: Since::Memory,
                time: Seconds::hours(1.0),
                then: Action::Abort,
            },
        };
        let machine = Qemu::new(&guest, &rules, &Profile::QEMU, &path);
        engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
        Some(trace)
    }

    fn handover(&self) -> PostCopy {
        match (self.method.as_str(), self.case.as_str()) {
            ("postcopy", "Postcopy_Late_16T_5s") => PostCopy::After(Seconds::new(5.0)),
            ("postcopy", "Postcopy_Late_16T_25s") => PostCopy::After(Seconds::new(25.0)),
            ("postcopy", "Postcopy_Late_16T_40s") => PostCopy::After(Seconds::new(40.0)),
            ("postcopy", _) => PostCopy::Now,
            ("hybrid", _) => PostCopy::AfterFirstRound,
            _ => PostCopy::Never,
        }
    }

    /// Assumed: a CPU benchmark and its kernel rewrite a small set, more of it with more CPUs.
    fn sysbench(&self) -> DirtyCurve {
        let size = if self.case.starts_with('2') { 40.0 } else { 20.0 };
        DirtyCurve::Sets(vec![WorkingSet {
            size: Bytes::mib(size),
            rate: Bandwidth::mib_per_s(size),
            pattern: Pattern::Uniform,
        }])
    }

    /// Unique megabytes dirtied by interval, from the authors' own traces.
    fn postgresql(&self) -> Option<DirtyCurve> {
        let points: &[(f64, f64)] = if self.case.contains("OnlyReads") || self.method == "stop" {
            return None;
        } else if self.case.contains("16T") {
            &[(0.1, 14.6), (1.25, 139.8), (2.0, 201.4), (3.75, 309.0), (7.5, 447.8), (20.0, 928.0)]
        } else {
            &[(0.1, 4.0), (2.0, 77.6), (20.0, 386.0)]
        };
        let points: Vec<MeasuredPoint> = points
            .iter()
            .map(|(seconds, megabytes)| MeasuredPoint {
                interval: Seconds::new(*seconds),
                dirtied: Bytes::new(megabytes * 1e6),
            })
            .collect();
        Some(DirtyCurve::Measured(MeasuredCurve::new(&points, self.memory)))
    }
}
