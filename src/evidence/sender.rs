//! What sends a migration that was not run on the measured bed: its control plane, how many streams it
//! has, and what each of them pushes.

use crate::model::control::rules::Orders;
use crate::model::profile::Profile;
use crate::model::rate::{Compression, Encryption};
use crate::units::{Bandwidth, Ratio, Seconds};

/// Who decides what the migration does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plane {
    /// QEMU by itself, or through libvirt.
    Qemu,
    /// KubeVirt above QEMU.
    KubeVirt,
    /// Nova above QEMU.
    Nova,
    /// Xen's toolstack.
    Xen,
    /// cloud-hypervisor.
    CloudHypervisor,
    /// Proxmox VE above QEMU.
    Proxmox,
    /// One that the model does not know: it is taken for QEMU.
    Other,
}

impl Plane {
    /// Every one with its name.
    pub const NAMES: [(Self, &'static str); 7] = [
        (Self::Qemu, "QEMU"),
        (Self::KubeVirt, "KubeVirt"),
        (Self::Nova, "Nova"),
        (Self::Xen, "Xen"),
        (Self::CloudHypervisor, "cloud-hypervisor"),
        (Self::Proxmox, "Proxmox"),
        (Self::Other, "taken for QEMU"),
    ];

    /// The one of this controller and hypervisor.
    pub(super) fn named(controller: &str, hypervisor: &str) -> Self {
        let text = format!("{controller} {hypervisor}").to_ascii_lowercase();
        let is = |word: &str| text.contains(word);
        if is("kubevirt") || is("openshift") || is("harvester") {
            Self::KubeVirt
        } else if is("nova") || is("openstack") {
            Self::Nova
        } else if is("proxmox") {
            Self::Proxmox
        } else if is("xapi") || is("xen") {
            Self::Xen
        } else if is("cloud-hypervisor") {
            Self::CloudHypervisor
        } else if is("qemu") || is("libvirt") || is("kvm") {
            Self::Qemu
        } else {
            Self::Other
        }
    }

    /// Its downtime limit where none is stated.
    pub(super) const fn downtime_limit(self) -> Seconds {
        match self {
            Self::Nova => Seconds::ms(500.0),
            Self::Proxmox => Seconds::ms(100.0),
            _ => Seconds::ms(300.0),
        }
    }

    /// Its streams where none are stated.
    pub(super) const fn streams(self) -> f64 {
        match self {
            Self::KubeVirt => 8.0,
            _ => 1.0,
        }
    }
}

/// The sending side of a published migration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sender {
    /// Who decides what it does next.
    pub plane: Plane,
    /// Whether the row states all key inputs, or all but one (its grade is A or B).
    pub is_proof: bool,
    /// What its control plane tells it.
    pub orders: Orders,
    /// Parallel streams.
    pub streams: u32,
    /// The most that each of them puts on the wire.
    pub stream_limit: Bandwidth,
    /// Bytes on the stream for each byte of memory: one without compression.
    pub encoded: Ratio,
    /// Constants that are not QEMU's.
    pub profile: Option<Profile>,
    /// Whether finding zero pages takes time of its own.
    pub looks: bool,
}

impl Sender {
    /// The constants of its hypervisor, where all others are those of `usual`.
    pub fn profile(&self, usual: &Profile) -> Profile {
        let own = self.profile.unwrap_or(*usual);
        let scan = if self.looks { own.zero_scan_per_gib } else { Seconds::ZERO };
        let page_record = own.page_record * self.encoded.get();
        let goodput_spread = own.goodput_spread.max(ASSUMED_SPREAD);
        Profile { page_record, zero_scan_per_gib: scan, goodput_spread, ..own }
    }
}

/// How far predictions spread whose inputs had to be assumed in part: half of the published migrations
/// are off by 20 % or more (docs/accuracy.md).
const ASSUMED_SPREAD: f64 = 0.3;
/// The most that one connection without compression pushes: cloud-hypervisor, 100 Gbit/s link
/// (pull request 7669, 2026).
pub const ONE_CONNECTION: Bandwidth = Bandwidth::new(1617.29 * 1_048_576.0);

/// The compression that a published row names.
pub(super) fn compression(text: &str) -> Compression {
    let text = text.to_ascii_lowercase();
    let is = |word: &str| text.contains(word);
    if is("qatzip") {
        Compression::Qatzip
    } else if is("qpl") || is("iaa") || is("uadk") {
        Compression::Qpl
    } else if is("zstd") {
        Compression::Zstd
    } else if is("zlib") {
        Compression::Zlib
    } else {
        Compression::None
    }
}

/// The encryption that it names.
pub(super) fn encryption(text: &str) -> Encryption {
    let text = text.to_ascii_lowercase();
    let is = |word: &str| text.contains(word);
    if is("ssh") {
        Encryption::Ssh
    } else if is("ktls") || is("kernel") {
        Encryption::KernelTls
    } else if is("yes") || is("stunnel") || is("tls") {
        Encryption::Tls
    } else {
        Encryption::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_names_is_known_wherever_that_stands() {
        assert_eq!(compression("qpl (IAA)"), Compression::Qpl);
        assert_eq!(compression("zstd (8 threads, level 1)"), Compression::Zstd);
        assert_eq!(["none", ""].map(compression), [Compression::None; 2]);
        assert_eq!(encryption("ssh tunnel"), Encryption::Ssh);
        assert_eq!(["ktls", "yes"].map(encryption), [Encryption::KernelTls, Encryption::Tls]);
        assert_eq!(["no", ""].map(encryption), [Encryption::None; 2]);
    }
}
