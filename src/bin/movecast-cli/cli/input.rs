//! What commands read.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use movecast::evidence::case::{self, Case, Measured};
use movecast::scenario::Scenario;
use movecast::scenario::check::{Checked, check};
use movecast::share::Stated;
use movecast::share::file;

use super::failure::{Failure, complain};

/// All of standard input.
pub(crate) fn standard() -> Result<String, Failure> {
    text(io::stdin(), "standard input")
}

/// All of a file.
pub(crate) fn of_file(path: &Path) -> Result<String, Failure> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Failure::Because(format!("{name}: {error}")))?;
    text(file, &name)
}

/// All of an input, which holds something; bytes that are not UTF-8 are replaced.
fn text(mut input: impl Read, name: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = input.read_to_end(&mut bytes);
    read.map_err(|error| Failure::Because(format!("{name}: {error}")))?;
    let text = String::from_utf8_lossy(&bytes);
    // NUL is what is left of a file that was never written out.
    let blank = |letter: char| letter.is_whitespace() || matches!(letter, '\0' | '\u{feff}');
    if text.chars().all(blank) {
        return Err(Failure::Because(format!("{name} is empty")));
    }
    Ok(text.into_owned())
}

/// The good rows of a table of migrations, and whether all were; the bad ones are named.
pub(crate) fn cases(text: &str) -> (Vec<(Case, Measured)>, bool) {
    let mut good = Vec::new();
    let mut all_good = true;
    for row in case::read(text) {
        match row {
            Ok(row) => good.push(row),
            Err(bad) => {
                complain(&bad);
                all_good = false;
            }
        }
    }
    (good, all_good)
}

/// What a scenario file states.
pub(crate) fn stated(text: &str) -> Result<Stated, Failure> {
    // Editors of other systems begin a file with a mark of its encoding.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    file::from_json_all(text).map_err(|error| Failure::Because(error.to_string()))
}

/// A scenario within its bounds; what had to be changed is named.
pub(crate) fn checked(scenario: &Scenario) -> Checked {
    let (checked, findings) = check(*scenario);
    for finding in &findings {
        complain(&file::describe(finding));
    }
    checked
}
