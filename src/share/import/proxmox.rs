//! Proxmox VE: task logs of a migration, `qm config`, `datacenter.cfg`.

use super::fact::Reading;
use super::text::{GIB, MIB, after, is_yes, leading, pairs, size};

/// What says that a migration has failed, in small letters.
const FAILED: [&str; 5] = [
    "migration aborted",
    "status: failed",
    "online migrate failure",
    "migration finished with problems",
    "task error:",
];

/// The task log of a migration.
pub(super) fn log(text: &str, read: &mut Reading) {
    read.word("controller", "proxmox", "Proxmox");
    let mut seen: Vec<Progress> = Vec::new();
    let mut disks: Vec<(&str, f64)> = Vec::new();
    for line in text.lines() {
        let lower = line.to_ascii_lowercase();
        if let Some(limit) = after(&lower, "migration downtime limit") {
            read.time("downtime-limit", limit / 1e3, "migration downtime limit");
        } else if let Some(limit) = after(&lower, "migrate_set_downtime") {
            read.time("downtime-limit", limit, "migrate_set_downtime");
        } else if let Some(limit) = after(&lower, "migration speed limit") {
            rate_limit(line, limit, "migration speed limit", read);
        } else if let Some(limit) = after(&lower, "migrate_set_speed") {
            rate_limit(line, limit, "migrate_set_speed", read);
        } else if let Some((_, cache)) = lower.split_once("migration cachesize:") {
            if let Some(bytes) = size(cache, 1.0) {
                read.size("delta-cache", bytes, "migration cachesize");
            }
        } else if let Some((disk, bytes)) = mirrored(line) {
            disks.retain(|(known, _)| *known != disk);
            disks.push((disk, bytes));
        } else if let Some(progress) = Progress::of(line) {
            seen.push(progress);
        }
        if let Some(ms) = after(&lower, "- downtime ").filter(|_| lower.contains("speed")) {
            read.time("downtime", ms / 1e3, "downtime");
        }
        if lower.contains("migration status: completed") || lower.contains("migration completed") {
            if !read.has("status") {
                read.word("status", "completed", "migration status");
            }
        } else if FAILED.iter().any(|words| lower.contains(words)) {
            read.word("status", "failed", "migration status");
        }
        if let Some((_, rest)) = lower.split_once("vm dirties lots of memory: ")
            && let Some(rate) = size(rest, 1.0)
        {
            read.rate("dirty-page-rate", rate, "VM dirties lots of memory");
            read.points = vec![(1.0, rate)];
        }
        if let Some((_, clock)) = lower.split_once("duration ")
            && let Some(seconds) = duration(clock)
        {
            read.time("task-time", seconds, "duration");
        }
    }
    if let Some(memory) = seen.iter().find_map(|progress| progress.memory) {
        read.size("memory", memory, "total");
    }
    if let Some(first) = seen.iter().find(|progress| progress.left.is_some()) {
        // Zero pages are gone from both as soon as they were passed.
        let in_use = first.sent + first.left.unwrap_or_default();
        let most = first.memory.unwrap_or(f64::MAX);
        read.size("memory-in-use", in_use.min(most), "transferred and remaining");
    }
    if let Some(last) = seen.last() {
        let sent = last.sent + last.left.filter(|_| read.has("status")).unwrap_or_default();
        read.size("transferred", sent, "transferred");
    }
    let all = text.split_once("migration completed, transferred ");
    if let Some(bytes) = all.and_then(|(_, rest)| size(rest, 1.0)) {
        read.size("transferred", bytes, "migration completed, transferred");
    }
    let disk: f64 = disks.iter().map(|(_, bytes)| bytes).sum();
    if 0.0 < disk {
        read.size("disk", disk, "drive: transferred");
        read.word("technique", "block", "drive mirror");
    }
    total_time(text, read);
    path_rate(&seen, read);
}

/// A disk and its size, from a line on how far its mirror has got.
fn mirrored(line: &str) -> Option<(&str, f64)> {
    let (disk, rest) = line.split_once(": transferred ")?;
    let disk = disk.rsplit(' ').next().filter(|disk| disk.contains("drive-") || is_disk(disk))?;
    let (_, of) = rest.split_once(" of ")?;
    Some((disk, size(of, 1.0)?))
}

fn rate_limit(line: &str, limit: f64, from: &str, read: &mut Reading) {
    let unit = if line.contains("MB/s") || line.contains("MiB/s") { MIB } else { 1.0 };
    read.rate("rate-limit", limit * unit, from);
}

/// One line on how far it has got.
#[derive(Debug, Clone, Copy)]
struct Progress {
    /// Seconds of the day, where lines carry a stamp.
    at: Option<f64>,
    sent: f64,
    left: Option<f64>,
    memory: Option<f64>,
}

impl Progress {
    fn of(line: &str) -> Option<Self> {
        let at = stamp(line);
        if line.contains("migration active") || line.contains("migration status: active") {
            if let Some((_, rest)) = line.split_once("(transferred ") {
                // Before version 7: bytes in parentheses.
                let (sent, _) = leading(rest)?;
                let (left, memory) = (after(rest, "remaining "), after(rest, "total "));
                return Some(Self { at, sent, left, memory });
            }
            let (_, rest) = line.split_once("transferred ")?;
            let (_, of) = rest.split_once(" of ")?;
            return Some(Self { at, sent: size(rest, 1.0)?, left: None, memory: size(of, 1.0) });
        }
        None
    }
}

/// The time of day of a line that begins with `2025-01-04 12:00:01`.
fn stamp(line: &str) -> Option<f64> {
    let clock = line.split_whitespace().nth(1)?;
    line.starts_with("20").then(|| duration(clock)).flatten()
}

/// `00:00:08`.
fn duration(clock: &str) -> Option<f64> {
    let clock: String = clock.chars().take_while(|c| c.is_ascii_digit() || *c == ':').collect();
    let mut parts = clock.split(':').map(crate::decimal::read);
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    Some(hours * 3600.0 + minutes * 60.0 + seconds)
}

/// What Proxmox calls speed is memory by whole seconds, no rate of the path.
fn total_time(text: &str, read: &mut Reading) {
    let speed = after(text, "migration speed:").map(|speed| speed * MIB);
    let average = text.split_once("average migration speed:").and_then(|(_, rest)| size(rest, MIB));
    let Some(speed) = average.or(speed).filter(|speed| 0.0 < *speed) else { return };
    let stamps: Vec<f64> =
        ["start migrate command", "migration status: completed", "average migration speed"]
            .iter()
            .filter_map(|words| text.lines().find(|line| line.contains(words)).and_then(stamp))
            .collect();
    if let [start, .., end] = stamps.as_slice()
        && start < end
    {
        read.time("total-time", end - start, "stamps");
    } else if let Some(memory) = read.number("memory") {
        read.time("total-time", libm::round(memory / speed).max(1.0), "memory by speed");
    }
}

/// What the path carried: from line to line, which come a second apart unless they are stamped.
fn path_rate(seen: &[Progress], read: &mut Reading) {
    let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return };
    if let (Some(start), Some(end)) = (first.at, last.at)
        && start < end
    {
        read.path_rate((last.sent - first.sent) / (end - start), "transferred, from line to line");
        return;
    }
    let total = read.number("total-time").filter(|_| read.has("status"));
    if let (true, Some(total), Some(sent)) = (2 < seen.len(), total, read.number("transferred")) {
        read.path_rate(sent / total, "transferred over total time");
        return;
    }
    read.assume("lines on its progress are a second apart");
    if let [only] = seen {
        read.path_rate(only.sent, "transferred after a second");
    } else {
        let seconds = (seen.len() - 1) as f64;
        read.path_rate((last.sent - first.sent) / seconds, "transferred, from line to line");
    }
}

/// `qm config`.
pub(super) fn config(text: &str, read: &mut Reading) {
    let (mut cores, mut sockets) = (1.0, 1.0);
    let mut disk = 0.0;
    for (key, value) in pairs(text, ':') {
        let number = leading(value).map(|(number, _)| number);
        match key {
            "memory" => {
                let plain = value.strip_prefix("current=").unwrap_or(value);
                if let Some(bytes) = size(plain, MIB) {
                    read.size("memory", bytes, key);
                }
            }
            "balloon" => {
                if let Some(least) = number.filter(|least| 0.0 < *least) {
                    read.size("balloon", least * MIB, key);
                }
            }
            "cores" => cores = number.unwrap_or(1.0),
            "sockets" => sockets = number.unwrap_or(1.0),
            "migrate_downtime" => {
                if let Some(seconds) = number {
                    read.time("downtime-limit", seconds, key);
                }
            }
            "migrate_speed" => {
                if let Some(rate) = number {
                    read.rate("rate-limit", rate * MIB, key);
                }
            }
            _ if is_disk(key) && !value.contains("media=cdrom") => {
                disk += value
                    .split(',')
                    .find_map(|part| part.trim().strip_prefix("size="))
                    .and_then(disk_size)
                    .unwrap_or_default();
            }
            _ if key.starts_with("hostpci") => {
                read.left_out.push(format!("{key}: a device passed through does not move"));
            }
            _ => {}
        }
    }
    read.count("vcpus", cores * sockets, "cores by sockets");
    if 0.0 < disk {
        read.size("disk", disk, "size of its disks");
    }
    read.word("controller", "proxmox", "Proxmox");
}

fn is_disk(key: &str) -> bool {
    let letters = key.trim_end_matches(|c: char| c.is_ascii_digit());
    letters != key && ["scsi", "virtio", "sata", "ide"].contains(&letters)
}

/// Proxmox's G is a GiB.
fn disk_size(text: &str) -> Option<f64> {
    let (number, unit) = leading(text)?;
    Some(match unit {
        "T" => number * 1024.0 * GIB,
        "G" => number * GIB,
        "M" => number * MIB,
        "K" => number * 1024.0,
        _ => number,
    })
}

/// `datacenter.cfg`.
pub(super) fn datacenter(text: &str, read: &mut Reading) {
    read.word("controller", "proxmox", "Proxmox");
    for (key, value) in pairs(text, ':') {
        match key {
            "migration" => {
                let kind = value.split(',').next().unwrap_or("").trim_start_matches("type=");
                read.word("encryption", if kind == "insecure" { "none" } else { "ssh" }, key);
            }
            "migration_unsecure" if is_yes(value) => read.word("encryption", "none", key),
            "bwlimit" => {
                // In KiB/s; what is for migration counts before the default.
                let of = |name: &str| {
                    value
                        .split(',')
                        .find_map(|part| part.trim().strip_prefix(name))
                        .and_then(leading)
                };
                if let Some((kib, _)) = of("migration=").or_else(|| of("default=")) {
                    read.rate("rate-limit", kib * 1024.0, key);
                }
            }
            "max_workers" => {
                if let Some((number, _)) = leading(value) {
                    read.count("concurrency", number, key);
                }
            }
            _ => {}
        }
    }
}
