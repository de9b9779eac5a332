//! What users feel of an outcome, and what it risks.

use super::Outcome;
use super::setup::path;
use crate::model::service::Hosting;
use crate::model::service::risk::{Risk, Stakes};
use crate::model::service::slo::{Promise, Service};
use crate::scenario::check::Checked;
use crate::scenario::{Fleet, Scenario, Technique};
use crate::units::Bytes;

/// What users feel while a scenario's machines move as in `outcome`.
pub fn service(scenario: &Checked, outcome: &Outcome) -> Service {
    let scenario = scenario.get();
    let hosting = hosting(scenario, outcome.technique);
    Service::of(&outcome.trace, &hosting, &promise(scenario), outcome.typical())
}

/// What interrupted migrations of an outcome cost, its service included.
pub fn risk(scenario: &Checked, outcome: &Outcome, service: &Service) -> Risk {
    Risk::of(&outcome.trace, &stakes(scenario, outcome, service))
}

/// What goes into [`risk`].
pub fn stakes(scenario: &Checked, outcome: &Outcome, service: &Service) -> Stakes {
    let Scenario { users, respawn, power, .. } = scenario.get();
    Stakes {
        chance: users.interruption,
        cost: outcome.figures.money.map(|sums| sums.cost + service.move_cost),
        energy: outcome.figures.bill.total(),
        slow: service.slow,
        restart: respawn.boot + respawn.redirect,
        warm_up: respawn.warm_up,
        standstill: power.standstill,
        slow_price: users.slow_price,
    }
}

/// How a scenario's machines are hosted while they move with a technique.
///
/// Only a block migration says that each host has storage of its own.
pub fn hosting(scenario: &Scenario, technique: Technique) -> Hosting {
    let Scenario { fleet, users, power, link, .. } = scenario;
    Hosting {
        machines: fleet.vms,
        neighbours: users.neighbours,
        left: users.left,
        memory: fleet.memory,
        loaded: loaded(fleet),
        user_memory: users.user_memory,
        disk: users.disk_rate,
        copies_disk: technique.copies_disk(),
        goodput: path(scenario).goodput(),
        rtt: link.rtt,
        threads: super::host(power, power.server).threads,
        migration_threads: power.migration_threads,
        vcpus: fleet.vcpus,
        load: fleet.load,
        files: users.read.is_positive() || users.write.is_positive(),
    }
}

/// What programs keep in use, as far as the scenario says it: what they write again and again.
fn loaded(fleet: &Fleet) -> Bytes {
    if fleet.points.is_empty() {
        (fleet.working_set + fleet.second_set).min(fleet.memory)
    } else {
        let written = fleet.points.iter().map(|point| point.dirtied);
        written.fold(Bytes::ZERO, Bytes::max).min(fleet.memory)
    }
}

/// What the users of a scenario are used to and were promised.
pub fn promise(scenario: &Scenario) -> Promise {
    let Scenario { users, stay, .. } = scenario;
    Promise {
        baselines: [users.read, users.write, users.compute, users.http],
        link: users.over_link,
        slow_from: users.slow_from,
        requests: users.requests,
        price: users.slow_price,
        stay: *stay,
    }
}
