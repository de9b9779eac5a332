//! Every run ends, whatever the numbers are.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use movecast::model::control::auto_converge::AutoConverge;
use movecast::model::control::qemu::Qemu;
use movecast::model::control::rules::{Action, Orders, Patience, PostCopy, Rules, Since};
use movecast::model::control::stop::{DowntimeLimit, Raise, Ramp, StopRule};
use movecast::model::control::{Controller, Decision, Moment, Step, Work};
use movecast::model::dirty::{DirtyCurve, Pattern, WorkingSet};
use movecast::model::engine::{self, HORIZON, MOST_STEPS};
use movecast::model::guest::{Disk, Guest, Mirror};
use movecast::model::link::Path;
use movecast::model::luck::Luck;
use movecast::model::profile::Profile;
use movecast::model::trace::{Ending, Stage, Trace};
use movecast::model::wave::{Job, Limits, Network, Requests, run};
use movecast::plan::plan;
use movecast::plan::wave::wave_plan;
use movecast::quantity::Lang;
use movecast::scenario::check::check;
use movecast::scenario::wave::{Group, Wave};
use movecast::share::file;
use movecast::share::groups::{Table, read};
use movecast::share::link::{decode_all, sealed};
use movecast::units::{Bandwidth, Bytes, Ratio, Seconds};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// Zero, denormal, ordinary, huge.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        1 => select(vec![0.0, 5e-324, 1e-323, 1e-310, f64::MIN_POSITIVE, 1e300, f64::MAX]),
        1 => (-300.0..300.0f64).prop_map(|power| libm::pow(10.0, power)),
        2 => (-3.0..13.0f64).prop_map(|power| libm::pow(10.0, power)),
    ]
}

fn any_guest() -> impl Strategy<Value = Guest> {
    prop::array::uniform6(any_number()).prop_map(|[memory, touched, set, rate, disk, writes]| {
        let set = WorkingSet {
            size: Bytes::new(set.min(memory)),
            rate: Bandwidth::new(rate),
            pattern: Pattern::Uniform,
        };
        Guest {
            memory: Bytes::new(memory),
            touched: Bytes::new(touched.min(memory)),
            dirty: DirtyCurve::Sets(vec![set]),
            busy: Ratio::new(1.0),
            disk: Disk::whole(Bytes::new(disk), Bandwidth::new(writes), Mirror::Background),
        }
    })
}

fn any_orders() -> impl Strategy<Value = Orders> {
    let post_copy = any_number().prop_flat_map(|time| {
        let after = PostCopy::After(Seconds::new(time));
        select(vec![PostCopy::Never, PostCopy::Now, PostCopy::AfterFirstRound, after])
    });
    let then = select(vec![Action::Abort, Action::Force, Action::Pause, Action::PostCopy]);
    let stop =
        prop::array::uniform4(any_number()).prop_flat_map(|[first_ms, step_ms, every, begins]| {
            let (every, begins) = (Seconds::new(every), Seconds::new(begins));
            let ramp = Ramp { first_ms, begins, step_ms, every, steps: u32::MAX };
            let limit = StopRule::Fits(DowntimeLimit::Constant(Seconds::new(first_ms)));
            select(vec![
                (StopRule::Fits(DowntimeLimit::Ramp(ramp)), None),
                (limit, None),
                (limit, Some(Raise::Doubled { after: 6, most: every })),
                (limit, Some(Raise::From(3, ramp))),
                (StopRule::NextRound(Seconds::new(first_ms)), None),
                (StopRule::Pages(50), None),
            ])
        });
    (prop::array::uniform3(any_number()), any::<bool>(), post_copy, then, stop).prop_map(
        |([overhead, most, time], slows, post_copy, then, (stop, raise))| Orders {
            rules: Rules {
                overhead: Seconds::new(overhead),
                downtime_limit: Seconds::ms(300.0),
                max_bandwidth: Some(Bandwidth::new(most)),
                auto_converge: slows.then(AutoConverge::default),
                xbzrle: None,
                post_copy,
                post_copy_channel: false,
                patience: Patience {
                    rounds: None,
                    since: Since::Job,
                    time: Seconds::new(time),
                    then,
                },
            },
            stop,
            raise,
            stall: None,
        },
    )
}

fn any_path() -> impl Strategy<Value = Path> {
    prop::array::uniform4(any_number()).prop_map(|[rate, rtt, window, stream]| Path {
        window: Bytes::new(window),
        stream_limit: Bandwidth::new(stream),
        ..Path::new(Bandwidth::new(rate), Seconds::new(rtt))
    })
}

fn network(path: Path, port: f64) -> Network {
    let ports = vec![Bandwidth::new(port); 3];
    Network { path, background: Bandwidth::ZERO, sources: ports.clone(), destinations: ports }
}

fn jobs(count: u32) -> Vec<Job> {
    (0..count).map(|job| Job { source: job % 3, destination: job / 3 % 3 }).collect()
}

fn limits(in_all: u32, requests: Requests) -> Limits {
    Limits { per_source: 4, per_destination: 4, in_all, requests, serial: Seconds::ZERO }
}

/// Goes through its work again and again, and never comes to an end by itself.
struct Endless<'a> {
    work: &'a [Work],
    asked: u32,
}

impl Controller for Endless<'_> {
    fn next(&mut self, _: Moment<'_>) -> Decision {
        let work = self.work[self.asked as usize % self.work.len()];
        self.asked += 1;
        assert!(self.asked <= MOST_STEPS, "asked without an end");
        Decision::Go(Step::plain(Stage::PreCopy, work))
    }
}

fn any_work() -> impl Strategy<Value = Work> {
    (0..3, prop::array::uniform3(any_number())).prop_map(|(kind, [a, b, c])| match kind {
        0 => Work::Wait(Seconds::new(a)),
        1 => Work::Send(Bytes::new(a), Bandwidth::new(b)),
        _ => Work::CopyDisk {
            left: Bytes::new(a),
            size: Bytes::new(b),
            writes: Bandwidth::new(c),
            cap: Bandwidth::new(f64::MAX),
        },
    })
}

/// So many moves, each finite, none before it began.
fn arrived(trace: &Trace, count: usize) -> Result<(), TestCaseError> {
    prop_assert_eq!(trace.moves.len(), count);
    for moved in &trace.moves {
        prop_assert!(moved.end.get().is_finite() && moved.start <= moved.end, "{:?}", moved);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        // The same cases every time.
        rng_seed: RngSeed::Fixed(1977),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_migration_ends_in_engine_and_wave(
        guests in prop::collection::vec(any_guest(), 1..12),
        orders in any_orders(),
        path in any_path(),
        port in any_number(),
        concurrency in 1..6u32,
        batch in 0..4u32,
        seed in prop::option::of(any::<u64>()),
    ) {
        let machine = |guest| Qemu::ordered(guest, &orders, &Profile::QEMU, &path);
        let luck = || seed.map_or_else(Luck::typical, |seed| Luck::drawn(seed, 0));
        let mut trace = Trace::of_outcomes();
        engine::run(&path, guests.iter().map(machine), concurrency, &mut luck(), &mut trace);
        arrived(&trace, guests.len())?;
        let requests = if batch == 0 { Requests::AsPlacesFree } else { Requests::Batches(batch) };
        let limits = limits(concurrency, requests);
        let jobs = jobs(guests.len() as u32);
        let machine = |job: u32| machine(&guests[job as usize]);
        run(&network(path, port), &jobs, &limits, machine, &mut luck(), &mut trace, |_| ());
        arrived(&trace, guests.len())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1977),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_controller_without_an_end_is_cut(
        work in prop::collection::vec(any_work(), 1..4),
        path in any_path(),
        port in any_number(),
    ) {
        let mut trace = Trace::of_outcomes();
        let machine = || Endless { work: &work, asked: 0 };
        engine::run(&path, [machine(), machine()], 2, &mut Luck::typical(), &mut trace);
        arrived(&trace, 2)?;
        prop_assert!(trace.moves.iter().all(|moved| moved.start + HORIZON <= moved.end), "{:?}", trace);
        let (network, limits) = (network(path, port), limits(2, Requests::AsPlacesFree));
        run(&network, &jobs(2), &limits, |_| machine(), &mut Luck::typical(), &mut trace, |_| ());
        arrived(&trace, 2)?;
        prop_assert!(trace.moves.iter().all(|moved| moved.start + HORIZON <= moved.end), "{:?}", trace);
    }
}

/// Plans the wave of a table under a file of fields; how many arrive, and when the last one does.
fn planned(json: &str, table: &str) -> (usize, usize, Seconds) {
    let stated = file::from_json_all(json).expect("a file").stated;
    let (checked, _) = check(*stated.scenario);
    let Table { groups, problems } = read(table, &Group::of(checked.get()), Lang::En);
    assert!(problems.is_empty());
    let listed = stated.wave.map_or_else(|| Wave::of(checked.get()), |wave| wave.as_ref().clone());
    let mut wave = listed;
    wave.groups = groups;
    let wave = wave.checked().0;
    let plan = wave_plan(&checked, &wave, |_| ());
    let arrived = plan.rows.iter().filter(|row| row.ending != Ending::OutOfTime).count();
    let last = plan.rows.iter().map(|row| row.end).fold(Seconds::ZERO, Seconds::max);
    (plan.rows.len(), arrived, last)
}

#[test]
fn a_wave_of_100_000_machines_ends_after_2_to_the_24_seconds() {
    let (all, arrived, last) = planned(r#"{"movecast":1}"#, "a,100000,2");
    assert_eq!((all, arrived), (100_000, 100_000));
    assert!(Seconds::new(16_777_216.0) < last, "{last:?}");
}

#[test]
fn a_wave_that_takes_more_than_a_year_is_a_result() {
    let json = include_str!("break/wave-beyond-a-year.json");
    let csv = include_str!("break/wave-beyond-a-year.csv");
    let (all, arrived, _) = planned(json, csv);
    assert_eq!((all, arrived), (500, 0), "two hours are the time for each, disk included");
    let patient = json.replacen('{', r#"{"timeout":"none","#, 1);
    let (all, arrived, last) = planned(&patient, csv);
    assert_eq!((all, arrived), (500, 500));
    assert!(HORIZON < last, "{last:?}");
}

#[test]
fn links_and_files_that_never_ended_are_planned() {
    let denormal = include_str!("break/hang-denormal-stream-limit.json");
    plan(&check(file::from_json(denormal).expect("a file")).0);
    let body = include_str!("break/hang-wave.body").trim().to_owned();
    for link in [sealed(body), include_str!("break/wave-hang.link").trim().to_owned()] {
        let stated = decode_all(&link).expect("a link");
        let wave = stated.wave.expect("a wave").as_ref().clone().checked().0;
        wave_plan(&check(*stated.scenario).0, &wave, |_| ());
    }
}
