//! `movecast-cli schema`

use std::io::{self, Write};

use clap::ValueEnum;
use movecast::share::schema::{plan_schema, schema};

use super::failure::{Done, Failure};

/// Of which files.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Of {
    /// Scenarios, which 'plan' and others read.
    Scenario,
    /// What 'plan' prints.
    Plan,
}

/// Prints the JSON Schema of such files.
pub(crate) fn run(of: Of) -> Result<Done, Failure> {
    let mut out = io::stdout().lock();
    let schema = match of {
        Of::Scenario => schema(),
        Of::Plan => plan_schema(),
    };
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)?;
    Ok(Done::Whole)
}
