//! Numbers with units as people type them, generously: `10 Gbit`, `1,25 GB/s`, `2 GiB`, `90 min` and
//! `1.500,5` (in German) all work.

use super::{Lang, Unit, plain_spaces, units};
use crate::decimal;
use crate::scenario::field::Measure;

/// Why a text could not be read as a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseError {
    /// There is nothing in it.
    Empty,
    /// There is no number at its start.
    NotANumber,
    /// The number is fine, but what follows is no unit of this measure.
    UnknownUnit(String),
}

/// Reads what a person typed, in base units; a bare number is in `usual`.
///
/// # Errors
///
/// Where there is no number, or a unit that this measure does not know.
pub fn parse(text: &str, measure: Measure, usual: Unit, lang: Lang) -> Result<f64, ParseError> {
    let text: String = plain_spaces(text.trim()).replace('\u{2009}', " ");
    if text.is_empty() {
        return Err(ParseError::Empty);
    }
    let text = text.replace('\u{2212}', "-");
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | ' ');
    let end = text.find(|c| !is_number(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    // An exponent is not a unit.
    let (number, rest) = match rest.strip_prefix(['e', 'E']) {
        Some(power) if power.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
            let digits =
                power.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(power.len());
            (format!("{number}e{}", &power[..digits]), &power[digits..])
        }
        _ => (number.to_owned(), rest),
    };
    let value = read_number(&number, lang).ok_or(ParseError::NotANumber)?;
    let name = rest.trim();
    if name.is_empty() {
        return Ok(usual.of(value));
    }
    let known = units(measure);
    let spelled = |unit: &Unit| std::iter::once(unit.name).chain(unit.aliases.iter().copied());
    let exactly = known.iter().find(|unit| spelled(unit).any(|s| s == name));
    let loosely = || known.iter().find(|unit| spelled(unit).any(|s| s.eq_ignore_ascii_case(name)));
    match exactly.or_else(loosely) {
        Some(unit) => Ok(unit.of(value)),
        None => Err(ParseError::UnknownUnit(name.to_owned())),
    }
}

/// The same of what the command line and files say, which is in English.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_plain(text: &str, measure: Measure, usual: Unit) -> Result<f64, ParseError> {
    parse(text, measure, usual, Lang::En)
}

/// Reads a number with either decimal sign. The sign that comes last is the decimal one; a single
/// sign before exactly three digits groups thousands if it is the language's grouping sign.
fn read_number(text: &str, lang: Lang) -> Option<f64> {
    let compact: String = text.chars().filter(|c| *c != ' ').collect();
    let (mantissa, exponent) = compact.split_once('e').unwrap_or((&compact, ""));
    let signs: Vec<(usize, char)> =
        mantissa.char_indices().filter(|(_, c)| matches!(c, '.' | ',')).collect();
    let decimal_at = match signs.as_slice() {
        [] => None,
        [(at, sign)] => {
            let groups = *sign == lang.group()
                && mantissa.len() - at == 4
                && 0 < *at
                && !mantissa.starts_with('0');
            (!groups).then_some(*at)
        }
        [.., (_, before), (at, last)] => (before != last).then_some(*at),
    };
    let mut plain = String::with_capacity(mantissa.len());
    for (at, c) in mantissa.char_indices() {
        match c {
            '.' | ',' if Some(at) == decimal_at => plain.push('.'),
            '.' | ',' => {}
            _ => plain.push(c),
        }
    }
    if !exponent.is_empty() {
        plain.push('e');
        plain.push_str(exponent);
    }
    decimal::read(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: f64 = 1_048_576.0;
    const GIB: f64 = 1024.0 * MIB;

    #[track_caller]
    fn reads(text: &str, measure: Measure, lang: Lang, value: f64) {
        let got = parse(text, measure, units(measure)[0], lang);
        let close = got.as_ref().is_ok_and(|got| (got - value).abs() <= 1e-9 * value.abs());
        assert!(close, "{text}: {got:?}, not {value}");
    }

    #[test]
    fn what_is_typed_is_what_is_meant_to_the_last_bit() {
        for percent in 0..=100_u8 {
            let share =
                parse(&format!("{percent}%"), Measure::Share, units(Measure::Share)[0], Lang::En);
            assert_eq!(share.map(f64::to_bits), Ok((f64::from(percent) / 100.0).to_bits()));
        }
    }

    #[test]
    fn what_people_type_is_understood() {
        reads("10 Gbit", Measure::BitRate, Lang::En, 1.25e9);
        reads("10gbit/s", Measure::BitRate, Lang::En, 1.25e9);
        reads("1,25 GB/s", Measure::BitRate, Lang::De, 1.25e9);
        reads("1,25 GB/s", Measure::BitRate, Lang::En, 1.25e9);
        reads("100", Measure::BitRate, Lang::En, 12.5e6);
        reads("2 GiB", Measure::Size, Lang::En, 2.0 * GIB);
        reads("2G", Measure::Size, Lang::En, 2.0 * GIB);
        reads("1.000,5 MiB", Measure::Size, Lang::De, 1000.5 * MIB);
        reads("1,000 MiB", Measure::Size, Lang::En, 1000.0 * MIB);
        reads("1.000 MiB", Measure::Size, Lang::De, 1000.0 * MIB);
        reads("0,125 h", Measure::Time, Lang::En, 450.0);
        reads("90 min", Measure::Time, Lang::En, 5400.0);
        reads("\u{2212}5 ct/kWh", Measure::Price, Lang::En, -0.05);
        reads("1e3 ms", Measure::Time, Lang::En, 1.0);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let read = |text| parse(text, Measure::Size, units(Measure::Size)[0], Lang::En);
        assert_eq!(read(" "), Err(ParseError::Empty));
        assert_eq!(read("a lot"), Err(ParseError::NotANumber));
        assert_eq!(read("2 apples"), Err(ParseError::UnknownUnit("apples".to_owned())));
        assert_eq!(read("1e999"), Err(ParseError::NotANumber));
    }
}
