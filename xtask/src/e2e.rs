//! Scripts in tests/e2e, which drive the served bundle in a real browser.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::wasm::OptLevel;
use crate::{bundle, package, serve, tools};

const FOLDER: &str = "tests/e2e";

/// Installs Node.js and what the scripts import, where they are missing.
pub(crate) fn install() -> Result<()> {
    tools::install_node_modules(Path::new(FOLDER))
}

/// Holds the scenario files that the command line writes against the schema that it prints.
pub(crate) fn files_fit_their_schema() -> Result<()> {
    install()?;
    tools::run(
        Command::new("node")
            .args(["--test", "--test-reporter=spec", "schema.mjs"])
            .current_dir(FOLDER)
            .env("MOVECAST_CLI", tools::command_line()?),
    )
}

/// Installs the package as its users do, and holds what it plans against the command line.
pub(crate) fn package_plans_as_the_command_line() -> Result<()> {
    install()?;
    tools::run(
        Command::new("node")
            .args(["--test", "--test-reporter=spec", "package.mjs"])
            .current_dir(FOLDER)
            .env("PACKAGE", package::build()?)
            .env("MOVECAST_CLI", tools::command_line()?),
    )
}

/// Builds the bundle, serves it, and runs Node.js with these arguments.
pub(crate) fn node<S: AsRef<OsStr>>(args: &[S]) -> Result<()> {
    tools::install_browser()?;
    install()?;
    bundle::build(OptLevel::default())?;
    let address = serve::in_background()?;
    tools::run(
        Command::new("node")
            .args(args)
            .current_dir(FOLDER)
            .env("BASE_URL", format!("http://{address}/"))
            .env("SCREENSHOTS", tools::target_dir()?.join("screenshots")),
    )
}
