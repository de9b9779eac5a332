//! Lists whose columns are made of spaces: `xl list`, `qm list`, PowerShell's `Get-VM`.

use super::fact::Reading;
use super::fleet;

/// A word and where it stands, in letters from the beginning of its line.
type Word<'a> = (usize, &'a str);

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    /// In the unit that its heading states, or else in MiB, as Xen counts.
    Memory(&'static str),
    Vcpus,
    Disk,
    State,
    Other,
}

impl Column {
    fn of(heading: &str) -> Self {
        let lower = heading.to_ascii_lowercase();
        let (word, unit) = lower.split_once('(').unwrap_or((&lower, ""));
        let unit = match unit.trim_end_matches(')') {
            "g" | "gb" | "gib" => "GiB",
            "b" | "bytes" => "B",
            "k" | "kb" | "kib" => "KiB",
            _ => "MiB",
        };
        match word {
            "name" | "vm" | "domain" => Self::Name,
            "mem" | "memory" | "maxmem" | "ram" | "memoryassigned" => Self::Memory(unit),
            "vcpus" | "vcpu" | "cpus" | "processorcount" => Self::Vcpus,
            "bootdisk" | "disk" | "maxdisk" => Self::Disk,
            "state" | "status" => Self::State,
            _ => Self::Other,
        }
    }
}

fn words(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = line;
    while let Some(word) = rest.split_whitespace().next() {
        let at = line.len() - rest.len() + rest.find(word).unwrap_or(0);
        words.push((line[..at].chars().count(), word));
        rest = &line[at + word.len()..];
    }
    words
}

/// The line that heads such a list, if there is one, and what its columns hold.
fn heading(text: &str) -> Option<(usize, Vec<Word<'_>>, Vec<Column>)> {
    text.lines().enumerate().find_map(|(at, line)| {
        let words = words(line);
        let columns: Vec<Column> = words.iter().map(|(_, word)| Column::of(word)).collect();
        let has = |what: fn(&Column) -> bool| columns.iter().any(what);
        let is_one = 2 < words.len()
            && !line.contains([',', ';', '|', '='])
            && has(|of| *of == Column::Name)
            && has(|of| matches!(of, Column::Memory(_)));
        is_one.then_some((at, words, columns))
    })
}

/// Whether a text holds such a list.
pub(super) fn is_list(text: &str) -> bool {
    heading(text).is_some()
}

/// Reads such a list.
pub(super) fn list(text: &str, read: &mut Reading) {
    let Some((at, head, columns)) = heading(text) else { return };
    let unit = columns.iter().find_map(|of| match of {
        Column::Memory(unit) => Some(*unit),
        _ => None,
    });
    let unit = unit.unwrap_or("MiB");
    let is_xen = head.iter().any(|(_, word)| *word == "Time(s)");
    let mut table = format!("Name\tMemory {unit}\tvCPUs\tDisk GiB\tState\n");
    for line in text.lines().skip(at + 1) {
        let row = words(line);
        // A rule below the heading, what only wraps, and a prompt that follows.
        if row.len() < 3 || row.iter().all(|(_, word)| word.chars().all(|c| c == '-')) {
            table.push('\n');
            continue;
        }
        let cell = |what: fn(&Column) -> bool| {
            let place = columns.iter().position(what)?;
            if row.len() == head.len() {
                return row.get(place).map(|(_, word)| *word);
            }
            // A name or a state of several words: who stands below the heading.
            let far = |word: &Word<'_>| head.get(place).map(|head| away(*head, *word));
            row.iter().min_by_key(|word| far(word)).map(|(_, word)| *word)
        };
        let name = cell(|of| *of == Column::Name).unwrap_or("");
        if is_xen && name == "Domain-0" {
            read.left_out.push("Domain-0 is the host's own".to_owned());
            table.push('\n');
            continue;
        }
        let cells = [
            Some(name),
            cell(|of| matches!(of, Column::Memory(_))),
            cell(|of| *of == Column::Vcpus),
            cell(|of| *of == Column::Disk),
            cell(|of| *of == Column::State),
        ];
        table.push_str(&cells.map(Option::unwrap_or_default).join("\t"));
        table.push('\n');
    }
    fleet::table(&table, read);
    if is_xen {
        read.word("controller", "xen", "Time(s)");
    } else if head.iter().any(|(_, word)| *word == "VMID") {
        read.word("controller", "proxmox", "VMID");
    }
}

/// How far a word stands from below a heading; nothing where they overlap.
fn away((head_at, head): Word<'_>, (at, word): Word<'_>) -> usize {
    let [head_end, end] = [head_at + head.chars().count(), at + word.chars().count()];
    at.saturating_sub(head_end).max(head_at.saturating_sub(end))
}
