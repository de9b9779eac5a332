//! Read what an operator has: here what virsh printed of a completed move.
//!
//! `cargo run --no-default-features --example import`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::share::file::to_json_all;
use movecast::share::import::import;

const TEXT: &str = include_str!("../tests/import/domjobinfo-completed.txt");

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    // The kind is recognised.
    let read = import(TEXT)?;
    println!("{:?}", read.kind);
    for fact in &read.reading.facts {
        println!("{} = {} ({})", fact.name, fact.words(), fact.from);
    }
    println!("not said: {}", read.missing.join(", "));
    // The scenario that follows, as a file.
    println!("{}", to_json_all(&read.stated));
    Ok(())
}
