//! What the same sources print in other versions and situations.

use super::*;

#[test]
fn what_the_monitor_prints_of_rates_and_parameters_is_read() {
    let found = check_facts(
        "info-dirty-rate.txt",
        "calc-dirty-rate",
        &[("dirty-page-rate", 312.0 * MIB), ("interval", 5.0)],
        &[("mode", "dirty-ring")],
    );
    assert_eq!(found.reading.points, [(5.0, 1560.0 * MIB)], "not that of a single vCPU");
    check_facts(
        "info-migrate-parameters.txt",
        "info-migrate",
        &[
            ("streams", 4.0),
            ("rate-limit", 128.0 * MIB),
            ("downtime-limit", 0.25),
            ("first-throttle", 0.3),
        ],
        &[("auto-converge", "on"), ("multifd", "on")],
    );
}

#[test]
fn a_job_that_failed_or_is_printed_raw_is_read_like_any_other() {
    let found = check_facts(
        "domjobinfo-anystats.txt",
        "domjobinfo",
        &[
            ("elapsed", 301.245),
            ("dirty-page-rate", 88_123.0 * 4096.0),
            ("memory-in-use", 48.0 * GIB),
        ],
        &[("status", "failed"), ("auto-converge", "on")],
    );
    assert!(!found.reading.has("total-time"), "it never arrived");
    check_facts(
        "domjobinfo-rawstats.txt",
        "domjobinfo",
        &[("total-time", 12.287), ("transferred", 1_390_921_209.0), ("downtime", 0.24)],
        &[],
    );
}

#[test]
fn a_domain_is_read_within_a_session_and_where_it_is_cut_off() {
    check_facts("dominfo.txt", "dominfo", &[("memory", 8.0 * GIB), ("vcpus", 4.0)], &[]);
    let found = check_facts(
        "dumpxml-cut.txt",
        "domain-xml",
        &[("memory", 16.0 * GIB), ("vcpus", 6.0)],
        &[],
    );
    assert!(found.reading.assumed.iter().any(|it| it.contains("cut off")));
}

#[test]
fn disks_that_proxmox_mirrors_are_part_of_the_move() {
    check_facts(
        "proxmox-local-disk.log",
        "proxmox-log",
        &[
            ("disk", 32.0 * GIB),
            ("memory", 8.0 * GIB),
            ("transferred", 4.1 * GIB),
            ("total-time", 40.0),
            ("rate-limit", 200.0 * MIB),
        ],
        &[("technique", "block"), ("status", "completed")],
    );
}

#[test]
fn a_part_of_an_object_is_read_without_its_kind() {
    check_facts(
        "hyperconverged-part.yaml",
        "kubevirt",
        &[("timeout-per-gib", 150.0), ("rate-limit", 0.0)],
        &[("controller", "kubevirt")],
    );
}

#[test]
fn headings_of_the_command_line_are_names_too() {
    check_facts(
        "server-migration.json",
        "openstack-migration",
        &[("memory", 3_226_542_080.0), ("transferred", 1_234_567_890.0)],
        &[("status", "running")],
    );
    let found = check_facts("server-list.txt", "fleet", &[("vms", 2.0)], &[("controller", "nova")]);
    assert!(found.reading.assumed.iter().any(|it| it.contains("m1.*")), "flavors are guessed");
    let found = check_facts("virsh-list.txt", "fleet", &[("vms", 2.0)], &[]);
    assert!(found.missing.contains(&"memory"));
}

#[test]
fn a_trace_of_civil_times_has_a_quietest_hour() {
    check_facts(
        "trace.csv",
        "trace",
        &[("dirty-page-rate", 12.5 * MIB), ("quietest-hour-rate", 8.0 * MIB)],
        &[],
    );
}

#[test]
fn later_answers_replace_earlier_ones() {
    let found = check_facts("proxmox-local-disk.log", "proxmox-log", &[], &[]);
    let mut names: Vec<&str> = found.reading.facts.iter().map(|fact| fact.name.as_str()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn a_completed_job_was_dirtied_as_fast_as_pages_were_sent_again() {
    // Once a job is over QEMU reports no dirty rate but zero.
    let found = read("domjobinfo-completed.txt");
    let rate = found.reading.number("dirty-page-rate").expect("more was sent than is in use");
    assert!(0.0 < rate && rate < 2.0 * MIB, "an idle guest: {rate}");
}

#[test]
fn a_stream_of_xl_tells_its_passes_and_no_memory() {
    let facts = [("rounds", 3.0), ("dirtied-in-first-round", 12_480.0 * 4096.0)];
    let found = check_facts("xl-stream.log", "xl-log", &facts, &[("status", "completed")]);
    assert!(!found.reading.has("memory"), "the first pass counts the map");
}

#[test]
fn rates_over_time_have_the_units_of_their_cells() {
    check_facts("trace-units.csv", "trace", &[("dirty-page-rate", 12.0 * MIB)], &[]);
}

#[test]
fn a_path_is_what_arrived_over_it() {
    check_facts("iperf3.txt", "path", &[("rate", 9.33e9 / 8.0)], &[]);
}

#[test]
fn a_move_that_proxmox_gave_up_says_how_fast_the_guest_wrote() {
    let facts = [("dirty-page-rate", 612.3 * MIB), ("memory", 16.0 * GIB)];
    check_facts("proxmox-failed.log", "proxmox-log", &facts, &[("status", "failed")]);
}

#[test]
fn servers_have_the_size_of_their_flavor_and_machines_that_are_off_stay() {
    let found = read("servers-and-flavors.txt");
    let sizes: Vec<f64> = found.reading.fleet.iter().map(|of| of.memory / GIB).collect();
    assert_eq!(sizes, [2.0, 64.0]);
    let memory = [("memory", 8.0 * GIB), ("vcpus", 4.0)];
    check_facts("server-show-shell.txt", "openstack-server", &memory, &[]);
    let found = read("vmi-off.json");
    assert_eq!(found.reading.fleet.iter().map(|of| of.count).sum::<u32>(), 2);
    assert_eq!(found.reading.left_out, ["c is off"]);
}

/// The memory in GiB, vCPUs and disk in GiB of all machines of a list.
fn sizes(name: &str) -> (Vec<[f64; 3]>, Import) {
    let found = read(name);
    let all = found.reading.fleet.iter().map(|of| [of.memory / GIB, of.vcpus, of.disk / GIB]);
    (all.collect(), found)
}

#[test]
fn lists_with_columns_of_spaces_are_read_by_their_headings() {
    let (all, found) = sizes("xl-list.txt");
    assert_eq!(all, [[4.0, 2.0, 0.0], [16.0, 4.0, 0.0]]);
    assert_eq!(found.reading.left_out, ["Domain-0 is the host's own"]);
    let (all, found) = sizes("qm-list.txt");
    assert_eq!(all, [[4.0, 0.0, 32.0], [16.0, 0.0, 120.0]]);
    assert_eq!(found.reading.left_out, ["line 4: old is off"]);
    let (all, _) = sizes("get-vm.txt");
    assert_eq!(all, [[4.0, 0.0, 0.0], [16.0, 0.0, 0.0]], "a status of two words");
}

#[test]
fn machines_described_line_by_line_are_one_or_several() {
    let numbers = [
        ("memory", 16.0 * GIB),
        ("memory-in-use", 12_312_312_312.0),
        ("vcpus", 4.0),
        ("disk", 32.0 * GIB),
    ];
    check_facts("qm-status.txt", "machine", &numbers, &[]);
    let (all, _) = sizes("xe-vm-list.txt");
    assert_eq!(all, [[8.0, 4.0, 0.0], [16.0, 8.0, 0.0]]);
    let (all, _) = sizes("powercli.csv");
    assert_eq!(all, [[8.0, 4.0, 31.0], [64.0, 16.0, 131.0]], "what is used of the disk");
    check_facts("domblkinfo.txt", "domblkinfo", &[("disk", 100.0 * GIB)], &[]);
}

#[test]
fn what_is_cached_in_a_guest_is_in_use() {
    let numbers = [("memory", 15_953.0 * MIB), ("memory-in-use", 15_141.0 * MIB)];
    let found = check_facts("free.txt", "free", &numbers, &[]);
    assert!(found.reading.assumed.iter().any(|what| what.contains("MiB")));
}

#[test]
fn an_object_that_is_described_is_read_like_its_yaml() {
    let numbers = [("total-time", 200.0), ("rate-limit", 64.0 * MIB), ("timeout-per-gib", 150.0)];
    let words = [("status", "succeeded"), ("mode", "PreCopy"), ("auto-converge", "off")];
    check_facts("describe-vmim.txt", "kubevirt", &numbers, &words);
    let shell = [("memory", 17_188_200_448.0)];
    check_facts("server-migration-shell.txt", "openstack-migration", &shell, &[]);
}

#[test]
fn channels_count_only_where_multifd_is_on() {
    let listed =
        "downtime-limit: 300 ms\nmultifd-channels: 2\nmultifd-compression: none\ntls-creds: ''\n";
    let off = import(listed).expect("parameters");
    assert!(
        !off.reading.has("streams") && off.reading.assumed.iter().any(|it| it.contains("multifd"))
    );
    let packed =
        import(&listed.replace("none", "zstd").replace("''", "'tls0'")).expect("parameters");
    assert_eq!(packed.reading.number("streams"), Some(2.0));
    let file = ImportFile::from(&packed);
    let said = |name: &str| file.read.iter().find(|fact| fact.fact == name).map(|of| &*of.value);
    assert_eq!((said("compression"), said("encryption")), (Some("zstd"), Some("tls")));
}
