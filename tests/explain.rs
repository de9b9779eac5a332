//! What is told of a wave and of hourly prices: every number that can be asked about is the one
//! explained, and the terms of an explanation add up to it.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use movecast::model::breakeven::Account;
use movecast::model::trace::Ending;
use movecast::plan::hours::{Column, HourlyPlan, Market, Wish};
use movecast::plan::plan;
use movecast::plan::wave::{Row, WhatIf, is_late, wave_plan};
use movecast::quantity::{Lang, amount};
use movecast::report::explain::hours::{self, Rule, more};
use movecast::report::explain::wave::{Grounds, Held, Question, explain_wave};
use movecast::report::hours::findings;
use movecast::report::sentence::Piece;
use movecast::report::wave::{after, outline};
use movecast::scenario::check::{Checked, check};
use movecast::scenario::wave::{Setting, Wave};
use movecast::scenario::{Scenario, Technique};
use movecast::units::{Bandwidth, Seconds};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Some machines by some technique, several hosts, and perhaps a window that is too short.
fn any_wave() -> impl Strategy<Value = (Checked, Wave)> {
    let technique = prop::sample::select(Technique::ALL.to_vec());
    let window = prop_oneof![Just(0.0), 1.0..2000.0];
    (technique, 1_u32..40, 10.0..10_000.0, 1.0..2000.0, window, 1_u32..4, 1_u32..4).prop_map(
        |(technique, machines, mbit, dirty, window, sources, destinations)| {
            let mut scenario = Scenario::default();
            scenario.policy.technique = technique;
            scenario.policy.round_limit = 0.0;
            scenario.policy.timeout = Seconds::new(900.0);
            scenario.fleet.vms = f64::from(machines);
            scenario.fleet.dirty_page_rate = Bandwidth::mib_per_s(dirty);
            scenario.link.rate = Bandwidth::mbit_per_s(mbit);
            let checked = check(scenario).0;
            let mut wave = Wave::of(checked.get());
            wave.set(Setting::Window, window);
            wave.set(Setting::Sources, f64::from(sources));
            wave.set(Setting::Destinations, f64::from(destinations));
            (checked, wave)
        },
    )
}

/// Source and destination of the default scenario at prices that rise and fall.
fn any_hours() -> impl Strategy<Value = HourlyPlan> {
    let prices = || prop::collection::vec(-0.05..0.4_f64, 24..400);
    let account = prop::sample::select(Account::ALL.to_vec());
    (prices(), prices(), account).prop_filter_map("they are planned", |(here, there, account)| {
        let scenario = Scenario::default();
        let figures = plan(&check(scenario).0).chosen().figures;
        let market =
            |site, values| Market::of_prices(site, Column { values, first_hour: Some(473_352) });
        let markets = [market(scenario.source, &here), market(scenario.destination, &there)];
        HourlyPlan::of(&figures, &markets, &Wish { account, ..Wish::default() })
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2017),
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_number_of_a_wave_that_can_be_asked_is_the_number_explained((scenario, wave) in any_wave()) {
        let plan = wave_plan(&scenario, &wave, |_| ());
        let others = [WhatIf::WiderLink, WhatIf::SecondPort];
        let what_ifs = others.map(|other| (other, other.outline(&scenario, &wave, |_| ())));
        let (scenario, wave, plan) = (&scenario, &wave, &plan);
        let grounds = Grounds { scenario, wave, plan, what_ifs: &what_ifs };
        for lang in [Lang::En, Lang::De] {
            let said = [outline(&plan.outline, lang), after(plan, wave, lang)];
            let said = said.into_iter().flat_map(|sentence| sentence.0);
            let said = said.filter_map(|piece| match piece {
                Piece::Number(number, question) => Some((number, question)),
                Piece::Text(_) => None,
            });
            let held = what_ifs.iter().flat_map(|(other, found)| {
                Held::ALL.map(|held| {
                    (held.value(found, &plan.outline, lang), Question::Instead(*other, held))
                })
            });
            for (number, question) in said.chain(held) {
                let told = explain_wave(question, grounds, lang);
                prop_assert!(told.title.ends_with(&format!(": {number}")), "{number} {told:?}");
                prop_assert!(told.steps.concat().contains(&number), "{number} {told:?}");
                prop_assert!(!told.plain.is_empty() && !told.steps.concat().contains("NaN"));
                prop_assert!(!told.inputs.is_empty() || !told.settings.is_empty(), "{told:?}");
            }
            for number in 0..plan.outline.machines {
                let told = explain_wave(Question::Machine(number), grounds, lang);
                prop_assert!(2 < told.steps.len(), "{told:?}");
            }
        }
    }

    #[test]
    fn machines_add_up_to_the_outlines_of_their_wave((scenario, wave) in any_wave()) {
        let plan = wave_plan(&scenario, &wave, |_| ());
        let (outline, rows) = (&plan.outline, &plan.rows);
        let window = Seconds::new(wave.get(Setting::Window));
        let count = |is: &dyn Fn(&&Row) -> bool| rows.iter().filter(is).count() as u32;
        let ended = |ending| count(&|row| row.ending == ending);
        let after = count(&|row| row.ending.completes() && is_late(row.ending, row.end, window));
        prop_assert_eq!(outline.machines - ended(Ending::OutOfTime), outline.arrived);
        prop_assert_eq!(outline.machines - outline.arrived, plan.after.left);
        prop_assert_eq!(ended(Ending::OutOfTime) + ended(Ending::Forced), outline.machines - outline.converged);
        prop_assert_eq!(ended(Ending::OutOfTime) + after, outline.late);
        let still: Seconds = rows.iter().map(|row| row.downtime).sum();
        prop_assert!((still - outline.downtime).get().abs() <= 1e-9 * still.get().max(1.0));
        let last = rows.iter().map(|row| row.end).fold(Seconds::ZERO, Seconds::max);
        prop_assert!((last - outline.makespan).get().abs() < 1e-9);
    }

    #[test]
    fn every_number_of_hours_that_can_be_asked_is_the_number_explained(plan in any_hours()) {
        let scenario = Scenario::default();
        let best = plan.best.as_ref().expect("nothing limits it");
        for lang in [Lang::En, Lang::De] {
            let said = findings(&plan, lang).into_iter().flat_map(|sentence| sentence.0);
            let said = said.filter_map(|piece| match piece {
                Piece::Number(number, question) => Some((number, question)),
                Piece::Text(_) => None,
            });
            let ruled = Rule::ALL.into_iter().flat_map(|rule| {
                let schedule = rule.schedule(&plan).expect("nothing limits it");
                let more = more(schedule, best).map(|more| (more, hours::Question::More(rule)));
                [Some((schedule.cost, hours::Question::Cost(rule))), more].into_iter().flatten()
            });
            let ruled = ruled.map(|(sum, question)| (amount(sum, plan.account, lang), question));
            for (number, question) in said.chain(ruled) {
                let told = hours::explain_hours(question, &plan, &scenario, lang);
                prop_assert!(told.title.ends_with(&format!(": {number}")), "{number} {told:?}");
                prop_assert!(told.steps.concat().contains(&number), "{number} {told:?}");
                prop_assert!(!told.plain.is_empty() && !told.inputs.is_empty());
            }
        }
    }

    #[test]
    fn a_rule_takes_what_the_hours_take_and_its_moves(plan in any_hours()) {
        let scenario = Scenario::default();
        let figures = movecast::plan::plan(&check(scenario).0).chosen().figures;
        let sites = [scenario.source, scenario.destination];
        let running = [0, 1].map(|site| {
            let pue = if plan.account == Account::Energy { 1.0 } else { sites[site].pue.get() };
            plan.rates[site].iter().sum::<f64>() * figures.watts[site].get() / 1000.0 * pue
        });
        let moved = running[1] + plan.move_cost * plan.once.moves() as f64;
        for (cost, sum) in [(plan.stay_put.cost, running[0]), (plan.once.cost, moved)] {
            prop_assert!((cost - sum).abs() <= 1e-9 * cost.abs().max(1.0), "{cost} {sum}");
        }
        prop_assert!(plan.window.gain + plan.move_cost + plan.move_back >= 0.0);
    }
}
