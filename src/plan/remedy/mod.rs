//! What would bring all over, within their limits: every proposal is planned with exactly the change
//! that it states, and only what reaches the goal is proposed.
//!
//! Each knob is turned alone, in steps that a person would type, by as little as is enough: bisection
//! over the steps, so that the one before it was seen to fail or was passed over. Where no knob is
//! enough by itself, two are turned together.

mod knobs;

use super::verdict::Verdict;
use super::wave::{outcomes, sampled};
use super::{Figures, Outcome, Witness, figures};
use crate::model::luck::Luck;
use crate::model::trace::Trace;
use crate::plan::setup::Setup;
use crate::scenario::check::{Checked, check};
use crate::scenario::wave::{Order, Setting, Wave};
use crate::scenario::{Choice, Field, Scenario};

pub use knobs::Burden;
use knobs::{Knob, knobs};

/// As many machines are planned in a search for two knobs at most, counted once for each plan.
const MOST_WORK: usize = 200_000;

/// As many proposals of two knobs are enough.
const ENOUGH: usize = 6;

/// A change to what is stated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// Of a number, in its base unit.
    Field(Field, f64),
    /// Of what is chosen, by its place.
    Choice(Choice, usize),
    /// Of a number of the wave, in its base unit.
    Setting(Setting, f64),
    /// Of the order of the wave.
    Order(Order),
}

/// What is planned: a scenario, with a wave beside it if one is stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The scenario.
    pub scenario: Scenario,
    /// The wave.
    pub wave: Option<Wave>,
}

impl Asked {
    /// What is to be said of it.
    pub fn verdict(&self) -> Verdict {
        self.planned().0
    }

    /// The same, with the figures of all that moves, in a typical run.
    pub fn planned(&self) -> (Verdict, Figures) {
        let (checked, _) = check(self.scenario);
        if let Some(wave) = &self.wave {
            let plan = outcomes(&checked, wave);
            return (Verdict::of_wave(checked.get(), wave, &plan), plan.figures);
        }
        let outcome = outcome(&checked, &mut Luck::typical(), Witness::Median);
        (Verdict::of(checked.get(), &outcome), outcome.figures)
    }

    /// The same of the run of this number among the many that are possible.
    pub(super) fn sampled(&self, run: u64) -> (Verdict, Figures) {
        let (checked, _) = check(self.scenario);
        if let Some(wave) = &self.wave {
            let plan = sampled(&checked, wave, run);
            return (Verdict::of_wave(checked.get(), wave, &plan), plan.figures);
        }
        let mut luck = Luck::drawn(checked.get().seed as u64, run);
        let outcome = outcome(&checked, &mut luck, Witness::Number(run));
        (Verdict::of(checked.get(), &outcome), outcome.figures)
    }

    /// The same with these changes.
    #[must_use]
    pub fn with(&self, changes: &[Change]) -> Self {
        let mut changed = self.clone();
        for change in changes {
            match (*change, &mut changed.wave) {
                (Change::Field(field, value), _) => field.set(&mut changed.scenario, value),
                (Change::Choice(choice, place), _) => choice.set(&mut changed.scenario, place),
                (Change::Setting(setting, value), Some(wave)) => wave.set(setting, value),
                (Change::Order(order), Some(wave)) => wave.order = order,
                (Change::Setting(..) | Change::Order(_), None) => {}
            }
        }
        changed
    }

    /// How many machines move.
    pub fn machines(&self) -> usize {
        self.wave.as_ref().map_or(self.scenario.fleet.vms as usize, |w| w.machines() as usize)
    }
}

/// The chosen technique's outcome, without its segments.
fn outcome(scenario: &Checked, luck: &mut Luck, witness: Witness) -> Outcome {
    let scenario = scenario.get();
    let technique = scenario.policy.technique;
    let mut trace = Trace::of_outcomes();
    Setup::new(scenario, technique).run(luck, &mut trace);
    let figures = figures(scenario, technique, &trace, witness);
    Outcome { technique, trace, figures }
}

/// A change that reaches the goal, and what comes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    /// What is changed.
    pub changes: Vec<Change>,
    /// What it demands of whom.
    pub burden: Burden,
    /// What comes of it.
    pub verdict: Verdict,
}

/// What takes so many times as long as something that asks no more is proposed last; an assumption.
const SLOW: f64 = 10.0;

/// What would bring all over within their limits, the least burden first, then the cheapest, then the
/// quickest, and at last what is slow; empty where all of it is reached already, or where nothing helps.
pub fn remedies(asked: &Asked) -> Vec<Remedy> {
    let now = asked.verdict();
    if now.is_reached() || now.of == 0 {
        return Vec::new();
    }
    let knobs = knobs(asked, &now);
    let mut found: Vec<Remedy> = knobs.iter().filter_map(|knob| alone(asked, knob)).collect();
    if found.is_empty() {
        found = together(asked, &knobs);
    }
    let time = |remedy: &Remedy| remedy.verdict.makespan.get();
    let asked_of: Vec<(Burden, f64)> = found.iter().map(|of| (of.burden, time(of))).collect();
    let is_slow = |remedy: &Remedy| {
        asked_of
            .iter()
            .any(|(burden, other)| *burden <= remedy.burden && SLOW * other < time(remedy))
    };
    found.sort_by(|a, b| {
        let cost = |remedy: &Remedy| remedy.verdict.worth.map_or(0.0, |worth| worth.cost.get());
        let by_number = a.changes.len().cmp(&b.changes.len());
        let by_burden = a.burden.cmp(&b.burden);
        (is_slow(a).cmp(&is_slow(b)))
            .then(by_burden)
            .then(by_number)
            .then(cost(a).total_cmp(&cost(b)))
            .then(time(a).total_cmp(&time(b)))
    });
    found
}

/// The least step of a knob that is enough.
fn alone(asked: &Asked, knob: &Knob) -> Option<Remedy> {
    let (changes, verdict) = least(asked, &[], knob)?;
    Some(Remedy { changes, burden: knob.burden, verdict })
}

/// The least step of a knob that is enough along with these changes.
fn least(asked: &Asked, along: &[Change], knob: &Knob) -> Option<(Vec<Change>, Verdict)> {
    let turned = |at: usize| {
        let changes = [along, &knob.steps[at]].concat();
        let verdict = asked.with(&changes).verdict();
        verdict.is_reached().then_some((changes, verdict))
    };
    let mut high = knob.steps.len().checked_sub(1)?;
    let mut best = turned(high)?;
    let mut low = 0;
    while low < high {
        let middle = usize::midpoint(low, high);
        match turned(middle) {
            Some(found) => (best, high) = (found, middle),
            None => low = middle + 1,
        }
    }
    Some(best)
}

/// Pairs of knobs that are enough together, those of the least burden first.
fn together(asked: &Asked, knobs: &[Knob]) -> Vec<Remedy> {
    let mut pairs: Vec<(&Knob, &Knob)> = Vec::new();
    for (at, one) in knobs.iter().enumerate() {
        pairs.extend(knobs[at + 1..].iter().filter(|other| one.goes_with(other)).map(|o| (one, o)));
    }
    pairs.sort_by_key(|(one, other)| (one.burden.max(other.burden), one.burden.min(other.burden)));
    let most = MOST_WORK / asked.machines().max(1);
    let mut found = Vec::new();
    for (one, other) in pairs.into_iter().take(most) {
        let Some(strongest) = one.steps.last() else { continue };
        // First as little of the one as is enough with the most of the other, then the other.
        let Some((both, _)) = least(asked, strongest, other) else { continue };
        let Some((changes, verdict)) = least(asked, &both[strongest.len()..], one) else {
            continue;
        };
        found.push(Remedy { changes, burden: one.burden.max(other.burden), verdict });
        if found.len() == ENOUGH {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets::base;
    use crate::scenario::{Controller, Technique};
    use crate::units::{Bandwidth, Bytes, Ratio};

    fn of(scenario: &Scenario) -> Asked {
        Asked { scenario: *scenario, wave: None }
    }

    fn has(found: &[Remedy], is: impl Fn(&Change) -> bool) -> bool {
        found.iter().any(|remedy| remedy.changes.len() == 1 && is(&remedy.changes[0]))
    }

    #[test]
    fn what_arrives_within_its_limits_needs_nothing() {
        let mut scenario = Scenario::default();
        scenario.policy.technique = Technique::PreCopy;
        scenario.fleet.dirty_page_rate = Bandwidth::new(1e3);
        assert_eq!(remedies(&of(&scenario)), []);
    }

    /// page-review.md (c): 256 GiB at 900 MB/s over 25 Gbit/s.
    fn large(controller: Controller) -> Scenario {
        let mut scenario = base(controller);
        scenario.policy.technique = Technique::PreCopy;
        scenario.fleet.vms = 1.0;
        scenario.fleet.concurrency = 1.0;
        scenario.fleet.memory = Bytes::gib(256.0);
        scenario.fleet.touched = Bytes::gib(256.0);
        scenario.fleet.working_set = Bytes::gib(256.0);
        scenario.fleet.dirty_page_rate = Bandwidth::new(900e6);
        scenario.link.rate = Bandwidth::mbit_per_s(25_000.0);
        scenario
    }

    #[test]
    fn a_round_limit_that_stops_a_large_guest_is_the_first_thing_to_lift() {
        let mut scenario = large(Controller::Qemu);
        scenario.policy.round_limit = 5.0;
        let found = remedies(&of(&scenario));
        let first = found.first().expect("it converges without the limit");
        assert_eq!(first.changes, [Change::Field(Field::RoundLimit, 0.0)]);
        assert!(first.verdict.downtime.most.get() < 0.6, "{first:?}");
    }

    #[test]
    fn a_rate_cap_that_is_too_low_is_lifted_before_links_are_bought() {
        let mut scenario = base(Controller::KubeVirt);
        scenario.policy.technique = Technique::PreCopy;
        scenario.policy.max_bandwidth = Bandwidth::mib_per_s(64.0);
        scenario.fleet.vms = 40.0;
        scenario.fleet.memory = Bytes::gib(16.0);
        scenario.fleet.touched = Bytes::gib(14.0);
        scenario.fleet.working_set = Bytes::gib(1.0);
        scenario.fleet.dirty_page_rate = Bandwidth::mib_per_s(80.0);
        scenario.link.rate = Bandwidth::mbit_per_s(10_000.0);
        let found = remedies(&of(&scenario));
        assert!(!has(&found, |change| matches!(change, Change::Field(Field::LinkRate, _))));
        let first = found.first().expect("the cap is the cause");
        assert_eq!(first.changes, [Change::Field(Field::MaxBandwidth, 0.0)], "{found:?}");
    }

    #[test]
    fn nothing_is_proposed_that_the_storage_rules_out() {
        let found = remedies(&of(&Scenario::default()));
        assert!(!found.is_empty());
        assert!(!has(&found, |change| matches!(change, Change::Choice(Choice::Technique, _))));
    }

    #[test]
    fn a_permission_that_waits_for_hours_comes_last_and_one_that_does_not_is_proposed() {
        let mut scenario = base(Controller::KubeVirt);
        for (field, value) in [
            (Field::Memory, Bytes::gib(512.0).get()),
            (Field::WorkingSet, Bytes::gib(100.0).get()),
            (Field::DirtyPageRate, Bandwidth::mib_per_s(3072.0).get()),
            (Field::LinkRate, Bandwidth::mbit_per_s(25_000.0).get()),
        ] {
            field.set(&mut scenario, value);
        }
        let found = remedies(&of(&scenario));
        let permit = Change::Choice(Choice::PermitPostCopy, 1);
        let last = found.last().expect("more than one helps");
        assert_eq!(last.changes, [permit], "{found:?}");
        assert!(3600.0 < last.verdict.makespan.get());
        let soon = [permit, Change::Field(Field::TimeoutPerGib, 1.0)];
        let soon = found.iter().find(|remedy| remedy.changes == soon).expect("it is proposed");
        assert!(soon.verdict.makespan.get() < 900.0, "{soon:?}");
    }

    #[test]
    fn two_knobs_are_turned_where_one_is_not_enough() {
        let mut scenario = large(Controller::Qemu);
        scenario.policy.round_limit = 3.0;
        scenario.policy.max_bandwidth = Bandwidth::mib_per_s(500.0);
        scenario.fleet.dirty_page_rate = Bandwidth::new(200e6);
        scenario.fleet.load = Ratio::new(1.0);
        for remedy in remedies(&of(&scenario)) {
            let again = of(&scenario).with(&remedy.changes).verdict();
            assert_eq!(again, remedy.verdict);
            assert!(again.is_reached());
        }
    }
}
