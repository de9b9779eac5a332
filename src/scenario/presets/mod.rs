//! Scenarios to start from, and parts of them.

mod catalog;
mod controllers;
mod countries;

pub use catalog::{LINKS, OVERHEADS, Preset, RESPAWNS, WORKLOADS};
pub use controllers::{
    base, concurrency_of, documented, encryption_of, encrypts_by, is_changed, policy_of, source,
};
pub use countries::{Band, COUNTRIES, Country, Side, found, in_zone};

use super::{
    AtTimeout, Container, Controller, Currency, Fleet, Inputs, Link, Points, Policy, Power,
    Respawn, Scenario, Site, Storage, Technique, Throttling, TimeoutFrom, Users, Zone,
};
use crate::model::control::criu::Carrier;
use crate::model::dirty::Pattern;
use crate::model::energy::Billing;
use crate::model::guest::{Mirror, PageSize};
use crate::model::profile::Profile;
use crate::model::rate::{Compression, Encryption};
use crate::model::server::Server;
use crate::units::{
    Bandwidth, Bytes, CarbonIntensity, CarbonPrice, EnergyPrice, HourlyPrice, NetworkIntensity,
    Ratio, Seconds, TrafficPrice, Watts,
};

/// Those who use the paper's web proxies: ten more of them run at the destination, none stays behind.
const USERS: Users = Users {
    read: Seconds::new(2.299),
    write: Seconds::new(0.5),
    compute: Seconds::new(3.759),
    http: Seconds::new(0.166),
    over_link: Ratio::ZERO,
    slow_from: Ratio::new(2.0),
    requests: 0.1,
    slow_price: HourlyPrice::ZERO,
    interruption: Ratio::new(0.001),
    neighbours: 10.0,
    left: 0.0,
    user_memory: Ratio::new(0.831),
    disk_rate: Bandwidth::mib_per_s(362.0),
};

/// Hosts like the paper's, and a network between data centers.
const POWER: Power = Power {
    host_idle: Watts::new(100.0),
    host_peak: Watts::new(290.0),
    host_threads: 32.0,
    migration_threads: 2.0,
    network: NetworkIntensity::kwh_per_gb(0.001),
    billing: Billing::Marginal,
    wake_up: Seconds::ZERO,
    egress: TrafficPrice::ZERO,
    standstill: HourlyPrice::ZERO,
    carbon_price: CarbonPrice::ZERO,
    server: Server::Linear,
    server_there: None,
    redone: false,
};

/// The link of the paper, and what sends over it.
const LINK: Link = Link {
    rate: Bandwidth::mbit_per_s(1000.0),
    rtt: Seconds::ms(1.0),
    mtu: Bytes::new(1500.0),
    loss: Ratio::ZERO,
    window: Bytes::mib(2.62),
    stream_limit: Bandwidth::ZERO,
    encryption: Encryption::None,
    compression: Compression::None,
    compression_ratio: Ratio::new(1.0),
    compression_rate: Bandwidth::ZERO,
    zero_scan: Seconds::new(0.04),
    bitmap_sync: Profile::BITMAP_SYNC,
    others: Bandwidth::ZERO,
    efficiency: Ratio::new(1.0),
    switchover: Seconds::ms(4.0),
};

/// Disks that nothing but the link limits, copied as Forklift does by default; one delta, and five
/// minutes of conversion, are assumptions.
const STORAGE: Storage = Storage {
    base: Bytes::ZERO,
    written: Bytes::ZERO,
    read: Bandwidth::ZERO,
    write: Bandwidth::ZERO,
    disks: 1.0,
    interval: Seconds::hours(1.0),
    deltas: 1.0,
    conversion: Seconds::new(300.0),
};

/// A container as those measured at the edge were dumped and restored.
const CONTAINER: Container = Container {
    pre_dumps: 0.0,
    lazy_pages: false,
    carrier: Carrier::Ssh,
    freeze: Seconds::ms(50.0),
    dump: Seconds::new(0.6),
    restore: Seconds::new(0.3),
};

/// The experiment of Truong, Pape, Rieger and Reißmann (2017): ten web proxies with 2 GiB of memory
/// and 10 GiB of disk, 1702 MiB of it kept dirty by `stress`, moved ten at a time by block live
/// migration over 1 Gbit/s.
///
/// What the paper does not say is an assumption and marked as one in [`super::field::Source`].
pub const fn paper() -> Scenario {
    Scenario {
        fleet: Fleet {
            vms: 10.0,
            concurrency: 10.0,
            vcpus: 1.0,
            load: Ratio::new(1.0),
            memory: Bytes::gib(2.0),
            touched: Bytes::mib(1952.0),
            populated: Bytes::gib(2.0),
            working_set: Bytes::mib(1702.0),
            dirty_page_rate: Bandwidth::mib_per_s(1000.0),
            pattern: Pattern::Uniform,
            second_set: Bytes::ZERO,
            second_rate: Bandwidth::ZERO,
            points: Points::NONE,
            write_size: Bytes::new(64.0),
            disk: Bytes::gib(10.0),
            disk_write_rate: Bandwidth::mib_per_s(0.5),
            mirror: Mirror::Background,
            page_size: PageSize::Small,
            functions: 0.0,
            function_pause: Seconds::ms(400.0),
            function_state: Bytes::ZERO,
            reconnect: Seconds::ZERO,
        },
        link: LINK,
        policy: Policy {
            technique: Technique::Block,
            controller: Controller::Qemu,
            downtime_limit: Seconds::ms(500.0),
            round_limit: 5.0,
            timeout: Seconds::hours(2.0),
            timeout_per_gib: Seconds::new(800.0),
            at_timeout: AtTimeout::Abort,
            timeout_from: TimeoutFrom::Start,
            overhead: Seconds::new(7.0),
            max_bandwidth: Bandwidth::ZERO,
            streams: 1.0,
            throttling: Throttling {
                on: false,
                first: Ratio::percent(20.0),
                step: Ratio::percent(10.0),
            },
            delta_cache: Bytes::ZERO,
            hand_over_after: Seconds::ZERO,
            urgent_channel: false,
            permit_post_copy: false,
            downtime_steps: 10.0,
            downtime_delay: Seconds::new(75.0),
            stall_timeout: Seconds::ZERO,
            tune_downtime: false,
        },
        container: CONTAINER,
        respawn: Respawn {
            image: Bytes::ZERO,
            preparation: Seconds::ZERO,
            stop: Seconds::new(1.5),
            boot: Seconds::new(13.0),
            redirect: Seconds::new(1.0),
            warm_up: Seconds::new(10.0),
        },
        storage: STORAGE,
        source: Site {
            currency: Currency::Eur,
            rate: Ratio::ZERO,
            price: EnergyPrice::per_kwh(0.171),
            pue: Ratio::new(1.56),
            zone: Zone::None,
            adder: EnergyPrice::per_kwh(0.0925),
            carbon: CarbonIntensity::g_per_kwh(342.06),
        },
        destination: Site {
            currency: Currency::Eur,
            rate: Ratio::ZERO,
            price: EnergyPrice::per_kwh(0.052),
            pue: Ratio::new(1.1),
            zone: Zone::None,
            adder: EnergyPrice::per_kwh(0.002),
            carbon: CarbonIntensity::g_per_kwh(30.75),
        },
        power: POWER,
        users: USERS,
        stay: Seconds::hours(24.0),
        seed: 1.0,
        stated: Inputs::NONE,
        is_example: true,
    }
}

/// What holds where somebody states a scenario of their own: one VM under QEMU, with storage that both
/// hosts share. What it has of the paper is energy, sites and users; memory (4 GiB), two vCPUs, 50 MiB/s
/// written and a disk of 20 GiB are assumptions, and so is a network between racks (0.2 ms).
pub const fn blank() -> Scenario {
    let paper = paper();
    let memory = Bytes::gib(4.0);
    let touched = Bytes::new(memory.get() * super::follow::TOUCHED_SHARE.get());
    Scenario {
        fleet: Fleet {
            vms: 1.0,
            concurrency: 1.0,
            vcpus: 2.0,
            memory,
            touched,
            populated: memory,
            working_set: touched,
            dirty_page_rate: Bandwidth::mib_per_s(50.0),
            disk: Bytes::gib(20.0),
            ..paper.fleet
        },
        link: Link { rate: Bandwidth::mbit_per_s(10_000.0), rtt: Seconds::ms(0.2), ..paper.link },
        policy: policy_of(Controller::Qemu),
        users: Users { neighbours: 0.0, ..paper.users },
        is_example: false,
        ..paper
    }
}
