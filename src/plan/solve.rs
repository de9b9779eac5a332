//! Inverse questions: which value of an input brings a plan where it shall be?
//!
//! Values that a person would type are looked at, from the least to the most: some of them evenly over
//! all, and between two of which only one is enough, all by bisection. So the value that is found was
//! planned, and so was the one beside it that is not enough. Whether one side is always enough and the
//! other never is only as certain as the points that were looked at; where they say otherwise, every
//! stretch that is enough is told.

use super::dial::Dial;
use super::remedy::Asked;

/// As many values are looked at evenly over all of them.
const LOOKS: usize = 64;

/// As many borders between enough and not enough are looked for exactly.
const MOST_BORDERS: usize = 16;

/// A stretch of values that are enough, in the base unit, in the order of the steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Its first value: the first of all steps, or one whose neighbour before it is not enough.
    pub from: f64,
    /// Its last value.
    pub to: f64,
}

/// A border between what is enough and what is not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Border {
    /// The value that is enough, in the base unit.
    pub value: f64,
    /// The step beside it that is not.
    pub fails: f64,
    /// Whether larger values are enough, as far as the next border.
    pub is_least: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Solved {
    /// How many values were planned.
    pub looked_at: usize,
    /// Whether the value that the scenario has is enough.
    pub holds_now: bool,
    /// The border that is nearest to where the scenario stands; none where all values or none are
    /// enough.
    pub border: Option<Border>,
    /// Stretches of values that are enough, as far as was looked; none where none is.
    pub enough: Vec<Stretch>,
    /// Whether values on one side of a single border are enough and on the other are not, or all, or
    /// none: as far as was looked.
    pub is_monotone: bool,
}

impl Solved {
    /// A value that is enough: at the border, or where the scenario stands anyway.
    pub fn value(&self, dial: Dial, asked: &Asked) -> Option<f64> {
        match self.border {
            Some(border) => Some(border.value),
            None => (!self.enough.is_empty()).then(|| dial.get(asked)),
        }
    }
}

/// Looks for the values among `steps` at which `holds`. Steps are in the base unit, from the least to
/// the most; where zero stands for no limit it comes last ([`Dial::is_lifted_at_zero`]).
pub fn solve(asked: &Asked, dial: Dial, steps: &[f64], holds: impl Fn(&Asked) -> bool) -> Solved {
    let now = place(dial, asked, steps);
    let looked_at = std::cell::Cell::new(1);
    let holds_at = |at: usize| {
        looked_at.set(looked_at.get() + 1);
        holds(&dial.turned(asked, steps[at]))
    };
    let seen: Vec<(usize, bool)> =
        looks(steps.len(), now).into_iter().map(|at| (at, holds_at(at))).collect();
    let changes = seen.windows(2).filter(|pair| pair[0].1 != pair[1].1);
    // Each with the places between which it lies, and whether those above it are enough.
    let mut rough: Vec<([usize; 2], bool)> =
        changes.map(|pair| ([pair[0].0, pair[1].0], pair[1].1)).collect();
    let far = |[low, high]: [usize; 2]| low.abs_diff(now).min(high.abs_diff(now));
    rough.sort_by_key(|(between, _)| far(*between));
    let exactly = |(order, ([low, high], is_least)): (usize, &([usize; 2], bool))| {
        let is_looked_for = order < MOST_BORDERS;
        let first = if is_looked_for { bisected(*low, *high, *is_least, &holds_at) } else { *high };
        (first, *is_least)
    };
    let mut borders: Vec<(usize, bool)> = rough.iter().enumerate().map(exactly).collect();
    let border = borders.first().map(|(first, is_least)| {
        let (below, above) = (steps[first - 1], steps[*first]);
        let (value, fails) = if *is_least { (above, below) } else { (below, above) };
        Border { value, fails, is_least: *is_least }
    });
    borders.sort_unstable();
    Solved {
        enough: stretches(steps, seen.first().is_some_and(|first| first.1), &borders),
        is_monotone: borders.len() <= 1,
        border,
        holds_now: holds(asked),
        looked_at: looked_at.get(),
    }
}

/// The first place above `low` at which it is as it is at `high`; at `low` it is not.
fn bisected(low: usize, high: usize, holds: bool, holds_at: &dyn Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (low, high);
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        if holds_at(middle) == holds { high = middle } else { low = middle }
    }
    high
}

/// Which steps to look at: some evenly over all, and those about the place where it stands.
fn looks(count: usize, now: usize) -> Vec<usize> {
    let Some(last) = count.checked_sub(1) else { return Vec::new() };
    let mut looks: Vec<usize> = (0..LOOKS).map(|at| at * last / (LOOKS - 1)).collect();
    looks.extend([now.saturating_sub(1), now, now + 1].map(|at| at.min(last)));
    looks.sort_unstable();
    looks.dedup();
    looks
}

/// The place of the step that is nearest to where the scenario stands.
fn place(dial: Dial, asked: &Asked, steps: &[f64]) -> usize {
    let value = dial.get(asked);
    if value == 0.0 && dial.is_lifted_at_zero() {
        return steps.len().saturating_sub(1);
    }
    let far = |at: usize| libm::fabs(steps[at] - value);
    (0..steps.len()).min_by(|a, b| far(*a).total_cmp(&far(*b))).unwrap_or(0)
}

/// Stretches that are enough, given whether the first step is and where that changes.
fn stretches(steps: &[f64], first: bool, borders: &[(usize, bool)]) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut from = first.then_some(0);
    for (at, is_least) in borders {
        match (*is_least, from) {
            (true, _) => from = Some(*at),
            (false, Some(start)) => {
                found.push(Stretch { from: steps[start], to: steps[at - 1] });
                from = None;
            }
            (false, None) => {}
        }
    }
    if let (Some(start), Some(last)) = (from, steps.last()) {
        found.push(Stretch { from: steps[start], to: *last });
    }
    found
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::plan::deciding::Input;
    use crate::plan::figure::{Condition, Figure};
    use crate::scenario::field::Measure;
    use crate::scenario::presets::base;
    use crate::scenario::wave::{Setting, Wave};
    use crate::scenario::{Choice, Controller, Field, Technique, choice::Options};
    use proptest::prelude::*;

    const MIB: f64 = 1_048_576.0;
    const GBIT: f64 = 125e6;

    fn asked(vms: f64) -> Asked {
        let mut scenario = base(Controller::Qemu);
        for (field, value) in [
            (Field::Vms, vms),
            (Field::Memory, 16.0 * 1024.0 * MIB),
            (Field::LinkRate, 10.0 * GBIT),
            (Field::DirtyPageRate, 300.0 * MIB),
        ] {
            field.set(&mut scenario, value);
        }
        Choice::Technique.set(&mut scenario, Technique::PreCopy.place());
        Asked { scenario, wave: None }
    }

    /// Steps of one in a hundred, or whole ones.
    fn steps(dial: Dial) -> Vec<f64> {
        let (least, most) = dial.bounds();
        if dial.measure() == Some(Measure::Count) {
            return (0..=200).map(f64::from).filter(|v| least <= *v && *v <= most).collect();
        }
        let from = least.max(most * 1e-9);
        let steps = (0..2000).map(|at| from * libm::pow(most / from, f64::from(at) / 1999.0));
        steps.map(|value| value.clamp(least, most)).collect()
    }

    fn holds(condition: Condition) -> impl Fn(&Asked) -> bool {
        move |asked| {
            let (verdict, figures) = asked.planned();
            condition.holds(&verdict, &figures)
        }
    }

    #[test]
    fn a_link_that_is_fast_enough_is_the_slowest_of_them() {
        let (asked, dial) = (asked(1.0), Dial::field(Field::LinkRate));
        let condition = Condition::AtMost(Figure::TotalTime, 60.0);
        let found = solve(&asked, dial, &steps(dial), holds(condition));
        let border = found.border.expect("some are too slow");
        assert!(border.is_least && border.fails < border.value, "{found:?}");
        assert!(found.is_monotone && found.holds_now, "{found:?}");
        // 16 GiB in a minute.
        assert!(2.0 * GBIT < border.value && border.value < 6.0 * GBIT, "{border:?}");
        assert_eq!(found.enough.first().map(|stretch| stretch.from), Some(border.value));
    }

    #[test]
    fn what_writes_too_fast_is_told_as_the_most_that_may_be_written() {
        let (asked, dial) = (asked(1.0), Dial::field(Field::DirtyPageRate));
        let found = solve(&asked, dial, &steps(dial), holds(Condition::Is(Figure::WithinLimits)));
        let border = found.border.expect("some are too fast");
        assert!(!border.is_least && border.value < border.fails, "{found:?}");
    }

    #[test]
    fn what_is_always_enough_or_never_has_no_border() {
        let (asked, dial) = (asked(1.0), Dial::field(Field::Redirect));
        let all = solve(&asked, dial, &steps(dial), holds(Condition::AllArrive));
        assert_eq!((all.border, all.enough.len(), all.is_monotone), (None, 1, true));
        assert_eq!(all.value(dial, &asked), Some(dial.get(&asked)));
        let never = Condition::AtMost(Figure::TotalTime, 0.0);
        let none = solve(&asked, dial, &steps(dial), holds(never));
        assert_eq!((none.border, none.enough.len(), none.holds_now), (None, 0, false));
        assert_eq!(none.value(dial, &asked), None);
    }

    #[test]
    fn stretches_that_are_enough_are_told_where_there_are_several() {
        let (asked, dial) = (asked(1.0), Dial::field(Field::Streams));
        let islands = |asked: &Asked| {
            let streams = dial.get(asked);
            (3.0..=5.0).contains(&streams) || (20.0..=30.0).contains(&streams)
        };
        let found = solve(&asked, dial, &steps(dial), islands);
        assert!(!found.is_monotone);
        let ends: Vec<_> = found.enough.iter().map(|stretch| (stretch.from, stretch.to)).collect();
        assert_eq!(ends, [(3.0, 5.0), (20.0, 30.0)]);
        let border = found.border.expect("there are four");
        assert_eq!((border.value, border.fails), (3.0, 2.0), "the nearest to one stream");
    }

    #[test]
    fn a_limit_that_is_lifted_lies_beyond_the_highest() {
        let dial = Dial::field(Field::MaxBandwidth);
        let mut steps = steps(dial);
        steps.push(0.0);
        let condition = Condition::AtMost(Figure::TotalTime, 60.0);
        let found = solve(&asked(1.0), dial, &steps, holds(condition));
        let border = found.border.expect("some are too low");
        assert!(border.is_least && found.is_monotone, "{found:?}");
        assert_eq!(found.enough.last().map(|stretch| stretch.to), Some(0.0));
    }

    #[test]
    fn no_steps_are_no_answer() {
        let dial = Dial::field(Field::LinkRate);
        let found = solve(&asked(1.0), dial, &[], |_| true);
        assert_eq!((found.border, found.enough.len()), (None, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 48,
            rng_seed: proptest::test_runner::RngSeed::Fixed(22),
            ..ProptestConfig::default()
        })]

        #[test]
        fn each_answer_reaches_its_goal_and_the_step_beside_it_does_not(
            at in 0..Field::ALL.len() + 3,
            figure in 0..Figure::ALL.len(),
            share in 0.3..3.0_f64,
            vms in 1..6_u32,
            has_wave: bool,
        ) {
            let mut asked = asked(f64::from(vms));
            asked.wave = has_wave.then(|| Wave::of(&asked.scenario));
            let settings = [Setting::InAll, Setting::Window, Setting::Background];
            let dial = match Field::ALL.get(at) {
                Some(field) => Dial::field(*field),
                None => Dial::Input(Input::Setting(settings[at - Field::ALL.len()])),
            };
            let figure = Figure::ALL[figure];
            let (verdict, figures) = asked.planned();
            let now = figure.read(&verdict, &figures).unwrap_or(1.0);
            let condition = match figure {
                _ if figure.is_yes_or_no() => Condition::Is(figure),
                Figure::NetSaving | Figure::Arrived => Condition::AtLeast(figure, now * share),
                _ => Condition::AtMost(figure, now * share),
            };
            let holds = holds(condition);
            let found = solve(&asked, dial, &steps(dial), &holds);
            let there = |value: f64| holds(&dial.turned(&asked, value));
            prop_assert_eq!(found.holds_now, holds(&asked));
            if let Some(border) = found.border {
                prop_assert!(there(border.value), "{:?} {:?}", dial, found);
                prop_assert!(!there(border.fails), "{:?} {:?}", dial, found);
            }
            for stretch in &found.enough {
                prop_assert!(there(stretch.from) && there(stretch.to), "{:?} {:?}", dial, found);
            }
        }
    }
}
