//! `movecast-cli plan`

use std::io::{self, Write};

use clap::ValueEnum;
use movecast::quantity::Lang;
use movecast::scenario::wave::Wave;
use movecast::share::file::to_file_all;
use movecast::share::markdown::report;
use movecast::share::plan_file::PlanFile;

use super::failure::{Done, Failure};
use super::input::{self, Asked};
use super::schedule::{self, Begins};

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
    /// Who moves when, as a table: the wave, or the scenario's machines as one.
    Schedule,
    /// The same as a calendar (iCalendar), with an event for the window and for each batch.
    Ics,
}

/// Plans what is asked.
pub(crate) fn run(
    asked: &Asked,
    format: Format,
    begins: &Begins,
    lang: Lang,
) -> Result<Done, Failure> {
    let stated = asked.stated()?;
    let checked = input::checked(&stated.scenario);
    let wave = || match &stated.wave {
        Some(wave) => wave.checked().0,
        None => Wave::of(checked.get()),
    };
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
        Format::Schedule => {
            schedule::csv(&checked, &wave())?;
            return Ok(Done::Whole);
        }
        Format::Ics => {
            schedule::ics(&checked, &wave(), begins, lang)?;
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
