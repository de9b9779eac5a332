//! Constants of a hypervisor on a test bed: what cannot be derived from the scenario.

use super::domain::{MOST_MEMORY, Outside};
use super::guest::{Guest, PageSize};
use super::link::Path;
use super::luck::Luck;
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// Where the zero pages of a guest lie, in the order in which its memory is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Anywhere: a guest that has been running for long.
    Mixed,
    /// A freshly booted Linux: a few runs of zero pages among the first 60 MiB that are in use, one
    /// long run after all the rest, and behind it the kernel's page descriptors (64 bytes for each
    /// page of 4096, and some MiB).
    Linux,
}

impl Layout {
    /// In use before each early run of zero pages, and that run, in MiB: where the traces of the
    /// measured guests (Debian, Linux 6.1) drop without anything being sent.
    const EARLY_RUNS: [(f64, f64); 3] = [(9.0, 8.0), (34.0, 10.0), (19.0, 8.0)];

    fn behind(memory: Bytes) -> Bytes {
        Bytes::mib(5.0) + memory / 64.0
    }

    /// What the last `amount` of the guest's memory consists of: (in use, zero).
    pub fn last(self, guest: &Guest, amount: Bytes) -> (Bytes, Bytes) {
        let zeros = guest.memory - guest.touched;
        if matches!(self, Self::Mixed) {
            let share = amount.share_of(guest.memory).get().min(1.0);
            return (guest.touched * share, zeros * share);
        }
        let early = |run: usize| {
            let (used, zero) = Self::EARLY_RUNS[run];
            (Bytes::mib(used), Bytes::mib(zero))
        };
        let behind = Self::behind(guest.memory);
        let mut left = [amount, guest.touched, zeros];
        let mut found = (Bytes::ZERO, Bytes::ZERO);
        let mut take = |used: Bytes, zero: Bytes| {
            let used = used.min(left[1]).min(left[0]);
            left = [left[0] - used, left[1] - used, left[2]];
            let zero = zero.min(left[2]).min(left[0]);
            left = [left[0] - zero, left[1], left[2] - zero];
            found = (found.0 + used, found.1 + zero);
        };
        let (mut early_used, mut early_zero) = (Bytes::ZERO, Bytes::ZERO);
        for run in 0..Self::EARLY_RUNS.len() {
            early_used += early(run).0;
            early_zero += early(run).1;
        }
        take(behind, (zeros - early_zero).or_zero());
        take((guest.touched - behind - early_used).or_zero(), Bytes::ZERO);
        for run in (0..Self::EARLY_RUNS.len()).rev() {
            take(Bytes::ZERO, early(run).1);
            take(early(run).0, Bytes::ZERO);
        }
        found
    }

    /// Of the last `left` of the memory in use, what is sent before the zero pages in between.
    pub fn before_zeros(self, left: Bytes, memory: Bytes) -> Bytes {
        match self {
            Self::Mixed => Bytes::ZERO,
            Self::Linux => (left - Self::behind(memory)).or_zero(),
        }
    }

    /// How much of the last part of the memory in use the guest may write again.
    pub fn share_in_use(self, left: Bytes, memory: Bytes) -> f64 {
        match self {
            Self::Mixed => 1.0,
            Self::Linux => self.before_zeros(left, memory).share_of(left).get(),
        }
    }
}

/// Constants of a hypervisor on a test bed, each with its provenance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile {
    /// What opening the migration takes, besides round trips.
    pub setup: Seconds,
    /// A 4096-byte page on the stream, as a factor: QEMU puts a header of 8 to 10 bytes before it.
    pub page_record: Ratio,
    /// A zero page on the stream, as a share of the page: 9 of 4096 bytes.
    pub zero_record: Ratio,
    /// How long it takes to find out that a GiB of memory is zero.
    pub zero_scan_per_gib: Seconds,
    /// How often a pre-copy looks at them; a handover to post-copy looks once.
    pub zero_scans: f64,
    /// Where the guest's zero pages lie.
    pub layout: Layout,
    /// From the guest's stop to its start elsewhere, apart from sending: stopping it, device state,
    /// loading, starting.
    pub switchover: Seconds,
    /// What the guest's devices add to that, and what they send meanwhile.
    pub devices: Seconds,
    /// See above.
    pub device_state: Bytes,
    /// What synchronising the dirty bitmap of a GiB takes while the guest stands still, for each beyond
    /// the largest guest that was measured: up to there it is part of the other constants.
    pub bitmap_sync_per_gib: Seconds,
    /// In pages of which size memory is fetched.
    pub page: Bytes,
    /// How long "switch to post-copy at once" takes to be obeyed.
    pub handover_delay: Seconds,
    /// Pages a guest needs one after the other before it gets anywhere, when it was handed over to
    /// post-copy at once.
    pub faults_at_once: f64,
    /// The same when it was handed over after a first round or later.
    pub faults_later: f64,
    /// The same where urgent pages have a channel of their own.
    pub faults_urgent: f64,
    /// Spread of the longest stall.
    pub stall_spread: f64,
    /// Spread (standard deviation of the logarithm) of goodput from run to run, the model's own error
    /// included, on a path whose round trip is short against its queue.
    pub goodput_spread: f64,
    /// The same on a path whose round trip is longer than that.
    pub long_path_spread: f64,
    /// The same where a window overflows the queue of such a path: eight transfers over emulated links
    /// (docs/accuracy.md).
    pub torn_spread: f64,
    /// Spread of what a guest dirties from run to run, the model's own error included.
    pub guest_spread: f64,
    /// Spread of what is still in flight when the guest stops.
    pub buffer_spread: f64,
    /// Spread of the bandwidth that QEMU measures from window to window.
    pub window_spread: f64,
    /// Spread of the dirtied memory from round to round.
    pub dirty_spread: f64,
}

impl Profile {
    /// Opening a connection over this path, until it carries what it can.
    pub fn connecting(&self, path: &Path) -> Seconds {
        self.setup + path.rtt + path.slow_start()
    }

    /// Going on at the destination once all that it needs has arrived over this path.
    pub fn handing_over(&self, path: &Path) -> Seconds {
        self.switchover + path.rtt / 2.0
    }

    /// Between what cloud-hypervisor takes to scan 12 TB, 2.2 s and since late 2025 0.4 s (commit b6c266c:
    /// 0.18 and 0.03 ms per GiB). KubeVirt's enhancement 248 speaks of several hundred ms to seconds for
    /// some 1000 GB; published guests of 64 GiB that stood still for 22 ms in all leave room for no more.
    pub const BITMAP_SYNC: Seconds = Seconds::ms(0.1);

    /// What a guest's stop takes beyond [`Self::switchover`]: its devices, and a last look at the bitmap.
    pub fn pause(&self, guest: &Guest) -> Seconds {
        let beyond = (guest.memory - MOST_MEMORY).or_zero();
        self.devices + self.bitmap_sync_per_gib * beyond.to_gib()
    }

    /// How much longer than for a small page a guest waits for a larger one: until the one under way and
    /// its own are through, its own alone where urgent pages have a channel of their own. With pages of
    /// 1 GiB over 10 Gbit/s that is 1.8 and 0.9 s; 2.0 and 0.6 s were measured (QEMU's letters on
    /// `postcopy-preempt`, 2022).
    pub fn page_wait(&self, rate: Bandwidth, urgent: bool) -> Seconds {
        let more = (self.page - PageSize::Small.bytes()).or_zero();
        if !more.is_positive() || !rate.is_positive() {
            return Seconds::ZERO;
        }
        more / rate * if urgent { 1.0 } else { 2.0 }
    }

    /// The same so far outside of what was measured: it spreads wider.
    #[must_use]
    pub fn spread_outside(self, outside: Outside) -> Self {
        Self {
            goodput_spread: outside.widened(self.goodput_spread),
            long_path_spread: outside.widened(self.long_path_spread),
            torn_spread: outside.widened(self.torn_spread),
            guest_spread: outside.widened(self.guest_spread),
            ..self
        }
    }

    /// The path as one run finds it.
    pub fn path_of_run(&self, path: &Path, luck: &mut Luck) -> Path {
        let spread = if path.overflows().is_some() {
            self.torn_spread
        } else if path.is_long() {
            self.long_path_spread
        } else {
            self.goodput_spread
        };
        path.scaled(luck.factor(spread))
    }

    /// QEMU 8 to 10 on two hosts, guests in the wild.
    ///
    /// Page and zero records: QEMU's stream format. Zero scan of 0.14 s/GiB (post-copy) and twice that
    /// (pre-copy): medians of 235 public migrations over 1 GbE (Sxmindu/Live-Migration, QEMU 8.1.2).
    /// Switchover of 4 ms: cross-validated on the bed of the measured runs (docs/accuracy.md).
    pub const QEMU: Self = Self {
        setup: Seconds::ms(2.5),
        page_record: Ratio::new(4106.0 / 4096.0),
        zero_record: Ratio::new(9.0 / 4096.0),
        zero_scan_per_gib: Seconds::new(0.14),
        zero_scans: 2.0,
        layout: Layout::Mixed,
        switchover: Seconds::ms(4.0),
        devices: Seconds::ZERO,
        device_state: Bytes::ZERO,
        bitmap_sync_per_gib: Self::BITMAP_SYNC,
        page: PageSize::Small.bytes(),
        handover_delay: Seconds::new(0.15),
        faults_at_once: 24.0,
        faults_later: 13.0,
        faults_urgent: 40.0,
        stall_spread: 0.3,
        goodput_spread: 0.02,
        long_path_spread: 0.06,
        torn_spread: 0.19,
        guest_spread: 0.05,
        buffer_spread: 0.4,
        window_spread: 0.035,
        dirty_spread: 0.03,
    };

    /// QEMU on hosts of 2024 to 2026: a pre-copy finds a GiB of zero pages in 0.04 s, the upper end of
    /// what published migrations show where pages are found while others are sent (0.02 to 0.04; where
    /// nothing else is sent 0.04 with four threads, 0.06 with one).
    pub const CURRENT: Self = Self { zero_scan_per_gib: Seconds::new(0.02), ..Self::QEMU };

    /// The same where a pre-copy takes this long to find a GiB of zero pages.
    pub fn scanning(zero_scan: Seconds) -> Self {
        Self { zero_scan_per_gib: zero_scan / Self::QEMU.zero_scans, ..Self::QEMU }
    }

    /// QEMU 10.0.2 under software emulation on one two-core host, the bed of the measured runs.
    ///
    /// Scanning is slower than on real hosts, and this guest's kernel keeps about 10 MiB at the end
    /// of its RAM behind one long run of zero pages.
    pub const QEMU_LAB: Self = Self {
        zero_scan_per_gib: Seconds::new(0.35),
        zero_scans: 1.0,
        layout: Layout::Linux,
        ..Self::QEMU
    };
}
