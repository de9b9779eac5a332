//! Hourly series as text: a price a line, or a time and a price, or a table whose head names its
//! columns.
//!
//! Times are as in `stamp.rs`; rows that are shorter than an hour, or begin within one, are averaged
//! into hours by their length, which is said. A gap is refused, because a missing price is not a price
//! of zero. A head may name the currency of the prices; one that is not that of their site is refused
//! as well.

mod head;
mod rows;

use super::stamp::{Stamp, between};
use crate::decimal;
use crate::scenario::Currency;
use head::{Kind, Named, columns, currency, delimiter, names, scale};
use rows::Rows;

/// Numbers by the hour, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// In currency units per kWh; empty where the text has no column of prices.
    pub prices: Vec<f64>,
    /// Their currency, where the text says it.
    pub currency: Option<Currency>,
    /// In grams per kWh; empty where the text does not say it, like those below.
    pub carbon: Vec<f64>,
    /// Facility energy over IT energy.
    pub pue: Vec<f64>,
    /// In kW.
    pub renewables: Vec<f64>,
    /// The first hour, counted from the beginning of 1970 in UTC, where the text says it.
    pub first_hour: Option<i64>,
    /// Hours left out or doubled by a change of the clock, by their lines.
    pub clock_changes: Vec<usize>,
    /// How many rows were averaged into these hours, where they were not whole hours.
    pub averaged: Option<usize>,
}

impl Series {
    /// How many hours there are.
    pub fn hours(&self) -> usize {
        [&self.prices, &self.carbon, &self.pue, &self.renewables]
            .map(Vec::len)
            .into_iter()
            .max()
            .unwrap_or(0)
    }

    /// Whether it is for a site whose prices are in this currency.
    ///
    /// # Errors
    ///
    /// Where its own are in another one.
    pub fn in_currency(&self, site: Currency) -> Result<(), BadSeries> {
        match self.currency {
            Some(prices) if prices != site && !self.prices.is_empty() => {
                Err(BadSeries::OtherCurrency { prices, site })
            }
            _ => Ok(()),
        }
    }

    fn column(&mut self, kind: Kind) -> &mut Vec<f64> {
        match kind {
            Kind::Price => &mut self.prices,
            Kind::Carbon => &mut self.carbon,
            Kind::Pue => &mut self.pue,
            Kind::Renewables => &mut self.renewables,
        }
    }
}

/// Why a text is no series; lines are counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSeries {
    /// There is no price in it.
    Empty,
    /// This line is no price.
    NotAPrice(usize),
    /// The time of this line is in no calendar.
    NotATime(usize),
    /// Before this line, hours are missing or out of order.
    Gap(usize),
    /// There are more hours than [`MOST_HOURS`].
    TooLong,
    /// There is more text than [`LARGEST`].
    TooLarge,
    /// This line names a currency that is not known here.
    UnknownCurrency(usize),
    /// The prices are in another currency than those of their site.
    OtherCurrency {
        /// That of the prices.
        prices: Currency,
        /// That of the site.
        site: Currency,
    },
}

/// The most hours that are read: more than a hundred years.
pub const MOST_HOURS: usize = 1_000_000;

/// The longest text that is read, in bytes: a hundred years of prices.
pub const LARGEST: usize = 4_000_000;

/// How many per MWh are one per kWh.
const PER_MWH: f64 = 1000.0;

/// Reads hourly prices per MWh, or per kWh where a line before the first number says `kWh` of them, in hundredths
/// where it says `ct`, `cent` or what else they are called. Where
/// that line is a head with several columns, they are told by their names: `pue`, `carbon` or `CO2`,
/// `renewables`, `solar`, `wind` or `kW`; any other is the price. Of what that line says of prices, the
/// code of a currency counts too. The first name is that of the time if
/// the rows begin with one, or have a cell less.
///
/// # Errors
///
/// The first line that is no such row or does not follow the one before, a head that names a column
/// twice or a currency that is not known, or that the text is too long.
pub fn read(text: &str) -> Result<Series, BadSeries> {
    if LARGEST < text.len() {
        return Err(BadSeries::TooLarge);
    }
    let mut series = Series {
        prices: Vec::new(),
        currency: None,
        carbon: Vec::new(),
        pue: Vec::new(),
        renewables: Vec::new(),
        first_hour: None,
        clock_changes: Vec::new(),
        averaged: None,
    };
    let mut rows = Rows::default();
    let mut factor = 1.0 / PER_MWH;
    let mut head = None;
    let mut kinds = vec![Kind::Price];
    let mut last: Option<Stamp> = None;
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        let bad = BadSeries::NotAPrice(at + 1);
        let is_head = |c: char| matches!(c, '#' | '€' | '£' | '$') || c.is_alphabetic();
        if rows.is_empty() && line.trim_start_matches('"').starts_with(is_head) {
            if let Some(said) = names(line).find_map(scale) {
                factor = said;
            }
            match currency(line) {
                Named::Known(currency) => series.currency = Some(currency),
                Named::Unknown => return Err(BadSeries::UnknownCurrency(at + 1)),
                Named::None => {}
            }
            series.first_hour = line.split([' ', ',']).find_map(Stamp::read).map(Stamp::hour);
            if !line.starts_with('#') {
                head = Some((line, bad));
            }
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let (stamp, row) = match line.split_once([';', ',', '\t']) {
            Some((stamp, row)) if Stamp::looks_like(stamp) => {
                (Some(Stamp::read(stamp).ok_or(BadSeries::NotATime(at + 1))?), row)
            }
            _ => (None, line),
        };
        if let Some((head, bad)) = head.take() {
            kinds = columns(head, stamp.is_some(), row).ok_or(bad)?;
        }
        let mut cells: Vec<&str> = match delimiter(row) {
            // A lone comma is a decimal one.
            ',' if kinds.len() == 1 => vec![row],
            delimiter => row.split(delimiter).collect(),
        };
        while kinds.len() < cells.len() && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.len() != kinds.len() {
            return Err(bad);
        }
        if let (Some(before), Some(now)) = (last, stamp) {
            let (minutes, is_change) = between(before, now).ok_or(BadSeries::Gap(at + 1))?;
            rows.lengths.push(minutes);
            if is_change {
                series.clock_changes.push(at + 1);
            }
        }
        rows.first = rows.first.or(stamp);
        last = stamp;
        rows.count += 1;
        if MOST_HOURS < rows.count {
            return Err(BadSeries::TooLong);
        }
        for (cell, kind) in cells.into_iter().zip(&kinds) {
            let value = decimal::read(&cell.trim().trim_matches('"').replace(',', "."));
            let value = value.filter(|value| is_possible(*kind, *value)).ok_or(bad)?;
            let scale = if *kind == Kind::Price { factor } else { 1.0 };
            series.column(*kind).push(value * scale);
        }
    }
    if rows.is_empty() {
        return Err(BadSeries::Empty);
    }
    series.first_hour = rows.first.map(Stamp::hour).or(series.first_hour);
    rows.average(&mut series);
    Ok(series)
}

/// Whether a column of this kind may hold the number.
fn is_possible(kind: Kind, value: f64) -> bool {
    match kind {
        Kind::Price => value.is_finite(),
        Kind::Carbon | Kind::Renewables => (0.0..=1e9).contains(&value),
        Kind::Pue => (1.0..=10.0).contains(&value),
    }
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
        // In Sydney the clock goes forward in October and back in April.
        let spring = "2024-10-06 01:00,1\n2024-10-06 03:00,2\n";
        assert_eq!(read(spring).expect("a series").clock_changes, [2]);
        let autumn =
            "2024-04-07 02:30,1\n2024-04-07 02:00,3\n2024-04-07 02:30,5\n2024-04-07 03:00,7\n";
        let series = read(autumn).expect("a series");
        assert_eq!((series.clock_changes.len(), series.hours()), (1, 3));
        // Nowhere does it in June or in January.
        for gap in
            ["2024-06-01 01:00,1\n2024-06-01 03:00,2\n", "2024-01-01 01:00,1\n2024-01-01 01:00,2\n"]
        {
            assert_eq!(read(gap), Err(BadSeries::Gap(2)), "{gap}");
        }
    }

    #[test]
    fn rows_that_are_no_hours_are_averaged_by_their_minutes() {
        let halves = "2024-01-01T00:00Z,10\n2024-01-01T00:30Z,30\n2024-01-01T01:00Z,50\n2024-01-01T01:30Z,70\n";
        let series = read(halves).expect("a series");
        assert_eq!((series.averaged, series.prices.len()), (Some(4), 2));
        assert!((series.prices[0] - 0.02).abs() < 1e-12 && (series.prices[1] - 0.06).abs() < 1e-12);
        // 48 half hours are a day, 96 quarters too.
        for (minutes, count) in [(30, 48), (15, 96), (5, 288)] {
            let row = |at: usize| {
                let minute = at * minutes;
                format!("2024-01-01T{:02}:{:02}Z,{}\n", minute / 60, minute % 60, at)
            };
            let text = (0..count).map(row).collect::<Vec<_>>().concat();
            assert_eq!(read(&text).expect("a series").hours(), 24, "{minutes}");
        }
        // Prices became quarter-hourly in October 2025.
        let changed = "2025-09-30T21:00Z,40\n2025-09-30T22:00Z,10\n2025-09-30T22:15Z,20\n2025-09-30T22:30Z,30\n2025-09-30T22:45Z,40\n";
        let series = read(changed).expect("a series");
        assert_eq!(series.prices.len(), 2);
        assert!((series.prices[1] - 0.025).abs() < 1e-12);
    }

    #[test]
    fn an_offset_has_minutes() {
        let india = "2024-01-01T05:30+05:30,10\n2024-01-01T06:30+05:30,20\n";
        let series = read(india).expect("a series");
        assert_eq!((series.first_hour, series.averaged), (Some(19_723 * 24), None));
        let shifted = "2024-01-01T06:00+05:30,10\n2024-01-01T07:00+05:30,20\n";
        let series = read(shifted).expect("a series");
        assert_eq!(series.prices.len(), 3);
        assert!((series.prices[1] - 0.015).abs() < 1e-12, "half of each");
    }

    #[test]
    fn there_is_no_31_february() {
        assert_eq!(read("2024-02-31T00:00Z,10\n"), Err(BadSeries::NotATime(1)));
        assert_eq!(read("2023-02-29 00:00,10\n"), Err(BadSeries::NotATime(1)));
        assert_eq!(read("2024-01-01T24:30Z,10\n"), Err(BadSeries::NotATime(1)));
    }

    #[test]
    fn a_head_may_name_the_currency_of_the_prices() {
        let named = |head: &str| read(&format!("{head}\n1\n")).map(|series| series.currency);
        for head in ["AUD/MWh", "price in aud per kWh", "# Sydney, AUD/MWh", "price_aud_mwh"] {
            assert_eq!(named(head), Ok(Some(Currency::Aud)), "{head}");
        }
        assert_eq!(named("price in USD per kWh"), Ok(Some(Currency::Usd)));
        assert_eq!(named("€/MWh"), Ok(Some(Currency::Eur)));
        assert_eq!(named("price per MWh"), Ok(None));
        assert_eq!(named("# Bundesnetzagentur | SMARD.de, CC BY 4.0; changed: UTC"), Ok(None));
        for head in ["HUF/MWh", "price in JPY per kWh", "$/MWh"] {
            assert_eq!(named(head), Err(BadSeries::UnknownCurrency(1)), "{head}");
        }
    }

    #[test]
    fn prices_in_another_currency_than_their_sites_are_refused() {
        let series = read("AUD/MWh\n1\n").expect("a series");
        let (prices, site) = (Currency::Aud, Currency::Eur);
        assert_eq!(series.in_currency(prices), Ok(()));
        assert_eq!(series.in_currency(site), Err(BadSeries::OtherCurrency { prices, site }));
        let unnamed = read("80\n").expect("a series");
        assert!(unnamed.in_currency(prices).is_ok(), "then they are in the site's");
        let carbon = read("carbon\n300\n").expect("a series");
        assert!(carbon.in_currency(prices).is_ok());
    }

    #[test]
    fn a_text_as_long_as_no_file_may_be_is_refused_too() {
        assert_eq!(read(&"80\n".repeat(LARGEST)), Err(BadSeries::TooLarge));
    }

    #[test]
    fn what_is_no_price_is_refused() {
        assert_eq!(read(""), Err(BadSeries::Empty));
        assert_eq!(read("1\n-\n"), Err(BadSeries::NotAPrice(2)));
        assert_eq!(read("2024-01-01T00:00Z,\n"), Err(BadSeries::NotAPrice(1)));
        assert_eq!(read("1\nNaN\n"), Err(BadSeries::NotAPrice(2)));
    }

    #[test]
    fn a_head_names_further_columns() {
        let text = "time;EUR/MWh;g CO2/kWh;PUE;solar kW\n2024-01-01T00:00Z;80,5;300;1,2;4\n2024-01-01T01:00Z;-1;310;1,1;0\n";
        let series = read(text).expect("a series");
        assert_eq!(series.prices, [0.0805, -0.001]);
        assert_eq!((series.carbon, series.pue), (vec![300.0, 310.0], vec![1.2, 1.1]));
        assert_eq!(series.renewables, [4.0, 0.0]);
        let only = read("time,carbon (g/kWh)\n2024-01-01T00:00Z,300\n").expect("a series");
        assert_eq!((only.hours(), only.prices.len(), only.carbon), (1, 0, vec![300.0]));
    }

    #[test]
    fn a_head_without_a_time_names_all_columns() {
        for text in ["price;carbon\n80,5;300\n", "price,carbon\n80.5,300\n"] {
            let series = read(text).expect("a series");
            assert_eq!((series.prices, series.carbon), (vec![0.0805], vec![300.0]), "{text}");
        }
        let untimed = read("time;EUR/MWh;PUE\n80;1,2\n").expect("a series");
        assert_eq!((untimed.prices, untimed.pue), (vec![0.08], vec![1.2]));
        assert_eq!(read("time;price\n80,5\n").expect("a series").prices, [0.0805]);
    }

    #[test]
    fn the_unit_is_that_of_the_price() {
        let first = |text: &str| read(text).expect("a series").prices[0];
        let all = [
            ("price in EUR per kWh\n0.2\n", 0.2),
            ("time;ct/kWh\n2024-01-01T00:00Z;20\n", 0.2),
            ("EUR cents per kWh\n20\n", 0.2),
            ("Rp./kWh\n20\n", 0.2),
            ("øre/kWh\n20\n", 0.2),
            ("direct price in EUR/kWh\n0.2\n", 0.2),
            ("time;EUR/MWh;g CO2/kWh\n2024-01-01T00:00Z;200;300\n", 0.2),
            ("\"time\";\"EUR/kWh\"\n\"2024-01-01T00:00Z\";\"0,2\"\n", 0.2),
            ("\"200\"\n\"300\"\n", 0.2),
        ];
        for (text, price) in all {
            assert!((first(text) - price).abs() < 1e-12, "{text}");
        }
    }

    #[test]
    fn two_columns_of_prices_are_not_mixed() {
        assert_eq!(read("date;hour;price\n2024-01-01T00:00Z;1;80\n"), Err(BadSeries::NotAPrice(1)));
    }

    #[test]
    fn a_row_has_the_columns_of_the_head_with_numbers_that_make_sense() {
        let head = "time,EUR/MWh,PUE\n";
        let read = |row: &str| read(&format!("{head}{row}\n"));
        assert!(read("2024-01-01T00:00Z,80.5,1.2").is_ok());
        for row in ["80.5,0.9", "80.5", "80.5,1.2,3"] {
            let row = format!("2024-01-01T00:00Z,{row}");
            assert_eq!(read(&row), Err(BadSeries::NotAPrice(2)), "{row}");
        }
    }
}
