//! Numbers with units as people read them: two or three significant digits, a thin space before the
//! unit, the language's decimal sign.

use super::{Lang, best_unit};
use crate::model::breakeven::Account;
use crate::scenario::field::Measure;

/// A number with about three significant digits, without trailing zeros.
pub fn number(value: f64, lang: Lang) -> String {
    digits(value, 3, lang)
}

/// A number with so many significant digits, without trailing zeros; whole numbers up to six digits
/// are written in full.
pub fn digits(value: f64, significant: i32, lang: Lang) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0".to_owned();
    }
    let magnitude = libm::floor(libm::log10(value.abs())) as i32;
    let places = (significant - 1 - magnitude).clamp(0, 9) as usize;
    let mut text = format!("{value:.places$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    localize(&text, lang)
}

/// A share of one in percent, with two digits: `7.4 %`.
pub fn percent(share: f64, lang: Lang) -> String {
    format!("{}\u{202f}%", digits(share * 100.0, 2, lang))
}

/// The same with its sign, if it has one: `+7.4 %`, `−12 %`, `0 %`.
pub fn signed_percent(share: f64, lang: Lang) -> String {
    let size = percent(share.abs(), lang);
    let sign = match share {
        _ if !is_something(&size) => "",
        ..0.0 => "−",
        _ => "+",
    };
    format!("{sign}{size}")
}

/// A number with so many places behind the decimal sign.
pub fn fixed(value: f64, places: usize, lang: Lang) -> String {
    localize(&format!("{value:.places$}"), lang)
}

/// Whether a number that is written is not zero.
fn is_something(text: &str) -> bool {
    text.contains(|digit: char| ('1'..='9').contains(&digit))
}

/// Puts in the language's decimal sign, thin spaces between thousands, and a real minus.
fn localize(text: &str, lang: Lang) -> String {
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |rest| ("\u{2212}", rest));
    // What is rounded to zero has no sign.
    let sign = if is_something(text) { sign } else { "" };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        let behind = whole.len() - at;
        if 0 < at && behind.is_multiple_of(3) && 4 < whole.len() {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(lang.decimal());
        out.push_str(fraction);
    }
    out
}

/// The same with ordinary spaces: for files, terminals and fields, where people search and copy.
pub fn plain_spaces(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ")
}

/// A value with its best unit: `1.5 GiB`, `12 ms`.
pub fn quantity(value: f64, measure: Measure, lang: Lang) -> String {
    let unit = best_unit(measure, value);
    let digits = number(value / unit.factor, lang);
    if unit.name.is_empty() { digits } else { format!("{digits}\u{202f}{}", unit.name) }
}

/// A value in the largest of these units of which there is at least one, or in the last.
fn in_largest(value: f64, units: [(&str, f64); 3], lang: Lang) -> String {
    let fits = |unit: &&(&str, f64)| unit.1 <= value.abs();
    let (name, factor) = units.iter().find(fits).unwrap_or(&units[2]);
    format!("{}\u{202f}{name}", number(value / factor, lang))
}

/// Energy from joules, in watt-hours as they are billed: `14.2 Wh`, `1.42 MWh`.
pub fn energy(joules: f64, lang: Lang) -> String {
    in_largest(joules, [("MWh", 3.6e9), ("kWh", 3.6e6), ("Wh", 3600.0)], lang)
}

/// Greenhouse gases from grams: `35 g`, `1.2 kg`.
pub fn carbon(grams: f64, lang: Lang) -> String {
    in_largest(grams, [("t", 1e6), ("kg", 1e3), ("g", 1.0)], lang)
}

/// What is counted in an account, in its unit: currency units, kWh or grams.
pub fn amount(value: f64, account: Account, lang: Lang) -> String {
    match account {
        Account::Money => money(value, lang),
        Account::Energy => energy(value * 3.6e6, lang),
        Account::Carbon => carbon(value, lang),
    }
}

/// A sum of money: `4.5 ct`, `12.3 EUR`; nobody counts less than a hundredth of a cent.
pub fn money(amount: f64, lang: Lang) -> String {
    const LEAST: f64 = 1e-4;
    // What is less than that is rounding.
    const SOMETHING: f64 = 1e-9;
    if (SOMETHING..LEAST).contains(&amount.abs()) {
        let sign = if amount < 0.0 { "−" } else { "" };
        return format!("<\u{202f}{sign}{}\u{202f}ct", number(LEAST * 100.0, lang));
    }
    if amount.abs() < 0.9995 {
        return format!("{}\u{202f}ct", number(amount * 100.0, lang));
    }
    format!("{}\u{202f}EUR", number(amount, lang))
}

/// A span of time as people say it: `240 ms`, `2.5 s`, `18 min 20 s`, `3 h 40 min`, `2 d 5 h`; it is
/// never broken across lines.
pub fn duration(seconds: f64, lang: Lang) -> String {
    const UNITS: [(&str, f64); 4] = [("s", 1.0), ("min", 60.0), ("h", 3600.0), ("d", 86_400.0)];
    if seconds < 0.9995 {
        return format!("{}\u{202f}ms", number(seconds * 1e3, lang));
    }
    if seconds < 99.95 {
        return format!("{}\u{202f}s", number(seconds, lang));
    }
    let fits = |(_, length): &(&str, f64)| *length <= seconds;
    let large = UNITS.iter().rposition(fits).unwrap_or(0).max(1);
    // Up to two days, people count hours.
    let large = if seconds < 172_800.0 { large.min(2) } else { large };
    let (name, length) = UNITS[large];
    let (small_name, small) = UNITS[large - 1];
    let total = libm::round(seconds / small);
    let ratio = libm::round(length / small);
    let whole = libm::floor(total / ratio);
    let rest = total - whole * ratio;
    if 100.0 <= whole || rest < 0.5 {
        return format!("{}\u{202f}{name}", number(whole, lang));
    }
    format!("{}\u{202f}{name}\u{a0}{}\u{202f}{small_name}", number(whole, lang), number(rest, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rounded_to_zero_has_no_sign() {
        for tiny in [-0.0, -5e-324, -1e-12, 5e-324] {
            assert_eq!(number(tiny, Lang::En), "0");
            assert_eq!(fixed(tiny, 2, Lang::De), "0,00");
            assert_eq!(signed_percent(tiny, Lang::En), "0\u{202f}%");
            assert_eq!(money(tiny, Lang::En), "0\u{202f}ct");
        }
        assert_eq!(signed_percent(-0.12, Lang::En), "\u{2212}12\u{202f}%");
    }

    #[test]
    fn numbers_have_three_digits_and_the_sign_of_the_language() {
        assert_eq!(number(1234.567, Lang::En), "1235");
        assert_eq!(number(12.3456, Lang::De), "12,3");
        assert_eq!(number(0.000_514, Lang::En), "0.000514");
        assert_eq!(number(-2.0, Lang::En), "\u{2212}2");
        assert_eq!(number(1_234_567.0, Lang::En), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn sums_are_said_in_cents_where_they_are_small() {
        assert_eq!(money(0.0454, Lang::De), "4,54\u{202f}ct");
        assert_eq!(money(12.34, Lang::En), "12.3\u{202f}EUR");
        assert_eq!(energy(1.42e6, Lang::En), "394\u{202f}Wh");
        assert_eq!(energy(5.0e6, Lang::En), "1.39\u{202f}kWh");
    }

    #[test]
    fn time_is_said_in_minutes_rather_than_in_1100_seconds() {
        assert_eq!(duration(0.0123, Lang::En), "12.3\u{202f}ms");
        assert_eq!(duration(1100.0, Lang::En), "18\u{202f}min\u{a0}20\u{202f}s");
        assert_eq!(duration(3600.0, Lang::En), "1\u{202f}h");
        assert_eq!(duration(119.7, Lang::De), "2\u{202f}min");
        assert_eq!(duration(9.0e5, Lang::En), "10\u{202f}d\u{a0}10\u{202f}h");
    }
}
