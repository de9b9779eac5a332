//! A chart as an SVG document.

use plotters::drawing::IntoDrawingArea;
use plotters_svg::SVGBackend;

use super::theme::Theme;
use super::{Chart, Size};
use crate::quantity::Lang;

/// The chart alone, without its title, on the theme's ground.
pub fn svg(chart: &impl Chart, size: Size, theme: &Theme, lang: Lang) -> String {
    let theme = Theme { scale: 1.0, ..theme.clone() };
    let pixels = (size.width.max(1.0) as u32, size.height.max(1.0) as u32);
    let mut document = String::new();
    {
        let area = SVGBackend::with_string(&mut document, pixels).into_drawing_area();
        // Writing into a string cannot fail.
        area.fill(&theme.ground).and_then(|()| chart.draw(&area, &theme, lang)).ok();
        area.present().ok();
    }
    document
}
