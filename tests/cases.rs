//! What a row of `predict` and `validate` may say.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use movecast::evidence::case::{BadCell, Case, read};
use movecast::evidence::predict::predict_all;
use movecast::model::profile::Profile;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

const NO_LIMIT: &str = include_str!("break/predict-max-bandwidth-0.csv");
const THOUSAND_AT_ONCE: &str = include_str!("break/predict-concurrency-1000.csv");

fn only(text: &str) -> Result<Case, BadCell> {
    let mut rows = read(text);
    rows.pop().expect("a row").map(|(case, _)| case)
}

/// The row of a file of one row, with another value in this column.
fn with(column: &str, value: &str) -> String {
    let (head, row) = NO_LIMIT.trim_end().split_once('\n').expect("a head");
    let at = head.trim_end().split(',').position(|name| name == column).expect("a column");
    let mut cells: Vec<&str> = row.split(',').collect();
    cells[at] = value;
    format!("{head}\n{}\n", cells.join(","))
}

#[test]
fn a_bandwidth_of_zero_is_no_limit() {
    let case = only(NO_LIMIT).expect("a case");
    assert_eq!(case.max_bandwidth, None);
    let free = predict_all(&[case], &Profile::QEMU_LAB);
    let most = only(&with("max_bandwidth_bytes_s", "12500000000")).expect("a case");
    let wide = predict_all(&[most], &Profile::QEMU_LAB);
    assert_eq!(free[0].total, wide[0].total);
    let beyond = only(&with("max_bandwidth_bytes_s", "1e12")).expect("a case");
    assert_eq!(beyond.max_bandwidth, None, "what no link carries is no limit");
    assert!((1.0 - free[0].completes).abs() < 1e-9);
}

#[test]
fn what_the_form_does_not_take_is_refused_by_line_and_column() {
    let said = |text: &str| only(text).expect_err("a bad cell").to_string();
    assert_eq!(said(THOUSAND_AT_ONCE), "line 2, column concurrency: 1000 is more than 100");
    for (column, value) in [
        ("concurrency", "1e308"),
        ("link_mbit_s", "5e-324"),
        ("link_mbit_s", "0"),
        ("memory_mib", "1e300"),
        ("memory_mib", ""),
        ("rtt_ms", "-1"),
        ("rtt_ms", "NaN"),
        ("cap_s", "inf"),
        ("downtime_limit_ms", "0"),
    ] {
        let text = said(&with(column, value));
        assert!(text.starts_with(&format!("line 2, column {column}: ")), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        failure_persistence: None,
        // The same cases every time.
        rng_seed: RngSeed::Fixed(1988),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_row_is_predicted_or_refused(
        column in select(vec![
            "memory_mib", "touched_mib", "working_set_mib", "dirty_pages_s", "link_mbit_s", "rtt_ms",
            "max_bandwidth_bytes_s", "downtime_limit_ms", "cap_s", "disk_mib", "multifd_channels",
            "throttle_initial", "xbzrle_cache_mib", "write_bytes", "order_in_batch",
        ]),
        value in prop_oneof![
            select(vec![0.0, 5e-324, 1e-310, 1e308]),
            (-300.0..300.0f64).prop_map(|power| libm::pow(10.0, power)),
            (-2.0..7.0f64).prop_map(|power| libm::pow(10.0, power)),
        ],
    ) {
        if let Ok(case) = only(&with(column, &format!("{value:e}"))) {
            let predicted = predict_all(&[case], &Profile::QEMU_LAB);
            prop_assert!(predicted[0].total.p50.is_finite());
        }
    }
}
