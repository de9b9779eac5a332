//! Printing: one report of a few pages, fetched and drawn only when it is asked for.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

mod pictures;
mod sheet;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use super::answer::Answer;
use super::browser;
use super::runner::Known;
use crate::quantity::Lang;
use crate::report::{Verdict, Waved};
use crate::share::Stated;

/// What stands on the sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed<'a> {
    pub(super) stated: &'a Stated,
    pub(super) answer: &'a Answer,
    /// The wave, if one is stated and planned.
    pub(super) waved: Option<Waved<'a>>,
    pub(super) known: &'a Known,
    /// What the page says first.
    pub(super) verdict: &'a Verdict,
    pub(super) lang: Lang,
}

/// What whoever prints writes on the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Note {
    pub(super) title: String,
    pub(super) author: String,
    pub(super) text: String,
}

thread_local! {
    static NOTE: RefCell<Note> = RefCell::default();
}

/// What was written so far.
pub(super) fn note() -> Note {
    NOTE.with_borrow(Clone::clone)
}

/// Writes it on what is printed from now on.
pub(super) fn write_note(note: Note) {
    NOTE.set(note);
}

/// What draws the sheet.
type Draw = fn(Printed<'_>) -> Html;

#[wasm_split(sheet, fallible)]
fn fetch() -> Result<Draw, SplitLoaderError> {
    Ok(sheet::sheet)
}

/// What draws the sheet while it is wanted, and what asks for it.
#[hook]
pub(super) fn use_print() -> (Option<Draw>, Callback<()>) {
    let wanted = use_state(|| None::<Rc<Draw>>);
    let print = {
        let wanted = wanted.setter();
        use_callback((), move |(), ()| {
            let wanted = wanted.clone();
            spawn_local(async move {
                match fetch().await {
                    Ok(draw) => wanted.set(Some(Rc::new(draw))),
                    // The page as it is has a style for paper, too.
                    Err(_) => browser::print(),
                }
            });
        })
    };
    {
        let setter = wanted.setter();
        use_effect_with((), move |()| {
            let done = web_sys::window()
                .map(|window| EventListener::new(&window, "afterprint", move |_| setter.set(None)));
            move || drop(done)
        });
    }
    // Each wish is a pointer of its own.
    use_effect_with(wanted.as_ref().map(Rc::as_ptr), |wanted| {
        if wanted.is_some() {
            browser::print();
        }
    });
    (wanted.as_deref().copied(), print)
}
