//! Turn two inputs against each other: where does it still converge?
//!
//! `cargo run --no-default-features --example map`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::plan::map::{Map, Shown};
use movecast::plan::remedy::Asked;
use movecast::scenario::check::check;
use movecast::share::assign::state;
use movecast::share::{axis, figure_names};

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let stated = state(&[("memory", "16 GiB")])?;
    let (scenario, _) = check(*stated.scenario);
    let asked = Asked { scenario: *scenario.get(), wave: None };
    let map = Map {
        x: axis::axis("link-speed=1..25 Gbit/s:6", &asked, 6)?,
        y: axis::axis("dirty-page-rate=10..1000 MiB/s:4", &asked, 4)?,
        shown: Shown::Figure(figure_names::USUAL),
    };
    // Rows need nothing of each other: they can be worked on at once.
    for row in 0..map.y.values.len() {
        let cells = map.row(&asked, row).into_iter();
        let said = cells.map(|cell| match cell.value {
            Some(seconds) if cell.converges => format!("{seconds:8.1} s"),
            _ => format!("{:>10}", "-"),
        });
        println!("{}", said.collect::<String>());
    }
    Ok(())
}
