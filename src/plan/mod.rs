//! From a scenario to a plan: every technique run through the model, and what comes of it.
//!
//! The page, the command line, the report and the charts all read the same [`Plan`].

pub mod deciding;
pub mod dial;
pub mod figure;
pub mod film;
pub mod hours;
pub mod likely;
pub mod map;
pub mod remedy;
pub mod service;
mod setup;
pub mod solve;
pub mod uncertain;
pub mod verdict;
pub mod wave;
pub mod weigh;

use std::ops::Range;

use crate::model::breakeven::{Account, Balance, BreakEven};
use crate::model::energy::{self, End, EnergyBill, Host, Load, Terms};
use crate::model::luck::Luck;
use crate::model::server::Server;
use crate::model::trace::{Ending, Move, Trace};
use crate::model::uncertainty::Spread;
use crate::scenario::check::Checked;
use crate::scenario::{Power, Scenario, Site, Technique};
use crate::units::{
    Bandwidth, Bytes, Carbon, Energy, EnergyPrice, Money, NetworkIntensity, Seconds, Watts,
};
use setup::Setup;

/// What comes of moving with one technique.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Which.
    pub technique: Technique,
    /// What happens in a typical run.
    pub trace: Trace,
    /// The figures of that run.
    pub figures: Figures,
}

impl Outcome {
    /// The machine whose downtime is the one in [`Figures`], or comes nearest: it stands for all.
    pub fn typical(&self) -> u32 {
        let distance = |m: &Move| (m.downtime.get() - self.figures.downtime.get()).abs();
        let moves = self.trace.moves.iter();
        let nearest =
            moves.min_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.vm.cmp(&b.vm)));
        nearest.map_or(0, |m| m.vm)
    }
}

/// The figures of one run of one technique.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// From the first request until the last machine's source is released.
    pub total_time: Seconds,
    /// How long a machine runs nowhere: the one in the middle, or any one of a sampled run.
    pub downtime: Seconds,
    /// The longest time for which such a machine does nothing.
    pub longest_stall: Seconds,
    /// The downtime of the machine with the longest.
    pub longest_downtime: Seconds,
    /// Everything sent.
    pub sent: Bytes,
    /// The worst ending of any machine.
    pub ending: Ending,
    /// How many machines arrive.
    pub arrived: u32,
    /// Energy of the move.
    pub bill: EnergyBill,
    /// What all machines that arrive draw at their hosts, at the source and at the destination.
    pub watts: [Watts; 2],
    /// Energy of moving everything back.
    pub bill_back: EnergyBill,
    /// The energy that they need less per hour at the destination.
    pub energy_saving_per_hour: Energy,
    /// What they emit less per hour at the destination.
    pub carbon_saving_per_hour: Carbon,
    /// What all that comes to in money; none where a site's currency has no stated rate.
    pub money: Option<Sums>,
}

/// What a run comes to in money, in EUR.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sums {
    /// What the move costs.
    pub cost: Money,
    /// What moving everything back costs.
    pub back: Money,
    /// What all machines save together per hour at the destination.
    pub saving_per_hour: Money,
    /// When the move has paid for itself.
    pub break_even: BreakEven,
    /// The price at the destination at which the planned stay just pays for the move, its cost being
    /// as it is; none where nothing runs there.
    pub even_price: Option<EnergyPrice>,
    /// What remains of the saving after the planned stay.
    pub net_saving: Money,
}

impl Figures {
    /// The move in one account; none where that is money and there are no sums.
    pub fn balance(&self, account: Account) -> Option<Balance> {
        let bills = [&self.bill, &self.bill_back];
        let ([cost, back], saving_per_hour) = match account {
            Account::Money => {
                let Sums { cost, back, saving_per_hour, .. } = self.money?;
                ([cost, back].map(Money::get), saving_per_hour.get())
            }
            Account::Energy => {
                (bills.map(|bill| bill.total().to_kwh()), self.energy_saving_per_hour.to_kwh())
            }
            Account::Carbon => {
                (bills.map(|bill| bill.carbon.to_grams()), self.carbon_saving_per_hour.to_grams())
            }
        };
        Some(Balance { cost, back, saving_per_hour })
    }

    /// When the move has paid for itself in money, as far as that is known.
    pub fn break_even(&self) -> Option<BreakEven> {
        self.money.map(|sums| sums.break_even)
    }

    /// The most that could be sent, all else as it is, before the move takes more than the planned
    /// stay saves; none where sending more takes nothing.
    pub fn most_worth_sending(&self, stay: Seconds) -> Option<Bytes> {
        let Balance { cost, saving_per_hour, .. } = self.balance(Account::Money)?;
        let saved = (saving_per_hour * stay.to_hours()).max(0.0);
        (0.0 < cost && self.sent.is_positive()).then(|| self.sent * (saved / cost))
    }
}

/// The answer to a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// One outcome per technique that the controller offers and that does what is wanted, in the order
    /// of [`Technique::ALL`].
    pub outcomes: Vec<Outcome>,
    /// Which of them the user chose.
    pub chosen: usize,
}

impl Plan {
    /// The outcome of the chosen technique.
    pub fn chosen(&self) -> &Outcome {
        &self.outcomes[self.chosen]
    }

    /// The outcome of a technique.
    pub fn of(&self, technique: Technique) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.technique == technique)
    }
}

/// The typical run of the technique that a scenario chooses.
pub fn chosen(scenario: &Checked) -> Outcome {
    let scenario = scenario.get();
    outcome(scenario, scenario.policy.technique)
}

fn outcome(scenario: &Scenario, technique: Technique) -> Outcome {
    let mut trace = Trace::default();
    Setup::new(scenario, technique).run(&mut Luck::typical(), &mut trace);
    let figures = figures(scenario, technique, &trace, Witness::Median);
    Outcome { technique, trace, figures }
}

/// Plans a scenario: the typical run of every technique that its controller offers and that does
/// what is wanted ([`Technique::is_rival_of`]).
pub fn plan(scenario: &Checked) -> Plan {
    let scenario = scenario.get();
    let wanted = scenario.policy.technique;
    let outcomes: Vec<Outcome> = Technique::ALL
        .into_iter()
        .filter(|technique| scenario.allows(*technique) && technique.is_rival_of(wanted))
        .map(|technique| outcome(scenario, technique))
        .collect();
    let chosen = outcomes.iter().position(|outcome| outcome.technique == wanted).unwrap_or(0);
    Plan { outcomes, chosen }
}

/// How much distinct memory a machine dirties within a time.
pub fn dirtied_within(scenario: &Checked, time: Seconds) -> Bytes {
    Setup::new(scenario.get(), Technique::PreCopy).guest().dirty.unique(time)
}

/// What of the link's rate is left for data.
pub fn goodput(scenario: &Checked) -> Bandwidth {
    setup::path(scenario.get()).goodput()
}

/// How far the figures of one technique spread over many runs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ranges {
    /// In seconds.
    pub total_time: Spread,
    /// In seconds.
    pub downtime: Spread,
    /// In seconds.
    pub longest_stall: Spread,
    /// In bytes.
    pub sent: Spread,
    /// In joules.
    pub energy: Spread,
    /// In EUR; none where there are no sums of money.
    pub cost: Option<Spread>,
    /// Hours until it has paid, among the runs in which it ever does.
    pub break_even_hours: Spread,
    /// Share of runs in which every machine arrives.
    pub completes: f64,
    /// Share of runs in which every machine arrives within its downtime limit.
    pub meets_downtime_limit: f64,
    /// Share of runs in which the move has paid within the planned stay.
    pub pays: f64,
}

/// Runs one technique of a scenario so many times with different luck; the scenario's seed makes
/// the result the same everywhere.
pub fn ranges(scenario: &Checked, technique: Technique, runs: u32) -> Ranges {
    Ranges::of(scenario, &sample(scenario, technique, 0..u64::from(runs)))
}

/// The figures of these runs, by their numbers: a part of what [`ranges`] looks at.
pub fn sample(scenario: &Checked, technique: Technique, runs: Range<u64>) -> Vec<Figures> {
    let scenario = scenario.get();
    let setup = Setup::new(scenario, technique);
    let mut trace = Trace::of_outcomes();
    runs.map(|run| {
        setup.run(&mut Luck::drawn(scenario.seed as u64, run), &mut trace);
        figures(scenario, technique, &trace, Witness::Number(run))
    })
    .collect()
}

impl Ranges {
    /// How far these figures spread.
    pub fn of(scenario: &Checked, sampled: &[Figures]) -> Self {
        let scenario = scenario.get();
        let spread = |read: fn(&Figures) -> f64| Spread::of(sampled.iter().map(read).collect());
        let share = |holds: &dyn Fn(&Figures) -> bool| {
            sampled.iter().filter(|f| holds(f)).count() as f64 / sampled.len().max(1) as f64
        };
        let limit = scenario.policy.downtime_limit;
        let paid = sampled.iter().filter_map(|figures| match figures.break_even()? {
            BreakEven::After(after) => Some(after.to_hours()),
            BreakEven::Never => None,
        });
        Self {
            total_time: spread(|f| f.total_time.get()),
            downtime: spread(|f| f.downtime.get()),
            longest_stall: spread(|f| f.longest_stall.get()),
            sent: spread(|f| f.sent.get()),
            energy: spread(|f| f.bill.total().to_joules()),
            cost: scenario
                .unrated()
                .is_none()
                .then(|| spread(|f| f.money.map_or(0.0, |sums| sums.cost.get()))),
            break_even_hours: Spread::of(paid.collect()),
            completes: share(&|f| f.ending.completes()),
            meets_downtime_limit: share(&|f| f.ending.completes() && f.longest_downtime <= limit),
            pays: share(&|f| f.break_even().is_some_and(|after| after.within(scenario.stay))),
        }
    }
}

/// The machine whose downtime stands for all.
#[derive(Debug, Clone, Copy)]
enum Witness {
    /// The one in the middle.
    Median,
    /// This one: over many runs, any.
    Number(u64),
}

impl Witness {
    fn of(self, trace: &Trace, read: fn(&Move) -> Seconds) -> Seconds {
        let mut all: Vec<f64> = trace.moves.iter().map(|m| read(m).get()).collect();
        let count = all.len().max(1);
        let at = match self {
            Self::Median => {
                all.sort_unstable_by(f64::total_cmp);
                count / 2
            }
            Self::Number(number) => (number % count as u64) as usize,
        };
        all.get(at).map_or(Seconds::ZERO, |seconds| Seconds::new(*seconds))
    }
}

/// The figures of an outcome if traffic needed so much energy.
pub fn with_network(scenario: &Checked, outcome: &Outcome, network: NetworkIntensity) -> Figures {
    let mut scenario = *scenario.get();
    scenario.power.network = network;
    figures(&scenario, outcome.technique, &outcome.trace, Witness::Median)
}

/// A host of this kind: as stated where it was not measured.
fn host(power: &Power, server: Server) -> Host {
    let (idle, peak, threads) =
        server.curve().map_or((power.host_idle, power.host_peak, power.host_threads), |host| {
            (host.idle(), host.peak(), host.threads)
        });
    Host { idle, threads, per_thread: (peak - idle) / threads, server }
}

/// The figures of a run.
fn figures(scenario: &Scenario, technique: Technique, trace: &Trace, witness: Witness) -> Figures {
    let Scenario { power, source, destination, fleet, stay, .. } = scenario;
    let terms = Terms {
        migration_threads: power.migration_threads,
        network: power.network,
        wake_up: power.wake_up,
        egress: power.egress,
        standstill: power.standstill,
        redone: power.redone,
    };
    let end =
        |site: &Site, server| End { host: host(power, server), pue: site.pue, carbon: site.carbon };
    let servers = power.servers();
    let (here, there) = (end(source, servers[0]), end(destination, servers[1]));
    let load =
        Load { machines: fleet.vms, vcpus: fleet.vcpus, busy: fleet.load, memory: fleet.memory };
    let bill = energy::bill(trace, &load, &terms, &here, &there);
    let arrived = trace.moves.iter().filter(|m| m.ending.completes()).count() as u32;
    // A guest whose disk moves alone stays on its host.
    let moved = if technique == Technique::Storage { 0.0 } else { f64::from(arrived) };
    let watts =
        [here, there].map(|end| end.host.watts(moved, fleet.vcpus, fleet.load, power.billing));
    let hourly = |watts: Watts, end: &End| watts * Seconds::hours(1.0) * end.pue;
    let (energy_here, energy_there) = (hourly(watts[0], &here), hourly(watts[1], &there));
    let energy_saving = energy_here - energy_there;
    let carbon_saving = energy_here * here.carbon - energy_there * there.carbon;
    let longest_downtime = trace.moves.iter().map(|m| m.downtime).fold(Seconds::ZERO, Seconds::max);
    let bill_back = energy::bill(trace, &load, &terms, &there, &here);
    let sums = |[here, there]: [EnergyPrice; 2]| {
        let cost = bill.cost([here, there]);
        let saving_per_hour = energy_here * here - energy_there * there;
        let stayed = energy_there * stay.to_hours();
        Sums {
            cost,
            back: bill_back.cost([there, here]),
            saving_per_hour,
            break_even: BreakEven::of(cost.get(), saving_per_hour.get()),
            even_price: stayed.is_positive().then(|| {
                let paid_here = energy_here * here * stay.to_hours();
                EnergyPrice::per_kwh((paid_here - cost).get() / stayed.to_kwh())
                    - destination.carbon * power.carbon_price
            }),
            net_saving: saving_per_hour * stay.to_hours() - cost,
        }
    };
    let [here, there] = [source, destination].map(|site| site.meter_price(power.carbon_price));
    Figures {
        total_time: trace.makespan(),
        downtime: witness.of(trace, |m| m.downtime),
        longest_stall: witness.of(trace, |m| m.longest_stall),
        longest_downtime,
        sent: trace.sent(),
        ending: trace.moves.iter().map(|m| m.ending).max().unwrap_or(Ending::Converged),
        arrived,
        bill,
        bill_back,
        watts,
        energy_saving_per_hour: energy_saving,
        carbon_saving_per_hour: carbon_saving,
        money: here.zip(there).map(|(here, there)| sums([here, there])),
    }
}
