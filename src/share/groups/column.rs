//! The columns of a table of groups: their headings, and what stands in their cells.

use crate::quantity::{Lang, parse, plain_spaces, quantity, units};
use crate::scenario::field::Measure;
use crate::scenario::presets::WORKLOADS;
use crate::scenario::wave::{Group, Wave, Workload};
use crate::units::{Bandwidth, Bytes, Ratio};

/// What stands between a number and its unit.
const THIN: char = '\u{202f}';

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// What the group is called.
    Name,
    /// How many machines.
    Count,
    /// RAM of each: one amount, or two with a dash between them.
    Memory,
    /// The part of it in use, in percent or as an amount.
    Touched,
    /// A workload's name, or `working set @ rate`.
    Workload,
    /// The disk that is copied.
    Disk,
    /// Virtual CPUs.
    Vcpus,
    /// Higher ones go first.
    Priority,
    /// What is written again and again; with a dirty page rate, in place of a workload.
    WorkingSet,
    /// How fast it is written; without a working set, in all that is in use.
    DirtyRate,
}

impl Column {
    /// Those of a table without a heading, in their order, and of a table that is written.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Count,
        Self::Memory,
        Self::Touched,
        Self::Workload,
        Self::Disk,
        Self::Vcpus,
        Self::Priority,
    ];

    /// What stands above it.
    pub const fn heading(self, lang: Lang) -> &'static str {
        match self {
            Self::Name => lang.pick("Group", "Gruppe"),
            Self::Count => lang.pick("VMs", "VMs"),
            Self::Memory => lang.pick("Memory", "Speicher"),
            Self::Touched => lang.pick("In use", "Belegt"),
            Self::Workload => lang.pick("Workload", "Last"),
            Self::Disk => lang.pick("Disk", "Platte"),
            Self::Vcpus => "vCPU",
            Self::Priority => lang.pick("Priority", "Vorrang"),
            Self::WorkingSet => lang.pick("Working set", "Arbeitsmenge"),
            Self::DirtyRate => lang.pick("Dirty page rate", "Änderungsrate"),
        }
    }

    /// When its cell is read: after those that it is about.
    pub(super) const fn turn(self) -> u8 {
        match self {
            Self::Touched => 1,
            Self::WorkingSet => 2,
            Self::DirtyRate => 3,
            _ => 0,
        }
    }

    /// Which column a heading means, in either language, and the unit that it names for it.
    pub(super) fn of_heading(text: &str) -> Option<(Self, Option<&'static str>)> {
        const MORE: [(&str, Column); 18] = [
            ("name", Column::Name),
            ("count", Column::Count),
            ("number", Column::Count),
            ("anzahl", Column::Count),
            ("vm", Column::Count),
            ("ram", Column::Memory),
            ("mem", Column::Memory),
            ("touched", Column::Touched),
            ("memory in use", Column::Touched),
            ("cpu", Column::Vcpus),
            ("cpus", Column::Vcpus),
            ("vcpus", Column::Vcpus),
            ("prio", Column::Priority),
            ("wss", Column::WorkingSet),
            ("working set size", Column::WorkingSet),
            ("dirty rate", Column::DirtyRate),
            ("write rate", Column::DirtyRate),
            ("schreibrate", Column::DirtyRate),
        ];
        let text = text.trim().to_lowercase().replace(['(', ')', '[', ']', '_', '-'], " ");
        let words: Vec<&str> = text.split_whitespace().collect();
        let (name, unit) = match words.as_slice() {
            [name @ .., unit] if !name.is_empty() => match unit_named(unit) {
                Some(unit) => (name.join(" "), Some(unit)),
                None => (words.join(" "), None),
            },
            _ => (words.join(" "), None),
        };
        let is = |column: &Self| {
            [Lang::En, Lang::De].iter().any(|lang| column.heading(*lang).to_lowercase() == name)
        };
        let more = || MORE.iter().find(|(known, _)| *known == name).map(|(_, column)| *column);
        let all = Self::ALL.into_iter().chain([Self::WorkingSet, Self::DirtyRate]);
        let column = all.into_iter().find(is).or_else(more)?;
        Some((column, unit))
    }

    /// What a group has in it.
    pub fn write(self, group: &Group, lang: Lang) -> String {
        let size = |size: Bytes| quantity(size.get(), Measure::Size, lang);
        let text = match self {
            Self::Name => group.name.clone(),
            Self::Count => group.count.to_string(),
            Self::Memory if group.memory.0 < group.memory.1 => {
                let (from, to) = (size(group.memory.0), size(group.memory.1));
                // A unit that both have is said once.
                match (from.split_once(THIN), to.split_once(THIN)) {
                    (Some((number, a)), Some((_, b))) if a == b => format!("{number}\u{2013}{to}"),
                    _ => format!("{from} \u{2013} {to}"),
                }
            }
            Self::Memory => size(group.memory.0),
            Self::Touched => quantity(group.touched.get(), Measure::Share, lang),
            Self::Workload => match group.workload {
                Workload::Scenario => String::new(),
                Workload::Preset(place) => WORKLOADS
                    .get(place)
                    .map_or("", |preset| lang.pick(preset.name[0], preset.name[1]))
                    .to_owned(),
                Workload::Writes { set, rate } => {
                    format!("{} @ {}", size(set), quantity(rate.get(), Measure::ByteRate, lang))
                }
            },
            Self::Disk => size(group.disk),
            Self::Vcpus => quantity(group.vcpus, Measure::Count, lang),
            Self::Priority => group.priority.to_string(),
            Self::WorkingSet => match group.workload {
                Workload::Writes { set, .. } => size(set),
                _ => String::new(),
            },
            Self::DirtyRate => match group.workload {
                Workload::Writes { rate, .. } => quantity(rate.get(), Measure::ByteRate, lang),
                _ => String::new(),
            },
        };
        plain_spaces(&text)
    }

    /// Puts what a person typed into a group; false where it cannot be that.
    pub fn read(self, group: &mut Group, text: &str, lang: Lang) -> bool {
        let amount = |text: &str, measure: Measure, unit: &str| {
            let usual = units(measure).iter().find(|known| known.name == unit)?;
            parse(text, measure, *usual, lang).ok().filter(|value| 0.0 <= *value)
        };
        let size = |text: &str| amount(text, Measure::Size, "GiB").map(Bytes::new);
        let rate = |text: &str| amount(text, Measure::ByteRate, "MiB/s").map(Bandwidth::new);
        let count = |text: &str| amount(text, Measure::Count, "");
        let whole = |text: &str| count(text).filter(|number| number.fract() == 0.0);
        let put = |group: &mut Group| -> Option<()> {
            match self {
                Self::Name => {
                    let plain = text.chars().filter(|letter| !letter.is_control());
                    group.name = plain.take(Wave::LONGEST_NAME).collect();
                }
                Self::Count => {
                    let most = f64::from(Wave::MOST_MACHINES);
                    group.count = whole(text).filter(|n| *n <= most)? as u32;
                }
                Self::Memory => {
                    let dashes = ['\u{2013}', '\u{2014}', '-', '\u{2026}'];
                    group.memory = match text.split_once(dashes) {
                        None => (size(text)?, size(text)?),
                        Some((from, to)) => {
                            // "4-16 GiB": the unit of the second is meant for both.
                            let has_unit = from.contains(char::is_alphabetic);
                            let unit = to.trim_start_matches(|c: char| !c.is_alphabetic());
                            let from =
                                if has_unit { from.to_owned() } else { format!("{from} {unit}") };
                            (size(&from)?, size(to)?)
                        }
                    };
                    let (from, to) = group.memory;
                    group.memory = (from.min(to), from.max(to));
                }
                Self::Touched => {
                    let (least, most) = group.memory;
                    // Of a bare number, percent are meant.
                    let of_memory = || Some(2.0 * size(text)?.get() / (least + most).get());
                    let share = amount(text, Measure::Share, "%").or_else(of_memory);
                    group.touched = Ratio::new(share.filter(|share| *share <= 1.0)?);
                }
                Self::Workload => group.workload = workload(text, &size, &rate)?,
                Self::WorkingSet => {
                    group.workload = Workload::Writes { set: size(text)?, rate: Bandwidth::ZERO };
                }
                Self::DirtyRate => {
                    let set = match group.workload {
                        Workload::Writes { set, rate } if !rate.is_positive() => set,
                        _ => group.memory.1 * group.touched.get(),
                    };
                    group.workload = Workload::Writes { set, rate: rate(text)? };
                }
                Self::Disk => group.disk = size(text)?,
                Self::Vcpus => group.vcpus = count(text).filter(|n| 1.0 <= *n)?,
                Self::Priority => group.priority = whole(text)? as u32,
            }
            Some(())
        };
        put(group).is_some() && group.checked() == *group
    }
}

fn workload(
    text: &str,
    size: &dyn Fn(&str) -> Option<Bytes>,
    rate: &dyn Fn(&str) -> Option<Bandwidth>,
) -> Option<Workload> {
    if text.is_empty() {
        return Some(Workload::Scenario);
    }
    if let Some((set, speed)) = text.split_once('@') {
        return Some(Workload::Writes { set: size(set)?, rate: rate(speed)? });
    }
    let wanted = text.to_lowercase();
    let names = |name: &&str| name.to_lowercase() == wanted;
    let begins = |name: &&str| name.to_lowercase().starts_with(&wanted);
    let find =
        |is: &dyn Fn(&&str) -> bool| WORKLOADS.iter().position(|preset| preset.name.iter().any(is));
    find(&names).or_else(|| find(&begins)).map(Workload::Preset)
}

/// The unit that a heading names; inventories write MB and mean MiB.
fn unit_named(text: &str) -> Option<&'static str> {
    match text {
        "gib" | "gb" => Some("GiB"),
        "mib" | "mb" => Some("MiB"),
        "tib" | "tb" => Some("TiB"),
        "mib/s" => Some("MiB/s"),
        "mb/s" => Some("MB/s"),
        "%" | "percent" => Some("%"),
        _ => None,
    }
}
