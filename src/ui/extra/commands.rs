//! What an operator does next, to be copied step by step.

use yew::prelude::*;

use super::ExtraProps;
use crate::report::commands::{Form, Phase, Step, steps};
use crate::ui::parts::CopyLink;
use crate::ui::text;

/// The steps below their headings.
#[component]
pub(super) fn Commands(props: &ExtraProps) -> Html {
    let ExtraProps { answer, wave, lang, .. } = props.clone();
    let all = steps(&answer.checked, answer.plan.chosen(), wave.as_deref(), lang);
    let step = |step: &Step| {
        let since = (!step.since.is_empty()).then(|| format!(" ({})", step.since));
        html! {
            <li>
                <p>{ &step.why }{ for since }</p>
                <pre>{ &step.text }</pre>
                if step.form != Form::Values {
                    <CopyLink link={step.text.clone()} name={text::copy(lang)} done={text::copied_text(lang)} {lang} />
                }
            </li>
        }
    };
    let phase = |(phase, name): (Phase, &'static str)| {
        let due: Vec<&Step> = all.iter().filter(|step| step.phase == phase).collect();
        if due.is_empty() {
            return Html::default();
        }
        html! {
            <li key={name}>
                <h4>{ phase.heading(lang) }</h4>
                <ul>{ for due.into_iter().map(step) }</ul>
            </li>
        }
    };
    html! { <ol class="commands">{ for Phase::ALL.into_iter().map(phase) }</ol> }
}
