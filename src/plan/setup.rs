//! A scenario in the model's terms, for one technique.

use crate::model::control::auto_converge::AutoConverge;
use crate::model::control::cold::{Offline, OfflineRules, Respawn, RespawnRules};
use crate::model::control::criu::{self, Criu};
use crate::model::control::kubevirt::{KubeVirt, Tuning};
use crate::model::control::nova::{Nova, TimeoutAction};
use crate::model::control::qemu::Qemu;
use crate::model::control::rules::{Action, Orders, Patience, PostCopy, Rules, Since};
use crate::model::control::storage::{Conversion, ConversionRules, Deltas, DiskMove, MirrorRules};
use crate::model::control::xbzrle::Xbzrle;
use crate::model::control::{Controller, Decision, Moment, cloud_hypervisor, proxmox, xen};
use crate::model::dirty::{DirtyCurve, MeasuredCurve, WorkingSet};
use crate::model::domain::Outside;
use crate::model::engine;
use crate::model::guest::{Disk, Guest};
use crate::model::link::Path;
use crate::model::luck::Luck;
use crate::model::profile::Profile;
use crate::model::rate::{Compression, one_after_the_other};
use crate::model::trace::Trace;
use crate::scenario::{self, AtTimeout, Choice, Field, Policy, Scenario, Technique, TimeoutFrom};
use crate::units::{Bandwidth, Bytes, Seconds};

/// A scenario in the model's terms, for one technique.
pub(super) struct Setup {
    guest: Guest,
    path: Path,
    how: How,
    profile: Profile,
    vms: u32,
    concurrency: u32,
}

/// The controller with its rules.
enum How {
    Live(Box<Orders>),
    Offline(OfflineRules),
    Respawn(RespawnRules),
    Container(criu::Rules),
    Disk(MirrorRules),
    Conversion(ConversionRules),
}

/// One machine on its way: one kind of engine serves all of them, which keeps the page small.
#[allow(clippy::large_enum_variant, reason = "nearly every machine is the largest, on 64 bits")]
pub(super) enum Machine<'a> {
    Live(Qemu<'a>),
    Offline(Offline<'a>),
    Respawn(Respawn<'a>),
    Container(Criu<'a>),
    Disk(DiskMove<'a>),
    Conversion(Conversion<'a>),
}

impl Controller for Machine<'_> {
    fn next(&mut self, moment: Moment<'_>) -> Decision {
        match self {
            Self::Live(machine) => machine.next(moment),
            Self::Offline(machine) => machine.next(moment),
            Self::Respawn(machine) => machine.next(moment),
            Self::Container(machine) => machine.next(moment),
            Self::Disk(machine) => machine.next(moment),
            Self::Conversion(machine) => machine.next(moment),
        }
    }
}

impl Setup {
    pub(super) fn new(scenario: &Scenario, technique: Technique) -> Self {
        let Scenario { fleet, policy, .. } = scenario;
        let guest = guest(scenario, technique);
        let guest = if Field::Populated.applies(scenario) {
            guest.populated(fleet.populated)
        } else {
            guest
        };
        let how = match technique {
            Technique::Offline => How::Offline(OfflineRules {
                overhead: policy.overhead,
                max_bandwidth: max_bandwidth(scenario),
            }),
            Technique::Respawn => How::Respawn(respawn_rules(scenario)),
            Technique::Container => How::Container(container_rules(scenario)),
            Technique::Storage => How::Disk(mirror_rules(scenario)),
            Technique::Warm | Technique::Cold => {
                How::Conversion(conversion_rules(scenario, technique))
            }
            _ => How::Live(Box::new(orders(scenario, &guest, technique))),
        };
        Self {
            how,
            path: sender(path_of(scenario, technique), scenario, technique),
            profile: compressed(profile(scenario, &guest), scenario, technique),
            vms: fleet.vms as u32,
            concurrency: fleet.concurrency as u32,
            guest,
        }
    }

    /// Runs all machines.
    pub(super) fn run(&self, luck: &mut Luck, trace: &mut Trace) {
        let path = &self.profile.path_of_run(&self.path, luck);
        let machines = (0..self.vms).map(|_| self.machine(path));
        engine::run(path, machines, self.concurrency, luck, trace);
    }

    /// A machine that is to move over this path.
    pub(super) fn machine<'a>(&'a self, path: &'a Path) -> Machine<'a> {
        let Self { guest, profile, .. } = self;
        match &self.how {
            How::Live(orders) => Machine::Live(Qemu::ordered(guest, orders, profile, path)),
            How::Offline(rules) => Machine::Offline(Offline::new(guest, rules, profile, path)),
            How::Respawn(rules) => Machine::Respawn(Respawn::new(rules)),
            How::Container(rules) => Machine::Container(Criu::new(guest, rules, profile, path)),
            How::Disk(rules) => Machine::Disk(DiskMove::new(&guest.disk, rules, profile, path)),
            How::Conversion(rules) => {
                Machine::Conversion(Conversion::new(&guest.disk, rules, profile, path))
            }
        }
    }

    /// The guest that moves.
    pub(super) const fn guest(&self) -> &Guest {
        &self.guest
    }

    /// The way between the sites.
    pub(super) const fn path(&self) -> &Path {
        &self.path
    }

    /// How long a guest that runs at the destination waits for a page that it misses: for what is
    /// queued before the answer at this rate, and a round trip.
    pub(super) fn fault_wait(&self, rate: Bandwidth) -> Seconds {
        let urgent = matches!(&self.how, How::Live(orders) if orders.rules.post_copy_channel);
        self.path.buffered(rate) + self.path.rtt + self.profile.page_wait(rate, urgent)
    }
}

fn profile(scenario: &Scenario, guest: &Guest) -> Profile {
    let outside = Outside::of(guest.memory, scenario.link.rate, scenario.link.rtt);
    let profile = match scenario.policy.controller {
        scenario::Controller::Xen => xen::PROFILE,
        _ => Profile::scanning(scenario.link.zero_scan),
    };
    let fleet = &scenario.fleet;
    Profile {
        switchover: scenario.link.switchover,
        devices: fleet.function_pause * fleet.functions + fleet.reconnect,
        device_state: fleet.function_state * fleet.functions,
        bitmap_sync_per_gib: scenario.link.bitmap_sync,
        page: fleet.page_size.bytes(),
        ..profile.spread_outside(outside)
    }
}

fn guest(scenario: &Scenario, technique: Technique) -> Guest {
    let fleet = &scenario.fleet;
    let dirty = if fleet.points.is_empty() {
        let first = WorkingSet {
            size: fleet.working_set,
            rate: fleet.dirty_page_rate,
            pattern: fleet.pattern,
        };
        let second =
            WorkingSet { size: fleet.second_set, rate: fleet.second_rate, pattern: fleet.pattern };
        let is_written = |set: &WorkingSet| set.size.is_positive() && set.rate.is_positive();
        DirtyCurve::Sets([first, second].into_iter().filter(is_written).collect())
    } else {
        let points: Vec<_> = fleet.points.iter().collect();
        DirtyCurve::Measured(MeasuredCurve::new(&points, fleet.touched))
    };
    Guest {
        memory: fleet.memory,
        touched: fleet.touched,
        dirty,
        busy: fleet.load,
        disk: if technique.copies_disk() { disk(scenario, technique) } else { Disk::default() },
    }
}

/// What is copied of a machine's disks, and how fast at most.
fn disk(scenario: &Scenario, technique: Technique) -> Disk {
    let Scenario { fleet, storage, .. } = scenario;
    let whole =
        Disk::whole((fleet.disk - storage.base).or_zero(), fleet.disk_write_rate, fleet.mirror);
    let limit = |rate: Bandwidth| if rate.is_positive() { rate } else { Bandwidth::new(f64::MAX) };
    let each = limit(storage.read).min(limit(storage.write));
    let set = max_bandwidth(scenario).filter(|_| technique == Technique::Storage);
    let written = storage.written;
    Disk {
        written: if written.is_positive() { written.min(whole.size) } else { whole.size },
        copy_rate: (each * storage.disks).min(set.unwrap_or(whole.copy_rate)),
        ..whole
    }
}

pub(super) fn path(scenario: &Scenario) -> Path {
    let Scenario { link, policy, .. } = scenario;
    let limit = link.stream_limit;
    Path {
        mtu: link.mtu,
        loss: link.loss,
        window: link.window,
        stream_limit: if limit.is_positive() { limit } else { Bandwidth::new(f64::MAX) },
        streams: if Field::Streams.applies(scenario) { policy.streams } else { 1.0 },
        ..Path::new(link.free() * link.efficiency, link.rtt)
    }
}

/// The path as this technique uses it: each disk that moves without memory has a connection of its own,
/// and one that stays with its host is not encrypted.
fn path_of(scenario: &Scenario, technique: Technique) -> Path {
    let path = path(scenario);
    if technique.moves_memory() {
        return path;
    }
    let stream_limit =
        if technique.converts() { path.stream_limit } else { Bandwidth::new(f64::MAX) };
    Path { streams: scenario.storage.disks, stream_limit, ..path }
}

/// Whether memory is compressed on its way.
fn compresses(scenario: &Scenario, technique: Technique) -> bool {
    let mut with = *scenario;
    with.policy.technique = technique;
    scenario.link.compression != Compression::None && Choice::Compression.applies(&with)
}

/// The path as a sender fills it that compresses before it encrypts, in one thread for each stream.
fn sender(path: Path, scenario: &Scenario, technique: Technique) -> Path {
    let link = &scenario.link;
    if !compresses(scenario, technique) || !link.compression_rate.is_positive() {
        return path;
    }
    let compressed = link.compression_rate / link.compression_ratio.get();
    Path { stream_limit: one_after_the_other(path.stream_limit, compressed), ..path }
}

/// Constants of a hypervisor whose pages take less on the stream.
fn compressed(profile: Profile, scenario: &Scenario, technique: Technique) -> Profile {
    if !compresses(scenario, technique) {
        return profile;
    }
    let page_record = profile.page_record / scenario.link.compression_ratio.get();
    Profile { page_record, ..profile }
}

fn max_bandwidth(scenario: &Scenario) -> Option<Bandwidth> {
    let limit = scenario.policy.max_bandwidth;
    (Field::MaxBandwidth.applies(scenario) && limit.is_positive()).then_some(limit)
}

/// What a live migration runs under: the controller's orders, with the handover that the technique
/// asks for.
fn orders(scenario: &Scenario, guest: &Guest, technique: Technique) -> Orders {
    let Policy { overhead, downtime_limit, timeout, .. } = scenario.policy;
    let policy = &scenario.policy;
    let mut orders = match policy.controller {
        scenario::Controller::Qemu => Orders::from(qemu(scenario)),
        scenario::Controller::Nova => nova(scenario).orders(guest),
        scenario::Controller::KubeVirt | scenario::Controller::OpenShift => {
            kubevirt(scenario).orders(guest)
        }
        scenario::Controller::Proxmox => {
            let deltas =
                Xbzrle { cache: proxmox_cache(scenario), write: scenario.fleet.write_size };
            proxmox::orders(overhead, downtime_limit, max_bandwidth(scenario), deltas)
        }
        scenario::Controller::Xen => xen::orders(overhead),
        scenario::Controller::CloudHypervisor => {
            let then = at_timeout(policy.at_timeout);
            cloud_hypervisor::orders(overhead, downtime_limit, timeout, then)
        }
    };
    orders.rules.post_copy = match technique {
        Technique::PostCopy => PostCopy::Now,
        Technique::Hybrid if policy.hand_over_after.is_positive() => {
            PostCopy::After(policy.hand_over_after)
        }
        Technique::Hybrid => PostCopy::AfterFirstRound,
        _ => orders.rules.post_copy,
    };
    orders.rules.post_copy_channel = policy.urgent_channel;
    orders
}

fn qemu(scenario: &Scenario) -> Rules {
    let Scenario { fleet, policy, .. } = scenario;
    Rules {
        overhead: policy.overhead,
        downtime_limit: policy.downtime_limit,
        max_bandwidth: max_bandwidth(scenario),
        auto_converge: policy.throttling.on.then(|| AutoConverge {
            initial: policy.throttling.first,
            increment: policy.throttling.step,
            ..AutoConverge::default()
        }),
        xbzrle: policy
            .delta_cache
            .is_positive()
            .then_some(Xbzrle { cache: policy.delta_cache, write: fleet.write_size }),
        post_copy: PostCopy::Never,
        post_copy_channel: false,
        patience: Patience {
            rounds: (0.0 < policy.round_limit).then_some(policy.round_limit as u32),
            time: policy.timeout,
            since: since(policy.timeout_from),
            then: at_timeout(policy.at_timeout),
        },
    }
}

const fn at_timeout(then: AtTimeout) -> Action {
    match then {
        AtTimeout::Abort => Action::Abort,
        AtTimeout::Force => Action::Force,
    }
}

/// What is stated, or what Proxmox sets by itself.
fn proxmox_cache(scenario: &Scenario) -> Bytes {
    let stated = scenario.policy.delta_cache;
    if stated.is_positive() { stated } else { proxmox::cache(scenario.fleet.memory) }
}

const fn since(from: TimeoutFrom) -> Since {
    match from {
        TimeoutFrom::Start => Since::Job,
        TimeoutFrom::Memory => Since::Memory,
    }
}

fn nova(scenario: &Scenario) -> Nova {
    let policy = &scenario.policy;
    Nova {
        overhead: policy.overhead,
        bandwidth: max_bandwidth(scenario),
        downtime: policy.downtime_limit,
        steps: policy.downtime_steps as u32,
        delay: policy.downtime_delay,
        completion_timeout: policy.timeout_per_gib,
        timeout_from: since(policy.timeout_from),
        timeout_action: match policy.at_timeout {
            AtTimeout::Abort => TimeoutAction::Abort,
            AtTimeout::Force => TimeoutAction::ForceComplete,
        },
        permit_post_copy: policy.permit_post_copy && !scenario.has_functions(),
        permit_auto_converge: policy.throttling.on,
    }
}

fn kubevirt(scenario: &Scenario) -> KubeVirt {
    let policy = &scenario.policy;
    KubeVirt {
        overhead: policy.overhead,
        bandwidth: max_bandwidth(scenario),
        completion_timeout: policy.timeout_per_gib,
        timeout_from: since(policy.timeout_from),
        max_downtime: policy.downtime_limit,
        stall_timeout: policy.stall_timeout.is_positive().then_some(policy.stall_timeout),
        tuning: if policy.tune_downtime { Tuning::Stepwise } else { Tuning::Off },
        // What a device holds cannot be fetched page by page.
        allow_post_copy: policy.permit_post_copy && !scenario.has_functions(),
        allow_auto_converge: policy.throttling.on,
        // Where nothing else is said, KubeVirt takes permission to disrupt from that for post-copy.
        allow_disruption: policy.permit_post_copy || policy.at_timeout == AtTimeout::Force,
    }
}

fn respawn_rules(scenario: &Scenario) -> RespawnRules {
    let respawn = &scenario.respawn;
    RespawnRules {
        overhead: scenario.policy.overhead,
        image: respawn.image,
        preparation: respawn.preparation,
        stop: respawn.stop,
        start: respawn.boot,
        redirect: respawn.redirect,
        warm_up: respawn.warm_up,
    }
}

fn mirror_rules(scenario: &Scenario) -> MirrorRules {
    let policy = &scenario.policy;
    let gives_up = Field::Timeout.applies(scenario);
    MirrorRules { overhead: policy.overhead, patience: gives_up.then_some(policy.timeout) }
}

fn conversion_rules(scenario: &Scenario, technique: Technique) -> ConversionRules {
    let Scenario { respawn, storage, .. } = scenario;
    let deltas = Deltas { interval: storage.interval, count: storage.deltas as u32 };
    ConversionRules {
        overhead: scenario.policy.overhead,
        warm: (technique == Technique::Warm).then_some(deltas),
        stop: respawn.stop,
        conversion: storage.conversion,
        start: respawn.boot,
        redirect: respawn.redirect,
        warm_up: respawn.warm_up,
    }
}

fn container_rules(scenario: &Scenario) -> criu::Rules {
    let container = &scenario.container;
    criu::Rules {
        overhead: scenario.policy.overhead,
        pre_dumps: container.pre_dumps as u32,
        lazy_pages: container.lazy_pages,
        carrier: container.carrier,
        freeze: container.freeze,
        dump: container.dump,
        restore: container.restore,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::guest::PageSize;
    use crate::scenario::choice::Options;
    use crate::scenario::presets;
    use crate::units::Ratio;

    fn moved(scenario: &Scenario, technique: Technique) -> Trace {
        let mut trace = Trace::default();
        Setup::new(scenario, technique).run(&mut Luck::typical(), &mut trace);
        trace
    }

    fn one(change: impl Fn(&mut Scenario)) -> Scenario {
        let mut scenario = Scenario::default();
        scenario.fleet.vms = 1.0;
        change(&mut scenario);
        scenario
    }

    #[test]
    fn every_flag_of_the_form_reaches_its_controller() {
        let plain = one(|s| s.policy.round_limit = 0.0);
        let differs = |change: &dyn Fn(&mut Scenario), technique| {
            let mut changed = plain;
            change(&mut changed);
            moved(&changed, technique).moves[0] != moved(&plain, technique).moves[0]
        };
        assert!(differs(&|s| s.policy.throttling.on = true, Technique::PreCopy));
        assert!(differs(
            &|s| s.policy.max_bandwidth = Bandwidth::mib_per_s(50.0),
            Technique::PreCopy
        ));
        assert!(differs(&|s| s.policy.at_timeout = AtTimeout::Force, Technique::PreCopy));
        assert!(differs(&|s| s.policy.controller = scenario::Controller::Nova, Technique::PreCopy));
        assert!(differs(
            &|s| s.policy.controller = scenario::Controller::KubeVirt,
            Technique::PreCopy
        ));
        assert!(differs(&|s| s.policy.controller = scenario::Controller::Xen, Technique::PreCopy));
        let zstd = |s: &mut Scenario| Choice::Compression.set(s, Compression::Zstd.place());
        assert!(differs(&zstd, Technique::PreCopy));
        assert!(!differs(&zstd, Technique::Block));
        assert!(differs(&|s| s.link.mtu = Bytes::new(9000.0), Technique::PreCopy));
        assert!(differs(&|s| s.policy.hand_over_after = Seconds::new(40.0), Technique::Hybrid));
        assert!(differs(&|s| s.policy.urgent_channel = true, Technique::PostCopy));
        assert!(differs(&|s| s.respawn.boot = Seconds::new(60.0), Technique::Respawn));
        assert!(differs(&|s| s.container.pre_dumps = 2.0, Technique::Container));
    }

    #[test]
    fn devices_and_a_large_bitmap_add_to_the_downtime_and_to_nothing_else() {
        let moved = |change: &dyn Fn(&mut Scenario)| {
            let scenario = one(|s| {
                s.fleet.working_set = Bytes::ZERO;
                change(s);
            });
            moved(&scenario, Technique::PreCopy).moves[0]
        };
        let plain = moved(&|_| {});
        let adds = |change: &dyn Fn(&mut Scenario), seconds: f64| {
            let more = (moved(change).downtime - plain.downtime).get();
            assert!((more - seconds).abs() < 1e-6, "{more} s");
        };
        adds(&|s| s.fleet.functions = 2.0, 0.8);
        adds(&|s| s.fleet.reconnect = Seconds::ms(732.0), 0.732);
        // 1 GiB of state for each at 117.7 MB/s.
        let state = moved(&|s| {
            s.fleet.functions = 1.0;
            s.fleet.function_state = Bytes::gib(1.0);
        });
        let sent = (state.downtime - plain.downtime).get() - 0.4;
        assert!((sent - 1_073.741_824 / 117.7).abs() < 0.1, "{sent} s");
        // The largest guest that was measured pays for its bitmap elsewhere.
        adds(&|s| s.link.bitmap_sync = Seconds::new(1.0), 0.0);
    }

    #[test]
    fn the_bitmap_of_a_terabyte_takes_its_time_in_the_downtime() {
        let terabyte = |per_gib: f64| {
            let scenario = one(|s| {
                s.fleet.memory = Bytes::gib(1024.0);
                s.fleet.working_set = Bytes::ZERO;
                s.link.rate = Bandwidth::mbit_per_s(100_000.0);
                s.link.bitmap_sync = Seconds::ms(per_gib);
            });
            moved(&scenario, Technique::PreCopy).moves[0].downtime.get()
        };
        assert!((terabyte(0.2) - terabyte(0.0) - 1016.0 * 0.2e-3).abs() < 1e-6);
    }

    #[test]
    fn pages_of_a_gibibyte_stall_a_guest_for_seconds_and_less_with_a_channel_of_their_own() {
        let stall = |size: PageSize, urgent| {
            let scenario = one(|s| {
                s.fleet.memory = Bytes::gib(20.0);
                s.fleet.touched = Bytes::gib(18.0);
                s.link.rate = Bandwidth::mbit_per_s(10_000.0);
                s.fleet.page_size = size;
                s.policy.urgent_channel = urgent;
            });
            Setup::new(&scenario, Technique::PostCopy).fault_wait(Bandwidth::new(1.177e9)).get()
        };
        assert!(stall(PageSize::Small, false) < 0.1);
        assert!((1.7..2.2).contains(&stall(PageSize::Huge, false)));
        assert!((0.6..1.2).contains(&stall(PageSize::Huge, true)));
        assert!(stall(PageSize::Small, false) < stall(PageSize::Large, false));
    }

    #[test]
    fn others_on_the_link_leave_the_move_the_rest_of_it() {
        let time = |others: f64, rate: f64| {
            let scenario = one(|s| {
                s.link.others = Bandwidth::mbit_per_s(others);
                s.link.rate = Bandwidth::mbit_per_s(rate);
            });
            moved(&scenario, Technique::PreCopy).moves[0].total_time()
        };
        assert_eq!(time(400.0, 1000.0), time(0.0, 600.0));
        assert!(time(1000.0, 1000.0).get().is_finite(), "a hundredth is left");
    }

    #[test]
    fn who_looks_for_no_zero_pages_sends_what_the_host_has_given_and_no_more() {
        let sent = |by: scenario::Controller, populated: f64| {
            let mut scenario = presets::base(by);
            Field::Memory.set(&mut scenario, Bytes::gib(64.0).get());
            Field::DirtyPageRate.set(&mut scenario, 0.0);
            if 0.0 < populated {
                Field::Populated.set(&mut scenario, Bytes::gib(populated).get());
            }
            moved(&scenario, Technique::PreCopy).moves[0].memory_sent.to_gib()
        };
        let near = |sent: f64, gib: f64| (sent / gib - 1.0).abs() < 0.01;
        assert!(near(sent(scenario::Controller::Xen, 0.0), 64.0));
        assert!(near(sent(scenario::Controller::Xen, 40.0), 40.0));
        assert!(near(sent(scenario::Controller::CloudHypervisor, 40.0), 40.0));
        // QEMU finds the zero pages, given or not.
        let all = sent(scenario::Controller::Qemu, 0.0);
        assert!(near(sent(scenario::Controller::Qemu, 40.0), all));
    }

    #[test]
    fn functions_of_devices_rule_post_copy_out() {
        let mut scenario = presets::base(scenario::Controller::Qemu);
        scenario.fleet.functions = 1.0;
        assert!(!scenario.allows(Technique::PostCopy) && scenario.allows(Technique::PreCopy));
        let stuck = one(|s| {
            s.policy = presets::base(scenario::Controller::Nova).policy;
            s.policy.at_timeout = AtTimeout::Force;
            s.policy.permit_post_copy = true;
            s.fleet.functions = 1.0;
        });
        let ending = moved(&stuck, Technique::PreCopy).moves[0].ending;
        assert_eq!(ending, crate::model::trace::Ending::Forced);
    }

    #[test]
    fn a_controller_that_permits_post_copy_hands_over_what_does_not_converge() {
        let stuck = one(|s| {
            s.policy = presets::base(scenario::Controller::Nova).policy;
            s.policy.at_timeout = AtTimeout::Force;
            s.policy.permit_post_copy = true;
        });
        let ending = moved(&stuck, Technique::PreCopy).moves[0].ending;
        assert_eq!(ending, crate::model::trace::Ending::HandedOver);
    }

    #[test]
    fn shares_of_nothing_do_not_stop_the_rest() {
        let idle = one(|s| s.fleet.load = Ratio::ZERO);
        assert!(moved(&idle, Technique::PreCopy).moves[0].ending.completes());
    }
}
