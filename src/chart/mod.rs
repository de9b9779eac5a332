//! Charts of a plan: what to draw as plain data, and the drawing of it on any backend of plotters.
//!
//! Every chart is a small struct made from plan data, and offers through [`Chart`] the same things:
//! a title that says the finding, a subtitle that says measure and unit, a sentence and a table for
//! those who do not see it, the drawing, and its data with their places for a cursor.
//!
//! ```
//! use movecast::chart::{Chart, Size, picture::svg, theme::Theme, timeline::Timeline};
//! use movecast::{plan::plan, quantity::Lang, scenario::{Scenario, check::check}};
//!
//! let plan = plan(&check(Scenario::default()).0);
//! let chart = Timeline::of(&plan.chosen().trace, 0);
//! let picture = svg(&chart, Size { width: 720.0, height: 300.0 }, &Theme::LIGHT, Lang::En);
//! assert!(picture.starts_with("<svg"));
//! ```
//!
//! In the browser `canvas::paint` draws the same chart on a `<canvas>`: both are backends behind one
//! pointer ([`erased`]).
//!
//! All lengths are CSS pixels, x to the right and y down, whatever the backend's own pixels are; see
//! [`theme::Theme::scale`].

pub mod axis;
#[cfg(feature = "ui")]
pub mod canvas;
#[cfg(feature = "ui")]
pub mod css;
pub mod dirty;
pub mod dots;
pub mod erased;
pub mod frame;
pub mod heat;
pub mod hours;
pub mod impact;
pub mod label;
mod mark;
pub mod pages;
pub mod payback;
pub mod paybacks;
pub mod pen;
pub mod picture;
pub mod rect;
pub mod response;
pub mod scatter;
pub mod share_bar;
mod svg;
pub mod table;
pub mod techniques;
pub mod theme;
pub mod timeline;
pub mod tornado;
pub mod wave;
pub(crate) mod words;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

use crate::quantity::Lang;
use rect::Rect;
use table::Table;
use theme::Theme;

/// How drawing ends: well, or with the backend's error.
pub type Drawn<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

/// Width and height of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// One datum of a chart, as a cursor reads it out.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Where the datum is.
    pub x: f64,
    /// Where the datum is.
    pub y: f64,
    /// The part of the picture that belongs to it.
    pub reach: Rect,
    /// What it says, in one line.
    pub text: String,
}

/// What all charts have in common.
pub trait Chart {
    /// The finding in words.
    fn title(&self, lang: Lang) -> String;

    /// What is measured, and in what unit.
    fn subtitle(&self, lang: Lang) -> String;

    /// The whole picture in one or two sentences.
    fn sentence(&self, lang: Lang) -> String;

    /// Where what it shows is from: who worked it out, and from what.
    fn source(&self, lang: Lang) -> String {
        words::own(lang)
    }

    /// The same data as a table.
    fn table(&self, lang: Lang) -> Table;

    /// All its data in the order in which a cursor steps through them.
    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading>;

    /// The height at which it looks best at this width.
    fn height(&self, width: f64) -> f64 {
        (width * 0.42).clamp(200.0, 340.0)
    }

    /// Draws it over the whole of `area`, whose ground is left as it is.
    ///
    /// # Errors
    ///
    /// What the backend reports.
    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B>;

    /// The datum nearest to a place in the picture.
    fn at(&self, x: f64, y: f64, size: Size, lang: Lang) -> Option<Reading> {
        let distance = |reading: &Reading| reading.reach.distance(x, y);
        self.readings(size, lang).into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }
}
