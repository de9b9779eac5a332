//! Calendars in iCalendar (RFC 5545), as far as a schedule needs it: events with a beginning, an end
//! and words. Crates that write it bring a library of times of their own into the page.

use std::fmt::Write;

use jiff::civil::DateTime;

use super::stamp::Stamp;
use crate::units::Seconds;

/// No line has more octets, its end aside (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// When a schedule begins, to the minute: in UTC, or by the clock of whoever reads the calendar where
/// no zone is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// Minutes from the beginning of 1970.
    minute: i64,
    is_local: bool,
}

impl Start {
    /// Reads `2027-01-15T22:00`, with a space for the T, `Z` or an offset if it has one, or
    /// `15.01.2027 22:00`; none where that is in no calendar.
    pub fn read(text: &str) -> Option<Self> {
        Stamp::read(text).map(|Stamp { minute, is_local, .. }| Self { minute, is_local })
    }

    /// The first full hour after so many seconds from the beginning of 1970, in UTC.
    pub fn full_hour_after(seconds: i64) -> Self {
        let hour = seconds.div_euclid(3600).saturating_add(1);
        Self { minute: hour.saturating_mul(60), is_local: false }
    }

    /// As calendars write it.
    pub fn written(self) -> String {
        self.at(0)
    }

    fn at(self, seconds: i64) -> String {
        let zone = if self.is_local { "" } else { "Z" };
        written(self.minute.saturating_mul(60).saturating_add(seconds)) + zone
    }
}

/// Seconds from the beginning of 1970 as a date and time, between the years 1 and 9999.
fn written(seconds: i64) -> String {
    let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    let since = jiff::SignedDuration::from_secs(seconds);
    let at = epoch.saturating_add(since).max(DateTime::constant(1, 1, 1, 0, 0, 0, 0));
    let (date, time) = (at.date(), at.time());
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}",
        date.year(),
        date.month(),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// One event of a calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event<'a> {
    /// What tells it from all others, everywhere and for ever: who imports it again replaces it.
    pub uid: &'a str,
    /// When it begins, from the start.
    pub from: Seconds,
    /// When it is over, from the start; an event lasts a second at least.
    pub until: Seconds,
    /// What it is.
    pub summary: &'a str,
    /// The rest of what there is to know.
    pub description: &'a str,
    /// Where more of it is told; none if empty.
    pub url: &'a str,
}

/// The calendar of these events, written so many seconds after the beginning of 1970.
pub fn calendar<'a>(events: impl IntoIterator<Item = Event<'a>>, start: Start, now: i64) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| fold(&mut text, name, value);
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", concat!("-//Movecast//Movecast ", env!("CARGO_PKG_VERSION"), "//EN"));
    for event in events {
        let from = libm::floor(event.from.get()) as i64;
        let until = (libm::ceil(event.until.get()) as i64).max(from.saturating_add(1));
        line("BEGIN", "VEVENT");
        line("UID", event.uid);
        line("DTSTAMP", &(written(now) + "Z"));
        line("DTSTART", &start.at(from));
        line("DTEND", &start.at(until));
        line("SUMMARY", &escaped(event.summary));
        line("DESCRIPTION", &escaped(event.description));
        if !event.url.is_empty() {
            line("URL", &uri(event.url));
        }
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    text
}

/// A text as a value (RFC 5545, 3.3.11); control characters, which have no place there, are spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push_str("\\n"),
            _ if letter.is_control() => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

/// An address as a value, whose letters are those of a URI.
fn uri(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A property, folded between letters where it is longer than a line.
fn fold(text: &mut String, name: &str, value: &str) {
    let mut room = LONGEST_LINE;
    for letter in name.chars().chain([':']).chain(value.chars()) {
        if room < letter.len_utf8() {
            text.push_str("\r\n ");
            room = LONGEST_LINE - 1;
        }
        room -= letter.len_utf8();
        text.push(letter);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: Event<'_> = Event {
        uid: "1@movecast",
        from: Seconds::ZERO,
        until: Seconds::ZERO,
        summary: "a, b; c\\d\ne",
        description: "",
        url: "https://example.org/#2&x=ä b",
    };

    fn one(start: &str) -> String {
        calendar([EVENT], Start::read(start).expect("a start"), 0)
    }

    #[test]
    fn a_calendar_is_as_the_standard_writes_it() {
        let text = one("2027-01-15T22:00+01:00");
        let lines: Vec<&str> = text.split("\r\n").collect();
        let version = concat!("PRODID:-//Movecast//Movecast ", env!("CARGO_PKG_VERSION"), "//EN");
        assert_eq!(
            lines,
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                version,
                "BEGIN:VEVENT",
                "UID:1@movecast",
                "DTSTAMP:19700101T000000Z",
                "DTSTART:20270115T210000Z",
                "DTEND:20270115T210001Z",
                "SUMMARY:a\\, b\\; c\\\\d\\ne",
                "DESCRIPTION:",
                "URL:https://example.org/#2&x=%C3%A4%20b",
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            ]
        );
    }

    #[test]
    fn without_a_zone_it_is_the_readers_clock() {
        assert!(one("2027-01-15 22:00").contains("\r\nDTSTART:20270115T220000\r\n"));
        assert_eq!(Start::full_hour_after(7199).written(), "19700101T020000Z");
        assert_eq!(Start::read("soon"), None);
    }

    #[test]
    fn no_time_leaves_the_calendar() {
        let start = Start::read("9999-12-31T23:59Z").expect("a start");
        let event = Event { until: Seconds::new(1e18), ..EVENT };
        let text = calendar([event], start, i64::MAX);
        assert!(text.contains("\r\nDTEND:99991231T235959Z\r\n"), "{text}");
        assert_eq!(written(i64::MIN), "00010101T000000");
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod laws {
    use super::*;
    use proptest::prelude::*;

    /// What a reader makes of a property's value.
    fn read(text: &str, name: &str) -> Option<String> {
        let unfolded = text.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(name))?;
        let mut value = String::new();
        let mut letters = line.strip_prefix(':')?.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next()? {
                    'n' => value.push('\n'),
                    other => value.push(other),
                },
                other => value.push(other),
            }
        }
        Some(value)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_no_line_is_too_long(
            summary in "\\PC{0,200}", description in "(\\PC|\n|[,;\\\\]){0,200}",
            from in 0.0..1e8_f64, lasts in 0.0..1e8_f64,
        ) {
            let (from, until) = (Seconds::new(from), Seconds::new(from + lasts));
            let event = Event {
                uid: "x@movecast", from, until, summary: &summary, description: &description, url: "",
            };
            let start = Start::read("2027-01-15T22:00Z").expect("a start");
            let text = calendar([event], start, 0);
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= LONGEST_LINE, "{} octets", line.len());
                prop_assert!(!line.contains(['\r', '\n']));
            }
            prop_assert!(text.ends_with("\r\n"));
            prop_assert_eq!(read(&text, "SUMMARY"), Some(summary));
            prop_assert_eq!(read(&text, "DESCRIPTION"), Some(description));
            // Alike zones and digits order as times do.
            prop_assert!(read(&text, "DTSTART") < read(&text, "DTEND"));
        }
    }
}
