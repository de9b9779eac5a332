//! Draws the memory that has still to be sent.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use super::{Dirty, Fall, text};
use crate::chart::Drawn;
use crate::chart::frame::Frame;
use crate::chart::label::{Align, Label};
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::theme::Theme;
use crate::chart::words::{size, stands_still};
use crate::model::trace::{Ending, Stage};
use crate::quantity::Lang;

/// Teeth narrower than this are not written to: they are a surface, and the label would lie on it.
const NARROW: f64 = 4.0;
/// Peaks that differ by less than this are not written twice.
const APART: f64 = 14.0;

pub(super) fn draw<B: DrawingBackend>(
    dirty: &Dirty,
    area: &DrawingArea<B, Shift>,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let pen = &mut Pen::new(area, theme);
    let frame = &dirty.frame(pen.size(), lang);
    frame.draw(pen, theme, lang)?;
    if let Some(stop) = dirty.falls.iter().find(|fall| fall.stage.stands_still()) {
        let text = stands_still(dirty.downtime, lang);
        let left = frame.x.at(stop.start.get());
        let right = frame.x.at(stop.end.get()).max(left + 1.0);
        frame.write_above(pen, &text, left, Align::Start, theme.bad)?;
        pen.hatch(Rect { left, right, ..frame.plot }, theme.bad)?;
    }
    if dirty.ending == Some(Ending::OutOfTime) && !dirty.falls.is_empty() {
        frame.draw_given_up(pen, dirty.end(), theme, lang)?;
    }
    for phase in dirty.falls.chunk_by(|a, b| color_of(a, theme) == color_of(b, theme)) {
        draw_phase(pen, phase, frame, theme)?;
    }
    draw_threshold(pen, dirty, frame, theme, lang)?;
    write_amounts(pen, dirty, frame, theme, lang)
}

const fn color_of(fall: &Fall, theme: &Theme) -> plotters::style::RGBColor {
    match fall.stage {
        Stage::DemandPaging => theme.post_copy,
        stage if stage.stands_still() => theme.bad,
        _ => theme.pre_copy,
    }
}

fn draw_phase<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    phase: &[Fall],
    frame: &Frame,
    theme: &Theme,
) -> Drawn<B> {
    let (Some(first), Some(last)) = (phase.first(), phase.last()) else { return Ok(()) };
    let color = color_of(first, theme);
    let corners = phase.iter().flat_map(|fall| {
        [(fall.start, fall.from), (fall.end, fall.to)]
            .map(|(time, left)| (frame.x.at(time.get()), frame.y.at(left.get())))
    });
    let line = thinned(corners);
    if !last.stage.stands_still() {
        let base = [(line[line.len() - 1].0, frame.plot.bottom), (line[0].0, frame.plot.bottom)];
        let surface: Vec<(f64, f64)> = line.iter().copied().chain(base).collect();
        pen.surface(&surface, color.mix(0.2))?;
    }
    pen.line(&line, 2.0, color)
}

/// At most four points per pixel from left to right: the first, the lowest, the highest, the last.
fn thinned(points: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = Vec::new();
    let mut column: Vec<(f64, f64)> = Vec::new();
    for point in points {
        let same = column.first().is_some_and(|first| first.0 as i64 == point.0 as i64);
        if !same {
            out.append(&mut column);
        }
        column.push(point);
        if 4 < column.len() {
            // What lies between the extremes and is neither the first nor the last is not seen.
            let inner = &column[1..4];
            let lowest = inner.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(point);
            let highest = inner.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(point);
            column = vec![column[0], lowest, highest, point];
        }
    }
    out.append(&mut column);
    out
}

/// Writes how much there was wherever that changed visibly.
fn write_amounts<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    dirty: &Dirty,
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let mut last_y = f64::INFINITY;
    for fall in &dirty.falls {
        let (x, y) = (frame.x.at(fall.start.get()), frame.y.at(fall.from.get()));
        let too_narrow = frame.x.at(fall.end.get()) - x < NARROW;
        if too_narrow || (y - last_y).abs() < APART {
            continue;
        }
        let text = size(fall.from, lang);
        if pen.label(&Label::new(&text, x + 3.0, y - 9.0, theme.text))? {
            last_y = y;
        }
    }
    Ok(())
}

fn draw_threshold<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    dirty: &Dirty,
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let Some(threshold) = dirty.threshold else { return Ok(()) };
    if frame.values.highest() < threshold.fits.get() {
        return Ok(());
    }
    let plot = frame.plot;
    let y = frame.y.at(threshold.fits.get());
    pen.dashes_across(plot.left, plot.right, y, theme.text)?;
    let text = text::threshold(&threshold, lang);
    let below = plot.bottom + super::STRIP / 2.0;
    let above = Label::new(&text, plot.left + 6.0, y - 9.0, theme.text).halo();
    let label = if frame.has_strip() {
        Label::new(&text, plot.left + 6.0, below, theme.text)
    } else {
        above
    };
    pen.label(&label).map(drop)
}
