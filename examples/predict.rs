//! Predict the rows of a table, and hold them against what was measured.
//!
//! `cargo run --no-default-features --example predict`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::evidence::case;
use movecast::evidence::predict::predict_all;
use movecast::evidence::validate::{Pair, report};
use movecast::model::profile::Profile;

const TABLE: &str = include_str!("../static/data/measured/qemu_workloads.csv");

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    // A bad row is an error in its place, with its line; the others are read.
    let rows = case::read(TABLE);
    let (cases, measured): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .collect::<Result<Vec<_>, _>>()
        .map_err(|bad| bad.to_string())?
        .into_iter()
        .unzip();
    let profile = Profile::QEMU_LAB;
    let predictions = predict_all(&cases, &profile);
    for (case, said) in cases.iter().zip(&predictions).take(3) {
        let total = said.total;
        println!("{}: {:.1} s ({:.1} to {:.1})", case.run_id, total.p50, total.p10, total.p90);
    }
    println!("{}", report(&Pair::all(cases, measured, predictions, &profile)));
    Ok(())
}
