//! What users feel, in sentences: who is affected and why, what it costs, and what it risks.

use crate::chart::words::{class, group, rounded, times};
use crate::model::service::profile::{DIP, Group};
use crate::model::service::risk::Risk;
use crate::model::service::slo::{Felt, GroupService, Service};
use crate::model::trace::Stage;
use crate::plan::Outcome;
use crate::plan::service::hosting;
use crate::quantity::{Lang, duration, energy, money, number, percent};
use crate::scenario::Scenario;
use crate::units::{Money, Seconds};

/// A stretch below this is not noticed.
const NOTICED: f64 = 1.05;

fn seconds(time: Seconds, lang: Lang) -> String {
    duration(time.get(), lang)
}

fn slowed(felt: &Felt) -> f64 {
    felt.during.share_of(felt.before).get()
}

fn worst(of: &GroupService) -> Option<&Felt> {
    of.felt.iter().max_by(|a, b| slowed(a).total_cmp(&slowed(b)))
}

/// What users feel, in one sentence.
pub fn lead(service: &Service, outcome: &Outcome, lang: Lang) -> String {
    let all = service.groups.iter().flat_map(|of| of.felt.iter().map(move |felt| (of.group, felt)));
    let most = all.max_by(|a, b| slowed(a.1).total_cmp(&slowed(b.1)));
    let still = seconds(outcome.figures.longest_stall, lang);
    let slow = match most {
        Some((of, felt)) if NOTICED <= slowed(felt) => {
            let (what, factor) = (class(felt.class, lang), times(slowed(felt), lang));
            let whose = group(of, lang);
            match lang {
                Lang::En => format!("{what} takes up to {factor} as long while they run ({whose})"),
                Lang::De => {
                    format!("{what} dauert bis zu {factor} so lang, solange sie laufen ({whose})")
                }
            }
        }
        _ => lang
            .pick("while they run, nobody notices", "solange sie laufen, merkt niemand etwas")
            .to_owned(),
    };
    match lang {
        Lang::En => format!("The VMs do not answer for {still}; {slow}."),
        Lang::De => format!("Die VMs antworten {still} lang nicht; {slow}."),
    }
}

/// Who is affected and why, a sentence each.
pub fn causes(scenario: &Scenario, outcome: &Outcome, found: &Service, lang: Lang) -> Vec<String> {
    let mut said = vec![memory(scenario, outcome, lang)];
    said.extend(copy(scenario, outcome, found, lang));
    said.extend(guest(scenario, outcome, lang));
    said.extend(
        found.groups.iter().filter(|of| of.group != Group::Moved).map(|of| others(of, lang)),
    );
    said.extend(afterwards(found, lang));
    said
}

/// Whether memory is short.
fn memory(scenario: &Scenario, outcome: &Outcome, lang: Lang) -> String {
    let hosting = hosting(scenario, outcome.technique);
    let mib = |bytes: crate::units::Bytes| format!("{}\u{202f}MiB", number(bytes.to_mib(), lang));
    let (loaded, swapped) = (mib(hosting.loaded), mib(hosting.swapped()));
    let fits = mib(hosting.loaded - hosting.swapped());
    if !hosting.swapped().is_positive() {
        return match lang {
            Lang::En => format!(
                "Memory suffices: the programs of a VM keep {loaded} in use, so that files are read from the page cache and a busy disk goes unnoticed."
            ),
            Lang::De => format!(
                "Der Speicher reicht: Die Programme einer VM halten {loaded} belegt, sodass Dateien aus dem Seitencache kommen und eine beschäftigte Platte nicht auffällt."
            ),
        };
    }
    let writes = hosting.swap_writes();
    let rate = format!("{}\u{202f}MiB/s", number(writes.to_mib_per_s(), lang));
    match (hosting.copies_disk, lang) {
        (true, Lang::En) => format!(
            "Memory is short: {loaded} are loaded, {fits} fit, {swapped} are swapped. Everybody on that disk waits for it; while the disk is copied each VM’s swap writes (about {rate}) go to both hosts, which couples them. The plan’s disk write rate does not contain them."
        ),
        (true, Lang::De) => format!(
            "Der Speicher ist knapp: {loaded} sind belegt, {fits} passen, {swapped} sind ausgelagert. Darauf warten alle an dieser Platte; während sie kopiert wird, gehen die Auslagerungen jeder VM (etwa {rate}) an beide Hosts und koppeln sie. Die Schreibrate der Platte im Plan enthält sie nicht."
        ),
        (false, Lang::En) => format!(
            "Memory is short: {loaded} are loaded, {fits} fit, {swapped} are swapped to the shared storage, where everybody waits for it before, during and after."
        ),
        (false, Lang::De) => format!(
            "Der Speicher ist knapp: {loaded} sind belegt, {fits} passen, {swapped} sind auf das gemeinsame Speichersystem ausgelagert; darauf warten alle, vorher, währenddessen und nachher."
        ),
    }
}

/// What the copy takes from others.
fn copy(scenario: &Scenario, outcome: &Outcome, found: &Service, lang: Lang) -> Vec<String> {
    let spans = || found.groups.iter().flat_map(|of| &of.profile.spans);
    let most = |read: fn(&crate::model::service::strain::Strain) -> f64| {
        spans().map(|span| read(&span.strain)).fold(0.0, f64::max)
    };
    let (disk, cpu, link) = (most(|s| s.copy), most(|s| s.cpu), most(|s| s.link));
    let hosting = hosting(scenario, outcome.technique);
    let mut said = Vec::new();
    if hosting.copies_disk && 0.005 < disk {
        let share = percent(disk.min(1.0), lang);
        said.push(match lang {
            Lang::En => {
                format!("The copy takes up to {share} of what the storage of each host can do.")
            }
            Lang::De => {
                format!(
                    "Die Kopie nimmt bis zu {share} dessen, was das Speichersystem je Host kann."
                )
            }
        });
    }
    let is_over_link = scenario.users.over_link.is_positive() && scenario.users.http.is_positive();
    if is_over_link && NOTICED < link {
        let factor = times(link, lang);
        said.push(match lang {
            Lang::En => format!("HTTP answers share the link with the migration: their transfer takes up to {factor} as long."),
            Lang::De => format!("HTTP-Antworten teilen die Verbindung mit der Migration: Ihre Übertragung dauert bis zu {factor} so lang."),
        });
    }
    if NOTICED < cpu {
        let factor = times(cpu, lang);
        said.push(match lang {
            Lang::En => {
                format!("CPUs are short: VMs and migrations ask for {factor} what a host has.")
            }
            Lang::De => {
                format!("CPUs sind knapp: VMs und Migrationen verlangen {factor} so viel, wie ein Host hat.")
            }
        });
    }
    said
}

/// What a migration does to the guest itself.
fn guest(scenario: &Scenario, outcome: &Outcome, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    let throttle = outcome.trace.moves.iter().map(|m| m.throttle.get()).fold(0.0, f64::max);
    if 0.0 < throttle {
        let share = percent(throttle, lang);
        let factor = times(1.0 / (1.0 - throttle.min(0.99)), lang);
        said.push(match lang {
            Lang::En => format!("Auto-converge throttles the vCPUs by up to {share}: computing then takes {factor} as long."),
            Lang::De => format!("Auto-Converge bremst die vCPUs um bis zu {share}: Rechnen dauert dann {factor} so lang."),
        });
    }
    let pages = outcome.trace.of(outcome.typical()).any(|s| s.stage == Stage::DemandPaging);
    let stall = outcome.figures.longest_stall;
    if pages && outcome.figures.downtime < stall {
        let (stall, trip) = (seconds(stall, lang), seconds(scenario.link.rtt, lang));
        said.push(match lang {
            Lang::En => format!("After the handover a VM waits for its first pages, {stall} in all, and for each further one a round trip of {trip}."),
            Lang::De => format!("Nach der Übergabe wartet eine VM auf ihre ersten Seiten, insgesamt {stall}, und auf jede weitere eine Umlaufzeit von {trip}."),
        });
    }
    if outcome.figures.ending.completes() && scenario.fleet.load.is_positive() {
        let dip = seconds(DIP, lang);
        said.push(match lang {
            Lang::En => format!("For about {dip} after it arrives a busy VM is somewhat slower: its caches are cold."),
            Lang::De => format!("Etwa {dip} nach der Ankunft ist eine beschäftigte VM etwas langsamer: Ihre Caches sind kalt."),
        });
    }
    said
}

/// What those feel who do not move.
fn others(of: &GroupService, lang: Lang) -> String {
    let whose = group(of.group, lang);
    let count = number(of.machines, lang);
    match worst(of) {
        Some(felt) if NOTICED <= slowed(felt) => {
            let (what, during) = (class(felt.class, lang), times(slowed(felt), lang));
            let after = times(felt.after.share_of(felt.before).get(), lang);
            match lang {
                Lang::En => format!(
                    "{whose} ({count}) feel it too: {what} takes {during} as long during the migration and {after} afterwards."
                ),
                Lang::De => format!(
                    "{whose} ({count}) spüren es auch: {what} dauert während der Migration {during} und danach {after} so lang."
                ),
            }
        }
        _ => match lang {
            Lang::En => format!("{whose} ({count}) do not notice it."),
            Lang::De => format!("{whose} ({count}) merken nichts davon."),
        },
    }
}

/// The state that lasts.
fn afterwards(found: &Service, lang: Lang) -> Option<String> {
    let moved = found.group(Group::Moved)?;
    let after = |felt: &Felt| felt.after.share_of(felt.before).get();
    let felt = moved.felt.iter().max_by(|a, b| after(a).total_cmp(&after(b)))?;
    (NOTICED <= after(felt)).then(|| {
        let (what, factor) = (class(felt.class, lang), times(after(felt), lang));
        match lang {
            Lang::En => format!("Afterwards all share one host: {what} goes on taking {factor} as long as before."),
            Lang::De => format!("Danach teilen sich alle einen Host: {what} dauert weiterhin {factor} so lang wie vorher."),
        }
    })
}

/// Slow time, requests and their price.
pub fn cost(scenario: &Scenario, found: &Service, lang: Lang) -> Vec<String> {
    let limit = rounded(scenario.users.slow_from.get(), lang);
    let slow = seconds(found.slow, lang);
    let count = |requests: f64| number(libm::round(requests), lang);
    let (all, late, lost) =
        (count(found.requests), count(found.slow_requests), count(found.lost_requests));
    let mut said = vec![match lang {
        Lang::En => format!(
            "Added up over all VMs, service is slow (beyond {limit} times the usual response) for {slow}. Of about {all} requests meanwhile {late} are slow; {lost} would wait longer than a minute and count as lost."
        ),
        Lang::De => format!(
            "Über alle VMs zusammen ist der Dienst {slow} lang langsam (über das {limit}-Fache der üblichen Antwort hinaus). Von etwa {all} Anfragen in dieser Zeit sind {late} langsam; {lost} müssten länger als eine Minute warten und gelten als verloren."
        ),
    }];
    if found.slow_later.is_positive() {
        let later = seconds(scenario.stay, lang);
        said.push(match lang {
            Lang::En => format!("It stays slow for the planned stay of {later}."),
            Lang::De => format!("Er bleibt für den geplanten Aufenthalt von {later} langsam."),
        });
    }
    if scenario.users.slow_price.is_positive() {
        let price = money(found.cost.get(), lang);
        said.push(match lang {
            Lang::En => format!("At your price that is {price}."),
            Lang::De => format!("Zu Ihrem Preis sind das {price}."),
        });
    }
    said
}

/// A sum of money, or why there is none.
fn sum(sum: Option<Money>, lang: Lang) -> String {
    sum.map_or_else(
        || {
            lang.pick("? EUR (the exchange rate is missing)", "? EUR (der Wechselkurs fehlt)")
                .to_owned()
        },
        |sum| money(sum.get(), lang),
    )
}

/// What interruptions cost.
pub fn risk(scenario: &Scenario, risk: &Risk, lang: Lang) -> Vec<String> {
    let abort = &risk.abort;
    let (time, joules) = (seconds(abort.time, lang), energy(abort.energy.to_joules(), lang));
    let (slow, price) = (seconds(abort.slow, lang), sum(abort.cost, lang));
    let mut said = vec![match lang {
        Lang::En => format!(
            "An attempt that is aborted half-way costs {time}, {joules} and {slow} of slow service for nothing, {price}."
        ),
        Lang::De => format!(
            "Ein auf halbem Weg abgebrochener Versuch kostet {time}, {joules} und {slow} langsamen Dienst für nichts, {price}."
        ),
    }];
    if let Some(lost) = risk.lost {
        let (exposed, share) = (seconds(risk.exposure, lang), percent(risk.exposed.get(), lang));
        let (away, warm) = (seconds(lost.time, lang), seconds(lost.slow, lang));
        let price = sum(lost.cost, lang);
        said.push(match lang {
            Lang::En => format!(
                "If the link is lost while memory follows ({exposed}, {share} of the time), the VM is lost: {away} until it runs anew, {warm} of slow service and whatever was only in its memory, {price}."
            ),
            Lang::De => format!(
                "Reißt die Verbindung, während der Speicher folgt ({exposed}, {share} der Zeit), ist die VM verloren: {away}, bis sie neu läuft, {warm} langsamer Dienst und alles, was nur in ihrem Speicher stand, {price}."
            ),
        });
    }
    let chance = percent(scenario.users.interruption.get(), lang);
    let expected = sum(risk.expected, lang);
    let aborted = number(risk.aborted, lang);
    let lost =
        risk.lost.map(|_| number(risk.machines_lost, lang)).map_or_else(String::new, |lost| {
            lang.pick(" and {} VMs lost", " und {} VMs verloren").replace("{}", &lost)
        });
    said.push(match lang {
        Lang::En => format!(
            "At a risk of {chance} per VM, {aborted} attempts are aborted{lost} on average, which costs {expected}."
        ),
        Lang::De => format!(
            "Bei einem Risiko von {chance} je VM werden im Mittel {aborted} Versuche abgebrochen{lost}; das kostet im Mittel {expected}."
        ),
    });
    said
}
