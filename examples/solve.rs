//! Ask an inverse question: which link is enough for half a minute?
//!
//! `cargo run --no-default-features --example solve`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::plan::remedy::Asked;
use movecast::scenario::check::check;
use movecast::scenario::field::Measure;
use movecast::share::assign::state;
use movecast::share::solve_file::Question;
use movecast::share::{axis, figure_names};

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let stated = state(&[("memory", "64 GiB"), ("dirty-page-rate", "100 MiB/s")])?;
    let (scenario, _) = check(*stated.scenario);
    let asked = Asked { scenario: *scenario.get(), wave: None };
    let question = Question {
        dial: axis::dial("link-speed")?,
        measure: Measure::BitRate,
        among: None,
        until: vec![figure_names::condition("total-time<=30s")?],
        // A typical run decides; with a probability, luck and ranges are looked at as well.
        sure: None,
        points: 0,
    };
    let answer = question.answer(&asked, &[]);
    println!("{} {}", answer.answer, answer.said.unwrap_or_default());
    // The step beside it was planned too, and is not enough.
    println!("{:?}", answer.beside);
    Ok(())
}
