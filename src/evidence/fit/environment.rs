//! What a profile says of hosts and path, where a table of migrations is predicted.

use super::knob::Values;
use crate::evidence::case::Case;
use crate::model::profile::Profile;
use crate::scenario::{Field, Scenario};
use crate::units::{Bandwidth, Ratio, Seconds};

/// The inputs of a profile that hold for whatever moves there; none where it does not state them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Environment {
    /// What migrations get of what the link could carry.
    pub efficiency: Option<Ratio>,
    /// What one stream pushes.
    pub stream_limit: Option<Bandwidth>,
    /// What finding a GiB of zero pages takes.
    pub zero_scan: Option<Seconds>,
    /// From a guest's stop to its start elsewhere, apart from sending.
    pub switchover: Option<Seconds>,
}

impl Environment {
    /// What a profile states.
    pub fn of(profile: &Scenario) -> Self {
        Self::by(|field| profile.stated.has(field).then(|| field.get(profile)))
    }

    /// The same of values that are being tried.
    pub(super) fn of_values(values: &Values) -> Self {
        Self::by(|field| values.get(field))
    }

    fn by(value: impl Fn(Field) -> Option<f64>) -> Self {
        let limit = value(Field::StreamLimit).filter(|limit| 0.0 < *limit);
        Self {
            efficiency: value(Field::Efficiency).map(Ratio::new),
            stream_limit: limit.map(Bandwidth::new),
            zero_scan: value(Field::ZeroScan).map(Seconds::new),
            switchover: value(Field::Switchover).map(Seconds::new),
        }
    }

    /// The case as it goes there.
    #[must_use]
    pub fn case(&self, case: &Case) -> Case {
        let mut case = case.clone();
        if let Some(efficiency) = self.efficiency {
            case.link = case.link * efficiency;
        }
        case.stream_limit = self.stream_limit.unwrap_or(case.stream_limit);
        case
    }

    /// The constants of its hosts, where all others are those of `usual`.
    #[must_use]
    pub fn profile(&self, usual: &Profile) -> Profile {
        let scan = self.zero_scan.map(|scan| scan / usual.zero_scans);
        Profile {
            zero_scan_per_gib: scan.unwrap_or(usual.zero_scan_per_gib),
            switchover: self.switchover.unwrap_or(usual.switchover),
            ..*usual
        }
    }
}
