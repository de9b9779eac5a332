//! Options in the order in which they suit, by weighted additive values.
//!
//! V(a) = sum w v(a) / sum w with v(a) = (worst - x(a)) / (worst - best) for each criterion: a linear
//! value from 0 to 1 over the range of the options that keep every limit (Keeney and Raiffa, Decisions
//! with Multiple Objectives, 1976, chapter 3; weights of ranges as in Edwards and Barron, SMARTS and
//! SMARTER, 1994, doi:10.1006/obhd.1994.1087). A range is never taken for narrower than
//! what is worth a thought ([`LEAST`]), so that a trifle is no reason.

use std::cmp::Ordering;

use super::{Candidate, Fit, Way};
use crate::plan::verdict::TRIFLE_A_MONTH;
use crate::scenario::weights::{CRITERIA, Criterion, Weights};

/// Ranges below which nobody would decide by a criterion: a minute, 100 ms, a minute of slow service,
/// 100 Wh, 1 EUR, 50 g, one machine in a hundred. Assumptions.
const LEAST: [f64; CRITERIA] = [60.0, 0.1, 60.0, 360e3, TRIFLE_A_MONTH.get(), 50.0, 0.01];

/// Values that differ by less are the same; far above what rounding does.
const GRAIN: f64 = 1e-9;

/// Weights beyond so many times the largest are not looked at when asking what would lead then.
const FARTHEST: f64 = 2.0;

/// Between which values a criterion is judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Worth 1.
    pub best: f64,
    /// Worth 0.
    pub worst: f64,
}

/// An option in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What came of it.
    pub of: Candidate,
    /// Its value from 0 to 1; none of an option that does not keep every limit, which comes behind.
    pub worth: Option<f64>,
    /// The option that is nowhere worse, somewhere better, and comes first of those; none where the
    /// option is on the Pareto front, or where not all arrive. Criteria without weight are left out.
    pub beaten_by: Option<Way>,
}

/// What would lead with another weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flip {
    /// Whose weight.
    pub criterion: Criterion,
    /// The weight that it has.
    pub now: f64,
    /// The weight at which both are worth the same.
    pub at: f64,
    /// Whether that is less than it has now.
    pub is_less: bool,
    /// What leads beyond it, all other weights as they are.
    pub leader: Way,
}

/// Options, the one that suits best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// By what weights.
    pub weights: Weights,
    /// In their order.
    pub places: Vec<Place>,
    /// Between which values each criterion was judged; none where it is not known of every option.
    pub scales: [Option<Scale>; CRITERIA],
    /// Which other weights would change the first place, the nearest first.
    pub flips: Vec<Flip>,
}

impl Ranking {
    /// Whether no known criterion has a weight, so that all count alike.
    pub fn is_alike(&self) -> bool {
        is_nothing(&self.scales, self.weights.each())
    }

    /// What a criterion counts by its place: 0 where it is not known, 1 where no known one has a weight.
    pub fn counts(&self, at: usize) -> f64 {
        counting(&self.scales, &self.weights)[at]
    }

    /// How much better one value of a criterion is than another, in shares of its range.
    pub fn ahead(&self, at: usize, value: f64, other: f64) -> f64 {
        self.scales[at].map_or(0.0, |Scale { best, worst }| (other - value) / (worst - best))
    }
}

/// What each criterion counts.
fn counting(scales: &[Option<Scale>; CRITERIA], weights: &Weights) -> [f64; CRITERIA] {
    let each = weights.each();
    let alike = is_nothing(scales, each);
    std::array::from_fn(|at| match scales[at] {
        None => 0.0,
        Some(_) if alike => 1.0,
        Some(_) => each[at],
    })
}

/// Whether no criterion that is known has a weight, so that all count alike.
fn is_nothing(scales: &[Option<Scale>; CRITERIA], each: &[f64; CRITERIA]) -> bool {
    scales.iter().zip(each).all(|(scale, weight)| scale.is_none() || *weight <= 0.0)
}

/// What options are worth by each criterion, and how much each counts.
struct Worths {
    /// By option and criterion, 0 where a criterion is not known or not all arrive.
    values: Vec<[f64; CRITERIA]>,
    /// 0 for criteria that are not known.
    weights: [f64; CRITERIA],
}

impl Worths {
    fn total(&self, option: usize) -> f64 {
        let of = self.values[option].iter().zip(&self.weights);
        of.map(|(value, weight)| value * weight).sum()
    }

    /// The weighted value, from 0 to 1 for options that keep every limit.
    fn worth(&self, option: usize) -> f64 {
        let all: f64 = self.weights.iter().sum();
        if 0.0 < all { self.total(option) / all } else { 0.0 }
    }

    /// The same where all that counts counts alike.
    fn plain(&self, option: usize) -> f64 {
        let counts = |weight: &f64| if 0.0 < *weight { 1.0 } else { 0.0 };
        let of = self.values[option].iter().zip(&self.weights);
        of.map(|(value, weight)| value * counts(weight)).sum()
    }
}

/// Ranks options. Those that do not do what has to be done come behind those that do, whatever the
/// weights; so do those that do not arrive behind all others. No option comes before one that is
/// nowhere worse and somewhere better.
pub fn rank(options: &[Candidate], weights: Weights) -> Ranking {
    let scales = scales(options);
    let counting = counting(&scales, &weights);
    let worths = Worths {
        values: options.iter().map(|option| worths(option, &scales)).collect(),
        weights: counting,
    };
    let mut order: Vec<usize> = (0..options.len()).collect();
    order.sort_unstable_by(|a, b| better(options, &worths, *a, *b));
    let place = |at: &usize| {
        let of = options[*at].clone();
        let worth = (of.fit == Fit::Keeps).then(|| worths.worth(*at));
        let beaten_by = order.iter().find(|by| beats(options, &counting, **by, *at));
        Place { of, worth, beaten_by: beaten_by.map(|by| options[*by].way) }
    };
    Ranking {
        weights,
        places: order.iter().map(place).collect(),
        flips: if is_nothing(&scales, weights.each()) {
            Vec::new()
        } else {
            flips(options, &worths, &order)
        },
        scales,
    }
}

/// What each criterion is judged between: the options that keep every limit, or, where they are fewer
/// than two, all that bring all over.
fn scales(options: &[Candidate]) -> [Option<Scale>; CRITERIA] {
    let keeping = options.iter().filter(|of| of.fit == Fit::Keeps).count();
    let last = if keeping < 2 { Fit::Misses } else { Fit::Keeps };
    std::array::from_fn(|at| {
        let known = |option: &&Candidate| option.fit == Fit::Fails || option.values[at].is_some();
        if !options.iter().all(|option| known(&option)) {
            return None;
        }
        let values = options.iter().filter(|of| of.fit <= last).filter_map(|of| of.values[at]);
        let (best, worst) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(best, worst), x| {
            (best.min(x), worst.max(x))
        });
        (best <= worst).then(|| Scale { best, worst: worst.max(best + LEAST[at]) })
    })
}

fn worths(option: &Candidate, scales: &[Option<Scale>; CRITERIA]) -> [f64; CRITERIA] {
    std::array::from_fn(|at| match (option.values[at], scales[at]) {
        (Some(value), Some(Scale { best, worst })) => (worst - value) / (worst - best),
        _ => 0.0,
    })
}

/// Which of two comes first. Every step keeps an option before those that it beats.
fn better(options: &[Candidate], worths: &Worths, a: usize, b: usize) -> Ordering {
    let grains = |value: f64| libm::round(value / GRAIN);
    let arrived = |at: usize| match (options[at].fit, options[at].verdict) {
        (Fit::Fails, Some(verdict)) => verdict.arrived(),
        _ => 0,
    };
    let higher = |of: &dyn Fn(usize) -> f64| grains(of(b)).total_cmp(&grains(of(a)));
    let each = || {
        let counting = worths.weights.iter().enumerate().filter(|(_, weight)| 0.0 < **weight);
        let compared =
            counting.map(|(at, _)| worths.values[b][at].total_cmp(&worths.values[a][at]));
        compared.fold(Ordering::Equal, Ordering::then)
    };
    options[a]
        .fit
        .cmp(&options[b].fit)
        .then_with(|| arrived(b).cmp(&arrived(a)))
        .then_with(|| higher(&|at| worths.worth(at)))
        .then_with(|| higher(&|at| worths.plain(at)))
        .then_with(each)
        .then(a.cmp(&b))
}

/// Whether one option is nowhere worse than another, by what counts, and somewhere better.
fn beats(options: &[Candidate], counting: &[f64; CRITERIA], by: usize, of: usize) -> bool {
    let (by, of) = (&options[by], &options[of]);
    if of.fit == Fit::Fails || of.fit < by.fit {
        return false;
    }
    let mut is_better = by.fit < of.fit;
    for at in (0..CRITERIA).filter(|at| 0.0 < counting[*at]) {
        match (by.values[at], of.values[at]) {
            (Some(by), Some(of)) if by <= of => is_better |= by < of,
            _ => return false,
        }
    }
    is_better
}

/// For each criterion the nearest smaller and the nearest larger weight that changes the first place.
/// As a function of one weight every option's value is a straight line, and so is their difference.
fn flips(options: &[Candidate], worths: &Worths, order: &[usize]) -> Vec<Flip> {
    let Some((first, others)) = order.split_first() else { return Vec::new() };
    let rivals = || others.iter().filter(|at| options[**at].fit == options[*first].fit);
    let largest = worths.weights.iter().fold(0.0, |most: f64, weight| most.max(*weight));
    let all: f64 = worths.weights.iter().sum();
    let mut found = Vec::new();
    if options[*first].fit == Fit::Fails {
        return found;
    }
    for (at, (criterion, _)) in Criterion::ALL.into_iter().enumerate() {
        let now = worths.weights[at];
        let lead = |rival: usize| worths.values[*first][at] - worths.values[rival][at];
        let crossing = |rival: &usize| {
            // What rounding makes of a tie is no lead.
            let ahead = (worths.total(*first) - worths.total(*rival)).max(0.0);
            let lead = lead(*rival);
            let at = now - ahead / lead;
            // What has no weight may be worth the same until it has some.
            let is_weight = 0.0 < at || (at == 0.0 && lead < 0.0);
            (lead != 0.0 && is_weight && at <= largest * FARTHEST).then_some((at, *rival))
        };
        let nearest = |is_less: bool| {
            let of_side = |found: &(f64, usize)| (lead(found.1) > 0.0) == is_less;
            let crossings = rivals().filter_map(crossing).filter(of_side);
            let far = |of: &(f64, usize)| (of.0 - now).abs();
            let steep = |of: &(f64, usize)| lead(of.1).abs();
            crossings.min_by(|a, b| {
                far(a).total_cmp(&far(b)).then_with(|| steep(b).total_cmp(&steep(a)))
            })
        };
        found.extend([true, false].into_iter().filter_map(|is_less| {
            let (at, rival) = nearest(is_less)?;
            Some(Flip { criterion, now, at, is_less, leader: options[rival].way })
        }));
    }
    let far = |flip: &Flip| (flip.at - flip.now).abs() / all;
    found.sort_by(|a, b| far(a).total_cmp(&far(b)));
    found
}
