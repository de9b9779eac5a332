//! Scenarios and plans as JSON files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::link::{technique_name, technique_named};
use crate::scenario::field::Field;
use crate::scenario::{Scenario, presets};

/// A scenario file: what differs from the paper's experiment, in base units (bytes, bytes per
/// second, seconds, watts, currency units per kWh), by the keys of [`Field::key`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioFile {
    /// Version of the format.
    pub movecast: u32,
    /// `pre`, `post` or `block`.
    #[serde(default)]
    pub technique: Option<String>,
    /// Field values by key.
    #[serde(default)]
    pub fields: BTreeMap<String, f64>,
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
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAScenario(why) => write!(f, "this is not a scenario file: {why}"),
            Self::Newer(version) => write!(f, "this file was written by version {version}"),
            Self::Unknown(name) => write!(f, "'{name}' is not known to this version"),
        }
    }
}

/// Writes a scenario as a file.
pub fn to_file(scenario: &Scenario) -> ScenarioFile {
    ScenarioFile {
        movecast: 1,
        technique: Some(technique_name(scenario.policy.technique).to_owned()),
        fields: Field::ALL.iter().map(|f| (f.key().to_owned(), f.get(scenario))).collect(),
    }
}

/// Reads a scenario file; what it does not name is as in the paper's experiment.
///
/// # Errors
///
/// Where it is not a scenario file, is newer, or names something unknown.
pub fn from_json(text: &str) -> Result<Scenario, FileError> {
    let file: ScenarioFile =
        serde_json::from_str(text).map_err(|error| FileError::NotAScenario(error.to_string()))?;
    if file.movecast != 1 {
        return Err(FileError::Newer(file.movecast));
    }
    let mut scenario = presets::paper();
    if let Some(name) = file.technique {
        scenario.policy.technique = technique_named(&name).ok_or(FileError::Unknown(name))?;
    }
    for (key, value) in file.fields {
        match Field::ALL.iter().find(|field| field.key() == key) {
            Some(field) => field.set(&mut scenario, value),
            None => return Err(FileError::Unknown(key)),
        }
    }
    Ok(scenario)
}
