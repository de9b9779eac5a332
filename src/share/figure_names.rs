//! What figures are called on the command line, in which units they are printed, and conditions on
//! them: `total-time<=30min`.

use std::fmt;

use super::assign::plain;
use crate::plan::figure::{Condition, Figure};
use crate::plan::map::Shown;
use crate::quantity::{parse_plain, units};
use crate::scenario::field::Measure;

/// Name of the question which technique wins, beside those of figures.
pub const BEST_TECHNIQUE: &str = "best-technique";

/// The figure that is meant where nobody says which.
pub const USUAL: Figure = Figure::TotalTime;

const MONEY: [(&str, f64); 3] = [("EUR", 1.0), ("€", 1.0), ("ct", 0.01)];
const ENERGY: [(&str, f64); 5] =
    [("Wh", 3600.0), ("kWh", 3.6e6), ("MWh", 3.6e9), ("kJ", 1e3), ("J", 1.0)];
const CARBON: [(&str, f64); 3] = [("g", 1.0), ("kg", 1e3), ("t", 1e6)];

/// The name of a figure.
pub const fn name(figure: Figure) -> &'static str {
    match figure {
        Figure::TotalTime => "total-time",
        Figure::Downtime => "downtime",
        Figure::Sent => "bytes",
        Figure::Energy => "energy",
        Figure::Carbon => "carbon",
        Figure::Cost => "cost",
        Figure::NetSaving => "net-saving",
        Figure::BreakEven => "break-even",
        Figure::Arrived => "arrived",
        Figure::Converges => "converges",
        Figure::WithinLimits => "within-limits",
    }
}

/// The name of what a map shows.
pub const fn shown(what: Shown) -> &'static str {
    match what {
        Shown::BestTechnique => BEST_TECHNIQUE,
        Shown::Figure(figure) => name(figure),
    }
}

/// What a map shows by this name.
pub fn find_shown(text: &str) -> Option<Shown> {
    if text.trim().eq_ignore_ascii_case(BEST_TECHNIQUE) {
        return Some(Shown::BestTechnique);
    }
    find(text).map(Shown::Figure)
}

/// The unit in which a figure is printed; none of counts and of what is so or not.
pub const fn unit(figure: Figure) -> Option<&'static str> {
    Some(match figure {
        Figure::TotalTime | Figure::Downtime | Figure::BreakEven => "s",
        Figure::Sent => "bytes",
        Figure::Energy => "J",
        Figure::Carbon => "g",
        Figure::Cost | Figure::NetSaving => "EUR",
        Figure::Arrived | Figure::Converges | Figure::WithinLimits => return None,
    })
}

/// The figure of this name, or of one that it also goes by.
pub fn find(text: &str) -> Option<Figure> {
    let text = text.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    let text = match text.as_str() {
        "total-migration-time" | "time" | "duration" => "total-time",
        "sent" | "sent-bytes" | "transferred" => "bytes",
        "arrives" => "arrived",
        "converged" | "convergence" => "converges",
        "reached" | "limits" => "within-limits",
        "saving" | "savings" => "net-saving",
        other => other,
    };
    Figure::ALL.into_iter().find(|figure| name(*figure) == text)
}

/// The names of all figures, parted by commas.
pub fn all() -> String {
    Figure::ALL.map(name).join(", ")
}

/// Why a condition is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    /// No figure goes by this name.
    Unknown(String),
    /// The figure is a number: it takes a limit.
    NoLimit(Figure),
    /// The figure is so or not: it takes no limit.
    NoNumber(Figure),
    /// The limit cannot be read, or has no unit where that decides.
    Unreadable(Figure, String),
}

impl std::error::Error for Misread {}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(text) => write!(f, "'{text}' is none of {}", all()),
            Self::NoLimit(figure) => {
                let name = name(*figure);
                write!(f, "{name} needs a limit: write {name}<={}", example(*figure))
            }
            Self::NoNumber(figure) => {
                let name = name(*figure);
                write!(f, "{name} is so or not: write {name} alone")
            }
            Self::Unreadable(figure, text) => {
                let name = name(*figure);
                write!(f, "{name}: '{text}' cannot be read; write {}", example(*figure))
            }
        }
    }
}

const fn example(figure: Figure) -> &'static str {
    match figure {
        Figure::TotalTime => "30min",
        Figure::Downtime => "300ms",
        Figure::BreakEven => "10d",
        Figure::Sent => "100GiB",
        Figure::Energy => "2kWh",
        Figure::Carbon => "500g",
        Figure::Cost | Figure::NetSaving => "5EUR",
        Figure::Arrived | Figure::Converges | Figure::WithinLimits => "8",
    }
}

/// Reads a condition: `total-time<=30min`, `net-saving>=10 EUR`, `arrived`, `within-limits`.
///
/// # Errors
///
/// Where there is no such figure, or its limit is missing or cannot be read.
pub fn condition(text: &str) -> Result<Condition, Misread> {
    let found = text.find(['<', '>', '≤', '≥', '=']);
    let (left, right) = text.split_at(found.unwrap_or(text.len()));
    let figure = find(left).ok_or_else(|| Misread::Unknown(left.trim().to_owned()))?;
    if right.is_empty() {
        return match figure {
            Figure::Arrived => Ok(Condition::AllArrive),
            _ if figure.is_yes_or_no() => Ok(Condition::Is(figure)),
            _ => Err(Misread::NoLimit(figure)),
        };
    }
    if figure.is_yes_or_no() {
        return Err(Misread::NoNumber(figure));
    }
    let is_least = right.starts_with(['>', '≥']);
    let said = right.trim_start_matches(['<', '>', '≤', '≥', '=']).trim();
    let limit = limit(figure, said).filter(|limit| limit.is_finite());
    let limit = limit.ok_or_else(|| Misread::Unreadable(figure, said.to_owned()))?;
    Ok(if is_least { Condition::AtLeast(figure, limit) } else { Condition::AtMost(figure, limit) })
}

/// The conditions of several, all of which have to hold, as they would be typed.
pub fn said(conditions: &[Condition]) -> String {
    let one = |condition: &Condition| match *condition {
        Condition::AllArrive => "arrived".to_owned(),
        Condition::Is(figure) => name(figure).to_owned(),
        Condition::AtMost(figure, most) => {
            format!("{}<={}", name(figure), limit_said(figure, most))
        }
        Condition::AtLeast(figure, least) => {
            format!("{}>={}", name(figure), limit_said(figure, least))
        }
    };
    conditions.iter().map(one).collect::<Vec<_>>().join(" and ")
}

fn limit_said(figure: Figure, value: f64) -> String {
    match measure(figure) {
        Some(measure) => plain(value, measure),
        None => format!("{value} {}", unit(figure).unwrap_or_default()).trim_end().to_owned(),
    }
}

/// What a figure measures, of those that inputs measure too.
const fn measure(figure: Figure) -> Option<Measure> {
    match figure {
        Figure::TotalTime | Figure::Downtime | Figure::BreakEven => Some(Measure::Time),
        Figure::Sent => Some(Measure::Size),
        Figure::Arrived => Some(Measure::Count),
        _ => None,
    }
}

/// A limit in the unit of its figure.
fn limit(figure: Figure, text: &str) -> Option<f64> {
    let has_unit = text.contains(|c: char| c.is_alphabetic() || c == '€');
    if let Some(measure) = measure(figure) {
        let decides = measure != Measure::Count && !has_unit;
        let value = parse_plain(text, measure, units(measure)[0]).ok()?;
        return (!decides || value == 0.0).then_some(value);
    }
    let known: &[(&str, f64)] = match figure {
        Figure::Energy => &ENERGY,
        Figure::Carbon => &CARBON,
        _ => &MONEY,
    };
    let end = text.find(|c: char| c.is_alphabetic() || c == '€').unwrap_or(text.len());
    let (number, name) = text.split_at(end);
    let value = parse_plain(number, Measure::Factor, units(Measure::Factor)[0]).ok()?;
    let name = name.trim();
    if name.is_empty() {
        // Money has one currency; energy and carbon are spoken of in more than one unit.
        return (value == 0.0 || matches!(figure, Figure::Cost | Figure::NetSaving))
            .then_some(value);
    }
    let unit = known.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    unit.map(|(_, factor)| value * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, figure: Figure, limit: f64) {
        let Ok(Condition::AtMost(of, most)) = condition(text) else { panic!("{text}") };
        assert!(of == figure && (most - limit).abs() <= 1e-9 * limit, "{text}: {most}");
    }

    #[test]
    fn conditions_are_read_as_people_type_them() {
        reads("total-time<=30min", Figure::TotalTime, 1800.0);
        reads("total_time <= 1.5 h", Figure::TotalTime, 5400.0);
        reads("downtime≤300 ms", Figure::Downtime, 0.3);
        reads("cost<=5", Figure::Cost, 5.0);
        reads("cost<50ct", Figure::Cost, 0.5);
        reads("energy<=2 kWh", Figure::Energy, 7.2e6);
        reads("carbon<=1kg", Figure::Carbon, 1e3);
        assert_eq!(condition("arrived"), Ok(Condition::AllArrive));
        assert_eq!(condition("converges"), Ok(Condition::Is(Figure::Converges)));
        assert_eq!(condition("arrived>=8"), Ok(Condition::AtLeast(Figure::Arrived, 8.0)));
        let saving = Condition::AtLeast(Figure::NetSaving, -5.0);
        assert_eq!(condition("net-saving>=-5 EUR"), Ok(saving));
    }

    #[test]
    fn what_is_not_understood_says_what_would_be() {
        let said = |text| condition(text).expect_err("nonsense").to_string();
        assert!(said("speed<=3").contains("total-time, downtime"));
        assert_eq!(said("total-time"), "total-time needs a limit: write total-time<=30min");
        assert!(said("total-time<=30").contains("write 30min"), "the unit decides");
        assert!(said("converges<=3").contains("write converges alone"));
        assert!(said("downtime<=soon").contains("cannot be read"));
        for text in ["", "<=", "<=5", "cost<=1e999", "cost<=NaN", "energy<=2 apples", "energy<=2"] {
            assert!(condition(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_said_of_conditions_is_read_again() {
        for text in
            ["total-time<=30 min", "arrived", "within-limits", "cost<=5 EUR", "bytes>=1 GiB"]
        {
            let read = condition(text).expect("it is understood");
            assert_eq!(condition(&said(&[read])), Ok(read));
        }
    }

    #[test]
    fn every_figure_is_found_by_its_name() {
        for figure in Figure::ALL {
            assert_eq!(find(name(figure)), Some(figure));
        }
    }
}
