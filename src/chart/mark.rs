//! Marks: the second sign, beside its colour, by which a technique is known.

use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

use super::Drawn;
use super::pen::Pen;
use crate::scenario::Technique;

/// The mark of a technique, of this radius.
pub(super) fn mark<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    technique: Technique,
    (x, y): (f64, f64),
    radius: f64,
    color: RGBColor,
) -> Drawn<B> {
    // Corners of the shape, in units of its radius.
    let corners: &[(f64, f64)] = match technique {
        Technique::PreCopy => return pen.dot(x, y, radius, color),
        Technique::PostCopy | Technique::Warm => &[(-1.0, 0.8), (1.0, 0.8), (0.0, -1.0)],
        Technique::Hybrid => &[(-1.0, -0.8), (1.0, -0.8), (0.0, 1.0)],
        Technique::Block | Technique::Storage => {
            &[(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]
        }
        Technique::Offline | Technique::Cold => {
            &[(-1.0, -0.4), (1.0, -0.4), (1.0, 0.4), (-1.0, 0.4)]
        }
        Technique::Respawn => &[(0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)],
        Technique::Container => {
            &[(-1.0, 0.0), (-0.5, -0.9), (0.5, -0.9), (1.0, 0.0), (0.5, 0.9), (-0.5, 0.9)]
        }
    };
    let points: Vec<_> = corners.iter().map(|(a, b)| (x + a * radius, y + b * radius)).collect();
    pen.surface(&points, color)
}
