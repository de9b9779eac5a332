//! QEMU's migration thread, as its source (migration/migration.c, ram.c) and 339 measured runs of
//! QEMU 10.0.2 agree.
//!
//! 1. The threshold is the bandwidth of the last window of 100 ms or more times the downtime limit.
//! 2. It sends for about 50 ms at a stretch, then compares what it estimates to be left with the
//!    threshold; a zero page counts as a whole page.
//! 3. Only below the threshold is the dirty bitmap synchronised. If the new total is still below,
//!    the guest is stopped; otherwise the round goes on with the new bitmap. A round therefore ends
//!    at the threshold, not at zero.
//! 4. In the stop phase the rate limit is off.
//! 5. There is no limit on rounds. What limits them comes from outside: see [`Patience`].
//!
//! Time here is the sender's: it runs ahead of the wire by what the send buffer and the queue hold,
//! which is why the guest stands still for some 50 ms longer than QEMU reports.

use super::auto_converge::Throttle;
use super::rules::{Action, Orders, Patience, PostCopy, Rules, Since};
use super::stall::{Verdict, Watch};
use super::stop::{DowntimeLimit, Raise, Ramp, StopRule};
use super::xbzrle::Xbzrle;
use super::{Controller, Decision, Finish, Moment, Step, Work};
use crate::model::dirty::Written;
use crate::model::engine::HORIZON;
use crate::model::guest::Guest;
use crate::model::link::Path;
use crate::model::luck::Luck;
use crate::model::profile::Profile;
use crate::model::trace::{Ending, Stage};
use crate::units::{Bandwidth, Bytes, Seconds};

/// How long QEMU sends before it looks up: `MAX_WAIT` of 50 ms, and the blocked write it is in.
const STRETCH: Seconds = Seconds::ms(60.0);
/// By then the pages that the kernel needs first have been sent.
const FIRST_PAGES: Seconds = Seconds::ms(500.0);
/// Below this, a rate is not "no limit".
const UNLIMITED: Bandwidth = Bandwidth::new(f64::MAX);
/// What one channel of several sends at a time: 128 pages of 4096 bytes and their header.
const PACKET: Bytes = Bytes::new(525_632.0);
/// Channels with which a rate limit was measured (run r0152).
const MEASURED_CHANNELS: f64 = 2.0;
/// How long a window of the rate limit is.
const RATE_WINDOW: Seconds = Seconds::ms(100.0);
/// What is left must shrink by this share to count as progress.
const PROGRESS: f64 = 0.005;
/// Rounds without progress after which the typical run is taken to go on like that.
const STUCK_ROUNDS: u32 = 12;
/// The same for a run with luck of its own, which may still bring it below the threshold.
const UNLUCKY_ROUNDS: u32 = 300;
/// Rounds after which any run is.
const MOST_ROUNDS: u32 = 2000;
/// How often a control plane looks at a migration: Nova every 0.5 s, KubeVirt every 0.4 s.
const POLL: Seconds = Seconds::new(0.5);
/// How long KubeVirt waits for a switch that it made possible by raising the downtime limit.
const SWITCHOVER_TIMEOUT: Seconds = Seconds::new(60.0);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Phase {
    Requested,
    Disk,
    Mirroring,
    Setup,
    Scan,
    FirstRound,
    Rounds,
    Stopped,
    Draining,
    HandedOver,
    Paging,
    Over,
}

/// One migration.
#[derive(Debug, Clone)]
pub struct Qemu<'a> {
    guest: &'a Guest,
    rules: &'a Rules,
    profile: &'a Profile,
    path: &'a Path,
    /// When to stop the guest and when to lose patience, as they stand now.
    stop_rule: StopRule,
    patience: Patience,
    raise: Option<Raise>,
    /// How often what is left has grown since the limit was last raised.
    grown: u32,
    watch: Option<Box<Watch>>,
    phase: Phase,
    round: u32,
    /// Dirty memory that is not zero and not yet sent.
    pending: Bytes,
    /// Zero pages not yet looked at, and the memory that is sent before them.
    zeros: Bytes,
    before_zeros: Bytes,
    /// Of what is pending, what the first round left.
    old: Bytes,
    /// Room in the send buffer and the queue.
    credit: Bytes,
    /// What the step under way leaves unsent.
    leaves: Bytes,
    /// When the job and its memory migration began, when the bitmap was last synchronised, and how long the
    /// interval before that was.
    job_start: Seconds,
    memory_start: Seconds,
    last_sync: Seconds,
    last_interval: Seconds,
    /// What was written in it, at the speed that the throttle left.
    last_written: Written,
    /// How far the CPUs are slowed down.
    throttle: Throttle,
    /// Sent since the last synchronisation.
    sent: Bytes,
    /// What a page takes on the stream, as a share of its size.
    encoded: f64,
    /// Memory in the cache of the delta encoding, and the share of what is pending that goes as deltas.
    cached: Bytes,
    hits: f64,
    /// How much more than usual the guest dirties in this run.
    habits: f64,
    /// The least that was ever left after a synchronisation, and for how many rounds already.
    least: Bytes,
    stuck: u32,
    /// Whether the step under way stands for many rounds that change nothing.
    coasting: bool,
    ending: Ending,
    stall: Seconds,
}

impl<'a> Qemu<'a> {
    /// A migration of this guest under these rules.
    pub fn new(guest: &'a Guest, rules: &'a Rules, profile: &'a Profile, path: &'a Path) -> Self {
        Self {
            guest,
            rules,
            profile,
            path,
            stop_rule: StopRule::Fits(DowntimeLimit::Constant(rules.downtime_limit)),
            patience: rules.patience,
            raise: None,
            grown: 0,
            watch: None,
            phase: Phase::Requested,
            round: 1,
            pending: guest.touched,
            zeros: guest.memory - guest.touched,
            before_zeros: Bytes::ZERO,
            old: Bytes::ZERO,
            credit: Bytes::ZERO,
            leaves: Bytes::ZERO,
            job_start: Seconds::ZERO,
            memory_start: Seconds::ZERO,
            last_sync: Seconds::ZERO,
            last_interval: Seconds::ZERO,
            last_written: Written::default(),
            throttle: Throttle::default(),
            sent: Bytes::ZERO,
            encoded: 1.0,
            cached: Bytes::ZERO,
            hits: 0.0,
            habits: 1.0,
            least: guest.memory,
            stuck: 0,
            coasting: false,
            ending: Ending::Converged,
            stall: Seconds::ZERO,
        }
    }

    /// A migration of this guest under these orders.
    pub fn ordered(
        guest: &'a Guest,
        orders: &'a Orders,
        profile: &'a Profile,
        path: &'a Path,
    ) -> Self {
        Self {
            stop_rule: orders.stop,
            raise: orders.raise,
            watch: orders.stall.map(|rules| Box::new(Watch::new(rules))),
            ..Self::new(guest, &orders.rules, profile, path)
        }
    }

    fn moves_disk(&self) -> bool {
        self.guest.disk.size.is_positive()
    }

    /// The rate limit as it is kept. Channels count a packet when they have sent it, so each of
    /// several sends one more per window than the limit has room for; that was measured with two, and
    /// is not taken for granted of more.
    fn cap(&self) -> Bandwidth {
        let limit = self.rules.max_bandwidth.unwrap_or(UNLIMITED);
        if self.path.streams <= 1.0 {
            return limit;
        }
        let exceeding = self.path.streams.min(MEASURED_CHANNELS);
        limit + Bandwidth::new(PACKET.get() * exceeding / RATE_WINDOW.get())
    }

    fn is_capped(&self, rate: Bandwidth) -> bool {
        self.cap() <= rate
    }

    fn threshold(&self, moment: &mut Moment<'_>) -> Bytes {
        let measured = moment.rate.min(self.cap()) * moment.luck.factor(self.profile.window_spread);
        self.stop_rule.threshold(measured, self.elapsed(moment.now))
    }

    /// How long the migration has been under way, as its control plane counts.
    fn elapsed(&self, now: Seconds) -> Seconds {
        now - self.counted_from()
    }

    const fn counted_from(&self) -> Seconds {
        match self.patience.since {
            Since::Job => self.job_start,
            Since::Memory => self.memory_start,
        }
    }

    /// What is left of the time after which patience ends.
    fn patience_left(&self, now: Seconds) -> Seconds {
        until(self.counted_from() + self.patience.time, now)
    }

    /// What is left until the handover that was asked for.
    fn handover_in(&self, now: Seconds) -> Option<Seconds> {
        let after = match self.rules.post_copy {
            PostCopy::Never | PostCopy::AfterFirstRound => return None,
            PostCopy::Now => self.profile.handover_delay,
            PostCopy::After(time) => time,
        };
        Some(until(self.memory_start + after, now))
    }

    /// How long the rounds may go on whatever is left: to the handover or the end of patience.
    fn time_left(&self, now: Seconds) -> Seconds {
        let patience = self.patience_left(now);
        self.handover_in(now).map_or(patience, |handover| handover.min(patience))
    }

    /// When what comes before the rounds is cut short: where patience ends by giving up.
    fn gives_up_at(&self) -> Option<Seconds> {
        let is_counted = self.patience.since == Since::Job || Phase::Setup < self.phase;
        (is_counted && self.patience.then == Action::Abort)
            .then(|| self.counted_from() + self.patience.time)
    }

    fn step(&self, stage: Stage, work: Work) -> Step {
        let mirrors = matches!(stage, Stage::PreCopy | Stage::StopAndCopy | Stage::DemandPaging);
        let mirror = if mirrors && self.moves_disk() && !stage.stands_still() {
            self.guest.disk.mirrored_writes()
        } else {
            Bandwidth::ZERO
        };
        let throttle = self.throttle.level;
        Step { pending: self.pending, mirror, throttle, ..Step::plain(stage, work) }
    }

    fn wait(&self, stage: Stage, time: Seconds) -> Decision {
        Decision::Go(self.step(stage, Work::Wait(time)))
    }

    /// Bytes on the stream for so much memory.
    fn on_stream(&self, memory: Bytes) -> Bytes {
        memory * self.profile.page_record * self.encoded
    }

    /// A connection is opened and ramps up.
    fn connect(&self) -> Decision {
        let time = self.profile.connecting(self.path);
        let step = self.step(Stage::Reservation, Work::Wait(time));
        Decision::Go(Step { until: self.gives_up_at(), ..step })
    }

    fn copy_disk(&mut self) -> Decision {
        self.phase = Phase::Setup;
        let disk = self.guest.disk;
        let step = self.step(Stage::DiskCopy, disk.copy());
        Decision::Go(Step { pending: disk.size, until: self.gives_up_at(), ..step })
    }

    /// Finding the zero pages: the link idles for what the buffer does not cover.
    fn begin_scan(&mut self, moment: &Moment<'_>) -> Decision {
        self.last_sync = moment.now;
        self.phase = Phase::FirstRound;
        let buffered = self.path.buffered(moment.rate);
        self.credit = moment.rate * buffered;
        let only_pre_copy = self.rules.post_copy == PostCopy::Never;
        let scans = if only_pre_copy { self.profile.zero_scans } else { 1.0 };
        let scan = self.profile.zero_scan_per_gib * (self.zeros.to_gib() * scans);
        let idle = if only_pre_copy && self.is_capped(moment.rate) {
            // A capped sender looks for zero pages while it waits for its next allowance.
            scan * self.cap().share_of(moment.rate)
        } else {
            (scan - buffered).or_zero()
        };
        let step = self.step(Stage::PreCopy, Work::Wait(idle));
        Decision::Go(Step { round: 1, until: self.gives_up_at(), ..step })
    }

    /// Goes on with the round: sends until what is left fits into the threshold.
    fn send(&mut self, moment: &mut Moment<'_>) -> Decision {
        let rate = moment.rate.min(self.cap());
        let time_left = self.time_left(moment.now);
        if self.is_stuck(moment.luck) {
            return self.coast(rate, time_left, moment.now);
        }
        let threshold = self.threshold(moment);
        let aim = self.stop_rule.round_leaves(threshold);
        let overrun = rate * STRETCH * moment.luck.even();
        let (leaves, zeros_left) = if self.round == 1 {
            let aim = (aim - overrun).or_zero();
            let (leaves, zeros) = self.profile.layout.last(self.guest, aim);
            self.before_zeros = self.profile.layout.before_zeros(leaves, self.guest.memory);
            (leaves, zeros)
        } else {
            let excess = (self.pending + self.zeros - aim).or_zero() + overrun;
            self.leaves_of(excess.max(rate * STRETCH / self.encoded))
        };
        let zero_records = (self.zeros - zeros_left) * self.profile.zero_record;
        let deltas = (self.pending - leaves) * self.hits;
        self.leaves = leaves;
        self.zeros = zeros_left;
        let mut bytes = self.on_stream(self.pending - self.leaves) + zero_records;
        if !self.is_capped(moment.rate) {
            let ahead = self.credit.min(bytes);
            self.credit -= ahead;
            bytes -= ahead;
        }
        let in_time = rate * time_left.min(self.synchronizes_within());
        if in_time < bytes {
            self.leaves += (bytes - in_time) / self.on_stream(Bytes::new(1.0)).get();
            bytes = in_time;
        }
        if self.round == 1 {
            self.old = self.leaves;
        }
        let idle = self.encodes_for(deltas, rate);
        if !idle.is_positive() || !bytes.is_positive() {
            return self.send_round(bytes, self.cap());
        }
        if !self.is_capped(moment.rate) {
            let full = moment.rate * self.path.buffered(moment.rate);
            self.credit = (self.credit + rate * idle).min(full);
        }
        let slowed = Bandwidth::new(bytes.get() / (bytes / rate + idle).get());
        self.send_round(bytes, slowed.min(self.cap()))
    }

    /// How long a round may last until the bitmap is synchronised anyhow.
    fn synchronizes_within(&self) -> Seconds {
        let rules = self.rules.auto_converge.filter(|_| 1 < self.round);
        rules.and_then(|rules| rules.synchronizes_within).unwrap_or(HORIZON)
    }

    /// How much longer it takes to find so many deltas than to send them: the buffer drains.
    fn encodes_for(&self, deltas: Bytes, rate: Bandwidth) -> Seconds {
        self.rules.xbzrle.map_or(Seconds::ZERO, |xbzrle| {
            (Xbzrle::encoding(deltas) - deltas * xbzrle.encoded(1.0) / rate).or_zero()
        })
    }

    /// What is left, memory and zero pages, when so much of both has been passed.
    fn leaves_of(&mut self, passed: Bytes) -> (Bytes, Bytes) {
        let before = self.before_zeros.min(passed);
        self.before_zeros -= before;
        let zeros = self.zeros.min(passed - before);
        let sent = (passed - zeros).min(self.pending);
        if let Some(xbzrle) = &self.rules.xbzrle {
            // Deltas begin once the first pass is through: what it left is not kept.
            let missed = (sent - self.old).or_zero() * (1.0 - self.hits);
            self.cached = (self.cached + missed).min(xbzrle.cache);
        }
        self.old = (self.old - sent).or_zero();
        ((self.pending - sent).or_zero(), self.zeros - zeros)
    }

    /// Whether nothing will change any more.
    fn is_stuck(&self, luck: &Luck) -> bool {
        let rounds = if luck.is_typical() { STUCK_ROUNDS } else { UNLUCKY_ROUNDS };
        let will_throttle = self
            .rules
            .auto_converge
            .is_some_and(|rules| self.throttle.level < rules.most && self.guest.may_be_slowed());
        MOST_ROUNDS <= self.round
            || (rounds <= self.stuck && !will_throttle && self.raise.is_none())
    }

    /// Many rounds that change nothing, until something else does.
    fn coast(&mut self, rate: Bandwidth, time_left: Seconds, now: Seconds) -> Decision {
        self.coasting = true;
        let rule = self.stop_rule.changes_in(self.elapsed(now));
        let watched = now - self.memory_start;
        let watch = self.watch.as_ref().and_then(|watch| watch.looks_again_in(watched));
        let pause = [rule, watch].into_iter().flatten().fold(time_left, Seconds::min);
        self.send_round(rate * pause.max(POLL).min(time_left), self.cap())
    }

    /// The bitmap is synchronised, or would have been many times with the same result.
    fn look(&mut self, moment: &mut Moment<'_>) {
        if !self.coasting {
            return self.synchronize(moment);
        }
        self.coasting = false;
        self.last_sync = moment.now;
        if self.stop_rule.changes_in(self.elapsed(moment.now)).is_some() {
            self.renew();
        }
    }

    /// Something has changed: what was stuck may move again.
    fn renew(&mut self) {
        self.stuck = 0;
        self.least = self.guest.memory;
    }

    fn send_round(&mut self, bytes: Bytes, cap: Bandwidth) -> Decision {
        self.sent = bytes;
        let step = self.step(Stage::PreCopy, Work::Send(bytes, cap));
        Decision::Go(Step { round: self.round, ..step })
    }

    /// The bitmap is synchronised: what was written since the last time is dirty again.
    fn synchronize(&mut self, moment: &mut Moment<'_>) {
        let interval = moment.now - self.last_sync;
        let slowed = self.guest.slowed_by(self.throttle.level);
        let curve = &self.guest.dirty;
        let before = curve.written(self.last_interval * slowed, self.last_written);
        let written = curve.written(interval * slowed, before);
        let dirtied = written.unique * moment.luck.factor(self.profile.dirty_spread) * self.habits;
        // What the first round left has not been written more often than any other memory; what later
        // rounds left was written in the last interval and is likely to be written again.
        let old = self.old.min(self.leaves);
        let in_use = self.profile.layout.share_in_use(old, self.guest.memory);
        let old_again = old * dirtied.share_of(self.guest.touched) * in_use;
        let again = curve.dirtied_again(before, written);
        let fresh_again = (self.leaves - old) * again;
        self.old = old - old_again.min(old);
        self.pending = (self.leaves - old_again - fresh_again + dirtied).min(self.guest.memory);
        if self.pending < self.least * (1.0 - PROGRESS) {
            self.least = self.pending;
            self.stuck = 0;
        } else {
            self.stuck += 1;
        }
        if let Some(xbzrle) = &self.rules.xbzrle
            && 1 < self.round
        {
            let known = self.last_sync - self.memory_start;
            let left = (self.leaves - old_again - fresh_again).or_zero();
            let hits = xbzrle.hits(&self.guest.dirty, self.cached, known, interval);
            // What the round left goes as it would have gone in it.
            let due = left * self.hits + dirtied * hits;
            self.hits = due.share_of(left + dirtied).get();
            self.encoded = xbzrle.encoded(self.hits);
        }
        if let Some(rules) = &self.rules.auto_converge {
            let before = self.throttle.level;
            self.throttle.look(rules, moment.now - self.memory_start, dirtied, self.sent);
            if before < self.throttle.level {
                self.stuck = 0;
            }
        }
        self.last_sync = moment.now;
        self.last_interval = interval;
        self.last_written = written;
    }

    fn decide(&mut self, moment: &mut Moment<'_>) -> Decision {
        self.look(moment);
        self.raise_limit(self.elapsed(moment.now));
        let threshold = self.threshold(moment);
        if self.pending + self.zeros < threshold {
            return self.stop(moment, Ending::Converged, UNLIMITED);
        }
        if self.hands_over(moment.now) {
            return self.hand_over(moment);
        }
        if !self.patience_left(moment.now).is_positive() {
            return self.act(self.patience.then, moment);
        }
        if self.patience.rounds.is_some_and(|most| most <= self.round) {
            return self.act(Action::Force, moment);
        }
        if let Some(action) = self.action_of_watch(moment) {
            return self.act(action, moment);
        }
        self.round += 1;
        self.send(moment)
    }

    /// Raises the downtime limit where the rounds so far ask for it.
    fn raise_limit(&mut self, elapsed: Seconds) {
        match (self.raise, self.stop_rule) {
            (
                Some(Raise::Doubled { after, most }),
                StopRule::Fits(DowntimeLimit::Constant(limit)),
            ) => {
                self.grown += u32::from(self.leaves < self.pending);
                if self.grown < after {
                    return;
                }
                let limit = (limit * 2.0).min(most);
                self.stop_rule = StopRule::Fits(DowntimeLimit::Constant(limit));
                self.grown = 0;
                if most <= limit {
                    self.raise = None;
                }
                self.renew();
            }
            (Some(Raise::From(round, ramp)), _) if round <= self.round + 1 => {
                let begins = elapsed.max(ramp.begins);
                self.stop_rule = StopRule::Fits(DowntimeLimit::Ramp(Ramp { begins, ..ramp }));
                self.raise = None;
                self.renew();
            }
            _ => {}
        }
    }

    fn act(&mut self, action: Action, moment: &mut Moment<'_>) -> Decision {
        match action {
            Action::Abort => {
                self.ending = Ending::OutOfTime;
                self.finish()
            }
            Action::Force => self.stop(moment, Ending::Forced, UNLIMITED),
            Action::Pause => self.stop(moment, Ending::Forced, self.cap()),
            Action::PostCopy => self.hand_over(moment),
        }
    }

    fn action_of_watch(&mut self, moment: &Moment<'_>) -> Option<Action> {
        let (watched, elapsed) = (moment.now - self.memory_start, self.elapsed(moment.now));
        let rate = moment.rate.min(self.cap());
        let left = self.pending + self.zeros;
        let watch = self.watch.as_mut()?;
        match watch.look(watched, left, rate) {
            Verdict::GoOn => None,
            Verdict::RaiseLimit => {
                let limit = watch.rules().max_downtime;
                self.stop_rule = StopRule::Fits(DowntimeLimit::Constant(limit));
                let time = self.patience.time.min(elapsed + SWITCHOVER_TIMEOUT);
                self.patience = Patience { time, then: Action::Abort, ..self.patience };
                self.renew();
                None
            }
            Verdict::HandOver => Some(Action::PostCopy),
            Verdict::Force => Some(Action::Force),
            Verdict::Abort => Some(Action::Abort),
        }
    }

    fn hands_over(&self, now: Seconds) -> bool {
        match self.rules.post_copy {
            PostCopy::Never => false,
            PostCopy::AfterFirstRound => self.patience_left(now).is_positive(),
            PostCopy::Now | PostCopy::After(_) => {
                self.handover_in(now).is_some_and(|left| !left.is_positive())
            }
        }
    }

    /// The guest stops and its device state goes over, behind what is still in the buffer.
    fn hand_over(&mut self, moment: &mut Moment<'_>) -> Decision {
        self.ending = Ending::HandedOver;
        self.phase = Phase::HandedOver;
        let urgent = self.rules.post_copy_channel;
        let queued = if urgent { Bytes::ZERO } else { self.buffered(moment) };
        let queued = queued + self.profile.device_state;
        Decision::Go(self.step(Stage::StopAndCopy, Work::Send(queued, UNLIMITED)))
    }

    /// The device state is loaded and the guest starts.
    fn start_there(&mut self) -> Decision {
        self.phase = Phase::Paging;
        let answer = self.path.rtt / 2.0;
        let pause = self.profile.pause(self.guest);
        self.wait(Stage::Commitment, self.profile.switchover + answer + pause)
    }

    /// The guest fetches what it touches, the source pushes the rest; no page goes twice.
    ///
    /// Every fault waits a round trip and for what is queued before its answer, and the guest needs a
    /// number of pages one after the other before it gets anywhere.
    fn page_in(&mut self, moment: &mut Moment<'_>) -> Decision {
        self.phase = Phase::Over;
        let at_once = moment.now - self.memory_start < FIRST_PAGES;
        let faults = if self.rules.post_copy_channel {
            self.profile.faults_urgent
        } else if at_once {
            self.profile.faults_at_once
        } else {
            self.profile.faults_later
        };
        let large = self.profile.page_wait(moment.rate, self.rules.post_copy_channel);
        let wait = self.path.buffered(moment.rate) + self.path.rtt + large;
        // Of large pages there are not so many.
        let faults = faults.min((self.guest.memory.get() / self.profile.page.get()).max(1.0));
        self.stall = wait * faults * moment.luck.factor(self.profile.stall_spread);
        let bytes = self.on_stream(self.pending) + self.zeros * self.profile.zero_record;
        Decision::Go(self.step(Stage::DemandPaging, Work::Send(bytes, UNLIMITED)))
    }

    fn stop(&mut self, moment: &Moment<'_>, ending: Ending, cap: Bandwidth) -> Decision {
        self.ending = ending;
        self.phase = Phase::Stopped;
        let mut bytes = self.on_stream(self.pending)
            + self.zeros * self.profile.zero_record
            + self.profile.device_state;
        if self.is_capped(moment.rate) || 0.0 < self.hits {
            // The rounds left the buffer empty, or partly so; what fits into it is pushed at once.
            let ahead = self.credit.min(bytes);
            self.credit -= ahead;
            bytes -= ahead;
        }
        Decision::Go(self.step(Stage::StopAndCopy, Work::Send(bytes, cap)))
    }

    /// What is still in the buffer and the queue arrives.
    fn drain(&mut self, moment: &mut Moment<'_>) -> Decision {
        self.phase = Phase::Draining;
        let work = Work::Send(self.buffered(moment), UNLIMITED);
        Decision::Go(self.step(Stage::Commitment, work))
    }

    /// What is in the buffer and the queue.
    fn buffered(&self, moment: &mut Moment<'_>) -> Bytes {
        let full = moment.rate * self.path.buffered(moment.rate);
        let usual = (full - self.credit.or_zero()).or_zero();
        usual * moment.luck.factor(self.profile.buffer_spread)
    }

    fn finish(&self) -> Decision {
        Decision::End(Finish { ending: self.ending, stall: self.stall })
    }
}

/// How long it is until then; less than a microsecond is rounding, not time.
fn until(then: Seconds, now: Seconds) -> Seconds {
    let left = then - now;
    if left < Seconds::new(1e-6) { Seconds::ZERO } else { left }
}

impl Controller for Qemu<'_> {
    fn next(&mut self, mut moment: Moment<'_>) -> Decision {
        if self.phase < Phase::Rounds
            && Phase::Disk < self.phase
            && self.gives_up_at().is_some_and(|end| !until(end, moment.now).is_positive())
        {
            return self.act(Action::Abort, &mut moment);
        }
        match self.phase {
            Phase::Requested => {
                self.habits = moment.luck.factor(self.profile.guest_spread);
                self.phase = if self.moves_disk() { Phase::Disk } else { Phase::Setup };
                self.job_start = moment.now + self.rules.overhead;
                self.wait(Stage::PreMigration, self.rules.overhead)
            }
            Phase::Disk => {
                self.phase = Phase::Mirroring;
                self.job_start = moment.now;
                self.connect()
            }
            Phase::Mirroring => self.copy_disk(),
            Phase::Setup => {
                self.phase = Phase::Scan;
                self.memory_start = moment.now;
                if !self.moves_disk() {
                    self.job_start = moment.now;
                }
                self.connect()
            }
            Phase::Scan => self.begin_scan(&moment),
            Phase::FirstRound => {
                self.phase = Phase::Rounds;
                self.send(&mut moment)
            }
            Phase::Rounds => self.decide(&mut moment),
            Phase::Stopped => self.drain(&mut moment),
            Phase::Draining => {
                self.phase = Phase::Over;
                let spread = moment.luck.factor(self.profile.buffer_spread);
                let time = self.profile.switchover * spread + self.profile.pause(self.guest);
                self.wait(Stage::Commitment, time)
            }
            Phase::HandedOver => self.start_there(),
            Phase::Paging => self.page_in(&mut moment),
            Phase::Over => self.finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dirty::{DirtyCurve, Pattern, WorkingSet};
    use crate::model::engine;
    use crate::model::guest::Disk;
    use crate::model::trace::{Move, Trace};
    use crate::units::Ratio;

    /// 8 GiB, half of it in use, of which 800 MiB are written faster than 1 Gbit/s can send them.
    fn run(post_copy: PostCopy, then: Action) -> (Move, Trace) {
        let guest = Guest {
            memory: Bytes::gib(8.0),
            touched: Bytes::gib(4.0),
            dirty: DirtyCurve::Sets(vec![WorkingSet {
                size: Bytes::mib(800.0),
                rate: Bandwidth::mib_per_s(300.0),
                pattern: Pattern::Uniform,
            }]),
            busy: Ratio::new(1.0),
            disk: Disk::default(),
        };
        let rules = Rules {
            overhead: Seconds::ZERO,
            downtime_limit: Seconds::ms(300.0),
            max_bandwidth: Some(Bandwidth::mib_per_s(64.0)),
            auto_converge: None,
            xbzrle: None,
            post_copy,
            post_copy_channel: false,
            patience: Patience { rounds: None, since: Since::Job, time: Seconds::new(600.0), then },
        };
        let path = Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ZERO);
        let machine = Qemu::new(&guest, &rules, &Profile::QEMU, &path);
        let mut trace = Trace::default();
        engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
        (trace.moves[0], trace)
    }

    /// How long the guest runs without part of its memory.
    fn paging(trace: &Trace) -> Seconds {
        let pages = trace.segments.iter().filter(|s| s.stage == Stage::DemandPaging);
        pages.map(crate::model::trace::Segment::duration).sum()
    }

    /// 4 GiB that nobody writes, and 36 MB/s for them.
    fn idle_under_a_limit() -> (Guest, Rules) {
        let guest = Guest {
            memory: Bytes::gib(4.0),
            touched: Bytes::gib(4.0),
            dirty: DirtyCurve::idle(),
            busy: Ratio::ZERO,
            disk: Disk::default(),
        };
        let patience = Patience {
            rounds: None,
            since: Since::Job,
            time: Seconds::new(600.0),
            then: Action::Abort,
        };
        let rules = Rules {
            overhead: Seconds::ZERO,
            downtime_limit: Seconds::ms(300.0),
            max_bandwidth: Some(Bandwidth::new(36e6)),
            auto_converge: None,
            xbzrle: None,
            post_copy: PostCopy::Never,
            post_copy_channel: false,
            patience,
        };
        (guest, rules)
    }

    #[test]
    fn the_best_handover_is_after_the_first_round() {
        let (_, now) = run(PostCopy::Now, Action::Abort);
        let (first, after_first) = run(PostCopy::AfterFirstRound, Action::Abort);
        assert_eq!((first.ending, first.rounds), (Ending::HandedOver, 1));
        // Sooner, far more memory is missing at the destination ...
        assert!(paging(&after_first) < paging(&now) * 0.3);
        for wait in [100.0, 200.0, 400.0] {
            // ... and later, as much of it is, and more was sent for nothing.
            let (later, after_wait) = run(PostCopy::After(Seconds::new(wait)), Action::Abort);
            assert!(paging(&after_first) * 0.9 < paging(&after_wait));
            assert!(first.sent() < later.sent() && first.total_time() < later.total_time());
        }
    }

    #[test]
    fn each_of_several_streams_exceeds_the_limit_by_a_packet_in_every_window() {
        let seconds = |streams| {
            let (guest, rules) = idle_under_a_limit();
            let near = Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ZERO);
            let path = Path { streams, ..near };
            let machine = Qemu::new(&guest, &rules, &Profile::QEMU, &path);
            let mut trace = Trace::of_outcomes();
            engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
            trace.moves[0].total_time().get()
        };
        // 36 MB/s, and 5.26 MB/s more for each of two streams.
        let faster = seconds(1.0) / seconds(2.0);
        assert!((faster - 46.5 / 36.0).abs() < 0.02, "{faster}");
    }

    #[test]
    fn when_the_time_is_up_it_does_as_it_was_told() {
        let end = |then| run(PostCopy::Never, then).0;
        assert_eq!(end(Action::Abort).ending, Ending::OutOfTime);
        assert_eq!(end(Action::PostCopy).ending, Ending::HandedOver);
        let (forced, paused) = (end(Action::Force), end(Action::Pause));
        assert_eq!((forced.ending, paused.ending), (Ending::Forced, Ending::Forced));
        // 800 MiB, less what is hidden by the threshold: at the link's rate, and at 64 MiB/s.
        assert!((6.0..7.5).contains(&forced.downtime.get()), "{forced:?}");
        assert!((11.0..13.0).contains(&paused.downtime.get()), "{paused:?}");
    }

    #[test]
    fn a_first_round_that_takes_too_long_hands_nothing_over() {
        let guest = Guest {
            memory: Bytes::gib(64.0),
            touched: Bytes::gib(64.0),
            dirty: DirtyCurve::idle(),
            busy: Ratio::ZERO,
            disk: Disk::default(),
        };
        let patience = Patience {
            rounds: None,
            since: Since::Job,
            time: Seconds::new(60.0),
            then: Action::Abort,
        };
        let rules = Rules {
            overhead: Seconds::ZERO,
            downtime_limit: Seconds::ms(300.0),
            max_bandwidth: None,
            auto_converge: None,
            xbzrle: None,
            post_copy: PostCopy::AfterFirstRound,
            post_copy_channel: false,
            patience,
        };
        let path = Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ZERO);
        let machine = Qemu::new(&guest, &rules, &Profile::QEMU, &path);
        let mut trace = Trace::of_outcomes();
        engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
        assert_eq!(trace.moves[0].ending, Ending::OutOfTime);
    }
}
