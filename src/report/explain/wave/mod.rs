//! How the numbers of a wave came about.

mod after;
mod course;

pub use crate::report::question::wave::{Held, Question};

use super::{Explanation, Given, Told};
use crate::chart::wave::name as machine_name;
use crate::plan::wave::{Outline, Row, WavePlan, WhatIf};
use crate::quantity::{Lang, quantity};
use crate::report::wave::what_if;
use crate::scenario::Field;
use crate::scenario::check::Checked;
use crate::scenario::field::{Measure, Source};
use crate::scenario::wave::{Setting, Wave};
use crate::units::{Bandwidth, Bytes};

/// What the view knows.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// What was stated of each machine.
    pub scenario: &'a Checked,
    /// What was stated of the wave.
    pub wave: &'a Wave,
    /// What comes of it.
    pub plan: &'a WavePlan,
    /// What would come of others, as far as it is known.
    pub what_ifs: &'a [(WhatIf, Outline)],
}

/// Explains a number of a wave.
pub fn explain_wave(question: Question, grounds: Grounds<'_>, lang: Lang) -> Explanation {
    let Told { value, plain, steps } = match question {
        Question::Arrived => course::arrived(grounds, lang),
        Question::Makespan => course::makespan(grounds, lang),
        Question::Standstill => course::standstill(grounds, lang),
        Question::Stuck => course::stuck(grounds, lang),
        Question::Late => course::late(grounds, lang),
        Question::Busiest => course::busiest(grounds, lang),
        Question::Memory => after::memory(grounds, lang),
        Question::Cpus => after::cpus(grounds, lang),
        Question::Fullest => after::fullest(grounds, lang),
        Question::HostsNeeded => after::hosts_needed(grounds, lang),
        Question::Left => after::left(grounds, lang),
        Question::HostsFreed => after::hosts_freed(grounds, lang),
        Question::Machine(number) => course::machine(number, grounds, lang),
        Question::Instead(other, held) => course::instead(other, held, grounds, lang),
    };
    let Grounds { wave, scenario, .. } = grounds;
    let scenario = scenario.get();
    let usual = Wave::of(scenario);
    let given = |setting: &Setting| {
        let value = wave.get(*setting);
        let is_changed = value.to_bits() != usual.get(*setting).to_bits();
        Given { setting: *setting, value, is_changed }
    };
    let settings = settings(question).iter().map(given).collect();
    let mut inputs = inputs(question);
    inputs.retain(|field| field.applies(scenario));
    let sources = match question {
        Question::Memory
        | Question::Cpus
        | Question::Fullest
        | Question::HostsNeeded
        | Question::Left
        | Question::HostsFreed => Vec::new(),
        _ => vec![Source::Measured],
    };
    let title = format!("{}: {value}", name(question, grounds, lang));
    Explanation { title, plain, steps, inputs, settings, sources }
}

/// What a number is.
pub fn name(question: Question, grounds: Grounds<'_>, lang: Lang) -> String {
    let name = match question {
        Question::Arrived => lang.pick("Machines that arrive", "Maschinen, die ankommen"),
        Question::Makespan => lang.pick("Done after", "Fertig nach"),
        Question::Standstill => lang.pick("Standstill in all", "Stillstand insgesamt"),
        Question::Stuck => {
            lang.pick("Machines that do not converge", "Maschinen, die nicht konvergieren")
        }
        Question::Late => lang.pick("Late or never there", "Zu spät oder nie da"),
        Question::Busiest => {
            lang.pick("Use of the busiest link", "Nutzung der am meisten genutzten Verbindung")
        }
        Question::Memory => {
            lang.pick("Memory given away at the destination", "Vergebener Speicher am Ziel")
        }
        Question::Cpus => {
            lang.pick("vCPUs given away at the destination", "Vergebene vCPUs am Ziel")
        }
        Question::Fullest => lang.pick("The fullest host", "Der vollste Host"),
        Question::HostsNeeded => {
            lang.pick("Hosts that would be enough", "Hosts, die reichen würden")
        }
        Question::Left => {
            lang.pick("Machines left at the source", "Maschinen, die am Ursprung bleiben")
        }
        Question::HostsFreed => lang.pick("Empty hosts at the source", "Leere Hosts am Ursprung"),
        Question::Machine(number) => {
            let group = row(number, grounds).map_or(0, |row| row.group);
            let name = machine_name(&grounds.wave.groups, group, number);
            return format!("{name}, {}", lang.pick("ends", "endet"));
        }
        Question::Instead(other, held) => {
            let held = match held {
                Held::Makespan => lang.pick("done after", "fertig nach"),
                Held::Change => lang.pick("against the stated", "gegen die Angabe"),
                Held::Standstill => lang.pick("standstill in all", "Stillstand insgesamt"),
                Held::Late => lang.pick("late", "zu spät"),
            };
            return format!("{}, {held}", what_if(other, lang));
        }
    };
    name.to_owned()
}

/// What of the wave's own limits it depends on.
const fn settings(question: Question) -> &'static [Setting] {
    use Setting as S;
    match question {
        Question::Memory => &[S::Destinations, S::HostMemory, S::MemoryOvercommit, S::Occupied],
        Question::Cpus => &[S::Destinations, S::HostThreads, S::CpuOvercommit],
        Question::Fullest | Question::HostsNeeded => &[
            S::Destinations,
            S::HostMemory,
            S::MemoryOvercommit,
            S::Occupied,
            S::HostThreads,
            S::CpuOvercommit,
        ],
        Question::HostsFreed => &[S::Sources, S::InAll, S::PerSource],
        Question::Busiest => &[
            S::Background,
            S::SourcePort,
            S::DestinationPort,
            S::InAll,
            S::PerSource,
            S::PerDestination,
        ],
        Question::Late => &[S::Window, S::InAll, S::PerSource, S::PerDestination, S::Batch],
        _ => &[
            S::InAll,
            S::PerSource,
            S::PerDestination,
            S::Sources,
            S::Destinations,
            S::SourcePort,
            S::DestinationPort,
            S::Background,
            S::Batch,
            S::Serial,
        ],
    }
}

/// What of the scenario it depends on; its machines are those of the wave's groups.
fn inputs(question: Question) -> Vec<Field> {
    use Field as F;
    match question {
        Question::Memory | Question::Cpus | Question::Fullest | Question::HostsNeeded => Vec::new(),
        Question::Busiest => [F::LinkRate, F::Overhead, F::MaxBandwidth, F::Streams].to_vec(),
        Question::Standstill => {
            [F::DowntimeLimit, F::LinkRate, F::WorkingSet, F::DirtyPageRate, F::RoundLimit].to_vec()
        }
        _ => [
            F::LinkRate,
            F::Overhead,
            F::WorkingSet,
            F::DirtyPageRate,
            F::DowntimeLimit,
            F::RoundLimit,
            F::Timeout,
            F::TimeoutPerGib,
            F::MaxBandwidth,
        ]
        .to_vec(),
    }
}
fn rate(rate: Bandwidth, lang: Lang) -> String {
    quantity(rate.get(), Measure::BitRate, lang)
}

fn size(bytes: Bytes, lang: Lang) -> String {
    quantity(bytes.get(), Measure::Size, lang)
}

fn row(number: u32, grounds: Grounds<'_>) -> Option<&Row> {
    grounds.plan.rows.get(number as usize)
}
