//! What a text may be, and why nothing may be read of it.

use super::LARGEST;

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
    /// `openstack flavor list`.
    Flavors,
    /// `iperf3`, `ping` or `ethtool`.
    Path,
    /// Settings of CloudStack.
    CloudStack,
    /// What `xl -v migrate` prints.
    XlLog,
    /// A machine, described line by line.
    Machine,
    /// `virsh domblkinfo`.
    DomBlkInfo,
    /// What `free` prints in a guest.
    Free,
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
            Self::Flavors => "openstack-flavors",
            Self::Path => "path",
            Self::CloudStack => "cloudstack-settings",
            Self::XlLog => "xl-log",
            Self::Machine => "machine",
            Self::DomBlkInfo => "domblkinfo",
            Self::Free => "free",
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

impl std::error::Error for NotRead {}

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
