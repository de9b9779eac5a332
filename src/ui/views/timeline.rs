//! What happens when, to the VM that stands for all.

use yew::prelude::*;

use super::ViewsProps;
use crate::chart::timeline::Timeline;
use crate::quantity::Lang;
use crate::report::sentences;
use crate::scenario::Technique;
use crate::ui::answer::Answer;
use crate::ui::extra::{Extra, What};
use crate::ui::parts::{AnyChart, ChartView, Height, Lead};
use crate::ui::{Same, text};

pub(super) fn view(props: &ViewsProps) -> Html {
    let ViewsProps { answer, task, dark, lang, .. } = props;
    let (dark, lang) = (*dark, *lang);
    let outcome = answer.plan.chosen();
    let vm = outcome.typical();
    html! {
        <>
            <Lead said={sentences::timeline(outcome, lang)} answer={answer.clone()} task={task.clone()} {lang} />
            <ChartView chart={AnyChart::from(Timeline::of(&outcome.trace, vm))} height={Height::High}
                name="timeline" {dark} {lang} />
            if outcome.technique != Technique::Respawn && outcome.technique.moves_memory() {
                <Watch answer={answer.clone()} {dark} {lang} />
                <Extra what={What::Memory} answer={answer.clone()} {dark} {lang} />
            }
        </>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct WatchProps {
    answer: Same<Answer>,
    dark: bool,
    lang: Lang,
}

/// Unfolds the move as a film.
#[component]
fn Watch(props: &WatchProps) -> Html {
    let WatchProps { answer, dark, lang } = props.clone();
    let open = use_state_eq(|| false);
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class="watch">
            <button type="button" aria-expanded={if *open { "true" } else { "false" }} {onclick}>{ text::watch(lang) }</button>
            if *open {
                <Extra what={What::Player} {answer} {dark} {lang} />
            }
        </div>
    }
}
