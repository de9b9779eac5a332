//! A tornado: what each input does by itself, from its lower to its upper end, as a bar around what
//! comes of typical ones.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use super::axis::{Scale, time};
use super::label::{Align, Label};
use super::pen::Pen;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::{Chart, Drawn, Reading, Size};
use crate::quantity::Lang;

/// Room for the axis below.
const BELOW: f64 = 24.0;
/// A bar is not higher than this.
const BAR: f64 = 14.0;
/// How much of its colour the part of the upper end has.
const PALE: f64 = 0.5;

/// What an input does.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Which input.
    pub name: String,
    /// Its lower and its upper end, with units.
    pub ends: [String; 2],
    /// What comes of them in seconds; none where not all arrive.
    pub at: [Option<f64>; 2],
    /// The same in words.
    pub said: [String; 2],
}

impl Bar {
    /// Its ends and what comes of them.
    fn text(&self) -> String {
        let [low, high] = &self.ends;
        format!("{low}: {}, {high}: {}", self.said[0], self.said[1])
    }
}

/// A tornado and its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Tornado {
    /// The finding.
    pub title: String,
    /// What a bar is.
    pub subtitle: String,
    /// The whole picture in words.
    pub sentence: String,
    /// What comes of typical inputs in seconds; none where not all arrive.
    pub typical: Option<f64>,
    /// The longest first.
    pub bars: Vec<Bar>,
    /// The heads of the table.
    pub heads: [String; 3],
}

impl Tornado {
    /// The least and the most time of all.
    fn span(&self) -> (f64, f64) {
        let ends = self.bars.iter().flat_map(|bar| bar.at).chain([self.typical]).flatten();
        let (low, high) =
            ends.fold((f64::INFINITY, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
        if low < high { (low, high) } else { (0.0, high.max(1e-3)) }
    }

    fn scale(&self, size: Size) -> Scale {
        // What never ends reaches the edge.
        let has_never = self.bars.iter().any(|bar| bar.at.contains(&None));
        let right = size.width - if has_never { 28.0 } else { 4.0 };
        Scale::new(self.span(), (4.0, right.max(5.0)))
    }

    fn row(&self, at: usize, size: Size) -> Rect {
        let height = (size.height - BELOW) / self.bars.len().max(1) as f64;
        Rect::new(0.0, height * at as f64, size.width, height * (at + 1) as f64)
    }
}

impl Chart for Tornado {
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
        let heads: Vec<&str> = self.heads.iter().map(String::as_str).collect();
        let mut table = Table::new(self.title.clone(), &heads);
        let said = |bar: &Bar, at: usize| format!("{}: {}", bar.ends[at], bar.said[at]);
        let row = |bar: &Bar| vec![bar.name.clone(), said(bar, 0), said(bar, 1)];
        table.rows = self.bars.iter().map(row).collect();
        table
    }

    fn readings(&self, size: Size, _: Lang) -> Vec<Reading> {
        let reading = |(at, bar): (usize, &Bar)| {
            let reach = self.row(at, size);
            let text = format!("{}; {}", bar.name, bar.text());
            let (x, y) = (size.width / 2.0, f64::midpoint(reach.top, reach.bottom));
            Reading { x, y, reach, text }
        };
        self.bars.iter().enumerate().map(reading).collect()
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        let pen = &mut Pen::new(area, theme);
        let size = pen.size();
        let (scale, floor) = (self.scale(size), size.height - BELOW);
        let (low, high) = self.span();
        let ticks = time(high, size.width / 90.0);
        for value in ticks.values.iter().filter(|value| low <= **value) {
            let x = scale.at(*value);
            pen.down(x, 0.0, floor, theme.grid)?;
            let text = format!("{}\u{202f}{}", ticks.text(*value, lang), ticks.unit);
            pen.label(&Label::new(&text, x, floor + 14.0, theme.muted).align(Align::Middle))?;
        }
        let middle = scale.at(self.typical.unwrap_or(low));
        for (at, bar) in self.bars.iter().enumerate() {
            let row = self.row(at, size);
            let top = row.top + theme.size + 6.0;
            let bottom = (top + BAR).min(row.bottom - 3.0).max(top + 2.0);
            for (end, share) in bar.at.iter().zip([1.0, PALE]) {
                let x = end.map_or(size.width, |end| scale.at(end));
                let part = Rect::new(x.min(middle), top, x.max(middle), bottom);
                let color = if end.is_some() { theme.accent } else { theme.bad };
                if end.is_none() || share < 1.0 {
                    pen.hatch(part, color)?;
                } else {
                    pen.fill(part, color.mix(share))?;
                }
            }
            let y = row.top + 3.0 + theme.size / 2.0;
            pen.label(&Label::new(&bar.name, 0.0, y, theme.text).bold(true).halo())?;
            let text = bar.text();
            pen.label(&Label::new(&text, size.width, y, theme.muted).align(Align::End).halo())?;
        }
        pen.down(middle, 0.0, floor, theme.text)
    }
}
