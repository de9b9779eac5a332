//! Where a chart over time has its plot and its axes.

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

use super::axis::{Scale, Ticks, time};
use super::label::{Align, Label};
use super::pen::Pen;
use super::rect::Rect;
use super::theme::Theme;
use super::words::given_up;
use super::{Drawn, Size};
use crate::quantity::Lang;
use crate::units::Seconds;

/// Room above the plot for the unit and for labels.
const HEAD: f64 = 26.0;
/// Room below it for the ticks.
const FOOT: f64 = 24.0;
/// How far above the plot its labels stand.
const ABOVE: f64 = 15.0;
/// Font size for which margins are laid out before anything is drawn.
const TYPE: f64 = 13.0;

/// The plot, its scales and its ticks.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Where the data go.
    pub plot: Rect,
    /// Seconds from left to right.
    pub x: Scale,
    /// Values from bottom to top.
    pub y: Scale,
    /// Below the plot.
    pub times: Ticks,
    /// Left of it.
    pub values: Ticks,
    /// Where the horizontal axis is.
    base: f64,
}

impl Frame {
    /// How high the plot of such a picture is, with so much room between it and the axis.
    pub fn height(size: Size, strip: f64) -> f64 {
        (size.height - HEAD - strip - FOOT).max(0.0)
    }

    /// From zero to so many seconds, and from the first to the last of the values' ticks.
    pub fn new(size: Size, strip: f64, seconds: f64, values: Ticks, lang: Lang) -> Self {
        let left = values.room(TYPE, lang) + 8.0;
        let plot = Rect::new(left, HEAD, size.width - 1.0, HEAD + Self::height(size, strip));
        Self {
            plot,
            x: Scale::new((0.0, seconds), (plot.left, plot.right)),
            y: Scale::new((values.lowest(), values.highest()), (plot.bottom, plot.top)),
            times: time(seconds, plot.width() / 70.0),
            values,
            base: plot.bottom + strip,
        }
    }

    /// Whether there is room between the plot and the axis.
    pub fn has_strip(&self) -> bool {
        self.plot.bottom < self.base
    }

    /// The height at which labels above the plot stand.
    fn above(&self) -> f64 {
        self.plot.top - ABOVE
    }

    /// Writes in bold what the picture is about above its place in the plot, right of the unit. Says
    /// whether there was room.
    ///
    /// # Errors
    ///
    /// What the backend reports.
    pub fn write_above<B: DrawingBackend>(
        &self,
        pen: &mut Pen<'_, B>,
        text: &str,
        x: f64,
        align: Align,
        color: RGBColor,
    ) -> Result<bool, DrawingAreaErrorKind<B::ErrorType>> {
        let least = pen.width(self.values.unit, false) + 8.0;
        let left = match align {
            Align::Start => x,
            Align::Middle => x - pen.width(text, true) / 2.0,
            Align::End => x - pen.width(text, true),
        };
        let label = Label::new(text, x, self.above(), color).bold(true);
        let beside = Label::new(text, least, self.above(), color).bold(true);
        pen.label(&if left < least { beside } else { label.align(align) })
    }

    /// Marks the moment at which a move was given up.
    ///
    /// # Errors
    ///
    /// What the backend reports.
    pub fn draw_given_up<B: DrawingBackend>(
        &self,
        pen: &mut Pen<'_, B>,
        at: Seconds,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        let x = self.x.at(at.get());
        pen.dashes_down(x, self.plot.top, self.plot.bottom, theme.bad)?;
        self.write_above(pen, &given_up(at, lang), x, Align::End, theme.bad).map(drop)
    }

    /// Draws both axes with hairlines through the plot, and writes each unit once.
    ///
    /// # Errors
    ///
    /// What the backend reports.
    pub fn draw<B: DrawingBackend>(
        &self,
        pen: &mut Pen<'_, B>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        let plot = self.plot;
        for value in &self.values.values {
            let y = self.y.at(*value);
            pen.across(plot.left, plot.right, y, theme.grid)?;
            let text = self.values.text(*value, lang);
            pen.label(&Label::new(&text, plot.left - 6.0, y, theme.muted).align(Align::End))?;
        }
        pen.label(&Label::new(self.values.unit, 0.0, self.above(), theme.muted))?;
        pen.across(plot.left, plot.right, self.base, theme.muted)?;
        let y = self.base + 8.5 + theme.size / 2.0;
        for (at, value) in self.times.values.iter().enumerate().rev() {
            let x = self.x.at(*value);
            pen.down(x, self.base, self.base + 4.0, theme.muted)?;
            let unit = if at + 1 == self.times.values.len() { self.times.unit } else { "" };
            let text = self.times.text(*value, lang);
            let text = if unit.is_empty() { text } else { format!("{text}\u{202f}{unit}") };
            pen.label(&Label::new(&text, x, y, theme.muted).align(Align::Middle))?;
        }
        Ok(())
    }
}
