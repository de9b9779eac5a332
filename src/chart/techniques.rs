//! All techniques side by side: total migration time as bars, downtime as marks on a log scale.

mod draw;
mod layout;
mod text;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::table::Table;
use super::theme::Theme;
use super::{Chart, Drawn, Reading, Size};
use crate::model::uncertainty::Spread;
use crate::plan::{Outcome, Plan, Ranges};
use crate::quantity::Lang;
use crate::scenario::Technique;
use crate::units::Seconds;
use layout::Layout;

/// What one technique takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Which.
    pub technique: Technique,
    /// Whether the user chose it.
    pub chosen: bool,
    /// Whether every machine arrives.
    pub completes: bool,
    /// From the first request until the last machine's source is released.
    pub total_time: Seconds,
    /// How that spreads over many runs, in seconds, where it is known.
    pub total_range: Option<Spread>,
    /// The longest downtime of any machine.
    pub downtime: Seconds,
    /// How that spreads over many runs, in seconds, where it is known.
    pub downtime_range: Option<Spread>,
}

/// All techniques side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Techniques {
    /// In the order in which they are shown.
    pub rows: Vec<Row>,
    /// How long a guest may stand still.
    pub limit: Seconds,
}

impl Techniques {
    /// Of a plan, with whatever ranges are known by now.
    pub fn of(plan: &Plan, ranges: &[(Technique, Ranges)], downtime_limit: Seconds) -> Self {
        let row = |(at, outcome): (usize, &Outcome)| {
            let range = ranges.iter().find(|(technique, _)| *technique == outcome.technique);
            Row {
                technique: outcome.technique,
                chosen: at == plan.chosen,
                completes: outcome.figures.ending.completes(),
                total_time: outcome.figures.total_time,
                total_range: range.map(|(_, ranges)| ranges.total_time),
                downtime: outcome.figures.downtime,
                downtime_range: range.map(|(_, ranges)| ranges.downtime),
            }
        };
        let rows = plan.outcomes.iter().enumerate().map(row).collect();
        Self { rows, limit: downtime_limit }
    }
}

impl Chart for Techniques {
    fn title(&self, lang: Lang) -> String {
        text::title(self, lang)
    }

    fn subtitle(&self, lang: Lang) -> String {
        text::subtitle(self, lang)
    }

    fn sentence(&self, lang: Lang) -> String {
        text::sentence(self, lang)
    }

    fn table(&self, lang: Lang) -> Table {
        text::table(self, lang)
    }

    /// Two per technique: total time, then downtime.
    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let layout = Layout::new(self, size, lang);
        let both = |(at, row): (usize, &Row)| {
            let total = layout.total.at(row.total_time);
            let downtime = layout.downtime.at(row.downtime);
            [
                Reading {
                    x: total,
                    y: layout.total.y(at),
                    reach: layout.total.reach(at),
                    text: text::total(row, lang),
                },
                Reading {
                    x: downtime,
                    y: layout.downtime.y(at),
                    reach: layout.downtime.reach(at),
                    text: text::downtime(row, lang),
                },
            ]
        };
        self.rows.iter().enumerate().flat_map(both).collect()
    }

    fn height(&self, width: f64) -> f64 {
        layout::height(self.rows.len(), width)
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        draw::draw(self, area, theme, lang)
    }
}
