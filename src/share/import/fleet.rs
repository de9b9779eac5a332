//! Many machines: inventories as CSV by their headings, and lists of other kinds; alike ones are
//! counted together, none is lost.

use csv::StringRecord;

use super::fact::Reading;
use super::text::{GIB, MIB, factor, is_yes, leading, size};
use crate::records::{Record, records};
use crate::scenario::Scenario;
use crate::scenario::wave::{Group, Wave, Workload};
use crate::units::{Bandwidth, Bytes, Ratio};

/// Machines that are alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Machines {
    /// The first one's name.
    pub name: String,
    /// How many.
    pub count: u32,
    /// In bytes.
    pub memory: f64,
    /// In bytes, where it is known.
    pub in_use: Option<f64>,
    /// Zero where it is not known.
    pub vcpus: f64,
    /// In bytes; zero where it is not known.
    pub disk: f64,
    /// How fast memory is dirtied, in bytes a second, where that was measured.
    pub dirty_rate: Option<f64>,
}

/// What a machine may be called here: its name, unless that is an address.
pub(super) fn label(name: &str) -> String {
    let is_hex = |part: &str| part.bytes().all(|letter| letter.is_ascii_hexdigit());
    let numbers = name.split('.').filter(|part| {
        part.trim_matches(|c: char| !c.is_ascii_digit()).bytes().all(|b| b.is_ascii_digit())
    });
    let is_v4 = 3 < numbers.filter(|part| part.contains(|c: char| c.is_ascii_digit())).count();
    let is_v6 = 2 < name.split(':').count() && name.split(':').all(is_hex);
    if is_v4 || is_v6 || name.contains('@') || name.trim().is_empty() {
        "unnamed".to_owned()
    } else {
        name.to_owned()
    }
}

/// Adds a machine to those that are alike.
pub(super) fn add(mut machine: Machines, read: &mut Reading) {
    machine.name = label(&machine.name);
    if !(16.0 * MIB..=24.0 * 1024.0 * GIB).contains(&machine.memory) {
        read.left_out.push(format!("{}: {} bytes of memory", machine.name, machine.memory));
        return;
    }
    let key = |of: &Machines| {
        let [in_use, dirty_rate] = [of.in_use, of.dirty_rate].map(|known| known.map(f64::to_bits));
        (of.memory.to_bits(), in_use, of.vcpus.to_bits(), of.disk.to_bits(), dirty_rate)
    };
    match read.fleet.iter_mut().find(|known| key(known) == key(&machine)) {
        Some(known) => known.count += machine.count,
        None => read.fleet.push(machine),
    }
}

/// The machines as groups of a wave. More kinds than a wave has groups become groups of a range of
/// sizes.
pub(super) fn wave(fleet: &[Machines], like: &Scenario) -> Wave {
    let mut wave = Wave::of(like);
    let Some(usual) = wave.groups.first().cloned() else { return wave };
    let mut sorted: Vec<&Machines> = fleet.iter().collect();
    sorted.sort_by(|a, b| a.memory.total_cmp(&b.memory));
    let size = sorted.len().div_ceil(Wave::MOST_GROUPS).max(1);
    wave.groups = sorted.chunks(size).map(|alike| group(alike, &usual)).collect();
    wave
}

fn group(alike: &[&Machines], usual: &Group) -> Group {
    let count: u32 = alike.iter().map(|of| of.count).sum();
    let mean = |of: &dyn Fn(&Machines) -> f64| {
        alike.iter().map(|each| of(each) * f64::from(each.count)).sum::<f64>() / f64::from(count)
    };
    let bounds = alike
        .iter()
        .fold((f64::MAX, 0.0_f64), |(least, most), of| (least.min(of.memory), most.max(of.memory)));
    let vcpus = libm::round(mean(&|of| of.vcpus));
    let usual_share = usual.touched.get();
    let share = mean(&|of| of.in_use.map_or(usual_share, |used| (used / of.memory).min(1.0)));
    let measured: Vec<f64> = alike.iter().filter_map(|of| of.dirty_rate).collect();
    let workload = if measured.is_empty() {
        usual.workload
    } else {
        let rate = measured.iter().sum::<f64>() / measured.len() as f64;
        // How much is written again and again was not measured: at most what is in use.
        let set = Bytes::new(mean(&|of| of.memory) * share);
        Workload::Writes { set, rate: Bandwidth::new(rate) }
    };
    Group {
        workload,
        name: alike.first().map_or_else(String::new, |of| of.name.clone()),
        count,
        memory: (Bytes::new(bounds.0), Bytes::new(bounds.1)),
        touched: Ratio::new(share),
        vcpus: if 0.0 < vcpus { vcpus } else { usual.vcpus },
        disk: Bytes::new(mean(&|of| of.disk)),
        ..usual.clone()
    }
}

/// Which column holds what.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    name: Option<usize>,
    memory: Option<(usize, Option<f64>)>,
    in_use: Option<(usize, Option<f64>)>,
    vcpus: Option<usize>,
    disk: Option<(usize, Option<f64>)>,
    count: Option<usize>,
    power: Option<usize>,
    template: Option<usize>,
}

impl Columns {
    fn of(heading: &StringRecord) -> Self {
        let mut columns = Self::default();
        let names: Vec<String> = heading.iter().map(plain).collect();
        // RVTools writes memory in MiB and says so nowhere.
        let is_rvtools = names.iter().any(|name| name == "powerstate");
        for (at, name) in names.iter().enumerate() {
            let (name, stated) = unit_of(name);
            let word = name.split([' ', '_', '(', '[']).next().unwrap_or("");
            let is = |words: &[&str]| words.contains(&name);
            let first = |slot: &mut Option<usize>| {
                slot.get_or_insert(at);
            };
            if is(&["vm", "name", "vm name", "vm_name", "vmname", "server name", "guest"])
                || is(&["machine", "domain", "hostname", "instance", "server", "computer"])
            {
                first(&mut columns.name);
            } else if is(&["cpus", "cpu", "vcpus", "vcpu", "maxcpu", "num cpu", "numcpu", "cores"])
            {
                first(&mut columns.vcpus);
            } else if name.starts_with("in use") || name.starts_with("used") {
                // Of a disk, in RVTools and PowerCLI.
                if columns.disk.is_none() || is_rvtools {
                    columns.disk = Some((at, stated));
                }
            } else if is(&["active memory", "memory in use"]) {
                columns.in_use.get_or_insert((at, stated));
            } else if ["memory", "ram", "mem", "maxmem"].contains(&word)
                || name.starts_with("vm memory")
                || name.starts_with("configured memory")
            {
                let usual = if is_rvtools { Some(MIB) } else { in_bytes(word) };
                columns.memory.get_or_insert((at, stated.or(usual)));
            } else if word.starts_with("provisioned")
                || ["disk", "maxdisk", "storage"].contains(&word)
            {
                columns.disk.get_or_insert((at, stated.or(in_bytes(word))));
            } else if is(&["count", "vms", "number", "quantity"]) {
                first(&mut columns.count);
            } else if is(&["powerstate", "power state", "status", "state"]) {
                first(&mut columns.power);
            } else if is(&["template"]) {
                first(&mut columns.template);
            }
        }
        columns
    }
}

/// A heading without the unit that it ends with, whether glued to it (`MemoryGB`) or not (`Memory
/// [GB]`), and that unit in bytes. Inventories write MB and mean MiB.
fn unit_of(name: &str) -> (&str, Option<f64>) {
    const GLUED: [&str; 9] = ["kib", "mib", "gib", "tib", "kb", "mb", "gb", "tb", "bytes"];
    let bare = name.trim_end_matches([')', ']', ' ']);
    let parted = bare.rsplit_once([' ', '_', '(', '[']);
    let glued = GLUED.iter().find_map(|unit| bare.strip_suffix(unit).map(|of| (of, *unit)));
    for (of, unit) in [parted, glued].into_iter().flatten() {
        let binary = if unit.len() == 2 { unit.replace('b', "ib") } else { unit.to_owned() };
        if let Some(bytes) = factor(&binary, f64::NAN).filter(|bytes| bytes.is_finite()) {
            return (of.trim_end_matches([' ', '_', '(', '[']), Some(bytes));
        }
    }
    (name, None)
}

/// The unit of what Proxmox calls by this word.
fn in_bytes(word: &str) -> Option<f64> {
    word.starts_with("max").then_some(1.0)
}

/// A heading or a word without what only looks different.
fn plain(heading: &str) -> String {
    heading.trim().trim_start_matches('\u{feff}').to_lowercase()
}

/// Whether a heading is that of a list of machines.
pub(super) fn is_heading(line: &str) -> bool {
    let Some(heading) = rows(line).next() else { return false };
    let columns = Columns::of(&heading.cells);
    columns.memory.is_some() && (columns.name.is_some() || columns.count.is_some())
}

/// The rows of a table, whatever stands between its cells.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Record> {
    let heading = text.lines().next().unwrap_or("");
    let delimiter = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|each| heading.bytes().filter(|letter| letter == each).count())
        .unwrap_or(b',');
    records(text.as_bytes(), delimiter).filter_map(Result::ok)
}

/// A list of machines by its heading.
pub(super) fn table(text: &str, read: &mut Reading) {
    let mut rows = rows(text);
    let Some(Record { cells: heading, .. }) = rows.next() else { return };
    let columns = Columns::of(&heading);
    let Some((memory_at, unit)) = columns.memory else { return };
    for Record { line, cells: row } in rows {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or("").trim();
        if is_yes(cell(columns.template)) {
            read.left_out.push(format!("line {line}: a template"));
            continue;
        }
        if is_off(cell(columns.power)) {
            read.left_out.push(format!("line {line}: {} is off", label(cell(columns.name))));
            continue;
        }
        let said = row.get(memory_at).unwrap_or("");
        let Some(memory) = amount(said, unit) else {
            read.left_out.push(match grouped(said) {
                Some(number) => format!(
                    "line {line}, column {}: {number} of what? Write MiB or GiB into the heading",
                    heading.get(memory_at).unwrap_or("memory")
                ),
                None => format!("line {line}: no amount of memory"),
            });
            continue;
        };
        let of = |column: Option<(usize, Option<f64>)>| {
            let (at, unit) = column?;
            amount(row.get(at)?, unit)
        };
        let count = match cell(columns.count) {
            "" => 1.0,
            text => grouped(text).unwrap_or(f64::NAN),
        };
        if count.fract() != 0.0 || !(1.0..=1e6).contains(&count) {
            read.left_out.push(format!("line {line}: no number of machines"));
            continue;
        }
        let machines = Machines {
            name: cell(columns.name).to_owned(),
            count: count as u32,
            memory,
            in_use: of(columns.in_use).filter(|used| 0.0 < *used),
            vcpus: grouped(cell(columns.vcpus)).unwrap_or_default(),
            disk: of(columns.disk).unwrap_or_default(),
            dirty_rate: None,
        };
        add(machines, read);
    }
}

fn is_off(state: &str) -> bool {
    ["poweredoff", "shutoff", "shut off", "stopped", "suspended"]
        .iter()
        .any(|off| state.eq_ignore_ascii_case(off))
}

/// An amount in the unit that it states, or else in this one.
fn amount(text: &str, unit: Option<f64>) -> Option<f64> {
    if let Some(number) = grouped(text) {
        return unit.map(|unit| number * unit);
    }
    let binary = text.to_ascii_lowercase().replace("mb", "mib").replace("gb", "gib");
    size(&binary, f64::NAN).filter(|bytes| bytes.is_finite())
}

/// A number, its thousands grouped in whatever way: `8,192`, `8.192`, `8 192`.
fn grouped(text: &str) -> Option<f64> {
    let text = text.trim().replace(['\u{a0}', '\u{202f}', ' ', '\''], "");
    let parts: Vec<&str> = text.split([',', '.']).collect();
    let are_groups = 1 < parts.len()
        && parts.iter().all(|part| part.bytes().all(|letter| letter.is_ascii_digit()))
        && (1..=3).contains(&parts[0].len())
        && parts[1..].iter().all(|part| part.len() == 3);
    let plain = if are_groups { parts.concat() } else { text };
    let (number, rest) = leading(&plain)?;
    rest.is_empty().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_read_however_it_ends_a_heading() {
        for heading in ["memorygb", "memory gb", "memory_gib", "memory [gb]", "memory (gib)"] {
            assert_eq!(unit_of(heading), ("memory", Some(GIB)), "{heading}");
        }
        assert_eq!(unit_of("provisioned mib"), ("provisioned", Some(MIB)));
        assert_eq!(unit_of("provisionedspacegb"), ("provisionedspace", Some(GIB)));
        assert_eq!(unit_of("memorybytes"), ("memory", Some(1.0)));
        for plain in ["memory", "in use", "vm memory", "maxmem", "powerstate"] {
            assert_eq!(unit_of(plain), (plain, None));
        }
    }

    #[test]
    fn glued_units_are_a_rule_and_no_list() {
        for (heading, memory) in
            [("MemoryMB", 2048.0 * MIB), ("RAMGiB", 2048.0 * GIB), ("Active MemoryGB", f64::NAN)]
        {
            let mut read = Reading::default();
            table(&format!("Name,{heading},DiskGB\nweb,2048,40\n"), &mut read);
            let found = read.fleet.first().map(|of| (of.memory, of.disk));
            assert_eq!(found, memory.is_finite().then_some((memory, 40.0 * GIB)), "{heading}");
        }
    }

    #[test]
    fn thousands_are_grouped_in_many_ways() {
        for text in ["8192", "8,192", "8.192", "8 192", "8'192"] {
            assert_eq!(grouped(text), Some(8192.0), "{text}");
        }
        assert_eq!(grouped("1.5"), Some(1.5));
        assert_eq!(grouped("8 GiB"), None);
    }
}
