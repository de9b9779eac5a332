//! `movecast-cli sample`

use std::io::{self, Write};

use movecast::plan::uncertain::{uncertain, window};
use movecast::share::sample_file::SampleFile;

use super::failure::{Done, Failure};
use super::input::{self, Asked};

/// What comes of all that may be.
pub(crate) fn run(asked: &Asked, points: u32) -> Result<Done, Failure> {
    let draft = asked.draft()?;
    let known = draft.ranges().to_vec();
    let stated = draft.finish();
    let checked = input::checked(&stated.scenario);
    let window = window(stated.wave.as_deref());
    let found = uncertain(checked.get(), &known, window, points);
    let file = SampleFile::of(&found, &known, checked.get().policy.controller);
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &file)?;
    writeln!(out)?;
    Ok(Done::Whole)
}
