//! Quantities as types: what a number means travels with it.
//!
//! Conventions, said once: a link's bits are SI (1 Gbit/s = 10^9 bit/s), memory and disk are binary
//! (1 GiB = 2^30 B), time is in seconds, energy is stored in joules, money has no currency of its
//! own, and a ratio of 1.0 means 100 %. Every quantity is finite: a value that is not a number
//! becomes zero and an infinite one the largest finite number, so that neither reaches a chart.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Seconds in an hour.
pub const SECONDS_PER_HOUR: f64 = 3600.0;

/// Joules in a kilowatt-hour.
pub const JOULES_PER_KWH: f64 = 3.6e6;

/// Makes a number fit to be a quantity: zero for NaN, the largest finite number for infinity.
const fn finite(value: f64) -> f64 {
    // It nearly always is, and every sum asks.
    if value.is_finite() { value } else { fit(value) }
}

#[cold]
const fn fit(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(f64::MIN, f64::MAX) }
}

macro_rules! quantities {
    ($($(#[$doc:meta])* $name:ident { $($(#[$unit_doc:meta])* $make:ident, $read:ident = $scale:expr;)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Default, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            /// Nothing of it.
            pub const ZERO: Self = Self(0.0);

            $(
                $(#[$unit_doc])*
                pub const fn $make(value: f64) -> Self {
                    Self(finite(value * $scale))
                }

                $(#[$unit_doc])*
                pub const fn $read(self) -> f64 {
                    self.0 / $scale
                }
            )*

            // Comparisons, because none is NaN: WebAssembly has no instruction for `f64::min`.
            /// The smaller of two.
            pub const fn min(self, other: Self) -> Self {
                if other.0 < self.0 { other } else { self }
            }

            /// The larger of two.
            pub const fn max(self, other: Self) -> Self {
                if self.0 < other.0 { other } else { self }
            }

            /// This, or zero where it is negative.
            pub const fn or_zero(self) -> Self {
                if 0.0 < self.0 { self } else { Self::ZERO }
            }

            /// Whether there is more than none of it.
            pub const fn is_positive(self) -> bool {
                0.0 < self.0
            }

            /// This as a share of `whole`; zero where `whole` is zero.
            pub const fn share_of(self, whole: Self) -> Ratio {
                if whole.0 == 0.0 { Ratio(0.0) } else { Ratio(finite(self.0 / whole.0)) }
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(finite(self.0 + other.0))
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(finite(self.0 - other.0))
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }

        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }

        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self(finite(self.0 * factor))
            }
        }

        impl Div<f64> for $name {
            type Output = Self;
            fn div(self, divisor: f64) -> Self {
                Self(finite(self.0 / divisor))
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
                values.fold(Self::ZERO, Add::add)
            }
        }
    )*};
}

quantities! {
    /// An amount of memory, disk or traffic.
    Bytes {
        /// In bytes.
        new, get = 1.0;
        /// In MiB (2^20 bytes).
        mib, to_mib = 1_048_576.0;
        /// In GiB (2^30 bytes).
        gib, to_gib = 1_073_741_824.0;
        /// In GB (10^9 bytes), as network energy is quoted.
        gb, to_gb = 1e9;
    }
    /// A rate of bytes: a link, a flow, a dirty page rate.
    Bandwidth {
        /// In bytes per second.
        new, get = 1.0;
        /// In Mbit/s (10^6 bits per second).
        mbit_per_s, to_mbit_per_s = 125_000.0;
        /// In MiB/s.
        mib_per_s, to_mib_per_s = 1_048_576.0;
    }
    /// A span of time.
    Seconds {
        /// In seconds.
        new, get = 1.0;
        /// In milliseconds.
        ms, to_ms = 1e-3;
        /// In hours.
        hours, to_hours = SECONDS_PER_HOUR;
    }
    /// A dimensionless share or factor; 1.0 means 100 %.
    Ratio {
        /// As a factor.
        new, get = 1.0;
        /// In percent.
        percent, to_percent = 0.01;
    }
    /// Power.
    Watts {
        /// In watts.
        new, get = 1.0;
    }
    /// Energy.
    Energy {
        /// In joules.
        joules, to_joules = 1.0;
        /// In watt-hours.
        wh, to_wh = 3600.0;
        /// In kilowatt-hours.
        kwh, to_kwh = JOULES_PER_KWH;
    }
    /// Money, in the scenario's currency.
    Money {
        /// In whole units of the currency.
        new, get = 1.0;
    }
    /// What a kilowatt-hour costs.
    EnergyPrice {
        /// In currency units per kWh.
        per_kwh, to_per_kwh = 1.0;
    }
    /// What a GB of traffic costs in money, its energy aside.
    TrafficPrice {
        /// In currency units per GB (10^9 bytes).
        per_gb, to_per_gb = 1.0;
    }
    /// What an hour of one thing costs: of standing still, for example.
    HourlyPrice {
        /// In currency units per hour.
        per_hour, to_per_hour = 1.0;
    }
    /// What emitting costs.
    CarbonPrice {
        /// In currency units per metric ton.
        per_ton, to_per_ton = 1.0;
    }
    /// Greenhouse gases, as carbon dioxide of the same effect.
    Carbon {
        /// In grams.
        grams, to_grams = 1.0;
    }
    /// What a kilowatt-hour emits.
    CarbonIntensity {
        /// In grams per kWh.
        g_per_kwh, to_g_per_kwh = 1.0;
    }
    /// What the traffic costs in energy.
    NetworkIntensity {
        /// In kWh per GB (10^9 bytes) moved.
        kwh_per_gb, to_kwh_per_gb = 1.0;
    }
}

impl Div<Bandwidth> for Bytes {
    type Output = Seconds;
    /// How long the bytes take at this rate; the longest finite time at rate zero.
    fn div(self, rate: Bandwidth) -> Seconds {
        if self.0 <= 0.0 { Seconds::ZERO } else { Seconds(finite(self.0 / rate.or_zero().0)) }
    }
}

impl Mul<Seconds> for Bandwidth {
    type Output = Bytes;
    fn mul(self, time: Seconds) -> Bytes {
        Bytes(finite(self.0 * time.0))
    }
}

impl Mul<Seconds> for Watts {
    type Output = Energy;
    fn mul(self, time: Seconds) -> Energy {
        Energy(finite(self.0 * time.0))
    }
}

impl Mul<EnergyPrice> for Energy {
    type Output = Money;
    fn mul(self, price: EnergyPrice) -> Money {
        Money(finite(self.to_kwh() * price.0))
    }
}

impl Mul<CarbonIntensity> for Energy {
    type Output = Carbon;
    fn mul(self, intensity: CarbonIntensity) -> Carbon {
        Carbon(finite(self.to_kwh() * intensity.0))
    }
}

impl Mul<TrafficPrice> for Bytes {
    type Output = Money;
    fn mul(self, price: TrafficPrice) -> Money {
        Money(finite(self.to_gb() * price.0))
    }
}

impl Mul<HourlyPrice> for Seconds {
    type Output = Money;
    fn mul(self, price: HourlyPrice) -> Money {
        Money(finite(self.to_hours() * price.0))
    }
}

impl Mul<CarbonPrice> for CarbonIntensity {
    type Output = EnergyPrice;
    fn mul(self, price: CarbonPrice) -> EnergyPrice {
        EnergyPrice::per_kwh(self.to_g_per_kwh() * price.0 / 1e6)
    }
}

impl Mul<NetworkIntensity> for Bytes {
    type Output = Energy;
    fn mul(self, intensity: NetworkIntensity) -> Energy {
        Energy::kwh(self.to_gb() * intensity.0)
    }
}

macro_rules! scaled_by_ratio {
    ($($name:ident)*) => {$(
        impl Mul<Ratio> for $name {
            type Output = Self;
            fn mul(self, ratio: Ratio) -> Self {
                self * ratio.0
            }
        }
    )*};
}

scaled_by_ratio! { Bytes Bandwidth Seconds Watts Energy Money }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_count_in_powers_of_ten_and_memory_in_powers_of_two() {
        assert!((Bandwidth::mbit_per_s(1000.0).get() - 125e6).abs() < 1e-6);
        assert!((Bytes::gib(1.0).get() - 1_073_741_824.0).abs() < 1e-6);
    }

    #[test]
    fn no_quantity_is_ever_nan_or_infinite() {
        assert!(Bytes::new(f64::NAN).get().abs() < f64::EPSILON);
        assert!((Bytes::gib(1.0) / Bandwidth::ZERO).get().is_finite());
        assert!((Seconds::new(f64::MAX) + Seconds::new(f64::MAX)).get().is_finite());
    }

    #[test]
    fn a_kilowatt_hour_at_a_price_is_that_price() {
        let cost = Watts::new(1000.0) * Seconds::hours(1.0) * EnergyPrice::per_kwh(0.2);
        assert!((cost.get() - 0.2).abs() < 1e-12);
    }
}
