//! `movecast-cli solve`

use std::io::{self, Write};

use movecast::plan::figure::Condition;
use movecast::quantity::{parse_plain, units};
use movecast::scenario::field::Measure;
use movecast::share::solve_file::{Question, caution};
use movecast::share::{axis, figure_names};

use super::failure::{Done, Failure, complain};
use super::input::{self, Asked};

/// How it is used.
pub(crate) const EXAMPLES: &str = "Examples:
  movecast-cli solve --for link-speed --until 'total-time<=30min' --set \"memory=512 GiB\"
  movecast-cli solve --for dirty-page-rate --until within-limits < scenario.json
  movecast-cli solve --for link-speed --until 'total-time<=10min' --sure 90% \\
    --set \"memory=64 GiB\" --set \"dirty-page-rate=?\"
  movecast-cli solve --for at-a-time-in-all --until within-limits --sure 90% \\
    --set vms=20 --set \"window=2 h\" --set \"dirty-page-rate=?\"";

/// The question.
#[derive(clap::Args)]
pub(crate) struct Wanted {
    /// The input that is looked for, a number; 'movecast-cli inputs' lists the names.
    #[arg(long = "for", value_name = "INPUT")]
    input: String,
    /// What shall hold: 'total-time<=30min', 'downtime<=300ms', 'cost<=5EUR', 'net-saving>=0EUR',
    /// 'arrived', 'converges', 'within-limits'; all of it where there is more than one.
    #[arg(long, value_name = "CONDITION", required = true)]
    until: Vec<String>,
    /// Between which ends to look; without it, all that makes sense.
    #[arg(long, value_name = "LOW..HIGH")]
    among: Option<String>,
    /// With which probability it shall hold, over luck and inputs that are ranges; without it a typical
    /// run decides.
    #[arg(long, value_name = "PERCENT")]
    sure: Option<String>,
    /// At how many points probabilities are looked at.
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    points: u32,
}

/// Looks for the value.
pub(crate) fn run(asked: &Asked, wanted: &Wanted) -> Result<Done, Failure> {
    let question = wanted.question()?;
    let stated = asked.stated_as_ranges()?;
    let known = stated.unsure.to_vec();
    let scenario = input::question(&stated);
    input::warn_if_idle(question.dial, &scenario);
    let found = question.answer(&scenario, &known);
    if let Some(caution) = caution(&found) {
        complain(&caution);
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &found)?;
    writeln!(out)?;
    Ok(Done::Whole)
}

impl Wanted {
    fn question(&self) -> Result<Question, Failure> {
        let because = |option: &str, said: &str, why: String| {
            Failure::Because(format!("{option} {said}: {why}"))
        };
        let dial = axis::dial(&self.input)
            .map_err(|why| because("--for", &self.input, why.to_string()))?;
        let measure = dial.measure().ok_or_else(|| {
            let why = "it is chosen among options; 'movecast-cli map' and 'advise' look at those";
            because("--for", &self.input, why.to_owned())
        })?;
        let among = self.among.as_deref().map(|said| {
            axis::ends(dial, measure, said).map_err(|why| because("--among", said, why.to_string()))
        });
        let until = self.until.iter().map(|said| {
            figure_names::condition(said).map_err(|why| because("--until", said, why.to_string()))
        });
        let sure = self.sure.as_deref().map(|said| {
            let why = "write a probability above 0 % and up to 100 %".to_owned();
            share(said).ok_or_else(|| because("--sure", said, why))
        });
        Ok(Question {
            dial,
            measure,
            among: among.transpose()?,
            until: until.collect::<Result<Vec<Condition>, Failure>>()?,
            sure: sure.transpose()?,
            points: self.points,
        })
    }
}

/// A probability: `90%`, `90` or `0.9`.
fn share(said: &str) -> Option<f64> {
    let value = parse_plain(said, Measure::Share, units(Measure::Share)[0]).ok()?;
    let is_fraction = !said.contains('%') && said.trim_start().starts_with("0.");
    let value = if is_fraction { value * 100.0 } else { value };
    (0.0 < value && value <= 1.0).then_some(value)
}
