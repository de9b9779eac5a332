//! What there is to say about the link that was opened.

use yew::prelude::*;

use crate::quantity::Lang;
use crate::ui::state::{Action, Notice};
use crate::ui::text;

/// A bar that says it, with what can be done about it.
pub(crate) fn notice_bar(notice: &Notice, lang: Lang, act: &Callback<Action>) -> Html {
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
        Notice::Opened { .. } => html! {
            <div class="notice" role="status">
                <p>{ text::opened(lang) }</p>
                { button(text::back_to_mine(lang), Action::BackToMine) }
                { button(text::keep(lang), Action::Dismiss) }
            </div>
        },
    }
}
