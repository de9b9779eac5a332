//! What the user states about a wave: groups of machines, hosts on either side, limits and an order.
//!
//! It stands beside the scenario, which says how a machine moves and over which link.

use super::field::{Field, Measure};
use super::presets::WORKLOADS;
use super::{Points, Scenario};
use crate::units::{Bandwidth, Bytes, Ratio};

/// What the machines of a group write.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Workload {
    /// What the scenario says.
    #[default]
    Scenario,
    /// A workload of [`WORKLOADS`], by its place there.
    Preset(usize),
    /// A working set written at one rate.
    Writes {
        /// How much is written at all.
        set: Bytes,
        /// How fast.
        rate: Bandwidth,
    },
}

/// Machines that are alike but for their size.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What the user calls them.
    pub name: String,
    /// How many.
    pub count: u32,
    /// RAM of the smallest and of the largest; those between are evenly spread.
    pub memory: (Bytes, Bytes),
    /// The part of it that is not zero.
    pub touched: Ratio,
    /// What they write.
    pub workload: Workload,
    /// What has to be copied of each disk, in a block migration.
    pub disk: Bytes,
    /// Virtual CPUs of each.
    pub vcpus: f64,
    /// Higher ones go first, whatever the order.
    pub priority: u32,
}

/// In which order machines of the same priority go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// As the groups are listed.
    #[default]
    Listed,
    /// Most to copy first: the stragglers at the end are small.
    Largest,
    /// Those that write most first: before the load of others falls on their host.
    Hottest,
    /// Those that take least first.
    Shortest,
}

impl Order {
    /// All of them, with their names in links.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Listed, "listed"),
        (Self::Largest, "largest"),
        (Self::Hottest, "hottest"),
        (Self::Shortest, "shortest"),
    ];

    /// Its name in links.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(order, _)| *order == self).map_or("", |(_, name)| name)
    }
}

macro_rules! settings {
    ($($(#[$doc:meta])* $setting:ident { $key:literal, $measure:ident, $min:expr, $max:expr, $default:expr })*) => {
        /// What can be set to a number about a wave as a whole.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Setting { $($(#[$doc])* $setting,)* }

        impl Setting {
            /// All of them, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$setting,)*];

            /// Its key in links; never changes its meaning.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$setting => $key,)* }
            }

            /// What it measures.
            pub const fn measure(self) -> Measure {
                match self { $(Self::$setting => Measure::$measure,)* }
            }

            /// The smallest and the largest value that makes sense, in the base unit.
            pub const fn bounds(self) -> (f64, f64) {
                match self { $(Self::$setting => ($min, $max),)* }
            }

            /// What it is where nobody says otherwise; never changes, for links leave it out.
            pub const fn default(self) -> f64 {
                match self { $(Self::$setting => $default,)* }
            }
        }
    };
}

impl Setting {
    /// The value that stands for there being none, of what there may be none of.
    pub const fn none(self) -> Option<f64> {
        match self {
            Self::Background | Self::Batch | Self::Serial | Self::Window => Some(0.0),
            _ => None,
        }
    }
}

const GIB: f64 = 1_073_741_824.0;
const GBIT: f64 = 125e6;

settings! {
    /// Hosts that machines leave.
    Sources { "s", Count, 1.0, 500.0, 1.0 }
    /// Hosts that they go to.
    Destinations { "d", Count, 1.0, 500.0, 1.0 }
    /// The migration port of each source.
    SourcePort { "sp", BitRate, 125e3, 125e9, 10.0 * GBIT }
    /// The migration port of each destination.
    DestinationPort { "dp", BitRate, 125e3, 125e9, 10.0 * GBIT }
    /// What other traffic takes of the link between the sites.
    Background { "b", BitRate, 0.0, 125e9, 0.0 }
    /// Migrations at a time from each source.
    PerSource { "ls", Count, 1.0, 1000.0, 2.0 }
    /// Migrations at a time to each destination.
    PerDestination { "ld", Count, 1.0, 1000.0, 2.0 }
    /// Migrations at a time in all.
    InAll { "la", Count, 1.0, 1000.0, 5.0 }
    /// Requested at once, the next ones when all of those have ended; zero where a migration is
    /// requested whenever there is a place.
    Batch { "lb", Count, 0.0, 100_000.0, 0.0 }
    /// What each migration requested along with others takes longer, holding its place.
    Serial { "lo", Time, 0.0, 3600.0, 0.0 }
    /// Until when all have to be there; zero for no such time.
    Window { "t", Time, 0.0, 31_536_000.0, 0.0 }
    /// RAM of each host at the destination.
    HostMemory { "hm", Size, GIB, 65_536.0 * GIB, 256.0 * GIB }
    /// Hardware threads of each host at the destination.
    HostThreads { "ht", Count, 1.0, 4096.0, 64.0 }
    /// How much of a host's RAM is given to machines that run there already.
    Occupied { "ho", Share, 0.0, 1.0, 0.0 }
    /// Virtual CPUs per hardware thread that are allowed.
    CpuOvercommit { "hc", Factor, 0.1, 64.0, 4.0 }
    /// RAM promised to machines per RAM of the host that is allowed.
    MemoryOvercommit { "hr", Factor, 0.1, 16.0, 1.0 }
}

/// A wave as the user states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Wave {
    /// Who moves.
    pub groups: Vec<Group>,
    /// In which order.
    pub order: Order,
    settings: [f64; Setting::ALL.len()],
}

impl Default for Wave {
    fn default() -> Self {
        let mut settings = [0.0; Setting::ALL.len()];
        for setting in Setting::ALL {
            settings[*setting as usize] = setting.default();
        }
        Self { groups: Vec::new(), order: Order::default(), settings }
    }
}

impl Wave {
    /// As many groups as a wave may have.
    pub const MOST_GROUPS: usize = 500;
    /// As many machines as a wave may have.
    pub const MOST_MACHINES: u32 = 100_000;
    /// As many letters as a group's name may have.
    pub const LONGEST_NAME: usize = 24;

    /// A setting, in its base unit.
    pub const fn get(&self, setting: Setting) -> f64 {
        self.settings[setting as usize]
    }

    /// Sets a setting, within its bounds.
    pub fn set(&mut self, setting: Setting, value: f64) {
        let (min, max) = setting.bounds();
        let value = if value.is_finite() { value.clamp(min, max) } else { setting.default() };
        let is_whole = setting.measure() == Measure::Count;
        self.settings[setting as usize] = if is_whole { libm::round(value) } else { value };
    }

    /// The wave that a scenario amounts to: its machines, from one host to another, as many at a time
    /// as it says, over ports that are no narrower than its link.
    pub fn of(scenario: &Scenario) -> Self {
        let fleet = &scenario.fleet;
        let mut wave = Self { groups: vec![Group::of(scenario)], ..Self::default() };
        for limit in [Setting::PerSource, Setting::PerDestination, Setting::InAll] {
            wave.set(limit, fleet.concurrency);
        }
        for port in [Setting::SourcePort, Setting::DestinationPort] {
            // Ports of 10 Gbit/s are an assumption; narrower than the link they would be the link.
            wave.set(port, scenario.link.rate.get().max(port.default()));
        }
        wave.set(Setting::Background, scenario.link.others.get());
        wave
    }

    /// RAM that a host at the destination may promise.
    pub fn memory_of_host(&self) -> Bytes {
        Bytes::new(self.get(Setting::HostMemory) * self.get(Setting::MemoryOvercommit))
    }

    /// Virtual CPUs that it may promise.
    pub fn cpus_of_host(&self) -> f64 {
        self.get(Setting::HostThreads) * self.get(Setting::CpuOvercommit)
    }

    /// RAM that it has promised before anything moves.
    pub fn occupied(&self) -> Bytes {
        Bytes::new(self.get(Setting::Occupied) * self.get(Setting::HostMemory))
    }

    /// How many machines.
    pub fn machines(&self) -> u32 {
        self.groups.iter().fold(0, |sum: u32, group| sum.saturating_add(group.count))
    }

    /// The wave within its bounds; whether something was cut off.
    pub fn checked(&self) -> (Self, bool) {
        let mut wave = self.clone();
        wave.groups.truncate(Self::MOST_GROUPS);
        let mut left = Self::MOST_MACHINES;
        for group in &mut wave.groups {
            *group = group.checked();
            group.count = group.count.min(left);
            left -= group.count;
        }
        let is_cut = wave.machines() < self.machines();
        (wave, is_cut)
    }
}

impl Group {
    /// The machines of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let fleet = &scenario.fleet;
        Self {
            name: String::new(),
            count: fleet.vms as u32,
            memory: (fleet.memory, fleet.memory),
            touched: fleet.touched.share_of(fleet.memory),
            workload: Workload::Scenario,
            disk: fleet.disk,
            vcpus: fleet.vcpus,
            priority: 0,
        }
    }

    /// The group within its bounds.
    pub(crate) fn checked(&self) -> Self {
        // Those of a single machine; what is no number cannot be written into a link.
        let within = |field: Field, value: f64| {
            let (least, most) = field.bounds();
            if value.is_nan() { least } else { value.clamp(least, most) }
        };
        let size = |field, size: Bytes| Bytes::new(within(field, size.get()));
        let (from, to) = (size(Field::Memory, self.memory.0), size(Field::Memory, self.memory.1));
        let workload = match self.workload {
            Workload::Preset(place) if WORKLOADS.len() <= place => Workload::Scenario,
            Workload::Writes { set, rate } => Workload::Writes {
                set: size(Field::WorkingSet, set),
                rate: Bandwidth::new(within(Field::DirtyPageRate, rate.get())),
            },
            other => other,
        };
        Self {
            name: self.name.chars().take(Wave::LONGEST_NAME).collect(),
            count: self.count.min(Wave::MOST_MACHINES),
            memory: (from.min(to), from.max(to)),
            touched: Ratio::new(self.touched.get().clamp(0.0, 1.0)),
            workload,
            disk: size(Field::Disk, self.disk),
            vcpus: within(Field::Vcpus, self.vcpus),
            priority: self.priority.min(1000),
        }
    }

    /// The scenario of one of its machines with this much RAM.
    pub fn applied(&self, scenario: &Scenario, memory: Bytes) -> Scenario {
        let mut applied = match self.workload {
            Workload::Preset(place) => {
                WORKLOADS.get(place).map_or(*scenario, |preset| preset.applied(scenario))
            }
            _ => *scenario,
        };
        let fleet = &mut applied.fleet;
        if let Workload::Writes { set, rate } = self.workload {
            fleet.points = Points::NONE;
            (fleet.working_set, fleet.dirty_page_rate) = (set, rate);
            (fleet.second_set, fleet.second_rate) = (Bytes::ZERO, Bandwidth::ZERO);
        }
        fleet.memory = memory;
        fleet.touched = memory * self.touched;
        fleet.working_set = fleet.working_set.min(fleet.touched);
        fleet.second_set = fleet.second_set.min(fleet.touched);
        fleet.disk = self.disk;
        fleet.vcpus = self.vcpus;
        applied
    }
}

/// Where limits come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitSource {
    /// The source or the manual of the product.
    Documented(&'static str),
    /// What is said of it, not found where it is made.
    Assumption,
}

/// The limits of a control plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LimitPreset {
    /// What it is called.
    pub name: &'static str,
    /// Where they come from.
    pub source: LimitSource,
    settings: [(Setting, f64); 5],
}

impl LimitPreset {
    /// The wave under these limits.
    pub fn applied(&self, wave: &Wave) -> Wave {
        let mut wave = wave.clone();
        for (setting, value) in self.settings {
            wave.set(setting, value);
        }
        wave
    }
}

const ANY: f64 = 1000.0;

const fn limits(
    source: f64,
    destination: f64,
    all: f64,
    batch: f64,
    serial: f64,
) -> [(Setting, f64); 5] {
    [
        (Setting::PerSource, source),
        (Setting::PerDestination, destination),
        (Setting::InAll, all),
        (Setting::Batch, batch),
        (Setting::Serial, serial),
    ]
}

/// The limits that control planes come with.
pub const LIMITS: [LimitPreset; 8] = [
    LimitPreset {
        name: "OpenStack Nova",
        source: LimitSource::Documented("nova/conf/compute.py: max_concurrent_live_migrations = 1"),
        settings: limits(1.0, ANY, ANY, 0.0, 0.0),
    },
    LimitPreset {
        name: "Nova, OSIC 2017",
        source: LimitSource::Documented(
            "osic/benchmarking_live-migration: batches of 4; 5.4 s fitted to its evacuations",
        ),
        settings: limits(1.0, ANY, ANY, 4.0, 5.4),
    },
    LimitPreset {
        name: "KubeVirt",
        source: LimitSource::Documented(
            "parallelMigrationsPerCluster 5, parallelOutboundMigrationsPerNode 2",
        ),
        settings: limits(2.0, ANY, 5.0, 0.0, 0.0),
    },
    LimitPreset {
        name: "vMotion, 1 GbE",
        source: LimitSource::Documented("vSphere 6.7: limits on simultaneous migrations, network"),
        settings: limits(4.0, 4.0, ANY, 0.0, 0.0),
    },
    LimitPreset {
        name: "vMotion, 10 GbE",
        source: LimitSource::Documented("vSphere 6.7: limits on simultaneous migrations, network"),
        settings: limits(8.0, 8.0, ANY, 0.0, 0.0),
    },
    LimitPreset {
        name: "Xen Orchestra",
        source: LimitSource::Documented("vatesfr/xen-orchestra #6065: vmMigrationConcurrency = 3"),
        settings: limits(ANY, ANY, 3.0, 0.0, 0.0),
    },
    LimitPreset {
        name: "oVirt",
        source: LimitSource::Assumption,
        settings: limits(2.0, 2.0, ANY, 0.0, 0.0),
    },
    LimitPreset {
        name: "Hyper-V",
        source: LimitSource::Assumption,
        settings: limits(2.0, 2.0, ANY, 0.0, 0.0),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_is_a_wave_of_one_group() {
        let wave = Wave::of(&Scenario::default());
        assert_eq!(wave.machines(), 10);
        assert_eq!(wave.get(Setting::InAll).to_bits(), 10.0_f64.to_bits());
        assert_eq!(wave.checked(), (wave, false));
    }

    #[test]
    fn what_is_out_of_bounds_is_cut() {
        let mut wave = Wave::of(&Scenario::default());
        wave.groups[0].count = u32::MAX;
        wave.groups[0].memory = (Bytes::gib(1e9), Bytes::ZERO);
        wave.groups[0].vcpus = f64::NAN;
        wave.set(Setting::InAll, f64::NAN);
        wave.set(Setting::Sources, 1e9);
        let (checked, is_cut) = wave.checked();
        assert!(is_cut && checked.machines() == Wave::MOST_MACHINES);
        assert_eq!(checked.groups[0].memory, (Bytes::mib(16.0), Bytes::gib(24_576.0)));
        assert_eq!(checked.groups[0].vcpus.to_bits(), 1.0_f64.to_bits());
        assert_eq!(checked.get(Setting::InAll).to_bits(), 5.0_f64.to_bits());
        assert_eq!(checked.get(Setting::Sources).to_bits(), 500.0_f64.to_bits());
    }

    #[test]
    fn limits_of_control_planes_replace_all_limits() {
        let mut wave = Wave::default();
        wave.set(Setting::Serial, 9.0);
        for preset in LIMITS {
            let applied = preset.applied(&wave);
            assert!(applied.get(Setting::Serial) < 6.0, "{}", preset.name);
        }
        assert_eq!(LIMITS[2].applied(&wave).get(Setting::InAll).to_bits(), 5.0_f64.to_bits());
    }
}
