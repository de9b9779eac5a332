//! KubeVirt: objects of the cluster, as YAML or JSON.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::fact::Reading;
use super::text::size;

/// Says what an object of this kind states; whether it is one that is known.
pub(super) fn object(kind: &str, of: &Value, read: &mut Reading) -> bool {
    let at = |path: &[&str]| path.iter().try_fold(of, |at, key| at.get(key));
    match kind {
        "KubeVirt" => {
            settings(at(&["spec", "configuration", "migrations"]), read);
        }
        "HyperConverged" => settings(at(&["spec", "liveMigrationConfig"]), read),
        "MigrationPolicy" => settings(at(&["spec"]), read),
        "ConfigMap" => {
            let inner = at(&["data", "migrations"]).and_then(Value::as_str);
            let inner = inner.and_then(super::value::yaml);
            settings(inner.as_ref(), read);
        }
        "VirtualMachineInstance" => {
            machine(of.get("spec"), read);
            state(at(&["status", "migrationState"]), read);
            if let Some(bytes) = amount(at(&["status", "memory", "guestCurrent"]))
                && !read.has("memory")
            {
                read.size("memory", bytes, "status.memory.guestCurrent");
            }
        }
        "VirtualMachine" => machine(at(&["spec", "template", "spec"]), read),
        "VirtualMachineInstanceMigration" => {
            if let Some(phase) = at(&["status", "phase"]).and_then(Value::as_str) {
                read.word("status", &phase.to_ascii_lowercase(), "status.phase");
            }
            state(at(&["status", "migrationState"]), read);
        }
        _ => return false,
    }
    // Its operator has defaults of its own.
    let controller = if kind == "HyperConverged" { "openshift" } else { "kubevirt" };
    read.word("controller", controller, kind);
    true
}

/// Settings that stand somewhere in an object without a kind, as a part of one does.
pub(super) fn part(of: &Value, read: &mut Reading) -> bool {
    let of =
        ["spec", "configuration", "migrations", "liveMigrationConfig", "migrationConfiguration"]
            .iter()
            .fold(of, |at, key| at.get(*key).unwrap_or(at));
    let is_known = ["completionTimeoutPerGiB", "bandwidthPerMigration", "progressTimeout"]
        .iter()
        .any(|key| of.get(*key).is_some());
    if is_known {
        settings(Some(of), read);
        read.word("controller", "kubevirt", "its settings");
    }
    is_known
}

/// Limits of migrations; what is not stated is KubeVirt's default.
fn settings(of: Option<&Value>, read: &mut Reading) {
    let Some(of) = of else { return };
    let number = |key: &str| {
        let value = of.get(key)?;
        value.as_f64().or_else(|| value.as_str().and_then(crate::decimal::read))
    };
    let flag = |key: &str| of.get(key).and_then(Value::as_bool);
    if let Some(seconds) = number("completionTimeoutPerGiB") {
        read.time("timeout-per-gib", seconds, "completionTimeoutPerGiB");
    }
    if let Some(seconds) = number("progressTimeout") {
        read.time("progress-timeout", seconds, "progressTimeout");
    }
    if let Some(rate) = amount(of.get("bandwidthPerMigration")) {
        read.rate("rate-limit", rate, "bandwidthPerMigration");
    }
    if let Some(count) = number("parallelOutboundMigrationsPerNode") {
        read.count("concurrency", count, "parallelOutboundMigrationsPerNode");
    }
    if let Some(count) = number("parallelMigrationsPerCluster") {
        read.count("at-a-time-in-cluster", count, "parallelMigrationsPerCluster");
    }
    if let Some(is_on) = flag("allowAutoConverge") {
        read.switch("auto-converge", is_on, "allowAutoConverge");
    }
    if let Some(is_on) = flag("allowPostCopy") {
        read.switch("permit-post-copy", is_on, "allowPostCopy");
    }
    if let Some(is_off) = flag("disableTLS") {
        read.word("encryption", if is_off { "none" } else { "tls" }, "disableTLS");
    }
}

/// A quantity of Kubernetes: a number of bytes, `64Mi`, `2G`.
pub(super) fn amount(of: Option<&Value>) -> Option<f64> {
    match of? {
        Value::String(text) => size(text, 1.0),
        other => other.as_f64(),
    }
}

fn machine(spec: Option<&Value>, read: &mut Reading) {
    let Some(domain) = spec.and_then(|spec| spec.get("domain")) else { return };
    let at = |path: &[&str]| path.iter().try_fold(domain, |at, key| at.get(key));
    for path in [
        &["memory", "guest"][..],
        &["resources", "requests", "memory"],
        &["resources", "limits", "memory"],
    ] {
        if let Some(bytes) = amount(at(path)).filter(|_| !read.has("memory")) {
            read.size("memory", bytes, &format!("spec.domain.{}", path.join(".")));
        }
    }
    let cpu = |key: &str| at(&["cpu", key]).and_then(Value::as_f64);
    if at(&["cpu"]).is_some() {
        let all = ["cores", "sockets", "threads"].map(|key| cpu(key).unwrap_or(1.0));
        read.count("vcpus", all.iter().product(), "spec.domain.cpu");
    }
}

fn state(of: Option<&Value>, read: &mut Reading) {
    let Some(of) = of else { return };
    let text = |key: &str| of.get(key).and_then(Value::as_str);
    let is = |key: &str| of.get(key).and_then(Value::as_bool).unwrap_or(false);
    if let (Some(start), Some(end)) =
        (text("startTimestamp").and_then(seconds), text("endTimestamp").and_then(seconds))
    {
        read.time("total-time", end - start, "migrationState: start to end");
    }
    if !read.has("status") {
        let status = if is("failed") {
            "failed"
        } else if is("completed") {
            "completed"
        } else {
            "active"
        };
        read.word("status", status, "migrationState");
    }
    if let Some(mode) = text("mode") {
        read.word("mode", mode, "migrationState.mode");
    }
    settings(of.get("migrationConfiguration"), read);
}

/// Seconds since 1970 of `2026-07-14T08:30:05Z`; without a zone it is UTC.
pub(super) fn seconds(stamp: &str) -> Option<f64> {
    let in_utc = |_| TimeZone::UTC.to_timestamp(stamp.parse::<DateTime>()?);
    let time = stamp.parse::<Timestamp>().or_else(in_utc).ok()?;
    Some(time.as_millisecond() as f64 / 1e3)
}
