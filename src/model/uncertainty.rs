//! What many runs have in common: quantiles and probabilities.

/// Median, 10th and 90th percentile.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread {
    /// One run in ten stays below.
    pub p10: f64,
    /// Half of the runs stay below.
    pub p50: f64,
    /// Nine runs in ten stay below.
    pub p90: f64,
}

impl Spread {
    /// The quantiles of these values, interpolated between neighbours; zeros where there are none.
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        Self {
            p10: quantile(&values, 0.1),
            p50: quantile(&values, 0.5),
            p90: quantile(&values, 0.9),
        }
    }

    /// The same in another unit.
    pub fn scaled(self, factor: f64) -> Self {
        Self { p10: self.p10 * factor, p50: self.p50 * factor, p90: self.p90 * factor }
    }
}

/// The quantile of values in rising order, interpolated between neighbours; zero where there are none.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let below = place as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_neighbours() {
        let spread = Spread::of((0..=10).rev().map(f64::from).collect());
        assert_eq!((spread.p10, spread.p50, spread.p90), (1.0, 5.0, 9.0));
        assert_eq!(Spread::of(vec![]), Spread::default());
    }
}
