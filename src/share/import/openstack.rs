//! OpenStack: `nova.conf`, logs of nova-compute, and what the command line shows of a server or a
//! migration.

use serde_json::Value;

use super::fact::Reading;
use super::text::{GIB, MIB, after, is_yes, leading, pairs};

/// `nova.conf`; what is commented out is not set.
pub(super) fn conf(text: &str, read: &mut Reading) {
    read.word("controller", "nova", "nova.conf");
    for (key, value) in pairs(text, '=') {
        let number = leading(value).map(|(number, _)| number);
        let mut say = |of: fn(&mut Reading, &str, f64, &str), name: &str, scale: f64| {
            if let Some(number) = number {
                of(read, name, number * scale, key);
            }
        };
        match key {
            "live_migration_downtime" => say(Reading::time, "downtime-limit", 1e-3),
            "live_migration_downtime_steps" => say(Reading::count, "downtime-steps", 1.0),
            "live_migration_downtime_delay" => say(Reading::time, "downtime-delay", 1.0),
            "live_migration_completion_timeout" => say(Reading::time, "timeout-per-gib", 1.0),
            "live_migration_bandwidth" => say(Reading::rate, "rate-limit", MIB),
            "live_migration_parallel_connections" => say(Reading::count, "streams", 1.0),
            "max_concurrent_live_migrations" => {
                say(Reading::count, "concurrency", 1.0);
            }
            "live_migration_timeout_action" => {
                let action = if value.starts_with("force") { "force" } else { "abort" };
                read.word("at-timeout", action, key);
            }
            "live_migration_permit_post_copy" => {
                read.switch("permit-post-copy", is_yes(value), key);
            }
            "live_migration_permit_auto_converge" => {
                read.switch("auto-converge", is_yes(value), key);
            }
            "live_migration_with_native_tls" => {
                read.word("encryption", if is_yes(value) { "tls" } else { "none" }, key);
            }
            _ => {}
        }
    }
}

/// Lines of nova-compute's log on a migration.
pub(super) fn log(text: &str, read: &mut Reading) {
    read.word("controller", "nova", "nova-compute");
    let running = text.lines().rfind(|line| line.contains("Migration running for"));
    if let Some(line) = running {
        let elapsed = after(line, "Migration running for ");
        let sent = after(line, "processed=");
        if let Some(total) = after(line, "total=") {
            read.size("memory", total, "total");
        }
        if let Some(left) = after(line, "remaining=") {
            read.size("remaining", left, "remaining");
        }
        if let Some(sent) = sent {
            read.size("transferred", sent, "bytes processed");
        }
        if let Some(seconds) = elapsed {
            read.time("elapsed", seconds, "Migration running for");
        }
        if let (Some(sent), Some(seconds)) = (sent, elapsed.filter(|seconds| 0.0 < *seconds)) {
            read.path_rate(sent / seconds, "bytes processed over seconds");
        }
    }
    if let Some(seconds) = after(text, "Live migration not completed after ") {
        read.time("timeout", seconds, "Live migration not completed after");
    }
    if text.contains("was cancelled") || text.contains("not completed after") {
        read.word("status", "cancelled", "Migration operation");
    } else if text.contains("Migration operation has completed") {
        read.word("status", "completed", "Migration operation");
    } else if running.is_some() {
        read.word("status", "active", "Migration running");
    }
}

/// A flavor.
#[derive(Debug, Clone, PartialEq)]
pub struct Flavor {
    /// What it is called.
    pub name: String,
    /// MiB of memory, GiB of disk, and vCPUs.
    pub sizes: [f64; 3],
}

/// `openstack flavor list`.
pub(super) fn flavors(all: &[Value], read: &mut Reading) {
    for each in all {
        let number = |key: &str| {
            let value = each.get(key)?;
            value.as_f64().or_else(|| leading(value.as_str()?).map(|(number, _)| number))
        };
        if let (Some(name), Some(memory)) =
            (each.get("Name").and_then(Value::as_str), number("RAM"))
        {
            let sizes = [memory, number("Disk").unwrap_or(0.0), number("VCPUs").unwrap_or(0.0)];
            read.flavors.push(Flavor { name: name.to_owned(), sizes });
        }
    }
}

/// `openstack server show -f shell` or `-f yaml`: lines of a key, `=` or `:`, and a value.
pub(super) fn lines(text: &str) -> Value {
    let pair = |line: &str| {
        let (key, value) = line.split_once(['=', ':'])?;
        Some((key.trim().to_owned(), Value::String(value.trim().trim_matches('"').to_owned())))
    };
    Value::Object(text.lines().filter_map(pair).collect())
}

/// MiB, GiB of disk and vCPUs of the flavors that OpenStack came with until Newton, and that many
/// clouds still have.
fn usual_flavor(text: &str) -> Option<[f64; 3]> {
    let name = text.split_whitespace().next()?;
    Some(match name {
        "m1.tiny" => [512.0, 1.0, 1.0],
        "m1.small" => [2048.0, 20.0, 1.0],
        "m1.medium" => [4096.0, 40.0, 2.0],
        "m1.large" => [8192.0, 80.0, 4.0],
        "m1.xlarge" => [16384.0, 160.0, 8.0],
        _ => return None,
    })
}

/// Tables of many columns as the command line draws them, each as a list of objects.
pub(super) fn lists(text: &str) -> Vec<Value> {
    let mut tables: Vec<Vec<Vec<&str>>> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let cells = line.trim().strip_prefix('|').and_then(|line| line.strip_suffix('|'));
        match cells {
            Some(cells) => {
                if !std::mem::replace(&mut is_open, true) {
                    tables.push(Vec::new());
                }
                if let Some(table) = tables.last_mut() {
                    table.push(cells.split('|').map(str::trim).collect());
                }
            }
            // A rule is within a table, anything else between two.
            None => is_open &= line.trim_start().starts_with('+'),
        }
    }
    let objects = |table: Vec<Vec<&str>>| {
        let mut rows = table.into_iter();
        let heading = rows.next().filter(|heading| 2 < heading.len())?;
        let object = |row: Vec<&str>| {
            let cells = heading.iter().zip(row);
            Value::Object(cells.map(|(key, cell)| ((*key).to_owned(), cell.into())).collect())
        };
        Some(Value::Array(rows.map(object).collect()))
    };
    tables.into_iter().filter_map(objects).collect()
}

/// A table as the command line draws it, `| memory_total_bytes | 3226542080 |`, as an object.
pub(super) fn table(text: &str) -> Option<Value> {
    let rows = text.lines().filter_map(|line| {
        let line = line.trim().strip_prefix('|')?.strip_suffix('|')?;
        let (key, value) = line.split_once('|')?;
        let value = value.trim();
        let number = value.parse().ok().map(Value::Number);
        Some((key.trim().to_owned(), number.unwrap_or_else(|| Value::String(value.to_owned()))))
    });
    let all: serde_json::Map<String, Value> = rows.collect();
    (!all.is_empty()).then_some(Value::Object(all))
}

/// `openstack server migration show`.
pub(super) fn migration(of: &Value, read: &mut Reading) {
    read.word("controller", "nova", "OpenStack");
    let number = |key: &str| of.get(key).and_then(Value::as_f64);
    if let Some(status) = of.get("status").and_then(Value::as_str) {
        read.word("status", status, "status");
    }
    for (key, name) in [
        ("memory_total_bytes", "memory"),
        ("memory_processed_bytes", "transferred"),
        ("memory_remaining_bytes", "remaining"),
        ("disk_total_bytes", "disk"),
    ] {
        if let Some(bytes) = number(key).filter(|bytes| 0.0 < *bytes) {
            read.size(name, bytes, key);
        }
    }
}

/// `openstack server show`, or a row of `server list --long` with its flavor.
pub(super) fn server(of: &Value, flavors: &[Flavor], read: &mut Reading) {
    read.word("controller", "nova", "OpenStack");
    let flavor = ["flavor", "Flavor", "Flavor Name"].into_iter().find_map(|key| of.get(key));
    let kinds = [("ram", "memory"), ("disk", "disk"), ("vcpus", "vcpus")];
    for (at, (key, name)) in kinds.into_iter().enumerate() {
        let number = flavor.and_then(|flavor| match flavor {
            Value::String(text) => {
                let quoted = text.split_once(&format!("{key}='")).map(|(_, rest)| rest);
                quoted.and_then(leading).map(|(number, _)| number)
            }
            other => other.get(key).and_then(Value::as_f64),
        });
        let name_of = flavor.and_then(Value::as_str);
        let listed = flavors.iter().find(|of| name_of == Some(of.name.as_str())).map(|of| of.sizes);
        let known = name_of.and_then(usual_flavor);
        if number.is_none() && listed.is_none() && known.is_some() {
            read.assume("flavors m1.* are as OpenStack once came with them");
        }
        let number = number.or_else(|| listed.or(known).map(|of| of[at]));
        let from = format!("flavor.{key}");
        match (name, number) {
            ("memory", Some(mib)) => read.size(name, mib * MIB, &from),
            ("disk", Some(gib)) if 0.0 < gib => read.size(name, gib * GIB, &from),
            ("vcpus", Some(count)) => read.count(name, count, &from),
            _ => {}
        }
    }
}
