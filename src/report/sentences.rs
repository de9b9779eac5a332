//! One sentence that opens each view: what it shows for this scenario.

use super::words::technique;
use crate::model::trace::{Ending, Segment, Stage};
use crate::plan::{Outcome, Plan};
use crate::quantity::{Lang, duration, energy, money, number};
use crate::scenario::field::Source;
use crate::scenario::{Field, Scenario};
use crate::units::Seconds;

/// What takes the time.
pub fn timeline(outcome: &Outcome, lang: Lang) -> String {
    let trace = &outcome.trace;
    let share = |stage: Stage| {
        let spent: Seconds = trace.of(0).filter(|s| s.stage == stage).map(Segment::duration).sum();
        let whole: Seconds = trace.of(0).map(Segment::duration).sum();
        number(libm::round(spent.share_of(whole).to_percent()), lang)
    };
    let rounds = trace.moves.iter().map(|m| m.rounds).max().unwrap_or(0);
    let disk = trace.of(0).any(|s| s.stage == Stage::DiskCopy);
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
            "{}\u{202f}% of the time goes into the disk; the memory follows in {rounds} {}.",
            share(Stage::DiskCopy),
            if rounds == 1 { "round" } else { "rounds" }
        ),
        (false, true, Lang::De) => format!(
            "{}\u{202f}% der Zeit braucht die Festplatte; der Speicher folgt in {rounds} {}.",
            share(Stage::DiskCopy),
            if rounds == 1 { "Runde" } else { "Runden" }
        ),
        (false, false, Lang::En) => format!(
            "The memory goes over in {rounds} {}, and {}\u{202f}% of the time the VM stands still.",
            if rounds == 1 { "round" } else { "rounds" },
            share(Stage::StopAndCopy)
        ),
        (false, false, Lang::De) => format!(
            "Der Speicher geht in {rounds} {} hinüber, und {}\u{202f}% der Zeit steht die VM still.",
            if rounds == 1 { "Runde" } else { "Runden" },
            share(Stage::StopAndCopy)
        ),
    }
}

/// Which technique is quickest and which disturbs least.
pub fn techniques(plan: &Plan, lang: Lang) -> String {
    let arrives = || plan.outcomes.iter().filter(|o| o.figures.ending.completes());
    let least = |read: fn(&Outcome) -> f64| arrives().min_by(|a, b| read(a).total_cmp(&read(b)));
    let quickest = least(|o| o.figures.total_time.get());
    let calmest = least(|o| o.figures.downtime.get());
    let (Some(quickest), Some(calmest)) = (quickest, calmest) else {
        return lang
            .pick("No technique brings the VMs over.", "Kein Verfahren bringt die VMs hinüber.")
            .to_owned();
    };
    let quick = technique(quickest.technique, lang);
    let calm = technique(calmest.technique, lang);
    let time = duration(quickest.figures.total_time.get(), lang);
    let still = duration(calmest.figures.downtime.get(), lang);
    match (quickest.technique == calmest.technique, lang) {
        (true, Lang::En) => {
            format!("{quick} is the quickest ({time}) and has the shortest downtime ({still}).")
        }
        (true, Lang::De) => {
            format!(
                "{quick} ist am schnellsten ({time}) und hat die kürzeste Ausfallzeit ({still})."
            )
        }
        (false, Lang::En) => {
            format!("{quick} is the quickest ({time}); {calm} has the shortest downtime ({still}).")
        }
        (false, Lang::De) => format!(
            "{quick} ist am schnellsten ({time}); {calm} hat die kürzeste Ausfallzeit ({still})."
        ),
    }
}

/// What the move takes, and what dominates it.
pub fn energy_view(outcome: &Outcome, lang: Lang) -> String {
    let bill = &outcome.figures.bill;
    let total = bill.total();
    let share = number(libm::round(bill.network.share_of(total).to_percent()), lang);
    let total = energy(total.to_joules(), lang);
    let cost = money(bill.cost.get(), lang);
    match lang {
        Lang::En => {
            format!(
                "The move takes {total} and costs {cost}; {share}\u{202f}% of the energy goes into the network."
            )
        }
        Lang::De => {
            format!(
                "Der Umzug braucht {total} und kostet {cost}; {share}\u{202f}% der Energie nimmt das Netz."
            )
        }
    }
}

/// How much of the scenario is assumed, and how much was changed.
pub fn assumptions(scenario: &Scenario, lang: Lang) -> String {
    let paper = Scenario::default();
    let changed = |field: &&&Field| field.get(scenario).to_bits() != field.get(&paper).to_bits();
    let edited = Field::ALL.iter().filter(|field| changed(&field)).count();
    let assumed = Field::ALL
        .iter()
        .filter(|field| field.source() == Source::Assumption && !changed(&field))
        .count();
    let all = Field::ALL.len();
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
        assert!(techniques(&plan, Lang::En).starts_with("Post-copy is the quickest"));
        assert!(energy_view(plan.chosen(), Lang::En).contains("into the network"));
        assert!(assumptions(checked.get(), Lang::En).contains("you changed 0"));
    }
}
