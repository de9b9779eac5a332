//! The check of a whole scenario: it never fails, it bounds and says what it bounded.

use super::{Choice, Controller, Currency, Field, Scenario, Technique, follow, presets};
use crate::model::control::kubevirt::QEMU_LIMIT;
use crate::model::rate::Encryption;
use crate::scenario::choice::Options;
use crate::scenario::field::Measure;

/// What is odd about a scenario.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// A value was outside its bounds and is used as the nearest one within.
    OutOfBounds {
        /// Which.
        field: Field,
        /// What was stated.
        stated: f64,
        /// What is used.
        used: f64,
    },
    /// A value is larger than another that it is a part of, and is used as that one.
    LargerThan {
        /// Which.
        field: Field,
        /// What it is a part of.
        whole: Field,
        /// What was stated.
        stated: f64,
        /// What is used.
        used: f64,
    },
    /// Units of this currency cannot be told in EUR until this is stated: there are no sums of money.
    NoRate {
        /// Which.
        field: Field,
        /// Of what.
        currency: Currency,
    },
    /// A price still has the number of its default, which is in EUR, in another currency.
    StillInEur {
        /// Which.
        field: Field,
        /// In what it counts.
        currency: Currency,
    },
    /// The controller does not pass this on to the migration, which runs under its own value; what was
    /// stated only judges the outcome.
    NotPassedOn {
        /// Which.
        field: Field,
        /// By whom.
        controller: Controller,
        /// What was stated.
        stated: f64,
        /// What the migration runs under.
        used: f64,
    },
    /// The controller cannot move like that; it is told to pre-copy instead.
    NotOffered {
        /// What was asked for.
        technique: Technique,
        /// Of whom.
        controller: Controller,
    },
    /// Guests with functions of devices cannot move like that; they are pre-copied instead.
    NotWithFunctions {
        /// What was asked for.
        technique: Technique,
    },
    /// The controller cannot encrypt like that; it does as it does by default.
    NotEncrypted {
        /// What was asked for.
        stated: Encryption,
        /// Of whom.
        controller: Controller,
        /// What it does.
        used: Encryption,
    },
    /// A number was stated that the controller does without, so that it is not counted.
    Ignored {
        /// Which.
        field: Field,
        /// By whom.
        controller: Controller,
        /// Whether it is for the tunnel that all goes through.
        tunnelled: bool,
    },
    /// The same of what was chosen.
    IgnoredChoice {
        /// Which.
        choice: Choice,
        /// By whom.
        controller: Controller,
        /// Whether it is for the tunnel that all goes through.
        tunnelled: bool,
    },
}

impl Finding {
    /// The field at which to show it, if it is about one.
    pub const fn field(&self) -> Option<Field> {
        match self {
            Self::OutOfBounds { field, .. }
            | Self::LargerThan { field, .. }
            | Self::NoRate { field, .. }
            | Self::StillInEur { field, .. }
            | Self::NotPassedOn { field, .. } => Some(*field),
            Self::NotOffered { .. }
            | Self::NotWithFunctions { .. }
            | Self::NotEncrypted { .. }
            | Self::Ignored { .. }
            | Self::IgnoredChoice { .. } => None,
        }
    }

    /// The choice at which to show it, if it is about what is chosen: what does not matter has no place
    /// of its own, and stands where the reason is.
    pub const fn choice(&self) -> Option<Choice> {
        match self {
            Self::NotOffered { .. } | Self::NotWithFunctions { .. } => Some(Choice::Technique),
            Self::NotEncrypted { .. }
            | Self::Ignored { tunnelled: true, .. }
            | Self::IgnoredChoice { tunnelled: true, .. } => Some(Choice::Encryption),
            Self::Ignored { .. } | Self::IgnoredChoice { .. } => Some(Choice::Controller),
            _ => None,
        }
    }
}

/// A scenario within its bounds: what the planner takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Checked(Scenario);

impl Checked {
    /// The scenario.
    pub const fn get(&self) -> &Scenario {
        &self.0
    }
}

/// Parts and the whole they cannot exceed.
const PARTS: [(Field, Field); 9] = [
    (Field::Populated, Field::Memory),
    (Field::OtherTraffic, Field::LinkRate),
    (Field::Touched, Field::Memory),
    (Field::WorkingSet, Field::Touched),
    (Field::SecondSet, Field::Touched),
    (Field::Concurrency, Field::Vms),
    (Field::HostIdle, Field::HostPeak),
    (Field::DiskBase, Field::Disk),
    (Field::DiskWritten, Field::Disk),
];

/// What an input is a part of and cannot exceed, if anything.
pub fn whole(field: Field) -> Option<Field> {
    PARTS.iter().find(|(part, _)| *part == field).map(|(_, whole)| *whole)
}

/// What a site states in its currency, and that currency's rate.
const PRICES: [([Field; 2], Field); 2] = [
    ([Field::SourcePrice, Field::SourceAdder], Field::SourceRate),
    ([Field::DestinationPrice, Field::DestinationAdder], Field::DestinationRate),
];

/// Brings a scenario within its bounds and says what had to give way.
pub fn check(mut scenario: Scenario) -> (Checked, Vec<Finding>) {
    let mut findings = Vec::new();
    for field in Field::ALL {
        let stated = field.get(&scenario);
        let (min, max) = field.bounds();
        let mut used = stated.clamp(min, max);
        if field.measure() == Measure::Count {
            used = libm::round(used);
        }
        field.put(&mut scenario, used);
        if used < stated || stated < used {
            findings.push(Finding::OutOfBounds { field: *field, stated, used });
        }
    }
    for (field, whole) in PARTS {
        let most = whole.get(&scenario);
        let stated = field.get(&scenario);
        if most < stated {
            field.put(&mut scenario, most);
            // What the host has given matters to few controllers, and disks to few techniques.
            let is_of_few =
                matches!(field, Field::Populated | Field::DiskBase | Field::DiskWritten);
            if !is_of_few || field.applies(&scenario) {
                findings.push(Finding::LargerThan { field, whole, stated, used: most });
            }
        }
    }
    for (prices, rate) in PRICES {
        let currency = prices[0].currency(&scenario);
        if currency == Currency::Eur {
            continue;
        }
        if rate.get(&scenario) <= 0.0 {
            findings.push(Finding::NoRate { field: rate, currency });
        }
        let default = presets::paper();
        let is_default =
            |field: &Field| field.get(&scenario).to_bits() == field.get(&default).to_bits();
        let still = prices.into_iter().filter(is_default);
        findings.extend(still.map(|field| Finding::StillInEur { field, currency }));
    }
    let (technique, controller) = (scenario.policy.technique, scenario.policy.controller);
    let is_offered = technique.is_offered_by(controller);
    if !scenario.allows(technique) {
        scenario.policy.technique = Technique::PreCopy;
        findings.push(if is_offered {
            Finding::NotWithFunctions { technique }
        } else {
            Finding::NotOffered { technique, controller }
        });
    }
    let stated = scenario.link.encryption;
    if !stated.is_offered_by(controller) {
        let used = presets::encryption_of(controller);
        scenario.link.encryption = used;
        follow::sender(&mut scenario);
        findings.push(Finding::NotEncrypted { stated, controller, used });
    }
    findings.extend(not_passed_on(&scenario));
    findings.extend(ignored(&scenario));
    (Checked(scenario), findings)
}

/// What was stated of how to move and matters under another controller, or outside of a tunnel, but not
/// here.
fn ignored(scenario: &Scenario) -> Vec<Finding> {
    let controller = scenario.policy.controller;
    let mut open = *scenario;
    open.link.encryption = Encryption::None;
    let mut others = Controller::NAMED.to_vec();
    others.retain(|(other, _)| *other != controller);
    let elsewhere = |applies: &dyn Fn(&Scenario) -> bool| {
        others.iter().any(|(other, _)| {
            let mut there = open;
            there.policy.controller = *other;
            applies(&there)
        })
    };
    let usual = scenario.usual();
    let mut findings = Vec::new();
    // Proxmox alone brings a cache, without which the size of a write matters to nobody.
    for field in Field::ALL.iter().copied().filter(|field| *field != Field::WriteSize) {
        let applies = |scenario: &Scenario| field.applies(scenario);
        let is_asked = scenario.stated.has(field)
            && field.get(scenario).to_bits() != field.get(&usual).to_bits()
            // To do without is what it does.
            && field.none().is_none_or(|none| none < field.get(scenario) || field.get(scenario) < none);
        let is_idle = is_asked && !applies(scenario);
        let tunnelled = applies(&open);
        if is_idle && (tunnelled || elsewhere(&applies)) {
            findings.push(Finding::Ignored { field, controller, tunnelled });
        }
    }
    for choice in Choice::ALL.iter().copied() {
        let applies = |scenario: &Scenario| choice.applies(scenario);
        let is_asked =
            scenario.stated.has_choice(choice) && choice.get(scenario) != choice.get(&usual);
        let tunnelled = applies(&open);
        if is_asked && !applies(scenario) && (tunnelled || elsewhere(&applies)) {
            findings.push(Finding::IgnoredChoice { choice, controller, tunnelled });
        }
    }
    findings
}

/// KubeVirt leaves QEMU's downtime limit alone unless it tunes it or detects stalls.
fn not_passed_on(scenario: &Scenario) -> Option<Finding> {
    let policy = &scenario.policy;
    let controller = policy.controller;
    let is_kubevirt = matches!(controller, Controller::KubeVirt | Controller::OpenShift);
    let is_used = policy.tune_downtime || policy.stall_timeout.is_positive();
    let is_live = matches!(policy.technique, Technique::PreCopy | Technique::Block);
    let (field, stated, used) =
        (Field::DowntimeLimit, policy.downtime_limit.get(), QEMU_LIMIT.get());
    let differs = scenario.stated.has(field) && (stated < used || used < stated);
    (is_kubevirt && is_live && !is_used && differs).then_some(Finding::NotPassedOn {
        field,
        controller,
        stated,
        used,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rate::Compression;
    use crate::units::Bytes;

    #[test]
    fn the_paper_has_nothing_odd() {
        let (checked, findings) = check(Scenario::default());
        assert_eq!(findings, []);
        assert_eq!(*checked.get(), Scenario::default());
    }

    #[test]
    fn a_part_is_cut_to_its_whole() {
        let mut scenario = Scenario::default();
        scenario.fleet.memory = Bytes::gib(1.0);
        let (checked, findings) = check(scenario);
        assert_eq!(checked.get().fleet.touched, Bytes::gib(1.0));
        assert_eq!(findings.first().and_then(Finding::field), Some(Field::Touched));
    }

    #[test]
    fn a_downtime_limit_that_kubevirt_ignores_is_said_at_its_field() {
        let mut scenario = presets::blank();
        scenario.policy.technique = Technique::PreCopy;
        Choice::Controller.set(&mut scenario, Controller::KubeVirt.place());
        Field::DowntimeLimit.set(&mut scenario, 0.05);
        let ignored = |scenario| {
            let (_, findings) = check(scenario);
            findings.iter().any(|found| matches!(found, Finding::NotPassedOn { .. }))
        };
        assert!(ignored(scenario));
        Choice::TuneDowntime.set(&mut scenario, 1);
        assert!(!ignored(scenario), "tuning uses it");
    }

    #[test]
    fn streams_and_compression_that_a_tunnel_drops_are_said_and_not_counted() {
        let mut scenario = presets::blank();
        Choice::Encryption.set(&mut scenario, Encryption::Ssh.place());
        Choice::Compression.set(&mut scenario, Compression::Zstd.place());
        Field::Streams.set(&mut scenario, 8.0);
        let said = check(scenario).1;
        let (controller, tunnelled) = (Controller::Qemu, true);
        assert_eq!(
            said,
            [
                Finding::Ignored { field: Field::Streams, controller, tunnelled },
                Finding::IgnoredChoice { choice: Choice::Compression, controller, tunnelled },
            ]
        );
        Choice::Encryption.set(&mut scenario, Encryption::Tls.place());
        assert_eq!(check(scenario).1, []);
    }

    #[test]
    fn a_limit_of_another_controller_is_said_to_be_ignored() {
        let mut scenario = presets::base(Controller::Xen);
        Field::Streams.set(&mut scenario, 8.0);
        let (field, controller) = (Field::Streams, Controller::Xen);
        assert_eq!(check(scenario).1, [Finding::Ignored { field, controller, tunnelled: false }]);
    }

    #[test]
    fn kubevirt_has_no_ssh_and_goes_on_with_tls() {
        let mut scenario = presets::base(Controller::KubeVirt);
        assert_eq!(scenario.link.encryption, Encryption::Tls);
        Choice::Encryption.set(&mut scenario, Encryption::Ssh.place());
        let (checked, findings) = check(scenario);
        let link = checked.get().link;
        assert_eq!(link.encryption, Encryption::Tls);
        assert_eq!(Some(link.stream_limit), Encryption::Tls.stream_rate());
        assert_eq!(findings.first().and_then(Finding::choice), Some(Choice::Encryption));
    }

    #[test]
    fn another_currency_asks_for_its_rate_and_for_prices_in_it() {
        let mut scenario = Scenario::default();
        scenario.destination.currency = Currency::Aud;
        let fields =
            |scenario| -> Vec<_> { check(scenario).1.iter().filter_map(Finding::field).collect() };
        let [rate, price, adder] =
            [Field::DestinationRate, Field::DestinationPrice, Field::DestinationAdder];
        assert_eq!(fields(scenario), [rate, price, adder]);
        for (field, value) in [(rate, 1.6), (price, 0.2), (adder, 0.1)] {
            field.set(&mut scenario, value);
        }
        assert_eq!(fields(scenario), []);
    }

    #[test]
    fn what_the_controller_does_not_offer_becomes_pre_copy() {
        let mut scenario = Scenario::default();
        scenario.policy.technique = Technique::PostCopy;
        scenario.policy.controller = Controller::Xen;
        let (checked, findings) = check(scenario);
        assert_eq!(checked.get().policy.technique, Technique::PreCopy);
        assert_eq!(findings.first().map(Finding::field), Some(None));
    }
}
