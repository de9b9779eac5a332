//! Measured points of a guest's unique-dirty curve, as a user states them.

use crate::model::dirty::MeasuredPoint;
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

    /// These points; those without a positive interval of at most a day and a positive amount are
    /// left out, as are a second one of the same interval and what exceeds [`Points::MOST`].
    pub fn new(points: impl IntoIterator<Item = MeasuredPoint>) -> Self {
        let is_sound = |p: &MeasuredPoint| {
            p.interval.is_positive() && p.interval <= Self::LONGEST && p.dirtied.is_positive()
        };
        let mut sorted: Vec<MeasuredPoint> = Vec::new();
        for point in points.into_iter().filter(is_sound) {
            // There are too few of them for a sort.
            let place = sorted.partition_point(|before| before.interval < point.interval);
            if sorted.get(place).is_none_or(|next| next.interval != point.interval) {
                sorted.insert(place, point);
            }
        }
        let mut all = Self::NONE;
        let mut least = Bytes::ZERO;
        for (slot, point) in all.points.iter_mut().zip(sorted) {
            least = least.max(point.dirtied);
            *slot = Some(MeasuredPoint { dirtied: least, ..point });
        }
        all
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
