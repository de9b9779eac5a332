//! The pay-back of several scenarios over one another, each known by a letter and a stroke.

use std::fmt::Write as _;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

use super::axis::enclosing;
use super::frame::Frame;
use super::label::{Align, Label};
use super::payback::Payback;
use super::pen::Pen;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::{Chart, Drawn, Reading, Size};
use crate::model::breakeven::BreakEven;
use crate::quantity::{Lang, duration, money};
use crate::scenario::Technique;
use crate::units::Seconds;

/// How many data a cursor steps through.
const STEPS: u32 = 12;
/// Radius of a letter's ground.
const BADGE: f64 = 9.0;
/// Lengths of strokes and of the gaps between them; the first line is whole.
const STROKES: [(f64, f64); 4] = [(1.0, 0.0), (9.0, 4.0), (3.0, 4.0), (16.0, 4.0)];

/// One scenario's line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What the user calls it.
    pub name: String,
    /// How it moves: gives the line its colour.
    pub technique: Technique,
    /// What it has saved over time, in money.
    pub payback: Payback,
}

/// The pay-back of several scenarios; the first is what the others are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Paybacks {
    /// At most four.
    pub lines: Vec<Line>,
}

/// The letter of the scenario at a place.
pub const fn letter(at: usize) -> &'static str {
    ["A", "B", "C", "D"][if at < 4 { at } else { 3 }]
}

impl Paybacks {
    fn horizon(&self) -> Seconds {
        self.lines.iter().map(|line| line.payback.horizon()).fold(Seconds::ZERO, Seconds::max)
    }

    fn frame(&self, size: Size, lang: Lang) -> Frame {
        let horizon = self.horizon();
        let ends = || {
            self.lines
                .iter()
                .flat_map(|line| [Seconds::ZERO, horizon].map(|t| line.payback.saved(t)))
        };
        let (low, high) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
        let (factor, unit) = if high.max(-low) < 1.0 { (0.01, "ct") } else { (1.0, "EUR") };
        let values = enclosing(low, high, Frame::height(size, 0.0), factor, unit);
        Frame::new(size, 0.0, horizon.get(), values, lang)
    }

    fn moments(&self) -> impl Iterator<Item = Seconds> {
        let horizon = self.horizon();
        (0..=STEPS).map(move |step| horizon * (f64::from(step) / f64::from(STEPS)))
    }
}

fn signed(saved: f64, lang: Lang) -> String {
    format!("{}{}", if 0.0 < saved { "+" } else { "" }, money(saved, lang))
}

fn pays(line: &Line, lang: Lang) -> String {
    match line.payback.break_even {
        BreakEven::After(after) => duration(after.get(), lang),
        BreakEven::Never => lang.pick("never", "nie").to_owned(),
    }
}

impl Chart for Paybacks {
    fn title(&self, lang: Lang) -> String {
        let paid =
            self.lines.iter().enumerate().filter_map(|(at, line)| match line.payback.break_even {
                BreakEven::After(after) => Some((at, line, after)),
                BreakEven::Never => None,
            });
        let Some((at, line, after)) = paid.min_by(|a, b| a.2.get().total_cmp(&b.2.get())) else {
            return lang.pick("None of them ever pays", "Keines zahlt sich je aus").to_owned();
        };
        let (letter, name, time) = (letter(at), &line.name, duration(after.get(), lang));
        match lang {
            Lang::En => format!("{letter} pays first, after {time}: {name}"),
            Lang::De => format!("{letter} zahlt sich zuerst aus, nach {time}: {name}"),
        }
    }

    fn subtitle(&self, lang: Lang) -> String {
        lang.pick(
            "Saved less the cost of the move, over the time at the destination; typical runs",
            "Ersparnis abzüglich der Umzugskosten über der Zeit am Ziel; übliche Läufe",
        )
        .to_owned()
    }

    fn sentence(&self, lang: Lang) -> String {
        let each = self.lines.iter().enumerate().map(|(at, line)| {
            let (letter, name, paid) = (letter(at), &line.name, pays(line, lang));
            let saved = signed(line.payback.saved(line.payback.stay), lang);
            match lang {
                Lang::En => {
                    format!("{letter}, {name}: break-even {paid}, {saved} at the end of the stay")
                }
                Lang::De => format!(
                    "{letter}, {name}: Amortisation {paid}, {saved} am Ende des Aufenthalts"
                ),
            }
        });
        format!("{}. {}.", self.title(lang), each.collect::<Vec<_>>().join("; "))
    }

    fn table(&self, lang: Lang) -> Table {
        let columns: [&str; 5] = lang.pick(
            [
                "Scenario",
                "Cost of the move",
                "Saved per hour",
                "Break-even time",
                "At the end of the stay",
            ],
            [
                "Szenario",
                "Kosten des Umzugs",
                "Ersparnis je Stunde",
                "Amortisationszeit",
                "Am Ende des Aufenthalts",
            ],
        );
        let mut table = Table::new(self.subtitle(lang), &columns);
        let row = |(at, line): (usize, &Line)| {
            let payback = &line.payback;
            vec![
                format!("{} {}", letter(at), line.name),
                money(payback.cost, lang),
                money(payback.saving_per_hour, lang),
                pays(line, lang),
                signed(payback.saved(payback.stay), lang),
            ]
        };
        table.rows = self.lines.iter().enumerate().map(row).collect();
        table
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let frame = self.frame(size, lang);
        let reading = |after: Seconds| {
            let x = frame.x.at(after.get());
            let mut text = match lang {
                Lang::En => format!("after {}", duration(after.get(), lang)),
                Lang::De => format!("nach {}", duration(after.get(), lang)),
            };
            for (at, line) in self.lines.iter().enumerate() {
                let saved = signed(line.payback.saved(after), lang);
                // Writing into a string cannot fail.
                write!(text, " · {} {saved}", letter(at)).ok();
            }
            let y = self.lines.first().map_or(0.0, |line| line.payback.saved(after));
            Reading {
                x,
                y: frame.y.at(y),
                reach: Rect::new(x, frame.plot.top, x, frame.plot.bottom),
                text,
            }
        };
        self.moments().map(reading).collect()
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
        let plot = frame.plot;
        let zero = frame.y.at(0.0);
        pen.across(plot.left, plot.right, zero, theme.text)?;
        let place = |line: &Line, share: f64| {
            let after = self.horizon() * share;
            (frame.x.at(after.get()), frame.y.at(line.payback.saved(after)))
        };
        for (at, line) in self.lines.iter().enumerate().rev() {
            let ends = [place(line, 0.0), place(line, 1.0)];
            stroke(pen, ends, at, theme.technique(line.technique))?;
        }
        for (at, line) in self.lines.iter().enumerate() {
            // Letters stand apart where lines lie on one another.
            let (x, y) = place(line, 0.3 + 0.18 * at as f64);
            let color = theme.technique(line.technique);
            pen.dot(x, y, BADGE + 2.0, theme.ground)?;
            pen.dot(x, y, BADGE, color)?;
            pen.label(&Label::new(letter(at), x, y, theme.ground).align(Align::Middle).bold(true))?;
        }
        let text = lang.pick("as if it had stayed", "wie ohne Umzug");
        let label = Label::new(text, plot.right - 6.0, zero + 10.0, theme.muted);
        pen.label(&label.align(Align::End)).map(drop)
    }
}

/// A straight line in the strokes of its place.
fn stroke<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    [from, to]: [(f64, f64); 2],
    at: usize,
    color: RGBColor,
) -> Drawn<B> {
    let (dash, gap) = STROKES[at.min(3)];
    let length = libm::hypot(to.0 - from.0, to.1 - from.1);
    if gap == 0.0 || length < dash {
        return pen.line(&[from, to], 3.0, color);
    }
    let along = |way: f64| {
        let share = (way / length).min(1.0);
        (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
    };
    let count = libm::ceil(length / (dash + gap)) as u32;
    for number in 0..count {
        let start = f64::from(number) * (dash + gap);
        pen.line(&[along(start), along(start + dash)], 2.0, color)?;
    }
    Ok(())
}
