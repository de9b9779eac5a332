//! The check of a whole scenario: it never fails, it bounds and says what it bounded.

use super::{Controller, Currency, Field, Scenario, Technique, presets};
use crate::model::control::kubevirt::QEMU_LIMIT;
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
            Self::NotOffered { .. } => None,
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
const PARTS: [(Field, Field); 5] = [
    (Field::Touched, Field::Memory),
    (Field::WorkingSet, Field::Touched),
    (Field::SecondSet, Field::Touched),
    (Field::Concurrency, Field::Vms),
    (Field::HostIdle, Field::HostPeak),
];

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
            findings.push(Finding::LargerThan { field, whole, stated, used: most });
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
    let policy = &mut scenario.policy;
    let (technique, controller) = (policy.technique, policy.controller);
    if !technique.is_offered_by(controller) {
        policy.technique = Technique::PreCopy;
        findings.push(Finding::NotOffered { technique, controller });
    }
    findings.extend(not_passed_on(&scenario));
    (Checked(scenario), findings)
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
    use crate::scenario::Choice;
    use crate::scenario::choice::Options;
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
