//! The tables that commands write.

use std::borrow::Cow;
use std::io::{self, StdoutLock};

use csv::Writer;

use super::failure::Failure;

/// A table on standard output, begun with its column names, which commas part.
pub(crate) fn begin(columns: &str) -> Result<Writer<StdoutLock<'static>>, Failure> {
    let mut table = Writer::from_writer(io::stdout().lock());
    table.write_record(columns.split(','))?;
    Ok(table)
}

/// A name from the input as a cell. Spreadsheets take cells that begin with one of these letters for
/// formulas, and one that begins with an apostrophe for text.
pub(crate) fn name(name: &str) -> Cow<'_, str> {
    if name.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{name}"))
    } else {
        Cow::Borrowed(name)
    }
}
