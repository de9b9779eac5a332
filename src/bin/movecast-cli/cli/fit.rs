//! `movecast-cli fit`

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use movecast::evidence::fit::{Fit, Fitting};
use movecast::quantity::Lang;
use movecast::report::fit::text;
use movecast::scenario::presets;
use movecast::share::assign::Draft;
use movecast::share::file::to_json_all;
use movecast::share::fit_file::FitFile;
use movecast::share::moves::{Moves, moves};

use super::failure::{Done, Failure, complain};
use super::input;
use super::profile::Bed;
use super::rows::on_all_processors;

/// What to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// What was learned, what was not, and predicted against measured.
    Text,
    /// The same, with the profile in it.
    Json,
}

pub(crate) const EXAMPLES: &str = "Examples:
  virsh domjobinfo --completed web1 | movecast-cli fit -o web1.json
  movecast-cli fit moved/*.txt --set \"link-speed=10 Gbit/s\" -o here.json
  movecast-cli plan --profile here.json --set \"memory=64 GiB\"";

/// What is fitted on.
#[derive(clap::Args)]
pub(crate) struct Wanted {
    /// Texts of moves that were completed, or tables with measured columns; none for standard input.
    files: Vec<PathBuf>,
    /// State what is known of all these moves, in words and units: the link, limits, the controller.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// Whose constants tables start from; without it the laboratory's for those of the measured bed.
    #[arg(long, value_enum)]
    profile: Option<Bed>,
    /// Write the profile to this file: a scenario file with what was learned.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Fits a profile on measured moves.
pub(crate) fn run(wanted: &Wanted, format: Format, lang: Lang) -> Result<Done, Failure> {
    let mut draft = Draft::of(&presets::blank().into());
    input::assign(&mut draft, &wanted.set)?;
    let mut texts = Vec::new();
    let mut all_good = true;
    if wanted.files.is_empty() {
        texts.push(("standard input".to_owned(), input::standard()?));
    }
    for path in &wanted.files {
        match input::of_file(path) {
            Ok(text) => texts.push((path.display().to_string(), text)),
            Err(Failure::Because(why)) => {
                complain(&why);
                all_good = false;
            }
            Err(closed) => return Err(closed),
        }
    }
    let usual = wanted.profile.map(Bed::constants);
    let Moves { rows, left_out } = moves(&texts, &draft.finish(), usual.as_ref());
    for (name, why) in &left_out {
        complain(&format_args!("{name}: {why}"));
    }
    if rows.is_empty() {
        return Err(Failure::Because("there is no measured move to learn from".to_owned()));
    }
    let fit = fitted(Fitting::new(rows));
    if let Some(path) = &wanted.output {
        let json = to_json_all(&fit.profile().into());
        fs::write(path, json + "\n")
            .map_err(|error| Failure::Because(format!("{}: {error}", path.display())))?;
    }
    let mut out = io::stdout().lock();
    match format {
        Format::Text => out.write_all(text(&fit, lang).as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &FitFile::of(&fit))?;
            writeln!(out)?;
        }
    }
    Ok(Done::whole(all_good && left_out.is_empty()))
}

/// The fit, its parts on all processors.
fn fitted(fitting: Fitting) -> Fit {
    let parts = on_all_processors(fitting.parts(), |part| fitting.without(part));
    fitting.finish(parts.into_iter().flatten())
}
