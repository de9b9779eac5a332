//! How a figure came about: in one sentence, in formulas with the numbers in them, and from which
//! inputs, whose fields it leads to.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::report::explain::{Subject, explain};
use crate::scenario::field::Source;
use crate::scenario::{Field, Scenario, presets};
use crate::share::task::Task;
use crate::ui::answer::Answer;
use crate::ui::text::explain as words;
use crate::ui::{Same, browser, entry, text};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ExplainedProps {
    pub(super) subject: Subject,
    pub(super) answer: Same<Answer>,
    pub(super) task: Option<Rc<Task>>,
    pub(super) lang: Lang,
    pub(super) close: Callback<()>,
}

#[component]
pub(super) fn Explained(props: &ExplainedProps) -> Html {
    let ExplainedProps { subject, answer, task, lang, close } = props;
    let lang = *lang;
    let here = use_node_ref();
    use_effect_with((*subject, here.clone()), |(_, here)| {
        if let Some(here) = here.cast::<HtmlElement>() {
            // It can only fail where there is nothing to focus.
            let _ = here.focus();
        }
    });
    let scenario = answer.checked.get();
    let mut told = explain(*subject, &answer.checked, &answer.plan, lang);
    if let Some(task) = task {
        told.inputs.retain(|field| !task.hides(field.key()));
    }
    html! {
        <div ref={here} class="explained" tabindex="-1" role="region" aria-label={told.title.clone()}>
            <h3>{ told.title }</h3>
            <p>{ told.plain }</p>
            <h4>{ words::steps(lang) }</h4>
            <ul class="steps">{ for told.steps.into_iter().map(|step| html! { <li>{ step }</li> }) }</ul>
            <h4>{ words::inputs(lang) }</h4>
            <ul class="known">{ for told.inputs.into_iter().map(|field| input(field, scenario, lang)) }</ul>
            <button type="button" onclick={close.reform(|_: MouseEvent| ())}>{ words::close(lang) }</button>
        </div>
    }
}

/// An input with its value and where that is from; its name leads to its field.
fn input(field: Field, scenario: &Scenario, lang: Lang) -> Html {
    let value = entry::stated(field, scenario, lang);
    let from = presets::source(field, scenario.policy.controller);
    let changed = presets::is_changed(field, scenario);
    let onclick =
        Callback::from(move |_: MouseEvent| browser::reveal(&format!("value-{}", field.key())));
    html! {
        <li key={field.key()}>
            <button type="button" class="leads" {onclick}>{ text::label(field, lang) }</button>{ " " }
            <strong>{ value }</strong>{ " " }
            if changed {
                <small>{ words::yours(lang) }</small>
            } else if let Some(address) = text::address(from) {
                <small><a href={address} rel="noopener noreferrer">{ text::source(from, lang) }</a></small>
            } else {
                <small class={classes!((from == Source::Assumption).then_some("is-assumed"))}>{ text::brief(from, lang) }</small>
            }
        </li>
    }
}
