//! Learn from a measured move what path and hosts are like, and plan the next one with it.
//!
//! `cargo run --no-default-features --example fit`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::evidence::fit::Fit;
use movecast::quantity::Lang;
use movecast::report::fit::text;
use movecast::share::assign::state;
use movecast::share::file::to_json_all;
use movecast::share::moves::moves;

const TEXT: &str = include_str!("../tests/import/domjobinfo-completed.txt");

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    // What the text does not say of the move.
    let known = state(&[("link-speed", "10 Gbit/s")])?;
    let found = moves(&[("web1".to_owned(), TEXT.to_owned())], &known, None);
    for (name, why) in &found.left_out {
        println!("{name}: {why}");
    }
    let fit = Fit::of(found.rows);
    println!("{}", text(&fit, Lang::En));
    // What was learned is a set of inputs: `movecast-cli plan --profile` takes this file.
    println!("{}", to_json_all(&fit.profile().into()));
    Ok(())
}
