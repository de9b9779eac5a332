//! What slows users: memory, disks, CPUs, the link, and the migration of the machine itself.

use super::{Grounds, Peak, Told};
use crate::chart::words::{size, times};
use crate::model::service::pressure::{SLACK, TOLERANCE};
use crate::model::service::profile::{DIP, DIP_DEPTH};
use crate::quantity::{Lang, duration, number, percent, quantity};
use crate::report::service::throttle;
use crate::scenario::field::Measure;
use crate::units::Bandwidth;

fn rate(rate: Bandwidth, lang: Lang) -> String {
    quantity(rate.get(), Measure::ByteRate, lang)
}

pub(super) fn swapped(grounds: Grounds<'_>, lang: Lang) -> Told {
    let hosting = grounds.hosting();
    let knee = size(hosting.knee(), lang);
    let (loaded, swapped) = (size(hosting.loaded, lang), size(hosting.swapped(), lang));
    let is_short = hosting.swapped().is_positive();
    let plain = match (is_short, lang) {
        (true, Lang::En) => format!(
            "The programs of a VM use {loaded}, but only {knee} fit: {swapped} wait on the disk, and everybody there waits with them."
        ),
        (true, Lang::De) => format!(
            "Die Programme einer VM belegen {loaded}, aber nur {knee} passen: {swapped} liegen auf der Platte, und alle dort warten mit."
        ),
        (false, Lang::En) => format!(
            "The programs of a VM use {loaded}, and up to {knee} fit without anybody noticing: nothing is swapped."
        ),
        (false, Lang::De) => format!(
            "Die Programme einer VM belegen {loaded}, und bis zu {knee} passen, ohne dass es jemand merkt: nichts wird ausgelagert."
        ),
    };
    let (share, slack) = (percent(hosting.user_memory.get(), lang), percent(SLACK, lang));
    let memory = size(hosting.memory, lang);
    let steps = match lang {
        Lang::En => vec![
            "Swapped = in use − knee, never below zero".to_owned(),
            format!("= {loaded} − {knee} → {swapped}"),
            format!(
                "Knee = memory × (share for programs + what the page cache gives up unnoticed) = {memory} × ({share} + {slack}) = {knee}"
            ),
            "In use = what is written again and again: the working sets, or the most of the measured points; at most the memory".to_owned(),
        ],
        Lang::De => vec![
            "Ausgelagert = belegt − Knick, nie unter null".to_owned(),
            format!("= {loaded} − {knee} → {swapped}"),
            format!(
                "Knick = Speicher × (Anteil für Programme + was der Seitencache unbemerkt abgibt) = {memory} × ({share} + {slack}) = {knee}"
            ),
            "Belegt = was immer wieder geschrieben wird: die Arbeitsmengen, oder das Höchste der gemessenen Punkte; höchstens der Speicher".to_owned(),
        ],
    };
    Told { value: if is_short { swapped } else { loaded }, plain, steps }
}

pub(super) fn swap_writes(grounds: Grounds<'_>, lang: Lang) -> Told {
    let hosting = grounds.hosting();
    let value = rate(hosting.swap_writes(), lang);
    let (vms, swapped) = (number(hosting.machines.max(1.0), lang), size(hosting.swapped(), lang));
    let load = number(hosting.swap_load(hosting.machines.max(1.0)), lang);
    let (disk, slower) = (rate(hosting.disk, lang), rate(hosting.disk.min(hosting.goodput), lang));
    let tolerance = duration(TOLERANCE.get(), lang);
    let plain = match lang {
        Lang::En => format!(
            "Each VM writes {value} of memory that does not fit to its disk; while the disk is copied, each such write goes to both hosts."
        ),
        Lang::De => format!(
            "Jede VM schreibt {value} an Speicher, der nicht passt, auf ihre Platte; während die Platte kopiert wird, geht jeder solche Zugriff an beide Hosts."
        ),
    };
    let steps = match lang {
        Lang::En => vec![
            "Swap writes = slower of disk and link × (1 − e^−L) / 2 / VMs: half of what swapping takes is writing".to_owned(),
            format!("= {slower} × (1 − e^−{load}) / 2 / {vms} = {value}"),
            format!(
                "L = VMs × swapped / (disk rate × tolerated time) = {vms} × {swapped} / ({disk} × {tolerance}) = {load}"
            ),
        ],
        Lang::De => vec![
            "Auslagerungen = das Langsamere von Platte und Verbindung × (1 − e^−L) / 2 / VMs: die Hälfte des Auslagerns ist Schreiben".to_owned(),
            format!("= {slower} × (1 − e^−{load}) / 2 / {vms} = {value}"),
            format!(
                "L = VMs × ausgelagert / (Plattenrate × geduldete Zeit) = {vms} × {swapped} / ({disk} × {tolerance}) = {load}"
            ),
        ],
    };
    Told { value, plain, steps }
}

pub(super) fn peak(peak: Peak, grounds: Grounds<'_>, lang: Lang) -> Told {
    let hosting = grounds.hosting();
    let most = peak.of(grounds.found);
    match peak {
        Peak::Disk => {
            let value = percent(most.min(1.0), lang);
            let (copied, disk) = (rate(hosting.disk * most, lang), rate(hosting.disk, lang));
            let plain = match lang {
                Lang::En => format!(
                    "At its busiest the copy takes {value} of what a host’s storage can do; the rest is left for everybody else."
                ),
                Lang::De => format!(
                    "Am stärksten nimmt die Kopie {value} dessen, was das Speichersystem eines Hosts kann; der Rest bleibt allen anderen."
                ),
            };
            let formula = lang.pick(
                "Share of the storage = what all migrations send at the busiest moment / disk rate",
                "Anteil am Speichersystem = was alle Migrationen im stärksten Moment senden / Plattenrate",
            );
            let steps = vec![formula.to_owned(), format!("= {copied} / {disk} = {value}")];
            Told { value, plain, steps }
        }
        Peak::Cpu => {
            let value = times(most, lang);
            let [wanted, threads] =
                [most * hosting.threads, hosting.threads].map(|count| number(count, lang));
            let plain = match lang {
                Lang::En => format!(
                    "At the busiest moment the VMs of a host and its migrations want {wanted} threads at once, of {threads}: computing takes {value} as long."
                ),
                Lang::De => format!(
                    "Im stärksten Moment wollen die VMs eines Hosts und seine Migrationen {wanted} Threads zugleich, von {threads}: Rechnen dauert {value} so lang."
                ),
            };
            let formula = lang.pick(
                "Demand = (VMs on the host × vCPUs × load + migrations that send × their threads) / threads of the host",
                "Bedarf = (VMs auf dem Host × vCPUs × Last + sendende Migrationen × ihre Threads) / Threads des Hosts",
            );
            let steps = vec![formula.to_owned(), format!("= {wanted} / {threads} = {value}")];
            Told { value, plain, steps }
        }
        Peak::Link => {
            let value = times(most, lang);
            let extra = number(most - 1.0, lang);
            let plain = match lang {
                Lang::En => format!(
                    "An HTTP answer is one more flow beside the migration’s: at the busiest moment its transfer takes {value} as long."
                ),
                Lang::De => format!(
                    "Eine HTTP-Antwort ist ein Fluss mehr neben denen der Migration: Im stärksten Moment dauert ihre Übertragung {value} so lang."
                ),
            };
            let formula = lang.pick(
                "Times as long = 1 + migrations that send × share of the link that they use: a fair share beside them",
                "Wievielmal so lang = 1 + sendende Migrationen × Anteil der Verbindung, den sie nutzen: ein gerechter Anteil neben ihnen",
            );
            let steps = vec![formula.to_owned(), format!("= 1 + {extra} = {value}")];
            Told { value, plain, steps }
        }
    }
}

pub(super) fn throttled(grounds: Grounds<'_>, lang: Lang) -> Told {
    let throttle = throttle(grounds.outcome());
    let value = times(1.0 / (1.0 - throttle.min(0.99)), lang);
    let share = percent(throttle, lang);
    let plain = match lang {
        Lang::En => format!(
            "QEMU takes up to {share} of its CPU time away from a VM that writes faster than the link sends, so that it converges: computing takes {value} as long."
        ),
        Lang::De => format!(
            "QEMU nimmt einer VM, die schneller schreibt, als die Verbindung sendet, bis zu {share} der CPU-Zeit, damit sie konvergiert: Rechnen dauert {value} so lang."
        ),
    };
    let formula = lang
        .pick("Times as long = 1 / (1 − throttle)", "Wievielmal so lang = 1 / (1 − Drosselung)");
    Told::of(formula, format!("= 1 / (1 − {share}) = {value}"), plain, value)
}

pub(super) fn dip(grounds: Grounds<'_>, lang: Lang) -> Told {
    let load = grounds.stated().fleet.load.get();
    let value = duration(DIP.get(), lang);
    let lost = percent(DIP_DEPTH * load, lang);
    let (depth, load) = (percent(DIP_DEPTH, lang), percent(load, lang));
    let plain = match lang {
        Lang::En => format!(
            "A VM that has arrived finds cold caches: for about {value} it gets {lost} less done."
        ),
        Lang::De => format!(
            "Eine angekommene VM findet kalte Caches vor: Etwa {value} lang schafft sie {lost} weniger."
        ),
    };
    let steps = match lang {
        Lang::En => vec![
            "Loss = loss with all CPUs busy × load".to_owned(),
            format!("= {depth} × {load} = {lost}, for {value}"),
        ],
        Lang::De => vec![
            "Verlust = Verlust bei vollen CPUs × Last".to_owned(),
            format!("= {depth} × {load} = {lost}, {value} lang"),
        ],
    };
    Told { value, plain, steps }
}
