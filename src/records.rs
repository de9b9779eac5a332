//! Rows of tables as people and programs write them: cells between commas or whatever else, quoted or
//! not, lines that end in any way, each row with the line on which it begins.

use std::io::{self, Read};

use csv::{ReaderBuilder, StringRecord};

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Line of the text on which it begins, from one.
    pub line: u64,
    /// Its cells, without space around them.
    pub cells: StringRecord,
}

/// What stands where a row should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRecord {
    /// Line of the text, from one.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// Rows that are being read; empty ones are passed over.
#[derive(Debug)]
pub struct Records<R> {
    reader: csv::Reader<NewLines<R>>,
    is_over: bool,
}

/// Reads rows whose cells are parted by this letter.
pub fn records<R: Read>(input: R, delimiter: u8) -> Records<R> {
    let reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(NewLines::of(input));
    Records { reader, is_over: false }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Record, BadRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let mut cells = StringRecord::new();
            let read = self.reader.read_record(&mut cells);
            // What stands before a row may be empty lines: its end says where it begins.
            let end = self.reader.position().line();
            match read {
                Ok(false) => self.is_over = true,
                Ok(true) => {
                    let within: usize = cells.iter().map(|cell| cell.matches('\n').count()).sum();
                    cells.trim();
                    if cells.iter().any(|cell| !cell.is_empty()) {
                        let line = end.saturating_sub(1 + within as u64).max(1);
                        return Some(Ok(Record { line, cells }));
                    }
                }
                Err(error) => {
                    self.is_over = error.is_io_error();
                    let reason = match error.kind() {
                        csv::ErrorKind::Utf8 { .. } => "is not UTF-8".to_owned(),
                        _ => error.to_string(),
                    };
                    return Some(Err(BadRecord { line: end.saturating_sub(1).max(1), reason }));
                }
            }
        }
        None
    }
}

/// A text whose lines end with `\n`, the last one too, and that begins with no mark of its encoding.
#[derive(Debug)]
struct NewLines<R> {
    input: R,
    has_begun: bool,
    /// What it last gave out.
    last: u8,
    /// Whether a carriage return came last: a line feed after it ends no line of its own.
    is_return: bool,
    is_over: bool,
}

impl<R: Read> NewLines<R> {
    fn of(input: R) -> Self {
        Self { input, has_begun: false, last: b'\n', is_return: false, is_over: false }
    }

    /// Reads on until something came or all is over.
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.input.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => return read,
            }
        }
    }
}

impl<R: Read> Read for NewLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        const MARK: &[u8] = b"\xef\xbb\xbf";
        while !self.is_over && !buffer.is_empty() {
            let mut count = self.fill(buffer)?;
            if count == 0 {
                self.is_over = true;
                if self.last == b'\n' {
                    break;
                }
                buffer[0] = b'\n';
                return Ok(1);
            }
            if !std::mem::replace(&mut self.has_begun, true) {
                while count < MARK.len().min(buffer.len()) {
                    match self.fill(&mut buffer[count..])? {
                        0 => break,
                        more => count += more,
                    }
                }
                if buffer[..count].starts_with(MARK) {
                    buffer.copy_within(MARK.len()..count, 0);
                    count -= MARK.len();
                }
            }
            let mut kept = 0;
            for at in 0..count {
                let byte = buffer[at];
                let follows = std::mem::replace(&mut self.is_return, byte == b'\r');
                if follows && byte == b'\n' {
                    continue;
                }
                buffer[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
            if let Some(last) = kept.checked_sub(1) {
                self.last = buffer[last];
                return Ok(kept);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Vec<(u64, Vec<String>)> {
        let row = |record: Record| (record.line, record.cells.iter().map(str::to_owned).collect());
        records(text, b',').filter_map(Result::ok).map(row).collect()
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn lines_end_in_any_way_and_are_counted() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["\u{feff}a, b", "", " ", "\"1", "2\",3", "", "4"].join(end);
            let expected = [row(1, &["a", "b"]), row(4, &["1\n2", "3"]), row(7, &["4"])];
            assert_eq!(read(text.as_bytes()), expected, "{end:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_named_and_the_rest_is_read() {
        let all: Vec<_> = records(&b"a\n\xff\xfe\nb"[..], b',').collect();
        assert_eq!(all.len(), 3);
        assert_eq!(all[1], Err(BadRecord { line: 2, reason: "is not UTF-8".to_owned() }));
    }

    #[test]
    fn any_bytes_are_read_to_their_end() {
        for text in [&b""[..], b"\r", b"\"", b"\xef\xbb", b"\xef\xbb\xbf", b"\0\r\0", b"\"a\r\nb"] {
            let _ = read(text);
        }
    }

    #[test]
    fn it_does_not_matter_in_which_pieces_a_text_comes() {
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
                buffer[0] = *first;
                self.0 = rest;
                Ok(1)
            }
        }
        let text = "\u{feff}a,b\r\n\r\n1,\"2\r\n3\"\r4,5".as_bytes();
        let slow: Vec<_> = records(Slow(text), b',').collect();
        assert_eq!(slow, records(text, b',').collect::<Vec<_>>());
    }
}
