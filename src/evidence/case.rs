//! A measured migration as it stands in a CSV file: what was known beforehand, and what happened.

use std::io::Read;

use super::field;
use super::sender::Sender;
pub use super::sheet::BadCell;
use super::sheet::{self, Sheet};
use crate::decimal;
use crate::model::dirty::{DirtyCurve, MeasuredCurve, MeasuredPoint, Pattern, WorkingSet};
use crate::model::guest::{Disk, Guest, Mirror};
use crate::scenario::Field;
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
    /// What wrote to its memory: the class of the workload, or else the pattern of writes; empty where
    /// neither is said.
    pub workload: String,
    /// What.
    pub guest: Guest,
    /// Link rate in wire bits.
    pub link: Bandwidth,
    /// Round trip without queueing.
    pub rtt: Seconds,
    /// QEMU's own rate limit; none where the file says zero, as QEMU does.
    pub max_bandwidth: Option<Bandwidth>,
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
    /// What one stream pushes at most, where a profile says so.
    pub stream_limit: Bandwidth,
    /// First throttle and each further step.
    pub throttle: (f64, f64),
    /// Size of the XBZRLE cache.
    pub xbzrle_cache: Bytes,
    /// When post-copy took over: `now`, `round1`, or seconds.
    pub postcopy_policy: String,
    /// What sent it, where it was not QEMU on the measured bed.
    pub sender: Option<Sender>,
    /// What was not stated and had to be assumed, in words.
    pub assumed: Vec<String>,
}

impl Case {
    /// Numbers that cases which are alike have in common, and others seldom.
    pub(super) fn marks(&self) -> [u64; 5] {
        let second = self.guest.dirty.unique(Seconds::new(1.0));
        let numbers = [self.guest.memory.get(), self.guest.touched.get(), second.get()];
        let [memory, touched, dirtied] = numbers.map(f64::to_bits);
        [memory, touched, dirtied, self.link.get().to_bits(), self.rtt.get().to_bits()]
    }

    /// Whether it differs in nothing but its names.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let names = (other.run_id.clone(), other.batch_id.clone());
        *other == Self { run_id: names.0, batch_id: names.1, ..self.clone() }
    }
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

/// One row: the case with what was measured, or what is wrong with it.
pub type Row = Result<(Case, Measured), BadCell>;

/// Measured migrations being read, row by row. Unknown columns are ignored, and a bad row, or one with
/// a value beyond what the form takes, is an `Err` in its place. The columns are those of the measured
/// bed (`memory_mib`, `link_mbit_s`, ...) or of published migrations (`mem_gib`, `link_gbit_s`, ...),
/// of which most is missing: see [`Case::assumed`].
#[derive(Debug)]
pub struct Cases<R> {
    sheet: Sheet<R>,
    is_published: bool,
}

impl<R: Read> Cases<R> {
    /// Begins to read them.
    ///
    /// # Errors
    ///
    /// Where the heading names a column twice, or lacks one without which no row can be read.
    pub fn open(input: R) -> Result<Self, BadCell> {
        let sheet = Sheet::open(input)?;
        let is_published = sheet.has("mem_gib") && !sheet.has("memory_mib");
        let needed =
            if is_published { &[][..] } else { &["technique", "memory_mib", "link_mbit_s"] };
        match needed.iter().find(|column| !sheet.has(column)) {
            Some(column) => Err(BadCell {
                line: 1,
                column: (*column).to_owned(),
                reason: "is missing; without it no row can be read".to_owned(),
            }),
            None => Ok(Self { sheet, is_published }),
        }
    }

    /// Whether the table has a column that only those of the measured bed have.
    pub fn is_of_lab(&self) -> bool {
        self.sheet.has("batch_id")
    }
}

impl<R: Read> Iterator for Cases<R> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let row = self.sheet.next()?;
        Some(row.and_then(|row| of_row(&row, self.is_published)))
    }
}

/// All of a text; what is wrong with its heading takes the place of the rows.
pub fn read(text: &str) -> Vec<Row> {
    match Cases::open(text.as_bytes()) {
        Ok(cases) => cases.collect(),
        Err(bad) => vec![Err(bad)],
    }
}

/// The case of a row with what was measured.
pub(super) fn of_row(row: &sheet::Row, is_published: bool) -> Row {
    let cells = Cells(row);
    if is_published { field::row(&cells) } else { cells.row() }
}

pub(super) struct Cells<'a>(&'a sheet::Row);

impl Cells<'_> {
    pub(super) fn text(&self, column: &str) -> &str {
        self.0.text(column)
    }

    pub(super) fn bad(&self, column: &str, reason: impl Into<String>) -> BadCell {
        BadCell { line: self.0.line, column: column.to_owned(), reason: reason.into() }
    }

    /// A number that may be missing; it is finite and not negative.
    pub(super) fn optional(&self, column: &str) -> Result<Option<f64>, BadCell> {
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

    /// A number that may be missing, within the bounds of the form's `field`; `unit` is what one in
    /// this column is in the base unit of the field.
    pub(super) fn within(
        &self,
        column: &str,
        field: Field,
        unit: f64,
    ) -> Result<Option<f64>, BadCell> {
        let (least, most) = field.bounds();
        match self.optional(column)? {
            Some(number) if number * unit < least => {
                Err(self.bad(column, format!("{number} is less than {}", least / unit)))
            }
            Some(number) if most < number * unit => {
                Err(self.bad(column, format!("{number} is more than {}", most / unit)))
            }
            number => Ok(number),
        }
    }

    /// The same, in the base unit of the field.
    fn or(&self, column: &str, field: Field, unit: f64, default: f64) -> Result<f64, BadCell> {
        Ok(self.within(column, field, unit)?.unwrap_or(default) * unit)
    }

    /// The same of a number that must be there.
    pub(super) fn needed(&self, column: &str, field: Field, unit: f64) -> Result<f64, BadCell> {
        match self.within(column, field, unit)? {
            Some(number) => Ok(number * unit),
            None => Err(self.bad(column, "is missing")),
        }
    }

    /// A share that may be missing; more than all of it is all of it.
    fn share(&self, column: &str, default: f64) -> Result<f64, BadCell> {
        Ok(self.optional(column)?.unwrap_or(default).min(1.0))
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
            workload: ["workload_class", "pattern"]
                .into_iter()
                .map(|column| self.text(column))
                .find(|said| !said.is_empty())
                .unwrap_or_default()
                .to_owned(),
            guest: self.guest()?,
            link: Bandwidth::new(self.needed("link_mbit_s", Field::LinkRate, MBIT)?),
            rtt: Seconds::new(self.or("rtt_ms", Field::Rtt, MS, 0.0)?),
            max_bandwidth: self.rate_limit()?,
            downtime_limit: Seconds::new(self.or(
                "downtime_limit_ms",
                Field::DowntimeLimit,
                MS,
                300.0,
            )?),
            cap: Seconds::new(self.or("cap_s", Field::Timeout, 1.0, 3600.0)?),
            concurrency: self.or("concurrency", Field::Concurrency, 1.0, 1.0)? as u32,
            order: self.optional("order_in_batch")?.unwrap_or_default() as u32,
            write_bytes: self.or("write_bytes", Field::WriteSize, 1.0, 8.0)?,
            channels: self.or("multifd_channels", Field::Streams, 1.0, 2.0)? as u32,
            stream_limit: Bandwidth::new(f64::MAX),
            throttle: (
                self.within("throttle_initial", Field::FirstThrottle, PERCENT)?.unwrap_or(20.0),
                self.within("throttle_increment", Field::ThrottleStep, PERCENT)?.unwrap_or(10.0),
            ),
            xbzrle_cache: Bytes::new(self.or("xbzrle_cache_mib", Field::DeltaCache, MIB, 64.0)?),
            postcopy_policy: self.text("postcopy_policy").to_owned(),
            sender: None,
            assumed: Vec::new(),
        })
    }

    /// Zero is how QEMU writes that there is none, a rate beyond any link how people do.
    fn rate_limit(&self) -> Result<Option<Bandwidth>, BadCell> {
        const QEMU_LIMIT: f64 = 134_217_728.0;
        let (_, most) = Field::MaxBandwidth.bounds();
        let limit = self.optional("max_bandwidth_bytes_s")?.unwrap_or(QEMU_LIMIT);
        Ok((0.0 < limit && limit <= most).then(|| Bandwidth::new(limit)))
    }

    fn guest(&self) -> Result<Guest, BadCell> {
        let memory = Bytes::new(self.needed("memory_mib", Field::Memory, MIB)?);
        // Where nobody looked, all of it may be in use.
        let touched = self.or("touched_mib", Field::Touched, MIB, memory.to_mib())?;
        let touched = Bytes::new(touched).min(memory);
        let busy = match self.text("pace") {
            "time" => self.dirty_pages()? / FASTEST_WRITER,
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

    /// In pages per second.
    fn dirty_pages(&self) -> Result<f64, BadCell> {
        Ok(self.within("dirty_pages_s", Field::DirtyPageRate, PAGE)?.unwrap_or_default())
    }

    fn disk(&self) -> Result<Disk, BadCell> {
        // Random writes dirty whole chunks of 64 KiB, the granularity of QEMU's mirror.
        const CHUNK_KIB: f64 = 64.0;
        let writes = self.or("disk_write_mib_s", Field::DiskWriteRate, MIB, 0.0)?;
        let block = self.optional("disk_block_kib")?.unwrap_or(CHUNK_KIB).max(1.0);
        Ok(Disk::whole(
            Bytes::new(self.or("disk_mib", Field::Disk, MIB, 0.0)?),
            Bandwidth::new(writes * (CHUNK_KIB / block).max(1.0)),
            match self.text("mirror_copy_mode") {
                "write-blocking" => Mirror::WriteBlocking,
                _ => Mirror::Background,
            },
        ))
    }

    fn dirty_curve(&self, touched: Bytes) -> Result<DirtyCurve, BadCell> {
        let pattern = self.text("pattern");
        if pattern == "measured" {
            return self.measured_curve(touched);
        }
        let size = Bytes::new(self.or("working_set_mib", Field::WorkingSet, MIB, 0.0)?);
        let rate = Bandwidth::new(self.dirty_pages()? * PAGE);
        let set = |size, rate, pattern| WorkingSet { size, rate, pattern };
        let sets = match pattern {
            "uniform" => vec![set(size * FOUND, rate * FOUND, Pattern::Uniform)],
            "sequential" => vec![set(size, rate, Pattern::Sequential)],
            "hotcold" => {
                let pages = self.share("hot_frac_pages", 0.1)?;
                let writes = self.share("hot_frac_writes", 0.9)?;
                vec![
                    set(size * pages, rate * writes, Pattern::Uniform),
                    set(size * (1.0 - pages), rate * (1.0 - writes), Pattern::Uniform),
                ]
            }
            "stress" => {
                let stressed = Bytes::new(self.needed("stress_mib", Field::WorkingSet, MIB)?);
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
            if let Some(mib) = self.within(column, Field::WorkingSet, MIB)? {
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

pub(super) const MS: f64 = 1e-3;
const PERCENT: f64 = 0.01;
pub(super) const MIB: f64 = 1_048_576.0;
const MBIT: f64 = 125e3;
const PAGE: f64 = 4096.0;

/// Page writes per second of the writer when nothing paces it, on the measured bed.
const FASTEST_WRITER: f64 = 46_000.0;

/// How much of what the uniform writer is said to write the bitmap really shows.
const FOUND: f64 = 0.976;

/// What the guest's kernel and its heartbeat write all the time, on the measured bed.
pub(super) const KERNEL: WorkingSet = WorkingSet {
    size: Bytes::mib(0.8),
    rate: Bandwidth::mib_per_s(0.8),
    pattern: Pattern::Uniform,
};

/// How fast `stress --vm 1 --vm-keep` writes through its memory on the measured bed.
const STRESS_RATE: Bandwidth = Bandwidth::new(1.5e9);
