//! How a figure came about.

use yew::prelude::*;

use super::ExtraProps;
use crate::report;
use crate::report::explain::{Subject, explain};
use crate::ui::parts::explained;

pub(super) fn told(at: usize, subject: Subject, props: &ExtraProps) -> Html {
    let ExtraProps { answer, task, lang, close, .. } = props;
    let told = explain(subject, &answer.checked, &answer.plan, *lang);
    let inputs = explained::inputs(&told, answer, task.as_ref(), *lang);
    explained::view(at, told, inputs, close, *lang)
}

/// The formulas behind the answer.
pub(super) fn working(props: &ExtraProps) -> Html {
    let ExtraProps { answer, lang, .. } = props;
    let lines = report::working(answer.plan.chosen(), answer.checked.get(), *lang);
    html! { <ul>{ for lines.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul> }
}
