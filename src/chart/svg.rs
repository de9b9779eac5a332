//! The SVG backend of plotters with text measured by the letter.
//!
//! Without a font, plotters takes every byte of a text for a wide letter; in the browser it lays out
//! an element per label. A file must look the same wherever it was drawn.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
use plotters_svg::SVGBackend;

use super::pen::LINE_GAP;

/// Width of bold type over that of normal type.
const BOLD: f64 = 1.08;

/// Draws into a string.
pub(super) struct Svg<'a>(SVGBackend<'a>);

impl<'a> Svg<'a> {
    pub(super) fn new(document: &'a mut String, size: (u32, u32)) -> Self {
        Self(SVGBackend::with_string(document, size))
    }
}

/// Width of a letter over the font size, in Helvetica and the fonts drawn to its measure.
const fn letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\u{202f}' => 0.22,
        ' ' | '.' | ',' | ':' | ';' | '/' | 'f' | 't' | 'I' | '·' => 0.28,
        'r' | '(' | ')' | '-' => 0.34,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'm' | 'M' | '%' => 0.87,
        'W' | '→' => 1.0,
        'w' | 'A'..='Z' | 'Ä' | 'Ö' | 'Ü' => 0.72,
        _ => 0.56,
    }
}

type Done = Result<(), DrawingErrorKind<std::io::Error>>;

impl DrawingBackend for Svg<'_> {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.0.get_size()
    }

    fn ensure_prepared(&mut self) -> Done {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Done {
        self.0.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        self.0.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        self.0.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        self.0.draw_rect(upper_left, lower_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.0.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        self.0.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.0.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        self.0.draw_text(text, style, at)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let weight = if matches!(style.style(), FontStyle::Bold) { BOLD } else { 1.0 };
        let size = style.size() / LINE_GAP;
        let width = text.chars().map(letter).sum::<f64>() * weight * size;
        Ok((libm::ceil(width) as u32, libm::ceil(style.size()) as u32))
    }
}
