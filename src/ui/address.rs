//! The scenario in the address: read when it changes, written when the scenario does.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::browser;
use super::state::{Action, State};
use crate::scenario::Scenario;
use crate::share::link::{decode_with, encode, encode_with};
use crate::share::task::Task;

/// How long the scenario has to rest before it is written: at most twice a second.
const REST_MS: u32 = 500;

/// The whole link to a scenario.
pub(super) fn link(scenario: &Scenario) -> String {
    format!("{}#{}", browser::address(), encode(scenario))
}

/// The whole link to a scenario with a task around it, for learning platforms if `embedded`.
pub(super) fn link_to_task(scenario: &Scenario, task: &Task, embedded: bool) -> String {
    let address = browser::address();
    let address = address.split('?').next().unwrap_or_default();
    let query = if embedded { "?embed" } else { "" };
    format!("{address}{query}#{}", encode_with(scenario, Some(task)))
}

/// Keeps address and scenario in step.
#[hook]
pub(super) fn use_address(state: &State, act: &Callback<Action>) {
    let stated = (Rc::clone(&state.scenario), state.task.clone());
    let opened_with = use_memo((), |()| stated.clone());
    let opened_with = Rc::clone(&opened_with);
    use_effect_with(stated, move |(scenario, task)| {
        // What the address said at first stays there until something is edited.
        let write = !(Rc::ptr_eq(&opened_with.0, scenario) && opened_with.1 == *task);
        let (scenario, task) = (Rc::clone(scenario), task.clone());
        let set = move || browser::set_fragment(&encode_with(&scenario, task.as_deref()));
        let timer = write.then(|| Timeout::new(REST_MS, set));
        move || drop(timer)
    });
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                act.emit(Action::Follow(decode_with(&browser::fragment()).map(Into::into)));
            })
        });
        move || drop(listener)
    });
}
