//! All that can be stated, as a list for people and programs.

use serde::Serialize;

use super::assign::WORKLOAD;
use super::names;
use crate::plan::deciding::Input;
use crate::quantity::{Lang, plain_spaces, quantity, units};
use crate::report::deciding::origin;
use crate::scenario::Choice;
use crate::scenario::field::Measure;
use crate::scenario::presets::{self, WORKLOADS};

/// Something that can be stated.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InputFile {
    /// What it is called.
    pub name: String,
    /// The usual unit; empty for plain numbers and choices.
    pub unit: String,
    /// The least value that makes sense, with its unit; none for choices.
    #[serde(rename = "min", skip_serializing_if = "Option::is_none")]
    pub least: Option<String>,
    /// The greatest.
    #[serde(rename = "max", skip_serializing_if = "Option::is_none")]
    pub most: Option<String>,
    /// The options of a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// What holds in a blank scenario, with its unit.
    pub default: String,
    /// Where that is from.
    pub source: String,
}

/// All of them: choices, numbers, and those of a wave.
pub fn inputs() -> Vec<InputFile> {
    std::iter::once(workload()).chain(names::all().map(of)).collect()
}

fn workload() -> InputFile {
    InputFile {
        name: WORKLOAD.to_owned(),
        unit: String::new(),
        least: None,
        most: None,
        options: WORKLOADS.iter().map(names::workload).collect(),
        default: "none".to_owned(),
        source: "a preset of the inputs that say what a guest writes".to_owned(),
    }
}

fn of(input: Input) -> InputFile {
    let blank = presets::blank();
    let said = |value: f64, measure: Measure| plain_spaces(&quantity(value, measure, Lang::En));
    let number =
        |measure: Measure, (least, most): (f64, f64), default: f64, source: String| InputFile {
            name: names::input(input),
            unit: units(measure)[0].name.to_owned(),
            least: Some(said(least, measure)),
            most: Some(said(most, measure)),
            options: Vec::new(),
            default: said(default, measure),
            source,
        };
    match input {
        Input::Field(field) => number(
            field.measure(),
            field.bounds(),
            field.get(&blank),
            origin(field.origin(&blank), Lang::En),
        ),
        Input::Setting(setting) => number(
            setting.measure(),
            setting.bounds(),
            setting.default(),
            "an assumption; a wave alone has it".to_owned(),
        ),
        Input::Choice(choice) => InputFile {
            name: names::input(input),
            unit: String::new(),
            least: None,
            most: None,
            options: (0..Choice::count(choice))
                .map(|at| names::option(choice, at).to_owned())
                .collect(),
            default: names::option(choice, choice.get(&blank)).to_owned(),
            source: origin(choice.origin(&blank), Lang::En),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_is_listed_with_its_source() {
        let all = inputs();
        let memory = all.iter().find(|input| input.name == "memory").expect("memory");
        assert_eq!((memory.default.as_str(), memory.most.as_deref()), ("4 GiB", Some("24 TiB")));
        assert!(all.iter().all(|input| !input.source.is_empty() && !input.default.is_empty()));
    }
}
