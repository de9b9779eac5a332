//! Figures: how fast the model is, what the bundle weighs, and how fast the page answers.

use anyhow::Result;

use crate::tools::cargo;
use crate::wasm::OptLevel;
use crate::{bundle, check, e2e};

/// Prints the figures.
pub(crate) fn run() -> Result<()> {
    println!("native:");
    cargo(&["run", "--quiet", "--release", "--no-default-features", "--example", "bench"])?;
    println!("in the browser:");
    check::run_in_browser(&[
        "--profile",
        "web",
        "--no-default-features",
        "--test",
        "figures-in-browser",
        "--",
        "--nocapture",
    ])?;
    bundle::run(OptLevel::default())?;
    e2e::node(&["measure.mjs"])
}
