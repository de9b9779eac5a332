//! Which way of moving suits best, staying put among them, by what counts how much for the user.
//!
//! Options are run first ([`options`]), which takes as long as planning does; [`rank`] then weighs what
//! they came to, which takes microseconds.

mod rank;

use super::remedy::Asked;
use super::verdict::{Kind, Verdict};
use super::wave::outcomes;
use super::{Figures, Outcome, plan, service};
use crate::model::trace::Ending;
use crate::scenario::check::{Checked, check};
use crate::scenario::goal::Goal;
use crate::scenario::weights::CRITERIA;
use crate::scenario::{Scenario, Technique};
use crate::units::Money;

pub use rank::{Flip, Place, Ranking, Scale, rank};

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// Leaving everything where it is.
    Stay,
    /// Moving all of it like that.
    Move(Technique),
}

/// Whether an option does what has to be done; the better ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// All arrive within every limit, or nothing has to move.
    Keeps,
    /// All arrive, but not within the downtime limit or the window; or all stay that have to leave.
    Misses,
    /// Not all arrive, or there is no room for them.
    Fails,
}

/// An option, and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which.
    pub way: Way,
    /// What is to be said of the run; none where all stay.
    pub verdict: Option<Verdict>,
    /// Whether it does what has to be done.
    pub fit: Fit,
    /// What it comes to by each criterion; none where that is not known, and nowhere where not all
    /// arrive.
    pub values: [Option<f64>; CRITERIA],
}

impl Candidate {
    fn stay(goal: Option<Goal>) -> Self {
        let fit = if goal == Some(Goal::Empty) { Fit::Misses } else { Fit::Keeps };
        Self { way: Way::Stay, verdict: None, fit, values: [Some(0.0); CRITERIA] }
    }

    fn moved(way: Technique, verdict: Verdict, values: [Option<f64>; CRITERIA]) -> Self {
        let fit = match verdict.kind() {
            Kind::Arrives if verdict.is_reached() => Fit::Keeps,
            Kind::Arrives => Fit::Misses,
            Kind::Impossible | Kind::Fails | Kind::Partly => Fit::Fails,
        };
        let values = if fit == Fit::Fails { [None; CRITERIA] } else { values };
        Self { way: Way::Move(way), verdict: Some(verdict), fit, values }
    }
}

/// All that can be done: every technique that the controller offers, in a typical run, and staying.
/// Where a host has to be empty (`goal`), staying is not enough. What users feel of a wave, and what
/// it risks, is not known.
pub fn options(asked: &Asked, goal: Option<Goal>) -> Vec<Candidate> {
    let (checked, _) = check(asked.scenario);
    let mut found = vec![Candidate::stay(goal)];
    if asked.machines() == 0 {
        return found;
    }
    match &asked.wave {
        None => found.extend(plan(&checked).outcomes.iter().map(|of| alone(&checked, of))),
        Some(wave) => {
            let offered = Technique::ALL.into_iter().filter(|of| checked.get().allows(*of));
            found.extend(offered.map(|technique| {
                let mut scenario = *checked.get();
                scenario.policy.technique = technique;
                let planned = outcomes(&check(scenario).0, wave);
                let verdict = Verdict::of_wave(&scenario, wave, &planned);
                let values = values(&scenario, &verdict, &planned.figures);
                Candidate::moved(technique, verdict, values)
            }));
        }
    }
    found
}

/// An option of a scenario without a wave.
fn alone(checked: &Checked, outcome: &Outcome) -> Candidate {
    let verdict = Verdict::of(checked.get(), outcome);
    let mut values = values(checked.get(), &verdict, &outcome.figures);
    let felt = service::service(checked, outcome);
    let restarted = outcome.trace.moves.iter().filter(|m| m.ending == Ending::Restarted).count();
    let lost = service::risk(checked, outcome, &felt).machines_lost;
    values[2] = Some(felt.slow.get());
    values[6] = Some(lost + restarted as f64);
    Candidate::moved(outcome.technique, verdict, values)
}

/// What is known of any run, in the order of the criteria.
fn values(scenario: &Scenario, verdict: &Verdict, figures: &Figures) -> [Option<f64>; CRITERIA] {
    let hours = scenario.stay.to_hours();
    let energy = figures.bill.total() - figures.energy_saving_per_hour * hours;
    let carbon = figures.bill.carbon - figures.carbon_saving_per_hour * hours;
    let spent = figures.money.map(|sums| Money::ZERO - sums.net_saving);
    [
        Some(verdict.makespan.get()),
        Some(verdict.downtime.most.get()),
        None,
        Some(energy.to_joules()),
        spent.map(Money::get),
        Some(carbon.to_grams()),
        None,
    ]
}
