//! `movecast-cli plan`

use std::io::{self, Write};

use clap::ValueEnum;
use movecast::quantity::Lang;
use movecast::share::file::to_file_all;
use movecast::share::markdown::report;
use movecast::share::plan_file::PlanFile;

use super::failure::{Done, Failure};
use super::input::{self, Asked};

/// What to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Verdict, figures, what decided, and what comes of every technique.
    Json,
    /// The same as a report for people.
    Markdown,
    /// What comes of every technique, as a table.
    Csv,
    /// The scenario file, without planning.
    Scenario,
}

/// Plans what is asked.
pub(crate) fn run(asked: &Asked, format: Format, lang: Lang) -> Result<Done, Failure> {
    let stated = asked.stated()?;
    input::checked(&stated.scenario);
    let mut out = io::stdout().lock();
    let plan = || PlanFile::said(&stated, lang);
    match format {
        Format::Json => serde_json::to_writer_pretty(&mut out, &plan())?,
        Format::Scenario => serde_json::to_writer_pretty(&mut out, &to_file_all(&stated))?,
        Format::Markdown => return Ok(print(&report(&stated, &plan(), lang), out)?),
        Format::Csv => {
            let mut table = csv::Writer::from_writer(out);
            for outcome in plan().outcomes {
                table.serialize(outcome)?;
            }
            table.flush()?;
            return Ok(Done::Whole);
        }
    }
    writeln!(out)?;
    Ok(Done::Whole)
}

fn print(text: &str, mut out: impl Write) -> io::Result<Done> {
    out.write_all(text.as_bytes())?;
    Ok(Done::Whole)
}
