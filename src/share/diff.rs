//! What two scenarios state differently.

use serde::Serialize;

use super::{Stated, names, uncertain};
use crate::quantity::{Lang, plain_spaces, quantity};
use crate::report::compare::{Input, differing_in_ranges, range_of};
use crate::report::compare_waves::{OfWave, differing_waves};
use crate::scenario::check::check;
use crate::scenario::range::Range;
use crate::scenario::wave::Wave;
use crate::scenario::{Points, Scenario};

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

/// All inputs that matter to either and differ, in the order of the form; those of waves last.
pub fn diff(from: &Stated, to: &Stated) -> Vec<Difference> {
    let [first, second] = [from, to].map(|stated| *check(*stated.scenario).0.get());
    let both = [(&first, &*from.unsure), (&second, &*to.unsure)];
    let of_scenario = differing_in_ranges(&both).into_iter().map(|input| {
        let [from, to] = both.map(|(scenario, unsure)| match range_of(input, unsure) {
            Some(range) if input.applies(scenario) => ranged(input, &range, scenario),
            _ => written(input, scenario),
        });
        Difference { input: named(input), from, to }
    });
    of_scenario.chain(waves(from.wave.as_deref(), to.wave.as_deref())).collect()
}

/// A range, as [`written`] writes its numbers.
fn ranged(input: Input, range: &Range, scenario: &Scenario) -> String {
    uncertain::written(range, " to ", &|value| {
        let mut at = *scenario;
        if let Input::Field(field) = input {
            field.set(&mut at, value);
        }
        written(input, &at)
    })
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
        Input::Field(field) if field.is_none(scenario) => "none".to_owned(),
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
    let difference = |of: OfWave| {
        let [from, to] = [from, to].map(|wave| {
            let said = wave.map(|wave| plain_spaces(&of.write(wave, Lang::En)));
            said.unwrap_or_else(|| NOTHING.to_owned())
        });
        let input = match of {
            OfWave::Setting(setting) => names::setting(setting),
            OfWave::Order => "order".to_owned(),
            OfWave::Groups => "groups".to_owned(),
        };
        Difference { input, from, to }
    };
    differing_waves(&[from, to]).into_iter().map(difference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Field;
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
    fn a_range_is_a_difference_even_where_its_point_is_the_same() {
        let point = stated(&[("memory", "8 GiB")]);
        let range = Range::new(4.0 * 1_073_741_824.0, None, 12.0 * 1_073_741_824.0);
        let known = (Field::Memory, range.expect("a range"));
        let unsure = Stated { unsure: Rc::from([known]), ..point.clone() };
        let found = diff(&point, &unsure);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!([&found[0].from, &found[0].to], ["8 GiB", "4 to 12 GiB"]);
        assert_eq!(diff(&unsure, &unsure), []);
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
