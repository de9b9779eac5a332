//! The first thing that matters, in a sentence.

use super::words::{capital, fill, machines};
use crate::model::breakeven::BreakEven;
use crate::plan::verdict::{Held, Matter, Verdict, Worth};
use crate::quantity::{Lang, duration, money, percent};
use crate::scenario::goal::Goal;
use crate::units::Seconds;

/// The first thing that matters.
pub(super) fn headline(verdict: &Verdict, lang: Lang) -> String {
    let all = machines(f64::from(verdict.of), lang);
    let of_window = |say: fn(&Verdict, &Held, Lang) -> String| {
        verdict.window.map_or_else(String::new, |held| say(verdict, &held, lang))
    };
    let of_worth = |say: fn(&Worth, Lang) -> String| {
        verdict.worth.map_or_else(String::new, |worth| say(&worth, lang))
    };
    match verdict.matter() {
        Matter::Nobody => lang
            .pick("Nothing moves: no VM is stated.", "Nichts zieht um: Es ist keine VM angegeben.")
            .to_owned(),
        Matter::TooFull => {
            let full = percent(verdict.demand.map_or(0.0, |demand| demand.fullest), lang);
            let pattern = lang.pick(
                "This cannot be done: the destination would be {} full.",
                "Das geht nicht: Das Ziel wäre zu {} voll.",
            );
            fill(pattern, &[&full])
        }
        Matter::Fails => fails(verdict, &all, lang),
        Matter::Partly => partly(verdict, lang),
        Matter::StandsTooLong => stands(verdict, &all, lang),
        Matter::Late => of_window(late),
        Matter::InTime => of_window(in_time),
        Matter::Arrives => arrives(verdict, &all, lang),
        Matter::Unpriced => lang
            .pick(
                "Without the exchange rate it stays open whether moving pays.",
                "Ohne Wechselkurs bleibt offen, ob sich der Umzug lohnt.",
            )
            .to_owned(),
        Matter::CostsMore => of_worth(costs),
        Matter::Trifle => of_worth(trifle),
        Matter::Pays => of_worth(pays),
    }
}

fn time(time: Seconds, lang: Lang) -> String {
    duration(time.get(), lang)
}

/// `ten VMs` of `the ten VMs`: what stands after `all`, and in German after `jede der` too.
fn bare(all: &str, lang: Lang) -> &str {
    all.strip_prefix(lang.pick("the ", "die ")).unwrap_or(all)
}

fn fails(verdict: &Verdict, all: &str, lang: Lang) -> String {
    let after = time(verdict.makespan, lang);
    if verdict.of == 1 {
        let pattern = lang.pick(
            "This move fails: it is cancelled after {}.",
            "Dieser Umzug scheitert: Er wird nach {} abgebrochen.",
        );
        return fill(pattern, &[&after]);
    }
    let pattern = lang.pick(
        "This move fails: none of the {} arrives, the last is given up after {}.",
        "Dieser Umzug scheitert: Keine der {} kommt an, die letzte wird nach {} aufgegeben.",
    );
    fill(pattern, &[bare(all, lang), &after])
}

/// How many do not arrive, and why: `2 do not converge`.
pub(super) fn failures(verdict: &Verdict, lang: Lang) -> String {
    let why = |count: u32, patterns: [&'static str; 2]| {
        let pattern = patterns[usize::from(1 < count)];
        (0 < count).then(|| fill(pattern, &[&count.to_string()]))
    };
    let stuck = lang.pick(
        ["{} does not converge", "{} do not converge"],
        ["{} konvergiert nicht", "{} konvergieren nicht"],
    );
    let cut_off = lang.pick(
        [
            "{} runs out of time while it is first copied",
            "{} run out of time while they are first copied",
        ],
        [
            "{} läuft die Zeit davon, bevor sie einmal kopiert ist",
            "{} läuft die Zeit davon, bevor sie einmal kopiert sind",
        ],
    );
    let both = [why(verdict.fates.stuck, stuck), why(verdict.fates.cut_off, cut_off)];
    both.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `38 of 40 VMs arrive; 2 do not converge`.
pub(super) fn partly(verdict: &Verdict, lang: Lang) -> String {
    let [arrived, of] = [verdict.arrived(), verdict.of].map(|count| count.to_string());
    let pattern = if verdict.arrived() == 1 {
        lang.pick("{} of {} VMs arrives; {}.", "{} von {} VMs kommt an; {}.")
    } else {
        lang.pick("{} of {} VMs arrive; {}.", "{} von {} VMs kommen an; {}.")
    };
    fill(pattern, &[&arrived, &of, &failures(verdict, lang)])
}

fn stands(verdict: &Verdict, all: &str, lang: Lang) -> String {
    let Held { limit, most, beyond, .. } = verdict.downtime;
    let up_to = if verdict.of == 1 { "" } else { lang.pick("up to ", "bis zu ") };
    let (limit, most) = (time(limit, lang), time(most, lang));
    let who = if verdict.of == 1 {
        capital(all)
    } else if verdict.of == beyond {
        fill(lang.pick("Each of the {}", "Jede der {}"), &[bare(all, lang)])
    } else {
        let counts = [beyond, verdict.of].map(|count| count.to_string());
        fill(lang.pick("{} of {} VMs", "{} von {} VMs"), &[&counts[0], &counts[1]])
    };
    let many = verdict.of != beyond && 1 < beyond;
    let pattern = if many {
        lang.pick(
            "{} stand still for too long: {}{}, with a limit of {}.",
            "{} stehen zu lange still: {}{} bei einem Limit von {}.",
        )
    } else {
        lang.pick(
            "{} stands still for too long: {}{}, with a limit of {}.",
            "{} steht zu lange still: {}{} bei einem Limit von {}.",
        )
    };
    fill(pattern, &[&who, up_to, &most, &limit])
}

fn late(verdict: &Verdict, held: &Held, lang: Lang) -> String {
    let counts = [held.beyond, verdict.of].map(|count| count.to_string());
    let [window, by] = [held.limit, held.most - held.limit].map(|of| time(of, lang));
    let pattern = if held.beyond == 1 {
        lang.pick(
            "{} of {} VMs arrives after the window of {}, up to {} too late.",
            "{} von {} VMs kommt erst nach Ende des Fensters von {} an, bis zu {} zu spät.",
        )
    } else {
        lang.pick(
            "{} of {} VMs arrive after the window of {}, up to {} too late.",
            "{} von {} VMs kommen erst nach Ende des Fensters von {} an, bis zu {} zu spät.",
        )
    };
    fill(pattern, &[&counts[0], &counts[1], &window, &by])
}

fn in_time(verdict: &Verdict, held: &Held, lang: Lang) -> String {
    let [most, spare] = [held.most, held.margin()].map(|of| time(of, lang));
    let all = machines(f64::from(verdict.of), lang);
    if verdict.of == 1 {
        let pattern = lang.pick(
            "The VM arrives within {}: {} to spare.",
            "Die VM ist nach {} da: {} vor Ende des Fensters.",
        );
        return fill(pattern, &[&most, &spare]);
    }
    let pattern = lang.pick(
        "All {} arrive within {}: {} to spare.",
        "Alle {} sind nach {} da: {} vor Ende des Fensters.",
    );
    fill(pattern, &[bare(&all, lang), &most, &spare])
}

fn arrives(verdict: &Verdict, all: &str, lang: Lang) -> String {
    let [end, longest] = [verdict.makespan, verdict.downtime.most].map(|of| time(of, lang));
    let converges = verdict.fates.converged == verdict.of && verdict.goal == Some(Goal::Converge);
    let pattern = if converges && verdict.of == 1 {
        lang.pick(
            "It converges: the VM arrives after {} and stands still for {}.",
            "Sie konvergiert: Die VM kommt nach {} an und steht {} still.",
        )
    } else if converges {
        lang.pick(
            "They converge: all {2} arrive within {}; none stands still for longer than {}.",
            "Sie konvergieren: Alle {2} sind nach {} da; keine steht länger als {} still.",
        )
    } else if verdict.of == 1 {
        lang.pick(
            "The VM arrives after {} and stands still for {}.",
            "Die VM kommt nach {} an und steht {} still.",
        )
    } else {
        lang.pick(
            "All {2} arrive within {}; none stands still for longer than {}.",
            "Alle {2} sind nach {} da; keine steht länger als {} still.",
        )
    };
    fill(&pattern.replace("{2}", bare(all, lang)), &[&end, &longest])
}

fn costs(worth: &Worth, lang: Lang) -> String {
    let stay = time(worth.stay, lang);
    match worth.break_even {
        BreakEven::After(after) if 0.0 < worth.saving_per_day.get() => {
            let pattern = lang.pick(
                "Stay put: moving pays only after {}, and the stay is {}.",
                "Bleiben: Der Umzug lohnt sich erst nach {}, geplant sind {}.",
            );
            fill(pattern, &[&time(after, lang), &stay])
        }
        // The move itself earns money, but the stay loses more.
        BreakEven::After(_) if worth.net.get() < 0.0 => {
            let pattern = lang.pick(
                "Stay put: a stay of {} loses money.",
                "Bleiben: {} am Ziel sind ein Verlust.",
            );
            fill(pattern, &[&stay])
        }
        _ => lang
            .pick("Stay put: moving never pays.", "Bleiben: Der Umzug lohnt sich nie.")
            .to_owned(),
    }
}

fn trifle(worth: &Worth, lang: Lang) -> String {
    let pattern = lang.pick(
        "Moving saves only {} a day: hardly a reason to move.",
        "Der Umzug spart nur {} am Tag: kaum ein Grund umzuziehen.",
    );
    fill(pattern, &[&money(worth.saving_per_day.get(), lang)])
}

fn pays(worth: &Worth, lang: Lang) -> String {
    let daily = worth.saving_per_day.get();
    if daily <= 0.0 {
        let pattern = lang.pick(
            "Moving earns {} within {}, all of it by the move itself.",
            "Der Umzug bringt {} in {}, alles davon durch den Umzug selbst.",
        );
        return fill(pattern, &[&money(worth.net.get(), lang), &time(worth.stay, lang)]);
    }
    let sum = money(daily, lang);
    match worth.break_even {
        BreakEven::After(after) if after.is_positive() => {
            let pattern = lang.pick(
                "Moving saves {} a day and has paid after {}.",
                "Der Umzug spart {} am Tag und hat sich nach {} bezahlt gemacht.",
            );
            fill(pattern, &[&sum, &time(after, lang)])
        }
        _ => {
            let pattern = lang.pick(
                "Moving saves {} a day from the start.",
                "Der Umzug spart {} am Tag, von Anfang an.",
            );
            fill(pattern, &[&sum])
        }
    }
}
