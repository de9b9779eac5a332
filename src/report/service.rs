//! What users feel, in sentences: who is affected and why, what it costs, and what it risks.

use crate::chart::words::{class, group, rounded, size, times};
use crate::model::service::profile::{DIP, Group};
use crate::model::service::risk::Risk;
use crate::model::service::slo::{Felt, GroupService, Service};
use crate::model::trace::Stage;
use crate::plan::Outcome;
use crate::plan::service::hosting;
use crate::quantity::{Lang, energy, money, number, percent, quantity};
use crate::report::question::service::{Fate, Peak, Question, Toll, When};
use crate::report::sentence::{Piece, Sentence};
use crate::report::words::seconds;
use crate::scenario::Scenario;
use crate::scenario::field::Measure;
use crate::units::Money;

/// A stretch below this is not noticed.
const NOTICED: f64 = 1.05;

/// A sentence of this view.
type Said = Sentence<Question>;

fn ask(question: Question, number: String) -> Piece<Question> {
    Piece::Number(number, question)
}

fn slowed(felt: &Felt) -> f64 {
    felt.during.share_of(felt.before).get()
}

fn worst(of: &GroupService) -> Option<&Felt> {
    of.felt.iter().max_by(|a, b| slowed(a).total_cmp(&slowed(b)))
}

/// The strongest throttle of any machine, from 0 to 1.
pub(super) fn throttle(outcome: &Outcome) -> f64 {
    outcome.trace.moves.iter().map(|m| m.throttle.get()).fold(0.0, f64::max)
}

/// What users feel, in one sentence.
pub fn lead(service: &Service, outcome: &Outcome, lang: Lang) -> Said {
    let all = service.groups.iter().flat_map(|of| of.felt.iter().map(move |felt| (of.group, felt)));
    let most = all.max_by(|a, b| slowed(a.1).total_cmp(&slowed(b.1)));
    let still = ask(Question::Stall, seconds(outcome.figures.longest_stall, lang));
    let said = Sentence::of(
        lang.pick("The VMs do not answer for {}; ", "Die VMs antworten {} lang nicht; "),
        [still],
    );
    said.then(match most {
        Some((of, felt)) if NOTICED <= slowed(felt) => Sentence::of(
            lang.pick(
                "{} takes up to {} as long while they run ({}).",
                "{} dauert bis zu {} so lang, solange sie laufen ({}).",
            ),
            [
                Piece::text(class(felt.class, lang)),
                ask(Question::Response(of, felt.class, When::During), times(slowed(felt), lang)),
                Piece::text(group(of, lang)),
            ],
        ),
        _ => Sentence::of(
            lang.pick(
                "while they run, nobody notices.",
                "solange sie laufen, merkt niemand etwas.",
            ),
            [],
        ),
    })
}

/// Who is affected and why, a sentence each.
pub fn causes(scenario: &Scenario, outcome: &Outcome, found: &Service, lang: Lang) -> Vec<Said> {
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
fn memory(scenario: &Scenario, outcome: &Outcome, lang: Lang) -> Said {
    let hosting = hosting(scenario, outcome.technique);
    let swapped = hosting.swapped();
    let loaded = ask(Question::Swapped, size(hosting.loaded, lang));
    if !swapped.is_positive() {
        return Sentence::of(
            lang.pick(
                "Memory suffices: the programs of a VM keep {} in use, so that files are read from the page cache and a busy disk goes unnoticed.",
                "Der Speicher reicht: Die Programme einer VM halten {} belegt, sodass Dateien aus dem Seitencache kommen und eine beschäftigte Platte nicht auffällt.",
            ),
            [loaded],
        );
    }
    let fits = Piece::text(size(hosting.loaded - swapped, lang));
    let swapped = ask(Question::Swapped, size(swapped, lang));
    let loaded = Piece::text(size(hosting.loaded, lang));
    if hosting.copies_disk {
        let rate = quantity(hosting.swap_writes().get(), Measure::ByteRate, lang);
        Sentence::of(
            lang.pick(
                "Memory is short: {} are loaded, {} fit, {} are swapped. Everybody on that disk waits for it; while the disk is copied each VM’s swap writes (about {}) go to both hosts, which couples them. The plan’s disk write rate does not contain them.",
                "Der Speicher ist knapp: {} sind belegt, {} passen, {} sind ausgelagert. Darauf warten alle an dieser Platte; während sie kopiert wird, gehen die Auslagerungen jeder VM (etwa {}) an beide Hosts und koppeln sie. Die Schreibrate der Platte im Plan enthält sie nicht.",
            ),
            [loaded, fits, swapped, ask(Question::SwapWrites, rate)],
        )
    } else {
        Sentence::of(
            lang.pick(
                "Memory is short: {} are loaded, {} fit, {} are swapped to the shared storage, where everybody waits for it before, during and after.",
                "Der Speicher ist knapp: {} sind belegt, {} passen, {} sind auf das gemeinsame Speichersystem ausgelagert; darauf warten alle, vorher, währenddessen und nachher.",
            ),
            [loaded, fits, swapped],
        )
    }
}

/// What the copy takes from others.
fn copy(scenario: &Scenario, outcome: &Outcome, found: &Service, lang: Lang) -> Vec<Said> {
    let [disk, cpu, link] = Peak::ALL.map(|peak| peak.of(found));
    let hosting = hosting(scenario, outcome.technique);
    let mut said = Vec::new();
    if hosting.copies_disk && 0.005 < disk {
        said.push(Sentence::of(
            lang.pick(
                "The copy takes up to {} of what the storage of each host can do.",
                "Die Kopie nimmt bis zu {} dessen, was das Speichersystem je Host kann.",
            ),
            [ask(Question::Peak(Peak::Disk), percent(disk.min(1.0), lang))],
        ));
    }
    let is_over_link = scenario.users.over_link.is_positive() && scenario.users.http.is_positive();
    if is_over_link && NOTICED < link {
        said.push(Sentence::of(
            lang.pick(
                "HTTP answers share the link with the migration: their transfer takes up to {} as long.",
                "HTTP-Antworten teilen die Verbindung mit der Migration: Ihre Übertragung dauert bis zu {} so lang.",
            ),
            [ask(Question::Peak(Peak::Link), times(link, lang))],
        ));
    }
    if NOTICED < cpu {
        said.push(Sentence::of(
            lang.pick(
                "CPUs are short: VMs and migrations ask for {} what a host has.",
                "CPUs sind knapp: VMs und Migrationen verlangen {} so viel, wie ein Host hat.",
            ),
            [ask(Question::Peak(Peak::Cpu), times(cpu, lang))],
        ));
    }
    said
}

/// What a migration does to the guest itself.
fn guest(scenario: &Scenario, outcome: &Outcome, lang: Lang) -> Vec<Said> {
    let mut said = Vec::new();
    let throttle = throttle(outcome);
    if 0.0 < throttle {
        let factor = times(1.0 / (1.0 - throttle.min(0.99)), lang);
        said.push(Sentence::of(
            lang.pick(
                "Auto-converge throttles the vCPUs by up to {}: computing then takes {} as long.",
                "Auto-Converge bremst die vCPUs um bis zu {}: Rechnen dauert dann {} so lang.",
            ),
            [Piece::text(percent(throttle, lang)), ask(Question::Throttle, factor)],
        ));
    }
    let pages = outcome.trace.of(outcome.typical()).any(|s| s.stage == Stage::DemandPaging);
    let stall = outcome.figures.longest_stall;
    if pages && outcome.figures.downtime < stall {
        said.push(Sentence::of(
            lang.pick(
                "After the handover a VM waits for its first pages, {} in all, and for each further one a round trip of {}.",
                "Nach der Übergabe wartet eine VM auf ihre ersten Seiten, insgesamt {}, und auf jede weitere eine Umlaufzeit von {}.",
            ),
            [
                ask(Question::Stall, seconds(stall, lang)),
                Piece::text(seconds(scenario.link.rtt, lang)),
            ],
        ));
    }
    if outcome.figures.ending.completes() && scenario.fleet.load.is_positive() {
        said.push(Sentence::of(
            lang.pick(
                "For about {} after it arrives a busy VM is somewhat slower: its caches are cold.",
                "Etwa {} nach der Ankunft ist eine beschäftigte VM etwas langsamer: Ihre Caches sind kalt.",
            ),
            [ask(Question::Dip, seconds(DIP, lang))],
        ));
    }
    said
}

/// What those feel who do not move.
fn others(of: &GroupService, lang: Lang) -> Said {
    let whose = Piece::text(group(of.group, lang));
    let count = Piece::text(number(of.machines, lang));
    match worst(of) {
        Some(felt) if NOTICED <= slowed(felt) => {
            let response = |when| Question::Response(of.group, felt.class, when);
            let after = times(felt.after.share_of(felt.before).get(), lang);
            Sentence::of(
                lang.pick(
                    "{} ({}) feel it too: {} takes {} as long during the migration and {} afterwards.",
                    "{} ({}) spüren es auch: {} dauert während der Migration {} und danach {} so lang.",
                ),
                [
                    whose,
                    count,
                    Piece::text(class(felt.class, lang)),
                    ask(response(When::During), times(slowed(felt), lang)),
                    ask(response(When::After), after),
                ],
            )
        }
        _ => Sentence::of(
            lang.pick("{} ({}) do not notice it.", "{} ({}) merken nichts davon."),
            [whose, count],
        ),
    }
}

/// The state that lasts.
fn afterwards(found: &Service, lang: Lang) -> Option<Said> {
    let moved = found.group(Group::Moved)?;
    let after = |felt: &Felt| felt.after.share_of(felt.before).get();
    let felt = moved.felt.iter().max_by(|a, b| after(a).total_cmp(&after(b)))?;
    (NOTICED <= after(felt)).then(|| {
        let question = Question::Response(Group::Moved, felt.class, When::After);
        Sentence::of(
            lang.pick(
                "Afterwards all share one host: {} goes on taking {} as long as before.",
                "Danach teilen sich alle einen Host: {} dauert weiterhin {} so lang wie vorher.",
            ),
            [Piece::text(class(felt.class, lang)), ask(question, times(after(felt), lang))],
        )
    })
}

/// Slow time, requests and their price.
pub fn cost(scenario: &Scenario, found: &Service, lang: Lang) -> Vec<Said> {
    let limit = Piece::text(rounded(scenario.users.slow_from.get(), lang));
    let requests = |fate| ask(Question::Requests(fate), count(fate.of(found), lang));
    let mut said = vec![Sentence::of(
        lang.pick(
            "Added up over all VMs, service is slow (beyond {} times the usual response) for {}. Of about {} requests meanwhile {} are slow; {} would wait longer than a minute and count as lost.",
            "Über alle VMs zusammen ist der Dienst (über das {}-Fache der üblichen Antwort hinaus) {} lang langsam. Von etwa {} Anfragen in dieser Zeit sind {} langsam; {} müssten länger als eine Minute warten und gelten als verloren.",
        ),
        [
            limit,
            ask(Question::Slow, seconds(found.slow, lang)),
            requests(Fate::Any),
            requests(Fate::Slow),
            requests(Fate::Lost),
        ],
    )];
    if found.slow_later.is_positive() {
        said.push(Sentence::of(
            lang.pick(
                "It stays slow for the planned stay of {}: {} more over all VMs.",
                "Er bleibt für den geplanten Aufenthalt von {} langsam: weitere {} über alle VMs.",
            ),
            [
                Piece::text(seconds(scenario.stay, lang)),
                ask(Question::SlowLater, seconds(found.slow_later, lang)),
            ],
        ));
    }
    if scenario.users.slow_price.is_positive() {
        said.push(Sentence::of(
            lang.pick("At your price that is {}.", "Zu Ihrem Preis sind das {}."),
            [ask(Question::Cost, money(found.cost.get(), lang))],
        ));
    }
    said
}

/// So many requests.
pub(super) fn count(requests: f64, lang: Lang) -> String {
    number(libm::round(requests), lang)
}

/// A sum of money, or why there is none.
pub(super) fn sum(sum: Option<Money>, lang: Lang) -> String {
    sum.map_or_else(
        || {
            lang.pick("? EUR (the exchange rate is missing)", "? EUR (der Wechselkurs fehlt)")
                .to_owned()
        },
        |sum| money(sum.get(), lang),
    )
}

/// What interruptions cost.
pub fn risk(scenario: &Scenario, risk: &Risk, lang: Lang) -> Vec<Said> {
    let (abort, half) = (&risk.abort, |part| Question::Abort(part));
    let mut said = vec![Sentence::of(
        lang.pick(
            "An attempt that is aborted half-way costs {}, {} and {} of slow service for nothing, {}.",
            "Ein auf halbem Weg abgebrochener Versuch kostet {}, {} und {} langsamen Dienst für nichts, {}.",
        ),
        [
            ask(half(Toll::Time), seconds(abort.time, lang)),
            ask(half(Toll::Energy), energy(abort.energy.to_joules(), lang)),
            ask(half(Toll::Slow), seconds(abort.slow, lang)),
            ask(half(Toll::Money), sum(abort.cost, lang)),
        ],
    )];
    if let Some(lost) = risk.lost {
        said.push(Sentence::of(
            lang.pick(
                "If the link is lost while memory follows ({}, {} of the time), the VM is lost: {} until it runs anew, {} of slow service and whatever was only in its memory, {}.",
                "Reißt die Verbindung, während der Speicher folgt ({}, {} der Zeit), ist die VM verloren: {}, bis sie neu läuft, {} langsamer Dienst und alles, was nur in ihrem Speicher stand, {}.",
            ),
            [
                Piece::text(seconds(risk.exposure, lang)),
                ask(Question::Exposed, percent(risk.exposed.get(), lang)),
                ask(Question::Away, seconds(lost.time, lang)),
                Piece::text(seconds(lost.slow, lang)),
                ask(Question::Lost, sum(lost.cost, lang)),
            ],
        ));
    }
    let chance = Piece::text(percent(scenario.users.interruption.get(), lang));
    let aborted = ask(Question::Aborted, number(risk.aborted, lang));
    let expected = ask(Question::Expected, sum(risk.expected, lang));
    said.push(if risk.lost.is_some() {
        let lost = ask(Question::MachinesLost, number(risk.machines_lost, lang));
        Sentence::of(
            lang.pick(
                "At a risk of {} per VM, {} attempts are aborted and {} VMs lost on average, which costs {}.",
                "Bei einem Risiko von {} je VM werden im Mittel {} Versuche abgebrochen und {} VMs verloren; das kostet im Mittel {}.",
            ),
            [chance, aborted, lost, expected],
        )
    } else {
        Sentence::of(
            lang.pick(
                "At a risk of {} per VM, {} attempts are aborted on average, which costs {}.",
                "Bei einem Risiko von {} je VM werden im Mittel {} Versuche abgebrochen; das kostet im Mittel {}.",
            ),
            [chance, aborted, expected],
        )
    });
    said
}
