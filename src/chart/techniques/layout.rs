//! Where the two panels go: side by side where the picture is wide, else one below the other.

use super::Techniques;
use crate::chart::Size;
use crate::chart::axis::{Scale, Ticks, decades, time};
use crate::chart::rect::Rect;
use crate::model::uncertainty::Spread;
use crate::quantity::Lang;
use crate::report::technique;
use crate::units::Seconds;

/// Narrower than this, the panels stand one below the other.
const SIDE_BY_SIDE: f64 = 560.0;
/// Room for a panel's heading, and for its ticks.
const HEAD: f64 = 20.0;
const FOOT: f64 = 22.0;
/// Between the panels.
const GAP: f64 = 28.0;
/// Rows are not higher than this.
const ROW: f64 = 44.0;
/// About the width of a letter.
const LETTER: f64 = 7.6;
/// Room for a value behind the longest bar.
const VALUE: f64 = 100.0;

/// The height at which rows are as high as they may be.
pub(super) fn height(rows: usize, width: f64) -> f64 {
    let beside = SIDE_BY_SIDE <= width;
    let (row, panels) = if beside { (ROW, 1.0) } else { (ROW * 0.6, 2.0) };
    panels * (HEAD + FOOT + rows as f64 * row)
}

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Panel {
    /// Where the data go.
    pub(super) plot: Rect,
    pub(super) ticks: Ticks,
    scale: Scale,
    row: f64,
    /// Where the scale begins if it is logarithmic.
    lowest: Option<f64>,
}

impl Panel {
    /// Where a time lies from left to right.
    pub(super) fn at(&self, time: Seconds) -> f64 {
        match self.lowest {
            Some(lowest) => self.scale.at(libm::log10(time.get().max(lowest))),
            None => self.scale.at(time.get()),
        }
    }

    /// The middle of a row.
    pub(super) fn y(&self, at: usize) -> f64 {
        self.plot.top + (at as f64 + 0.5) * self.row
    }

    /// The height of a row.
    pub(super) const fn row(&self) -> f64 {
        self.row
    }

    /// The part of the panel that belongs to a row.
    pub(super) fn reach(&self, at: usize) -> Rect {
        let top = self.plot.top + at as f64 * self.row;
        Rect { top, bottom: top + self.row, ..self.plot }
    }
}

/// Both panels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub(super) total: Panel,
    pub(super) downtime: Panel,
    /// Whether they stand side by side, so that the second needs no names.
    pub(super) beside: bool,
}

impl Layout {
    pub(super) fn new(techniques: &Techniques, size: Size, lang: Lang) -> Self {
        let rows = &techniques.rows;
        let count = rows.len().max(1) as f64;
        let longest = rows.iter().map(|row| technique(row.technique, lang).chars().count()).max();
        let left = longest.unwrap_or(0) as f64 * LETTER + 26.0;
        let beside = SIDE_BY_SIDE <= size.width;
        let shown = if beside { size.height } else { size.height / 2.0 };
        let row = ((shown - HEAD - FOOT) / count).clamp(0.0, ROW);
        let panel = |left: f64, right: f64, top: f64| {
            Rect::new(left, top + HEAD, right, top + HEAD + row * count)
        };
        let (first, second) = if beside {
            let half = ((size.width - left - GAP) / 2.0).max(0.0);
            (panel(left, left + half, 0.0), panel(left + half + GAP, size.width, 0.0))
        } else {
            (panel(left, size.width, 0.0), panel(left, size.width, size.height / 2.0))
        };
        let top_of = |range: Option<Spread>| range.map_or(0.0, |range| range.p90);
        let longest = rows
            .iter()
            .map(|row| row.total_time.get().max(top_of(row.total_range)))
            .fold(0.0, f64::max);
        let downtimes = || {
            let range = |range: Option<Spread>| range.into_iter().flat_map(|r| [r.p10, r.p90]);
            rows.iter()
                .filter(|row| row.completes)
                .flat_map(move |row| range(row.downtime_range).chain([row.downtime.get()]))
                .chain([techniques.limit.get()])
        };
        let (shortest_stop, longest_stop) =
            (downtimes().fold(f64::INFINITY, f64::min), downtimes().fold(0.0, f64::max));
        let room = |plot: Rect| VALUE.min(plot.width() / 2.0);
        let room_for = |plot: Rect| plot.width() - room(plot) - 8.0;
        let log = decades(shortest_stop, longest_stop, room_for(second) / 56.0);
        let highest = longest_stop.max(log.lowest() * 10.0);
        let exponents = (libm::log10(log.lowest()), libm::log10(highest));
        Self {
            total: Panel {
                plot: first,
                ticks: time(longest, (room_for(first) / 60.0).max(2.0)),
                scale: Scale::new((0.0, longest), (first.left, first.right - room(first))),
                row,
                lowest: None,
            },
            downtime: Panel {
                plot: second,
                scale: Scale::new(exponents, (second.left + 8.0, second.right - room(second))),
                row,
                lowest: Some(log.lowest()),
                ticks: log,
            },
            beside,
        }
    }
}
