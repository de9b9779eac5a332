//! What a year of real prices says: pay-back over all hours, and the best schedule over three sites.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use movecast::model::hourly::Savings;
use movecast::model::schedule::{Hours, Limits};
use movecast::scenario::Currency;
use movecast::share::series;

/// 2024, one hour after the other, in EUR/kWh.
fn prices(zone: &str) -> Vec<f64> {
    let text = std::fs::read_to_string(format!("static/data/prices/{zone}.csv")).expect("a zone");
    series::read(&text).expect("a series").prices
}

/// 100 W at a PUE of 1.3.
const KW: f64 = 0.13;

fn three_sites() -> Vec<Vec<f64>> {
    let cost = |zone| prices(zone).into_iter().map(|price| price * KW).collect();
    ["DE-LU", "FR", "NO2"].map(cost).to_vec()
}

#[track_caller]
fn check(got: f64, wanted: f64) {
    assert!((got - wanted).abs() < 0.000_05, "{got}, not {wanted}");
}

#[test]
fn australian_prices_are_those_of_2024_in_their_currency() {
    // Mean, least, most and negative hours, worked out from the source to a cent.
    let zones =
        [("AU-NSW", 131.02, -328.3, 16_157.5, 579), ("AU-VIC", 82.13, -382.22, 16_600.0, 2002)];
    for (zone, mean, least, most, negative) in zones {
        let text =
            std::fs::read_to_string(format!("static/data/prices/{zone}.csv")).expect("a zone");
        let series = series::read(&text).expect("a series");
        assert_eq!((series.hours(), series.currency), (8784, Some(Currency::Aud)));
        // 2023-12-31T14:00Z: the year of a market at UTC+10.
        assert_eq!(series.first_hour, Some(19_722 * 24 + 14));
        let prices = series.prices.iter().map(|price| price * 1000.0);
        assert!((prices.clone().sum::<f64>() / 8784.0 - mean).abs() < 0.005);
        check(prices.clone().fold(f64::INFINITY, f64::min), least);
        check(prices.clone().fold(f64::NEG_INFINITY, f64::max), most);
        assert_eq!(prices.filter(|price| *price < 0.0).count(), negative);
    }
}

#[test]
fn means_mislead() {
    let (de, fr) = (prices("DE-LU"), prices("FR"));
    let savings = Savings::new(de.iter().zip(&fr).map(|(de, fr)| (de - fr) * KW));
    for (cost, median, p90) in [(0.001, 1, 30), (0.01, 6, 61), (0.1, 38, 449)] {
        // Starts in the last sixty days have too little time left.
        let starts = savings.hours() - 60 * 24;
        let found = savings.first_paybacks(cost).into_iter().take(starts);
        let mut hours: Vec<usize> = found.map(|hours| hours.unwrap_or(usize::MAX)).collect();
        hours.sort_unstable();
        assert_eq!((hours[starts / 2], hours[starts * 9 / 10]), (median, p90), "cost {cost}");
    }
}

#[test]
fn the_best_schedule_of_a_year_is_found() {
    let sites = three_sites();
    let hours = |move_cost| Hours { sites: &sites, start: 0, move_cost };
    for (site, wanted) in [89.6545, 66.2520, 57.2420].into_iter().enumerate() {
        check(hours(0.0).stay_put(site).cost, wanted);
    }
    check(hours(0.0).best(&Limits::default()).expect("a schedule").cost, 45.9502);
    let rows = [
        (0.001, 46.6664, 46.9249, 48.3986),
        (0.01, 48.8717, 53.3123, 51.9840),
        (0.1, 51.4691, 81.3606, 54.6733),
        (1.0, 54.2119, 89.6545, 57.9653),
    ];
    for (cost, best, greedy, regret) in rows {
        check(hours(cost).best(&Limits::default()).expect("a schedule").cost, best);
        check(hours(cost).greedy().cost, greedy);
        check(hours(cost).ski_rental().cost, regret);
    }
    check(hours(5.0).best(&Limits::default()).expect("a schedule").cost, 62.0283);
}

#[test]
fn the_best_schedule_of_a_week_is_found() {
    let week = |costs: Vec<f64>| costs[8232..8400].to_vec();
    let sites: Vec<Vec<f64>> = three_sites().into_iter().map(week).collect();
    let rows = [(0.0, 2.1115), (0.01, 2.1797), (0.1, 2.4537), (1.0, 3.8446), (5.0, 3.8624)];
    for (move_cost, best) in rows {
        let hours = Hours { sites: &sites, start: 0, move_cost };
        check(hours.best(&Limits::default()).expect("a schedule").cost, best);
    }
}

#[test]
fn a_schedule_costs_what_its_stays_and_moves_add_up_to() {
    let sites = three_sites();
    let hours = Hours { sites: &sites, start: 0, move_cost: 0.05 };
    for minimum_stay in [1, 6, 48] {
        for most_moves in [None, Some(7)] {
            let limits = Limits { minimum_stay, most_moves, ..Limits::default() };
            let best = hours.best(&limits).expect("a schedule");
            let stays = best.stays.iter();
            let running: f64 = stays.flat_map(|s| &sites[s.site][s.from..s.until]).sum();
            check(running + best.moves() as f64 * 0.05, best.cost);
            assert!(best.moves() <= most_moves.unwrap_or(usize::MAX));
            let full = &best.stays[1..best.stays.len() - 1];
            assert!(full.iter().all(|stay| minimum_stay <= stay.until - stay.from));
        }
    }
}

#[test]
fn a_million_hours_are_planned() {
    let sites: Vec<Vec<f64>> = (0..2_u32)
        .map(|site| (0..1_000_000_u32).map(|hour| f64::from((hour + site * 12) % 24)).collect())
        .collect();
    let hours = Hours { sites: &sites, start: 0, move_cost: 10.0 };
    assert!(hours.best(&Limits::default()).expect("a schedule").cost < hours.stay_put(0).cost);
}
