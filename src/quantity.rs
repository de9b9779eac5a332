//! Numbers and units for people: reading what they type, writing what they read.
//!
//! Two or three significant digits, a thin space before the unit, the language's decimal sign.
//! Reading is generous: `10 Gbit`, `1,25 GB/s`, `2 GiB`, `90 min` and `1.500,5` (in German) all work.

mod exact;
mod steps;

pub use exact::exact;
pub use steps::{rounded, steps};

use crate::decimal;
use crate::model::breakeven::Account;
use crate::scenario::field::Measure;

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Lang {
    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The text in this language.
    pub const fn pick<T: Copy>(self, english: T, german: T) -> T {
        match self {
            Self::En => english,
            Self::De => german,
        }
    }

    const fn decimal(self) -> char {
        self.pick('.', ',')
    }

    const fn group(self) -> char {
        self.pick(',', '.')
    }
}

/// How a limit is written that is not set.
pub const fn none(lang: Lang) -> &'static str {
    lang.pick("none", "ohne")
}

/// Whether this says that a limit is not set, in either language.
pub fn is_none(text: &str) -> bool {
    ["none", "no", "no limit", "off", "unlimited", "infinite", "ohne", "aus", "kein limit"]
        .iter()
        .any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// A unit in which a measure is written and read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// As it is written.
    pub name: &'static str,
    /// How many base units it is.
    pub factor: f64,
    /// Other spellings that are read; upper and lower case count only where two units differ in it.
    aliases: &'static [&'static str],
}

impl Unit {
    /// So many of it in base units. What is a hundredth or a thousandth is divided: 70 % is 0.7 to the
    /// last bit, and as short in a link.
    fn of(&self, value: f64) -> f64 {
        if self.factor < 1.0 { value / (1.0 / self.factor) } else { value * self.factor }
    }
}

const fn unit(name: &'static str, factor: f64, aliases: &'static [&'static str]) -> Unit {
    Unit { name, factor, aliases }
}

const KIB: f64 = 1024.0;
const MIB: f64 = 1024.0 * KIB;
const GIB: f64 = 1024.0 * MIB;
const TIB: f64 = 1024.0 * GIB;

const COUNT: [Unit; 1] = [unit("", 1.0, &[])];
const FACTOR: [Unit; 1] = [unit("", 1.0, &[])];
const SHARE: [Unit; 1] = [unit("%", 0.01, &[])];
const POWER: [Unit; 2] = [unit("W", 1.0, &[]), unit("kW", 1e3, &[])];
const PRICE: [Unit; 3] = [
    unit("EUR/kWh", 1.0, &["€/kWh", "/kWh", "eur"]),
    unit("ct/kWh", 0.01, &["ct", "c/kWh"]),
    unit("EUR/MWh", 0.001, &["€/MWh"]),
];
const NETWORK: [Unit; 2] = [unit("kWh/GB", 1.0, &[]), unit("Wh/GB", 1e-3, &[])];
const CARBON: [Unit; 2] = [unit("g/kWh", 1.0, &["g"]), unit("kg/kWh", 1e3, &["kg"])];
const TRAFFIC_PRICE: [Unit; 2] =
    [unit("EUR/GB", 1.0, &["€/GB", "eur"]), unit("ct/GB", 0.01, &["ct"])];
const CARBON_PRICE: [Unit; 1] = [unit("EUR/t", 1.0, &["€/t", "/t"])];
const HOURLY_PRICE: [Unit; 2] = [unit("EUR/h", 1.0, &["€/h", "eur"]), unit("ct/h", 0.01, &["ct"])];
const SIZE: [Unit; 8] = [
    unit("MiB", MIB, &["Mi", "M"]),
    unit("GiB", GIB, &["Gi", "G"]),
    unit("TiB", TIB, &["Ti", "T"]),
    unit("KiB", KIB, &["Ki", "K"]),
    unit("B", 1.0, &["byte", "bytes"]),
    unit("MB", 1e6, &[]),
    unit("GB", 1e9, &[]),
    unit("TB", 1e12, &[]),
];
const BIT_RATE: [Unit; 9] = [
    unit("Mbit/s", 125e3, &["Mbit", "Mbps", "Mb/s", "Mb"]),
    unit("Gbit/s", 125e6, &["Gbit", "Gbps", "Gb/s", "Gb"]),
    unit("kbit/s", 125.0, &["kbit", "kbps", "kb/s"]),
    unit("bit/s", 0.125, &["bit", "bps"]),
    unit("MB/s", 1e6, &["MB"]),
    unit("GB/s", 1e9, &["GB"]),
    unit("MiB/s", MIB, &["MiB"]),
    unit("GiB/s", GIB, &["GiB"]),
    unit("B/s", 1.0, &[]),
];
const BYTE_RATE: [Unit; 7] = [
    unit("MiB/s", MIB, &["MiB", "Mi/s"]),
    unit("GiB/s", GIB, &["GiB", "Gi/s"]),
    unit("KiB/s", KIB, &["KiB", "Ki/s"]),
    unit("B/s", 1.0, &[]),
    unit("MB/s", 1e6, &["MB"]),
    unit("GB/s", 1e9, &["GB"]),
    unit("Mbit/s", 125e3, &["Mbit", "Mbps"]),
];
const TIME: [Unit; 5] = [
    unit("ms", 1e-3, &["msec"]),
    unit("s", 1.0, &["sec"]),
    unit("min", 60.0, &["m"]),
    unit("h", 3600.0, &["hours", "hour", "Std", "Stunden"]),
    unit("d", 86_400.0, &["days", "day", "Tage", "Tag"]),
];

/// The units of a measure, the usual one first.
pub const fn units(measure: Measure) -> &'static [Unit] {
    match measure {
        Measure::Count => &COUNT,
        Measure::Size => &SIZE,
        Measure::BitRate => &BIT_RATE,
        Measure::ByteRate => &BYTE_RATE,
        Measure::Time => &TIME,
        Measure::Price => &PRICE,
        Measure::Factor | Measure::Rate => &FACTOR,
        Measure::Share => &SHARE,
        Measure::Power => &POWER,
        Measure::NetworkIntensity => &NETWORK,
        Measure::CarbonIntensity => &CARBON,
        Measure::TrafficPrice => &TRAFFIC_PRICE,
        Measure::HourlyPrice => &HOURLY_PRICE,
        Measure::CarbonPrice => &CARBON_PRICE,
    }
}

/// The unit in which a value reads best: the largest written one of which there is at least one.
pub fn best_unit(measure: Measure, value: f64) -> Unit {
    let written = match measure {
        // Those after them are only read: memory is binary, links are decimal.
        Measure::Size => &SIZE[..5],
        Measure::BitRate => &BIT_RATE[..4],
        Measure::ByteRate => &BYTE_RATE[..4],
        Measure::Price => &PRICE[..1],
        Measure::NetworkIntensity => &NETWORK[..1],
        Measure::CarbonIntensity => &CARBON[..1],
        Measure::TrafficPrice => &TRAFFIC_PRICE[..1],
        Measure::HourlyPrice => &HOURLY_PRICE[..1],
        other => units(other),
    };
    let size = value.abs();
    let fits = |unit: &&Unit| unit.factor <= size * (1.0 + 1e-9);
    let largest = |a: &&Unit, b: &&Unit| a.factor.total_cmp(&b.factor);
    *written.iter().filter(fits).max_by(largest).unwrap_or(&written[0])
}

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

    #[track_caller]
    fn reads(text: &str, measure: Measure, lang: Lang, value: f64) {
        let got = parse(text, measure, units(measure)[0], lang);
        let close = got.as_ref().is_ok_and(|got| (got - value).abs() <= 1e-9 * value.abs());
        assert!(close, "{text}: {got:?}, not {value}");
    }

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
    fn what_is_typed_is_what_is_meant_to_the_last_bit() {
        for percent in 0..=100_u8 {
            let share = parse(&format!("{percent}%"), Measure::Share, SHARE[0], Lang::En);
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
        let read = |text| parse(text, Measure::Size, SIZE[0], Lang::En);
        assert_eq!(read(" "), Err(ParseError::Empty));
        assert_eq!(read("a lot"), Err(ParseError::NotANumber));
        assert_eq!(read("2 apples"), Err(ParseError::UnknownUnit("apples".to_owned())));
        assert_eq!(read("1e999"), Err(ParseError::NotANumber));
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
