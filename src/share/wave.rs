//! A wave as text: in a link, and as a table that people type or paste from a spreadsheet.

use std::fmt::Write as _;

use crate::decimal;
use crate::quantity::{Lang, parse, quantity, units};
use crate::scenario::field::Measure;
use crate::scenario::presets::WORKLOADS;
use crate::scenario::wave::{Group, Order, Setting, Wave, Workload};
use crate::units::{Bandwidth, Bytes, Ratio};

/// What stands between a number and its unit.
const THIN: char = '\u{202f}';

/// Longer than any table of a wave.
const LONGEST: usize = 20_000;

/// Links, but for their checksums, to two published findings that seem to contradict each other: the
/// paper's ten proxies (here without load, prepared as by a tunnelled OpenStack), of which more at a
/// time are faster, and the OSIC's evacuation under Nova's limits, of which more at once are slower.
pub const FINDINGS: [&str; 2] = [
    "1&o=9.3&w=2097152&d=1048576&mt=536870912&vl=0.02",
    "1&t=pre&n=12&c=1&o=6.9&b=1250000000&ls=462500000&w=0&d=0&vl=0.02&wave=listed,ls:1,ld:1000,la:1000,lb:4,lo:5.4;,12,8589934592:8589934592,0.4539,s,42949672960,4,0",
];

/// The wave as a value in a link: the order and what differs from the defaults, then a part per
/// group, with semicolons between them.
pub fn encode(wave: &Wave) -> String {
    let order = Order::ALL.iter().find(|(order, _)| *order == wave.order);
    let mut text = order.map_or("", |(_, name)| name).to_owned();
    for setting in Setting::ALL {
        let value = wave.get(*setting);
        if value.to_bits() != setting.default().to_bits() {
            let _ = write!(text, ",{}:{value}", setting.key());
        }
    }
    for group in &wave.groups {
        let Group { name, count, memory, touched, workload, disk, vcpus, priority } = group;
        let (from, to) = (memory.0.get(), memory.1.get());
        let workload = match workload {
            Workload::Scenario => "s".to_owned(),
            Workload::Preset(place) => format!("p:{place}"),
            Workload::Writes { set, rate } => format!("w:{}:{}", set.get(), rate.get()),
        };
        let _ = write!(
            text,
            ";{},{count},{from}:{to},{},{workload},{},{vcpus},{priority}",
            escape(name),
            touched.get(),
            disk.get(),
        );
    }
    text
}

/// Reads what [`encode`] wrote; none where it is anything else. What is out of bounds is cut to them.
pub fn decode(text: &str) -> Option<Wave> {
    let mut parts = text.split(';');
    let mut head = parts.next()?.split(',');
    let name = head.next()?;
    let order = Order::ALL.iter().find(|(_, known)| *known == name)?.0;
    let mut wave = Wave::default();
    wave.order = order;
    for pair in head {
        let (key, value) = pair.split_once(':')?;
        let setting = Setting::ALL.iter().find(|setting| setting.key() == key)?;
        wave.set(*setting, decimal::read(value)?);
    }
    for part in parts.take(Wave::MOST_GROUPS) {
        let cells: Vec<&str> = part.split(',').collect();
        let [name, count, memory, touched, workload, disk, vcpus, priority] = cells.as_slice()
        else {
            return None;
        };
        let (from, to) = memory.split_once(':')?;
        wave.groups.push(Group {
            name: unescape(name)?,
            count: decimal::read(count)? as u32,
            memory: (Bytes::new(decimal::read(from)?), Bytes::new(decimal::read(to)?)),
            touched: Ratio::new(decimal::read(touched)?),
            workload: match *workload.split(':').collect::<Vec<_>>().as_slice() {
                ["s"] => Workload::Scenario,
                ["p", place] => Workload::Preset(decimal::read(place)? as usize),
                ["w", set, rate] => Workload::Writes {
                    set: Bytes::new(decimal::read(set)?),
                    rate: Bandwidth::new(decimal::read(rate)?),
                },
                _ => return None,
            },
            disk: Bytes::new(decimal::read(disk)?),
            vcpus: decimal::read(vcpus)?,
            priority: decimal::read(priority)? as u32,
        });
    }
    Some(wave.checked().0)
}

/// Letters, digits, `-`, `_` and `.` as they are, all others by number.
fn escape(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.') {
            text.push(letter);
        } else {
            let _ = write!(text, "!{:x}!", u32::from(letter));
        }
    }
    text
}

fn unescape(text: &str) -> Option<String> {
    let mut name = String::new();
    for (at, part) in text.split('!').enumerate() {
        if at % 2 == 0 {
            name.push_str(part);
        } else {
            name.push(char::from_u32(u32::from_str_radix(part, 16).ok()?)?);
        }
    }
    Some(name)
}

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// What the group is called.
    Name,
    /// How many machines.
    Count,
    /// RAM of each: one amount, or two with a dash between them.
    Memory,
    /// The part of it in use, in percent.
    Touched,
    /// A workload's name, or `working set @ rate`.
    Workload,
    /// The disk that is copied.
    Disk,
    /// Virtual CPUs.
    Vcpus,
    /// Higher ones go first.
    Priority,
}

impl Column {
    /// All of them, in the order of a table without a heading.
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
        }
    }

    /// Which column a heading means, in either language.
    fn of_heading(text: &str) -> Option<Self> {
        const MORE: [(&str, Column); 12] = [
            ("name", Column::Name),
            ("count", Column::Count),
            ("anzahl", Column::Count),
            ("vm", Column::Count),
            ("ram", Column::Memory),
            ("mem", Column::Memory),
            ("memory gib", Column::Memory),
            ("touched", Column::Touched),
            ("cpu", Column::Vcpus),
            ("cpus", Column::Vcpus),
            ("vcpus", Column::Vcpus),
            ("prio", Column::Priority),
        ];
        let text = text.trim().to_lowercase();
        let is = |column: &Self| {
            [Lang::En, Lang::De].iter().any(|lang| column.heading(*lang).to_lowercase() == text)
        };
        let more = || MORE.iter().find(|(name, _)| *name == text).map(|(_, column)| *column);
        Self::ALL.into_iter().find(is).or_else(more)
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
        };
        text.replace('\u{202f}', " ")
    }

    /// Puts what a person typed into a group; false where it cannot be that.
    pub fn read(self, group: &mut Group, text: &str, lang: Lang) -> bool {
        let amount = |text: &str, measure: Measure, unit: &str| {
            let usual = units(measure).iter().find(|known| known.name == unit)?;
            parse(text, measure, *usual, lang).ok().filter(|value| 0.0 <= *value)
        };
        let size = |text: &str| amount(text, Measure::Size, "GiB").map(Bytes::new);
        let count = |text: &str| amount(text, Measure::Count, "");
        let put = |group: &mut Group| -> Option<()> {
            match self {
                Self::Name => group.name = text.chars().take(Wave::LONGEST_NAME).collect(),
                Self::Count => {
                    group.count =
                        count(text).filter(|n| *n <= f64::from(Wave::MOST_MACHINES))? as u32;
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
                    group.memory.0.is_positive().then_some(())?;
                }
                Self::Touched => {
                    group.touched =
                        Ratio::new(amount(text, Measure::Share, "%").filter(|s| *s <= 1.0)?);
                }
                Self::Workload => {
                    let rate = |text: &str| amount(text, Measure::ByteRate, "MiB/s");
                    group.workload = workload(text, &size, &|text| rate(text).map(Bandwidth::new))?;
                }
                Self::Disk => group.disk = size(text)?,
                Self::Vcpus => group.vcpus = count(text).filter(|n| 1.0 <= *n)?,
                Self::Priority => group.priority = count(text)? as u32,
            }
            Some(())
        };
        put(group).is_some()
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

/// What is wrong with a line of the table, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLine {
    /// Which line.
    pub line: usize,
    /// Which of its columns cannot be read; none where there are too many groups or machines.
    pub column: Option<Column>,
}

/// Reads a table as it comes from a spreadsheet or a file: cells between tabs or semicolons, or
/// between commas where a line has neither of them; a heading or none; decimal points or commas. What
/// a row leaves out is as in `like`. All lines that cannot be read are named; the others are taken.
pub fn read(text: &str, like: &Group, lang: Lang) -> (Vec<Group>, Vec<BadLine>) {
    let (mut groups, mut bad): (Vec<Group>, Vec<BadLine>) = (Vec::new(), Vec::new());
    if LONGEST < text.len() {
        return (groups, vec![BadLine { line: 1, column: None }]);
    }
    let mut columns: Vec<Option<Column>> = Column::ALL.into_iter().map(Some).collect();
    let mut is_first = true;
    let mut machines = 0;
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let cells = cells(line);
        if std::mem::take(&mut is_first) {
            let named: Vec<Option<Column>> =
                cells.iter().map(|cell| Column::of_heading(cell)).collect();
            // A group may be called "Memory", but not every second cell of its row.
            if cells.len() < 2 * named.iter().flatten().count() {
                columns = named;
                continue;
            }
        }
        let line = at + 1;
        let mut group = Group { name: format!("{}", groups.len() + 1), count: 1, ..like.clone() };
        let given =
            columns.iter().zip(&cells).filter_map(|(column, cell)| Some(((*column)?, cell)));
        let wrong = given
            .filter(|(_, cell)| !cell.is_empty())
            .find(|(column, cell)| !column.read(&mut group, cell, lang));
        machines += group.count;
        let is_too_much = groups.len() == Wave::MOST_GROUPS || Wave::MOST_MACHINES < machines;
        match wrong {
            Some((column, _)) => bad.push(BadLine { line, column: Some(column) }),
            None if is_too_much => bad.push(BadLine { line, column: None }),
            None => groups.push(group),
        }
    }
    (groups, bad)
}

/// The cells of a line, without quotes around them.
fn cells(line: &str) -> Vec<String> {
    let separator = ['\t', ';'].into_iter().find(|s| line.contains(*s)).unwrap_or(',');
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter == separator && !quoted {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(letter);
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Writes groups as [`read`] reads them: with a heading, tabs between cells.
pub fn write(groups: &[Group], lang: Lang) -> String {
    let line = |cell: &dyn Fn(Column) -> String| Column::ALL.map(cell).join("\t");
    let heading = line(&|column| column.heading(lang).to_owned());
    let rows = groups.iter().map(|group| line(&|column| column.write(group, lang)));
    std::iter::once(heading).chain(rows).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    fn like() -> Group {
        Group::of(&Scenario::default())
    }

    #[track_caller]
    fn good(text: &str, lang: Lang) -> Vec<Group> {
        let (groups, bad) = read(text, &like(), lang);
        assert_eq!(bad, []);
        groups
    }

    #[test]
    fn a_table_from_a_spreadsheet_is_read() {
        let german = "Gruppe\tAnzahl\tRAM\tLast\nWeb\t40\t4 GiB\tWebserver\nDB\t3\t16-64 GiB\t1,5 GiB @ 20 MiB/s\n";
        let groups = good(german, Lang::De);
        assert_eq!((groups[0].name.as_str(), groups[0].count), ("Web", 40));
        assert!(matches!(groups[0].workload, Workload::Preset(_)));
        assert_eq!(groups[1].memory, (Bytes::gib(16.0), Bytes::gib(64.0)));
        let writes = Workload::Writes { set: Bytes::gib(1.5), rate: Bandwidth::mib_per_s(20.0) };
        assert_eq!(groups[1].workload, writes);
        let plain = good("a,5,2.5\nb,6,\"4\",50", Lang::En);
        assert_eq!(plain[0].memory.0, Bytes::gib(2.5));
        assert_eq!((plain[1].count, plain[1].touched), (6, Ratio::percent(50.0)));
        assert_eq!(good("a;5;2,5", Lang::De)[0].memory.0, Bytes::gib(2.5));
    }

    #[test]
    fn every_bad_line_is_named_and_the_others_are_taken() {
        let (groups, bad) = read("a\tx\nb\t2\nc\t2\tlots\nd\t1\t1\t200", &like(), Lang::En);
        assert_eq!(groups.len(), 1);
        let at = |line, column| BadLine { line, column: Some(column) };
        assert_eq!(bad, [at(1, Column::Count), at(3, Column::Memory), at(4, Column::Touched)]);
        let many = "a\t60000\n".repeat(2);
        assert_eq!(read(&many, &like(), Lang::En).1, [BadLine { line: 2, column: None }]);
        assert_eq!(read(&"a\t1\n".repeat(41), &like(), Lang::En).1.len(), 1);
        assert_eq!(read(&"a".repeat(LONGEST + 1), &like(), Lang::En).1.len(), 1);
    }

    #[test]
    fn a_table_reads_back_as_written() {
        for lang in [Lang::En, Lang::De] {
            let groups = good("Größe 1\t7\t4-16 GiB\t25\tIdle\t20\t2\t3\nb\t1\t2\t50\t1 @ 5", lang);
            assert_eq!(good(&write(&groups, lang), lang), groups);
        }
    }

    #[test]
    fn a_link_reads_back_as_written() {
        let mut wave = Wave::of(&Scenario::default());
        wave.groups.extend(good("Größe, 1;2\t7\t4-16\t25\tIdle\nb\t1\t2\t50\t1 @ 5", Lang::En));
        wave.order = Order::Hottest;
        wave.set(Setting::Window, 3600.0);
        let text = encode(&wave);
        assert_eq!(decode(&text), Some(wave));
        for end in 0..text.len() {
            // Any beginning is a wave or none, and never a panic.
            let _ = decode(&text[..end]);
        }
        for odd in
            ["", "x", "listed;", "listed,zz:1", "listed,s:1e999", "listed;a,1,1:1,1,p:99999,1,1,-1"]
        {
            let _ = decode(odd);
        }
        assert_eq!(decode("nothing"), None);
    }
}
