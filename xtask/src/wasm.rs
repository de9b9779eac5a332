//! From Rust to the files a browser loads: the wasm module, its JavaScript glue, and chunks for later.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::compact;
use crate::order::named_by_likeness;
use crate::split::{RUNTIME, split, strip};
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
/// that was flat once folds up into what compresses better, by 1.8 kB of brotli; what has one caller
/// only stays a function, which is worth another 1.7 kB.
const PASSES: [&str; 4] =
    ["--flatten", "--rereloop", "--converge", "--one-caller-inline-max-function-size=0"];

/// What the build hands to the bundle.
pub(crate) struct Module {
    pub(crate) glue: Vec<u8>,
    pub(crate) wasm: Vec<u8>,
    /// What the glue fetches from the folder chunks/ when it is needed.
    pub(crate) chunks: BTreeMap<String, Vec<u8>>,
}

/// Compiles the page. What follows the compiler is skipped when the compiler's output is unchanged.
pub(crate) fn build(opt_level: OptLevel) -> Result<Module> {
    tools::install_wasm_target()?;
    let target_dir = tools::target_dir()?;
    tools::run(
        Command::new("cargo")
            .args(["rustc", "--profile", "web", "--target", WASM, "--bin", "movecast"])
            // The splitter has to know what uses what.
            .args(["--", "-C", "link-arg=--emit-relocs"])
            .env("CARGO_PROFILE_WEB_OPT_LEVEL", opt_level.name()),
    )?;
    let compiled = fs::read(target_dir.join(WASM).join("web/movecast.wasm"))?;
    let optimizer = tools::wasm_opt()?;

    let version = optimizer.as_ref().map_or("none", |optimizer| &optimizer.version);
    let passes = [PASSES.concat(), "by likeness, short imports".to_owned()].concat();
    let made_by = [opt_level.name(), version, &passes, RUNTIME].map(str::as_bytes);
    let key = fingerprint(&[&compiled, &made_by.concat()[..]].concat());
    let cache = target_dir.join("bundle");
    let folder = cache.join(key);
    if !folder.exists() {
        // Earlier modules are of no more use.
        if cache.exists() {
            fs::remove_dir_all(&cache)?;
        }
        let partial = cache.join("partial");
        fs::create_dir_all(partial.join("chunks"))?;
        assemble(&compiled, optimizer.as_ref(), opt_level, &partial)?;
        fs::rename(partial, &folder)?;
    }
    let mut chunks = BTreeMap::new();
    for entry in fs::read_dir(folder.join("chunks"))? {
        let entry = entry?;
        chunks.insert(entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?);
    }
    Ok(Module {
        glue: fs::read(folder.join("movecast.js"))?,
        wasm: fs::read(folder.join("movecast.wasm"))?,
        chunks,
    })
}

/// Leaves in a folder what the bundle takes from there.
fn assemble(
    compiled: &[u8],
    optimizer: Option<&WasmOpt>,
    opt_level: OptLevel,
    folder: &Path,
) -> Result<()> {
    let finish = |module: Vec<u8>| match optimizer {
        Some(optimizer) => strip(&optimize(optimizer, opt_level, &module, folder)?),
        None => strip(&module),
    };
    let mut split = split(compiled, &folder.join("split"))?;
    let (glue, wasm) = bind(std::mem::take(&mut split.main), &folder.join("bound"))?;
    let (glue, wasm) = compact::shorten_imports(&glue, &wasm)?;
    fs::write(folder.join("movecast.wasm"), finish(wasm)?)?;
    for chunk in split.chunks.values_mut() {
        *chunk = finish(std::mem::take(chunk))?;
    }
    let (glue, chunks) = split.link(&glue)?;
    fs::write(folder.join("movecast.js"), glue)?;
    for (name, chunk) in chunks {
        fs::write(folder.join("chunks").join(name), chunk)?;
    }
    Ok(())
}

/// A name for some bytes that changes when they do.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    let start = Sha256::digest(bytes).into_iter().take(8);
    format!("{:016x}", start.fold(0, |hash: u64, byte| hash << 8 | u64::from(byte)))
}

/// The glue, and the module as the glue expects it.
fn bind(compiled: Vec<u8>, folder: &Path) -> Result<(String, Vec<u8>)> {
    let mut output = Bindgen::new()
        .input_bytes("movecast", compiled)
        .web(true)?
        .remove_name_section(true)
        .remove_producers_section(true)
        // Among them the function table, which the chunks use.
        .keep_lld_exports(true)
        .generate_output()?;
    let inline = output.snippets().values().any(|snippets| !snippets.is_empty());
    if inline || !output.local_modules().is_empty() {
        bail!("a dependency brings JavaScript of its own, which the bundle does not ship");
    }
    output.emit(folder).context("wasm-bindgen could not write the page's module")?;
    Ok((
        fs::read_to_string(folder.join("movecast.js"))?,
        fs::read(folder.join("movecast_bg.wasm"))?,
    ))
}

/// A module that does the same in less room; the folder is for what lies between.
pub(crate) fn optimize(
    optimizer: &WasmOpt,
    opt_level: OptLevel,
    module: &[u8],
    folder: &Path,
) -> Result<Vec<u8>> {
    let [from, to] = ["from.wasm", "to.wasm"].map(|name| folder.join(name));
    fs::write(&from, module)?;
    let level = format!("-O{}", opt_level.name());
    let run = |passes: &[&str]| {
        let mut command = Command::new(&optimizer.program);
        tools::run(command.args(passes).arg(&from).arg("--output").arg(&to))
    };
    run(&[&PASSES[..], &[&level, &level]].concat())?;
    // Functions that are alike stand together: 6 kB of brotli.
    fs::write(&from, named_by_likeness(&fs::read(&to)?)?)?;
    run(&["--reorder-functions-by-name"])?;
    Ok(fs::read(to)?)
}
