//! What differs from run to run of one and the same migration.
//!
//! Controllers ask for their luck instead of drawing random numbers, so that the same state machine
//! gives the typical run ([`Luck::typical`]) and one of many ([`Luck::drawn`]).

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng as _, RngExt as _, SeedableRng as _};

/// The luck of one run.
#[derive(Debug, Clone)]
pub struct Luck(Option<Xoshiro256PlusPlus>);

impl Luck {
    /// Nothing out of the ordinary: every draw is its median.
    pub const fn typical() -> Self {
        Self(None)
    }

    /// One of the many runs that are possible; the same seed and run give the same one everywhere.
    pub fn drawn(seed: u64, run: u64) -> Self {
        // The multiplier of SplitMix64 keeps neighbouring runs apart.
        let mixed = seed ^ run.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(Some(Xoshiro256PlusPlus::seed_from_u64(mixed)))
    }

    /// Whether it is that of the typical run.
    pub const fn is_typical(&self) -> bool {
        self.0.is_none()
    }

    /// A number spread evenly over 0..1; one half in the typical run.
    pub fn even(&mut self) -> f64 {
        self.0.as_mut().map_or(0.5, Xoshiro256PlusPlus::random::<f64>)
    }

    /// How the stream of machine `number` fares against others in its next step, around 1.
    ///
    /// In a drawn run each step is dealt anew. The typical run is not the one in which all streams
    /// are equal, for then all would end at once, but the one in which each keeps what several steps
    /// leave of the differences: 0.4 of the spread, dealt evenly by number.
    pub fn share_factor(&mut self, spread: f64, number: u32) -> f64 {
        const LASTING: f64 = 0.4;
        // Multiples of the golden ratio fill the unit interval evenly, however many there are.
        const GOLDEN: f64 = 0.618_033_988_749_895;
        if !self.is_typical() {
            return self.factor(spread);
        }
        let place = f64::from(number + 1) * GOLDEN;
        let even = place - libm::floor(place);
        libm::exp((2.0 * even - 1.0) * libm::sqrt(3.0) * spread * LASTING)
    }

    /// A factor around 1 whose logarithm has about this standard deviation; 1 in the typical run.
    ///
    /// The sum of four uniform draws is near enough to a normal one for noise that is itself an
    /// estimate, bounded, and costs no logarithm.
    pub fn factor(&mut self, spread: f64) -> f64 {
        let Some(rng) = self.0.as_mut() else { return 1.0 };
        const STEP: f64 = 1.0 / 65_536.0;
        let mut bits = rng.next_u64();
        let mut sum = -2.0;
        for _ in 0..4 {
            sum += ((bits & 0xffff) as f64 + 0.5) * STEP;
            bits >>= 16;
        }
        // Four uniform draws have the variance 4/12.
        libm::exp(sum * libm::sqrt(3.0) * spread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_draws_never_change() {
        let mut luck = Luck::drawn(7, 0);
        let draws: Vec<f64> = (0..5).map(|_| luck.even()).collect();
        let again: Vec<f64> = {
            let mut luck = Luck::drawn(7, 0);
            (0..5).map(|_| luck.even()).collect()
        };
        assert_eq!(draws, again);
        assert_ne!(draws[0].to_bits(), Luck::drawn(7, 1).even().to_bits());
    }

    #[test]
    fn factors_have_the_spread_they_promise() {
        let mut luck = Luck::drawn(1, 2);
        let logs: Vec<f64> = (0..20_000).map(|_| libm::log(luck.factor(0.2))).collect();
        let mean = logs.iter().sum::<f64>() / logs.len() as f64;
        let variance =
            logs.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / logs.len() as f64;
        assert!(mean.abs() < 0.01, "{mean}");
        assert!((libm::sqrt(variance) - 0.2).abs() < 0.01, "{variance}");
    }
}
