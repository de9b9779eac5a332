//! Draws the pay-back line.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use super::{Payback, text};
use crate::chart::Drawn;
use crate::chart::frame::Frame;
use crate::chart::label::{Align, Label};
use crate::chart::pen::Pen;
use crate::chart::theme::Theme;
use crate::quantity::Lang;
use crate::units::Seconds;

pub(super) fn draw<B: DrawingBackend>(
    payback: &Payback,
    area: &DrawingArea<B, Shift>,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let pen = &mut Pen::new(area, theme);
    let frame = &payback.frame(pen.size(), lang);
    frame.draw(pen, theme, lang)?;
    mark_stay(pen, payback, frame, theme, lang)?;
    mark_crossing(pen, payback, frame, theme, lang)?;
    let plot = frame.plot;
    pen.across(plot.left, plot.right, frame.y.at(0.0), theme.text)?;
    draw_line(pen, payback, frame, theme)?;
    draw_dots(pen, payback, frame, theme)?;
    write_zero(pen, payback, frame, theme, lang)
}

/// Both ends of the line at this cost.
fn line(payback: &Payback, cost: f64, frame: &Frame) -> [(f64, f64); 2] {
    [Seconds::ZERO, payback.horizon()].map(|after| {
        let saved = payback.saved_at_cost(cost, after);
        (frame.x.at(after.get()), frame.y.at(saved))
    })
}

fn draw_line<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    payback: &Payback,
    frame: &Frame,
    theme: &Theme,
) -> Drawn<B> {
    if payback.cost_range.is_some() {
        let [[a, b], [d, c]] = payback.costs().map(|cost| line(payback, cost, frame));
        pen.surface(&[a, b, c, d], theme.accent.mix(0.2))?;
    }
    pen.line(&line(payback, payback.cost, frame), 2.0, theme.accent)
}

fn draw_dots<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    payback: &Payback,
    frame: &Frame,
    theme: &Theme,
) -> Drawn<B> {
    let stay = payback.stay.is_positive().then_some(payback.stay);
    for after in payback.crossing().into_iter().chain(stay) {
        let (x, y) = (frame.x.at(after.get()), frame.y.at(payback.saved(after)));
        pen.dot(x, y, 6.0, theme.ground)?;
        pen.dot(x, y, 4.0, theme.accent)?;
    }
    Ok(())
}

/// When it has paid, above the plot where the line crosses zero, or that it has not.
fn mark_crossing<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    payback: &Payback,
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let plot = frame.plot;
    let Some(after) = payback.crossing() else {
        let text = text::outcome(payback, lang);
        // A falling line leaves room above its end, a rising one below it.
        let falls = payback.saving_per_hour <= 0.0;
        let y = if falls { plot.top + plot.height() * 0.25 } else { plot.bottom - 16.0 };
        let label = Label::new(&text, plot.right - 6.0, y, theme.bad);
        return pen.label(&label.align(Align::End).bold(true).halo()).map(drop);
    };
    let (x, zero) = (frame.x.at(after.get()), frame.y.at(0.0));
    let text = text::outcome(payback, lang);
    // Right of a rising line there is room below the zero line.
    let label = Label::new(&text, x + 8.0, zero + 13.0, theme.good).bold(true).halo();
    if !pen.label(&label)? {
        pen.label(
            &Label::new(&text, x - 8.0, zero - 13.0, theme.good).align(Align::End).bold(true),
        )?;
    }
    Ok(())
}

/// The planned stay, and what has been saved by its end.
fn mark_stay<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    payback: &Payback,
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    if !payback.stay.is_positive() {
        return Ok(());
    }
    let x = frame.x.at(payback.stay.get());
    pen.dashes_down(x, frame.plot.top, frame.plot.bottom, theme.muted)?;
    let text = text::stay(payback, lang);
    frame.write_above(pen, &text, x, Align::Middle, theme.text).map(drop)
}

/// What the zero line means, at the end where the line is farther away from it.
fn write_zero<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    payback: &Payback,
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let (plot, zero) = (frame.plot, frame.y.at(0.0));
    let [start, end] = line(payback, payback.cost, frame).map(|(_, y)| y - zero);
    let (x, align, away) = if start.abs() < end.abs() {
        (plot.right - 6.0, Align::End, end)
    } else {
        (plot.left + 6.0, Align::Start, start)
    };
    let text = lang.pick("as if it had stayed", "wie ohne Umzug");
    // On the side on which the line is not, and if there is no room, on the other one.
    let side = if away < 0.0 { 10.0 } else { -10.0 };
    for y in [zero + side, zero - side] {
        let clear = (y - zero - away).abs() > 14.0 && plot.top <= y && y <= plot.bottom;
        if clear && pen.label(&Label::new(text, x, y, theme.muted).align(align))? {
            break;
        }
    }
    Ok(())
}
