//! What sends a migration that was not run on the measured bed: its control plane, how many streams it
//! has, and what each of them pushes.

use crate::model::control::rules::Orders;
use crate::model::profile::Profile;
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

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
}

impl Plane {
    /// Every one with its name.
    pub const NAMES: [(Self, &'static str); 6] = [
        (Self::Qemu, "QEMU"),
        (Self::KubeVirt, "KubeVirt"),
        (Self::Nova, "Nova"),
        (Self::Xen, "Xen"),
        (Self::CloudHypervisor, "cloud-hypervisor"),
        (Self::Proxmox, "Proxmox"),
    ];

    /// The one of this controller and hypervisor, and whether that is known rather than taken for QEMU.
    pub(super) fn named(controller: &str, hypervisor: &str) -> (Self, bool) {
        let text = format!("{controller} {hypervisor}").to_ascii_lowercase();
        let is = |word: &str| text.contains(word);
        if is("kubevirt") || is("openshift") || is("harvester") {
            (Self::KubeVirt, true)
        } else if is("nova") || is("openstack") {
            (Self::Nova, true)
        } else if is("proxmox") {
            (Self::Proxmox, true)
        } else if is("xapi") || is("xen") {
            (Self::Xen, true)
        } else if is("cloud-hypervisor") {
            (Self::CloudHypervisor, true)
        } else {
            (Self::Qemu, is("qemu") || is("libvirt") || is("kvm"))
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

/// How memory is compressed on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// zlib at its fastest.
    Zlib,
    /// zstd at its fastest.
    Zstd,
    /// Deflate in hardware: QATzip, or QPL on IAA.
    Hardware,
}

impl Compression {
    /// The one that a published row names; none where it says "none" or nothing.
    pub fn named(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let is = |word: &str| text.contains(word);
        if is("qatzip") || is("qpl") || is("iaa") || is("uadk") {
            Some(Self::Hardware)
        } else if is("zstd") {
            Some(Self::Zstd)
        } else if is("zlib") {
            Some(Self::Zlib)
        } else {
            None
        }
    }

    /// Bytes on the stream for each byte of memory: what zstd's own benchmark states of the Silesia
    /// corpus (zstd 1.5.7 -1: 2.896, zlib 1.3.1 -1: 2.743). Hardware deflates as zlib does.
    pub fn encoded(self) -> Ratio {
        Ratio::new(match self {
            Self::Zstd => 1.0 / 2.896,
            Self::Zlib | Self::Hardware => 1.0 / 2.743,
        })
    }

    /// How much memory one of so many streams compresses: zstd 0.34 GiB/s, QATzip with four devices 2.5,
    /// 4.1 and 5.3 GiB/s over 2, 4 and 8 streams (QEMU's QATzip thread, 2024). zlib is slower than
    /// zstd as zstd's own benchmark has it, 105 to 510 MB/s.
    pub fn memory_rate(self, streams: u32) -> Bandwidth {
        let streams = f64::from(streams.max(1));
        let gib_per_s = match self {
            Self::Zstd => 0.34,
            Self::Zlib => 0.34 * 105.0 / 510.0,
            // In between it grows evenly.
            Self::Hardware => {
                let all = if streams <= 2.0 {
                    1.25 * streams
                } else if streams <= 4.0 {
                    2.5 + 0.8 * (streams - 2.0)
                } else {
                    (4.1 + 0.3 * (streams - 4.0)).min(5.3)
                };
                all / streams
            }
        };
        Bandwidth::new(Bytes::gib(gib_per_s).get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_streams_never_compress_less() {
        for kind in [Compression::Zlib, Compression::Zstd, Compression::Hardware] {
            let all = |streams: u32| kind.memory_rate(streams) * f64::from(streams);
            for streams in 1..64 {
                assert!(all(streams) <= all(streams + 1) * 1.000_001, "{kind:?} {streams}");
            }
        }
    }

    #[test]
    fn a_compression_is_known_by_its_name_wherever_that_stands() {
        assert_eq!(Compression::named("qpl (IAA)"), Some(Compression::Hardware));
        assert_eq!(Compression::named("zstd (8 threads, level 1)"), Some(Compression::Zstd));
        assert_eq!(Compression::named("none"), None);
        assert_eq!(Compression::named(""), None);
    }
}
