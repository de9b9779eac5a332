//! The views behind the tabs.

mod assumptions;
mod energy;
mod evidence;
mod learn;
mod techniques;
mod timeline;

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use super::Same;
use super::answer::Answer;
use super::parts::Tabs;
use super::runner::Known;
use super::state::{Action, View};
use crate::plan::Plan;
use crate::quantity::Lang;
use crate::report;

/// What would have let the chosen technique converge, where it does not.
fn remedies(plan: &Plan, lang: Lang) -> Html {
    let Some(found) = &plan.remedies else { return Html::default() };
    html! {
        <div class="remedies">
            <p>{ report::remedies_lead(found, lang) }</p>
            <ul>{ for report::remedies(found, lang).into_iter().map(|change| html! { <li>{ change }</li> }) }</ul>
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ViewsProps {
    pub(super) answer: Same<Answer>,
    pub(super) known: Same<Known>,
    pub(super) open: View,
    pub(super) answers: Rc<BTreeMap<String, String>>,
    pub(super) dark: bool,
    pub(super) lang: Lang,
    pub(super) act: Callback<Action>,
}

#[component]
pub(super) fn Views(props: &ViewsProps) -> Html {
    let ViewsProps { answer, known, open, answers, dark, lang, act } = props;
    let view = match open {
        View::Timeline => timeline::view(answer, *dark, *lang),
        View::Techniques => techniques::view(answer, known, *dark, *lang),
        View::Energy => energy::view(answer, known, *dark, *lang, act),
        View::Learn => html! {
            <learn::Learn answer={answer.clone()} answers={Rc::clone(answers)} dark={*dark} lang={*lang}
                act={act.clone()} />
        },
        View::Evidence => html! { <evidence::Evidence dark={*dark} lang={*lang} /> },
        View::Assumptions => assumptions::view(answer, *lang),
    };
    html! {
        <section class="views">
            <Tabs open={*open} lang={*lang} act={act.clone()} />
            <div key={super::parts::tab_id(*open)} id="view" class="view" role="tabpanel"
                aria-labelledby={super::parts::tab_id(*open)}>
                { view }
            </div>
        </section>
    }
}
