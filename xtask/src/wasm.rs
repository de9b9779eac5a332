//! From Rust to the two files a browser loads: the wasm module and its JavaScript glue.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::tools::{self, WASM, WasmOpt};

/// What the compiler and wasm-opt optimize for.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum OptLevel {
    S,
    #[default]
    Z,
    #[value(name = "1")]
    One,
    #[value(name = "2")]
    Two,
    #[value(name = "3")]
    Three,
}

impl OptLevel {
    fn name(self) -> &'static str {
        match self {
            OptLevel::S => "s",
            OptLevel::Z => "z",
            OptLevel::One => "1",
            OptLevel::Two => "2",
            OptLevel::Three => "3",
        }
    }
}

/// What wasm-opt does before the level's own passes, each of which runs until nothing changes: code
/// that was flat once folds up into what compresses better, by 1.8 kB of brotli.
const PASSES: [&str; 3] = ["--flatten", "--rereloop", "--converge"];

/// What the build hands to the bundle.
pub(crate) struct Module {
    pub(crate) glue: Vec<u8>,
    pub(crate) wasm: Vec<u8>,
}

/// Compiles the page. What follows the compiler is skipped when the compiler's output is unchanged.
pub(crate) fn build(opt_level: OptLevel) -> Result<Module> {
    tools::install_wasm_target()?;
    let target_dir = tools::target_dir()?;
    tools::run(
        Command::new("cargo")
            .args(["build", "--profile", "web", "--target", WASM, "--bin", "movecast"])
            .env("CARGO_PROFILE_WEB_OPT_LEVEL", opt_level.name()),
    )?;
    let compiled = fs::read(target_dir.join(WASM).join("web/movecast.wasm"))?;
    let optimizer = tools::wasm_opt()?;

    let version = optimizer.as_ref().map_or("none", |optimizer| &optimizer.version);
    let passes = PASSES.concat();
    let made_by = [opt_level.name(), version, &passes].map(str::as_bytes);
    let key = fingerprint(&[&compiled, &made_by.concat()[..]].concat());
    let cache = target_dir.join("bundle");
    let folder = cache.join(key);
    let glue_file = folder.join("movecast.js");
    let wasm_file = folder.join("movecast_bg.wasm");
    // wasm-opt leaves this file last, so its presence means that the folder is complete.
    let optimized_file = folder.join("movecast.wasm");
    if !optimized_file.exists() {
        // Earlier modules are of no more use.
        if cache.exists() {
            fs::remove_dir_all(&cache)?;
        }
        bind(compiled, &folder)?;
        match optimizer {
            Some(optimizer) => optimize(&optimizer, opt_level, &wasm_file, &optimized_file)?,
            None => fs::rename(&wasm_file, &optimized_file)?,
        }
    }
    Ok(Module { glue: fs::read(glue_file)?, wasm: fs::read(optimized_file)? })
}

/// A name for some bytes that changes when they do.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    let start = Sha256::digest(bytes).into_iter().take(8);
    format!("{:016x}", start.fold(0, |hash: u64, byte| hash << 8 | u64::from(byte)))
}

/// Writes the glue, and the module as the glue expects it.
fn bind(compiled: Vec<u8>, folder: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .input_bytes("movecast", compiled)
        .web(true)?
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let inline = output.snippets().values().any(|snippets| !snippets.is_empty());
    if inline || !output.local_modules().is_empty() {
        bail!("a dependency brings JavaScript of its own, which the bundle does not ship");
    }
    output.emit(folder).context("wasm-bindgen could not write the page's module")
}

fn optimize(optimizer: &WasmOpt, opt_level: OptLevel, from: &Path, to: &Path) -> Result<()> {
    let partial = to.with_extension("partial");
    let level = format!("-O{}", opt_level.name());
    tools::run(
        Command::new(&optimizer.program)
            .args(PASSES)
            .args([&level, &level])
            .arg(from)
            .arg("--output")
            .arg(&partial),
    )?;
    Ok(fs::rename(partial, to)?)
}
