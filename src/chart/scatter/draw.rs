//! Draws predicted against measured.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use super::layout::Layout;
use super::{Family, Scatter, text};
use crate::chart::Drawn;
use crate::chart::label::{Align, Label};
use crate::chart::mark::mark;
use crate::chart::pen::Pen;
use crate::chart::theme::Theme;
use crate::quantity::Lang;

/// Radius of a mark.
const MARK: f64 = 3.5;
/// What lies within this share of the measured value lies in the band.
const BAND: f64 = 0.1;

pub(super) fn draw<B: DrawingBackend>(
    scatter: &Scatter,
    area: &DrawingArea<B, Shift>,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let pen = &mut Pen::new(area, theme);
    let layout = &Layout::new(scatter, pen.size());
    draw_band(pen, layout, theme)?;
    draw_axes(pen, scatter, layout, theme, lang)?;
    for point in &scatter.points {
        let look = point.family.looks_like();
        let place = (layout.x(point.measured), layout.y(point.predicted));
        mark(pen, look, place, MARK, theme.technique(look))?;
    }
    draw_legend(pen, scatter, theme, lang)
}

/// The diagonal, and what lies within ten percent of it.
fn draw_band<B: DrawingBackend>(pen: &Pen<'_, B>, layout: &Layout, theme: &Theme) -> Drawn<B> {
    let (low, high) = layout.range;
    let at = |value: f64, factor: f64| (layout.x(value), layout.y(value * factor));
    let up = 1.0 + BAND;
    let down = 1.0 - BAND;
    // Cut where the band leaves the plot.
    let band = [
        at(low, 1.0),
        (layout.x(low), layout.y(low * up)),
        (layout.x(high / up), layout.y(high)),
        at(high, 1.0),
        (layout.x(high), layout.y(high * down)),
        (layout.x(low / down), layout.y(low)),
    ];
    pen.surface(&band, theme.good.mix(0.16))?;
    pen.line(&[at(low, 1.0), at(high, 1.0)], 1.0, theme.muted)
}

fn draw_axes<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    scatter: &Scatter,
    layout: &Layout,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let plot = layout.plot;
    for value in &layout.ticks.values {
        let (x, y) = (layout.x(*value), layout.y(*value));
        pen.down(x, plot.top, plot.bottom, theme.grid)?;
        pen.across(plot.left, plot.right, y, theme.grid)?;
        let text = text::amount(scatter.compared, *value, lang);
        pen.label(&Label::new(&text, plot.left - 6.0, y, theme.muted).align(Align::End))?;
        let below = plot.bottom + 3.0 + theme.size / 2.0;
        pen.label(&Label::new(&text, x, below, theme.muted).align(Align::Middle))?;
    }
    let below = plot.bottom + 22.0 + theme.size / 2.0;
    let measured = Label::new(text::measured(lang), plot.right, below, theme.text);
    pen.label(&measured.align(Align::End))?;
    pen.label(&Label::new(text::predicted(lang), plot.left + 4.0, plot.top + 10.0, theme.text))
        .map(drop)
}

/// The families that are there, with their marks, above the plot.
fn draw_legend<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    scatter: &Scatter,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let mut x = MARK + 2.0;
    for family in Family::ALL {
        if !scatter.points.iter().any(|point| point.family == family) {
            continue;
        }
        let name = text::family(family, lang);
        let color = theme.technique(family.looks_like());
        mark(pen, family.looks_like(), (x, 9.0), MARK, color)?;
        pen.label(&Label::new(name, x + 8.0, 9.0, color))?;
        x += pen.width(name, false) + 24.0;
    }
    Ok(())
}
