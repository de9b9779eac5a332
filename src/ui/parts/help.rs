//! What decides the answer, and what unfolds to say what would help, where not all is as it should
//! be. Both take many plans, so that what is stated has to rest first.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::scenario::goal::Goal;
use crate::scenario::range::Known;
use crate::scenario::wave::Wave;
use crate::ui::answer::Answer;
use crate::ui::extra::{Extra, What};
use crate::ui::state::Action;
use crate::ui::{Same, text};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct HelpProps {
    pub(crate) answer: Same<Answer>,
    pub(crate) wave: Option<Rc<Wave>>,
    /// Inputs that are known as ranges.
    pub(crate) unsure: Rc<[Known]>,
    /// Whether there is nothing to help with.
    pub(crate) is_reached: bool,
    /// What is to be known.
    pub(crate) goal: Option<Goal>,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
}

/// How long what is stated has to rest.
const REST_MS: u32 = 400;

/// What decides, and what would bring all over within their limits.
#[component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let HelpProps { answer, wave, unsure, is_reached, goal, lang, act } = props.clone();
    let open = use_state_eq(|| false);
    let rested = use_state(|| None);
    {
        let rested = rested.setter();
        use_effect_with((answer.clone(), wave.clone()), move |stated| {
            let stated = stated.clone();
            let timer = Timeout::new(REST_MS, move || rested.set(Some(stated)));
            move || drop(timer)
        });
    }
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let now = (answer, wave);
    let Some((answer, wave)) = (*rested).clone().filter(|rested| *rested == now) else {
        return Html::default();
    };
    html! {
        <>
            <div class="deciding">
                <Extra what={What::Deciding} answer={answer.clone()} wave={wave.clone()} {goal} {lang} />
            </div>
            if !is_reached {
                <button type="button" aria-expanded={if *open { "true" } else { "false" }} {onclick}>{ text::what_helps(lang) }</button>
            }
            if *open && !is_reached {
                <Extra what={What::Remedies} {answer} {wave} {unsure} {lang} {act} />
            }
        </>
    }
}
