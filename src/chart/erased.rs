//! Any backend behind one pointer: what draws a chart is compiled once, not once a backend.

use std::fmt;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_backend::text_anchor::Pos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily, FontStyle, FontTransform,
};

/// Where a chart is drawn, whatever backend is behind it.
pub type Area<'a> = DrawingArea<Erased<'a>, Shift>;

/// A backend behind a pointer.
pub struct Erased<'a>(&'a mut dyn Surface);

impl<'a> Erased<'a> {
    /// The whole of a backend as an area to draw on.
    pub fn over(backend: &'a mut impl DrawingBackend) -> Area<'a> {
        Self(backend).into_drawing_area()
    }
}

/// The backend could not draw; it knew why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the picture cannot be drawn")
    }
}

impl std::error::Error for Refused {}

type Done = Result<(), Refused>;

/// Color and width of a line, or the color of a surface.
#[derive(Clone, Copy)]
struct Stroke {
    color: BackendColor,
    width: u32,
}

impl Stroke {
    fn of(style: &impl BackendStyle) -> Self {
        Self { color: style.color(), width: style.stroke_width() }
    }
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// How a text is written.
struct Letters<'a> {
    color: BackendColor,
    size: f64,
    transform: FontTransform,
    style: FontStyle,
    anchor: Pos,
    family: FontFamily<'a>,
}

impl<'a> Letters<'a> {
    fn of(style: &'a impl BackendTextStyle) -> Self {
        Self {
            color: style.color(),
            size: style.size(),
            transform: style.transform(),
            style: style.style(),
            anchor: style.anchor(),
            family: style.family(),
        }
    }
}

impl BackendTextStyle for Letters<'_> {
    type FontError = Refused;

    fn color(&self) -> BackendColor {
        self.color
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        self.transform.clone()
    }

    fn style(&self) -> FontStyle {
        self.style
    }

    fn anchor(&self) -> Pos {
        self.anchor
    }

    fn family(&self) -> FontFamily<'_> {
        self.family
    }

    // Backends of vectors and canvases have letters of their own.
    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Refused> {
        Err(Refused)
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, Refused> {
        Err(Refused)
    }
}

/// What all backends can do, as a trait that can be pointed at.
trait Surface {
    fn size(&self) -> (u32, u32);
    fn prepare(&mut self) -> Done;
    fn finish(&mut self) -> Done;
    fn pixel(&mut self, at: BackendCoord, color: BackendColor) -> Done;
    fn line(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke) -> Done;
    fn rect(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke, fill: bool) -> Done;
    fn path(&mut self, points: &[BackendCoord], stroke: Stroke) -> Done;
    fn circle(&mut self, center: BackendCoord, radius: u32, stroke: Stroke, fill: bool) -> Done;
    fn polygon(&mut self, points: &[BackendCoord], stroke: Stroke) -> Done;
    fn text(&mut self, text: &str, letters: &Letters<'_>, at: BackendCoord) -> Done;
    fn measure(&self, text: &str, letters: &Letters<'_>) -> Result<(u32, u32), Refused>;
}

impl<B: DrawingBackend> Surface for B {
    fn size(&self) -> (u32, u32) {
        self.get_size()
    }

    fn prepare(&mut self) -> Done {
        self.ensure_prepared().map_err(|_| Refused)
    }

    fn finish(&mut self) -> Done {
        self.present().map_err(|_| Refused)
    }

    fn pixel(&mut self, at: BackendCoord, color: BackendColor) -> Done {
        self.draw_pixel(at, color).map_err(|_| Refused)
    }

    fn line(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke) -> Done {
        self.draw_line(from, to, &stroke).map_err(|_| Refused)
    }

    fn rect(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke, fill: bool) -> Done {
        self.draw_rect(from, to, &stroke, fill).map_err(|_| Refused)
    }

    fn path(&mut self, points: &[BackendCoord], stroke: Stroke) -> Done {
        self.draw_path(points.iter().copied(), &stroke).map_err(|_| Refused)
    }

    fn circle(&mut self, center: BackendCoord, radius: u32, stroke: Stroke, fill: bool) -> Done {
        self.draw_circle(center, radius, &stroke, fill).map_err(|_| Refused)
    }

    fn polygon(&mut self, points: &[BackendCoord], stroke: Stroke) -> Done {
        self.fill_polygon(points.iter().copied(), &stroke).map_err(|_| Refused)
    }

    fn text(&mut self, text: &str, letters: &Letters<'_>, at: BackendCoord) -> Done {
        self.draw_text(text, letters, at).map_err(|_| Refused)
    }

    fn measure(&self, text: &str, letters: &Letters<'_>) -> Result<(u32, u32), Refused> {
        self.estimate_text_size(text, letters).map_err(|_| Refused)
    }
}

type Drew = Result<(), DrawingErrorKind<Refused>>;

fn told<T>(done: Result<T, Refused>) -> Result<T, DrawingErrorKind<Refused>> {
    done.map_err(DrawingErrorKind::DrawingError)
}

impl DrawingBackend for Erased<'_> {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        self.0.size()
    }

    fn ensure_prepared(&mut self) -> Drew {
        told(self.0.prepare())
    }

    fn present(&mut self) -> Drew {
        told(self.0.finish())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drew {
        told(self.0.pixel(at, color))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drew {
        told(self.0.line(from, to, Stroke::of(style)))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drew {
        told(self.0.rect(from, to, Stroke::of(style), fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drew {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        told(self.0.path(&points, Stroke::of(style)))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drew {
        told(self.0.circle(center, radius, Stroke::of(style), fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drew {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        told(self.0.polygon(&points, Stroke::of(style)))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drew {
        told(self.0.text(text, &Letters::of(style), at))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Refused>> {
        told(self.0.measure(text, &Letters::of(style)))
    }
}
