//! What a migration costs in energy and money, read from its trace.
//!
//! E = PUE_A E_source + PUE_B E_destination + E_network, with the hosts' extra watts integrated over
//! the time in which migrations are active and the network's energy per byte billed without a PUE.
//! Where it is asked for, work that guests could not do meanwhile and do later is an item too:
//!
//! E_redone = PUE P_vm sum of (integral of x dt + t_stall + d t_dip)
//!
//! over the machines, with P_vm what one adds to the power of the host on which it ends up, x its
//! throttle, t_stall its longest stall (its downtime, or longer after post-copy), and the dip of d
//! after switchover. That is performance loss times power; it is an upper bound, since what a guest
//! does not draw while it waits is not taken off.
//!
//! Power rises with load from P_idle to P_peak, on a straight line or along a measured curve
//! ([`Server`]): a host filled with machines under load u draws P_idle + (P_peak - P_idle) f(u), and
//! each of them has its threads' share of that. Which of these watts move with it is a choice,
//! [`Billing`].

use super::server::Server;
use super::service::profile::{DIP, DIP_DEPTH};
use super::trace::{Move, Trace};
use crate::units::{
    Bytes, Carbon, CarbonIntensity, Energy, EnergyPrice, HourlyPrice, Money, NetworkIntensity,
    Ratio, Seconds, TrafficPrice, Watts,
};

/// DRAM power per GB kept powered for a second copy (Cloud Carbon Footprint: 0.392 W/GB).
const MEMORY_WATTS_PER_GB: f64 = 0.392;

/// Which of a host's watts belong to a machine on it; it changes every break-even.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Billing {
    /// Hosts stay on at both sites: only what the machine's load adds.
    Marginal,
    /// Also its share of the idle power, by hardware threads.
    Share,
    /// Whole hosts are switched off here and on there.
    Consolidation,
}

/// A kind of host.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Host {
    /// Doing nothing.
    pub idle: Watts,
    /// Hardware threads.
    pub threads: f64,
    /// What one hardware thread adds when it is busy: (P_peak - P_idle) / threads.
    pub per_thread: Watts,
    /// How its power rises with its load.
    pub server: Server,
}

impl Host {
    /// The watts of `machines` with so many virtual CPUs each, so busy, as they are billed.
    pub fn watts(&self, machines: f64, vcpus: f64, load: Ratio, billing: Billing) -> Watts {
        self.added(machines, vcpus, load)
            + match billing {
                Billing::Marginal => Watts::ZERO,
                Billing::Share => self.idle * (vcpus * machines / self.threads),
                Billing::Consolidation => self.idle * self.filled(machines, vcpus),
            }
    }

    /// The watts that they add to those of hosts that run anyway.
    fn added(&self, machines: f64, vcpus: f64, load: Ratio) -> Watts {
        self.per_thread * (vcpus * self.server.rise(load).get() * machines)
    }

    /// How many of them the machines fill, one thread per virtual CPU.
    fn filled(&self, machines: f64, vcpus: f64) -> f64 {
        libm::ceil(vcpus * machines / self.threads)
    }
}

/// One end of the move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End {
    /// Its hosts.
    pub host: Host,
    /// Facility energy over IT energy.
    pub pue: Ratio,
    /// What a kilowatt-hour emits.
    pub carbon: CarbonIntensity,
}

/// What a move takes, wherever it goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// Threads that one migration keeps busy at each end.
    pub migration_threads: f64,
    /// Energy per traffic.
    pub network: NetworkIntensity,
    /// How long a host at the destination takes to start; zero where it runs anyway.
    pub wake_up: Seconds,
    /// Money per traffic.
    pub egress: TrafficPrice,
    /// Money per hour that one machine stands still.
    pub standstill: HourlyPrice,
    /// Whether work that guests do later is billed.
    pub redone: bool,
}

/// What moves, as far as its bill is concerned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Load {
    /// Machines.
    pub machines: f64,
    /// Virtual CPUs of each.
    pub vcpus: f64,
    /// How busy they are.
    pub busy: Ratio,
    /// Memory of each.
    pub memory: Bytes,
}

/// Energy of a move at the meters, by cause.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct EnergyBill {
    /// The source's host.
    pub source: Energy,
    /// The destination's host, with the second copy of memory and starting hosts.
    pub destination: Energy,
    /// The network between them.
    pub network: Energy,
    /// Work that guests do later: at the source, of those that stay, and at the destination. Zero
    /// where it is not billed.
    pub redone: [Energy; 2],
    /// What it costs besides: traffic fees and standing still.
    pub fees: Money,
    /// What all of it emits; the network at the mean of both intensities.
    pub carbon: Carbon,
}

impl EnergyBill {
    /// All of it.
    pub fn total(&self) -> Energy {
        self.source + self.destination + self.network + self.redone[0] + self.redone[1]
    }

    /// What all of it costs, fees included, at these prices at the meters of source and destination;
    /// the network is billed at the mean of both.
    pub fn cost(&self, [here, there]: [EnergyPrice; 2]) -> Money {
        let between = EnergyPrice::per_kwh(f64::midpoint(here.to_per_kwh(), there.to_per_kwh()));
        (self.source + self.redone[0]) * here
            + (self.destination + self.redone[1]) * there
            + self.network * between
            + self.fees
    }
}

/// The bill of everything in `trace`, attempts that failed included.
pub fn bill(trace: &Trace, load: &Load, terms: &Terms, from: &End, to: &End) -> EnergyBill {
    let active: Seconds = trace.moves.iter().map(|m| m.active).sum();
    let busy = |host: &Host| host.per_thread * terms.migration_threads * active;
    let second_copy = Watts::new(MEMORY_WATTS_PER_GB * load.memory.to_gb()) * active;
    let woken = to.host.idle * to.host.filled(load.machines, load.vcpus) * terms.wake_up;
    let source = busy(&from.host) * from.pue;
    let destination = (busy(&to.host) + second_copy + woken) * to.pue;
    let network = trace.sent() * terms.network;
    let ends = [from, to];
    let redone = [false, true].map(|arrives| {
        let end = ends[usize::from(arrives)];
        let moves = trace.moves.iter().filter(|m| terms.redone && m.ending.completes() == arrives);
        let lost: Seconds = moves.map(|m| lost(m, load.busy)).sum();
        end.host.added(1.0, load.vcpus, load.busy) * lost * end.pue
    });
    let intensity = f64::midpoint(from.carbon.to_g_per_kwh(), to.carbon.to_g_per_kwh());
    let intensity = CarbonIntensity::g_per_kwh(intensity);
    let still: Seconds = trace.moves.iter().map(|m| m.downtime).sum();
    let fees = trace.sent() * terms.egress + still * terms.standstill;
    let (here, there) = (source + redone[0], destination + redone[1]);
    let carbon = here * from.carbon + there * to.carbon + network * intensity;
    EnergyBill { source, destination, network, redone, fees, carbon }
}

/// How long a machine would have had to run more to do all that it could not do.
fn lost(moved: &Move, busy: Ratio) -> Seconds {
    let dips = moved.ending.completes() && moved.sent().is_positive();
    let dip = if dips { DIP * (DIP_DEPTH * busy.get()) } else { Seconds::ZERO };
    moved.throttled + moved.longest_stall + dip
}

/// What both hosts need for a move by a published closed form: E = 0.512 J/MB V + 20.165 J.
///
/// The numbers are found in the configuration of a public simulator; that they are those of Liu,
/// Xu, Jin, Gong and Liao (2011) is from memory. Calibrated near 1 Gbit/s: not for faster links.
pub fn closed_form(sent: Bytes) -> Energy {
    Energy::joules(0.512 * (sent.get() / 1e6) + 20.165)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::breakeven::BreakEven;

    const VOLUME: Bytes = Bytes::gb(12.0);
    /// 3.04 W idle and 8.25 W peak per thread at half load, and 2 GB of memory, at a PUE of 1.5.
    const KW: f64 = 9.6435e-3;

    /// Pay-back in money, in hours, with what the network needs per GB.
    #[track_caller]
    fn check(kwh_per_gb: f64, wh: f64, cost: f64, money_h: f64, carbon_h: f64) {
        let energy = closed_form(VOLUME) * Ratio::new(1.5)
            + VOLUME * NetworkIntensity::kwh_per_gb(kwh_per_gb);
        let hours = |cost: f64, saving: f64| match BreakEven::of(cost, saving) {
            BreakEven::After(after) => after.to_hours(),
            BreakEven::Never => f64::NAN,
        };
        let close = |got: f64, wanted: f64, within: f64| {
            assert!((got - wanted).abs() < within, "{got}, not {wanted}");
        };
        let paid = energy * EnergyPrice::per_kwh(0.2);
        close(energy.to_wh(), wh, 0.001);
        close(paid.get(), cost, 0.000_05);
        close(hours(paid.get(), KW * 0.05), money_h, 0.001);
        let emitted = energy * CarbonIntensity::g_per_kwh(400.0);
        close(hours(emitted.to_grams(), KW * (342.06 - 44.18)), carbon_h, 0.001);
    }

    #[test]
    fn the_network_coefficient_decides_when_the_papers_machine_pays() {
        check(0.0, 2.5684, 0.000_514, 1.065, 0.358);
        check(0.001, 14.5684, 0.002_914, 6.043, 2.029);
        // Aslan et al. 2018: 0.06 kWh/GB in 2015, halved every two years.
        check(0.06 * libm::exp2(-4.5), 34.388, 0.006_878, 14.264, 4.788);
    }

    #[test]
    fn whose_idle_watts_count_changes_what_moves() {
        let host = Host {
            idle: Watts::new(100.0),
            threads: 32.0,
            per_thread: Watts::new(6.0),
            server: Server::Linear,
        };
        let watts = |billing| host.watts(10.0, 4.0, Ratio::new(0.5), billing).get();
        assert!((watts(Billing::Marginal) - 120.0).abs() < 1e-9);
        assert!((watts(Billing::Share) - 245.0).abs() < 1e-9);
        assert!((watts(Billing::Consolidation) - 320.0).abs() < 1e-9);
    }
}
