//! What operators have, read for what it says: outputs, logs, settings, inventories and traces become
//! facts with units and places, and those a scenario.
//!
//! Each source has a file; all are pure functions of the text. The kind of a text is recognised by
//! what only that kind says. Nothing of a text is kept but its facts, so that what is secret in it
//! stays out.

mod fact;
mod fleet;
mod kube;
mod libvirt;
mod openstack;
mod proxmox;
mod qemu;
mod report;
mod shape;
mod text;
mod trace;
mod value;
mod xen;

pub use fact::{Fact, Reading, Value};
pub use fleet::Machines;
pub use report::{Import, ImportFile};

/// Larger than any text that is worth reading: 32 MiB.
pub const LARGEST: usize = 32 << 20;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// QEMU's `query-migrate`.
    QueryMigrate,
    /// QEMU's `calc-dirty-rate` and what `query-dirty-rate` returns.
    DirtyRate,
    /// QEMU's migration parameters.
    Parameters,
    /// QEMU's migration capabilities.
    Capabilities,
    /// What `info migrate` prints.
    InfoMigrate,
    /// `virsh domjobinfo`.
    DomJobInfo,
    /// `virsh domstats`.
    DomStats,
    /// `virsh dominfo`.
    DomInfo,
    /// `virsh dommemstat`.
    DomMemStat,
    /// A domain's XML.
    DomainXml,
    /// A task log of Proxmox VE.
    ProxmoxLog,
    /// `qm config` of Proxmox VE.
    QmConfig,
    /// `datacenter.cfg` of Proxmox VE.
    DatacenterCfg,
    /// An object of KubeVirt.
    KubeVirt,
    /// `nova.conf`.
    NovaConf,
    /// A log of nova-compute.
    NovaLog,
    /// `openstack server show`.
    Server,
    /// `openstack server migration show`.
    ServerMigration,
    /// Settings of CloudStack.
    CloudStack,
    /// What `xl -v migrate` prints.
    XlLog,
    /// A list of machines.
    Fleet,
    /// Rates over time.
    Trace,
}

impl Kind {
    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::QueryMigrate => "query-migrate",
            Self::DirtyRate => "calc-dirty-rate",
            Self::Parameters => "migrate-parameters",
            Self::Capabilities => "migrate-capabilities",
            Self::InfoMigrate => "info-migrate",
            Self::DomJobInfo => "domjobinfo",
            Self::DomStats => "domstats",
            Self::DomInfo => "dominfo",
            Self::DomMemStat => "dommemstat",
            Self::DomainXml => "domain-xml",
            Self::ProxmoxLog => "proxmox-log",
            Self::QmConfig => "qm-config",
            Self::DatacenterCfg => "datacenter-cfg",
            Self::KubeVirt => "kubevirt",
            Self::NovaConf => "nova-conf",
            Self::NovaLog => "nova-log",
            Self::Server => "openstack-server",
            Self::ServerMigration => "openstack-migration",
            Self::CloudStack => "cloudstack-settings",
            Self::XlLog => "xl-log",
            Self::Fleet => "fleet",
            Self::Trace => "trace",
        }
    }
}

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRead {
    /// There is nothing.
    Empty,
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is a scenario already.
    Scenario,
    /// It looks like this kind, and says nothing that is known.
    Nothing(&'static str),
    /// It is of no kind that is known.
    Unknown,
}

impl std::fmt::Display for NotRead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLarge => write!(f, "is larger than {} MiB", LARGEST >> 20),
            Self::Scenario => f.write_str("is a scenario file already: plan takes it as it is"),
            Self::Nothing(kind) => write!(f, "looks like {kind}, but says nothing that is known"),
            Self::Unknown => f.write_str(
                "is of no kind that is known; expected is what virsh, QEMU's monitor, Proxmox, KubeVirt, \
                 OpenStack or Xen print, their settings, or a list of machines with a heading",
            ),
        }
    }
}

/// Reads a text, whatever it is.
///
/// # Errors
///
/// Where nothing can be read: why.
pub fn import(raw: &str) -> Result<Import, NotRead> {
    if LARGEST < raw.len() {
        return Err(NotRead::TooLarge);
    }
    let text = text::clean(raw);
    if text.trim().is_empty() {
        return Err(NotRead::Empty);
    }
    let mut read = Reading::default();
    let kind = structured(&text, &mut read)?.or_else(|| lines(&text, &mut read));
    match kind {
        Some(kind) if read.is_empty() && read.left_out.is_empty() => {
            Err(NotRead::Nothing(kind.name()))
        }
        Some(kind) => Ok(Import::of(kind, read)),
        None => Err(NotRead::Unknown),
    }
}

/// JSON, XML and YAML.
fn structured(text: &str, read: &mut Reading) -> Result<Option<Kind>, NotRead> {
    let begins = text.trim_start();
    if let Some((_, of)) = text.split_once("<domain").filter(|(_, of)| of.starts_with([' ', '>'])) {
        let of = of.split_once("</domain>").map_or(of, |(of, _)| of);
        let end =
            if of.len() < text.len() && text.contains("</domain>") { "</domain>" } else { "" };
        libvirt::domain(&format!("<domain{of}{end}"), read)
            .map_err(|_| NotRead::Nothing(Kind::DomainXml.name()))?;
        return Ok(Some(Kind::DomainXml));
    }
    if begins.starts_with(['{', '['])
        || text.contains("\"return\"")
        || text.contains("{\"execute\"")
    {
        let all = value::json(text);
        if all.iter().any(|of| of.get("movecast").is_some()) {
            return Err(NotRead::Scenario);
        }
        let kinds = all.iter().filter_map(|of| shape::value(of, read));
        // What moved says more than what it was told.
        let is_more = |kind: &Kind| !matches!(kind, Kind::Capabilities | Kind::Parameters);
        let kinds: Vec<Kind> = kinds.collect();
        let first = kinds.iter().find(|kind| is_more(kind)).or(kinds.first());
        if begins.starts_with('{') || first.is_some() {
            return Ok(first.copied());
        }
    }
    let is_kind = |line: &str| {
        let keys = ["kind:", "apiVersion:"];
        let settings =
            ["liveMigrationConfig:", "completionTimeoutPerGiB:", "bandwidthPerMigration:"];
        keys.iter().any(|key| line.starts_with(key))
            || settings.iter().any(|key| line.trim_start().starts_with(key))
    };
    if text.lines().any(is_kind) {
        let all = value::yaml_all(text);
        let kinds: Vec<Kind> = all.iter().filter_map(|of| shape::value(of, read)).collect();
        return Ok(kinds.first().copied());
    }
    Ok(None)
}

/// What is read line by line.
fn lines(text: &str, read: &mut Reading) -> Option<Kind> {
    let has = |words: &[&str]| words.iter().any(|words| text.contains(words));
    let begins = |words: &[&str]| {
        text.lines().any(|line| words.iter().any(|words| line.trim_start().starts_with(words)))
    };
    let heading = text.trim_start().lines().next().unwrap_or("");
    if has(&[
        "migration active, transferred",
        "migration status: active",
        "starting migration of VM",
        "migration downtime limit:",
        "migrate_set_downtime",
        "average migration speed:",
    ]) {
        proxmox::log(text, read);
        Some(Kind::ProxmoxLog)
    } else if has(&["xc: Saving memory", "xc: detail:"]) {
        xen::log(text, read);
        Some(Kind::XlLog)
    } else if has(&["Migration running for", "nova.virt.libvirt"]) {
        openstack::log(text, read);
        Some(Kind::NovaLog)
    } else if begins(&[
        "Job type:",
        "Time elapsed:",
        "Memory bandwidth:",
        "Data processed:",
        "time_elapsed:",
        "memory_total:",
    ]) {
        libvirt::job(text, read);
        // Often pasted below each other.
        more_of_libvirt(text, read);
        Some(Kind::DomJobInfo)
    } else if begins(&[
        "Migration status:",
        "total ram:",
        "transferred ram:",
        "Time (ms):",
        "downtime-limit:",
        "RAM info:",
        "auto-converge:",
    ]) {
        qemu::info(text, read);
        Some(Kind::InfoMigrate)
    } else if has(&["Dirty rate:"]) {
        qemu::info_dirty_rate(text, read);
        Some(Kind::DirtyRate)
    } else if begins(&["Max memory:"]) {
        libvirt::info(text, read);
        Some(Kind::DomInfo)
    } else if heading.split_whitespace().eq(["Id", "Name", "State"]) {
        libvirt::list(text, read);
        Some(Kind::Fleet)
    } else if 1 < text.matches("Domain: '").count() {
        for part in text.split("Domain: '").skip(1) {
            let mut one = Reading::default();
            libvirt::stats(part, &mut one);
            shape::machine(part.split('\'').next().unwrap_or("vm"), &one, read);
        }
        Some(Kind::Fleet)
    } else if begins(&["balloon.", "dirtyrate.", "Domain: '"]) {
        more_of_libvirt(text, read);
        Some(Kind::DomStats)
    } else if begins(&["actual "]) {
        libvirt::memory(text, read);
        Some(Kind::DomMemStat)
    } else if begins(&["live_migration_", "[libvirt]", "max_concurrent_live_migrations"]) {
        openstack::conf(text, read);
        Some(Kind::NovaConf)
    } else if begins(&["migratewait", "job.cancel.threshold.minutes"]) {
        cloudstack(text, read);
        Some(Kind::CloudStack)
    } else if begins(&["memory:"])
        && begins(&["cores:", "sockets:", "ostype:", "scsihw:", "net0:", "scsi0:", "boot:"])
    {
        proxmox::config(text, read);
        Some(Kind::QmConfig)
    } else if begins(&["migration:", "bwlimit:", "max_workers:", "migration_unsecure:"]) {
        proxmox::datacenter(text, read);
        Some(Kind::DatacenterCfg)
    } else if begins(&["| "]) {
        let table = openstack::list(text).or_else(|| openstack::table(text))?;
        shape::value(&table, read)
    } else if trace::is_heading(heading) {
        trace::table(text.trim_start(), read);
        Some(Kind::Trace)
    } else if fleet::is_heading(heading) {
        fleet::table(text.trim_start(), read);
        Some(Kind::Fleet)
    } else {
        None
    }
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
