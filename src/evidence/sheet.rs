//! Tables as comma-separated text (RFC 4180), row by row: a line of column names, then rows; cells may
//! be quoted. What is read is never held as a whole.

use std::io::Read;
use std::rc::Rc;

use csv::StringRecord;

use crate::records::{BadRecord, Record, Records, records};

/// A cell, a row or a heading that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// Line of the file, from one.
    pub line: u64,
    /// Column name; empty where all of the row is meant.
    pub column: String,
    /// What is wrong with it.
    pub reason: String,
}

impl std::fmt::Display for BadCell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { line, column, reason } = self;
        if column.is_empty() {
            write!(f, "line {line}: {reason}")
        } else {
            write!(f, "line {line}, column {column}: {reason}")
        }
    }
}

/// A table that is being read: its rows, in order, bad ones in their place.
#[derive(Debug)]
pub struct Sheet<R> {
    records: Records<R>,
    columns: Rc<[String]>,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    columns: Rc<[String]>,
    cells: StringRecord,
    /// Line of the file on which it begins, from one.
    pub line: u64,
}

impl Row {
    /// The cell of a column; empty where there is none.
    pub fn text(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at)).unwrap_or("")
    }
}

impl<R: Read> Sheet<R> {
    /// Begins to read a table.
    ///
    /// # Errors
    ///
    /// Where it has no heading, or one that names a column twice.
    pub fn open(input: R) -> Result<Self, BadCell> {
        let mut records = records(input, b',');
        let bad = |line, column: &str, reason: &str| BadCell {
            line,
            column: column.to_owned(),
            reason: reason.to_owned(),
        };
        let heading = match records.next() {
            Some(Ok(heading)) => heading,
            Some(Err(BadRecord { line, reason })) => return Err(bad(line, "", &reason)),
            None => return Err(bad(1, "", "there are no column names")),
        };
        let columns: Rc<[String]> = heading.cells.iter().map(str::to_owned).collect();
        let twice = columns
            .iter()
            .enumerate()
            .find(|(at, name)| !name.is_empty() && columns[..*at].contains(name));
        if let Some((_, name)) = twice {
            return Err(bad(heading.line, name, "there are two of that name"));
        }
        Ok(Self { records, columns })
    }

    /// Whether it has a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }
}

impl<R: Read> Iterator for Sheet<R> {
    type Item = Result<Row, BadCell>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.records.next()? {
            Ok(Record { line, cells }) => {
                Ok(Row { columns: Rc::clone(&self.columns), cells, line })
            }
            Err(BadRecord { line, reason }) => Err(BadCell { line, column: String::new(), reason }),
        })
    }
}

/// The good rows of a table that comes with the program; none where it is no table.
pub fn rows(text: &str) -> impl Iterator<Item = Row> {
    Sheet::open(text.as_bytes()).into_iter().flatten().filter_map(Result::ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, String, String)> {
        rows(text)
            .map(|row| (row.line, row.text("a").to_owned(), row.text("b").to_owned()))
            .collect()
    }

    #[test]
    fn cells_are_found_by_their_columns() {
        assert_eq!(
            read("b,a\r\n1, 2 \n\n3\n"),
            [(2, "2".to_owned(), "1".to_owned()), (4, String::new(), "3".to_owned())]
        );
    }

    #[test]
    fn a_heading_that_says_nothing_or_something_twice_is_refused() {
        let refused = |text: &str| Sheet::open(text.as_bytes()).map(|_| ()).expect_err("refused");
        assert_eq!(refused("a,b,a\n1,2,3").column, "a");
        for empty in ["", "\n\n", ",,\n"] {
            assert_eq!(refused(empty).reason, "there are no column names");
        }
    }
}
