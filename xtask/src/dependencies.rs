//! What the project may depend on: every crate's licence, source and name, held against deny.toml.
//!
//! `cargo deny` does the same and more; compiling it takes longer than all other checks together,
//! so that it is left to who has it.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};
use toml::Table;

use crate::tools;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Fails with every crate that may not be depended on, and says why.
pub(crate) fn check() -> Result<()> {
    let rules = Rules::read(&fs::read_to_string("deny.toml")?)?;
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--format-version=1", "--all-features", "--locked"]);
    let metadata: Value = serde_json::from_str(&tools::output(&mut cargo)?)?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    let faults: Vec<String> = packages.iter().filter_map(|package| rules.fault(package)).collect();
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    println!("{} crates are within deny.toml", packages.len());
    Ok(())
}

/// deny.toml, as far as it is about a crate by itself.
struct Rules {
    allowed: Vec<Licensee>,
    banned: Vec<String>,
}

impl Rules {
    fn read(text: &str) -> Result<Self> {
        let table: Table = text.parse().context("deny.toml cannot be read")?;
        let list = |section: &str, key: &str| -> Result<Vec<String>> {
            let found = table.get(section).and_then(|section| section.get(key));
            let found = found.and_then(|list| list.as_array()).into_iter().flatten();
            let text = |name: &toml::Value| name.as_str().map(str::to_owned);
            found.map(|name| text(name).context("deny.toml lists what is no name")).collect()
        };
        let allowed = list("licenses", "allow")?;
        let allowed =
            allowed.iter().map(|name| Ok(Licensee::parse(name)?)).collect::<Result<_>>()?;
        Ok(Self { allowed, banned: list("bans", "deny")? })
    }

    /// Why a crate may not be depended on, if so.
    fn fault(&self, package: &Value) -> Option<String> {
        let text = |key: &str| package[key].as_str();
        let name = text("name").unwrap_or_default();
        // Our own have no source, and no licence to look for.
        let source = text("source")?;
        if source != REGISTRY {
            return Some(format!("{name} is from {source}"));
        }
        if self.banned.iter().any(|banned| banned == name) {
            return Some(format!("{name} is banned"));
        }
        let licence = text("license").unwrap_or_default();
        // Some still write a slash for `OR`.
        let allows =
            |required: &spdx::LicenseReq| self.allowed.iter().any(|l| l.satisfies(required));
        let is_allowed = Expression::parse_mode(licence, ParseMode::LAX)
            .is_ok_and(|expression| expression.evaluate(allows));
        (!is_allowed).then(|| format!("{name} is under {licence:?}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn fault(name: &str, licence: &str, source: &str) -> Option<String> {
        let rules = "[licenses]\nallow = ['MIT', 'Unicode-3.0']\n[bans]\ndeny = ['instant']";
        let rules = Rules::read(rules).expect("a list of licences");
        rules.fault(&json!({ "name": name, "license": licence, "source": source }))
    }

    #[test]
    fn one_of_several_licences_is_enough_and_all_of_several_are_needed() {
        assert_eq!(fault("one", "MIT/Apache-2.0", REGISTRY), None);
        assert_eq!(fault("both", "MIT AND Unicode-3.0", REGISTRY), None);
        assert!(fault("both", "MIT AND GPL-3.0-only", REGISTRY).is_some());
    }

    #[test]
    fn what_has_no_licence_another_source_or_a_banned_name_is_a_fault() {
        assert!(fault("none", "", REGISTRY).is_some());
        assert!(fault("git", "MIT", "git+https://example.org/git").is_some());
        assert!(fault("instant", "MIT", REGISTRY).is_some());
    }
}
