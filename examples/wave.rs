//! Plan a wave: groups of machines from a table, and when each of them moves.
//!
//! `cargo run --no-default-features --example wave`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::plan::wave::wave_plan;
use movecast::quantity::Lang;
use movecast::scenario::check::check;
use movecast::scenario::wave::{Group, Wave};
use movecast::share::assign::state;
use movecast::share::groups;

const TABLE: &str = "name,VMs,memory\nweb,12,4 GiB\ndatabase,2,64 GiB\n";

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let stated = state(&[("link-speed", "25 Gbit/s"), ("dirty-page-rate", "20 MiB/s")])?;
    let (scenario, _) = check(*stated.scenario);
    // What a row does not say is as in the scenario.
    let table = groups::read(TABLE, &Group::of(scenario.get()), Lang::En);
    for problem in &table.problems {
        println!("{problem}");
    }
    let mut wave = Wave::of(scenario.get());
    wave.groups = table.groups;
    let (wave, _) = wave.checked();
    let plan = wave_plan(&scenario, &wave, |_| {});
    let outline = plan.outline;
    println!("{} of {} arrive", outline.arrived, outline.machines);
    println!("the last one after {:.0} s", outline.makespan.get());
    for row in &plan.rows {
        let name = &wave.groups[row.group as usize].name;
        println!("{name}: {:.0} to {:.0} s", row.start.get(), row.end.get());
    }
    Ok(())
}
