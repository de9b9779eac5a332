//! A line of text in a picture.

use plotters::style::{Color, RGBAColor};

/// Which part of a label its x is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// A line of text with its place.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct Label<'a> {
    pub(super) text: &'a str,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) align: Align,
    pub(super) color: RGBAColor,
    pub(super) bold: bool,
    pub(super) halo: bool,
}

impl<'a> Label<'a> {
    /// Text that begins at x; y is half its height.
    pub fn new(text: &'a str, x: f64, y: f64, color: impl Color) -> Self {
        let color = color.to_rgba();
        Self { text, x, y, align: Align::Start, color, bold: false, halo: false }
    }

    /// x is this part of it.
    pub const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// In bold type.
    pub const fn bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    /// On a piece of ground of its own, where something else is drawn below.
    pub const fn halo(self) -> Self {
        Self { halo: true, ..self }
    }
}
