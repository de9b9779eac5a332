//! Why the verdict is as it is: what becomes of the machines, and what would do better.

use super::headline::failures;
use super::words::{capital, machines, technique};
use crate::model::trace::{Ending, Stage};
use crate::plan::verdict::{Kind, Verdict};
use crate::plan::{Outcome, Plan};
use crate::quantity::{Lang, duration};
use crate::scenario::{Scenario, Technique};

/// What becomes of the machines: of a scenario's that all fare alike, or of how many of them.
pub(super) fn fates(
    verdict: &Verdict,
    outcome: Option<&Outcome>,
    scenario: &Scenario,
    lang: Lang,
) -> String {
    match outcome {
        Some(outcome) if verdict.kind() == Kind::Arrives && !verdict.is_mixed() => {
            service(outcome, scenario, lang)
        }
        _ => counts(verdict, lang),
    }
}

/// How many arrive and when, and what becomes of the others.
fn counts(verdict: &Verdict, lang: Lang) -> String {
    let end = duration(verdict.makespan.get(), lang);
    let (arrived, of) = (verdict.arrived(), verdict.of);
    let mut said = Vec::new();
    if let Some(demand) = verdict.demand.filter(|demand| !demand.fits()) {
        said.extend(needed(demand.hosts_needed, lang));
    }
    said.extend(match (arrived, verdict.fates.failed(), lang) {
        (0, 0, _) => None,
        (0, _, _) => Some(nobody(verdict, lang)),
        (_, 0, Lang::En) => Some(format!("The last of {of} VMs arrives after {end}.")),
        (_, 0, Lang::De) => Some(format!("Die letzte von {of} VMs kommt nach {end} an.")),
        (_, _, Lang::En) => Some(format!(
            "{arrived} of {of} VMs arrive; {}. Those stay where they are; the last is settled after \
             {end}.",
            failures(verdict, lang)
        )),
        (_, _, Lang::De) => Some(format!(
            "{arrived} von {of} VMs kommen an; {}. Diese bleiben, wo sie sind; nach {end} ist über \
             die letzte entschieden.",
            failures(verdict, lang)
        )),
    });
    if 0 < arrived {
        let longest = duration(verdict.downtime.most.get(), lang);
        let forced = verdict.fates.forced;
        said.push(match (forced, lang) {
            (0, Lang::En) => format!("None stands still for longer than {longest}."),
            (0, Lang::De) => format!("Keine steht länger als {longest} still."),
            (_, Lang::En) => format!(
                "{forced} {} stopped before the rest was small; the longest standstill is {longest}.",
                if forced == 1 { "is" } else { "are" }
            ),
            (_, Lang::De) => format!(
                "{forced} {} angehalten, bevor der Rest klein ist; am längsten steht eine {longest} \
                 still.",
                if forced == 1 { "wird" } else { "werden" }
            ),
        });
    }
    said.join(" ")
}

/// How many hosts it takes; nothing where no number of them is enough.
fn needed(hosts: u32, lang: Lang) -> Option<String> {
    const MOST: u32 = 100_000;
    (hosts < MOST).then(|| match lang {
        Lang::En => format!("It takes {hosts} such hosts, or larger ones."),
        Lang::De => format!("Nötig sind {hosts} solche Hosts oder größere."),
    })
}

/// Why none arrives.
fn nobody(verdict: &Verdict, lang: Lang) -> String {
    let vms = capital(&machines(f64::from(verdict.of), lang));
    let many = 1 < verdict.of;
    let (stuck, cut_off) = (verdict.fates.stuck, verdict.fates.cut_off);
    match (stuck, cut_off, lang) {
        (_, 0, Lang::En) => format!(
            "{vms} {} not converge: memory is written faster than it is copied until the time is up. \
             {} running at the source.",
            if many { "do" } else { "does" },
            if many { "They keep" } else { "It keeps" },
        ),
        (_, 0, Lang::De) => format!(
            "{vms} {} nicht: Speicher wird schneller geändert als kopiert, bis die Zeit um ist. Sie \
             {} am Ursprung weiter.",
            if many { "konvergieren" } else { "konvergiert" },
            if many { "laufen" } else { "läuft" },
        ),
        (0, _, Lang::En) => format!(
            "The time is up before all of it had been copied once. {vms} {} running at the source.",
            if many { "keep" } else { "keeps" },
        ),
        (0, _, Lang::De) => format!(
            "Die Zeit ist um, bevor alles einmal kopiert ist. {vms} {} am Ursprung weiter.",
            if many { "laufen" } else { "läuft" },
        ),
        (_, _, Lang::En) => {
            format!("{vms} keep running at the source: {}.", failures(verdict, lang))
        }
        (_, _, Lang::De) => {
            format!("{vms} laufen am Ursprung weiter: {}.", failures(verdict, lang))
        }
    }
}

/// What becomes of the machines.
fn service(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> String {
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
        // None of those that arrive ends so.
        (Ending::OutOfTime, _) => String::new(),
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

/// A technique that would do what the chosen one does not: bring all over within the limits.
pub(super) fn advice(plan: &Plan, scenario: &Scenario, lang: Lang) -> Option<String> {
    let reaches = |outcome: &&Outcome| {
        matches!(outcome.figures.ending, Ending::Converged | Ending::HandedOver)
            && outcome.technique != Technique::Container
            && Verdict::of(scenario, outcome).is_reached()
    };
    if Verdict::of(scenario, plan.chosen()).is_reached() {
        return None;
    }
    let better = plan.outcomes.iter().find(reaches)?;
    let name = technique(better.technique, lang);
    let still = duration(better.figures.longest_downtime.get(), lang);
    let shared = scenario.policy.technique == Technique::Block;
    let each = match (1.5 < scenario.fleet.vms, lang) {
        (true, Lang::En) => "each",
        (false, Lang::En) => "it",
        (true, Lang::De) => "jede",
        (false, Lang::De) => "sie",
    };
    Some(match (shared, lang) {
        (true, Lang::En) => format!(
            "With shared storage, {} would keep {each} down for only {still}.",
            name.to_ascii_lowercase()
        ),
        (false, Lang::En) => format!("{name} would keep {each} down for only {still}."),
        (true, Lang::De) => {
            format!("Mit gemeinsamem Speicher und {name} stünde {each} nur {still} still.")
        }
        (false, Lang::De) => format!("Mit {name} stünde {each} nur {still} still."),
    })
}
