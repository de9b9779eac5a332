//! The bundle in dist/: the page, its module and everything in static/, ready for any host.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::compress::{brotli, gzip, is_compressible};
use crate::names::{Files, extension, hash_names, is_hashed};
use crate::policy::policy;
use crate::wasm::{self, OptLevel};
use crate::{page, scripts, styles};

/// Where the bundle is left.
pub(crate) const DIST: &str = "dist";

/// The page itself, whose name never changes.
pub(crate) const INDEX: &str = "index.html";

/// The most that a first visit may load of the planner, its scripts and styles, in bytes of brotli.
const BUDGET: usize = 250_000;

/// Where parts of the planner are that a first visit does without.
const CHUNKS: &str = "static/chunks/";

/// What a file of the bundle weighs, in bytes.
pub(crate) struct Weight {
    path: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds the bundle and prints what it weighs.
pub(crate) fn run(opt_level: OptLevel) -> Result<()> {
    print_weights(&build(opt_level)?);
    Ok(())
}

/// Builds the bundle. Files that are unchanged are left alone.
pub(crate) fn build(opt_level: OptLevel) -> Result<Vec<Weight>> {
    let index = fs::read(INDEX).context("index.html could not be read")?;
    policy(&String::from_utf8_lossy(&index))?;
    let module = wasm::build(opt_level)?;
    let mut files = Files::from([
        (INDEX.to_owned(), index),
        ("static/movecast.js".to_owned(), module.glue),
        ("static/movecast.wasm".to_owned(), module.wasm),
    ]);
    for (name, chunk) in module.chunks {
        files.insert(format!("{CHUNKS}{name}"), chunk);
    }
    read_folder(Path::new("static"), &mut files)?;
    styles::join(&mut files)?;
    scripts::strip(&mut files)?;
    page::inline(&mut files)?;
    let mut files = hash_names(files)?;
    page::seal(&mut files)?;
    write(Path::new(DIST), &files)
}

/// Builds the bundle and fails when a first visit loads too much.
pub(crate) fn check_budget() -> Result<()> {
    let first_visit = print_weights(&build(OptLevel::default())?);
    if BUDGET < first_visit {
        bail!("a first visit may load {BUDGET} bytes");
    }
    Ok(())
}

/// Prints a table of raw and compressed sizes; returns what a first visit loads.
fn print_weights(weights: &[Weight]) -> usize {
    let width = weights.iter().map(|weight| weight.path.len()).max().unwrap_or_default();
    println!("{:width$}  {:>9}  {:>9}  {:>9}", "bytes", "raw", "gzip", "brotli");
    for Weight { path, raw, gzip, brotli } in weights {
        println!("{path:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}");
    }
    let is_code = |path: &str| ["bin", "css", "js", "wasm"].contains(&extension(path));
    let sum = |is_chunk: bool| -> usize {
        weights
            .iter()
            .filter(|weight| is_code(&weight.path) && weight.path.starts_with(CHUNKS) == is_chunk)
            .map(|weight| weight.brotli)
            .sum()
    };
    let [first, later] = [false, true].map(sum);
    println!("planner, scripts and styles, in bytes of brotli:");
    println!("  {first:>7} on a first visit (at most {BUDGET})");
    println!("  {later:>7} in chunks for views that are opened later");
    println!("  {:>7} in all", first + later);
    first
}

fn read_folder(folder: &Path, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_folder(&path, files)?;
        } else {
            let name = path.to_str().context("a file in static/ has a name that is not UTF-8")?;
            files.insert(name.replace('\\', "/"), fs::read(&path)?);
        }
    }
    Ok(())
}

/// Writes the files and their compressed copies, and removes whatever else is there.
fn write(folder: &Path, files: &Files) -> Result<Vec<Weight>> {
    let mut kept = BTreeSet::new();
    let mut weights = Vec::new();
    for (path, bytes) in files {
        let raw = folder.join(path);
        let [gz, br] = ["gz", "br"].map(|extension| folder.join(format!("{path}.{extension}")));
        if let Some(parent) = raw.parent() {
            fs::create_dir_all(parent)?;
        }
        // The file itself comes last: with it, its copies are there.
        if is_compressible(path) {
            if !(is_hashed(path) && raw.exists()) {
                fs::write(&gz, gzip(bytes)?)?;
                fs::write(&br, brotli(bytes)?)?;
            }
            weights.push(Weight {
                path: path.clone(),
                raw: bytes.len(),
                gzip: size(&gz)?,
                brotli: size(&br)?,
            });
            kept.extend([gz, br]);
        }
        fs::write(&raw, bytes)?;
        kept.insert(raw);
    }
    remove_others(folder, &kept)?;
    Ok(weights)
}

fn size(path: &Path) -> Result<usize> {
    Ok(usize::try_from(fs::metadata(path)?.len())?)
}

fn remove_others(folder: &Path, kept: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, kept)?;
        } else if !kept.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
