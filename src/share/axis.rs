//! Axes of maps, as they are stated: `link-speed`, `link-speed=1..25 Gbit/s`, `memory=8..512 GiB:20`.

use std::fmt;

use super::assign::{Refusal, plain, read};
use super::names;
use super::uncertain::NoRange;
use crate::plan::deciding::Input;
use crate::plan::dial::Dial;
use crate::plan::map::{Axis, MOST};
use crate::plan::remedy::Asked;
use crate::scenario::field::Measure;

/// Name of the one thing that can be turned beside inputs.
pub const PRICE_DIFFERENCE: &str = "price-difference";

/// Why an axis is not understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Misread {
    /// The input or one of the ends is refused.
    Refused(Refusal),
    /// There are no two ends.
    NoEnds(String),
    /// How many values is no whole number within bounds.
    NoCount(String),
    /// A choice has no ends.
    Chosen(String),
}

impl From<Refusal> for Misread {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl std::error::Error for Misread {}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::NoEnds(text) => {
                write!(f, "'{text}' has no two ends; write the lower one, two dots, the upper one")
            }
            Self::NoCount(text) => {
                write!(f, "'{text}' values make no axis; write a number from 2 to {MOST}")
            }
            Self::Chosen(name) => {
                write!(f, "{name} is chosen among options, all of which are shown; leave '=' away")
            }
        }
    }
}

/// The name of what is turned.
pub fn name(dial: Dial) -> String {
    match dial {
        Dial::Input(input) => names::input(input),
        Dial::PriceDifference => PRICE_DIFFERENCE.to_owned(),
    }
}

/// What is turned by this name.
///
/// # Errors
///
/// Where no input goes by it.
pub fn dial(text: &str) -> Result<Dial, Refusal> {
    let text = text.trim();
    if text.eq_ignore_ascii_case(PRICE_DIFFERENCE) {
        return Ok(Dial::PriceDifference);
    }
    let unknown = || Refusal::Unknown { name: text.to_owned(), nearest: names::nearest(text) };
    names::find(text).map(Dial::Input).ok_or_else(unknown)
}

/// Reads an axis of a map of a scenario, with so many values where it does not say how many.
///
/// # Errors
///
/// Where there is no such input, or its ends cannot be read, are swapped or out of bounds.
pub fn axis(text: &str, asked: &Asked, usual: usize) -> Result<Axis, Misread> {
    let (name, said) = text.split_once('=').map_or((text, None), |(name, said)| (name, Some(said)));
    let dial = dial(name)?;
    let Some(said) = said else { return Ok(Axis::around(dial, asked, usual)) };
    let name = self::name(dial);
    let Some(measure) = dial.measure() else { return Err(Misread::Chosen(name)) };
    let (said, count) = match said.rsplit_once(':') {
        None => (said, usual),
        Some((said, count)) => {
            let read = count.trim().parse().ok().filter(|count| (2..=MOST).contains(count));
            (said, read.ok_or_else(|| Misread::NoCount(count.trim().to_owned()))?)
        }
    };
    let said = said.trim();
    Ok(match said {
        "" => Axis::around(dial, asked, count),
        _ => Axis::new(dial, asked, ends(dial, measure, said)?, count),
    })
}

/// Two ends of an input: `1..25 Gbit/s`, `1 to 25 Gbit/s`.
///
/// # Errors
///
/// Where there are no two, or they cannot be read, are swapped or out of bounds.
pub fn ends(dial: Dial, measure: Measure, said: &str) -> Result<(f64, f64), Misread> {
    let name = name(dial);
    let parted = ["..", "…", " to ", "–"].iter().find_map(|mark| said.split_once(mark));
    let (low, high) = parted.ok_or_else(|| Misread::NoEnds(said.to_owned()))?;
    let (low, high) = (low.trim(), high.trim());
    let unit = unit(high);
    let is_bare = !low.contains(|c: char| c.is_alphabetic() || c == '%');
    let low = if is_bare { format!("{low} {unit}") } else { low.to_owned() };
    let bounds = dial.bounds();
    // No limit at all is no end.
    let read = |text: &str| read(&name, text.trim(), measure, bounds, None);
    let (low, high) = (read(&low)?, read(high)?);
    let why = if high < low {
        NoRange::Swapped
    } else if low < bounds.0 || bounds.1 < high {
        NoRange::Beyond
    } else {
        return Ok((low, high));
    };
    let bounds = [bounds.0, bounds.1].map(|end| plain(end, measure));
    Err(Refusal::Range { name, value: said.to_owned(), why, bounds }.into())
}

/// The unit at the end of a text.
fn unit(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    text.rfind(is_number).map_or("", |at| text[at..].trim_start_matches(is_number).trim())
}

/// What a value of an axis is called: an option's name, or none where it is a number.
pub fn option(dial: Dial, value: f64) -> Option<&'static str> {
    match dial {
        Dial::Input(Input::Choice(choice)) => Some(names::option(choice, value.max(0.0) as usize)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets;

    fn read(text: &str) -> Result<Vec<f64>, String> {
        let asked = Asked { scenario: presets::blank(), wave: None };
        axis(text, &asked, 5).map(|axis| axis.values).map_err(|why| why.to_string())
    }

    #[test]
    fn an_axis_is_stated_in_words_and_units() {
        let link = read("link-speed=1..25 Gbit/s:3").expect("an axis");
        assert!((link[0] - 125e6).abs() < 1.0 && (link[2] - 3125e6).abs() < 1.0, "{link:?}");
        assert!((link[1] - 625e6).abs() < 1.0, "even in orders of magnitude: {link:?}");
        assert_eq!(read("memory=512 MiB to 2 GiB").map(|values| values.len()), Ok(5));
        assert_eq!(read("streams=1..4:2"), Ok(vec![1.0, 4.0]));
        assert_eq!(read("load=10..50 %:2"), Ok(vec![0.1, 0.5]));
        assert_eq!(read("price-difference=-5..20 ct/kWh:2"), Ok(vec![-0.05, 0.2]));
        assert_eq!(read("destination-hosts=1..8:2"), Ok(vec![1.0, 8.0]));
        assert!(read("technique").is_ok_and(|values| 3 < values.len()));
    }

    #[test]
    fn every_input_makes_an_axis_by_its_name_alone() {
        for input in names::all() {
            let values = read(&names::input(input)).expect("an axis");
            assert!(
                !values.is_empty() && values.iter().all(|value| value.is_finite()),
                "{input:?}"
            );
            assert!(values.windows(2).all(|pair| pair[0] < pair[1]), "{input:?} {values:?}");
        }
    }

    #[test]
    fn what_is_no_axis_says_why() {
        let said = |text| read(text).expect_err("nonsense");
        assert!(said("memry").contains("did you mean memory?"));
        assert!(said("memory=16 GiB").contains("no two ends"));
        assert!(said("memory=16..8 GiB").contains("the lower end first"));
        assert!(said("memory=8..16").contains("needs a unit"));
        assert!(said("memory=8..16 GiB:1").contains("from 2 to 500"));
        assert!(said("memory=8..16 GiB:many").contains("from 2 to 500"));
        assert!(said("memory=1 B..16 GiB").contains("reaches beyond 16 MiB to 24 TiB"));
        assert!(said("technique=1..2").contains("chosen among options"));
        assert!(said("memory=..").contains("cannot be read"), "{}", said("memory=.."));
    }
}
