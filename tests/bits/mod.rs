//! The same bits everywhere: plans and ranges of a table of scenarios as fingerprints, computed by
//! the native tests and by those in the browser, and compared with one file.

use movecast::plan::{plan, ranges};
use movecast::scenario::check::check;
use movecast::scenario::presets::{LINKS, WORKLOADS, base};
use movecast::scenario::{Choice, Controller, Field, Scenario};

/// What the native run wrote.
pub(crate) const GOLDEN: &str = include_str!("golden.txt");

/// Scenarios that lead through every part of the model.
fn scenarios() -> Vec<Scenario> {
    let with = |changes: &[(Field, f64)]| {
        let mut scenario = Scenario::default();
        for (field, value) in changes {
            field.set(&mut scenario, *value);
        }
        scenario
    };
    let mib = 1_048_576.0;
    let scenarios = vec![
        with(&[]),
        with(&[
            (Field::Vms, 1.0),
            (Field::DirtyPageRate, 20.0 * mib),
            (Field::WorkingSet, 300.0 * mib),
        ]),
        with(&[(Field::Rtt, 0.05), (Field::LinkRate, 1.25e9)]),
        with(&[(Field::Rtt, 0.03), (Field::LinkRate, 40e6), (Field::DirtyPageRate, 5.0 * mib)]),
        with(&[(Field::DirtyPageRate, 0.0), (Field::Disk, 0.0)]),
        with(&[(Field::DiskWriteRate, 9.0 * mib), (Field::Concurrency, 3.0)]),
        with(&[(Field::RoundLimit, 0.0), (Field::Timeout, 600.0), (Field::DowntimeLimit, 0.03)]),
        with(&[(Field::Vms, 7.0), (Field::Concurrency, 2.0), (Field::Seed, 99.0)]),
        WORKLOADS[11].applied(&base(Controller::Nova)),
        LINKS[7].applied(&WORKLOADS[7].applied(&base(Controller::KubeVirt))),
        base(Controller::Xen),
        LINKS[4].applied(&base(Controller::CloudHypervisor)),
        throttled(),
    ];
    // Of the hosts on which the first version's constants were measured.
    let of_then = |mut scenario| {
        Field::ZeroScan.put(&mut scenario, 0.28);
        scenario
    };
    scenarios.into_iter().map(of_then).collect()
}

/// Throttled, delta-encoded, over several streams, with two working sets.
fn throttled() -> Scenario {
    let mut scenario = Scenario::default();
    Choice::AutoConverge.set(&mut scenario, 1);
    for (field, value) in [
        (Field::RoundLimit, 0.0),
        (Field::DeltaCache, 1e9),
        (Field::Streams, 4.0),
        (Field::SecondSet, 2e8),
        (Field::SecondRate, 1e6),
        (Field::Loss, 1e-4),
    ] {
        field.set(&mut scenario, value);
    }
    scenario
}

/// One line per scenario and technique: the bits of the plan's and the ranges' figures.
pub(crate) fn fingerprints() -> String {
    let mut lines = String::new();
    for scenario in scenarios() {
        let (checked, _) = check(scenario);
        for outcome in &plan(&checked).outcomes {
            let technique = outcome.technique;
            let figures = &outcome.figures;
            let ranges = ranges(&checked, technique, 20);
            let numbers = [
                figures.total_time.get(),
                figures.downtime.get(),
                figures.sent.get(),
                figures.bill.total().to_joules(),
                figures.money.map_or(0.0, |sums| sums.net_saving.get()),
                ranges.total_time.p10,
                ranges.total_time.p90,
                ranges.downtime.p50,
                ranges.cost.map_or(0.0, |cost| cost.p90),
            ];
            let bits: Vec<String> =
                numbers.iter().map(|number| format!("{:016x}", number.to_bits())).collect();
            lines.push_str(&bits.join(" "));
            lines.push('\n');
        }
    }
    lines
}
