//! `movecast-cli schema`

use std::io::{self, Write};

use super::failure::{Done, Failure};

/// Prints the JSON Schema of scenario files.
pub(crate) fn run() -> Result<Done, Failure> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &movecast::share::schema::schema())?;
    writeln!(out)?;
    Ok(Done::Whole)
}
