//! `movecast-cli import`

use std::io::{self, Write};
use std::path::PathBuf;

use movecast::share::import::{Flavor, Import, ImportFile, import, import_with};

use super::failure::{Done, Failure, complain};
use super::input;

/// Reads what operators have: each file, or standard input.
pub(crate) fn run(files: &[PathBuf]) -> Result<Done, Failure> {
    let mut all = Vec::new();
    let mut all_good = true;
    let texts: Vec<(String, Result<String, Failure>)> = if files.is_empty() {
        vec![("standard input".to_owned(), input::document(None))]
    } else {
        let named = |path: &PathBuf| (path.display().to_string(), input::document(Some(path)));
        files.iter().map(named).collect()
    };
    // One file may list the flavors that another names.
    let known = |(_, text): &(String, Result<String, Failure>)| {
        text.as_ref().ok().and_then(|text| import(text).ok()).map(|read| read.reading.flavors)
    };
    let flavors: Vec<Flavor> = if 1 < texts.len() {
        texts.iter().filter_map(known).flatten().collect()
    } else {
        Vec::new()
    };
    for (name, text) in texts {
        match text.and_then(|text| of(&name, &text, &flavors)) {
            Ok(read) => {
                all_good &= read.reading.left_out.is_empty();
                all.push(ImportFile::from(&read));
            }
            Err(Failure::Because(why)) => {
                complain(&why);
                all_good = false;
            }
            Err(closed) => return Err(closed),
        }
    }
    if all.is_empty() {
        return Ok(Done::InPart);
    }
    let mut out = io::stdout().lock();
    match all.as_slice() {
        [only] => serde_json::to_writer_pretty(&mut out, only)?,
        many => serde_json::to_writer_pretty(&mut out, many)?,
    }
    writeln!(out)?;
    Ok(Done::whole(all_good))
}

fn of(name: &str, text: &str, flavors: &[Flavor]) -> Result<Import, Failure> {
    let read =
        import_with(text, flavors).map_err(|why| Failure::Because(format!("{name} {why}")))?;
    for left_out in &read.reading.left_out {
        complain(&format_args!("{name}: left out: {left_out}"));
    }
    Ok(read)
}
