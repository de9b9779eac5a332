//! The model's figures on this machine; `cargo xtask bench` prints them beside the browser's.

#![allow(clippy::print_stdout, reason = "it prints figures")]
#![allow(clippy::disallowed_methods, reason = "it measures time")]

#[path = "../benches/model/mod.rs"]
mod model;

fn main() {
    let start = std::time::Instant::now();
    print!("{}", model::figures(&|| start.elapsed().as_secs_f64() * 1e3));
}
