//! Paints a chart on a `<canvas>`, sharp on any screen.
//!
//! plotters-canvas draws in the canvas's own pixels and measures text by laying out an element per
//! label. Here the canvas has as many pixels as the screen, text is measured by the canvas, and
//! every width is remembered.

use std::cell::RefCell;
use std::f64::consts::{FRAC_PI_2, PI};

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform,
};
use plotters_canvas::CanvasBackend;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::Size;
use super::erased::{Area, Erased};
use super::pen::LINE_GAP;
use super::theme::Theme;
use crate::by_name::ByName;

/// Widths are forgotten when there are more than this.
const REMEMBERED: usize = 4096;

thread_local! {
    static WIDTHS: RefCell<ByName<f64>> = RefCell::default();
}

/// Draws over a whole canvas whose style makes it `size` large, with so many of its pixels to one of
/// CSS.
pub fn paint(
    canvas: &HtmlCanvasElement,
    size: Size,
    scale: f64,
    theme: &Theme,
    draw: impl FnOnce(&Area<'_>, &Theme) -> bool,
) {
    let theme = Theme { scale, ..theme.clone() };
    let pixels = |length: f64| libm::round(length * scale).max(1.0) as u32;
    let Some(mut backend) = HiDpiCanvas::new(canvas, pixels(size.width), pixels(size.height))
    else {
        return;
    };
    let area = Erased::over(&mut backend);
    // A canvas that cannot be drawn on stays empty; its table says the same.
    draw(&area, &theme);
    area.present().ok();
}

/// How many pixels the screen has to one of CSS.
pub fn pixels_of_screen() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).max(0.1)
}

/// plotters-canvas with text of its own.
struct HiDpiCanvas {
    shapes: CanvasBackend,
    context: CanvasRenderingContext2d,
    /// What the context's font is, which is slow to ask and slow to set.
    font: RefCell<String>,
}

type Done = Result<(), DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl HiDpiCanvas {
    /// An empty canvas of so many pixels.
    fn new(canvas: &HtmlCanvasElement, width: u32, height: u32) -> Option<Self> {
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        if (canvas.width(), canvas.height()) != (width, height) {
            canvas.set_width(width);
            canvas.set_height(height);
        }
        context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        // A sharp turn would otherwise grow a spike far beyond its datum.
        context.set_line_join("round");
        let shapes = CanvasBackend::with_canvas_object(canvas.clone())?;
        Some(Self { shapes, context, font: RefCell::default() })
    }

    fn set_font<S: BackendTextStyle>(&self, style: &S) {
        let weight = if matches!(style.style(), FontStyle::Bold) { "600" } else { "400" };
        let size = style.size() / LINE_GAP;
        let wanted = format!("{weight} {size}px {}", style.family().as_str());
        if *self.font.borrow() != wanted {
            self.context.set_font(&wanted);
            self.font.replace(wanted);
        }
    }

    fn measure<S: BackendTextStyle>(&self, text: &str, style: &S) -> f64 {
        self.set_font(style);
        let key = format!("{}\0{text}", self.font.borrow());
        WIDTHS.with_borrow_mut(|widths| {
            if REMEMBERED < widths.len() {
                widths.clear();
            }
            if let Some(width) = widths.get(&key) {
                return *width;
            }
            let width = self.context.measure_text(text).map_or(0.0, |m| m.width());
            widths.insert(&key, width);
            width
        })
    }
}

impl DrawingBackend for HiDpiCanvas {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.shapes.get_size()
    }

    fn ensure_prepared(&mut self) -> Done {
        self.shapes.ensure_prepared()
    }

    fn present(&mut self) -> Done {
        self.shapes.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        self.shapes.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        self.shapes.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        self.shapes.draw_rect(upper_left, lower_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.shapes.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        self.shapes.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.shapes.fill_polygon(path, style)
    }

    /// Text stands where plotters' SVG backend puts it, so that screen and file look the same.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        self.set_font(style);
        let context = &self.context;
        let BackendColor { rgb: (red, green, blue), alpha } = style.color();
        context.set_fill_style_str(&format!("rgba({red},{green},{blue},{alpha})"));
        context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        context.set_text_baseline("alphabetic");
        let size = style.size() / LINE_GAP;
        let rise = match style.anchor().v_pos {
            VPos::Top => 0.76,
            VPos::Center => 0.26,
            VPos::Bottom => -0.26,
        };
        let turn = match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => FRAC_PI_2,
            FontTransform::Rotate180 => PI,
            FontTransform::Rotate270 => -FRAC_PI_2,
        };
        context.save();
        // Neither fails for finite numbers.
        context.translate(f64::from(at.0), f64::from(at.1)).ok();
        context.rotate(turn).ok();
        context.fill_text(text, 0.0, rise * size).ok();
        context.restore();
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let width = libm::ceil(self.measure(text, style));
        Ok((width as u32, libm::ceil(style.size()) as u32))
    }
}
