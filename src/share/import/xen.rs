//! Xen: what `xl -v migrate` prints.

use super::fact::Reading;
use super::text::{after, leading};

const PAGE: f64 = 4096.0;

/// The log of a migration. The map's extent, after the slash, is no memory: it has holes.
pub(super) fn log(text: &str, read: &mut Reading) {
    read.word("controller", "xen", "xl migrate");
    let (mut total, mut last, mut rounds) = (0.0, None, 0.0);
    let mut first_dirty = None;
    for line in text.lines() {
        if let Some((sent, skipped)) = first_pass(line) {
            read.size("memory", (sent + skipped) * PAGE, "sent and skipped in iter 0");
            read.size("memory-in-use", sent * PAGE, "sent in iter 0");
        }
        if line.contains("Saving memory: iter") {
            rounds += 1.0;
        }
        let Some(ms) = after(line, "delta ") else { continue };
        total += ms;
        last = Some(ms);
        if first_dirty.is_none() {
            if let Some(mbit) = after(line, "sent ") {
                read.path_rate(mbit * 125e3, "sent in the first pass");
            }
            let pages = line.rsplit(' ').nth(1).and_then(leading);
            first_dirty = pages.map(|(pages, _)| (ms / 1e3, pages * PAGE));
        }
    }
    if let Some((seconds, bytes)) = first_dirty.filter(|(seconds, _)| 0.0 < *seconds) {
        read.rate("dirty-page-rate", bytes / seconds, "pages dirtied in the first pass");
        if 0.0 < bytes {
            read.points.push((seconds, bytes));
        }
    }
    if 0.0 < total {
        read.time("total-time", total / 1e3, "sum of all delta");
    }
    if let Some(ms) = last {
        read.time("last-round", ms / 1e3, "last delta");
    }
    if 0.0 < rounds {
        read.count("rounds", rounds, "iter");
    }
    if let Some(pages) = after(text, "Total pages sent") {
        read.size("transferred", pages * PAGE, "Total pages sent");
        if !read.has("memory") {
            read.size("memory", pages * PAGE, "Total pages sent");
        }
        read.word("status", "completed", "Total pages sent");
    }
    read.assume(format!("pages of {PAGE} bytes"));
}

/// What newer versions print: the pages of each pass, the first time the map's extent, and no times.
pub(super) fn stream(text: &str, read: &mut Reading) {
    read.word("controller", "xen", "xl migrate");
    let mut passes = Vec::new();
    for line in text.lines().filter(|line| line.contains("Frames iteration ")) {
        // A pass is reported more than once as it goes on.
        let pass = after(line, "Frames iteration ").map(|pass| pass as u32);
        let pages = line.split_once('/').and_then(|(_, rest)| leading(rest));
        if let (Some(pass), Some((pages, _))) = (pass, pages) {
            match passes.last_mut() {
                Some((last, known)) if *last == pass => *known = pages,
                _ => passes.push((pass, pages)),
            }
        }
    }
    if !passes.is_empty() {
        read.count("rounds", passes.len() as f64, "Frames iteration");
    }
    if let Some((_, pages)) = passes.get(1) {
        read.size("dirtied-in-first-round", pages * PAGE, "Frames iteration 1");
        read.assume(format!("pages of {PAGE} bytes"));
    }
    if text.contains("Migration successful") {
        read.word("status", "completed", "Migration successful");
    } else if text.contains("Migration failed") || text.contains("migration failed") {
        read.word("status", "failed", "Migration failed");
    }
}

/// What was sent and skipped in the first pass; the line of the next one tells.
fn first_pass(line: &str) -> Option<(f64, f64)> {
    let rest = line.split_once("iter 1 (last sent ")?.1;
    Some((leading(rest)?.0, after(rest, "skipped ")?))
}
