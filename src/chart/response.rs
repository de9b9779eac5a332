//! How long users wait over time: the paper's Figure 3 as lines.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBColor};

use super::axis::enclosing;
use super::frame::Frame;
use super::label::{Align, Label};
use super::pen::Pen;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::words::{class, group, times};
use super::{Chart, Drawn, Reading, Size};
use crate::model::service::profile::Group;
use crate::model::service::slo::{Promise, Service};
use crate::model::service::{CAP, Class};
use crate::quantity::{Lang, duration};
use crate::units::Seconds;

/// How many moments a cursor and the table step through.
const STEPS: usize = 24;
/// Room above the longest response while everybody runs; beyond it a wait leaves the picture.
const ROOM: f64 = 1.3;

/// A response that changes evenly between two moments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// From when, with what response.
    pub from: [Seconds; 2],
    /// Until when, with what response.
    pub to: [Seconds; 2],
    /// Whether the machine stands still.
    pub still: bool,
}

/// Response times of one class over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Which class.
    pub class: Class,
    /// Response before.
    pub before: Seconds,
    /// Beyond that it is slow.
    pub limit: Seconds,
    /// When the migration began and ended.
    pub migration: [Seconds; 2],
    /// Whose, in order.
    pub lines: Vec<(Group, Vec<Stretch>)>,
}

impl Response {
    /// Of one class; none where nobody asks for it or nobody is there.
    pub fn of(service: &Service, promise: &Promise, class: Class) -> Option<Self> {
        let (_, lean, before) = promise.asked().find(|(asked, ..)| *asked == class)?;
        let migration = service.groups.first()?.profile.migration;
        let line = |of: &crate::model::service::slo::GroupService| {
            let stretch = |span: &crate::model::service::profile::Span| {
                let [first, last] = span.responses(before, &lean, &of.profile.before).0;
                Stretch {
                    from: [span.start, first.min(CAP)],
                    to: [span.end, last.min(CAP)],
                    still: span.until.is_some(),
                }
            };
            (of.group, of.profile.spans.iter().map(stretch).collect())
        };
        Some(Self {
            class,
            before: before.min(CAP),
            limit: (before * promise.slow_from).min(CAP),
            migration,
            lines: service.groups.iter().map(line).collect(),
        })
    }

    fn all(&self) -> impl Iterator<Item = &Stretch> {
        self.lines.iter().flat_map(|(_, line)| line)
    }

    /// First and last moment.
    fn ends(&self) -> [Seconds; 2] {
        let first = self.all().next().map_or(Seconds::ZERO, |stretch| stretch.from[0]);
        let last = self.all().map(|stretch| stretch.to[0]).fold(Seconds::ZERO, Seconds::max);
        [first, last]
    }

    /// Where the picture ends upwards.
    fn highest(&self) -> f64 {
        let running = self.all().filter(|stretch| !stretch.still).map(|s| s.to[1].get());
        running.fold(self.limit.get().min(self.before.get() * 4.0), f64::max) * ROOM
    }

    /// The longest response of the machines that move, and where.
    fn longest(&self, of: usize) -> Option<Stretch> {
        let line = &self.lines.get(of)?.1;
        let longest = |stretch: &&Stretch| stretch.from[1].max(stretch.to[1]).get();
        line.iter().max_by(|a, b| longest(a).total_cmp(&longest(b))).copied()
    }

    fn frame(&self, size: Size, lang: Lang) -> Frame {
        let [first, last] = self.ends();
        let highest = self.highest();
        let (factor, unit) = if highest < 1.0 { (1e-3, "ms") } else { (1.0, "s") };
        let values = enclosing(0.0, highest, Frame::height(size, 0.0), factor, unit);
        Frame::new(size, 0.0, (last - first).get(), values, lang)
    }

    /// Where a moment lies.
    fn x(&self, frame: &Frame, moment: Seconds) -> f64 {
        frame.x.at((moment - self.ends()[0]).get())
    }

    fn points(&self, frame: &Frame, line: &[Stretch]) -> Vec<(f64, f64)> {
        let top = frame.values.highest();
        let point = |[moment, response]: [Seconds; 2]| {
            (self.x(frame, moment), frame.y.at(response.get().min(top)))
        };
        let mut points: Vec<(f64, f64)> = Vec::new();
        for stretch in line {
            for end in [stretch.from, stretch.to] {
                let at = point(end);
                if points.last() != Some(&at) {
                    points.push(at);
                }
            }
        }
        points
    }

    /// The response of a line at a moment.
    fn at(line: &[Stretch], moment: Seconds) -> Option<Seconds> {
        let found = line.iter().find(|s| s.from[0] <= moment && moment <= s.to[0])?;
        let share = (moment - found.from[0]).share_of(found.to[0] - found.from[0]);
        Some(found.from[1] + (found.to[1] - found.from[1]) * share)
    }

    fn moments(&self) -> Vec<Seconds> {
        let [first, last] = self.ends();
        let even = (0..=STEPS).map(|step| first + (last - first) * (step as f64 / STEPS as f64));
        let peak = self.longest(0).map(|stretch| stretch.from[0]);
        let mut all: Vec<Seconds> = even.chain(peak).chain(self.migration).collect();
        all.sort_by(|a, b| a.get().total_cmp(&b.get()));
        all.dedup();
        all
    }

    /// A moment, counted as on the axis.
    fn when(&self, moment: Seconds, lang: Lang) -> String {
        duration((moment - self.ends()[0]).get(), lang)
    }

    fn read(&self, moment: Seconds, lang: Lang) -> Vec<String> {
        let response = |line: &[Stretch]| {
            Self::at(line, moment).map_or("–".to_owned(), |time| duration(time.get(), lang))
        };
        self.lines.iter().map(|(_, line)| response(line)).collect()
    }
}

fn color(of: Group, theme: &Theme) -> RGBColor {
    match of {
        Group::Moved => theme.accent,
        Group::There => theme.muted,
        Group::Here => theme.text,
    }
}

impl Chart for Response {
    fn title(&self, lang: Lang) -> String {
        let what = class(self.class, lang);
        let longest = self.longest(0).map_or(self.before, |s| s.from[1].max(s.to[1]));
        let text = duration(longest.get(), lang);
        match lang {
            _ if longest <= self.before * 1.05 => format!(
                "{what}: {}",
                lang.pick("nobody waits noticeably longer", "niemand wartet merklich länger")
            ),
            Lang::En if CAP <= longest => format!("{what}: some wait for a minute or longer"),
            Lang::De if CAP <= longest => format!("{what}: manche warten eine Minute oder länger"),
            Lang::En => format!("{what}: the longest wait is {text}"),
            Lang::De => format!("{what}: das längste Warten dauert {text}"),
        }
    }

    fn subtitle(&self, lang: Lang) -> String {
        lang.pick(
            "Response time by when the request comes, from shortly before the move; dashed: slow from here",
            "Antwortzeit nach dem Zeitpunkt der Anfrage, ab kurz vor dem Umzug; gestrichelt: ab hier langsam",
        )
        .to_owned()
    }

    fn sentence(&self, lang: Lang) -> String {
        let line = |(at, (of, line)): (usize, &(Group, Vec<Stretch>))| {
            let last = line.last().map_or(self.before, |stretch| stretch.to[1]);
            let longest = self.longest(at).map_or(last, |s| s.from[1].max(s.to[1]));
            let [before, longest] = [self.before, longest].map(|time| duration(time.get(), lang));
            let whose = group(*of, lang);
            let times = times(last.share_of(self.before).get(), lang);
            match lang {
                Lang::En => format!(
                    "{whose}: {before} before, at most {longest}, in the end {times} as long as before"
                ),
                Lang::De => format!(
                    "{whose}: vorher {before}, höchstens {longest}, am Ende {times} so lang wie vorher"
                ),
            }
        };
        let lines: Vec<String> = self.lines.iter().enumerate().map(line).collect();
        format!("{}. {}.", self.title(lang), lines.join("; "))
    }

    fn table(&self, lang: Lang) -> Table {
        let groups = self.lines.iter().map(|(of, _)| group(*of, lang));
        let heads: Vec<&str> = std::iter::once(lang.pick("Request comes at", "Anfrage kommt nach"))
            .chain(groups)
            .collect();
        let row = |moment: Seconds| {
            std::iter::once(self.when(moment, lang)).chain(self.read(moment, lang)).collect()
        };
        let rows = self.moments().into_iter().map(row).collect();
        Table { rows, ..Table::new(self.subtitle(lang), &heads) }
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let frame = self.frame(size, lang);
        let reading = |moment: Seconds| {
            let x = self.x(&frame, moment);
            let named: Vec<String> = self
                .lines
                .iter()
                .zip(self.read(moment, lang))
                .map(|((of, _), time)| format!("{} {time}", group(*of, lang)))
                .collect();
            let first = self.lines.first().and_then(|(_, line)| Self::at(line, moment));
            let response = first.unwrap_or(self.before).get().min(frame.values.highest());
            Reading {
                x,
                y: frame.y.at(response),
                reach: Rect::new(x, frame.plot.top, x, frame.plot.bottom),
                text: format!("{}: {}", self.when(moment, lang), named.join(", ")),
            }
        };
        self.moments().into_iter().map(reading).collect()
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        let pen = &mut Pen::new(area, theme);
        let frame = &self.frame(pen.size(), lang);
        let plot = frame.plot;
        let [left, right] = self.migration.map(|moment| self.x(frame, moment));
        pen.fill(Rect { left, right, ..plot }, theme.accent.mix(0.07))?;
        frame.draw(pen, theme, lang)?;
        let limit = frame.y.at(self.limit.get());
        if plot.top <= limit {
            pen.dashes_across(plot.left, plot.right, limit, theme.bad)?;
        }
        // Who moves is drawn last, over the others.
        for (of, line) in self.lines.iter().rev() {
            // The others are wider, so that they can be seen where both are equal.
            let width = if *of == Group::Moved { 1.5 } else { 4.0 };
            pen.line(&self.points(frame, line), width, color(*of, theme))?;
        }
        let name = lang.pick("migration", "Migration");
        let middle = f64::midpoint(left, right);
        let below = Label::new(name, middle, plot.bottom - 12.0, theme.muted);
        pen.label(&below.align(Align::Middle))?;
        if let Some(peak) =
            self.longest(0).filter(|s| s.still && frame.values.highest() < s.from[1].get())
        {
            let text = match lang {
                Lang::En => format!("stands still: up to {}", duration(peak.from[1].get(), lang)),
                Lang::De => format!("steht still: bis {}", duration(peak.from[1].get(), lang)),
            };
            let x = self.x(frame, peak.from[0]) - 8.0;
            let label = Label::new(&text, x, plot.top + 10.0, theme.bad).align(Align::End);
            pen.label(&label.bold(true).halo())?;
        }
        // The key: who moves at the left end, the others at the right end and below.
        for (at, (of, _)) in self.lines.iter().enumerate() {
            let (text, color) = (group(*of, lang), color(*of, theme));
            match at {
                0 => frame.write_above(pen, text, plot.left + 16.0, Align::Start, color)?,
                1 => frame.write_above(pen, text, plot.right, Align::End, color)?,
                _ => {
                    let label = Label::new(text, plot.right - 4.0, plot.bottom - 12.0, color);
                    pen.label(&label.align(Align::End).bold(true).halo())?
                }
            };
        }
        Ok(())
    }
}
