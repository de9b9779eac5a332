//! A plan as a report in Markdown, for a ticket or a wiki.

use std::fmt::Write;

use super::Stated;
use super::link::encode_all;
use super::plan_file::{PlanFile, SpreadFile};
use crate::quantity::{Lang, duration, number, plain_spaces, quantity};
use crate::scenario::field::Measure;

/// The report of a plan of what was stated.
pub fn report(stated: &Stated, plan: &PlanFile, lang: Lang) -> String {
    let mut text = format!("# {}\n\n", plan.verdict.sentence);
    let range = |spread: SpreadFile, write: &dyn Fn(f64) -> String| {
        format!("{} {} {}", write(spread.p10), lang.pick("to", "bis"), write(spread.p90))
    };
    let time = |seconds: f64| duration(seconds, lang);
    let size = |bytes: f64| quantity(bytes, Measure::Size, lang);
    let ranges = plan.ranges;
    let rows: [(&str, String, Option<String>); 4] = [
        (
            lang.pick("Machines that arrive", "Maschinen, die ankommen"),
            format!("{} / {}", plan.verdict.arrived, plan.verdict.of),
            ranges.map(|all| format!("{} %", number(all.completes * 100.0, lang))),
        ),
        (
            lang.pick("Total migration time", "Gesamtdauer"),
            time(plan.total_time_s),
            ranges.map(|all| range(all.total_time_s, &time)),
        ),
        (
            lang.pick("Longest downtime", "Längste Ausfallzeit"),
            time(plan.downtime_s),
            ranges.map(|all| range(all.downtime_s, &time)),
        ),
        (
            lang.pick("Sent", "Gesendet"),
            size(plan.sent_bytes),
            ranges.map(|all| range(all.sent_bytes, &size)),
        ),
    ];
    let heads = lang.pick(
        ["Figure", "Typical run", "8 of 10 runs"],
        ["Größe", "Üblicher Lauf", "8 von 10 Läufen"],
    );
    let cells = rows.map(|(name, value, range)| {
        vec![name.to_owned(), value, range.unwrap_or_else(|| "–".to_owned())]
    });
    table(&mut text, &heads, &cells);
    heading(&mut text, lang.pick("What decides", "Was entscheidet"));
    let heads = lang.pick(["Input", "Value", "Source"], ["Eingabe", "Wert", "Quelle"]);
    let deciding: Vec<Vec<String>> = plan
        .deciding
        .iter()
        .map(|of| vec![of.input.clone(), of.value.clone(), of.source.clone()])
        .collect();
    table(&mut text, &heads, &deciding);
    if !plan.outside_measured.is_empty() {
        let outside = plan.outside_measured.join(", ");
        let lead = lang.pick("Outside of what was measured:", "Außerhalb des Gemessenen:");
        let _ = writeln!(text, "\n{lead} {outside}.");
    }
    heading(&mut text, lang.pick("Techniques", "Verfahren"));
    let heads = lang.pick(
        ["Technique", "Arrives", "Total time", "Longest downtime", "Sent", "Cost"],
        ["Verfahren", "Kommt an", "Gesamtdauer", "Längste Ausfallzeit", "Gesendet", "Kosten"],
    );
    let yes = |is: bool| if is { lang.pick("yes", "ja") } else { lang.pick("no", "nein") };
    let techniques: Vec<Vec<String>> = plan
        .outcomes
        .iter()
        .map(|of| {
            vec![
                of.technique.to_owned(),
                yes(of.completes).to_owned(),
                time(of.total_migration_time_s),
                time(of.longest_downtime_s),
                size(of.transferred_bytes),
                of.cost.map_or_else(|| "–".to_owned(), |cost| crate::quantity::money(cost, lang)),
            ]
        })
        .collect();
    table(&mut text, &heads, &techniques);
    heading(&mut text, lang.pick("Scenario", "Szenario"));
    let json = serde_json::to_string_pretty(&plan.scenario).unwrap_or_default();
    let _ = writeln!(text, "```json\n{json}\n```\n\nMovecast: `#{}`", encode_all(stated));
    plain_spaces(&text)
}

pub(super) fn heading(text: &mut String, name: &str) {
    let _ = writeln!(text, "\n## {name}\n");
}

pub(super) fn table(text: &mut String, heads: &[&str], rows: &[Vec<String>]) {
    let _ = writeln!(text, "| {} |", heads.join(" | "));
    let _ = writeln!(text, "|{}", "---|".repeat(heads.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_the_plan_does_in_either_language() {
        let stated = Stated::default();
        for lang in [Lang::En, Lang::De] {
            let plan = PlanFile::said(&stated, lang);
            let text = report(&stated, &plan, lang);
            assert!(text.starts_with(&format!("# {}\n", plan.verdict.sentence)), "{text}");
            for of in &plan.deciding {
                assert!(text.contains(&of.input), "{text}");
            }
            assert!(text.contains("#2&p=paper"), "{text}");
            assert!(!text.contains("NaN"), "{text}");
        }
    }
}
