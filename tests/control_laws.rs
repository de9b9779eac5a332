//! Laws that hold for every controller, whatever it is asked to do.

#![cfg(not(target_arch = "wasm32"))]

use movecast::model::control::auto_converge::AutoConverge;
use movecast::model::control::cold::{Offline, OfflineRules, Respawn, RespawnRules};
use movecast::model::control::criu::{self, Carrier, Criu};
use movecast::model::control::kubevirt::{KubeVirt, Tuning};
use movecast::model::control::nova::{Nova, TimeoutAction};
use movecast::model::control::qemu::Qemu;
use movecast::model::control::rules::{Action, Orders, Patience, PostCopy, Rules, Since};
use movecast::model::control::stop::DowntimeLimit;
use movecast::model::control::{Controller, cloud_hypervisor, xen};
use movecast::model::dirty::{DirtyCurve, Pattern, WorkingSet};
use movecast::model::engine;
use movecast::model::guest::{Disk, Guest, Mirror};
use movecast::model::link::Path;
use movecast::model::luck::Luck;
use movecast::model::profile::Profile;
use movecast::model::trace::{Ending, Move, Trace};
use movecast::units::{Bandwidth, Bytes, Ratio, Seconds};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// Zero, or anything between these, spread evenly over orders of magnitude.
fn spread(least: f64, most: f64) -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 6 => (libm::log(least)..=libm::log(most)).prop_map(libm::exp)]
}

fn any_guest() -> impl Strategy<Value = Guest> {
    let memory = spread(16.0, 4096.0 * 1024.0);
    let disk = prop_oneof![2 => Just(0.0), 1 => spread(1.0, 65_536.0 * 1024.0)];
    let dirty = (0.0..=1.0f64, spread(1e-3, 20_480.0), any::<bool>());
    (memory, 0.0..=1.0f64, dirty, 0.0..=1.0f64, disk, spread(1e-3, 4096.0)).prop_map(
        |(memory, touched, (set, rate, sequential), busy, disk, writes)| {
            let memory = Bytes::mib(memory.max(16.0));
            Guest {
                memory,
                touched: memory * touched,
                dirty: DirtyCurve::Sets(vec![WorkingSet {
                    size: memory * touched * set,
                    rate: Bandwidth::mib_per_s(rate),
                    pattern: if sequential { Pattern::Sequential } else { Pattern::Uniform },
                }]),
                busy: Ratio::new(busy),
                disk: Disk::whole(
                    Bytes::mib(disk),
                    Bandwidth::mib_per_s(writes),
                    Mirror::Background,
                ),
            }
        },
    )
}

fn any_path() -> impl Strategy<Value = Path> {
    (spread(1.0, 1e6), spread(1e-5, 2.0))
        .prop_map(|(mbit, rtt)| Path::new(Bandwidth::mbit_per_s(mbit.max(1.0)), Seconds::new(rtt)))
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let post_copy = prop_oneof![
        3 => Just(PostCopy::Never),
        1 => Just(PostCopy::Now),
        1 => Just(PostCopy::AfterFirstRound),
        1 => spread(0.1, 1e5).prop_map(|time| PostCopy::After(Seconds::new(time))),
    ];
    let then = select(vec![Action::Abort, Action::Force, Action::Pause, Action::PostCopy]);
    let cap = prop::option::of(spread(1.0, 1e4));
    let limits = (spread(0.001, 2000.0), spread(1.0, 864_000.0), prop::option::of(1..1000u32));
    (limits, cap, any::<bool>(), post_copy, then).prop_map(
        |((downtime, time, rounds), cap, throttles, post_copy, then)| Rules {
            overhead: Seconds::new(7.0),
            downtime_limit: Seconds::new(downtime),
            max_bandwidth: cap.map(|cap| Bandwidth::mib_per_s(cap.max(1.0))),
            auto_converge: throttles.then(AutoConverge::default),
            xbzrle: None,
            post_copy,
            post_copy_channel: false,
            patience: Patience {
                rounds,
                since: Since::Job,
                time: Seconds::new(time.max(1.0)),
                then,
            },
        },
    )
}

fn any_nova() -> impl Strategy<Value = Nova> {
    let ramp = (spread(0.001, 2000.0), 0..100u32, spread(0.1, 1000.0), spread(1.0, 1000.0));
    (ramp, any::<[bool; 3]>()).prop_map(
        |((downtime, steps, delay, timeout), [force, post, auto])| Nova {
            downtime: Seconds::new(downtime),
            steps,
            delay: Seconds::new(delay),
            completion_timeout: Seconds::new(timeout),
            timeout_from: Since::Job,
            timeout_action: if force { TimeoutAction::ForceComplete } else { TimeoutAction::Abort },
            permit_post_copy: post,
            permit_auto_converge: auto,
            ..Nova::default()
        },
    )
}

fn any_kubevirt() -> impl Strategy<Value = KubeVirt> {
    let stall_timeout = prop::option::of(spread(0.1, 1000.0));
    (stall_timeout, spread(0.001, 100.0), spread(1.0, 1000.0), any::<[bool; 5]>()).prop_map(
        |(stall, downtime, timeout, [tunes, post, auto, disrupt, limited])| KubeVirt {
            bandwidth: limited.then_some(Bandwidth::mib_per_s(64.0)),
            completion_timeout: Seconds::new(timeout),
            timeout_from: Since::Job,
            max_downtime: Seconds::new(downtime),
            stall_timeout: stall.map(Seconds::new),
            tuning: if tunes { Tuning::Stepwise } else { Tuning::Off },
            allow_post_copy: post,
            allow_auto_converge: auto,
            allow_disruption: disrupt,
            ..KubeVirt::default()
        },
    )
}

fn any_orders() -> impl Strategy<Value = (Guest, Orders)> {
    any_guest().prop_flat_map(|guest| {
        let nova = guest.clone();
        let kubevirt = guest.clone();
        let orders = prop_oneof![
            any_rules().prop_map(Orders::from),
            any_nova().prop_map(move |rules| rules.orders(&nova)),
            any_kubevirt().prop_map(move |rules| rules.orders(&kubevirt)),
            Just(xen::orders(Seconds::ZERO)),
            (spread(0.001, 2000.0), spread(1.0, 1e6)).prop_map(|(downtime, timeout)| {
                let timeout = Seconds::new(timeout.max(1.0));
                cloud_hypervisor::orders(
                    Seconds::ZERO,
                    Seconds::new(downtime),
                    timeout,
                    Action::Abort,
                )
            }),
        ];
        (Just(guest), orders)
    })
}

fn luck(seed: Option<u64>) -> Luck {
    seed.map_or_else(Luck::typical, |seed| Luck::drawn(seed, 0))
}

fn run<C: Controller>(machine: C, path: &Path, luck: &mut Luck) -> Trace {
    let mut trace = Trace::default();
    engine::run(path, [machine], 1, luck, &mut trace);
    trace
}

/// One move, finite, in order, with its bytes where its segments sent them.
fn check(trace: &Trace) -> Result<Move, TestCaseError> {
    let [moved] = trace.moves.as_slice() else {
        return Err(TestCaseError::fail(format!("{} moves", trace.moves.len())));
    };
    for time in [moved.end, moved.pushed, moved.downtime, moved.longest_stall, moved.active] {
        prop_assert!(time.get().is_finite() && 0.0 <= time.get(), "{:?}", moved);
    }
    prop_assert!(moved.downtime <= moved.longest_stall);
    prop_assert!(moved.downtime.get() <= moved.total_time().get() * (1.0 + 1e-9) + 1e-6);
    let by_segment: Bytes = trace.segments.iter().map(|s| s.sent + s.mirrored).sum();
    let gap = (by_segment - moved.sent()).get().abs();
    prop_assert!(gap <= 1e-6 * moved.sent().get() + 1.0, "{:?} {:?}", by_segment, moved);
    let mut end = Seconds::ZERO;
    for segment in &trace.segments {
        prop_assert!(end.get() <= segment.start.get() + 1e-6 && segment.start <= segment.end);
        end = segment.end;
    }
    Ok(*moved)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        // The same cases every time.
        rng_seed: RngSeed::Fixed(2017),
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_control_plane_comes_to_an_end(
        (guest, orders) in any_orders(),
        path in any_path(),
        seed in prop::option::of(any::<u64>()),
    ) {
        let machine = Qemu::ordered(&guest, &orders, &Profile::QEMU, &path);
        check(&run(machine, &path, &mut luck(seed)))?;
    }

    #[test]
    fn what_completes_keeps_the_time_after_which_it_would_be_given_up(
        (guest, orders) in any_orders(),
        path in any_path(),
        seed in prop::option::of(any::<u64>()),
    ) {
        let patience = orders.rules.patience;
        let machine = Qemu::ordered(&guest, &orders, &Profile::QEMU, &path);
        let moved = check(&run(machine, &path, &mut luck(seed)))?;
        if patience.then == Action::Abort && moved.ending == Ending::Converged {
            let stopped = moved.active - moved.downtime;
            prop_assert!(stopped.get() <= patience.time.get() * (1.0 + 1e-9) + 1e-3, "{:?}", moved);
        }
    }

    #[test]
    fn xen_always_arrives_and_within_five_rounds(guest in any_guest(), path in any_path()) {
        let guest = Guest { disk: Disk::default(), ..guest };
        let guest = guest.populated(guest.memory);
        let orders = xen::orders(Seconds::ZERO);
        let machine = Qemu::ordered(&guest, &orders, &xen::PROFILE, &path);
        let moved = check(&run(machine, &path, &mut Luck::typical()))?;
        let slow = engine::HORIZON <= moved.end;
        prop_assert!(slow || moved.ending.completes(), "{:?}", moved);
        prop_assert!(moved.rounds <= xen::ROUNDS, "{:?}", moved);
        prop_assert!(guest.memory <= moved.memory_sent || slow);
    }

    #[test]
    fn a_limit_never_falls(
        nova in any_nova(),
        kubevirt in any_kubevirt(),
        guest in any_guest(),
        mut times in prop::collection::vec(spread(0.01, 1e7), 2..20),
    ) {
        times.sort_by(f64::total_cmp);
        let at = |limit: DowntimeLimit| {
            times.iter().map(|time| limit.at(Seconds::new(*time))).collect::<Vec<_>>()
        };
        let ramp = at(DowntimeLimit::Ramp(nova.ramp(&guest)));
        prop_assert!(ramp.is_sorted(), "{:?}", ramp);
        prop_assert!(*ramp.last().expect("times") <= nova.orders(&guest).rules.downtime_limit + Seconds::ms(1.0));
        if let movecast::model::control::stop::StopRule::Fits(limit) = kubevirt.orders(&guest).stop {
            prop_assert!(at(limit).is_sorted());
        }
    }

    #[test]
    fn containers_arrive_after_as_many_rounds_as_asked_for(
        guest in any_guest(),
        path in any_path(),
        pre_dumps in 0..20u32,
        lazy_pages in any::<bool>(),
        carrier in select(vec![Carrier::Tcp, Carrier::Tls, Carrier::Ssh]),
        seed in prop::option::of(any::<u64>()),
    ) {
        let rules = criu::Rules { pre_dumps, lazy_pages, carrier, ..criu::Rules::default() };
        let machine = Criu::new(&guest, &rules, &Profile::QEMU, &path);
        let moved = check(&run(machine, &path, &mut luck(seed)))?;
        prop_assert!(engine::HORIZON <= moved.end || moved.ending.completes());
        prop_assert!(engine::HORIZON <= moved.end || moved.rounds == pre_dumps);
    }

    #[test]
    fn cold_moves_arrive(
        guest in any_guest(),
        path in any_path(),
        cap in prop::option::of(spread(1.0, 1e4)),
        parts in prop::array::uniform6(spread(0.001, 1e5)),
        image in spread(1.0, 1e14),
    ) {
        let max_bandwidth = cap.map(|cap| Bandwidth::mib_per_s(cap.max(1.0)));
        let rules = OfflineRules { overhead: Seconds::ZERO, max_bandwidth };
        let offline = Offline::new(&guest, &rules, &Profile::QEMU, &path);
        let moved = check(&run(offline, &path, &mut Luck::typical()))?;
        prop_assert!(engine::HORIZON <= moved.end || guest.touched <= moved.memory_sent);
        let [overhead, preparation, stop, start, redirect, warm_up] = parts.map(Seconds::new);
        let image = Bytes::new(image);
        let rules = RespawnRules { overhead, image, preparation, stop, start, redirect, warm_up };
        let moved = check(&run(Respawn::new(&rules), &path, &mut Luck::typical()))?;
        prop_assert_eq!(moved.memory_sent, Bytes::ZERO);
        let gap = (moved.downtime - stop - start - redirect).get().abs();
        prop_assert!(engine::HORIZON <= moved.end || gap < 1e-6 * moved.end.get() + 1e-6);
    }
}
