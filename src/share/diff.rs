//! What two scenarios state differently.

use serde::Serialize;

use super::{Stated, names, uncertain};
use crate::quantity::{Lang, plain_spaces, quantity};
use crate::report::compare::{Input, differing};
use crate::scenario::check::check;
use crate::scenario::field::Measure;
use crate::scenario::range::Range;
use crate::scenario::wave::{Group, Setting, Wave};
use crate::scenario::{Field, Points, Scenario};
use crate::units::Bytes;

/// An input whose values differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it is called.
    pub input: String,
    /// What the first says, with its unit.
    pub from: String,
    /// What the second says.
    pub to: String,
}

/// What stands where an input does not matter, or there is no wave.
const NOTHING: &str = "-";

/// All inputs that matter to either and differ, in the order of the form; then those of which only the
/// ranges do, and those of waves last.
pub fn diff(from: &Stated, to: &Stated) -> Vec<Difference> {
    let [first, second] = [from, to].map(|stated| *check(*stated.scenario).0.get());
    let mut inputs = differing(&[first, second]);
    for (field, _) in from.unsure.iter().chain(to.unsure.iter()) {
        let is_told = inputs.contains(&Input::Field(*field));
        if !is_told && range(from, *field) != range(to, *field) {
            inputs.push(Input::Field(*field));
        }
    }
    let of_scenario = inputs.iter().map(|input| {
        let [from, to] = [(&first, from), (&second, to)].map(|(scenario, stated)| match input {
            Input::Field(field) if input.applies(scenario) => range(stated, *field)
                .map_or_else(|| written(*input, scenario), |range| ranging(*field, &range)),
            _ => written(*input, scenario),
        });
        Difference { input: named(*input), from, to }
    });
    of_scenario.chain(waves(from.wave.as_deref(), to.wave.as_deref())).collect()
}

/// Within what an input is known to be, if that is a range.
fn range(stated: &Stated, field: Field) -> Option<Range> {
    stated.unsure.iter().find(|(known, _)| *known == field).map(|(_, range)| *range)
}

fn ranging(field: Field, range: &Range) -> String {
    let said = |value: f64| plain_spaces(&quantity(value, field.measure(), Lang::En));
    uncertain::written(range, "..", &said)
}

fn named(input: Input) -> String {
    match input {
        Input::Choice(choice) => names::choice(choice),
        Input::Field(field) => names::field(field),
        Input::Points => "points".to_owned(),
    }
}

fn written(input: Input, scenario: &Scenario) -> String {
    if !input.applies(scenario) {
        return NOTHING.to_owned();
    }
    match input {
        Input::Choice(choice) => names::option(choice, choice.get(scenario)).to_owned(),
        Input::Field(field) if field.none() == Some(field.get(scenario)) => "none".to_owned(),
        Input::Field(field) => {
            plain_spaces(&quantity(field.get(scenario), field.measure(), Lang::En))
        }
        Input::Points => points(&scenario.fleet.points),
    }
}

fn points(points: &Points) -> String {
    let each = points.to_base().map(|(seconds, bytes)| format!("{bytes} B in {seconds} s"));
    let all = each.collect::<Vec<_>>().join(", ");
    if all.is_empty() { NOTHING.to_owned() } else { all }
}

fn waves(from: Option<&Wave>, to: Option<&Wave>) -> Vec<Difference> {
    let setting = |setting: &Setting| {
        let said = |wave: Option<&Wave>| {
            wave.map_or_else(
                || NOTHING.to_owned(),
                |wave| plain_spaces(&quantity(wave.get(*setting), setting.measure(), Lang::En)),
            )
        };
        (names::setting(*setting), said(from), said(to))
    };
    let groups = |wave: Option<&Wave>| {
        wave.map_or_else(
            || NOTHING.to_owned(),
            |wave| wave.groups.iter().map(group).collect::<Vec<_>>().join("; "),
        )
    };
    let order = |wave: Option<&Wave>| wave.map_or(NOTHING, |wave| wave.order.name()).to_owned();
    let mut all: Vec<_> = Setting::ALL.iter().map(setting).collect();
    all.push(("order".to_owned(), order(from), order(to)));
    all.retain(|(_, from, to)| from != to);
    if from.map(|wave| &wave.groups) != to.map(|wave| &wave.groups) {
        all.push(("groups".to_owned(), groups(from), groups(to)));
    }
    all.into_iter().map(|(input, from, to)| Difference { input, from, to }).collect()
}

/// What a group is, as far as its machines are alike: `db: 4 x 64 GiB, 95 % in use`.
fn group(of: &Group) -> String {
    let size = |bytes: Bytes| quantity(bytes.get(), Measure::Size, Lang::En);
    let (from, to) = (size(of.memory.0), size(of.memory.1));
    let memory = if from == to { from } else { format!("{from} to {to}") };
    let name = if of.name.is_empty() { String::new() } else { format!("{}: ", of.name) };
    let used = quantity(of.touched.get(), Measure::Share, Lang::En);
    let disk = size(of.disk);
    plain_spaces(&format!("{name}{} x {memory}, {used} in use, disk {disk}", of.count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::assign::Draft;
    use std::rc::Rc;

    fn stated(said: &[(&str, &str)]) -> Stated {
        let mut draft = Draft::blank();
        for (name, value) in said {
            draft.assign(name, value).expect("it is understood");
        }
        draft.finish()
    }

    #[test]
    fn what_differs_is_named_with_both_values() {
        let slow = stated(&[("link-speed", "1 Gbit/s"), ("memory", "8 GiB")]);
        let fast = stated(&[("link-speed", "10 Gbit/s"), ("memory", "8 GiB")]);
        let difference = |input: &str, from: &str, to: &str| Difference {
            input: input.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        };
        assert_eq!(diff(&slow, &fast), [difference("link-speed", "1 Gbit/s", "10 Gbit/s")]);
        assert_eq!(diff(&slow, &slow), []);
    }

    #[test]
    fn a_range_differs_from_the_value_that_stands_for_it_and_from_a_wider_one() {
        let wide = stated(&[("link-speed", "5..10 Gbit/s")]);
        let narrow = stated(&[("link-speed", "7..8 Gbit/s")]);
        let sure = Stated { unsure: Rc::default(), ..wide.clone() };
        for (other, said) in [(&narrow, "7..8 Gbit/s"), (&sure, "7.5 Gbit/s")] {
            let found = diff(&wide, other);
            let told = found.first().map(|of| (of.from.as_str(), of.to.as_str()));
            assert_eq!((found.len(), told), (1, Some(("5..10 Gbit/s", said))), "{found:?}");
        }
        assert_eq!(diff(&wide, &wide), []);
    }

    #[test]
    fn a_wave_beside_one_of_them_is_a_difference() {
        let one = stated(&[("vms", "4")]);
        let wave = Rc::new(Wave::of(&one.scenario));
        let other = Stated { wave: Some(wave), ..one.clone() };
        let found = diff(&one, &other);
        assert!(found.iter().any(|of| of.input == "groups" && of.from == NOTHING), "{found:?}");
        assert_eq!(diff(&other, &other), []);
    }
}
