//! Runs migrations against each other on one path and records what happened.
//!
//! Time moves from event to event. Between two events every flow has a constant rate: the max-min
//! fair share of the path, cut to what the flow's own limits allow. An event is the end of a step,
//! or a flow's limit changing while TCP ramps up.
//!
//! A run ends whatever the numbers are. Every event ends a step, or moves the clock by at least one
//! ulp to the next look at a flow that ramps up; a migration takes [`MOST_STEPS`] steps at most, and
//! a flow is looked at ever more rarely. A step that the clock is too coarse to show is over.
//!
//! A disk copy that races the guest's writes obeys dr/dt = -B + w (D - r) / D, with r the part that
//! is not in step with the destination, D the disk, w the writes and B the flow's rate: a write
//! costs something only where the disk was already copied. Hence
//! r(t) = D - (B D / w) (1 - exp(-w t / D)), with c = D - r the copied part growing from c0:
//! c(t) = K - (K - c0) exp(-w t / D), K = B D / w. Started from nothing it is done after
//! (D / B) (-ln(1 - rho) / rho), rho = w / B, and never where rho >= 1.

use super::control::{Controller, Decision, Finish, Moment, Step, Work};
use super::link::{Claim, Flow, Path, fair_share};
use super::luck::Luck;
use super::trace::{Ending, Move, Segment, Stage, Trace};
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// Weight of a stream of mirrored disk writes against a stream of memory: it has many requests in
/// flight, and was measured to take 0.62 of a link that both would fill.
pub(super) const MIRROR_WEIGHT: f64 = 1.6;

/// Spread of the weights of TCP streams that should be equal: of two to four that start together the
/// first finishes long before the last.
const WEIGHT_SPREAD: f64 = 0.25;

/// More than any controller takes to decide anything. A migration that is not over by then gets
/// nowhere: its last step lasts until the [`HORIZON`].
pub const MOST_STEPS: u32 = 1 << 20;

/// The same for steps that take no time: more than there are rounds.
const MOST_AT_ONCE: u32 = 1 << 12;

/// Longer than any migration anybody waits for; where a step would never end, it is cut here. It
/// counts from the migration's own start: a wave may take longer.
pub const HORIZON: Seconds = Seconds::hours(24.0 * 365.0);

/// Runs `machines`, one per virtual machine and in this order, at most `concurrency` at a time.
pub fn run<C: Controller>(
    path: &Path,
    machines: impl IntoIterator<Item = C>,
    concurrency: u32,
    luck: &mut Luck,
    trace: &mut Trace,
) {
    trace.clear();
    let mut waiting = machines.into_iter().zip(0..);
    let mut wave = Wave {
        capacity: path.goodput(),
        has_company: 1 < concurrency,
        flow: path.flow(),
        now: Seconds::ZERO,
        lanes: Vec::new(),
        claims: Vec::new(),
    };
    loop {
        wave.lanes.retain(|lane| !lane.over);
        while (wave.lanes.len() as u32) < concurrency.max(1)
            && let Some((machine, vm)) = waiting.next()
        {
            wave.admit(machine, vm, luck);
        }
        if wave.lanes.is_empty() {
            return;
        }
        wave.share();
        wave.advance();
        wave.decide(luck, trace);
    }
}

/// A migration under way.
pub(super) struct Lane<C> {
    machine: C,
    pub(super) step: Step,
    /// What is left of the step's work, in its own measure (seconds, bytes).
    left: f64,
    /// How it fares against the others in this step.
    pub(super) weight: f64,
    has_company: bool,
    /// Its share of the path, mirrored writes aside; while it waits, what it would get.
    pub(super) rate: Bandwidth,
    /// When its flow began to send.
    pub(super) flowing_since: Option<Seconds>,
    /// When the step began.
    step_start: Seconds,
    /// What the step has sent, and mirrored.
    step_sent: Bytes,
    step_mirrored: Bytes,
    /// How long the guest ran while memory was still at the source.
    paged: Seconds,
    /// How many steps it may still take, and how many of those may take no time.
    steps: u32,
    at_once: u32,
    /// What is known of its end so far.
    progress: Move,
    pub(super) over: bool,
}

struct Wave<C> {
    capacity: Bandwidth,
    /// Whether more than one may run at a time.
    has_company: bool,
    flow: Flow,
    now: Seconds,
    lanes: Vec<Lane<C>>,
    /// Scratch for sharing.
    claims: Vec<Claim>,
}

impl<C: Controller> Wave<C> {
    fn admit(&mut self, machine: C, vm: u32, luck: &mut Luck) {
        let rate = self.flow.steady / (self.lanes.len() + 1) as f64;
        self.lanes.push(Lane::admit(machine, vm, self.now, rate, self.has_company, luck));
    }

    /// Gives every flow its rate.
    fn share(&mut self) {
        if let [lane] = self.lanes.as_mut_slice()
            && !lane.step.mirror.is_positive()
        {
            lane.rate = lane.limit(&self.flow, self.now);
            return;
        }
        self.claims.clear();
        for lane in &self.lanes {
            let demand = lane.demand(&self.flow, self.now);
            self.claims.push(Claim { demand, weight: lane.weight });
            if lane.step.mirror.is_positive() {
                self.claims.push(Claim { demand: lane.step.mirror, weight: MIRROR_WEIGHT });
            }
        }
        let level = fair_share(self.capacity, &mut self.claims);
        for lane in &mut self.lanes {
            lane.rate = lane.limit(&self.flow, self.now).min(level * lane.weight);
        }
    }

    /// Moves time to the next event.
    fn advance(&mut self) {
        let (mut pause, mut ends) = (Seconds::new(f64::MAX), None);
        for (at, lane) in self.lanes.iter().enumerate() {
            let left = lane.time_left();
            if left < pause {
                (pause, ends) = (left, Some(at));
            }
            let other = lane.steady_for(&self.flow, self.now).min(lane.deadline() - self.now);
            if other < pause {
                (pause, ends) = (other, None);
            }
        }
        self.now += pause;
        for lane in &mut self.lanes {
            lane.work_for(pause);
        }
        if let Some(lane) = ends.and_then(|at| self.lanes.get_mut(at)) {
            lane.complete();
        }
    }

    /// Asks every controller whose step is done what comes next.
    fn decide(&mut self, luck: &mut Luck, trace: &mut Trace) {
        for lane in &mut self.lanes {
            lane.decide(self.now, luck, trace);
        }
    }
}

impl<C: Controller> Lane<C> {
    /// A machine that leaves the queue now, expecting to get this rate.
    pub(super) fn admit(
        mut machine: C,
        vm: u32,
        now: Seconds,
        rate: Bandwidth,
        has_company: bool,
        luck: &mut Luck,
    ) -> Self {
        let first = machine.next(Moment { now: Seconds::ZERO, rate, luck });
        let mut lane = Self {
            machine,
            step: Step::plain(Stage::PreMigration, Work::Wait(Seconds::ZERO)),
            left: 0.0,
            weight: 1.0,
            has_company,
            rate,
            flowing_since: None,
            step_start: now,
            step_sent: Bytes::ZERO,
            step_mirrored: Bytes::ZERO,
            paged: Seconds::ZERO,
            steps: MOST_STEPS,
            at_once: MOST_AT_ONCE,
            progress: Move::queued(vm, now),
            over: false,
        };
        if let Decision::Go(step) = first {
            lane.begin(step, now, luck);
        }
        lane
    }

    /// Asks its controller what comes next, as often as a step is done.
    pub(super) fn decide(&mut self, now: Seconds, luck: &mut Luck, trace: &mut Trace) {
        // A flow may finish several steps of no length at one moment.
        while !self.over && self.is_done(now) {
            self.record(now, trace);
            let since = now - self.progress.start;
            let decision = if self.is_out_of_time(now) {
                Decision::End(Finish { ending: Ending::OutOfTime, stall: Seconds::ZERO })
            } else if self.may_go_on(now) {
                self.machine.next(Moment { now: since, rate: self.rate, luck })
            } else {
                Decision::Go(Step { work: Work::Wait(HORIZON), ..self.step })
            };
            match decision {
                Decision::Go(step) => self.begin(step, now, luck),
                Decision::End(finish) => self.end(finish, now, trace),
            }
        }
    }
}

impl<C> Lane<C> {
    /// Counts the step that has just ended; whether there may be another.
    fn may_go_on(&mut self, now: Seconds) -> bool {
        self.steps = self.steps.saturating_sub(1);
        if now <= self.step_start {
            self.at_once = self.at_once.saturating_sub(1);
        }
        0 < self.steps.min(self.at_once)
    }

    fn begin(&mut self, step: Step, now: Seconds, luck: &mut Luck) {
        if self.has_company {
            self.weight = luck.share_factor(WEIGHT_SPREAD, self.progress.vm);
        }
        self.left = match step.work {
            Work::Wait(time) => time.get(),
            Work::Send(bytes, _) => bytes.get(),
            Work::CopyDisk { left, .. } => left.get(),
        };
        if self.flowing_since.is_none() && !matches!(step.work, Work::Wait(_)) {
            self.flowing_since = Some(now);
        }
        self.step = step;
        self.step_start = now;
        self.step_sent = Bytes::ZERO;
        self.step_mirrored = Bytes::ZERO;
    }

    /// The most its flow could send now.
    pub(super) fn limit(&self, flow: &Flow, now: Seconds) -> Bandwidth {
        let age = self.flowing_since.map_or(Seconds::ZERO, |since| now - since);
        let limit = flow.limit(age).0;
        match self.step.work {
            Work::Send(_, cap) | Work::CopyDisk { cap, .. } => limit.min(cap),
            Work::Wait(_) => limit,
        }
    }

    /// What it asks of the link: nothing while it waits.
    fn demand(&self, flow: &Flow, now: Seconds) -> Bandwidth {
        if self.waits() { Bandwidth::ZERO } else { self.limit(flow, now) }
    }

    pub(super) fn time_left(&self) -> Seconds {
        match self.step.work {
            Work::Wait(_) => Seconds::new(self.left),
            // The rate may still be that of the step before, which had another cap.
            Work::Send(_, cap) => Bytes::new(self.left) / self.rate.min(cap),
            Work::CopyDisk { size, writes, cap, .. } => {
                time_to_copy(Bytes::new(self.left), size, writes, self.rate.min(cap))
            }
        }
    }

    /// No more than [`Self::time_left`], and quicker to work out where that takes a logarithm: a disk
    /// copy takes at least as long as if nobody wrote to it.
    pub(super) fn time_left_at_least(&self) -> Seconds {
        match self.step.work {
            Work::CopyDisk { cap, .. } => Bytes::new(self.left) / self.rate.min(cap),
            Work::Wait(_) | Work::Send(..) => self.time_left(),
        }
    }

    pub(super) fn work_for(&mut self, time: Seconds) {
        if self.step.mirror.is_positive() {
            self.step_mirrored += self.step.mirror * time;
        }
        let sent = self.rate * time;
        match self.step.work {
            Work::Wait(_) => self.left -= time.get(),
            Work::Send(..) => {
                self.step_sent += sent;
                self.left -= sent.get();
            }
            Work::CopyDisk { size, writes, .. } => {
                self.step_sent += sent;
                self.left =
                    left_to_copy(Bytes::new(self.left), size, writes, self.rate, time).get();
            }
        }
    }

    /// How long its flow's limit may be taken for constant: one ulp of the clock at the least.
    pub(super) fn steady_for(&self, flow: &Flow, now: Seconds) -> Seconds {
        self.flowing_since.map_or(Seconds::new(f64::MAX), |since| {
            let ulp = Seconds::new(now.get().next_up()) - now;
            flow.limit(now - since).1.max(ulp)
        })
    }

    /// The step's time is over: what rounding leaves of its work is no work.
    pub(super) fn complete(&mut self) {
        self.left = 0.0;
    }

    /// When its step is over whatever is left of it.
    pub(super) fn deadline(&self) -> Seconds {
        self.progress.start + self.step.until.unwrap_or(HORIZON).min(HORIZON)
    }

    fn is_out_of_time(&self, now: Seconds) -> bool {
        self.progress.start + HORIZON <= now
    }

    fn is_done(&self, now: Seconds) -> bool {
        let left = self.time_left();
        // Less than a nanosecond is rounding, not work; so is what does not move the clock.
        left <= Seconds::new(1e-9) || now + left <= now || self.deadline() <= now
    }

    pub(super) fn waits(&self) -> bool {
        matches!(self.step.work, Work::Wait(_))
    }

    fn end(&mut self, finish: Finish, now: Seconds, trace: &mut Trace) {
        self.over = true;
        let progress = &mut self.progress;
        progress.end = now;
        progress.ending = finish.ending;
        // Once all has been pushed no fault waits any longer.
        progress.longest_stall =
            finish.stall.min(progress.downtime + self.paged).max(progress.downtime);
        trace.moves.push(*progress);
    }

    fn record(&mut self, now: Seconds, trace: &mut Trace) {
        let Step { stage, round, pending, throttle, .. } = self.step;
        let happened = self.step_start < now || self.step_sent.is_positive();
        if happened && !trace.only_outcomes {
            trace.segments.push(Segment {
                vm: self.progress.vm,
                stage,
                round,
                start: self.step_start,
                end: now,
                pending,
                sent: self.step_sent,
                mirrored: self.step_mirrored,
                throttle,
            });
        }
        let progress = &mut self.progress;
        progress.throttle = progress.throttle.max(throttle);
        progress.rounds = progress.rounds.max(round);
        progress.disk_sent += self.step_mirrored;
        match stage {
            Stage::DiskCopy => {
                progress.disk_sent += self.step_sent;
                progress.memory_start = now;
            }
            Stage::OfflineCopy => progress.disk_sent += self.step_sent,
            Stage::PreMigration => progress.memory_start = now,
            _ => progress.memory_sent += self.step_sent,
        }
        if stage == Stage::DemandPaging {
            self.paged += now - self.step_start;
        }
        if stage != Stage::PreMigration && stage != Stage::Tracking {
            progress.active += now - self.step_start;
        }
        if stage.stands_still() {
            progress.downtime += now - self.step_start;
            progress.stop_sent += self.step_sent;
        } else {
            progress.throttled += (now - self.step_start) * throttle;
        }
        if stage != Stage::Commitment && stage != Stage::Activation {
            progress.pushed = now;
        }
    }
}

impl Move {
    /// A migration that has not done anything yet.
    fn queued(vm: u32, start: Seconds) -> Self {
        Self {
            vm,
            start,
            memory_start: start,
            pushed: start,
            end: start,
            downtime: Seconds::ZERO,
            longest_stall: Seconds::ZERO,
            memory_sent: Bytes::ZERO,
            stop_sent: Bytes::ZERO,
            disk_sent: Bytes::ZERO,
            rounds: 0,
            throttle: Ratio::ZERO,
            throttled: Seconds::ZERO,
            active: Seconds::ZERO,
            ending: Ending::OutOfTime,
        }
    }
}

/// How long until a disk copy with `left` to do is in step; see the module's equation.
fn time_to_copy(left: Bytes, size: Bytes, writes: Bandwidth, rate: Bandwidth) -> Seconds {
    if size < left {
        // What nobody writes is copied once.
        return (left - size) / rate + time_to_copy(size, size, writes, rate);
    }
    let rho = writes.share_of(rate).get();
    if rho < 1e-9 || !size.is_positive() {
        return left / rate;
    }
    if 1.0 <= rho || !rate.is_positive() {
        return HORIZON;
    }
    let copied = (size - left).share_of(size).get();
    let time = libm::log((1.0 - copied * rho) / (1.0 - rho)) * size.get() / writes.get();
    Seconds::new(time)
}

/// What is left of a disk copy after `time`; see the module's equation, here with x = w t / D as
/// c = c0 + (B t - c0 x) (1 - exp(-x)) / x.
fn left_to_copy(
    left: Bytes,
    size: Bytes,
    writes: Bandwidth,
    rate: Bandwidth,
    time: Seconds,
) -> Bytes {
    if size < left {
        let once = (left - size) / rate;
        if time <= once {
            return left - rate * time;
        }
        return left_to_copy(size, size, writes, rate, time - once);
    }
    let (left, size, time) = (left.get(), size.get(), time.get());
    // As plain numbers: in a large wave this is done a million times.
    let x = if 0.0 < size { writes.get() * time / size } else { 0.0 };
    Bytes::new(left - (rate.get() * time - (size - left) * x) * mean_decay(x))
}

/// (1 - exp(-x)) / x, the mean of exp(-s) for s from zero to x: by its series where the next term is
/// below 1e-14, which is several times as fast.
fn mean_decay(x: f64) -> f64 {
    if x < 1e-3 { 1.0 - x / 2.0 * (1.0 - x / 3.0 * (1.0 - x / 4.0)) } else { -libm::expm1(-x) / x }
}
