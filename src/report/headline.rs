//! The first thing that matters, in a sentence.

use super::words::{capital, machines};
use crate::model::breakeven::BreakEven;
use crate::plan::verdict::{Held, Matter, Verdict, Worth};
use crate::quantity::{Lang, duration, money, percent};
use crate::units::Seconds;

/// The first thing that matters.
pub(super) fn headline(verdict: &Verdict, lang: Lang) -> String {
    let all = machines(f64::from(verdict.of), lang);
    match verdict.matter() {
        Matter::Nobody => lang
            .pick("Nothing moves: no VM is stated.", "Nichts zieht um: Es ist keine VM angegeben.")
            .to_owned(),
        Matter::TooFull => {
            let full = percent(verdict.demand.map_or(0.0, |demand| demand.fullest), lang);
            match lang {
                Lang::En => format!("This cannot be done: the destination would be {full} full."),
                Lang::De => format!("Das geht nicht: Das Ziel wäre zu {full} voll."),
            }
        }
        Matter::Fails => fails(verdict, &all, lang),
        Matter::Partly => partly(verdict, lang),
        Matter::StandsTooLong => stands(verdict, &all, lang),
        Matter::Late => {
            verdict.window.map_or_else(String::new, |held| late(&held, verdict.of, lang))
        }
        Matter::InTime => {
            verdict.window.map_or_else(String::new, |held| in_time(&held, verdict.of, &all, lang))
        }
        Matter::Unpriced => lang
            .pick(
                "Without the exchange rate it stays open whether moving pays.",
                "Ohne Wechselkurs bleibt offen, ob sich der Umzug lohnt.",
            )
            .to_owned(),
        Matter::CostsMore => verdict.worth.map_or_else(String::new, |worth| costs(&worth, lang)),
        Matter::Trifle => verdict.worth.map_or_else(String::new, |worth| trifle(&worth, lang)),
        Matter::Pays => verdict.worth.map_or_else(String::new, |worth| pays(&worth, lang)),
    }
}

fn time(time: Seconds, lang: Lang) -> String {
    duration(time.get(), lang)
}

fn fails(verdict: &Verdict, all: &str, lang: Lang) -> String {
    let after = time(verdict.makespan, lang);
    match (verdict.of, lang) {
        (1, Lang::En) => format!("This move fails: it is cancelled after {after}."),
        (1, Lang::De) => format!("Dieser Umzug scheitert: Er wird nach {after} abgebrochen."),
        (_, Lang::En) => {
            format!("This move fails: none of {all} arrives, the last is given up after {after}.")
        }
        (_, Lang::De) => format!(
            "Dieser Umzug scheitert: Keine der {} kommt an, die letzte wird nach {after} aufgegeben.",
            of_all(all)
        ),
    }
}

/// `zehn VMs` of `die zehn VMs`: German says `der` after `keine` and `jede`.
fn of_all(all: &str) -> &str {
    all.strip_prefix("die ").unwrap_or(all)
}

/// How many do not arrive, and why: `2 do not converge`.
pub(super) fn failures(verdict: &Verdict, lang: Lang) -> String {
    let stuck = match (verdict.fates.stuck, lang) {
        (0, _) => None,
        (1, Lang::En) => Some("1 does not converge".to_owned()),
        (1, Lang::De) => Some("1 konvergiert nicht".to_owned()),
        (count, Lang::En) => Some(format!("{count} do not converge")),
        (count, Lang::De) => Some(format!("{count} konvergieren nicht")),
    };
    let cut_off = match (verdict.fates.cut_off, lang) {
        (0, _) => None,
        (1, Lang::En) => Some("1 runs out of time while it is first copied".to_owned()),
        (1, Lang::De) => Some("1 läuft die Zeit davon, bevor sie einmal kopiert ist".to_owned()),
        (count, Lang::En) => Some(format!("{count} run out of time while they are first copied")),
        (count, Lang::De) => {
            Some(format!("{count} läuft die Zeit davon, bevor sie einmal kopiert sind"))
        }
    };
    let both: Vec<String> = [stuck, cut_off].into_iter().flatten().collect();
    both.join(", ")
}

fn partly(verdict: &Verdict, lang: Lang) -> String {
    let (arrived, of, why) = (verdict.arrived(), verdict.of, failures(verdict, lang));
    match lang {
        Lang::En => format!("{arrived} of {of} VMs arrive; {why}."),
        Lang::De => format!("{arrived} von {of} VMs kommen an; {why}."),
    }
}

fn stands(verdict: &Verdict, all: &str, lang: Lang) -> String {
    let Held { limit, most, beyond, .. } = verdict.downtime;
    let limit = time(limit, lang);
    let most = match (verdict.of, lang) {
        (1, _) => time(most, lang),
        (_, Lang::En) => format!("up to {}", time(most, lang)),
        (_, Lang::De) => format!("bis zu {}", time(most, lang)),
    };
    let who = match (verdict.of, lang) {
        (1, _) => capital(all),
        (of, Lang::En) if of == beyond => format!("Each of {all}"),
        (of, Lang::De) if of == beyond => format!("Jede der {}", of_all(all)),
        (of, Lang::En) => format!("{beyond} of {of} VMs"),
        (of, Lang::De) => format!("{beyond} von {of} VMs"),
    };
    let some = verdict.of != beyond && 1 < beyond;
    match (some, lang) {
        (false, Lang::En) => {
            format!("{who} stands still for too long: {most}, with a limit of {limit}.")
        }
        (false, Lang::De) => {
            format!("{who} steht zu lange still: {most} bei einem Limit von {limit}.")
        }
        (true, Lang::En) => {
            format!("{who} stand still for too long: {most}, with a limit of {limit}.")
        }
        (true, Lang::De) => {
            format!("{who} stehen zu lange still: {most} bei einem Limit von {limit}.")
        }
    }
}

fn late(held: &Held, of: u32, lang: Lang) -> String {
    let (beyond, window) = (held.beyond, time(held.limit, lang));
    let by = time(held.most - held.limit, lang);
    match lang {
        Lang::En => {
            let arrive = if beyond == 1 { "arrives" } else { "arrive" };
            format!(
                "{beyond} of {of} VMs {arrive} after the window of {window}, up to {by} too late."
            )
        }
        Lang::De => {
            let arrive = if beyond == 1 { "kommt" } else { "kommen" };
            format!(
                "{beyond} von {of} VMs {arrive} erst nach Ende des Fensters von {window} an, bis zu \
                 {by} zu spät."
            )
        }
    }
}

fn in_time(held: &Held, of: u32, all: &str, lang: Lang) -> String {
    let (most, spare) = (time(held.most, lang), time(held.margin(), lang));
    let bare = all.strip_prefix(lang.pick("the ", "die ")).unwrap_or(all);
    match (of, lang) {
        (1, Lang::En) => format!("The VM arrives within {most}: {spare} to spare."),
        (1, Lang::De) => format!("Die VM ist nach {most} da: {spare} vor Ende des Fensters."),
        (_, Lang::En) => format!("All {bare} arrive within {most}: {spare} to spare."),
        (_, Lang::De) => {
            format!("Alle {bare} sind nach {most} da: {spare} vor Ende des Fensters.")
        }
    }
}

fn costs(worth: &Worth, lang: Lang) -> String {
    let stay = time(worth.stay, lang);
    match (worth.break_even, lang) {
        (BreakEven::After(after), Lang::En) if 0.0 < worth.saving_per_day.get() => {
            format!(
                "Stay put: moving pays only after {}, and the stay is {stay}.",
                time(after, lang)
            )
        }
        (BreakEven::After(after), Lang::De) if 0.0 < worth.saving_per_day.get() => format!(
            "Bleiben: Der Umzug lohnt sich erst nach {}, geplant sind {stay}.",
            time(after, lang)
        ),
        // The move itself earns money, but the stay loses more.
        (BreakEven::After(_), Lang::En) if worth.net.get() < 0.0 => {
            format!("Stay put: a stay of {stay} loses money.")
        }
        (BreakEven::After(_), Lang::De) if worth.net.get() < 0.0 => {
            format!("Bleiben: {stay} am Ziel sind ein Verlust.")
        }
        (_, Lang::En) => "Stay put: moving never pays.".to_owned(),
        (_, Lang::De) => "Bleiben: Der Umzug lohnt sich nie.".to_owned(),
    }
}

fn trifle(worth: &Worth, lang: Lang) -> String {
    let daily = money(worth.saving_per_day.get(), lang);
    match lang {
        Lang::En => format!("Moving saves only {daily} a day: hardly a reason to move."),
        Lang::De => format!("Der Umzug spart nur {daily} am Tag: kaum ein Grund umzuziehen."),
    }
}

fn pays(worth: &Worth, lang: Lang) -> String {
    let daily = worth.saving_per_day.get();
    let after = match worth.break_even {
        BreakEven::After(after) => after,
        BreakEven::Never => worth.stay,
    };
    let (sum, paid) = (money(daily, lang), time(after, lang));
    let (net, stay) = (money(worth.net.get(), lang), time(worth.stay, lang));
    match (daily <= 0.0, after.is_positive(), lang) {
        (true, _, Lang::En) => {
            format!("Moving earns {net} within {stay}, all of it by the move itself.")
        }
        (true, _, Lang::De) => {
            format!("Der Umzug bringt {net} in {stay}, alles davon durch den Umzug selbst.")
        }
        (false, false, Lang::En) => format!("Moving saves {sum} a day from the start."),
        (false, false, Lang::De) => format!("Der Umzug spart {sum} am Tag, von Anfang an."),
        (false, true, Lang::En) => format!("Moving saves {sum} a day and has paid after {paid}."),
        (false, true, Lang::De) => {
            format!("Der Umzug spart {sum} am Tag und hat sich nach {paid} bezahlt gemacht.")
        }
    }
}
