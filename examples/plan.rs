//! Plan one scenario: does it converge, how long does it take, how far may that spread?
//!
//! `cargo run --no-default-features --example plan`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::plan::{plan, ranges};
use movecast::scenario::check::check;
use movecast::scenario::choice::Options;
use movecast::share::assign::state;

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    // What is stated, by the names that `movecast-cli inputs` lists; all else follows.
    let stated = state(&[
        ("memory", "16 GiB"),
        ("dirty-page-rate", "40 MiB/s"),
        ("link-speed", "10 Gbit/s"),
        ("controller", "kubevirt"),
    ])?;
    // Within its bounds; what had to be changed would be among the findings.
    let (scenario, findings) = check(*stated.scenario);
    println!("{} values were changed", findings.len());
    let plan = plan(&scenario);
    for outcome in &plan.outcomes {
        let figures = &outcome.figures;
        println!(
            "{}: {} in {:.1} s, standing still for {:.3} s",
            outcome.technique.name(),
            figures.ending.name(),
            figures.total_time.get(),
            figures.downtime.get(),
        );
    }
    // A thousand runs of the chosen one: what differs is luck.
    let spread = ranges(&scenario, plan.chosen().technique, 1000).total_time;
    println!("8 of 10 runs take {:.1} to {:.1} s", spread.p10, spread.p90);
    Ok(())
}
