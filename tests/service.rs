//! What users feel: laws that hold for any scenario, the paper's experiment as a scenario, and what
//! nothing was fitted on.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use movecast::evidence::service::unseen::{Checked, Loss, Summary, guests, postgresql, summaries};
use movecast::model::service::Lean;
use movecast::model::service::profile::Group;
use movecast::model::service::slo::{Felt, GroupService, Service};
use movecast::model::service::{CAP, Class};
use movecast::model::trace::Trace;
use movecast::plan::{plan, service};
use movecast::quantity::Lang;
use movecast::report::explain::service::{Grounds, Question, explain_service};
use movecast::report::sentence::{Piece, Sentence};
use movecast::report::service as sentences;
use movecast::scenario::check::check;
use movecast::scenario::{Field, Scenario, Technique};
use movecast::units::{Bytes, HourlyPrice, Ratio, Seconds};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn of(scenario: &Scenario, technique: Technique) -> Service {
    let checked = check(*scenario).0;
    let plan = plan(&checked);
    service::service(&checked, plan.of(technique).expect("it is offered"))
}

/// The paper's experiment with so much memory loaded in each machine.
fn paper(mib: f64) -> Scenario {
    let mut scenario = Scenario::default();
    scenario.fleet.touched = Bytes::gib(2.0);
    scenario.fleet.working_set = Bytes::mib(mib);
    scenario
}

#[track_caller]
fn group(service: &Service, group: Group) -> &GroupService {
    service.group(group).expect("it has machines")
}

#[track_caller]
fn felt(of: &GroupService, class: Class) -> Felt {
    *of.felt.iter().find(|felt| felt.class == class).expect("it is asked for")
}

/// A few machines of any kind under any pressure.
fn any_scenario() -> impl Strategy<Value = Scenario> {
    let fields = Field::ALL.iter().map(|field| {
        let (min, max) = field.bounds();
        let most = if *field == Field::Vms { 9.0 } else { max };
        let least = min.max(most * 1e-9);
        let spread = (libm::log(least)..=libm::log(most)).prop_map(libm::exp);
        prop_oneof![1 => Just(min), 4 => spread, 2 => Just(f64::NAN)].boxed()
    });
    fields.collect::<Vec<_>>().prop_map(|values| {
        let mut scenario = Scenario::default();
        for (field, value) in Field::ALL.iter().zip(values) {
            if !value.is_nan() {
                field.set(&mut scenario, value);
            }
        }
        *check(scenario).0.get()
    })
}

/// All that the view says of a scenario's chosen technique.
fn said(grounds: Grounds<'_>, lang: Lang) -> Vec<Sentence<Question>> {
    let Grounds { scenario, plan, found, risk } = grounds;
    let (stated, outcome) = (scenario.get(), plan.chosen());
    let mut said = vec![sentences::lead(found, outcome, lang)];
    said.extend(sentences::causes(stated, outcome, found, lang));
    said.extend(sentences::cost(stated, found, lang));
    said.extend(sentences::risk(stated, risk, lang));
    said
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2017),
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_number_that_can_be_asked_is_the_number_explained(
        scenario in any_scenario(),
        technique in prop::sample::select(Technique::ALL.to_vec()),
    ) {
        let mut scenario = scenario;
        scenario.policy.technique = technique;
        let checked = check(scenario).0;
        let plan = plan(&checked);
        let found = service::service(&checked, plan.chosen());
        let risk = service::risk(&checked, plan.chosen(), &found);
        let grounds = Grounds { scenario: &checked, plan: &plan, found: &found, risk: &risk };
        for lang in [Lang::En, Lang::De] {
            for piece in said(grounds, lang).into_iter().flat_map(|sentence| sentence.0) {
                let Piece::Number(number, question) = piece else { continue };
                let told = explain_service(question, grounds, lang);
                prop_assert!(told.title.ends_with(&format!(": {number}")), "{number} {told:?}");
                let stalls = question == Question::Stall;
                prop_assert!(!told.plain.is_empty() && !told.steps.is_empty(), "{told:?}");
                prop_assert!(stalls || told.steps[1].contains(&number), "{number} {told:?}");
                prop_assert!(!told.inputs.is_empty() || question == Question::Away, "{told:?}");
                prop_assert!(!told.steps.concat().contains("NaN"), "{told:?}");
            }
        }
    }

    #[test]
    fn terms_of_an_explanation_add_up_to_its_number(scenario in any_scenario()) {
        let checked = check(scenario).0;
        for outcome in plan(&checked).outcomes {
            let found = service::service(&checked, &outcome);
            let promise = service::promise(checked.get());
            for group in &found.groups {
                for felt in &group.felt {
                    let lean = Lean::of(felt.class, promise.link);
                    let quarters = group.quarters(felt, &lean);
                    let mean = quarters.iter().map(|time| time.get()).sum::<f64>() / 4.0;
                    let during = felt.during.get();
                    prop_assert!((mean - during).abs() <= 1e-6 * during.max(1e-6), "{quarters:?} {felt:?}");
                }
            }
            let near = |sum: f64, whole: f64| (sum - whole).abs() <= 1e-9 * whole.abs().max(1.0);
            let slow = found.groups.iter().map(|group| group.slow.get() * group.machines).sum();
            prop_assert!(near(slow, found.slow.get()));
            let risk = service::risk(&checked, &outcome, &found);
            let stakes = service::stakes(&checked, &outcome, &found);
            let machines = outcome.trace.moves.len() as f64;
            prop_assert!(near(risk.abort.slow.get() * 2.0 * machines, stakes.slow.get()));
            prop_assert!(near(risk.aborted + risk.machines_lost, machines * stakes.chance.get()));
        }
    }

    #[test]
    fn every_response_is_finite_and_never_longer_than_the_cap(scenario in any_scenario()) {
        let checked = check(scenario).0;
        for outcome in plan(&checked).outcomes {
            let service = service::service(&checked, &outcome);
            let risk = service::risk(&checked, &outcome, &service);
            prop_assert!(risk.expected.is_none_or(|cost| cost.get().is_finite()) && risk.machines_lost <= scenario.fleet.vms);
            for felt in service.groups.iter().flat_map(|group| &group.felt) {
                for time in [felt.before, felt.during, felt.longest, felt.after, felt.slow] {
                    prop_assert!(time.get().is_finite() && Seconds::ZERO <= time, "{felt:?}");
                }
                prop_assert!(felt.before.max(felt.during).max(felt.longest).max(felt.after) <= CAP);
                for share in [felt.slow_share, felt.lost_share] {
                    prop_assert!((0.0..=1.000_001).contains(&share.get()), "{felt:?}");
                }
            }
            prop_assert!(service.lost_requests <= service.slow_requests * 1.000_001 + 1e-6
                || scenario.users.slow_from.get() * 60.0 > 60.0);
        }
    }

    #[test]
    fn neighbours_at_the_destination_never_gain_by_a_migration(scenario in any_scenario()) {
        let checked = check(scenario).0;
        for outcome in plan(&checked).outcomes {
            let service = service::service(&checked, &outcome);
            for felt in service.group(Group::There).iter().flat_map(|group| &group.felt) {
                prop_assert!(felt.before <= felt.during * 1.000_001, "{felt:?}");
                prop_assert!(felt.before <= felt.after * 1.000_001, "{felt:?}");
            }
        }
    }

    #[test]
    fn below_the_knee_nobody_swaps(mib in 16.0..1780.0f64) {
        let service = of(&paper(mib), Technique::Block);
        for group in &service.groups {
            for span in &group.profile.spans {
                prop_assert!(span.strain.swap.abs() < f64::EPSILON);
            }
        }
    }

    #[test]
    fn spans_follow_each_other_without_a_gap(scenario in any_scenario()) {
        let checked = check(scenario).0;
        let service = service::service(&checked, plan(&checked).chosen());
        for group in &service.groups {
            for pair in group.profile.spans.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start && pair[1].start <= pair[0].end);
            }
        }
    }
}

#[test]
fn without_a_migration_nothing_changes() {
    let scenario = paper(1860.0);
    let checked = check(scenario).0;
    let outcome = plan(&checked).chosen().clone();
    let still = movecast::plan::Outcome { trace: Trace::default(), ..outcome };
    let service = service::service(&checked, &still);
    for felt in service.groups.iter().flat_map(|group| &group.felt) {
        assert!((felt.during - felt.before).get().abs() < 1e-9, "{felt:?}");
        assert!((felt.after - felt.before).get().abs() < 1e-9, "{felt:?}");
    }
    assert!(service.slow.get().abs() < 1e-9);
}

#[test]
fn the_papers_search_is_slowed_as_the_paper_says() {
    let service = of(&paper(1830.0), Technique::Block);
    let search = felt(group(&service, Group::Moved), Class::Read);
    // 2.299 -> 5.606 s, then 72 % more than before; from the trace, which also waits for the control
    // plane and has the writes mirrored by machine.
    let times = search.during.get() / search.before.get();
    assert!((1.9..2.7).contains(&times), "{times}");
    assert!((1.4..1.9).contains(&(search.after.get() / search.before.get())), "{search:?}");
    let neighbours = felt(group(&service, Group::There), Class::Read);
    assert!(1.8 < neighbours.during.get() / neighbours.before.get(), "{neighbours:?}");
    assert!(1.4 < neighbours.after.get() / neighbours.before.get(), "{neighbours:?}");
}

#[test]
fn below_the_papers_knee_a_search_is_not_slowed() {
    let service = of(&paper(1702.0), Technique::Block);
    for of in [Group::Moved, Group::There] {
        let search = felt(group(&service, of), Class::Read);
        assert!(search.during.get() / search.before.get() < 1.05, "{search:?}");
        assert!((search.after - search.before).get().abs() < 1e-9, "{search:?}");
    }
}

#[test]
fn computing_is_slowed_above_1860_mib_only_and_only_beside_work_on_files() {
    let slowed = |scenario| {
        let service = of(&scenario, Technique::Block);
        let computing = felt(group(&service, Group::There), Class::Cpu);
        computing.during.get() / computing.before.get()
    };
    assert!(slowed(paper(1850.0)) < 1.02);
    assert!(1.15 < slowed(paper(1880.0)));
    let mut alone = paper(1880.0);
    alone.users.read = Seconds::ZERO;
    alone.users.write = Seconds::ZERO;
    assert!(slowed(alone) < 1.02);
}

#[test]
fn a_slow_service_costs_its_price_by_the_hour_and_machine() {
    let mut scenario = paper(1830.0);
    scenario.users.slow_price = HourlyPrice::per_hour(3600.0);
    let dear = of(&scenario, Technique::Block);
    assert!(Seconds::new(60.0) < dear.slow);
    assert!((dear.move_cost.get() - dear.slow.get()).abs() < 1e-6);
    scenario.users.slow_from = Ratio::new(100.0);
    assert!(of(&scenario, Technique::Block).slow < dear.slow);
}

#[test]
fn only_post_copy_can_lose_a_machine() {
    let checked = check(Scenario::default()).0;
    let plan = plan(&checked);
    let risk = |technique| {
        let outcome = plan.of(technique).expect("it is offered");
        service::risk(&checked, outcome, &service::service(&checked, outcome))
    };
    assert_eq!(risk(Technique::Block).lost, None);
    let post = risk(Technique::PostCopy);
    assert!(post.lost.is_some() && 0.0 < post.machines_lost);
    assert!((post.machines_lost + post.aborted - 10.0 * 0.001).abs() < 1e-12);
}

#[test]
fn long_round_trips_make_post_copy_slow_afterwards() {
    let slowed = |rtt| {
        let mut scenario = Scenario::default();
        scenario.fleet.vms = 1.0;
        scenario.link.rtt = rtt;
        let service = of(&scenario, Technique::PostCopy);
        felt(group(&service, Group::Moved), Class::Http).during
    };
    assert!(slowed(Seconds::ms(1.0)) < slowed(Seconds::ms(50.0)));
}

fn unseen() -> Vec<Checked> {
    let read = |name: &str| {
        std::fs::read_to_string(format!("static/data/measured/{name}.csv")).expect("it ships")
    };
    let mut rows = postgresql(&read("postgresql_service"), &read("published_medians"));
    rows.extend(guests(&read("qemu_workloads")));
    rows
}

#[track_caller]
fn summary(loss: Loss) -> Summary {
    let found = summaries(&unseen());
    *found.iter().find(|summary| summary.loss == loss).expect("it was measured")
}

#[test]
fn a_service_paced_by_its_clients_loses_nothing() {
    assert!(30 <= summary(Loss::Paced).count);
    assert!(summary(Loss::Paced).worst < 0.035);
}

#[test]
fn the_rate_lost_by_others_is_met_within_six_points_in_the_median() {
    assert!(summary(Loss::During).median < 0.06);
    assert!(summary(Loss::OnDemand).median < 0.06);
}

#[test]
fn responses_dips_and_gaps_are_met_less_well_and_docs_say_so() {
    // docs/service.md: what makes requests some 10 % slower during pre-copy is not in the model.
    assert!(summary(Loss::Slower).median < 0.18);
    assert!(summary(Loss::After).median < 0.16);
    assert!(summary(Loss::Gap).median < 0.2);
}
