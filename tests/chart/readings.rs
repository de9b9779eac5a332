//! What a cursor reads out.

use movecast::chart::Chart;
use movecast::chart::rect::Rect;
use movecast::model::trace::{Ending, Stage};
use movecast::quantity::Lang;
use movecast::units::Bytes;

use super::PAGE;
use super::made::{dirty, forced, given_up, patient, paybacks, timeline, trace};
use super::planned::for_every_chart;

fn readings_lie_in_the_picture(chart: &impl Chart) {
    let picture = Rect::new(-1.0, -1.0, PAGE.width + 1.0, PAGE.height + 1.0);
    let readings = chart.readings(PAGE, Lang::En);
    assert!(!readings.is_empty());
    for reading in readings {
        let point = Rect::new(reading.x, reading.y, reading.x, reading.y);
        assert!(picture.holds(&point) && picture.holds(&reading.reach), "{reading:?}");
        let found = chart.at(reading.reach.middle(), reading.reach.centre(), PAGE, Lang::En);
        let distance = |r: &Rect| r.distance(reading.reach.middle(), reading.reach.centre());
        assert!(found.is_some_and(|found| distance(&found.reach) <= 0.0));
    }
}

#[test]
fn every_reading_lies_in_the_picture_and_is_found_there() {
    for_every_chart!(readings_lie_in_the_picture);
}

#[test]
fn a_reading_names_every_plan_compared() {
    let last = paybacks().readings(PAGE, Lang::En).pop().expect("the end of the stay");
    for letter in ["A +", "B +", "C +", "D -"] {
        assert!(last.text.contains(&format!("· {letter}").replace('-', "−")), "{}", last.text);
    }
}

#[test]
fn readings_step_through_every_round() {
    let readings = timeline(&patient()).readings(PAGE, Lang::En);
    for round in 1..=120 {
        assert!(readings.iter().any(|r| r.text.starts_with(&format!("Round {round} "))));
    }
    assert!(readings.is_sorted_by(|a, b| a.x <= b.x));
}

#[test]
fn the_datum_below_the_pointer_is_read_out() {
    let chart = timeline(&forced());
    let second = chart.readings(PAGE, Lang::De)[3].clone();
    assert_eq!(
        second.text.replace(['\u{202f}', '\u{a0}'], " "),
        "Runde 2 · 2 min 39 s · 1701 MiB erneut · 89,7 Mbit/s · 79 MiB gespiegelt"
    );
    assert_eq!(chart.at(second.x + 3.0, 10.0, PAGE, Lang::De), Some(second));
}

#[test]
fn a_move_that_is_given_up_never_ends_with_nothing_missing() {
    let chart = dirty(&given_up());
    let last = chart.falls.last().expect("a round");
    assert!(last.stands_for_many);
    assert_eq!(last.to, last.from);
    let cancelled = trace(Ending::OutOfTime, &[(Stage::PreCopy, 1, 9.0, 900.0, 300.0, 0.0)]);
    assert_eq!(dirty(&cancelled).falls[0].to, Bytes::mib(600.0));
}
