//! Whose constants predictions use.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;
use movecast::evidence::fit::Environment;
use movecast::model::profile::Profile;
use movecast::scenario::{Field, Scenario, presets};

use super::failure::Failure;
use super::input::{self, Table};

/// Whose constants predictions use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bed {
    /// Hosts of 2024 to 2026.
    Current,
    /// The two emulated cores on which Movecast's own migrations were measured.
    Lab,
}

impl Bed {
    /// Its constants.
    pub(crate) const fn constants(self) -> Profile {
        match self {
            Self::Current => Profile::CURRENT,
            Self::Lab => Profile::QEMU_LAB,
        }
    }

    /// The one of a table.
    fn of(table: &Table) -> Self {
        if table.is_of_lab() { Self::Lab } else { Self::Current }
    }
}

/// A bed by its name, or what 'movecast-cli fit' learned, by the name of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whose {
    /// A bed.
    Bed(Bed),
    /// A profile.
    File(PathBuf),
}

impl FromStr for Whose {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Bed::from_str(text, false).map_or_else(|_| Self::File(text.into()), Self::Bed))
    }
}

impl Whose {
    /// The constants for a table, and what a profile says of hosts and path.
    pub(crate) fn of(
        asked: Option<&Self>,
        table: &Table,
    ) -> Result<(Profile, Environment), Failure> {
        let environment = match asked {
            Some(Self::File(path)) => Environment::of(&learned(path)?),
            _ => Environment::default(),
        };
        let bed = match asked {
            Some(Self::Bed(bed)) => *bed,
            _ => Bed::of(table),
        };
        Ok((environment.profile(&bed.constants()), environment))
    }

    /// What it states for scenarios: a bed states how long finding zero pages takes, where that is not
    /// what is usual.
    pub(crate) fn stated(&self) -> Result<Scenario, Failure> {
        match self {
            Self::File(path) => learned(path),
            Self::Bed(Bed::Current) => Ok(presets::blank()),
            Self::Bed(Bed::Lab) => {
                let mut stated = presets::blank();
                let Profile { zero_scan_per_gib, zero_scans, .. } = Bed::Lab.constants();
                Field::ZeroScan.set(&mut stated, (zero_scan_per_gib * zero_scans).get());
                Ok(stated)
            }
        }
    }
}

fn learned(path: &Path) -> Result<Scenario, Failure> {
    let text = input::of_file(path)?;
    let named = |why: String| Failure::Because(format!("{}: {why}", path.display()));
    match input::stated(&text) {
        Ok(stated) => Ok(*stated.scenario),
        Err(Failure::Because(why)) => Err(named(why)),
        Err(closed) => Err(closed),
    }
}
