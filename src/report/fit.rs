//! What measured moves tell, in words: what was learned, what they cannot tell, and how much better
//! predictions become by it.

use super::fields::label;
use crate::evidence::fit::{Compared, Errors, Fit, Seen, Tells, Told};
use crate::evidence::validate::ErrorSize;
use crate::quantity::{Lang, duration, percent, quantity};
use crate::scenario::Field;
use crate::scenario::field::Measure;

/// As many moves are listed one by one.
const LISTED: usize = 40;

/// The whole of it, a paragraph or table for each part.
pub fn text(fit: &Fit, lang: Lang) -> String {
    let parts = [
        vec![summary(fit, lang)],
        learned(fit, lang),
        untold(fit, lang),
        errors(fit, lang),
        rows(fit, lang),
    ];
    let parts = parts.into_iter().filter(|lines| !lines.is_empty());
    let text = parts.map(|lines| lines.join("\n") + "\n").collect::<Vec<_>>().join("\n");
    text.replace('\u{202f}', " ")
}

/// What was learned, in one sentence.
pub fn summary(fit: &Fit, lang: Lang) -> String {
    let (moves, inputs) = (fit.moves(), fit.learned().count());
    if fit.carries_over == Some(false) {
        return match lang {
            Lang::En => format!(
                "What {moves} measured moves tell does not carry over: moves that were left out are \
                 predicted no better by it than by the defaults. The profile states nothing."
            ),
            Lang::De => format!(
                "Was {moves} gemessene Umzüge sagen, überträgt sich nicht: Ausgelassene Umzüge sagt es \
                 nicht besser voraus als die Vorgaben. Das Profil gibt nichts an."
            ),
        };
    }
    match (moves, inputs, lang) {
        (_, 0, Lang::En) => "The measured moves are as the defaults have them.".to_owned(),
        (_, 0, Lang::De) => "Die gemessenen Umzüge sind, wie die Vorgaben es sagen.".to_owned(),
        (1, _, Lang::En) => format!("One measured move tells {inputs} of the inputs:"),
        (1, _, Lang::De) => format!("Ein gemessener Umzug sagt {inputs} der Eingaben:"),
        (_, _, Lang::En) => format!("{moves} measured moves tell {inputs} of the inputs:"),
        (_, _, Lang::De) => format!("{moves} gemessene Umzüge sagen {inputs} der Eingaben:"),
    }
}

/// A value of an input, with its unit.
pub fn value(field: Field, value: f64, lang: Lang) -> String {
    match field.measure() {
        _ if field.none() == Some(value) => lang.pick("none", "ohne").to_owned(),
        Measure::Time => duration(value, lang),
        measure => quantity(value, measure, lang),
    }
}

/// A range of an input: `1 to 2 s`, `from 1 s`, `up to 2 s`; none where it has no end.
pub fn range(told: &Told, lang: Lang) -> Option<String> {
    let said = |end: f64| value(told.field, end, lang);
    Some(match (told.range, lang) {
        ((Some(least), Some(most)), Lang::En) => format!("{} to {}", said(least), said(most)),
        ((Some(least), Some(most)), Lang::De) => format!("{} bis {}", said(least), said(most)),
        ((Some(least), None), Lang::En) => format!("{} or more", said(least)),
        ((Some(least), None), Lang::De) => format!("{} oder mehr", said(least)),
        ((None, Some(most)), Lang::En) => format!("{} or less", said(most)),
        ((None, Some(most)), Lang::De) => format!("{} oder weniger", said(most)),
        ((None, None), _) => return None,
    })
}

/// What was learned, a line for each input.
pub fn learned(fit: &Fit, lang: Lang) -> Vec<String> {
    let line = |told: &Told| {
        let name = label(told.field, lang);
        let now = value(told.field, told.value, lang);
        let before = value(told.field, told.default, lang);
        let range = range(told, lang).map(|range| format!(" ({range})")).unwrap_or_default();
        match lang {
            Lang::En => format!("  {name}: {now}{range}, default {before}"),
            Lang::De => format!("  {name}: {now}{range}, Vorgabe {before}"),
        }
    };
    fit.learned().map(line).collect()
}

/// What the moves do not tell, or only from one side, a line for each input.
pub fn untold(fit: &Fit, lang: Lang) -> Vec<String> {
    let line = |told: &Told| {
        let name = label(told.field, lang);
        let default = value(told.field, told.default, lang);
        let range = range(told, lang).unwrap_or_default();
        match (told.tells, lang) {
            (Tells::Value, _) => None,
            (Tells::Nothing, Lang::En) => Some(format!(
                "  {name}: not told, these moves would be the same with any; {default}"
            )),
            (Tells::Nothing, Lang::De) => Some(format!(
                "  {name}: nicht zu erkennen, diese Umzüge wären mit jeder gleich; {default}"
            )),
            (Tells::Default, Lang::En) => {
                Some(format!("  {name}: as the default has it, {default} ({range})"))
            }
            (Tells::Default, Lang::De) => {
                Some(format!("  {name}: wie vorgegeben, {default} ({range})"))
            }
            (Tells::OneSide, Lang::En) => {
                Some(format!("  {name}: told from one side only, {range}; {default}"))
            }
            (Tells::OneSide, Lang::De) => {
                Some(format!("  {name}: nur von einer Seite zu erkennen, {range}; {default}"))
            }
        }
    };
    let lines: Vec<String> = fit.told.iter().filter_map(line).collect();
    if lines.is_empty() {
        return lines;
    }
    let head = lang.pick("What they do not tell stays as it is:", "Was sie nicht sagen, bleibt:");
    std::iter::once(head.to_owned()).chain(lines).collect()
}

/// Errors (median, 90th percentile) before, after, and of moves that were left out.
fn errors(fit: &Fit, lang: Lang) -> Vec<String> {
    let size = |of: ErrorSize| {
        let [median, p90] = [of.median, of.p90].map(|error| percent(error, lang));
        format!("{median} / {p90}")
    };
    let said = |errors: Errors| {
        [errors.total, errors.sent, errors.downtime]
            .map(|error| error.map_or_else(|| "-".to_owned(), size))
    };
    let row = |name: &str, cells: [String; 3]| {
        let [total, sent, downtime] = cells;
        format!("{name:<30}{total:>20}{sent:>20}{downtime:>20}")
    };
    let heads = match lang {
        Lang::En => ["total time", "bytes", "downtime"],
        Lang::De => ["Gesamtzeit", "Bytes", "Ausfallzeit"],
    };
    let mut lines = vec![
        row(
            lang.pick("Error: half, nine in ten", "Fehler: Hälfte, neun von zehn"),
            heads.map(str::to_owned),
        ),
        row(lang.pick("  by the defaults", "  mit den Vorgaben"), said(fit.before())),
        row(lang.pick("  by the fit, which saw them", "  angepasst, gesehen"), said(fit.after())),
    ];
    let left_out = lang.pick("  left out of the fit", "  ausgelassen");
    if fit.carries_over.is_some() {
        lines.push(row(left_out, said(fit.left_out())));
    } else {
        lines.push(
            lang.pick(
                "  A single move cannot be left out: nothing would be fitted on.",
                "  Ein einziger Umzug lässt sich nicht auslassen: Es bliebe keiner.",
            )
            .to_owned(),
        );
    }
    lines
}

/// The moves: measured, and as predicted before, after and left out.
fn rows(fit: &Fit, lang: Lang) -> Vec<String> {
    let time = |seen: Option<f64>| seen.map_or_else(|| "-".to_owned(), |s| duration(s, lang));
    let line = |name: &str, cells: [String; 4]| {
        let [measured, before, after, left_out] = cells;
        let name: String =
            name.chars().rev().take(27).collect::<Vec<_>>().into_iter().rev().collect();
        format!("{name:<28}{measured:>12}{before:>12}{after:>12}{left_out:>12}")
    };
    let heads = match lang {
        Lang::En => ["measured", "default", "fitted", "left out"],
        Lang::De => ["gemessen", "Vorgabe", "angepasst", "ausgelassen"],
    };
    let part = |head: &str, read: fn(&Seen) -> Option<f64>| {
        let row = |row: &Compared| {
            let left_out = row.left_out.and_then(|said| read(&said.seen));
            let cells = [read(&row.seen), read(&row.before.seen), read(&row.after.seen), left_out];
            line(&row.name, cells.map(time))
        };
        let rows = fit.rows.iter().take(LISTED).map(row);
        std::iter::once(line(head, heads.map(str::to_owned))).chain(rows).collect::<Vec<_>>()
    };
    let mut lines = part(lang.pick("Total time", "Gesamtzeit"), |seen| seen.total);
    lines.push(String::new());
    lines.extend(part(lang.pick("Downtime", "Ausfallzeit"), |seen| seen.downtime));
    if LISTED < fit.rows.len() {
        let more = fit.rows.len() - LISTED;
        lines.push(match lang {
            Lang::En => format!("and {more} more"),
            Lang::De => format!("und {more} weitere"),
        });
    }
    lines
}
