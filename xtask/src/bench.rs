//! Figures: how fast the model is, what the bundle weighs, and how fast the page answers.

use std::path::Path;

use anyhow::Result;

use crate::tools::cargo;
use crate::wasm::OptLevel;
use crate::{bundle, e2e};

/// Prints the figures.
pub(crate) fn run() -> Result<()> {
    if Path::new("examples/bench.rs").exists() {
        cargo(&["run", "--release", "--no-default-features", "--example", "bench"])?;
    }
    bundle::run(OptLevel::default())?;
    e2e::node(&["measure.mjs"])
}
