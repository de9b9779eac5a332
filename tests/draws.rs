//! Draws over ranges and luck: few that fill the ranges evenly are as good as many at random.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]
#![allow(clippy::print_stdout, reason = "a printout")]

use movecast::model::luck::Luck;
use movecast::model::uncertainty::Spread;
use movecast::plan::remedy::Asked;
use movecast::plan::uncertain::{Arm, draw, draw_at};
use movecast::scenario::range::{Known, Range, typical};
use movecast::scenario::{Field, Scenario};

/// How long all take, of these draws.
fn spread(draws: impl Iterator<Item = f64>) -> [f64; 3] {
    let Spread { p10, p50, p90 } = Spread::of(draws.collect());
    [p10, p50, p90]
}

fn seeded(asked: &Asked, seed: u32) -> Asked {
    let mut scenario = asked.scenario;
    Field::Seed.set(&mut scenario, f64::from(seed));
    Asked { scenario, wave: asked.wave.clone() }
}

fn evenly(asked: &Asked, known: &[Known], points: u32, seed: u32) -> [f64; 3] {
    let draws = draw(&seeded(asked, seed), known, Arm::All, 0..points);
    spread(draws.into_iter().map(|draw| draw.total_time))
}

fn at_random(asked: &Asked, known: &[Known], points: u32, seed: u32) -> [f64; 3] {
    let asked = seeded(asked, seed);
    let mut luck = Luck::drawn(u64::from(seed), 1_000_000);
    let one = |run| {
        let shares: Vec<f64> = known.iter().map(|_| luck.even()).collect();
        draw_at(&asked, known, &shares, run).total_time
    };
    spread((0..points).map(one))
}

/// Root of the mean square of relative errors over seeds, of each quantile.
fn errors(truth: [f64; 3], seeds: u32, quantiles: impl Fn(u32) -> [f64; 3]) -> [f64; 3] {
    let mut squares = [0.0; 3];
    for seed in 1..=seeds {
        for ((square, found), truth) in squares.iter_mut().zip(quantiles(seed)).zip(truth) {
            *square += (found / truth - 1.0) * (found / truth - 1.0);
        }
    }
    squares.map(|square| (square / f64::from(seeds)).sqrt())
}

/// The paper's ten guests, whose link and dirty rate nobody knows exactly.
fn paper(vms: f64) -> (Asked, [Known; 2]) {
    let mut scenario = Scenario::default();
    Field::Vms.set(&mut scenario, vms);
    let about = |field: Field, off: f64| {
        let value = field.get(&scenario);
        (field, Range::new(value * (1.0 - off), None, value * (1.0 + off)).expect("a range"))
    };
    let known = [about(Field::LinkRate, 0.3), about(Field::Disk, 0.2)];
    for known in &known {
        known.0.set(&mut scenario, typical(known));
    }
    (Asked { scenario, wave: None }, known)
}

#[test]
fn few_even_draws_are_as_good_as_many_random_ones() {
    let (asked, known) = paper(1.0);
    let truth = evenly(&asked, &known, 20_000, 77);
    let even = errors(truth, 20, |seed| evenly(&asked, &known, 512, seed));
    let random = errors(truth, 20, |seed| at_random(&asked, &known, 512, seed));
    for (even, random) in even.into_iter().zip(random) {
        assert!(even < random, "{even} {random}");
    }
}

/// Prints what docs/accuracy.md says: `cargo test --release --no-default-features --test draws --
/// --ignored --nocapture`.
#[test]
#[ignore = "a printout that takes minutes"]
fn errors_over_many_seeds() {
    let (asked, known) = paper(10.0);
    let truth = evenly(&asked, &known, 40_000, 4711);
    println!("P10, P50, P90 of the total time: {truth:?} s");
    for points in [512, 1024] {
        let errors = errors(truth, 200, |seed| evenly(&asked, &known, points, seed));
        println!("{points} even draws: {:.3?} %", errors.map(|of| of * 100.0));
    }
    let errors = errors(truth, 20, |seed| at_random(&asked, &known, 10_000, seed));
    println!("10,000 random draws: {:.3?} %", errors.map(|of| of * 100.0));
}
