//! What `virsh` prints: `domjobinfo`, `domstats`, `dommemstat`, and a domain's XML.

use roxmltree::{Document, Node};

use super::fact::Reading;
use super::qemu::{Pages, measured};
use super::text::{MIB, leading, pairs, size, time};

const KIB: f64 = 1024.0;

/// `virsh domjobinfo`, running, `--completed` or with `--rawstats`.
pub(super) fn job(text: &str, read: &mut Reading) {
    let mut pages = Pages::default();
    let mut is_completed = false;
    let (mut elapsed, mut sent) = (None, None);
    for (key, value) in pairs(text, ':') {
        let bytes = size(value, 1.0);
        let number = leading(value).map(|(number, _)| number);
        let seconds = time(value, 1e-3);
        let lower = key.to_ascii_lowercase().replace('_', " ");
        match lower.as_str() {
            "job type" => {
                is_completed = value.eq_ignore_ascii_case("completed");
                read.word("status", &value.to_ascii_lowercase(), key);
            }
            // `--rawstats` gives virDomainJobType as a number.
            "jobtype" => {
                let words = ["none", "bounded", "unbounded", "completed", "failed", "cancelled"];
                let word = number.and_then(|number| words.get(number as usize)).copied();
                is_completed = word == Some("completed");
                read.word("status", word.unwrap_or_default(), key);
            }
            "time elapsed" => elapsed = seconds.map(|seconds| (seconds, key)),
            "memory total" => say(read, "memory", bytes, key),
            "memory processed" => sent = bytes,
            "data processed" => say(read, "transferred", bytes, key),
            "data remaining" => say(read, "remaining", bytes.filter(|left| 0.0 < *left), key),
            "memory bandwidth" | "memory bps" => {
                if let Some(rate) = bytes.filter(|rate| 0.0 < *rate) {
                    read.path_rate(rate, key);
                }
            }
            "file total" | "disk total" => {
                say(read, "disk", bytes.filter(|total| 0.0 < *total), key);
            }
            "dirty rate" | "memory dirty rate" => pages.dirty_per_s = number,
            "page size" | "memory page size" => pages.size = bytes,
            "iteration" | "memory iteration" => pages.synchronised = number,
            "constant pages" | "memory constant" => pages.zero = number,
            "normal pages" | "memory normal" => pages.normal = number,
            "total downtime" | "downtime" => {
                if let Some(seconds) = seconds {
                    read.time("downtime", seconds, key);
                }
            }
            "expected downtime" => {
                if let Some(seconds) = seconds {
                    read.time("expected-downtime", seconds, key);
                }
            }
            "setup time" => {
                if let Some(seconds) = seconds {
                    read.time("setup-time", seconds, key);
                }
            }
            "auto converge throttle" => {
                if let Some(percent) = number {
                    read.count("throttle-percent", percent, key);
                    read.switch("auto-converge", true, key);
                }
            }
            "compression cache" => say(read, "delta-cache", bytes, key),
            _ => {}
        }
    }
    if !read.has("transferred") {
        say(read, "transferred", sent, "memory processed");
    }
    // Only what has come to its end knows its downtime.
    let is_completed = is_completed || read.has("downtime");
    if let Some((seconds, key)) = elapsed {
        let name = if is_completed { "total-time" } else { "elapsed" };
        read.time(name, seconds, key);
    }
    pages.say(["Constant pages", "Normal pages", "Dirty rate", "Iteration"], read);
    if !read.has("rate")
        && let (Some(sent), Some((seconds, _))) = (read.number("transferred"), elapsed)
        && 0.0 < seconds
    {
        read.path_rate(sent / seconds, "Data processed over Time elapsed");
    }
}

fn say(read: &mut Reading, name: &str, bytes: Option<f64>, from: &str) {
    if let Some(bytes) = bytes {
        read.size(name, bytes, from);
    }
}

/// `virsh dominfo`.
pub(super) fn info(text: &str, read: &mut Reading) {
    for (key, value) in pairs(text, ':') {
        match key {
            "Max memory" => say(read, "memory", size(value, KIB), key),
            "CPU(s)" => {
                if let Some((vcpus, _)) = leading(value) {
                    read.count("vcpus", vcpus, key);
                }
            }
            _ => {}
        }
    }
}

/// `virsh list` and `kubectl get vmi` below their headings: how many machines run. How large they are
/// they do not say.
pub(super) fn list(text: &str, read: &mut Reading) {
    let runs = |line: &&str| {
        let mut words = line.split_whitespace();
        let is_id = |id: &str| id.bytes().all(|letter| letter.is_ascii_digit());
        words.next().is_some_and(is_id) && line.trim_end().ends_with("running")
            || words.any(|word| word == "Running")
    };
    read.count("vms", text.lines().filter(runs).count() as f64, "lines that say running");
}

/// `virsh domstats` of one domain, with or without `--dirtyrate`.
pub(super) fn stats(text: &str, read: &mut Reading) {
    let mut disk = 0.0;
    let (mut rate, mut period) = (None, 1.0);
    for (key, value) in pairs(text, '=') {
        let Some((number, _)) = leading(value) else {
            if key == "dirtyrate.calc_mode" {
                read.word("mode", value, key);
            }
            continue;
        };
        match key {
            "dirtyrate.calc_period" => period = f64::max(number, 1e-3),
            "dirtyrate.megabytes_per_second" => rate = Some(number * MIB),
            "balloon.current" => read.size("memory", number * KIB, key),
            "balloon.rss" => read.size("resident", number * KIB, key),
            "vcpu.current" => read.count("vcpus", number, key),
            _ if key.starts_with("block.") && key.ends_with(".capacity") => disk += number,
            _ => {}
        }
    }
    resident(read);
    if let Some(rate) = rate {
        read.time("interval", period, "dirtyrate.calc_period");
        measured(rate, period, "dirtyrate.megabytes_per_second", read);
    }
    if 0.0 < disk {
        read.size("disk", disk, "block.N.capacity");
    }
}

/// `virsh dommemstat`, in KiB.
pub(super) fn memory(text: &str, read: &mut Reading) {
    let of = |name: &str| {
        let rest = text.lines().find_map(|line| line.trim().strip_prefix(name))?;
        leading(rest.strip_prefix([' ', '\t', ':'])?).map(|(number, _)| number * KIB)
    };
    say(read, "memory", of("actual"), "actual");
    say(read, "resident", of("rss"), "rss");
    if let (None, Some(available), Some(unused)) = (of("rss"), of("available"), of("unused")) {
        read.size("memory-in-use", available - unused, "available without unused");
        read.assume("memory that the guest has freed is zero");
    }
    resident(read);
}

/// What the host keeps of a guest is what the guest has ever touched.
fn resident(read: &mut Reading) {
    if let (Some(memory), Some(resident)) = (read.number("memory"), read.number("resident")) {
        read.size("memory-in-use", resident.min(memory), "resident set");
        read.assume("what the host keeps of the guest is not zero");
    }
}

/// The beginning of a domain's XML: what stands before it was cut off.
fn cut_domain(text: &str, read: &mut Reading) -> Result<(), String> {
    let element = |name: &str| {
        let (_, rest) = text.split_once(&format!("<{name}"))?;
        let (attributes, rest) = rest.split_once('>')?;
        let (number, _) = leading(rest)?;
        Some((number, attributes))
    };
    let (memory, attributes) = element("memory").ok_or("it is cut off before its memory")?;
    let unit = attributes.split(['\'', '"']).nth(1).unwrap_or("KiB");
    say(read, "memory", super::text::factor(unit, KIB).map(|of| memory * of), "domain/memory");
    if let Some((vcpus, _)) = element("vcpu") {
        read.count("vcpus", vcpus, "domain/vcpu");
    }
    read.assume("the XML is cut off: what follows is not known");
    Ok(())
}

/// A domain's XML.
///
/// # Errors
///
/// Where it is no XML, not even the beginning of one.
pub(super) fn domain(text: &str, read: &mut Reading) -> Result<(), String> {
    let Ok(parsed) = Document::parse(text) else {
        return cut_domain(text, read);
    };
    let root = parsed.root_element();
    let find = |name: &str| root.children().find(|node| node.has_tag_name(name));
    let amount = |node: Node<'_, '_>| {
        let unit = node.attribute("unit").unwrap_or("KiB");
        let factor = super::text::factor(unit, KIB)?;
        leading(node.text()?).map(|(number, _)| number * factor)
    };
    let memory = find("memory").or_else(|| find("currentMemory"));
    say(read, "memory", memory.and_then(amount), "domain/memory");
    if let Some(current) = find("currentMemory").and_then(amount)
        && read.number("memory").is_some_and(|memory| current < memory)
    {
        read.size("balloon", current, "domain/currentMemory");
    }
    if let Some((vcpus, _)) = find("vcpu").and_then(|node| node.text()).and_then(leading) {
        read.count("vcpus", vcpus, "domain/vcpu");
    }
    let devices = |name: &'static str| root.descendants().filter(move |n| n.has_tag_name(name));
    if 0 < devices("hostdev").count() {
        read.left_out.push(
            "domain/devices/hostdev: a device passed through has to be migratable".to_owned(),
        );
    }
    if 0 < devices("hugepages").count() {
        read.left_out.push(
            "domain/memoryBacking/hugepages: faults of post-copy take a whole page".to_owned(),
        );
    }
    if 0 < devices("disk").count() {
        read.assume("how large its disks are does not stand in a domain's XML");
    }
    Ok(())
}
