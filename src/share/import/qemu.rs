//! QEMU's monitor: `query-migrate`, `calc-dirty-rate` and parameters as JSON, and as `info` prints them.

use serde_json::Value;

use super::fact::{self, Reading};
use super::text::{MIB, after, is_yes, leading, pairs, size, time};

/// Pages where a text does not say how large they are.
const PAGE: f64 = 4096.0;

/// What `query-migrate` returns.
pub(super) fn migration(of: &Value, read: &mut Reading) {
    let number =
        |path: &[&str]| path.iter().try_fold(of, |at, key| at.get(key)).and_then(Value::as_f64);
    if let Some(status) = of.get("status").and_then(Value::as_str) {
        read.word("status", status, "status");
    }
    for (key, name) in [
        ("total-time", "total-time"),
        ("downtime", "downtime"),
        ("expected-downtime", "expected-downtime"),
        ("setup-time", "setup-time"),
    ] {
        if let Some(ms) = number(&[key]) {
            read.time(name, ms / 1e3, key);
        }
    }
    let ram = |key: &str| number(&["ram", key]);
    if let Some(total) = ram("total") {
        read.size("memory", total, "ram.total");
    }
    if let Some(sent) = ram("transferred") {
        read.size("transferred", sent, "ram.transferred");
    }
    if let Some(left) = ram("remaining").filter(|left| 0.0 < *left) {
        read.size("remaining", left, "ram.remaining");
    }
    if let Some(mbps) = ram("mbps").filter(|mbps| 0.0 < *mbps) {
        read.path_rate(mbps * 125e3, "ram.mbps");
    }
    let pages = Pages {
        size: ram("page-size"),
        zero: ram("duplicate"),
        normal: ram("normal"),
        dirty_per_s: ram("dirty-pages-rate"),
        synchronised: ram("dirty-sync-count"),
    };
    pages
        .say(["ram.duplicate", "ram.normal", "ram.dirty-pages-rate", "ram.dirty-sync-count"], read);
    if let Some(total) = number(&["disk", "total"]).filter(|total| 0.0 < *total) {
        read.size("disk", total, "disk.total");
    }
    if let Some(percent) = number(&["cpu-throttle-percentage"]) {
        read.count("throttle-percent", percent, "cpu-throttle-percentage");
    }
    if let Some(cache) = number(&["xbzrle-cache", "cache-size"]) {
        read.size("delta-cache", cache, "xbzrle-cache.cache-size");
        read.assume("what was sent is deltas in part: the rate is that of the path, not of pages");
    }
}

/// Counts of pages, as QEMU and libvirt keep them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pages {
    pub(super) size: Option<f64>,
    pub(super) zero: Option<f64>,
    pub(super) normal: Option<f64>,
    pub(super) dirty_per_s: Option<f64>,
    pub(super) synchronised: Option<f64>,
}

impl Pages {
    /// Says what follows from them; the places are those of zero and normal pages, dirty pages a
    /// second, and synchronisations.
    pub(super) fn say(self, [zero, normal, dirty, synchronised]: [&str; 4], read: &mut Reading) {
        let page = self.size.filter(|page| 0.0 < *page).unwrap_or_else(|| {
            if self.zero.or(self.normal).or(self.dirty_per_s).is_some() {
                read.assume(format!("pages of {PAGE} bytes"));
            }
            PAGE
        });
        if let Some(size) = self.size {
            read.size("page-size", size, "page size");
        }
        if let Some(pages) = self.zero {
            read.size("zero-memory", pages * page, zero);
        }
        self.in_use(page, normal, read);
        // Once it is over QEMU counts no more, and says zero whatever was dirtied.
        let over = self.dirty_per_s.is_none_or(|pages| pages <= 0.0)
            && read.is_word("status", "completed");
        if let Some((again, seconds)) = self.sent_again(page, read).filter(|_| over) {
            read.rate("dirty-page-rate", again / seconds, normal);
            read.assume("what was sent more than once was dirtied evenly over the move");
        } else if let Some(pages) = self.dirty_per_s {
            // The bitmap counts a page once, however often it was written.
            let rate = pages * page;
            read.rate("dirty-page-rate", rate, dirty);
            if 0.0 < rate {
                read.points.push((1.0, rate));
            }
        }
        if let Some(rounds) = self.synchronised {
            read.count("rounds", rounds, synchronised);
        }
    }

    /// What was sent more than once, and within which time; none where that is next to nothing.
    fn sent_again(self, page: f64, read: &Reading) -> Option<(f64, f64)> {
        let (memory, seconds) = (read.number("memory")?, read.number("total-time")?);
        let (zero, normal) = (self.zero.unwrap_or(0.0) * page, self.normal? * page);
        let again = normal - (memory - zero);
        // Zero pages are counted again as well.
        (zero <= memory && memory * 1e-4 < again && 0.0 < seconds).then_some((again, seconds))
    }

    /// What is not zero: only once all of the memory was passed does that show.
    fn in_use(self, page: f64, place: &str, read: &mut Reading) {
        let Some(memory) = read.number("memory") else { return };
        let (zero, normal) = (self.zero.unwrap_or(0.0) * page, self.normal.unwrap_or(0.0) * page);
        if self.normal.is_none() || zero + normal < memory * 0.98 {
            return;
        }
        // Pages that were sent again are counted again, zero ones are not dirtied as a rule.
        let in_use = if memory < zero { normal.min(memory) } else { normal.min(memory - zero) };
        read.size("memory-in-use", in_use, place);
    }
}

/// What `query-dirty-rate` returns: MiB per second, distinct pages within `calc-time`.
pub(super) fn dirty_rate(of: &Value, read: &mut Reading) {
    let number = |key: &str| of.get(key).and_then(Value::as_f64);
    if let Some(status) = of.get("status").and_then(Value::as_str) {
        read.word("status", status, "status");
    }
    if let Some(mode) = of.get("mode").and_then(Value::as_str) {
        read.word("mode", mode, "mode");
        if mode == "page-sampling" {
            read.assume("page sampling sees nothing where a page is written with what it holds");
        }
    }
    let unit = of.get("calc-time-unit").and_then(Value::as_str).unwrap_or("second");
    let scale = if unit.starts_with("milli") { 1e-3 } else { 1.0 };
    let period = number("calc-time").map_or(1.0, |time| time * scale).max(1e-3);
    if let Some(rate) = number("dirty-rate").filter(|rate| 0.0 <= *rate) {
        read.time("interval", period, "calc-time");
        measured(rate * MIB, period, "dirty-rate", read);
    }
}

/// Distinct memory dirtied per second over an interval.
pub(super) fn measured(bytes_per_s: f64, interval: f64, from: &str, read: &mut Reading) {
    read.rate("dirty-page-rate", bytes_per_s, from);
    if 0.0 < bytes_per_s {
        read.points.push((interval, bytes_per_s * interval));
    }
}

const ONE_STREAM: &str = "one stream: multifd-channels counts only where multifd is on";

/// Parameters, as `query-migrate-parameters` returns them; `set` where somebody sets them, so that each
/// counts.
pub(super) fn parameters(of: &Value, is_set: bool, read: &mut Reading) {
    let number = |key: &str| of.get(key).and_then(Value::as_f64);
    if let Some(ms) = number("downtime-limit") {
        read.time("downtime-limit", ms / 1e3, "downtime-limit");
    }
    if let Some(rate) = number("max-bandwidth") {
        read.rate("rate-limit", rate, "max-bandwidth");
    }
    if let Some(channels) = number("multifd-channels") {
        if is_set || is_compressing(of) {
            read.count("streams", channels, "multifd-channels");
        } else {
            read.assume(ONE_STREAM);
        }
    }
    for (key, name) in
        [("cpu-throttle-initial", "first-throttle"), ("cpu-throttle-increment", "throttle-step")]
    {
        if let Some(percent) = number(key) {
            read.say(name, percent / 100.0, crate::scenario::field::Measure::Share, key);
        }
    }
    if is_set && let Some(cache) = number("xbzrle-cache-size") {
        read.size("delta-cache", cache, "xbzrle-cache-size");
    }
    if let Some(kind) = of.get("multifd-compression").and_then(Value::as_str) {
        read.word("compression", kind, "multifd-compression");
    }
    if let Some(of) = of.get("tls-creds").and_then(Value::as_str) {
        credentials(of, read);
    }
}

/// What is sent is encrypted where credentials are named.
fn credentials(name: &str, read: &mut Reading) {
    read.word("encryption", if name.is_empty() { "none" } else { "tls" }, "tls-creds");
}

fn is_compressing(of: &Value) -> bool {
    let kind = of.get("multifd-compression").and_then(Value::as_str);
    kind.is_some_and(|kind| kind != "none")
}

/// What `query-migrate-capabilities` returns, or what is set of them.
pub(super) fn capabilities(of: &[Value], read: &mut Reading) {
    for each in of {
        let name = each.get("capability").and_then(Value::as_str);
        let state = each.get("state").and_then(Value::as_bool);
        if let (Some(name), Some(state)) = (name, state) {
            capability(name, state, read);
        }
    }
}

fn capability(name: &str, is_on: bool, read: &mut Reading) {
    match name {
        "auto-converge" => read.switch("auto-converge", is_on, name),
        "postcopy-preempt" if is_on => read.switch("urgent-channel", true, name),
        "postcopy-ram" => read.switch("post-copy-allowed", is_on, name),
        "multifd" => read.switch("multifd", is_on, name),
        _ => {}
    }
}

/// What `info migrate` and `info migrate_parameters` print, before and since QEMU 10.
pub(super) fn info(text: &str, read: &mut Reading) {
    let mut pages = Pages::default();
    for (key, value) in pairs(text, ':') {
        let lower = key.to_ascii_lowercase();
        match lower.as_str() {
            "migration status" | "status" => {
                read.word("status", value.split_whitespace().next().unwrap_or(""), key);
            }
            "total time" => say_time("total-time", value, key, read),
            "downtime" => say_time("downtime", value, key, read),
            "expected downtime" => say_time("expected-downtime", value, key, read),
            "setup" => say_time("setup-time", value, key, read),
            "time (ms)" => new_times(value, key, read),
            "throughput" | "throughput (mbps)" => {
                if let Some((mbps, _)) = leading(value).filter(|(mbps, _)| 0.0 < *mbps) {
                    read.path_rate(mbps * 125e3, key);
                }
            }
            "transferred ram" => say_size("transferred", value, key, read),
            "remaining ram" if size(value, 1.0) != Some(0.0) => {
                say_size("remaining", value, key, read);
            }
            "total ram" => say_size("memory", value, key, read),
            "sizes" => {
                if let Some(total) = inner(value, "total=").and_then(|part| size(part, 1.0)) {
                    read.size("memory", total, key);
                }
                pages.size = inner(value, "pagesize=").and_then(|part| size(part, 1.0));
            }
            "transfers" => {
                for (word, name) in [("transferred=", "transferred"), ("remain=", "remaining")] {
                    let bytes = inner(value, word).and_then(|part| size(part, 1.0));
                    if let Some(bytes) = bytes.filter(|bytes| 0.0 < *bytes) {
                        read.size(name, bytes, key);
                    }
                }
            }
            "page types" => {
                pages.normal = after(value, "normal=");
                pages.zero = after(value, "zero=");
            }
            "page rates (pps)" => pages.dirty_per_s = after(value, "dirty="),
            "others" => pages.synchronised = after(value, "dirty_syncs="),
            "duplicate" => pages.zero = leading(value).map(|(number, _)| number),
            "normal" => pages.normal = leading(value).map(|(number, _)| number),
            "page size" => pages.size = size(value, 1.0),
            "dirty pages rate" => pages.dirty_per_s = leading(value).map(|(number, _)| number),
            "dirty sync count" => pages.synchronised = leading(value).map(|(number, _)| number),
            "cpu throttle percentage" => {
                if let Some((percent, _)) = leading(value) {
                    read.count("throttle-percent", percent, key);
                }
            }
            "downtime-limit" => say_time("downtime-limit", value, key, read),
            "max-bandwidth" => {
                if let Some(rate) = size(value, 1.0) {
                    read.rate("rate-limit", rate, key);
                }
            }
            "capabilities" => listed(value, read),
            "multifd-channels" => counted("streams", 1.0, value, key, read),
            "multifd-compression" => read.word("compression", value, key),
            "tls-creds" => credentials(value.trim_matches(['\'', '"']), read),
            "cpu-throttle-initial" => counted("first-throttle", 0.01, value, key, read),
            "cpu-throttle-increment" => counted("throttle-step", 0.01, value, key, read),
            "auto-converge" | "multifd" | "postcopy-ram" | "postcopy-preempt" => {
                capability(&lower, is_yes(value), read);
            }
            _ => {}
        }
    }
    let says = |name: &str, word: &str| {
        let is_so = |value: &fact::Value| matches!(value, fact::Value::Word(said) if said == word);
        read.facts.iter().any(|fact| fact.name == name && is_so(&fact.value))
    };
    let is_compressing = read.has("compression") && !says("compression", "none");
    if read.has("streams") && !says("multifd", "on") && !is_compressing {
        read.facts.retain(|fact| fact.name != "streams");
        read.assume(ONE_STREAM);
    }
    let places = ["duplicate", "normal", "dirty pages rate", "dirty sync count"];
    pages.say(places, read);
    if !read.has("rate") {
        mean_rate(read);
    }
}

/// What was sent over the time that it took, where nothing better is said.
pub(super) fn mean_rate(read: &mut Reading) {
    let (sent, time) = (read.number("transferred"), read.number("total-time"));
    if let (Some(sent), Some(time)) = (sent, time.filter(|time| 0.0 < *time)) {
        read.path_rate(sent / time, "transferred over total time");
    }
}

/// A plain number; a hundredth of it is a share.
fn counted(name: &str, scale: f64, value: &str, key: &str, read: &mut Reading) {
    use crate::scenario::field::Measure::{Count, Share};
    if let Some((number, _)) = leading(value) {
        read.say(name, number * scale, if scale < 1.0 { Share } else { Count }, key);
    }
}

/// What `info dirty_rate` prints.
pub(super) fn info_dirty_rate(text: &str, read: &mut Reading) {
    let (mut rate, mut period) = (None, 1.0);
    for (key, value) in pairs(text, ':') {
        let Some((number, unit)) = leading(value) else {
            match key {
                "Status" => read.word("status", value, key),
                "Mode" => read.word("mode", value, key),
                _ => {}
            }
            continue;
        };
        match key {
            "Period" => period = if unit.contains("ms") { number / 1e3 } else { number },
            "Dirty rate" => rate = Some(number * MIB),
            _ => {}
        }
    }
    if let Some(rate) = rate {
        let period = f64::max(period, 1e-3);
        read.time("interval", period, "Period");
        measured(rate, period, "Dirty rate", read);
    }
}

fn say_time(name: &str, value: &str, key: &str, read: &mut Reading) {
    if let Some(seconds) = time(value, 1e-3) {
        read.time(name, seconds, key);
    }
}

fn say_size(name: &str, value: &str, key: &str, read: &mut Reading) {
    if let Some(bytes) = size(value, 1.0) {
        read.size(name, bytes, key);
    }
}

/// `total=3217, setup=2, down=5`.
fn new_times(value: &str, key: &str, read: &mut Reading) {
    for (word, name) in
        [("total=", "total-time"), ("setup=", "setup-time"), ("exp_down=", "expected-downtime")]
    {
        if let Some(ms) = after(value, word) {
            read.time(name, ms / 1e3, key);
        }
    }
    let down = value.split(',').find_map(|part| part.trim().strip_prefix("down="));
    if let Some((ms, _)) = down.and_then(leading) {
        read.time("downtime", ms / 1e3, key);
    }
}

fn inner<'a>(value: &'a str, word: &str) -> Option<&'a str> {
    value.split(',').find_map(|part| part.trim().strip_prefix(word))
}

/// `xbzrle: off auto-converge: on`, all on one line.
fn listed(value: &str, read: &mut Reading) {
    let words: Vec<&str> = value.split_whitespace().collect();
    for pair in words.windows(2) {
        if let Some(name) = pair[0].strip_suffix(':') {
            capability(name, is_yes(pair[1]), read);
        }
    }
}
