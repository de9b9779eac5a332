//! Times as series write them: `2024-03-31T01:00Z`, with a space for the T, seconds, an offset, or
//! without a zone, `31.03.2024 01:00`; of an interval its beginning.
//!
//! Without a zone they are a place's own time, in which an hour is missing in spring and another comes
//! twice in autumn.

use jiff::civil::DateTime;

/// Rows may last so many minutes.
const LENGTHS: [i64; 6] = [60, 30, 15, 5, 10, 20];
/// What a clock is put forward or back by.
const CHANGE: i64 = 60;

/// A time to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Minutes from the beginning of 1970, in UTC or in the place's own time.
    pub(super) minute: i64,
    /// Whether it is in a place's own time.
    pub(super) is_local: bool,
    /// The month as it is written.
    month: i8,
}

impl Stamp {
    /// Hours from the beginning of 1970.
    pub(super) const fn hour(self) -> i64 {
        self.minute.div_euclid(60)
    }

    /// Whether a text is meant as a time: a date, and a clock after it.
    pub(super) fn looks_like(text: &str) -> bool {
        let shape = text.trim().trim_matches('"').bytes().take(13).map(|letter| match letter {
            b'0'..=b'9' => b'0',
            b't' => b'T',
            other => other,
        });
        let shape: Vec<u8> = shape.collect();
        matches!(shape.as_slice(), b"0000-00-00T00" | b"0000-00-00 00" | b"00.00.0000 00")
    }

    /// Reads a time; none where it is in no calendar.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches('"');
        if !Self::looks_like(text) {
            return None;
        }
        // Of "01:00 - 02:00", the beginning.
        let text = text.split(" - ").next().unwrap_or(text).trim();
        let (date, clock) = (text.get(..10)?, text.get(11..)?);
        let date = match date.split('.').collect::<Vec<_>>().as_slice() {
            [day, month, year] => format!("{year}-{month}-{day}"),
            _ => date.to_owned(),
        };
        let zone_at = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
        let (clock, zone) = clock.split_at(zone_at);
        let clock = clock.trim();
        let clock = if clock.len() == 2 { format!("{clock}:00") } else { clock.to_owned() };
        let time: DateTime = format!("{date}T{clock}").parse().ok()?;
        let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let days = i64::from((time.date() - epoch.date()).get_days());
        let minute = days * 1440 + i64::from(time.hour()) * 60 + i64::from(time.minute());
        let offset = offset(zone)?;
        Some(Self {
            minute: minute - offset.unwrap_or(0),
            is_local: offset.is_none(),
            month: time.month(),
        })
    }
}

/// The minutes that a zone is ahead of UTC: `Z`, `+02`, `+0530`, `-03:30`; none where there is no zone.
#[expect(clippy::option_option, reason = "no zone is something else than a wrong one")]
fn offset(zone: &str) -> Option<Option<i64>> {
    if zone.is_empty() {
        return Some(None);
    }
    let digits = zone.get(1..)?.replace(':', "");
    if zone.starts_with(['Z', 'z']) {
        return digits.is_empty().then_some(Some(0));
    }
    let number = |part: Option<&str>| part?.parse::<i64>().ok();
    let hours = number(digits.get(..2))?;
    let minutes = if digits.len() == 2 { 0 } else { number(digits.get(2..4))? };
    let is_valid = digits.len() <= 4 && hours <= 18 && minutes < 60;
    let ahead = hours * 60 + minutes;
    is_valid.then_some(Some(if zone.starts_with('-') { -ahead } else { ahead }))
}

/// How many minutes a row lasted until the next one, and whether the clock was changed between them;
/// none where hours are missing or out of order.
pub(super) fn between(row: Stamp, next: Stamp) -> Option<(i64, bool)> {
    let minutes = next.minute - row.minute;
    if LENGTHS.contains(&minutes) {
        return Some((minutes, false));
    }
    // Clocks are changed from February to April and from September to November, in both hemispheres.
    let may_change = row.is_local && next.is_local && matches!(next.month, 2..=4 | 9..=11);
    let lasted = [minutes - CHANGE, minutes + CHANGE];
    let lasted = lasted.into_iter().find(|minutes| LENGTHS.contains(minutes));
    lasted.filter(|_| may_change).map(|minutes| (minutes, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(text: &str) -> Option<i64> {
        Stamp::read(text).map(|stamp| stamp.minute)
    }

    #[test]
    fn times_are_written_in_many_ways() {
        let noon = 19_723 * 1440 + 720;
        for text in [
            "2024-01-01T12:00Z",
            "2024-01-01 12:00:00Z",
            "2024-01-01T12:00:00.000Z",
            "2024-01-01T14:00+02:00",
            "2024-01-01T14:00:00+0200",
            "2024-01-01T08:30-03:30",
            "2024-01-01 12:00",
            "01.01.2024 12:00",
            "01.01.2024 12:00 - 01.01.2024 13:00",
            "\"2024-01-01T12:00Z\"",
        ] {
            assert_eq!(minute(text), Some(noon), "{text}");
        }
    }

    #[test]
    fn what_is_in_no_calendar_is_no_time() {
        for text in [
            "2024-02-30T00:00Z",
            "2024-13-01T00:00",
            "2024-01-01T25:00",
            "2024-01-01T00:00+99:00",
            "80.5",
            "",
        ] {
            assert_eq!(minute(text), None, "{text}");
        }
        assert!(Stamp::looks_like("2024-02-30T00:00Z") && !Stamp::looks_like("2024.5"));
    }
}
