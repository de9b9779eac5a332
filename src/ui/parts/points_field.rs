//! Measured points of the guest's unique-dirty curve: pasted or typed, a line each. What reads them is
//! fetched when it is unfolded.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{HtmlDetailsElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::quantity::Lang;
use crate::scenario::Points;
use crate::share::points::{BadLine, read, write};
use crate::ui::chunk::{Progress, use_chunk};
use crate::ui::state::Action;
use crate::ui::{parts, text};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct PointsFieldProps {
    pub(super) points: Points,
    pub(super) lang: Lang,
    pub(super) act: Callback<Action>,
}

/// What is being typed, and what it stands for as long as nobody else changes it.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    typed: String,
    points: Points,
    error: Option<BadLine>,
}

/// Unfolds the points; with some it is unfolded.
#[component]
pub(super) fn PointsField(props: &PointsFieldProps) -> Html {
    let open = use_state_eq(|| !props.points.is_empty());
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |event: Event| {
            open.set(event.target_dyn_into::<HtmlDetailsElement>().is_some_and(|it| it.open()));
        })
    };
    html! {
        <details class="points" open={*open} {ontoggle}>
            <summary>{ text::points(props.lang) }</summary>
            if *open {
                <Fetched ..props.clone() />
            }
        </details>
    }
}

type Draw = fn(&PointsFieldProps) -> Html;

#[component]
fn Fetched(props: &PointsFieldProps) -> Html {
    let (progress, again) = use_chunk((), &[], |()| field());
    match progress {
        Progress::Here(draw) => draw(props),
        Progress::Loading => html! { <p class="hint">{ text::opening(props.lang) }</p> },
        Progress::Failed => parts::failed(text::not_fetched(props.lang), &again, props.lang),
    }
}

#[wasm_split(points, fallible)]
fn field() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <Typed ..props.clone() /> })
}

#[component]
fn Typed(props: &PointsFieldProps) -> Html {
    let PointsFieldProps { points, lang, act } = props.clone();
    let draft = use_state_eq(|| None::<Draft>);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            let read = read(&typed, lang);
            let points = read.unwrap_or(points);
            draft.set(Some(Draft { typed, points, error: read.err() }));
            act.emit(Action::Measure(points));
        })
    };
    let shown = draft.as_ref().filter(|draft| draft.points == points);
    let error = shown.and_then(|draft| draft.error);
    let value = shown.map_or_else(|| write(&points, lang), |draft| draft.typed.clone());
    html! {
        <div class="field points">
            <textarea id="points" aria-label={text::points(lang)} rows="5" spellcheck="false" autocomplete="off"
                placeholder={text::points_example(lang)} aria-describedby="points-hint points-message"
                aria-invalid={error.is_some().then_some("true")} {value} {oninput} />
            <p id="points-hint" class="hint">{ text::points_hint(lang) }</p>
            <p id="points-message" class="message is-error" aria-live="polite">
                { error.map(|BadLine(line)| text::bad_line(line, lang)) }
            </p>
        </div>
    }
}
