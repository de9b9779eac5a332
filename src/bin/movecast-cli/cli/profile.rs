//! Whose constants predictions use.

use clap::ValueEnum;
use movecast::model::profile::Profile;

use super::input::Table;

/// Whose constants predictions use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bed {
    /// Hosts of 2024 to 2026.
    Current,
    /// The two emulated cores on which Movecast's own migrations were measured.
    Lab,
}

impl Bed {
    /// The one that was asked for, or the one of the table.
    pub(crate) fn of(asked: Option<Self>, table: &Table) -> Profile {
        let bed =
            asked.unwrap_or_else(|| if table.is_of_lab() { Self::Lab } else { Self::Current });
        match bed {
            Self::Current => Profile::CURRENT,
            Self::Lab => Profile::QEMU_LAB,
        }
    }
}
