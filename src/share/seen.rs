//! What the author of a link saw of its scenario: key figures, so that whoever opens it with another
//! version of the model can be told what that says otherwise.

use super::link::checksum;
use crate::plan::Figures;
use crate::report::compare::Outcome;

/// The figures, and how much of the unit they are written in is one of their base unit: milliseconds,
/// kilojoules, thousandths of a euro, seconds.
const FIGURES: [(Outcome, f64); 5] = [
    (Outcome::TotalTime, 1e3),
    (Outcome::Downtime, 1e3),
    (Outcome::Energy, 1e-3),
    (Outcome::Cost, 1e3),
    (Outcome::BreakEven, 1.0),
];

/// Key figures in whole numbers, so that they are short and the same figures are always the same text;
/// none where there is no such figure: what does not arrive has no total time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen([Option<i64>; FIGURES.len()]);

impl Seen {
    /// What is seen of these figures.
    pub fn of(figures: &Figures) -> Self {
        let whole = |(outcome, scale): (Outcome, f64)| {
            // Beyond what fits it stays at the end of it.
            outcome.number(figures).map(|number| libm::round(number * scale) as i64)
        };
        Self(FIGURES.map(whole))
    }

    /// The figures in which another differs: what they are, and both in their base units.
    pub fn differing(&self, other: &Self) -> Vec<(Outcome, [Option<f64>; 2])> {
        let pairs = self.0.iter().zip(&other.0).zip(FIGURES);
        let differing = pairs.filter(|((one, other), _)| one != other);
        let base = |whole: Option<i64>, scale: f64| whole.map(|whole| whole as f64 / scale);
        differing
            .map(|((one, other), (outcome, scale))| {
                (outcome, [*one, *other].map(|of| base(of, scale)))
            })
            .collect()
    }

    /// As a value in a link whose scenario is `sealed`: the numbers, with dots between them, and a
    /// checksum of both, so that a number that was cut is none.
    pub(super) fn encode(&self, sealed: &str) -> String {
        let mut text = String::new();
        for whole in self.0 {
            if let Some(whole) = whole {
                text.push_str(&whole.to_string());
            }
            text.push('.');
        }
        let sum = checksum(&[sealed, &text].concat());
        text.push_str(&sum);
        text
    }

    /// Reads what [`Seen::encode`] wrote; none where it is damaged or belongs to another scenario.
    pub(super) fn decode(sealed: &str, text: &str) -> Option<Self> {
        let end = text.rfind('.')? + 1;
        let (numbers, sum) = text.split_at(end);
        if checksum(&[sealed, numbers].concat()) != sum {
            return None;
        }
        let mut parts = numbers.split('.');
        let mut seen = [None; FIGURES.len()];
        for whole in &mut seen {
            let part = parts.next()?;
            *whole = if part.is_empty() { None } else { Some(part.parse().ok()?) };
        }
        Some(Self(seen))
    }
}
