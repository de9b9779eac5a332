//! What would bring all over within their limits, as a file.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Serialize;

use super::file::{ScenarioFile, to_file_all};
use super::{Stated, names};
use crate::plan::remedy::{Asked, Change, Remedy, remedies};
use crate::plan::verdict::Verdict;
use crate::quantity::{Lang, plain_spaces, quantity};
use crate::scenario::wave::Order;

/// One proposal, and what comes of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Advice {
    /// What is changed, by the names of the inputs, in units: `"rate-limit": "none"`.
    pub change: BTreeMap<String, String>,
    /// All that is stated then.
    pub scenario: ScenarioFile,
    /// Whether all arrive within their limits: it was planned, and they do.
    pub reaches: bool,
    /// From the first request until the last one is there.
    pub total_time_s: f64,
    /// Of the machine with the longest.
    pub downtime_s: f64,
    /// How many arrive.
    pub arrived: u32,
    /// What the move costs in EUR; none where a currency has no stated rate.
    pub cost_eur: Option<f64>,
}

impl Advice {
    /// All that would help, the best first.
    pub fn on(stated: &Stated) -> Vec<Self> {
        let asked = Asked { scenario: *stated.scenario, wave: stated.wave.as_deref().cloned() };
        remedies(&asked).iter().map(|remedy| Self::of(&asked, remedy)).collect()
    }

    fn of(asked: &Asked, remedy: &Remedy) -> Self {
        let Remedy { changes, verdict, .. } = remedy;
        let Asked { scenario, wave } = asked.with(changes);
        let stated = Stated { wave: wave.map(Rc::new), ..Stated::from(scenario) };
        Self {
            change: changes.iter().map(|change| (name(*change), value(*change))).collect(),
            scenario: to_file_all(&stated),
            reaches: verdict.is_reached(),
            total_time_s: verdict.makespan.get(),
            downtime_s: verdict.downtime.most.get(),
            arrived: verdict.arrived(),
            cost_eur: verdict.worth.map(|worth| worth.cost.get()),
        }
    }
}

/// Why there is no advice.
pub fn no_advice(stated: &Stated) -> &'static str {
    let asked = Asked { scenario: *stated.scenario, wave: stated.wave.as_deref().cloned() };
    let verdict: Verdict = asked.verdict();
    match verdict.of {
        0 => "no VM is stated",
        _ if verdict.is_reached() => "nothing is needed: all arrive within their limits",
        _ => "nothing that can be set, alone or in pairs, brings all over within their limits",
    }
}

/// The name of what is changed.
fn name(change: Change) -> String {
    match change {
        Change::Field(field, _) => names::field(field),
        Change::Choice(choice, _) => names::choice(choice),
        Change::Setting(setting, _) => names::setting(setting),
        Change::Order(_) => "order".to_owned(),
    }
}

/// What it is changed to, in plain letters.
fn value(change: Change) -> String {
    let said = |value: f64, measure| plain_spaces(&quantity(value, measure, Lang::En));
    match change {
        // Zero is none for all that can be lifted.
        Change::Field(_, 0.0) => "none".to_owned(),
        Change::Field(field, value) => said(value, field.measure()),
        Change::Choice(choice, place) => names::option(choice, place).to_owned(),
        Change::Setting(setting, value) => said(value, setting.measure()),
        Change::Order(order) => {
            let named = Order::ALL.iter().find(|(known, _)| *known == order);
            named.map_or("", |(_, name)| name).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Scenario, Technique};
    use crate::share::file::from_json_all;

    #[test]
    fn advice_names_its_change_and_brings_the_scenario_with_it() {
        let mut scenario = Scenario::default();
        scenario.policy.technique = Technique::PreCopy;
        let advice = Advice::on(&Stated::from(scenario));
        let first = advice.first().expect("post-copy arrives");
        assert!(first.reaches && first.arrived == 10, "{first:?}");
        assert_eq!(first.change.keys().collect::<Vec<_>>(), ["technique"]);
        let text = serde_json::to_string(&first.scenario).expect("JSON");
        let again = from_json_all(&text).expect("a scenario file").stated;
        assert!(Advice::on(&again).is_empty(), "the goal is reached");
    }

    #[test]
    fn where_there_is_no_advice_it_says_why() {
        let mut scenario = Scenario::default();
        scenario.policy.technique = Technique::PostCopy;
        assert!(no_advice(&Stated::from(scenario)).starts_with("nothing is needed"));
    }
}
