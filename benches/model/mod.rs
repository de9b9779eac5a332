//! How fast the model is, measured with whatever clock there is.

use std::fmt::Write as _;
use std::hint::black_box;

use movecast::evidence::case::{self, Case, Kind};
use movecast::evidence::predict::{path_of, rules_of};
use movecast::model::control::qemu::Qemu;
use movecast::model::control::rules::Rules;
use movecast::model::dirty::{DirtyCurve, Pattern, WorkingSet};
use movecast::model::engine;
use movecast::model::link::Path;
use movecast::model::luck::Luck;
use movecast::model::profile::Profile;
use movecast::model::schedule::{Hours, Limits};
use movecast::model::trace::Trace;
use movecast::model::uncertainty::quantile;
use movecast::plan::wave::wave_plan;
use movecast::plan::{plan, ranges};
use movecast::scenario::check::check;
use movecast::scenario::wave::{Setting, Wave, Workload};
use movecast::scenario::{Field, Scenario, Technique};
use movecast::units::{Bandwidth, Bytes, Seconds};

const MEASURED: &str = include_str!("../../static/data/measured/qemu_lab.csv");

/// Microseconds that one call takes: the median of nine batches.
fn micros(now_ms: &dyn Fn() -> f64, calls: u32, mut call: impl FnMut()) -> f64 {
    let mut batches: Vec<f64> = (0..9)
        .map(|_| {
            let start = now_ms();
            for _ in 0..calls {
                call();
            }
            (now_ms() - start) * 1e3 / f64::from(calls)
        })
        .collect();
    batches.sort_by(f64::total_cmp);
    quantile(&batches, 0.5)
}

fn one_prediction(case: &Case, rules: &Rules, path: &Path, luck: &mut Luck, trace: &mut Trace) {
    let machine = Qemu::new(&case.guest, rules, &Profile::QEMU_LAB, path);
    engine::run(path, [machine], 1, luck, trace);
    black_box(trace.moves.first());
}

/// The figures, a line each.
pub(crate) fn figures(now_ms: &dyn Fn() -> f64) -> String {
    let mut text = String::new();
    let mut line = |name: &str, micros: f64| {
        let _ = writeln!(text, "{name:<58}{micros:>12.2} us");
    };

    let rows = case::read(MEASURED);
    let cases = rows.into_iter().filter_map(Result::ok).map(|(case, _)| case);
    let mut trace = Trace::default();
    let mut each: Vec<f64> = cases
        .filter(|case| case.kind == Kind::Precopy)
        .map(|case| {
            let (rules, path) = (rules_of(&case), path_of(&case));
            micros(now_ms, 500, || {
                one_prediction(&case, &rules, &path, &mut Luck::typical(), &mut trace);
            })
        })
        .collect();
    each.sort_by(f64::total_cmp);
    line("one plain pre-copy, median over the measured rows", quantile(&each, 0.5));
    line("one plain pre-copy, 90th percentile", quantile(&each, 0.9));

    for rounds in [10, 100, 1000] {
        let (case, rules, path) = endless(rounds);
        line(
            &format!("one pre-copy of {rounds} rounds"),
            micros(now_ms, 100, || {
                one_prediction(&case, &rules, &path, &mut Luck::drawn(1, 1), &mut trace);
            }),
        );
    }

    let (paper, _) = check(Scenario::default());
    line(
        "plan of the paper's scenario, all techniques",
        micros(now_ms, 100, || {
            black_box(plan(&paper));
        }),
    );
    line(
        "10,000 samples of the paper's scenario, one technique",
        micros(now_ms, 1, || {
            black_box(ranges(&paper, Technique::Block, 1000));
        }) * 10.0,
    );
    for vms in [10.0, 100.0, 1000.0, 10_000.0] {
        let mut many = Scenario::default();
        Field::Vms.set(&mut many, vms);
        let (many, _) = check(many);
        line(
            &format!("plan of {vms} machines, ten at a time, all techniques"),
            micros(now_ms, 1, || {
                black_box(plan(&many));
            }),
        );
    }
    let shared = |technique| {
        let mut shared = Scenario::default();
        shared.policy.technique = technique;
        Field::LinkRate.set(&mut shared, 12.5e9);
        check(shared).0
    };
    let pre_copy = shared(Technique::PreCopy);
    for hosts in [1, 10, 100] {
        let mut smaller: Option<f64> = None;
        for machines in [10, 100, 1000, 10_000, 100_000] {
            let wave = wave_of(machines, f64::from(hosts));
            let calls = (10_000 / machines).max(1);
            let time = micros(now_ms, calls, || {
                black_box(wave_plan(&pre_copy, &wave, |_| ()));
            });
            // Ten times as many machines take ten times as long where growth is linear.
            let growth = smaller.map_or(String::new(), |before| format!(", x{:.1}", time / before));
            line(&format!("wave of {machines} machines, {hosts} hosts each side{growth}"), time);
            smaller = Some(time);
        }
    }
    for technique in [Technique::PostCopy, Technique::Hybrid, Technique::Block] {
        let (shared, wave) = (shared(technique), wave_of(10_000, 100.0));
        line(
            &format!("the same 10000 machines, 100 hosts each side, {technique:?}"),
            micros(now_ms, 1, || {
                black_box(wave_plan(&shared, &wave, |_| ()));
            }),
        );
    }
    let sites = ten_sites();
    let hours = Hours { sites: &sites, start: 0, move_cost: 20.0 };
    for (name, limits) in [
        ("best schedule of a year over ten sites", Limits::default()),
        ("the same, each stay a day at least", Limits { minimum_stay: 24, ..Limits::default() }),
    ] {
        line(
            name,
            micros(now_ms, 1, || {
                black_box(hours.best(&limits).is_ok());
            }),
        );
    }
    text
}

/// Machines of 2 to 16 GiB that write a little, two at a time from and to each host, over a link that
/// half of them fill.
fn wave_of(machines: u32, hosts: f64) -> Wave {
    let mut wave = Wave::of(&Scenario::default());
    for group in &mut wave.groups {
        group.count = machines;
        group.memory = (Bytes::gib(2.0), Bytes::gib(16.0));
        group.workload =
            Workload::Writes { set: Bytes::mib(200.0), rate: Bandwidth::mib_per_s(20.0) };
    }
    for (setting, value) in [
        (Setting::Sources, hosts),
        (Setting::Destinations, hosts),
        (Setting::PerSource, 2.0),
        (Setting::PerDestination, 2.0),
        (Setting::InAll, 1000.0),
        (Setting::SourcePort, 1.25e9),
        (Setting::DestinationPort, 1.25e9),
    ] {
        wave.set(setting, value);
    }
    wave
}

/// Ten sites whose prices swing over the day, each at another hour, and a little by chance.
fn ten_sites() -> Vec<Vec<f64>> {
    let cost = |site: u32, hour: u32| {
        f64::from((hour + site * 5) % 24) + f64::from(hour * 7919 % (23 + site))
    };
    (0..10).map(|site| (0..8784).map(|hour| cost(site, hour)).collect()).collect()
}

/// A guest that dirties almost as fast as its link carries, stopped after so many rounds.
fn endless(rounds: u32) -> (Case, Rules, Path) {
    let rows = case::read(MEASURED);
    let Some((mut case, _)) = rows.into_iter().find_map(Result::ok) else {
        unreachable!("the measured rows ship with the project");
    };
    let path = Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ZERO);
    case.guest.dirty = DirtyCurve::Sets(vec![WorkingSet {
        size: Bytes::gib(64.0),
        rate: path.goodput() * 0.998,
        pattern: Pattern::Sequential,
    }]);
    case.guest.memory = Bytes::gib(64.0);
    case.guest.touched = Bytes::gib(60.0);
    let mut rules = rules_of(&case);
    rules.downtime_limit = Seconds::ms(1.0);
    rules.patience.rounds = Some(rounds);
    rules.patience.time = Seconds::hours(1e4);
    (case, rules, path)
}
