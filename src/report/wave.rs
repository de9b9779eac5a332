//! What a wave comes to, in sentences.

use crate::plan::wave::{Bottleneck, Capacity, Outline, WavePlan, WhatIf};
use crate::quantity::{Lang, duration, number, percent};
use crate::report::question::wave::Question;
use crate::report::sentence::{Piece, Sentence};
use crate::scenario::wave::{Order, Setting, Wave};

fn ask(question: Question, number: impl Into<String>) -> Piece<Question> {
    Piece::Number(number.into(), question)
}

/// Names of orders.
pub const fn order_name(order: Order, lang: Lang) -> &'static str {
    match order {
        Order::Listed => lang.pick("as listed", "wie aufgeführt"),
        Order::Largest => lang.pick("largest first", "größte zuerst"),
        Order::Hottest => lang.pick("busiest first", "aktivste zuerst"),
        Order::Shortest => lang.pick("shortest first", "kürzeste zuerst"),
    }
}

/// A what-if.
pub fn what_if(what_if: WhatIf, lang: Lang) -> String {
    match what_if {
        WhatIf::AtATime(count) => match lang {
            Lang::En => format!("{count} at a time"),
            Lang::De => format!("{count} gleichzeitig"),
        },
        WhatIf::Ordered(order) => order_name(order, lang).to_owned(),
        WhatIf::WiderLink => lang
            .pick(
                "a link between the sites of twice the rate",
                "doppelte Rate zwischen den Standorten",
            )
            .to_owned(),
        WhatIf::SecondPort => {
            lang.pick("a second port at every host", "ein zweiter Port an jedem Host").to_owned()
        }
        WhatIf::Loaded(count, load) => format!("{count}, {}", percent(load.get(), lang)),
    }
}

/// The busiest link.
pub const fn link(bottleneck: Bottleneck, lang: Lang) -> &'static str {
    match bottleneck {
        Bottleneck::Site => lang.pick("the link between the sites", "die Verbindung der Standorte"),
        Bottleneck::Source => lang.pick("a port at the source", "ein Port am Ursprung"),
        Bottleneck::Destination => lang.pick("a port at the destination", "ein Port am Ziel"),
    }
}

/// From where to where, how many at a time, and until when: what is stated of a wave.
pub fn terms(wave: &Wave, lang: Lang) -> String {
    let [here, there, at_a_time] = [Setting::Sources, Setting::Destinations, Setting::InAll]
        .map(|setting| number(wave.get(setting), lang));
    let window = wave.get(Setting::Window);
    let window = match (0.0 < window, lang) {
        (false, _) => String::new(),
        (true, Lang::En) => format!(", within {}", duration(window, lang)),
        (true, Lang::De) => format!(", binnen {}", duration(window, lang)),
    };
    match lang {
        Lang::En => format!(
            "Hosts at the source: {here}, at the destination: {there}; up to {at_a_time} VMs at a \
             time{window}."
        ),
        Lang::De => format!(
            "Hosts am Ursprung: {here}, am Ziel: {there}; bis zu {at_a_time} VMs gleichzeitig\
             {window}."
        ),
    }
}

/// What comes of the wave, in a few sentences.
pub fn outline(outline: &Outline, lang: Lang) -> Sentence<Question> {
    let Outline { machines, arrived, converged, late, .. } = *outline;
    let end = ask(Question::Makespan, duration(outline.makespan.get(), lang));
    let count = Piece::text(machines.to_string());
    let moved = match arrived {
        0 => Sentence::of(
            lang.pick(
                "None of {} VMs arrives; the last is given up after {}.",
                "Keine von {} VMs kommt an; die letzte wird nach {} aufgegeben.",
            ),
            [count, end],
        ),
        _ => Sentence::of(
            if arrived == machines {
                lang.pick(
                    "{} of {} VMs have moved after {}; together they stand still for {}.",
                    "{} von {} VMs sind nach {} umgezogen; zusammen stehen sie {} still.",
                )
            } else {
                lang.pick(
                    "{} of {} VMs arrive, and the last is settled after {}; together they stand still for {}.",
                    "{} von {} VMs kommen an, und nach {} ist über die letzte entschieden; zusammen stehen sie {} still.",
                )
            },
            [
                ask(Question::Arrived, arrived.to_string()),
                count,
                end,
                ask(Question::Standstill, duration(outline.downtime.get(), lang)),
            ],
        ),
    };
    let trouble = |pattern, question, count: u32| match count {
        0 => Sentence(Vec::new()),
        _ => Sentence::of(pattern, [ask(question, count.to_string())]),
    };
    let stuck = lang.pick(" {} do not converge.", " {} konvergieren nicht.");
    let too_late = lang.pick(" {} are late or never there.", " {} sind zu spät oder nie da.");
    let busiest = Sentence::of(
        lang.pick(
            " Busiest is {}, in use for {} of what it could carry.",
            " Am stärksten ausgelastet ist {}: zu {}.",
        ),
        [
            Piece::text(link(outline.bottleneck, lang)),
            ask(Question::Busiest, percent(outline.busiest.get(), lang)),
        ],
    );
    moved
        .then(trouble(stuck, Question::Stuck, machines - converged.min(machines)))
        .then(trouble(too_late, Question::Late, late))
        .then(busiest)
}

/// What is there afterwards, and whether the destination could hold all.
pub fn after(plan: &WavePlan, wave: &Wave, lang: Lang) -> Sentence<Question> {
    let hosts = |setting| Piece::text((wave.get(setting) as u32).to_string());
    let room =
        if plan.outline.arrived == 0 { Sentence(Vec::new()) } else { room(plan, wave, lang) };
    let Capacity { hosts_freed, left, .. } = plan.after;
    let source = Sentence::of(
        lang.pick(
            "At the source {} VMs are left; {} of {} hosts are empty and can be switched off.",
            "Am Ursprung bleiben {} VMs; {} von {} Hosts sind leer und können abgeschaltet werden.",
        ),
        [
            ask(Question::Left, left.to_string()),
            ask(Question::HostsFreed, hosts_freed.to_string()),
            hosts(Setting::Sources),
        ],
    );
    room.then(source)
}

/// How full the destination is then.
fn room(plan: &WavePlan, wave: &Wave, lang: Lang) -> Sentence<Question> {
    let Capacity { memory, cpus, fullest, hosts_needed, .. } = plan.after;
    let there = wave.get(Setting::Destinations) as u32;
    let fits = if plan.demand.fits() {
        lang.pick("It fits", "Es passt")
    } else {
        lang.pick("It does not fit", "Es passt nicht")
    };
    let full = Sentence::of(
        lang.pick(
            "{}: the destination gives {} of the memory and {} of the vCPUs that are allowed, the fullest host {}. ",
            "{}: Das Ziel vergibt {} des erlaubten Speichers und {} der erlaubten vCPUs, der vollste Host {}. ",
        ),
        [
            Piece::text(fits),
            ask(Question::Memory, percent(memory, lang)),
            ask(Question::Cpus, percent(cpus, lang)),
            ask(Question::Fullest, percent(fullest, lang)),
        ],
    );
    let needed = ask(Question::HostsNeeded, hosts_needed.to_string());
    full.then(if hosts_needed <= there {
        Sentence::of(
            lang.pick("{} of {} hosts would be enough. ", "{} von {} Hosts würden reichen. "),
            [needed, Piece::text(there.to_string())],
        )
    } else {
        Sentence::of(
            lang.pick("It takes {} hosts, there are {}. ", "Nötig sind {} Hosts, da sind {}. "),
            [needed, Piece::text(there.to_string())],
        )
    })
}
