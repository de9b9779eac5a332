//! Everything that can be turned, in steps from the least to the most, as people would type them.

use super::{Asked, Change};
use crate::plan::verdict::Verdict;
use crate::scenario::choice::Options;
use crate::scenario::ruled_out::instead;
use crate::scenario::wave::{Order, Setting};
use crate::scenario::{AtTimeout, Choice, Field, Scenario, Technique};

/// What a change demands, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Burden {
    /// A setting of the migration; nobody feels it.
    Setting,
    /// A feature that takes memory or computing time of the hosts or the guests.
    Feature,
    /// From the handover on, a lost link loses the guest.
    HandOver,
    /// Another way to move.
    Technique,
    /// Links or hosts have to be there.
    Hardware,
    /// The limits themselves give way.
    Limit,
}

/// Something that can be turned.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Knob {
    pub(super) burden: Burden,
    /// From the least to the most.
    pub(super) steps: Vec<Vec<Change>>,
}

impl Knob {
    /// Whether both can be turned at once: they are about different things.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        let changes = |knob: &Self| knob.steps.iter().flatten().copied().collect::<Vec<_>>();
        let is_same = |a: &Change, b: &Change| match (a, b) {
            (Change::Field(a, _), Change::Field(b, _)) => a == b || excludes(*a, *b),
            (Change::Choice(a, _), Change::Choice(b, _)) => a == b,
            (Change::Setting(a, _), Change::Setting(b, _)) => a == b,
            (Change::Order(_), Change::Order(_)) => true,
            _ => false,
        };
        let own = changes(self);
        !changes(other).iter().any(|b| own.iter().any(|a| is_same(a, b)))
    }
}

/// QEMU encodes no deltas on several streams.
fn excludes(a: Field, b: Field) -> bool {
    matches!((a, b), (Field::Streams, Field::DeltaCache) | (Field::DeltaCache, Field::Streams))
}

const GBIT: f64 = 125e6;
const HOUR: f64 = 3600.0;
const LINKS: [f64; 10] = [1.0, 2.5, 5.0, 10.0, 25.0, 40.0, 50.0, 100.0, 200.0, 400.0];
const FEWER: [f64; 13] = [50.0, 40.0, 30.0, 20.0, 16.0, 12.0, 10.0, 8.0, 6.0, 4.0, 3.0, 2.0, 1.0];
const MORE: [f64; 10] = [2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 32.0, 64.0, 100.0];
const STREAMS: [f64; 4] = [2.0, 4.0, 8.0, 16.0];
const HOSTS: [f64; 20] = [
    2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0, 24.0, 32.0, 40.0, 50.0, 64.0, 80.0,
    100.0, 200.0, 300.0, 500.0,
];
const DOWNTIMES: [f64; 18] = [
    0.3, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0,
    1200.0, 1800.0,
];
const WINDOWS: [f64; 16] =
    [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 24.0, 48.0, 72.0, 168.0, 720.0];
const TIMEOUTS: [f64; 9] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 24.0, 72.0, 240.0];
/// Caches for delta encoding in GiB: powers of two, as QEMU has them.
const CACHES: [f64; 11] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];
/// Time limits per GiB, in seconds.
const HAND_OVERS: [f64; 7] = [1.0, 2.0, 5.0, 10.0, 20.0, 60.0, 120.0];
const THROTTLES: [f64; 4] = [0.2, 0.5, 0.8, 0.95];

/// All that may be turned here.
pub(super) fn knobs(asked: &Asked, now: &Verdict) -> Vec<Knob> {
    let mut knobs = settings(asked);
    knobs.extend(places(asked));
    knobs.extend(features(asked));
    knobs.extend(techniques(asked));
    knobs.extend(hardware(asked));
    knobs.extend(limits(asked, now));
    knobs.retain(|knob| !knob.steps.is_empty());
    knobs
}

/// Steps of one field.
fn field(
    asked: &Asked,
    burden: Burden,
    field: Field,
    values: impl IntoIterator<Item = f64>,
) -> Knob {
    let (min, max) = field.bounds();
    let fits = |value: &f64| (min..=max).contains(value) && field.applies(&asked.scenario);
    let steps = values.into_iter().filter(fits);
    Knob { burden, steps: steps.map(|value| vec![Change::Field(field, value)]).collect() }
}

/// Values beyond the one that is stated.
fn above(values: &[f64], factor: f64, stated: f64) -> impl Iterator<Item = f64> {
    values.iter().map(move |value| value * factor).filter(move |value| stated * 1.0001 < *value)
}

/// Limits of the migration that may be lifted.
fn settings(asked: &Asked) -> Vec<Knob> {
    let scenario = &asked.scenario;
    let lifted = |of: Field| {
        let stated = of.get(scenario);
        field(asked, Burden::Setting, of, (0.0 < stated).then_some(0.0))
    };
    let timeout = Field::Timeout.get(scenario);
    let streams = Field::Streams.get(scenario);
    let streams = (scenario.policy.delta_cache.get() <= 0.0)
        .then(|| above(&STREAMS, 1.0, streams))
        .into_iter()
        .flatten();
    vec![
        lifted(Field::MaxBandwidth),
        lifted(Field::RoundLimit),
        lifted(Field::TimeoutPerGib),
        lifted(Field::StallTimeout),
        field(asked, Burden::Setting, Field::Timeout, above(&TIMEOUTS, HOUR, timeout)),
        field(asked, Burden::Setting, Field::Streams, streams),
    ]
}

/// How many at a time, and in which order.
fn places(asked: &Asked) -> Vec<Knob> {
    let burden = Burden::Setting;
    let Some(wave) = &asked.wave else {
        let stated = Field::Concurrency.get(&asked.scenario).min(Field::Vms.get(&asked.scenario));
        let fewer = FEWER.into_iter().filter(|count| *count < stated);
        return vec![field(asked, burden, Field::Concurrency, fewer)];
    };
    let stated = wave.get(Setting::InAll);
    let fewer = FEWER.into_iter().filter(|count| *count < stated);
    let fewer = fewer.map(|count| vec![Change::Setting(Setting::InAll, count)]).collect();
    // Each of the limits holds back what the others let through.
    let limits = [Setting::PerSource, Setting::PerDestination, Setting::InAll];
    let more = MORE.into_iter().filter_map(|count| {
        let raised = limits.into_iter().filter(|limit| wave.get(*limit) < count);
        let raised: Vec<Change> = raised.map(|limit| Change::Setting(limit, count)).collect();
        (!raised.is_empty()).then_some(raised)
    });
    let orders = Order::ALL.into_iter().filter(|(order, _)| *order != wave.order);
    let orders = orders.map(|(order, _)| Knob { burden, steps: vec![vec![Change::Order(order)]] });
    let counts = [Knob { burden, steps: fewer }, Knob { burden, steps: more.collect() }];
    counts.into_iter().chain(orders).collect()
}

/// Features of the hypervisor, and what a controller may be permitted to do.
fn features(asked: &Asked) -> Vec<Knob> {
    let scenario = &asked.scenario;
    let policy = &scenario.policy;
    let copies = matches!(policy.technique, Technique::PreCopy | Technique::Block);
    if !copies {
        return Vec::new();
    }
    let on = |choice: Choice| choice.applies(scenario) && choice.get(scenario) == 0;
    let caches = (policy.streams <= 1.0)
        .then(|| above(&CACHES, 1024.0 * 1_048_576.0, policy.delta_cache.get()))
        .into_iter()
        .flatten()
        .filter(|cache| *cache < 2.0 * scenario.fleet.memory.get());
    let mut knobs = vec![field(asked, Burden::Feature, Field::DeltaCache, caches)];
    if on(Choice::AutoConverge) {
        let throttled = Change::Choice(Choice::AutoConverge, 1);
        let mut on = *scenario;
        Choice::AutoConverge.set(&mut on, 1);
        let steps = if Field::FirstThrottle.applies(&on) {
            THROTTLES
                .into_iter()
                .map(|first| {
                    let harder = policy.throttling.first.get() < first;
                    let first = harder.then_some(Change::Field(Field::FirstThrottle, first));
                    [throttled].into_iter().chain(first).collect()
                })
                .collect()
        } else {
            vec![vec![throttled]]
        };
        knobs.push(Knob { burden: Burden::Feature, steps });
    }
    if Choice::PermitPostCopy.applies(scenario) {
        let permit = Change::Choice(Choice::PermitPostCopy, 1);
        let force = Change::Choice(Choice::AtTimeout, AtTimeout::Force.place());
        let mut steps = Vec::new();
        if on(Choice::PermitPostCopy) {
            steps.push(vec![permit]);
        }
        if policy.at_timeout == AtTimeout::Abort {
            steps.push(vec![permit, force]);
        }
        knobs.push(Knob { burden: Burden::HandOver, steps });
        if let Some(soon) = soon_handed_over(scenario) {
            let steps = vec![vec![permit, soon]];
            knobs.push(Knob { burden: Burden::HandOver, steps });
        }
    }
    knobs
}

/// A time limit per GiB in which memory is copied twice, after which it is handed over: a permission
/// to do so comes to nothing for hours where the limit is meant for slow links.
fn soon_handed_over(scenario: &Scenario) -> Option<Change> {
    let share = scenario.link.rate.get() / scenario.fleet.concurrency.max(1.0);
    let twice = 2.0 * 1_073_741_824.0 / share.max(1.0);
    let stated = Field::TimeoutPerGib.get(scenario);
    let soon = HAND_OVERS.into_iter().find(|limit| twice <= *limit)?;
    let applies = Field::TimeoutPerGib.applies(scenario) && soon < stated;
    applies.then_some(Change::Field(Field::TimeoutPerGib, soon))
}

/// Other live techniques, where storage and controller allow them.
fn techniques(asked: &Asked) -> Vec<Knob> {
    let stated = asked.scenario.policy.technique;
    let others = [Technique::PreCopy, Technique::PostCopy, Technique::Hybrid];
    // Who starts anew or moves containers has not said that the guests' state may come along.
    let is_guest =
        !matches!(stated, Technique::Respawn | Technique::Container) && stated.moves_memory();
    let may = |other: &Technique| {
        is_guest && *other != stated && instead(*other, &asked.scenario).is_none()
    };
    let knob = |other: Technique| {
        let burden = if other == Technique::PreCopy { Burden::Technique } else { Burden::HandOver };
        Knob { burden, steps: vec![vec![Change::Choice(Choice::Technique, other.place())]] }
    };
    others.into_iter().filter(may).map(knob).collect()
}

/// Faster links and more hosts.
fn hardware(asked: &Asked) -> Vec<Knob> {
    let burden = Burden::Hardware;
    let rates = above(&LINKS, GBIT, asked.scenario.link.rate.get());
    let Some(wave) = &asked.wave else {
        return vec![field(asked, burden, Field::LinkRate, rates)];
    };
    // A wider link is of no use behind narrower ports.
    let ports = [Setting::SourcePort, Setting::DestinationPort];
    let link = rates.map(|rate| {
        let narrow = ports.into_iter().filter(|port| wave.get(*port) < rate);
        let wider = narrow.map(|port| Change::Setting(port, rate));
        [Change::Field(Field::LinkRate, rate)].into_iter().chain(wider).collect()
    });
    let hosts = above(&HOSTS, 1.0, wave.get(Setting::Destinations))
        .map(|count| vec![Change::Setting(Setting::Destinations, count)]);
    vec![Knob { burden, steps: link.collect() }, Knob { burden, steps: hosts.collect() }]
}

/// Limits that are broken give way.
fn limits(asked: &Asked, now: &Verdict) -> Vec<Knob> {
    let burden = Burden::Limit;
    let downtime = Field::DowntimeLimit.get(&asked.scenario);
    let mut knobs =
        vec![field(asked, burden, Field::DowntimeLimit, above(&DOWNTIMES, 1.0, downtime))];
    if let (Some(wave), Some(_)) = (&asked.wave, now.window) {
        let longer = above(&WINDOWS, HOUR, wave.get(Setting::Window))
            .map(|window| vec![Change::Setting(Setting::Window, window)]);
        knobs.push(Knob { burden, steps: longer.collect() });
    }
    knobs
}
