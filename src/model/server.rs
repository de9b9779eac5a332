//! How the power of a host rises with its load: measured curves, and the straight line between both
//! ends.
//!
//! A curve has eleven points, at idle and at each tenth of full load (SPECpower_ssj2008 results as
//! their public copies have them; SPECpower_ssj is a trademark of SPEC, www.spec.org). Between two
//! points power is linear. Real curves sag below the straight line in the middle, by up to a sixth.

use crate::units::{Ratio, Watts};

/// A kind of host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Server {
    /// Idle and peak as stated, linear between them.
    #[default]
    Linear,
    /// HP ProLiant ML110 G5, 2011.
    Ml110G5,
    /// IBM System x3550 M3 with Xeon X5675, 2011.
    X3550X5675,
    /// IBM System x3650 M2 with Xeon X5570, 2009.
    X3650X5570,
    /// Fujitsu PRIMERGY RX300 S7 with Xeon E5-2660, 2012.
    Rx300E52660,
    /// Huawei RH2288 V2 with Xeon E5-2670, 2012.
    Rh2288E52670,
    /// Dell PowerEdge R620 with Xeon E5-2670, 2012.
    R620E52670,
    /// Dell PowerEdge R720 with Xeon E5-2670, 2012.
    R720E52670,
    /// Acer Altos R380 F2 with Xeon E5-2660, 2013.
    R380E52660,
    /// Dell PowerEdge R640 with Xeon Platinum 8180, 2017.
    R640P8180,
}

/// A measured host.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve {
    /// Hardware threads: two per core, but one for the Xeon 3075.
    pub threads: f64,
    /// Watts at idle and at each tenth of full load.
    watts: [f64; 11],
}

impl Server {
    /// Its measured curve; none where idle and peak are stated.
    pub const fn curve(self) -> Option<Curve> {
        let (threads, watts) = match self {
            Self::Linear => return None,
            Self::Ml110G5 => {
                (2.0, [93.7, 97.0, 101.0, 105.0, 110.0, 116.0, 121.0, 125.0, 129.0, 133.0, 135.0])
            }
            Self::X3550X5675 => {
                (24.0, [58.4, 98.0, 109.0, 118.0, 128.0, 140.0, 153.0, 170.0, 189.0, 205.0, 222.0])
            }
            Self::X3650X5570 => {
                (16.0, [81.4, 110.0, 125.0, 139.0, 153.0, 167.0, 182.0, 199.0, 214.0, 229.0, 244.0])
            }
            Self::Rx300E52660 => {
                (32.0, [53.1, 74.9, 85.3, 94.9, 105.0, 117.0, 134.0, 156.0, 187.0, 217.0, 245.0])
            }
            Self::Rh2288E52670 => {
                (32.0, [55.6, 79.4, 90.5, 102.0, 112.0, 128.0, 148.0, 172.0, 200.0, 238.0, 282.0])
            }
            Self::R620E52670 => {
                (32.0, [54.1, 78.4, 88.5, 99.5, 115.0, 126.0, 143.0, 165.0, 196.0, 226.0, 243.0])
            }
            Self::R720E52670 => {
                (32.0, [51.0, 75.0, 84.5, 95.0, 110.0, 120.0, 137.0, 159.0, 187.0, 217.0, 231.0])
            }
            Self::R380E52660 => {
                (32.0, [71.5, 89.0, 104.0, 122.0, 146.0, 174.0, 193.0, 213.0, 239.0, 295.0, 316.0])
            }
            Self::R640P8180 => (
                112.0,
                [55.0, 125.0, 151.0, 176.0, 202.0, 232.0, 261.0, 301.0, 357.0, 421.0, 469.0],
            ),
        };
        Some(Curve { threads, watts })
    }

    /// The share of the way from idle to peak at which its power is under this load: the load itself
    /// where it is linear.
    pub fn rise(self, load: Ratio) -> Ratio {
        let Some(curve) = self.curve() else { return load };
        let (idle, peak) = (curve.watts[0], curve.watts[10]);
        let tenths = load.get().clamp(0.0, 1.0) * 10.0;
        let below = (tenths as usize).min(9);
        let (low, high) = (curve.watts[below], curve.watts[below + 1]);
        let watts = low + (high - low) * (tenths - below as f64);
        Ratio::new((watts - idle) / (peak - idle))
    }
}

impl Curve {
    /// Power when it does nothing.
    pub const fn idle(&self) -> Watts {
        Watts::new(self.watts[0])
    }

    /// Power at full load.
    pub const fn peak(&self) -> Watts {
        Watts::new(self.watts[10])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_passes_through_its_points() {
        let r720 = Server::R720E52670;
        let at = |percent: f64| 51.0 + 180.0 * r720.rise(Ratio::percent(percent)).get();
        for (percent, watts) in [(0.0, 51.0), (10.0, 75.0), (55.0, 128.5), (100.0, 231.0)] {
            assert!((at(percent) - watts).abs() < 1e-9, "{percent} %: {}", at(percent));
        }
    }

    #[test]
    fn a_straight_line_is_twenty_watts_above_the_r720_at_six_tenths() {
        let rise = Server::R720E52670.rise(Ratio::percent(60.0)).get();
        assert!((180.0 * (0.6 - rise) - 22.0).abs() < 0.1);
        assert!((Server::Linear.rise(Ratio::percent(60.0)).get() - 0.6).abs() < 1e-12);
    }
}
