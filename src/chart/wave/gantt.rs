//! Who moves when: a bar per machine, its rounds inside.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use crate::chart::axis::Ticks;
use crate::chart::frame::Frame;
use crate::chart::label::{Align, Label};
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::table::Table;
use crate::chart::theme::Theme;
use crate::chart::{Chart, Drawn, Reading, Size};
use crate::model::trace::{Ending, Segment, Stage};
use crate::plan::wave::WavePlan;
use crate::quantity::{Lang, duration};
use crate::scenario::wave::Group;
use crate::units::Seconds;

/// Higher bars look clumsy.
const HIGHEST: f64 = 22.0;
/// A name needs so much height.
const WITH_NAME: f64 = 13.0;

/// One machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is called.
    pub name: String,
    /// When it was requested.
    pub requested: Seconds,
    /// When it began.
    pub start: Seconds,
    /// When it ended.
    pub end: Seconds,
    /// How it ended.
    pub ending: Ending,
    /// How long it ran nowhere.
    pub downtime: Seconds,
    /// How many rounds it took.
    pub rounds: u32,
    /// Stages: which, whether a round repeats what was sent before, from when until when.
    stages: Vec<(Stage, u32, Seconds, Seconds)>,
}

/// How many times the wave's length a window may take and still be drawn to scale.
const WIDEST_WINDOW: f64 = 3.0;

/// Some machines of a wave, in the order of their starts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gantt {
    /// A bar for each.
    pub bars: Vec<Bar>,
    /// How many machines there are in all.
    pub machines: usize,
    /// When the last of all has ended.
    pub makespan: Seconds,
    /// Until when all have to be there; zero for no such time.
    pub window: Seconds,
}

/// What a machine is called: its group's name and its number in the whole wave.
pub fn name(groups: &[Group], group: u32, number: u32) -> String {
    let name = groups.get(group as usize).map_or("", |group| group.name.as_str());
    let number = number + 1;
    if name.is_empty() { format!("VM\u{202f}{number}") } else { format!("{name}\u{202f}{number}") }
}

impl Gantt {
    /// The machines of a plan that are shown.
    pub fn of(plan: &WavePlan, groups: &[Group], window: Seconds) -> Self {
        let bar = |number: &u32| {
            let row = plan.rows.get(*number as usize)?;
            let mut stages: Vec<(Stage, u32, Seconds, Seconds)> = Vec::new();
            let own = plan.segments.iter().filter(|segment| segment.vm == *number);
            for Segment { stage, round, start, end, .. } in own {
                match stages.last_mut() {
                    // A round is recorded in stretches.
                    Some(last) if (last.0, last.1) == (*stage, *round) => last.3 = *end,
                    _ => stages.push((*stage, *round, *start, *end)),
                }
            }
            Some(Bar {
                name: name(groups, row.group, *number),
                requested: row.requested,
                start: row.start,
                end: row.end,
                ending: row.ending,
                downtime: row.downtime,
                rounds: row.rounds,
                stages,
            })
        };
        Self {
            bars: plan.shown.iter().filter_map(bar).collect(),
            machines: plan.outline.machines as usize,
            makespan: plan.outline.makespan,
            window,
        }
    }

    fn frame(&self, size: Size, lang: Lang) -> Frame {
        let none = Ticks { values: vec![0.0, 1.0], factor: 1.0, unit: "" };
        let end = self.end();
        let mut frame = Frame::new(size, 0.0, end.get(), none, lang);
        // Names stand left of their bars, and there are no values.
        frame.values.values.clear();
        frame.plot.left = if size.width < 500.0 { 64.0 } else { 110.0 };
        frame.x =
            crate::chart::axis::Scale::new((0.0, end.get()), (frame.plot.left, frame.plot.right));
        frame
    }

    /// Until when time is drawn: with the window, unless that would leave the bars too little room.
    fn end(&self) -> Seconds {
        let shown = self.window <= self.makespan * WIDEST_WINDOW;
        let window = if shown { self.window } else { Seconds::ZERO };
        self.makespan.max(window).max(Seconds::new(1.0))
    }

    /// The strip of one bar.
    fn strip(&self, frame: &Frame, at: usize) -> Rect {
        let height = (frame.plot.height() / self.bars.len().max(1) as f64).min(HIGHEST);
        let top = frame.plot.top + height * at as f64;
        Rect { top, bottom: top + height, ..frame.plot }
    }
}

impl Chart for Gantt {
    fn title(&self, lang: Lang) -> String {
        let (count, time) = (self.machines, duration(self.makespan.get(), lang));
        match lang {
            Lang::En => format!("The wave of {count} machines takes {time}"),
            Lang::De => format!("Die Welle von {count} Maschinen dauert {time}"),
        }
    }

    fn subtitle(&self, lang: Lang) -> String {
        let (shown, all) = (self.bars.len(), self.machines);
        let part = match lang {
            _ if shown == all => String::new(),
            Lang::En => format!(" {shown} of {all}, evenly chosen."),
            Lang::De => format!(" {shown} von {all}, gleichmäßig ausgewählt."),
        };
        let what = lang.pick(
            "A bar per machine: preparation, disk, rounds in turn dark and light, standing still in red.",
            "Ein Balken je Maschine: Vorbereitung, Platte, Runden abwechselnd dunkel und hell, Stillstand rot.",
        );
        let window = if self.window.is_positive() {
            let time = duration(self.window.get(), lang);
            match lang {
                Lang::En => format!(" The window ends after {time}."),
                Lang::De => format!(" Das Fenster endet nach {time}."),
            }
        } else {
            String::new()
        };
        format!("{what}{part}{window}")
    }

    fn sentence(&self, lang: Lang) -> String {
        let title = self.title(lang);
        let most = (0..self.bars.len())
            .map(|at| {
                let now = self.bars[at].start;
                self.bars.iter().filter(|bar| bar.start <= now && now < bar.end).count()
            })
            .max()
            .unwrap_or(0);
        match lang {
            Lang::En => format!("{title}; of those shown, up to {most} at a time."),
            Lang::De => format!("{title}; von den gezeigten bis zu {most} gleichzeitig."),
        }
    }

    fn table(&self, lang: Lang) -> Table {
        let heads = lang.pick(
            ["Machine", "Begins", "Ends", "Stands still", "Rounds"],
            ["Maschine", "Beginnt", "Endet", "Steht still", "Runden"],
        );
        let time = |time: Seconds| duration(time.get(), lang);
        let row = |bar: &Bar| {
            vec![
                bar.name.clone(),
                time(bar.start),
                time(bar.end),
                time(bar.downtime),
                bar.rounds.to_string(),
            ]
        };
        Table { rows: self.bars.iter().map(row).collect(), ..Table::new(self.title(lang), &heads) }
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let frame = self.frame(size, lang);
        let reading = |(at, bar): (usize, &Bar)| {
            let strip = self.strip(&frame, at);
            let time = |time: Seconds| duration(time.get(), lang);
            let text = match lang {
                Lang::En => format!(
                    "{}: from {} to {}, stands still {}, {} rounds",
                    bar.name,
                    time(bar.start),
                    time(bar.end),
                    time(bar.downtime),
                    bar.rounds
                ),
                Lang::De => format!(
                    "{}: von {} bis {}, steht {} still, {} Runden",
                    bar.name,
                    time(bar.start),
                    time(bar.end),
                    time(bar.downtime),
                    bar.rounds
                ),
            };
            let x = frame.x.at(bar.start.get());
            Reading { x, y: strip.top, reach: strip, text }
        };
        self.bars.iter().enumerate().map(reading).collect()
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
        for (at, bar) in self.bars.iter().enumerate() {
            let strip = self.strip(frame, at);
            let gap = if 5.0 < strip.height() { 1.0 } else { 0.0 };
            if WITH_NAME <= strip.height() {
                let middle = f64::midpoint(strip.top, strip.bottom);
                let label = Label::new(&bar.name, strip.left - 6.0, middle, theme.muted);
                pen.label(&label.align(Align::End))?;
            }
            let between = |from: Seconds, to: Seconds| {
                let (left, right) = (frame.x.at(from.get()), frame.x.at(to.get()));
                Rect::new(left, strip.top + gap, right.max(left + 0.7), strip.bottom - gap)
            };
            pen.fill(between(bar.requested, bar.start), theme.muted.mix(0.12))?;
            for (stage, round, from, to) in &bar.stages {
                let idle = theme.stage(*stage) == theme.muted;
                let strength = match stage {
                    _ if idle => 0.3,
                    // Rounds take turns.
                    Stage::PreCopy => 0.85 - 0.45 * f64::from((round + 1) % 2),
                    _ => 0.85,
                };
                pen.fill(between(*from, *to), theme.stage(*stage).mix(strength))?;
            }
            if !bar.ending.completes() {
                pen.hatch(between(bar.start, bar.end), theme.bad)?;
            }
        }
        if !self.window.is_positive() {
            return Ok(());
        }
        let text = lang.pick("window ends", "Fenster endet");
        if self.window <= self.end() {
            let x = frame.x.at(self.window.get());
            pen.dashes_down(x, frame.plot.top, frame.plot.bottom, theme.text)?;
            let is_right = f64::midpoint(frame.plot.left, frame.plot.right) < x;
            let align = if is_right { Align::End } else { Align::Middle };
            frame.write_above(pen, text, x, align, theme.text)?;
        } else {
            let text = format!("{text}: {} →", duration(self.window.get(), lang));
            frame.write_above(pen, &text, frame.plot.right, Align::End, theme.text)?;
        }
        Ok(())
    }
}
