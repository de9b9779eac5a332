//! Charts of real plans.

use movecast::chart::dirty::Dirty;
use movecast::chart::impact::Impact;
use movecast::chart::payback::Payback;
use movecast::chart::paybacks::{Line, Paybacks};
use movecast::chart::response::Response;
use movecast::chart::share_bar::ShareBar;
use movecast::chart::techniques::Techniques;
use movecast::chart::timeline::Timeline;
use movecast::model::breakeven::Account;
use movecast::model::service::Class;
use movecast::plan::{Outcome, Plan, chosen, plan, ranges, service};
use movecast::scenario::check::{Checked, check};
use movecast::scenario::{Scenario, Technique};
use movecast::units::{Bandwidth, Bytes, EnergyPrice, Seconds};

/// The paper's ten machines, whose working set outruns the link.
pub(crate) fn paper() -> Checked {
    check(Scenario::default()).0
}

/// One machine that writes slowly: it converges in four rounds.
pub(crate) fn calm() -> Checked {
    let mut scenario = Scenario::default();
    scenario.fleet.vms = 1.0;
    scenario.fleet.concurrency = 1.0;
    scenario.fleet.dirty_page_rate = Bandwidth::mib_per_s(20.0);
    scenario.fleet.working_set = Bytes::mib(300.0);
    check(scenario).0
}

/// One machine that writes nearly as fast as the link carries: more than a hundred rounds.
pub(crate) fn restless() -> Checked {
    let mut scenario = *calm().get();
    scenario.policy.round_limit = 0.0;
    scenario.policy.downtime_limit = Seconds::ms(50.0);
    scenario.fleet.dirty_page_rate = Bandwidth::mib_per_s(110.0);
    scenario.fleet.working_set = Bytes::mib(1900.0);
    check(scenario).0
}

/// A destination at this price.
pub(crate) fn priced(price: f64) -> Checked {
    let mut scenario = Scenario::default();
    scenario.destination.price = EnergyPrice::per_kwh(price);
    check(scenario).0
}

pub(crate) fn timeline(scenario: &Checked, technique: Technique) -> Timeline {
    Timeline::of(&moved(scenario, technique).trace, 0)
}

/// What comes of a scenario with this technique.
fn moved(scenario: &Checked, technique: Technique) -> Outcome {
    let mut scenario = *scenario.get();
    scenario.policy.technique = technique;
    chosen(&check(scenario).0)
}

pub(crate) fn dirty(scenario: &Checked, technique: Technique) -> Dirty {
    let limit = scenario.get().policy.downtime_limit;
    Dirty::of(&moved(scenario, technique).trace, 0, limit)
}

pub(crate) fn techniques(scenario: &Checked) -> Techniques {
    let ranges: Vec<_> = Technique::ALL.into_iter().map(|t| (t, ranges(scenario, t, 50))).collect();
    Techniques::of(&plan(scenario), &ranges, scenario.get().policy.downtime_limit)
}

pub(crate) fn payback(scenario: &Checked) -> Payback {
    let Plan { outcomes, chosen, .. } = plan(scenario);
    let ranges = ranges(scenario, outcomes[chosen].technique, 50);
    Payback::of(&outcomes[chosen].figures, Some(&ranges), scenario.get().stay, Account::Money)
        .expect("all is in EUR")
}

/// The scenario beside the same one with another technique and beside the paper's machines.
pub(crate) fn paybacks(scenario: &Checked) -> Paybacks {
    let line = |(at, scenario): (usize, &Checked)| {
        let technique = plan(scenario).chosen().technique;
        Line { name: format!("Nr. {at}"), technique, payback: payback(scenario) }
    };
    let mut live = *scenario.get();
    live.policy.technique = Technique::PostCopy;
    let all = [*scenario, check(live).0, paper()];
    Paybacks { lines: all.iter().enumerate().map(line).collect() }
}

pub(crate) fn share_bar(scenario: &Checked) -> ShareBar {
    ShareBar::of(&plan(scenario).chosen().figures.bill)
}

/// What users of the chosen technique feel.
pub(crate) fn impact(scenario: &Checked) -> Impact {
    Impact::of(&service::service(scenario, plan(scenario).chosen()))
}

pub(crate) fn response(scenario: &Checked, class: Class) -> Response {
    let service = service::service(scenario, plan(scenario).chosen());
    Response::of(&service, &service::promise(scenario.get()), class).expect("asked for")
}

/// The paper's machines with more in use than fits.
pub(crate) fn swapping() -> Checked {
    let mut scenario = Scenario::default();
    scenario.fleet.touched = Bytes::gib(2.0);
    scenario.fleet.working_set = Bytes::mib(1844.0);
    scenario.users.left = 3.0;
    check(scenario).0
}

/// Runs a check over every chart of several scenarios.
macro_rules! for_every_chart {
    ($check:ident) => {
        for scenario in $crate::planned::scenarios() {
            for technique in movecast::scenario::Technique::ALL {
                $check(&$crate::planned::timeline(&scenario, technique));
                // What starts anew sends no memory.
                let starts_anew = technique == movecast::scenario::Technique::Respawn;
                if technique.moves_memory() && !starts_anew {
                    $check(&$crate::planned::dirty(&scenario, technique));
                }
            }
            $check(&$crate::planned::techniques(&scenario));
            $check(&$crate::planned::payback(&scenario));
            $check(&$crate::planned::paybacks(&scenario));
            $check(&$crate::planned::share_bar(&scenario));
            $check(&$crate::planned::impact(&scenario));
            for class in movecast::model::service::Class::ALL {
                $check(&$crate::planned::response(&scenario, class));
            }
        }
    };
}

pub(crate) use for_every_chart;

/// What every chart has to cope with.
pub(crate) fn scenarios() -> [Checked; 6] {
    [paper(), calm(), restless(), priced(0.2424), priced(0.4), swapping()]
}
