//! Published medians beside what the model says with the inputs assumed for them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use movecast::evidence::published::{self, Published};

fn errors(of: fn(&Published) -> bool) -> Vec<(String, f64)> {
    let file = "static/data/measured/published_medians.csv";
    let rows = published::read(&std::fs::read_to_string(file).expect("it ships"));
    let replayed = rows.iter().filter(|row| of(row)).filter_map(|row| {
        let replay = row.replay()?;
        let name = format!("{} {} {:.0} MiB", row.case, row.method, row.memory.to_mib());
        Some((name, replay.total.get() / row.total.get() - 1.0))
    });
    replayed.collect()
}

#[track_caller]
fn check(errors: &[(String, f64)], least: usize, bound: f64) {
    assert!(least <= errors.len(), "only {} rows", errors.len());
    let off: Vec<_> = errors.iter().filter(|(_, error)| bound < error.abs()).collect();
    assert!(off.is_empty(), "{off:#?} of {} rows", errors.len());
}

#[test]
fn gigabit_sysbench_medians_are_met_within_ten_percent() {
    check(&errors(|row| row.source.contains("sysbench")), 48, 0.10);
}

#[test]
fn postgresql_medians_are_met_within_ten_percent() {
    // At the edge of convergence (measured: 89 to 114 s in 193 rounds) a tenth more or less dirtying
    // decides between 40 s and never; one number cannot be right there.
    const EDGE: &str = "Precopy_Nonconvergent_16T";
    check(&errors(|row| row.source.contains("PostgreSQL") && row.case != EDGE), 7, 0.10);
}
