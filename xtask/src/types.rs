//! TypeScript's declarations of what a JSON Schema describes, as far as Movecast's schemas go.

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

/// An interface for the root of a schema, and one for each of its definitions.
pub(crate) fn declarations(schema: &Value) -> Result<String> {
    let root = schema["title"].as_str().context("the schema has no title")?;
    let definitions = schema["$defs"].as_object().into_iter().flatten();
    let mut text = String::new();
    let definitions = definitions.map(|(name, of)| (name.as_str(), of));
    for (name, of) in [(root, schema)].into_iter().chain(definitions) {
        text.push_str(&interface(name, of).with_context(|| format!("of {name}"))?);
    }
    Ok(text)
}

fn interface(name: &str, schema: &Value) -> Result<String> {
    let properties = schema["properties"].as_object().context("it is no object")?;
    let required = |key: &str| {
        let keys = schema["required"].as_array();
        keys.is_some_and(|keys| keys.iter().any(|required| required == key))
    };
    let said = comment("", &["description"], schema);
    let mut text = format!("\n{said}export interface {name} {{\n");
    for (key, property) in properties {
        let optional = if required(key) { "" } else { "?" };
        let key_text = if is_identifier(key) { key.clone() } else { format!("{key:?}") };
        let of = kind(property).with_context(|| format!("of {key}"))?;
        text.push_str(&comment("  ", &["title", "description", "$comment"], property));
        writeln!(text, "  {key_text}{optional}: {of};")?;
    }
    text.push_str("}\n");
    Ok(text)
}

fn is_identifier(key: &str) -> bool {
    key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// What people read of a schema, below these keys, as a comment.
fn comment(indent: &str, keys: &[&str], schema: &Value) -> String {
    let said = keys.iter().filter_map(|key| schema[*key].as_str());
    let said: Vec<&str> = said.flat_map(str::lines).collect();
    match said.as_slice() {
        [] => String::new(),
        [one] => format!("{indent}/** {one} */\n"),
        lines => {
            let parts = lines.iter().flat_map(|line| [indent, " * ", *line, "\n"]);
            let lines: String = parts.collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}

/// The type of what a schema allows.
fn kind(schema: &Value) -> Result<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return Ok(name.rsplit('/').next().unwrap_or(name).to_owned());
    }
    if let Some(options) = schema["enum"].as_array() {
        return Ok(union(options.iter().map(Value::to_string)));
    }
    if let Some(options) = schema["anyOf"].as_array() {
        let kinds: Vec<String> = options.iter().map(kind).collect::<Result<_>>()?;
        return Ok(union(kinds.into_iter()));
    }
    match &schema["type"] {
        Value::String(name) => named(name, schema),
        Value::Array(names) => {
            let names = names.iter().map(|name| named(name.as_str().unwrap_or_default(), schema));
            Ok(union(names.collect::<Result<Vec<_>>>()?.into_iter()))
        }
        _ => bail!("{schema} has no type"),
    }
}

fn named(name: &str, schema: &Value) -> Result<String> {
    Ok(match name {
        "number" | "integer" => "number".to_owned(),
        "string" | "boolean" | "null" => name.to_owned(),
        "array" => match kind(&schema["items"])? {
            of if of.contains(' ') => format!("({of})[]"),
            of => format!("{of}[]"),
        },
        "object" => {
            let empty = Map::new();
            let properties = schema["properties"].as_object().unwrap_or(&empty);
            let fields = properties.iter().map(|(key, of)| Ok(format!("{key}: {}", kind(of)?)));
            format!("{{ {} }}", fields.collect::<Result<Vec<_>>>()?.join("; "))
        }
        _ => bail!("{name} is no type that is known here"),
    })
}

fn union(kinds: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for kind in kinds {
        if !all.contains(&kind) {
            all.push(kind);
        }
    }
    all.join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_schema_becomes_interfaces() {
        let schema = json!({
            "title": "Plan",
            "description": "What comes of it.",
            "properties": { "ranges": { "anyOf": [{ "$ref": "#/$defs/Range" }, { "type": "null" }] } },
            "required": ["ranges"],
            "$defs": {
                "Range": { "properties": {
                    "link-speed": { "enum": ["a", true, null], "title": "Link", "$comment": "Fast." },
                    "sites": { "type": ["array", "null"], "items": { "type": "integer" } },
                } },
            },
        });
        let expected = r#"
/** What comes of it. */
export interface Plan {
  ranges: Range | null;
}

export interface Range {
  /**
   * Link
   * Fast.
   */
  "link-speed"?: "a" | true | null;
  sites?: number[] | null;
}
"#;
        assert_eq!(declarations(&schema).unwrap(), expected);
    }

    #[test]
    fn what_has_no_type_is_refused_with_its_place() {
        let schema = json!({ "title": "Plan", "properties": { "cost": {} } });
        let why = format!("{:#}", declarations(&schema).unwrap_err());
        assert!(why.starts_with("of Plan: of cost"), "{why}");
    }
}
