//! CRIU: a container is checkpointed here and restored there.
//!
//! downtime = t_freeze + t_dump + t_connect + D_last / B + t_restore, with D_last all of the touched
//! memory, or what was dirtied since the last of k pre-dumps. Nothing tests for convergence: the
//! caller chooses k. Each archive goes over a connection of its own, set up in a number of round
//! trips, which is what decides for a small container far away: of one with 25 kB of state, over an
//! emulated satellite link, the set-up took 3 s of 6.4 to 7.2 s of downtime, dumping 0.54 to 0.66 s
//! and restoring 0.3 s, and three pre-dumps raised the total time from 16.5 to 41 s for nothing.
//! Source: criu's documentation (`--pre-dump`, `--lazy-pages`) and the measurements published as
//! HMF2475/Evaluation-of-Live-Migration-Strategies-at-the-Edge.
//!
//! Assumed: a pre-dump holds its container only for an instant; images are written and read at
//! 1 GiB/s; lazily restored pages are missed as QEMU's post-copy misses them.

use super::{Controller, Decision, Finish, Moment, Step, Work};
use crate::model::guest::Guest;
use crate::model::link::Path;
use crate::model::profile::Profile;
use crate::model::trace::{Ending, Stage};
use crate::units::{Bandwidth, Bytes, Seconds};

/// All that is not memory: file descriptors, sockets, registers; the archive of a counter process.
const STATE: Bytes = Bytes::new(25e3);
/// Writing images at the source, or reading them at the destination.
const IMAGE_RATE: Bandwidth = Bandwidth::mib_per_s(1024.0);
/// What a fresh connection sends in its first round trip: ten segments.
const FIRST_WINDOW: Bytes = Bytes::new(14_480.0);
/// As fast as the link allows.
const UNLIMITED: Bandwidth = Bandwidth::new(f64::MAX);

/// How an archive is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carrier {
    /// A bare TCP connection, as CRIU's page server opens it.
    Tcp,
    /// TLS 1.3 over TCP.
    Tls,
    /// A copy over ssh, as most scripts do it.
    #[default]
    Ssh,
}

impl Carrier {
    /// Round trips before the first byte of the archive: TCP 1; TLS 1.3 one more (RFC 8446); ssh
    /// eight more: version, algorithms, keys, service, two failed and one good authentication, and
    /// channel with command (RFC 4252 to 4254, nothing sent ahead, which is assumed).
    pub const fn round_trips(self) -> f64 {
        match self {
            Self::Tcp => 1.0,
            Self::Tls => 2.0,
            Self::Ssh => 9.0,
        }
    }
}

/// What the caller of CRIU chooses, and what its steps take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// What the orchestrator needs before the first dump.
    pub overhead: Seconds,
    /// Dumps while the container runs; none is plain stop-and-copy.
    pub pre_dumps: u32,
    /// Whether memory follows after the restore, on demand and in the background (`--lazy-pages`).
    pub lazy_pages: bool,
    /// How archives are carried.
    pub carrier: Carrier,
    /// Freezing the container.
    pub freeze: Seconds,
    /// A dump, apart from writing memory.
    pub dump: Seconds,
    /// Restoring, apart from reading memory.
    pub restore: Seconds,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            overhead: Seconds::ZERO,
            pre_dumps: 0,
            lazy_pages: false,
            carrier: Carrier::Ssh,
            freeze: Seconds::ms(50.0),
            dump: Seconds::new(0.6),
            restore: Seconds::new(0.3),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Requested,
    Dump,
    Connect,
    Send,
    Restore,
    Paging,
    Over,
}

/// One container on its way.
#[derive(Debug, Clone)]
pub struct Criu<'a> {
    guest: &'a Guest,
    rules: &'a Rules,
    profile: &'a Profile,
    path: &'a Path,
    phase: Phase,
    /// Pre-dumps done or under way.
    pre_dumps: u32,
    /// Whether the container is frozen.
    frozen: bool,
    /// When memory was last dumped.
    last_dump: Option<Seconds>,
    /// What the dump under way consists of, and what follows after the restore.
    dumped: Bytes,
    lazy: Bytes,
    /// How much more than usual the container dirties in this run.
    habits: f64,
    stall: Seconds,
}

impl<'a> Criu<'a> {
    /// A migration of this container under these rules.
    pub const fn new(
        guest: &'a Guest,
        rules: &'a Rules,
        profile: &'a Profile,
        path: &'a Path,
    ) -> Self {
        Self {
            guest,
            rules,
            profile,
            path,
            phase: Phase::Requested,
            pre_dumps: 0,
            frozen: false,
            last_dump: None,
            dumped: Bytes::ZERO,
            lazy: Bytes::ZERO,
            habits: 1.0,
            stall: Seconds::ZERO,
        }
    }

    fn step(&self, work: Work) -> Decision {
        let (stage, round) =
            if self.frozen { (Stage::StopAndCopy, 0) } else { (Stage::PreCopy, self.pre_dumps) };
        Decision::Go(Step { round, pending: self.dumped, ..Step::plain(stage, work) })
    }

    /// Writes what has to go: everything, or what was dirtied since the last dump.
    fn dump(&mut self, now: Seconds) -> Decision {
        self.phase = Phase::Connect;
        self.frozen = self.rules.pre_dumps <= self.pre_dumps;
        if !self.frozen {
            self.pre_dumps += 1;
        }
        let dirty = self.last_dump.map_or(self.guest.touched, |then| {
            (self.guest.dirty.unique(now - then) * self.habits).min(self.guest.touched)
        });
        self.last_dump = Some(now);
        let lazy = self.frozen && self.rules.lazy_pages;
        self.lazy = if lazy { dirty } else { Bytes::ZERO };
        self.dumped = STATE + dirty - self.lazy;
        let freeze = if self.frozen { self.rules.freeze } else { Seconds::ZERO };
        self.step(Work::Wait(freeze + self.rules.dump + self.dumped / IMAGE_RATE))
    }

    /// Opens the connection for an archive and lets it ramp up as far as the archive is long: windows
    /// double, 2^k - 1 of the first are sent after k of them, with k - 1 round trips in between.
    fn connect(&mut self) -> Decision {
        self.phase = Phase::Send;
        let windows = 1.0 + self.dumped.share_of(FIRST_WINDOW).get();
        let round_trips = (libm::log2(windows) - 1.0).max(0.0);
        let ramp = (self.path.rtt * round_trips).min(self.path.slow_start());
        self.step(Work::Wait(self.path.rtt * self.rules.carrier.round_trips() + ramp))
    }

    fn restore(&mut self) -> Decision {
        self.phase = Phase::Paging;
        let time = self.rules.restore + self.dumped / IMAGE_RATE + self.path.rtt / 2.0;
        Decision::Go(Step::plain(Stage::Commitment, Work::Wait(time)))
    }

    /// Memory follows; every fault waits a round trip and for what is queued before its answer.
    fn page_in(&mut self, moment: &mut Moment<'_>) -> Decision {
        self.phase = Phase::Over;
        let wait = self.path.buffered(moment.rate) + self.path.rtt;
        let luck = moment.luck.factor(self.profile.stall_spread);
        self.stall = wait * self.profile.faults_later * luck;
        let step = Step::plain(Stage::DemandPaging, Work::Send(self.lazy, UNLIMITED));
        Decision::Go(Step { pending: self.lazy, ..step })
    }

    fn finish(&self) -> Decision {
        let ending = if self.rules.lazy_pages { Ending::HandedOver } else { Ending::Suspended };
        Decision::End(Finish { ending, stall: self.stall })
    }
}

impl Controller for Criu<'_> {
    fn next(&mut self, mut moment: Moment<'_>) -> Decision {
        match self.phase {
            Phase::Requested => {
                self.phase = Phase::Dump;
                self.habits = moment.luck.factor(self.profile.guest_spread);
                Decision::Go(Step::plain(Stage::PreMigration, Work::Wait(self.rules.overhead)))
            }
            Phase::Dump => self.dump(moment.now),
            Phase::Connect => self.connect(),
            Phase::Send => {
                self.phase = if self.frozen { Phase::Restore } else { Phase::Dump };
                self.step(Work::Send(self.dumped, UNLIMITED))
            }
            Phase::Restore => self.restore(),
            Phase::Paging if self.rules.lazy_pages => self.page_in(&mut moment),
            Phase::Paging | Phase::Over => self.finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dirty::{DirtyCurve, Pattern, WorkingSet};
    use crate::model::engine;
    use crate::model::guest::Disk;
    use crate::model::luck::Luck;
    use crate::model::trace::{Move, Trace};
    use crate::units::Ratio;

    fn run(rules: &Rules, touched: Bytes, rtt: f64) -> Move {
        let guest = Guest {
            memory: touched,
            touched,
            dirty: DirtyCurve::Sets(vec![WorkingSet {
                size: touched / 10.0,
                rate: Bandwidth::mib_per_s(10.0),
                pattern: Pattern::Uniform,
            }]),
            busy: Ratio::new(1.0),
            disk: Disk::default(),
        };
        let path = Path::new(Bandwidth::mbit_per_s(100.0), Seconds::ms(rtt));
        let machine = Criu::new(&guest, rules, &Profile::QEMU, &path);
        let mut trace = Trace::of_outcomes();
        engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
        trace.moves[0]
    }

    fn pre_dumped(times: u32) -> Rules {
        Rules { pre_dumps: times, ..Rules::default() }
    }

    #[test]
    fn far_away_pre_dumps_of_a_small_container_cost_time_and_gain_nothing() {
        let small = Bytes::new(1000.0);
        let plain = run(&pre_dumped(0), small, 600.0);
        let three = run(&pre_dumped(3), small, 600.0);
        // Measured: 6.4 to 7.2 s, with three pre-dumps 6.5 to 8.1 s and 24.5 s more in total.
        assert!((6.4..=7.2).contains(&plain.downtime.get()), "{plain:?}");
        assert!((three.downtime - plain.downtime).get().abs() < 0.1, "{three:?}");
        let longer = (three.total_time() - plain.total_time()).get();
        assert!((18.0..25.0).contains(&longer), "{longer}");
    }

    #[test]
    fn nearby_a_pre_dump_of_a_large_container_saves_most_of_the_downtime() {
        let large = Bytes::gib(1.0);
        let plain = run(&pre_dumped(0), large, 1.0);
        let once = run(&pre_dumped(1), large, 1.0);
        assert_eq!((plain.rounds, once.rounds), (0, 1));
        assert!(once.downtime < plain.downtime * 0.2, "{once:?} {plain:?}");
        assert!(plain.memory_sent < once.memory_sent);
    }

    #[test]
    fn lazy_pages_are_sent_once_and_after_the_restore() {
        let large = Bytes::gib(1.0);
        let moved = run(&Rules { lazy_pages: true, ..Rules::default() }, large, 1.0);
        assert_eq!(moved.ending, Ending::HandedOver);
        assert!((moved.memory_sent - large - STATE).get().abs() < 1.0, "{moved:?}");
        assert!((0.9..1.1).contains(&moved.downtime.get()), "{moved:?}");
    }

    #[test]
    fn each_handshake_costs_its_round_trips() {
        let with = |carrier| run(&Rules { carrier, ..Rules::default() }, STATE, 100.0).downtime;
        let (tcp, tls, ssh) = (with(Carrier::Tcp), with(Carrier::Tls), with(Carrier::Ssh));
        assert!(((tls - tcp).to_ms() - 100.0).abs() < 1e-6);
        assert!(((ssh - tcp).to_ms() - 800.0).abs() < 1e-6);
    }
}
