//! Figures: how fast the model is and what the bundle weighs.

use std::path::Path;

use anyhow::Result;

use crate::bundle;
use crate::tools::cargo;
use crate::wasm::OptLevel;

/// Prints the figures.
pub(crate) fn run() -> Result<()> {
    if Path::new("examples/bench.rs").exists() {
        cargo(&["run", "--release", "--no-default-features", "--example", "bench"])?;
    }
    bundle::run(OptLevel::default())
}
