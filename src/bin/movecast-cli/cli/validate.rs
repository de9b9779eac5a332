//! `movecast-cli validate`

use std::io::{self, Write};
use std::path::Path;

use movecast::evidence::case::{Case, Measured};
use movecast::evidence::predict::predict_all;
use movecast::evidence::validate::{Pair, report};
use movecast::model::profile::Profile;

use super::failure::{Done, Failure};
use super::input;

/// Compares predictions with what the table says was measured.
pub(crate) fn run(path: &Path) -> Result<Done, Failure> {
    let (rows, all_good) = input::cases(&input::of_file(path)?);
    let (cases, measured): (Vec<Case>, Vec<Measured>) = rows.into_iter().unzip();
    let predictions = predict_all(&cases, &Profile::QEMU_LAB);
    io::stdout().write_all(report(&Pair::all(cases, measured, predictions)).as_bytes())?;
    Ok(Done::whole(all_good))
}
