//! What can be asked of a wave.

use crate::plan::wave::{Outline, WhatIf};
use crate::quantity::{Lang, duration, signed_percent};

/// A column of the table of what-ifs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// When all have moved.
    Makespan,
    /// By how much sooner or later.
    Change,
    /// The downtimes of all.
    Standstill,
    /// How many are late.
    Late,
}

impl Held {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 4] = [Self::Makespan, Self::Change, Self::Standstill, Self::Late];

    /// What stands there: `other` held against what was stated.
    pub fn value(self, other: &Outline, stated: &Outline, lang: Lang) -> String {
        match self {
            Self::Makespan => duration(other.makespan.get(), lang),
            Self::Change => {
                let change = other.makespan.get() / stated.makespan.get().max(1e-9) - 1.0;
                // What is less than a thousandth is nothing.
                signed_percent(libm::round(change * 1e3) / 1e3, lang)
            }
            Self::Standstill => duration(other.downtime.get(), lang),
            Self::Late => other.late.to_string(),
        }
    }
}

/// What can be asked of a wave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Question {
    /// How many arrive.
    Arrived,
    /// When all have moved.
    Makespan,
    /// The downtimes of all.
    Standstill,
    /// How many do not converge.
    Stuck,
    /// How many are late, or never there.
    Late,
    /// How much of the busiest link is used.
    Busiest,
    /// Memory that is given away at the destination.
    Memory,
    /// Virtual CPUs that are given away there.
    Cpus,
    /// How full the fullest host is.
    Fullest,
    /// How many hosts would be enough.
    HostsNeeded,
    /// How many machines are left at the source.
    Left,
    /// How many hosts are empty there.
    HostsFreed,
    /// What happens to one machine.
    Machine(u32),
    /// What would come of another wave.
    Instead(WhatIf, Held),
}
