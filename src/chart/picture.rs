//! A chart as an SVG document.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

use super::label::Label;
use super::pen::Pen;
use super::svg::Svg;
use super::theme::Theme;
use super::{Chart, Drawn, Size};
use crate::quantity::Lang;

/// Around a picture that stands alone.
const MARGIN: u32 = 16;
/// Height of a line of its title over the font size.
const LINE: f64 = 1.4;

/// The chart alone, without its title, on the theme's ground.
pub fn svg(chart: &impl Chart, size: Size, theme: &Theme, lang: Lang) -> String {
    document(size, theme, |area, theme| chart.draw(area, theme, lang))
}

/// The chart with its title and subtitle above it, to be pasted elsewhere; `size` is the chart's.
pub fn poster(chart: &impl Chart, size: Size, theme: &Theme, lang: Lang) -> String {
    let room = (size.width / (theme.size * 0.6)).max(1.0) as usize;
    let (title, subtitle) =
        (wrapped(&chart.title(lang), room), wrapped(&chart.subtitle(lang), room));
    let line = theme.size * LINE;
    let head = (title.len() + subtitle.len()) as f64 * line + 8.0;
    let around = f64::from(2 * MARGIN);
    let whole = Size { width: size.width + around, height: size.height + head + around };
    document(whole, theme, |area, theme| {
        let inner = area.margin(MARGIN, MARGIN, MARGIN, MARGIN);
        let (above, below) = inner.split_vertically(head as u32);
        write_lines(&above, &title, &subtitle, theme)?;
        chart.draw(&below, theme, lang)
    })
}

fn document(
    size: Size,
    theme: &Theme,
    draw: impl Fn(&DrawingArea<Svg<'_>, Shift>, &Theme) -> Drawn<Svg<'static>>,
) -> String {
    let theme = Theme { scale: 1.0, ..theme.clone() };
    let pixels = (size.width.max(1.0) as u32, size.height.max(1.0) as u32);
    let mut document = String::new();
    {
        let area = Svg::new(&mut document, pixels).into_drawing_area();
        // Writing into a string cannot fail.
        area.fill(&theme.ground).and_then(|()| draw(&area, &theme)).ok();
        area.present().ok();
    }
    document
}

fn write_lines<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    title: &[String],
    subtitle: &[String],
    theme: &Theme,
) -> Drawn<B> {
    let pen = &mut Pen::new(area, theme);
    let line = theme.size * LINE;
    let bold = |text| (text, true, theme.text);
    let plain = |text| (text, false, theme.muted);
    let lines = title.iter().map(bold).chain(subtitle.iter().map(plain));
    for (at, (text, bold, color)) in lines.enumerate() {
        let color: RGBColor = color;
        let y = (at as f64 + 0.5) * line;
        pen.label(&Label::new(text, 0.0, y, color).bold(bold))?;
    }
    Ok(())
}

/// The words of a text in lines of at most so many letters, as far as its words allow.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
