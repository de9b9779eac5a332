//! Draws a heat map.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

use super::{ABOVE, BELOW, Heat, Shade};
use crate::chart::Drawn;
use crate::chart::label::{Align, Label};
use crate::chart::mark::mark;
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::theme::Theme;

/// As many shades are told apart; cells of one are filled in one go.
const SHADES: f64 = 24.0;
/// The weakest shade still differs from the ground.
const WEAKEST: f64 = 0.1;
/// Room between texts along the lower edge.
const TEXTS_APART: f64 = 84.0;
/// How large a sample of a shade is.
const SWATCH: f64 = 10.0;

pub(super) fn draw<B: DrawingBackend>(
    heat: &Heat,
    area: &DrawingArea<B, Shift>,
    theme: &Theme,
) -> Drawn<B> {
    let pen = &mut Pen::new(area, theme);
    draw_cells(pen, heat, theme)?;
    draw_contour(pen, heat, theme)?;
    draw_here(pen, heat, theme)?;
    draw_edges(pen, heat, theme)?;
    draw_legend(pen, heat, theme)
}

/// The colour of a shade.
fn color(shade: Shade, theme: &Theme) -> RGBColor {
    let strong = |color: RGBColor, share: f64| {
        let share = libm::round(share.clamp(0.0, 1.0) * SHADES) / SHADES;
        mixed(theme.ground, color, WEAKEST + (1.0 - WEAKEST) * share)
    };
    match shade {
        Shade::Nothing => theme.grid,
        Shade::Share(share) => strong(theme.accent, share),
        Shade::Good(share) => strong(theme.good, share),
        Shade::Bad(share) => strong(theme.bad, share),
        // Marks and texts on it have to be seen.
        Shade::Technique(technique) => strong(theme.technique(technique), 0.6),
    }
}

/// So much of the second colour on the first.
fn mixed(ground: RGBColor, color: RGBColor, share: f64) -> RGBColor {
    let mix = |from: u8, to: u8| {
        libm::round(f64::from(from) + (f64::from(to) - f64::from(from)) * share) as u8
    };
    RGBColor(mix(ground.0, color.0), mix(ground.1, color.1), mix(ground.2, color.2))
}

fn draw_cells<B: DrawingBackend>(pen: &Pen<'_, B>, heat: &Heat, theme: &Theme) -> Drawn<B> {
    let size = pen.size();
    let mut groups: Vec<(RGBColor, Vec<Rect>)> = Vec::new();
    for (column, row, cell) in heat.placed() {
        let (color, rect) = (color(cell.shade, theme), heat.rect(column, row, size));
        match groups.iter_mut().find(|(known, _)| *known == color) {
            Some((_, rects)) => rects.push(rect),
            None => groups.push((color, vec![rect])),
        }
    }
    groups.iter().try_for_each(|(color, rects)| pen.fill_all(rects, *color))
}

/// A line between what converges and what does not.
fn draw_contour<B: DrawingBackend>(pen: &Pen<'_, B>, heat: &Heat, theme: &Theme) -> Drawn<B> {
    let size = pen.size();
    let columns = heat.x.values.len();
    let at = |column: usize, row: usize| {
        (column < columns).then(|| heat.cells.get(row * columns + column)).flatten()
    };
    for (column, row, cell) in heat.placed() {
        let Rect { left, top, right, bottom } = heat.rect(column, row, size);
        let differs = |other: Option<&super::HeatCell>| {
            other.is_some_and(|other| other.converges != cell.converges)
        };
        if differs(at(column + 1, row)) {
            pen.line(&[(right, top), (right, bottom)], 2.0, theme.text)?;
        }
        if differs(at(column, row + 1)) {
            pen.line(&[(left, top), (right, top)], 2.0, theme.text)?;
        }
    }
    Ok(())
}

/// A ring where the scenario stands, to be seen on any shade.
fn draw_here<B: DrawingBackend>(pen: &Pen<'_, B>, heat: &Heat, theme: &Theme) -> Drawn<B> {
    let Some((column, row)) = heat.here else { return Ok(()) };
    let rect = heat.rect(column, row, pen.size());
    let (x, y) = (f64::midpoint(rect.left, rect.right), f64::midpoint(rect.top, rect.bottom));
    pen.dot(x, y, 7.0, theme.ground)?;
    pen.dot(x, y, 5.0, theme.text)?;
    pen.dot(x, y, 2.0, theme.ground)
}

fn draw_edges<B: DrawingBackend>(pen: &mut Pen<'_, B>, heat: &Heat, theme: &Theme) -> Drawn<B> {
    let size = pen.size();
    let (columns, rows) = (heat.x.values.len(), heat.y.values.len());
    let bottom = size.height - BELOW;
    let corner = heat.rect(columns.saturating_sub(1), rows.saturating_sub(1), size);
    let wide = libm::floor((corner.right - heat.rect(0, 0, size).left) / TEXTS_APART).max(2.0);
    for column in evenly(columns, wide as usize) {
        let rect = heat.rect(column, 0, size);
        let x = f64::midpoint(rect.left, rect.right);
        let align = if column == columns - 1 && 1 < columns { Align::End } else { Align::Middle };
        let x = if align == Align::End { rect.right } else { x };
        let label = Label::new(&heat.x.values[column], x, bottom + 10.0, theme.muted);
        pen.label(&label.align(align))?;
    }
    for row in evenly(rows, 5) {
        let rect = heat.rect(0, row, size);
        let y = f64::midpoint(rect.top, rect.bottom);
        let label = Label::new(&heat.y.values[row], rect.left - 6.0, y, theme.muted);
        pen.label(&label.align(Align::End))?;
    }
    let name = Label::new(&heat.x.name, corner.right, bottom + 28.0, theme.text);
    pen.label(&name.align(Align::End))?;
    pen.label(&Label::new(&heat.y.name, 0.0, ABOVE - 12.0, theme.text)).map(drop)
}

/// So many places of so many, evenly from the first to the last.
fn evenly(of: usize, count: usize) -> impl Iterator<Item = usize> {
    let count = count.min(of);
    let last = of.saturating_sub(1);
    (0..count).map(move |at| if count < 2 { 0 } else { at * last / (count - 1) })
}

fn draw_legend<B: DrawingBackend>(pen: &mut Pen<'_, B>, heat: &Heat, theme: &Theme) -> Drawn<B> {
    let mut x = 0.0;
    for (shade, text) in &heat.legend {
        if let Shade::Technique(technique) = shade {
            let place = (x + SWATCH / 2.0, 9.0);
            mark(pen, *technique, place, SWATCH / 2.0, theme.technique(*technique))?;
        } else {
            let swatch = Rect::new(x, 9.0 - SWATCH / 2.0, x + SWATCH, 9.0 + SWATCH / 2.0);
            pen.fill(swatch, color(*shade, theme))?;
        }
        pen.label(&Label::new(text, x + SWATCH + 5.0, 9.0, theme.muted))?;
        x += SWATCH + 5.0 + pen.width(text, false) + 16.0;
    }
    Ok(())
}
