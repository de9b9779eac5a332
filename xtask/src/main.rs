//! Movecast's build tool: serves, tests, bundles and measures the page.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool speaks so")]

mod bench;
mod bundle;
mod check;
mod compact;
mod compress;
mod dependencies;
mod e2e;
mod fuzz;
mod names;
mod order;
mod package;
mod page;
mod policy;
mod scripts;
mod serve;
mod split;
mod styles;
mod tools;
mod types;
mod wasm;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use wasm_bindgen_cli::wasm_bindgen_test_runner;

use crate::wasm::OptLevel;

/// Movecast's build tool.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Command {
    /// Build the release bundle and serve it on 127.0.0.1.
    Serve {
        /// The first port to try.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Run everything CI runs.
    Test {
        /// Run only the steps whose names contain one of these words.
        steps: Vec<String>,
    },
    /// Leave a static bundle in dist/ that any host can serve from any path.
    Dist {
        /// What the compiler optimizes for: size (s, z) or speed (1, 2, 3).
        #[arg(long, value_enum, default_value_t)]
        opt_level: OptLevel,
    },
    /// Leave the planner as an npm package in target/package/.
    Package,
    /// Print the speed of the model and of the page, and the size of the bundle.
    Bench,
    /// Look for inputs that break a law, guided by what code they reach; they are left in
    /// target/fuzz/findings/.
    Fuzz {
        /// How long, in all.
        #[arg(long, default_value_t = 600)]
        seconds: u32,
        /// Only these targets: link, file, series, groups, points, cases, import, numbers, plan, wave.
        targets: Vec<String>,
    },
    /// Take pictures of the page at four widths, in light and dark, into target/screenshots/.
    Screenshots {
        /// The fragment of a link to open.
        #[arg(default_value = "")]
        hash: String,
        /// The browser's language.
        #[arg(default_value = "en")]
        language: String,
    },
    /// Run one step of `test` by its whole name; `test` calls this.
    #[command(hide = true)]
    Step { name: String },
    /// Run a compiled browser test; cargo calls this.
    #[command(hide = true, disable_help_flag = true)]
    TestRunner {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    match run(Command::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Carries out a command; says whether what it checks holds.
fn run(command: Command) -> Result<bool> {
    // All paths are relative to the repository.
    // Where cargo runs it, not where it was compiled: clones may share a target folder.
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
    env::set_current_dir(std::path::Path::new(&here).join(".."))?;
    match command {
        Command::Test { steps } => return check::run(&steps),
        Command::Step { name } => check::run_step(&name)?,
        Command::Serve { port } => serve::run(port)?,
        Command::Dist { opt_level } => bundle::run(opt_level)?,
        Command::Package => package::run()?,
        Command::Bench => bench::run()?,
        Command::Fuzz { seconds, targets } => return fuzz::fuzz(seconds, &targets),
        Command::Screenshots { hash, language } => {
            e2e::node(&["screenshots.mjs", &hash, &language])?;
        }
        Command::TestRunner { args } => {
            let program = OsString::from("test-runner");
            wasm_bindgen_test_runner::run_cli_with_args([vec![program], args].concat())?;
        }
    }
    Ok(true)
}
