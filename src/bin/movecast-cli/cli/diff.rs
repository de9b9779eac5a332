//! `movecast-cli diff`

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;
use movecast::share::Stated;
use movecast::share::diff::diff;

use super::failure::{Done, Failure};
use super::input;

/// How to print it.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line for each input that differs.
    Text,
    /// A list of objects.
    Json,
}

/// Prints what two scenarios, each a link or a file, state differently.
pub(crate) fn run(from: &str, to: &str, format: Format) -> Result<Done, Failure> {
    let found = diff(&stated(from)?, &stated(to)?);
    let mut out = io::stdout().lock();
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &found)?;
            writeln!(out)?;
        }
        Format::Text => {
            for of in &found {
                writeln!(out, "{}: {} -> {}", of.input, of.from, of.to)?;
            }
        }
    }
    Ok(Done::whole(found.is_empty()))
}

/// A link has a fragment or is one; anything else is the name of a file.
fn stated(of: &str) -> Result<Stated, Failure> {
    if of.contains('#') || of.contains("&.=") {
        input::linked(of)
    } else {
        input::stated(&input::of_file(Path::new(of))?)
    }
}
