//! The scenario in the address: read when it changes, written when the scenario does.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::browser;
use super::state::Action;
use crate::share::Stated;
use crate::share::link::{decode_all, encode_all};

/// How long the scenario has to rest before it is written: at most twice a second.
const REST_MS: u32 = 500;

/// The whole link to what is stated.
pub(super) fn link(stated: &Stated) -> String {
    format!("{}#{}", browser::address(), encode_all(stated))
}

/// The same for learning platforms if `embedded`, and for everybody else if not.
pub(super) fn link_to_task(stated: &Stated, embedded: bool) -> String {
    let address = browser::address();
    let address = address.split('?').next().unwrap_or_default();
    let query = if embedded { "?embed" } else { "" };
    format!("{address}{query}#{}", encode_all(stated))
}

/// Keeps address and scenario in step.
#[hook]
pub(super) fn use_address(stated: &Stated, act: &Callback<Action>) {
    let opened_with = use_memo((), |()| stated.clone());
    let opened_with = (*opened_with).clone();
    use_effect_with(stated.clone(), move |stated| {
        // What the address said at first stays there until something is edited.
        let write = !Rc::ptr_eq(&opened_with.scenario, &stated.scenario) || opened_with != *stated;
        let stated = stated.clone();
        let set = move || browser::set_fragment(&encode_all(&stated));
        let timer = write.then(|| Timeout::new(REST_MS, set));
        move || drop(timer)
    });
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                act.emit(Action::Follow(decode_all(&browser::fragment())));
            })
        });
        move || drop(listener)
    });
}
