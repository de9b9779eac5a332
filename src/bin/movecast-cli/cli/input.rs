//! What commands read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::Path;

use movecast::evidence::case::{self, Case, Cases, Measured};
use movecast::plan::dial::Dial;
use movecast::plan::remedy::Asked as Question;
use movecast::quantity::{Lang, plain_spaces, quantity};
use movecast::scenario::Scenario;
use movecast::scenario::check::{Checked, check};
use movecast::scenario::presets;
use movecast::share::assign::Draft;
use movecast::share::file;
use movecast::share::import::import;
use movecast::share::import::workbook::{self, is_workbook};
use movecast::share::link::{Broken, decode_with};
use movecast::share::{Along, Stated, axis, names};

use super::failure::{Failure, complain};
use super::profile::Whose;

const INPUT: &str = "standard input";

/// All of standard input.
pub(crate) fn standard() -> Result<String, Failure> {
    text(io::stdin(), INPUT)
}

/// All of a file.
pub(crate) fn of_file(path: &Path) -> Result<String, Failure> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Failure::Because(format!("{name}: {error}")))?;
    text(file, &name)
}

/// The same of standard input where there is no file; workbooks become the text of the sheet that
/// lists machines.
pub(crate) fn document(path: Option<&Path>) -> Result<String, Failure> {
    let Some(path) = path else { return of_document(bytes(io::stdin(), INPUT)?, INPUT) };
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Failure::Because(format!("{name}: {error}")))?;
    of_document(bytes(file, &name)?, &name)
}

fn of_document(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    if !is_workbook(&bytes) {
        return text(bytes.as_slice(), name);
    }
    let sheet = workbook::text(bytes, &|text| import(text).is_ok());
    sheet.map_err(|why| Failure::Because(format!("{name}: {why}")))
}

/// All of an input, which holds something.
fn text(input: impl Read, name: &str) -> Result<String, Failure> {
    let text = raw(input, name)?;
    if is_blank(&text) { Err(empty(name)) } else { Ok(text) }
}

/// All of an input; bytes that are not UTF-8 are replaced.
fn raw(input: impl Read, name: &str) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(&bytes(input, name)?).into_owned())
}

fn bytes(mut input: impl Read, name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = input.read_to_end(&mut bytes);
    read.map_err(|error| Failure::Because(format!("{name}: {error}")))?;
    Ok(bytes)
}

/// Whether a text holds nothing. NUL is what is left of a file that was never written out.
fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || matches!(letter, '\0' | '\u{feff}'))
}

fn empty(name: &str) -> Failure {
    Failure::Because(format!("{name} is empty"))
}

/// A table of migrations.
pub(crate) type Table = Cases<Box<dyn Read>>;

/// A table of migrations on standard input, to be read as it comes.
pub(crate) fn standard_cases() -> Result<Table, Failure> {
    cases(Box::new(io::stdin().lock()), INPUT)
}

/// One in a file.
pub(crate) fn cases_of_file(path: &Path) -> Result<Table, Failure> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Failure::Because(format!("{name}: {error}")))?;
    cases(Box::new(file), &name)
}

fn cases(input: Box<dyn Read>, name: &str) -> Result<Table, Failure> {
    let mut input = BufReader::new(input);
    let begins = input.fill_buf().map_err(|error| Failure::Because(format!("{name}: {error}")))?;
    if is_blank(&String::from_utf8_lossy(begins)) {
        return Err(empty(name));
    }
    Cases::open(Box::new(input) as Box<dyn Read>)
        .map_err(|bad| Failure::Because(format!("{name}: {bad}")))
}

/// A row if it is good; a bad one is named, and so is what was assumed.
pub(crate) fn good(row: case::Row) -> Option<(Case, Measured)> {
    match row {
        Ok((case, measured)) => {
            if !case.assumed.is_empty() {
                complain(&format_args!("{}: assumed {}", case.run_id, case.assumed.join("; ")));
            }
            Some((case, measured))
        }
        Err(bad) => {
            complain(&bad);
            None
        }
    }
}

/// What a scenario file states; keys that are not known are named.
pub(crate) fn stated(text: &str) -> Result<Stated, Failure> {
    // Editors of other systems begin a file with a mark of its encoding.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = file::from_json_all(text).map_err(|error| Failure::Because(error.to_string()))?;
    for unknown in &read.unknown {
        complain(unknown);
    }
    Ok(read.stated)
}

/// What a link states, whole or from its fragment on.
pub(crate) fn linked(link: &str) -> Result<Stated, Failure> {
    linked_with(link).map(|(stated, _)| stated)
}

/// The same, with what goes along with the link.
pub(crate) fn linked_with(link: &str) -> Result<(Stated, Along), Failure> {
    let fragment = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    decode_with(fragment.trim()).map_err(|broken| {
        Failure::Because(match broken {
            Broken::Damaged => "the link is damaged: letters are missing or changed".to_owned(),
            Broken::Newer(version) => {
                format!("the link is of a newer version than this ({version})")
            }
            Broken::NotALink => format!("'{}' is no link of Movecast", shortened(link)),
        })
    })
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Inputs stated on the command line, over those of a scenario file on standard input.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// State an input in words and units, as often as needed; 'movecast-cli inputs' lists the names.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// What 'movecast-cli fit' learned, or 'current' or 'lab': it fills in what is not stated.
    #[arg(long, value_name = "NAME|FILE")]
    profile: Option<Whose>,
}

impl Asked {
    /// All that is stated. What comes on standard input is a scenario file; where that is a terminal or
    /// empty, the start is blank, or the example if nothing is stated here either.
    pub(crate) fn stated(&self) -> Result<Stated, Failure> {
        let stated = self.stated_as_ranges()?;
        for (field, range) in stated.unsure.iter() {
            let said = |value| plain_spaces(&quantity(value, field.measure(), Lang::En));
            let (low, high) = range.ends();
            complain(&format_args!(
                "{}: {} to {} is taken as {}; 'movecast-cli sample' looks at all of it",
                names::field(*field),
                said(low),
                said(high),
                said(range.typical())
            ));
        }
        Ok(stated)
    }

    /// The same for who looks at all of a range.
    pub(crate) fn stated_as_ranges(&self) -> Result<Stated, Failure> {
        let is_typed = io::stdin().is_terminal();
        let text = if is_typed { String::new() } else { raw(io::stdin(), INPUT)? };
        let is_silent = self.set.is_empty() && self.profile.is_none();
        let start = match (is_blank(&text), is_silent) {
            (false, _) => stated(&text)?,
            (true, false) => presets::blank().into(),
            (true, true) if is_typed => Stated::default(),
            (true, true) => return Err(empty(INPUT)),
        };
        self.over(&start)
    }

    /// What is stated here, over what was stated elsewhere.
    pub(crate) fn over(&self, start: &Stated) -> Result<Stated, Failure> {
        let mut draft = Draft::of(start);
        assign(&mut draft, &self.set)?;
        if let Some(whose) = &self.profile {
            draft.fill_in(&whose.stated()?);
        }
        Ok(draft.finish())
    }
}

/// States what stands on the command line as `NAME=VALUE`.
pub(crate) fn assign(draft: &mut Draft, set: &[String]) -> Result<(), Failure> {
    for assignment in set {
        let because = |why: String| Failure::Because(format!("--set {assignment}: {why}"));
        let (name, value) =
            assignment.split_once('=').ok_or_else(|| because("write NAME=VALUE".to_owned()))?;
        draft.assign(name.trim(), value.trim()).map_err(|why| because(why.to_string()))?;
    }
    Ok(())
}

/// A scenario within its bounds; what had to be changed is named.
pub(crate) fn checked(scenario: &Scenario) -> Checked {
    let (checked, findings) = check(*scenario);
    for finding in &findings {
        complain(&file::describe(finding));
    }
    checked
}

/// What is asked, within its bounds; what had to be changed is named.
pub(crate) fn question(stated: &Stated) -> Question {
    let scenario = *checked(&stated.scenario).get();
    Question { scenario, wave: stated.wave.as_deref().map(|wave| wave.checked().0) }
}

/// Says so where an input that is turned cannot matter.
pub(crate) fn warn_if_idle(dial: Dial, asked: &Question) {
    if !dial.applies(&asked.scenario) {
        let name = axis::name(dial);
        complain(&format_args!("{name} does not matter to this controller and technique"));
    }
}
