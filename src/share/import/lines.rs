//! What is read line by line, recognised by words that only its kind says.

use super::fact::Reading;
use super::kind::Kind;
use super::{
    all_of, columns, fleet, libvirt, machine, openstack, path, proxmox, qemu, shape, text, trace,
    xen,
};

/// What a text of a kind says, and nothing else.
enum Sign {
    /// Some of these words, anywhere.
    Has(&'static [&'static str]),
    /// Some of these words, at the beginning of a line.
    Begins(&'static [&'static str]),
    /// Words that begin lines, some of the first and some of the second.
    BeginsBoth(&'static [&'static str], &'static [&'static str]),
    /// More than words.
    Is(fn(&str) -> bool),
}

impl Sign {
    fn is_of(&self, text: &str) -> bool {
        let begins = |words: &[&str]| {
            text.lines().any(|line| words.iter().any(|words| line.trim_start().starts_with(words)))
        };
        match self {
            Self::Has(words) => words.iter().any(|words| text.contains(words)),
            Self::Begins(words) => begins(words),
            Self::BeginsBoth(some, others) => begins(some) && begins(others),
            Self::Is(is_of) => is_of(text),
        }
    }
}

type Read = fn(&str, &mut Reading);

/// Kinds with their signs and what reads them; the first that fits counts.
const KINDS: [(Kind, Sign, Read); 22] = [
    (
        Kind::ProxmoxLog,
        Sign::Has(&[
            "migration active, transferred",
            "migration status: active",
            "starting migration of VM",
            "migration downtime limit:",
            "migrate_set_downtime",
            "average migration speed:",
        ]),
        proxmox::log,
    ),
    (Kind::XlLog, Sign::Has(&["xc: Saving memory", "xc: detail:"]), xen::log),
    (
        Kind::XlLog,
        Sign::Has(&["Saving to migration stream", "xc: info: Saving domain", "Frames iteration "]),
        xen::stream,
    ),
    (Kind::NovaLog, Sign::Has(&["Migration running for", "nova.virt.libvirt"]), openstack::log),
    (
        Kind::DomJobInfo,
        Sign::Begins(&[
            "Job type:",
            "Time elapsed:",
            "Memory bandwidth:",
            "Data processed:",
            "time_elapsed:",
            "memory_total:",
        ]),
        job,
    ),
    (
        Kind::InfoMigrate,
        Sign::Begins(&[
            "Migration status:",
            "total ram:",
            "transferred ram:",
            "Time (ms):",
            "downtime-limit:",
            "RAM info:",
            "auto-converge:",
        ]),
        qemu::info,
    ),
    (Kind::DirtyRate, Sign::Has(&["Dirty rate:"]), qemu::info_dirty_rate),
    (Kind::DomInfo, Sign::Begins(&["Max memory:"]), libvirt::info),
    (Kind::DomBlkInfo, Sign::BeginsBoth(&["Capacity:"], &["Allocation:"]), machine::disk),
    (Kind::Free, Sign::Is(machine::is_free), machine::free),
    (
        Kind::Machine,
        Sign::Begins(&["maxmem:", "memory-static-max", "MemoryAssigned ", "MemoryStartup "]),
        machine::described,
    ),
    (Kind::Fleet, Sign::Is(columns::is_list), columns::list),
    (Kind::Fleet, Sign::Is(|text| listing(text).is_some()), list),
    (Kind::Fleet, Sign::Is(|text| 1 < text.matches(DOMAIN).count()), domains),
    (Kind::DomStats, Sign::Begins(&["balloon.", "dirtyrate.", DOMAIN]), more_of_libvirt),
    (Kind::DomMemStat, Sign::Begins(&["actual "]), libvirt::memory),
    (
        Kind::NovaConf,
        Sign::Begins(&["live_migration_", "[libvirt]", "max_concurrent_live_migrations"]),
        openstack::conf,
    ),
    (Kind::CloudStack, Sign::Begins(&["migratewait", "job.cancel.threshold.minutes"]), cloudstack),
    (
        Kind::QmConfig,
        Sign::BeginsBoth(
            &["memory:"],
            &["cores:", "sockets:", "ostype:", "scsihw:", "net0:", "scsi0:", "boot:"],
        ),
        proxmox::config,
    ),
    (
        Kind::DatacenterCfg,
        Sign::Begins(&["migration:", "bwlimit:", "max_workers:", "migration_unsecure:"]),
        proxmox::datacenter,
    ),
    (Kind::Path, Sign::Is(path::is_path), path::text),
    (Kind::Trace, Sign::Is(|text| trace::is_heading(heading(text))), |text, read| {
        trace::table(text.trim_start(), read);
    }),
];

/// What `virsh domstats` begins each of several domains with.
const DOMAIN: &str = "Domain: '";

/// Reads a text by the first kind whose sign it bears; which one that was.
pub(super) fn read(text: &str, read: &mut Reading) -> Option<Kind> {
    if let Some((kind, _, reads)) = KINDS.iter().find(|(_, sign, _)| sign.is_of(text)) {
        reads(text, read);
        return Some(if *kind == Kind::Machine { machine::kind(read) } else { *kind });
    }
    if Sign::Begins(&["| "]).is_of(text) {
        let lists = openstack::lists(text);
        if lists.is_empty() {
            return shape::value(&openstack::table(text)?, read);
        }
        return all_of(lists, read);
    }
    if Sign::Begins(&["flavor=", "flavor:"]).is_of(text) {
        return shape::value(&openstack::lines(text), read);
    }
    fleet::is_heading(heading(text)).then(|| {
        fleet::table(text.trim_start(), read);
        Kind::Fleet
    })
}

fn heading(text: &str) -> &str {
    text.trim_start().lines().next().unwrap_or("")
}

fn job(text: &str, read: &mut Reading) {
    libvirt::job(text, read);
    // Often pasted below each other.
    more_of_libvirt(text, read);
}

fn list(text: &str, read: &mut Reading) {
    libvirt::list(listing(text).unwrap_or(text), read);
}

fn domains(text: &str, read: &mut Reading) {
    for part in text.split(DOMAIN).skip(1) {
        let mut one = Reading::default();
        libvirt::stats(part, &mut one);
        shape::machine(part.split('\'').next().unwrap_or("vm"), &one, read);
    }
}

/// The lines below the heading of `virsh list` or `kubectl get vmi`, wherever it stands.
fn listing(text: &str) -> Option<&str> {
    let is_heading = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words == ["Id", "Name", "State"]
            || words.contains(&"NAME") && words.contains(&"PHASE") && words.contains(&"NODENAME")
    };
    let heading = text.lines().find(|line| is_heading(line))?;
    text.split_once(heading).map(|(_, list)| list)
}

fn more_of_libvirt(text: &str, read: &mut Reading) {
    if text.contains("balloon.") || text.contains("dirtyrate.") {
        libvirt::stats(text, read);
    }
    if text.lines().any(|line| line.starts_with("actual ")) {
        libvirt::memory(text, read);
    }
}

/// Both limits are on the whole job, disk included.
fn cloudstack(text: &str, read: &mut Reading) {
    for (key, value) in text::pairs(text, '=') {
        let Some((number, _)) = text::leading(value) else { continue };
        match key {
            "migratewait" => read.time("timeout", number, key),
            "job.cancel.threshold.minutes" if !read.has("timeout") => {
                read.time("timeout", number * 60.0, key);
            }
            "job.cancel.threshold.minutes" => read.time("job-timeout", number * 60.0, key),
            _ => {}
        }
    }
    read.word("controller", "qemu", "CloudStack on KVM");
}
