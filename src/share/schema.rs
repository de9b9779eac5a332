//! The JSON Schema of scenario files, from the tables of what can be stated, and that of plans, from
//! their types.

use serde_json::{Map, Value, json};

use super::assign::{BLANK, ORDER, PAPER, PRESET};
#[cfg(not(target_arch = "wasm32"))]
use super::file::ScenarioFile;
use super::file::{
    FITTED_KEY, INPUTS_KEY, MOVES_KEY, NONE, POINTS_KEY, VERSION, VERSION_KEY, WAVE_KEY,
};
use super::inputs::inputs;
use super::names;
#[cfg(not(target_arch = "wasm32"))]
use super::plan_file::PlanFile;
use super::weights::WEIGHTS;
use crate::plan::deciding::Input;
use crate::quantity::{Lang, units};
use crate::report::fields;
use crate::scenario::field::Measure;

/// Which JSON Schema it is written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a scenario file, in JSON Schema 2020-12. Keys that it does not know are allowed:
/// readers name them and go on. Numbers are in base units and bounded as the scenario is, except
/// that "none" may be a number outside; texts hold a number with its unit and are not looked into.
pub fn schema() -> Value {
    let mut properties = Map::new();
    for listed in inputs() {
        let mut property = match names::find(&listed.name) {
            Some(Input::Field(field)) => {
                let mut of = number(field.measure(), field.bounds(), field.none());
                of["title"] = json!(fields::label(field, Lang::En));
                of["description"] = json!(fields::hint(field, Lang::En));
                of
            }
            Some(Input::Setting(setting)) => number(setting.measure(), setting.bounds(), None),
            Some(Input::Choice(_)) => choice(&listed.options),
            // Workloads may be said as far as only one begins so.
            None => json!({ "type": ["string", "null"], "examples": listed.options }),
        };
        property["$comment"] = json!(format!("default {} ({})", listed.default, listed.source));
        properties.insert(listed.name, property);
    }
    properties.insert(VERSION_KEY.to_owned(), json!({ "type": "number", "maximum": VERSION }));
    properties.insert(PRESET.to_owned(), json!({ "enum": [PAPER, BLANK] }));
    properties.insert(ORDER.to_owned(), json!({ "type": ["string", "null"] }));
    properties.insert(WAVE_KEY.to_owned(), json!({ "type": ["string", "null"] }));
    properties.insert(WEIGHTS.to_owned(), weights());
    properties.insert(POINTS_KEY.to_owned(), points());
    properties.insert(FITTED_KEY.to_owned(), fitted());
    json!({
        "$schema": DIALECT,
        "title": "Movecast scenario",
        "type": "object",
        "properties": properties,
        "additionalProperties": true,
    })
}

/// The schema of what `movecast-cli plan` prints; the scenario in it has the schema above.
#[cfg(not(target_arch = "wasm32"))]
pub fn plan_schema() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<PlanFile>().to_value()
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for ScenarioFile {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Scenario".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = schema();
        if let Some(entries) = schema.as_object_mut() {
            // Which dialect it is in is said once, outside.
            entries.remove("$schema");
        }
        // Any object is a schema; what is none would allow anything.
        schema.try_into().unwrap_or_else(|_| true.into())
    }
}

/// A number in the base unit of its measure, or a text with its unit.
fn number(measure: Measure, (least, most): (f64, f64), none: Option<f64>) -> Value {
    let known = units(measure);
    let base = known.iter().find(|unit| unit.factor.to_bits() == 1.0_f64.to_bits());
    let unit = base.map_or("", |unit| unit.name);
    // What stands for none is a number as well.
    let least = none.map_or(least, |none| least.min(none));
    let most = none.map_or(most, |none| most.max(none));
    let mut numeric = json!({ "type": "number", "minimum": least, "maximum": most });
    if !unit.is_empty() {
        numeric["description"] = json!(format!("in {unit}"));
    }
    let texts: Vec<&str> = known.iter().map(|unit| unit.name).collect();
    let said = json!({
        "type": "string",
        "minLength": 1,
        "description": format!(
            "a number with its unit ({}), a range of two (5..10, about 16), ?, or {NONE}",
            texts.join(", ")
        ),
    });
    let range = json!({
        "type": "array",
        "items": { "type": "number" },
        "minItems": 2,
        "maxItems": 3,
        "description": "a range: its ends, with what is likely between them",
    });
    json!({ "anyOf": [numeric, said, range, { "type": "null" }] })
}

/// One of these words, as files are written (readers know other spellings as well); true and false
/// where it is on or off.
fn choice(options: &[String]) -> Value {
    let is_switch = options.iter().any(|option| option == "on");
    let mut known: Vec<Value> = options.iter().map(|option| json!(option)).collect();
    if is_switch {
        known.extend([json!(true), json!(false)]);
    }
    known.push(Value::Null);
    json!({ "enum": known })
}

/// Pairs of an interval in s and the bytes dirtied within it.
fn points() -> Value {
    let pair = json!({
        "type": "array",
        "items": { "type": "number", "minimum": 0 },
        "minItems": 2,
        "maxItems": 2,
    });
    json!({
        "type": ["array", "null"],
        "description": "pairs of seconds and distinct bytes dirtied within them",
        "items": pair,
    })
}

/// What counts how much where ways of moving are ranked.
fn weights() -> Value {
    json!({
        "type": ["string", "null"],
        "description": "criteria with their weights, 0 to 100; what is not named is ignored",
        "examples": ["time=2, downtime=5, money=1"],
    })
}

/// Which numbers were fitted, on how many measured moves.
fn fitted() -> Value {
    json!({
        "type": ["object", "null"],
        "description": "numbers that were fitted on measured moves, and on how many",
        "properties": {
            MOVES_KEY: { "type": "integer", "minimum": 1 },
            INPUTS_KEY: { "type": "array", "items": { "type": "string" } },
        },
        "required": [MOVES_KEY, INPUTS_KEY],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets;
    use crate::share::file::to_file;

    #[test]
    fn every_key_that_files_hold_is_in_the_schema() {
        let schema = schema();
        assert_eq!(schema["$schema"], DIALECT);
        for scenario in [presets::paper(), presets::blank()] {
            let file = serde_json::to_value(to_file(&scenario)).expect("a file");
            for key in file.as_object().expect("an object").keys() {
                assert!(schema["properties"].get(key).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn numbers_are_bounded_in_their_base_unit_and_choices_listed() {
        let schema = schema();
        let memory = &schema["properties"]["memory"]["anyOf"][0];
        assert_eq!(memory["maximum"].as_f64(), Some(24.0 * 1_099_511_627_776.0));
        let controller = schema["properties"]["controller"]["enum"].as_array().expect("options");
        assert!(controller.contains(&json!("cloud-hypervisor")));
        assert_eq!(schema["additionalProperties"], true);
    }
}
