//! `movecast-cli wave`

use std::path::Path;
use std::rc::Rc;

use clap::ValueEnum;
use movecast::quantity::Lang;
use movecast::scenario::presets;
use movecast::scenario::wave::{Group, Wave};
use movecast::share::groups::{self, Table};

use super::failure::{Done, Failure, complain};
use super::input::{self, Asked};
use super::schedule::{self, Begins};

/// How to print a schedule.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table with a row for each machine.
    Csv,
    /// A calendar (iCalendar) with an event for the window and for each batch.
    Ics,
}

/// Plans the groups on standard input within the limits of a scenario file and what is asked over it.
pub(crate) fn run(
    scenario: Option<&Path>,
    asked: &Asked,
    format: Format,
    begins: &Begins,
    lang: Lang,
) -> Result<Done, Failure> {
    let start = match scenario {
        None => presets::blank().into(),
        Some(path) => input::stated(&input::of_file(path)?)?,
    };
    let stated = asked.over(&start)?;
    let checked = input::checked(&stated.scenario);
    let mut wave = stated.wave.map_or_else(|| Wave::of(checked.get()), Rc::unwrap_or_clone);
    let table = groups::read(&input::standard()?, &Group::of(checked.get()), Lang::En);
    let Table { groups, problems } = table;
    for problem in &problems {
        complain(problem);
    }
    if groups.is_empty() {
        return Ok(Done::InPart);
    }
    wave.groups = groups;
    let wave = wave.checked().0;
    match format {
        Format::Csv => schedule::csv(&checked, &wave)?,
        Format::Ics => schedule::ics(&checked, &wave, begins, lang)?,
    }
    Ok(Done::whole(problems.is_empty()))
}
