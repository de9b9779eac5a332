//! Numbers that are not known exactly, in words: `5..10 Gbit/s`, `100 to 800 MiB/s`, `about 16 GiB`,
//! `100 / 300 / 800 MiB/s`, `40 MiB/s ±20 %`, `?`.

use crate::quantity::{Lang, parse, units};
use crate::scenario::Field;
use crate::scenario::range::Range;

/// How far off a number may be that is about right; an assumption.
const ABOUT: f64 = 0.2;
const MIB: f64 = 1_048_576.0;

/// Ends that are swapped, or a likely value that is not between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swapped;

/// What a text says of an input; none where it says a plain number or nothing that is a range.
///
/// # Errors
///
/// Where it says one whose ends are swapped.
pub fn range(field: Field, text: &str) -> Option<Result<Range, Swapped>> {
    ends(field, text).map(|[low, likely, high]| {
        let likely = Some(likely).filter(|likely| !likely.is_nan());
        Range::new(low, likely, high).ok_or(Swapped)
    })
}

/// The ends and what is likely between them; that is no number where nothing is said.
fn ends(field: Field, text: &str) -> Option<[f64; 3]> {
    let text = text.trim().replace('\u{2212}', "-").replace(['\u{a0}', '\u{202f}'], " ");
    if text == "?" {
        return prior(field);
    }
    let lower = text.to_lowercase();
    if let Some(rest) =
        ["about ", "around ", "ca. ", "etwa ", "~"].iter().find_map(|word| lower.strip_prefix(word))
    {
        let value = number(field, &text[text.len() - rest.len()..], "")?;
        return Some([value * (1.0 - ABOUT), value, value * (1.0 + ABOUT)]);
    }
    for mark in ["±", "+/-", "+-"] {
        if let Some((value, off)) = text.split_once(mark) {
            return around(field, value, off);
        }
    }
    let unit = unit(&text);
    for mark in ["..", "…", " to ", " bis ", " - ", "–"] {
        if let Some((low, high)) = text.split_once(mark) {
            let low = number(field, low, unit)?;
            return Some([low, f64::NAN, number(field, high, unit)?]);
        }
    }
    let parts: Vec<&str> = text.splitn(3, '/').collect();
    if let [low, likely, high] = parts.as_slice()
        && likely.trim().parse::<f64>().is_ok()
    {
        let of = |part| number(field, part, unit);
        return Some([of(low)?, of(likely)?, of(high)?]);
    }
    None
}

/// `40 MiB/s ±20 %` or `16 GiB ± 2 GiB`.
fn around(field: Field, value: &str, off: &str) -> Option<[f64; 3]> {
    let likely = number(field, value, "")?;
    let off = match off.trim().strip_suffix('%') {
        Some(percent) => likely * percent.trim().replace(',', ".").parse::<f64>().ok()? / 100.0,
        None => number(field, off, unit(value))?,
    };
    Some([(likely - off).max(0.0), likely, likely + off])
}

/// The unit at the end of a text.
fn unit(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    text.rfind(is_number).map_or("", |at| text[at..].trim_start_matches(is_number).trim())
}

/// A number, in the unit that it says or else in this one.
fn number(field: Field, text: &str, unit: &str) -> Option<f64> {
    let text = text.trim();
    let is_bare = !text.contains(|c: char| c.is_alphabetic() || c == '%');
    let text = if is_bare { format!("{text} {unit}") } else { text.to_owned() };
    parse(&text, field.measure(), units(field.measure())[0], Lang::En).ok()
}

/// What is likely of an input that nobody knows; none where nothing is.
///
/// The dirty page rate: a tenth and nine tenths of the guests with real workloads that were measured
/// (static/data/measured/qemu_workloads.csv, distinct memory within a second). The link: what hosts
/// have, an assumption.
fn prior(field: Field) -> Option<[f64; 3]> {
    match field {
        Field::DirtyPageRate => Some([1.2 * MIB, 9.7 * MIB, 46.0 * MIB]),
        Field::LinkRate => Some([125e6, f64::NAN, 3125e6]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(field: Field, text: &str, low: f64, likely: f64, high: f64) {
        let found = range(field, text).and_then(Result::ok);
        let found = found.unwrap_or_else(|| panic!("{text} is a range"));
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * b.abs();
        assert!(close(found.ends().0, low) && close(found.ends().1, high), "{text}: {found:?}");
        assert!(close(found.typical(), likely), "{text}: {found:?}");
    }

    #[test]
    fn people_say_it_in_many_ways() {
        let gbit = 125e6;
        for text in
            ["5..10 Gbit/s", "5 to 10 Gbit/s", "5 - 10 Gbit/s", "5–10 Gbit/s", "5 bis 10 Gbit/s"]
        {
            reads(Field::LinkRate, text, 5.0 * gbit, 7.5 * gbit, 10.0 * gbit);
        }
        reads(Field::DirtyPageRate, "100 / 300 / 800 MiB/s", 100.0 * MIB, 300.0 * MIB, 800.0 * MIB);
        reads(
            Field::Memory,
            "about 16 GiB",
            12.8 * 1024.0 * MIB,
            16.0 * 1024.0 * MIB,
            19.2 * 1024.0 * MIB,
        );
        reads(Field::DirtyPageRate, "40 MiB/s ±20 %", 32.0 * MIB, 40.0 * MIB, 48.0 * MIB);
        reads(
            Field::Memory,
            "500 MiB to 2 GiB",
            500.0 * MIB,
            1_024_000.0_f64.sqrt() * MIB,
            2048.0 * MIB,
        );
        assert!(range(Field::DirtyPageRate, "?").is_some());
    }

    #[test]
    fn a_plain_number_is_no_range_and_swapped_ends_are_none() {
        for text in ["16 GiB", "1e9 B", "-5 GiB", "a to b", "", "/", "1/2", "..", "±", "~"] {
            assert_eq!(range(Field::Memory, text), None, "{text}");
        }
        assert_eq!(range(Field::Load, "?"), None, "nothing is known of it");
        for text in ["10..5 GiB", "8 / 2 / 9 GiB"] {
            assert_eq!(range(Field::Memory, text), Some(Err(Swapped)), "{text}");
        }
    }
}
