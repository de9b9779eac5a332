//! A scenario as a link and as a file, and what differs between two of them.
//!
//! `cargo run --no-default-features --example link`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use movecast::share::assign::state;
use movecast::share::diff::diff;
use movecast::share::file::{from_json_all, to_json_all};
use movecast::share::link::{decode_all, encode_all};

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let before = state(&[("memory", "16 GiB"), ("link-speed", "10 Gbit/s")])?;
    let after = state(&[("memory", "16 GiB"), ("link-speed", "25 Gbit/s")])?;
    // The fragment of a link: it ends in a checksum, so that a damaged one is known as such.
    let link = encode_all(&before);
    println!("#{link}");
    let opened = decode_all(&link).map_err(|broken| format!("{broken:?}"))?;
    println!("the same again: {}", opened == before);
    // A file has full names and units; keys that it does not know are named, not fatal.
    let file = to_json_all(&after);
    println!("{file}");
    let read = from_json_all(&file)?;
    for of in diff(&before, &read.stated) {
        println!("{}: {} -> {}", of.input, of.from, of.to);
    }
    Ok(())
}
