//! Ask what would help where a move does not keep its limits.
//!
//! `cargo run --no-default-features --example advise`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::share::advice::{Advice, no_advice};
use movecast::share::assign::state;

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let stated = state(&[
        ("memory", "32 GiB"),
        ("dirty-page-rate", "2 GB/s"),
        ("working-set", "24 GiB"),
        ("link-speed", "10 Gbit/s"),
    ])?;
    // Each proposal was planned; the least burden comes first.
    let advice = Advice::on(&stated);
    if advice.is_empty() {
        println!("{}", no_advice(&stated));
    }
    for one in advice.iter().take(3) {
        let reaches = if one.reaches { "all limits kept" } else { "better, not enough" };
        println!("{:?}: {reaches}, {:.0} s", one.change, one.total_time_s);
    }
    Ok(())
}
