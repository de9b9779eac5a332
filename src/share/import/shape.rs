//! What a JSON or YAML value is, by its shape.

use serde_json::Value;

use super::fact::Reading;
use super::fleet::{self, Machines};
use super::{Kind, kube, libvirt, openstack, path, qemu, trace};

/// Reads a value, whatever it is; what kind it was, if it is one that is known.
pub(super) fn value(of: &Value, read: &mut Reading) -> Option<Kind> {
    let of = of.get("return").unwrap_or(of);
    match of {
        Value::Array(all) => array(all, read),
        Value::Object(_) => object(of, read),
        _ => None,
    }
}

fn array(all: &[Value], read: &mut Reading) -> Option<Kind> {
    let first = all.first()?;
    if first.get("capability").is_some() {
        qemu::capabilities(all, read);
        return Some(Kind::Capabilities);
    }
    if first.get("maxmem").is_some() || first.get("type").is_some_and(|of| of == "node") {
        return Some(resources(all, read));
    }
    if first.get("RAM").is_some() && first.get("VCPUs").is_some() {
        openstack::flavors(all, read);
        return Some(Kind::Flavors);
    }
    if first.get("Flavor").or_else(|| first.get("Flavor Name")).is_some() {
        return Some(servers(all, read));
    }
    // One answer after the other.
    all.iter().fold(None, |kind, each| value(each, read).or(kind))
}

fn object(of: &Value, read: &mut Reading) -> Option<Kind> {
    let has = |key: &str| of.get(key).is_some();
    if let Some(command) = of.get("execute").and_then(Value::as_str) {
        return executed(command, of.get("arguments")?, read);
    }
    if let Some(kind) = of.get("kind").and_then(Value::as_str) {
        if let Some(items) = of.get("items").and_then(Value::as_array) {
            return listed(items, read);
        }
        return kube::object(kind, of, read).then_some(Kind::KubeVirt);
    }
    if has("calc-time") || has("dirty-rate") {
        qemu::dirty_rate(of, read);
        return Some(Kind::DirtyRate);
    }
    if has("ram") || has("total-time") || has("setup-time") && has("status") {
        qemu::migration(of, read);
        return Some(Kind::QueryMigrate);
    }
    if has("downtime-limit") || has("max-bandwidth") || has("multifd-channels") {
        qemu::parameters(of, false, read);
        return Some(Kind::Parameters);
    }
    if has("Memory Total Bytes") {
        // Headings of the command line instead of names of the API.
        let named = of.as_object()?.iter();
        let named = named.map(|(key, value)| (key.to_lowercase().replace(' ', "_"), value.clone()));
        openstack::migration(&Value::Object(named.collect()), read);
        return Some(Kind::ServerMigration);
    }
    if has("memory_total_bytes") || has("memory_processed_bytes") {
        openstack::migration(of, read);
        return Some(Kind::ServerMigration);
    }
    if has("time_elapsed") || has("memory_total") {
        let lines = of.as_object()?.iter().map(|(key, value)| format!("{key}: {value}\n"));
        libvirt::job(&lines.collect::<String>(), read);
        return Some(Kind::DomJobInfo);
    }
    if has("maxmem") {
        let lines = of.as_object()?.iter().filter_map(|(key, value)| {
            let said = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (value.is_string() || value.is_number()).then(|| format!("{key}: {said}\n"))
        });
        super::machine::described(&lines.collect::<String>(), read);
        read.word("controller", "proxmox", "maxmem");
        return Some(Kind::Machine);
    }
    if has("flavor") || has("Flavor") {
        openstack::server(of, &[], read);
        return Some(Kind::Server);
    }
    let data = of.get("data").filter(|data| data.get("resultType").is_some());
    if let Some(data) = data {
        return trace::prometheus(data, read).then_some(Kind::Trace);
    }
    if path::iperf(of, read) {
        return Some(Kind::Path);
    }
    if kube::part(of, read) {
        return Some(Kind::KubeVirt);
    }
    // `pvesh` wraps what it returns, servers come as `{"server": ...}`.
    let inner = ["data", "server", "servers", "migration"].iter().find_map(|key| of.get(*key));
    inner.and_then(|inner| value(inner, read))
}

fn executed(command: &str, arguments: &Value, read: &mut Reading) -> Option<Kind> {
    match command {
        "migrate-set-parameters" => {
            qemu::parameters(arguments, true, read);
            Some(Kind::Parameters)
        }
        "migrate-set-capabilities" => {
            let all = arguments.get("capabilities").and_then(Value::as_array)?;
            qemu::capabilities(all, read);
            Some(Kind::Capabilities)
        }
        _ => None,
    }
}

/// `kubectl get vmi -A -o json`.
fn listed(items: &[Value], read: &mut Reading) -> Option<Kind> {
    let kind_of = |item: &Value| item.get("kind").and_then(Value::as_str).map(str::to_owned);
    if let [only] = items {
        return object(only, read);
    }
    for item in items {
        let Some(kind) = kind_of(item) else { continue };
        if !kind.starts_with("VirtualMachine") || kind.ends_with("Migration") {
            continue;
        }
        let mut one = Reading::default();
        kube::object(&kind, item, &mut one);
        let name = item.get("metadata").and_then(|of| of.get("name")).and_then(Value::as_str);
        let name = name.unwrap_or("vm");
        let phase = item.get("status").and_then(|of| of.get("phase")).and_then(Value::as_str);
        let status = item.get("status").and_then(|of| of.get("printableStatus")?.as_str());
        if phase.or(status).is_some_and(|now| ["Succeeded", "Failed", "Stopped"].contains(&now)) {
            read.left_out.push(format!("{} is off", fleet::label(name)));
            continue;
        }
        machine(name, &one, read);
    }
    read.word("controller", "kubevirt", "kind");
    Some(Kind::Fleet)
}

/// Adds the machine that a reading of its own is about.
pub(super) fn machine(name: &str, of: &Reading, read: &mut Reading) {
    of.assumed.iter().for_each(|what| read.assume(what.as_str()));
    match of.number("memory") {
        Some(memory) => fleet::add(
            Machines {
                name: name.to_owned(),
                count: 1,
                memory,
                in_use: of.number("memory-in-use"),
                vcpus: of.number("vcpus").unwrap_or_default(),
                disk: of.number("disk").unwrap_or_default(),
                dirty_rate: of.number("dirty-page-rate"),
            },
            read,
        ),
        None => read.left_out.push(format!("{}: its memory is not stated", fleet::label(name))),
    }
}

/// `pvesh get /cluster/resources`.
fn resources(all: &[Value], read: &mut Reading) -> Kind {
    for each in all {
        let text = |key: &str| each.get(key).and_then(Value::as_str).unwrap_or("");
        let number = |key: &str| each.get(key).and_then(Value::as_f64);
        let name = text("name");
        match text("type") {
            "qemu" | "" => {}
            "lxc" => {
                read.left_out.push(format!("{} is a container", fleet::label(name)));
                continue;
            }
            // Nodes, storage and pools are no machines.
            _ => continue,
        }
        if number("template") == Some(1.0) {
            read.left_out.push(format!("{} is a template", fleet::label(name)));
            continue;
        }
        if text("status") == "stopped" {
            read.left_out.push(format!("{} is off", fleet::label(name)));
            continue;
        }
        let Some(memory) = number("maxmem") else { continue };
        fleet::add(
            Machines {
                name: name.to_owned(),
                count: 1,
                memory,
                in_use: number("mem").filter(|used| 0.0 < *used && *used <= memory),
                vcpus: number("maxcpu").unwrap_or_default(),
                disk: number("maxdisk").unwrap_or_default(),
                dirty_rate: None,
            },
            read,
        );
    }
    read.word("controller", "proxmox", "Proxmox");
    Kind::Fleet
}

/// `openstack server list --long -f json`.
fn servers(all: &[Value], read: &mut Reading) -> Kind {
    for each in all {
        let name = each.get("Name").and_then(Value::as_str).unwrap_or("server").to_owned();
        let mut one = Reading::default();
        openstack::server(each, &read.flavors, &mut one);
        let state = each.get("Status").and_then(Value::as_str).unwrap_or("");
        if ["SHUTOFF", "SHELVED", "SHELVED_OFFLOADED", "ERROR"].contains(&state) {
            read.left_out.push(format!("{} is off", fleet::label(&name)));
        } else if one.has("memory") {
            machine(&name, &one, read);
        } else {
            let flavor = each.get("Flavor Name").or_else(|| each.get("Flavor"));
            let flavor = flavor.and_then(Value::as_str).unwrap_or("of no name");
            let name = fleet::label(&name);
            read.left_out.push(format!("{name}: how large flavor {flavor} is, is not stated"));
        }
    }
    read.word("controller", "nova", "OpenStack");
    Kind::Fleet
}
