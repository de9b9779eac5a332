//! What comes of a scenario whose inputs are known as ranges: figures over inputs and luck, how much of
//! their spread is due to either, and which input matters most.
//!
//! Inputs are taken from a Kronecker lattice, whose points fill the cube of all ranges evenly (its
//! steps are the powers of the inverse of the generalized golden ratio: M. Roberts, 2018; it begins
//! where the seed says), each with the luck of a run of its own. Held against these draws are others
//! with typical inputs, which differ by luck alone, and others in which one input is drawn anew while
//! all else is as it was. Draws can be made bit by bit and told of at any time.

use std::ops::Range as Runs;

use super::remedy::{Asked, Change};
use super::sample;
use super::verdict::Kind;
use super::wave::sampled;
use crate::model::breakeven::Account;
use crate::model::luck::Luck;
use crate::model::uncertainty::{Spread, quantile};
use crate::scenario::check::check;
use crate::scenario::range::{Known, Range, typical};
use crate::scenario::wave::{Setting, Wave};
use crate::scenario::{Field, Scenario};
use crate::units::Seconds;

/// As many dots stand for all draws.
pub const DOTS: usize = 20;

/// How far off inputs are taken to be where none is stated as a range; an assumption.
pub const SUPPOSED: f64 = 0.2;

/// How draws differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arm {
    /// In inputs and luck.
    All,
    /// In luck alone: inputs are typical.
    Luck,
    /// As [`Arm::All`], with the input at this place drawn anew.
    Anew(usize),
}

impl Arm {
    /// All that are needed for so many ranges.
    pub fn all(ranges: usize) -> impl Iterator<Item = Self> {
        let others = (0 < ranges).then_some(Self::Luck);
        [Self::All].into_iter().chain(others).chain((0..ranges).map(Self::Anew))
    }
}

/// What is kept of one draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draw {
    /// Whether all arrive.
    pub arrives: bool,
    /// From the first request until the last one has arrived, in seconds.
    pub total_time: f64,
    /// Of any one machine, in seconds; of a wave, of the one in the middle.
    pub downtime: f64,
    /// Whether all arrive within their downtime limit.
    pub keeps_downtime_limit: bool,
    /// Everything sent, in bytes.
    pub sent: f64,
    /// Energy of the move, in joules.
    pub energy: f64,
    /// What it costs, in EUR; none where a currency has no stated rate.
    pub cost: Option<f64>,
    /// Whether it has paid within the stay, in each of [`Account::ALL`]; none where that is not known.
    pub pays: [Option<bool>; 3],
    /// How many arrive; of a wave with a window, within it.
    pub arrived: f64,
}

/// Draws by their arms, as many as there are by now.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    arms: Vec<(Arm, Vec<Draw>)>,
}

impl Draws {
    /// None yet, of so many ranges.
    pub fn none(ranges: usize) -> Self {
        Self { arms: Arm::all(ranges).map(|arm| (arm, Vec::new())).collect() }
    }

    /// So many of each kind, and of [`Arm::All`] as many as `points`.
    pub fn of(asked: &Asked, known: &[Known], points: u32) -> Self {
        let mut draws = Self::none(known.len());
        for arm in Arm::all(known.len()) {
            draws.add(arm, draw(asked, known, arm, 0..points.max(1)));
        }
        draws
    }

    /// Adds the next draws of an arm.
    pub fn add(&mut self, arm: Arm, more: Vec<Draw>) {
        if let Some((_, of)) = self.arms.iter_mut().find(|(known, _)| *known == arm) {
            of.extend(more);
        }
    }

    /// The draws of an arm.
    fn arm(&self, arm: Arm) -> &[Draw] {
        self.arms.iter().find(|(known, _)| *known == arm).map_or(&[], |(_, of)| of)
    }

    /// What they tell.
    pub fn told(&self, known: &[Known], window: Option<Seconds>) -> Uncertain {
        let all = self.arm(Arm::All);
        let luck = if known.is_empty() { all } else { self.arm(Arm::Luck) };
        let count = all.len().max(1) as f64;
        let share = |holds: &dyn Fn(&Draw) -> bool| {
            all.iter().filter(|draw| holds(draw)).count() as f64 / count
        };
        let arrives = share(&|draw| draw.arrives);
        let told = |read: &dyn Fn(&Draw) -> Option<f64>| {
            let of = |draws: &[Draw]| -> Vec<f64> {
                draws.iter().filter(|draw| draw.arrives).filter_map(read).collect()
            };
            let (joint, lucky) = (of(all), of(luck));
            let (of_all, of_luck) = (variance(&joint), variance(&lucky));
            let luck =
                if known.is_empty() || of_all <= 0.0 { 1.0 } else { (of_luck / of_all).min(1.0) };
            Told { spread: Spread::of(joint), luck }
        };
        let pays = |at: usize| {
            let is_known = all.iter().all(|draw| draw.pays[at].is_some());
            is_known.then(|| share(&|draw| draw.pays[at] == Some(true)))
        };
        Uncertain {
            points: all.len() as u32,
            total_time: told(&|draw| Some(draw.total_time)),
            downtime: told(&|draw| Some(draw.downtime)),
            sent: told(&|draw| Some(draw.sent)),
            energy: told(&|draw| Some(draw.energy)),
            cost: all.iter().all(|draw| draw.cost.is_some()).then(|| told(&|draw| draw.cost)),
            arrived: Spread::of(all.iter().map(|draw| draw.arrived).collect()),
            arrives,
            keeps_downtime_limit: share(&|draw| draw.keeps_downtime_limit),
            keeps_window: window
                .map(|window| share(&|draw| draw.arrives && draw.total_time <= window.get())),
            pays: [0, 1, 2].map(pays),
            dots: dots(all),
            effects: self.effects(known, arrives),
        }
    }

    /// Half the mean square of what changing one input alone changes (Jansen's estimator), of the
    /// variance of all.
    fn effects(&self, known: &[Known], arrives: f64) -> Vec<(Field, f64)> {
        // What is told of the whole: how long it takes, or, where that has no end, whether it ends.
        let outcome = |draw: &Draw| {
            if arrives < 1.0 { f64::from(u8::from(draw.arrives)) } else { draw.total_time }
        };
        let all = self.arm(Arm::All);
        let of_all = variance(&all.iter().map(outcome).collect::<Vec<f64>>());
        let effect = |at: usize| {
            let anew = self.arm(Arm::Anew(at));
            let squares: f64 = all
                .iter()
                .zip(anew)
                .map(|(one, other)| outcome(one) - outcome(other))
                .map(|difference| difference * difference)
                .sum();
            let effect = squares / (2.0 * anew.len().min(all.len()).max(1) as f64);
            if 0.0 < of_all { (effect / of_all).min(1.0) } else { 0.0 }
        };
        let mut effects: Vec<(Field, f64)> =
            known.iter().enumerate().map(|(at, (field, _))| (*field, effect(at))).collect();
        effects.sort_by(|a, b| b.1.total_cmp(&a.1));
        effects
    }
}

/// Everything that is told of one figure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Told {
    /// Over inputs and luck, of the draws in which all arrive.
    pub spread: Spread,
    /// The share of the variance that is there with typical inputs, too: luck; the rest is ignorance.
    pub luck: f64,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// How many draws were looked at.
    pub points: u32,
    /// From the first request until the last one has arrived, in seconds.
    pub total_time: Told,
    /// Of any one machine, in seconds.
    pub downtime: Told,
    /// Everything sent, in bytes.
    pub sent: Told,
    /// Energy of the move, in joules.
    pub energy: Told,
    /// What it costs, in EUR; none where a currency has no stated rate.
    pub cost: Option<Told>,
    /// How many arrive; of a wave with a window, within it.
    pub arrived: Spread,
    /// Share of draws in which all arrive.
    pub arrives: f64,
    /// Share in which all arrive within their downtime limit.
    pub keeps_downtime_limit: f64,
    /// Share in which all arrive within the window, where one is stated.
    pub keeps_window: Option<f64>,
    /// Share in which the move has paid within the stay, in each of [`Account::ALL`].
    pub pays: [Option<f64>; 3],
    /// Total times in seconds that stand for a twentieth of all draws each, the shortest first; none
    /// where not all arrive.
    pub dots: Vec<Option<f64>>,
    /// For each input the share of the variance of the total time that goes once it is known: its total
    /// effect, interactions included. Where not all arrive, of whether they do.
    pub effects: Vec<(Field, f64)>,
}

impl Uncertain {
    /// How many of the dots lie within this time.
    pub fn within(&self, window: Seconds) -> usize {
        let window = window.get();
        self.dots.iter().filter(|dot| dot.is_some_and(|dot| dot <= window)).count()
    }
}

/// Quantiles in the middle of each twentieth.
fn dots(all: &[Draw]) -> Vec<Option<f64>> {
    let time = |draw: &Draw| if draw.arrives { draw.total_time } else { f64::INFINITY };
    let mut times: Vec<f64> = all.iter().map(time).collect();
    times.sort_unstable_by(f64::total_cmp);
    let dot = |at: usize| {
        let value = quantile(&times, (at as f64 + 0.5) / DOTS as f64);
        value.is_finite().then_some(value)
    };
    if times.is_empty() { Vec::new() } else { (0..DOTS).map(dot).collect() }
}

/// Looks at so many points, at least one.
pub fn uncertain(
    asked: &Asked,
    known: &[Known],
    window: Option<Seconds>,
    points: u32,
) -> Uncertain {
    Draws::of(asked, known, points).told(known, window)
}

/// What an input does by itself, all others being typical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swing {
    /// Which.
    pub known: Known,
    /// How long all takes at its lower and its upper end, in seconds; none where not all arrive.
    pub at: [Option<f64>; 2],
}

impl Swing {
    /// How far that is apart, in seconds; without end where one of them is.
    pub fn width(&self) -> f64 {
        match self.at {
            [Some(low), Some(high)] => libm::fabs(high - low),
            [None, None] => 0.0,
            _ => f64::INFINITY,
        }
    }
}

/// What these inputs do each by itself in a typical run, the one that does most first; those that do
/// nothing are left out.
pub fn swings(asked: &Asked, known: &[Known]) -> Vec<Swing> {
    let time = |field: Field, value: f64| {
        let (verdict, _) = asked.with(&[Change::Field(field, value)]).planned();
        (verdict.kind() == Kind::Arrives).then_some(verdict.makespan.get())
    };
    let swing = |known: &Known| {
        let (low, high) = known.1.ends();
        Swing { known: *known, at: [time(known.0, low), time(known.0, high)] }
    };
    let mut swings: Vec<Swing> = known.iter().map(swing).collect();
    // A thousandth of a second is rounding.
    swings.retain(|swing| 1e-3 < swing.width());
    swings.sort_by(|a, b| b.width().total_cmp(&a.width()));
    swings
}

/// Every number that matters, [`SUPPOSED`] off to either side: for who states no range.
pub fn supposed(scenario: &Scenario) -> Vec<Known> {
    let range = |field: &Field| {
        let (value, (least, most)) = (field.get(scenario), field.bounds());
        let is_none = field.none().is_some_and(|none| none.to_bits() == value.to_bits());
        let is_it = field.applies(scenario) && *field != Field::Seed && 0.0 < value && !is_none;
        let end = |share: f64| (value * share).clamp(least, most);
        let range = Range::new(end(1.0 - SUPPOSED), Some(value), end(1.0 + SUPPOSED));
        range.filter(|_| is_it).map(|range| (*field, range))
    };
    Field::ALL.iter().filter_map(range).collect()
}

/// How far away an input is drawn anew: over the unit interval the mean square of what such a shift
/// changes, s (1 - s), is twice its variance of 1/12, as it is of two independent values.
const SHIFT: f64 = 0.211_324_865_405_187_1;

/// The window of a wave, where one is stated.
pub fn window(wave: Option<&Wave>) -> Option<Seconds> {
    let window = Seconds::new(wave?.get(Setting::Window));
    window.is_positive().then_some(window)
}

/// The draws of an arm with these numbers.
pub fn draw(asked: &Asked, known: &[Known], arm: Arm, runs: Runs<u32>) -> Vec<Draw> {
    let lattice = Lattice::new(known.len(), asked.scenario.seed);
    let one = |run: u32| {
        let mut shares = lattice.point(run);
        if let Arm::Anew(at) = arm
            && let Some(share) = shares.get_mut(at)
        {
            *share = (*share + SHIFT) % 1.0;
        }
        if arm == Arm::Luck {
            return one_draw(&typically(&asked.scenario, known), asked.wave.as_ref(), run);
        }
        draw_at(asked, known, &shares, run)
    };
    runs.map(one).collect()
}

/// The draw with inputs at these shares of their ranges, from 0 to 1, and the luck of the run of this
/// number.
pub fn draw_at(asked: &Asked, known: &[Known], shares: &[f64], run: u32) -> Draw {
    one_draw(&at(&asked.scenario, known, shares), asked.wave.as_ref(), run)
}

fn one_draw(scenario: &Scenario, wave: Option<&Wave>, run: u32) -> Draw {
    let (checked, _) = check(*scenario);
    let run = u64::from(run);
    let (figures, machines, arrived) = if let Some(wave) = wave {
        let plan = sampled(&checked, wave, run);
        let outline = plan.outline;
        (plan.figures, outline.machines, f64::from(outline.machines - outline.late))
    } else {
        let technique = checked.get().policy.technique;
        let figures = sample(&checked, technique, run..run + 1).remove(0);
        (figures, checked.get().fleet.vms as u32, f64::from(figures.arrived))
    };
    let arrives = figures.ending.completes() && figures.arrived == machines;
    let scenario = checked.get();
    let pays = |account: Account| {
        let balance = figures.balance(account)?;
        Some(arrives && balance.break_even().within(scenario.stay))
    };
    Draw {
        arrives,
        total_time: figures.total_time.get(),
        downtime: figures.downtime.get(),
        keeps_downtime_limit: arrives && figures.longest_downtime <= scenario.policy.downtime_limit,
        sent: figures.sent.get(),
        energy: figures.bill.total().to_joules(),
        cost: figures.money.map(|sums| sums.cost.get()),
        pays: Account::ALL.map(pays),
        arrived,
    }
}

/// The scenario with its inputs at these shares of their ranges.
pub(super) fn at(scenario: &Scenario, known: &[Known], shares: &[f64]) -> Scenario {
    let mut scenario = *scenario;
    for ((field, range), share) in known.iter().zip(shares) {
        field.set(&mut scenario, range.at(*share));
    }
    scenario
}

/// The scenario with the values that stand for ranges.
fn typically(scenario: &Scenario, known: &[Known]) -> Scenario {
    let mut scenario = *scenario;
    for known in known {
        known.0.set(&mut scenario, typical(known));
    }
    scenario
}

/// Points that fill a cube evenly.
pub(super) struct Lattice {
    /// Where it begins and its step, of each dimension.
    dimensions: Vec<(f64, f64)>,
}

impl Lattice {
    /// Of so many dimensions.
    pub(super) fn new(dimensions: usize, seed: f64) -> Self {
        // Runs count from zero; no run has this number.
        let mut begin = Luck::drawn(seed as u64, u64::MAX - 1);
        // The root of x^(d+1) = x + 1, by its fixed point.
        let power = 1.0 / (dimensions as f64 + 1.0);
        let ratio = (0..40).fold(2.0, |x, _| libm::pow(1.0 + x, power));
        let dimension = |at: usize| (begin.even(), libm::pow(ratio, -(at as f64)));
        Self { dimensions: (1..=dimensions).map(dimension).collect() }
    }

    /// A point, each coordinate from 0 to 1.
    pub(super) fn point(&self, number: u32) -> Vec<f64> {
        let coordinate = |(begin, step): &(f64, f64)| {
            let moved = begin + step * f64::from(number);
            moved - libm::floor(moved)
        };
        self.dimensions.iter().map(coordinate).collect()
    }
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

    fn of(scenario: &Scenario) -> Asked {
        Asked { scenario: *scenario, wave: None }
    }

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
                let lattice = Lattice::new(dimensions, 7.0);
                let below = (0..1000).filter(|run| lattice.point(*run)[at] < 0.3).count();
                assert!((290..=310).contains(&below), "{dimensions} {at}: {below}");
            }
        }
    }

    #[test]
    fn what_is_known_exactly_leaves_luck_alone() {
        let found = uncertain(&of(&scenario()), &[], None, 64);
        assert!((found.total_time.luck - 1.0).abs() < 1e-9);
        assert!(found.effects.is_empty() && (found.arrives - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_input_with_the_wider_range_matters_more() {
        let known =
            [(Field::LinkRate, range(60e6, 240e6)), (Field::DowntimeLimit, range(0.29, 0.31))];
        let found = uncertain(&of(&scenario()), &known, Some(Seconds::new(60.0)), 128);
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
        let found = uncertain(&of(&scenario()), &known, None, 128);
        assert!(0.1 < found.keeps_downtime_limit && found.keeps_downtime_limit < 0.9, "{found:?}");
    }

    #[test]
    fn draws_bit_by_bit_tell_the_same_as_all_at_once() {
        let known = [(Field::LinkRate, range(60e6, 240e6))];
        let mut bits = Draws::none(1);
        for arm in Arm::all(1) {
            for from in [0, 40] {
                bits.add(arm, draw(&of(&scenario()), &known, arm, from..from + 40));
            }
        }
        assert_eq!(bits, Draws::of(&of(&scenario()), &known, 80));
    }

    #[test]
    fn twenty_dots_rise_and_say_how_many_are_in_time() {
        let known = [(Field::LinkRate, range(60e6, 240e6))];
        let found = uncertain(&of(&scenario()), &known, Some(Seconds::new(30.0)), 400);
        assert_eq!(found.dots.len(), DOTS);
        let times: Vec<f64> = found.dots.iter().flatten().copied().collect();
        assert!(times.is_sorted() && times.len() == DOTS);
        let share = found.within(Seconds::new(30.0)) as f64 / DOTS as f64;
        assert!((share - found.keeps_window.expect("stated")).abs() <= 0.05, "{found:?}");
    }

    #[test]
    fn without_ranges_every_number_that_matters_is_taken_to_be_off() {
        let asked = of(&scenario());
        let swings = swings(&asked, &supposed(&asked.scenario));
        assert!(swings.iter().any(|swing| swing.known.0 == Field::LinkRate), "{swings:?}");
        assert!(swings.is_sorted_by(|a, b| b.width() <= a.width()));
        let link = swings.iter().find(|swing| swing.known.0 == Field::LinkRate);
        let [Some(slow), Some(fast)] = link.expect("it matters").at else { panic!("they arrive") };
        assert!(fast < slow);
    }

    #[test]
    fn a_wave_of_the_same_machines_is_drawn_like_the_scenario() {
        let mut scenario = scenario();
        Field::Vms.set(&mut scenario, 3.0);
        let known = [(Field::LinkRate, range(60e6, 240e6))];
        let wave = Some(Wave::of(&scenario));
        let alone = uncertain(&of(&scenario), &known, None, 100);
        let found = uncertain(&Asked { scenario, wave }, &known, None, 100);
        let [a, b] = [alone.total_time.spread, found.total_time.spread];
        assert!((a.p50 - b.p50).abs() < 0.1 * a.p50, "{a:?} {b:?}");
        assert!((a.p90 - b.p90).abs() < 0.1 * a.p90, "{a:?} {b:?}");
        assert!((found.arrived.p10 - 3.0).abs() < 1e-9);
    }
}
