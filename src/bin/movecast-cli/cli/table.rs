//! The tables that commands write.

use std::io::{self, StdoutLock};

use csv::Writer;

use super::failure::Failure;

/// A table on standard output, begun with its column names, which commas part.
pub(crate) fn begin(columns: &str) -> Result<Writer<StdoutLock<'static>>, Failure> {
    let mut table = Writer::from_writer(io::stdout().lock());
    table.write_record(columns.split(','))?;
    Ok(table)
}
