//! What happens when, to the VM that stands for all.

use yew::prelude::*;

use crate::chart::dirty::Dirty;
use crate::chart::timeline::Timeline;
use crate::quantity::Lang;
use crate::report::sentences;
use crate::scenario::Technique;
use crate::ui::answer::Answer;
use crate::ui::parts::{AnyChart, ChartView, Height};

pub(super) fn view(answer: &Answer, dark: bool, lang: Lang) -> Html {
    let outcome = answer.plan.chosen();
    let vm = outcome.typical();
    let limit = answer.checked.get().policy.downtime_limit;
    html! {
        <>
            <p class="lead">{ sentences::timeline(outcome, lang) }</p>
            <ChartView chart={AnyChart::from(Timeline::of(&outcome.trace, vm))} height={Height::High}
                name="timeline" {dark} {lang} open=true />
            { super::remedies(&answer.plan, lang) }
            if outcome.technique != Technique::Respawn {
                <ChartView chart={AnyChart::from(Dirty::of(&outcome.trace, vm, limit))} height={Height::High}
                    name="memory-left" {dark} {lang} />
            }
        </>
    }
}
