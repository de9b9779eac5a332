//! Scenarios and plans as JSON files.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Stated, wave};
use crate::scenario::check::Finding;
use crate::scenario::choice::Options;
use crate::scenario::field::Field;
use crate::scenario::{Choice, Points, Scenario, Technique, presets};

/// A scenario file: what differs from the paper's experiment, in base units (bytes, bytes per
/// second, seconds, watts, units of a site's currency per kWh), by the keys of [`Field::key`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioFile {
    /// Version of the format.
    pub movecast: u32,
    /// How to move, as in [`Self::choices`], where older files say it.
    #[serde(default)]
    pub technique: Option<String>,
    /// What is chosen, by the keys and names of [`Choice`].
    #[serde(default)]
    pub choices: BTreeMap<String, String>,
    /// Field values by key.
    #[serde(default)]
    pub fields: BTreeMap<String, f64>,
    /// Measured points of the unique-dirty curve: seconds and bytes.
    #[serde(default)]
    pub points: Vec<(f64, f64)>,
    /// A wave as links hold it, if one is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<String>,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// It is not JSON of the expected shape.
    NotAScenario(String),
    /// It was written by a newer version.
    Newer(u32),
    /// It names something this version does not know.
    Unknown(String),
    /// It is larger than any scenario.
    TooLarge,
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAScenario(why) => write!(f, "this is not a scenario file: {why}"),
            Self::Newer(version) => write!(f, "this file was written by version {version}"),
            Self::Unknown(name) => write!(f, "'{name}' is not known to this version"),
            Self::TooLarge => write!(f, "this file is too large for a scenario"),
        }
    }
}

/// Writes a scenario as a file.
pub fn to_file(scenario: &Scenario) -> ScenarioFile {
    // One by one: collecting would bring a sort into the page.
    let mut fields = BTreeMap::new();
    for field in Field::ALL {
        fields.insert(field.key().to_owned(), field.get(scenario));
    }
    let mut choices = BTreeMap::new();
    for choice in Choice::ALL.iter().filter(|choice| **choice != Choice::Technique) {
        let name = choice.name(choice.get(scenario));
        choices.insert(choice.key().to_owned(), name.to_owned());
    }
    ScenarioFile {
        movecast: 1,
        technique: Some(scenario.policy.technique.name().to_owned()),
        choices,
        fields,
        points: scenario.fleet.points.to_base().collect(),
        wave: None,
    }
}

/// Writes a scenario as the text of a file.
pub fn to_json(scenario: &Scenario) -> String {
    to_json_all(&Stated::from(*scenario))
}

/// The same with the wave beside the scenario, if one is stated; a task goes by link only.
pub fn to_json_all(stated: &Stated) -> String {
    // Strings and finite numbers can always be written.
    serde_json::to_string_pretty(&to_file_all(stated)).unwrap_or_default()
}

/// The file of a scenario and of the wave beside it, if one is stated.
pub fn to_file_all(stated: &Stated) -> ScenarioFile {
    let wave = stated.wave.as_deref().map(wave::encode);
    ScenarioFile { wave, ..to_file(&stated.scenario) }
}

/// Reads a scenario file; what it does not name is as in the paper's experiment.
///
/// # Errors
///
/// Where it is not a scenario file, is newer, or names something unknown.
pub fn from_json(text: &str) -> Result<Scenario, FileError> {
    from_json_all(text).map(|stated| *stated.scenario)
}

/// The same with the wave beside the scenario, if one is stated.
///
/// # Errors
///
/// Where it is not a scenario file, is newer, or names something unknown.
pub fn from_json_all(text: &str) -> Result<Stated, FileError> {
    let file: ScenarioFile =
        serde_json::from_str(text).map_err(|error| FileError::NotAScenario(error.to_string()))?;
    if file.movecast != 1 {
        return Err(FileError::Newer(file.movecast));
    }
    let mut scenario = presets::paper();
    if let Some(name) = file.technique {
        scenario.policy.technique = Technique::named(&name).ok_or(FileError::Unknown(name))?;
    }
    for (key, name) in file.choices {
        let choice = Choice::ALL.iter().find(|choice| choice.key() == key);
        match choice.and_then(|choice| Some((choice, choice.named(&name)?))) {
            Some((choice, place)) => choice.set(&mut scenario, place),
            None => return Err(FileError::Unknown(format!("{key}: {name}"))),
        }
    }
    for (key, value) in file.fields {
        match Field::ALL.iter().find(|field| field.key() == key) {
            Some(field) => field.set(&mut scenario, value),
            None => return Err(FileError::Unknown(key)),
        }
    }
    if !file.points.is_empty() {
        scenario.measure(Points::of_base(file.points));
    }
    let read = |text: String| {
        let wave = wave::decode(&text).ok_or_else(|| FileError::Unknown("wave".to_owned()))?;
        Ok(Rc::new(wave))
    };
    Ok(Stated { wave: file.wave.map(read).transpose()?, ..Stated::from(scenario) })
}

/// A finding in one line, with the keys of the file.
pub fn describe(finding: &Finding) -> String {
    match finding {
        Finding::OutOfBounds { field, used } => {
            format!("{}: out of bounds, {used} is used", field.key())
        }
        Finding::LargerThan { field, whole } => {
            format!("{}: larger than {}, which is used", field.key(), whole.key())
        }
        Finding::NoRate { field, currency } => format!(
            "{}: how many {} are worth 1 EUR is not stated, so there are no sums of money",
            field.key(),
            currency.name()
        ),
        Finding::StillInEur { field, currency } => {
            format!("{}: the default is in EUR, but counts as {}", field.key(), currency.name())
        }
        Finding::NotOffered { technique, controller } => {
            format!("t: {} is not offered by {}, pre is used", technique.name(), controller.name())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_back_its_scenario() {
        let mut scenario = Scenario::default();
        Field::Rtt.set(&mut scenario, 0.1 + 0.2);
        let read = from_json(&to_json(&scenario));
        assert!(read.is_ok_and(|read| read.is_as(&scenario)));
    }

    #[test]
    fn other_files_say_what_they_are() {
        assert!(matches!(from_json("hello"), Err(FileError::NotAScenario(_))));
        assert_eq!(from_json(r#"{"movecast":2}"#), Err(FileError::Newer(2)));
        let unknown = r#"{"movecast":1,"fields":{"zz":1}}"#;
        assert_eq!(from_json(unknown), Err(FileError::Unknown("zz".to_owned())));
    }
}
