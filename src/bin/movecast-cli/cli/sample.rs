//! `movecast-cli sample`

use std::io::{self, Write};

use movecast::plan::uncertain::{uncertain, window};
use movecast::share::sample_file::SampleFile;

use super::failure::{Done, Failure};
use super::input::{self, Asked};

/// What comes of all that may be.
pub(crate) fn run(asked: &Asked, points: u32) -> Result<Done, Failure> {
    let stated = asked.stated_as_ranges()?;
    let question = input::question(&stated);
    let window = window(question.wave.as_ref());
    let found = uncertain(&question, &stated.unsure, window, points);
    let file = SampleFile::of(&found, &question, &stated.unsure);
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &file)?;
    writeln!(out)?;
    Ok(Done::Whole)
}
