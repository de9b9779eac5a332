//! When a move has paid for itself.
//!
//! With constant prices the saving is d = P (pi_A PUE_A - pi_B PUE_B) per unit of time, and the move
//! with cost C has paid after t* = C / d, or never where d <= 0.

use crate::units::Seconds;

/// In what a move is held against what it saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Account {
    /// Currency units.
    #[default]
    Money,
    /// Kilowatt-hours.
    Energy,
    /// Grams of carbon dioxide.
    Carbon,
}

impl Account {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Money, Self::Energy, Self::Carbon];
}

/// A move in one account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Balance {
    /// What it takes.
    pub cost: f64,
    /// What moving everything back takes.
    pub back: f64,
    /// What is saved per hour from then on.
    pub saving_per_hour: f64,
}

impl Balance {
    /// When it has paid.
    pub fn break_even(&self) -> BreakEven {
        BreakEven::of(self.cost, self.saving_per_hour)
    }
}

/// When a move has paid for itself, in money or in energy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BreakEven {
    /// After so long at the destination.
    After(Seconds),
    /// Never: staying at the source is cheaper by the hour, or the move itself failed.
    Never,
}

impl BreakEven {
    /// `cost` over `saving_per_hour`, both in the same unit.
    pub fn of(cost: f64, saving_per_hour: f64) -> Self {
        if cost <= 0.0 {
            Self::After(Seconds::ZERO)
        } else if saving_per_hour <= 0.0 {
            Self::Never
        } else {
            Self::After(Seconds::hours(cost / saving_per_hour))
        }
    }

    /// Whether it has paid within `time`.
    pub fn within(self, time: Seconds) -> bool {
        matches!(self, Self::After(after) if after <= time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cost: f64, saving: f64, hours: Option<f64>) {
        match (BreakEven::of(cost, saving), hours) {
            (BreakEven::After(after), Some(hours)) => {
                assert!((after.to_hours() - hours).abs() < 1e-3, "{after:?}");
            }
            (BreakEven::Never, None) => {}
            (got, _) => panic!("{got:?}, not {hours:?}"),
        }
    }

    #[test]
    fn pay_back_is_cost_over_saving() {
        // A virtual machine of 9.6435 W at the meter and a gap of 0.05 per kWh.
        let saving = 9.6435e-3 * 0.05;
        check(0.000_514, saving, Some(1.066));
        check(0.002_914, saving, Some(6.043));
        check(0.006_878, saving, Some(14.264));
    }

    #[test]
    fn what_saves_nothing_never_pays_and_what_costs_nothing_pays_at_once() {
        check(1.0, 0.0, None);
        check(1.0, -1.0, None);
        check(0.0, -1.0, Some(0.0));
    }
}
