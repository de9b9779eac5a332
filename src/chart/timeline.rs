//! The rounds of one migration: a band per round, as long as it took and as high as its rate.

mod draw;
mod text;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::axis::enclosing;
use super::frame::Frame;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::{Chart, Drawn, Reading, Size};
use crate::model::trace::{Ending, Move, Segment, Stage, Trace};
use crate::quantity::{Lang, best_unit};
use crate::scenario::field::Measure;
use crate::units::{Bandwidth, Bytes, Seconds};

/// Room below the bands for the strip of mirrored writes.
const STRIP: f64 = 18.0;

/// A round that sent more than this times what there was to send stands for many rounds that changed
/// nothing; one alone sends a little more than its memory, for what frames it.
const MORE_THAN_ONE: f64 = 1.01;

/// One round, or one other stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Which stage.
    pub stage: Stage,
    /// The first pre-copy round in it; zero outside of rounds.
    pub round: u32,
    /// The last one.
    pub last_round: u32,
    /// When it began, counted from the start of this migration.
    pub start: Seconds,
    /// When it ended.
    pub end: Seconds,
    /// What was to be sent when it began.
    pub pending: Bytes,
    /// What was sent.
    pub sent: Bytes,
    /// Disk writes mirrored meanwhile.
    pub mirrored: Bytes,
}

impl Band {
    fn of(segment: &Segment, zero: Seconds) -> Self {
        Self {
            stage: segment.stage,
            round: segment.round,
            last_round: segment.round,
            start: segment.start - zero,
            end: segment.end - zero,
            pending: segment.pending,
            sent: segment.sent,
            mirrored: segment.mirrored,
        }
    }

    /// This and the one after it.
    fn with(self, next: &Self) -> Self {
        Self {
            last_round: next.last_round,
            end: next.end,
            sent: self.sent + next.sent,
            mirrored: self.mirrored + next.mirrored,
            ..self
        }
    }

    /// How long it took.
    pub fn duration(&self) -> Seconds {
        self.end - self.start
    }

    /// What it sent per second.
    pub fn rate(&self) -> Bandwidth {
        let time = self.duration();
        if time.is_positive() {
            Bandwidth::new(self.sent.get() / time.get())
        } else {
            Bandwidth::ZERO
        }
    }

    /// Whether it stands for many rounds, each of which found as much to send as the one before.
    pub fn stands_for_many(&self) -> bool {
        self.stage == Stage::PreCopy && self.pending * MORE_THAN_ONE < self.sent
    }

    /// Whether it sent what had been sent before.
    pub fn repeats(&self) -> bool {
        1 < self.round
    }
}

/// The rounds of one migration.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    /// In order.
    pub bands: Vec<Band>,
    /// How it ended, unless there is no such migration.
    pub summary: Option<Move>,
}

impl Timeline {
    /// Of one virtual machine of a trace.
    pub fn of(trace: &Trace, vm: u32) -> Self {
        let summary = trace.moves.iter().find(|m| m.vm == vm).copied();
        let zero = summary.map_or(Seconds::ZERO, |m| m.start);
        let mut bands: Vec<Band> = Vec::new();
        for segment in trace.of(vm) {
            let band = Band::of(segment, zero);
            match bands.last_mut() {
                // A round is recorded in stretches.
                Some(last) if (last.stage, last.round) == (band.stage, band.round) => {
                    *last = last.with(&band);
                }
                _ => bands.push(band),
            }
        }
        Self { bands, summary }
    }

    /// What is known to be missing when this band of the timeline ends. A move that is given up never
    /// ends with nothing missing.
    pub fn missing_after(&self, at: usize) -> Bytes {
        let Some(band) = self.bands.get(at) else { return Bytes::ZERO };
        let left = (band.pending - band.sent).or_zero();
        let is_given_up = self.gave_up() && at + 1 == self.bands.len();
        if band.stands_for_many() || (is_given_up && !left.is_positive()) {
            band.pending
        } else {
            left
        }
    }

    /// Whether it was cancelled.
    fn gave_up(&self) -> bool {
        self.summary.is_some_and(|summary| summary.ending == Ending::OutOfTime)
    }

    /// When it was over.
    fn end(&self) -> Seconds {
        self.bands.last().map_or(Seconds::ZERO, |band| band.end)
    }

    fn mirrors(&self) -> bool {
        self.bands.iter().any(|band| band.mirrored.is_positive())
    }

    /// The highest rate of a guest that runs; one that stands still is drawn without its rate.
    fn highest_rate(&self) -> Bandwidth {
        let running = self.bands.iter().filter(|band| !band.stage.stands_still());
        running.map(Band::rate).fold(Bandwidth::ZERO, Bandwidth::max)
    }

    fn frame(&self, size: Size, lang: Lang) -> Frame {
        let highest = self.highest_rate().get();
        let unit = best_unit(Measure::BitRate, highest);
        let strip = if self.mirrors() { STRIP } else { 0.0 };
        let height = Frame::height(size, strip);
        let rates = enclosing(0.0, highest, height, unit.factor, unit.name);
        Frame::new(size, strip, self.end().get(), rates, lang)
    }
}

/// Where a band goes.
fn rect(frame: &Frame, band: &Band) -> Rect {
    let (left, right) = (frame.x.at(band.start.get()), frame.x.at(band.end.get()));
    // A guest that stands still may send faster than the axis reaches.
    let top = frame.y.at(band.rate().get()).max(frame.plot.top);
    Rect::new(left, top, right, frame.plot.bottom)
}

impl Chart for Timeline {
    fn title(&self, lang: Lang) -> String {
        text::title(self, lang)
    }

    fn subtitle(&self, lang: Lang) -> String {
        text::subtitle(self, lang)
    }

    fn sentence(&self, lang: Lang) -> String {
        text::sentence(self, lang)
    }

    fn table(&self, lang: Lang) -> Table {
        text::table(self, lang)
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let frame = self.frame(size, lang);
        let reading = |band: &Band| {
            let rect = rect(&frame, band);
            let reach = Rect { top: frame.plot.top, ..rect };
            Reading { x: rect.middle(), y: rect.top, reach, text: text::reading(band, lang) }
        };
        self.bands.iter().map(reading).collect()
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        draw::draw(self, area, theme, lang)
    }
}
