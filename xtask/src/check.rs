//! Everything that must hold before a change is merged, fast checks first.

use std::env;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::tools::{self, WASM, cargo};
use crate::{bundle, dependencies, e2e};

/// A step's name and what it does.
type Step = (&'static str, fn() -> Result<()>);

/// Each step stands alone, so that any one of them can be run by its name.
const STEPS: &[Step] = &[
    ("format", || cargo(&["fmt", "--all", "--check"])),
    ("dependencies", dependencies::check),
    ("lint planner", || lint(&["--package", "movecast", "--no-default-features"])),
    ("lint page", || lint(&["--package", "movecast"])),
    ("lint page for wasm", lint_for_wasm),
    ("lint xtask", || lint(&["--package", "xtask"])),
    ("test planner", || cargo(&["test", "--package", "movecast", "--no-default-features"])),
    // Everything else in the library has just been tested without the page.
    ("test page", || cargo(&["test", "--package", "movecast", "--lib", "ui::"])),
    // In the profile in which xtask has just been compiled.
    ("test xtask", || cargo(&["test", "--package", "xtask", "--profile", "dev"])),
    ("files fit their schema", e2e::files_fit_their_schema),
    ("document", document),
    ("test in browser", test_in_browser),
    ("bundle within budget", bundle::check_budget),
    ("test end to end", || e2e::node(&["--test", "--test-concurrency=2", "--test-reporter=spec"])),
];

/// Runs the steps whose names contain one of the words, or all; says whether all of them passed.
pub(crate) fn run(words: &[String]) -> Result<bool> {
    let chosen = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let steps: Vec<&Step> = STEPS.iter().filter(|(name, _)| chosen(name)).collect();
    if steps.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
        bail!("there is no such step; the steps are: {}", names.join(", "));
    }
    let start = now();
    let mut report = Vec::new();
    for (name, step) in &steps {
        println!("\n== {name}");
        let start = now();
        let result = step();
        let outcome = if result.is_ok() { "passed" } else { "FAILED" };
        let line = format!("{name:<24}{outcome}{:>8.1} s", start.elapsed().as_secs_f64());
        if let Err(error) = &result {
            println!("{error:#}");
        }
        println!("-- {line}");
        report.push((result.is_ok(), line));
    }
    println!();
    for (_, line) in &report {
        println!("{line}");
    }
    let passed = report.iter().filter(|(passed, _)| *passed).count();
    let failed = report.len() - passed;
    println!("{passed} passed, {failed} failed in {:.0} s", start.elapsed().as_secs_f64());
    Ok(failed == 0)
}

#[expect(clippy::disallowed_methods, reason = "the build tool may look at the clock")]
fn now() -> Instant {
    Instant::now()
}

fn lint(what: &[&str]) -> Result<()> {
    cargo(&[&["clippy", "--all-targets"], what, &["--", "--deny", "warnings"]].concat())
}

fn lint_for_wasm() -> Result<()> {
    tools::install_wasm_target()?;
    lint(&["--package", "movecast", "--target", WASM])
}

fn document() -> Result<()> {
    tools::run(
        Command::new("cargo")
            .args(["doc", "--package", "movecast", "--lib", "--no-deps"])
            .env("RUSTDOCFLAGS", "--deny warnings"),
    )
}

/// Runs tests/web.rs in headless Chromium; this program is the runner.
fn test_in_browser() -> Result<()> {
    // Without the page, whose chunks only the bundle can fetch.
    run_in_browser(&["--no-default-features", "--test", "web"])
}

/// Runs `cargo test` with these words in a headless browser.
pub(crate) fn run_in_browser(words: &[&str]) -> Result<()> {
    tools::install_wasm_target()?;
    let driver = tools::install_browser()?;
    let xtask = env::current_exe()?;
    let xtask = xtask.to_str().context("the path of xtask is not UTF-8")?;
    // As a list, since the path may contain spaces.
    let runner = format!("target.{WASM}.runner = [{xtask:?}, 'test-runner']");
    tools::run(
        Command::new("cargo")
            .args(["test", "--config", &runner, "--package", "movecast", "--target", WASM])
            .args(words)
            .env("CHROMEDRIVER", driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}
