//! How likely a plan does what it shall, over luck and inputs that are known as ranges; alone or in a
//! wave.

use super::Figures;
use super::remedy::Asked;
use super::uncertain::{Lattice, at};
use super::verdict::Verdict;
use crate::scenario::range::Known;

/// The share of so many draws, at least one, in which this holds.
pub fn probability(
    asked: &Asked,
    known: &[Known],
    points: u32,
    holds: impl Fn(&Verdict, &Figures) -> bool,
) -> f64 {
    let points = points.max(1);
    let drawn = Drawn::new(asked, known);
    (0..points).filter(|run| drawn.holds(*run, &holds)).count() as f64 / f64::from(points)
}

/// Whether that share is at least so large. Draws are made until it is clear.
pub fn is_as_likely(
    asked: &Asked,
    known: &[Known],
    points: u32,
    sure: f64,
    holds: impl Fn(&Verdict, &Figures) -> bool,
) -> bool {
    let points = points.max(1);
    let drawn = Drawn::new(asked, known);
    let reaches = |count: u32| sure <= f64::from(count) / f64::from(points);
    let mut held = 0;
    for run in 0..points {
        held += u32::from(drawn.holds(run, &holds));
        if reaches(held) || !reaches(held + points - run - 1) {
            break;
        }
    }
    reaches(held)
}

/// What is drawn from.
struct Drawn<'a> {
    asked: &'a Asked,
    known: &'a [Known],
    lattice: Lattice,
}

impl<'a> Drawn<'a> {
    fn new(asked: &'a Asked, known: &'a [Known]) -> Self {
        Self { asked, known, lattice: Lattice::new(known.len(), asked.scenario.seed) }
    }

    fn holds(&self, run: u32, holds: &impl Fn(&Verdict, &Figures) -> bool) -> bool {
        let scenario = at(&self.asked.scenario, self.known, &self.lattice.point(run));
        let asked = Asked { scenario, wave: self.asked.wave.clone() };
        let (verdict, figures) = asked.sampled(u64::from(run));
        holds(&verdict, &figures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::range::Range;
    use crate::scenario::wave::{Setting, Wave};
    use crate::scenario::{Field, Scenario};

    fn asked(has_wave: bool) -> Asked {
        let scenario = Scenario::default();
        let mut wave = Wave::of(&scenario);
        wave.set(Setting::Window, 200.0);
        Asked { scenario, wave: has_wave.then_some(wave) }
    }

    #[test]
    fn what_is_as_likely_has_that_share_alone_and_in_a_wave() {
        let known = [(Field::LinkRate, Range::new(60e6, None, 250e6).expect("a range"))];
        for has_wave in [false, true] {
            let asked = asked(has_wave);
            for most in [60.0, 120.0, 180.0, 300.0] {
                let holds = |verdict: &Verdict, _: &Figures| verdict.makespan.get() <= most;
                let share = probability(&asked, &known, 50, holds);
                assert!((0.0..=1.0).contains(&share));
                for sure in [0.02, 0.5, share, share + 0.01, 0.9, 1.0] {
                    let found = is_as_likely(&asked, &known, 50, sure, holds);
                    assert_eq!(found, sure <= share, "{has_wave} {most} {sure} {share}");
                }
            }
        }
    }

    #[test]
    fn a_wave_is_run_with_the_luck_of_each_draw() {
        let asked = asked(true);
        let times: Vec<f64> = (0..3).map(|run| asked.sampled(run).0.makespan.get()).collect();
        assert!(times.windows(2).all(|pair| 0.0 < (pair[0] - pair[1]).abs()), "{times:?}");
        let again = asked.sampled(1).0.makespan.get();
        assert_eq!(again.to_bits(), times[1].to_bits());
    }
}
