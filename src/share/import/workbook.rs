//! Workbooks (xlsx, xls, ods) as text, of which one sheet lists machines.

use std::fmt::{self, Display};
use std::io::{self, Cursor, Read};

use calamine::{Data, Reader, Sheets, Xlsx, open_workbook_auto_from_rs};
use zip::ZipArchive;

use super::LARGEST;

/// The sheet in which RVTools lists machines.
const MACHINES: &str = "vInfo";
/// How archives begin, as newer workbooks are.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// How older workbooks begin.
const OLDER: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
/// What an archive may unpack to, in bytes: an export of 10,000 machines has some 100 MB.
const MOST_UNPACKED: u64 = 256 << 20;
/// As many columns are read.
const MOST_COLUMNS: u32 = 1024;

/// Why a workbook is no list of machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSheet {
    /// It is too large, or its parts are once they are unpacked.
    TooLarge,
    /// It cannot be read: why.
    Unreadable(String),
    /// None of these sheets lists machines.
    Unknown(Vec<String>),
}

impl Display for NoSheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "is too large"),
            Self::Unreadable(why) => write!(f, "cannot be read as a workbook: {why}"),
            Self::Unknown(names) => {
                let names = names.join(", ");
                write!(f, "no sheet lists machines by headings that are known: {names}")
            }
        }
    }
}

/// Whether these are the bytes of a workbook, by how they begin.
pub fn is_workbook(bytes: &[u8]) -> bool {
    [ARCHIVE, OLDER].iter().any(|begins| bytes.starts_with(begins))
}

/// The sheet vInfo, or the first that `is_known`, as CSV.
///
/// # Errors
///
/// Where there is no such sheet: why.
pub fn text(bytes: Vec<u8>, is_known: &dyn Fn(&str) -> bool) -> Result<String, NoSheet> {
    if LARGEST < bytes.len() {
        return Err(NoSheet::TooLarge);
    }
    if bytes.starts_with(ARCHIVE) {
        unpacks(&bytes)?;
    }
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let mut names = book.sheet_names();
    names.sort_by_key(|name| !name.eq_ignore_ascii_case(MACHINES));
    for name in &names {
        let text = match &mut book {
            Sheets::Xlsx(book) => streamed(book, name)?,
            other => {
                let sheet = other.worksheet_range(name).map_err(unreadable)?;
                let mut text = Csv::default();
                for (line, row) in sheet.rows().enumerate() {
                    for (at, data) in row.iter().enumerate() {
                        text.cell(line as u32, at as u32, data)?;
                    }
                }
                text.finish()
            }
        };
        if is_known(&text) {
            return Ok(text);
        }
    }
    Err(NoSheet::Unknown(names))
}

fn unreadable(why: impl Display) -> NoSheet {
    NoSheet::Unreadable(why.to_string())
}

/// That an archive unpacks to no more than is worth reading, whatever it says itself.
fn unpacks(bytes: &[u8]) -> Result<(), NoSheet> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(unreadable)?;
        let stated = part.size();
        let size = io::copy(&mut part.take(left.min(stated) + 1), &mut io::sink());
        let size = size.map_err(unreadable)?;
        if stated < size || left < size {
            return Err(NoSheet::TooLarge);
        }
        left -= size;
    }
    Ok(())
}

/// A sheet cell by cell: one in a far corner takes no more room than any other.
fn streamed(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<String, NoSheet> {
    let mut cells = book.worksheet_cells_reader(name).map_err(unreadable)?;
    let mut text = Csv::default();
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (line, at) = cell.get_position();
        text.cell(line, at, &Data::from(cell.get_value().clone()))?;
    }
    Ok(text.finish())
}

/// A table as it is written, cell after cell.
#[derive(Debug, Default)]
struct Csv {
    text: String,
    /// The line and the column of the next cell.
    next: Option<(u32, u32)>,
}

impl Csv {
    /// Adds a cell, unless it is empty; those before it in its line are.
    fn cell(&mut self, line: u32, at: u32, data: &Data) -> Result<(), NoSheet> {
        // What went wrong in a formula is nothing.
        if matches!(data, Data::Empty | Data::Error(_)) || MOST_COLUMNS <= at {
            return Ok(());
        }
        let (mut here, mut column) = self.next.unwrap_or((line, 0));
        while here < line {
            self.text.push('\n');
            (here, column) = (here + 1, 0);
            self.fits()?;
        }
        while column < at {
            self.text.push(',');
            column += 1;
        }
        self.text.push('"');
        self.text.push_str(&data.to_string().replace('"', "\"\""));
        self.text.push('"');
        self.next = Some((here, column));
        self.fits()
    }

    fn fits(&self) -> Result<(), NoSheet> {
        if LARGEST < self.text.len() { Err(NoSheet::TooLarge) } else { Ok(()) }
    }

    fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::import;
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const VINFO: &[u8] = include_bytes!("../../../tests/import/vinfo.xlsx");

    fn read(bytes: Vec<u8>) -> Result<String, NoSheet> {
        text(bytes, &|text| import(text).is_ok())
    }

    #[expect(clippy::expect_used, reason = "the parts are the tests' own")]
    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
            archive.write_all(part).expect("its bytes");
        }
        archive.finish().expect("an archive").into_inner()
    }

    /// A workbook with one sheet of these rows.
    fn book(rows: &str) -> Vec<u8> {
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        archive(&[
            (
                "_rels/.rels",
                b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ),
            (
                "xl/workbook.xml",
                b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"vInfo\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
            ),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    }

    fn row(line: usize, cells: &[(&str, &str)]) -> String {
        let cell = |(column, said): &(&str, &str)| {
            format!("<c r=\"{column}{line}\" t=\"inlineStr\"><is><t>{said}</t></is></c>")
        };
        format!("<row r=\"{line}\">{}</row>", cells.iter().map(cell).collect::<String>())
    }

    #[test]
    fn the_sheet_of_machines_is_read() {
        let text = read(VINFO.to_vec()).expect("a list of machines");
        assert!(!import(&text).expect("machines").reading.fleet.is_empty());
    }

    #[test]
    fn cells_keep_their_columns_and_a_far_one_takes_no_room() {
        let far = row(900_000, &[("XFD", "x")]);
        let rows = [
            row(3, &[("B", "VM"), ("D", "Memory MiB")]),
            row(4, &[("B", "a \"1\", b"), ("D", "2048")]),
            far,
        ];
        let text = read(book(&rows.concat())).expect("a list");
        assert_eq!(text, ",\"VM\",,\"Memory MiB\"\n,\"a \"\"1\"\", b\",,\"2048\"\n");
    }

    #[test]
    fn what_unpacks_to_more_than_is_worth_reading_is_refused() {
        let bomb = archive(&[("a", &vec![0; 64 << 20]), ("b", &vec![0; 200 << 20])]);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(read(bomb), Err(NoSheet::TooLarge));
        assert_eq!(read(vec![b'P'; LARGEST + 1]), Err(NoSheet::TooLarge));
    }

    #[test]
    fn other_workbooks_and_archives_say_what_they_are() {
        let other = read(book(&row(1, &[("A", "Invoice")])));
        assert_eq!(other, Err(NoSheet::Unknown(vec!["vInfo".to_owned()])));
        assert!(matches!(read(archive(&[("a.txt", b"a")])), Err(NoSheet::Unreadable(_))));
        assert!(matches!(read(VINFO[..VINFO.len() / 2].to_vec()), Err(NoSheet::Unreadable(_))));
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 64,
            rng_seed: proptest::test_runner::RngSeed::Fixed(42),
            ..ProptestConfig::default()
        })]

        #[test]
        fn a_damaged_workbook_is_read_or_refused(at in 0..VINFO.len(), byte: u8, end in 0..VINFO.len()) {
            let mut bytes = VINFO.to_vec();
            bytes[at] = byte;
            let _ = read(bytes.clone());
            bytes.truncate(end);
            let _ = read(bytes);
        }
    }
}
