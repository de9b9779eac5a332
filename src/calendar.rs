//! Hours, days and dates of today's calendar, counted from the beginning of 1970 in UTC.

use crate::quantity::Lang;

/// An hour, counted from the beginning of 1970, as a date: `12 Dec 2024, 14:00`, `12.12.2024, 14:00`.
pub fn date(hour: i64, lang: Lang) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    // From days to the calendar of today (Howard Hinnant, civil_from_days).
    let since = hour.clamp(-17_000_000, 70_000_000).div_euclid(24) + 719_468;
    let era = since.div_euclid(146_097);
    let of_era = since.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = (month + 2) % 12;
    let year = year + era * 400 + i64::from(month < 2);
    let clock = hour.rem_euclid(24);
    match lang {
        Lang::En => {
            let name = MONTHS[month as usize % 12];
            format!("{day}\u{a0}{name}\u{a0}{year}, {clock:02}:00")
        }
        Lang::De => format!("{day}.\u{202f}{}.\u{202f}{year}, {clock:02}:00", month + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_dates() {
        assert_eq!(date(0, Lang::En), "1\u{a0}Jan\u{a0}1970, 00:00");
        assert_eq!(date(473_351, Lang::En), "31\u{a0}Dec\u{a0}2023, 23:00");
        assert_eq!(date(474_768, Lang::De), "29.\u{202f}2.\u{202f}2024, 00:00");
        assert_eq!(date(-1, Lang::En), "31\u{a0}Dec\u{a0}1969, 23:00");
    }

    #[test]
    fn a_date_is_the_day_it_was_counted_from() {
        let first = jiff::civil::date(1970, 1, 1);
        for (year, month, day) in [(1970, 1, 1), (2024, 2, 29), (2024, 12, 31), (2100, 3, 1)] {
            let days = (jiff::civil::date(year, month, day) - first).get_days();
            let text = date(i64::from(days) * 24, Lang::De);
            assert_eq!(text, format!("{day}.\u{202f}{month}.\u{202f}{year}, 00:00"));
        }
    }
}
