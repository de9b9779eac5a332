//! The one table of everything that can be set: its key in links, its measure, its bounds, and where
//! its default comes from. Forms, links, files and checks all read this table.

use super::{Currency, Scenario};
use crate::units::{
    Bandwidth, Bytes, CarbonIntensity, CarbonPrice, EnergyPrice, HourlyPrice, NetworkIntensity,
    Ratio, Seconds, TrafficPrice, Watts,
};

/// What a field measures; numbers are in the base unit named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A whole number.
    Count,
    /// Bytes of memory or disk.
    Size,
    /// Bytes per second, spoken of in bits (links).
    BitRate,
    /// Bytes per second, spoken of in bytes (writes).
    ByteRate,
    /// Seconds.
    Time,
    /// Units of a site's currency per kWh.
    Price,
    /// Units of a currency that are worth one EUR; zero where that is not stated.
    Rate,
    /// A plain factor.
    Factor,
    /// A share of one, spoken of in percent.
    Share,
    /// Watts.
    Power,
    /// kWh per GB.
    NetworkIntensity,
    /// Grams per kWh.
    CarbonIntensity,
    /// Currency units per GB.
    TrafficPrice,
    /// Currency units per hour.
    HourlyPrice,
    /// Currency units per metric ton.
    CarbonPrice,
}

/// Where a default comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// The paper says so.
    Paper,
    /// A default of Nova, the compute service of OpenStack.
    Nova,
    /// Derived from thousands of measured OpenStack migrations (OSIC benchmark, 2017).
    Osic,
    /// Eurostat, non-household prices, band IE, second half of 2024, Germany.
    EurostatGermany,
    /// The same for Norway.
    EurostatNorway,
    /// Ember's annual averages per country, as The Green Web Foundation ships them.
    Ember,
    /// Eurostat's prices of the second half of 2024 and Ember's averages, both of the country.
    EurostatEmber,
    /// Uptime Institute's survey of 2024.
    UptimeSurvey,
    /// Published by Google for its own data centres.
    Google,
    /// Estimated from SPECpower results of the nearest servers.
    SpecPower,
    /// Cloud Carbon Footprint's coefficients.
    CloudCarbonFootprint,
    /// A default of QEMU.
    Qemu,
    /// A default of KubeVirt.
    KubeVirt,
    /// A default of OpenShift Virtualization.
    OpenShift,
    /// A default of Proxmox VE.
    Proxmox,
    /// A default of cloud-hypervisor.
    CloudHypervisor,
    /// A default of Forklift, the Migration Toolkit for Virtualization.
    Forklift,
    /// A default of XAPI, the toolstack of XenServer and XCP-ng.
    Xapi,
    /// Measured in QEMU guests; the files ship with the page.
    Measured,
    /// The traces and restarts of PostgreSQL that LordWicked published.
    PostgresTraces,
    /// Containers measured at the edge by HMF2475.
    EdgeContainers,
    /// Published migrations on hosts of 2024 to 2026 (docs/accuracy.md).
    Published,
    /// The standard of Ethernet.
    Ethernet,
    /// Fitted on the response times that the paper reports.
    FittedPaper,
    /// It changes by the day: there is no default.
    Unstated,
    /// Nobody measured it; it has to start somewhere.
    Assumption,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident {
        $key:literal, $measure:ident, $min:expr, $max:expr, $source:ident,
        $($path:ident).+ : $($make:ident)::+, $read:ident
    })*) => {
        /// Everything that can be set to a number.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $field,)*
        }

        impl Field {
            /// All of them, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$field,)*];

            /// Its key in links and files; never changes its meaning.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$field => $key,)* }
            }

            /// What it measures.
            pub const fn measure(self) -> Measure {
                match self { $(Self::$field => Measure::$measure,)* }
            }

            /// The smallest and the largest value that makes sense, in the base unit.
            pub const fn bounds(self) -> (f64, f64) {
                match self { $(Self::$field => ($min, $max),)* }
            }

            /// Where its default comes from.
            pub const fn source(self) -> Source {
                match self { $(Self::$field => Source::$source,)* }
            }

            /// Its value in the base unit.
            pub const fn get(self, scenario: &Scenario) -> f64 {
                match self { $(Self::$field => fields!(@read scenario, $read, $($path).+),)* }
            }

            /// Puts a value there, in the base unit, without stating it: nothing follows.
            pub const fn put(self, scenario: &mut Scenario, value: f64) {
                match self { $(Self::$field => scenario.$($path).+ = $($make)::+(value),)* }
            }
        }
    };
    (@read $scenario:ident, plain, $($path:ident).+) => { $scenario.$($path).+ };
    (@read $scenario:ident, $read:ident, $($path:ident).+) => { $scenario.$($path).+.$read() };
}

/// A number without a unit, finite.
const fn plain(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

const MIB: f64 = 1_048_576.0;
const GIB: f64 = 1024.0 * MIB;
const HOUR: f64 = 3600.0;

fields! {
    /// How many virtual machines move.
    Vms { "n", Count, 1.0, 10_000.0, Paper, fleet.vms: plain, plain }
    /// How many of them at a time.
    Concurrency { "c", Count, 1.0, 100.0, Paper, fleet.concurrency: plain, plain }
    /// RAM of each.
    Memory { "m", Size, 16.0 * MIB, 24_576.0 * GIB, Paper, fleet.memory: Bytes::new, get }
    /// The part of it that is not zero.
    Touched { "mt", Size, MIB, 24_576.0 * GIB, Assumption, fleet.touched: Bytes::new, get }
    /// The part that the host has given it, zero or not.
    Populated { "mp", Size, MIB, 24_576.0 * GIB, Assumption, fleet.populated: Bytes::new, get }
    /// The part that is written again and again.
    WorkingSet { "w", Size, 0.0, 24_576.0 * GIB, Paper, fleet.working_set: Bytes::new, get }
    /// How fast pages in it are written.
    DirtyPageRate { "d", ByteRate, 0.0, 20.0 * GIB, Assumption, fleet.dirty_page_rate: Bandwidth::new, get }
    /// A second part that is written too.
    SecondSet { "w2", Size, 0.0, 24_576.0 * GIB, Assumption, fleet.second_set: Bytes::new, get }
    /// How fast pages in that are written.
    SecondRate { "d2", ByteRate, 0.0, 20.0 * GIB, Assumption, fleet.second_rate: Bandwidth::new, get }
    /// How much of a page one write changes.
    WriteSize { "wb", Size, 1.0, 4096.0, Assumption, fleet.write_size: Bytes::new, get }
    /// What has to be copied of each disk.
    Disk { "k", Size, 0.0, 65_536.0 * GIB, Paper, fleet.disk: Bytes::new, get }
    /// How fast each disk is dirtied.
    DiskWriteRate { "kw", ByteRate, 0.0, 4.0 * GIB, Assumption, fleet.disk_write_rate: Bandwidth::new, get }
    /// What of each disk is at the destination already.
    DiskBase { "kb", Size, 0.0, 65_536.0 * GIB, Assumption, storage.base: Bytes::new, get }
    /// The part of each disk that is written again and again; zero for all of it.
    DiskWritten { "kg", Size, 0.0, 65_536.0 * GIB, Assumption, storage.written: Bytes::new, get }
    /// Virtual CPUs of each.
    Vcpus { "v", Count, 1.0, 1024.0, Paper, fleet.vcpus: plain, plain }
    /// How busy they are.
    Load { "vl", Share, 0.0, 1.0, Paper, fleet.load: Ratio::new, get }
    /// Functions of devices that were given to each.
    Functions { "vf", Count, 0.0, 64.0, Assumption, fleet.functions: plain, plain }
    /// What each of them adds to the time for which the guest stands still.
    FunctionPause { "vp", Time, 0.0, 60.0, Published, fleet.function_pause: Seconds::new, get }
    /// What each of them sends meanwhile beyond what that time holds.
    FunctionState { "vs", Size, 0.0, 256.0 * GIB, Assumption, fleet.function_state: Bytes::new, get }
    /// How long back ends take to connect anew while the guest stands still.
    Reconnect { "vr", Time, 0.0, 600.0, Assumption, fleet.reconnect: Seconds::new, get }
    /// Bits on the wire per second, stored in bytes per second.
    LinkRate { "b", BitRate, 125e3, 125e9, Paper, link.rate: Bandwidth::new, get }
    /// Round trip without queueing.
    Rtt { "r", Time, 0.0, 2.0, Assumption, link.rtt: Seconds::new, get }
    /// Largest packet.
    Mtu { "lm", Size, 576.0, 9216.0, Ethernet, link.mtu: Bytes::new, get }
    /// Share of packets lost to others.
    Loss { "ll", Share, 0.0, 0.2, Assumption, link.loss: Ratio::new, get }
    /// The most data one stream keeps in flight.
    Window { "lw", Size, 65_536.0, GIB, Measured, link.window: Bytes::new, get }
    /// What one stream's thread can push; zero where only the link limits.
    StreamLimit { "ls", BitRate, 0.0, 125e9, Assumption, link.stream_limit: Bandwidth::new, get }
    /// Bytes of memory for each byte on the stream.
    CompressionRatio { "cr", Factor, 1.0, 100.0, Published, link.compression_ratio: Ratio::new, get }
    /// Memory that one stream compresses per second; zero where that is no limit.
    CompressionRate { "cs", ByteRate, 0.0, 125e9, Published, link.compression_rate: Bandwidth::new, get }
    /// What finding a GiB of zero pages takes the sender.
    ZeroScan { "zs", Time, 0.0, 10.0, Published, link.zero_scan: Seconds::new, get }
    /// What synchronising the dirty bitmap of a GiB takes the sender.
    BitmapSync { "bs", Time, 0.0, 1.0, Published, link.bitmap_sync: Seconds::new, get }
    /// What others send over the link meanwhile.
    OtherTraffic { "lo", BitRate, 0.0, 125e9, Assumption, link.others: Bandwidth::new, get }
    /// What migrations get of what the link could carry.
    Efficiency { "pe", Share, 0.01, 1.0, Measured, link.efficiency: Ratio::new, get }
    /// From a guest's stop to its start elsewhere, apart from sending.
    Switchover { "so", Time, 0.0, 60.0, Measured, link.switchover: Seconds::new, get }
    /// How long a guest may stand still.
    DowntimeLimit { "l", Time, 0.001, 2000.0, Nova, policy.downtime_limit: Seconds::new, get }
    /// Rounds after which the guest is stopped; zero for no limit.
    RoundLimit { "x", Count, 0.0, 1000.0, Assumption, policy.round_limit: plain, plain }
    /// When a memory migration is cancelled.
    Timeout { "xt", Time, 1.0, 240.0 * HOUR, Assumption, policy.timeout: Seconds::new, get }
    /// The same for each GiB to move; zero for no limit.
    TimeoutPerGib { "xg", Time, 0.0, 24.0 * HOUR, Nova, policy.timeout_per_gib: Seconds::new, get }
    /// Nova: in how many steps the downtime limit is reached.
    DowntimeSteps { "ds", Count, 3.0, 100.0, Nova, policy.downtime_steps: plain, plain }
    /// Nova: how long each of them lasts, per GiB.
    DowntimeDelay { "dd", Time, 3.0, HOUR, Nova, policy.downtime_delay: Seconds::new, get }
    /// KubeVirt: how long a migration may make no progress; zero where nothing watches.
    StallTimeout { "st", Time, 0.0, HOUR, KubeVirt, policy.stall_timeout: Seconds::new, get }
    /// Rate limit of each migration; zero for none.
    MaxBandwidth { "mb", ByteRate, 0.0, 12.5e9, Assumption, policy.max_bandwidth: Bandwidth::new, get }
    /// Parallel streams of each migration.
    Streams { "ch", Count, 1.0, 64.0, Qemu, policy.streams: plain, plain }
    /// The first throttle of the guest's CPUs.
    FirstThrottle { "t1", Share, 0.01, 0.99, Qemu, policy.throttling.first: Ratio::new, get }
    /// Each further step of it.
    ThrottleStep { "t2", Share, 0.01, 0.99, Qemu, policy.throttling.step: Ratio::new, get }
    /// Cache for delta encoding; zero for none.
    DeltaCache { "xc", Size, 0.0, 1024.0 * GIB, Qemu, policy.delta_cache: Bytes::new, get }
    /// When a hybrid migration is handed over; zero for after its first round.
    HandOverAfter { "ha", Time, 0.0, 24.0 * HOUR, Assumption, policy.hand_over_after: Seconds::new, get }
    /// Dumps of a container while it runs.
    PreDumps { "kd", Count, 0.0, 20.0, Assumption, container.pre_dumps: plain, plain }
    /// Freezing a container.
    Freeze { "kf", Time, 0.0, 60.0, Assumption, container.freeze: Seconds::new, get }
    /// Dumping a container, apart from its memory.
    Dump { "kp", Time, 0.0, 600.0, EdgeContainers, container.dump: Seconds::new, get }
    /// Restoring a container, apart from its memory.
    Restore { "kr", Time, 0.0, 600.0, EdgeContainers, container.restore: Seconds::new, get }
    /// What has to be sent before starting anew.
    Image { "ri", Size, 0.0, 65_536.0 * GIB, Assumption, respawn.image: Bytes::new, get }
    /// What preparing for it takes besides.
    Preparation { "rp", Time, 0.0, 24.0 * HOUR, Assumption, respawn.preparation: Seconds::new, get }
    /// Shutting down.
    ShutDown { "rs", Time, 0.0, HOUR, PostgresTraces, respawn.stop: Seconds::new, get }
    /// Booting and starting the application.
    Boot { "rb", Time, 0.0, 24.0 * HOUR, PostgresTraces, respawn.boot: Seconds::new, get }
    /// Until clients reach it.
    Redirect { "rr", Time, 0.0, HOUR, PostgresTraces, respawn.redirect: Seconds::new, get }
    /// How long the service is slower afterwards.
    WarmUp { "rw", Time, 0.0, 24.0 * HOUR, Assumption, respawn.warm_up: Seconds::new, get }
    /// What is read of one disk at the source; zero where that is no limit.
    DiskRead { "ks", ByteRate, 0.0, 125e9, Assumption, storage.read: Bandwidth::new, get }
    /// What is written of one disk at the destination; zero where that is no limit.
    DiskWrite { "kt", ByteRate, 0.0, 125e9, Assumption, storage.write: Bandwidth::new, get }
    /// How many disks of a machine are copied at a time.
    Disks { "kn", Count, 1.0, 64.0, Assumption, storage.disks: plain, plain }
    /// From the end of a copy to the start of the next delta.
    DeltaInterval { "ki", Time, 0.0, 168.0 * HOUR, Forklift, storage.interval: Seconds::new, get }
    /// Deltas before the cut-over.
    Deltas { "kx", Count, 0.0, 1000.0, Assumption, storage.deltas: plain, plain }
    /// Making the disks fit for another platform.
    Conversion { "kv", Time, 0.0, 24.0 * HOUR, Assumption, storage.conversion: Seconds::new, get }
    /// What the control plane needs for each migration.
    Overhead { "o", Time, 0.0, HOUR, Osic, policy.overhead: Seconds::new, get }
    /// Price at the source.
    SourcePrice { "sp", Price, -50.0, 100.0, EurostatGermany, source.price: EnergyPrice::per_kwh, to_per_kwh }
    /// How many units of the source's currency are worth one EUR; zero where that is not stated.
    SourceRate { "sr", Rate, 0.0, 10_000.0, Unstated, source.rate: Ratio::new, get }
    /// PUE at the source.
    SourcePue { "su", Factor, 1.0, 5.0, UptimeSurvey, source.pue: Ratio::new, get }
    /// Price at the destination.
    DestinationPrice { "tp", Price, -50.0, 100.0, EurostatNorway, destination.price: EnergyPrice::per_kwh, to_per_kwh }
    /// The same of the destination's currency.
    DestinationRate { "tr", Rate, 0.0, 10_000.0, Unstated, destination.rate: Ratio::new, get }
    /// PUE at the destination.
    DestinationPue { "tu", Factor, 1.0, 5.0, Google, destination.pue: Ratio::new, get }
    /// What comes on top of an hourly price at the source.
    SourceAdder { "sa", Price, -10.0, 50.0, EurostatGermany, source.adder: EnergyPrice::per_kwh, to_per_kwh }
    /// The same at the destination.
    DestinationAdder { "ta", Price, -10.0, 50.0, EurostatNorway, destination.adder: EnergyPrice::per_kwh, to_per_kwh }
    /// What a kWh emits at the source.
    SourceCarbon { "sc", CarbonIntensity, 0.0, 2000.0, Ember, source.carbon: CarbonIntensity::g_per_kwh, to_g_per_kwh }
    /// What a kWh emits at the destination.
    DestinationCarbon { "tc", CarbonIntensity, 0.0, 2000.0, Ember, destination.carbon: CarbonIntensity::g_per_kwh, to_g_per_kwh }
    /// What leaving the source's network costs.
    Egress { "eg", TrafficPrice, 0.0, 10.0, Assumption, power.egress: TrafficPrice::per_gb, to_per_gb }
    /// What emitting costs on top of every price.
    CarbonPrice { "cp", CarbonPrice, 0.0, 10_000.0, Assumption, power.carbon_price: CarbonPrice::per_ton, to_per_ton }
    /// What an hour of one machine standing still costs.
    Standstill { "eh", HourlyPrice, 0.0, 1e6, Assumption, power.standstill: HourlyPrice::per_hour, to_per_hour }
    /// How long a host takes to start at the destination.
    WakeUp { "ew", Time, 0.0, HOUR, Assumption, power.wake_up: Seconds::new, get }
    /// Response time of reading files before the move.
    ReadTime { "qr", Time, 0.0, 60.0, Paper, users.read: Seconds::new, get }
    /// The same of writing files.
    WriteTime { "qw", Time, 0.0, 60.0, Assumption, users.write: Seconds::new, get }
    /// The same of computing.
    ComputeTime { "qc", Time, 0.0, 60.0, Paper, users.compute: Seconds::new, get }
    /// The same of answering HTTP requests.
    HttpTime { "qh", Time, 0.0, 60.0, Paper, users.http: Seconds::new, get }
    /// Share of an HTTP answer that is transfer over the migration's link.
    OverLink { "ql", Share, 0.0, 0.75, Paper, users.over_link: Ratio::new, get }
    /// A response is slow beyond so many times what it was before.
    SlowFrom { "qx", Factor, 1.0, 100.0, Assumption, users.slow_from: Ratio::new, get }
    /// Requests per second of each kind to each machine.
    Requests { "qn", Factor, 0.0, 1e6, Assumption, users.requests: plain, plain }
    /// What an hour of one machine's slow service costs.
    SlowPrice { "qp", HourlyPrice, 0.0, 1e6, Assumption, users.slow_price: HourlyPrice::per_hour, to_per_hour }
    /// Chance that one machine's migration is interrupted.
    Interruption { "qf", Share, 0.0, 1.0, Assumption, users.interruption: Ratio::new, get }
    /// Machines that already run at the destination.
    Neighbours { "qt", Count, 0.0, 10_000.0, Paper, users.neighbours: plain, plain }
    /// Machines that stay at the source.
    LeftBehind { "qs", Count, 0.0, 10_000.0, Paper, users.left: plain, plain }
    /// Share of the memory that programs can have.
    UserMemory { "qm", Share, 0.1, 1.0, Paper, users.user_memory: Ratio::new, get }
    /// What a host's storage reads and writes per second; zero where it never is the limit.
    DiskRate { "qd", ByteRate, 0.0, 125e9, FittedPaper, users.disk_rate: Bandwidth::new, get }
    /// How long the machines will stay.
    Stay { "h", Time, 0.0, 87_600.0 * HOUR, Assumption, stay: Seconds::new, get }
    /// A host doing nothing.
    HostIdle { "pi", Power, 0.0, 10_000.0, SpecPower, power.host_idle: Watts::new, get }
    /// A host at full load.
    HostPeak { "pp", Power, 1.0, 20_000.0, SpecPower, power.host_peak: Watts::new, get }
    /// Hardware threads of a host.
    HostThreads { "pt", Count, 1.0, 4096.0, Paper, power.host_threads: plain, plain }
    /// Hardware threads one migration keeps busy at each end.
    MigrationThreads { "pm", Factor, 0.0, 64.0, Assumption, power.migration_threads: plain, plain }
    /// Energy per traffic.
    Network { "e", NetworkIntensity, 0.0, 1.0, CloudCarbonFootprint, power.network: NetworkIntensity::kwh_per_gb, to_kwh_per_gb }
    /// Seed of the sampled runs.
    Seed { "z", Count, 0.0, 4_294_967_295.0, Assumption, seed: plain, plain }
}

impl Field {
    /// Whether a scenario has none of it.
    pub fn is_none(self, scenario: &Scenario) -> bool {
        self.none() == Some(self.get(scenario))
    }

    /// The value that stands for "none", in the base unit: zero of a limit that may be absent, the
    /// longest of a time that always has one.
    pub const fn none(self) -> Option<f64> {
        match self {
            Self::Timeout | Self::DowntimeLimit => Some(self.bounds().1),
            Self::MaxBandwidth
            | Self::RoundLimit
            | Self::TimeoutPerGib
            | Self::StallTimeout
            | Self::StreamLimit
            | Self::CompressionRate
            | Self::DeltaCache
            | Self::DiskRate
            | Self::HandOverAfter
            | Self::SecondSet
            | Self::OtherTraffic
            | Self::Disk
            | Self::DiskBase
            | Self::DiskWritten
            | Self::DiskRead
            | Self::DiskWrite => Some(0.0),
            _ => None,
        }
    }

    /// The currency in which it is stated: that of its site for a site's prices, else that of the bill.
    pub const fn currency(self, scenario: &Scenario) -> Currency {
        match self {
            Self::SourcePrice | Self::SourceAdder => scenario.source.currency,
            Self::DestinationPrice | Self::DestinationAdder => scenario.destination.currency,
            _ => Currency::Eur,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_short() {
        for (at, field) in Field::ALL.iter().enumerate() {
            assert!((1..=2).contains(&field.key().len()));
            assert!(!Field::ALL[..at].iter().any(|other| other.key() == field.key()));
        }
    }

    #[test]
    fn every_field_of_the_paper_lies_within_its_bounds_and_survives_a_round_trip() {
        let paper = Scenario::default();
        for field in Field::ALL {
            let value = field.get(&paper);
            let (min, max) = field.bounds();
            assert!((min..=max).contains(&value), "{field:?} = {value}");
            let mut copy = paper;
            field.set(&mut copy, value);
            assert!(copy.is_as(&paper), "{field:?}");
            assert!(copy.stated.has(*field));
        }
    }
}
