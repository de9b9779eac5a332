//! Which inputs decide what is said: those without which it would be something else.
//!
//! Each limit is lifted or moved, and each other number that nobody stated is halved and doubled; what
//! changes the first thing that matters decides. Of limits, and of numbers that were fitted on measured
//! moves, those decide too that change how long it takes or how long a machine stands still by more
//! than `MUCH`.

use super::remedy::{Asked, Change};
use super::verdict::Verdict;
use crate::scenario::field::Source;
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

/// All that decides: limits first, then defaults in the order of the form.
pub fn deciding(asked: &Asked) -> Vec<Deciding> {
    let now = asked.verdict();
    if now.of == 0 {
        return Vec::new();
    }
    let mut found: Vec<Deciding> = Vec::new();
    for (input, trials) in limits(asked) {
        let decides = |change: &Change| is_another(&now, &asked.with(&[*change]).verdict());
        if trials.iter().any(decides) {
            found.push(of(input, asked));
        }
    }
    for field in asked.scenario.stated.fitted().filter(|field| field.applies(&asked.scenario)) {
        let is_known = found.iter().any(|known| known.input == Input::Field(field));
        if !is_known && perturbed(field, asked).any(|other| is_another(&now, &other)) {
            found.push(of(Input::Field(field), asked));
        }
    }
    for field in Field::ALL.iter().filter(|field| is_default(**field, &asked.scenario)) {
        let is_known = found.iter().any(|known| known.input == Input::Field(*field));
        if !is_known && perturbed(*field, asked).any(|other| says_else(&now, &other)) {
            found.push(of(Input::Field(*field), asked));
        }
    }
    found
}

/// The verdicts with a number halved and doubled, within its bounds.
fn perturbed(field: Field, asked: &Asked) -> impl Iterator<Item = Verdict> {
    let value = field.get(&asked.scenario);
    let (min, max) = field.bounds();
    let others = [value * 0.5, value * 2.0].map(|other| other.clamp(min, max));
    let is_other = move |other: &f64| (*other - value).abs() > 1e-9 * value.abs();
    others
        .into_iter()
        .filter(is_other)
        .map(move |other| asked.with(&[Change::Field(field, other)]).verdict())
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
    let differs = |a: Seconds, b: Seconds| {
        let (a, b) = (a.get(), b.get());
        MUCH * a.max(b) < (a - b).abs()
    };
    // Downtimes that nobody notices do not decide anything.
    let longer = now.downtime.most.max(other.downtime.most);
    let is_felt = now.downtime.limit.get() * 0.5 < longer.get();
    says_else(now, other)
        || now.arrived() != other.arrived()
        || differs(now.makespan, other.makespan)
        || (is_felt && differs(now.downtime.most, other.downtime.most))
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
    for field in moved.into_iter().filter(|field| field.applies(scenario)) {
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
        deciding(&Asked { scenario: *scenario, wave: None })
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
