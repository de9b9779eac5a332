//! `movecast-cli advise`

use std::io::{self, Write};

use clap::ValueEnum;
use movecast::quantity::Lang;
use movecast::share::advice::{Advice, no_advice};
use movecast::share::weigh_file::Weighed;
use movecast::share::{Stated, weights};

use super::failure::{Done, Failure, complain};
use super::input::{self, Asked};

/// How it is used.
pub(crate) const EXAMPLES: &str = "Examples:
  movecast-cli advise < scenario.json > advice.json
  movecast-cli advise --set \"memory=64 GiB\" --set \"dirty-page-rate=2 GB/s\"
  movecast-cli advise --weights time=2,downtime=5 < scenario.json
  movecast-cli advise --weights --format markdown --lang de < scenario.json";

/// What to weigh, and how to print it.
#[derive(clap::Args)]
pub(crate) struct Wanted {
    /// Rank techniques and staying put by these weights, 0 to 100: time, downtime, service, energy,
    /// money, carbon, risk; what is not named is ignored. Without a value those of the scenario file,
    /// or all alike.
    #[arg(long, value_name = "NAME=WEIGHT,...", num_args = 0..=1, default_missing_value = "")]
    weights: Option<String>,
    /// How to print a ranking.
    #[arg(long, value_enum, default_value_t = Format::Json, requires = "weights")]
    format: Format,
}

/// How to print a ranking.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Criteria, options with their values and reasons, and weights that would change the order.
    Json,
    /// The same as a report for people.
    Markdown,
}

/// What would bring all over within their limits, or what suits best.
pub(crate) fn run(asked: &Asked, wanted: &Wanted, lang: Lang) -> Result<Done, Failure> {
    let stated = asked.stated()?;
    input::checked(&stated.scenario);
    if let Some(said) = &wanted.weights {
        return rank(stated, said, wanted.format, lang);
    }
    let advice = Advice::on(&stated);
    if advice.is_empty() {
        complain(&no_advice(&stated));
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &advice)?;
    writeln!(out)?;
    Ok(Done::Whole)
}

fn rank(stated: Stated, said: &str, format: Format, lang: Lang) -> Result<Done, Failure> {
    let because = |why| Failure::Because(format!("--weights {said}: {why}"));
    let read = weights::read(said).map_err(because)?;
    // Nothing said on the line is no weight of nothing.
    let weights = if said.is_empty() { stated.weights } else { Some(read) };
    let weighed = Weighed::of(&Stated { weights, ..stated });
    let mut out = io::stdout().lock();
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &weighed.file(lang))?;
            writeln!(out)?;
        }
        Format::Markdown => out.write_all(weighed.report(lang).as_bytes())?,
    }
    Ok(Done::Whole)
}
