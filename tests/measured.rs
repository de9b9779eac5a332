//! Predictions against measured migrations: the accuracy that the planner promises, as a test.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use movecast::evidence::case::{self, Case, Measured};
use movecast::evidence::predict::predict_all;
use movecast::evidence::validate::{ErrorRow, Pair, error_table};
use movecast::model::profile::Profile;

fn pairs(file: &str) -> Vec<Pair> {
    let text =
        std::fs::read_to_string(format!("static/data/measured/{file}")).expect("the data ships");
    let rows = case::read(&text);
    let (cases, measured): (Vec<Case>, Vec<Measured>) =
        rows.into_iter().map(|row| row.expect("a good row")).unzip();
    let predictions = predict_all(&cases, &Profile::QEMU_LAB);
    Pair::all(cases, measured, predictions, &Profile::QEMU_LAB)
}

/// Bounds in percent: (median, 90th percentile) of total time, bytes and downtime.
#[track_caller]
fn check(row: &ErrorRow, total: (f64, f64), bytes: (f64, f64), downtime: (f64, f64)) {
    for (what, size, (median, p90)) in [
        ("total", row.total, total),
        ("bytes", row.bytes, bytes),
        ("downtime", row.downtime, downtime),
    ] {
        let (got, got90) = (100.0 * size.median, 100.0 * size.p90);
        assert!(got <= median && got90 <= p90, "{} {what}: {got:.1} %, {got90:.1} %", row.name);
    }
}

#[track_caller]
fn row<'a>(table: &'a [ErrorRow], name: &str) -> &'a ErrorRow {
    table.iter().find(|row| row.name == name).expect("a row of that name")
}

#[test]
fn plain_pre_copy_is_predicted_within_two_percent() {
    let table = error_table(&pairs("qemu_lab.csv"));
    let precopy = row(&table, "precopy");
    check(precopy, (2.0, 8.0), (1.0, 5.0), (15.0, 50.0));
    assert!(precopy.wrong_verdicts <= 1);
}

#[test]
fn all_techniques_together_are_predicted_within_three_percent() {
    let table = error_table(&pairs("qemu_lab.csv"));
    let all = row(&table, "all");
    check(all, (3.0, 12.0), (2.0, 8.0), (20.0, 70.0));
    assert!((0.7..=0.9).contains(&all.in_range), "{}", all.in_range);
    assert!(all.stall.median < 0.2, "{:?}", all.stall);
}

#[test]
fn real_workloads_are_predicted_within_three_percent() {
    let table = error_table(&pairs("qemu_workloads.csv"));
    check(row(&table, "precopy"), (3.0, 12.0), (2.0, 12.0), (25.0, 70.0));
}

#[test]
fn measured_columns_do_not_reach_the_prediction() {
    let known = pairs("qemu_lab.csv");
    let text =
        std::fs::read_to_string("static/data/measured/qemu_lab.csv").expect("the data ships");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let first_measured = header.iter().position(|name| *name == "total_time_ms").expect("measured");
    let status = header.iter().position(|name| *name == "status").expect("status");
    let mut blind = header.join(",");
    for line in lines {
        let cells: Vec<&str> = line
            .split(',')
            .enumerate()
            .map(|(at, cell)| if at < first_measured && at != status { cell } else { "" })
            .collect();
        blind.push('\n');
        blind.push_str(&cells.join(","));
    }
    let rows = case::read(&blind);
    let cases: Vec<Case> = rows.into_iter().map(|row| row.expect("a good row").0).collect();
    for (pair, blind) in known.iter().zip(predict_all(&cases, &Profile::QEMU_LAB)) {
        assert_eq!(pair.predicted, blind, "{}", pair.case.run_id);
    }
}

#[test]
fn a_bad_row_is_named_and_the_others_are_predicted() {
    let text = "run_id,technique,memory_mib,touched_mib,link_mbit_s\n\
                a,precopy,512,200,1000\n\
                b,teleport,512,200,1000\n\
                c,precopy,much,200,1000\n\
                d,precopy,512,200,-5\n";
    let rows = case::read(text);
    let bad: Vec<String> =
        rows.iter().filter_map(|row| row.as_ref().err()).map(ToString::to_string).collect();
    assert_eq!(
        bad,
        [
            "line 3, column technique: 'teleport' is not a technique",
            "line 4, column memory_mib: 'much' is not a number",
            "line 5, column link_mbit_s: -5 is not a quantity",
        ]
    );
    assert!(rows[0].is_ok());
}
