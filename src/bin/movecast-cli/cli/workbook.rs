//! Workbooks (xlsx, xls, ods) as text, of which one sheet lists machines.

use std::io::Cursor;

use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};
use csv::Writer;
use movecast::share::import::{LARGEST, import};

/// The sheet in which RVTools lists machines.
const MACHINES: &str = "vInfo";
/// How files begin that are ZIP archives, and those of older workbooks.
const BEGINNINGS: [&[u8]; 2] = [b"PK\x03\x04", &[0xd0, 0xcf, 0x11, 0xe0]];

/// Whether these are the bytes of a workbook, by how they begin.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|begins| bytes.starts_with(begins))
}

/// The sheet vInfo, or the first that lists something that is known, as CSV; else why there is none.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, String> {
    if LARGEST < bytes.len() {
        return Err("is too large".to_owned());
    }
    let unreadable = |why: &dyn std::fmt::Display| format!("cannot be read as a workbook: {why}");
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|why| unreadable(&why))?;
    let mut names = book.sheet_names();
    names.sort_by_key(|name| !name.eq_ignore_ascii_case(MACHINES));
    for name in &names {
        let sheet = book.worksheet_range(name).map_err(|why| unreadable(&why))?;
        let text = csv(&sheet).map_err(|why| unreadable(&why))?;
        if import(&text).is_ok() {
            return Ok(text);
        }
    }
    Err(format!("no sheet lists machines by headings that are known: {}", names.join(", ")))
}

fn csv(sheet: &Range<Data>) -> Result<String, String> {
    let mut out = Writer::from_writer(Vec::new());
    for row in sheet.rows() {
        out.write_record(row.iter().map(cell)).map_err(|why| why.to_string())?;
    }
    let bytes = out.into_inner().map_err(|why| why.to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell as it is typed; what went wrong in a formula is nothing.
fn cell(data: &Data) -> String {
    match data {
        Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}
