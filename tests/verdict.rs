//! What is said of a plan, held against what happens in it; and what is proposed, planned again.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use movecast::plan::deciding::{Input, deciding};
use movecast::plan::plan;
use movecast::plan::remedy::{Asked, remedies};
use movecast::plan::verdict::{Kind, Matter, Verdict};
use movecast::plan::wave::{WavePlan, is_late, wave_plan};
use movecast::quantity::Lang;
use movecast::report::{self, Waved, figures, judge};
use movecast::scenario::check::check;
use movecast::scenario::choice::Options;
use movecast::scenario::goal::Goal;
use movecast::scenario::presets::{base, is_changed};
use movecast::scenario::wave::{Setting, Wave};
use movecast::scenario::{Choice, Controller, Field, Origin, Scenario, Technique};
use movecast::units::Seconds;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const GIB: f64 = 1_073_741_824.0;

/// Any of the orders of magnitude between these.
fn spread(least: f64, most: f64) -> impl Strategy<Value = f64> {
    (libm::log(least)..=libm::log(most)).prop_map(libm::exp)
}

/// Zero, or any of these.
fn or_zero(least: f64, most: f64) -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), spread(least, most)]
}

/// Machines as people have them, some of which arrive and some of which do not.
fn any_scenario() -> impl Strategy<Value = Scenario> {
    let who = (1.0..12.0f64, 1.0..12.0f64, spread(0.25 * GIB, 256.0 * GIB), 0.05..=1.0f64);
    let writes = (0.0..=1.0f64, spread(1e3, 4e9), spread(0.01, 100.0));
    let link = (spread(12.5e6, 12.5e9), spread(0.01, 10.0));
    let limits = (
        or_zero(1.0, 30.0),
        spread(10.0, 40_000.0),
        or_zero(5.0, 1000.0),
        or_zero(10e6, 1e9),
        any::<[bool; 3]>(),
    );
    let prices = (0.02..0.4f64, 0.02..0.4f64, spread(600.0, 1e7));
    let place = (0..Controller::NAMED.len(), 0..Technique::NAMED.len());
    (who, writes, link, limits, prices, place).prop_map(
        |(who, writes, link, limits, prices, (by, how))| {
            let mut s = base(Controller::at(by));
            s.policy.technique = Technique::at(how);
            for (field, value) in [
                (Field::Vms, libm::round(who.0)),
                (Field::Concurrency, libm::round(who.1)),
                (Field::Memory, who.2),
                (Field::Touched, who.2 * who.3),
                (Field::WorkingSet, who.2 * who.3 * writes.0),
                (Field::DirtyPageRate, writes.1),
                (Field::Disk, writes.2 * GIB),
                (Field::LinkRate, link.0),
                (Field::DowntimeLimit, link.1),
                (Field::RoundLimit, libm::round(limits.0)),
                (Field::Timeout, limits.1),
                (Field::TimeoutPerGib, limits.2),
                (Field::MaxBandwidth, limits.3),
                (Field::SourcePrice, prices.0),
                (Field::DestinationPrice, prices.1),
                (Field::Stay, prices.2),
            ] {
                field.set(&mut s, value);
            }
            let choices = [Choice::AutoConverge, Choice::PermitPostCopy, Choice::AtTimeout];
            for (choice, on) in choices.into_iter().zip(limits.4) {
                choice.set(&mut s, usize::from(on));
            }
            *check(s).0.get()
        },
    )
}

/// The same, half of them with a wave beside them.
fn any_asked() -> impl Strategy<Value = Asked> {
    let wave = (or_zero(60.0, 86_400.0), 1.0..4.0f64, spread(4.0 * GIB, 1024.0 * GIB));
    (any_scenario(), prop::option::of(wave)).prop_map(|(scenario, wave)| {
        let wave = wave.map(|(window, hosts, memory)| {
            let mut wave = Wave::of(&scenario);
            wave.set(Setting::Window, window);
            wave.set(Setting::Destinations, hosts);
            wave.set(Setting::HostMemory, memory);
            wave.checked().0
        });
        Asked { scenario, wave }
    })
}

/// Anything to be known, or nothing in particular.
fn any_goal() -> impl Strategy<Value = Option<Goal>> {
    prop::option::of(prop::sample::select(Goal::ALL.map(|(goal, _)| goal).to_vec()))
}

/// What becomes of the machines, counted here: how they end, when, and how long they stand still.
struct Counted {
    of: usize,
    arrived: usize,
    late: usize,
    makespan: Seconds,
}

/// All that is said of what is asked, in a language.
struct Said {
    headline: String,
    all: String,
}

fn planned(asked: &Asked) -> Option<WavePlan> {
    let (checked, _) = check(asked.scenario);
    asked.wave.as_ref().map(|wave| wave_plan(&checked, wave, |_| ()))
}

fn counted(asked: &Asked, wave_plan: Option<&WavePlan>) -> Counted {
    let (checked, _) = check(asked.scenario);
    let window = asked.wave.as_ref().map_or(0.0, |wave| wave.get(Setting::Window));
    let ends: Vec<_> = match wave_plan {
        Some(plan) => plan.rows.iter().map(|row| (row.ending, row.end)).collect(),
        None => plan(&checked).chosen().trace.moves.iter().map(|m| (m.ending, m.end)).collect(),
    };
    let arrives = |(ending, _): &&(movecast::model::trace::Ending, Seconds)| ending.completes();
    Counted {
        of: ends.len(),
        arrived: ends.iter().filter(arrives).count(),
        late: ends
            .iter()
            .filter(arrives)
            .filter(|(ending, end)| is_late(*ending, *end, Seconds::new(window)))
            .count(),
        makespan: ends.iter().map(|(_, end)| *end).fold(Seconds::ZERO, Seconds::max),
    }
}

fn said(asked: &Asked, wave_plan: Option<&WavePlan>, goal: Option<Goal>, lang: Lang) -> Said {
    let (checked, _) = check(asked.scenario);
    let plan = plan(&checked);
    let waved = asked.wave.as_ref().zip(wave_plan).map(|(wave, plan)| Waved { wave, plan });
    let verdict = report::verdict(&checked, &plan, waved, goal, lang);
    let figures = figures(&judge(&checked, &plan, waved, goal), lang);
    let mut all = vec![verdict.headline.clone(), verdict.reason];
    all.extend(figures.map(|figure| format!("{} {} |", figure.value, figure.note)));
    if let Some(Waved { wave, plan }) = waved {
        all.push(report::wave::outline(&plan.outline, lang).to_string());
        all.push(report::wave::after(plan, wave, lang).to_string());
    }
    let all = all.join(" ");
    Said { headline: verdict.headline, all }
}

/// Phrases that claim that all arrive, and phrases that claim that it fits, in both languages.
const ALL_ARRIVE: [&str; 9] = [
    "until the last VM has arrived |",
    "bis die letzte VM angekommen ist |",
    "The ten VMs arrive after",
    "have moved after",
    "umgezogen",
    "arrive within",
    "Moving saves",
    "Der Umzug spart",
    "is the quickest live one",
];
const CONVERGES: [&str; 4] =
    ["It converges:", "They converge:", "Sie konvergiert:", "Sie konvergieren:"];
const FITS: [&str; 2] = ["It fits", "Es passt:"];
const FAILS: [&str; 4] = ["This move fails", "Dieser Umzug scheitert", "None of", "Keine von"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(18), ..ProptestConfig::with_cases(200) })]

    #[test]
    fn the_verdict_counts_what_happens(asked in any_asked()) {
        let wave_plan = planned(&asked);
        let counted = counted(&asked, wave_plan.as_ref());
        let verdict = asked.verdict();
        prop_assert_eq!(verdict.of as usize, counted.of);
        prop_assert_eq!(verdict.arrived() as usize, counted.arrived);
        prop_assert_eq!((verdict.arrived() + verdict.fates.failed()) as usize, counted.of);
        prop_assert_eq!(verdict.makespan, counted.makespan);
        prop_assert_eq!(verdict.window.map_or(0, |held| held.beyond as usize), counted.late);
        if verdict.is_reached() {
            prop_assert_eq!(counted.arrived, counted.of);
            prop_assert!(verdict.fits() && counted.late == 0);
        }
        let is_whole = counted.arrived == counted.of;
        match verdict.matter() {
            Matter::Nobody => prop_assert_eq!(counted.of, 0),
            Matter::TooFull => prop_assert_eq!(verdict.kind(), Kind::Impossible),
            Matter::Fails => prop_assert!(counted.arrived == 0 && 0 < counted.of),
            Matter::Partly => prop_assert!(0 < counted.arrived && !is_whole),
            Matter::StandsTooLong => prop_assert!(is_whole && !verdict.downtime.is_kept()),
            Matter::Late => prop_assert!(is_whole && 0 < counted.late),
            _ => prop_assert!(is_whole && counted.late == 0 && verdict.downtime.is_kept()),
        }
    }

    #[test]
    fn no_sentence_claims_what_the_verdict_does_not(asked in any_asked(), goal in any_goal()) {
        let verdict = asked.verdict();
        let wave_plan = planned(&asked);
        for lang in [Lang::En, Lang::De] {
            let Said { headline, all } = said(&asked, wave_plan.as_ref(), goal, lang);
            let claims = |phrases: &[&str]| phrases.iter().any(|phrase| all.contains(phrase));
            prop_assert!(!headline.is_empty() && !all.contains("NaN") && !all.contains("inf "));
            if verdict.arrived() < verdict.of {
                prop_assert!(!claims(&ALL_ARRIVE), "{}", all);
            }
            if verdict.fates.converged < verdict.of {
                prop_assert!(!claims(&CONVERGES), "{}", all);
            }
            if verdict.arrived() == 0 || !verdict.fits() {
                prop_assert!(!claims(&FITS), "{}", all);
            }
            if 0 < verdict.arrived() {
                prop_assert!(!claims(&FAILS), "{}", all);
            }
        }
    }

    #[test]
    fn what_is_proposed_reaches_the_goal(asked in any_asked()) {
        let now = asked.verdict();
        let found = remedies(&asked);
        if now.is_reached() {
            prop_assert!(found.is_empty());
        }
        for remedy in found {
            let changed = asked.with(&remedy.changes);
            prop_assert_ne!(&changed, &asked);
            let (checked, findings) = check(changed.scenario);
            prop_assert_eq!(checked.get(), &changed.scenario, "{:?}", findings);
            // Planned as the page plans it, with all that is shown of it.
            let again = match planned(&changed) {
                Some(plan) => {
                    let wave = changed.wave.as_ref().expect("it was planned");
                    Verdict::of_wave(checked.get(), wave, &plan)
                }
                None => Verdict::of(checked.get(), plan(&checked).chosen()),
            };
            prop_assert!(again.is_reached(), "{:?}", remedy);
            prop_assert_eq!(again, remedy.verdict);
        }
    }

    #[test]
    fn a_default_that_decides_is_named(asked in any_asked()) {
        let now = asked.verdict();
        let named = deciding(&asked, None);
        let what = |verdict: &Verdict| (verdict.matter(), verdict.is_reached());
        for field in Field::ALL.iter().filter(|field| field.applies(&asked.scenario)) {
            if is_changed(*field, &asked.scenario) {
                continue;
            }
            for factor in [0.5, 2.0] {
                let mut other = asked.clone();
                field.set(&mut other.scenario, field.get(&asked.scenario) * factor);
                if what(&other.verdict()) != what(&now) {
                    let origin = named.iter().find(|of| of.input == Input::Field(*field));
                    let origin = origin.map(|of| of.origin);
                    prop_assert!(origin.is_some_and(|origin| origin != Origin::Stated), "{field:?} {origin:?}");
                }
            }
        }
    }
}
