//! What a sender can do: how fast one stream encrypts and compresses. The least of it and the link
//! decides.

use crate::units::{Bandwidth, Bytes, Ratio};

/// How what is sent is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encryption {
    /// Not at all.
    None,
    /// TLS in user space: QEMU's own, libvirt's, stunnel.
    Tls,
    /// TLS in the kernel.
    KernelTls,
    /// A tunnel through ssh, which has one stream.
    Ssh,
}

impl Encryption {
    /// The most that one stream puts on the wire; none where nothing is encrypted.
    ///
    /// - TLS: 4.2 Gbit/s per stream over 2 to 8 streams (QEMU 8.2, 2026).
    /// - Kernel TLS: an assumption. It takes 20 to 27 % less CPU for the same bytes (xen-api's design of
    ///   2026), so that a thread which has no more of it sends a third more.
    /// - ssh: 4 Gbit/s, an assumption.
    pub const fn stream_rate(self) -> Option<Bandwidth> {
        match self {
            Self::None => None,
            Self::Tls => Some(Bandwidth::mbit_per_s(4200.0)),
            Self::KernelTls => Some(Bandwidth::mbit_per_s(5500.0)),
            Self::Ssh => Some(Bandwidth::mbit_per_s(4000.0)),
        }
    }
}

/// How memory is compressed on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compression {
    /// Not at all.
    None,
    /// zlib at its fastest.
    Zlib,
    /// zstd at its fastest.
    Zstd,
    /// Deflate on QAT.
    Qatzip,
    /// Deflate on IAA.
    Qpl,
}

impl Compression {
    /// Bytes of memory for each byte on the stream, one or more: what zstd's own benchmark states of the
    /// Silesia corpus (zstd 1.5.7 -1: 2.896, zlib 1.3.1 -1: 2.743). Hardware deflates as zlib does.
    pub const fn ratio(self) -> Ratio {
        Ratio::new(match self {
            Self::None => 1.0,
            Self::Zstd => 2.896,
            Self::Zlib | Self::Qatzip | Self::Qpl => 2.743,
        })
    }

    /// How much memory one of so many streams compresses in a second; none where it does not: zstd
    /// 0.34 GiB/s, QATzip with four devices 2.5, 4.1 and 5.3 GiB/s over 2, 4 and 8 streams (QEMU's QATzip
    /// thread, 2024), and QPL taken for as fast. zlib is slower than zstd as zstd's own benchmark has
    /// it, 105 to 510 MB/s.
    pub fn memory_rate(self, streams: f64) -> Option<Bandwidth> {
        let streams = streams.max(1.0);
        let gib_per_s = match self {
            Self::None => return None,
            Self::Zstd => 0.34,
            Self::Zlib => 0.34 * 105.0 / 510.0,
            // In between it grows evenly.
            Self::Qatzip | Self::Qpl => {
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
        Some(Bandwidth::new(Bytes::gib(gib_per_s).get()))
    }
}

/// What a thread puts on the wire that first does the one and then the other, at these rates.
pub fn one_after_the_other(a: Bandwidth, b: Bandwidth) -> Bandwidth {
    let (slow, fast) = if a < b { (a, b) } else { (b, a) };
    if fast.is_positive() { slow / (1.0 + slow.share_of(fast).get()) } else { fast }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_streams_never_compress_less() {
        for kind in [Compression::Zlib, Compression::Zstd, Compression::Qatzip, Compression::Qpl] {
            let all =
                |streams: f64| kind.memory_rate(streams).unwrap_or(Bandwidth::ZERO).get() * streams;
            for streams in 1..64 {
                let streams = f64::from(streams);
                assert!(all(streams) <= all(streams + 1.0) * 1.000_001, "{kind:?} {streams}");
            }
        }
    }

    #[test]
    fn a_thread_with_two_tasks_is_slower_than_with_either() {
        let rate = Bandwidth::mbit_per_s;
        let both = one_after_the_other(rate(4000.0), rate(4000.0));
        assert!((both.to_mbit_per_s() - 2000.0).abs() < 1e-6);
        let unlimited = Bandwidth::new(f64::MAX);
        assert!(
            (one_after_the_other(rate(4000.0), unlimited).to_mbit_per_s() - 4000.0).abs() < 1e-6
        );
        assert_eq!(one_after_the_other(Bandwidth::ZERO, rate(1.0)), Bandwidth::ZERO);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod laws {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_thread_with_two_tasks_lies_between_half_of_the_slower_one_and_all_of_it(
            a in 1.0..1e12_f64,
            b in 1.0..1e12_f64,
        ) {
            let both = one_after_the_other(Bandwidth::new(a), Bandwidth::new(b)).get();
            prop_assert!(a.min(b) * 0.499_999 <= both && both <= a.min(b) * 1.000_001);
        }
    }
}
