//! What comes of a scenario whose inputs are known as ranges: figures over inputs and luck, how much of
//! their spread is due to either, and which input matters most.
//!
//! Inputs are taken from a Kronecker lattice, whose points fill the cube of all ranges evenly (its
//! steps are the powers of the inverse of the generalized golden ratio: M. Roberts, 2018), each with the
//! luck of a run of its own; an input is held back by setting it to its typical value in the same points,
//! so that nothing else differs.

use super::remedy::Asked;
use super::verdict::Verdict;
use super::{Figures, sample};
use crate::model::uncertainty::Spread;
use crate::scenario::check::check;
use crate::scenario::range::Range;
use crate::scenario::wave::Setting;
use crate::scenario::{Field, Scenario};
use crate::units::Seconds;

/// An input and what is known of it.
pub type Known = (Field, Range);

/// Everything that is told of one figure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Told {
    /// Over inputs and luck, of the runs in which all arrive.
    pub spread: Spread,
    /// The share of the variance that is there with typical inputs, too: luck; the rest is ignorance.
    pub luck: f64,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// How many points were looked at.
    pub points: u32,
    /// From the first request until the last one has arrived, in seconds.
    pub total_time: Told,
    /// Of any one machine, in seconds.
    pub downtime: Told,
    /// Everything sent, in bytes.
    pub sent: Told,
    /// Share of points in which all arrive.
    pub arrives: f64,
    /// Share in which all arrive within their downtime limit.
    pub keeps_downtime_limit: f64,
    /// Share in which all arrive within the window, where one is stated.
    pub keeps_window: Option<f64>,
    /// Share in which the move has paid within the stay.
    pub pays: f64,
    /// For each input the share of the variance of the total time that goes once it is known: its total
    /// effect, interactions included. Where not all arrive, of whether they do.
    pub effects: Vec<(Field, f64)>,
}

/// Looks at so many points, at least one.
pub fn uncertain(
    scenario: &Scenario,
    known: &[Known],
    window: Option<Seconds>,
    points: u32,
) -> Uncertain {
    let points = points.max(1);
    let typical = at(scenario, known, &vec![0.5; known.len()], true);
    let all: Vec<Figures> = (0..points).map(|run| run_at(scenario, known, None, run)).collect();
    let lucky: Vec<Figures> = (0..points).map(|run| run_with(&typical, run)).collect();
    let share = |holds: &dyn Fn(&Figures) -> bool| {
        all.iter().filter(|of| holds(of)).count() as f64 / f64::from(points)
    };
    let completes = |of: &Figures| of.ending.completes();
    let arrives = share(&completes);
    let told = |read: fn(&Figures) -> f64| {
        let of = |figures: &[Figures]| {
            figures.iter().filter(|of| completes(of)).map(read).collect::<Vec<f64>>()
        };
        let (joint, luck) = (of(&all), of(&lucky));
        let (of_all, of_luck) = (variance(&joint), variance(&luck));
        let luck =
            if known.is_empty() || of_all <= 0.0 { 1.0 } else { (of_luck / of_all).min(1.0) };
        Told { spread: Spread::of(joint), luck }
    };
    // What is told of the whole: how long it takes, or, where that has no end, whether it ends.
    let outcome = |of: &Figures| {
        if arrives < 1.0 { f64::from(u8::from(completes(of))) } else { of.total_time.get() }
    };
    let of_all = variance(&all.iter().map(outcome).collect::<Vec<f64>>());
    let effect = |held: usize| {
        let pairs = all.iter().zip(0..points).map(|(free, run)| {
            let other = run_at(scenario, known, Some(held), run);
            outcome(free) - outcome(&other)
        });
        // Half the mean square of what changing one input alone changes (Jansen's estimator).
        let squares: f64 = pairs.map(|difference| difference * difference).sum();
        let effect = squares / (2.0 * f64::from(points));
        if 0.0 < of_all { (effect / of_all).min(1.0) } else { 0.0 }
    };
    let mut effects: Vec<(Field, f64)> =
        known.iter().enumerate().map(|(held, (field, _))| (*field, effect(held))).collect();
    effects.sort_by(|a, b| b.1.total_cmp(&a.1));
    let limit = scenario.policy.downtime_limit;
    Uncertain {
        points,
        total_time: told(|of| of.total_time.get()),
        downtime: told(|of| of.downtime.get()),
        sent: told(|of| of.sent.get()),
        arrives,
        keeps_downtime_limit: share(&|of| completes(of) && of.longest_downtime <= limit),
        keeps_window: window.map(|window| share(&|of| completes(of) && of.total_time <= window)),
        pays: share(&|of| of.break_even().is_some_and(|after| after.within(scenario.stay))),
        effects,
    }
}

/// The share of so many points, at least one, over ranges and luck, in which this holds; none for a
/// wave, which is run once.
pub fn probability(
    asked: &Asked,
    known: &[Known],
    points: u32,
    holds: impl Fn(&Verdict, &Figures) -> bool,
) -> Option<f64> {
    if asked.wave.is_some() {
        return None;
    }
    let points = points.max(1);
    let holds_at = |point: &u32| {
        let scenario = at(&asked.scenario, known, &lattice(known.len(), *point), false);
        let (verdict, figures) = Asked { scenario, wave: None }.sampled(u64::from(*point));
        holds(&verdict, &figures)
    };
    Some((0..points).filter(holds_at).count() as f64 / f64::from(points))
}

/// How far away an input is drawn anew: over the unit interval the mean square of what such a shift
/// changes, s (1 - s), is twice its variance of 1/12, as it is of two independent values.
const SHIFT: f64 = 0.211_324_865_405_187_1;

/// The window of a wave, where one is stated.
pub fn window(wave: Option<&crate::scenario::wave::Wave>) -> Option<Seconds> {
    let window = Seconds::new(wave?.get(Setting::Window));
    window.is_positive().then_some(window)
}

/// The figures at a point of the lattice; `redrawn` is an input that is drawn anew, elsewhere.
fn run_at(scenario: &Scenario, known: &[Known], redrawn: Option<usize>, run: u32) -> Figures {
    let mut shares = lattice(known.len(), run);
    if let Some(share) = redrawn.and_then(|at| shares.get_mut(at)) {
        *share = (*share + SHIFT) % 1.0;
    }
    run_with(&at(scenario, known, &shares, false), run)
}

fn run_with(scenario: &Scenario, run: u32) -> Figures {
    let (checked, _) = check(*scenario);
    let technique = checked.get().policy.technique;
    let run = u64::from(run);
    sample(&checked, technique, run..run + 1).remove(0)
}

/// The scenario with its inputs at these shares of their ranges, or at their typical values.
fn at(scenario: &Scenario, known: &[Known], shares: &[f64], is_typical: bool) -> Scenario {
    let mut scenario = *scenario;
    for ((field, range), share) in known.iter().zip(shares) {
        let value = if is_typical { range.typical() } else { range.at(*share) };
        field.set(&mut scenario, value);
    }
    scenario
}

/// A point of the lattice of so many dimensions, each coordinate from 0 to 1.
fn lattice(dimensions: usize, point: u32) -> Vec<f64> {
    // The root of x^(d+1) = x + 1, by its fixed point.
    let power = 1.0 / (dimensions as f64 + 1.0);
    let ratio = (0..40).fold(2.0, |x, _| libm::pow(1.0 + x, power));
    (1..=dimensions)
        .map(|at| {
            let step = libm::pow(ratio, -(at as f64));
            let moved = 0.5 + step * f64::from(point);
            moved - libm::floor(moved)
        })
        .collect()
}

fn variance(values: &[f64]) -> f64 {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Controller;
    use crate::scenario::presets::base;

    const MIB: f64 = 1_048_576.0;

    fn scenario() -> Scenario {
        let mut scenario = base(Controller::Qemu);
        Field::Memory.set(&mut scenario, 4096.0 * MIB);
        Field::LinkRate.set(&mut scenario, 125e6);
        scenario
    }

    fn range(low: f64, high: f64) -> Range {
        Range::new(low, None, high).expect("in order")
    }

    #[test]
    fn points_fill_the_cube_evenly() {
        for dimensions in 1..5 {
            for at in 0..dimensions {
                let below = (0..1000).filter(|run| lattice(dimensions, *run)[at] < 0.3).count();
                assert!((290..=310).contains(&below), "{dimensions} {at}: {below}");
            }
        }
    }

    #[test]
    fn what_is_known_exactly_leaves_luck_alone() {
        let found = uncertain(&scenario(), &[], None, 64);
        assert!((found.total_time.luck - 1.0).abs() < 1e-9);
        assert!(found.effects.is_empty() && (found.arrives - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_input_with_the_wider_range_matters_more() {
        let known =
            [(Field::LinkRate, range(60e6, 240e6)), (Field::DowntimeLimit, range(0.29, 0.31))];
        let found = uncertain(&scenario(), &known, Some(Seconds::new(60.0)), 128);
        assert_eq!(found.effects[0].0, Field::LinkRate);
        assert!(found.effects[1].1 < found.effects[0].1, "{:?}", found.effects);
        assert!(found.total_time.luck < 0.2, "{found:?}");
        let kept = found.keeps_window.expect("it is stated");
        assert!(0.2 < kept && kept < 0.99, "{kept}");
        let spread = found.total_time.spread;
        assert!(spread.p10 <= spread.p50 && spread.p50 <= spread.p90);
    }

    #[test]
    fn a_rate_that_may_be_too_high_says_how_likely_it_converges() {
        let known = [(Field::DirtyPageRate, range(10.0 * MIB, 1000.0 * MIB))];
        let found = uncertain(&scenario(), &known, None, 128);
        assert!(0.1 < found.keeps_downtime_limit && found.keeps_downtime_limit < 0.9, "{found:?}");
    }
}
