//! The scenario as a file: saved, and opened again.

use gloo::file::callbacks::{FileReader, read_as_text};
use gloo::file::{Blob, File, ObjectUrl};
use gloo::timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::share::Stated;
use crate::share::file::{FileError, from_json_all, to_json_all};
use crate::ui::state::Action;
use crate::ui::{browser, text};

/// Larger than any scenario file.
const LARGEST: u64 = 1 << 20;
/// By then the browser has taken what it was offered.
const TAKEN_MS: u32 = 10_000;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct FilesProps {
    pub(crate) stated: Stated,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
}

#[component]
pub(crate) fn Files(props: &FilesProps) -> Html {
    let FilesProps { stated, lang, act } = props.clone();
    let reading = use_mut_ref(|| None::<FileReader>);
    let problem = use_state_eq(|| None::<FileError>);
    let save = {
        let stated = stated.clone();
        Callback::from(move |_: MouseEvent| {
            offer(&to_json_all(&stated));
        })
    };
    let open = {
        let problem = problem.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)).map(File::from) else {
                return;
            };
            let (act, problem) = (act.clone(), problem.clone());
            if LARGEST < file.size() {
                problem.set(Some(FileError::TooLarge));
                return;
            }
            *reading.borrow_mut() = Some(read_as_text(&file, move |text| {
                // The same file may be chosen again.
                input.set_value("");
                let text = text.map_err(|error| FileError::NotAScenario(error.to_string()));
                match text.and_then(|text| from_json_all(&text)) {
                    Ok(stated) => {
                        problem.set(None);
                        act.emit(Action::Load(stated));
                    }
                    Err(error) => problem.set(Some(error)),
                }
            }));
        })
    };
    html! {
        <div class="files">
            <button type="button" onclick={save}>{ text::save_file(lang) }</button>
            <label class="button">
                { text::open_file(lang) }
                <input class="unseen" type="file" accept=".json,application/json" onchange={open} />
            </label>
            if let Some(problem) = &*problem {
                <p class="problem" role="alert">{ text::file_problem(problem, lang) }</p>
            }
        </div>
    }
}

/// Offers a text to be saved.
fn offer(json: &str) {
    let url = ObjectUrl::from(Blob::new_with_options(json, Some("application/json")));
    browser::save(&url, "movecast.json");
    Timeout::new(TAKEN_MS, move || drop(url)).forget();
}
