//! Every lesson, in both languages: what it says can be computed, and has one right answer.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use movecast::quantity::Lang;
use movecast::scenario::check::check;
use movecast::share::series::{self, Series};
use movecast::teach::course::{Course, Entry};
use movecast::teach::value::{World, fill};
use movecast::units::EnergyPrice;

fn course(lang: Lang) -> Course {
    let path = format!("static/data/lessons/{}.json", lang.tag());
    Course::read(&std::fs::read_to_string(path).expect("a file")).expect("a course")
}

/// Hourly prices, where the lesson needs them.
fn prices(entry: &Entry) -> Option<[Series; 2]> {
    let mut zones = entry.list("prices").map(|(zone, _)| {
        let text = std::fs::read_to_string(format!("static/data/prices/{zone}.csv"));
        series::read(&text.expect("a zone")).expect("a series")
    });
    Some([zones.next()?, zones.next()?])
}

fn worlds(entry: &Entry) -> Vec<World> {
    entry.worlds(prices(entry).as_ref()).expect("links that can be read")
}

const LANGS: [Lang; 2] = [Lang::En, Lang::De];

#[test]
fn there_are_ten_lessons_or_more_alike_in_both_languages() {
    let [en, de] = LANGS.map(course);
    assert!(10 <= en.lessons.len());
    let alike = |a: &[Entry], b: &[Entry]| {
        assert_eq!(a.len(), b.len());
        for (a, b) in a.iter().zip(b) {
            for key in ["id", "scenario", "expect", "unit", "minutes", "terms", "prices", "view"] {
                assert_eq!(a.text(key), b.text(key), "{}", a.text("id"));
            }
            let changes = |entry: &Entry| -> Vec<String> {
                entry.list("variants").map(|(_, change)| change.to_owned()).collect()
            };
            assert_eq!(changes(a), changes(b), "{}", a.text("id"));
            let ranges = |entry: &Entry| -> Vec<String> {
                entry.list("choices").map(|(range, _)| range.to_owned()).collect()
            };
            assert_eq!(ranges(a), ranges(b), "{}", a.text("id"));
        }
    };
    alike(&en.lessons, &de.lessons);
    alike(&en.paper, &de.paper);
    alike(&en.glossary, &de.glossary);
}

#[test]
fn every_lesson_is_whole_and_its_placeholders_are_known() {
    for lang in LANGS {
        let course = course(lang);
        for lesson in &course.lessons {
            let id = lesson.text("id");
            for key in [
                "title", "minutes", "text", "question", "touch", "notice", "reveal", "source",
                "label",
            ] {
                assert!(!lesson.text(key).is_empty(), "{id} has no {key}");
            }
            let worlds = worlds(lesson);
            for key in ["text", "question", "touch", "notice", "reveal"] {
                let (said, unknown) = fill(lesson.text(key), &worlds, lang);
                assert_eq!(unknown, 0, "{id}: {said}");
            }
            let views = ["timeline", "techniques", "energy", "service", "waves"];
            assert!(views.contains(&lesson.text("view")), "{id}");
            for term in lesson.text("terms").lines() {
                assert!(course.term(term).is_some(), "{id}: {term}");
            }
            for (_, scenario) in lesson.scenarios().expect("links that can be read") {
                assert_eq!(check(scenario).1, [], "{id}");
            }
        }
        for part in &course.paper {
            let (said, unknown) = fill(part.text("reveal"), &worlds(part), lang);
            assert_eq!(unknown, 0, "{said}");
        }
    }
}

#[test]
fn the_model_decides_which_answer_is_right() {
    for lesson in &course(Lang::En).lessons {
        let id = lesson.text("id");
        let expected = lesson.expected(&worlds(lesson)).expect(id).number;
        if lesson.has_choices() {
            assert!(lesson.right_choice(expected).is_some(), "{id}: {expected}");
            let count = lesson.list("choices").count();
            assert!((2..=5).contains(&count), "{id}");
            // No two of them can be right at once.
            let place = lesson.right_choice(expected);
            let later = lesson.list("choices").enumerate().skip(place.expect(id) + 1);
            for (at, (range, _)) in later {
                let from = range.split("..").next().and_then(|from| from.parse().ok());
                assert!(expected < from.unwrap_or(f64::NEG_INFINITY), "{id}: {at}");
            }
        } else {
            assert!(expected.is_finite() && 0.0 < expected, "{id}: {expected}");
            let typed = lesson.typed("1,5", Lang::De).expect(id);
            assert!(lesson.typed("1.5", Lang::En) == Some(typed), "{id}");
            assert_eq!(lesson.typed("soon", Lang::En), None);
        }
    }
}

/// What each lesson teaches is what the model does: the finding, not the figure.
#[test]
fn the_findings_hold() {
    let course = course(Lang::En);
    let number = |id: &str, expression: &str| {
        let lesson = course.lessons.iter().find(|lesson| lesson.text("id") == id).expect(id);
        movecast::teach::value::value(expression, &worlds(lesson)).expect(expression).number
    };
    // Writing the same pages again dirties them once.
    assert!(number("dirty-page", "dirty10") <= 1.001 * 52_428_800.0);
    // Neither a longer pause nor time lets the paper's guest converge; a hundred times the link does.
    assert!(number("never-ends", "arrives") < 0.5 && number("never-ends", "arrives@1") < 0.5);
    assert!(0.5 < number("never-ends", "arrives@3"));
    assert!(number("post-copy", "downtime@1/downtime") < 1.0);
    assert!(1.5 < number("constant-rate", "textbook/total"));
    assert!(1.03 < number("goodput", "total/bits"));
    assert!(1.0 < number("together", "total@1/total"));
    assert!(number("together", "total@3/total@2") < 1.0);
    // A knee in what users feel, none in the time of the move.
    assert!(number("knee", "read-during@2/read-before@2") < 1.05);
    assert!(1.5 < number("knee", "read-during@3/read-before@3"));
    assert!(1.0 < number("knee", "total@3/total"));
    assert!(number("knee", "swapped@2") == 0.0 && 0.0 < number("knee", "swapped@3"));
    assert!(2.0 < number("distance", "total@1/total"));
    assert!(2.0 < number("network", "pays@2/pays"));
    assert!(2.0 < number("means", "ninetieth/half"));
}

#[test]
fn the_mean_prices_of_the_lesson_are_those_of_the_year() {
    let course = course(Lang::En);
    let lesson = course.lessons.iter().find(|lesson| lesson.text("id") == "means").expect("means");
    let stated = lesson.scenarios().expect("links")[0].1;
    let of_year = prices(lesson).expect("prices").map(|series| {
        let prices = series.prices;
        prices.iter().sum::<f64>() / prices.len() as f64
    });
    let stated = [stated.source.price, stated.destination.price].map(EnergyPrice::to_per_kwh);
    for (year, stated) in of_year.into_iter().zip(stated) {
        assert!((year / stated - 1.0).abs() < 0.01, "{year} {stated}");
    }
}
