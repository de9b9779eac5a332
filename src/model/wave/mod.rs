//! Many machines on their way from several hosts to several others: a wave.
//!
//! The controllers are those of the [`engine`](super::engine), and so are their steps; what differs
//! is who may start when ([`Limits`]) and what everybody gets (max-min sharing over the ports of both
//! hosts and the link between the sites). With one host on either side and nothing but the link to
//! share, it is the engine's own result.
//!
//! Time moves from event to event. A flow is touched only when its own step ends or when its share
//! changes, so that an event costs a scan over what is under way, which the limits bound, and not a
//! look at what waits.

mod queue;
mod sharing;
mod usage;

use self::queue::Queue;
use self::sharing::{CROSSED, Sharing};
pub use self::usage::Usage;
use super::control::Controller;
use super::engine::{Lane, MIRROR_WEIGHT};
use super::link::{Flow, Path};
use super::luck::Luck;
use super::trace::{Move, Trace};
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// One machine of a wave: from which host to which, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// The host it leaves.
    pub source: u32,
    /// The host it goes to.
    pub destination: u32,
}

/// When migrations are requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Requests {
    /// Whenever there is a place for one: somebody above the hosts holds the others back.
    #[default]
    AsPlacesFree,
    /// So many at once, the next ones when the last of them has ended; those for which there is no
    /// place wait at their host, and their time runs.
    Batches(u32),
}

/// How many may be under way; zero counts as one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// From each host.
    pub per_source: u32,
    /// To each host.
    pub per_destination: u32,
    /// In all.
    pub in_all: u32,
    /// When they are requested.
    pub requests: Requests,
    /// What a migration requested along with others takes longer, holding its places meanwhile and
    /// sending nothing: overhead that does not overlap.
    pub serial: Seconds,
}

/// The links of a wave, in bits on the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// How a single flow fares on the way; its rate is that of the link between the sites.
    pub path: Path,
    /// What other traffic takes of that link. It consists of many flows, which a few large ones do
    /// not displace.
    pub background: Bandwidth,
    /// The port of each host that machines leave.
    pub sources: Vec<Bandwidth>,
    /// The port of each host that they go to.
    pub destinations: Vec<Bandwidth>,
}

impl Network {
    /// The link between the sites among the links.
    const SITE: u32 = 0;

    /// How much of the wire's bits is payload.
    pub fn payload(&self) -> Ratio {
        self.path.goodput().share_of(self.path.rate)
    }

    /// What is left of the link between the sites, on the wire.
    pub fn free(&self) -> Bandwidth {
        // A link that is taken whole by others would never finish anything.
        (self.path.rate - self.background).max(self.path.rate * 0.01)
    }

    /// The way as one flow sees it when nobody else is there.
    pub fn lone_path(&self) -> Path {
        let widest =
            |ports: &[Bandwidth]| ports.iter().copied().fold(Bandwidth::ZERO, Bandwidth::max);
        let ports = widest(&self.sources).min(widest(&self.destinations));
        Path { rate: self.free().min(ports), ..self.path }
    }

    /// Capacities in payload: the link between the sites, then sources, then destinations.
    fn capacities(&self) -> Vec<Bandwidth> {
        let payload = self.payload();
        let ports = self.sources.iter().chain(&self.destinations);
        std::iter::once(self.free()).chain(ports.copied()).map(|rate| rate * payload).collect()
    }

    fn links_of(&self, job: Job) -> [u32; CROSSED] {
        let destinations = 1 + self.sources.len() as u32;
        [Self::SITE, 1 + job.source, destinations + job.destination]
    }
}

/// What a wave leaves besides its trace.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// When each machine was requested, by number.
    pub requested: Vec<Seconds>,
    /// What went over the link between the sites, in payload.
    pub usage: Usage,
    /// What each host's port sent, and what each took: sources, then destinations.
    pub ports: Vec<Bytes>,
}

/// A place in which a migration is under way, or is about to be.
struct Place<C> {
    job: u32,
    /// None while overhead that does not overlap runs.
    lane: Option<Lane<C>>,
    /// Until when the lane's work is accounted for.
    settled: Seconds,
    /// What it has mirrored besides its own rate since.
    mirrored: Bandwidth,
    /// What it sends in all since.
    sends: Bandwidth,
}

/// Runs the jobs in this order. `machine` makes the controller of a job, by its number; `ended` is
/// told how many have ended.
///
/// The trace's times count from the wave's beginning; a move starts when it takes its places.
pub fn run<C: Controller>(
    network: &Network,
    jobs: &[Job],
    limits: &Limits,
    mut machine: impl FnMut(u32) -> C,
    luck: &mut Luck,
    trace: &mut Trace,
    mut ended: impl FnMut(usize),
) -> Record {
    trace.clear();
    let is_known = |job: &Job| {
        (job.source as usize) < network.sources.len()
            && (job.destination as usize) < network.destinations.len()
    };
    // A job between hosts that do not exist goes nowhere.
    let known = jobs.iter().take_while(|job| is_known(job)).count();
    let jobs = &jobs[..known];
    let mut wave = Wave {
        network,
        jobs,
        flow: network.lone_path().flow(),
        queue: Queue::new(jobs, limits, network.sources.len(), network.destinations.len()),
        sharing: Sharing::new(network.capacities()),
        now: Seconds::ZERO,
        places: Vec::new(),
        free: Vec::new(),
        due: Vec::new(),
        events: Vec::new(),
        sends: Bandwidth::ZERO,
        recorded: Seconds::ZERO,
        record: Record {
            requested: vec![Seconds::ZERO; jobs.len()],
            usage: Usage::default(),
            ports: vec![Bytes::ZERO; network.sources.len() + network.destinations.len()],
        },
    };
    let is_alone = limits.in_all <= 1 || jobs.len() <= 1;
    let serial = match limits.requests {
        Requests::Batches(size) if 1 < size => limits.serial,
        _ => Seconds::ZERO,
    };
    let mut done = 0;
    loop {
        wave.queue.request(wave.now);
        while let Some(job) = wave.queue.next() {
            wave.record.requested[job as usize] = wave.queue.asked_at(wave.now);
            wave.take_place(job, serial);
            if !serial.is_positive() {
                let place = wave.events.pop().unwrap_or_default();
                wave.start(place, &mut machine, !is_alone, luck);
            }
        }
        wave.share();
        if !wave.advance() {
            return wave.record;
        }
        for at in 0..wave.events.len() {
            let place = wave.events[at];
            if wave.places[place].lane.is_none() {
                wave.start(place, &mut machine, !is_alone, luck);
            } else if wave.decide(place, luck, trace) {
                done += 1;
                ended(done);
            }
        }
        wave.events.clear();
    }
}

struct Wave<'a, C> {
    network: &'a Network,
    jobs: &'a [Job],
    flow: Flow,
    queue: Queue<'a>,
    sharing: Sharing,
    now: Seconds,
    places: Vec<Place<C>>,
    free: Vec<usize>,
    /// When something happens in each place, at the soonest; a year after it began at the latest.
    due: Vec<f64>,
    /// The places in which something happens now.
    events: Vec<usize>,
    /// What all places send, and until when that is recorded.
    sends: Bandwidth,
    recorded: Seconds,
    record: Record,
}

/// Nothing will happen in an empty place.
const NEVER: f64 = f64::INFINITY;

impl<C: Controller> Wave<'_, C> {
    /// Puts a job into a place, and that place among the events.
    fn take_place(&mut self, job: u32, wait: Seconds) {
        let place = Place {
            job,
            lane: None,
            settled: self.now,
            mirrored: Bandwidth::ZERO,
            sends: Bandwidth::ZERO,
        };
        let at = self.free.pop().unwrap_or(self.places.len());
        if at == self.places.len() {
            self.places.push(place);
            self.due.push(NEVER);
        } else {
            self.places[at] = place;
        }
        self.due[at] = (self.now + wait).get();
        if !wait.is_positive() {
            self.events.push(at);
        }
    }

    fn start(
        &mut self,
        at: usize,
        machine: &mut impl FnMut(u32) -> C,
        has_company: bool,
        luck: &mut Luck,
    ) {
        let job = self.places[at].job;
        let rate = self.flow.steady.min(self.level(job));
        let lane = Lane::admit(machine(job), job, self.now, rate, has_company, luck);
        self.places[at].lane = Some(lane);
        self.places[at].settled = self.now;
        self.state(at);
    }

    fn links(&self, job: u32) -> [u32; CROSSED] {
        self.network.links_of(self.jobs[job as usize])
    }

    fn level(&self, job: u32) -> Bandwidth {
        self.sharing.level(self.links(job))
    }

    /// Says what a place asks of its links from now on, and when it is done at this rate.
    fn state(&mut self, at: usize) {
        let place = &self.places[at];
        let Some(lane) = &place.lane else { return };
        let links = self.links(place.job);
        let limit = lane.limit(&self.flow, self.now);
        let demand = if lane.waits() { Bandwidth::ZERO } else { limit };
        let (weight, mirror) = (lane.weight, lane.step.mirror);
        self.sharing.state(2 * at, links, demand, weight);
        self.sharing.state(2 * at + 1, links, mirror, MIRROR_WEIGHT);
        self.places[at].mirrored = self.sharing.rate(2 * at + 1);
        self.count(at);
        self.plan(at);
    }

    /// Works out when something happens in a place next, at the soonest.
    fn plan(&mut self, at: usize) {
        self.due[at] = self.due(at, Lane::time_left_at_least);
    }

    /// When something happens in a place, by this notion of the time that its step has left.
    fn due(&self, at: usize, time_left: impl Fn(&Lane<C>) -> Seconds) -> f64 {
        let place = &self.places[at];
        let Some(lane) = &place.lane else { return self.due[at] };
        let pause = time_left(lane).min(lane.steady_for(&self.flow, self.now));
        // What would take longer than anybody waits ends in time.
        (place.settled + pause).min(lane.deadline()).get()
    }

    /// Accounts for what a place has done at its rate until now.
    fn settle(&mut self, at: usize) {
        let now = self.now;
        let place = &mut self.places[at];
        let Some(lane) = &mut place.lane else { return };
        let time = now - place.settled;
        if !time.is_positive() {
            return;
        }
        lane.work_for(time);
        place.settled = now;
    }

    /// Counts anew what a place sends.
    fn count(&mut self, at: usize) {
        let place = &mut self.places[at];
        let own = match &place.lane {
            Some(lane) if !lane.waits() => lane.rate,
            _ => Bandwidth::ZERO,
        };
        let sends = own + place.mirrored;
        self.sends += sends - place.sends;
        place.sends = sends;
    }

    /// Gives every flow whose share has changed its new rate.
    fn share(&mut self) {
        self.sharing.settle();
        for index in 0..self.sharing.concerned().len() {
            let number = self.sharing.concerned()[index] as usize;
            let at = number / 2;
            let rate = self.sharing.rate(number);
            let is_mirror = number % 2 == 1;
            let place = &self.places[at];
            let Some(lane) = &place.lane else { continue };
            let before = if is_mirror { place.mirrored } else { lane.rate };
            if before < rate || rate < before {
                self.settle(at);
                let place = &mut self.places[at];
                if is_mirror {
                    place.mirrored = rate;
                } else if let Some(lane) = &mut place.lane {
                    lane.rate = rate;
                }
                self.count(at);
                self.plan(at);
            }
        }
        self.sharing.done();
    }

    /// Moves time to the next event; whether there is one.
    fn advance(&mut self) -> bool {
        let next = loop {
            let (mut first, mut next) = (0, NEVER);
            for (at, due) in self.due.iter().enumerate() {
                if *due < next {
                    (first, next) = (at, *due);
                }
            }
            if NEVER <= next {
                return false;
            }
            // Only the first has to be known exactly.
            let exactly = self.due(first, Lane::time_left);
            if exactly <= next {
                break next;
            }
            self.due[first] = exactly;
        };
        self.now = self.now.max(Seconds::new(next));
        self.record.usage.add(self.sends, self.recorded, self.now);
        self.recorded = self.now;
        let until = self.now.get();
        self.events.clear();
        for at in 0..self.due.len() {
            if self.due[at] <= until {
                self.due[at] = self.due(at, Lane::time_left);
                if self.due[at] <= until {
                    self.events.push(at);
                }
            }
        }
        true
    }

    /// Asks the controller in a place whose step is done, or whose flow may have changed, what comes
    /// next; whether its migration has ended.
    fn decide(&mut self, at: usize, luck: &mut Luck, trace: &mut Trace) -> bool {
        let place = &self.places[at];
        let ends =
            place.lane.as_ref().is_some_and(|lane| place.settled + lane.time_left() <= self.now);
        self.settle(at);
        let job = self.places[at].job;
        let level = self.level(job);
        let flow = self.flow;
        let now = self.now;
        let Some(lane) = &mut self.places[at].lane else { return false };
        if ends {
            lane.complete();
        }
        if lane.waits() {
            lane.rate = lane.limit(&flow, now).min(level * lane.weight);
        }
        lane.decide(now, luck, trace);
        if !lane.over {
            self.state(at);
            return false;
        }
        let sent = trace.moves.last().map_or(Bytes::ZERO, Move::sent);
        let Job { source, destination } = self.jobs[job as usize];
        self.record.ports[source as usize] += sent;
        self.record.ports[self.network.sources.len() + destination as usize] += sent;
        let links = self.links(job);
        for claim in [2 * at, 2 * at + 1] {
            self.sharing.state(claim, links, Bandwidth::ZERO, 1.0);
        }
        self.places[at].lane = None;
        self.places[at].mirrored = Bandwidth::ZERO;
        self.count(at);
        self.due[at] = NEVER;
        self.free.push(at);
        self.queue.end(job);
        true
    }
}
