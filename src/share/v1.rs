//! The defaults of link version 1, frozen.
//!
//! A link says only what differs from these, so that they are part of the format: whatever the page
//! opens with one day, this file never changes the meaning of what it holds. A field that comes later
//! gets here the value with which older links behave as they always did.

use crate::scenario::{Fleet, Link, Policy, Power, Scenario, Site, Technique};
use crate::units::{Bandwidth, Bytes, EnergyPrice, NetworkIntensity, Ratio, Seconds, Watts};

/// What a link of version 1 means where it says nothing.
pub const DEFAULTS: Scenario = Scenario {
    fleet: Fleet {
        vms: 10.0,
        concurrency: 10.0,
        vcpus: 1.0,
        load: Ratio::new(1.0),
        memory: Bytes::gib(2.0),
        touched: Bytes::mib(1952.0),
        working_set: Bytes::mib(1702.0),
        dirty_page_rate: Bandwidth::mib_per_s(1000.0),
        disk: Bytes::gib(10.0),
        disk_write_rate: Bandwidth::mib_per_s(0.5),
    },
    link: Link { rate: Bandwidth::mbit_per_s(1000.0), rtt: Seconds::ms(1.0) },
    policy: Policy {
        technique: Technique::Block,
        downtime_limit: Seconds::ms(500.0),
        round_limit: 5.0,
        timeout: Seconds::hours(2.0),
        overhead: Seconds::new(7.0),
    },
    source: Site { price: EnergyPrice::per_kwh(0.171), pue: Ratio::new(1.56) },
    destination: Site { price: EnergyPrice::per_kwh(0.052), pue: Ratio::new(1.1) },
    power: Power {
        host_idle: Watts::new(100.0),
        host_peak: Watts::new(290.0),
        host_threads: 32.0,
        migration_threads: 2.0,
        network: NetworkIntensity::kwh_per_gb(0.001),
    },
    stay: Seconds::hours(24.0),
    seed: 1.0,
};
