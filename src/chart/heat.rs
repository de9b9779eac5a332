//! A heat map: cells over two inputs, shaded by what comes of them, a line around those that converge,
//! and a mark where the scenario stands. Its words come with it.

mod draw;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::{Chart, Drawn, Reading, Size};
use crate::quantity::Lang;
use crate::scenario::Technique;

/// Room for the legend and the name of the left edge, and for the lower edge.
const ABOVE: f64 = 42.0;
const BELOW: f64 = 40.0;
/// Room for the texts along the left edge.
const LEFT: f64 = 72.0;
const RIGHT: f64 = 12.0;

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shade {
    /// There is nothing to show: not all arrive, or nothing is known.
    Nothing,
    /// A share of the strongest shade, from 0 to 1.
    Share(f64),
    /// Something good, of such a share.
    Good(f64),
    /// Something bad, of such a share.
    Bad(f64),
    /// The colour of a technique.
    Technique(Technique),
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatCell {
    /// How it looks.
    pub shade: Shade,
    /// What it shows, in a word or with a unit.
    pub text: String,
    /// What it says when it is pointed at.
    pub reading: String,
    /// Whether it lies within the line: all arrive and none is stopped by force.
    pub converges: bool,
}

/// An edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// What is turned along it.
    pub name: String,
    /// Its values with units, from the least to the most.
    pub values: Vec<String>,
}

/// A heat map and its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// The finding.
    pub title: String,
    /// What is shown and how.
    pub subtitle: String,
    /// The whole picture in words.
    pub sentence: String,
    /// The lower edge.
    pub x: Edge,
    /// The left edge, whose values rise upwards.
    pub y: Edge,
    /// Row by row from the lowest, each from left to right.
    pub cells: Vec<HeatCell>,
    /// Where the scenario stands, as column and row.
    pub here: Option<(usize, usize)>,
    /// What shades mean.
    pub legend: Vec<(Shade, String)>,
}

impl Heat {
    /// The place of a cell in the picture.
    fn rect(&self, column: usize, row: usize, size: Size) -> Rect {
        let share = |at: usize, of: &Edge| at as f64 / of.values.len().max(1) as f64;
        let (width, height) = (size.width - LEFT - RIGHT, size.height - ABOVE - BELOW);
        let x = |at: usize| LEFT + width.max(1.0) * share(at, &self.x);
        let y = |at: usize| size.height - BELOW - height.max(1.0) * share(at, &self.y);
        Rect::new(x(column), y(row + 1), x(column + 1), y(row))
    }

    /// All cells with their columns and rows.
    fn placed(&self) -> impl Iterator<Item = (usize, usize, &HeatCell)> {
        let columns = self.x.values.len().max(1);
        self.cells.iter().enumerate().map(move |(at, cell)| (at % columns, at / columns, cell))
    }
}

impl Chart for Heat {
    fn title(&self, _: Lang) -> String {
        self.title.clone()
    }

    fn subtitle(&self, _: Lang) -> String {
        self.subtitle.clone()
    }

    fn sentence(&self, _: Lang) -> String {
        self.sentence.clone()
    }

    fn table(&self, _: Lang) -> Table {
        let head = format!("{} / {}", self.y.name, self.x.name);
        let columns: Vec<&str> = std::iter::once(head.as_str())
            .chain(self.x.values.iter().map(String::as_str))
            .collect();
        let mut table = Table::new(self.title.clone(), &columns);
        let rows = self.cells.chunks(self.x.values.len().max(1)).zip(&self.y.values);
        // As in the picture, the most is at the top.
        let rows: Vec<Vec<String>> = rows
            .map(|(cells, y)| {
                let cells = cells.iter().map(|cell| cell.text.clone());
                std::iter::once(y.clone()).chain(cells).collect()
            })
            .collect();
        table.rows = rows.into_iter().rev().collect();
        table
    }

    fn readings(&self, size: Size, _: Lang) -> Vec<Reading> {
        let reading = |(column, row, cell): (usize, usize, &HeatCell)| {
            let reach = self.rect(column, row, size);
            let (x, y) =
                (f64::midpoint(reach.left, reach.right), f64::midpoint(reach.top, reach.bottom));
            Reading { x, y, reach, text: cell.reading.clone() }
        };
        self.placed().map(reading).collect()
    }

    fn height(&self, width: f64) -> f64 {
        (width * 0.6).clamp(300.0, 400.0)
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        _: Lang,
    ) -> Drawn<B> {
        draw::draw(self, area, theme)
    }
}
