//! The planner as an npm package in target/package/: module, glue, entries and generated types.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use crate::tools::{self, WASM};
use crate::types;
use crate::wasm::{self, OptLevel};

/// What is handed out as it stands here.
const SOURCES: &str = "package";
const AS_THEY_ARE: [&str; 6] = [
    "package/js/plan.js",
    "package/js/node.js",
    "package/js/browser.js",
    "package/README.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];

/// The function that the package is for, after the types of what it takes and gives.
const FUNCTION: &str = r#"
/** How a scenario is planned. */
export interface Options {
  /** In which language sentences are; "en" unless stated. */
  lang?: "en" | "de";
  /** Hears of names that mean nothing and of values that were cut to their bounds. */
  onNotice?: (notice: string) => void;
}

/**
 * Plans a scenario.
 * @throws Error where a value makes no sense; its message begins with the input's name.
 */
export function plan(scenario: Scenario, options?: Options): Plan;
"#;

/// Leaves the package in its folder.
pub(crate) fn build() -> Result<PathBuf> {
    let target_dir = tools::target_dir()?;
    let folder = target_dir.join("package");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    module(&target_dir, &folder)?;
    for source in AS_THEY_ARE.map(Path::new) {
        let name = source.file_name().context("a source has a name")?;
        fs::copy(source, folder.join(name)).with_context(|| source.display().to_string())?;
    }
    let (version, schema) = (version()?, schema()?);
    fs::write(folder.join("package.json"), manifest(&version)?)?;
    let types = types::declarations(&schema)?;
    fs::write(
        folder.join("index.d.ts"),
        format!("// Generated from Movecast {version}.\n{types}{FUNCTION}"),
    )?;
    Ok(folder)
}

/// Builds the package and says where it is.
#[expect(clippy::print_stdout, reason = "a command-line tool speaks so")]
pub(crate) fn run() -> Result<()> {
    let folder = build()?;
    let size = fs::metadata(folder.join("planner_bg.wasm"))?.len();
    println!("{} (planner: {size} B); npm pack makes a file of it", folder.display());
    Ok(())
}

/// Compiles the planner without the page, and writes it with its glue.
fn module(target_dir: &Path, folder: &Path) -> Result<()> {
    tools::install_wasm_target()?;
    tools::cargo(&[
        "build",
        "--profile",
        "web",
        "--target",
        WASM,
        "--package",
        "movecast-package",
    ])?;
    let compiled = target_dir.join(WASM).join("web/movecast_package.wasm");
    let mut output = Bindgen::new()
        .input_bytes("planner", fs::read(compiled)?)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    output.emit(folder).context("wasm-bindgen could not write the package's module")?;
    if let Some(optimizer) = tools::wasm_opt()? {
        let module = folder.join("planner_bg.wasm");
        let smaller =
            wasm::optimize(&optimizer, OptLevel::default(), &fs::read(&module)?, target_dir)?;
        fs::write(module, smaller)?;
    }
    Ok(())
}

/// The version of the planner.
fn version() -> Result<String> {
    let manifest: toml::Table = fs::read_to_string("Cargo.toml")?.parse()?;
    let version = manifest["workspace"]["package"]["version"].as_str();
    Ok(version.context("Cargo.toml names no version")?.to_owned())
}

/// package.json with this version.
fn manifest(version: &str) -> Result<String> {
    let text = fs::read_to_string(Path::new(SOURCES).join("package.json"))?;
    let named = "  \"name\": \"movecast\",\n";
    let versioned = text.replacen(named, &format!("{named}  \"version\": \"{version}\",\n"), 1);
    let read: Value = serde_json::from_str(&versioned)?;
    read["version"].as_str().context("package.json has no version")?;
    Ok(versioned)
}

/// The schema of plans, which holds that of scenarios.
fn schema() -> Result<Value> {
    let cli = tools::command_line()?;
    Ok(serde_json::from_str(&tools::output(Command::new(cli).args(["schema", "plan"]))?)?)
}
