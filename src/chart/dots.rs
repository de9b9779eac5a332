//! Quantile dots: each stands for as many draws as any other, so that chances can be counted. Those
//! that are late are rings instead of dots, and those that never come stand apart as crosses.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::axis::{Scale, Ticks, decimal, time};
use super::label::{Align, Label};
use super::pen::Pen;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::{Chart, Drawn, Reading, Size};
use crate::quantity::{Lang, duration};

/// Room for the name of the limit above, and for the axis below.
const ABOVE: f64 = 26.0;
const BELOW: f64 = 24.0;
/// Room to either side of the outermost dots.
const BESIDE: f64 = 18.0;
/// Room for those that never come.
const NEVER: f64 = 76.0;
/// Radii are not larger than this.
const LARGEST: f64 = 14.0;
/// Into as many columns dots fall at most, so that they pile up to a shape.
const COLUMNS: f64 = 24.0;
/// From this ratio of its ends on, the axis is even in orders of magnitude.
const WIDE: f64 = 12.0;
/// What is marked then, in seconds.
const MARKS: [f64; 22] = [
    1e-3, 1e-2, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0,
    3600.0, 7200.0, 18_000.0, 43_200.0, 86_400.0, 259_200.0, 864_000.0,
];

/// Dots and their words.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    /// The finding.
    pub title: String,
    /// What a dot is.
    pub subtitle: String,
    /// The whole picture in words.
    pub sentence: String,
    /// In seconds, the shortest first; none of those that never come.
    pub times: Vec<Option<f64>>,
    /// Until when it has to be, in seconds.
    pub limit: Option<f64>,
    /// What is said of each dot.
    pub said: Vec<String>,
    /// What is written at the limit.
    pub limit_said: String,
    /// What is written at those that never come.
    pub never: String,
    /// The heads of the table.
    pub heads: [String; 2],
}

/// A dot in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    x: f64,
    y: f64,
    radius: f64,
}

impl Dots {
    fn count_never(&self) -> usize {
        self.times.iter().filter(|time| time.is_none()).count()
    }

    /// The least and the most time on the axis.
    fn span(&self) -> (f64, f64) {
        let times = self.times.iter().flatten().copied();
        let (low, high) =
            times.fold((f64::INFINITY, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
        let low = if low.is_finite() { low } else { 0.0 };
        let limit = self.limit.filter(|limit| *limit <= 3.0 * high.max(1e-3));
        let (low, high) = limit.map_or((low, high), |limit| (low.min(limit), high.max(limit)));
        if low < high { (low, high) } else { (low * 0.9, (low * 1.1).max(1e-3)) }
    }

    /// Where a time lies from left to right.
    fn scale(&self, size: Size) -> impl Fn(f64) -> f64 {
        let never = if 0 < self.count_never() { NEVER } else { 0.0 };
        let (left, right) = (BESIDE, (size.width - BESIDE - never).max(BESIDE + 1.0));
        let (low, high) = self.span();
        let is_wide = 0.0 < low && WIDE * low < high;
        let ends = if is_wide { (libm::log(low), libm::log(high)) } else { (low, high) };
        let scale = Scale::new(ends, (left, right));
        move |time| scale.at(if is_wide { libm::log(time.max(1e-9)) } else { time })
    }

    /// The places of all dots, stacked where they would overlap.
    fn places(&self, size: Size) -> Vec<Place> {
        let at = self.scale(size);
        let floor = size.height - BELOW;
        let room = (floor - ABOVE).max(1.0);
        let mut radius = LARGEST;
        // No column lies across the limit.
        let from = self.limit.map_or(0.0, &at);
        let never = if 0 < self.count_never() { NEVER } else { 0.0 };
        loop {
            let height = 2.0 * radius;
            let width = height.max(size.width / COLUMNS);
            let column = |time: &Option<f64>| {
                time.map_or(size.width - NEVER / 2.0 - BESIDE / 2.0, |time| {
                    let x = from + (libm::floor((at(time) - from) / width) + 0.5) * width;
                    x.min(size.width - never - radius).max(radius)
                })
            };
            let mut heights: Vec<(f64, f64)> = Vec::new();
            let mut place = |time: &Option<f64>| {
                let x = column(time);
                let known = heights.iter_mut().find(|(other, _)| (*other - x).abs() < 0.5);
                let below = if let Some((_, pile)) = known {
                    *pile += height;
                    *pile - height
                } else {
                    heights.push((x, height));
                    0.0
                };
                Place { x, y: floor - below - radius, radius }
            };
            let places: Vec<Place> = self.times.iter().map(&mut place).collect();
            let highest = heights.iter().map(|(_, height)| *height).fold(0.0, f64::max);
            if highest <= room || radius <= 1.5 {
                return places;
            }
            radius -= 0.5;
        }
    }

    fn is_late(&self, time: Option<f64>) -> bool {
        self.limit.is_some_and(|limit| time.is_some_and(|time| limit < time))
    }

    /// What is marked on the axis.
    fn ticks(&self, size: Size, lang: Lang) -> Vec<(f64, String)> {
        let (low, high) = self.span();
        if 0.0 < low && WIDE * low < high {
            let marks = MARKS.into_iter().filter(|mark| low <= *mark && *mark <= high);
            return marks.map(|mark| (mark, duration(mark, lang))).collect();
        }
        let steps = size.width / 90.0;
        let mut ticks = time(high, steps);
        let is_seen = |value: &f64| low <= *value && *value <= high;
        if ticks.values.iter().filter(|value| is_seen(value)).count() < 2 {
            ticks = decimal(low, high, steps, ticks.factor, ticks.unit);
        }
        let said = |ticks: &Ticks, value: f64| {
            format!("{}\u{202f}{}", ticks.text(value, lang), ticks.unit)
        };
        let seen: Vec<f64> = ticks.values.iter().copied().filter(is_seen).collect();
        seen.into_iter().map(|value| (value, said(&ticks, value))).collect()
    }
}

impl Chart for Dots {
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
        let rows = self.said.iter().enumerate();
        table.rows = rows.map(|(at, said)| vec![(at + 1).to_string(), said.clone()]).collect();
        table
    }

    fn readings(&self, size: Size, _: Lang) -> Vec<Reading> {
        let reading = |(place, said): (Place, &String)| {
            let Place { x, y, radius } = place;
            let reach = Rect::new(x - radius, y - radius, x + radius, y + radius);
            Reading { x, y, reach, text: said.clone() }
        };
        self.places(size).into_iter().zip(&self.said).map(reading).collect()
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        let pen = &mut Pen::new(area, theme);
        let size = pen.size();
        let (at, floor) = (self.scale(size), size.height - BELOW);
        let (low, high) = self.span();
        pen.across(0.0, size.width, floor, theme.muted)?;
        if let Some(limit) = self.limit.filter(|limit| low <= *limit && *limit <= high) {
            pen.dashes_down(at(limit), ABOVE - 8.0, floor, theme.text)?;
            let label = Label::new(&self.limit_said, at(limit), 9.0, theme.text);
            pen.label(&label.align(Align::Middle))?;
        }
        for (value, text) in self.ticks(size, lang) {
            let x = at(value);
            pen.down(x, floor, floor + 4.0, theme.muted)?;
            pen.label(&Label::new(&text, x, floor + 14.0, theme.muted).align(Align::Middle))?;
        }
        if 0 < self.count_never() {
            let x = size.width - NEVER / 2.0 - BESIDE / 2.0;
            pen.label(&Label::new(&self.never, x, floor + 14.0, theme.bad).align(Align::Middle))?;
        }
        for (time, Place { x, y, radius }) in self.times.iter().zip(self.places(size)) {
            let radius = (radius - 1.0).max(1.0);
            match time {
                None => {
                    let arm = radius * 0.7;
                    pen.line(&[(x - arm, y - arm), (x + arm, y + arm)], 2.0, theme.bad)?;
                    pen.line(&[(x - arm, y + arm), (x + arm, y - arm)], 2.0, theme.bad)?;
                }
                late if self.is_late(*late) => {
                    pen.dot(x, y, radius, theme.bad)?;
                    pen.dot(x, y, radius * 0.6, theme.ground)?;
                }
                _ => pen.dot(x, y, radius, theme.accent)?,
            }
        }
        Ok(())
    }
}
