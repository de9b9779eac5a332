//! Draws the rounds.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use super::{Band, Timeline, rect, text};
use crate::chart::Drawn;
use crate::chart::frame::Frame;
use crate::chart::label::{Align, Label};
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::theme::Theme;
use crate::chart::words::{size, stands_still};
use crate::quantity::Lang;
use crate::units::{Bytes, Seconds};

/// Bands narrower than this are drawn together with their neighbours.
const NARROW: f64 = 2.5;
/// Height of what marks a stage that sends nothing.
const IDLE: f64 = 4.0;
/// How much of its colour a first copy has, and a repeated one.
const FIRST: f64 = 0.5;
const AGAIN: f64 = 0.2;
/// Thickness of a band's upper edge, which is the rate.
const EDGE: f64 = 2.0;

pub(super) fn draw<B: DrawingBackend>(
    timeline: &Timeline,
    area: &DrawingArea<B, Shift>,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let pen = &mut Pen::new(area, theme);
    let frame = &timeline.frame(pen.size(), lang);
    frame.draw(pen, theme, lang)?;
    draw_standing(pen, timeline, frame, theme, lang)?;
    if timeline.gave_up() {
        frame.draw_given_up(pen, timeline.end(), theme, lang)?;
    }
    let bands = merged(&timeline.bands, frame);
    for band in &bands {
        draw_band(pen, band, frame, theme)?;
    }
    draw_strip(pen, timeline, frame, theme, lang)?;
    for group in bands.chunk_by(|a, b| a.repeats() && b.repeats()) {
        write_names(pen, group, frame, theme, lang)?;
    }
    Ok(())
}

/// Neighbours of one kind that are too narrow to be seen apart, put together.
fn merged(bands: &[Band], frame: &Frame) -> Vec<Band> {
    let mut out: Vec<Band> = Vec::new();
    for band in bands {
        let alike = |last: &&mut Band| last.repeats() && band.repeats();
        match out.last_mut().filter(alike) {
            Some(last) if rect(frame, last).width() < NARROW => *last = last.with(band),
            _ => out.push(*band),
        }
    }
    out
}

fn draw_band<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    band: &Band,
    frame: &Frame,
    theme: &Theme,
) -> Drawn<B> {
    let rect = rect(frame, band);
    if band.stage.stands_still() {
        // It stands still however little is sent.
        let whole = Rect { top: frame.plot.top, ..rect };
        // A moment too short to be seen is still the one to see.
        return pen.hatch(Rect { right: whole.right.max(whole.left + 1.0), ..whole }, theme.bad);
    }
    if !band.sent.is_positive() {
        return pen.fill(Rect { top: rect.bottom - IDLE, ..rect }, theme.muted.mix(0.5));
    }
    let gap = if NARROW * 2.0 < rect.width() { 1.0 } else { 0.0 };
    let body = Rect::new(rect.left, rect.top, rect.right - gap, rect.bottom);
    let color = theme.stage(band.stage);
    pen.fill(body, color.mix(if band.repeats() { AGAIN } else { FIRST }))?;
    pen.fill(Rect { bottom: body.top + EDGE, ..body }, color)
}

/// The time the guest stands still, written above it.
fn draw_standing<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    timeline: &Timeline,
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let standing = || timeline.bands.iter().filter(|band| band.stage.stands_still());
    let Some(first) = standing().next() else { return Ok(()) };
    let time: Seconds = standing().map(Band::duration).sum();
    let text = stands_still(time, lang);
    let x = frame.x.at(first.start.get());
    frame.write_above(pen, &text, x, Align::Start, theme.bad).map(drop)
}

/// Writes the names of bands into them: in full, the number alone, or one name for all of them.
fn write_names<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    group: &[Band],
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let mut without: Option<Band> = None;
    for band in group {
        if band.stage.stands_still() {
            continue;
        }
        let full = text::name(band, lang);
        let number = band.round.to_string();
        let written = write_inside(pen, band, &full, frame, theme, lang)?
            || (0 < band.round
                && band.round == band.last_round
                && write_inside(pen, band, &number, frame, theme, lang)?);
        if !written {
            without = Some(without.map_or(*band, |earlier| earlier.with(band)));
        } else if let Some(run) = without.take() {
            write_run(pen, &run, frame, theme, lang)?;
        }
    }
    without.map_or(Ok(()), |run| write_run(pen, &run, frame, theme, lang))
}

fn write_run<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    run: &Band,
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    if run.round == run.last_round && run.sent.is_positive() {
        return Ok(());
    }
    let name = text::name(run, lang);
    write_inside(pen, run, &name, frame, theme, lang).map(drop)
}

/// Writes a name into its band, with what was sent below it where that fits too.
fn write_inside<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    band: &Band,
    name: &str,
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Result<bool, plotters::drawing::DrawingAreaErrorKind<B::ErrorType>> {
    let rect = rect(frame, band);
    let line = theme.size * 1.3;
    if rect.width() < pen.width(name, true) + 8.0 {
        return Ok(false);
    }
    if !band.sent.is_positive() {
        let y = rect.bottom - IDLE - line / 2.0;
        return pen.label(&Label::new(name, rect.left + 2.0, y, theme.muted));
    }
    if rect.height() < line + 6.0 {
        return Ok(false);
    }
    let (x, y) = (rect.left + 5.0, rect.top + EDGE + 4.0 + line / 2.0);
    let written = pen.label(&Label::new(name, x, y, theme.text).bold(true))?;
    let amount = size(band.sent, lang);
    if written
        && 2.0 * line + 6.0 <= rect.height()
        && pen.width(&amount, false) + 8.0 <= rect.width()
    {
        pen.label(&Label::new(&amount, x, y + line, theme.text))?;
    }
    Ok(written)
}

/// Mirrored disk writes: a strip of its own below the bands, since they are no part of the rounds.
fn draw_strip<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    timeline: &Timeline,
    frame: &Frame,
    theme: &Theme,
    lang: Lang,
) -> Drawn<B> {
    let mirroring = || timeline.bands.iter().filter(|band| band.mirrored.is_positive());
    let (Some(first), Some(last)) = (mirroring().next(), mirroring().next_back()) else {
        return Ok(());
    };
    let (left, right) = (frame.x.at(first.start.get()), frame.x.at(last.end.get()));
    let y = frame.plot.bottom + super::STRIP / 2.0;
    pen.fill(Rect::new(left, y - 2.0, right, y + 2.0), theme.block)?;
    let total: Bytes = mirroring().map(|band| band.mirrored).sum();
    let what = lang.pick("disk writes mirrored", "Schreibzugriffe gespiegelt");
    let text = format!("{} {what}", size(total, lang));
    let before = Label::new(&text, left - 6.0, y, theme.block).align(Align::End);
    let after = Label::new(&text, right + 6.0, y, theme.block);
    let needed = pen.width(&text, false) + 6.0;
    if frame.plot.left + needed <= left {
        pen.label(&before)?;
    } else if right + needed <= frame.plot.right {
        pen.label(&after)?;
    }
    Ok(())
}
