//! An input as the page names it, and what a scenario states of it.

use super::{entry, text};
use crate::quantity::{Lang, number};
use crate::report::compare::{Input, range_of};
use crate::scenario::Scenario;
use crate::scenario::range::Known;

/// What the form calls it.
pub(super) const fn named(input: Input, lang: Lang) -> &'static str {
    match input {
        Input::Choice(choice) => text::choice(choice, lang),
        Input::Field(field) => text::label(field, lang),
        Input::Points => text::points(lang),
    }
}

/// What a scenario with these ranges states.
pub(super) fn written_of(
    input: Input,
    (scenario, unsure): (&Scenario, &[Known]),
    lang: Lang,
) -> String {
    match (input, range_of(input, unsure)) {
        (Input::Field(field), Some(range)) if input.applies(scenario) => {
            entry::write_range(field.currency(scenario), field, &range, lang)
        }
        _ => written(input, scenario, lang),
    }
}

/// What a scenario states.
pub(super) fn written(input: Input, scenario: &Scenario, lang: Lang) -> String {
    if !input.applies(scenario) {
        return text::compare::not_there(lang).to_owned();
    }
    match input {
        Input::Choice(choice) => text::option(choice, choice.get(scenario), lang).to_owned(),
        Input::Field(field) => entry::stated(field, scenario, lang),
        Input::Points => number(scenario.fleet.points.to_base().count() as f64, lang),
    }
}
