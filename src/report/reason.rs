//! Why the verdict is as it is: what becomes of the machines, and what would do better.

use super::words::{capital, machines, technique};
use crate::model::trace::{Ending, Stage};
use crate::plan::{Outcome, Plan};
use crate::quantity::{Lang, duration};
use crate::scenario::{Scenario, Technique};

/// What becomes of the machines.
pub(super) fn service(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> String {
    let figures = &outcome.figures;
    let vms = capital(&machines(scenario.fleet.vms, lang));
    let many = 1.5 < scenario.fleet.vms;
    let total = duration(figures.total_time.get(), lang);
    let still = downtimes(outcome, lang);
    let each_en = if many { "each" } else { "it" };
    let each_de = if many { "jede" } else { "sie" };
    let (arrives_en, arrives_de) = if many { ("arrive", "kommen") } else { ("arrives", "kommt") };
    let cause = forced_cause(outcome, lang);
    match (figures.ending, lang) {
        (Ending::OutOfTime, Lang::En) => format!(
            "{vms} {} running where {}: the time limit ran out before the memory that was still \
             being written fitted into the downtime limit.",
            if many { "keep" } else { "keeps" },
            if many { "they are" } else { "it is" },
        ),
        (Ending::OutOfTime, Lang::De) => format!(
            "{vms} {}, wo {}: Die Zeitgrenze war erreicht, bevor der noch geänderte Speicher in das \
             Ausfalllimit passte.",
            if many { "laufen weiter" } else { "läuft weiter" },
            if many { "sie sind" } else { "sie ist" },
        ),
        (Ending::Forced, Lang::En) => {
            format!(
                "{vms} {arrives_en} after {total}, but {each_en} stands still for {still} {cause}."
            )
        }
        (Ending::Forced, Lang::De) => {
            format!(
                "{vms} {arrives_de} nach {total} an, aber {each_de} steht {still} still, {cause}."
            )
        }
        (Ending::Suspended, Lang::En) => {
            format!(
                "{vms} {arrives_en} after {total}; {each_en} is suspended for {still} meanwhile."
            )
        }
        (Ending::Suspended, Lang::De) => {
            format!("{vms} {arrives_de} nach {total} an; {each_de} ist derweil {still} angehalten.")
        }
        (Ending::Restarted, Lang::En) => format!(
            "{vms} {arrives_en} after {total}; {each_en} is shut down and started anew, serves nobody \
             for {still} and loses what was in its memory."
        ),
        (Ending::Restarted, Lang::De) => format!(
            "{vms} {arrives_de} nach {total} an; {each_de} wird heruntergefahren und neu gestartet, \
             fehlt {still} lang und verliert, was in ihrem Speicher war."
        ),
        (Ending::HandedOver, Lang::En) => {
            let stall = duration(figures.longest_stall.get(), lang);
            format!(
                "{vms} {arrives_en} after {total}; {each_en} stands still for {still} at the \
                 handover and may stall for up to {stall} while memory follows."
            )
        }
        (Ending::HandedOver, Lang::De) => {
            let stall = duration(figures.longest_stall.get(), lang);
            format!(
                "{vms} {arrives_de} nach {total} an; {each_de} steht bei der Übergabe {still} still \
                 und kann bis zu {stall} stocken, während der Speicher folgt."
            )
        }
        (Ending::Converged, Lang::En) => {
            format!(
                "{vms} {arrives_en} after {total}, and {each_en} stands still for only {still}."
            )
        }
        (Ending::Converged, Lang::De) => {
            format!("{vms} {arrives_de} nach {total} an, und {each_de} steht nur {still} still.")
        }
    }
}

/// How long the machines stand still, and the longest where that differs.
fn downtimes(outcome: &Outcome, lang: Lang) -> String {
    let figures = &outcome.figures;
    let usual = duration(figures.downtime.get(), lang);
    let longest = duration(figures.longest_downtime.get(), lang);
    if figures.longest_downtime <= figures.downtime * 1.1 {
        return usual;
    }
    match lang {
        Lang::En => format!("{usual} (up to {longest})"),
        Lang::De => format!("{usual} (bis zu {longest})"),
    }
}

/// Why a guest was stopped before the rest fitted.
fn forced_cause(outcome: &Outcome, lang: Lang) -> String {
    let rounds = outcome.trace.moves.iter().map(|m| m.rounds).max().unwrap_or(0);
    if outruns_link(outcome) {
        return lang
            .pick(
                "because memory is dirtied faster than the link can carry it",
                "weil Speicher schneller geändert wird, als die Verbindung ihn überträgt",
            )
            .to_owned();
    }
    match lang {
        Lang::En => {
            format!("because it is stopped after {rounds} rounds, before the rest is small")
        }
        Lang::De => {
            format!("weil sie nach {rounds} Runden angehalten wird, bevor der Rest klein ist")
        }
    }
}

/// Whether the last round left nearly as much as it began with.
fn outruns_link(outcome: &Outcome) -> bool {
    let vm = outcome.typical();
    let segments = || outcome.trace.of(vm);
    let last_round = segments().filter(|s| s.stage == Stage::PreCopy).last();
    let stop = segments().find(|s| s.stage == Stage::StopAndCopy);
    match (last_round, stop) {
        (Some(round), Some(stop)) => round.pending * 0.8 <= stop.pending,
        _ => false,
    }
}

/// Whether nothing went otherwise than the technique has it.
pub(super) fn outcome_is_calm(outcome: &Outcome) -> bool {
    outcome.figures.ending.completes() && outcome.figures.ending != Ending::Forced
}

/// A technique that would do better where the chosen one fails or is forced.
pub(super) fn advice(plan: &Plan, scenario: &Scenario, lang: Lang) -> String {
    let chosen = plan.chosen();
    let good = |outcome: &&Outcome| {
        matches!(outcome.figures.ending, Ending::Converged | Ending::HandedOver)
            && outcome.technique != Technique::Container
    };
    if outcome_is_calm(chosen) {
        return String::new();
    }
    let Some(better) = plan.outcomes.iter().find(good) else { return String::new() };
    let name = technique(better.technique, lang);
    let still = duration(better.figures.downtime.get(), lang);
    let shared = scenario.policy.technique == Technique::Block;
    let many = 1.5 < scenario.fleet.vms;
    match (shared, lang) {
        (true, Lang::En) => format!(
            " With shared storage, {} would keep {} down for only {still}.",
            name.to_ascii_lowercase(),
            if many { "each" } else { "it" }
        ),
        (false, Lang::En) => {
            format!(
                " {name} would keep {} down for only {still}.",
                if many { "each" } else { "it" }
            )
        }
        (true, Lang::De) => format!(
            " Mit gemeinsamem Speicher und {name} stünde {} nur {still} still.",
            if many { "jede" } else { "sie" }
        ),
        (false, Lang::De) => {
            format!(" Mit {name} stünde {} nur {still} still.", if many { "jede" } else { "sie" })
        }
    }
}
