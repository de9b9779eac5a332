//! Which inputs decide what is said: those without which it would be something else.
//!
//! Each limit is lifted or moved, and each other number that nobody stated is halved and doubled; what
//! changes the first thing that matters decides, and so does what changes how long it takes or how long
//! a machine stands still by more than `MUCH`. What the example states is the example's, and decides
//! only what matters first.

use super::remedy::{Asked, Change};
use super::verdict::Verdict;
use crate::scenario::field::Source;
use crate::scenario::goal::Goal;
use crate::scenario::presets::is_changed;
use crate::scenario::wave::{Setting, Wave};
use crate::scenario::{AtTimeout, Choice, Field, Origin, Scenario};
use crate::units::Seconds;

/// A figure that changes by more than this share is another one.
const MUCH: f64 = 0.1;

/// Something that decides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Input {
    /// A number.
    Field(Field),
    /// What is chosen.
    Choice(Choice),
    /// A number of the wave.
    Setting(Setting),
}

/// An input that decides what is said, and where its value is from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deciding {
    /// Which.
    pub input: Input,
    /// Its value in the base unit, or the place of what is chosen.
    pub value: f64,
    /// Where that is from.
    pub origin: Origin,
}

/// All that decides, for who wants to know this: limits first, then what was fitted, then defaults that
/// change what matters first, then other defaults, those that change a figure most before the others.
pub fn deciding(asked: &Asked, goal: Option<Goal>) -> Vec<Deciding> {
    let now = asked.verdict().asked(goal);
    if now.of == 0 {
        return Vec::new();
    }
    // A price that is tried is not stated: what it is worth is asked of none that did not ask before.
    let judge = |change: Change| Verdict {
        is_priced: now.is_priced,
        goal,
        ..asked.with(&[change]).verdict()
    };
    let scenario = &asked.scenario;
    let mut found: Vec<Input> = Vec::new();
    for (input, trials) in limits(asked) {
        if trials.into_iter().any(|change| is_another(&now, &judge(change))) {
            found.push(input);
        }
    }
    for field in scenario.stated.fitted().filter(|field| field.applies(scenario)) {
        let is_known = found.contains(&Input::Field(field));
        if !is_known && tried(field, scenario).any(|other| is_another(&now, &judge(other))) {
            found.push(Input::Field(field));
        }
    }
    let mut figures_only: Vec<(f64, Input)> = Vec::new();
    for field in Field::ALL.iter().copied().filter(|field| is_default(*field, scenario)) {
        let input = Input::Field(field);
        if found.contains(&input) {
            continue;
        }
        let others: Vec<Verdict> = tried(field, scenario).map(judge).collect();
        // What follows from a value of the example is the example's, too.
        let is_example = match field.origin(scenario) {
            Origin::Follows(leader, _) => matches!(leader.origin(scenario), Origin::Example(_)),
            origin => matches!(origin, Origin::Example(_)),
        };
        if others.iter().any(|other| says_else(&now, other)) {
            found.push(input);
        } else if !is_example && others.iter().any(|other| is_another(&now, other)) {
            let most = others.iter().map(|other| change(&now, other)).fold(0.0, f64::max);
            figures_only.push((most, input));
        }
    }
    figures_only.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    found.extend(figures_only.into_iter().map(|(_, input)| input));
    found.into_iter().map(|input| of(input, asked)).collect()
}

/// A number halved and doubled, within its bounds.
fn tried(field: Field, scenario: &Scenario) -> impl Iterator<Item = Change> + use<> {
    let value = field.get(scenario);
    let (min, max) = field.bounds();
    let others = [value * 0.5, value * 2.0].map(|other| other.clamp(min, max));
    let is_other = move |other: &f64| (*other - value).abs() > 1e-9 * value.abs();
    others.into_iter().filter(is_other).map(move |other| Change::Field(field, other))
}

/// Whether a number matters here and nobody stated it. Those that only seed the sampled runs or are
/// about users do not reach the verdict.
fn is_default(field: Field, scenario: &Scenario) -> bool {
    field.applies(scenario) && !is_changed(field, scenario)
}

/// Whether something else is the first to be said.
fn says_else(now: &Verdict, other: &Verdict) -> bool {
    let said = |verdict: &Verdict| (verdict.matter(), verdict.kind(), verdict.is_reached());
    said(now) != said(other)
}

/// Whether it is another answer: also where a figure is much different.
fn is_another(now: &Verdict, other: &Verdict) -> bool {
    says_else(now, other) || now.arrived() != other.arrived() || MUCH < change(now, other)
}

/// By which share the figure differs that differs most.
fn change(now: &Verdict, other: &Verdict) -> f64 {
    let share = |a: Seconds, b: Seconds| {
        let (least, most) = (a.get().min(b.get()), a.get().max(b.get()));
        if 0.0 < most { 1.0 - least / most } else { 0.0 }
    };
    // Downtimes that nobody notices do not decide anything.
    let longer = now.downtime.most.max(other.downtime.most);
    let is_felt = now.downtime.limit.get() * 0.5 < longer.get();
    let downtime = if is_felt { share(now.downtime.most, other.downtime.most) } else { 0.0 };
    share(now.makespan, other.makespan).max(downtime)
}

/// Limits that may hold it back, and what each is changed to in order to see.
fn limits(asked: &Asked) -> Vec<(Input, Vec<Change>)> {
    let scenario = &asked.scenario;
    let mut limits = Vec::new();
    let lifted = [
        Field::MaxBandwidth,
        Field::RoundLimit,
        Field::TimeoutPerGib,
        Field::StallTimeout,
        Field::StreamLimit,
        Field::CompressionRate,
        Field::DiskRead,
        Field::DiskWrite,
    ];
    for field in lifted {
        if field.applies(scenario) && 0.0 < field.get(scenario) {
            limits.push((Input::Field(field), vec![Change::Field(field, 0.0)]));
        }
    }
    let mut moved = vec![Field::DowntimeLimit, Field::Timeout, Field::Streams];
    if asked.wave.is_none() {
        moved.push(Field::Concurrency);
    }
    let is_one = |field: &Field| !field.is_none(scenario);
    for field in moved.into_iter().filter(|field| field.applies(scenario) && is_one(field)) {
        let (value, (min, max)) = (field.get(scenario), field.bounds());
        let trials = [value * 0.5, value * 2.0, max].map(|other| other.clamp(min, max));
        limits.push((Input::Field(field), trials.map(|t| Change::Field(field, t)).into()));
    }
    for choice in [Choice::Encryption, Choice::Compression] {
        // The first option of either is none.
        if choice.applies(scenario) && choice.get(scenario) != 0 {
            limits.push((Input::Choice(choice), vec![Change::Choice(choice, 0)]));
        }
    }
    if Choice::AtTimeout.applies(scenario) {
        let other = match scenario.policy.at_timeout {
            AtTimeout::Abort => 1,
            AtTimeout::Force => 0,
        };
        let trial = Change::Choice(Choice::AtTimeout, other);
        limits.push((Input::Choice(Choice::AtTimeout), vec![trial]));
    }
    if let Some(wave) = &asked.wave {
        let places = [
            Setting::InAll,
            Setting::PerSource,
            Setting::PerDestination,
            Setting::Window,
            Setting::HostMemory,
            Setting::Destinations,
        ];
        for setting in places {
            let value = wave.get(setting);
            let trials = [value * 0.5, value * 2.0, setting.bounds().1];
            let trials = trials.map(|other| Change::Setting(setting, other));
            if 0.0 < value {
                limits.push((Input::Setting(setting), trials.into()));
            }
        }
    }
    limits
}

fn of(input: Input, asked: &Asked) -> Deciding {
    let scenario = &asked.scenario;
    let (value, origin) = match input {
        Input::Field(field) => (field.get(scenario), field.origin(scenario)),
        Input::Choice(choice) => (choice.get(scenario) as f64, choice.origin(scenario)),
        Input::Setting(setting) => {
            let value = asked.wave.as_ref().map_or(0.0, |wave| wave.get(setting));
            (value, origin_of(setting, value, scenario))
        }
    };
    Deciding { input, value, origin }
}

/// Where a number of a wave is from: what nobody stated is as in the scenario, or as a wave has it.
fn origin_of(setting: Setting, value: f64, scenario: &Scenario) -> Origin {
    let is = |other: f64| value.to_bits() == other.to_bits();
    let follows = match setting {
        Setting::InAll | Setting::PerSource | Setting::PerDestination => Some(Field::Concurrency),
        Setting::SourcePort | Setting::DestinationPort => Some(Field::LinkRate),
        Setting::Background => Some(Field::OtherTraffic),
        _ => None,
    };
    match follows.filter(|_| is(Wave::of(scenario).get(setting))) {
        Some(field) => field.origin(scenario),
        None if is(setting.default()) => Origin::Default(Source::Assumption),
        None => Origin::Stated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets::base;
    use crate::scenario::{Controller, Technique};
    use crate::units::{Bandwidth, Bytes};

    fn names(scenario: &Scenario) -> Vec<Deciding> {
        deciding(&Asked { scenario: *scenario, wave: None }, None)
    }

    fn named(found: &[Deciding], field: Field) -> Option<Origin> {
        let is_it = |of: &&Deciding| of.input == Input::Field(field);
        found.iter().find(is_it).map(|of| of.origin)
    }

    #[test]
    fn a_rate_cap_that_cuts_a_move_off_is_named_with_its_source() {
        let mut scenario = base(Controller::KubeVirt);
        scenario.policy.technique = Technique::PreCopy;
        scenario.policy.max_bandwidth = Bandwidth::mib_per_s(64.0);
        scenario.fleet.vms = 2.0;
        scenario.fleet.memory = Bytes::gib(16.0);
        scenario.fleet.touched = Bytes::gib(14.0);
        scenario.fleet.working_set = Bytes::gib(1.0);
        scenario.fleet.dirty_page_rate = Bandwidth::mib_per_s(80.0);
        scenario.link.rate = Bandwidth::mbit_per_s(10_000.0);
        let found = names(&scenario);
        assert!(named(&found, Field::MaxBandwidth).is_some(), "{found:?}");
    }

    #[test]
    fn a_round_limit_that_stops_a_guest_is_named() {
        let mut scenario = base(Controller::Qemu);
        scenario.policy.technique = Technique::PreCopy;
        scenario.policy.round_limit = 5.0;
        scenario.fleet.vms = 1.0;
        scenario.fleet.memory = Bytes::gib(256.0);
        scenario.fleet.touched = Bytes::gib(256.0);
        scenario.fleet.working_set = Bytes::gib(256.0);
        scenario.fleet.dirty_page_rate = Bandwidth::new(900e6);
        scenario.link.rate = Bandwidth::mbit_per_s(25_000.0);
        assert!(named(&names(&scenario), Field::RoundLimit).is_some());
    }

    #[test]
    fn an_encryption_that_is_slower_than_the_link_is_named_with_what_it_carries() {
        let mut scenario = base(Controller::Qemu);
        scenario.policy.technique = Technique::PreCopy;
        Field::Vms.set(&mut scenario, 1.0);
        Field::MaxBandwidth.set(&mut scenario, 0.0);
        Field::Memory.set(&mut scenario, Bytes::gib(64.0).get());
        Field::DirtyPageRate.set(&mut scenario, 0.0);
        Field::LinkRate.set(&mut scenario, Bandwidth::mbit_per_s(25_000.0).get());
        Choice::Encryption.set(&mut scenario, 1);
        let found = names(&scenario);
        let is_it = |of: &&Deciding| of.input == Input::Choice(Choice::Encryption);
        assert_eq!(found.iter().find(is_it).map(|of| of.origin), Some(Origin::Stated));
        let limit = named(&found, Field::StreamLimit);
        assert_eq!(limit, Some(Origin::Default(Source::Published)));
        Field::LinkRate.set(&mut scenario, Bandwidth::mbit_per_s(1000.0).get());
        assert!(!names(&scenario).iter().any(|of| is_it(&of)));
    }

    #[test]
    fn defaults_that_change_a_figure_are_named_those_that_change_it_most_first() {
        let mut scenario = base(Controller::KubeVirt);
        Field::Memory.set(&mut scenario, Bytes::gib(64.0).get());
        Field::LinkRate.set(&mut scenario, Bandwidth::mbit_per_s(10_000.0).get());
        let found = names(&scenario);
        let follows = Origin::Follows(Field::Memory, Source::Paper);
        assert_eq!(named(&found, Field::Touched), Some(follows));
        assert_eq!(named(&found, Field::Memory), None, "it was stated, and is no limit");
        Field::Touched.set(&mut scenario, Bytes::gib(20.0).get());
        assert_eq!(named(&names(&scenario), Field::Touched), None);
    }

    #[test]
    fn what_follows_from_the_example_is_named_once_its_leader_is_stated() {
        let mut scenario = Scenario::default();
        assert_eq!(named(&names(&scenario), Field::Touched), None);
        Field::Memory.set(&mut scenario, Bytes::gib(64.0).get());
        assert!(named(&names(&scenario), Field::Touched).is_some());
    }

    #[test]
    fn a_price_that_nobody_stated_decides_nothing_and_neither_does_one_nobody_asks_about() {
        let mut scenario = base(Controller::KubeVirt);
        let prices = [Field::SourcePrice, Field::DestinationPrice, Field::SourceAdder];
        let any = |scenario: &Scenario, goal| {
            let asked = Asked { scenario: *scenario, wave: None };
            let found = deciding(&asked, goal);
            prices.iter().any(|field| named(&found, *field).is_some())
        };
        assert!(!any(&scenario, None));
        Field::Stay.set(&mut scenario, 86_400.0);
        assert!(any(&scenario, Some(Goal::Pay)));
        assert!(!any(&scenario, Some(Goal::Converge)));
    }

    #[test]
    fn a_stated_value_is_said_to_be_stated() {
        let mut scenario = Scenario::default();
        Field::DowntimeLimit.set(&mut scenario, 0.05);
        assert_eq!(named(&names(&scenario), Field::DowntimeLimit), Some(Origin::Stated));
    }

    #[test]
    fn what_measured_moves_told_is_named_with_their_number() {
        let mut scenario = base(Controller::Qemu);
        Field::Efficiency.set(&mut scenario, 0.5);
        assert_eq!(named(&names(&scenario), Field::Efficiency), None, "it was stated by hand");
        Field::Efficiency.fit(&mut scenario, 12);
        assert_eq!(named(&names(&scenario), Field::Efficiency), Some(Origin::Fitted(12)));
        Field::Efficiency.set(&mut scenario, 0.6);
        assert_eq!(Field::Efficiency.origin(&scenario), Origin::Stated);
    }

    #[test]
    fn what_a_wave_takes_from_its_scenario_was_stated_by_nobody() {
        let scenario = base(Controller::KubeVirt);
        let wave = Wave::of(&scenario);
        let origin = |setting: Setting, value| origin_of(setting, value, &scenario);
        let at_a_time = origin(Setting::InAll, wave.get(Setting::InAll));
        assert_eq!(at_a_time, Field::Concurrency.origin(&scenario));
        assert_eq!(origin(Setting::InAll, 7.0), Origin::Stated);
        assert_eq!(origin(Setting::HostMemory, 5e11), Origin::Stated);
        let unstated = Setting::HostMemory.default();
        assert_eq!(origin(Setting::HostMemory, unstated), Origin::Default(Source::Assumption));
    }
}
