//! Disks that move without the memory of their guest: one that moves alone, and a guest that goes to
//! another platform, warm or cold.
//!
//! A disk that moves alone (`virsh blockcopy`, Cinder's retype, Proxmox VE's move disk, `xe
//! vdi-pool-migrate`) is mirrored while its guest runs on where it is, until both are in step. Of a
//! disk D of which W is written at w, and that is copied at B, this takes
//!
//! T = (D - W) / B + W / w * -ln(1 - w / B),
//!
//! for ever where w is not below B. The guest then pauses for a moment, and writes to the new disk.
//!
//! A warm migration copies the base while the guest runs where it is, then what changed-block tracking
//! tells has been written, as often as asked, and last what was written since the last copy began,
//! with the guest shut down. With s_k the start of copy k and u(t) = W (1 - exp(-w t / W)):
//!
//! bytes = D + sum of u(s_k - s_(k-1)),
//! downtime = t_stop + u(s_end - s_n) / B + t_convert + t_boot + t_redirect.
//!
//! A cold one is the same without a base: what is sent while the guest is shut down is D. So a warm
//! one never stands still for longer, and where the disk is written as fast as it is copied no further
//! delta makes it shorter.
//!
//! The order is that of Forklift (kubev2v/forklift, pkg/controller/plan/migration.go at d42511b of
//! 2026-08-21): the next delta begins an interval after the last copy has *ended*, 60 minutes
//! (`controller_precopy_interval`), and the cut-over shuts the guest down, copies, converts with
//! virt-v2v and boots. All of it is checked against nothing measured.

use super::{Controller, Decision, Moment, Step, Work};
use crate::model::guest::Disk;
use crate::model::link::Path;
use crate::model::profile::Profile;
use crate::model::trace::{Ending, Stage};
use crate::units::{Bytes, Seconds};

/// What the operator sets for a disk that moves alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MirrorRules {
    /// What the control plane needs before anything is copied.
    pub overhead: Seconds,
    /// After how long it is cancelled, if ever.
    pub patience: Option<Seconds>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mirroring {
    Requested,
    Connect,
    Copy,
    Pivot,
    Over,
}

/// A disk that moves while its guest stays where it is.
#[derive(Debug, Clone)]
pub struct DiskMove<'a> {
    disk: &'a Disk,
    rules: &'a MirrorRules,
    profile: &'a Profile,
    path: &'a Path,
    next: Mirroring,
}

impl<'a> DiskMove<'a> {
    /// A move of this disk under these rules.
    pub const fn new(
        disk: &'a Disk,
        rules: &'a MirrorRules,
        profile: &'a Profile,
        path: &'a Path,
    ) -> Self {
        Self { disk, rules, profile, path, next: Mirroring::Requested }
    }
}

impl Controller for DiskMove<'_> {
    fn next(&mut self, moment: Moment<'_>) -> Decision {
        let Self { disk, rules, profile, path, .. } = *self;
        let is_late = rules.patience.is_some_and(|patience| patience <= moment.now);
        let (next, decision) = match self.next {
            Mirroring::Requested => {
                (Mirroring::Connect, Decision::wait(Stage::PreMigration, rules.overhead))
            }
            Mirroring::Connect => (Mirroring::Copy, connect(profile, path)),
            _ if is_late => (Mirroring::Over, Decision::end(Ending::OutOfTime)),
            Mirroring::Copy => {
                let step = Step::plain(Stage::DiskCopy, disk.copy());
                let step = Step { pending: disk.size, until: rules.patience, ..step };
                (Mirroring::Pivot, Decision::Go(step))
            }
            Mirroring::Pivot => {
                let time = profile.handing_over(path);
                (Mirroring::Over, Decision::wait(Stage::Commitment, time))
            }
            Mirroring::Over => (Mirroring::Over, Decision::end(Ending::Converged)),
        };
        self.next = next;
        decision
    }
}

/// Copies of what was written since the copy before, while the guest runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deltas {
    /// From the end of a copy to the start of the next.
    pub interval: Seconds,
    /// How many there are before the cut-over.
    pub count: u32,
}

/// What a migration to another platform takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConversionRules {
    /// What the control plane needs before anything is copied.
    pub overhead: Seconds,
    /// Base and deltas while the guest runs; none of a cold one, which is shut down first.
    pub warm: Option<Deltas>,
    /// Shutting down at the source.
    pub stop: Seconds,
    /// Making the disks fit for the destination.
    pub conversion: Seconds,
    /// Booting and starting the application at the destination.
    pub start: Seconds,
    /// Until clients reach it there.
    pub redirect: Seconds,
    /// How long the service is slower afterwards.
    pub warm_up: Seconds,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Requested,
    Connect,
    Base,
    Track,
    Delta,
    ShutDown,
    Rest,
    Convert,
    Start,
    Redirect,
    WarmUp,
    Over,
}

/// A guest that goes to another platform.
#[derive(Debug, Clone)]
pub struct Conversion<'a> {
    disk: &'a Disk,
    rules: &'a ConversionRules,
    profile: &'a Profile,
    path: &'a Path,
    next: Phase,
    /// How many deltas were copied.
    deltas: u32,
    /// When the last copy began; none before the first.
    copied: Option<Seconds>,
}

impl<'a> Conversion<'a> {
    /// A migration of a guest with this disk under these rules.
    pub const fn new(
        disk: &'a Disk,
        rules: &'a ConversionRules,
        profile: &'a Profile,
        path: &'a Path,
    ) -> Self {
        let next = Phase::Requested;
        Self { disk, rules, profile, path, next, deltas: 0, copied: None }
    }

    /// Copies what was written since the last copy began, or all of it.
    fn copy(&mut self, stage: Stage, now: Seconds) -> Decision {
        let disk = self.disk;
        let bytes = self.copied.map_or(disk.size, |since| disk.changed_within(now - since));
        self.copied = Some(now);
        copy(stage, bytes, disk)
    }

    /// What follows a copy while the guest runs.
    fn after_copy(&self) -> Phase {
        let wanted = self.rules.warm.map_or(0, |warm| warm.count);
        if self.deltas < wanted { Phase::Track } else { Phase::ShutDown }
    }
}

impl Controller for Conversion<'_> {
    fn next(&mut self, moment: Moment<'_>) -> Decision {
        let rules = self.rules;
        let now = moment.now;
        let (next, decision) = match self.next {
            Phase::Requested => {
                (Phase::Connect, Decision::wait(Stage::PreMigration, rules.overhead))
            }
            Phase::Connect => {
                let next = if rules.warm.is_some() { Phase::Base } else { Phase::ShutDown };
                (next, connect(self.profile, self.path))
            }
            Phase::Base => (self.after_copy(), self.copy(Stage::DiskCopy, now)),
            Phase::Track => {
                let interval = rules.warm.map_or(Seconds::ZERO, |warm| warm.interval);
                (Phase::Delta, Decision::wait(Stage::Tracking, interval))
            }
            Phase::Delta => {
                self.deltas += 1;
                (self.after_copy(), self.copy(Stage::DiskCopy, now))
            }
            Phase::ShutDown => (Phase::Rest, Decision::wait(Stage::Boot, rules.stop)),
            Phase::Rest => (Phase::Convert, self.copy(Stage::OfflineCopy, now)),
            Phase::Convert => (Phase::Start, Decision::wait(Stage::Conversion, rules.conversion)),
            Phase::Start => (Phase::Redirect, Decision::wait(Stage::Boot, rules.start)),
            Phase::Redirect => (Phase::WarmUp, Decision::wait(Stage::Commitment, rules.redirect)),
            Phase::WarmUp => (Phase::Over, Decision::wait(Stage::Activation, rules.warm_up)),
            Phase::Over => (Phase::Over, Decision::end(Ending::Restarted)),
        };
        self.next = next;
        decision
    }
}

fn copy(stage: Stage, bytes: Bytes, disk: &Disk) -> Decision {
    let step = Step::plain(stage, Work::Send(bytes, disk.copy_rate));
    Decision::Go(Step { pending: bytes, ..step })
}

/// A connection is opened and ramps up.
fn connect(profile: &Profile, path: &Path) -> Decision {
    Decision::wait(Stage::Reservation, profile.connecting(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::engine::{self, HORIZON};
    use crate::model::luck::Luck;
    use crate::model::trace::{Move, Trace};
    use crate::units::Bandwidth;

    fn path() -> Path {
        Path::new(Bandwidth::mbit_per_s(10_000.0), Seconds::ZERO)
    }

    fn run<C: Controller>(machine: C) -> (Move, Trace) {
        let mut trace = Trace::default();
        engine::run(&path(), [machine], 1, &mut Luck::typical(), &mut trace);
        (trace.moves[0], trace)
    }

    /// 100 GB of which so much is written at so many MB/s, copied at so many MB/s.
    fn disk(written: f64, writes: f64, copy: f64) -> Disk {
        Disk {
            size: Bytes::gb(100.0),
            written: Bytes::gb(written),
            write_rate: Bandwidth::new(writes * 1e6),
            copy_rate: Bandwidth::new(copy * 1e6),
            ..Disk::default()
        }
    }

    fn alone(disk: &Disk, patience: Option<Seconds>) -> Move {
        let rules = MirrorRules { overhead: Seconds::ZERO, patience };
        run(DiskMove::new(disk, &rules, &Profile::QEMU, &path())).0
    }

    fn converted(disk: &Disk, warm: Option<Deltas>) -> (Move, Trace) {
        let rules = ConversionRules {
            overhead: Seconds::ZERO,
            warm,
            stop: Seconds::new(10.0),
            conversion: Seconds::new(120.0),
            start: Seconds::new(20.0),
            redirect: Seconds::new(5.0),
            warm_up: Seconds::ZERO,
        };
        run(Conversion::new(disk, &rules, &Profile::QEMU, &path()))
    }

    const fn deltas(interval: f64, count: u32) -> Deltas {
        Deltas { interval: Seconds::new(interval), count }
    }

    #[test]
    fn a_mirror_takes_as_long_as_the_equation_says() {
        // (100 - 20) / 0.5 + 20 / 0.1 * -ln(1 - 0.2), in seconds.
        let moved = alone(&disk(20.0, 100.0, 500.0), None);
        let expected = 160.0 - 200.0 * libm::log(0.8);
        assert!((moved.total_time().get() - expected).abs() < 0.1, "{moved:?}");
        assert!((moved.disk_sent.to_gb() - expected * 0.5).abs() < 0.1, "{moved:?}");
        assert_eq!((moved.ending, moved.memory_sent), (Ending::Converged, Bytes::ZERO));
        assert!(moved.downtime < Seconds::ms(100.0), "{moved:?}");
    }

    #[test]
    fn a_disk_that_nobody_writes_is_copied_once() {
        let moved = alone(&disk(0.0, 0.0, 500.0), None);
        assert!((moved.disk_sent.to_gb() - 100.0).abs() < 1e-6, "{moved:?}");
    }

    #[test]
    fn writes_as_fast_as_the_copy_never_let_it_end() {
        let late = alone(&disk(20.0, 500.0, 500.0), Some(Seconds::hours(1.0)));
        assert_eq!((late.ending, late.total_time()), (Ending::OutOfTime, Seconds::hours(1.0)));
        let never = alone(&disk(20.0, 600.0, 500.0), None);
        assert_eq!((never.ending, never.total_time()), (Ending::OutOfTime, HORIZON));
    }

    #[test]
    fn a_warm_migration_sends_base_and_deltas_and_stands_still_for_the_last() {
        // 100 GB at 100 MB/s are 1000 s; 1 MB/s is written all over them.
        let disk = disk(100.0, 1.0, 100.0);
        let (moved, trace) = converted(&disk, Some(deltas(600.0, 2)));
        let mut since = Seconds::new(1000.0);
        let mut bytes = disk.size;
        for _ in 0..2 {
            let delta = disk.changed_within(since + Seconds::new(600.0));
            bytes += delta;
            since = delta / disk.copy_rate;
        }
        let last = disk.changed_within(since + Seconds::new(10.0));
        bytes += last;
        assert!((moved.disk_sent.get() / bytes.get() - 1.0).abs() < 1e-3, "{moved:?} {bytes:?}");
        let downtime = 155.0 + (last / disk.copy_rate).get();
        assert!((moved.downtime.get() - downtime).abs() < 0.1, "{moved:?} {downtime}");
        let stages: Vec<Stage> = trace.segments.iter().map(|segment| segment.stage).collect();
        let copy = [Stage::Tracking, Stage::DiskCopy];
        let cut_over = [Stage::Boot, Stage::OfflineCopy, Stage::Conversion, Stage::Boot];
        let all = [&copy[1..], &copy, &copy, &cut_over].concat();
        assert!(stages.windows(all.len()).any(|window| window == all), "{stages:?}");
    }

    #[test]
    fn a_cold_migration_stands_still_for_all_of_it() {
        let (moved, _) = converted(&disk(100.0, 1.0, 100.0), None);
        assert!((moved.downtime.get() - 1155.0).abs() < 0.1, "{moved:?}");
        assert!((moved.disk_sent.to_gb() - 100.0).abs() < 1e-6, "{moved:?}");
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod laws {
    use proptest::prelude::*;

    use super::*;
    use crate::model::engine;
    use crate::model::luck::Luck;
    use crate::model::trace::{Move, Trace};
    use crate::units::Bandwidth;

    fn converted(disk: &Disk, warm: Option<Deltas>) -> Move {
        let path = Path::new(Bandwidth::mbit_per_s(10_000.0), Seconds::ms(1.0));
        let rules = ConversionRules {
            overhead: Seconds::new(3.0),
            warm,
            stop: Seconds::new(10.0),
            conversion: Seconds::new(120.0),
            start: Seconds::new(20.0),
            redirect: Seconds::new(5.0),
            warm_up: Seconds::ZERO,
        };
        let mut trace = Trace::default();
        let machine = Conversion::new(disk, &rules, &Profile::QEMU, &path);
        engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
        trace.moves[0]
    }

    prop_compose! {
        fn disks()(
            size in 1.0..2000.0_f64,
            written in 0.0..1.0_f64,
            writes in 0.0..500.0_f64,
            copy in 10.0..2000.0_f64,
        ) -> Disk {
            Disk {
                size: Bytes::gb(size),
                written: Bytes::gb(size * written),
                write_rate: Bandwidth::new(writes * 1e6),
                copy_rate: Bandwidth::new(copy * 1e6),
                ..Disk::default()
            }
        }
    }

    proptest! {
        #[test]
        fn warm_never_stands_still_for_longer_than_cold(
            disk in disks(), interval in 0.0..7200.0_f64, count in 0_u32..6,
        ) {
            let warm = converted(&disk, Some(Deltas { interval: Seconds::new(interval), count }));
            let cold = converted(&disk, None);
            prop_assert!(warm.downtime <= cold.downtime + Seconds::ms(1.0), "{warm:?} {cold:?}");
            prop_assert!(cold.disk_sent <= warm.disk_sent + Bytes::new(1.0));
        }

        #[test]
        fn downtime_grows_with_the_interval(
            disk in disks(), interval in 0.0..7200.0_f64, longer in 1.0..3.0_f64, count in 1_u32..6,
        ) {
            let warm = |interval| {
                converted(&disk, Some(Deltas { interval: Seconds::new(interval), count }))
            };
            let (short, long) = (warm(interval), warm(interval * longer));
            prop_assert!(short.downtime <= long.downtime + Seconds::ms(1.0), "{short:?} {long:?}");
        }
    }
}
