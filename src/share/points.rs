//! Measured points of a guest's unique-dirty curve as text: a line each, or what QEMU, its monitor
//! or libvirt print after `calc-dirty-rate`.

use crate::decimal;
use crate::model::dirty::MeasuredPoint;
use crate::quantity::{Lang, parse, plain_spaces, quantity, units};
use crate::scenario::Points;
use crate::scenario::field::Measure;
use crate::units::{Bytes, Seconds};

/// Which line could not be read, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLine(pub usize);

/// Longer than anything sensible.
const LONGEST: usize = 4000;

/// No clock tells shorter intervals.
const SHORTEST: Seconds = Seconds::ms(0.001);

/// Reads `100 ms 1.02 MiB` a line (plain numbers are seconds and MiB), or one dirty rate as QEMU
/// (`query-dirty-rate`, `info dirty_rate`) or libvirt (`domstats --dirtyrate`) print it.
///
/// # Errors
///
/// The first line that is neither.
pub fn read(text: &str, lang: Lang) -> Result<Points, BadLine> {
    if LONGEST < text.len() {
        return Err(BadLine(1));
    }
    if let Some(point) = dirty_rate(text) {
        // A guest that writes nothing has no points.
        return Ok(Points::new(Some(point).filter(is_measured)));
    }
    let mut points = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if !line.trim().is_empty() {
            points.push(point(line, lang).ok_or(BadLine(at + 1))?);
        }
    }
    Ok(Points::new(points))
}

/// Writes points as [`read`] reads them.
pub fn write(points: &Points, lang: Lang) -> String {
    let line = |point: MeasuredPoint| {
        let interval = quantity(point.interval.get(), Measure::Time, lang);
        let dirtied = quantity(point.dirtied.get(), Measure::Size, lang);
        plain_spaces(&format!("{interval}  {dirtied}"))
    };
    points.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// One line: an interval, then an amount.
fn point(line: &str, lang: Lang) -> Option<MeasuredPoint> {
    let spaced = line.replace([':', ';', '|', '='], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let starts_number = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let second = 1 + words.iter().skip(1).position(starts_number)?;
    let read = |words: &[&str], measure: Measure, unit: &str| {
        let usual = units(measure).iter().find(|known| known.name == unit)?;
        parse(&words.join(" "), measure, *usual, lang).ok()
    };
    let interval = Seconds::new(read(&words[..second], Measure::Time, "s")?);
    let dirtied = Bytes::new(read(&words[second..], Measure::Size, "MiB")?);
    Some(MeasuredPoint { interval, dirtied }).filter(is_measured)
}

/// Whether it can be a measurement, and be written back.
fn is_measured(point: &MeasuredPoint) -> bool {
    SHORTEST <= point.interval && Bytes::new(1.0) <= point.dirtied
}

/// A rate in MiB/s over a period in seconds, wherever both stand in the text.
fn dirty_rate(text: &str) -> Option<MeasuredPoint> {
    let lower = text.to_ascii_lowercase();
    let after = |names: &[&str]| {
        names.iter().find_map(|name| {
            let rest = &lower[lower.find(name)? + name.len()..];
            let rest = rest.trim_start_matches(|letter: char| !letter.is_ascii_digit());
            let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.');
            decimal::read(&rest[..end.unwrap_or(rest.len())])
        })
    };
    let rate = after(&["\"dirty-rate\"", "dirty rate", "megabytes_per_second"])?;
    let period = after(&["\"calc-time\"", "period"]).unwrap_or(1.0);
    let in_ms = lower.contains("millisecond") || lower.contains("(ms)");
    let interval = Seconds::new(if in_ms { period / 1000.0 } else { period });
    Some(MeasuredPoint { interval, dirtied: Bytes::mib(rate * interval.get()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, lang: Lang, expected: &[(f64, f64)]) {
        let points = read(text, lang).expect("it can be read");
        let got: Vec<(f64, f64)> =
            points.iter().map(|p| (p.interval.get(), p.dirtied.to_mib())).collect();
        assert_eq!(got.len(), expected.len(), "{got:?}");
        for (got, expected) in got.iter().zip(expected) {
            assert!((got.0 - expected.0).abs() < 1e-9 && (got.1 - expected.1).abs() < 1e-9);
        }
    }

    #[test]
    fn lines_are_read_with_units_or_without() {
        check(
            "100 ms  1.02 MiB\n1 s: 6 MiB\n\n10 19",
            Lang::En,
            &[(0.1, 1.02), (1.0, 6.0), (10.0, 19.0)],
        );
        check("0,1 1,02\n1s;1GiB", Lang::De, &[(0.1, 1.02), (1.0, 1024.0)]);
        check("", Lang::En, &[]);
    }

    #[test]
    fn what_qemu_and_libvirt_print_is_read() {
        let qmp = r#"{"return": {"status": "measured", "dirty-rate": 108, "calc-time": 2, "mode": "page-sampling"}}"#;
        check(qmp, Lang::En, &[(2.0, 216.0)]);
        check("Status: measured\nDirty rate: 30 (MB/s)\nPeriod: 1 (sec)", Lang::De, &[(1.0, 30.0)]);
        check("dirtyrate.calc_period=1\ndirtyrate.megabytes_per_second=4", Lang::En, &[(1.0, 4.0)]);
    }

    #[test]
    fn a_line_that_is_neither_is_named() {
        assert_eq!(read("1 s 2 MiB\nhello", Lang::En), Err(BadLine(2)));
        assert_eq!(read("5", Lang::En), Err(BadLine(1)));
        for nothing in ["0 0", "1 0.5 B", "1e-9 1"] {
            assert_eq!(read(nothing, Lang::En), Err(BadLine(1)), "{nothing}");
        }
    }

    #[test]
    fn points_read_back_as_written() {
        for lang in [Lang::En, Lang::De] {
            let points = Points::known(&[(0.1, 1.25), (4.0, 13.0)]);
            assert_eq!(read(&write(&points, lang), lang), Ok(points));
        }
    }
}
