//! A chart as a picture that stands alone: an SVG document, or what is around a chart on any ground.

use plotters::style::RGBColor;

use super::erased::{Area, Erased};
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
/// Between the chart and the lines around it.
const GAP: f64 = 8.0;
/// A link of more lines is told in the document's description only, and below the picture that it is.
const MOST_LINES: usize = 8;

/// Where a picture is from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Who worked it out, from what.
    pub source: String,
    /// The scenario in words.
    pub scenario: String,
    /// What opens it again.
    pub link: String,
    /// What stands there where that is too long.
    pub instead: String,
}

/// The chart alone, without its title, on the theme's ground.
pub fn svg(chart: &impl Chart, size: Size, theme: &Theme, lang: Lang) -> String {
    document(size, theme, |area, theme| chart.draw(area, theme, lang).is_ok())
}

/// The chart with its title and subtitle above it and where it is from below it, to be pasted
/// elsewhere; `size` is the chart's.
pub fn poster(chart: &impl Chart, size: Size, theme: &Theme, lang: Lang, about: &About) -> String {
    let titles = [chart.title(lang), chart.subtitle(lang)];
    let poster = Poster::of(titles, &chart.sentence(lang), about, size, theme);
    poster.svg(theme, |area, theme| chart.draw(area, theme, lang).is_ok())
}

/// What is around a chart in a picture that stands alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Poster {
    title: String,
    description: String,
    head: Vec<(String, bool)>,
    foot: Vec<(String, bool)>,
    /// Width and height of the whole.
    pub size: Size,
    /// Height of a line.
    line: f64,
}

impl Poster {
    /// The poster of a chart of this size with title and subtitle, and with what it shows in words.
    pub fn of(
        [title, subtitle]: [String; 2],
        sentence: &str,
        about: &About,
        size: Size,
        theme: &Theme,
    ) -> Self {
        let room = (size.width / (theme.size * 0.6)).max(1.0) as usize;
        let lines = |text: &str, bold: bool| {
            wrapped(text, room).into_iter().map(move |line| (line, bold)).collect::<Vec<_>>()
        };
        let head = [lines(&title, true), lines(&subtitle, false)].concat();
        let link = Some(lines(&about.link, false)).filter(|link| link.len() <= MOST_LINES);
        let link = link.unwrap_or_else(|| lines(&about.instead, false));
        let foot = [lines(&about.scenario, false), lines(&about.source, false)].concat();
        let foot: Vec<_> = foot.into_iter().chain(link).collect();
        let line = theme.size * LINE;
        let room_for =
            |lines: &[_]| if lines.is_empty() { 0.0 } else { lines.len() as f64 * line + GAP };
        let around = f64::from(2 * MARGIN);
        let whole = Size {
            width: size.width + around,
            height: size.height + room_for(&head) + room_for(&foot) + around,
        };
        let told = [sentence, &about.scenario, &about.source, &about.link];
        let told = told.into_iter().filter(|text| !text.is_empty());
        let description = told.collect::<Vec<_>>().join("\n");
        Self { title, description, head, foot, size: whole, line }
    }

    /// Draws it over the whole of an area whose ground is filled; whether that worked.
    pub fn draw(
        &self,
        area: &Area<'_>,
        theme: &Theme,
        chart: impl FnOnce(&Area<'_>, &Theme) -> bool,
    ) -> bool {
        let pixels = |length: f64| libm::round(length * theme.scale) as i32;
        let margin = pixels(f64::from(MARGIN));
        let inner = area.margin(margin, margin, margin, margin);
        let room = |lines: &[_]| {
            if lines.is_empty() { 0 } else { pixels(lines.len() as f64 * self.line + GAP) }
        };
        let (above, rest) = inner.split_vertically(room(&self.head));
        let (_, height) = rest.dim_in_pixel();
        let (middle, below) = rest.split_vertically(height.cast_signed() - room(&self.foot));
        self.write(&above, &self.head, 0.0, theme).is_ok()
            && chart(&middle, theme)
            && self.write(&below, &self.foot, GAP, theme).is_ok()
    }

    /// It as an SVG document.
    pub fn svg(&self, theme: &Theme, chart: impl FnOnce(&Area<'_>, &Theme) -> bool) -> String {
        let document = document(self.size, theme, |area, theme| self.draw(area, theme, chart));
        // What reads documents finds title and description where the standard puts them.
        let words = format!(
            ">\n<title>{}</title>\n<desc>{}</desc>",
            escaped(&self.title),
            escaped(&self.description)
        );
        document.replacen('>', &words, 1)
    }

    fn write<'a>(
        &self,
        area: &Area<'a>,
        lines: &[(String, bool)],
        from: f64,
        theme: &Theme,
    ) -> Drawn<Erased<'a>> {
        let pen = &mut Pen::new(area, theme);
        for (at, (text, bold)) in lines.iter().enumerate() {
            let color: RGBColor = if *bold { theme.text } else { theme.muted };
            let y = from + (at as f64 + 0.5) * self.line;
            pen.label(&Label::new(text, 0.0, y, color).bold(*bold))?;
        }
        Ok(())
    }
}

/// A text between tags.
fn escaped(text: &str) -> String {
    let text: String =
        text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A picture that is drawn on the theme's ground.
pub fn document(size: Size, theme: &Theme, draw: impl FnOnce(&Area<'_>, &Theme) -> bool) -> String {
    let theme = Theme { scale: 1.0, ..theme.clone() };
    let pixels = (size.width.max(1.0) as u32, size.height.max(1.0) as u32);
    let mut document = String::new();
    {
        let mut backend = Svg::new(&mut document, pixels);
        let area = Erased::over(&mut backend);
        // Writing into a string cannot fail.
        if area.fill(&theme.ground).is_ok() {
            draw(&area, &theme);
        }
        area.present().ok();
    }
    document
}

/// The words of a text in lines of at most so many letters; a longer word is parted.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let letters: Vec<char> = word.chars().collect();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + letters.len() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.extend(letters.chunks(room).map(|part| part.iter().collect::<String>())),
        }
    }
    lines
}
