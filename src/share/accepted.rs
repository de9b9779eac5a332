//! What a teacher accepts as the answer to a task: a number with a tolerance, or one of several
//! choices. Nothing else is ever judged.

use crate::quantity::{Lang, parse, units};
use crate::scenario::field::Measure;

/// The tolerance of a number that states none, as a share of it.
pub const USUAL_TOLERANCE: f64 = 0.1;

/// What may be predicted, tried in this order: units of one measure are rarely those of another.
const MEASURES: [Measure; 8] = [
    Measure::Factor,
    Measure::Share,
    Measure::Time,
    Measure::Size,
    Measure::BitRate,
    Measure::Price,
    Measure::CarbonIntensity,
    Measure::Power,
];

/// What is accepted.
#[derive(Debug, Clone, PartialEq)]
pub enum Accepted {
    /// A number, in base units of its measure, and how far off an answer may be, as a share of it.
    Number {
        /// Of which measure.
        measure: Measure,
        /// How much.
        value: f64,
        /// How far off an answer may be, as a share of it.
        tolerance: f64,
        /// The unit that an answer without one is in.
        unit: String,
    },
    /// Choices, and whether each is right.
    Choices(Vec<(String, bool)>),
}

impl Accepted {
    /// Reads what a teacher wrote: `18.7 min ± 10 %`, or choices, one a line, the right ones after
    /// `*`. None where it is neither.
    pub fn read(text: &str, lang: Lang) -> Option<Self> {
        let lines: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if let [line] = lines[..] {
            return number(line, lang);
        }
        let choice = |line: &&str| {
            let right = line.strip_prefix('*');
            (right.unwrap_or(line).trim().to_owned(), right.is_some())
        };
        let choices: Vec<(String, bool)> = lines.iter().map(choice).collect();
        choices.iter().any(|(_, right)| *right).then_some(Self::Choices(choices))
    }

    /// Whether what was predicted is accepted; none where it cannot be compared.
    pub fn judge(&self, said: &str, lang: Lang) -> Option<bool> {
        match self {
            Self::Choices(choices) => {
                choices.iter().find(|(text, _)| text == said).map(|(_, right)| *right)
            }
            Self::Number { measure, value, tolerance, unit } => {
                let is_bare = !said.chars().any(|c| c.is_alphabetic() || c == '%');
                let said = if is_bare { format!("{said} {unit}") } else { said.to_owned() };
                let (of, predicted) = amount(&said, lang)?;
                let room = value.abs() * tolerance * (1.0 + 1e-9);
                (of == *measure).then(|| (predicted - value).abs() <= room)
            }
        }
    }
}

fn number(line: &str, lang: Lang) -> Option<Accepted> {
    let line = line.replace("+-", "±").replace("+/-", "±");
    let (said, off) = line.split_once('±').map_or((&*line, None), |(said, off)| (said, Some(off)));
    let (measure, value) = amount(said, lang)?;
    let tolerance = match off.map(|off| amount(off, lang)) {
        None => USUAL_TOLERANCE,
        Some(Some((Measure::Share, share))) => share,
        Some(Some((of, off))) if of == measure && value != 0.0 => off / value.abs(),
        Some(_) => return None,
    };
    let unit = said.trim_start_matches(|c: char| !c.is_alphabetic() && c != '%');
    let unit = if unit.chars().any(|c| c.is_ascii_digit()) { "" } else { unit.trim() };
    (0.0 <= tolerance).then(|| Accepted::Number {
        measure,
        value,
        tolerance,
        unit: unit.to_owned(),
    })
}

/// A number with its unit; a time may have several, as in `18 min 41 s`.
fn amount(text: &str, lang: Lang) -> Option<(Measure, f64)> {
    let read = |part: &str, measure| parse(part, measure, units(measure)[0], lang).ok();
    let is_bare = !text.chars().any(|c| c.is_alphabetic() || c == '%');
    let whole = MEASURES.into_iter().take(if is_bare { 1 } else { MEASURES.len() });
    let one = whole.skip(usize::from(!is_bare)).find_map(|m| read(text, m).map(|value| (m, value)));
    one.or_else(|| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let parts = words.chunks(2).map(|pair| read(&pair.join(" "), Measure::Time));
        let sum: Option<f64> = parts.sum();
        sum.filter(|_| words.len().is_multiple_of(2)).map(|sum| (Measure::Time, sum))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(accepted: &str, said: &str) -> Option<bool> {
        Accepted::read(accepted, Lang::En).expect("understood").judge(said, Lang::En)
    }

    #[test]
    fn a_number_is_accepted_within_its_tolerance_in_any_unit() {
        for (said, right) in
            [("18 min 41 s", true), ("1121 s", true), ("19", true), ("25 min", false)]
        {
            assert_eq!(judged("18.7 min ± 10 %", said), Some(right), "{said}");
        }
        assert_eq!(judged("10 +- 2", "12"), Some(true));
        assert_eq!(judged("10 +- 2", "12.1"), Some(false));
        assert_eq!(judged("4 GiB", "4096 MiB"), Some(true));
    }

    #[test]
    fn what_cannot_be_compared_is_not_judged() {
        assert_eq!(judged("18.7 min", "4 GiB"), None);
        assert_eq!(judged("18.7 min", "a while"), None);
        assert_eq!(judged("*yes\nno", "perhaps"), None);
    }

    #[test]
    fn one_of_several_choices_is_right() {
        assert_eq!(judged("* yes\nno", "yes"), Some(true));
        assert_eq!(judged("* yes\nno", "no"), Some(false));
    }

    #[test]
    fn what_is_neither_is_not_understood() {
        for text in ["", "because it is large", "yes\nno", "5 min ± much"] {
            assert_eq!(Accepted::read(text, Lang::En), None, "{text}");
        }
    }
}
