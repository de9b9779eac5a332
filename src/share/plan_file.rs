//! Plans as JSON files.

use std::rc::Rc;

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;
use serde::Serialize;

use super::file::{ScenarioFile, to_file_all};
use super::{Stated, names};
use crate::model::breakeven::BreakEven;
use crate::model::uncertainty::Spread;
use crate::plan::deciding::{Deciding, deciding};
use crate::plan::remedy::Asked;
use crate::plan::verdict::{Kind, Verdict};
use crate::plan::wave::outcomes;
use crate::plan::{Outcome, Ranges, plan, ranges};
use crate::quantity::{Lang, plain_spaces};
use crate::report::deciding as words;
use crate::report::{self, Judged, Waved, judge};
use crate::scenario::check::check;
use crate::scenario::choice::Options;

/// A plan: what is to be said, what decides it, and what comes of every technique, in base units.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Plan"))]
pub struct PlanFile {
    /// Version of the format.
    pub movecast: u32,
    /// What is to be said of all that moves: the wave, or else the scenario's machines.
    pub verdict: VerdictFile,
    /// From the first request until the last one has arrived or was given up.
    pub total_time_s: f64,
    /// Of the machine with the longest.
    pub downtime_s: f64,
    /// Everything sent.
    pub sent_bytes: f64,
    /// How far these spread from run to run; none for a wave, which is run once.
    pub ranges: Option<RangesFile>,
    /// The inputs that lie outside of what was measured, where ranges are wider.
    pub outside_measured: Vec<String>,
    /// What decides, with values and where those are from.
    pub deciding: Vec<DecidingFile>,
    /// The scenario as it was planned, within its bounds.
    pub scenario: ScenarioFile,
    /// One per technique.
    pub outcomes: Vec<OutcomeFile>,
}

/// What is to be said.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Verdict"))]
pub struct VerdictFile {
    /// `arrives`, `partly`, `fails` or `impossible`.
    pub kind: &'static str,
    /// How many arrive.
    pub arrived: u32,
    /// Of how many.
    pub of: u32,
    /// Whether all arrive within their limits.
    pub within_limits: bool,
    /// What is left until the end of the window, negative beyond it; none without a window.
    pub window_margin_s: Option<f64>,
    /// The headline.
    pub sentence: String,
}

/// How far figures spread: 8 of 10 runs lie between these.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Spread"))]
pub struct SpreadFile {
    /// A tenth of the runs is below.
    pub p10: f64,
    /// A tenth is above.
    pub p90: f64,
}

impl From<Spread> for SpreadFile {
    fn from(spread: Spread) -> Self {
        Self { p10: spread.p10, p90: spread.p90 }
    }
}

/// How far the figures of a plan spread.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Ranges"))]
pub struct RangesFile {
    /// Of any one machine.
    pub downtime_s: SpreadFile,
    /// Of all.
    pub total_time_s: SpreadFile,
    /// Of all.
    pub sent_bytes: SpreadFile,
    /// Share of runs in which every machine arrives.
    pub completes: f64,
}

/// An input that decides.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Deciding"))]
pub struct DecidingFile {
    /// Which.
    pub input: String,
    /// Its value with its unit.
    pub value: String,
    /// Where that is from.
    pub source: String,
}

/// What comes of one technique.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Outcome"))]
pub struct OutcomeFile {
    /// Which.
    pub technique: &'static str,
    /// Whether every machine arrives.
    pub completes: bool,
    /// From the first request until the last source is released.
    pub total_migration_time_s: f64,
    /// Of the machine in the middle.
    pub downtime_s: f64,
    /// Of the machine with the longest.
    pub longest_downtime_s: f64,
    /// The longest time for which the machine in the middle does nothing.
    pub longest_stall_s: f64,
    /// Everything sent.
    pub transferred_bytes: f64,
    /// At the meters and in the network.
    pub energy_j: f64,
    /// In EUR; none, like all that follows, where a site's currency has no stated rate.
    pub cost: Option<f64>,
    /// Hours until it has paid; none where it never does.
    pub break_even_h: Option<f64>,
    /// What remains of the saving after the planned stay, in EUR.
    pub net_saving: Option<f64>,
}

/// Runs whose figures are told as ranges.
const RUNS: u32 = 1000;

impl PlanFile {
    /// Plans what is stated, with sentences in English.
    pub fn of(stated: &Stated) -> Self {
        Self::said(stated, Lang::En)
    }

    /// Plans what is stated, with sentences in this language.
    pub fn said(stated: &Stated, lang: Lang) -> Self {
        let (checked, _) = check(*stated.scenario);
        let plan = plan(&checked);
        let wave = stated.wave.as_deref();
        let planned = wave.map(|wave| outcomes(&checked, wave));
        let waved = wave.zip(planned.as_ref()).map(|(wave, plan)| Waved { wave, plan });
        let Judged { verdict, figures } = judge(&checked, &plan, waved, stated.goal);
        let sentence = report::verdict(&checked, &plan, waved, stated.goal, lang).headline;
        let technique = plan.chosen().technique;
        let ranges = wave.is_none().then(|| ranges(&checked, technique, RUNS));
        let asked = Asked { scenario: *checked.get(), wave: wave.cloned() };
        let outcome = |outcome: &Outcome| {
            let figures = &outcome.figures;
            OutcomeFile {
                technique: outcome.technique.name(),
                completes: figures.ending.completes(),
                total_migration_time_s: figures.total_time.get(),
                downtime_s: figures.downtime.get(),
                longest_downtime_s: figures.longest_downtime.get(),
                longest_stall_s: figures.longest_stall.get(),
                transferred_bytes: figures.sent.get(),
                energy_j: figures.bill.total().to_joules(),
                cost: figures.money.map(|sums| sums.cost.get()),
                break_even_h: match figures.break_even() {
                    Some(BreakEven::After(time)) => Some(time.to_hours()),
                    _ => None,
                },
                net_saving: figures.money.map(|sums| sums.net_saving.get()),
            }
        };
        Self {
            movecast: 1,
            verdict: VerdictFile::of(&verdict, &sentence),
            total_time_s: verdict.makespan.get(),
            downtime_s: verdict.downtime.most.get(),
            sent_bytes: figures.sent.get(),
            ranges: ranges.as_ref().map(RangesFile::of),
            outside_measured: report::outside(checked.get()).map(names::field).collect(),
            deciding: deciding(&asked, stated.goal)
                .iter()
                .map(|of| DecidingFile::of(of, lang))
                .collect(),
            scenario: to_file_all(&Stated {
                wave: stated.wave.clone(),
                unsure: Rc::clone(&stated.unsure),
                ..Stated::from(*checked.get())
            }),
            outcomes: plan.outcomes.iter().map(outcome).collect(),
        }
    }
}

impl VerdictFile {
    fn of(verdict: &Verdict, sentence: &str) -> Self {
        Self {
            kind: match verdict.kind() {
                Kind::Impossible => "impossible",
                Kind::Fails => "fails",
                Kind::Partly => "partly",
                Kind::Arrives => "arrives",
            },
            arrived: verdict.arrived(),
            of: verdict.of,
            within_limits: verdict.is_reached(),
            window_margin_s: verdict.window.map(|window| window.margin().get()),
            sentence: plain_spaces(sentence),
        }
    }
}

impl RangesFile {
    fn of(ranges: &Ranges) -> Self {
        Self {
            downtime_s: ranges.downtime.into(),
            total_time_s: ranges.total_time.into(),
            sent_bytes: ranges.sent.into(),
            completes: ranges.completes,
        }
    }
}

impl DecidingFile {
    fn of(of: &Deciding, lang: Lang) -> Self {
        Self {
            input: names::input(of.input),
            value: plain_spaces(&words::value(of, lang)),
            source: words::origin(of.origin, lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::scenario::wave::Wave;
    use std::rc::Rc;

    #[test]
    fn a_plan_says_its_verdict_and_what_decides_it() {
        let file = PlanFile::of(&Stated::default());
        assert_eq!((file.verdict.kind, file.verdict.arrived, file.verdict.of), ("arrives", 10, 10));
        assert!(!file.verdict.within_limits);
        assert!(file.deciding.iter().any(|of| of.input == "downtime-limit"), "{:?}", file.deciding);
        assert!(file.ranges.is_some_and(|ranges| 0.99 < ranges.completes));
    }

    #[test]
    fn a_plan_of_a_wave_is_about_the_wave() {
        let mut wave = Wave::of(&Scenario::default());
        wave.groups[0].count = 3;
        let file = PlanFile::of(&Stated { wave: Some(Rc::new(wave)), ..Stated::default() });
        assert_eq!(file.verdict.of, 3);
        assert_eq!(file.ranges, None);
        let scenario = serde_json::to_string(&file.scenario).unwrap_or_default();
        assert!(scenario.contains("\"wave\""), "{scenario}");
    }
}
