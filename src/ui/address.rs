//! The scenario in the address: read when it changes, written when the scenario does.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::browser;
use super::state::{Action, Stated};
use crate::share::link::{decode_with, encode_with};

/// How long the scenario has to rest before it is written: at most twice a second.
const REST_MS: u32 = 500;

/// The fragment of what is stated.
pub(super) fn fragment(stated: &Stated) -> String {
    encode_with(&stated.scenario, stated.wave.as_deref())
}

/// The whole link to what is stated.
pub(super) fn link(stated: &Stated) -> String {
    format!("{}#{}", browser::address(), fragment(stated))
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
        let timer =
            write.then(|| Timeout::new(REST_MS, move || browser::set_fragment(&fragment(&stated))));
        move || drop(timer)
    });
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                act.emit(Action::Follow(decode_with(&browser::fragment()).map(Stated::from)));
            })
        });
        move || drop(listener)
    });
}
