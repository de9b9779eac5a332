//! The scenario in the address: read when it changes, written when the scenario does.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::browser;
use super::state::Action;
use crate::scenario::Scenario;
use crate::share::link::{decode, encode};

/// How long the scenario has to rest before it is written: at most twice a second.
const REST_MS: u32 = 500;

/// The whole link to a scenario.
pub(super) fn link(scenario: &Scenario) -> String {
    format!("{}#{}", browser::address(), encode(scenario))
}

/// Keeps address and scenario in step.
#[hook]
pub(super) fn use_address(scenario: &Rc<Scenario>, act: &Callback<Action>) {
    let opened_with = use_memo((), |()| Rc::clone(scenario));
    let opened_with = Rc::clone(&*opened_with);
    use_effect_with(Rc::clone(scenario), move |scenario| {
        // What the address said at first stays there until something is edited.
        let write = !Rc::ptr_eq(&opened_with, scenario);
        let scenario = Rc::clone(scenario);
        let timer =
            write.then(|| Timeout::new(REST_MS, move || browser::set_fragment(&encode(&scenario))));
        move || drop(timer)
    });
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                act.emit(Action::Follow(decode(&browser::fragment()).map(Rc::new)));
            })
        });
        move || drop(listener)
    });
}
