//! `movecast-cli plan`

use std::io::{self, Write};

use movecast::share::plan_file::PlanFile;

use super::failure::{Done, Failure};
use super::input;

/// Plans the scenario file on standard input.
pub(crate) fn run() -> Result<Done, Failure> {
    let stated = input::stated(&input::standard()?)?;
    input::checked(&stated.scenario);
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &PlanFile::of(&stated))?;
    writeln!(out)?;
    Ok(Done::Whole)
}
