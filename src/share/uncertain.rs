//! Numbers that are not known exactly, in words: `5..10 Gbit/s`, `100 to 800 MiB/s`, `about 16 GiB`,
//! `100 / 300 / 800 MiB/s`, `40 MiB/s ±20 %`, `?`.

use crate::decimal;
use crate::scenario::Field;
use crate::scenario::range::Range;

/// How far off a number may be that is about right; an assumption.
const ABOUT: f64 = 0.2;
const MIB: f64 = 1_048_576.0;

/// Why a range is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRange {
    /// Its ends are swapped.
    Swapped,
    /// What is likely is not between its ends.
    Outside,
    /// It reaches beyond what makes sense.
    Beyond,
    /// It is a question mark, and nobody knows anything of this input.
    Unknown,
}

/// What a text says of an input; none where it says a plain number or nothing that is a range. `read`
/// reads a number with its unit, in the base unit.
///
/// # Errors
///
/// Where it says a range that makes no sense.
pub fn range(
    field: Field,
    text: &str,
    read: &dyn Fn(&str) -> Option<f64>,
) -> Option<Result<Range, NoRange>> {
    let text = text.trim().replace('\u{2212}', "-").replace(['\u{a0}', '\u{202f}'], " ");
    if text == "?" {
        return Some(prior(field).ok_or(NoRange::Unknown));
    }
    let (low, likely, high) = ends(&text, read)?;
    let (least, most) = field.bounds();
    Some(if high < low {
        Err(NoRange::Swapped)
    } else if low < least || most < high {
        Err(NoRange::Beyond)
    } else {
        Range::new(low, likely, high).ok_or(NoRange::Outside)
    })
}

/// The lower end, what is likely, and the upper end.
type Ends = (f64, Option<f64>, f64);

fn ends(text: &str, read: &dyn Fn(&str) -> Option<f64>) -> Option<Ends> {
    let lower = text.to_ascii_lowercase();
    if let Some(rest) =
        ["about ", "around ", "ca. ", "etwa ", "~"].iter().find_map(|word| lower.strip_prefix(word))
    {
        let value = read(text.get(text.len() - rest.len()..)?)?;
        return Some(around(value, value * ABOUT));
    }
    for mark in ["±", "+/-", "+-"] {
        if let Some((value, off)) = text.split_once(mark) {
            let likely = read(value)?;
            let off = match off.trim().strip_suffix('%') {
                Some(percent) if !value.contains('%') => {
                    likely * decimal::read(&percent.trim().replace(',', "."))? / 100.0
                }
                _ => number(off, unit(value), read)?,
            };
            return Some(around(likely, off));
        }
    }
    let unit = unit(text);
    for mark in ["..", "…", " to ", " bis ", " - ", "–"] {
        if let Some((low, high)) = text.split_once(mark) {
            return Some((number(low, unit, read)?, None, number(high, unit, read)?));
        }
    }
    if let Some((low, high)) = hyphenated(text) {
        return Some((number(low, unit, read)?, None, number(high, unit, read)?));
    }
    let is_bare = |part: &str| !part.contains(|c: char| c.is_ascii_alphabetic());
    let spaced: Vec<&str> = text.split(" / ").collect();
    let parts = if spaced.len() == 3 { spaced } else { text.splitn(3, '/').collect() };
    match parts.as_slice() {
        [low, likely, high] if is_bare(likely) || text.contains(" / ") => {
            let of = |part| number(part, unit, read);
            Some((of(low)?, Some(of(likely)?), of(high)?))
        }
        _ => None,
    }
}

/// A value and how far it may be off, but not beyond zero.
fn around(likely: f64, off: f64) -> Ends {
    let low = likely - off.abs();
    let low = if 0.0 <= likely { low.max(0.0) } else { low };
    (low, Some(likely), likely + off.abs())
}

/// Two numbers with nothing but a hyphen between them, as in `5-10 Gbit/s`.
fn hyphenated(text: &str) -> Option<(&str, &str)> {
    let is_between = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + 1..].chars().next();
        [before, after].iter().all(|side| side.is_some_and(|letter| letter.is_ascii_digit()))
    };
    let at = text.match_indices('-').map(|(at, _)| at).find(is_between)?;
    Some((&text[..at], &text[at + 1..]))
}

/// The unit at the end of a text.
fn unit(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    text.rfind(is_number).map_or("", |at| text[at..].trim_start_matches(is_number).trim())
}

/// A number, in the unit that it says or else in this one.
fn number(text: &str, unit: &str, read: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
    let text = text.trim();
    let is_bare = !text.contains(|c: char| c.is_ascii_alphabetic() || c == '%');
    if is_bare { read(format!("{text} {unit}").trim_end()) } else { read(text) }
}

/// What is likely of an input that nobody knows; none where nothing is.
///
/// The dirty page rate: a tenth and nine tenths of the guests with real workloads that were measured
/// (static/data/measured/qemu_workloads.csv, distinct memory within a second). The link: what hosts
/// have, an assumption.
pub fn prior(field: Field) -> Option<Range> {
    match field {
        Field::DirtyPageRate => Range::new(1.2 * MIB, Some(9.7 * MIB), 46.0 * MIB),
        Field::LinkRate => Range::new(125e6, None, 3125e6),
        _ => None,
    }
}

/// A range in words: its ends, and what is likely between them, as `said` writes each, with the unit
/// once where all have the same.
pub fn written(range: &Range, between: &str, said: &dyn Fn(f64) -> String) -> String {
    let (low, high) = range.ends();
    let high = said(high);
    let mark = if range.likely().is_some() { " / " } else { between };
    let plain = |value: f64| {
        let said = said(value);
        let same = unit(&said) == unit(&high);
        let end = said.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
        if same { said[..end].to_owned() } else { said }
    };
    let mut text = plain(low);
    if let Some(likely) = range.likely() {
        text = format!("{text}{mark}{}", plain(likely));
    }
    format!("{text}{mark}{high}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Lang, parse, quantity, units};

    fn said(field: Field, text: &str) -> Option<Result<Range, NoRange>> {
        let measure = field.measure();
        range(field, text, &|text| parse(text, measure, units(measure)[0], Lang::En).ok())
    }

    #[track_caller]
    fn reads(field: Field, text: &str, low: f64, likely: f64, high: f64) {
        let found = said(field, text).and_then(Result::ok);
        let found = found.unwrap_or_else(|| panic!("{text} is a range"));
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * b.abs();
        assert!(close(found.ends().0, low) && close(found.ends().1, high), "{text}: {found:?}");
        assert!(close(found.typical(), likely), "{text}: {found:?}");
    }

    #[test]
    fn people_say_it_in_many_ways() {
        let gbit = 125e6;
        for text in [
            "5..10 Gbit/s",
            "5 to 10 Gbit/s",
            "5 - 10 Gbit/s",
            "5–10 Gbit/s",
            "5-10 Gbit",
            "5 bis 10 Gbit/s",
        ] {
            reads(Field::LinkRate, text, 5.0 * gbit, 7.5 * gbit, 10.0 * gbit);
        }
        for text in
            ["100 / 300 / 800 MiB/s", "100/300/800 MiB/s", "100 MiB/s / 300 MiB/s / 800 MiB/s"]
        {
            reads(Field::DirtyPageRate, text, 100.0 * MIB, 300.0 * MIB, 800.0 * MIB);
        }
        for text in ["about 16 GiB", "16 GiB ± 20 %", "16 GiB ± 3.2"] {
            reads(
                Field::Memory,
                text,
                12.8 * 1024.0 * MIB,
                16.0 * 1024.0 * MIB,
                19.2 * 1024.0 * MIB,
            );
        }
        reads(Field::DirtyPageRate, "40 MiB/s ±20 %", 32.0 * MIB, 40.0 * MIB, 48.0 * MIB);
        reads(Field::Load, "50 % ± 10 %", 0.4, 0.5, 0.6);
        reads(Field::SourcePrice, "-5..10 ct/kWh", -0.05, 0.025, 0.1);
        reads(
            Field::Memory,
            "500 MiB to 2 GiB",
            500.0 * MIB,
            1_024_000.0_f64.sqrt() * MIB,
            2048.0 * MIB,
        );
        assert!(said(Field::DirtyPageRate, "?").is_some_and(|range| range.is_ok()));
    }

    #[test]
    fn a_plain_number_is_no_range() {
        for text in
            ["16 GiB", "1e9 B", "1e-3 GiB", "-5 GiB", "a to b", "", "/", "1/2", "..", "±", "~"]
        {
            assert_eq!(said(Field::Memory, text), None, "{text}");
        }
        assert_eq!(said(Field::SourcePrice, "0.25 EUR/kWh"), None);
    }

    #[test]
    fn what_makes_no_sense_says_why() {
        let refused = |field, text| said(field, text).and_then(Result::err);
        assert_eq!(refused(Field::Memory, "10..5 GiB"), Some(NoRange::Swapped));
        assert_eq!(refused(Field::Memory, "2 / 8 / 1 GiB"), Some(NoRange::Swapped));
        assert_eq!(refused(Field::Memory, "2 / 9 / 8 GiB"), Some(NoRange::Outside));
        assert_eq!(refused(Field::Memory, "1..8 MiB"), Some(NoRange::Beyond));
        assert_eq!(refused(Field::Load, "?"), Some(NoRange::Unknown));
    }

    #[test]
    fn what_is_written_reads_back() {
        for (field, text, again) in [
            (Field::LinkRate, "5 to 10 Gbit/s", "5–10 Gbit/s"),
            (Field::Memory, "500 MiB to 2 GiB", "500 MiB–2 GiB"),
            (Field::DirtyPageRate, "?", "1.2 / 9.7 / 46 MiB/s"),
            (Field::Load, "10..20 %", "10–20 %"),
            (Field::Vms, "2..8", "2–8"),
            (Field::SourcePrice, "-0.05..0.1", "−0.05–0.1 EUR/kWh"),
        ] {
            let range = said(field, text).and_then(Result::ok).expect("a range");
            let write = |value| quantity(value, field.measure(), Lang::En);
            let text = written(&range, "–", &write);
            assert_eq!(text.replace('\u{202f}', " "), again);
            let back = said(field, &text).and_then(Result::ok).expect("it is read");
            let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs();
            assert!(close(back.ends().0, range.ends().0) && close(back.typical(), range.typical()));
        }
    }
}
