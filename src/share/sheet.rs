//! Tables for spreadsheets: CSV (RFC 4180) and what is pasted (TSV). No cell becomes a formula, and
//! numbers stay numbers.

use std::borrow::Cow;

/// A text as a cell. Spreadsheets take what begins with one of these letters for a formula, and what
/// begins with an apostrophe for text.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let is_formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula && !is_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Whether a cell is a number and nothing else, with either decimal sign.
fn is_number(cell: &str) -> bool {
    let (digits, power) = cell.split_once(['e', 'E']).unwrap_or((cell, "0"));
    let (whole, places) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let [whole, power] = [whole, power].map(|text| text.strip_prefix(['-', '+']).unwrap_or(text));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    [whole, places, power].into_iter().all(are_digits)
}

/// What people read as what a spreadsheet reads: thin spaces are none between the digits of a number
/// and plain ones elsewhere, and a number's minus is a hyphen.
fn plain(cell: &str) -> String {
    let bare: String = cell.chars().filter(|letter| !is_thin(*letter)).collect();
    let bare = bare.replacen('\u{2212}', "-", 1);
    if is_number(&bare) { bare } else { cell.replace(is_thin, " ") }
}

const fn is_thin(letter: char) -> bool {
    matches!(letter, '\u{202f}' | '\u{2009}' | '\u{a0}')
}

/// Rows of cells as CSV with this separator, each row ended by CR LF.
pub fn csv<R, C>(rows: impl IntoIterator<Item = R>, separator: char) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    written(rows, separator, |text, cell| {
        if cell.contains([separator, '"', '\r', '\n']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    })
}

/// Rows of cells to be pasted into a spreadsheet: within cells, tabs and line breaks are spaces.
pub fn tsv<R, C>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    written(rows, '\t', |text, cell| text.push_str(&cell.replace(['\t', '\r', '\n'], " ")))
}

fn written<R, C>(
    rows: impl IntoIterator<Item = R>,
    separator: char,
    write: impl Fn(&mut String, &str),
) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut text = String::new();
    for row in rows {
        for (at, cell) in row.into_iter().enumerate() {
            if 0 < at {
                text.push(separator);
            }
            write(&mut text, &guarded(&plain(cell.as_ref())));
        }
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text_and_numbers_stay_numbers() {
        for formula in ["=1+1", "+a", "-a", "@a", "\ta", "\ra", "-1 kWh", "-1-1", "-", "+.", "-1e"]
        {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for number in ["-1", "+1.5", "-0,25", "-1e-5", "1", "a=b", "", "−1 kWh"] {
            assert_eq!(guarded(number), number);
        }
    }

    #[test]
    fn cells_are_what_a_spreadsheet_reads() {
        let rows = [["Größe\u{202f}1", "−12\u{202f}345,5", "−1\u{202f}kWh", "a;\"b\""]];
        assert_eq!(csv(rows, ';'), "Größe 1;-12345,5;−1 kWh;\"a;\"\"b\"\"\"\r\n");
        assert_eq!(tsv([["a\tb", "=1\n2"]]), "a b\t'=1 2\r\n");
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod laws {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_table_is_read_as_it_was_written(
            rows in prop::collection::vec(prop::collection::vec("(\\PC|[\n\"=;,\t-]){0,12}", 3), 1..6),
            separator in prop::sample::select(vec![',', ';']),
        ) {
            let text = csv(&rows, separator);
            let reader = csv::ReaderBuilder::new()
                .delimiter(separator as u8)
                .has_headers(false)
                .from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader
                .into_records()
                .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
                .collect();
            let meant = rows.iter().map(|row| row.iter().map(|cell| {
                guarded(&plain(cell)).into_owned()
            }).collect::<Vec<_>>());
            prop_assert_eq!(read, meant.collect::<Vec<_>>());
            let pasted = tsv(&rows);
            prop_assert_eq!(pasted.lines().count(), rows.len());
            prop_assert!(pasted.lines().all(|line| line.matches('\t').count() == 2));
        }
    }
}
