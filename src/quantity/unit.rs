//! The units of each measure, and which of them reads best.

use crate::scenario::field::Measure;

/// A unit in which a measure is written and read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// As it is written.
    pub name: &'static str,
    /// How many base units it is.
    pub factor: f64,
    /// Other spellings that are read; upper and lower case count only where two units differ in it.
    pub(super) aliases: &'static [&'static str],
}

impl Unit {
    /// So many of it in base units. What is a hundredth or a thousandth is divided: 70 % is 0.7 to the
    /// last bit, and as short in a link.
    pub(super) fn of(&self, value: f64) -> f64 {
        if self.factor < 1.0 { value / (1.0 / self.factor) } else { value * self.factor }
    }
}

const fn unit(name: &'static str, factor: f64, aliases: &'static [&'static str]) -> Unit {
    Unit { name, factor, aliases }
}

const KIB: f64 = 1024.0;
const MIB: f64 = 1024.0 * KIB;
const GIB: f64 = 1024.0 * MIB;
const TIB: f64 = 1024.0 * GIB;

const COUNT: [Unit; 1] = [unit("", 1.0, &[])];
const FACTOR: [Unit; 1] = [unit("", 1.0, &[])];
const SHARE: [Unit; 1] = [unit("%", 0.01, &[])];
const POWER: [Unit; 2] = [unit("W", 1.0, &[]), unit("kW", 1e3, &[])];
const PRICE: [Unit; 3] = [
    unit("EUR/kWh", 1.0, &["€/kWh", "/kWh", "eur"]),
    unit("ct/kWh", 0.01, &["ct", "c/kWh"]),
    unit("EUR/MWh", 0.001, &["€/MWh"]),
];
const NETWORK: [Unit; 2] = [unit("kWh/GB", 1.0, &[]), unit("Wh/GB", 1e-3, &[])];
const CARBON: [Unit; 2] = [unit("g/kWh", 1.0, &["g"]), unit("kg/kWh", 1e3, &["kg"])];
const TRAFFIC_PRICE: [Unit; 2] =
    [unit("EUR/GB", 1.0, &["€/GB", "eur"]), unit("ct/GB", 0.01, &["ct"])];
const CARBON_PRICE: [Unit; 1] = [unit("EUR/t", 1.0, &["€/t", "/t"])];
const HOURLY_PRICE: [Unit; 2] = [unit("EUR/h", 1.0, &["€/h", "eur"]), unit("ct/h", 0.01, &["ct"])];
const SIZE: [Unit; 8] = [
    unit("MiB", MIB, &["Mi", "M"]),
    unit("GiB", GIB, &["Gi", "G"]),
    unit("TiB", TIB, &["Ti", "T"]),
    unit("KiB", KIB, &["Ki", "K"]),
    unit("B", 1.0, &["byte", "bytes"]),
    unit("MB", 1e6, &[]),
    unit("GB", 1e9, &[]),
    unit("TB", 1e12, &[]),
];
const BIT_RATE: [Unit; 9] = [
    unit("Mbit/s", 125e3, &["Mbit", "Mbps", "Mb/s", "Mb"]),
    unit("Gbit/s", 125e6, &["Gbit", "Gbps", "Gb/s", "Gb"]),
    unit("kbit/s", 125.0, &["kbit", "kbps", "kb/s"]),
    unit("bit/s", 0.125, &["bit", "bps"]),
    unit("MB/s", 1e6, &["MB"]),
    unit("GB/s", 1e9, &["GB"]),
    unit("MiB/s", MIB, &["MiB"]),
    unit("GiB/s", GIB, &["GiB"]),
    unit("B/s", 1.0, &[]),
];
const BYTE_RATE: [Unit; 7] = [
    unit("MiB/s", MIB, &["MiB", "Mi/s"]),
    unit("GiB/s", GIB, &["GiB", "Gi/s"]),
    unit("KiB/s", KIB, &["KiB", "Ki/s"]),
    unit("B/s", 1.0, &[]),
    unit("MB/s", 1e6, &["MB"]),
    unit("GB/s", 1e9, &["GB"]),
    unit("Mbit/s", 125e3, &["Mbit", "Mbps"]),
];
const TIME: [Unit; 5] = [
    unit("ms", 1e-3, &["msec"]),
    unit("s", 1.0, &["sec"]),
    unit("min", 60.0, &["m"]),
    unit("h", 3600.0, &["hours", "hour", "Std", "Stunden"]),
    unit("d", 86_400.0, &["days", "day", "Tage", "Tag"]),
];

/// The units of a measure, the usual one first.
pub const fn units(measure: Measure) -> &'static [Unit] {
    match measure {
        Measure::Count => &COUNT,
        Measure::Size => &SIZE,
        Measure::BitRate => &BIT_RATE,
        Measure::ByteRate => &BYTE_RATE,
        Measure::Time => &TIME,
        Measure::Price => &PRICE,
        Measure::Factor | Measure::Rate => &FACTOR,
        Measure::Share => &SHARE,
        Measure::Power => &POWER,
        Measure::NetworkIntensity => &NETWORK,
        Measure::CarbonIntensity => &CARBON,
        Measure::TrafficPrice => &TRAFFIC_PRICE,
        Measure::HourlyPrice => &HOURLY_PRICE,
        Measure::CarbonPrice => &CARBON_PRICE,
    }
}

/// The unit in which a value reads best: the largest written one of which there is at least one.
pub fn best_unit(measure: Measure, value: f64) -> Unit {
    let written = match measure {
        // Those after them are only read: memory is binary, links are decimal.
        Measure::Size => &SIZE[..5],
        Measure::BitRate => &BIT_RATE[..4],
        Measure::ByteRate => &BYTE_RATE[..4],
        Measure::Price => &PRICE[..1],
        Measure::NetworkIntensity => &NETWORK[..1],
        Measure::CarbonIntensity => &CARBON[..1],
        Measure::TrafficPrice => &TRAFFIC_PRICE[..1],
        Measure::HourlyPrice => &HOURLY_PRICE[..1],
        other => units(other),
    };
    let size = value.abs();
    let fits = |unit: &&Unit| unit.factor <= size * (1.0 + 1e-9);
    let largest = |a: &&Unit, b: &&Unit| a.factor.total_cmp(&b.factor);
    *written.iter().filter(fits).max_by(largest).unwrap_or(&written[0])
}
