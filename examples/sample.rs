//! Inputs that are not known exactly: what comes of all that may be, and what to measure first?
//!
//! `cargo run --no-default-features --example sample`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::plan::remedy::Asked;
use movecast::plan::uncertain::uncertain;
use movecast::scenario::check::check;
use movecast::share::assign::state;
use movecast::share::sample_file::SampleFile;
use movecast::units::Seconds;

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let stated =
        state(&[("memory", "16 GiB"), ("dirty-page-rate", "?"), ("link-speed", "5..10 Gbit/s")])?;
    let (scenario, _) = check(*stated.scenario);
    let asked = Asked { scenario: *scenario.get(), wave: None };
    let window = Some(Seconds::new(60.0));
    let found = uncertain(&asked, &stated.unsure, window, 256);
    let time = found.total_time;
    println!("8 of 10 take {:.0} to {:.0} s", time.spread.p10, time.spread.p90);
    println!("{:.0} % of that is luck", 100.0 * time.luck);
    println!("all arrive in {:.0} % of all cases", 100.0 * found.arrives);
    let file = SampleFile::of(&found, &asked, &stated.unsure);
    for input in &file.inputs {
        println!("{input:?}");
    }
    Ok(())
}
