//! One sentence that opens each view: what it shows for this scenario.

use super::words::{no_sums, technique};
use crate::model::trace::{Ending, Segment, Stage};
use crate::plan::{Outcome, Plan};
use crate::quantity::{Lang, money, number};
use crate::scenario::field::Source;
use crate::scenario::presets::{is_changed, source};
use crate::scenario::{Field, Scenario};
use crate::units::Seconds;

/// What takes the time.
pub fn timeline(outcome: &Outcome, lang: Lang) -> String {
    let trace = &outcome.trace;
    let vm = outcome.typical();
    let share = |stage: Stage| {
        let spent: Seconds = trace.of(vm).filter(|s| s.stage == stage).map(Segment::duration).sum();
        let whole: Seconds = trace.of(vm).map(Segment::duration).sum();
        number(libm::round(spent.share_of(whole).to_percent()), lang)
    };
    let count = trace.moves.iter().map(|m| m.rounds).max().unwrap_or(0);
    let rounds = match (count, lang) {
        (1, _) => lang.pick("1 round", "1 Runde").to_owned(),
        (_, Lang::En) => format!("{count} rounds"),
        (_, Lang::De) => format!("{count} Runden"),
    };
    if !outcome.figures.ending.completes() {
        return match lang {
            Lang::En => format!("It is given up after {rounds}; the VM stays where it is."),
            Lang::De => {
                format!("Nach {rounds} wird abgebrochen; die VM bleibt, wo sie ist.")
            }
        };
    }
    let disk = trace.of(vm).any(|s| s.stage == Stage::DiskCopy);
    let handed_over = outcome.figures.ending == Ending::HandedOver;
    match (handed_over, disk, lang) {
        (true, _, Lang::En) => format!(
            "The VM runs at the destination almost at once; fetching its memory takes {}\u{202f}% of the time.",
            share(Stage::DemandPaging)
        ),
        (true, _, Lang::De) => format!(
            "Die VM läuft fast sofort am Ziel; ihren Speicher nachzuholen dauert {}\u{202f}% der Zeit.",
            share(Stage::DemandPaging)
        ),
        (false, true, Lang::En) => format!(
            "{}\u{202f}% of the time goes into the disk; the memory follows in {rounds}.",
            share(Stage::DiskCopy)
        ),
        (false, true, Lang::De) => format!(
            "{}\u{202f}% der Zeit braucht die Festplatte; der Speicher folgt in {rounds}.",
            share(Stage::DiskCopy)
        ),
        (false, false, Lang::En) => format!(
            "The memory goes over in {rounds}, and {}\u{202f}% of the time the VM stands still.",
            share(Stage::StopAndCopy)
        ),
        (false, false, Lang::De) => format!(
            "Der Speicher geht in {rounds} hinüber, und {}\u{202f}% der Zeit steht die VM still.",
            share(Stage::StopAndCopy)
        ),
    }
}

/// How the chosen technique compares with the quickest.
pub fn techniques(plan: &Plan, lang: Lang) -> String {
    let time = |outcome: &Outcome| outcome.figures.total_time;
    let is_live = |o: &&Outcome| o.technique.is_live() && o.figures.ending.completes();
    let quickest =
        plan.outcomes.iter().filter(is_live).min_by(|a, b| time(a).get().total_cmp(&time(b).get()));
    let Some(quickest) = quickest else {
        return lang
            .pick(
                "No live technique brings the VMs over.",
                "Kein Live-Verfahren bringt die VMs hinüber.",
            )
            .to_owned();
    };
    let chosen = plan.chosen();
    let name = technique(chosen.technique, lang);
    let quick = technique(quickest.technique, lang);
    if !chosen.figures.ending.completes() {
        return match lang {
            Lang::En => format!("{name}, your choice, fails; {quick} would arrive first."),
            Lang::De => {
                format!("{name}, Ihre Wahl, scheitert; mit {quick} ginge es am schnellsten.")
            }
        };
    }
    let times = number(time(chosen).share_of(time(quickest)).get(), lang);
    match (chosen.technique == quickest.technique, lang) {
        (true, Lang::En) => format!("{name}, your choice, is the quickest live one."),
        (true, Lang::De) => format!("{name}, Ihre Wahl, ist das schnellste Live-Verfahren."),
        (false, Lang::En) => {
            format!(
                "{name}, your choice, takes {times} times as long as {quick}, the quickest live one."
            )
        }
        (false, Lang::De) => format!(
            "{name}, Ihre Wahl, dauert {times}-mal so lang wie {quick}, das schnellste Live-Verfahren."
        ),
    }
}

/// What is saved by the hour, against what the move costs once, or what has to be stated to know.
pub fn energy_view(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> String {
    let Some(sums) = outcome.figures.money else {
        return no_sums(scenario, lang).unwrap_or_default();
    };
    let hourly = sums.saving_per_hour.get();
    let (saving, cost) = (money(hourly.abs(), lang), money(sums.cost.get(), lang));
    match (0.0 <= hourly, lang) {
        (true, Lang::En) => {
            format!("At the destination the VMs save {saving} an hour; the move costs {cost} once.")
        }
        (true, Lang::De) => {
            format!("Am Ziel sparen die VMs {saving} pro Stunde; der Umzug kostet einmal {cost}.")
        }
        (false, Lang::En) => format!(
            "At the destination the VMs cost {saving} more an hour, and the move costs {cost} once."
        ),
        (false, Lang::De) => format!(
            "Am Ziel kosten die VMs {saving} mehr pro Stunde, und der Umzug kostet einmal {cost}."
        ),
    }
}

/// How much of the scenario is assumed, and how much was changed.
pub fn assumptions(scenario: &Scenario, lang: Lang) -> String {
    let controller = scenario.policy.controller;
    let shown = || Field::ALL.iter().filter(|field| field.applies(scenario));
    let changed = |field: Field| is_changed(field, scenario);
    let edited = shown().filter(|field| changed(**field)).count();
    let assumed = shown()
        .filter(|field| source(**field, controller) == Source::Assumption && !changed(**field))
        .count();
    let all = shown().count();
    let edited = match edited {
        0 => lang.pick("none", "keine").to_owned(),
        some => some.to_string(),
    };
    match lang {
        Lang::En => {
            format!(
                "Of {all} inputs you changed {edited}; {assumed} of the others are assumptions."
            )
        }
        Lang::De => {
            format!(
                "Von {all} Eingaben haben Sie {edited} geändert; {assumed} der übrigen sind Annahmen."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::Technique;
    use crate::scenario::check::check;

    #[test]
    fn each_view_opens_with_what_it_shows() {
        let (checked, _) = check(Scenario::default());
        let plan = plan(&checked);
        assert!(timeline(plan.chosen(), Lang::En).contains("goes into the disk"));
        let pre_copy = plan.of(Technique::PreCopy).map(|outcome| timeline(outcome, Lang::De));
        assert!(pre_copy.is_some_and(|text| text.contains("steht die VM still")));
        assert!(techniques(&plan, Lang::En).contains("times as long as"));
        assert!(
            energy_view(plan.chosen(), checked.get(), Lang::En).contains("an hour; the move costs")
        );
        assert!(assumptions(checked.get(), Lang::En).contains("you changed none"));
    }
}
