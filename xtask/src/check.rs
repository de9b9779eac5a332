//! Everything that must hold before a change is merged.

use std::env;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::tools::{self, WASM, cargo};
use crate::{bundle, dependencies, e2e};

/// A step's name and what it does.
type Step = (&'static str, fn() -> Result<()>);

/// Lanes run beside each other, because a compiler or optimizer at work on one crate leaves a core
/// idle half the time; the steps of a lane run one after the other. Each step stands alone, so that
/// any one of them can be run by its name, and no two lanes wait for the same folder in target/.
const LANES: [&[Step]; 2] = [
    &[
        ("format", || cargo(&["fmt", "--all", "--check"])),
        ("dependencies", dependencies::check),
        // Without the page: what the command line and other programs are built from.
        ("lint planner", || cargo(&lint(&["--no-default-features", "--lib", "--bins"]))),
        ("lint page", || cargo(&lint(&["--all-targets"]))),
        ("test planner", || cargo(&["test", "--package", "movecast"])),
        ("files fit their schema", e2e::files_fit_their_schema),
        ("lint xtask", || {
            cargo(&["clippy", "--all-targets", "--package", "xtask", "--", "--deny", "warnings"])
        }),
        // In the profile in which xtask has just been compiled.
        ("test xtask", || cargo(&["test", "--package", "xtask", "--profile", "dev"])),
        ("lint package", || {
            let package = ["clippy", "--all-targets", "--package", "movecast-package"];
            cargo(&[&package[..], &["--", "--deny", "warnings"]].concat())
        }),
        ("document", document),
    ],
    &[
        ("bundle within budget", bundle::check_budget),
        ("lint page for wasm", lint_for_wasm),
        ("test in browser", test_in_browser),
        ("package", e2e::package_plans_as_the_command_line),
    ],
];

/// What runs when the lanes are done, alone: a browser that a compiler slows down waits too long. Four
/// files of stories at a time took as long as two on two cores.
const AFTERWARDS: &[Step] = &[("test end to end", || {
    e2e::node(&["--test", "--test-concurrency=2", "--test-reporter=spec"])
})];

/// How a step ended: whether it passed, and the line that says so.
type Outcome = (bool, String);

/// Runs the steps whose names contain one of the words, or all; says whether all of them passed.
pub(crate) fn run(words: &[String]) -> Result<bool> {
    let start = now();
    let chosen = |steps: &[Step]| -> Vec<Step> {
        let is_chosen =
            |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
        steps.iter().copied().filter(|(name, _)| is_chosen(name)).collect()
    };
    let lanes = LANES.map(chosen);
    let afterwards = chosen(AFTERWARDS);
    let mut outcomes = match &lanes {
        [steps, none] | [none, steps] if none.is_empty() => here(steps),
        _ => {
            // Before two lanes would install at once.
            install()?;
            beside(&lanes)
        }
    };
    outcomes.extend(here(&afterwards));
    if outcomes.is_empty() {
        let names: Vec<&str> =
            LANES.concat().iter().chain(AFTERWARDS).map(|(name, _)| *name).collect();
        bail!("there is no such step; the steps are: {}", names.join(", "));
    }
    println!();
    for (_, line) in &outcomes {
        println!("{line}");
    }
    let passed = outcomes.iter().filter(|(passed, _)| *passed).count();
    let failed = outcomes.len() - passed;
    println!("{passed} passed, {failed} failed in {:.0} s", start.elapsed().as_secs_f64());
    Ok(failed == 0)
}

/// Installs what steps need and the machine lacks.
fn install() -> Result<()> {
    tools::install_wasm_target()?;
    tools::install_browser()?;
    e2e::install()
}

/// Runs the step of this name, which a lane has started, and leaves the report to the lane.
pub(crate) fn run_step(name: &str) -> Result<()> {
    let step = LANES.concat().into_iter().find(|(other, _)| *other == name);
    let (_, step) = step.context("there is no such step")?;
    step()
}

/// Runs steps in this process, one after the other, and shows what they print as they print it.
fn here(steps: &[Step]) -> Vec<Outcome> {
    let outcome = |&(name, step): &Step| {
        println!("\n== {name}");
        let start = now();
        let result = step();
        if let Err(error) = &result {
            println!("{error:#}");
        }
        let outcome = outcome(name, result.is_ok(), start);
        println!("-- {}", outcome.1);
        outcome
    };
    steps.iter().map(outcome).collect()
}

/// Runs lanes at the same time, and shows what a step has printed when it has ended.
fn beside(lanes: &[Vec<Step>]) -> Vec<Outcome> {
    thread::scope(|scope| {
        let run = |steps: &[Step]| -> Vec<Outcome> {
            steps.iter().map(|(name, _)| apart(name)).collect()
        };
        let running: Vec<_> = lanes.iter().map(|steps| scope.spawn(move || run(steps))).collect();
        running
            .into_iter()
            .flat_map(|lane| {
                lane.join().unwrap_or_else(|_| vec![(false, "a lane broke off".to_owned())])
            })
            .collect()
    })
}

/// Runs a step in a process of its own, so that what it prints stays together.
fn apart(name: &str) -> Outcome {
    let start = now();
    let output = env::current_exe()
        .and_then(|xtask| Command::new(xtask).args(["step", name]).stdin(Stdio::null()).output());
    let (passed, printed) = match output {
        Ok(output) => (output.status.success(), [output.stdout, output.stderr].concat()),
        Err(error) => (false, error.to_string().into_bytes()),
    };
    let outcome = outcome(name, passed, start);
    let printed = String::from_utf8_lossy(&printed);
    println!("\n== {name}\n{printed}-- {}", outcome.1);
    outcome
}

fn outcome(name: &str, passed: bool, start: Instant) -> Outcome {
    let word = if passed { "passed" } else { "FAILED" };
    (passed, format!("{name:<24}{word}{:>8.1} s", start.elapsed().as_secs_f64()))
}

#[expect(clippy::disallowed_methods, reason = "the build tool may look at the clock")]
fn now() -> Instant {
    Instant::now()
}

/// The words that lint the planner, given what of it.
fn lint<'a>(what: &[&'a str]) -> Vec<&'a str> {
    [&["clippy", "--package", "movecast"], what, &["--", "--deny", "warnings"]].concat()
}

fn lint_for_wasm() -> Result<()> {
    tools::install_wasm_target()?;
    cargo(&lint(&["--all-targets", "--target", WASM]))
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
