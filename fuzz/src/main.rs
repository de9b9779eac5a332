//! Laws of what Movecast reads and plans, held against inputs that libFuzzer finds by their coverage.
//!
//! `MOVECAST_FUZZ` names the target; `cargo xtask fuzz` builds and runs them all.

#![no_main]

mod bytes;
mod planned;
mod read;

use std::env;
use std::process::exit;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

/// The targets, which break a law by panicking.
const TARGETS: [(&str, fn(&[u8])); 10] = [
    ("link", read::link),
    ("file", read::file),
    ("series", read::series),
    ("groups", read::groups),
    ("points", read::points),
    ("cases", read::cases),
    ("import", read::import),
    ("numbers", read::numbers),
    ("plan", planned::plan),
    ("wave", planned::wave),
];

static CHOSEN: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = env::var("MOVECAST_FUZZ").unwrap_or_default();
    match TARGETS.iter().find(|(known, _)| *known == name) {
        Some((_, target)) => *target,
        None => {
            eprintln!("MOVECAST_FUZZ names no target");
            exit(2);
        }
    }
});

fuzz_target!(|data: &[u8]| CHOSEN(data));
