//! What operators have, read for what it says: outputs, logs, settings, inventories and traces become
//! facts with units and places, and those a scenario.
//!
//! Each source has a file; all are pure functions of the text. The kind of a text is recognised by
//! what only that kind says. Nothing of a text is kept but its facts, so that what is secret in it
//! stays out.

mod columns;
mod describe;
mod fact;
mod fleet;
mod kind;
mod kube;
mod libvirt;
mod lines;
mod machine;
mod openstack;
mod path;
mod proxmox;
mod qemu;
mod report;
mod shape;
mod text;
mod trace;
mod value;
pub mod workbook;
mod xen;

pub use fact::{Fact, Reading, Value};
pub use fleet::Machines;
pub use kind::{Kind, NotRead};
pub use openstack::Flavor;
pub use report::{Import, ImportFile};

/// Larger than any text that is worth reading: 32 MiB.
pub const LARGEST: usize = 32 << 20;

/// Reads a text, whatever it is.
///
/// # Errors
///
/// Where nothing can be read: why.
pub fn import(raw: &str) -> Result<Import, NotRead> {
    import_with(raw, &[])
}

/// The same where these flavors are known, from another text.
///
/// # Errors
///
/// Where nothing can be read: why.
pub fn import_with(raw: &str, flavors: &[Flavor]) -> Result<Import, NotRead> {
    if LARGEST < raw.len() {
        return Err(NotRead::TooLarge);
    }
    let text = text::clean(raw);
    if text.trim().is_empty() {
        return Err(NotRead::Empty);
    }
    let mut read = Reading { flavors: flavors.to_vec(), ..Reading::default() };
    let kind = structured(&text, &mut read)?.or_else(|| lines::read(&text, &mut read));
    match kind {
        Some(kind) if read.is_empty_but_for(flavors.len()) && read.left_out.is_empty() => {
            Err(NotRead::Nothing(kind.name()))
        }
        Some(kind) => Ok(Import::of(kind, read)),
        None => Err(NotRead::Unknown),
    }
}

/// JSON, XML and YAML.
fn structured(text: &str, read: &mut Reading) -> Result<Option<Kind>, NotRead> {
    let begins = text::without_prompt(text);
    if let Some((_, of)) = text.split_once("<domain").filter(|(_, of)| of.starts_with([' ', '>'])) {
        let of = of.split_once("</domain>").map_or(of, |(of, _)| of);
        let end =
            if of.len() < text.len() && text.contains("</domain>") { "</domain>" } else { "" };
        libvirt::domain(&format!("<domain{of}{end}"), read)
            .map_err(|_| NotRead::Nothing(Kind::DomainXml.name()))?;
        return Ok(Some(Kind::DomainXml));
    }
    if begins.starts_with(['{', '['])
        || text.contains("\"return\"")
        || text.contains("{\"execute\"")
    {
        let all = value::json(text);
        if all.iter().any(|of| of.get("movecast").is_some()) {
            return Err(NotRead::Scenario);
        }
        let kind = all_of(all, read);
        if begins.starts_with('{') || kind.is_some() {
            return Ok(kind);
        }
    }
    if describe::is_described(text) {
        return Ok(shape::value(&describe::object(text), read));
    }
    let is_kind = |line: &str| {
        let keys = ["kind:", "apiVersion:"];
        let settings =
            ["liveMigrationConfig:", "completionTimeoutPerGiB:", "bandwidthPerMigration:"];
        keys.iter().any(|key| line.starts_with(key))
            || settings.iter().any(|key| line.trim_start().starts_with(key))
    };
    if text.lines().any(is_kind) {
        let all = value::yaml_all(text);
        let kinds: Vec<Kind> = all.iter().filter_map(|of| shape::value(of, read)).collect();
        return Ok(kinds.first().copied());
    }
    Ok(None)
}

/// Reads values that belong together; the kind of the one that says most.
fn all_of(mut all: Vec<serde_json::Value>, read: &mut Reading) -> Option<Kind> {
    // Servers name flavors, wherever those are listed.
    all.sort_by_key(|of| of.get(0).is_none_or(|first| first.get("RAM").is_none()));
    let kinds: Vec<Kind> = all.iter().filter_map(|of| shape::value(of, read)).collect();
    // What moved says more than what it was told.
    let is_more =
        |kind: &&Kind| !matches!(kind, Kind::Capabilities | Kind::Parameters | Kind::Flavors);
    kinds.iter().find(is_more).or(kinds.first()).copied()
}
