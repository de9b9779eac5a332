//! Draws the techniques side by side.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use super::layout::{Layout, Panel};
use super::{Row, Techniques, text};
use crate::chart::Drawn;
use crate::chart::label::{Align, Label};
use crate::chart::mark::mark;
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::theme::Theme;
use crate::model::uncertainty::Spread;
use crate::quantity::{Lang, duration};
use crate::report::technique;
use crate::units::Seconds;

/// How much of its colour a technique has that was not chosen.
const OTHER: f64 = 0.55;
/// Radius of a mark.
const MARK: f64 = 5.0;

pub(super) fn draw<B: DrawingBackend>(
    techniques: &Techniques,
    area: &DrawingArea<B, Shift>,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let pen = &mut Pen::new(area, theme);
    let layout = &Layout::new(techniques, pen.size(), lang);
    let Layout { total, downtime, beside } = layout;
    write_head(pen, total, text::total_time(lang), *beside, theme)?;
    write_head(pen, downtime, text::downtime_word(lang), *beside, theme)?;
    for (at, row) in techniques.rows.iter().enumerate() {
        let panels = if *beside { 1 } else { 2 };
        for panel in [total, downtime].into_iter().take(panels) {
            write_name(pen, row, panel.y(at), theme, lang)?;
        }
    }
    draw_ticks(pen, total, theme, &|value| total.ticks.text(value, lang))?;
    draw_ticks(pen, downtime, theme, &|value| duration_of_decade(value, lang))?;
    draw_limit(pen, techniques, downtime, theme, lang)?;
    for (at, row) in techniques.rows.iter().enumerate() {
        draw_total(pen, row, total, at, theme, lang)?;
        draw_downtime(pen, row, downtime, at, theme, lang)?;
    }
    Ok(())
}

fn write_head<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    panel: &Panel,
    head: &str,
    beside: bool,
    theme: &Theme,
) -> Drawn<B> {
    let left = if beside { panel.plot.left } else { 0.0 };
    pen.label(&Label::new(head, left, panel.plot.top - 11.0, theme.text).bold(true)).map(drop)
}

fn write_name<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    row: &Row,
    y: f64,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let name = technique(row.technique, lang);
    let color = theme.technique(row.technique);
    if pen.label(&Label::new(name, 16.0, y, color).bold(row.chosen))? {
        mark(pen, row.technique, (6.0, y), MARK, color)?;
    }
    Ok(())
}

fn draw_ticks<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    panel: &Panel,
    theme: &Theme,
    text: &dyn Fn(f64) -> String,
) -> Drawn<B> {
    let plot = panel.plot;
    pen.down(plot.left, plot.top, plot.bottom, theme.muted)?;
    for (at, value) in panel.ticks.values.iter().enumerate().rev() {
        let x = panel.at(Seconds::new(*value));
        pen.down(x, plot.top, plot.bottom, theme.grid)?;
        let unit = if at + 1 == panel.ticks.values.len() { panel.ticks.unit } else { "" };
        let text = text(*value);
        let text = if unit.is_empty() { text } else { format!("{text}\u{202f}{unit}") };
        let y = plot.bottom + 3.0 + theme.size / 2.0;
        pen.label(&Label::new(&text, x, y, theme.muted).align(Align::Middle))?;
    }
    Ok(())
}

/// A power of ten of seconds, with its own unit: there is none that suits all.
fn duration_of_decade(seconds: f64, lang: Lang) -> String {
    if 99.0 < seconds {
        format!("{}\u{202f}s", crate::quantity::number(seconds, lang))
    } else {
        duration(seconds, lang)
    }
}

fn draw_total<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    row: &Row,
    panel: &Panel,
    at: usize,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let y = panel.y(at);
    let half = (panel.row() * 0.32).min(9.0);
    let bar = Rect::new(panel.plot.left, y - half, panel.at(row.total_time), y + half);
    let color = theme.technique(row.technique);
    if row.completes {
        pen.fill(bar, color.mix(if row.chosen { 1.0 } else { OTHER }))?;
    } else {
        // What never arrives is only an outline of itself.
        let outline = [
            (bar.left, bar.top),
            (bar.right, bar.top),
            (bar.right, bar.bottom),
            (bar.left, bar.bottom),
        ];
        pen.line(&outline, 1.0, color)?;
    }
    let end = draw_whisker(pen, row.total_range, panel, y, theme)?.max(bar.right);
    let time = duration(row.total_time.get(), lang);
    let text = if row.completes { time } else { text::cancelled(lang).to_owned() };
    pen.label(&Label::new(&text, end + 7.0, y, theme.text).bold(row.chosen)).map(drop)
}

fn draw_downtime<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    row: &Row,
    panel: &Panel,
    at: usize,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let y = panel.y(at);
    if !row.completes {
        let text = text::cancelled(lang);
        let label = Label::new(text, panel.plot.left + 8.0, y, theme.muted);
        return pen.label(&label.bold(row.chosen)).map(drop);
    }
    let x = panel.at(row.downtime);
    let end = draw_whisker(pen, row.downtime_range, panel, y, theme)?.max(x + MARK);
    mark(pen, row.technique, (x, y), MARK, theme.technique(row.technique))?;
    let text = duration(row.downtime.get(), lang);
    pen.label(&Label::new(&text, end + 5.0, y, theme.text).bold(row.chosen).halo()).map(drop)
}

/// From the 10th to the 90th percentile; says where it ends.
fn draw_whisker<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    range: Option<Spread>,
    panel: &Panel,
    y: f64,
    theme: &Theme,
) -> Result<f64, plotters::drawing::DrawingAreaErrorKind<B::ErrorType>> {
    let Some(range) = range else { return Ok(0.0) };
    let [left, right] = [range.p10, range.p90].map(|seconds| panel.at(Seconds::new(seconds)));
    // Ends that lie on one another would look like a smudge.
    if right - left < 3.0 {
        return Ok(right);
    }
    pen.across(left, right, y, theme.text)?;
    pen.down(left, y - 4.0, y + 4.0, theme.text)?;
    pen.down(right, y - 4.0, y + 4.0, theme.text)?;
    Ok(right)
}

fn draw_limit<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    techniques: &Techniques,
    panel: &Panel,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let x = panel.at(techniques.limit);
    let plot = panel.plot;
    pen.dashes_down(x, plot.top, plot.bottom, theme.bad)?;
    let text = text::limit(techniques.limit, lang);
    pen.label(&Label::new(&text, x + 4.0, plot.top - 11.0, theme.bad)).map(drop)
}
