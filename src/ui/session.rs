//! What the browser remembers: the last scenario, those that are kept, predictions, the user's own
//! hourly series, the language and the colors. A browser that remembers nothing, or nonsense, does
//! no harm. Embedded in another page, nothing is remembered.

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use serde::{Deserialize, Serialize};
use yew::Reducible;
use yew::prelude::*;

use super::browser;
use super::state::{Action, Saved, Shelf, State, TASK, Theme};
use crate::quantity::Lang;
use crate::report::compare::MOST;
use crate::share::Stated;
use crate::share::link::{decode_all, encode_all};

const SCENARIO: &str = "movecast.scenario";
const SAVED: &str = "movecast.saved";
const PREFERENCES: &str = "movecast.preferences";
const ANSWERS: &str = "movecast.answers";
const REST_MS: u32 = 500;

#[derive(Serialize, Deserialize, Default)]
struct Preferences {
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    colors: Option<String>,
}

/// The state in which the page opens: the user's own work, and the link in the address beside it.
pub(super) fn open() -> State {
    let preferences: Preferences = recall(PREFERENCES).unwrap_or_default();
    let asked = browser::embedded().filter(|lang| !lang.is_empty());
    let lang = match asked.or(preferences.language).as_deref() {
        Some("de") => Lang::De,
        Some("en") => Lang::En,
        _ if browser::speaks_german() => Lang::De,
        _ => Lang::En,
    };
    let theme = match preferences.colors.as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    };
    let own = recall::<String>(SCENARIO).and_then(|link| decode_all(&link).ok());
    let mut state = State::new(own.unwrap_or_default(), lang, theme);
    state.saved = shelf().unwrap_or_default();
    state.answers = Rc::new(recall(ANSWERS).unwrap_or_default());
    let fragment = browser::fragment();
    if fragment.len() < 2 {
        return state;
    }
    let state = Rc::new(state).reduce(Action::Follow(decode_all(&fragment)));
    Rc::unwrap_or_clone(state)
}

/// Remembers what changes, once it rests.
#[hook]
pub(super) fn use_session(state: &State, act: &Callback<Action>) {
    use_shelf(&state.saved, act);
    // A task is opened by its link.
    let mine = state.is_mine().then(|| state.stated.with_task(None));
    use_effect_with(mine, |mine: &Option<Stated>| {
        let mine = mine.clone();
        let timer =
            mine.map(|mine| Timeout::new(REST_MS, move || remember(SCENARIO, &encode_all(&mine))));
        move || drop(timer)
    });
    use_effect_with(Rc::clone(&state.answers), |answers| {
        let mut answers: BTreeMap<String, String> = (**answers).clone();
        answers.remove(TASK);
        if answers.is_empty() {
            remember_text(ANSWERS, "");
        } else {
            remember(ANSWERS, &answers);
        }
    });
    use_effect_with((state.lang, state.theme), |(lang, theme)| {
        let colors = match theme {
            Theme::Auto => None,
            Theme::Light => Some("light".to_owned()),
            Theme::Dark => Some("dark".to_owned()),
        };
        if let Some(root) = browser::root() {
            root.set_attribute("lang", lang.tag()).ok();
            match &colors {
                Some(colors) => root.set_attribute("data-colors", colors).ok(),
                None => root.remove_attribute("data-colors").ok(),
            };
        }
        remember(PREFERENCES, &Preferences { language: Some(lang.tag().to_owned()), colors });
    });
}

/// Remembers what is kept at once, and follows other windows that keep something.
#[hook]
fn use_shelf(saved: &Shelf, act: &Callback<Action>) {
    let known = use_mut_ref(|| Rc::clone(saved));
    use_effect_with(Rc::clone(saved), move |saved| {
        // What was only read is not written back: a later version may have kept more.
        if *known.borrow() != *saved {
            known.replace(Rc::clone(saved));
            let kept = saved.iter().map(|kept| (&kept.name, encode_all(&kept.stated)));
            remember(SAVED, &kept.collect::<Vec<_>>());
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
    let kept: Vec<(String, String)> = recall(SAVED)?;
    let read =
        |(name, link): (String, String)| Some(Saved { name, stated: decode_all(&link).ok()? });
    Some(Rc::new(kept.into_iter().filter_map(read).take(MOST).collect()))
}

/// Browsers may refuse their storage, and other pages do not lend theirs.
fn storage() -> Option<web_sys::Storage> {
    if browser::embedded().is_some() {
        return None;
    }
    web_sys::window()?.local_storage().ok()?
}

fn recall<T: for<'de> Deserialize<'de>>(key: &str) -> Option<T> {
    serde_json::from_str(&recall_text(key)?).ok()
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

fn remember<T: Serialize>(key: &str, value: &T) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(value)) {
        storage.set_item(key, &text).ok();
    }
}
