//! Laws of waves, and the batches that were measured.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use movecast::evidence::case::{self, Case, Kind, Measured};
use movecast::evidence::predict::{Prediction, predict_all};
use movecast::evidence::validate::ErrorSize;
use movecast::model::control::qemu::Qemu;
use movecast::model::control::rules::{Action, Patience, PostCopy, Rules, Since};
use movecast::model::dirty::{DirtyCurve, Pattern, WorkingSet};
use movecast::model::engine;
use movecast::model::guest::{Disk, Guest, Mirror};
use movecast::model::link::Path;
use movecast::model::luck::Luck;
use movecast::model::profile::Profile;
use movecast::model::trace::{Move, Trace};
use movecast::model::wave::{Job, Limits, Network, Record, Requests, run};
use movecast::plan::wave::WhatIf;
use movecast::scenario::check::check;
use movecast::scenario::wave::Wave;
use movecast::share::link::{decode_all, sealed};
use movecast::share::wave::FINDINGS;
use movecast::units::{Bandwidth, Bytes, Ratio, Seconds};
use proptest::prelude::*;

fn guest(memory_mib: f64, set_mib: f64, rate_mib: f64) -> Guest {
    let set = WorkingSet {
        size: Bytes::mib(set_mib.min(memory_mib)),
        rate: Bandwidth::mib_per_s(rate_mib),
        pattern: Pattern::Uniform,
    };
    Guest {
        memory: Bytes::mib(memory_mib),
        touched: Bytes::mib(memory_mib * 0.8),
        dirty: DirtyCurve::Sets(vec![set]),
        busy: Ratio::new(1.0),
        disk: Disk::default(),
    }
}

fn rules(overhead: f64) -> Rules {
    Rules {
        overhead: Seconds::new(overhead),
        downtime_limit: Seconds::ms(300.0),
        max_bandwidth: None,
        auto_converge: None,
        xbzrle: None,
        post_copy: PostCopy::Never,
        post_copy_channel: false,
        patience: Patience {
            rounds: Some(8),
            since: Since::Job,
            time: Seconds::hours(1.0),
            then: Action::Force,
        },
    }
}

/// So many at a time, wherever from and to.
fn at_a_time(in_all: u32) -> Limits {
    Limits {
        per_source: 1000,
        per_destination: 1000,
        in_all,
        requests: Requests::AsPlacesFree,
        serial: Seconds::ZERO,
    }
}

/// Links in Mbit/s.
fn network(site: f64, sources: &[f64], destinations: &[f64]) -> Network {
    let ports = |rates: &[f64]| rates.iter().map(|rate| Bandwidth::mbit_per_s(*rate)).collect();
    Network {
        path: Path::new(Bandwidth::mbit_per_s(site), Seconds::ms(0.2)),
        background: Bandwidth::ZERO,
        sources: ports(sources),
        destinations: ports(destinations),
    }
}

fn wave(
    network: &Network,
    jobs: &[Job],
    limits: &Limits,
    guests: &[Guest],
    rules: &Rules,
) -> (Trace, Record) {
    let mut trace = Trace::default();
    let path = network.lone_path();
    let machine = |number: u32| Qemu::new(&guests[number as usize], rules, &Profile::QEMU, &path);
    let record = run(network, jobs, limits, machine, &mut Luck::typical(), &mut trace, |_| ());
    (trace, record)
}

fn by_number(trace: &Trace) -> Vec<Move> {
    let mut moves = trace.moves.clone();
    moves.sort_by_key(|m| m.vm);
    moves
}

const ONE_TO_ONE: Job = Job { source: 0, destination: 0 };

#[test]
fn one_host_on_either_side_is_the_engine() {
    for (rtt, disk) in [(0.2, 0.0), (60.0, 0.0), (0.2, 2000.0)] {
        let mut network = network(1000.0, &[1e5], &[1e5]);
        network.path.rtt = Seconds::ms(rtt);
        let guests: Vec<Guest> = (0..12)
            .map(|at| {
                let mut guest = guest(500.0 + 100.0 * f64::from(at), 200.0, 5.0 * f64::from(at));
                guest.disk =
                    Disk::whole(Bytes::mib(disk), Bandwidth::mib_per_s(2.0), Mirror::Background);
                guest
            })
            .collect();
        let rules = rules(3.0);
        let path = network.lone_path();
        for concurrency in [1, 3, 12] {
            let mut expected = Trace::default();
            let machines = guests.iter().map(|g| Qemu::new(g, &rules, &Profile::QEMU, &path));
            engine::run(&path, machines, concurrency, &mut Luck::typical(), &mut expected);
            let limits = at_a_time(concurrency);
            let (got, _) = wave(&network, &[ONE_TO_ONE; 12], &limits, &guests, &rules);
            for (got, expected) in by_number(&got).iter().zip(by_number(&expected)) {
                let close = |a: f64, b: f64| (a - b).abs() < 1e-6 * (1.0 + b.abs());
                assert!(
                    close(got.end.get(), expected.end.get())
                        && close(got.sent().get(), expected.sent().get())
                        && close(got.downtime.get(), expected.downtime.get())
                        && got.rounds == expected.rounds,
                    "rtt {rtt}, disk {disk}, {concurrency} at a time: {got:?}, not {expected:?}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Bytes are conserved, no link carries more than it can, no limit is exceeded, and nothing is
    /// faster than its bottleneck.
    #[test]
    fn laws_of_any_wave(
        machines in prop::collection::vec((200.0..4000.0, 0.0..1.0, 0.0..120.0, 0u32..3, 0u32..3), 1..40),
        site in 500.0..20_000.0,
        ports in (500.0..5000.0, 500.0..5000.0),
        limits in (1u32..4, 1u32..4, 1u32..8),
        batch in 0u32..5,
        overhead in 0.0..10.0,
    ) {
        let network = network(site, &[ports.0; 3], &[ports.1; 3]);
        let guests: Vec<Guest> =
            machines.iter().map(|(size, set, rate, ..)| guest(*size, size * set, *rate)).collect();
        let jobs: Vec<Job> = machines
            .iter()
            .map(|(.., source, destination)| Job { source: *source, destination: *destination })
            .collect();
        let limits = Limits {
            per_source: limits.0,
            per_destination: limits.1,
            in_all: limits.2,
            requests: if batch == 0 { Requests::AsPlacesFree } else { Requests::Batches(batch) },
            serial: Seconds::new(overhead / 2.0),
        };
        let rules = rules(overhead);
        let (trace, record) = wave(&network, &jobs, &limits, &guests, &rules);
        prop_assert_eq!(trace.moves.len(), jobs.len());

        let sent: f64 = trace.sent().get();
        let in_segments: f64 =
            trace.segments.iter().map(|s| (s.sent + s.mirrored).get()).sum();
        let on_ports: f64 = record.ports.iter().map(|bytes| bytes.get()).sum();
        for other in [in_segments, record.usage.total().get(), on_ports / 2.0] {
            prop_assert!((sent - other).abs() < 1e-6 * sent, "{sent} {other}");
        }

        let payload = 1448.0 / 1538.0;
        let carries = |mbit: f64| Bandwidth::mbit_per_s(mbit).get() * payload;
        let most = record.usage.rates().map(Bandwidth::get).fold(0.0, f64::max);
        prop_assert!(most < carries(site) * (1.0 + 1e-9));
        let makespan = trace.makespan().get();
        prop_assert!(sent / carries(site) <= makespan * (1.0 + 1e-9));
        for (port, bytes) in record.ports.iter().enumerate() {
            let rate = if port < 3 { ports.0 } else { ports.1 };
            prop_assert!(bytes.get() / carries(rate) <= makespan * (1.0 + 1e-9));
        }

        let moves = by_number(&trace);
        let overlap = |of: &dyn Fn(usize) -> bool, at: Seconds| {
            let holds = |number: &usize| moves[*number].start <= at && at < moves[*number].end;
            (0..moves.len()).filter(|number| of(*number) && holds(number)).count() as u32
        };
        for begin in moves.iter().map(|m| m.start) {
            prop_assert!(overlap(&|_| true, begin) <= limits.in_all);
            for host in 0..3 {
                prop_assert!(overlap(&|n| jobs[n].source == host, begin) <= limits.per_source);
                prop_assert!(
                    overlap(&|n| jobs[n].destination == host, begin) <= limits.per_destination
                );
            }
        }
    }

    /// One at a time takes as long as all of them for themselves.
    #[test]
    fn one_by_one_is_the_sum(
        machines in prop::collection::vec((200.0..4000.0, 0.0..1.0, 0.0..60.0), 1..12),
    ) {
        let network = network(1000.0, &[1000.0], &[1000.0]);
        let guests: Vec<Guest> =
            machines.iter().map(|(size, set, rate)| guest(*size, size * set, *rate)).collect();
        let rules = rules(2.0);
        let jobs = vec![ONE_TO_ONE; guests.len()];
        let (all, _) = wave(&network, &jobs, &at_a_time(1), &guests, &rules);
        let sum: f64 = guests
            .iter()
            .map(|guest| {
                let alone = std::slice::from_ref(guest);
                wave(&network, &[ONE_TO_ONE], &at_a_time(1), alone, &rules).0.makespan().get()
            })
            .sum();
        prop_assert!((all.makespan().get() - sum).abs() < 1e-6 * sum);
    }
}

#[test]
fn equal_machines_may_change_places() {
    let network = network(10_000.0, &[1000.0; 2], &[1000.0; 2]);
    let job = |at: u32| Job { source: at % 2, destination: (at / 2) % 2 };
    let jobs: Vec<Job> = (0..16).map(job).collect();
    let guests: Vec<Guest> =
        (0..16).map(|at| guest(if at < 8 { 1000.0 } else { 2000.0 }, 100.0, 10.0)).collect();
    // Number 0 and number 4 are equal and go the same way.
    let (mut jobs_swapped, mut guests_swapped) = (jobs.clone(), guests.clone());
    jobs_swapped.swap(0, 4);
    guests_swapped.swap(0, 4);
    let limits = Limits { per_source: 2, per_destination: 2, ..at_a_time(4) };
    let (before, _) = wave(&network, &jobs, &limits, &guests, &rules(1.0));
    let (after, _) = wave(&network, &jobs_swapped, &limits, &guests_swapped, &rules(1.0));
    assert_eq!(before, after);
}

#[test]
fn hosts_that_share_nothing_do_not_slow_each_other() {
    let guests = vec![guest(1000.0, 100.0, 10.0); 2];
    let apart = [ONE_TO_ONE, Job { source: 1, destination: 1 }];
    let wide = network(1e5, &[1000.0; 2], &[1000.0; 2]);
    let (together, _) = wave(&wide, &apart, &at_a_time(2), &guests, &rules(0.0));
    let (alone, _) = wave(&wide, &apart[..1], &at_a_time(1), &guests, &rules(0.0));
    assert!((together.makespan().get() - alone.makespan().get()).abs() < 1e-9);
    let (same, _) = wave(&wide, &[ONE_TO_ONE; 2], &at_a_time(2), &guests, &rules(0.0));
    assert!(alone.makespan().get() * 1.5 < same.makespan().get());
}

#[test]
fn other_traffic_leaves_less() {
    let guests = vec![guest(1000.0, 0.0, 0.0); 1];
    let time = |background: f64| {
        let mut network = network(1000.0, &[1e4], &[1e4]);
        network.background = Bandwidth::mbit_per_s(background);
        wave(&network, &[ONE_TO_ONE], &at_a_time(1), &guests, &rules(0.0)).0.makespan().get()
    };
    assert!(time(0.0) * 1.8 < time(500.0));
    assert!(time(2000.0).is_finite());
}

/// The measured batches: machines at once, and one after the other.
///
/// Bounds are on all of them together; TCP streams that start together do not share equally, and
/// which of them is ahead is luck, so that those at once alone are further off.
#[test]
fn measured_batches_are_predicted() {
    let mut pairs: Vec<(Case, Measured, Prediction)> = Vec::new();
    for file in ["qemu_lab.csv", "qemu_workloads.csv"] {
        let text = std::fs::read_to_string(format!("static/data/measured/{file}"))
            .expect("the data ships");
        let (cases, measured): (Vec<Case>, Vec<Measured>) =
            case::read(&text).into_iter().map(|row| row.expect("a good row")).unzip();
        let predicted = predict_all(&cases, &Profile::QEMU_LAB);
        pairs.extend(cases.into_iter().zip(measured).zip(predicted).map(|((c, m), p)| (c, m, p)));
    }
    pairs.retain(|(case, measured, _)| {
        matches!(case.kind, Kind::Concurrent | Kind::Sequential) && measured.completed
    });
    let both = [Kind::Concurrent, Kind::Sequential];
    // Bounds in percent: median and 90th percentile of each machine's time, and of the makespan.
    for (kinds, of_total, of_makespan) in [
        (&both[..], (5.0, 15.0), (2.0, 7.0)),
        (&both[..1], (8.0, 22.0), (3.0, 7.0)),
        (&both[1..], (2.0, 7.0), (1.0, 7.0)),
    ] {
        let of = || pairs.iter().filter(|(case, ..)| kinds.contains(&case.kind));
        let total = ErrorSize::of(of().map(|(_, m, p)| p.total.p50 / m.total - 1.0));
        let makespan = ErrorSize::of(
            of().filter_map(|(_, m, p)| Some(p.makespan? / m.makespan - 1.0))
                .filter(|error| error.is_finite()),
        );
        for (size, (median, p90)) in [(total, of_total), (makespan, of_makespan)] {
            let is_within = 100.0 * size.median <= median && 100.0 * size.p90 <= p90;
            assert!(is_within && 15 < size.count, "{kinds:?}: {size:?}");
        }
    }
}

/// OSIC, OpenStack 2017: twelve machines of 8 GiB evacuated from one host to another over 10 GbE with
/// Ceph (lvm_tun_off_shared_storage_medium_parallel.txt of osic/benchmarking_live-migration; medians
/// and means of forty evacuations each).
///
/// Their script requests so many at once and waits for all of them; Nova's default is one live
/// migration at a time per host, and the files show it: in a batch of four they end one after the
/// other, after about 22, 45, 67 and 90 s. Two numbers are fitted: the bytes of a machine, on the
/// runs with one at a time, and 5.4 s that each migration takes longer when others were requested
/// along with it, for which no mechanism is known.
#[test]
fn an_evacuation_under_nova_gains_nothing_from_more_requests() {
    let mut network = network(10_000.0, &[10_000.0], &[10_000.0]);
    // One stream was measured to push 3.7 Gbit/s.
    network.path.stream_limit = Bandwidth::mbit_per_s(3700.0);
    // 16.5 s in all, 6.9 s of which are overhead: both from the runs with one at a time.
    let mut machine = guest(8192.0, 0.0, 0.0);
    machine.touched = Bytes::new(8.43 * 3.7e9 / 8.0);
    let guests = vec![machine; 12];
    let rules = rules(6.9);
    let measured = [(1, 206.0, 16.5), (2, 253.0, 31.9), (3, 268.0, 44.7), (4, 269.0, 56.1)];
    for (at_once, evacuation, mean) in measured {
        let limits = Limits {
            per_source: 1,
            requests: Requests::Batches(at_once),
            serial: Seconds::new(5.4),
            ..at_a_time(12)
        };
        let (trace, record) = wave(&network, &[ONE_TO_ONE; 12], &limits, &guests, &rules);
        let times = by_number(&trace);
        let times = times.iter().zip(&record.requested).map(|(m, asked)| (m.end - *asked).get());
        let got = times.sum::<f64>() / 12.0;
        let makespan = trace.makespan().get();
        assert!((makespan / evacuation - 1.0).abs() < 0.1, "{at_once}: {makespan}");
        assert!((got / mean - 1.0).abs() < 0.1, "{at_once}: {got}");
    }
}

/// The same evacuation and the paper's ten proxies, as the page opens them.
#[test]
fn two_findings_that_seem_to_contradict_each_other_follow_from_the_same_rules() {
    let [paper, osic] = FINDINGS.map(|body| {
        let stated = decode_all(&sealed(body.to_owned())).expect("a link");
        let wave = stated.wave.as_deref().cloned().unwrap_or_else(|| Wave::of(&stated.scenario));
        let (scenario, findings) = check(*stated.scenario);
        assert!(findings.is_empty(), "{findings:?}");
        move |count| WhatIf::AtATime(count).outline(&scenario, &wave, |_| ()).makespan.get()
    });
    assert!(paper(10) < 0.95 * paper(1), "{} {}", paper(10), paper(1));
    for (at_once, evacuation) in [(1, 206.0), (2, 253.0), (3, 268.0), (4, 269.0)] {
        let got = osic(at_once);
        assert!((got / evacuation - 1.0_f64).abs() < 0.1, "{at_once}: {got}");
    }
}
