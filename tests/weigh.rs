//! Laws of the ranking by weights: over random options, and over random scenarios.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use movecast::plan::remedy::Asked;
use movecast::plan::weigh::{Candidate, Fit, Ranking, Way, options, rank};
use movecast::scenario::check::check;
use movecast::scenario::wave::Wave;
use movecast::scenario::weights::{CRITERIA, Criterion, Weights};
use movecast::scenario::{Field, Scenario, Technique};
use proptest::prelude::*;

/// An option of which only some values can be, so that options meet.
fn candidate() -> impl Strategy<Value = (Fit, [Option<f64>; CRITERIA])> {
    let fit = prop_oneof![5 => Just(Fit::Keeps), 2 => Just(Fit::Misses), 1 => Just(Fit::Fails)];
    let value = prop_oneof![
        (0..4_u32).prop_map(|value| f64::from(value) * 100.0),
        -1e6..1e6_f64,
        Just(0.0),
    ];
    (fit, prop::array::uniform7(value)).prop_map(|(fit, values)| {
        (fit, if fit == Fit::Fails { [None; CRITERIA] } else { values.map(Some) })
    })
}

fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec(candidate(), 1..=Technique::ALL.len()).prop_map(|all| {
        let ways = Technique::ALL.into_iter().map(Way::Move);
        let one = |(way, (fit, values))| Candidate { way, verdict: None, fit, values };
        ways.zip(all).map(one).collect()
    })
}

fn weights() -> impl Strategy<Value = Weights> {
    let weight = prop_oneof![Just(0.0), Just(5.0), 0.0..10.0_f64];
    prop::array::uniform7(weight).prop_map(|each| Weights::new(each).expect("within bounds"))
}

fn order(found: &Ranking) -> Vec<Way> {
    found.places.iter().map(|place| place.of.way).collect()
}

fn with(weights: Weights, at: usize, weight: f64) -> Weights {
    let mut each = *weights.each();
    each[at] = weight;
    Weights::new(each).expect("within bounds")
}

/// Whether an option is better than another by every criterion.
fn is_better_by_all(one: &Candidate, other: &Candidate) -> bool {
    let pairs = one.values.iter().zip(&other.values);
    one.fit <= other.fit
        && pairs.clone().all(|(one, other)| matches!((one, other), (Some(a), Some(b)) if a < b))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        rng_seed: proptest::test_runner::RngSeed::Fixed(6),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_better_by_all_criteria_is_never_behind(all in candidates(), weights in weights()) {
        let found = rank(&all, weights);
        prop_assert_eq!(found.places.len(), all.len());
        for (at, behind) in found.places.iter().enumerate() {
            for ahead in &found.places[..at] {
                prop_assert!(!is_better_by_all(&behind.of, &ahead.of), "{found:?}");
                // Nor by all that count, where it is nowhere worse.
                prop_assert!(ahead.beaten_by != Some(behind.of.way), "{found:?}");
            }
        }
    }

    #[test]
    fn what_misses_a_limit_never_comes_before_what_keeps_all(all in candidates(), weights in weights()) {
        let found = rank(&all, weights);
        prop_assert!(found.places.windows(2).all(|pair| pair[0].of.fit <= pair[1].of.fit));
        for place in &found.places {
            prop_assert_eq!(place.worth.is_some(), place.of.fit == Fit::Keeps);
            prop_assert!(place.worth.is_none_or(|worth| (-1e-9..=1.0 + 1e-9).contains(&worth)));
        }
    }

    #[test]
    fn scaling_all_weights_changes_nothing(all in candidates(), weights in weights(), factor in 0.01..10.0_f64) {
        let scaled = weights.each().map(|weight| weight * factor);
        let scaled = rank(&all, Weights::new(scaled).expect("within bounds"));
        let found = rank(&all, weights);
        prop_assert_eq!(order(&found), order(&scaled));
        for (a, b) in found.places.iter().zip(&scaled.places) {
            prop_assert_eq!(a.beaten_by, b.beaten_by);
        }
    }

    #[test]
    fn a_criterion_without_weight_is_ignored(
        all in candidates(),
        weights in weights(),
        at in 0..CRITERIA,
        values in prop::collection::vec(-1e6..1e6_f64, Technique::ALL.len()),
    ) {
        let weights = with(weights, at, 0.0);
        prop_assume!(weights.each().iter().any(|weight| 0.0 < *weight));
        let mut others = all.clone();
        for (other, value) in others.iter_mut().zip(values) {
            other.values[at] = other.values[at].map(|_| value);
        }
        let (one, other) = (rank(&all, weights), rank(&others, weights));
        prop_assert_eq!(order(&one), order(&other));
        for (a, b) in one.places.iter().zip(&other.places) {
            prop_assert_eq!((a.worth, a.beaten_by), (b.worth, b.beaten_by));
        }
    }

    #[test]
    fn the_front_is_what_no_other_beats(all in candidates(), weights in weights()) {
        let found = rank(&all, weights);
        for place in found.places.iter().filter(|place| place.of.fit != Fit::Fails) {
            let beats = |by: &Candidate| {
                let counts = |at: &usize| 0.0 < found.counts(*at);
                let no_worse = (0..CRITERIA).filter(counts).all(|at| by.values[at] <= place.of.values[at]);
                let better = (0..CRITERIA).filter(counts).any(|at| by.values[at] < place.of.values[at]);
                by.fit <= place.of.fit && no_worse && (better || by.fit < place.of.fit)
            };
            let beaten = all.iter().any(beats);
            prop_assert_eq!(place.beaten_by.is_some(), beaten, "{:?}", found);
            if let Some(by) = place.beaten_by {
                prop_assert!(all.iter().find(|of| of.way == by).is_some_and(beats));
            }
        }
        // Whoever leads is on it.
        prop_assert!(found.places[0].beaten_by.is_none());
    }

    #[test]
    fn beyond_the_weight_that_is_told_another_leads_and_before_it_the_same(
        all in candidates(),
        weights in weights(),
    ) {
        let found = rank(&all, weights);
        let first = found.places[0].of.way;
        for flip in &found.flips {
            let at = Criterion::ALL.iter().position(|(of, _)| *of == flip.criterion).expect("it is one");
            let step = (flip.at - flip.now).abs().max(flip.at) * 1e-2 + 1e-2;
            let beyond = if flip.is_less { flip.at - step } else { flip.at + step };
            let value = |way: Way| {
                let place = found.places.iter().find(|place| place.of.way == way);
                place.and_then(|place| place.of.values[at]).expect("it arrives")
            };
            // What differs by less is the same.
            let gained = found.ahead(at, value(flip.leader), value(first)).abs() * step / 100.0;
            if 0.0 < beyond && 1e-8 < gained {
                let leads = rank(&all, with(weights, at, beyond)).places[0].of.way;
                prop_assert!(leads != first, "{flip:?} {found:?}");
            }
            let before = f64::midpoint(flip.at, flip.now);
            if 1e-3 < (flip.at - flip.now).abs() {
                prop_assert_eq!(rank(&all, with(weights, at, before)).places[0].of.way, first, "{:?}", flip);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: proptest::test_runner::RngSeed::Fixed(7),
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_number_is_that_of_the_plan_which_was_run(
        vms in 1..12_u32,
        memory in 0.25..16.0_f64,
        link in 1.0..25.0_f64,
        dirty in 0.0..800.0_f64,
        has_wave: bool,
        weights in weights(),
    ) {
        let mut scenario = Scenario::default();
        for (field, value) in [
            (Field::Vms, f64::from(vms)),
            (Field::Memory, memory * 1_073_741_824.0),
            (Field::LinkRate, link * 125e6),
            (Field::DirtyPageRate, dirty * 1_048_576.0),
        ] {
            field.set(&mut scenario, value);
        }
        let scenario = *check(scenario).0.get();
        let asked = Asked { scenario, wave: has_wave.then(|| Wave::of(&scenario)) };
        let found = rank(&options(&asked, None), weights);
        prop_assert!(found.places.iter().any(|place| place.of.way == Way::Stay));
        for place in &found.places {
            let Way::Move(technique) = place.of.way else { continue };
            let mut again = asked.clone();
            again.scenario.policy.technique = technique;
            let (verdict, figures) = again.planned();
            prop_assert_eq!(place.of.verdict, Some(verdict));
            prop_assert_eq!(place.of.fit == Fit::Keeps, verdict.is_reached());
            if place.of.fit == Fit::Fails {
                continue;
            }
            prop_assert_eq!(place.of.values[0], Some(verdict.makespan.get()));
            prop_assert_eq!(place.of.values[1], Some(verdict.downtime.most.get()));
            prop_assert_eq!(place.of.values[4], figures.money.map(|sums| -sums.net_saving.get()));
        }
    }
}
