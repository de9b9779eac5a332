//! What is not known exactly: a number between two others.

use super::field::Measure;
use super::{Field, Scenario};

/// An input and what is known of it.
pub type Known = (Field, Range);

/// The value that stands for all of an input's range: of what is counted, a whole number.
pub fn typical((field, range): &Known) -> f64 {
    let value = range.typical();
    if field.measure() == Measure::Count { libm::round(value) } else { value }
}

/// All of these with another one, in the place of an older one of its input; in the order of inputs.
pub fn with(all: &[Known], known: Known) -> Vec<Known> {
    let mut all: Vec<Known> = all.iter().filter(|(field, _)| *field != known.0).copied().collect();
    let place = all.partition_point(|(field, _)| *field < known.0);
    all.insert(place, known);
    all
}

/// Whether a scenario still states the value that stands for the range: a range counts until its input
/// is stated otherwise.
pub fn is_of(known: &Known, scenario: &Scenario) -> bool {
    let stands = known.0.get(scenario).to_bits() == typical(known).to_bits();
    scenario.stated.has(known.0) && stands
}

/// A number that lies between two others, in the base unit of its input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    low: f64,
    likely: Option<f64>,
    high: f64,
}

/// From this ratio of its ends on, a range without a likely value is even in orders of magnitude: from
/// 100 to 800 half of all lies below 283.
const WIDE: f64 = 3.0;

impl Range {
    /// A range; none where its ends are swapped, are no numbers, or the likely value is outside.
    pub fn new(low: f64, likely: Option<f64>, high: f64) -> Option<Self> {
        let is_within = likely.is_none_or(|likely| low <= likely && likely <= high);
        (low.is_finite() && high.is_finite() && low <= high && is_within).then_some(Self {
            low,
            likely,
            high,
        })
    }

    /// Of two ends, or of low, likely and high; none as [`Range::new`], or of any other number of them.
    pub fn of(numbers: &[f64]) -> Option<Self> {
        match *numbers {
            [low, high] => Self::new(low, None, high),
            [low, likely, high] => Self::new(low, Some(likely), high),
            _ => None,
        }
    }

    /// Its ends.
    pub const fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The value that is likely, if one was stated.
    pub const fn likely(&self) -> Option<f64> {
        self.likely
    }

    /// The value that stands for all of it: the likely one, else the one in the middle.
    pub fn typical(&self) -> f64 {
        self.likely.unwrap_or_else(|| self.at(0.5))
    }

    /// The value below which this share of all lies, from 0 to 1: of a triangle around the likely value,
    /// or evenly, or evenly in orders of magnitude where the ends are far apart.
    pub fn at(&self, share: f64) -> f64 {
        let Self { low, likely, high } = *self;
        let share = if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) };
        let width = high - low;
        let value = match likely {
            Some(likely) if 0.0 < width => {
                let below = (likely - low) / width;
                if share < below {
                    low + libm::sqrt(share * width * (likely - low))
                } else {
                    high - libm::sqrt((1.0 - share) * width * (high - likely))
                }
            }
            None if 0.0 < low && WIDE * low < high => low * libm::pow(high / low, share),
            _ => low + width * share,
        };
        value.clamp(low, high)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ends_that_are_swapped_are_no_range() {
        assert_eq!(Range::new(2.0, None, 1.0), None);
        assert_eq!(Range::new(1.0, Some(3.0), 2.0), None);
        assert_eq!(Range::new(f64::NAN, None, 2.0), None);
    }

    #[test]
    fn what_is_wide_is_even_in_orders_of_magnitude() {
        let range = Range::new(100.0, None, 800.0).expect("a range");
        assert!((range.typical() - 282.8).abs() < 0.1);
        assert!((Range::new(5.0, None, 10.0).expect("one").typical() - 7.5).abs() < 1e-9);
        assert!((Range::new(1.0, Some(2.0), 9.0).expect("one").typical() - 2.0).abs() < 1e-9);
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            rng_seed: proptest::test_runner::RngSeed::Fixed(22),
            ..ProptestConfig::default()
        })]

        #[test]
        fn shares_rise_from_one_end_to_the_other(
            mut ends in prop::array::uniform3(0.0..1e15_f64),
            shares in prop::array::uniform2(0.0..=1.0_f64),
            has_likely: bool,
        ) {
            ends.sort_by(f64::total_cmp);
            let [low, likely, high] = ends;
            let range = Range::new(low, has_likely.then_some(likely), high).expect("in order");
            let [less, more] = [shares[0].min(shares[1]), shares[0].max(shares[1])];
            prop_assert!(range.at(less) <= range.at(more) + 1e-3);
            prop_assert!(low <= range.at(less) && range.at(more) <= high);
        }
    }
}
