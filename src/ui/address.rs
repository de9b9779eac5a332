//! The scenario in the address: read when it changes, written when the scenario does.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::browser;
use super::state::Action;
use crate::share::link::{decode_at, encode_at};
use crate::share::{Place, Stated};

/// How long the scenario has to rest before it is written: at most twice a second.
const REST_MS: u32 = 500;

/// The whole link to what is stated, at this place of the page.
pub(super) fn link(stated: &Stated, place: &Place) -> String {
    format!("{}#{}", browser::address(), encode_at(stated, place))
}

/// The same for learning platforms if `embedded`, and for everybody else if not.
pub(super) fn link_to_task(stated: &Stated, place: &Place, embedded: bool) -> String {
    let address = browser::address();
    let address = address.split('?').next().unwrap_or_default();
    let query = if embedded { "?embed" } else { "" };
    format!("{address}{query}#{}", encode_at(stated, place))
}

/// Keeps the address in step with the scenario and the place of the page.
#[hook]
pub(super) fn use_address(stated: &Stated, place: Place, act: &Callback<Action>) {
    let opened_with = use_memo((), |()| (stated.clone(), place.clone()));
    let opened_with = (*opened_with).clone();
    use_effect_with((stated.clone(), place), move |now| {
        // What the address said at first stays there until something is edited.
        let is_edited = !Rc::ptr_eq(&opened_with.0.scenario, &now.0.scenario);
        let write = is_edited || opened_with != *now;
        let (stated, place) = now.clone();
        let set = move || browser::set_fragment(&encode_at(&stated, &place));
        let timer = write.then(|| Timeout::new(REST_MS, set));
        move || drop(timer)
    });
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                act.emit(Action::Follow(decode_at(&browser::fragment())));
            })
        });
        move || drop(listener)
    });
}
