//! Measured points of the guest's unique-dirty curve: pasted or typed, a line each.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::scenario::Points;
use crate::share::points::{BadLine, read, write};
use crate::ui::state::Action;
use crate::ui::text;

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

#[component]
pub(super) fn PointsField(props: &PointsFieldProps) -> Html {
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
            <label for="points">{ text::points(lang) }</label>
            <textarea id="points" rows="5" spellcheck="false" autocomplete="off"
                placeholder={text::points_example(lang)} aria-describedby="points-hint points-message"
                aria-invalid={error.is_some().then_some("true")} {value} {oninput} />
            <p id="points-hint" class="hint">{ text::points_hint(lang) }</p>
            <p id="points-message" class="message is-error" aria-live="polite">
                { error.map(|BadLine(line)| text::bad_line(line, lang)) }
            </p>
        </div>
    }
}
