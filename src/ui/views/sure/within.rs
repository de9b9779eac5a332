//! How long all may take.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::quantity::{Lang, ParseError, duration, parse, units};
use crate::scenario::field::Measure;
use crate::ui::text::sure as words;
use crate::units::Seconds;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct WithinProps {
    pub(super) window: Option<Seconds>,
    /// Who hears of another one.
    pub(super) turn: Callback<Option<Seconds>>,
    pub(super) lang: Lang,
}

/// What is being typed, and whether it can be read.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    typed: String,
    is_read: bool,
}

#[component]
pub(super) fn Within(props: &WithinProps) -> Html {
    let WithinProps { window, turn, lang } = props.clone();
    let draft = use_state_eq(|| None::<Draft>);
    let oninput = {
        let draft = draft.setter();
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            let read = read(&typed, lang);
            let is_read = read.is_ok();
            if let Ok(window) = read {
                turn.emit(window);
            }
            draft.set(Some(Draft { typed, is_read }));
        })
    };
    let onblur = {
        let draft = draft.clone();
        Callback::from(move |_: FocusEvent| {
            // What cannot be read stays until it is mended.
            if draft.as_ref().is_some_and(|draft| draft.is_read) {
                draft.set(None);
            }
        })
    };
    let is_wrong = draft.as_ref().is_some_and(|draft| !draft.is_read);
    let resting = window.map_or_else(String::new, |window| duration(window.get(), lang));
    let shown = draft.as_ref().map_or(resting, |draft| draft.typed.clone());
    html! {
        <div class="sure-within">
            <label for="sure-within">{ words::within(lang) }</label>
            <input id="sure-within" class="value" type="text" autocomplete="off" spellcheck="false"
                aria-describedby="sure-within-hint" aria-invalid={is_wrong.then_some("true")}
                value={shown} {oninput} {onblur} />
            <p id="sure-within-hint" class={if is_wrong { "message is-error" } else { "hint" }}>
                { if is_wrong { words::no_time(lang) } else { words::within_hint(lang) } }
            </p>
        </div>
    }
}

/// No time, or none that makes sense.
struct NoTime;

/// A time, in minutes where no unit is said; none where nothing is.
fn read(typed: &str, lang: Lang) -> Result<Option<Seconds>, NoTime> {
    let usual = units(Measure::Time)[2];
    match parse(typed, Measure::Time, usual, lang) {
        Err(ParseError::Empty) => Ok(None),
        Ok(window) if (0.5..1e9).contains(&window) => Ok(Some(Seconds::new(window))),
        _ => Err(NoTime),
    }
}
