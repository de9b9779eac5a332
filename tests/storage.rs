//! Disks that move without memory: what a plan of them holds, whatever the scenario.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail")]

use movecast::model::trace::{Ending, Stage};
use movecast::plan::deciding::{Input, deciding};
use movecast::plan::remedy::Asked;
use movecast::plan::verdict::Verdict;
use movecast::plan::{Plan, plan};
use movecast::quantity::Lang;
use movecast::report::sentences;
use movecast::scenario::check::check;
use movecast::scenario::choice::Options;
use movecast::scenario::presets::base;
use movecast::scenario::{Choice, Controller, Field, Scenario, Technique};
use movecast::units::{Bytes, Seconds};

const GIB: f64 = 1_073_741_824.0;

fn stated(controller: Controller, technique: Technique, fields: &[(Field, f64)]) -> Scenario {
    let mut scenario = base(controller);
    Choice::Technique.set(&mut scenario, technique.place());
    for (field, value) in fields {
        field.set(&mut scenario, *value);
    }
    scenario
}

fn planned(scenario: &Scenario) -> Plan {
    plan(&check(*scenario).0)
}

#[test]
fn a_warm_migration_is_planned_beside_its_cold_rival_and_nothing_else() {
    let warm = stated(Controller::OpenShift, Technique::Warm, &[(Field::Disk, 200.0 * GIB)]);
    let plan = planned(&warm);
    let planned: Vec<_> = plan.outcomes.iter().map(|outcome| outcome.technique).collect();
    assert_eq!(planned, [Technique::Warm, Technique::Cold]);
    let of = |technique| plan.of(technique).expect("planned").figures;
    let (warm, cold) = (of(Technique::Warm), of(Technique::Cold));
    assert!(warm.downtime < cold.downtime && cold.total_time < warm.total_time);
    assert!(cold.sent < warm.sent && Bytes::gib(199.9) < cold.sent);
}

#[test]
fn a_conversion_is_judged_by_a_downtime_limit_that_was_stated_only() {
    let warm = stated(Controller::KubeVirt, Technique::Warm, &[]);
    let judged = |scenario: &Scenario| {
        Verdict::of(check(*scenario).0.get(), planned(scenario).chosen()).downtime.is_kept()
    };
    assert!(judged(&warm));
    let mut limited = warm;
    Field::DowntimeLimit.set(&mut limited, 60.0);
    assert!(!judged(&limited));
    let mut live = warm;
    Choice::Technique.set(&mut live, Technique::PreCopy.place());
    assert_eq!(live.policy.downtime_limit, Seconds::ms(300.0));
}

#[test]
fn a_disk_that_moves_alone_leaves_its_guest_and_its_watts_where_they_are() {
    let scenario = stated(Controller::Qemu, Technique::Storage, &[(Field::Disk, 50.0 * GIB)]);
    let plan = planned(&scenario);
    assert_eq!(plan.outcomes.len(), 1);
    let outcome = plan.chosen();
    assert_eq!(outcome.figures.ending, Ending::Converged);
    assert!(outcome.figures.energy_saving_per_hour.to_kwh().abs() < 1e-12);
    assert!(outcome.figures.downtime < Seconds::ms(100.0));
    assert_eq!(outcome.trace.moves[0].memory_sent, Bytes::ZERO);
}

#[test]
fn the_least_of_link_reading_and_writing_decides() {
    let time = |fields: &[(Field, f64)]| {
        let all = [&[(Field::Disk, 100.0 * GIB), (Field::DiskWriteRate, 0.0)], fields].concat();
        let scenario = stated(Controller::Qemu, Technique::Storage, &all);
        planned(&scenario).chosen().figures.total_time
    };
    let free = time(&[]);
    let read = time(&[(Field::DiskRead, 2e8)]);
    let write = time(&[(Field::DiskRead, 2e8), (Field::DiskWrite, 1e8)]);
    let two = time(&[(Field::DiskRead, 2e8), (Field::DiskWrite, 1e8), (Field::Disks, 2.0)]);
    assert!(free < read && read < write, "{free:?} {read:?} {write:?}");
    assert!((write.get() / two.get() - 2.0).abs() < 0.01, "{write:?} {two:?}");
}

#[test]
fn a_base_that_both_hosts_have_is_not_copied_again() {
    let sent = |base: f64| {
        let scenario = stated(
            Controller::Qemu,
            Technique::Block,
            &[(Field::Disk, 40.0 * GIB), (Field::DiskWriteRate, 0.0), (Field::DiskBase, base)],
        );
        planned(&scenario).chosen().trace.moves[0].disk_sent
    };
    assert!((sent(0.0) - sent(30.0 * GIB) - Bytes::gib(30.0)).get().abs() < 1.0);
}

#[test]
fn a_mirror_that_writes_outrun_is_said_not_to_converge() {
    let scenario = stated(
        Controller::Qemu,
        Technique::Storage,
        &[(Field::DiskWriteRate, 3e8), (Field::DiskRead, 2e8), (Field::Timeout, 3600.0)],
    );
    let plan = planned(&scenario);
    let verdict = Verdict::of(check(scenario).0.get(), plan.chosen());
    assert_eq!((verdict.fates.stuck, verdict.fates.cut_off), (1, 0));
}

#[test]
fn each_has_a_timeline_and_a_sentence_of_its_own() {
    let said = |technique| {
        let plan = planned(&stated(Controller::Qemu, technique, &[]));
        let stages: Vec<_> = plan.chosen().trace.of(0).map(|segment| segment.stage).collect();
        (stages, sentences::timeline(plan.chosen(), Lang::En).to_string())
    };
    let (stages, sentence) = said(Technique::Warm);
    for stage in [Stage::DiskCopy, Stage::Tracking, Stage::OfflineCopy, Stage::Conversion] {
        assert!(stages.contains(&stage), "{stages:?}");
    }
    assert!(sentence.contains("while it is down"), "{sentence}");
    let (stages, _) = said(Technique::Cold);
    assert!(!stages.contains(&Stage::DiskCopy) && stages.contains(&Stage::OfflineCopy));
    let (_, sentence) = said(Technique::Storage);
    assert!(sentence.contains("stays on its host"), "{sentence}");
}

#[test]
fn what_holds_the_copy_back_is_named() {
    let scenario = stated(
        Controller::Qemu,
        Technique::Cold,
        &[(Field::DiskRead, 2e8), (Field::DiskWrite, 1e8)],
    );
    let asked = Asked { scenario, wave: None };
    let found = deciding(&asked, None);
    let has = |field| found.iter().any(|one| one.input == Input::Field(field));
    assert!(has(Field::DiskWrite) && !has(Field::DiskRead), "{found:?}");
}
