//! The data behind a chart, as text.

/// A table, ready to be shown or read out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns, units included.
    pub columns: Vec<String>,
    /// Its rows, each with one cell per column.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these column heads and no rows yet.
    pub fn new(caption: String, columns: &[&str]) -> Self {
        Self {
            caption,
            columns: columns.iter().map(|&name| name.to_owned()).collect(),
            rows: vec![],
        }
    }
}
