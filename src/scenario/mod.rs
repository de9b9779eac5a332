//! What the user states: plain structs, the tables of fields and choices, and the check of a whole
//! scenario.

mod applies;
pub mod check;
pub mod choice;
pub mod field;
pub mod follow;
pub mod goal;
mod inputs;
mod points;
pub mod presets;
pub mod range;
pub mod ruled_out;
pub mod wave;
pub mod weights;

pub use choice::{AtTimeout, Choice, Controller, Currency, Technique, TimeoutFrom, Zone};
pub use field::Field;
pub use follow::Origin;
pub use inputs::Inputs;
pub use points::Points;

use crate::model::control::criu::Carrier;
use crate::model::dirty::Pattern;
use crate::model::energy::Billing;
use crate::model::guest::{Mirror, PageSize};
use crate::model::rate::{Compression, Encryption};
use crate::model::server::Server;
use crate::units::{
    Bandwidth, Bytes, CarbonIntensity, CarbonPrice, EnergyPrice, HourlyPrice, NetworkIntensity,
    Ratio, Seconds, TrafficPrice, Watts,
};

/// What the user states about the virtual machines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fleet {
    /// How many move.
    pub vms: f64,
    /// How many move at a time.
    pub concurrency: f64,
    /// Virtual CPUs of each.
    pub vcpus: f64,
    /// How busy they are.
    pub load: Ratio,
    /// RAM of each.
    pub memory: Bytes,
    /// The part of it that is not zero.
    pub touched: Bytes,
    /// The part that the host has given it, zero or not.
    pub populated: Bytes,
    /// The part that is written again and again.
    pub working_set: Bytes,
    /// How fast pages in it are written, every write counted.
    pub dirty_page_rate: Bandwidth,
    /// In which order.
    pub pattern: Pattern,
    /// A second, usually larger and colder part that is written too.
    pub second_set: Bytes,
    /// How fast pages in that are written.
    pub second_rate: Bandwidth,
    /// What was measured instead of all this; counts if there is any.
    pub points: Points,
    /// How much of a page one write changes: what delta encoding has to send.
    pub write_size: Bytes,
    /// What has to be copied of each disk.
    pub disk: Bytes,
    /// How fast each disk is dirtied.
    pub disk_write_rate: Bandwidth,
    /// How its writes reach the destination while it is copied.
    pub mirror: Mirror,
    /// In pages of which size its host holds its memory.
    pub page_size: PageSize,
    /// Functions of devices that it was given (VFIO).
    pub functions: f64,
    /// What each of them adds to the time for which it stands still.
    pub function_pause: Seconds,
    /// What each of them sends meanwhile, beyond what that time holds.
    pub function_state: Bytes,
    /// How long its back ends (vhost-user, vDPA) take to connect anew, while it stands still.
    pub reconnect: Seconds,
}

/// What the user states about the way between the sites.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Bits on the wire.
    pub rate: Bandwidth,
    /// Round trip without queueing.
    pub rtt: Seconds,
    /// Largest packet.
    pub mtu: Bytes,
    /// Share of packets lost to others.
    pub loss: Ratio,
    /// The most data one stream keeps in flight.
    pub window: Bytes,
    /// What one stream's thread can push; zero where only the link limits.
    pub stream_limit: Bandwidth,
    /// How what is sent is encrypted.
    pub encryption: Encryption,
    /// How memory is compressed on its way.
    pub compression: Compression,
    /// Bytes of memory for each byte on the stream; one or more.
    pub compression_ratio: Ratio,
    /// Memory that one stream compresses per second; zero where that is no limit.
    pub compression_rate: Bandwidth,
    /// What it takes the sender to find a GiB of zero pages.
    pub zero_scan: Seconds,
    /// What it takes it to synchronise the dirty bitmap of a GiB.
    pub bitmap_sync: Seconds,
    /// What others send over the link meanwhile.
    pub others: Bandwidth,
    /// What migrations get of what the link could carry.
    pub efficiency: Ratio,
    /// From a guest's stop to its start elsewhere, apart from sending.
    pub switchover: Seconds,
}

impl Link {
    /// What others leave of it: a hundredth at least.
    pub fn free(&self) -> Bandwidth {
        (self.rate - self.others).max(self.rate * 0.01)
    }
}

/// What the user states about how to move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// Which technique.
    pub technique: Technique,
    /// Who decides when to stop and when to give up.
    pub controller: Controller,
    /// How long a guest may stand still.
    pub downtime_limit: Seconds,
    /// Pre-copy rounds after which the guest is stopped whatever is left; zero for no limit.
    pub round_limit: f64,
    /// How long one migration may take before it is cancelled, disks included unless told otherwise.
    pub timeout: Seconds,
    /// The same for each GiB to move, as Nova and KubeVirt count it; zero for no limit.
    pub timeout_per_gib: Seconds,
    /// What happens then.
    pub at_timeout: AtTimeout,
    /// From when on that time is counted.
    pub timeout_from: TimeoutFrom,
    /// What the control plane needs for each migration, during which nothing is sent.
    pub overhead: Seconds,
    /// Rate limit of each migration; zero for none.
    pub max_bandwidth: Bandwidth,
    /// Parallel streams of each migration (multifd).
    pub streams: f64,
    /// How the guest's CPUs are slowed down until it converges.
    pub throttling: Throttling,
    /// Cache for delta encoding; zero for none.
    pub delta_cache: Bytes,
    /// When a hybrid migration is handed over; zero for after its first round.
    pub hand_over_after: Seconds,
    /// Whether urgent pages have a channel of their own in post-copy.
    pub urgent_channel: bool,
    /// Whether a migration that does not converge may be handed over with post-copy.
    pub permit_post_copy: bool,
    /// Nova: in how many steps the downtime limit is reached.
    pub downtime_steps: f64,
    /// Nova: how long each step lasts, per GiB to move.
    pub downtime_delay: Seconds,
    /// KubeVirt: how long a migration may make no progress; zero where nothing watches for that.
    pub stall_timeout: Seconds,
    /// KubeVirt: whether the downtime limit is raised step by step.
    pub tune_downtime: bool,
}

/// What the user states about auto-converge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Throttling {
    /// Whether it is on.
    pub on: bool,
    /// The first throttle.
    pub first: Ratio,
    /// Each further step of it.
    pub step: Ratio,
}

/// What the user states about checkpointing a container.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Container {
    /// Dumps while it runs.
    pub pre_dumps: f64,
    /// Whether memory follows after it was restored.
    pub lazy_pages: bool,
    /// How archives are carried.
    pub carrier: Carrier,
    /// Freezing it.
    pub freeze: Seconds,
    /// A dump, apart from writing memory.
    pub dump: Seconds,
    /// Restoring, apart from reading memory.
    pub restore: Seconds,
}

/// What the user states about starting anew.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Respawn {
    /// What has to be sent beforehand; zero where the image is there.
    pub image: Bytes,
    /// What preparing takes besides.
    pub preparation: Seconds,
    /// Shutting down.
    pub stop: Seconds,
    /// Booting and starting the application.
    pub boot: Seconds,
    /// Until clients reach it.
    pub redirect: Seconds,
    /// How long it is slower afterwards.
    pub warm_up: Seconds,
}

/// What the user states about copying disks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Storage {
    /// What of each disk is at the destination already: an image that both have, an earlier copy.
    pub base: Bytes,
    /// The distinct part of it that is written again and again; zero for all of it.
    pub written: Bytes,
    /// What is read of one disk at the source; zero where that is no limit.
    pub read: Bandwidth,
    /// What is written of one disk at the destination; zero where that is no limit.
    pub write: Bandwidth,
    /// How many disks of a machine are copied at a time.
    pub disks: f64,
    /// From the end of a copy to the start of the next delta.
    pub interval: Seconds,
    /// Deltas before the cut-over.
    pub deltas: f64,
    /// Making the disks fit for another platform.
    pub conversion: Seconds,
}

/// What the user states about one site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Site {
    /// The currency of its prices.
    pub currency: Currency,
    /// How many units of it are worth one EUR; zero where that is not stated.
    pub rate: Ratio,
    /// What electricity costs there, in its currency.
    pub price: EnergyPrice,
    /// Facility energy over IT energy.
    pub pue: Ratio,
    /// Where hourly prices come from, if any.
    pub zone: Zone,
    /// What comes on top of an hourly price, in its currency: grid fees, taxes.
    pub adder: EnergyPrice,
    /// What a kilowatt-hour emits there, on average.
    pub carbon: CarbonIntensity,
}

impl Site {
    /// How many units of a currency are worth one EUR, as far as the site says it.
    pub fn per_eur(&self, currency: Currency) -> Option<f64> {
        if currency == Currency::Eur {
            return Some(1.0);
        }
        (currency == self.currency && self.rate.is_positive()).then_some(self.rate.get())
    }

    /// What a kilowatt-hour costs at the meter in EUR, its carbon at `carbon_price` included; none
    /// where that takes an exchange rate that is not stated.
    pub fn meter_price(&self, carbon_price: CarbonPrice) -> Option<EnergyPrice> {
        Some(self.price / self.per_eur(self.currency)? + self.carbon * carbon_price)
    }

    /// Counts in the currency of its zone's prices from now on; with those in EUR any can go on.
    pub fn adopt_currency(&mut self) {
        if !self.has_adopted_currency() {
            self.currency = self.zone.currency();
        }
    }

    /// Whether that would change nothing.
    pub fn has_adopted_currency(&self) -> bool {
        [Currency::Eur, self.currency].contains(&self.zone.currency())
    }
}

/// What the user states about hosts and network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Power {
    /// A host doing nothing.
    pub host_idle: Watts,
    /// A host at full load.
    pub host_peak: Watts,
    /// Hardware threads of a host.
    pub host_threads: f64,
    /// Hardware threads that migrating one guest keeps busy at each end.
    pub migration_threads: f64,
    /// Energy per traffic between the sites.
    pub network: NetworkIntensity,
    /// Which of the hosts' watts move with the machines.
    pub billing: Billing,
    /// How long a host at the destination takes to start; zero where it runs anyway.
    pub wake_up: Seconds,
    /// What leaving the source's network costs.
    pub egress: TrafficPrice,
    /// What an hour of one machine standing still costs.
    pub standstill: HourlyPrice,
    /// What emitting costs on top of every price.
    pub carbon_price: CarbonPrice,
    /// How a host's power rises with its load.
    pub server: Server,
    /// The same at the destination, where it is not as at the source.
    pub server_there: Option<Server>,
    /// Whether work that guests have to do later is billed.
    pub redone: bool,
}

impl Power {
    /// The kinds of hosts at the source and at the destination.
    pub fn servers(&self) -> [Server; 2] {
        [self.server, self.server_there.unwrap_or(self.server)]
    }
}

/// What the user states about those who use the machines, and about what they compete for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Users {
    /// Response time of reading files before the move; zero where nobody does.
    pub read: Seconds,
    /// The same of writing files.
    pub write: Seconds,
    /// The same of computing.
    pub compute: Seconds,
    /// The same of answering HTTP requests.
    pub http: Seconds,
    /// Share of an HTTP answer that is transfer over the migration's link.
    pub over_link: Ratio,
    /// A response is slow beyond so many times what it was before.
    pub slow_from: Ratio,
    /// Requests per second of each kind to each machine.
    pub requests: f64,
    /// What an hour of one machine's slow service costs.
    pub slow_price: HourlyPrice,
    /// Chance that one machine's migration is interrupted.
    pub interruption: Ratio,
    /// Machines like those that move that already run at the destination.
    pub neighbours: f64,
    /// Machines like those that move that stay at the source.
    pub left: f64,
    /// Share of the memory that programs can have.
    pub user_memory: Ratio,
    /// What a host's storage reads and writes per second; zero where it never is the limit.
    pub disk_rate: Bandwidth,
}

/// A whole what-if question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scenario {
    /// What moves.
    pub fleet: Fleet,
    /// Over which link.
    pub link: Link,
    /// How.
    pub policy: Policy,
    /// How, where it is a container.
    pub container: Container,
    /// How, where it starts anew.
    pub respawn: Respawn,
    /// How its disk is copied.
    pub storage: Storage,
    /// From where.
    pub source: Site,
    /// Where to.
    pub destination: Site,
    /// Hosts and network.
    pub power: Power,
    /// Those who use the machines.
    pub users: Users,
    /// How long the machines will stay at the destination.
    pub stay: Seconds,
    /// Seed of the sampled runs.
    pub seed: f64,
    /// Which of all this was stated; the rest follows ([`follow`]).
    pub stated: Inputs,
    /// Whether it started from the paper's experiment, whose values hold where nothing else does.
    pub is_example: bool,
}

impl Scenario {
    /// Whether its guests were given functions of devices.
    pub const fn has_functions(&self) -> bool {
        0.0 < self.fleet.functions
    }

    /// Whether a technique can move them as they are: what a device holds cannot be fetched page by page
    /// (docs/devel/migration/vfio.rst of QEMU).
    pub const fn allows(&self, technique: Technique) -> bool {
        technique.is_offered_by(self.policy.controller)
            && !(self.has_functions()
                && matches!(technique, Technique::PostCopy | Technique::Hybrid))
    }

    /// Whether anything was stated of what a move is worth. The paper did, in its example.
    pub fn is_priced(&self) -> bool {
        let stated = self.stated;
        let fields = [
            Field::SourcePrice,
            Field::SourceRate,
            Field::SourceAdder,
            Field::SourceCarbon,
            Field::DestinationPrice,
            Field::DestinationRate,
            Field::DestinationAdder,
            Field::DestinationCarbon,
            Field::CarbonPrice,
            Field::Stay,
        ];
        let choices = [
            Choice::SourceCurrency,
            Choice::DestinationCurrency,
            Choice::SourceZone,
            Choice::DestinationZone,
        ];
        self.is_example
            || fields.into_iter().any(|field| stated.has(field))
            || choices.into_iter().any(|choice| stated.has_choice(choice))
    }

    /// The currency whose rate has to be stated before there are sums of money, if any.
    pub fn unrated(&self) -> Option<Currency> {
        let sites = [&self.source, &self.destination];
        sites
            .map(|site| site.currency)
            .into_iter()
            .zip(sites)
            .find_map(|(currency, site)| site.per_eur(currency).is_none().then_some(currency))
    }
}

impl Default for Scenario {
    /// The paper's experiment.
    fn default() -> Self {
        presets::paper()
    }
}
