//! What a migration costs in energy and money, read from its trace.
//!
//! E = PUE_A E_source + PUE_B E_destination + E_network, with the hosts' extra watts integrated over
//! the time in which migrations are active and the network's energy per byte billed without a PUE.
//! Power is linear in load: P(u) = P_idle + (P_peak - P_idle) u. A guest is billed its marginal
//! watts: hosts stay on at both sites, so that idle power does not move with it.

use super::trace::Trace;
use crate::units::{Bytes, Energy, EnergyPrice, Money, NetworkIntensity, Ratio, Seconds, Watts};

/// DRAM power per GB kept powered for a second copy (Cloud Carbon Footprint: 0.392 W/GB).
const MEMORY_WATTS_PER_GB: f64 = 0.392;

/// One end of the move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meter {
    /// Price at the meter.
    pub price: EnergyPrice,
    /// Facility energy over IT energy.
    pub pue: Ratio,
}

/// Power of the hosts at both ends, and of the network between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerModel {
    /// What one hardware thread adds when it is busy: (P_peak - P_idle) / threads.
    pub per_thread: Watts,
    /// Threads that one migration keeps busy at each end.
    pub migration_threads: f64,
    /// Energy per traffic.
    pub network: NetworkIntensity,
}

/// Energy of a move at the meters, by cause.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct EnergyBill {
    /// The source's host.
    pub source: Energy,
    /// The destination's host, with the second copy of memory.
    pub destination: Energy,
    /// The network between them.
    pub network: Energy,
    /// What all of it costs; the network is billed at the mean of both prices.
    pub cost: Money,
}

impl EnergyBill {
    /// All of it.
    pub fn total(&self) -> Energy {
        self.source + self.destination + self.network
    }
}

/// The bill of everything in `trace`, for guests of this much memory.
pub fn bill(
    trace: &Trace,
    memory: Bytes,
    power: &PowerModel,
    from: &Meter,
    to: &Meter,
) -> EnergyBill {
    let active: Seconds = trace.moves.iter().map(|m| m.active).sum();
    let busy = power.per_thread * power.migration_threads * active;
    let second_copy = Watts::new(MEMORY_WATTS_PER_GB * memory.to_gb()) * active;
    let source = busy * from.pue;
    let destination = (busy + second_copy) * to.pue;
    let network = trace.sent() * power.network;
    let mean_price =
        EnergyPrice::per_kwh(f64::midpoint(from.price.to_per_kwh(), to.price.to_per_kwh()));
    let cost = source * from.price + destination * to.price + network * mean_price;
    EnergyBill { source, destination, network, cost }
}
