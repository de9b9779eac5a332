//! What the browser remembers: the last scenario, those that are kept, predictions, the user's own
//! hourly series, the language and the colors. A browser that remembers nothing, or nonsense, does
//! no harm. Embedded in another page, nothing is remembered.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, JSON, Object};
use web_sys::wasm_bindgen::{JsCast, JsValue};
use yew::Reducible;
use yew::prelude::*;

use super::browser;
use super::state::{Action, State, TASK, Theme};
use crate::by_name::ByName;
use crate::quantity::Lang;
use crate::report::compare::MOST;
use crate::share::link::{decode_all, decode_with, encode_all};
use crate::share::{Saved, Shelf, Stated};

const SCENARIO: &str = "movecast.scenario";
const SAVED: &str = "movecast.saved";
const PREFERENCES: &str = "movecast.preferences";
const ANSWERS: &str = "movecast.answers";
/// The names of the preferences.
const LANGUAGE: &str = "language";
const COLORS: &str = "colors";
const REST_MS: u32 = 500;

/// The state in which the page opens: the user's own work, and the link in the address beside it.
pub(super) fn open() -> State {
    let preferences: ByName<String> = recall(PREFERENCES).into_iter().flat_map(pairs).collect();
    let asked = browser::embedded().filter(|lang| !lang.is_empty());
    let lang = match asked.as_ref().or(preferences.get(LANGUAGE)).map(String::as_str) {
        Some("de") => Lang::De,
        Some("en") => Lang::En,
        _ if browser::speaks_german() => Lang::De,
        _ => Lang::En,
    };
    let theme = match preferences.get(COLORS).map(String::as_str) {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    };
    let own = recall(SCENARIO).and_then(|link| decode_all(&link.as_string()?).ok());
    let mut state = State::new(own.unwrap_or_default(), lang, theme);
    state.saved = shelf().unwrap_or_default();
    state.answers = Rc::new(recall(ANSWERS).into_iter().flat_map(pairs).collect());
    let fragment = browser::fragment();
    if fragment.len() < 2 {
        return state;
    }
    let state = Rc::new(state).reduce(Action::Follow(decode_with(&fragment)));
    Rc::unwrap_or_clone(state)
}

/// Remembers what changes, once it rests.
#[hook]
pub(super) fn use_session(state: &State, act: &Callback<Action>) {
    use_shelf(&state.saved, state.keeps_mine(), act);
    // A task is opened by its link.
    let mine = state.is_mine().then(|| state.stated.with_task(None));
    use_effect_with(mine, |mine: &Option<Stated>| {
        let mine = mine.clone();
        let timer = mine.map(|mine| {
            Timeout::new(REST_MS, move || remember(SCENARIO, &encode_all(&mine).into()))
        });
        move || drop(timer)
    });
    use_effect_with(Rc::clone(&state.answers), |answers| {
        let answers = array(answers.iter().filter(|(id, _)| *id != TASK));
        if answers.length() == 0 {
            remember_text(ANSWERS, "");
        } else {
            remember_named(ANSWERS, &answers);
        }
    });
    use_effect_with((state.lang, state.theme), |(lang, theme)| {
        let colors = match theme {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        if let Some(root) = browser::root() {
            root.set_attribute("lang", lang.tag()).ok();
            match colors {
                Some(colors) => root.set_attribute("data-colors", colors).ok(),
                None => root.remove_attribute("data-colors").ok(),
            };
        }
        let colors = colors.map(|colors| (COLORS, colors));
        remember_named(PREFERENCES, &array([(LANGUAGE, lang.tag())].into_iter().chain(colors)));
    });
}

/// Remembers what is kept at once, where it is the user's own, and follows other windows that keep
/// something.
#[hook]
fn use_shelf(saved: &Shelf, is_mine: bool, act: &Callback<Action>) {
    let known = use_mut_ref(|| shelf().unwrap_or_default());
    use_effect_with((Rc::clone(saved), is_mine), move |(saved, is_mine)| {
        // What was only read is not written back: a later version may have kept more.
        if *is_mine && *known.borrow() != *saved {
            known.replace(Rc::clone(saved));
            let kept = saved.iter().map(|kept| (&kept.name, encode_all(&kept.stated)));
            remember(SAVED, &array(kept));
        }
    });
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "storage", move |_| {
                if let Some(shelf) = shelf() {
                    act.emit(Action::Restock(shelf));
                }
            })
        });
        move || drop(listener)
    });
}

/// Whether the browser will still know these scenarios when the page is opened again.
pub(super) fn keeps(saved: &Shelf) -> bool {
    saved.is_empty() || shelf().is_some_and(|kept| kept == *saved)
}

/// The scenarios that the browser keeps and that can be read.
fn shelf() -> Option<Shelf> {
    let read =
        |(name, link): (String, String)| Some(Saved { name, stated: decode_all(&link).ok()? });
    Some(Rc::new(pairs(recall(SAVED)?).filter_map(read).take(MOST).collect()))
}

/// Browsers may refuse their storage, and other pages do not lend theirs.
fn storage() -> Option<web_sys::Storage> {
    if browser::embedded().is_some() {
        return None;
    }
    web_sys::window()?.local_storage().ok()?
}

/// What is remembered is JSON, read and written by the browser itself.
fn recall(key: &str) -> Option<JsValue> {
    JSON::parse(&recall_text(key)?).ok()
}

/// The pairs of texts in a list of such pairs, or those of names and texts in an object.
fn pairs(remembered: JsValue) -> impl Iterator<Item = (String, String)> {
    let entries = match remembered.dyn_into::<Array>() {
        Ok(list) => Some(list),
        Err(other) => other.dyn_ref().map(Object::entries),
    };
    let pair = |entry: JsValue| {
        let entry: Array = entry.dyn_into().ok()?;
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    };
    entries.into_iter().flatten().filter_map(pair)
}

/// The text that the browser remembers under this key.
pub(super) fn recall_text(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Remembers a text, or forgets it if it is empty or there is no room for it.
pub(super) fn remember_text(key: &str, text: &str) {
    if let Some(storage) = storage()
        && (text.is_empty() || storage.set_item(key, text).is_err())
    {
        storage.remove_item(key).ok();
    }
}

fn remember(key: &str, value: &JsValue) {
    if let (Some(storage), Ok(text)) = (storage(), JSON::stringify(value)) {
        storage.set_item(key, &String::from(text)).ok();
    }
}

/// Remembers pairs of names and texts as an object.
fn remember_named(key: &str, pairs: &Array) {
    if let Ok(object) = Object::from_entries(pairs) {
        remember(key, &object);
    }
}

/// A list of pairs of texts.
fn array<A: AsRef<str>, B: AsRef<str>>(pairs: impl Iterator<Item = (A, B)>) -> Array {
    let pair = |(a, b): (A, B)| Array::of2(&a.as_ref().into(), &b.as_ref().into());
    pairs.map(pair).collect()
}
