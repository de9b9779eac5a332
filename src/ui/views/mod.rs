//! The views behind the tabs.

mod assumptions;
mod chunks;
mod compare;
mod energy;
mod evidence;
mod learn;
mod map;
mod service;
mod sure;
mod techniques;
mod timeline;
mod waves;

use std::rc::Rc;

use yew::prelude::*;

use self::chunks::use_view;
use super::Same;
use super::answer::Answer;
use super::browser::use_a_frame_later;
use super::chunk::Progress;
use super::parts::{self, Tabs};
use super::runner::Known;
use super::state::{Action, View};
use super::text;
use crate::by_name::ByName;
use crate::quantity::Lang;
use crate::scenario::goal::Goal;
use crate::scenario::range::Known as Unsure;
use crate::scenario::wave::Wave;
use crate::scenario::weights::Weights;
use crate::share::Shelf;
use crate::share::task::Task;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ViewsProps {
    pub(super) answer: Same<Answer>,
    pub(super) wave: Option<Rc<Wave>>,
    pub(super) task: Option<Rc<Task>>,
    /// Inputs that are known as ranges.
    pub(super) unsure: Rc<[Unsure]>,
    /// What counts how much, where that was said.
    pub(super) weights: Option<Weights>,
    /// What the user wants to know.
    pub(super) goal: Option<Goal>,
    pub(super) known: Same<Known>,
    pub(super) saved: Shelf,
    /// Whether that is the user's own.
    pub(super) keeps_mine: bool,
    pub(super) open: View,
    /// What is open in it; empty for what it opens with.
    pub(super) part: Rc<str>,
    pub(super) answers: Rc<ByName<String>>,
    pub(super) dark: bool,
    pub(super) lang: Lang,
    pub(super) act: Callback<Action>,
}

#[component]
pub(super) fn Views(props: &ViewsProps) -> Html {
    let ViewsProps { open, lang, act, .. } = props;
    let (progress, again) = use_view(*open);
    // A change first shows in the figures and in the form.
    let shown = (props.answer.clone(), props.wave.clone(), props.known.clone());
    let (answer, wave, known) = use_a_frame_later(shown);
    let props = &ViewsProps { answer, wave, known, ..props.clone() };
    let view = match progress {
        Progress::Here(draw) => draw(props),
        Progress::Loading => {
            html! { <p class="is-loading is-opening" role="status">{ text::opening(*lang) }</p> }
        }
        Progress::Failed => parts::failed(text::not_opened(*lang), &again, *lang),
    };
    html! {
        <section class="views">
            <Tabs open={*open} lang={*lang} act={act.clone()} />
            <div key={parts::tab_id(*open)} id="view" class="view" role="tabpanel"
                aria-labelledby={parts::tab_id(*open)}>
                { view }
            </div>
        </section>
    }
}
