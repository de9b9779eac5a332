//! Why the verdict is as it is: what becomes of the machines, and what would do better.

use super::headline::{failures, partly};
use super::words::{capital, fill, machines, technique};
use crate::model::trace::{Ending, Stage};
use crate::plan::verdict::{Kind, Matter, Verdict};
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
        _ => counts(verdict, scenario.policy.technique, lang),
    }
}

/// How many arrive and when, and what becomes of the others.
fn counts(verdict: &Verdict, technique: Technique, lang: Lang) -> String {
    let end = duration(verdict.makespan.get(), lang);
    let mut said = Vec::new();
    if let Some(demand) = verdict.demand.filter(|demand| !demand.fits()) {
        said.extend(needed(demand.hosts_needed, lang));
    }
    said.extend(match (verdict.arrived(), verdict.fates.failed()) {
        (0, 0) => None,
        (0, _) => Some(nobody(verdict, technique, lang)),
        (_, 0) => {
            let pattern = lang.pick(
                "The last of {} VMs arrives after {}.",
                "Die letzte von {} VMs kommt nach {} an.",
            );
            Some(fill(pattern, &[&verdict.of.to_string(), &end]))
        }
        // The headline has said how many arrive.
        _ if verdict.matter() == Matter::Partly => {
            let pattern = lang.pick(
                "The others stay where they are; the last is settled after {}.",
                "Die anderen bleiben, wo sie sind; nach {} ist über die letzte entschieden.",
            );
            Some(fill(pattern, &[&end]))
        }
        _ => {
            let pattern = lang.pick(
                "{} Those stay where they are; the last is settled after {}.",
                "{} Diese bleiben, wo sie sind; nach {} ist über die letzte entschieden.",
            );
            Some(fill(pattern, &[&partly(verdict, lang), &end]))
        }
    });
    if 0 < verdict.arrived() {
        let longest = duration(verdict.downtime.most.get(), lang);
        let forced = verdict.fates.forced;
        let pattern = match forced {
            0 => lang.pick(
                "{}None stands still for longer than {}.",
                "{}Keine steht länger als {} still.",
            ),
            1 => lang.pick(
                "{} is stopped before the rest was small; the longest standstill is {}.",
                "{} wird angehalten, bevor der Rest klein ist; am längsten steht eine {} still.",
            ),
            _ => lang.pick(
                "{} are stopped before the rest was small; the longest standstill is {}.",
                "{} werden angehalten, bevor der Rest klein ist; am längsten steht eine {} still.",
            ),
        };
        let count = if forced == 0 { String::new() } else { forced.to_string() };
        said.push(fill(pattern, &[&count, &longest]));
    }
    said.join(" ")
}

/// How many hosts it takes; nothing where no number of them is enough.
fn needed(hosts: u32, lang: Lang) -> Option<String> {
    const MOST: u32 = 100_000;
    let pattern = lang.pick(
        "It takes {} such hosts, or larger ones.",
        "Nötig sind {} solche Hosts oder größere.",
    );
    (hosts < MOST).then(|| fill(pattern, &[&hosts.to_string()]))
}

/// Why none arrives.
fn nobody(verdict: &Verdict, technique: Technique, lang: Lang) -> String {
    let vms = capital(&machines(f64::from(verdict.of), lang));
    let many = 1 < verdict.of;
    let (stuck, cut_off) = (verdict.fates.stuck, verdict.fates.cut_off);
    if technique == Technique::Storage && cut_off == 0 {
        return mirror_never_ends(lang).to_owned();
    }
    let pattern = match (stuck, cut_off, many) {
        (_, 0, true) => lang.pick(
            "{} do not converge: memory is written faster than it is copied until the time is up. \
             They keep running at the source.",
            "{} konvergieren nicht: Speicher wird schneller geändert als kopiert, bis die Zeit um ist. \
             Sie laufen am Ursprung weiter.",
        ),
        (_, 0, false) => lang.pick(
            "{} does not converge: memory is written faster than it is copied until the time is up. \
             It keeps running at the source.",
            "{} konvergiert nicht: Speicher wird schneller geändert als kopiert, bis die Zeit um ist. \
             Sie läuft am Ursprung weiter.",
        ),
        (0, _, true) => lang.pick(
            "The time is up before all of it had been copied once. {} keep running at the source.",
            "Die Zeit ist um, bevor alles einmal kopiert ist. {} laufen am Ursprung weiter.",
        ),
        (0, _, false) => lang.pick(
            "The time is up before all of it had been copied once. {} keeps running at the source.",
            "Die Zeit ist um, bevor alles einmal kopiert ist. {} läuft am Ursprung weiter.",
        ),
        _ => lang.pick(
            "{} keep running at the source: {}.",
            "{} laufen am Ursprung weiter: {}.",
        ),
    };
    fill(pattern, &[&vms, &failures(verdict, lang)])
}

/// Why a disk that moves alone is never in step.
const fn mirror_never_ends(lang: Lang) -> &'static str {
    lang.pick(
        "It does not converge: the disk is written faster than it is copied, and stays where it is.",
        "Es konvergiert nicht: Die Platte wird schneller beschrieben als kopiert und bleibt, wo sie ist.",
    )
}

/// What becomes of machines that all arrive alike.
fn service(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> String {
    let figures = &outcome.figures;
    let vms = capital(&machines(scenario.fleet.vms, lang));
    let many = 1.5 < scenario.fleet.vms;
    let total = duration(figures.total_time.get(), lang);
    let still = downtimes(outcome, lang);
    let each = if many { lang.pick("each", "jede") } else { lang.pick("it", "sie") };
    let arrive = if many { lang.pick("arrive", "kommen") } else { lang.pick("arrives", "kommt") };
    let stall = duration(figures.longest_stall.get(), lang);
    let cause = forced_cause(outcome, lang);
    if outcome.technique.converts() {
        let pattern = lang.pick(
            "{} {} after {}; {} is down for {}: shut down, copied, converted and booted.{}",
            "{} {} nach {} an; {} ist {} lang aus: heruntergefahren, kopiert, konvertiert, gestartet.{}",
        );
        return fill(pattern, &[&vms, arrive, &total, each, &still, deltas_grow(outcome, lang)]);
    }
    let (pattern, last) = match figures.ending {
        // None of those that arrive ends so.
        Ending::OutOfTime => ("", ""),
        Ending::Forced => (
            lang.pick(
                "{} {} after {}, but {} stands still for {} {}.",
                "{} {} nach {} an, aber {} steht {} still, {}.",
            ),
            cause.as_str(),
        ),
        Ending::Suspended => (
            lang.pick(
                "{} {} after {}; {} is suspended for {} meanwhile.",
                "{} {} nach {} an; {} ist derweil {} angehalten.",
            ),
            "",
        ),
        Ending::Restarted => (
            lang.pick(
                "{} {} after {}; {} is shut down and started anew, serves nobody for {} and loses \
                 what was in its memory.",
                "{} {} nach {} an; {} wird heruntergefahren und neu gestartet, fehlt {} lang und \
                 verliert, was in ihrem Speicher war.",
            ),
            "",
        ),
        Ending::HandedOver => (
            lang.pick(
                "{} {} after {}; {} stands still for {} at the handover and may stall for up to {} \
                 while memory follows.",
                "{} {} nach {} an; {} steht bei der Übergabe {} still und kann bis zu {} stocken, \
                 während der Speicher folgt.",
            ),
            stall.as_str(),
        ),
        Ending::Converged => (
            lang.pick(
                "{} {} after {}, and {} stands still for only {}.",
                "{} {} nach {} an, und {} steht nur {} still.",
            ),
            "",
        ),
    };
    fill(pattern, &[&vms, arrive, &total, each, &still, last])
}

/// That a further delta would be no smaller, where that is so.
fn deltas_grow(outcome: &Outcome, lang: Lang) -> &'static str {
    let vm = outcome.typical();
    let copies = || outcome.trace.of(vm).filter(|s| s.stage == Stage::DiskCopy);
    let last = copies().last();
    let rest = outcome.trace.of(vm).find(|s| s.stage == Stage::OfflineCopy);
    match (last, rest) {
        (Some(last), Some(rest)) if last.pending * 0.8 <= rest.pending => lang.pick(
            " The disk is written as fast as it is copied: a further delta would not be smaller.",
            " Die Platte wird so schnell beschrieben wie kopiert: Ein weiteres Delta wäre nicht kleiner.",
        ),
        _ => "",
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
    fill(lang.pick("{} (up to {})", "{} (bis zu {})"), &[&usual, &longest])
}

/// Why a guest was stopped before the rest fitted.
fn forced_cause(outcome: &Outcome, lang: Lang) -> String {
    let rounds = outcome.trace.moves.iter().map(|m| m.rounds).max().unwrap_or(0);
    let pattern = if outruns_link(outcome) {
        lang.pick(
            "because memory is dirtied faster than the link can carry it",
            "weil Speicher schneller geändert wird, als die Verbindung ihn überträgt",
        )
    } else {
        lang.pick(
            "because it is stopped after {} rounds, before the rest is small",
            "weil sie nach {} Runden angehalten wird, bevor der Rest klein ist",
        )
    };
    fill(pattern, &[&rounds.to_string()])
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
    let chosen = Verdict::of(scenario, plan.chosen());
    if chosen.is_reached() {
        return None;
    }
    let better = plan.outcomes.iter().find(reaches)?;
    let name = technique(better.technique, lang);
    let still = duration(better.figures.longest_downtime.get(), lang);
    let many = 1.5 < scenario.fleet.vms;
    let each = if many { lang.pick("each", "jede") } else { lang.pick("it", "sie") };
    let lower = name.to_ascii_lowercase();
    let needs_storage = scenario.policy.technique == Technique::Block;
    let with = match (needs_storage, lang) {
        (true, Lang::En) => format!("With shared storage and {lower}"),
        (true, Lang::De) => format!("Mit gemeinsamem Speicher und {name}"),
        (false, Lang::En) => format!("With {lower}"),
        (false, Lang::De) => format!("Mit {name}"),
    };
    if chosen.kind() == Kind::Arrives {
        let pattern = lang.pick("{}, {} would be down for only {}.", "{} stünde {} nur {} still.");
        return Some(fill(pattern, &[&with, each, &still]));
    }
    let time = duration(better.figures.total_time.get(), lang);
    let pattern = if many {
        lang.pick(
            "{}, all would have arrived after {}, each down for only {}.",
            "{} wären alle nach {} da, und jede stünde nur {} still.",
        )
    } else {
        lang.pick(
            "{}, it would have arrived after {}, down for only {}.",
            "{} wäre sie nach {} da und stünde nur {} still.",
        )
    };
    Some(fill(pattern, &[&with, &time, &still]))
}
