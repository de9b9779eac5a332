//! What to type next: how to measure, set, move and watch, for one controller.
//!
//! `cargo run --no-default-features --example commands`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::plan::plan;
use movecast::quantity::Lang;
use movecast::report::commands::steps;
use movecast::scenario::check::check;
use movecast::share::assign::state;

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let stated = state(&[("memory", "16 GiB"), ("controller", "proxmox")])?;
    let (scenario, _) = check(*stated.scenario);
    let plan = plan(&scenario);
    for step in steps(&scenario, plan.chosen(), None, Lang::En) {
        println!("# {}\n{}\n", step.why, step.text);
    }
    Ok(())
}
