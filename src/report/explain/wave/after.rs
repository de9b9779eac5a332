//! What is there afterwards: memory and CPUs given away, hosts needed and freed.

use super::{Grounds, Told, size};
use crate::plan::wave::Outline;
use crate::quantity::{Lang, number, percent, quantity};
use crate::scenario::field::Measure;
use crate::scenario::wave::Setting;

pub(super) fn memory(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = percent(plan.after.memory, lang);
    let hosts = wave.get(Setting::Destinations);
    let given = size(wave.memory_of_host() * hosts * plan.after.memory, lang);
    let there = size(wave.occupied() * hosts, lang);
    let [hosts, over] = [hosts, wave.get(Setting::MemoryOvercommit)].map(|n| number(n, lang));
    let host = quantity(wave.get(Setting::HostMemory), Measure::Size, lang);
    let plain = match lang {
        Lang::En => format!(
            "Of all memory that may be promised at the destination, {value} is: {given}, {there} of it to machines that run there already."
        ),
        Lang::De => format!(
            "Von allem Speicher, der am Ziel vergeben werden darf, sind {value} vergeben: {given}, davon {there} an Maschinen, die dort schon laufen."
        ),
    };
    let formula = lang.pick(
        "Memory = promised to all that run there / (hosts × memory of a host × overcommit allowed)",
        "Speicher = allen dort versprochen / (Hosts × Speicher eines Hosts × erlaubte Überbuchung)",
    );
    Told::of(formula, format!("= {given} / ({hosts} × {host} × {over}) = {value}"), plain, value)
}

pub(super) fn cpus(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = percent(plan.after.cpus, lang);
    let hosts = wave.get(Setting::Destinations);
    let given = number(wave.cpus_of_host() * hosts * plan.after.cpus, lang);
    let [hosts, threads, over] =
        [hosts, wave.get(Setting::HostThreads), wave.get(Setting::CpuOvercommit)]
            .map(|n| number(n, lang));
    let plain = match lang {
        Lang::En => format!(
            "The machines that arrive bring {given} vCPUs: {value} of what may be promised at the destination."
        ),
        Lang::De => format!(
            "Die Maschinen, die ankommen, bringen {given} vCPUs mit: {value} dessen, was am Ziel vergeben werden darf."
        ),
    };
    let formula = lang.pick(
        "vCPUs = those of all that arrive / (hosts × threads of a host × vCPUs per thread allowed)",
        "vCPUs = jene aller Ankommenden / (Hosts × Threads eines Hosts × erlaubte vCPUs je Thread)",
    );
    Told::of(formula, format!("= {given} / ({hosts} × {threads} × {over}) = {value}"), plain, value)
}

pub(super) fn fullest(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = percent(plan.after.fullest, lang);
    let (memory, cpus) = (size(wave.memory_of_host(), lang), number(wave.cpus_of_host(), lang));
    let plain = match (plan.after.fits(), lang) {
        (true, Lang::En) => {
            format!("No host is given more than {value} of what is allowed: it fits.")
        }
        (true, Lang::De) => format!("Kein Host vergibt mehr als {value} des Erlaubten: Es passt."),
        (false, Lang::En) => {
            format!("One host would have to give {value} of what is allowed: it does not fit.")
        }
        (false, Lang::De) => {
            format!("Ein Host müsste {value} des Erlaubten vergeben: Es passt nicht.")
        }
    };
    let steps = match lang {
        Lang::En => vec![
            "Fullest = most of any host of memory promised / allowed and vCPUs promised / allowed".to_owned(),
            format!("= {value}, where a host allows {memory} and {cpus} vCPUs"),
            "Each machine goes to the host on which the least memory is promised so far".to_owned(),
        ],
        Lang::De => vec![
            "Vollster = das Höchste aller Hosts von vergebenem / erlaubtem Speicher und vergebenen / erlaubten vCPUs".to_owned(),
            format!("= {value}, wobei ein Host {memory} und {cpus} vCPUs erlaubt"),
            "Jede Maschine geht zu dem Host, auf dem bisher am wenigsten Speicher vergeben ist".to_owned(),
        ],
    };
    Told { value, plain, steps }
}

pub(super) fn hosts_needed(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = plan.after.hosts_needed.to_string();
    let (on_host, threads) = (wave.memory_of_host(), wave.cpus_of_host());
    let hosts = wave.get(Setting::Destinations);
    let occupied = wave.occupied();
    let arriving = size((on_host * hosts * plan.after.memory - occupied * hosts).or_zero(), lang);
    let vcpus = number(threads * hosts * plan.after.cpus, lang);
    let (free, threads) = (size((on_host - occupied).or_zero(), lang), number(threads, lang));
    let plain = match lang {
        Lang::En => format!("Packed tightly, what arrives would fit on {value} hosts."),
        Lang::De => format!("Dicht gepackt passte, was ankommt, auf {value} Hosts."),
    };
    let formula = lang.pick(
        "Hosts = the larger of memory that arrives / memory free on a host and vCPUs / vCPUs allowed on a host, rounded up",
        "Hosts = das Größere von ankommendem Speicher / freiem Speicher eines Hosts und vCPUs / erlaubten vCPUs eines Hosts, aufgerundet",
    );
    Told::of(
        formula,
        format!("= ⌈max({arriving} / {free}, {vcpus} / {threads})⌉ = {value}"),
        plain,
        value,
    )
}

pub(super) fn left(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Outline { arrived, machines, .. } = grounds.plan.outline;
    let value = grounds.plan.after.left.to_string();
    let plain = match lang {
        Lang::En => {
            format!("{value} of {machines} machines give up and go on running at the source.")
        }
        Lang::De => {
            format!("{value} von {machines} Maschinen geben auf und laufen am Ursprung weiter.")
        }
    };
    let formula = lang.pick("Left = machines − arrived", "Bleiben = Maschinen − angekommene");
    Told::of(formula, format!("= {machines} − {arrived} = {value}"), plain, value)
}

pub(super) fn hosts_freed(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let hosts = wave.get(Setting::Sources) as u32;
    let freed = plan.after.hosts_freed;
    let in_use = hosts - freed.min(hosts);
    let value = freed.to_string();
    let plain = match lang {
        Lang::En => format!(
            "On {in_use} of {hosts} hosts at the source a machine is left; {value} are empty and can be switched off."
        ),
        Lang::De => format!(
            "Auf {in_use} von {hosts} Hosts am Ursprung bleibt eine Maschine; {value} sind leer und können abgeschaltet werden."
        ),
    };
    let formula = lang.pick(
        "Empty = hosts − those on which a machine is left; machines are spread evenly over them",
        "Leer = Hosts − jene, auf denen eine Maschine bleibt; die Maschinen sind gleichmäßig verteilt",
    );
    Told::of(formula, format!("= {hosts} − {in_use} = {value}"), plain, value)
}
