//! `movecast-cli link`

use std::io::{self, Write};

use movecast::share::file::to_file_all;
use movecast::share::link::encode_all;

use super::failure::{Done, Failure};
use super::input::{self, Asked};

/// Prints the link to what is stated, below this address.
pub(crate) fn write(asked: &Asked, base: &str) -> Result<Done, Failure> {
    let stated = asked.stated_as_ranges()?;
    let base = base.split('#').next().unwrap_or_default();
    writeln!(io::stdout(), "{base}#{}", encode_all(&stated))?;
    Ok(Done::Whole)
}

/// Prints the scenario file of a link.
pub(crate) fn read(link: &str) -> Result<Done, Failure> {
    let stated = input::linked(link)?;
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &to_file_all(&stated))?;
    writeln!(out)?;
    Ok(Done::Whole)
}
