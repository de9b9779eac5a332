//! What a fit may turn: inputs of a scenario, each with its default, its bounds and how far it is
//! likely to be from the default.

use super::row::{Known, Row};
use crate::scenario::{Field, Scenario, presets};

/// An input that may be fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knob {
    /// Which input.
    pub field: Field,
    /// Its value where nothing was measured, in the base unit.
    pub default: f64,
    /// The standard deviation of the logarithm of what is likely, around the default.
    pub spread: f64,
    /// The least and the most that is tried.
    pub bounds: (f64, f64),
}

/// How far from their defaults inputs are likely to be, as standard deviations of logarithms. All are
/// assumptions, and weak ones: a single move that tells an input outweighs them (docs/fit.md).
const SPREADS: [(Field, f64); 9] = [
    (Field::LinkRate, 2.3),
    (Field::Efficiency, 0.3),
    (Field::StreamLimit, 2.3),
    (Field::ZeroScan, 1.2),
    (Field::Switchover, 2.0),
    (Field::Overhead, 1.5),
    (Field::Touched, 2.3),
    (Field::DirtyPageRate, 2.3),
    (Field::WorkingSet, 2.3),
];

/// Inputs that say something of one machine, and not of where it moves.
const OF_MACHINE: [Field; 3] = [Field::Touched, Field::DirtyPageRate, Field::WorkingSet];

impl Knob {
    /// Those that these rows may tell something about, in a fixed order: of hosts and path those that
    /// apply; of the machine where all rows are of one.
    pub fn of(rows: &[Row]) -> Vec<Self> {
        let is_one = is_one_machine(rows);
        let offered = SPREADS.into_iter().filter(|(field, _)| {
            rows.iter().any(|row| is_open(*field, row)) && (is_one || !OF_MACHINE.contains(field))
        });
        offered.map(|(field, spread)| Self::new(field, spread, rows)).collect()
    }

    fn new(field: Field, spread: f64, rows: &[Row]) -> Self {
        let default = default(field, rows);
        let (least, most) = field.bounds();
        // What is close to nothing is nothing.
        let (from, to) = match field {
            Field::StreamLimit => (12.5e6, 12.5e9),
            Field::ZeroScan | Field::Switchover => (1e-3, most),
            Field::Overhead => (0.1, most),
            Field::DirtyPageRate => (1e4, most),
            Field::WorkingSet => (1e5, memory(rows).unwrap_or(most)),
            Field::Touched => (least, memory(rows).unwrap_or(most)),
            _ => (least, most),
        };
        Self { field, default, spread, bounds: (from, to.max(from)) }
    }

    /// How unlikely a value is: half the square of its distance from the default, in spreads of the
    /// logarithm. A limit that is not set has no distance from one that is; setting it costs two.
    pub fn penalty(&self, value: f64) -> f64 {
        if self.is_limit() {
            return 2.0;
        }
        let distance =
            (libm::log(value.max(FLOOR)) - libm::log(self.default.max(FLOOR))) / self.spread;
        0.5 * distance * distance
    }

    /// A value within its bounds, in three digits, as it is told.
    pub fn rounded(&self, value: f64) -> f64 {
        let (least, most) = self.bounds;
        let value = value.clamp(least, most);
        if value <= 0.0 {
            return value;
        }
        let unit = libm::pow(10.0, libm::floor(libm::log10(value)) - 2.0);
        let digits = libm::round(value / unit);
        // A unit below one is a power of ten in its inverse, which is exact.
        let rounded = if unit < 1.0 { digits / libm::round(1.0 / unit) } else { digits * unit };
        rounded.clamp(least, most)
    }

    /// From where its range is looked for where it was not fitted.
    pub fn start(&self) -> f64 {
        if self.is_limit() {
            self.bounds.1
        } else {
            self.default.clamp(self.bounds.0, self.bounds.1)
        }
    }

    /// Whether it means something beside these values: a working set does with a rate of its own, and
    /// not with the one that is assumed where nobody looked.
    pub fn is_free(&self, values: &Values) -> bool {
        self.field != Field::WorkingSet || values.get(Field::DirtyPageRate).is_some()
    }

    /// Whether its default stands for "none".
    fn is_limit(&self) -> bool {
        self.default == 0.0 && self.field.none() == Some(0.0)
    }
}

/// Below this an input is as good as zero.
const FLOOR: f64 = 1e-3;

/// Whether a row leaves an input open: it is not stated, and matters there.
fn is_open(field: Field, row: &Row) -> bool {
    match &row.known {
        Known::Case(case, _) => match field {
            Field::Efficiency | Field::StreamLimit | Field::Switchover => true,
            Field::ZeroScan => case.sender.is_none_or(|sender| sender.looks),
            _ => false,
        },
        Known::Scenario(scenario) => {
            let is_counted = field != Field::Overhead || row.since == super::row::Since::Request;
            // A link that nobody knows is what migrations get of it.
            let is_known = field != Field::Efficiency || scenario.stated.has(Field::LinkRate);
            is_counted && is_known && !scenario.stated.has(field) && field.applies(scenario)
        }
    }
}

/// The value where nothing was measured: that of the rows' bed or controller.
fn default(field: Field, rows: &[Row]) -> f64 {
    let of = rows.iter().find(|row| is_open(field, row)).map(|row| match &row.known {
        Known::Case(_, usual) => match field {
            Field::ZeroScan => (usual.zero_scan_per_gib * usual.zero_scans).get(),
            Field::Switchover => usual.switchover.get(),
            _ => field.get(&presets::blank()),
        },
        Known::Scenario(scenario) => field.get(scenario),
    });
    of.unwrap_or_default()
}

/// Whether all rows are moves of one machine, as far as that can be told: by its memory.
pub fn is_one_machine(rows: &[Row]) -> bool {
    let mut sizes = rows.iter().map(|row| match &row.known {
        Known::Case(..) => None,
        Known::Scenario(scenario) => Some(scenario.fleet.memory.get()),
    });
    let Some(first) = sizes.next().flatten() else { return false };
    // Tools print it in three or four digits.
    sizes.all(|size| size.is_some_and(|size| (size / first - 1.0).abs() < ALIKE))
}

/// Machines whose memory differs by less are taken for one.
const ALIKE: f64 = 0.01;

fn memory(rows: &[Row]) -> Option<f64> {
    rows.iter().find_map(|row| match &row.known {
        Known::Case(..) => None,
        Known::Scenario(scenario) => Some(scenario.fleet.memory.get()),
    })
}

/// What is tried: a value for some inputs; the others are as the rows have them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Values(Vec<(Field, f64)>);

impl Values {
    /// The value of an input, if it has one.
    pub fn get(&self, field: Field) -> Option<f64> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, value)| *value)
    }

    /// The same with this value of this input, or none.
    #[must_use]
    pub fn with(&self, field: Field, value: Option<f64>) -> Self {
        let mut values = self.0.clone();
        values.retain(|(known, _)| *known != field);
        values.extend(value.map(|value| (field, value)));
        // In one order, whatever came first.
        values.sort_unstable_by_key(|(field, _)| *field);
        Self(values)
    }

    /// All of them, in the order of the form.
    pub fn iter(&self) -> impl Iterator<Item = (Field, f64)> + '_ {
        self.0.iter().copied()
    }

    /// A scenario with these values where it does not state its own.
    #[must_use]
    pub fn over(&self, scenario: &Scenario) -> Scenario {
        let mut over = *scenario;
        for (field, value) in self.iter().filter(|(field, _)| !scenario.stated.has(*field)) {
            if field != Field::Efficiency || scenario.stated.has(Field::LinkRate) {
                field.set(&mut over, value);
            }
        }
        over
    }
}
