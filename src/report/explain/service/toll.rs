//! What slow service and interruptions add up to.

use super::{Fate, Grounds, Told, Toll};
use crate::chart::words::{class, group, rounded};
use crate::model::service::risk::Stakes;
use crate::model::service::slo::{Felt, GroupService};
use crate::quantity::{Lang, energy, money, number, percent};
use crate::report::service::{count, sum};
use crate::report::words::seconds;
use crate::units::HourlyPrice;

fn per_hour(price: HourlyPrice, lang: Lang) -> String {
    format!("{}/h", money(price.to_per_hour(), lang))
}

/// Terms that make a sum; a zero where there are none.
fn added(terms: &[String]) -> String {
    if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") }
}

/// The class whose service was slow for longest.
fn slowest(of: &GroupService) -> Option<&Felt> {
    of.felt.iter().max_by(|a, b| a.slow.get().total_cmp(&b.slow.get()))
}

pub(super) fn slow(grounds: Grounds<'_>, lang: Lang) -> Told {
    let found = grounds.found;
    let value = seconds(found.slow, lang);
    let limit = rounded(grounds.stated().users.slow_from.get(), lang);
    let slow = || found.groups.iter().filter(|of| of.slow.is_positive());
    let terms =
        slow().map(|of| format!("{} × {}", number(of.machines, lang), seconds(of.slow, lang)));
    let terms = added(&terms.collect::<Vec<_>>());
    let plain = match lang {
        Lang::En => format!(
            "Add up how long each VM answers more than {limit} times as slowly as usual, or not at all: {value}."
        ),
        Lang::De => format!(
            "Zusammengezählt, wie lange jede VM mehr als {limit}-mal so langsam antwortet wie sonst, oder gar nicht: {value}."
        ),
    };
    let formula = lang.pick(
        "Slow service = sum over all groups of VMs × time for which the slowest kind of request is slow",
        "Langsamer Dienst = Summe über alle Gruppen: VMs × Zeit, in der die langsamste Art von Anfragen langsam ist",
    );
    let mut steps = vec![formula.to_owned(), format!("= {terms} = {value}")];
    steps.extend(slow().filter_map(|of| {
        let felt = slowest(of)?;
        let (whose, what) = (group(of.group, lang), class(felt.class, lang));
        let (before, longest) = (seconds(felt.before, lang), seconds(felt.longest, lang));
        let slow = seconds(felt.slow, lang);
        Some(match lang {
            Lang::En => format!(
                "{whose}: {what} takes longer than {limit} × {before} for {slow}, and {longest} at most"
            ),
            Lang::De => format!(
                "{whose}: {what} dauert {slow} lang mehr als {limit} × {before}, und höchstens {longest}"
            ),
        })
    }));
    Told { value, plain, steps }
}

pub(super) fn slow_later(grounds: Grounds<'_>, lang: Lang) -> Told {
    let found = grounds.found;
    let users = &grounds.stated().users;
    let (stay, value) = (seconds(grounds.stated().stay, lang), seconds(found.slow_later, lang));
    let limit = rounded(users.slow_from.get(), lang);
    let slow = || found.groups.iter().filter(|of| of.stays_slow);
    let terms = slow().map(|of| format!("{} × {stay}", number(of.machines, lang)));
    let terms = added(&terms.collect::<Vec<_>>());
    let plain = match lang {
        Lang::En => format!(
            "What is slow when all is over stays slow until the stay of {stay} ends: {value}, all VMs together."
        ),
        Lang::De => format!(
            "Was nach dem Umzug langsam ist, bleibt es, bis der Aufenthalt von {stay} endet: {value}, alle VMs zusammen."
        ),
    };
    let formula = lang.pick(
        "Slow afterwards = VMs whose response stays beyond the limit × stay",
        "Langsam danach = VMs, deren Antwort über der Grenze bleibt × Aufenthalt",
    );
    let mut steps = vec![formula.to_owned(), format!("= {terms} = {value}")];
    steps.extend(slow().flat_map(|of| {
        of.felt.iter().filter(|felt| felt.before * users.slow_from < felt.after).map(|felt| {
            let (whose, what) = (group(of.group, lang), class(felt.class, lang));
            let (after, before) = (seconds(felt.after, lang), seconds(felt.before, lang));
            format!("{whose}, {what}: {after} > {limit} × {before}")
        })
    }));
    Told { value, plain, steps }
}

pub(super) fn cost(grounds: Grounds<'_>, lang: Lang) -> Told {
    let found = grounds.found;
    let value = money(found.cost.get(), lang);
    let price = per_hour(grounds.stated().users.slow_price, lang);
    let (slow, later) = (seconds(found.slow, lang), seconds(found.slow_later, lang));
    let plain = match lang {
        Lang::En => format!("At {price} for each VM, all slow service together costs {value}."),
        Lang::De => format!("Bei {price} je VM kostet aller langsame Dienst zusammen {value}."),
    };
    let formula = lang.pick(
        "Cost = (slow service during the move + slow service afterwards) × price",
        "Kosten = (langsamer Dienst beim Umzug + langsamer Dienst danach) × Preis",
    );
    Told::of(formula, format!("= ({slow} + {later}) × {price} = {value}"), plain, value)
}

pub(super) fn requests(fate: Fate, grounds: Grounds<'_>, lang: Lang) -> Told {
    let found = grounds.found;
    let users = &grounds.stated().users;
    let value = count(fate.of(found), lang);
    let all = count(found.requests, lang);
    let limit = rounded(users.slow_from.get(), lang);
    let rate = format!("{}/s", number(users.requests, lang));
    let plain = match (fate, lang) {
        (Fate::Any, Lang::En) => format!("While VMs move, some {value} requests come in."),
        (Fate::Any, Lang::De) => format!("Während VMs umziehen, kommen etwa {value} Anfragen an."),
        (Fate::Slow, Lang::En) => format!(
            "Of some {all} requests that come in meanwhile, {value} take more than {limit} times as long as usual."
        ),
        (Fate::Slow, Lang::De) => format!(
            "Von etwa {all} Anfragen, die inzwischen ankommen, dauern {value} mehr als {limit}-mal so lang wie sonst."
        ),
        (Fate::Lost, Lang::En) => format!(
            "Of some {all} requests that come in meanwhile, {value} would wait for more than a minute: their users have left."
        ),
        (Fate::Lost, Lang::De) => format!(
            "Von etwa {all} Anfragen, die inzwischen ankommen, müssten {value} länger als eine Minute warten: Ihre Nutzer sind fort."
        ),
    };
    let formula = match (fate, lang) {
        (Fate::Any, Lang::En) => {
            "Requests = sum over all groups of VMs × time of the migration × requests of each kind per second × kinds"
        }
        (Fate::Any, Lang::De) => {
            "Anfragen = Summe über alle Gruppen: VMs × Zeit der Migration × Anfragen jeder Art je Sekunde × Arten"
        }
        (Fate::Slow, Lang::En) => {
            "Slow requests = sum over all groups of VMs × time of the migration × requests per second × share that is slow, of each kind"
        }
        (Fate::Slow, Lang::De) => {
            "Langsame Anfragen = Summe über alle Gruppen: VMs × Zeit der Migration × Anfragen je Sekunde × langsamer Anteil jeder Art"
        }
        (Fate::Lost, Lang::En) => {
            "Lost requests = sum over all groups of VMs × time of the migration × requests per second × share that would wait for over a minute, of each kind"
        }
        (Fate::Lost, Lang::De) => {
            "Verlorene Anfragen = Summe über alle Gruppen: VMs × Zeit der Migration × Anfragen je Sekunde × Anteil jeder Art, der über eine Minute warten müsste"
        }
    };
    let share = |felt: &Felt| match fate {
        Fate::Any => 1.0,
        Fate::Slow => felt.slow_share.get(),
        Fate::Lost => felt.lost_share.get(),
    };
    let term = |of: &GroupService| {
        let affected = || of.felt.iter().filter(|felt| 0.0 < share(felt));
        let kinds = affected().count();
        let [start, end] = of.profile.migration;
        let shares = if fate == Fate::Any {
            kinds.to_string()
        } else {
            let shares: Vec<String> = affected().map(|felt| percent(share(felt), lang)).collect();
            if kinds == 1 { shares.concat() } else { format!("({})", shares.join(" + ")) }
        };
        let (vms, time) = (number(of.machines, lang), seconds(end - start, lang));
        (0 < kinds).then(|| format!("{vms} × {time} × {rate} × {shares}"))
    };
    let terms = added(&found.groups.iter().filter_map(term).collect::<Vec<_>>());
    let mut steps = vec![formula.to_owned(), format!("= {terms} = {value}")];
    if fate != Fate::Any {
        steps.extend(found.groups.iter().flat_map(|of| {
            of.felt.iter().filter(|felt| 0.0 < share(felt)).map(|felt| {
                let (whose, what) = (group(of.group, lang), class(felt.class, lang));
                format!("{whose}, {what}: {}", percent(share(felt), lang))
            })
        }));
    }
    Told { value, plain, steps }
}

pub(super) fn abort(toll: Toll, stakes: &Stakes, grounds: Grounds<'_>, lang: Lang) -> Told {
    let abort = &grounds.risk.abort;
    let moves = &grounds.outcome().trace.moves;
    let vms = number(moves.len().max(1) as f64, lang);
    let (value, whole, what) = match toll {
        Toll::Time => (
            seconds(abort.time, lang),
            seconds(moves.iter().map(|m| m.active).sum(), lang),
            lang.pick("time of all moves", "Zeit aller Umzüge"),
        ),
        Toll::Energy => (
            energy(abort.energy.to_joules(), lang),
            energy(stakes.energy.to_joules(), lang),
            lang.pick("energy of the move", "Energie des Umzugs"),
        ),
        Toll::Slow => (
            seconds(abort.slow, lang),
            seconds(stakes.slow, lang),
            lang.pick("slow service of all VMs", "langsamer Dienst aller VMs"),
        ),
        Toll::Money => (
            sum(abort.cost, lang),
            sum(stakes.cost, lang),
            lang.pick(
                "cost of the move and of its slow service",
                "Kosten des Umzugs und seines langsamen Dienstes",
            ),
        ),
    };
    let plain = match lang {
        Lang::En => format!(
            "An attempt breaks off at any moment alike, on average half-way: half of what one VM’s move takes is wasted, {value}."
        ),
        Lang::De => format!(
            "Ein Versuch bricht in jedem Moment gleich leicht ab, im Mittel auf halbem Weg: Die Hälfte dessen, was der Umzug einer VM braucht, ist vergeudet, {value}."
        ),
    };
    let formula = match lang {
        Lang::En => format!("An attempt = {what} / VMs / 2"),
        Lang::De => format!("Ein Versuch = {what} / VMs / 2"),
    };
    Told::of(formula, format!("= {whole} / {vms} / 2 = {value}"), plain, value)
}

pub(super) fn exposed(grounds: Grounds<'_>, lang: Lang) -> Told {
    let risk = grounds.risk;
    let value = percent(risk.exposed.get(), lang);
    let (exposure, whole) = (seconds(risk.exposure, lang), seconds(risk.abort.time * 2.0, lang));
    let plain = match lang {
        Lang::En => format!(
            "For {exposure}, {value} of its move, a VM’s memory is spread over both hosts: it is lost if the link is."
        ),
        Lang::De => format!(
            "{exposure} lang, {value} ihres Umzugs, liegt der Speicher einer VM auf beiden Hosts: Mit der Verbindung ist sie verloren."
        ),
    };
    let formula = lang.pick(
        "Share = mean time from handover to the last page / mean time of a move",
        "Anteil = mittlere Zeit von der Übergabe bis zur letzten Seite / mittlere Zeit eines Umzugs",
    );
    Told::of(formula, format!("= {exposure} / {whole} = {value}"), plain, value)
}

pub(super) fn away(grounds: Grounds<'_>, lang: Lang) -> Told {
    let respawn = &grounds.stated().respawn;
    let value = seconds(respawn.boot + respawn.redirect, lang);
    let (boot, redirect) = (seconds(respawn.boot, lang), seconds(respawn.redirect, lang));
    let plain = match lang {
        Lang::En => format!("A lost VM has to start anew: {value} until it serves again."),
        Lang::De => format!("Eine verlorene VM muss neu starten: {value}, bis sie wieder dient."),
    };
    let formula =
        lang.pick("Away = boot + redirect of its users", "Fort = Start + Umlenken der Nutzer");
    Told::of(formula, format!("= {boot} + {redirect} = {value}"), plain, value)
}

pub(super) fn lost(grounds: Grounds<'_>, lang: Lang) -> Told {
    let mishap = grounds.risk.lost.unwrap_or(grounds.risk.abort);
    let stated = grounds.stated();
    let value = sum(mishap.cost, lang);
    let (away, slow) = (seconds(mishap.time, lang), seconds(mishap.slow, lang));
    let (still, price) =
        (per_hour(stated.power.standstill, lang), per_hour(stated.users.slow_price, lang));
    let plain = match lang {
        Lang::En => format!(
            "A lost VM stands still for {away} and is slow for {slow}: at your prices {value}, without what was in its memory."
        ),
        Lang::De => format!(
            "Eine verlorene VM steht {away} still und ist {slow} langsam: zu Ihren Preisen {value}, ohne das, was in ihrem Speicher stand."
        ),
    };
    let formula = lang.pick(
        "A lost VM = time away × price of standstill + time to warm up × price of slow service",
        "Eine verlorene VM = Zeit fort × Preis des Stillstands + Zeit zum Warmwerden × Preis langsamen Dienstes",
    );
    Told::of(formula, format!("= {away} × {still} + {slow} × {price} = {value}"), plain, value)
}

/// VMs, the chance of each, and the share of its time in which it can be lost.
fn chances(grounds: Grounds<'_>, lang: Lang) -> [String; 3] {
    let vms = grounds.outcome().trace.moves.len().max(1) as f64;
    let chance = grounds.stated().users.interruption.get();
    [number(vms, lang), percent(chance, lang), percent(grounds.risk.exposed.get(), lang)]
}

pub(super) fn aborted(grounds: Grounds<'_>, lang: Lang) -> Told {
    let value = number(grounds.risk.aborted, lang);
    let [vms, chance, exposed] = chances(grounds, lang);
    let plain = match lang {
        Lang::En => format!(
            "If {chance} of the moves are interrupted, {value} of {vms} attempts break off on average, and the VM stays where it is."
        ),
        Lang::De => format!(
            "Werden {chance} der Umzüge unterbrochen, brechen im Mittel {value} von {vms} Versuchen ab, und die VM bleibt, wo sie ist."
        ),
    };
    let formula = lang.pick(
        "Aborted = VMs × chance × (1 − share of the time in which a VM would be lost)",
        "Abgebrochen = VMs × Chance × (1 − Anteil der Zeit, in der eine VM verloren ginge)",
    );
    Told::of(formula, format!("= {vms} × {chance} × (1 − {exposed}) = {value}"), plain, value)
}

pub(super) fn machines_lost(grounds: Grounds<'_>, lang: Lang) -> Told {
    let value = number(grounds.risk.machines_lost, lang);
    let [vms, chance, exposed] = chances(grounds, lang);
    let plain = match lang {
        Lang::En => format!(
            "If {chance} of the moves are interrupted, {value} of {vms} VMs are lost on average."
        ),
        Lang::De => format!(
            "Werden {chance} der Umzüge unterbrochen, gehen im Mittel {value} von {vms} VMs verloren."
        ),
    };
    let formula = lang.pick(
        "Lost = VMs × chance × share of the time in which a VM would be lost",
        "Verloren = VMs × Chance × Anteil der Zeit, in der eine VM verloren ginge",
    );
    Told::of(formula, format!("= {vms} × {chance} × {exposed} = {value}"), plain, value)
}

pub(super) fn expected(grounds: Grounds<'_>, lang: Lang) -> Told {
    let risk = grounds.risk;
    let value = sum(risk.expected, lang);
    let (aborted, each) = (number(risk.aborted, lang), sum(risk.abort.cost, lang));
    let lost = risk.lost.map(|mishap| {
        let (count, each) = (number(risk.machines_lost, lang), sum(mishap.cost, lang));
        format!(" + {count} × {each}")
    });
    let plain = match lang {
        Lang::En => format!("Over many moves like this one, interruptions cost {value} each time."),
        Lang::De => format!("Über viele solche Umzüge kosten Unterbrechungen je Mal {value}."),
    };
    let formula = lang.pick(
        "Expected cost = aborted attempts × cost of each + lost VMs × cost of each",
        "Erwartete Kosten = abgebrochene Versuche × Kosten je Versuch + verlorene VMs × Kosten je VM",
    );
    Told::of(
        formula,
        format!("= {aborted} × {each}{} = {value}", lost.unwrap_or_default()),
        plain,
        value,
    )
}
