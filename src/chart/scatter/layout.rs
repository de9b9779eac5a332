//! Where the marks go: one scale for both directions.

use super::Scatter;
use crate::chart::Size;
use crate::chart::axis::{Scale, Ticks, decades};
use crate::chart::rect::Rect;

/// Room for the ticks at the left and below, and for the legend above.
const LEFT: f64 = 62.0;
const FOOT: f64 = 40.0;
const HEAD: f64 = 26.0;

/// The plot and its scales.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub(super) plot: Rect,
    pub(super) ticks: Ticks,
    /// From the smallest value to the largest of both.
    pub(super) range: (f64, f64),
    across: Scale,
    up: Scale,
}

impl Layout {
    pub(super) fn new(scatter: &Scatter, size: Size) -> Self {
        let all = || scatter.points.iter().flat_map(|point| [point.measured, point.predicted]);
        let low = all().fold(f64::INFINITY, f64::min).clamp(1e-6, 1e12) / 1.25;
        let high = all().fold(0.0, f64::max).clamp(1e-6, 1e12) * 1.25;
        let (low, high) = if low < high { (low, high) } else { (0.1, 10.0) };
        let plot = Rect::new(LEFT, HEAD, size.width.max(LEFT), (size.height - FOOT).max(HEAD));
        let exponents = (libm::log10(low), libm::log10(high));
        let ticks = decades(low, high, (plot.height() / 40.0).max(2.0));
        Self {
            plot,
            ticks: Ticks {
                values: ticks.values.iter().copied().filter(|v| low <= *v && *v <= high).collect(),
                ..ticks
            },
            range: (low, high),
            across: Scale::new(exponents, (plot.left, plot.right)),
            up: Scale::new(exponents, (plot.bottom, plot.top)),
        }
    }

    /// Where a measured value lies.
    pub(super) fn x(&self, value: f64) -> f64 {
        self.across.at(libm::log10(value.clamp(self.range.0, self.range.1)))
    }

    /// Where a predicted value lies.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.up.at(libm::log10(value.clamp(self.range.0, self.range.1)))
    }
}
