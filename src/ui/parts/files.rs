//! The scenario as a file, and what operators have: saved, opened, pasted or dropped. What writes and
//! reads is fetched when it is first asked for.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::bring_in::BringIn;
use crate::quantity::Lang;
use crate::share::Stated;
use crate::ui::chunk::{Progress, use_chunk};
use crate::ui::state::Action;
use crate::ui::{parts, text};

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Asked {
    Save,
    Open(File),
    Paste,
    /// What stands on the print.
    Note,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct FilesProps {
    pub(crate) stated: Stated,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
    /// What was asked for last, and how often something was.
    #[prop_or_default]
    pub(super) asked: Option<(Asked, u32)>,
}

#[component]
pub(crate) fn Files(props: &FilesProps) -> Html {
    let lang = props.lang;
    let asked = use_state_eq(|| None::<(Asked, u32)>);
    let ask = {
        let asked = asked.clone();
        Callback::from(move |what| {
            let times = asked.as_ref().map_or(0, |(_, times)| *times);
            asked.set(Some((what, times + 1)));
        })
    };
    let opened = ask.clone();
    let open = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen again.
        input.set_value("");
        if let Some(file) = file {
            opened.emit(Asked::Open(file));
        }
    });
    html! {
        <div class="files">
            <button type="button" onclick={ask.reform(|_| Asked::Save)}>{ text::save_file(lang) }</button>
            <label class="button">
                { text::open_file(lang) }
                <input class="unseen" type="file" onchange={open} />
            </label>
            <button type="button" onclick={ask.reform(|_| Asked::Paste)}>{ text::paste(lang) }</button>
            <button type="button" onclick={ask.reform(|_| Asked::Note)}>{ text::on_print(lang) }</button>
            if asked.is_some() {
                <Fetched asked={(*asked).clone()} ..props.clone() />
            }
        </div>
    }
}

type Draw = fn(&FilesProps) -> Html;

#[component]
fn Fetched(props: &FilesProps) -> Html {
    let (progress, again) = use_chunk((), &[], |()| files());
    match progress {
        Progress::Here(draw) => draw(props),
        Progress::Loading => Html::default(),
        Progress::Failed => parts::failed(text::not_fetched(props.lang), &again, props.lang),
    }
}

#[wasm_split(files, fallible)]
fn files() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <BringIn ..props.clone() /> })
}
