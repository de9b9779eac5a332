//! Migrations on other people's hosts, as they published them: nothing was fitted on them but what
//! docs/accuracy.md names.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use movecast::evidence::case::{self, Case, Measured};
use movecast::evidence::checked::checked;
use movecast::evidence::predict::predict_all;
use movecast::evidence::reason::Reason;
use movecast::evidence::validate::{ErrorSize, Pair, error_table};
use movecast::model::profile::Profile;
use movecast::scenario::Controller;

const PUBLISHED: &str = include_str!("../static/data/measured/field_benchmarks.csv");
const OPERATORS: &str = include_str!("field/operators.csv");
const WAN: &str = include_str!("field/wan.csv");

fn good(text: &str) -> (Vec<Case>, Vec<Measured>) {
    case::read(text).into_iter().filter_map(Result::ok).unzip()
}

fn pairs(text: &str) -> Vec<Pair> {
    let (cases, measured) = good(text);
    let predictions = predict_all(&cases, &Profile::CURRENT);
    Pair::all(cases, measured, predictions, &Profile::CURRENT)
}

fn only(columns: &str, row: &str) -> Result<Case, String> {
    let (case, _) = case::read(&format!("{columns}\n{row}\n"))
        .pop()
        .expect("a row")
        .map_err(|bad| bad.to_string())?;
    Ok(case)
}

#[test]
fn half_of_the_published_migrations_are_predicted_within_a_quarter_and_nine_in_ten_within_60_percent()
 {
    let table = error_table(&pairs(PUBLISHED));
    let all = table.iter().find(|row| row.name == "all published").expect("a line for all");
    assert!(35 <= all.total.count, "{all:?}");
    assert!(all.total.median <= 0.25 && all.total.p90 <= 0.6, "{all:?}");
    assert_eq!(all.wrong_verdicts, 0, "{all:?}");
}

#[test]
fn ranges_of_what_had_to_be_assumed_hold_most_of_what_was_measured() {
    let table = error_table(&pairs(PUBLISHED));
    let all = table.iter().find(|row| row.name == "all published").expect("a line for all");
    assert!(0.6 <= all.in_range && all.in_range <= 0.95, "{all:?}");
}

#[test]
fn operators_migrations_are_predicted_within_15_percent_with_the_constants_of_current_hosts() {
    let pairs = pairs(OPERATORS);
    assert!(pairs.iter().all(Pair::verdict_is_right));
    let total = ErrorSize::of(pairs.iter().filter_map(Pair::total_error));
    assert!(total.median <= 0.15 && total.p90 <= 0.25, "{total:?}");
    let has_excuse = |pair: &Pair| pair.known_reason().is_some_and(Reason::is_of_lab);
    assert!(!pairs.iter().any(has_excuse), "the measured bed's reasons are its own");
}

#[test]
fn what_each_controller_was_checked_on_is_said_as_it_is() {
    let table = error_table(&pairs(PUBLISHED));
    let names = [
        (Controller::Qemu, "QEMU"),
        (Controller::Nova, "Nova"),
        (Controller::KubeVirt, "KubeVirt"),
        (Controller::OpenShift, "OpenShift"),
        (Controller::Proxmox, "Proxmox"),
        (Controller::CloudHypervisor, "cloud-hypervisor"),
        (Controller::Xen, "Xen"),
    ];
    for (controller, name) in names {
        let found = table.iter().find(|row| row.name == name);
        let said = checked(controller);
        assert_eq!(said.map(|of| of.rows), found.map(|row| row.cases), "{name}");
        for (said, row) in said.iter().zip(found) {
            assert_eq!(said.timed, row.total.count, "{name}");
            let is = [row.total.median, row.total.p90];
            assert!(
                said.error.iter().zip(is).all(|(said, is)| (said - is).abs() < 6e-4),
                "{name}: {is:?}"
            );
        }
    }
}

/// QEMU 7.2 between two network namespaces over 80 to 150 ms, each condition twice.
#[test]
fn migrations_over_long_round_trips_are_predicted_within_15_percent_where_luck_does_not_decide() {
    let pairs = pairs(WAN);
    assert_eq!(pairs.len(), 20);
    let total = ErrorSize::of(pairs.iter().filter_map(Pair::total_error));
    assert!(total.median <= 0.15 && total.p90 <= 0.35, "{total:?}");
    let sum: f64 = pairs.iter().filter_map(Pair::total_error).sum();
    assert!((sum / 20.0).abs() <= 0.06, "they are not too short in the mean: {sum}");
}

#[test]
fn every_assumption_is_named() {
    let case = only("id,mem_gib,controller", "x,64,KubeVirt").expect("a case");
    for what in ["in use", "dirtied within a second", "a downtime limit", "round trip", "a link of"]
    {
        assert!(case.assumed.iter().any(|it| it.contains(what)), "{what}: {:?}", case.assumed);
    }
    let columns =
        "id,mem_gib,touched_gib,dirty_mib_s,link_gbit_s,rtt_ms,downtime_limit_ms,controller";
    let case = only(columns, "x,64,20,0,10,0.1,300,QEMU").expect("a case");
    assert!(case.assumed.is_empty(), "{:?}", case.assumed);
}

#[test]
fn what_is_reached_counts_for_more_than_what_the_link_could_carry() {
    let columns = "id,mem_gib,touched_gib,dirty_mib_s,link_gbit_s,effective_gbit_s";
    let (cases, _) = good(&format!("{columns}\na,64,60,0,25,\nb,64,60,0,25,8\n"));
    let predicted = predict_all(&cases, &Profile::CURRENT);
    let sent = predicted[1].transferred.p50 / predicted[1].total.p50;
    assert!((sent / 1e9 - 1.0).abs() < 0.1, "8 Gbit/s are 1 GB/s, not {sent}");
    assert!(predicted[0].total.p50 < predicted[1].total.p50);
}

#[test]
fn more_compressing_streams_are_faster_until_the_link_is_full() {
    let columns = "id,mem_gib,touched_gib,dirty_mib_s,link_gbit_s,compression,channels";
    let rows: String = [1, 2, 4, 8, 16, 32]
        .map(|streams| format!("s{streams},64,60,0,10,zstd,{streams}\n"))
        .concat();
    let (cases, _) = good(&format!("{columns}\n{rows}"));
    let times: Vec<f64> =
        predict_all(&cases, &Profile::CURRENT).iter().map(|it| it.total.p50).collect();
    assert!(times[1] < times[0] * 0.6 && times[2] < times[1] * 0.6, "{times:?}");
    assert!((times[5] / times[4] - 1.0).abs() < 0.05, "{times:?}");
}

#[test]
fn a_batch_is_predicted_as_it_was_published_all_of_it() {
    let columns = "id,technique,mem_gib,touched_gib,dirty_mib_s,link_gbit_s";
    let rows = "one,pre-copy,8,8,0,10\nten,\"pre-copy, 10 VMs at a time\",8,8,0,10\n";
    let (cases, _) = good(&format!("{columns}\n{rows}"));
    let predicted = predict_all(&cases, &Profile::CURRENT);
    let times = predicted[1].total.p50 / predicted[0].total.p50;
    assert!((9.0..11.5).contains(&times), "{times}");
}

#[test]
fn a_row_without_a_size_is_refused_by_its_column() {
    assert_eq!(only("id,mem_gib", "x,"), Err("line 2, column mem_gib: is missing".to_owned()));
}
