//! Laws that hold for any scenario.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use movecast::decimal;
use movecast::model::dirty::MeasuredPoint;
use movecast::model::trace::Ending;
use movecast::plan::{Figures, plan};
use movecast::scenario::check::check;
use movecast::scenario::field::Measure;
use movecast::scenario::{Choice, Currency, Field, Points, Scenario, Technique};
use movecast::share::link;
use movecast::units::{Bandwidth, Bytes, Energy, EnergyPrice, Money, Ratio, Seconds};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Any value of a field, spread evenly over orders of magnitude where it spans many.
fn value_of(field: Field) -> BoxedStrategy<f64> {
    let (min, max) = field.bounds();
    let most = match field {
        // Enough to share a link, not enough to slow the tests down.
        Field::Vms => 12.0,
        Field::Concurrency => 6.0,
        _ => max,
    };
    let least = if 0.0 < min { min } else { most * 1e-9 };
    let spread = (libm::log(least)..=libm::log(most)).prop_map(libm::exp);
    let value =
        if min <= 0.0 { prop_oneof![1 => Just(min), 4 => spread].boxed() } else { spread.boxed() };
    if field.measure() == Measure::Count { value.prop_map(libm::round).boxed() } else { value }
}

fn any_scenario() -> impl Strategy<Value = Scenario> {
    let values: Vec<_> = Field::ALL.iter().map(|field| value_of(*field)).collect();
    let places: Vec<_> = Choice::ALL.iter().map(|choice| 0..choice.count()).collect();
    let point = (-6.0..11.0f64, 0.0..42.0f64).prop_map(|(time, amount)| MeasuredPoint {
        interval: Seconds::new(libm::exp2(time)),
        dirtied: Bytes::new(libm::exp2(amount)),
    });
    let points = prop_oneof![Just(Vec::new()), proptest::collection::vec(point, 0..6)];
    (values, places, points).prop_map(|(values, places, points)| {
        let mut scenario = Scenario::default();
        for (field, value) in Field::ALL.iter().zip(values) {
            field.set(&mut scenario, value);
        }
        for (choice, place) in Choice::ALL.iter().zip(places) {
            choice.set(&mut scenario, place);
        }
        scenario.fleet.points = Points::new(points);
        check(scenario).0.get().to_owned()
    })
}

/// A rate limit so low that a round's last bytes would have passed within a nanosecond at the rate of
/// the step before it.
const TRICKLE: &str = include_str!("links/trickle.txt");

#[test]
fn a_rate_limit_of_a_few_bytes_a_second_ends_too() {
    let scenario = link::decode(TRICKLE.trim()).expect("a link");
    assert!(!plan(&check(scenario).0).outcomes.is_empty());
}

#[test]
fn work_that_guests_do_later_is_billed_where_they_end_up() {
    let mut scenario = Scenario::default();
    scenario.policy.technique = Technique::PreCopy;
    scenario.policy.round_limit = 0.0;
    scenario.policy.throttling.on = true;
    let bill = |scenario: &Scenario| plan(&check(*scenario).0).chosen().figures.bill;
    let without = bill(&scenario);
    assert_eq!(without.redone[0] + without.redone[1], Energy::ZERO);
    scenario.power.redone = true;
    let plan = plan(&check(scenario).0);
    let outcome = plan.chosen();
    let running = outcome.trace.segments.iter().filter(|segment| !segment.stage.stands_still());
    let throttled: f64 = running.map(|s| s.throttle.get() * s.duration().get()).sum();
    assert!(0.0 < throttled);
    let stalls: f64 = outcome.trace.moves.iter().map(|m| m.longest_stall.get()).sum();
    // Ten busy machines, slower by a fifth for ten seconds; a thread adds (290 - 100) / 32 W.
    let lost = throttled + stalls + 10.0 * 0.2 * 10.0;
    let expected = 190.0 / 32.0 * lost * 1.1;
    let redone = outcome.figures.bill.redone;
    assert_eq!(redone[0], Energy::ZERO, "all of them arrive");
    assert!((redone[1].to_joules() - expected).abs() < 1e-6 * expected, "{redone:?}");
    let prices = [scenario.source.price, scenario.destination.price];
    let more = outcome.figures.bill.cost(prices) - without.cost(prices);
    assert!((more - redone[1] * scenario.destination.price).get().abs() < 1e-12);
}

/// A guest that any link here can move: it dirties little.
fn calm_scenario() -> impl Strategy<Value = Scenario> {
    (1.0..6.0f64, 0.1..8.0f64, 0.0..0.4f64, 50.0..5000.0f64).prop_map(|(vms, gib, dirty, mbit)| {
        let mut scenario = Scenario::default();
        scenario.fleet.vms = vms.round();
        scenario.fleet.concurrency = 1.0;
        scenario.fleet.memory = Bytes::gib(gib);
        scenario.fleet.touched = Bytes::gib(gib * 0.9);
        scenario.fleet.working_set = Bytes::gib(gib * 0.2);
        scenario.link.rate = Bandwidth::mbit_per_s(mbit);
        scenario.fleet.dirty_page_rate = scenario.link.rate * dirty;
        scenario.policy.round_limit = 0.0;
        scenario
    })
}

#[track_caller]
fn figures(scenario: &Scenario, technique: Technique) -> Option<Figures> {
    let mut scenario = *scenario;
    scenario.policy.technique = technique;
    let plan = plan(&check(scenario).0);
    plan.of(technique).map(|outcome| outcome.figures)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        // The same cases every time.
        rng_seed: RngSeed::Fixed(2017),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_checked_scenario_has_a_finite_plan(scenario in any_scenario()) {
        for outcome in plan(&check(scenario).0).outcomes {
            let Figures { total_time, downtime, longest_stall, sent, bill, money, .. } = outcome.figures;
            for value in [total_time.get(), downtime.get(), longest_stall.get(), sent.get()] {
                prop_assert!(value.is_finite() && 0.0 <= value, "{:?}", outcome.figures);
            }
            prop_assert!(bill.total().to_joules().is_finite());
            prop_assert!(money.is_none_or(|sums| sums.cost.get().is_finite()));
            prop_assert_eq!(money.is_none(), scenario.unrated().is_some());
            prop_assert!(downtime <= longest_stall);
            prop_assert_eq!(outcome.trace.moves.len(), scenario.fleet.vms as usize);
        }
    }

    #[test]
    fn bytes_are_conserved(scenario in any_scenario()) {
        for outcome in plan(&check(scenario).0).outcomes {
            let by_segment: Bytes = outcome.trace.segments.iter().map(|s| s.sent + s.mirrored).sum();
            let by_move = outcome.trace.sent();
            let gap = (by_segment - by_move).get().abs();
            prop_assert!(gap <= 1e-6 * by_move.get() + 1.0, "{by_segment:?} {by_move:?}");
        }
    }

    #[test]
    fn segments_of_a_machine_follow_each_other(scenario in any_scenario()) {
        for outcome in plan(&check(scenario).0).outcomes {
            let mut end = Seconds::ZERO;
            for segment in outcome.trace.of(0) {
                prop_assert!(end.get() <= segment.start.get() + 1e-9);
                prop_assert!(segment.start <= segment.end);
                end = segment.end;
            }
        }
    }

    #[test]
    fn twice_the_link_never_takes_longer(scenario in calm_scenario()) {
        let mut wider = scenario;
        wider.link.rate = scenario.link.rate * 2.0;
        for technique in Technique::ALL {
            let narrow = figures(&scenario, technique).expect("QEMU offers all");
            let wide = figures(&wider, technique).expect("QEMU offers all");
            prop_assert!(wide.total_time <= narrow.total_time, "{technique:?}: {narrow:?} {wide:?}");
        }
    }

    #[test]
    fn a_guest_that_writes_nothing_needs_one_round(scenario in calm_scenario()) {
        let mut idle = scenario;
        idle.fleet.dirty_page_rate = Bandwidth::ZERO;
        let plan = plan(&check(idle).0);
        let outcome = plan.of(Technique::PreCopy).expect("planned");
        for moved in &outcome.trace.moves {
            prop_assert_eq!(moved.rounds, 1);
            prop_assert_eq!(moved.ending, Ending::Converged);
            let memory = idle.fleet.touched.get();
            prop_assert!(memory <= moved.memory_sent.get() && moved.memory_sent.get() < 1.01 * memory);
        }
    }

    #[test]
    fn post_copy_sends_no_page_twice_but_what_was_sent_before_the_handover(scenario in any_scenario()) {
        let Some(figures) = figures(&scenario, Technique::PostCopy) else { return Ok(()) };
        let sent = figures.sent;
        let memory = scenario.fleet.memory * scenario.fleet.vms;
        // Rounds go on until the handover is obeyed, 0.15 s after the start.
        let before = scenario.link.rate * Seconds::new(0.2) * scenario.fleet.vms;
        let most = memory * 1.01 + before + Bytes::mib(20.0) * scenario.fleet.vms;
        prop_assert!(sent <= most, "{sent:?} of {memory:?}");
    }

    #[test]
    fn a_dearer_destination_never_pays(scenario in any_scenario()) {
        let mut dear = scenario;
        (dear.source.currency, dear.destination.currency) = (Currency::Eur, Currency::Eur);
        dear.destination.price = scenario.source.price.max(scenario.destination.price);
        dear.destination.pue = Ratio::new(scenario.source.pue.get().max(scenario.destination.pue.get()));
        dear.destination.carbon = scenario.destination.carbon.max(scenario.source.carbon);
        // Thriftier hosts there would save whatever electricity costs.
        dear.power.server_there = None;
        prop_assume!(0.0 < dear.source.price.to_per_kwh());
        for outcome in plan(&check(dear).0).outcomes {
            let sums = outcome.figures.money.expect("all is in EUR");
            prop_assert!(sums.saving_per_hour.get() <= 1e-12);
        }
    }

    #[test]
    fn paying_in_another_currency_at_its_rate_is_paying_in_eur(
        scenario in any_scenario(),
        rate in 0.01..1000.0f64,
    ) {
        let mut euros = scenario;
        (euros.source.currency, euros.destination.currency) = (Currency::Eur, Currency::Eur);
        // So that no bound cuts the same price in the one and not in the other.
        euros.source.price = EnergyPrice::per_kwh(scenario.source.price.to_per_kwh() / 1000.0);
        let mut other = euros;
        other.source.currency = Currency::Czk;
        other.source.rate = Ratio::new(rate);
        other.source.price = euros.source.price * rate;
        let plans = [&euros, &other].map(|scenario| plan(&check(*scenario).0));
        let outcomes = plans.iter().map(|plan| plan.chosen().figures);
        let [one, two]: [Figures; 2] = outcomes.collect::<Vec<_>>().try_into().expect("two plans");
        let [sums, others] = [one, two].map(|figures| figures.money.expect("a rate is stated"));
        for (a, b) in [(sums.cost, others.cost), (sums.saving_per_hour, others.saving_per_hour)] {
            let size = a.get().abs() + one.bill.total().to_kwh() + one.watts[0].get();
            prop_assert!((a - b).get().abs() <= 1e-9 * size, "{a:?} {b:?}");
        }
        prop_assert_eq!(Figures { money: None, ..one }, Figures { money: None, ..two });
    }

    #[test]
    fn without_its_rate_a_currency_takes_the_money_and_nothing_else(scenario in any_scenario()) {
        let mut euros = scenario;
        (euros.source.currency, euros.destination.currency) = (Currency::Eur, Currency::Eur);
        let mut unrated = euros;
        unrated.destination.currency = Currency::Nok;
        unrated.destination.rate = Ratio::ZERO;
        let with = plan(&check(euros).0).chosen().figures;
        let without = plan(&check(unrated).0).chosen().figures;
        prop_assert_eq!(without, Figures { money: None, ..with });
    }

    #[test]
    fn at_the_price_that_just_pays_the_stay_pays_for_the_move(scenario in any_scenario()) {
        let checked = check(scenario).0;
        let Scenario { destination, power, stay, .. } = checked.get();
        for outcome in plan(&checked).outcomes {
            let Some(sums) = outcome.figures.money else { continue };
            let (Some(even), Some(there)) =
                (sums.even_price, destination.meter_price(power.carbon_price)) else { continue };
            let even = even + destination.carbon * power.carbon_price;
            let used = (outcome.figures.watts[1] * *stay * destination.pue).to_kwh();
            let cheaper = (there.to_per_kwh() - even.to_per_kwh()) * used;
            let [net, cost] = [sums.net_saving, sums.cost].map(Money::get);
            let scale = cost.abs() + net.abs() + there.to_per_kwh().abs() * used;
            prop_assert!((net + cheaper).abs() <= 1e-9 * scale.max(1.0), "{net} {cheaper}");
        }
    }

    #[test]
    fn a_link_gives_back_its_scenario(scenario in any_scenario()) {
        let text = link::encode(&scenario);
        // Everything stated, each number to its last digit.
        prop_assert!(text.len() < 2300, "{} letters", text.len());
        prop_assert_eq!(link::decode(&text), Ok(scenario.explicit()));
    }

    #[test]
    fn any_number_is_read_as_it_was_written(bits in any::<u64>()) {
        let value = f64::from_bits(bits);
        prop_assume!(value.is_finite() && (value == 0.0 || value.is_normal()));
        prop_assert_eq!(decimal::read(&value.to_string()).map(f64::to_bits), Some(bits));
        prop_assert_eq!(decimal::read(&format!("{value:e}")).map(f64::to_bits), Some(bits));
    }

    #[test]
    fn any_text_is_a_link_or_says_why_not(text in ".{0,300}") {
        let _ = link::decode(&text);
    }

    #[test]
    fn a_link_with_one_letter_changed_is_damaged(scenario in any_scenario(), at in 2..200usize) {
        let text = link::encode(&scenario);
        let at = 1 + at % (text.len() - 1);
        let mut letters: Vec<char> = text.chars().collect();
        letters[at] = if letters[at] == '7' { '3' } else { '7' };
        let changed: String = letters.into_iter().collect();
        prop_assert!(link::decode(&changed).is_err(), "{changed}");
    }
}
