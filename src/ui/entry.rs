//! A field's value as text to edit: short, and exact where that is possible.

use crate::quantity::{Lang, ParseError, Unit, best_unit, digits, is_none, none, parse, units};
use crate::scenario::choice::Options;
use crate::scenario::field::Measure;
use crate::scenario::range::Range;
use crate::scenario::{Currency, Field, Scenario};
use crate::share::uncertain::{self, NoRange};

/// What stands where a rate is not stated.
pub(super) const UNSTATED: &str = "–";
/// The currency in which units of money are named.
const EUR: &str = "EUR";

/// What a scenario states, in the currency in which it does.
pub(super) fn stated(field: Field, scenario: &Scenario, lang: Lang) -> String {
    write_in(field.currency(scenario), field, field.get(scenario), lang).0
}

/// A field's value: [`write`] with money in this currency, or that there is none.
pub(super) fn write_in(currency: Currency, field: Field, value: f64, lang: Lang) -> (String, Unit) {
    let (written, unit) = write(value, field.measure(), lang);
    if field.none() == Some(value) {
        return (none(lang).to_owned(), unit);
    }
    (written.replace(EUR, currency.name()), unit)
}

/// Reads what was typed of a field, with money in this currency and in no other.
pub(super) fn read(
    typed: &str,
    field: Field,
    currency: Currency,
    usual: Unit,
    lang: Lang,
) -> Result<f64, ParseError> {
    let measure = field.measure();
    if let Some(none) = field.none().filter(|_| is_none(typed)) {
        return Ok(none);
    }
    if currency == Currency::Eur {
        return parse(typed, measure, usual, lang);
    }
    let typed = typed.to_ascii_uppercase();
    if let Some(other) = [EUR, "€"].into_iter().find(|other| typed.contains(other)) {
        return Err(ParseError::UnknownUnit(other.to_owned()));
    }
    parse(&typed.replace(currency.name(), EUR), measure, usual, lang)
}

/// Reads what was typed as a range, as [`read`] reads each of its numbers; none where it is none.
pub(super) fn read_range(
    typed: &str,
    field: Field,
    currency: Currency,
    usual: Unit,
    lang: Lang,
) -> Option<Result<Range, NoRange>> {
    uncertain::range(field, typed, &|text| read(text, field, currency, usual, lang).ok())
}

/// A range as it is typed.
pub(super) fn write_range(currency: Currency, field: Field, range: &Range, lang: Lang) -> String {
    let mark = if range.ends().0 < 0.0 { " .. " } else { "–" };
    uncertain::written(range, mark, &|value| write_in(currency, field, value, lang).0)
}

/// The value in the unit in which it takes the fewest digits without being rounded; and that unit.
pub(super) fn write(value: f64, measure: Measure, lang: Lang) -> (String, Unit) {
    if measure == Measure::Rate && value == 0.0 {
        return (UNSTATED.to_owned(), units(measure)[0]);
    }
    // Up to two days, people count hours.
    let in_hours = measure == Measure::Time && (86_400.0..172_800.0).contains(&value);
    let best = best_unit(measure, if in_hours { 3600.0 } else { value });
    let exact = |unit: &Unit| {
        let number = value / unit.factor;
        let shown = libm::round(number * 1000.0) / 1000.0;
        number.abs() < 1e5 && (shown - number).abs() <= 1e-7 * number.abs()
    };
    // 1.662109375 GiB were better said to be 1702 MiB.
    let smaller = || {
        units(measure)
            .iter()
            .filter(|unit| unit.factor < best.factor && is_written(unit, measure))
            .filter(|unit| exact(unit))
            .max_by(|a, b| a.factor.total_cmp(&b.factor))
    };
    let unit = if exact(&best) { best } else { smaller().copied().unwrap_or(best) };
    let number = digits(value / unit.factor, if exact(&unit) { 6 } else { 4 }, lang);
    if unit.name.is_empty() {
        return (number, unit);
    }
    (format!("{number}\u{202f}{}", unit.name), unit)
}

/// Whether the page itself ever writes this unit.
fn is_written(unit: &Unit, measure: Measure) -> bool {
    best_unit(measure, unit.factor) == *unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::plain_spaces;
    use crate::scenario::choice::Controller;
    use crate::scenario::presets;

    #[track_caller]
    fn check(value: f64, measure: Measure, lang: Lang, text: &str) {
        assert_eq!(plain_spaces(&write(value, measure, lang).0), text);
    }

    #[test]
    fn the_shortest_exact_unit_wins() {
        check(1702.0 * 1_048_576.0, Measure::Size, Lang::En, "1702 MiB");
        check(2.0 * 1_073_741_824.0, Measure::Size, Lang::En, "2 GiB");
        check(187.5e6, Measure::BitRate, Lang::De, "1,5 Gbit/s");
        check(86_400.0, Measure::Time, Lang::En, "24 h");
        check(172_800.0, Measure::Time, Lang::En, "2 d");
        check(5400.0, Measure::Time, Lang::En, "1.5 h");
        check(0.171, Measure::Price, Lang::De, "0,171 EUR/kWh");
        check(0.001, Measure::NetworkIntensity, Lang::En, "0.001 kWh/GB");
        check(10.0, Measure::Count, Lang::En, "10");
    }

    #[test]
    fn every_default_reads_back_as_itself() {
        // A rate has no default.
        for field in Field::ALL.iter().filter(|field| field.measure() != Measure::Rate) {
            for lang in [Lang::En, Lang::De] {
                let value = field.get(&Scenario::default());
                let (text, unit) = write(value, field.measure(), lang);
                let read = parse(&text, field.measure(), unit, lang);
                let close =
                    read.as_ref().is_ok_and(|read| (read - value).abs() <= 1e-6 * value.abs());
                assert!(close, "{field:?}: {text} is read as {read:?}, not {value}");
            }
        }
    }

    #[test]
    fn prices_are_written_and_read_in_the_currency_of_their_site_and_no_other() {
        let mut scenario = Scenario::default();
        scenario.source.currency = Currency::Aud;
        let text = stated(Field::SourcePrice, &scenario, Lang::En);
        assert_eq!(plain_spaces(&text), "0.171 AUD/kWh");
        let usual = units(Measure::Price)[0];
        let read = |typed| read(typed, Field::SourcePrice, Currency::Aud, usual, Lang::En);
        for typed in ["0.25", "0.25 AUD", "0.25 aud/kWh", "250 AUD/MWh", "25 ct/kWh"] {
            assert!(read(typed).is_ok_and(|price| (price - 0.25).abs() < 1e-12), "{typed}");
        }
        for typed in ["0.25 EUR/kWh", "0.25 €", "0.25 USD/kWh"] {
            assert!(matches!(read(typed), Err(ParseError::UnknownUnit(_))), "{typed}");
        }
    }

    #[test]
    fn a_limit_that_is_not_set_is_written_and_read_as_none() {
        let unlimited = presets::base(Controller::KubeVirt);
        for lang in [Lang::En, Lang::De] {
            let text = stated(Field::MaxBandwidth, &unlimited, lang);
            assert_eq!(text, lang.pick("none", "ohne"));
            let usual = units(Measure::ByteRate)[0];
            let read = read(&text, Field::MaxBandwidth, Currency::Eur, usual, lang);
            assert_eq!(read, Ok(0.0));
        }
        let usual = units(Measure::Size)[0];
        assert!(read("none", Field::Memory, Currency::Eur, usual, Lang::En).is_err());
    }

    #[test]
    fn a_rate_that_is_not_stated_is_not_written_as_a_number() {
        let mut scenario = Scenario::default();
        let rate = |scenario: &Scenario| stated(Field::SourceRate, scenario, Lang::De);
        assert_eq!(rate(&scenario), UNSTATED);
        Field::SourceRate.set(&mut scenario, 1.65);
        assert_eq!(rate(&scenario), "1,65");
    }
}
