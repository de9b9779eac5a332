//! A measured migration as it stands in a CSV file: what was known beforehand, and what happened.

use super::sheet::{self, Sheet};
use crate::decimal;
use crate::model::dirty::{DirtyCurve, MeasuredCurve, MeasuredPoint, Pattern, WorkingSet};
use crate::model::guest::{Disk, Guest, Mirror};
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// How the guest moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Plain pre-copy.
    Precopy,
    /// Pre-copy with vCPU throttling.
    AutoConverge,
    /// Pre-copy with delta encoding.
    Xbzrle,
    /// Pre-copy over several streams.
    Multifd,
    /// Post-copy.
    Postcopy,
    /// Post-copy with a channel of its own for urgent pages.
    PostcopyPreempt,
    /// Disk and memory.
    Block,
    /// Several guests at once.
    Concurrent,
    /// Several guests, one after the other.
    Sequential,
}

impl Kind {
    /// Every kind with its name in the files.
    pub const NAMES: [(Self, &'static str); 9] = [
        (Self::Precopy, "precopy"),
        (Self::AutoConverge, "precopy_autoconverge"),
        (Self::Xbzrle, "precopy_xbzrle"),
        (Self::Multifd, "precopy_multifd"),
        (Self::Postcopy, "postcopy"),
        (Self::PostcopyPreempt, "postcopy_preempt"),
        (Self::Block, "block"),
        (Self::Concurrent, "concurrent"),
        (Self::Sequential, "sequential"),
    ];

    /// Its name in the files.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// What was known before the migration.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The row's name.
    pub run_id: String,
    /// Rows with the same name moved together, or one after the other; empty for single ones.
    pub batch_id: String,
    /// How.
    pub kind: Kind,
    /// What.
    pub guest: Guest,
    /// Link rate in wire bits.
    pub link: Bandwidth,
    /// Round trip without queueing.
    pub rtt: Seconds,
    /// QEMU's own rate limit.
    pub max_bandwidth: Bandwidth,
    /// QEMU's downtime limit.
    pub downtime_limit: Seconds,
    /// When the run was to be cancelled.
    pub cap: Seconds,
    /// Guests in the batch.
    pub concurrency: u32,
    /// Place in the batch.
    pub order: u32,
    /// Bytes written per page write.
    pub write_bytes: f64,
    /// Streams.
    pub channels: u32,
    /// First throttle and each further step.
    pub throttle: (f64, f64),
    /// Size of the XBZRLE cache.
    pub xbzrle_cache: Bytes,
    /// When post-copy took over: `now`, `round1`, or seconds.
    pub postcopy_policy: String,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Measured {
    /// Whether it completed.
    pub completed: bool,
    /// From the command to the end, as QEMU reports it; for block the memory part.
    pub total: f64,
    /// Source stopped until destination runs, in seconds.
    pub blackout: f64,
    /// Longest silence of the guest's heartbeat, in seconds.
    pub heartbeat_gap: f64,
    /// Memory bytes sent.
    pub transferred: f64,
    /// Disk and memory, in seconds.
    pub block_total: f64,
    /// The whole batch, in seconds.
    pub makespan: f64,
    /// Bitmap synchronisations.
    pub rounds: f64,
}

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// Line of the file, from one.
    pub line: u64,
    /// Column name.
    pub column: String,
    /// What is wrong with it.
    pub reason: String,
}

impl std::fmt::Display for BadCell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.reason)
    }
}

/// One row: the case with what was measured, or what is wrong with it.
pub type Row = Result<(Case, Measured), BadCell>;

/// Reads a file of measured migrations, row by row; unknown columns are ignored, and a bad row is an
/// `Err` in its place.
pub fn read(text: &str) -> Vec<Row> {
    Sheet::read(text).rows().map(|row| Cells(row).row()).collect()
}

struct Cells<'a>(sheet::Row<'a>);

impl Cells<'_> {
    fn text(&self, column: &str) -> &str {
        self.0.text(column)
    }

    fn bad(&self, column: &str, reason: impl Into<String>) -> BadCell {
        BadCell { line: self.0.line, column: column.to_owned(), reason: reason.into() }
    }

    /// A number that may be missing; it is finite and not negative.
    fn optional(&self, column: &str) -> Result<Option<f64>, BadCell> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        match decimal::read(text) {
            Some(number) if 0.0 <= number => Ok(Some(number)),
            Some(_) => Err(self.bad(column, format!("{text} is not a quantity"))),
            None => Err(self.bad(column, format!("'{text}' is not a number"))),
        }
    }

    fn or(&self, column: &str, default: f64) -> Result<f64, BadCell> {
        Ok(self.optional(column)?.unwrap_or(default))
    }

    /// A number that must be there and positive.
    fn positive(&self, column: &str) -> Result<f64, BadCell> {
        match self.optional(column)? {
            Some(number) if 0.0 < number => Ok(number),
            Some(_) => Err(self.bad(column, "must be more than zero")),
            None => Err(self.bad(column, "is missing")),
        }
    }

    fn row(&self) -> Row {
        Ok((self.case()?, self.measured()))
    }

    fn case(&self) -> Result<Case, BadCell> {
        let technique = self.text("technique");
        let kind = Kind::NAMES
            .iter()
            .find(|(_, name)| *name == technique)
            .map(|(kind, _)| *kind)
            .ok_or_else(|| {
            self.bad("technique", format!("'{technique}' is not a technique"))
        })?;
        Ok(Case {
            run_id: self.text("run_id").to_owned(),
            batch_id: self.text("batch_id").to_owned(),
            kind,
            guest: self.guest()?,
            link: Bandwidth::mbit_per_s(self.positive("link_mbit_s")?),
            rtt: Seconds::ms(self.or("rtt_ms", 0.0)?),
            max_bandwidth: Bandwidth::new(self.or("max_bandwidth_bytes_s", 134_217_728.0)?),
            downtime_limit: Seconds::ms(self.or("downtime_limit_ms", 300.0)?),
            cap: Seconds::new(self.or("cap_s", 3600.0)?),
            concurrency: self.or("concurrency", 1.0)? as u32,
            order: self.or("order_in_batch", 0.0)? as u32,
            write_bytes: self.or("write_bytes", 8.0)?,
            channels: self.or("multifd_channels", 2.0)? as u32,
            throttle: (self.or("throttle_initial", 20.0)?, self.or("throttle_increment", 10.0)?),
            xbzrle_cache: Bytes::mib(self.or("xbzrle_cache_mib", 64.0)?),
            postcopy_policy: self.text("postcopy_policy").to_owned(),
        })
    }

    fn guest(&self) -> Result<Guest, BadCell> {
        let memory = Bytes::mib(self.positive("memory_mib")?);
        // Where nobody looked, all of it may be in use.
        let touched = self.optional("touched_mib")?.map_or(memory, Bytes::mib).min(memory);
        let busy = match self.text("pace") {
            "time" => self.or("dirty_pages_s", 0.0)? / FASTEST_WRITER,
            _ => 1.0,
        };
        Ok(Guest {
            memory,
            touched,
            dirty: self.dirty_curve(touched)?,
            busy: Ratio::new(busy.min(1.0)),
            disk: self.disk()?,
        })
    }

    fn disk(&self) -> Result<Disk, BadCell> {
        // Random writes dirty whole chunks of 64 KiB, the granularity of QEMU's mirror.
        const CHUNK_KIB: f64 = 64.0;
        let writes = self.or("disk_write_mib_s", 0.0)?;
        let block = self.or("disk_block_kib", CHUNK_KIB)?.max(1.0);
        Ok(Disk {
            size: Bytes::mib(self.or("disk_mib", 0.0)?),
            write_rate: Bandwidth::mib_per_s(writes * (CHUNK_KIB / block).max(1.0)),
            mirror: match self.text("mirror_copy_mode") {
                "write-blocking" => Mirror::WriteBlocking,
                _ => Mirror::Background,
            },
        })
    }

    fn dirty_curve(&self, touched: Bytes) -> Result<DirtyCurve, BadCell> {
        const PAGE: f64 = 4096.0;
        let pattern = self.text("pattern");
        if pattern == "measured" {
            return self.measured_curve(touched);
        }
        let size = Bytes::mib(self.or("working_set_mib", 0.0)?);
        let rate = Bandwidth::new(self.or("dirty_pages_s", 0.0)? * PAGE);
        let set = |size, rate, pattern| WorkingSet { size, rate, pattern };
        let sets = match pattern {
            "uniform" => vec![set(size * FOUND, rate * FOUND, Pattern::Uniform)],
            "sequential" => vec![set(size, rate, Pattern::Sequential)],
            "hotcold" => {
                let pages = self.or("hot_frac_pages", 0.1)?.min(1.0);
                let writes = self.or("hot_frac_writes", 0.9)?.min(1.0);
                vec![
                    set(size * pages, rate * writes, Pattern::Uniform),
                    set(size * (1.0 - pages), rate * (1.0 - writes), Pattern::Uniform),
                ]
            }
            "stress" => {
                let stressed = Bytes::mib(self.positive("stress_mib")?);
                vec![set(stressed, STRESS_RATE, Pattern::Sequential)]
            }
            "" | "idle" => Vec::new(),
            other => return Err(self.bad("pattern", format!("'{other}' is not a pattern"))),
        };
        Ok(DirtyCurve::Sets(sets.into_iter().chain([KERNEL]).collect()))
    }

    fn measured_curve(&self, touched: Bytes) -> Result<DirtyCurve, BadCell> {
        const POINTS: [(&str, f64); 5] = [
            ("dirty_mib_100ms", 0.1),
            ("dirty_mib_300ms", 0.3),
            ("dirty_mib_1s", 1.0),
            ("dirty_mib_4s", 4.0),
            ("dirty_mib_10s", 10.0),
        ];
        let mut points = Vec::new();
        for (column, seconds) in POINTS {
            if let Some(mib) = self.optional(column)? {
                points.push(MeasuredPoint {
                    interval: Seconds::new(seconds),
                    dirtied: Bytes::mib(mib),
                });
            }
        }
        Ok(DirtyCurve::Measured(MeasuredCurve::new(&points, touched)))
    }

    fn measured(&self) -> Measured {
        let number = |column| self.optional(column).ok().flatten().unwrap_or(f64::NAN);
        Measured {
            completed: self.text("status") == "completed",
            total: number("total_time_ms") / 1e3,
            blackout: number("blackout_ms") / 1e3,
            heartbeat_gap: number("heartbeat_gap_ms") / 1e3,
            transferred: number("transferred_bytes"),
            block_total: number("block_total_ms") / 1e3,
            makespan: number("makespan_ms") / 1e3,
            rounds: number("rounds"),
        }
    }
}

/// Page writes per second of the writer when nothing paces it, on the measured bed.
const FASTEST_WRITER: f64 = 46_000.0;

/// How much of what the uniform writer is said to write the bitmap really shows.
const FOUND: f64 = 0.976;

/// What the guest's kernel and its heartbeat write all the time, on the measured bed.
const KERNEL: WorkingSet = WorkingSet {
    size: Bytes::mib(0.8),
    rate: Bandwidth::mib_per_s(0.8),
    pattern: Pattern::Uniform,
};

/// How fast `stress --vm 1 --vm-keep` writes through its memory on the measured bed.
const STRESS_RATE: Bandwidth = Bandwidth::new(1.5e9);
