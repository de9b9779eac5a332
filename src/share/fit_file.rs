//! What measured moves tell, as a JSON file.

use serde::Serialize;

use super::file::{ScenarioFile, to_file};
use super::names;
use crate::evidence::fit::{Compared, Errors, Fit, Said, Seen, Tells, Told};
use crate::evidence::validate::ErrorSize;

/// What measured moves tell, in base units: seconds, bytes, bytes per second.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitFile {
    /// Version of the format.
    pub movecast: u32,
    /// How many moves were fitted on.
    pub moves: u32,
    /// Relative errors.
    pub errors: ErrorsFile,
    /// Whether rows that were left out are predicted better than by the defaults; none of a single one.
    pub carries_over: Option<bool>,
    /// What the moves tell about each input.
    pub inputs: Vec<ToldFile>,
    /// The moves.
    pub rows: Vec<RowFile>,
    /// The profile: a scenario file that states what was learned.
    pub profile: ScenarioFile,
}

/// Relative errors: of the defaults, of the fit on the rows that it saw, and on rows that it did
/// not see.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ErrorsFile {
    /// Of the defaults.
    pub before: ErrorFile,
    /// Of the fit.
    pub after: ErrorFile,
    /// Of fits without the row.
    pub left_out: ErrorFile,
}

/// Sizes of relative errors; none where nothing was seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ErrorFile {
    /// Of the total time.
    pub total_time: Option<SizeFile>,
    /// Of the bytes sent.
    pub sent: Option<SizeFile>,
    /// Of the downtime.
    pub downtime: Option<SizeFile>,
}

/// The size of relative errors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SizeFile {
    /// Half are smaller.
    pub median: f64,
    /// Nine in ten are smaller.
    pub p90: f64,
}

/// What the moves tell about an input.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ToldFile {
    /// Which.
    pub input: String,
    /// `value`, `default`, `one-side` or `nothing`.
    pub tells: &'static str,
    /// Its value.
    pub value: f64,
    /// Its default.
    pub default: f64,
    /// The least that it may be as well; none where the moves do not tell.
    pub least: Option<f64>,
    /// The most.
    pub most: Option<f64>,
}

/// A move: measured, and as said by the defaults, by the fit and by one that did not see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowFile {
    /// What it is called.
    pub name: String,
    /// What was measured.
    pub measured: FiguresFile,
    /// By the defaults.
    pub before: FiguresFile,
    /// By the fit.
    pub after: FiguresFile,
    /// By a fit without it.
    pub left_out: Option<FiguresFile>,
}

/// Figures of a move.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FiguresFile {
    /// Total time.
    pub total_time_s: Option<f64>,
    /// Bytes sent.
    pub sent_bytes: Option<f64>,
    /// Downtime.
    pub downtime_s: Option<f64>,
    /// Whether it comes to its end.
    pub completes: bool,
}

impl FitFile {
    /// What a fit tells.
    pub fn of(fit: &Fit) -> Self {
        Self {
            movecast: 1,
            moves: fit.moves(),
            errors: ErrorsFile {
                before: fit.before().into(),
                after: fit.after().into(),
                left_out: fit.left_out().into(),
            },
            carries_over: fit.carries_over,
            inputs: fit.told.iter().map(ToldFile::of).collect(),
            rows: fit.rows.iter().map(RowFile::of).collect(),
            profile: to_file(&fit.profile()),
        }
    }
}

impl From<Errors> for ErrorFile {
    fn from(Errors { total, sent, downtime }: Errors) -> Self {
        let size = |of: Option<ErrorSize>| {
            of.map(|ErrorSize { median, p90, .. }| SizeFile { median, p90 })
        };
        Self { total_time: size(total), sent: size(sent), downtime: size(downtime) }
    }
}

impl ToldFile {
    fn of(told: &Told) -> Self {
        Self {
            input: names::field(told.field),
            tells: match told.tells {
                Tells::Value => "value",
                Tells::Default => "default",
                Tells::OneSide => "one-side",
                Tells::Nothing => "nothing",
            },
            value: told.value,
            default: told.default,
            least: told.range.0,
            most: told.range.1,
        }
    }
}

impl RowFile {
    fn of(row: &Compared) -> Self {
        let said = |said: &Said| FiguresFile::of(&said.seen, said.completes);
        Self {
            name: row.name.clone(),
            measured: FiguresFile::of(&row.seen, true),
            before: said(&row.before),
            after: said(&row.after),
            left_out: row.left_out.as_ref().map(said),
        }
    }
}

impl FiguresFile {
    const fn of(seen: &Seen, completes: bool) -> Self {
        Self {
            total_time_s: seen.total,
            sent_bytes: seen.sent,
            downtime_s: seen.downtime,
            completes,
        }
    }
}
