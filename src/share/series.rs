//! Hourly prices as text: a number a line, or a time and a number.
//!
//! Times are `2024-03-31T01:00Z`, with an offset, or without either: then they are a place's own
//! time, in which an hour is missing in spring and another comes twice in autumn. Both are noticed and
//! said; any other gap is refused, because a missing price is not a price of zero.

use crate::decimal;

/// Prices by the hour, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// In currency units per kWh; negative ones are kept.
    pub prices: Vec<f64>,
    /// The first hour, counted from the beginning of 1970 in UTC, where the text says it.
    pub first_hour: Option<i64>,
    /// Hours left out or doubled by a change of the clock, by their lines.
    pub clock_changes: Vec<usize>,
}

/// Why a text is no series; lines are counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSeries {
    /// There is no price in it.
    Empty,
    /// This line is no price.
    NotAPrice(usize),
    /// Before this line, hours are missing or out of order.
    Gap(usize),
    /// There are more hours than [`MOST_HOURS`].
    TooLong,
}

/// The most hours that are read: more than a hundred years.
pub const MOST_HOURS: usize = 1_000_000;

/// EUR/MWh in a EUR/kWh.
const PER_MWH: f64 = 1000.0;

/// Reads hourly prices per MWh, or per kWh where a line before the first price says `/kWh`.
///
/// # Errors
///
/// The first line that is no price or does not follow the one before.
pub fn read(text: &str) -> Result<Series, BadSeries> {
    let mut series = Series { prices: Vec::new(), first_hour: None, clock_changes: Vec::new() };
    let mut factor = 1.0 / PER_MWH;
    let mut last: Option<Time> = None;
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        let head = line.starts_with('#') || line.starts_with(|c: char| c.is_alphabetic());
        if head && series.prices.is_empty() {
            if line.to_ascii_lowercase().contains("kwh") {
                factor = 1.0;
            }
            series.first_hour = line.split([' ', ',']).find_map(time).map(|t| t.hour);
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let (stamp, price) = match line.split_once([';', ',', '\t']) {
            Some((stamp, price)) if time(stamp).is_some() => (time(stamp), price),
            // A lone comma is a decimal one.
            _ => (None, line),
        };
        let price = decimal::read(&price.trim().trim_matches('"').replace(',', "."));
        let price = price.filter(|price| price.is_finite()).ok_or(BadSeries::NotAPrice(at + 1))?;
        if let (Some(before), Some(now)) = (last, stamp) {
            match now.hour - before.hour {
                1 => {}
                0 | 2 if now.is_local => series.clock_changes.push(at + 1),
                _ => return Err(BadSeries::Gap(at + 1)),
            }
        }
        if series.prices.is_empty() {
            series.first_hour = stamp.map(|time| time.hour).or(series.first_hour);
        }
        last = stamp;
        if series.prices.len() == MOST_HOURS {
            return Err(BadSeries::TooLong);
        }
        series.prices.push(price * factor);
    }
    if series.prices.is_empty() { Err(BadSeries::Empty) } else { Ok(series) }
}

/// An hour, and whether it is in a place's own time.
#[derive(Clone, Copy)]
struct Time {
    hour: i64,
    is_local: bool,
}

/// `2024-03-31T01:00`, with a space for the T, seconds, and `Z` or `+02:00` if any.
fn time(text: &str) -> Option<Time> {
    let text = text.trim().trim_matches('"');
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let hour = number(11, 13)?;
    if !text.is_char_boundary(16) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let rest = text.get(16..)?;
    let is_zone = |c: char| matches!(c, 'Z' | 'z' | '+' | '-');
    let (offset, is_local) = match rest.find(is_zone).map(|at| &rest[at..]) {
        None => (0, true),
        Some(zone) if zone.len() == 1 => (0, false),
        Some(zone) => {
            let hours: i64 = zone.get(1..3)?.parse().ok()?;
            (if zone.starts_with('-') { -hours } else { hours }, false)
        }
    };
    Some(Time { hour: days(year, month, day) * 24 + hour - offset, is_local })
}

/// Days from the beginning of 1970, in the calendar of today (Howard Hinnant, days_from_civil).
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_hours_in_a_row() {
        let series = read("# first hour 1970-01-02T00:00Z, EUR/MWh\n80\n-1.5\n").expect("a series");
        assert_eq!(series.prices, [0.08, -0.0015]);
        assert_eq!(series.first_hour, Some(24));
    }

    #[test]
    fn times_with_a_zone_are_checked() {
        let rows = "time;price in EUR/kWh\n2024-02-28T23:00Z;0,1\n2024-02-29T01:00+01:00;0,2\n";
        let series = read(rows).expect("a series");
        assert_eq!(
            (series.prices.as_slice(), series.clock_changes.len()),
            ([0.1, 0.2].as_slice(), 0)
        );
        let gap = "2024-02-28T23:00Z,1\n2024-02-29T02:00Z,1\n";
        assert_eq!(read(gap), Err(BadSeries::Gap(2)));
    }

    #[test]
    fn changes_of_the_clock_are_told_from_gaps() {
        let spring = "2024-03-31 01:00,1\n2024-03-31 03:00,2\n";
        assert_eq!(read(spring).expect("a series").clock_changes, [2]);
        let autumn = "2024-10-27 02:00,1\n2024-10-27 02:00,2\n2024-10-27 03:00,2\n";
        assert_eq!(read(autumn).expect("a series").prices.len(), 3);
        assert_eq!(read("2024-03-31 01:00,1\n2024-03-31 09:00,2\n"), Err(BadSeries::Gap(2)));
    }

    #[test]
    fn what_is_no_price_is_refused() {
        assert_eq!(read(""), Err(BadSeries::Empty));
        assert_eq!(read("1\n-\n"), Err(BadSeries::NotAPrice(2)));
        assert_eq!(read("2024-01-01T00:00Z,\n"), Err(BadSeries::NotAPrice(1)));
        assert_eq!(read("1\nNaN\n"), Err(BadSeries::NotAPrice(2)));
    }
}
