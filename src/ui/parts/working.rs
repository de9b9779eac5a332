//! The formulas behind the answer, which are fetched when they are unfolded.

use web_sys::HtmlDetailsElement;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::ui::answer::Answer;
use crate::ui::extra::{Extra, What};
use crate::ui::{Same, text};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct WorkingProps {
    pub(crate) answer: Same<Answer>,
    pub(crate) lang: Lang,
    pub(crate) children: Html,
}

/// Unfolds how the answer was worked out.
#[component]
pub(crate) fn Working(props: &WorkingProps) -> Html {
    let WorkingProps { answer, lang, children } = props.clone();
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |event: Event| {
            open.set(event.target_dyn_into::<HtmlDetailsElement>().is_some_and(|it| it.open()));
        })
    };
    html! {
        <details class="working" {ontoggle}>
            <summary>{ text::working(lang) }</summary>
            if *open {
                <Extra what={What::Working} {answer} {lang} />
            }
            { children }
        </details>
    }
}
