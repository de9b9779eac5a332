//! What comes of inputs that are known as ranges, as a JSON file.

use serde::Serialize;

use super::assign::plain;
use super::names;
use crate::model::uncertainty::Spread;
use crate::plan::remedy::Asked;
use crate::plan::uncertain::{SUPPOSED, Swing, Told, Uncertain, supposed, swings};
use crate::report::commands::measuring;
use crate::scenario::Field;
use crate::scenario::range::{Known, typical};

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
    /// Energy of the move.
    pub energy_j: FigureFile,
    /// What it costs; none where a currency has no stated rate.
    pub cost_eur: Option<FigureFile>,
    /// How many arrive; of a wave with a window, within it.
    pub arrived: SpreadFile,
    /// Total times that stand for a twentieth of all draws each; none where not all arrive.
    pub dots_s: Vec<Option<f64>>,
    /// Shares of what may be.
    pub probabilities: ProbabilitiesFile,
    /// What inputs do each by itself, those that do most first.
    pub swings: Vec<SwingFile>,
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

/// How far something spreads.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SpreadFile {
    /// A tenth is below.
    pub p10: f64,
    /// Half is below.
    pub p50: f64,
    /// A tenth is above.
    pub p90: f64,
}

/// What an input does by itself, all others being typical.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SwingFile {
    /// Which.
    pub input: String,
    /// Its lower end, with its unit.
    pub low: String,
    /// Its upper end.
    pub high: String,
    /// The total time at the lower end; none where not all arrive.
    pub total_time_at_low_s: Option<f64>,
    /// The same at the upper end.
    pub total_time_at_high_s: Option<f64>,
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
    /// The move has paid within the stay; none where a currency has no stated rate.
    pub pays: Option<f64>,
    /// It has saved energy by then.
    pub saves_energy: Option<f64>,
    /// It has saved carbon by then.
    pub saves_carbon: Option<f64>,
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
    /// What was found of these ranges.
    pub fn of(found: &Uncertain, asked: &Asked, known: &[Known]) -> Self {
        let said = |field: Field, value: f64| plain(value, field.measure());
        let all = supposed(&asked.scenario);
        let swings = swings(asked, if known.is_empty() { &all } else { known });
        let swing = |swing: &Swing| {
            let (field, (low, high)) = (swing.known.0, swing.known.1.ends());
            SwingFile {
                input: names::field(field),
                low: said(field, low),
                high: said(field, high),
                total_time_at_low_s: swing.at[0],
                total_time_at_high_s: swing.at[1],
            }
        };
        let input = |(field, effect): &(Field, f64)| {
            let of = known.iter().find(|(known, _)| known == field)?;
            let (low, high) = of.1.ends();
            Some(InputFile {
                input: names::field(*field),
                low: said(*field, low),
                typical: said(*field, typical(of)),
                high: said(*field, high),
                effect: *effect,
            })
        };
        let measure = found.effects.first().filter(|(_, effect)| WORTH <= *effect);
        let mut assumed = vec![
            "a range is even, or even in orders of magnitude where its ends are far apart; around a likely value it is a triangle".to_owned(),
            "ranges do not depend on each other".to_owned(),
        ];
        if known.is_empty() {
            let off = SUPPOSED * 100.0;
            assumed.push(format!("swings are those of every number {off} % off to either side"));
        }
        let [pays, saves_energy, saves_carbon] = found.pays;
        Self {
            points: found.points,
            assumed,
            inputs: found.effects.iter().filter_map(input).collect(),
            total_time_s: found.total_time.into(),
            downtime_s: found.downtime.into(),
            sent_bytes: found.sent.into(),
            energy_j: found.energy.into(),
            cost_eur: found.cost.map(Into::into),
            arrived: found.arrived.into(),
            dots_s: found.dots.clone(),
            probabilities: ProbabilitiesFile {
                arrives: found.arrives,
                keeps_downtime_limit: found.keeps_downtime_limit,
                keeps_window: found.keeps_window,
                pays,
                saves_energy,
                saves_carbon,
            },
            swings: swings.iter().map(swing).collect(),
            measure: measure.map(|(field, _)| MeasureFile {
                input: names::field(*field),
                command: measuring(*field, asked.scenario.policy.controller),
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

impl From<Spread> for SpreadFile {
    fn from(Spread { p10, p50, p90 }: Spread) -> Self {
        Self { p10, p50, p90 }
    }
}
