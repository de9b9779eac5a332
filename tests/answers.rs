//! Questions that planners asked, and the one right answer to each.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::rc::Rc;

use movecast::plan::deciding::deciding;
use movecast::plan::remedy::{Asked, Change, Remedy, remedies};
use movecast::plan::verdict::{Kind, Matter};
use movecast::plan::wave::outcomes;
use movecast::quantity::{Lang, plain_spaces};
use movecast::report::{self, Waved};
use movecast::scenario::check::check;
use movecast::scenario::presets::{WORKLOADS, base};
use movecast::scenario::wave::{Setting, Wave};
use movecast::scenario::{Choice, Controller, Field, Points, Scenario, Technique};
use movecast::share::Stated;
use movecast::share::names;
use movecast::share::plan_file::PlanFile;
use movecast::units::{Bandwidth, Bytes, Seconds};

const GIB: f64 = 1_073_741_824.0;

fn headline(asked: &Asked) -> String {
    let (checked, _) = check(asked.scenario);
    let planned = asked.wave.as_ref().map(|wave| outcomes(&checked, wave));
    let waved = asked.wave.as_ref().zip(planned.as_ref()).map(|(wave, plan)| Waved { wave, plan });
    report::verdict(&checked, &movecast::plan::plan(&checked), waved, None, Lang::En).headline
}

fn named(asked: &Asked) -> Vec<String> {
    deciding(asked, None).into_iter().map(|of| names::input(of.input)).collect()
}

fn is_alone(remedy: &Remedy, is: impl Fn(&Change) -> bool) -> bool {
    remedy.changes.len() == 1 && is(&remedy.changes[0])
}

/// 40 VMs of 16 GiB that run PostgreSQL, over 10 Gbit/s, by KubeVirt with this rate limit.
fn forty(cap: Bandwidth) -> Scenario {
    let postgres = WORKLOADS.iter().find(|preset| preset.name[0].contains("PostgreSQL"));
    let mut scenario = postgres.expect("it ships").applied(&base(Controller::KubeVirt));
    scenario.policy.technique = Technique::PreCopy;
    scenario.policy.max_bandwidth = cap;
    scenario.link.rate = Bandwidth::mbit_per_s(10_000.0);
    for (field, value) in [
        (Field::Vms, 40.0),
        (Field::Concurrency, 10.0),
        (Field::Memory, 16.0 * GIB),
        (Field::Touched, 14.0 * GIB),
    ] {
        field.set(&mut scenario, value);
    }
    scenario
}

/// The same as a wave between hosts of this RAM, within half an hour.
fn in_half_an_hour(scenario: &Scenario, host: f64) -> Asked {
    let mut wave = Wave::of(scenario);
    wave.set(Setting::Window, 1800.0);
    wave.set(Setting::HostMemory, host);
    for (limit, count) in
        [(Setting::PerSource, 2.0), (Setting::PerDestination, 2.0), (Setting::InAll, 5.0)]
    {
        wave.set(limit, count);
    }
    Asked { scenario: *scenario, wave: Some(wave) }
}

#[test]
fn the_example_is_headed_by_its_downtime_and_not_by_cents() {
    let asked = Asked { scenario: Scenario::default(), wave: None };
    assert_eq!(asked.verdict().matter(), Matter::StandsTooLong);
    assert!(headline(&asked).contains("stands still for too long"));
}

#[test]
fn forty_vms_under_a_rate_cap_are_told_that_the_cap_is_the_cause() {
    let mut scenario = forty(Bandwidth::mib_per_s(64.0));
    // More than the cap lets through, less than its share of the link would.
    scenario.fleet.points = Points::NONE;
    scenario.fleet.working_set = Bytes::gib(1.0);
    scenario.fleet.dirty_page_rate = Bandwidth::mib_per_s(80.0);
    let asked = Asked { scenario, wave: None };
    let verdict = asked.verdict();
    assert!(!verdict.is_reached(), "{verdict:?}");
    assert!(named(&asked).iter().any(|name| name == "rate-limit"), "{:?}", named(&asked));
    let found = remedies(&asked);
    let first = found.first().expect("the cap can be lifted");
    assert_eq!(first.changes, [Change::Field(Field::MaxBandwidth, 0.0)], "{found:?}");
    assert_eq!(first.verdict.arrived(), 40);
    // A faster link changes nothing under the cap.
    assert!(!found.iter().any(|r| is_alone(r, |c| matches!(c, Change::Field(Field::LinkRate, _)))));
    // KubeVirt is never told to post-copy, though it may be permitted to hand over.
    let is_told = |c: &Change| matches!(c, Change::Choice(Choice::Technique, _));
    assert!(!found.iter().any(|remedy| remedy.changes.iter().any(is_told)));
}

#[test]
fn forty_vms_in_half_an_hour_have_one_answer_with_a_margin() {
    let asked = in_half_an_hour(&forty(Bandwidth::ZERO), 1024.0 * GIB);
    let verdict = asked.verdict();
    assert_eq!((verdict.kind(), verdict.arrived(), verdict.of), (Kind::Arrives, 40, 40));
    let window = verdict.window.expect("it is stated");
    assert!(window.is_kept() && Seconds::new(600.0) < window.margin(), "{window:?}");
    let file = PlanFile::of(&Stated {
        wave: asked.wave.clone().map(Rc::new),
        ..Stated::from(asked.scenario)
    });
    assert_eq!((file.verdict.kind, file.verdict.arrived), ("arrives", 40));
    assert_eq!(file.verdict.sentence, plain_spaces(&headline(&asked)));
    if verdict.matter() == Matter::InTime {
        assert!(headline(&asked).contains("to spare"), "{}", headline(&asked));
    }
}

#[test]
fn a_destination_that_holds_a_third_of_them_is_what_is_said_first() {
    let asked = in_half_an_hour(&forty(Bandwidth::ZERO), 256.0 * GIB);
    assert_eq!(asked.verdict().kind(), Kind::Impossible);
    assert!(headline(&asked).starts_with("This cannot be done: the destination would be 250"));
    let found = remedies(&asked);
    let hosts = found
        .iter()
        .find(|r| is_alone(r, |change| *change == Change::Setting(Setting::Destinations, 3.0)));
    assert!(hosts.is_some(), "{found:?}");
}

/// 256 GiB written 900 MB a second over 25 Gbit/s, under QEMU with this limit on rounds.
fn large(rounds: f64, written: f64) -> Asked {
    let mut scenario = base(Controller::Qemu);
    scenario.policy.technique = Technique::PreCopy;
    scenario.policy.round_limit = rounds;
    scenario.link.rate = Bandwidth::mbit_per_s(25_000.0);
    scenario.fleet.memory = Bytes::gib(256.0);
    scenario.fleet.touched = Bytes::gib(256.0);
    scenario.fleet.working_set = Bytes::gib(written);
    scenario.fleet.dirty_page_rate = Bandwidth::new(900e6);
    scenario.fleet.vms = 1.0;
    scenario.fleet.concurrency = 1.0;
    Asked { scenario, wave: None }
}

#[test]
fn a_large_guest_takes_minutes_and_converges_where_nothing_stops_its_rounds() {
    let free = large(0.0, 256.0).verdict();
    assert!(free.is_reached(), "{free:?}");
    // 256 GiB over 25 Gbit/s take 88 s at the very least.
    assert!(Seconds::new(100.0) < free.makespan, "{free:?}");
}

#[test]
fn a_limit_on_rounds_is_named_and_lifted_before_downtimes_of_a_minute_are_proposed() {
    let asked = large(5.0, 256.0);
    assert_eq!(asked.verdict().matter(), Matter::StandsTooLong);
    assert!(named(&asked).iter().any(|name| name == "round-limit"));
    let found = remedies(&asked);
    assert_eq!(found[0].changes, [Change::Field(Field::RoundLimit, 0.0)]);
    assert!(found[0].verdict.downtime.most < Seconds::new(0.6));
}
