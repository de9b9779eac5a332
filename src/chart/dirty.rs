//! Memory that has still to be sent, over time: it falls while a round sends and rises again when
//! what was written meanwhile is found.

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
use super::timeline::{Band, Timeline};
use super::{Chart, Drawn, Reading, Size};
use crate::model::trace::{Ending, Stage, Trace};
use crate::quantity::Lang;
use crate::units::{Bytes, Seconds};

/// Room below the plot for the threshold's label, and the share of the height below which it goes
/// there.
const STRIP: f64 = 18.0;
const LOW: f64 = 0.12;

/// What one round, or one other stage, does to the memory that is still to be sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fall {
    /// Which stage.
    pub stage: Stage,
    /// Which round; zero outside of rounds.
    pub round: u32,
    /// When it began, counted from the start of the memory migration.
    pub start: Seconds,
    /// When it ended.
    pub end: Seconds,
    /// What was to be sent when it began.
    pub from: Bytes,
    /// What it left.
    pub to: Bytes,
    /// Whether it stands for many rounds, each of which found as much to send as the one before.
    pub stands_for_many: bool,
}

/// What may be left for the guest to be stopped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// How long the guest may stand still.
    pub limit: Seconds,
    /// What the last round's rate sends in that time.
    pub fits: Bytes,
}

/// Memory still to be sent, over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dirty {
    /// Which virtual machine, counted from zero.
    pub vm: u32,
    /// In order.
    pub falls: Vec<Fall>,
    /// Unless the guest is handed over first.
    pub threshold: Option<Threshold>,
    /// How long the guest stands still.
    pub downtime: Seconds,
    /// How it ended, unless there is no such migration.
    pub ending: Option<Ending>,
}

impl Dirty {
    /// Of one virtual machine of a trace, whose guest may stand still for so long.
    pub fn of(trace: &Trace, vm: u32, downtime_limit: Seconds) -> Self {
        let timeline = Timeline::of(trace, vm);
        let summary = timeline.summary;
        let is_memory = |band: &Band| {
            matches!(band.stage, Stage::PreCopy | Stage::StopAndCopy | Stage::DemandPaging)
        };
        let bands = || timeline.bands.iter().enumerate().filter(|(_, band)| is_memory(band));
        let zero = bands().next().map_or(Seconds::ZERO, |(_, band)| band.start);
        let fall = |(at, band): (usize, &Band)| Fall {
            stage: band.stage,
            round: band.round,
            start: band.start - zero,
            end: band.end - zero,
            from: band.pending,
            to: timeline.missing_after(at),
            stands_for_many: band.stands_for_many(),
        };
        let ending = summary.map(|summary| summary.ending);
        let threshold = bands()
            .map(|(_, band)| band)
            .rfind(|band| band.stage == Stage::PreCopy && ending != Some(Ending::HandedOver))
            .map(|last| Threshold { limit: downtime_limit, fits: last.rate() * downtime_limit });
        let downtime = summary.map_or(Seconds::ZERO, |summary| summary.downtime);
        Self { vm, falls: bands().map(fall).collect(), threshold, downtime, ending }
    }

    /// When it was over.
    fn end(&self) -> Seconds {
        self.falls.last().map_or(Seconds::ZERO, |fall| fall.end)
    }

    fn frame(&self, size: Size, lang: Lang) -> Frame {
        let fits = self.threshold.map_or(Bytes::ZERO, |threshold| threshold.fits);
        let most = self.falls.iter().map(|fall| fall.from).fold(Bytes::ZERO, Bytes::max);
        // A threshold far above the data would press them flat.
        let highest = if fits <= most * 2.0 { most.max(fits) } else { most };
        let (factor, unit) = if highest.to_gib() < 9.995 {
            (Bytes::mib(1.0), "MiB")
        } else {
            (Bytes::gib(1.0), "GiB")
        };
        // The label of a line near the ground stands below it.
        let strip = if self.threshold.is_some() && fits <= highest * LOW { STRIP } else { 0.0 };
        let height = Frame::height(size, strip);
        let values = enclosing(0.0, highest.get(), height, factor.get(), unit);
        Frame::new(size, strip, self.end().get(), values, lang)
    }
}

impl Chart for Dirty {
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
        let reading = |fall: &Fall| {
            let (x, y) = (frame.x.at(fall.start.get()), frame.y.at(fall.from.get()));
            let reach = Rect::new(x, frame.plot.top, frame.x.at(fall.end.get()), frame.plot.bottom);
            Reading { x, y, reach, text: text::reading(fall, lang) }
        };
        self.falls.iter().map(reading).collect()
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
