//! What unfolds when it is asked for, and is fetched only then: like the views, each is a chunk of its
//! own.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

mod commands;
mod deciding;
mod differs;
mod explain;
mod memory;
mod player;
mod remedies;

use std::rc::Rc;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use super::answer::Answer;
use super::chunk::{Progress, use_chunk};
use super::runner::wave::{Planned, use_stated};
use super::state::Action;
use super::text::waves;
use super::{Same, parts, text};
use crate::quantity::Lang;
use crate::report::explain::Subject;
use crate::scenario::goal::Goal;
use crate::scenario::range::Known;
use crate::scenario::wave::Wave;
use crate::share::task::Task;
use crate::share::{Seen, Shelf, Stated};

/// What there is to unfold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// What is left of memory to be sent, below the first chart.
    Memory,
    /// The move as a film.
    Player,
    /// How a figure came about, and which button asked.
    Explanation(usize, Subject),
    /// The formulas behind the answer.
    Working,
    /// What would bring all over within their limits.
    Remedies,
    /// What an operator does next.
    Commands,
    /// Which inputs decide what is said.
    Deciding,
    /// What an opened link states otherwise than the user's own scenario.
    Differs,
    /// What the author of the link saw, and what is seen now.
    Seen(Seen, Seen),
    /// Nothing to see: what plans a stated wave.
    Wave,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ExtraProps {
    pub(super) what: What,
    pub(super) answer: Same<Answer>,
    /// The task around the scenario.
    #[prop_or_default]
    pub(super) task: Option<Rc<Task>>,
    /// Whether pictures are dark.
    #[prop_or_default]
    pub(super) dark: bool,
    pub(super) lang: Lang,
    /// The wave beside the scenario.
    #[prop_or_default]
    pub(super) wave: Option<Rc<Wave>>,
    /// What is to be known.
    #[prop_or_default]
    pub(super) goal: Option<Goal>,
    /// What changes what is stated.
    #[prop_or_default]
    pub(super) act: Callback<Action>,
    /// Who hears of a planned wave.
    #[prop_or_default]
    pub(super) tell: Callback<Planned>,
    /// The user's own work beside an opened link.
    #[prop_or_default]
    pub(super) mine: Option<Stated>,
    /// What the user keeps beside the scenarios that the link brought.
    #[prop_or_default]
    pub(super) kept: Option<Shelf>,
    /// Inputs that are known as ranges.
    #[prop_or_default]
    pub(super) unsure: Rc<[Known]>,
    /// What folds it again.
    #[prop_or_default]
    pub(super) close: Callback<()>,
}

type Draw = fn(&ExtraProps) -> Html;

/// What each of them comes in.
#[derive(Clone, Copy, PartialEq)]
enum Chunk {
    Memory,
    Player,
    Explanation,
    Remedies,
    Commands,
    Wave,
}

async fn fetch(chunk: Chunk) -> Result<Draw, SplitLoaderError> {
    match chunk {
        Chunk::Memory => memory().await,
        Chunk::Player => player().await,
        Chunk::Explanation => explain().await,
        Chunk::Remedies => remedies().await,
        Chunk::Commands => commands().await,
        Chunk::Wave => wave().await,
    }
}

/// One of them, once it has been fetched.
#[component]
pub(super) fn Extra(props: &ExtraProps) -> Html {
    let chunk = match props.what {
        What::Memory => Chunk::Memory,
        What::Player => Chunk::Player,
        What::Explanation(..) | What::Working => Chunk::Explanation,
        What::Remedies | What::Deciding | What::Differs | What::Seen(..) => Chunk::Remedies,
        What::Commands => Chunk::Commands,
        What::Wave => Chunk::Wave,
    };
    let (progress, again) = use_chunk(chunk, &[], fetch);
    match progress {
        Progress::Here(draw) => draw(props),
        // Its place is kept.
        Progress::Loading if props.what == What::Memory => {
            html! { <div class="memory-waits" /> }
        }
        // What nobody asked for comes unannounced.
        Progress::Loading
            if matches!(
                props.what,
                What::Deciding | What::Differs | What::Seen(..) | What::Wave
            ) =>
        {
            Html::default()
        }
        Progress::Loading => {
            html! { <p class="is-loading" role="status">{ text::opening(props.lang) }</p> }
        }
        Progress::Failed => parts::failed(text::not_fetched(props.lang), &again, props.lang),
    }
}

#[wasm_split(memory, fallible)]
fn memory() -> Result<Draw, SplitLoaderError> {
    Ok(memory::left)
}

#[wasm_split(player, fallible)]
fn player() -> Result<Draw, SplitLoaderError> {
    Ok(|props| {
        let ExtraProps { answer, dark, lang, .. } = props;
        html! { <player::Player answer={answer.clone()} dark={*dark} lang={*lang} /> }
    })
}

#[wasm_split(explain, fallible)]
fn explain() -> Result<Draw, SplitLoaderError> {
    Ok(|props| match props.what {
        What::Explanation(at, subject) => explain::told(at, subject, props),
        _ => explain::working(props),
    })
}

#[wasm_split(remedies, fallible)]
fn remedies() -> Result<Draw, SplitLoaderError> {
    Ok(|props| match props.what {
        What::Deciding => html! { <deciding::Deciding ..props.clone() /> },
        What::Differs => html! { <differs::Differs ..props.clone() /> },
        What::Seen(theirs, now) => differs::seen(theirs, now, props.lang),
        _ => html! { <remedies::Remedies ..props.clone() /> },
    })
}

#[wasm_split(commands, fallible)]
fn commands() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <commands::Commands ..props.clone() /> })
}

#[wasm_split(stated, fallible)]
fn wave() -> Result<Draw, SplitLoaderError> {
    Ok(|props| {
        let ExtraProps { answer, wave, tell, lang, .. } = props;
        let Some(wave) = wave.clone() else { return Html::default() };
        html! { <WavePlanned answer={answer.clone()} {wave} tell={tell.clone()} lang={*lang} /> }
    })
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct PlannedProps {
    answer: Same<Answer>,
    wave: Rc<Wave>,
    tell: Callback<Planned>,
    lang: Lang,
}

#[component]
fn WavePlanned(props: &PlannedProps) -> Html {
    let (has_failed, again) = use_stated(&props.answer.checked, &props.wave, &props.tell);
    if has_failed {
        parts::failed(waves::not_planned(props.lang), &again, props.lang)
    } else {
        Html::default()
    }
}
