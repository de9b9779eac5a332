//! The scenario in the address: read when it changes, written when the scenario does.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::browser;
use super::state::Action;
use crate::share::link::{decode_with, encode_with, taking};
use crate::share::{Along, Place, Stated};

/// How long the scenario has to rest before it is written: at most twice a second.
const REST_MS: u32 = 500;

/// The whole link to what is stated, with what goes along.
pub(super) fn link(stated: &Stated, along: &Along) -> String {
    format!("{}#{}", browser::address(), encode_with(stated, along))
}

/// One that opens at this place of the page, for learning platforms if `embedded`, and for everybody else if not.
pub(super) fn link_to_task(stated: &Stated, place: Place, embedded: bool) -> String {
    let address = browser::address();
    let address = address.split('?').next().unwrap_or_default();
    let query = if embedded { "?embed" } else { "" };
    let along = Along { place, ..Along::default() };
    format!("{address}{query}#{}", encode_with(stated, &along))
}

thread_local! {
    static SHOWN: RefCell<(Stated, Along)> = RefCell::default();
}

/// What the page states, and what goes along: for what cites it.
pub(super) fn shown() -> (Stated, Along) {
    SHOWN.with_borrow(Clone::clone)
}

/// Keeps the address in step with the scenario and what goes along.
#[hook]
pub(super) fn use_address(stated: &Stated, along: Along, act: &Callback<Action>) {
    let opened_with = use_memo((), |()| (stated.clone(), along.clone()));
    // What the address said at first stays there until something is edited, but for what goes along.
    let is_edited = use_mut_ref(|| false);
    let is_moved = use_mut_ref(|| false);
    use_effect_with((stated.clone(), along), move |(stated, along)| {
        SHOWN.set((stated.clone(), along.clone()));
        let (first, with) = &*opened_with;
        let is_first = Rc::ptr_eq(&first.scenario, &stated.scenario) && first == stated;
        *is_edited.borrow_mut() |= !is_first;
        *is_moved.borrow_mut() |= with.place != along.place || with.kept != along.kept;
        let (is_edited, is_moved) = (*is_edited.borrow(), *is_moved.borrow());
        let (stated, along) = (stated.clone(), along.clone());
        let set = move || {
            let said = browser::fragment();
            let said = said.strip_prefix('#').unwrap_or_default();
            browser::set_fragment(&if is_edited || said.is_empty() {
                encode_with(&stated, &along)
            } else {
                taking(said, &along)
            });
        };
        let timer = (is_edited || is_moved).then(|| Timeout::new(REST_MS, set));
        move || drop(timer)
    });
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                act.emit(Action::Follow(decode_with(&browser::fragment())));
            })
        });
        move || drop(listener)
    });
}
