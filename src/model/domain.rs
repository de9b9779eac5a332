//! Where the model was held against measurements, and how far outside of that a migration lies.

use crate::units::{Bandwidth, Bytes, Seconds};

/// The largest guest: public migrations over 1 GbE (Sxmindu/Live-Migration).
pub const MOST_MEMORY: Bytes = Bytes::gib(8.0);
/// The slowest and the fastest link of the measured bed.
pub const LINKS: [Bandwidth; 2] = [Bandwidth::mbit_per_s(129.0), Bandwidth::mbit_per_s(2000.0)];
/// The longest round trip of the measured bed.
pub const LONGEST_RTT: Seconds = Seconds::ms(50.0);

/// How much wider predictions spread for each factor e beyond the border. On hosts that others have
/// published of, at 20 to 200 GiB and 10 to 28 Gbit/s, half of the predictions are off by 10 % or
/// more (docs/accuracy.md), which is a spread of 0.15 at a distance of 3 to 4.
const SPREAD: f64 = 0.04;

/// How far outside of what was measured a migration lies, as natural logarithms of how many times
/// beyond the border it is; zero inside.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Outside {
    /// In memory.
    pub memory: f64,
    /// In the link's rate.
    pub link: f64,
    /// In the round trip.
    pub rtt: f64,
}

impl Outside {
    /// How far a guest of so much memory over such a path is.
    pub fn of(memory: Bytes, link: Bandwidth, rtt: Seconds) -> Self {
        let times = |a: f64, b: f64| if b < a { libm::log(a / b) } else { 0.0 };
        let [slowest, fastest] = LINKS.map(Bandwidth::get);
        let link = link.get().max(1.0);
        Self {
            memory: times(memory.get(), MOST_MEMORY.get()),
            link: times(link, fastest).max(times(slowest, link)),
            rtt: times(rtt.get(), LONGEST_RTT.get()),
        }
    }

    /// The farthest of them.
    pub const fn distance(self) -> f64 {
        self.memory.max(self.link).max(self.rtt)
    }

    /// How far predictions spread there, where they spread so far inside.
    pub fn widened(self, spread: f64) -> f64 {
        let more = SPREAD * self.distance();
        if more == 0.0 { spread } else { libm::sqrt(spread * spread + more * more) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_is_inside_and_spreads_as_ever() {
        let inside = Outside::of(Bytes::gib(2.0), Bandwidth::mbit_per_s(1000.0), Seconds::ms(1.0));
        assert_eq!(inside, Outside::default());
        assert_eq!(inside.widened(0.02).to_bits(), 0.02_f64.to_bits());
    }

    #[test]
    fn the_farther_outside_the_wider() {
        let spread = |gib: f64, mbit: f64, ms: f64| {
            let link = Bandwidth::mbit_per_s(mbit);
            Outside::of(Bytes::gib(gib), link, Seconds::ms(ms)).widened(0.02)
        };
        assert!(spread(8.0, 1000.0, 1.0) < spread(64.0, 1000.0, 1.0));
        assert!(spread(64.0, 1000.0, 1.0) < spread(512.0, 1000.0, 1.0));
        assert!(spread(2.0, 1000.0, 1.0) < spread(2.0, 25_000.0, 1.0));
        assert!(spread(2.0, 1000.0, 1.0) < spread(2.0, 10.0, 1.0));
        assert!(spread(2.0, 1000.0, 1.0) < spread(2.0, 1000.0, 150.0));
        assert!((0.12..0.2).contains(&spread(192.0, 27_000.0, 0.2)));
    }
}
