//! What was not stated follows what was, in whatever order that happens.

#![cfg(not(target_arch = "wasm32"))]

use movecast::scenario::choice::Options;
use movecast::scenario::{Choice, Controller, Field, Origin, Scenario, presets};
use movecast::share::link;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

const GIB: f64 = 1_073_741_824.0;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs()
}

#[test]
fn memory_in_use_follows_memory_in_the_example_and_elsewhere() {
    for mut scenario in [presets::paper(), presets::blank()] {
        Field::Memory.set(&mut scenario, 256.0 * GIB);
        assert!(close(Field::Touched.get(&scenario), 244.0 * GIB), "61 of 64 parts");
        assert!(matches!(Field::Touched.origin(&scenario), Origin::Follows(Field::Memory, _)));
    }
}

#[test]
fn what_was_stated_stays() {
    let mut scenario = presets::blank();
    Field::Touched.set(&mut scenario, 8.0 * GIB);
    Field::Memory.set(&mut scenario, 64.0 * GIB);
    assert!(close(Field::Touched.get(&scenario), 8.0 * GIB));
    assert_eq!(Field::Touched.origin(&scenario), Origin::Stated);
}

#[test]
fn the_paper_s_round_limit_is_nobody_else_s() {
    let mut scenario = Scenario::default();
    assert!(close(scenario.policy.round_limit, 5.0));
    Choice::Controller.set(&mut scenario, Controller::KubeVirt.place());
    assert!(scenario.policy.round_limit < 1.0);
    assert!(!scenario.policy.max_bandwidth.is_positive(), "KubeVirt has no rate limit");
    assert!(close(scenario.fleet.concurrency, 2.0), "KubeVirt's limit for a node");
}

#[test]
fn a_controller_brings_its_defaults_and_leaves_what_was_stated() {
    let mut scenario = presets::blank();
    Field::DowntimeLimit.set(&mut scenario, 0.05);
    Choice::Controller.set(&mut scenario, Controller::Nova.place());
    assert!(close(Field::DowntimeLimit.get(&scenario), 0.05));
    assert!(close(Field::TimeoutPerGib.get(&scenario), 800.0));
}

/// One statement of a field or a choice.
#[derive(Debug, Clone, Copy)]
enum Said {
    Number(Field, f64),
    Choice(Choice, usize),
}

impl Said {
    fn put(self, scenario: &mut Scenario) {
        match self {
            Self::Number(field, value) => field.set(scenario, value),
            Self::Choice(choice, place) => choice.set(scenario, place),
        }
    }
}

fn any_said() -> impl Strategy<Value = Said> {
    let number = (0..Field::ALL.len(), 0.0..1.0_f64).prop_map(|(at, share)| {
        let (min, max) = Field::ALL[at].bounds();
        Said::Number(Field::ALL[at], min + (max - min) * share)
    });
    let chosen = (0..Choice::ALL.len(), 0..64_usize)
        .prop_map(|(at, place)| Said::Choice(Choice::ALL[at], place % Choice::ALL[at].count()));
    prop_oneof![4 => number, 1 => chosen]
}

proptest! {
    #![proptest_config(Config { rng_seed: RngSeed::Fixed(1), cases: 400, ..Config::default() })]

    #[test]
    fn the_order_in_which_inputs_are_stated_makes_no_difference(
        said in prop::collection::vec(any_said(), 0..12),
        is_example in any::<bool>(),
    ) {
        // The last word on each counts, so each is said once.
        let mut once: Vec<Said> = Vec::new();
        for one in said {
            let same = |other: &Said| match (one, *other) {
                (Said::Number(a, _), Said::Number(b, _)) => a == b,
                (Said::Choice(a, _), Said::Choice(b, _)) => a == b,
                _ => false,
            };
            if !once.iter().any(same) {
                once.push(one);
            }
        }
        let start = if is_example { presets::paper() } else { presets::blank() };
        let (mut forwards, mut backwards) = (start, start);
        for (one, other) in once.iter().zip(once.iter().rev()) {
            one.put(&mut forwards);
            other.put(&mut backwards);
        }
        prop_assert_eq!(forwards, backwards);
        // A link gives back the same, what was stated included.
        prop_assert_eq!(link::decode(&link::encode(&forwards)), Ok(forwards));
        // Nothing that follows has to be stated, and settling moves nothing.
        prop_assert_eq!(forwards.explicit(), forwards);
        let mut settled = forwards;
        settled.settle();
        prop_assert_eq!(settled, forwards);
    }
}
