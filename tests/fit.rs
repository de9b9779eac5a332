//! What measured moves tell: laws of the fit, and what one move of a machine does for its next.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use std::collections::BTreeMap;

use movecast::evidence::case::{self, Case};
use movecast::evidence::fit::{Fit, Known, Row, Said, Seen, Since, Tells, Values};
use movecast::evidence::sheet;
use movecast::model::profile::Profile;
use movecast::scenario::{Field, Scenario, presets};
use movecast::share::Stated;
use movecast::share::assign::Draft;
use movecast::share::import::import;
use movecast::share::moves::{Moves, moves};
use movecast::share::{file, link};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

fn data(file: &str) -> String {
    std::fs::read_to_string(format!("static/data/measured/{file}")).expect("the data ships")
}

/// What `virsh domjobinfo --completed` prints of a measured move, and nothing that it does not say.
fn domjobinfo(row: &sheet::Row) -> String {
    let number = |column: &str| row.text(column).parse::<f64>().unwrap_or(f64::NAN);
    format!(
        "Job type:         Completed\n\
         Operation:        Outgoing migration\n\
         Time elapsed:     {:.0} ms\n\
         Data processed:   {:.0} B\n\
         Memory total:     {:.0} B\n\
         Page size:        4096 bytes\n\
         Iteration:        {:.0}\n\
         Constant pages:   {:.0}\n\
         Normal pages:     {:.0}\n\
         Total downtime:   {:.0} ms\n",
        number("total_time_ms"),
        number("transferred_bytes"),
        number("memory_mib") * 1_048_576.0,
        number("rounds"),
        number("zero_pages"),
        number("normal_pages"),
        number("downtime_ms"),
    )
}

/// What an operator knows of a move beforehand: link, round trip and limits.
fn known(row: &sheet::Row) -> Draft {
    let mut draft = Draft::blank();
    let mut say = |name: &str, column: &str, unit: f64| {
        let number: f64 = row.text(column).parse().expect("a number");
        draft.assign_base(name, number * unit).expect("an input");
    };
    say("link-speed", "link_mbit_s", 125e3);
    say("rtt", "rtt_ms", 1e-3);
    say("downtime-limit", "downtime_limit_ms", 1e-3);
    say("memory", "memory_mib", 1_048_576.0);
    let limit: f64 = row.text("max_bandwidth_bytes_s").parse().expect("a number");
    if limit < 1e9 {
        draft.assign_base("rate-limit", limit).expect("an input");
    }
    draft
}

/// Plain pre-copies that were completed by themselves, by what moved.
fn by_machine() -> BTreeMap<String, Vec<sheet::Row>> {
    let mut machines: BTreeMap<String, Vec<sheet::Row>> = BTreeMap::new();
    for file in ["qemu_lab.csv", "qemu_workloads.csv"] {
        let text = data(file);
        let rows = sheet::rows(&text).filter(|row| {
            row.text("technique") == "precopy"
                && row.text("status") == "completed"
                && row.text("batch_id").is_empty()
        });
        for row in rows {
            // Measured rates of one writer differ by a percent.
            let rate: f64 = row.text("dirty_pages_s").parse().unwrap_or(0.0);
            let of = [
                "memory_mib",
                "working_set_mib",
                "pattern",
                "stress_mib",
                "workload",
                "workload_args",
            ];
            let mut machine: Vec<String> = of.map(|column| row.text(column).to_owned()).into();
            machine.push(format!("{:.0}", 10.0 * libm::log(rate + 1.0)));
            machines.entry(machine.join("/")).or_default().push(row);
        }
    }
    machines.retain(|_, rows| 1 < rows.len());
    machines
}

fn seen(row: &sheet::Row) -> Seen {
    let number = |column: &str| row.text(column).parse::<f64>().ok();
    Seen {
        total: number("total_time_ms").map(|ms| ms / 1e3),
        sent: number("transferred_bytes"),
        downtime: number("downtime_ms").map(|ms| ms / 1e3),
        ..Seen::default()
    }
}

fn said(scenario: &Scenario) -> Said {
    let row = Row {
        name: String::new(),
        known: Known::Scenario(Box::new(*scenario)),
        seen: Seen::default(),
        since: Since::Memory,
        hints: Values::default(),
        is_reported: true,
    };
    row.said(&Values::default())
}

/// Sizes of relative errors of total time, bytes and downtime.
#[derive(Default)]
struct Errors([Vec<f64>; 3]);

impl Errors {
    fn add(&mut self, said: &Said, seen: &Seen) {
        let pairs = [
            (said.seen.total, seen.total),
            (said.seen.sent, seen.sent),
            (said.seen.downtime, seen.downtime),
        ];
        for (all, (said, seen)) in self.0.iter_mut().zip(pairs) {
            let (Some(said), Some(seen)) = (said, seen) else { continue };
            // Who says that it never ends is as wrong as can be.
            all.push(if said_ends(said) { (said / seen - 1.0).abs() } else { f64::INFINITY });
        }
    }

    fn quantile(&mut self, at: usize, share: f64) -> f64 {
        let all = &mut self.0[at];
        all.sort_unstable_by(f64::total_cmp);
        all[((all.len() - 1) as f64 * share).round() as usize]
    }

    fn told(&mut self) -> String {
        let mut part = |at| {
            let [median, p90] = [0.5, 0.9].map(|share| 100.0 * self.quantile(at, share));
            format!("{median:.1} / {p90:.1} %")
        };
        format!("total {}, bytes {}, downtime {}", part(0), part(1), part(2))
    }
}

fn said_ends(said: f64) -> bool {
    said.is_finite()
}

/// One move of a machine, learned from, against each other move of the same machine: over another link,
/// another round trip, with another limit.
#[test]
fn one_move_of_a_machine_improves_the_prediction_of_its_next() {
    let [mut default, mut imported, mut fitted, mut all_others] = <[Errors; 4]>::default();
    let (mut machines, mut pairs) = (0, 0);
    for rows in by_machine().values() {
        machines += 1;
        let learned = |row: &sheet::Row| {
            let text = ("moved".to_owned(), domjobinfo(row));
            moves(&[text], &known(row).finish(), None).rows
        };
        for next in rows {
            let others = rows.iter().filter(|other| other.line != next.line).flat_map(learned);
            let blank = *known(next).finish().scenario;
            all_others.add(&said(&Fit::of(others.collect()).over(&blank)), &seen(next));
        }
        for first in rows {
            let text = domjobinfo(first);
            let mine = known(first).finish();
            let Moves { rows: learned, left_out } =
                moves(&[("first".to_owned(), text.clone())], &mine, None);
            assert!(left_out.is_empty(), "{left_out:?}");
            let fit = Fit::of(learned);
            let read = import(&text).expect("it is read");
            for next in rows.iter().filter(|next| next.line != first.line) {
                pairs += 1;
                let blank = *known(next).finish().scenario;
                let seen = seen(next);
                default.add(&said(&blank), &seen);
                fitted.add(&said(&fit.over(&blank)), &seen);
                // What reading it says of the machine, on the link of the next move.
                let mut over = blank;
                for field in [Field::Touched, Field::DirtyPageRate] {
                    let from = &read.stated.scenario;
                    if from.stated.has(field) {
                        field.set(&mut over, field.get(from));
                    }
                }
                imported.add(&said(&over), &seen);
            }
        }
    }
    println!("{machines} machines, {pairs} pairs of moves; median / 90th percentile of the errors");
    println!("nothing known of the machine: {}", default.told());
    println!("read, not fitted:             {}", imported.told());
    println!("fitted on one other move:     {}", fitted.told());
    println!("fitted on all its others:     {}", all_others.told());
    assert_eq!((machines, pairs), (12, 84));
    for (at, median, p90) in [(0, 0.02, 0.1), (1, 0.015, 0.08), (2, 0.3, 1.0)] {
        let [got, got90] = [0.5, 0.9].map(|share| fitted.quantile(at, share));
        assert!(got < median && got90 < p90, "{at}: {got}, {got90}");
        assert!(4.0 * got < default.quantile(at, 0.5), "{at}: far better than with nothing known");
    }
    assert!(fitted.quantile(0, 0.5) <= imported.quantile(0, 0.5), "and no worse than reading it");
    assert!(fitted.quantile(0, 0.9) <= imported.quantile(0, 0.9));
}

/// Some rows of the measured bed, without what was measured.
fn cases() -> Vec<Case> {
    let text = data("qemu_lab.csv");
    let rows = case::read(&text).into_iter().filter_map(Result::ok);
    let plain = rows.filter(|(case, measured)| {
        case.kind == case::Kind::Precopy && measured.completed && case.batch_id.is_empty()
    });
    plain.map(|(case, _)| case).step_by(6).collect()
}

fn row_of(case: Case, seen: Seen) -> Row {
    Row {
        name: case.run_id.clone(),
        known: Known::Case(Box::new(case), Profile::QEMU_LAB),
        seen,
        since: Since::Memory,
        hints: Values::default(),
        is_reported: false,
    }
}

/// Rows as the model has them with these values: those that come to their end, as measured ones do.
fn made_with(values: &Values) -> Vec<Row> {
    let made = |case: Case| {
        let row = row_of(case, Seen::default());
        let said = row.said(values);
        said.completes.then_some(Row { seen: said.seen, ..row })
    };
    cases().into_iter().filter_map(made).take(5).collect()
}

fn value(fit: &Fit, field: Field) -> f64 {
    fit.told.iter().find(|told| told.field == field).map_or(f64::NAN, |told| told.value)
}

/// A machine with this much memory in use and this dirty page rate, as it moves over this link; that it
/// has 8 GiB is known, and the rest is for the fit to find.
fn moved(in_use_gib: f64, dirty: f64, link: f64) -> Row {
    let mut known = presets::blank();
    Field::Memory.set(&mut known, 8.0 * 1_073_741_824.0);
    let row = Row {
        name: "made".to_owned(),
        known: Known::Scenario(Box::new(known)),
        seen: Seen::default(),
        since: Since::Memory,
        hints: Values::default(),
        is_reported: true,
    };
    let truth = Values::default()
        .with(Field::Touched, Some(in_use_gib * 1_073_741_824.0))
        .with(Field::DirtyPageRate, Some(dirty))
        .with(Field::LinkRate, Some(link));
    let seen = row.said(&truth).seen;
    let hints = Values::default().with(Field::Touched, seen.in_use);
    Row { seen, hints, ..row }
}

#[test]
fn what_the_defaults_say_teaches_nothing() {
    let fit = Fit::of(made_with(&Values::default()));
    assert_eq!(fit.learned().count(), 0);
    assert_eq!(fit.profile(), presets::blank());
    assert_eq!(fit.carries_over, Some(true));
}

#[test]
fn what_no_row_shows_is_said_to_be_untold() {
    let fit = Fit::of(made_with(&Values::default()));
    let limit = fit.told.iter().find(|told| told.field == Field::StreamLimit).expect("offered");
    assert!(matches!(limit.tells, Tells::OneSide), "{limit:?}");
    assert!(limit.range.0.is_some_and(|least| 1e6 < least), "slower streams would have shown");
}

#[test]
fn one_odd_row_does_not_decide() {
    let slower = Values::default().with(Field::Efficiency, Some(0.6));
    let mut rows = made_with(&slower);
    rows[2].seen.total = rows[2].seen.total.map(|total| total * 20.0);
    let found = value(&Fit::of(rows), Field::Efficiency);
    assert!((found / 0.6 - 1.0).abs() < 0.03, "{found}");
}

#[test]
fn what_was_stated_by_hand_is_not_overruled() {
    let fit = Fit::of(vec![moved(3.0, 40e6, 125e6)]);
    let mut mine = presets::blank();
    Field::DirtyPageRate.set(&mut mine, 1e6);
    let over = fit.over(&mine);
    assert!((Field::DirtyPageRate.get(&over) - 1e6).abs() < 1.0);
    assert_eq!(over.stated.moves(Field::DirtyPageRate), None);
    assert_eq!(over.stated.moves(Field::Touched), Some(1));
}

#[test]
fn a_profile_travels_in_links_and_files_with_where_it_is_from() {
    let profile = Fit::of(vec![moved(3.0, 40e6, 125e6)]).profile();
    assert!(0 < profile.stated.fitted().count());
    assert_eq!(link::decode(&link::encode(&profile)), Ok(profile));
    assert_eq!(file::from_json(&file::to_json_all(&profile.into())), Ok(profile));
}

/// Twice the same machine as two tools print it, 8.005 GiB and 8594989056 bytes, is one.
#[test]
fn texts_of_one_machine_teach_its_memory_and_those_of_several_do_not() {
    let read = |name: &str| {
        let text = std::fs::read_to_string(format!("tests/import/{name}")).expect("a text");
        (name.to_owned(), text)
    };
    let alike = [read("domjobinfo-completed.txt"), read("query-migrate-8gib-p2p-2.json")];
    let stated: Stated = presets::blank().into();
    let Moves { rows, left_out } = moves(&alike, &stated, None);
    assert!(left_out.is_empty(), "{left_out:?}");
    let in_use = value(&Fit::of(rows), Field::Touched);
    assert!((1.0e9..1.6e9).contains(&in_use), "{in_use}");
    let others = [read("domjobinfo-completed.txt"), read("query-migrate-30gib-a.json")];
    let Moves { rows, .. } = moves(&others, &stated, None);
    assert_eq!(rows.len(), 2);
    assert!(value(&Fit::of(rows), Field::Touched).is_nan(), "each has its own");
}

#[test]
fn texts_that_tell_nothing_say_why() {
    let stated: Stated = presets::blank().into();
    let of = |name: &str| {
        let text = std::fs::read_to_string(format!("tests/import/{name}")).expect("a text");
        let found = moves(&[(name.to_owned(), text)], &stated, None);
        assert!(found.rows.is_empty(), "{name}");
        found.left_out[0].1.to_string()
    };
    assert!(
        of("domjobinfo-running.txt").contains("how long")
            || of("domjobinfo-running.txt").contains("completed")
    );
    assert!(of("proxmox-failed.log").contains("completed"));
    assert!(of("vmim.json").contains("--set \"memory="));
    assert!(of("nova.conf").contains("how long"));
}

proptest! {
    #![proptest_config(Config { cases: 8, rng_seed: RngSeed::Fixed(20), ..Config::default() })]

    #[test]
    fn rows_that_the_model_made_give_the_values_back(
        efficiency in 0.4..0.9_f64, switchover in 0.1..0.6_f64,
    ) {
        let values = Values::default()
            .with(Field::Efficiency, Some(efficiency))
            .with(Field::Switchover, Some(switchover));
        let fit = Fit::of(made_with(&values));
        let found = [Field::Efficiency, Field::Switchover].map(|field| value(&fit, field));
        prop_assert!((found[0] / efficiency - 1.0).abs() < 0.03, "{found:?}");
        prop_assert!((found[1] / switchover - 1.0).abs() < 0.15, "{found:?}");
        prop_assert_eq!(fit.carries_over, Some(true));
    }

    #[test]
    fn one_move_that_the_model_made_gives_its_machine_and_its_link_back(
        in_use in 1.0..7.0_f64, dirty in 5e6..60e6_f64, link in 100e6..1000e6_f64,
    ) {
        let row = moved(in_use, dirty, link);
        let fit = Fit::of(vec![row.clone()]);
        let found = value(&fit, Field::LinkRate);
        prop_assert!((found / link - 1.0).abs() < 0.1, "{found} for {link}");
        let found = value(&fit, Field::Touched) / 1_073_741_824.0;
        prop_assert!((found / in_use - 1.0).abs() < 0.03, "{found} for {in_use}");
        let (said, seen) = (fit.rows[0].after.seen, row.seen);
        let ratio = said.total.unwrap_or_default() / seen.total.unwrap_or_default();
        prop_assert!((ratio - 1.0).abs() < 0.05, "{ratio}");
    }

    #[test]
    fn the_order_of_rows_makes_no_difference(noise in prop::array::uniform5(0.7..1.4_f64)) {
        let mut rows = made_with(&Values::default().with(Field::Efficiency, Some(0.7)));
        for (row, noise) in rows.iter_mut().zip(noise) {
            row.seen.total = row.seen.total.map(|total| total * noise);
        }
        let told = Fit::of(rows.clone()).told;
        rows.reverse();
        prop_assert_eq!(Fit::of(rows).told, told);
    }

    #[test]
    fn whatever_was_measured_a_fit_is_finite_and_never_further_from_it_than_the_defaults(
        seen in prop::collection::vec(any_seen(), 1..5),
    ) {
        let rows: Vec<Row> = cases().into_iter().zip(&seen).map(|(case, seen)| row_of(case, *seen)).collect();
        let mut all = vec![Fit::of(rows)];
        let one = |seen: &Seen| Row { seen: *seen, ..moved(2.0, 1e7, 1e8) };
        all.push(Fit::of(seen.iter().take(2).map(one).collect()));
        for fit in all {
            let [before, after] = fit.losses;
            prop_assert!(after.is_finite() && after <= before, "{before} -> {after}");
            for told in &fit.told {
                let (least, most) = told.field.bounds();
                prop_assert!((least..=most).contains(&told.value), "{told:?}");
            }
        }
    }
}

/// Anything that a file may say was measured: next to nothing, and more than there is.
fn any_seen() -> impl Strategy<Value = Seen> {
    let any = || {
        prop::option::of(prop_oneof![
            Just(0.0),
            Just(1e-300),
            Just(1e300),
            0.0..1e4_f64,
            1e6..1e13_f64
        ])
    };
    (any(), any(), any(), any(), any(), any()).prop_map(
        |(total, sent, downtime, in_use, again, rounds)| Seen {
            total,
            sent,
            downtime,
            in_use,
            again,
            rounds,
        },
    )
}
