//! Scales and their ticks.

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;

use super::Drawn;
use super::pen::{Align, Label, Pen};
use super::rect::Rect;
use super::theme::Theme;
use crate::quantity::{Lang, number};

/// Width of a digit over the font size, for margins that must be known before anything is drawn.
const DIGIT: f64 = 0.62;

/// A straight line from values to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// The values `from` to `to` lie at the pixels `start` to `end`.
    pub const fn new((from, to): (f64, f64), (start, end): (f64, f64)) -> Self {
        Self { from, to, start, end }
    }

    /// Where a value lies.
    pub fn at(&self, value: f64) -> f64 {
        let span = self.to - self.from;
        let share = if span == 0.0 { 0.0 } else { (value - self.from) / span };
        self.start + share * (self.end - self.start)
    }
}

/// Round values to mark on an axis, and the unit to write them in.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// In the base unit.
    pub values: Vec<f64>,
    /// How many base units the written unit is.
    pub factor: f64,
    /// The written unit.
    pub unit: &'static str,
}

impl Ticks {
    /// What stands at a value.
    pub fn text(&self, value: f64, lang: Lang) -> String {
        number(value / self.factor, lang)
    }

    /// The last of them.
    pub fn highest(&self) -> f64 {
        self.values.last().copied().unwrap_or(0.0)
    }

    /// Room that the widest of them needs, at this font size.
    pub fn room(&self, size: f64, lang: Lang) -> f64 {
        let longest = self.values.iter().map(|value| self.text(*value, lang).chars().count()).max();
        longest.unwrap_or(0) as f64 * DIGIT * size
    }
}

/// About so many steps of 1, 2 or 5 times a power of ten between `low` and `high`.
pub fn decimal(low: f64, high: f64, steps: f64, factor: f64, unit: &'static str) -> Ticks {
    let step = decimal_step((high - low) / factor, steps) * factor;
    Ticks { values: multiples(low, high, step), factor, unit }
}

/// Ticks of a vertical axis of this height in pixels, from zero to the first one not below
/// `highest`.
pub fn from_zero(highest: f64, height: f64, factor: f64, unit: &'static str) -> Ticks {
    let steps = (height / 40.0).clamp(1.0, 4.0);
    let step = decimal_step(highest / factor, steps) * factor;
    let last = libm::ceil(highest / step - 1e-9).max(1.0) * step;
    Ticks { values: multiples(0.0, last, step), factor, unit }
}

/// The smallest of 1, 2, 5 times a power of ten of which at most so many fit into `span`.
fn decimal_step(span: f64, steps: f64) -> f64 {
    let least = span / steps.max(1.0);
    if least <= 0.0 || !least.is_finite() {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    let factors = [1.0, 2.0, 5.0, 10.0];
    factors
        .map(|factor| factor * power)
        .into_iter()
        .find(|s| least <= *s * (1.0 + 1e-9))
        .unwrap_or(1.0)
}

fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = libm::ceil(low / step - 1e-9);
    let last = libm::floor(high / step + 1e-9);
    let count = (last - first).clamp(0.0, 50.0) as u32;
    (0..=count)
        .map(|at| (first + f64::from(at)) * step)
        .filter(|value| *value <= high * 1.000_001)
        .collect()
}

/// Ticks from zero to so many seconds, in the unit in which they are round.
pub fn time(seconds: f64, steps: f64) -> Ticks {
    const MINUTE: f64 = 60.0;
    const HOUR: f64 = 3600.0;
    const DAY: f64 = 86_400.0;
    // The unit, up to where it is used, and how many of it make a round step.
    const LADDER: [(f64, f64, &str, &[f64]); 2] = [
        (MINUTE, 3.0 * HOUR, "min", &[1.0, 2.0, 5.0, 10.0, 15.0, 30.0]),
        (HOUR, 4.0 * DAY, "h", &[1.0, 2.0, 3.0, 6.0, 12.0]),
    ];
    if seconds < 1.0 {
        return decimal(0.0, seconds, steps, 1e-3, "ms");
    }
    if seconds < 2.0 * MINUTE {
        return decimal(0.0, seconds, steps, 1.0, "s");
    }
    for (unit, limit, name, counts) in LADDER {
        let fits = |count: &&f64| seconds / (**count * unit) <= steps.max(1.0);
        if seconds < limit
            && let Some(count) = counts.iter().find(fits)
        {
            return Ticks {
                values: multiples(0.0, seconds, count * unit),
                factor: unit,
                unit: name,
            };
        }
    }
    decimal(0.0, seconds, steps, DAY, "d")
}

/// Writes the ticks of a horizontal axis below `plot`, the unit once, at the last of them.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_below<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    theme: &Theme,
    plot: Rect,
    scale: &Scale,
    ticks: &Ticks,
    lang: Lang,
) -> Drawn<B> {
    pen.across(plot.left, plot.right, plot.bottom, theme.muted)?;
    let y = plot.bottom + 8.5 + theme.size / 2.0;
    for (at, value) in ticks.values.iter().enumerate().rev() {
        let x = scale.at(*value);
        pen.down(x, plot.bottom, plot.bottom + 4.0, theme.muted)?;
        let mut text = ticks.text(*value, lang);
        if at + 1 == ticks.values.len() {
            text = format!("{text}\u{202f}{}", ticks.unit);
        }
        pen.label(&Label::new(&text, x, y, theme.muted).align(Align::Middle))?;
    }
    Ok(())
}

/// Writes the ticks of a vertical axis left of `plot` with hairlines through it, and the unit once
/// above them.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_beside<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    theme: &Theme,
    plot: Rect,
    scale: &Scale,
    ticks: &Ticks,
    lang: Lang,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    for value in &ticks.values {
        let y = scale.at(*value);
        pen.across(plot.left, plot.right, y, theme.grid)?;
        let text = ticks.text(*value, lang);
        pen.label(&Label::new(&text, plot.left - 6.0, y, theme.muted).align(Align::End))?;
    }
    pen.label(&Label::new(ticks.unit, 0.0, plot.top - 15.0, theme.muted)).map(drop)
}
