//! The four figures of an outcome and how far each spreads.

use super::verdict::Judged;
use super::words::{UNKNOWN, paid_after, sum};
use crate::model::breakeven::Account;
use crate::model::uncertainty::Spread;
use crate::plan::Ranges;
use crate::plan::verdict::{Held, Kind};
use crate::quantity::{Lang, duration, energy, fixed, money, number};
use crate::units::{SECONDS_PER_HOUR, Seconds};

/// A key figure in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is.
    pub label: &'static str,
    /// Its value.
    pub value: String,
    /// What belongs to it.
    pub note: String,
}

/// What the four figures are called.
fn labels(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Total migration time", "Downtime", "Energy and cost", "Break-even time"],
        ["Gesamte Migrationszeit", "Ausfallzeit", "Energie und Kosten", "Amortisationszeit"],
    )
}

/// The four figures while a stated wave is being planned.
pub fn awaited_figures(lang: Lang) -> [Figure; 4] {
    labels(lang).map(|label| Figure { label, value: UNKNOWN.to_owned(), note: String::new() })
}

/// Total migration time, downtime, cost of the move, and break-even.
pub fn figures(judged: &Judged<'_>, lang: Lang) -> [Figure; 4] {
    let Judged { verdict, figures } = judged;
    let arrive = 0 < verdict.arrived();
    let labels = labels(lang);
    let total_time = Figure {
        label: labels[0],
        value: duration(figures.total_time.get(), lang),
        note: match (verdict.kind(), arrive) {
            (Kind::Arrives, _) => {
                lang.pick("until the last VM has arrived", "bis die letzte VM angekommen ist")
            }
            (_, false) => lang.pick("until it is given up", "bis zum Abbruch"),
            (_, true) => lang.pick(
                "until the last VM has arrived or is given up",
                "bis die letzte VM angekommen oder aufgegeben ist",
            ),
        }
        .to_owned(),
    };
    let downtime = Figure {
        label: labels[1],
        value: match (arrive, figures.downtime.is_positive()) {
            (_, true) => duration(figures.downtime.get(), lang),
            // The one in the middle is among those that do not get that far.
            (true, false) => duration(verdict.downtime.most.get(), lang),
            (false, false) => UNKNOWN.to_owned(),
        },
        note: downtime_note(judged, lang),
    };
    let cost = Figure {
        label: labels[2],
        value: sum(figures.money.map(|sums| sums.cost), lang),
        note: match lang {
            Lang::En => format!("{} for the move", energy(figures.bill.total().to_joules(), lang)),
            Lang::De => format!("{} für den Umzug", energy(figures.bill.total().to_joules(), lang)),
        },
    };
    let break_even = Figure {
        label: labels[3],
        value: paid_after(Account::Money, figures, lang),
        note: match (verdict.worth, arrive) {
            (None, _) => {
                lang.pick("the exchange rate is missing", "der Wechselkurs fehlt").to_owned()
            }
            (_, false) => lang.pick("no VM arrives", "keine VM kommt an").to_owned(),
            (Some(worth), true) => break_even_note(worth.net.get(), worth.stay, lang),
        },
    };
    [total_time, downtime, cost, break_even]
}

fn downtime_note(judged: &Judged<'_>, lang: Lang) -> String {
    let Judged { verdict, figures } = judged;
    let Held { limit, most, beyond, .. } = verdict.downtime;
    if verdict.arrived() == 0 {
        return lang.pick("it never gets that far", "so weit kommt es nicht").to_owned();
    }
    if verdict.downtime.is_kept() && figures.downtime * 1.5 < figures.longest_stall {
        let stall = duration(figures.longest_stall.get(), lang);
        return match lang {
            Lang::En => format!("then stalls of up to {stall}"),
            Lang::De => format!("danach Stockungen bis {stall}"),
        };
    }
    let limit_text = duration(limit.get(), lang);
    if figures.downtime * 1.1 < most {
        let longest = duration(most.get(), lang);
        return match lang {
            Lang::En => format!("up to {longest}; the limit is {limit_text}"),
            Lang::De => format!("bis zu {longest}; das Limit ist {limit_text}"),
        };
    }
    match (0 < beyond, most <= limit, lang) {
        (true, _, Lang::En) => format!("above the limit of {limit_text}"),
        (true, _, Lang::De) => format!("über dem Limit von {limit_text}"),
        (false, true, Lang::En) => format!("within the limit of {limit_text}"),
        (false, true, Lang::De) => format!("innerhalb des Limits von {limit_text}"),
        (false, false, Lang::En) => format!("about the limit of {limit_text}"),
        (false, false, Lang::De) => format!("etwa am Limit von {limit_text}"),
    }
}

fn break_even_note(net: f64, stay: Seconds, lang: Lang) -> String {
    let sum = money(net.abs(), lang);
    let stay = duration(stay.get(), lang);
    match (0.0 <= net, lang) {
        (true, Lang::En) => format!("saves {sum} in {stay}"),
        (true, Lang::De) => format!("spart {sum} in {stay}"),
        (false, Lang::En) => format!("loses {sum} in {stay}"),
        (false, Lang::De) => format!("verliert {sum} in {stay}"),
    }
}

/// What most runs have in common, for each of the four figures.
pub fn range_texts(ranges: &Ranges, lang: Lang) -> [String; 4] {
    said(ranges, lang, most)
}

/// The same without saying that it is about most runs: for where that is said once for all.
pub fn range_values(ranges: &Ranges, lang: Lang) -> [String; 4] {
    said(ranges, lang, |range, _| range.to_owned())
}

fn said(ranges: &Ranges, lang: Lang, most: fn(&str, Lang) -> String) -> [String; 4] {
    let arrive = |text: String| {
        if ranges.completes < 0.995 { arrivals(ranges.completes, lang) } else { text }
    };
    let pays = if ranges.cost.is_none() {
        String::new()
    } else if ranges.break_even_hours == Spread::default() && ranges.pays < 0.005 {
        lang.pick("in no run", "in keinem Lauf").to_owned()
    } else {
        most(&span(ranges.break_even_hours, SECONDS_PER_HOUR, lang), lang)
    };
    [
        arrive(most(&span(ranges.total_time, 1.0, lang), lang)),
        arrive(most(&span(ranges.downtime, 1.0, lang), lang)),
        ranges.cost.map_or_else(String::new, |cost| most(&sums(cost, lang), lang)),
        if ranges.completes < 0.995 { arrive(String::new()) } else { pays },
    ]
}

fn most(range: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("8 of 10 runs: {range}"),
        Lang::De => format!("8 von 10 Läufen: {range}"),
    }
}

fn arrivals(share: f64, lang: Lang) -> String {
    if share < 0.005 {
        return lang.pick("never do all arrive", "nie kommen alle an").to_owned();
    }
    let percent = number(share * 100.0, lang);
    match lang {
        Lang::En => format!("all arrive in {percent}\u{202f}% of runs"),
        Lang::De => format!("alle kommen an in {percent}\u{202f}% der Läufe"),
    }
}

/// Two spans of time as one is said: `30 s to 2 min 37 s`, `25.5 to 30.1 ms`.
fn span(spread: Spread, seconds: f64, lang: Lang) -> String {
    let (low, high) = (spread.p10 * seconds, spread.p90 * seconds);
    // In seconds and below a value has one unit, which both may share.
    for (unit, length, least, most) in [("ms", 1e-3, 0.0, 0.9995), ("s", 1.0, 0.9995, 99.95)] {
        if high < most && (least <= low || low <= 0.0) {
            return between(low / length, high / length, unit, lang);
        }
    }
    let [low, high] = [low, high].map(|time| duration(time, lang));
    if low == high { low } else { format!("{low} {} {high}", lang.pick("to", "bis")) }
}

fn sums(spread: Spread, lang: Lang) -> String {
    if spread.p90.abs() < 0.9995 {
        return between(spread.p10 * 100.0, spread.p90 * 100.0, "ct", lang);
    }
    between(spread.p10, spread.p90, "EUR", lang)
}

fn between(low: f64, high: f64, unit: &str, lang: Lang) -> String {
    let high_text = number(high, lang);
    // As many places as the higher one has: 0.50 to 2.61, and 3.48 to 3.60.
    let places = |text: &str| {
        text.split_once(lang.pick('.', ',')).map_or(0, |(_, places)| places.chars().count())
    };
    let places = places(&high_text).max(places(&number(low, lang)).min(2));
    let (low, high) = (fixed(low, places, lang), fixed(high, places, lang));
    if low == high {
        return format!("{low}\u{202f}{unit}");
    }
    format!("{low} {} {high}\u{202f}{unit}", lang.pick("to", "bis"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(p10: f64, p90: f64, lang: Lang, text: &str) {
        assert_eq!(span(Spread { p10, p50: p10, p90 }, 1.0, lang), text);
    }

    #[test]
    fn a_span_is_said_as_its_value_is() {
        check(30.0, 157.0, Lang::En, "30\u{202f}s to 2\u{202f}min\u{a0}37\u{202f}s");
        check(0.0255, 0.0301, Lang::De, "25,5 bis 30,1\u{202f}ms");
        check(0.31, 2.5, Lang::De, "310\u{202f}ms bis 2,5\u{202f}s");
        check(5.0, 5.0, Lang::En, "5\u{202f}s");
        check(0.0, 9.5, Lang::En, "0.0 to 9.5\u{202f}s");
        check(
            7000.0,
            9000.0,
            Lang::En,
            "1\u{202f}h\u{a0}57\u{202f}min to 2\u{202f}h\u{a0}30\u{202f}min",
        );
    }
}
