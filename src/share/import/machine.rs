//! Machines described line by line: `xe vm-list`, `qm status --verbose`, PowerShell's `Get-VM | fl`; and
//! what a guest says of its own memory.

use super::Kind;
use super::fact::Reading;
use super::fleet;
use super::shape;
use super::text::{GIB, MIB, leading, pairs, size};

/// Reads machines, one a block between empty lines; what one says are facts, several are a fleet.
pub(super) fn described(text: &str, read: &mut Reading) {
    let mut blocks: Vec<String> = vec![String::new()];
    for line in text.lines() {
        let is_empty = line.trim().is_empty();
        match blocks.last_mut() {
            Some(block) if !is_empty => {
                block.push_str(line);
                block.push('\n');
            }
            Some(block) if !block.is_empty() => blocks.push(String::new()),
            _ => {}
        }
    }
    let all: Vec<One> = blocks.iter().map(|block| One::of(block)).filter(One::is_any).collect();
    if let [one] = all.as_slice() {
        read.facts.extend(one.said.facts.clone());
        return;
    }
    for one in all {
        if one.is_off {
            read.left_out.push(format!("{} is off", fleet::label(&one.name)));
        } else {
            shape::machine(&one.name, &one.said, read);
        }
    }
}

/// Which kind a description is: one machine, or several.
pub(super) fn kind(read: &Reading) -> Kind {
    if read.fleet.is_empty() && read.left_out.is_empty() { Kind::Machine } else { Kind::Fleet }
}

/// A machine as it is described.
#[derive(Default)]
struct One {
    name: String,
    is_off: bool,
    said: Reading,
}

impl One {
    fn of(block: &str) -> Self {
        let mut one = Self { name: "vm".to_owned(), ..Self::default() };
        for (key, value) in pairs(block, ':') {
            // `xe` says who may write a parameter: `memory-static-max ( RW)`.
            let name = key.split('(').next().unwrap_or(key).trim();
            let bytes = size(value, 1.0).filter(|bytes| 0.0 < *bytes);
            let number = leading(value).map(|(number, _)| number).filter(|number| 0.0 < *number);
            let said = &mut one.said;
            match name {
                "name" | "name-label" | "Name" | "VMName" => value.clone_into(&mut one.name),
                "status" | "power-state" | "State" => {
                    one.is_off = !["running", "paused"].contains(&&*value.to_ascii_lowercase());
                }
                "maxmem" | "memory-static-max" | "MemoryAssigned" | "MemoryStartup"
                    if !said.has("memory") =>
                {
                    if let Some(bytes) = bytes {
                        said.size("memory", bytes, name);
                    }
                }
                // Guests with less than their maximum have been ballooned down to it.
                "memory-actual" | "mem" => {
                    if let Some(bytes) = bytes {
                        said.size("memory-in-use", bytes, name);
                    }
                }
                "cpus" | "VCPUs-max" | "ProcessorCount" => {
                    if let Some(number) = number {
                        said.count("vcpus", number, name);
                    }
                }
                "maxdisk" => {
                    if let Some(bytes) = bytes {
                        said.size("disk", bytes, name);
                    }
                }
                _ => {}
            }
        }
        let (memory, used) = (one.said.number("memory"), one.said.number("memory-in-use"));
        if memory.zip(used).is_some_and(|(memory, used)| memory < used) {
            one.said.facts.retain(|fact| fact.name != "memory-in-use");
        }
        one
    }

    const fn is_any(&self) -> bool {
        !self.said.facts.is_empty()
    }
}

/// `virsh domblkinfo`: a disk and how much of it is allocated.
pub(super) fn disk(text: &str, read: &mut Reading) {
    for (key, value) in pairs(text, ':') {
        if let ("Capacity", Some(bytes)) = (key, size(value, 1.0)) {
            read.size("disk", bytes, key);
        }
    }
}

/// Whether a text is what `free` prints.
pub(super) fn is_free(text: &str) -> bool {
    let is_heading = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.starts_with(&["total", "used", "free"])
    };
    text.lines().any(is_heading) && text.lines().any(|line| line.trim_start().starts_with("Mem:"))
}

/// What `free` prints in a guest. What its page cache holds is copied like all else.
pub(super) fn free(text: &str, read: &mut Reading) {
    let line = text.lines().find_map(|line| line.trim_start().strip_prefix("Mem:"));
    let cells: Vec<&str> = line.unwrap_or("").split_whitespace().collect();
    let [total, _, free, ..] = cells.as_slice() else { return };
    let is_bare = total.bytes().all(|letter| letter.is_ascii_digit());
    // KiB where nothing is asked for; no machine has so few of them.
    let large = leading(total).is_some_and(|(number, _)| 262_144.0 <= number);
    let usual = if large { 1024.0 } else { MIB };
    let (Some(total), Some(free)) = (size(total, usual), size(free, usual)) else { return };
    let is_memory = (16.0 * MIB..=24.0 * 1024.0 * GIB).contains(&total);
    if !is_memory || total < free {
        return;
    }
    read.size("memory", total, "total");
    read.size("memory-in-use", total - free, "total - free");
    read.assume("memory in use is all that is not free, page cache included: it is copied too");
    if is_bare {
        let unit = if large { "KiB" } else { "MiB" };
        read.assume(format!("the numbers are {unit}: free does not say its unit"));
    }
}
