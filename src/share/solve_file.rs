//! Inverse questions and their answers, as a JSON file.

use std::rc::Rc;

use serde::Serialize;

use super::assign::plain;
use super::file::{ScenarioFile, to_file_all};
use super::{Stated, axis, figure_names, map_file};
use crate::plan::Figures;
use crate::plan::dial::Dial;
use crate::plan::figure::{Condition, Figure};
use crate::plan::likely::{is_as_likely, probability};
use crate::plan::remedy::Asked;
use crate::plan::solve::{Solved, solve};
use crate::plan::verdict::Verdict;
use crate::quantity::{best_unit, steps};
use crate::scenario::field::Measure;
use crate::scenario::range::Known;

/// Which value of an input is enough.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What is turned: a number.
    pub dial: Dial,
    /// What it measures.
    pub measure: Measure,
    /// Between which ends, in the base unit; none for all that makes sense.
    pub among: Option<(f64, f64)>,
    /// What shall hold, all of it.
    pub until: Vec<Condition>,
    /// With which probability, from 0 to 1; none where a typical run is enough.
    pub sure: Option<f64>,
    /// At how many points probabilities are looked at.
    pub points: u32,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SolveFile {
    /// What is turned.
    pub input: String,
    /// What shall hold.
    pub until: String,
    /// The probability with which it shall; none where a typical run is enough.
    pub sure: Option<f64>,
    /// `at-least` or `at-most` the value; `any` or `none` where no value makes a difference.
    pub answer: &'static str,
    /// A value that is enough, in its unit; none where none is. Zero may stand for no limit, as
    /// `said` has it.
    pub value: Option<f64>,
    /// Its unit; empty for plain numbers.
    pub unit: &'static str,
    /// The same in words that can be stated.
    pub said: Option<String>,
    /// What comes of it; none where none is enough.
    pub outcome: Option<OutcomeFile>,
    /// How likely it holds there, over luck and inputs that are ranges; none where none is enough.
    pub probability: Option<f64>,
    /// The step beside it, which is not enough; none where no value makes a difference.
    pub beside: Option<BesideFile>,
    /// Where the scenario stands.
    pub now: NowFile,
    /// Whether one side of a single border is enough and the other is not, as far as was looked.
    pub monotone: bool,
    /// How many values were planned to see that.
    pub looked_at: usize,
    /// Stretches of values that are enough, as far as was looked.
    pub enough: Vec<StretchFile>,
    /// The scenario with that value; as stated where none is enough.
    pub scenario: ScenarioFile,
}

/// What comes of a value, in base units: nothing where not all arrive, or money is not known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutcomeFile {
    /// `arrives`, `partly`, `fails` or `impossible`.
    pub kind: &'static str,
    /// How many arrive.
    pub arrived: u32,
    /// Of how many.
    pub of: u32,
    /// Whether all arrive within every limit.
    pub within_limits: bool,
    /// From the first request until the last one is there.
    pub total_time_s: Option<f64>,
    /// Of the machine with the longest.
    pub downtime_s: Option<f64>,
    /// Everything sent.
    pub sent_bytes: Option<f64>,
    /// At the meters and in the network.
    pub energy_j: Option<f64>,
    /// What the move costs.
    pub cost_eur: Option<f64>,
    /// What remains of the saving after the stay.
    pub net_saving_eur: Option<f64>,
}

/// A value that is not enough.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BesideFile {
    /// In words.
    pub said: String,
    /// What comes of it.
    pub outcome: OutcomeFile,
    /// How likely it holds there all the same.
    pub probability: f64,
}

/// Where the scenario stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NowFile {
    /// Its value, in words.
    pub said: String,
    /// Whether that is enough.
    pub holds: bool,
}

/// Values that are enough.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StretchFile {
    /// From this one, in words.
    pub from: String,
    /// To this one.
    pub to: String,
}

impl Question {
    /// The answer for what is asked, whose inputs may be known as ranges.
    pub fn answer(&self, asked: &Asked, known: &[Known]) -> SolveFile {
        let others: Vec<Known> =
            known.iter().filter(|(field, _)| Dial::field(*field) != self.dial).copied().collect();
        let holds = |verdict: &Verdict, figures: &Figures| {
            self.until.iter().all(|condition| condition.holds(verdict, figures))
        };
        let likely = |asked: &Asked| probability(asked, &others, self.points, holds);
        let is_enough = |asked: &Asked| {
            if let Some(sure) = self.sure {
                return is_as_likely(asked, &others, self.points, sure, holds);
            }
            let (verdict, figures) = asked.planned();
            holds(&verdict, &figures)
        };
        let found = solve(asked, self.dial, &self.steps(), is_enough);
        let value = found.value(self.dial, asked);
        let there = value.map(|value| self.dial.turned(asked, value));
        let beside = found.border.map(|border| {
            let there = self.dial.turned(asked, border.fails);
            BesideFile {
                said: self.said(border.fails),
                outcome: OutcomeFile::of(&there),
                probability: likely(&there),
            }
        });
        let unit = best_unit(self.measure, value.unwrap_or(0.0));
        let Asked { scenario, wave } = there.clone().unwrap_or_else(|| asked.clone());
        let unsure = others.as_slice().into();
        let stated = Stated { wave: wave.map(Rc::new), unsure, ..Stated::from(scenario) };
        SolveFile {
            input: axis::name(self.dial),
            until: figure_names::said(&self.until),
            sure: self.sure,
            answer: answer(&found),
            value: value.map(|value| short(value / unit.factor)),
            unit: unit.name,
            said: value.map(|value| self.said(value)),
            outcome: there.as_ref().map(OutcomeFile::of),
            probability: there.as_ref().map(likely),
            beside,
            now: NowFile { said: self.said(self.dial.get(asked)), holds: found.holds_now },
            monotone: found.is_monotone,
            looked_at: found.looked_at,
            enough: found
                .enough
                .iter()
                .map(|of| StretchFile { from: self.said(of.from), to: self.said(of.to) })
                .collect(),
            scenario: to_file_all(&stated),
        }
    }

    /// The values to try, from the least to the most; no limit is the most of one.
    fn steps(&self) -> Vec<f64> {
        let mut all = steps(self.measure, self.among.unwrap_or_else(|| self.dial.bounds()));
        if self.dial.is_lifted_at_zero() {
            let before = all.len();
            all.retain(|value| *value != 0.0);
            all.extend((all.len() < before).then_some(0.0));
        }
        all
    }

    fn said(&self, value: f64) -> String {
        if value == 0.0 && self.dial.is_lifted_at_zero() {
            return "none".to_owned();
        }
        plain(value, self.measure)
    }
}

const fn answer(found: &Solved) -> &'static str {
    match found.border {
        Some(border) if border.is_least => "at-least",
        Some(_) => "at-most",
        None if found.enough.is_empty() => "none",
        None => "any",
    }
}

/// A number without the noise of its last bits.
fn short(value: f64) -> f64 {
    format!("{value:.9e}").parse().unwrap_or(value)
}

impl OutcomeFile {
    fn of(asked: &Asked) -> Self {
        let (verdict, figures) = asked.planned();
        let read = |figure: Figure| figure.read(&verdict, &figures);
        Self {
            kind: map_file::kind(verdict.kind()),
            arrived: verdict.arrived(),
            of: verdict.of,
            within_limits: verdict.is_reached(),
            total_time_s: read(Figure::TotalTime),
            downtime_s: read(Figure::Downtime),
            sent_bytes: read(Figure::Sent),
            energy_j: read(Figure::Energy),
            cost_eur: read(Figure::Cost),
            net_saving_eur: read(Figure::NetSaving),
        }
    }
}

/// What has to be said of an answer besides; none where it speaks for itself.
pub fn caution(found: &SolveFile) -> Option<String> {
    let SolveFile { input, until, looked_at, .. } = found;
    match found.answer {
        "none" => {
            Some(format!("no value of {input} reaches {until}: checked at {looked_at} points"))
        }
        "any" => Some(format!(
            "{input} makes no difference: every value reaches {until}, checked at {looked_at} points"
        )),
        _ if !found.monotone => Some(format!(
            "{input} is not monotone: checked at {looked_at} points, {until} is reached in {} \
             stretches; the border nearest to where it stands is told",
            found.enough.len()
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets::base;
    use crate::scenario::range::Range;
    use crate::scenario::{Controller, Field};
    use crate::share::file::from_json_all;

    fn asked() -> Asked {
        let mut scenario = base(Controller::Qemu);
        Field::Memory.set(&mut scenario, 16.0 * 1024.0 * 1_048_576.0);
        Field::DirtyPageRate.set(&mut scenario, 100.0 * 1_048_576.0);
        Asked { scenario, wave: None }
    }

    fn question(until: &str, sure: Option<f64>) -> Question {
        let until = vec![figure_names::condition(until).expect("a condition")];
        let (dial, measure) = (Dial::field(Field::LinkRate), Measure::BitRate);
        Question { dial, measure, among: None, until, sure, points: 64 }
    }

    #[test]
    fn the_scenario_of_an_answer_is_the_one_that_was_planned() {
        let found = question("total-time<=1 min", None).answer(&asked(), &[]);
        assert_eq!((found.answer, found.monotone), ("at-least", true));
        let text = serde_json::to_string(&found.scenario).expect("JSON");
        let again = from_json_all(&text).expect("a scenario file").stated;
        let (verdict, _) = Asked { scenario: *again.scenario, wave: None }.planned();
        let outcome = found.outcome.expect("it is enough");
        assert_eq!(outcome.total_time_s, Some(verdict.makespan.get()));
        assert!(verdict.makespan.get() <= 60.0);
        let beside = found.beside.expect("a slower one is not");
        assert!(beside.outcome.total_time_s.is_some_and(|time| 60.0 < time));
        assert!(found.probability.is_some_and(|likely| 0.0 < likely && likely < 1.0));
    }

    #[test]
    fn who_wants_to_be_sure_needs_more() {
        let known = [(Field::Memory, Range::new(8e9, None, 32e9).expect("a range"))];
        let value = |sure| {
            let found = question("total-time<=1 min", sure).answer(&asked(), &known);
            assert!(sure.is_none_or(|sure| found.probability.is_some_and(|of| sure <= of)));
            found.value.expect("some are enough")
        };
        let half = value(Some(0.5));
        assert!(value(Some(0.9)) > half, "{half}");
    }

    #[test]
    fn what_cannot_be_reached_says_where_it_was_looked() {
        let found = question("total-time<=1 ms", None).answer(&asked(), &[]);
        assert_eq!((found.answer, found.value, &found.outcome), ("none", None, &None));
        assert!(caution(&found).is_some_and(|said| said.contains("checked at 6")), "{found:?}");
    }
}
