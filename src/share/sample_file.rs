//! What comes of inputs that are known as ranges, as a JSON file.

use serde::Serialize;

use super::names;
use crate::plan::uncertain::{Known, Told, Uncertain};
use crate::quantity::{Lang, plain_spaces, quantity};
use crate::report::commands::measuring;
use crate::scenario::{Controller, Field};

/// Figures over all that may be, in base units.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleFile {
    /// How many points were looked at.
    pub points: u32,
    /// What was taken for granted.
    pub assumed: Vec<String>,
    /// Inputs that are known as ranges, the one that matters most first.
    pub inputs: Vec<InputFile>,
    /// From the first request until the last one has arrived.
    pub total_time_s: FigureFile,
    /// Of any one machine.
    pub downtime_s: FigureFile,
    /// Everything sent.
    pub sent_bytes: FigureFile,
    /// Shares of what may be.
    pub probabilities: ProbabilitiesFile,
    /// What to measure first, and how; none where luck decides.
    pub measure: Option<MeasureFile>,
}

/// An input that is known as a range.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InputFile {
    /// Which.
    pub input: String,
    /// The lower end, with its unit.
    pub low: String,
    /// The value that stands for all of it.
    pub typical: String,
    /// The upper end.
    pub high: String,
    /// The share of the spread that goes once it is known.
    pub effect: f64,
}

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FigureFile {
    /// A tenth is below.
    pub p10: f64,
    /// Half is below.
    pub p50: f64,
    /// A tenth is above.
    pub p90: f64,
    /// The share of its variance that is luck between runs.
    pub luck: f64,
    /// The share that is not knowing the inputs.
    pub ignorance: f64,
}

/// Shares of what may be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ProbabilitiesFile {
    /// All arrive.
    pub arrives: f64,
    /// All arrive within their downtime limit.
    pub keeps_downtime_limit: f64,
    /// All arrive within the window; none where no window is stated.
    pub keeps_window: Option<f64>,
    /// The move has paid within the stay.
    pub pays: f64,
}

/// What to measure first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureFile {
    /// Which input.
    pub input: String,
    /// A command that does; none where none is known.
    pub command: Option<&'static str>,
}

/// Less than this share of the spread is not worth a measurement.
const WORTH: f64 = 0.1;

impl SampleFile {
    /// What was found of these ranges, under this controller.
    pub fn of(found: &Uncertain, known: &[Known], controller: Controller) -> Self {
        let said =
            |field: Field, value: f64| plain_spaces(&quantity(value, field.measure(), Lang::En));
        let input = |(field, effect): &(Field, f64)| {
            let (_, range) = known.iter().find(|(known, _)| known == field)?;
            let (low, high) = range.ends();
            Some(InputFile {
                input: names::field(*field),
                low: said(*field, low),
                typical: said(*field, range.typical()),
                high: said(*field, high),
                effect: *effect,
            })
        };
        let measure = found.effects.first().filter(|(_, effect)| WORTH <= *effect);
        Self {
            points: found.points,
            assumed: vec![
                "a range is even, or even in orders of magnitude where its ends are far apart; around a likely value it is a triangle".to_owned(),
                "ranges do not depend on each other".to_owned(),
            ],
            inputs: found.effects.iter().filter_map(input).collect(),
            total_time_s: found.total_time.into(),
            downtime_s: found.downtime.into(),
            sent_bytes: found.sent.into(),
            probabilities: ProbabilitiesFile {
                arrives: found.arrives,
                keeps_downtime_limit: found.keeps_downtime_limit,
                keeps_window: found.keeps_window,
                pays: found.pays,
            },
            measure: measure.map(|(field, _)| MeasureFile {
                input: names::field(*field),
                command: measuring(*field, controller),
            }),
        }
    }
}

impl From<Told> for FigureFile {
    fn from(told: Told) -> Self {
        let Told { spread, luck } = told;
        Self { p10: spread.p10, p50: spread.p50, p90: spread.p90, luck, ignorance: 1.0 - luck }
    }
}
