//! `movecast-cli plan`

use std::io::{self, Write};

use clap::ValueEnum;
use movecast::share::file::to_file_all;
use movecast::share::plan_file::PlanFile;

use super::failure::{Done, Failure};
use super::input::{self, Asked};

/// What to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Verdict, figures, what decided, and what comes of every technique.
    Json,
    /// The scenario file, without planning.
    Scenario,
}

/// Plans what is asked.
pub(crate) fn run(asked: &Asked, format: Format) -> Result<Done, Failure> {
    let stated = asked.stated()?;
    input::checked(&stated.scenario);
    let mut out = io::stdout().lock();
    match format {
        Format::Json => serde_json::to_writer_pretty(&mut out, &PlanFile::of(&stated))?,
        Format::Scenario => serde_json::to_writer_pretty(&mut out, &to_file_all(&stated))?,
    }
    writeln!(out)?;
    Ok(Done::Whole)
}
