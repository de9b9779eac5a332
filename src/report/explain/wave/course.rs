//! How its machines move: who arrives when, and over which links.

use super::{Grounds, Held, Told, rate, row, size};
use crate::chart::wave::name as machine_name;
use crate::model::trace::Ending;
use crate::plan::wave::{Bottleneck, Outline, Row, WavePlan, WhatIf, is_late};
use crate::quantity::{Lang, percent, quantity};
use crate::report::wave::{link, what_if};
use crate::report::words::seconds;
use crate::scenario::field::Measure;
use crate::scenario::wave::Setting;
use crate::units::{Ratio, Seconds};

/// How many machines ended in this way.
fn ended(grounds: Grounds<'_>, way: Ending) -> usize {
    grounds.plan.rows.iter().filter(|row| row.ending == way).count()
}

pub(super) fn arrived(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Outline { arrived, machines, .. } = grounds.plan.outline;
    let gave_up = ended(grounds, Ending::OutOfTime);
    let value = arrived.to_string();
    let plain = match lang {
        Lang::En => format!("{arrived} of {machines} machines run at the destination in the end."),
        Lang::De => format!("{arrived} von {machines} Maschinen laufen am Ende am Ziel."),
    };
    let formula = lang.pick(
        "Arrived = machines − those that give up at their time limit and stay",
        "Angekommen = Maschinen − jene, die an ihrem Zeitlimit aufgeben und bleiben",
    );
    Told::of(formula, format!("= {machines} − {gave_up} = {arrived}"), plain, value)
}

/// The number of the machine that ends last, and what happens to it.
fn last(plan: &WavePlan) -> Option<(u32, &Row)> {
    (0..).zip(&plan.rows).max_by(|a, b| a.1.end.get().total_cmp(&b.1.end.get()))
}

/// When a machine ends, as a sum.
fn course(row: &Row, lang: Lang) -> [String; 2] {
    let [requested, waiting, moving, end] =
        [row.requested, row.start - row.requested, row.end - row.start, row.end]
            .map(|span| seconds(span, lang));
    let formula = lang.pick(
        "End = requested at + waiting for a place + under way",
        "Ende = angefordert nach + Warten auf einen Platz + unterwegs",
    );
    [formula.to_owned(), format!("= {requested} + {waiting} + {moving} = {end}")]
}

/// What a machine got of the links, and how it ended.
fn share(row: &Row, lang: Lang) -> Vec<String> {
    let (sent, moving) = (size(row.sent, lang), seconds(row.end - row.start, lang));
    let got = rate(row.rate(), lang);
    let rounds = row.rounds;
    let mut steps = vec![match lang {
        Lang::En => format!(
            "Its share of the links = everything sent / time under way = {sent} / {moving} = {got}"
        ),
        Lang::De => format!(
            "Sein Anteil an den Verbindungen = alles Gesendete / Zeit unterwegs = {sent} / {moving} = {got}"
        ),
    }];
    if 0 < rounds {
        let still = seconds(row.downtime, lang);
        steps.push(match lang {
            Lang::En => format!("Rounds of pre-copy: {rounds}; then it stands still for {still}"),
            Lang::De => format!("Runden der Pre-Copy: {rounds}; dann steht sie {still} still"),
        });
    }
    steps
}

pub(super) fn makespan(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = seconds(plan.outline.makespan, lang);
    let sent = size(plan.outline.sent, lang);
    let (busy, which) =
        (percent(plan.outline.busiest.get(), lang), link(plan.outline.bottleneck, lang));
    let plain = match lang {
        Lang::En => format!(
            "{value} after the first request nothing is left to move: {sent} have gone over the links, and the busiest, {which}, was in use for {busy} of what it could carry."
        ),
        Lang::De => format!(
            "{value} nach der ersten Anforderung zieht nichts mehr um: {sent} sind übertragen, und am meisten genutzt war {which}, zu {busy} dessen, was ginge."
        ),
    };
    let mut steps = Vec::new();
    if let Some((number, row)) = last(plan) {
        let name = machine_name(&wave.groups, row.group, number);
        steps.push(match lang {
            Lang::En => format!("Done = end of the last machine, {name}"),
            Lang::De => format!("Fertig = Ende der letzten Maschine, {name}"),
        });
        steps.extend(course(row, lang));
        steps.extend(share(row, lang));
    }
    Told { value, plain, steps }
}

/// Terms of a sum by group, as many as can be read; more of them as one.
fn by_group(grounds: Grounds<'_>, term: impl Fn(u32, Seconds) -> String) -> String {
    const READABLE: usize = 6;
    let rows = &grounds.plan.rows;
    let mut groups: Vec<(u32, u32, Seconds)> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|(group, ..)| *group == row.group) {
            Some((_, count, sum)) => (*count, *sum) = (*count + 1, *sum + row.downtime),
            None => groups.push((row.group, 1, row.downtime)),
        }
    }
    if READABLE < groups.len() {
        let sum = rows.iter().map(|row| row.downtime).sum::<Seconds>();
        return term(rows.len() as u32, sum / (rows.len().max(1) as f64));
    }
    let terms = groups.iter().map(|(_, count, sum)| term(*count, *sum / f64::from(*count)));
    terms.collect::<Vec<_>>().join(" + ")
}

pub(super) fn standstill(grounds: Grounds<'_>, lang: Lang) -> Told {
    let outline = &grounds.plan.outline;
    let value = seconds(outline.downtime, lang);
    let rows = &grounds.plan.rows;
    let longest = rows.iter().map(|row| row.downtime).fold(Seconds::ZERO, Seconds::max);
    let (longest, machines) = (seconds(longest, lang), outline.machines);
    let plain = match lang {
        Lang::En => format!(
            "Add up how long each of the {machines} machines runs nowhere: {value}. No one of them stands still for longer than {longest}."
        ),
        Lang::De => format!(
            "Zusammengezählt, wie lange jede der {machines} Maschinen nirgends läuft: {value}. Keine steht länger als {longest} still."
        ),
    };
    let formula = lang.pick(
        "Standstill in all = sum over the groups of machines × their mean downtime",
        "Stillstand insgesamt = Summe über die Gruppen: Maschinen × ihre mittlere Ausfallzeit",
    );
    let terms = by_group(grounds, |count, mean| format!("{count} × {}", seconds(mean, lang)));
    Told::of(formula, format!("= {terms} = {value}"), plain, value)
}

pub(super) fn stuck(grounds: Grounds<'_>, lang: Lang) -> Told {
    let [forced, gave_up] = [Ending::Forced, Ending::OutOfTime].map(|way| ended(grounds, way));
    let value = (forced + gave_up).to_string();
    let limit = seconds(grounds.scenario.get().policy.downtime_limit, lang);
    let plain = match lang {
        Lang::En => format!(
            "{value} machines write faster than their share of the links can send, or what is left never fits the downtime limit of {limit}."
        ),
        Lang::De => format!(
            "{value} Maschinen schreiben schneller, als ihr Anteil der Verbindungen sendet, oder ihr Rest passt nie ins Ausfalllimit von {limit}."
        ),
    };
    let formula = lang.pick(
        "Do not converge = stopped by force beyond the limit + given up",
        "Konvergieren nicht = zwangsweise über das Limit hinaus angehalten + aufgegeben",
    );
    Told::of(formula, format!("= {forced} + {gave_up} = {value}"), plain, value)
}

pub(super) fn late(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let window = Seconds::new(wave.get(Setting::Window));
    let value = plan.outline.late.to_string();
    let never = ended(grounds, Ending::OutOfTime);
    let after = plan
        .rows
        .iter()
        .filter(|row| row.ending.completes() && is_late(row.ending, row.end, window));
    let after: Vec<&Row> = after.collect();
    let waiting = after.iter().filter(|row| window <= row.start).count();
    let limit = seconds(window, lang);
    let plain = match (window.is_positive(), lang) {
        (true, Lang::En) => format!(
            "When the maintenance window of {limit} closes, {value} of {} machines are not there.",
            plan.outline.machines
        ),
        (true, Lang::De) => format!(
            "Wenn das Wartungsfenster von {limit} schließt, sind {value} von {} Maschinen nicht da.",
            plan.outline.machines
        ),
        (false, Lang::En) => format!(
            "No maintenance window is stated, so that only those count that never arrive: {value}."
        ),
        (false, Lang::De) => format!(
            "Es ist kein Wartungsfenster angegeben; deshalb zählen nur jene, die nie ankommen: {value}."
        ),
    };
    let formula = lang.pick(
        "Late = never there + there after the window",
        "Zu spät = nie da + nach dem Fenster da",
    );
    let mut steps = vec![formula.to_owned(), format!("= {never} + {} = {value}", after.len())];
    if !after.is_empty() {
        let sending = after.len() - waiting;
        steps.push(match lang {
            Lang::En => format!(
                "When it closed, {waiting} of these were still waiting for a place and {sending} were under way"
            ),
            Lang::De => format!(
                "Als es schloss, warteten {waiting} davon noch auf einen Platz, und {sending} waren unterwegs"
            ),
        });
    }
    Told { value, plain, steps }
}

pub(super) fn busiest(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let Outline { makespan, busiest, bottleneck, .. } = plan.outline;
    let value = percent(busiest.get(), lang);
    let which = link(bottleneck, lang);
    let plain = match lang {
        Lang::En => format!(
            "No link is nearer to its limit than {which}: over the whole wave it carries {value} of what it could. The nearer to all of it, the less another order or number at a time can gain."
        ),
        Lang::De => format!(
            "Keine Verbindung ist näher an ihrer Grenze als diese: {which}. Über die ganze Welle trägt sie {value} dessen, was ginge. Je näher an allem, desto weniger bringt eine andere Reihenfolge oder Zahl gleichzeitig."
        ),
    };
    let formula = lang.pick(
        "Use = payload over it / (what it can carry × time until all have moved)",
        "Nutzung = Nutzdaten darüber / (was sie tragen kann × Zeit, bis die letzte fertig ist)",
    );
    let whole = seconds(makespan, lang);
    let numbers = match bottleneck {
        Bottleneck::Site => {
            let (sent, capacity) = (size(plan.usage.total(), lang), rate(plan.capacity, lang));
            format!("= {sent} / ({capacity} × {whole}) = {value}")
        }
        Bottleneck::Source | Bottleneck::Destination => {
            let port = if bottleneck == Bottleneck::Source {
                Setting::SourcePort
            } else {
                Setting::DestinationPort
            };
            let port = quantity(wave.get(port), Measure::BitRate, lang);
            match lang {
                Lang::En => format!("= {value}, of a port of {port} for {whole}"),
                Lang::De => format!("= {value}, bei einem Port von {port} über {whole}"),
            }
        }
    };
    Told { value, plain, steps: vec![formula.to_owned(), numbers] }
}

pub(super) fn machine(number: u32, grounds: Grounds<'_>, lang: Lang) -> Told {
    let Some(row) = row(number, grounds) else {
        let gone =
            lang.pick("It is no longer part of the wave.", "Sie ist nicht mehr Teil der Welle.");
        return Told { value: String::new(), plain: gone.to_owned(), steps: Vec::new() };
    };
    let value = seconds(row.end, lang);
    let [waiting, moving, still] = [row.start - row.requested, row.end - row.start, row.downtime]
        .map(|span| seconds(span, lang));
    let how = match (row.ending, lang) {
        (Ending::OutOfTime, Lang::En) => "gives up at its time limit and stays where it is",
        (Ending::OutOfTime, Lang::De) => "gibt dann an ihrem Zeitlimit auf und bleibt, wo sie ist",
        (_, Lang::En) => "has then arrived",
        (_, Lang::De) => "ist dann angekommen",
    };
    let plain = match lang {
        Lang::En => format!(
            "It waits {waiting} for a place, is under way for {moving}, stands still for {still} of that, and {how}."
        ),
        Lang::De => format!(
            "Sie wartet {waiting} auf einen Platz, ist {moving} unterwegs, steht davon {still} still, und {how}."
        ),
    };
    let mut steps = course(row, lang).to_vec();
    steps.extend(share(row, lang));
    if Ratio::ZERO < row.throttle {
        let throttle = percent(row.throttle.get(), lang);
        steps.push(match lang {
            Lang::En => format!("Auto-converge throttles its vCPUs by up to {throttle}"),
            Lang::De => format!("Auto-Converge bremst ihre vCPUs um bis zu {throttle}"),
        });
    }
    Told { value, plain, steps }
}

pub(super) fn instead(other: WhatIf, held: Held, grounds: Grounds<'_>, lang: Lang) -> Told {
    let stated = &grounds.plan.outline;
    let found = grounds.what_ifs.iter().find(|(what_if, _)| *what_if == other);
    // Another wave is being planned.
    let Some((_, found)) = found else {
        let unknown = lang.pick("It is not known yet.", "Das ist noch nicht bekannt.");
        return Told { value: String::new(), plain: unknown.to_owned(), steps: Vec::new() };
    };
    let value = held.value(found, stated, lang);
    let whole = [found, stated].map(|outline| seconds(outline.makespan, lang));
    let still = [found, stated].map(|outline| seconds(outline.downtime, lang));
    let change = Held::Change.value(found, stated, lang);
    let name = what_if(other, lang);
    let plain = match lang {
        Lang::En => format!(
            "Everything else as stated, but {name}: the last is done after {} instead of {}, and they stand still for {} instead of {}.",
            whole[0], whole[1], still[0], still[1]
        ),
        Lang::De => format!(
            "Alles andere wie angegeben, aber {name}: Die letzte ist nach {} statt {} fertig, und sie stehen {} statt {} still.",
            whole[0], whole[1], still[0], still[1]
        ),
    };
    let formula = match (held, lang) {
        (Held::Makespan | Held::Change, Lang::En) => {
            format!(
                "Change = done after, otherwise / as stated − 1 = {} / {} − 1 = {change}",
                whole[0], whole[1]
            )
        }
        (Held::Makespan | Held::Change, Lang::De) => {
            format!(
                "Änderung = fertig nach, sonst / wie angegeben − 1 = {} / {} − 1 = {change}",
                whole[0], whole[1]
            )
        }
        (Held::Standstill, Lang::En) => format!(
            "Standstill in all = sum of the downtimes of {} machines = {value}; as stated {}",
            found.machines, still[1]
        ),
        (Held::Standstill, Lang::De) => format!(
            "Stillstand insgesamt = Summe der Ausfallzeiten von {} Maschinen = {value}; wie angegeben {}",
            found.machines, still[1]
        ),
        (Held::Late, Lang::En) => {
            format!(
                "Late = never there, or there after the window = {value}; as stated {}",
                stated.late
            )
        }
        (Held::Late, Lang::De) => {
            format!(
                "Zu spät = nie da, oder erst nach dem Fenster = {value}; wie angegeben {}",
                stated.late
            )
        }
    };
    let mut steps = vec![formula];
    for (outline, which) in [
        (found, lang.pick("Otherwise", "Sonst")),
        (stated, lang.pick("As stated", "Wie angegeben")),
    ] {
        let (sent, busy) = (size(outline.sent, lang), percent(outline.busiest.get(), lang));
        let (links, converged) = (link(outline.bottleneck, lang), outline.converged);
        let machines = outline.machines;
        steps.push(match lang {
            Lang::En => format!(
                "{which}: {sent} sent, {links} in use for {busy}, {converged} of {machines} converge"
            ),
            Lang::De => format!(
                "{which}: {sent} gesendet, {links} zu {busy} genutzt, {converged} von {machines} konvergieren"
            ),
        });
    }
    Told { value, plain, steps }
}
