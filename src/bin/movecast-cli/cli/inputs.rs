//! `movecast-cli inputs`

use std::io::{self, Write};

use clap::ValueEnum;
use movecast::share::inputs::{InputFile, inputs};

use super::failure::{Done, Failure};

/// How to print them.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One a line, in columns.
    Text,
    /// A list of objects.
    Json,
}

/// Lists everything that can be stated.
pub(crate) fn run(format: Format) -> Result<Done, Failure> {
    let mut out = io::stdout().lock();
    let all = inputs();
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &all)?;
            writeln!(out)?;
        }
        Format::Text => {
            let width = all.iter().map(|input| input.name.len()).max().unwrap_or(0);
            for InputFile { name, unit, least, most, options, default, source, .. } in &all {
                let takes = match (options.is_empty(), least, most) {
                    (false, ..) => options.join(" | "),
                    (true, Some(least), Some(most)) => format!("{least} to {most}"),
                    _ => unit.clone(),
                };
                writeln!(out, "{name:width$}  {takes}; default {default} ({source})")?;
            }
        }
    }
    Ok(Done::Whole)
}
