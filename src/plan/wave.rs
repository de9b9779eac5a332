//! From a scenario and a wave to what happens: when each machine moves, what it gets, what is late,
//! and what is there afterwards; and what would come of other limits, orders and links.

use super::setup::Setup;
use super::{Figures, Witness, figures};
use crate::model::link::Path;
use crate::model::luck::Luck;
use crate::model::trace::{Ending, Move, Segment, Trace};
use crate::model::wave::{Job, Limits, Network, Record, Requests, Usage, run};
use crate::scenario::Scenario;
use crate::scenario::check::{Checked, check};
use crate::scenario::wave::{Group, Order, Setting, Wave, Workload};
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// Different sizes within a group whose sizes vary: more would change nothing that can be seen.
const SIZES: u32 = 16;

/// Machines whose rounds are kept: as many as a picture has room for.
pub const SHOWN: usize = 48;

/// What happens to one machine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Which group it is of.
    pub group: u32,
    /// Its RAM.
    pub memory: Bytes,
    /// The host it leaves.
    pub source: u32,
    /// The host it goes to.
    pub destination: u32,
    /// When it was requested.
    pub requested: Seconds,
    /// When it began.
    pub start: Seconds,
    /// When it had arrived, or given up.
    pub end: Seconds,
    /// How long it ran nowhere.
    pub downtime: Seconds,
    /// Everything sent for it.
    pub sent: Bytes,
    /// Pre-copy rounds.
    pub rounds: u32,
    /// Furthest throttling of its CPUs.
    pub throttle: Ratio,
    /// How it ended.
    pub ending: Ending,
}

impl Row {
    /// What it got of the links while it was under way.
    pub fn rate(&self) -> Bandwidth {
        let time = self.end - self.start;
        if time.is_positive() {
            Bandwidth::new(self.sent.get() / time.get())
        } else {
            Bandwidth::ZERO
        }
    }
}

/// Whether a machine that ended so is late for a maintenance window of this length (zero: there is
/// none), or never there.
pub fn is_late(ending: Ending, end: Seconds, window: Seconds) -> bool {
    !ending.completes() || (window.is_positive() && window < end)
}

/// What is there after a wave.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Capacity {
    /// RAM promised at the destination, by what is allowed there; above one it does not fit.
    pub memory: f64,
    /// The same of virtual CPUs.
    pub cpus: f64,
    /// The same of the fullest host.
    pub fullest: f64,
    /// Hosts at the destination that would be enough.
    pub hosts_needed: u32,
    /// Hosts at the source that are empty and can be switched off.
    pub hosts_freed: u32,
    /// Machines that are left at the source.
    pub left: u32,
}

impl Capacity {
    /// Whether no host has to promise more than is allowed.
    pub fn fits(&self) -> bool {
        self.fullest <= 1.0 + 1e-9
    }
}

/// The outlines of a wave: what can be held against another one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Outline {
    /// When the last one has ended.
    pub makespan: Seconds,
    /// The downtimes of all.
    pub downtime: Seconds,
    /// How many arrive.
    pub arrived: u32,
    /// How many converge, of those that have to, or arrive otherwise as they should.
    pub converged: u32,
    /// How many are late, or never there.
    pub late: u32,
    /// How many there are.
    pub machines: u32,
    /// Everything sent.
    pub sent: Bytes,
    /// Share of its time and capacity for which the busiest link was in use.
    pub busiest: Ratio,
    /// Which link that is.
    pub bottleneck: Bottleneck,
}

/// The link that is used most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bottleneck {
    /// The link between the sites.
    #[default]
    Site,
    /// A port at the source.
    Source,
    /// A port at the destination.
    Destination,
}

/// What comes of a wave.
#[derive(Debug, Clone, PartialEq)]
pub struct WavePlan {
    /// Its outlines.
    pub outline: Outline,
    /// Each machine, by number: groups as they are listed.
    pub rows: Vec<Row>,
    /// The segments of up to [`SHOWN`] machines, evenly chosen in the order in which they go.
    pub segments: Vec<Segment>,
    /// The machines chosen, by number, in that order.
    pub shown: Vec<u32>,
    /// What the link between the sites carried.
    pub usage: Usage,
    /// What it could carry, other traffic aside.
    pub capacity: Bandwidth,
    /// What is there afterwards.
    pub after: Capacity,
    /// What would be there if all arrived.
    pub demand: Capacity,
    /// The figures of all of it, its machines taken for alike: on the average of their RAM and vCPUs.
    pub figures: Figures,
}

impl WavePlan {
    /// How long the quickest machine that arrives takes once it has begun; none where none arrives.
    pub fn quickest(&self) -> Option<Seconds> {
        let arrived = self.rows.iter().filter(|row| row.ending.completes());
        arrived.map(|row| row.end - row.start).min_by(|a, b| a.get().total_cmp(&b.get()))
    }
}

/// The scenario and the wave in the model's terms.
struct Fleet {
    /// One for each size in each group.
    kinds: Vec<Setup>,
    /// The kind, group and size of each machine, by number.
    machines: Vec<Machine>,
    network: Network,
    limits: Limits,
    /// Machine numbers in the order in which they go.
    order: Vec<u32>,
    places: Vec<Job>,
}

#[derive(Debug, Clone, Copy)]
struct Machine {
    kind: u32,
    group: u32,
    memory: Bytes,
}

impl Fleet {
    fn new(scenario: &Checked, wave: &Wave) -> Self {
        let scenario = scenario.get();
        let technique = scenario.policy.technique;
        let (mut kinds, mut machines) = (Vec::new(), Vec::new());
        for (number, group) in (0..).zip(&wave.groups) {
            let sizes = if group.memory.0 < group.memory.1 { group.count.min(SIZES) } else { 1 };
            let first = kinds.len() as u32;
            let size_of = |size: u32| {
                let share = f64::from(size) / f64::from(sizes.max(2) - 1);
                group.memory.0 + (group.memory.1 - group.memory.0) * share
            };
            for size in 0..sizes {
                let one = group.applied(scenario, size_of(size));
                kinds.push(Setup::new(check(one).0.get(), technique));
            }
            machines.extend((0..group.count).map(|at| {
                let size = at % sizes.max(1);
                Machine { kind: first + size, group: number, memory: size_of(size) }
            }));
        }
        let places = places(&machines, wave);
        let order = order(&machines, &kinds, wave);
        let network = network(
            kinds.first().map_or_else(|| plain_path(scenario), |kind| whole_path(kind, scenario)),
            wave,
        );
        let count = |setting| wave.get(setting) as u32;
        let batch = count(Setting::Batch);
        let limits = Limits {
            per_source: count(Setting::PerSource),
            per_destination: count(Setting::PerDestination),
            in_all: count(Setting::InAll),
            requests: if batch == 0 { Requests::AsPlacesFree } else { Requests::Batches(batch) },
            serial: Seconds::new(wave.get(Setting::Serial)),
        };
        Self { kinds, machines, network, limits, order, places }
    }

    fn run(&self, luck: &mut Luck, trace: &mut Trace, progress: impl FnMut(usize)) -> Record {
        let path = self.network.lone_path();
        let jobs: Vec<Job> =
            self.order.iter().map(|number| self.places[*number as usize]).collect();
        let machine = |at: u32| {
            let number = self.order[at as usize] as usize;
            self.kinds[self.machines[number].kind as usize].machine(&path)
        };
        run(&self.network, &jobs, &self.limits, machine, luck, trace, progress)
    }

    fn outline(&self, trace: &Trace, record: &Record, window: Seconds) -> Outline {
        let moves = &trace.moves;
        let count = |is: &dyn Fn(&&Move) -> bool| moves.iter().filter(is).count() as u32;
        let makespan = trace.makespan();
        let is_good = |m: &&Move| m.ending.completes() && m.ending != Ending::Forced;
        let mut outline = Outline {
            makespan,
            downtime: moves.iter().map(|m| m.downtime).sum(),
            arrived: count(&|m| m.ending.completes()),
            converged: count(&is_good),
            late: count(&|m| is_late(m.ending, m.end, window)),
            machines: self.machines.len() as u32,
            sent: trace.sent(),
            ..Outline::default()
        };
        let sources = self.network.sources.len();
        let mut look = |bytes: Bytes, capacity: Bandwidth, link| {
            let busy = bytes.share_of(capacity * makespan);
            // Ports that are as busy as the link between the sites only pass on what that lets through.
            if outline.busiest.get() * 1.001 < busy.get() {
                (outline.busiest, outline.bottleneck) = (busy, link);
            }
        };
        let payload = self.network.payload();
        look(record.usage.total(), self.network.free() * payload, Bottleneck::Site);
        let ports = self.network.sources.iter().chain(&self.network.destinations);
        for (at, (bytes, port)) in record.ports.iter().zip(ports).enumerate() {
            let link = if at < sources { Bottleneck::Source } else { Bottleneck::Destination };
            look(*bytes, *port * payload, link);
        }
        outline
    }
}

/// The path of a wave without machines.
fn plain_path(scenario: &Scenario) -> Path {
    Path::new(scenario.link.rate * scenario.link.efficiency, scenario.link.rtt)
}

/// The path of a kind of machines; what others send over it is the wave's to say.
fn whole_path(kind: &Setup, scenario: &Scenario) -> Path {
    Path { rate: scenario.link.rate * scenario.link.efficiency, ..*kind.path() }
}

fn network(path: Path, wave: &Wave) -> Network {
    let rate = |setting| Bandwidth::new(wave.get(setting));
    let ports = |hosts, port| vec![rate(port); wave.get(hosts) as usize];
    Network {
        path,
        background: rate(Setting::Background),
        sources: ports(Setting::Sources, Setting::SourcePort),
        destinations: ports(Setting::Destinations, Setting::DestinationPort),
    }
}

/// From where and to where: machines are spread evenly over the hosts that they leave, and each goes
/// to the destination on which the least RAM is promised so far.
fn places(machines: &[Machine], wave: &Wave) -> Vec<Job> {
    let sources = (wave.get(Setting::Sources) as u32).max(1);
    let mut promised = vec![0.0_f64; (wave.get(Setting::Destinations) as usize).max(1)];
    let place = |(number, machine): (u32, &Machine)| {
        let least = promised.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
        let destination = least.map_or(0, |(at, _)| at);
        promised[destination] += machine.memory.get();
        Job { source: number % sources, destination: destination as u32 }
    };
    (0..).zip(machines).map(place).collect()
}

/// Machine numbers in the order in which they go.
fn order(machines: &[Machine], kinds: &[Setup], wave: &Wave) -> Vec<u32> {
    // What makes a kind come early; the same for all its machines.
    let bytes = |kind: &Setup| (kind.guest().touched + kind.guest().disk.size).get();
    let key: Vec<f64> = kinds
        .iter()
        .map(|kind| match wave.order {
            Order::Listed => 0.0,
            Order::Largest => -bytes(kind),
            Order::Shortest => bytes(kind),
            Order::Hottest => -kind.guest().dirty.unique(Seconds::new(1.0)).get(),
        })
        .collect();
    let rank = |machine: &Machine| {
        let priority = wave.groups.get(machine.group as usize).map_or(0, |group| group.priority);
        (priority, key[machine.kind as usize])
    };
    let is_before = |a: (u32, f64), b: (u32, f64)| b.0 < a.0 || (a.0 == b.0 && a.1 < b.1);
    // There are few ranks and many machines; a sort of machines would be code for nothing.
    let mut ranks: Vec<(u32, f64)> = Vec::new();
    let place_of = |ranks: &[(u32, f64)], own| ranks.partition_point(|rank| is_before(*rank, own));
    for machine in machines {
        let own = rank(machine);
        let place = place_of(&ranks, own);
        if ranks.get(place).is_none_or(|next| is_before(own, *next)) {
            ranks.insert(place, own);
        }
    }
    let places: Vec<usize> = machines.iter().map(|m| place_of(&ranks, rank(m))).collect();
    let mut starts = vec![0; ranks.len() + 1];
    for place in &places {
        starts[place + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut order = vec![0; machines.len()];
    for (number, place) in (0..).zip(places) {
        order[starts[place]] = number;
        starts[place] += 1;
    }
    order
}

/// The outlines of a wave; `progress` is told how many machines have ended.
pub fn outline(scenario: &Checked, wave: &Wave, progress: impl FnMut(usize)) -> Outline {
    let fleet = Fleet::new(scenario, wave);
    let mut trace = Trace::of_outcomes();
    let record = fleet.run(&mut Luck::typical(), &mut trace, progress);
    fleet.outline(&trace, &record, Seconds::new(wave.get(Setting::Window)))
}

/// Plans a wave; `progress` is told how many machines have ended.
pub fn wave_plan(scenario: &Checked, wave: &Wave, progress: impl FnMut(usize)) -> WavePlan {
    planned(scenario, wave, &mut Luck::typical(), Trace::default(), progress)
}

/// The same without what is shown of the course of things: for those who look at outcomes only.
pub fn outcomes(scenario: &Checked, wave: &Wave) -> WavePlan {
    planned(scenario, wave, &mut Luck::typical(), Trace::of_outcomes(), |_| ())
}

/// The same of the run of this number among the many that are possible.
pub fn sampled(scenario: &Checked, wave: &Wave, run: u64) -> WavePlan {
    let luck = &mut Luck::drawn(scenario.get().seed as u64, run);
    planned(scenario, wave, luck, Trace::of_outcomes(), |_| ())
}

fn planned(
    scenario: &Checked,
    wave: &Wave,
    luck: &mut Luck,
    mut trace: Trace,
    progress: impl FnMut(usize),
) -> WavePlan {
    let fleet = Fleet::new(scenario, wave);
    let record = fleet.run(luck, &mut trace, progress);
    let outline = fleet.outline(&trace, &record, Seconds::new(wave.get(Setting::Window)));
    let mut rows: Vec<Option<Row>> = vec![None; fleet.machines.len()];
    for m in &trace.moves {
        let number = fleet.order[m.vm as usize];
        let Machine { group, memory, .. } = fleet.machines[number as usize];
        let Job { source, destination } = fleet.places[number as usize];
        rows[number as usize] = Some(Row {
            group,
            memory,
            source,
            destination,
            requested: record.requested[m.vm as usize],
            start: m.start,
            end: m.end,
            downtime: m.downtime,
            sent: m.sent(),
            rounds: m.rounds,
            throttle: m.throttle,
            ending: m.ending,
        });
    }
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    let (shown, segments) = shown(&fleet, &trace);
    WavePlan {
        after: capacity(&rows, wave, Ending::completes),
        demand: capacity(&rows, wave, |_| true),
        figures: figures(
            &on_average(scenario, &fleet, wave),
            scenario.get().policy.technique,
            &trace,
            Witness::Median,
        ),
        outline,
        rows,
        segments,
        shown,
        usage: record.usage,
        capacity: fleet.network.free() * fleet.network.payload(),
    }
}

/// The machines to show, and what happens to them, numbered as the rows are.
fn shown(fleet: &Fleet, trace: &Trace) -> (Vec<u32>, Vec<Segment>) {
    let count = trace.moves.len();
    let picked = count.min(SHOWN);
    let mut wanted = vec![false; count];
    let mut shown = Vec::with_capacity(picked);
    for at in 0..picked {
        // The first and the last, and evenly between.
        let vm = if picked < 2 { 0 } else { at * (count - 1) / (picked - 1) };
        wanted[vm] = true;
        shown.push(fleet.order[vm]);
    }
    let segments = trace
        .segments
        .iter()
        .filter(|segment| wanted[segment.vm as usize])
        .map(|segment| Segment { vm: fleet.order[segment.vm as usize], ..*segment })
        .collect();
    (shown, segments)
}

/// The scenario with the wave's machines for its own, alike.
fn on_average(scenario: &Checked, fleet: &Fleet, wave: &Wave) -> Scenario {
    let mut scenario = *scenario.get();
    let count = fleet.machines.len();
    let share = 1.0 / count.max(1) as f64;
    let memory: f64 = fleet.machines.iter().map(|machine| machine.memory.get()).sum();
    let vcpus: f64 = wave.groups.iter().map(|group| group.vcpus * f64::from(group.count)).sum();
    scenario.fleet.vms = count as f64;
    scenario.fleet.memory = Bytes::new(memory * share);
    scenario.fleet.vcpus = vcpus * share;
    scenario
}

/// What is there if those whose endings `arrives` takes for an arrival have arrived.
fn capacity(rows: &[Row], wave: &Wave, arrives: impl Fn(Ending) -> bool) -> Capacity {
    let setting = |setting| wave.get(setting);
    let (sources, hosts) = (setting(Setting::Sources) as usize, setting(Setting::Destinations));
    let vcpus = |row: &Row| wave.groups.get(row.group as usize).map_or(1.0, |group| group.vcpus);
    let (memory_of_host, occupied) = (wave.memory_of_host().get(), wave.occupied().get());
    let cpus_of_host = wave.cpus_of_host();
    let mut promised = vec![(occupied, 0.0_f64); hosts as usize];
    let mut left_at = vec![0_u32; sources];
    for row in rows {
        if arrives(row.ending) {
            let host = &mut promised[row.destination as usize];
            *host = (host.0 + row.memory.get(), host.1 + vcpus(row));
        } else {
            left_at[row.source as usize] += 1;
        }
    }
    let memory: f64 = promised.iter().map(|host| host.0).sum();
    let cpus: f64 = promised.iter().map(|host| host.1).sum();
    let filled = |host: &(f64, f64)| (host.0 / memory_of_host).max(host.1 / cpus_of_host);
    let free = (memory_of_host - occupied).max(1.0);
    let arriving = memory - occupied * hosts;
    let needed = libm::ceil((arriving / free).max(cpus / cpus_of_host) - 1e-9);
    Capacity {
        memory: memory / (memory_of_host * hosts),
        cpus: cpus / (cpus_of_host * hosts),
        fullest: promised.iter().map(filled).fold(0.0, f64::max),
        hosts_needed: needed.clamp(0.0, 1e9) as u32,
        hosts_freed: left_at.iter().filter(|left| **left == 0).count() as u32,
        left: left_at.iter().sum(),
    }
}

/// Another wave to hold against the one that is stated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum WhatIf {
    /// So many at a time in all, and no other limit; requested at once, where they are in batches.
    AtATime(u32),
    /// In another order.
    Ordered(Order),
    /// Over a link between the sites of twice the rate.
    WiderLink,
    /// With a second port at each host, on both sides.
    SecondPort,
    /// The paper's Figure 2: so many at a time, so much of the memory in use written again and again.
    Loaded(u32, Ratio),
}

/// How many at a time are looked at.
const AT_A_TIME: [u32; 9] = [1, 2, 3, 4, 6, 8, 12, 16, 32];

/// How many at a time have a curve of their own in Figure 2.
pub const CURVES: [u32; 4] = [1, 2, 5, 10];

/// The loads that Figure 2 looks at: shares of the memory in use.
pub const LOADS: [f64; 7] = [0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 1.0];

/// Figure 2 is about a few machines; a large wave stands for it with its first ones.
const FIGURE_MACHINES: u32 = 40;

impl WhatIf {
    /// All that are worth a look.
    pub fn all(wave: &Wave) -> Vec<Self> {
        let most = wave.machines();
        let mut all: Vec<Self> = AT_A_TIME
            .into_iter()
            .filter(|count| *count == 1 || *count <= most)
            // All of them at once, if they are few.
            .chain((!AT_A_TIME.contains(&most) && (2..32).contains(&most)).then_some(most))
            .map(Self::AtATime)
            .collect();
        all.extend(Order::ALL.map(|(order, _)| Self::Ordered(order)));
        all.extend([Self::WiderLink, Self::SecondPort]);
        for count in CURVES {
            all.extend(LOADS.map(|load| Self::Loaded(count, Ratio::new(load))));
        }
        all
    }

    /// The outlines of that wave; `progress` is told how many machines have ended.
    pub fn outline(self, scenario: &Checked, wave: &Wave, progress: impl FnMut(usize)) -> Outline {
        let mut wave = wave.clone();
        let mut scenario = *scenario.get();
        match self {
            Self::AtATime(count) => only_so_many(&mut wave, count),
            Self::Ordered(order) => wave.order = order,
            Self::WiderLink => scenario.link.rate = scenario.link.rate * 2.0,
            Self::SecondPort => {
                for port in [Setting::SourcePort, Setting::DestinationPort] {
                    wave.set(port, wave.get(port) * 2.0);
                }
            }
            Self::Loaded(count, load) => {
                only_so_many(&mut wave, count);
                let rate = scenario.fleet.dirty_page_rate;
                let mut left = FIGURE_MACHINES;
                for group in &mut wave.groups {
                    group.count = group.count.min(left);
                    left -= group.count;
                    let set = group.memory.1 * group.touched * load;
                    group.workload = Workload::Writes { set, rate };
                }
            }
        }
        outline(&check(scenario).0, &wave, progress)
    }
}

/// Lifts all limits but the one in all; where requests come in batches, it is these that differ.
fn only_so_many(wave: &mut Wave, count: u32) {
    if 0.0 < wave.get(Setting::Batch) {
        wave.set(Setting::Batch, f64::from(count));
        return;
    }
    for setting in [Setting::PerSource, Setting::PerDestination] {
        wave.set(setting, setting.bounds().1);
    }
    wave.set(Setting::InAll, f64::from(count));
}

/// What is best of these, and by how much: the first one that is within a thousandth of the shortest
/// makespan among those in which as many converge as in any.
pub fn best<T: Copy>(known: &[(T, Outline)]) -> Option<(T, Outline)> {
    let most = known.iter().map(|(_, outline)| outline.converged).max()?;
    let good = || known.iter().filter(move |(_, outline)| outline.converged == most);
    let least = good().map(|(_, outline)| outline.makespan.get()).fold(f64::MAX, f64::min);
    good().find(|(_, outline)| outline.makespan.get() <= least * 1.001).copied()
}

/// The machines of a group that are in the rows, for totals: (machines, RAM, RAM in use, disk).
pub fn totals(groups: &[Group]) -> (u32, Bytes, Bytes, Bytes) {
    let mut sum = (0_u32, Bytes::ZERO, Bytes::ZERO, Bytes::ZERO);
    for group in groups {
        let count = f64::from(group.count);
        let memory = (group.memory.0 + group.memory.1) * 0.5 * count;
        sum.0 = sum.0.saturating_add(group.count);
        sum.1 += memory;
        sum.2 += memory * group.touched;
        sum.3 += group.disk * count;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::Technique;

    fn paper() -> (Checked, Wave) {
        let (scenario, _) = check(Scenario::default());
        let wave = Wave::of(scenario.get());
        (scenario, wave)
    }

    fn planned(change: impl Fn(&mut Scenario, &mut Wave)) -> WavePlan {
        let (scenario, mut wave) = paper();
        let mut scenario = *scenario.get();
        change(&mut scenario, &mut wave);
        wave_plan(&check(scenario).0, &wave.checked().0, |_| ())
    }

    #[test]
    fn a_scenario_as_a_wave_is_its_plan() {
        let (scenario, wave) = paper();
        let expected = plan(&scenario).chosen().figures;
        let got = wave_plan(&scenario, &wave, |_| ());
        let close = |a: f64, b: f64| (a - b).abs() < 1e-6 * b;
        assert!(close(got.outline.makespan.get(), expected.total_time.get()));
        assert!(close(got.outline.sent.get(), expected.sent.get()));
        assert_eq!(got.rows.len(), 10);
    }

    #[test]
    fn all_machines_of_a_few_at_once_are_looked_at() {
        let (_, mut wave) = paper();
        for count in [1, 2, 5, 10, 31] {
            wave.groups[0].count = count;
            let at_once = WhatIf::AtATime(count);
            let found = WhatIf::all(&wave).into_iter().filter(|what| *what == at_once).count();
            assert_eq!(found, 1, "{count}");
        }
    }

    #[test]
    fn the_paper_is_right_that_more_at_a_time_is_faster_where_overhead_dominates() {
        let times = |overhead: f64| {
            let (scenario, wave) = paper();
            let mut scenario = *scenario.get();
            scenario.policy.overhead = Seconds::new(overhead);
            let scenario = check(scenario).0;
            CURVES.map(|count| {
                WhatIf::AtATime(count).outline(&scenario, &wave, |_| ()).makespan.get()
            })
        };
        // The paper names no figure for the overhead of its OpenStack. That it was the 9.3 s which the
        // OSIC measured of a tunnelled one on Ceph is an assumption: with it ten at a time are faster
        // than one by one; with a minute each further one helps more.
        let [one, .., ten] = times(9.3);
        assert!(ten < one, "{ten} {one}");
        let [one, two, five, ten] = times(60.0);
        assert!(two < one - 300.0 && five < two && ten < two, "{one} {two} {five} {ten}");
        // Without overhead it is the other way round: slower machines have more writes to mirror.
        let [one, two, five, ten] = times(0.0);
        assert!(one < two && two < five && five < ten);
    }

    #[test]
    fn time_rises_with_the_memory_load_on_every_curve() {
        let (scenario, wave) = paper();
        for count in CURVES {
            let times = LOADS.map(|load| {
                let what_if = WhatIf::Loaded(count, Ratio::new(load));
                what_if.outline(&scenario, &wave, |_| ()).makespan.get()
            });
            assert!(times.windows(2).all(|pair| pair[0] <= pair[1] * 1.02), "{count}: {times:?}");
        }
    }

    #[test]
    fn what_does_not_fit_the_window_is_late() {
        let all = planned(|_, _| ());
        let half = all.outline.makespan * 0.5;
        let some = planned(|_, wave| wave.set(Setting::Window, half.get()));
        assert!(all.outline.late < some.outline.late);
        let late = some.rows.iter().filter(|row| half < row.end).count() as u32;
        assert_eq!(some.outline.late, late);
    }

    #[test]
    fn an_evacuation_to_several_hosts_fills_them_evenly() {
        let plan = planned(|_, wave| {
            wave.set(Setting::Destinations, 5.0);
            wave.groups[0].count = 100;
            wave.set(Setting::HostMemory, 64.0 * 1_073_741_824.0);
        });
        let at = |host| plan.rows.iter().filter(|row| row.destination == host).count();
        assert_eq!([0, 1, 2, 3, 4].map(at), [20; 5]);
        assert_eq!((plan.after.hosts_freed, plan.after.left), (1, 0));
        assert_eq!(plan.after.hosts_needed, 4);
        assert!((plan.after.memory - 200.0 / 320.0).abs() < 1e-9);
    }

    #[test]
    fn orders_put_the_right_ones_first() {
        let first = |order| {
            let plan = planned(|scenario, wave| {
                scenario.policy.technique = Technique::PreCopy;
                wave.order = order;
                wave.set(Setting::InAll, 1.0);
                let mut group = wave.groups[0].clone();
                group.count = 1;
                group.memory = (Bytes::gib(1.0), Bytes::gib(1.0));
                group.workload = Workload::Writes { set: Bytes::ZERO, rate: Bandwidth::ZERO };
                wave.groups.push(group.clone());
                group.memory = (Bytes::gib(64.0), Bytes::gib(64.0));
                wave.groups.push(group);
            });
            plan.rows[plan.shown[0] as usize].group
        };
        assert_eq!(Order::ALL.map(|(order, _)| first(order)), [0, 2, 0, 1]);
        let prior = planned(|_, wave| {
            let group = Group { priority: 3, count: 1, ..wave.groups[0].clone() };
            wave.groups.push(group);
            wave.set(Setting::InAll, 1.0);
        });
        assert_eq!(prior.rows[prior.shown[0] as usize].group, 1);
    }

    #[test]
    fn sizes_of_a_group_are_spread_and_pictures_are_bounded() {
        let plan = planned(|_, wave| {
            wave.groups[0].count = 200;
            wave.groups[0].memory = (Bytes::gib(1.0), Bytes::gib(16.0));
        });
        let largest = plan.rows.iter().map(|row| row.memory).fold(Bytes::ZERO, Bytes::max);
        assert_eq!(largest, Bytes::gib(16.0));
        assert_eq!((plan.shown.len(), plan.rows.len()), (SHOWN, 200));
        assert!(plan.segments.iter().all(|segment| plan.shown.contains(&segment.vm)));
        let none = planned(|_, wave| wave.groups.clear());
        assert_eq!(none.outline.machines, 0);
    }
}
