//! What the user states: plain structs, the table of their fields, and the check of a whole scenario.

pub mod check;
pub mod field;
pub mod presets;

pub use field::Field;

use crate::units::{Bandwidth, Bytes, EnergyPrice, NetworkIntensity, Ratio, Seconds, Watts};

/// How virtual machines are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Technique {
    /// Storage is shared; memory is copied in rounds while the guest runs.
    PreCopy,
    /// Storage is shared; the guest is handed over at once and fetches its memory afterwards.
    PostCopy,
    /// Nothing is shared: the disk is copied and mirrored, then memory is pre-copied.
    Block,
}

impl Technique {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::PreCopy, Self::PostCopy, Self::Block];
}

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
    /// The part that is written again and again.
    pub working_set: Bytes,
    /// How fast pages in it are written, every write counted.
    pub dirty_page_rate: Bandwidth,
    /// What has to be copied of each disk.
    pub disk: Bytes,
    /// How fast each disk is dirtied.
    pub disk_write_rate: Bandwidth,
}

/// What the user states about the way between the sites.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Bits on the wire.
    pub rate: Bandwidth,
    /// Round trip without queueing.
    pub rtt: Seconds,
}

/// What the user states about how to move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// Which technique.
    pub technique: Technique,
    /// How long a guest may stand still.
    pub downtime_limit: Seconds,
    /// Pre-copy rounds after which the guest is stopped whatever is left; zero for no limit.
    pub round_limit: f64,
    /// How long one memory migration may take before it is cancelled.
    pub timeout: Seconds,
    /// What the control plane needs for each migration, during which nothing is sent.
    pub overhead: Seconds,
}

/// What the user states about one site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Site {
    /// What electricity costs there.
    pub price: EnergyPrice,
    /// Facility energy over IT energy.
    pub pue: Ratio,
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
    /// From where.
    pub source: Site,
    /// Where to.
    pub destination: Site,
    /// Hosts and network.
    pub power: Power,
    /// How long the machines will stay at the destination.
    pub stay: Seconds,
    /// Seed of the sampled runs.
    pub seed: f64,
}

impl Default for Scenario {
    /// The paper's experiment.
    fn default() -> Self {
        presets::paper()
    }
}
