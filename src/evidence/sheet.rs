//! Tables as comma-separated text (RFC 4180): a line of column names, then rows; cells may be quoted.

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    columns: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    columns: &'a [String],
    cells: &'a [String],
    /// Line of the file on which it begins, from one.
    pub line: u64,
}

impl Row<'_> {
    /// The cell of a column; empty where there is none.
    pub fn text(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }
}

impl Sheet {
    /// Reads a table. Any text is one: rows may be short or long, empty lines are passed over, and a
    /// quote that is never closed ends with the text.
    pub fn read(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
        let (mut line, mut begun) = (1, 1);
        let mut cells: Vec<String> = Vec::new();
        let mut cell = String::new();
        let mut quoted = false;
        let mut letters = text.chars().chain(Some('\n')).peekable();
        while let Some(letter) = letters.next() {
            if letter == '\n' {
                line += 1;
            }
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
                '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
                _ if quoted && letters.peek().is_some() => cell.push(letter),
                ',' => cells.push(std::mem::take(&mut cell).trim().to_owned()),
                '\n' => {
                    cells.push(std::mem::take(&mut cell).trim().to_owned());
                    let row = std::mem::take(&mut cells);
                    if row.iter().any(|cell| !cell.is_empty()) {
                        rows.push((begun, row));
                    }
                    begun = line;
                }
                _ => cell.push(letter),
            }
        }
        let columns = if rows.is_empty() { Vec::new() } else { rows.remove(0).1 };
        Self { columns, rows }
    }

    /// Whether it has a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { columns: &self.columns, cells, line: *line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, String, String)> {
        let sheet = Sheet::read(text);
        let cells = |row: Row<'_>| (row.line, row.text("a").to_owned(), row.text("b").to_owned());
        sheet.rows().map(cells).collect()
    }

    #[test]
    fn cells_are_found_by_their_columns() {
        assert_eq!(
            read("b,a\r\n1, 2 \n\n3\n"),
            [(2, "2".to_owned(), "1".to_owned()), (4, String::new(), "3".to_owned())]
        );
    }

    #[test]
    fn quoted_cells_may_hold_anything() {
        let text = "a,b\n\"x, \"\"y\"\"\nz\",2\n5,6";
        assert_eq!(
            read(text),
            [(2, "x, \"y\"\nz".to_owned(), "2".to_owned()), (4, "5".to_owned(), "6".to_owned())]
        );
    }

    #[test]
    fn any_text_is_a_table() {
        for text in ["", "\n\n", "\"", "a,b\n\"never closed, 1", "\u{feff}a\n1"] {
            let _ = read(text);
        }
        assert_eq!(read("\u{feff}a\n1")[0].1, "1");
    }
}
