//! What operators have is read for what it says.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

mod hostile;
mod variants;

use movecast::plan::plan;
use movecast::scenario::check::check;
use movecast::share::import::{Import, ImportFile, LARGEST, NotRead, import};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};

const GIB: f64 = 1_073_741_824.0;
const MIB: f64 = 1_048_576.0;

/// Every text that is copied here, with its name.
macro_rules! texts {
    ($($name:literal),* $(,)?) => {
        const TEXTS: &[(&str, &str)] =
            &[$(($name, include_str!($name))),*];
    };
}

texts! {
    "calc-dirty-rate.json", "nova.conf", "query-migrate-tls8-completed.json",
    "hyperconverged-2026-07.yaml", "cloudstack-settings.txt", "proxmox-32gib-running.log",
    "query-migrate-30gib-a.json", "proxmox-512mib.log", "domjobinfo-completed.txt",
    "query-migrate-8gib-direct-1.json", "query-migrate-8gib-p2p-2.json", "kubevirt-config.yaml",
    "nova-compute.log", "info-migrate-off.txt", "info-migrate-on.txt", "proxmox-2gib.log",
    "xl-migrate.log", "vinfo.csv", "vmi.yaml", "vmim.json", "migration-policy.yaml",
    "info-migrate-10.txt", "proxmox-8.log", "qm-config.txt", "datacenter.cfg", "domstats-dirty.txt",
    "domstats-host.txt", "dommemstat.txt", "domain.xml", "server-show.txt", "server-migration.txt",
    "cluster-resources.json", "range-query.json", "qmp-session.txt", "domjobinfo-running.txt",
    "vmi-list.json", "server-list.csv", "info-dirty-rate.txt", "info-migrate-parameters.txt",
    "domjobinfo-anystats.txt", "domjobinfo-rawstats.txt", "dominfo.txt", "dumpxml-cut.txt",
    "proxmox-local-disk.log", "hyperconverged-part.yaml", "server-list.txt", "virsh-list.txt",
    "server-migration.json", "trace.csv", "xl-stream.log", "trace-units.csv", "iperf3.txt",
    "servers-and-flavors.txt", "proxmox-failed.log", "server-show-shell.txt", "vmi-off.json",
    "domblkinfo.txt", "qm-status.txt", "qm-list.txt", "xe-vm-list.txt", "free.txt", "get-vm.txt",
    "powercli.csv", "server-migration-shell.txt", "xl-list.txt", "describe-vmim.txt",
}

fn text(name: &str) -> &'static str {
    TEXTS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text).expect("a known text")
}

#[track_caller]
fn read(name: &str) -> Import {
    import(text(name)).unwrap_or_else(|why| panic!("{name} {why}"))
}

/// The kind of a text, numbers within two per cent, and words.
#[track_caller]
fn check_facts(name: &str, kind: &str, numbers: &[(&str, f64)], words: &[(&str, &str)]) -> Import {
    let found = read(name);
    let file = ImportFile::from(&found);
    assert_eq!(file.kind, kind, "{name}");
    let last = |fact: &str| file.read.iter().rev().find(|known| known.fact == fact);
    for (fact, value) in numbers {
        let base = last(fact).and_then(|fact| fact.base);
        let base = base.unwrap_or_else(|| panic!("{name}: no {fact} in {:?}", file.read));
        assert!(
            (base - value).abs() <= 0.02 * value.abs(),
            "{name}: {fact} is {base}, not {value}"
        );
    }
    for (fact, value) in words {
        assert_eq!(last(fact).map(|fact| fact.value.as_str()), Some(*value), "{name}: {fact}");
    }
    found
}

#[test]
fn what_qemu_says_of_a_migration_is_read() {
    let found = check_facts(
        "query-migrate-30gib-a.json",
        "query-migrate",
        &[
            ("memory", 32_213_049_344.0),
            ("memory-in-use", 22.35e9),
            ("zero-memory", 2_407_520.0 * 4096.0),
            ("rate", 24.2e9 / 8.0),
            ("dirty-page-rate", 0.0),
            ("rounds", 3.0),
            ("total-time", 7.524),
            ("downtime", 0.257),
            ("transferred", 22.4e9),
        ],
        &[("status", "completed")],
    );
    let (checked, _) = check(*found.stated.scenario);
    let planned = plan(&checked);
    let figures = &planned.chosen().figures;
    assert!((figures.total_time.get() / 7.5 - 1.0).abs() < 0.1, "{:?}", figures.total_time);

    let found = check_facts(
        "query-migrate-tls8-completed.json",
        "query-migrate",
        &[("transferred", 48.6e9), ("dirty-page-rate", 1536.0 * MIB), ("rounds", 10.0)],
        &[],
    );
    assert_eq!(found.missing, ["memory", "memory-in-use"]);
    assert!(found.reading.assumed.iter().any(|it| it.contains("pages of 4096 bytes")));
    check_facts(
        "query-migrate-8gib-direct-1.json",
        "query-migrate",
        &[("memory-in-use", 1.28 * GIB), ("rate", 507e6 / 8.0), ("rounds", 5.0)],
        &[],
    );
    check_facts("query-migrate-8gib-p2p-2.json", "query-migrate", &[("rate", 812e6 / 8.0)], &[]);
}

#[test]
fn a_dirty_rate_counts_distinct_pages_within_its_interval() {
    let found = check_facts(
        "calc-dirty-rate.json",
        "calc-dirty-rate",
        &[("dirty-page-rate", 1500.0 * MIB)],
        &[],
    );
    assert_eq!(found.reading.points, [(10.0, 15_000.0 * MIB)]);
    let found = check_facts(
        "domstats-dirty.txt",
        "domstats",
        &[
            ("dirty-page-rate", 42.0 * MIB),
            ("memory", 8.0 * GIB),
            ("memory-in-use", 6.0 * GIB),
            ("vcpus", 4.0),
        ],
        &[("mode", "dirty-ring")],
    );
    assert_eq!(found.reading.points, [(2.0, 84.0 * MIB)]);
}

#[test]
fn info_migrate_is_read_before_and_since_qemu_10() {
    check_facts(
        "info-migrate-off.txt",
        "info-migrate",
        &[("memory", 268_444_224.0 * 1024.0), ("rate", 264e6), ("dirty-page-rate", 264.0 * MIB)],
        &[("status", "active"), ("auto-converge", "off")],
    );
    check_facts(
        "info-migrate-on.txt",
        "info-migrate",
        &[("total-time", 241.161), ("downtime", 6.373), ("transferred", 28.9e9)],
        &[("status", "completed"), ("auto-converge", "on")],
    );
    check_facts(
        "info-migrate-10.txt",
        "info-migrate",
        &[
            ("total-time", 3.217),
            ("setup-time", 0.002),
            ("downtime", 0.005),
            ("memory", 4.0 * GIB),
            ("rate", 972.42e6 / 8.0),
            ("rounds", 3.0),
        ],
        &[("status", "completed")],
    );
}

#[test]
fn domjobinfo_gives_dirty_pages_a_second() {
    check_facts(
        "domjobinfo-completed.txt",
        "domjobinfo",
        &[
            ("memory", 8.005 * GIB),
            ("total-time", 12.287),
            ("downtime", 0.24),
            ("transferred", 1.39e9),
        ],
        &[("status", "completed")],
    );
    let found = check_facts(
        "domjobinfo-running.txt",
        "domjobinfo",
        &[
            ("dirty-page-rate", 21_337.0 * 4096.0),
            ("memory", 16.0 * GIB),
            ("elapsed", 61.0),
            ("rounds", 4.0),
        ],
        &[("status", "unbounded")],
    );
    assert!(!found.reading.has("total-time"), "it is not over");
}

#[test]
fn proxmox_speed_is_no_rate_of_the_path() {
    check_facts(
        "proxmox-512mib.log",
        "proxmox-log",
        &[
            ("memory", 528.8 * MIB),
            ("memory-in-use", 449e6),
            ("rate", 2.35e9 / 8.0),
            ("downtime-limit", 0.1),
            ("total-time", 2.0),
            ("downtime", 0.057),
        ],
        &[("controller", "proxmox"), ("status", "completed")],
    );
    check_facts(
        "proxmox-32gib-running.log",
        "proxmox-log",
        &[("memory", 32.0 * GIB), ("rate", 113.5 * MIB), ("delta-cache", 4.0 * GIB)],
        &[],
    );
    check_facts(
        "proxmox-2gib.log",
        "proxmox-log",
        &[
            ("memory", 2_156_597_248.0),
            ("memory-in-use", 421e6),
            ("total-time", 7.0),
            ("downtime", 0.042),
        ],
        &[],
    );
    check_facts(
        "proxmox-8.log",
        "proxmox-log",
        &[
            ("memory", 4.0 * GIB),
            ("total-time", 9.0),
            ("downtime", 0.073),
            ("task-time", 18.0),
            ("downtime-limit", 0.1),
            ("delta-cache", 512.0 * MIB),
        ],
        &[("status", "completed")],
    );
    check_facts(
        "qm-config.txt",
        "qm-config",
        &[("memory", 8.0 * GIB), ("vcpus", 8.0), ("disk", 148.0 * GIB), ("downtime-limit", 0.2)],
        &[],
    );
    check_facts(
        "datacenter.cfg",
        "datacenter-cfg",
        &[("rate-limit", 204_800.0 * 1024.0), ("concurrency", 4.0)],
        &[("encryption", "none")],
    );
}

#[test]
fn xen_prints_the_extent_of_its_map() {
    check_facts(
        "xl-migrate.log",
        "xl-log",
        &[
            ("memory", 512.0 * MIB),
            ("rate", 547e6 / 8.0),
            ("total-time", 8.083),
            ("transferred", 131_380.0 * 4096.0),
        ],
        &[("controller", "xen")],
    );
}

#[test]
fn settings_are_read_and_what_is_commented_out_is_not_set() {
    check_facts(
        "nova.conf",
        "nova-conf",
        &[("streams", 6.0)],
        &[("controller", "nova"), ("encryption", "tls")],
    );
    check_facts(
        "hyperconverged-2026-07.yaml",
        "kubevirt",
        &[("timeout-per-gib", 20.0), ("concurrency", 1.0)],
        &[("controller", "openshift")],
    );
    let found = check_facts(
        "kubevirt-config.yaml",
        "kubevirt",
        &[("rate-limit", 20.0 * GIB), ("concurrency", 2.0)],
        &[],
    );
    assert!(!found.reading.has("timeout-per-gib"));
    assert!(!found.stated.scenario.policy.max_bandwidth.is_positive(), "20 GiB/s are no limit");
    check_facts(
        "migration-policy.yaml",
        "kubevirt",
        &[("rate-limit", 64.0 * MIB), ("timeout-per-gib", 120.0)],
        &[("permit-post-copy", "on"), ("auto-converge", "off")],
    );
    let found = check_facts(
        "cloudstack-settings.txt",
        "cloudstack-settings",
        &[("timeout", 28_800.0)],
        &[],
    );
    assert!((found.stated.scenario.policy.timeout.get() - 28_800.0).abs() < 1.0);
}

#[test]
fn machines_of_a_cluster_are_read() {
    check_facts(
        "vmi.yaml",
        "kubevirt",
        &[("memory", 16.0 * GIB), ("vcpus", 8.0), ("total-time", 95.0), ("timeout-per-gib", 150.0)],
        &[("status", "completed")],
    );
    check_facts("vmim.json", "kubevirt", &[("total-time", 62.0)], &[("status", "succeeded")]);
    check_facts(
        "nova-compute.log",
        "nova-log",
        &[
            ("memory", 3_226_542_080.0),
            ("transferred", 2.54e9),
            ("rate", 1.115e6),
            ("timeout", 2400.0),
        ],
        &[("status", "cancelled"), ("controller", "nova")],
    );
    check_facts(
        "server-show.txt",
        "openstack-server",
        &[("memory", 8.0 * GIB), ("vcpus", 4.0), ("disk", 80.0 * GIB)],
        &[("controller", "nova")],
    );
    check_facts(
        "server-migration.txt",
        "openstack-migration",
        &[
            ("memory", 3_226_542_080.0),
            ("transferred", 1_234_567_890.0),
            ("remaining", 5_120_000.0),
        ],
        &[("status", "running")],
    );
    check_facts(
        "dommemstat.txt",
        "dommemstat",
        &[("memory", 8.0 * GIB), ("memory-in-use", 3_145_728.0 * 1024.0)],
        &[],
    );
    check_facts("domain.xml", "domain-xml", &[("memory", 16.0 * GIB), ("vcpus", 6.0)], &[]);
}

#[test]
fn no_machine_of_a_fleet_is_lost() {
    let found = check_facts("vinfo.csv", "fleet", &[("vms", 5.0)], &[]);
    let wave = found.stated.wave.as_deref().expect("a wave");
    assert_eq!(wave.groups.iter().map(|group| group.count).sum::<u32>(), 5);
    assert_eq!(
        found.reading.left_out.len(),
        2,
        "a template and one that is off: {:?}",
        found.reading.left_out
    );
    check_facts("cluster-resources.json", "fleet", &[("vms", 2.0)], &[("controller", "proxmox")]);
    check_facts("domstats-host.txt", "fleet", &[("vms", 2.0)], &[]);
    check_facts("vmi-list.json", "fleet", &[("vms", 3.0)], &[("controller", "kubevirt")]);
    check_facts("server-list.csv", "fleet", &[("vms", 3.0)], &[]);
}

#[test]
fn ten_thousand_rows_are_ten_thousand_machines() {
    let row =
        |n: u32| format!("vm{n},poweredOn,{},{},{}", 1 + n % 16, 1024 * (1 + n % 97), 20_000 + n);
    let rows = (0..10_000).map(row).collect::<Vec<_>>().join("\n");
    let found =
        import(&format!("VM,Powerstate,CPUs,Memory,Provisioned MiB\n{rows}")).expect("a fleet");
    let wave = found.stated.wave.as_deref().expect("a wave");
    assert_eq!(wave.groups.iter().map(|group| group.count).sum::<u32>(), 10_000);
}

#[test]
fn memory_without_a_unit_is_asked_for() {
    let found = import("name;memory;vcpus\nweb;8192;4\n").expect("a fleet");
    assert!(found.reading.fleet.is_empty());
    assert!(found.reading.left_out[0].contains("MiB or GiB"), "{:?}", found.reading.left_out);
    let found = import("name;memory (GB);vcpus\nweb;8;4\n").expect("a fleet");
    assert!((found.reading.fleet[0].memory - 8.0 * GIB).abs() < 1.0);
}

#[test]
fn a_trace_has_quantiles_and_a_quietest_hour() {
    let found = check_facts(
        "range-query.json",
        "trace",
        &[("dirty-page-rate", 30e6), ("quietest-hour-rate", 15e6), ("samples", 5.0)],
        &[],
    );
    assert_eq!(found.reading.points, [(1.0, 30e6)]);
}

#[test]
fn a_session_with_the_monitor_is_read_as_a_whole() {
    check_facts(
        "qmp-session.txt",
        "query-migrate",
        &[
            ("downtime-limit", 0.5),
            ("rate-limit", 0.0),
            ("streams", 4.0),
            ("memory", 8_594_989_056.0),
        ],
        &[("multifd", "on"), ("status", "active")],
    );
}
