//! Laws of waves, and the batches that were measured.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use movecast::model::control::qemu::Qemu;
use movecast::model::control::rules::{Action, Patience, PostCopy, Rules};
use movecast::model::dirty::{DirtyCurve, Pattern, WorkingSet};
use movecast::model::engine;
use movecast::model::guest::{Disk, Guest, Mirror};
use movecast::model::link::Path;
use movecast::model::luck::Luck;
use movecast::model::profile::Profile;
use movecast::model::trace::{Move, Trace};
use movecast::model::wave::{Job, Limits, Network, Record, Requests, run};
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
        patience: Patience { rounds: Some(8), time: Seconds::hours(1.0), then: Action::Force },
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
    let machine =
        |number: u32| Qemu::new(&guests[number as usize], rules, &Profile::QEMU, &path);
    let record =
        run(network, jobs, limits, machine, &mut Luck::typical(), &mut trace, |_| ());
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
                guest.disk = Disk {
                    size: Bytes::mib(disk),
                    write_rate: Bandwidth::mib_per_s(2.0),
                    mirror: Mirror::Background,
                };
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
