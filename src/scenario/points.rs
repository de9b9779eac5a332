//! Measured points of a guest's unique-dirty curve, as a user states them.

use crate::model::dirty::{MeasuredPoint, in_order};
use crate::units::{Bytes, Seconds};

/// Up to [`Points::MOST`] measurements: so much distinct memory was dirtied within such an interval.
///
/// They rise in time and never fall in memory; what does not is left out or raised. None means that
/// the guest is described by its working sets instead.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Points {
    points: [Option<MeasuredPoint>; Self::MOST],
}

impl Points {
    /// As many as fit.
    pub const MOST: usize = 5;
    /// None at all.
    pub const NONE: Self = Self { points: [None; Self::MOST] };
    /// The longest interval that makes sense: a day.
    const LONGEST: Seconds = Seconds::hours(24.0);

    /// These points as [`in_order`] has them; intervals above a day and what exceeds
    /// [`Points::MOST`] are left out.
    pub fn new(points: impl IntoIterator<Item = MeasuredPoint>) -> Self {
        let mut all = Self::NONE;
        let known = points.into_iter().filter(|point| point.interval <= Self::LONGEST);
        for (slot, point) in all.points.iter_mut().zip(in_order(known)) {
            *slot = Some(point);
        }
        all
    }

    /// Points as (seconds, bytes), the form in which links and files hold them.
    pub fn of_base(pairs: impl IntoIterator<Item = (f64, f64)>) -> Self {
        Self::new(pairs.into_iter().map(|(interval, dirtied)| MeasuredPoint {
            interval: Seconds::new(interval),
            dirtied: Bytes::new(dirtied),
        }))
    }

    /// The same where each of them is a measurement; none where some would be left out.
    pub fn all_of_base(pairs: &[(f64, f64)]) -> Option<Self> {
        let points = Self::of_base(pairs.iter().copied());
        (points.iter().count() == pairs.len()).then_some(points)
    }

    /// The points as (seconds, bytes).
    pub fn to_base(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.iter().map(|point| (point.interval.get(), point.dirtied.get()))
    }

    /// Points as (seconds, MiB), of which the caller knows that they are sound.
    pub const fn known(points: &[(f64, f64)]) -> Self {
        let mut all = Self::NONE;
        let mut at = 0;
        while at < points.len() && at < Self::MOST {
            let (seconds, mib) = points[at];
            all.points[at] =
                Some(MeasuredPoint { interval: Seconds::new(seconds), dirtied: Bytes::mib(mib) });
            at += 1;
        }
        all
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.points[0].is_none()
    }

    /// The points, by interval.
    pub fn iter(&self) -> impl Iterator<Item = MeasuredPoint> + '_ {
        self.points.iter().flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(seconds: f64, bytes: f64) -> MeasuredPoint {
        MeasuredPoint { interval: Seconds::new(seconds), dirtied: Bytes::new(bytes) }
    }

    #[test]
    fn points_are_sorted_and_never_fall() {
        let points = Points::new([point(10.0, 5.0), point(1.0, 7.0), point(1.0, 9.0)]);
        assert_eq!(points.iter().collect::<Vec<_>>(), [point(1.0, 7.0), point(10.0, 7.0)]);
    }

    #[test]
    fn what_cannot_be_a_measurement_is_left_out() {
        let odd = [point(0.0, 1.0), point(1.0, 0.0), point(-1.0, 2.0), point(1e9, 2.0)];
        assert!(Points::new(odd).is_empty());
        assert_eq!(Points::new((1..9).map(|s| point(f64::from(s), 1.0))).iter().count(), 5);
    }

    #[test]
    fn known_points_are_as_sound_as_any() {
        let known = Points::known(&[(0.1, 1.0), (1.0, 6.0)]);
        assert_eq!(Points::new(known.iter()), known);
    }
}
