//! What the browser remembers: the last scenario, the language and the colors. A browser that
//! remembers nothing, or nonsense, does no harm. Embedded in another page, nothing is remembered.

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::storage::{LocalStorage, Storage};
use gloo::timers::callback::Timeout;
use serde::{Deserialize, Serialize};
use yew::Reducible;
use yew::prelude::*;

use super::browser;
use super::state::{Action, State, TASK, Theme};
use crate::quantity::Lang;
use crate::scenario::Scenario;
use crate::share::link::{decode, decode_with, encode};

const SCENARIO: &str = "movecast.scenario";
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
    let own = recall::<String>(SCENARIO).and_then(|link| decode(&link).ok());
    let mut state = State::new(own.unwrap_or_default(), lang, theme);
    state.answers = Rc::new(recall(ANSWERS).unwrap_or_default());
    let fragment = browser::fragment();
    if fragment.len() < 2 {
        return state;
    }
    let state = Rc::new(state).reduce(Action::Follow(decode_with(&fragment).map(Into::into)));
    Rc::unwrap_or_clone(state)
}

/// Remembers what changes, once it rests.
#[hook]
pub(super) fn use_session(state: &State) {
    let mine = state.is_mine().then(|| Rc::clone(&state.scenario));
    use_effect_with(mine, |mine: &Option<Rc<Scenario>>| {
        let mine = mine.clone();
        let timer =
            mine.map(|mine| Timeout::new(REST_MS, move || remember(SCENARIO, encode(&mine))));
        move || drop(timer)
    });
    use_effect_with(Rc::clone(&state.answers), |answers| {
        let mut answers: BTreeMap<String, String> = (**answers).clone();
        answers.remove(TASK);
        if !answers.is_empty() {
            remember(ANSWERS, answers);
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
        remember(PREFERENCES, Preferences { language: Some(lang.tag().to_owned()), colors });
    });
}

/// Whether there is a storage that can be asked: gloo expects one, browsers may refuse it.
fn works() -> bool {
    if browser::embedded().is_some() {
        return false;
    }
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.is_some_and(|storage| storage.get_item(PREFERENCES).is_ok())
}

fn recall<T: for<'de> Deserialize<'de>>(key: &str) -> Option<T> {
    if works() { LocalStorage::get(key).ok() } else { None }
}

fn remember<T: Serialize>(key: &str, value: T) {
    if works() {
        LocalStorage::set(key, value).ok();
    }
}
