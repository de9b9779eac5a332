//! Weights in words: `time=2, downtime=5`.

use std::fmt;

use crate::decimal;
use crate::scenario::weights::{CRITERIA, Criterion, Weights};

/// Their name in files.
pub const WEIGHTS: &str = "weights";

/// Why weights are not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misweighed {
    /// This is no criterion with a number behind it.
    Unreadable(String),
    /// No criterion goes by this name.
    Unknown(String),
    /// A criterion is named twice.
    Twice(&'static str),
    /// This number is below nothing or above the most.
    OutOfBounds(String),
}

impl fmt::Display for Misweighed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(part) => {
                write!(f, "'{part}' is no weight; write a criterion and a number, as in time=2")
            }
            Self::Unknown(name) => {
                let known = Criterion::ALL.map(|(_, name)| name).join(", ");
                write!(f, "{name} is no criterion; there are {known}")
            }
            Self::Twice(name) => write!(f, "{name} is weighed twice"),
            Self::OutOfBounds(number) => {
                write!(f, "a weight is between 0 and {}, not {number}", Weights::MOST)
            }
        }
    }
}

/// The weights that a text says; criteria that it does not name are ignored.
///
/// # Errors
///
/// Where a part of it makes no sense.
pub fn read(text: &str) -> Result<Weights, Misweighed> {
    let mut each: [Option<f64>; CRITERIA] = [None; CRITERIA];
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let unreadable = || Misweighed::Unreadable(part.to_owned());
        let (name, number) = part.split_once('=').ok_or_else(unreadable)?;
        let weight = decimal::read(number.trim()).ok_or_else(unreadable)?;
        if !(0.0..=Weights::MOST).contains(&weight) {
            return Err(Misweighed::OutOfBounds(number.trim().to_owned()));
        }
        let is_named = |known: &(Criterion, &str)| known.1.eq_ignore_ascii_case(name.trim());
        let at = Criterion::ALL.iter().position(is_named);
        let at = at.ok_or_else(|| Misweighed::Unknown(name.trim().to_owned()))?;
        if each[at].replace(weight).is_some() {
            return Err(Misweighed::Twice(Criterion::ALL[at].1));
        }
    }
    let each = each.map(Option::unwrap_or_default);
    Weights::new(each).ok_or_else(|| Misweighed::Unreadable(text.to_owned()))
}

/// What reads back as these, to the last bit.
pub fn written(weights: &Weights) -> String {
    let named = Criterion::ALL.iter().zip(weights.each());
    let said = named.filter(|(_, weight)| 0.0 < **weight);
    let said: Vec<String> = said.map(|((_, name), weight)| format!("{name}={weight}")).collect();
    said.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_said_by_name_and_what_is_not_named_is_ignored() {
        let weights = read(" time=2, Downtime = 5.5 ").expect("weights");
        assert_eq!(Some(weights), Weights::new([2.0, 5.5, 0.0, 0.0, 0.0, 0.0, 0.0]));
        assert_eq!(read(&written(&weights)), Ok(weights));
        assert_eq!(read("").ok(), Weights::new([0.0; CRITERIA]));
    }

    #[test]
    fn what_makes_no_sense_says_where() {
        for (text, word) in [
            ("time", "'time' is no weight"),
            ("time=fast", "'time=fast' is no weight"),
            ("speed=1", "speed is no criterion"),
            ("time=1,time=2", "time is weighed twice"),
            ("time=-1", "not -1"),
            ("time=1e9", "not 1e9"),
        ] {
            let why = read(text).expect_err(text).to_string();
            assert!(why.contains(word), "{text}: {why}");
        }
    }
}
