//! Curves over time or over a number: the use of a link, or the makespan against what was changed.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

use crate::chart::axis::{Scale, decimal, enclosing, time};
use crate::chart::frame::Frame;
use crate::chart::label::{Align, Label};
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::table::Table;
use crate::chart::theme::Theme;
use crate::chart::{Chart, Drawn, Reading, Size};
use crate::quantity::{Lang, best_unit, quantity};
use crate::scenario::field::Measure;

/// What the horizontal axis counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Axis {
    /// Seconds.
    Time,
    /// Things.
    Count,
    /// Shares of one, in percent.
    Share,
}

/// One curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// What it is called, at its end and in the table.
    pub name: String,
    /// Its points.
    pub points: Vec<(f64, f64)>,
}

/// Curves in one plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    /// The finding in words.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// What the horizontal axis is called in the table.
    pub along: String,
    /// What it counts.
    pub axis: Axis,
    /// What the vertical one measures.
    pub measure: Measure,
    /// The curves; the last one is the one to see.
    pub curves: Vec<Curve>,
    /// A level to show as a line, with its name.
    pub level: Option<(f64, String)>,
}

/// How far names of curves have to be from each other.
const NAME: f64 = 13.0;

/// Places for names that are no closer to each other than a line of text, near where they belong.
fn apart(ends: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by(|a, b| ends[*a].total_cmp(&ends[*b]));
    let mut places = ends.to_vec();
    for pair in order.windows(2) {
        places[pair[1]] = places[pair[1]].max(places[pair[0]] + NAME);
    }
    // They were moved down; on average they stay where they belong.
    let moved: f64 = places.iter().zip(ends).map(|(place, end)| place - end).sum();
    let up = moved / ends.len().max(1) as f64;
    places.iter().map(|place| place - up).collect()
}

impl Curves {
    fn all(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.curves.iter().flat_map(|curve| curve.points.iter().copied())
    }

    fn frame(&self, size: Size, lang: Lang) -> Frame {
        let level = self.level.as_ref().map_or(0.0, |(level, _)| *level);
        let high = self.all().map(|(_, y)| y).fold(level, f64::max);
        let last = self.all().map(|(x, _)| x).fold(0.0, f64::max).max(1e-9);
        let height = Frame::height(size, 0.0);
        let values = if self.measure == Measure::Time {
            // Minutes and hours are round in other numbers than tens.
            let mut ticks = time(high, (height / 40.0).clamp(1.0, 5.0));
            let step = ticks.values.get(1).copied().unwrap_or(high.max(1e-9));
            ticks.values.push(ticks.highest() + step);
            ticks
        } else {
            let unit = best_unit(self.measure, high);
            enclosing(0.0, high, height, unit.factor, unit.name)
        };
        let mut frame = Frame::new(size, 0.0, last, values, lang);
        // Room for names at the ends of curves.
        if 1 < self.curves.len() {
            frame.plot.right -= 56.0;
            frame.x = Scale::new((0.0, last), (frame.plot.left, frame.plot.right));
        }
        let steps = frame.plot.width() / 60.0;
        match self.axis {
            Axis::Time => {}
            Axis::Count => frame.times = decimal(0.0, last, steps.min(last), 1.0, ""),
            Axis::Share => frame.times = decimal(0.0, last, steps, 0.01, "%"),
        }
        frame
    }

    fn write_x(&self, x: f64, lang: Lang) -> String {
        let measure = match self.axis {
            Axis::Time => Measure::Time,
            Axis::Count => Measure::Count,
            Axis::Share => Measure::Share,
        };
        quantity(x, measure, lang)
    }
}

impl Chart for Curves {
    fn title(&self, _: Lang) -> String {
        self.title.clone()
    }

    fn subtitle(&self, _: Lang) -> String {
        self.subtitle.clone()
    }

    fn sentence(&self, _: Lang) -> String {
        format!("{}. {}.", self.title, self.subtitle)
    }

    fn table(&self, lang: Lang) -> Table {
        let heads: Vec<&str> = std::iter::once(self.along.as_str())
            .chain(self.curves.iter().map(|curve| curve.name.as_str()))
            .collect();
        // Hundreds of rows help nobody.
        const MOST: usize = 60;
        let longest = self.curves.iter().map(|curve| curve.points.len()).max().unwrap_or(0);
        let row = |at: usize| {
            let x = self.curves.iter().find_map(|curve| curve.points.get(at)).map_or(0.0, |p| p.0);
            let value = |curve: &Curve| {
                curve.points.get(at).map_or_else(String::new, |p| quantity(p.1, self.measure, lang))
            };
            std::iter::once(self.write_x(x, lang)).chain(self.curves.iter().map(value)).collect()
        };
        let rows = (0..longest).step_by(longest.div_ceil(MOST).max(1)).map(row).collect();
        Table { rows, ..Table::new(self.title.clone(), &heads) }
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let frame = self.frame(size, lang);
        let mut readings = Vec::new();
        for curve in &self.curves {
            for (x, y) in &curve.points {
                let (left, top) = (frame.x.at(*x), frame.y.at(*y));
                let name = if self.curves.len() == 1 { "" } else { curve.name.as_str() };
                let comma = if name.is_empty() { "" } else { ", " };
                readings.push(Reading {
                    x: left,
                    y: top,
                    reach: Rect::new(left - 2.0, top - 2.0, left + 2.0, top + 2.0),
                    text: format!(
                        "{name}{comma}{}: {}",
                        self.write_x(*x, lang),
                        quantity(*y, self.measure, lang)
                    ),
                });
            }
        }
        readings
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        let pen = &mut Pen::new(area, theme);
        let frame = &self.frame(pen.size(), lang);
        frame.draw(pen, theme, lang)?;
        if let Some((level, name)) = &self.level {
            let y = frame.y.at(*level);
            pen.dashes_across(frame.plot.left, frame.plot.right, y, theme.muted)?;
            frame.write_above(pen, name, frame.plot.right, Align::End, theme.muted)?;
        }
        let colors: [RGBColor; 4] = [theme.muted, theme.hybrid, theme.block, theme.accent];
        let first = colors.len().saturating_sub(self.curves.len());
        let ends = self.curves.iter().map(|c| c.points.last().map_or(0.0, |p| frame.y.at(p.1)));
        let names = apart(&ends.collect::<Vec<_>>());
        for (at, curve) in self.curves.iter().enumerate() {
            let color = colors[(first + at).min(colors.len() - 1)];
            let place = |(x, y): &(f64, f64)| (frame.x.at(*x), frame.y.at(*y));
            let places: Vec<(f64, f64)> = curve.points.iter().map(place).collect();
            pen.line(&places, 2.0, color)?;
            if self.axis != Axis::Time {
                for (x, y) in &places {
                    pen.dot(*x, *y, 3.0, color)?;
                }
            }
            if let (Some((x, _)), true) = (places.last(), 1 < self.curves.len()) {
                pen.label(&Label::new(&curve.name, x + 7.0, names[at], color).bold(true))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_curves_that_coincide_stand_apart() {
        assert_eq!(apart(&[100.0, 10.0, 50.0]), [100.0, 10.0, 50.0]);
        assert_eq!(apart(&[40.0, 40.0, 40.0]), [27.0, 40.0, 53.0]);
    }
}
