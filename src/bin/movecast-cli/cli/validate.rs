//! `movecast-cli validate`

use std::io::{self, Write};
use std::path::Path;

use movecast::evidence::case::{Case, Measured};
use movecast::evidence::coverage;
use movecast::evidence::predict::predict_all;
use movecast::evidence::validate::{Pair, report};

use super::failure::{Done, Failure};
use super::input;
use super::profile::Whose;

/// Compares predictions with what the table says was measured.
pub(crate) fn run(path: &Path, whose: Option<&Whose>) -> Result<Done, Failure> {
    let table = input::cases_of_file(path)?;
    let (profile, environment) = Whose::of(whose, &table)?;
    let rows: Vec<_> = table.map(input::good).collect();
    let all_good = rows.iter().all(Option::is_some);
    let (cases, measured): (Vec<Case>, Vec<Measured>) = rows.into_iter().flatten().unzip();
    let cases: Vec<Case> = cases.iter().map(|case| environment.case(case)).collect();
    let predictions = predict_all(&cases, &profile);
    let pairs = Pair::all(cases, measured, predictions, &profile);
    let mut out = io::stdout().lock();
    out.write_all(report(&pairs).as_bytes())?;
    out.write_all(coverage::report(&pairs).as_bytes())?;
    Ok(Done::whole(all_good))
}
