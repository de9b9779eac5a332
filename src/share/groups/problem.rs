//! What may be wrong with a table of groups.

use std::fmt;

use super::Column;
use crate::quantity::Lang;
use crate::scenario::wave::Wave;

/// What is wrong with a table or a line of it, lines counted from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A cell cannot be read.
    Cell {
        /// On which line its row begins.
        line: u64,
        /// In which column.
        column: Column,
    },
    /// A bare number that may be MiB or GiB.
    NoUnit {
        /// On which line its row begins.
        line: u64,
    },
    /// There are more groups or machines than a wave has.
    TooMany {
        /// From this line on.
        line: u64,
    },
    /// A column means nothing here and was left out.
    Unknown(String),
    /// Two columns mean the same; nothing was read.
    Twice(Column),
    /// No column has the memory; it was taken from the scenario.
    NoMemory,
    /// No column means anything; nothing was read.
    NoColumn,
    /// It is longer than any table of a wave; nothing was read.
    TooLong,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heading = |column: &Column| column.heading(Lang::En);
        match self {
            Self::Cell { line, column } => {
                write!(f, "Line {line}: {} cannot be read.", heading(column))
            }
            Self::NoUnit { line } => write!(
                f,
                "Line {line}: memory in MiB or in GiB? Write the unit there or into the heading."
            ),
            Self::TooMany { line } => write!(
                f,
                "From line {line} on: more than {} groups or 100,000 machines.",
                Wave::MOST_GROUPS
            ),
            Self::Unknown(name) => write!(f, "Column “{name}” is not known and left out."),
            Self::Twice(column) => {
                write!(f, "Two columns are {}; nothing was read.", heading(column))
            }
            Self::NoMemory => f.write_str("No column has the memory; it is as in the scenario."),
            Self::NoColumn => f.write_str(
                "No column of the heading is known: Group, VMs, Memory, In use, Workload, Disk, vCPU, \
                 Priority.",
            ),
            Self::TooLong => f.write_str("This is longer than any table of a wave."),
        }
    }
}
