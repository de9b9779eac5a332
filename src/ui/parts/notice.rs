//! What there is to say about the link that was opened.

use std::rc::Rc;

use yew::prelude::*;

use crate::quantity::Lang;
use crate::share::Stated;
use crate::ui::answer::Answer;
use crate::ui::extra::{Extra, What};
use crate::ui::state::{Action, Notice, View};
use crate::ui::{Same, text};

/// A bar that says it, with what can be done about it.
pub(crate) fn notice_bar(
    notice: &Notice,
    answer: &Same<Answer>,
    stated: &Stated,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    let button = |name: &'static str, action: Action| {
        html! {
            <button type="button" onclick={act.reform(move |_| action.clone())}>{ name }</button>
        }
    };
    match notice {
        Notice::Broken(broken) => html! {
            <div class="notice is-bad" role="alert">
                <p>{ text::broken(broken, lang) }</p>
                { button(text::dismiss(lang), Action::Dismiss) }
            </div>
        },
        Notice::Opened { mine, kept } => html! {
            <div class="notice" role="status">
                <div>
                    <p>{ text::opened(lang) }</p>
                    <Extra what={What::Differs} answer={answer.clone()} wave={stated.wave.clone()}
                        mine={mine.clone()} kept={kept.clone()} unsure={Rc::clone(&stated.unsure)} {lang} />
                </div>
                { button(text::view(View::Compare, lang), Action::CompareWithMine(text::mine(lang))) }
                { button(text::back_to_mine(lang), Action::BackToMine) }
                { button(text::keep(lang), Action::Dismiss) }
            </div>
        },
    }
}
