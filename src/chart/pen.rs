//! Draws in CSS pixels on any backend, and keeps labels apart.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};

use super::label::{Align, Label};
use super::rect::Rect;
use super::theme::Theme;
use super::{Drawn, Size};

/// Plotters counts the line gap into a font's size, CSS does not; its SVG backend divides by this.
pub(super) const LINE_GAP: f64 = 1.24;
/// Height of a label's box over its font size.
const LINE: f64 = 1.1;
/// Room at both ends of a label, since widths are only measured roughly.
const SLACK: f64 = 4.0;
/// Distance between the strokes of a hatching.
const HATCH: f64 = 6.0;

/// What draws one picture.
pub struct Pen<'a, B: DrawingBackend> {
    area: &'a DrawingArea<B, Shift>,
    theme: &'a Theme,
    labels: Vec<Rect>,
}

impl<'a, B: DrawingBackend> Pen<'a, B> {
    /// A pen for the whole of `area`.
    pub const fn new(area: &'a DrawingArea<B, Shift>, theme: &'a Theme) -> Self {
        Self { area, theme, labels: Vec::new() }
    }

    /// The size of the picture.
    pub fn size(&self) -> Size {
        let (width, height) = self.area.dim_in_pixel();
        let scale = self.theme.scale;
        Size { width: f64::from(width) / scale, height: f64::from(height) / scale }
    }

    fn pixel(&self, length: f64) -> i32 {
        libm::round(length * self.theme.scale) as i32
    }

    /// Fills a rectangle.
    ///
    /// # Errors
    ///
    /// What the backend reports; the same goes for all that follow.
    pub fn fill(&self, rect: Rect, color: impl Color) -> Drawn<B> {
        let corners = [
            (self.pixel(rect.left), self.pixel(rect.top)),
            (self.pixel(rect.right), self.pixel(rect.bottom)),
        ];
        if corners[0].0 == corners[1].0 || corners[0].1 == corners[1].1 {
            return Ok(());
        }
        self.area.draw(&Rectangle::new(corners, ShapeStyle::from(color.to_rgba()).filled()))
    }

    /// How wide a hairline is: whole pixels of the backend, so that it is sharp.
    fn hair(&self) -> f64 {
        libm::round(self.theme.scale).max(1.0) / self.theme.scale
    }

    /// A hairline from left to right.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn across(&self, left: f64, right: f64, y: f64, color: impl Color) -> Drawn<B> {
        let y = f64::from(self.pixel(y)) / self.theme.scale;
        self.fill(Rect::new(left, y, right, y + self.hair()), color)
    }

    /// A hairline from top to bottom.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn down(&self, x: f64, top: f64, bottom: f64, color: impl Color) -> Drawn<B> {
        let x = f64::from(self.pixel(x)) / self.theme.scale;
        self.fill(Rect::new(x, top, x + self.hair(), bottom), color)
    }

    /// A dashed hairline from left to right.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn dashes_across(&self, left: f64, right: f64, y: f64, color: impl Color) -> Drawn<B> {
        dashes(left, right).try_for_each(|(from, to)| self.across(from, to, y, color.to_rgba()))
    }

    /// A dashed hairline from top to bottom.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn dashes_down(&self, x: f64, top: f64, bottom: f64, color: impl Color) -> Drawn<B> {
        dashes(top, bottom).try_for_each(|(from, to)| self.down(x, from, to, color.to_rgba()))
    }

    /// A line through these points.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn line(&self, points: &[(f64, f64)], width: f64, color: impl Color) -> Drawn<B> {
        let width = libm::round(width * self.theme.scale).max(1.0) as u32;
        let style = ShapeStyle::from(color.to_rgba()).stroke_width(width);
        self.area.draw(&PathElement::new(self.pixels(points), style))
    }

    /// The surface within these points.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn surface(&self, points: &[(f64, f64)], color: impl Color) -> Drawn<B> {
        self.area.draw(&Polygon::new(self.pixels(points), color.to_rgba()))
    }

    /// Fills many rectangles in one go, which costs no more than one of them.
    ///
    /// They are one path: it runs around each, on to the next, and back the same way, so that what
    /// lies between them is walked twice in opposite directions and stays empty. It goes on only
    /// along the axes: slanted lines would leave traces of themselves.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn fill_all(&self, rects: &[Rect], color: impl Color) -> Drawn<B> {
        let mut path: Vec<(f64, f64)> = Vec::new();
        let mut back: Vec<(f64, f64)> = Vec::new();
        for Rect { left, top, right, bottom } in rects.iter().copied() {
            if let Some((before, _)) = back.last().copied() {
                path.push((before, top));
                back.push((before, top));
            }
            path.extend([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]);
            back.push((left, top));
        }
        path.extend(back.into_iter().rev());
        if path.is_empty() { Ok(()) } else { self.surface(&path, color) }
    }

    fn pixels(&self, points: &[(f64, f64)]) -> Vec<(i32, i32)> {
        points.iter().map(|&(x, y)| (self.pixel(x), self.pixel(y))).collect()
    }

    /// A filled circle.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn dot(&self, x: f64, y: f64, radius: f64, color: impl Color) -> Drawn<B> {
        let style = ShapeStyle::from(color.to_rgba()).filled();
        self.area.draw(&Circle::new((self.pixel(x), self.pixel(y)), self.pixel(radius), style))
    }

    /// Strokes from lower left to upper right over a tinted rectangle.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn hatch(&self, rect: Rect, color: impl Color) -> Drawn<B> {
        let color = color.to_rgba();
        if rect.width() < HATCH / 2.0 {
            return self.fill(rect, color);
        }
        self.fill(rect, color.mix(0.14))?;
        let (width, height) = (rect.width(), rect.height());
        let mut along = HATCH / 2.0;
        while along < width + height {
            let from = (rect.left + (along - height).max(0.0), rect.top + along.min(height));
            let to = (rect.left + along.min(width), rect.top + (along - width).max(0.0));
            self.line(&[from, to], 1.0, color)?;
            along += HATCH;
        }
        self.across(rect.left, rect.right, rect.top, color)?;
        self.down(rect.left, rect.top, rect.bottom, color)?;
        self.down(rect.right - self.hair(), rect.top, rect.bottom, color)
    }

    fn style(&self, label: &Label<'_>) -> TextStyle<'a> {
        let weight = if label.bold { FontStyle::Bold } else { FontStyle::Normal };
        let size = self.theme.size * self.theme.scale * LINE_GAP;
        let h_pos = match label.align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        TextStyle {
            font: FontDesc::new(FontFamily::Name(&self.theme.font), size, weight),
            color: label.color.to_backend_color(),
            pos: Pos::new(h_pos, VPos::Center),
        }
    }

    /// How wide a text is.
    pub fn width(&self, text: &str, bold: bool) -> f64 {
        self.breadth(&Label::new(text, 0.0, 0.0, self.theme.text).bold(bold))
    }

    fn breadth(&self, label: &Label<'_>) -> f64 {
        let size = self.area.estimate_text_size(label.text, &self.style(label));
        size.map_or(0.0, |(width, _)| f64::from(width) / self.theme.scale)
    }

    /// Writes a label if there is room: it moves sideways into the picture, and is left out where it
    /// would meet an earlier one. Says whether it was written.
    ///
    /// # Errors
    ///
    /// See [`Self::fill`].
    pub fn label(
        &mut self,
        label: &Label<'_>,
    ) -> Result<bool, plotters::drawing::DrawingAreaErrorKind<B::ErrorType>> {
        let Some((placed, taken)) = self.room(label) else { return Ok(false) };
        if label.halo {
            self.fill(taken, self.theme.ground.mix(0.85))?;
        }
        self.labels.push(taken);
        let at = (self.pixel(placed.x), self.pixel(placed.y));
        self.area.draw_text(placed.text, &self.style(&placed), at)?;
        Ok(true)
    }

    /// The label moved into the picture, and what it would take there.
    fn room<'l>(&self, label: &Label<'l>) -> Option<(Label<'l>, Rect)> {
        let Size { width, height } = self.size();
        let breadth = self.breadth(label);
        let left = match label.align {
            Align::Start => label.x,
            Align::Middle => label.x - breadth / 2.0,
            Align::End => label.x - breadth,
        };
        let (placed, left) = if left < 0.0 {
            (Label { x: 0.0, align: Align::Start, ..*label }, 0.0)
        } else if width < left + breadth + SLACK {
            (Label { x: width, align: Align::End, ..*label }, width - breadth)
        } else {
            (*label, left)
        };
        let half = self.theme.size * LINE / 2.0;
        let taken = Rect::new(left - SLACK, label.y - half, left + breadth + SLACK, label.y + half);
        let fits = breadth <= width && 0.0 <= taken.top && taken.bottom <= height;
        let free = self.labels.iter().all(|other| !other.meets(&taken));
        (fits && free).then_some((placed, taken))
    }
}

/// The dashes between two places.
fn dashes(from: f64, to: f64) -> impl Iterator<Item = (f64, f64)> {
    let starts = std::iter::successors(Some(from), |start| Some(start + 7.0));
    starts.take_while(move |start| *start < to).map(move |start| (start, (start + 4.0).min(to)))
}
