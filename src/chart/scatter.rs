//! Predicted against measured: a mark a migration, on equal logarithmic scales.

mod draw;
mod layout;
mod text;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::words::own;
use super::{Chart, Drawn, Reading, Size};
use crate::evidence::case::Kind;
use crate::evidence::validate::Pair;
use crate::quantity::Lang;
use crate::scenario::Technique;
use layout::Layout;

/// Which figure is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compared {
    /// Total migration time, in seconds.
    TotalTime,
    /// Bytes sent.
    Sent,
    /// How long the guest runs nowhere, in seconds.
    Downtime,
}

impl Compared {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::TotalTime, Self::Sent, Self::Downtime];

    fn of(self, pair: &Pair) -> (f64, f64) {
        let (measured, predicted) = (&pair.measured, &pair.predicted);
        match self {
            Self::TotalTime => (measured.total, predicted.total.p50),
            Self::Sent => (measured.transferred, predicted.transferred.p50),
            Self::Downtime => (measured.blackout, predicted.downtime.p50),
        }
    }
}

/// Kinds of migration that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Plain pre-copy.
    PreCopy,
    /// Pre-copy with throttling, delta encoding or several streams.
    Assisted,
    /// Post-copy.
    PostCopy,
    /// Disk and memory.
    Block,
    /// Several guests.
    Several,
}

impl Family {
    const ALL: [Self; 5] =
        [Self::PreCopy, Self::Assisted, Self::PostCopy, Self::Block, Self::Several];

    /// The family of a kind.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Precopy => Self::PreCopy,
            Kind::AutoConverge | Kind::Xbzrle | Kind::Multifd => Self::Assisted,
            Kind::Postcopy | Kind::PostcopyPreempt => Self::PostCopy,
            Kind::Block => Self::Block,
            Kind::Concurrent | Kind::Sequential => Self::Several,
        }
    }

    /// The technique whose colour and mark it takes.
    const fn looks_like(self) -> Technique {
        match self {
            Self::PreCopy => Technique::PreCopy,
            Self::Assisted => Technique::Hybrid,
            Self::PostCopy => Technique::PostCopy,
            Self::Block => Technique::Block,
            Self::Several => Technique::Container,
        }
    }
}

/// One migration.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The row's name.
    pub name: String,
    /// What kind of migration it was.
    pub family: Family,
    /// What happened.
    pub measured: f64,
    /// What was predicted.
    pub predicted: f64,
}

/// Predicted against measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Scatter {
    /// Which figure.
    pub compared: Compared,
    /// The migrations that completed and were predicted to.
    pub points: Vec<Point>,
}

impl Scatter {
    /// One figure of these pairs, as far as they can be compared.
    pub fn of(pairs: &[Pair], compared: Compared) -> Self {
        let comparable = |pair: &&Pair| pair.measured.completed && pair.verdict_is_right();
        let point = |pair: &Pair| {
            let (measured, predicted) = compared.of(pair);
            let family = Family::of(pair.case.kind);
            Point { name: pair.case.run_id.clone(), family, measured, predicted }
        };
        let is_positive = |point: &Point| 0.0 < point.measured && 0.0 < point.predicted;
        let points = pairs.iter().filter(comparable).map(point).filter(is_positive).collect();
        Self { compared, points }
    }
}

impl Chart for Scatter {
    fn title(&self, lang: Lang) -> String {
        text::title(self, lang)
    }

    fn subtitle(&self, lang: Lang) -> String {
        text::subtitle(self, lang)
    }

    fn sentence(&self, lang: Lang) -> String {
        text::sentence(self, lang)
    }

    fn source(&self, lang: Lang) -> String {
        let measured = lang.pick(
            "measured migrations: static/data/measured/",
            "gemessene Migrationen: static/data/measured/",
        );
        format!("{}; {measured}", own(lang))
    }

    fn table(&self, lang: Lang) -> Table {
        text::table(self, lang)
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let layout = Layout::new(self, size);
        let reading = |point: &Point| {
            let (x, y) = (layout.x(point.measured), layout.y(point.predicted));
            let reach = Rect::new(x - 4.0, y - 4.0, x + 4.0, y + 4.0);
            Reading { x, y, reach, text: text::reading(self.compared, point, lang) }
        };
        self.points.iter().map(reading).collect()
    }

    fn height(&self, width: f64) -> f64 {
        // Square, so that the diagonal is one, as far as that fits on a screen.
        (width * 0.9).min(460.0)
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
