//! What unfolds to say what would help, where not all is as it should be.

use std::rc::Rc;

use yew::prelude::*;

use crate::quantity::Lang;
use crate::scenario::wave::Wave;
use crate::ui::answer::Answer;
use crate::ui::extra::{Extra, What};
use crate::ui::state::Action;
use crate::ui::{Same, text};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct HelpProps {
    pub(crate) answer: Same<Answer>,
    pub(crate) wave: Option<Rc<Wave>>,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
}

/// Unfolds what would bring all over within their limits.
#[component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let HelpProps { answer, wave, lang, act } = props.clone();
    let open = use_state_eq(|| false);
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class="remedies">
            <button type="button" aria-expanded={if *open { "true" } else { "false" }} {onclick}>{ text::what_helps(lang) }</button>
            if *open {
                <Extra what={What::Remedies} {answer} {wave} {lang} {act} />
            }
        </div>
    }
}
