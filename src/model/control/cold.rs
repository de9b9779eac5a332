//! Moves for which the guest does not run on: suspended, transferred and resumed, or shut down here
//! and started there.
//!
//! Offline: downtime = t_suspend + V / B + t_resume. QEMU's own downtime counter says 11 ms for a
//! guest that stood still for 14 s, because it had been stopped before.
//!
//! Respawned: gap = t_stop + t_start + t_redirect, then a warm-up; no memory moves, and what was in it
//! is lost. Measured medians of PostgreSQL (LordWicked/live-migration-thesis-code): cold restart
//! 15.5 s, from a pre-warmed image 15.3 s, a prepared standby 5.5 s.

use super::{Controller, Decision, Moment, Step, Work};
use crate::model::guest::Guest;
use crate::model::link::Path;
use crate::model::profile::Profile;
use crate::model::trace::{Ending, Stage};
use crate::units::{Bandwidth, Bytes, Seconds};

/// As fast as the link allows.
const UNLIMITED: Bandwidth = Bandwidth::new(f64::MAX);

/// What the operator sets for an offline migration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OfflineRules {
    /// What the control plane needs before the guest is suspended.
    pub overhead: Seconds,
    /// Rate limit; `None` where the link alone limits. QEMU's default is 128 MiB/s.
    pub max_bandwidth: Option<Bandwidth>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transfer {
    Requested,
    Connect,
    Disk,
    Scan,
    Send,
    Resume,
    Over,
}

/// An offline migration: the guest stands still while all of it is sent, its disk included.
#[derive(Debug, Clone)]
pub struct Offline<'a> {
    guest: &'a Guest,
    rules: &'a OfflineRules,
    profile: &'a Profile,
    path: &'a Path,
    next: Transfer,
}

impl<'a> Offline<'a> {
    /// A migration of this guest under these rules.
    pub const fn new(
        guest: &'a Guest,
        rules: &'a OfflineRules,
        profile: &'a Profile,
        path: &'a Path,
    ) -> Self {
        Self { guest, rules, profile, path, next: Transfer::Requested }
    }

    /// Stands still for so long, or until so much is sent.
    fn stand_still(&self, work: Work) -> Decision {
        let step = Step::plain(Stage::StopAndCopy, work);
        Decision::Go(Step { pending: self.guest.touched, ..step })
    }

    /// Finding the zero pages, as far as neither the buffer nor a rate limit below the link hides it.
    fn scan(&self, rate: Bandwidth) -> Seconds {
        if self.rules.max_bandwidth.is_some_and(|cap| cap <= rate) {
            return Seconds::ZERO;
        }
        let zeros = self.guest.memory - self.guest.touched;
        (self.profile.zero_scan_per_gib * zeros.to_gib() - self.path.buffered(rate)).or_zero()
    }
}

impl Controller for Offline<'_> {
    fn next(&mut self, moment: Moment<'_>) -> Decision {
        let Self { guest, rules, profile, path, .. } = *self;
        let cap = rules.max_bandwidth.unwrap_or(UNLIMITED);
        let (next, decision) = match self.next {
            Transfer::Requested => {
                (Transfer::Connect, Decision::wait(Stage::PreMigration, rules.overhead))
            }
            Transfer::Connect => {
                let time = profile.connecting(path);
                (Transfer::Disk, Decision::wait(Stage::Reservation, time))
            }
            Transfer::Disk => (Transfer::Scan, self.stand_still(Work::Send(guest.disk.size, cap))),
            Transfer::Scan => {
                (Transfer::Send, self.stand_still(Work::Wait(self.scan(moment.rate))))
            }
            Transfer::Send => {
                let zeros = (guest.memory - guest.touched) * profile.zero_record;
                let bytes = guest.touched * profile.page_record + zeros;
                (Transfer::Resume, self.stand_still(Work::Send(bytes, cap)))
            }
            Transfer::Resume => {
                let time = profile.handing_over(path);
                (Transfer::Over, Decision::wait(Stage::Commitment, time))
            }
            Transfer::Over => (Transfer::Over, Decision::end(Ending::Suspended)),
        };
        self.next = next;
        decision
    }
}

/// What starting anew takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RespawnRules {
    /// What the control plane needs before it does anything.
    pub overhead: Seconds,
    /// What has to be sent beforehand, while the guest runs: an image that the destination does not
    /// have, or the data that a standby catches up with. Zero where it is there already.
    pub image: Bytes,
    /// What preparing takes besides, while the guest runs.
    pub preparation: Seconds,
    /// Shutting down at the source.
    pub stop: Seconds,
    /// Booting and starting the application at the destination, or promoting the standby.
    pub start: Seconds,
    /// Until clients reach it there.
    pub redirect: Seconds,
    /// How long the service is slower afterwards, its caches being empty.
    pub warm_up: Seconds,
}

impl RespawnRules {
    /// A cold restart from an image that is there: 1.5 s to shut down, 13 s to boot and start the
    /// database, and the rest of the measured 15.5 s until clients are served. The dip of some 10 s
    /// that was measured after nearly every kind of move is taken for the warm-up.
    pub const COLD: Self = Self {
        overhead: Seconds::ZERO,
        image: Bytes::ZERO,
        preparation: Seconds::ZERO,
        stop: Seconds::new(1.5),
        start: Seconds::new(13.0),
        redirect: Seconds::new(1.0),
        warm_up: Seconds::new(10.0),
    };

    /// A standby that is prepared by replication: 35.5 s in which the source's throughput fell from
    /// 641 to 295 operations per second, 1.77 s to shut down, 0.365 s to promote, and the rest of the
    /// measured 5.5 s until clients are served. Its caches are taken to be warm.
    pub const STANDBY: Self = Self {
        preparation: Seconds::new(35.5),
        stop: Seconds::new(1.77),
        start: Seconds::new(0.365),
        redirect: Seconds::new(3.365),
        warm_up: Seconds::ZERO,
        ..Self::COLD
    };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Restart {
    Requested,
    Image,
    Prepare,
    Stop,
    Start,
    WarmUp,
    Over,
}

/// A guest that is shut down at the source and started at the destination.
///
/// What is sent beforehand counts as a disk copy, shutdown and start as the boot, and the time until
/// clients are served as the commitment; the warm-up belongs to the activation.
#[derive(Debug, Clone)]
pub struct Respawn<'a> {
    rules: &'a RespawnRules,
    next: Restart,
}

impl<'a> Respawn<'a> {
    /// A restart under these rules.
    pub const fn new(rules: &'a RespawnRules) -> Self {
        Self { rules, next: Restart::Requested }
    }
}

impl Controller for Respawn<'_> {
    fn next(&mut self, _: Moment<'_>) -> Decision {
        let rules = self.rules;
        let (next, decision) = match self.next {
            Restart::Requested => {
                (Restart::Image, Decision::wait(Stage::PreMigration, rules.overhead))
            }
            Restart::Image => {
                let copy = Step::plain(Stage::DiskCopy, Work::Send(rules.image, UNLIMITED));
                (Restart::Prepare, Decision::Go(Step { pending: rules.image, ..copy }))
            }
            Restart::Prepare => {
                (Restart::Stop, Decision::wait(Stage::Reservation, rules.preparation))
            }
            Restart::Stop => {
                (Restart::Start, Decision::wait(Stage::Boot, rules.stop + rules.start))
            }
            Restart::Start => (Restart::WarmUp, Decision::wait(Stage::Commitment, rules.redirect)),
            Restart::WarmUp => (Restart::Over, Decision::wait(Stage::Activation, rules.warm_up)),
            Restart::Over => (Restart::Over, Decision::end(Ending::Restarted)),
        };
        self.next = next;
        decision
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dirty::DirtyCurve;
    use crate::model::engine;
    use crate::model::guest::Disk;
    use crate::model::luck::Luck;
    use crate::model::trace::{Move, Trace};
    use crate::units::Ratio;

    fn run<C: Controller>(machine: C, path: &Path) -> Move {
        let mut trace = Trace::default();
        engine::run(path, [machine], 1, &mut Luck::typical(), &mut trace);
        trace.moves[0]
    }

    fn offline(touched: Bytes, disk: Bytes, max_bandwidth: Option<Bandwidth>) -> Move {
        let guest = Guest {
            memory: Bytes::gib(8.0),
            touched,
            dirty: DirtyCurve::idle(),
            busy: Ratio::ZERO,
            disk: Disk { size: disk, ..Disk::default() },
        };
        let path = Path::new(Bandwidth::mbit_per_s(10_000.0), Seconds::ZERO);
        let rules = OfflineRules { overhead: Seconds::new(7.0), max_bandwidth };
        run(Offline::new(&guest, &rules, &Profile::QEMU, &path), &path)
    }

    #[test]
    fn a_suspended_guest_of_1915_mb_stands_still_for_14_s_at_128_mib_per_second() {
        let cap = Some(Bandwidth::mib_per_s(128.0));
        let moved = offline(Bytes::gb(1.915), Bytes::ZERO, cap);
        assert!((13.9..14.5).contains(&moved.downtime.get()), "{moved:?}");
        assert!((moved.memory_sent.to_gb() - 1.915).abs() < 0.03, "{moved:?}");
        assert!(moved.downtime.get() + 7.0 <= moved.total_time().get());
    }

    #[test]
    fn its_disk_keeps_it_standing_too() {
        let without = offline(Bytes::gib(1.0), Bytes::ZERO, None);
        let with = offline(Bytes::gib(1.0), Bytes::gib(10.0), None);
        let longer = (with.downtime - without.downtime).get();
        assert!((longer - Bytes::gib(10.0).get() / 1.177e9).abs() < 0.1, "{longer}");
    }

    #[test]
    fn a_restart_interrupts_for_15_5_s_and_a_standby_for_5_5_s() {
        let path = Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ZERO);
        let cold = run(Respawn::new(&RespawnRules::COLD), &path);
        let standby = run(Respawn::new(&RespawnRules::STANDBY), &path);
        assert!((cold.downtime.get() - 15.5).abs() < 1e-9, "{cold:?}");
        assert!((standby.downtime.get() - 5.5).abs() < 1e-9, "{standby:?}");
        assert!((standby.total_time().get() - 41.0).abs() < 1e-9, "{standby:?}");
        assert_eq!((cold.sent(), cold.memory_sent), (Bytes::ZERO, Bytes::ZERO));
    }

    #[test]
    fn an_image_that_is_not_there_costs_time_and_no_downtime() {
        let path = Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ZERO);
        let rules = RespawnRules { image: Bytes::gb(1.177), ..RespawnRules::COLD };
        let moved = run(Respawn::new(&rules), &path);
        assert!((moved.downtime.get() - 15.5).abs() < 1e-9, "{moved:?}");
        assert!((moved.total_time().get() - 35.5).abs() < 0.1, "{moved:?}");
        assert!((moved.disk_sent.to_gb() - 1.177).abs() < 1e-6, "{moved:?}");
    }
}
