//! The programs the build calls: how to find, install and run them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The target the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The oldest wasm-opt that reads what wasm-bindgen writes (`table.fill`).
const OLDEST_WASM_OPT: u32 = 117;

/// The npm package that carries wasm-opt, at the version known to work.
const BINARYEN: &str = "binaryen@132.0.0";

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// Runs a command and fails unless it succeeds.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{program} could not be started"))?;
    if !status.success() {
        bail!("{program} failed: {status}");
    }
    Ok(())
}

/// Runs cargo with these arguments.
pub(crate) fn cargo(args: &[&str]) -> Result<()> {
    run(Command::new("cargo").args(args))
}

/// What a command prints on stdout.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{program} could not be started"))?;
    if !output.status.success() {
        bail!("{program} failed: {}", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The first of these programs on PATH.
fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .map(|program| program.with_extension(env::consts::EXE_EXTENSION))
        .find(|program| program.is_file())
}

/// Where cargo leaves what it builds.
pub(crate) fn target_dir() -> Result<PathBuf> {
    let metadata =
        output(Command::new("cargo").args(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let folder = metadata["target_directory"].as_str();
    Ok(folder.context("cargo metadata names no target directory")?.into())
}

/// The planner on the command line, compiled for tests.
pub(crate) fn command_line() -> Result<PathBuf> {
    // As its own tests compile it, whose dependencies have other features than those of a build.
    cargo(&["test", "--no-run", "--package", "movecast", "--test", "cli"])?;
    Ok(target_dir()?.join("debug/movecast-cli").with_extension(env::consts::EXE_EXTENSION))
}

/// Adds the wasm target to the toolchain unless it is there.
pub(crate) fn install_wasm_target() -> Result<()> {
    let libraries =
        output(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", WASM]))
}

/// A wasm-opt that is new enough, and its name for the record.
pub(crate) struct WasmOpt {
    pub(crate) program: PathBuf,
    pub(crate) version: String,
}

/// Finds wasm-opt on PATH, or else installs it with npm. `None` says on stdout why there is none.
pub(crate) fn wasm_opt() -> Result<Option<WasmOpt>> {
    if let Some(program) = find(&["wasm-opt"]) {
        let version = output(Command::new(&program).arg("--version"))?.trim().to_owned();
        let number = version.split(' ').find_map(|word| word.parse().ok());
        if number.is_some_and(|number: u32| OLDEST_WASM_OPT <= number) {
            return Ok(Some(WasmOpt { program, version }));
        }
        println!("{} is too old: {version}", program.display());
    }
    let folder = target_dir()?.join("tools");
    let program = folder.join("node_modules/.bin/wasm-opt");
    if !program.is_file() {
        let Some(npm) = find(&["npm"]) else {
            println!(
                "wasm-opt skipped: there is neither wasm-opt {OLDEST_WASM_OPT} nor npm on PATH"
            );
            return Ok(None);
        };
        fs::create_dir_all(&folder)?;
        let installed = run(Command::new(npm)
            .args(["install", "--no-audit", "--no-fund", "--fetch-retries=1", "--prefix"])
            .arg(&folder)
            .arg(BINARYEN));
        if let Err(error) = installed {
            println!("wasm-opt skipped: {error}");
            return Ok(None);
        }
    }
    Ok(Some(WasmOpt { program, version: BINARYEN.to_owned() }))
}

/// Installs Chromium and its driver if they are missing; returns the driver.
pub(crate) fn install_browser() -> Result<PathBuf> {
    if find(CHROMIUM).is_none() || find(&["chromedriver"]).is_none() {
        install_packages(&["chromium", "chromium-driver"])?;
    }
    find(&["chromedriver"]).context("chromedriver is not on PATH")
}

/// Installs Node.js and the packages of a folder's package-lock.json if they are missing.
pub(crate) fn install_node_modules(folder: &Path) -> Result<()> {
    if find(&["node"]).is_none() || find(&["npm"]).is_none() {
        install_packages(&["nodejs", "npm"])?;
    }
    let changed = |file: &str| fs::metadata(folder.join(file)).and_then(|data| data.modified());
    let wanted = changed("package-lock.json")?;
    if changed("node_modules/.package-lock.json").is_ok_and(|installed| wanted <= installed) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}

/// Installs Debian packages, or says what to install where that is not for us to do.
fn install_packages(packages: &[&str]) -> Result<()> {
    let root = find(&["id"]).is_some()
        && output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
    if !root || find(&["apt-get"]).is_none() {
        bail!("please install {} (Debian's names) and run this again", packages.join(" and "));
    }
    run(Command::new("apt-get").arg("update"))?;
    run(Command::new("apt-get")
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}
