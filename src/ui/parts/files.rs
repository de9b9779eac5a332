//! The scenario as a file: saved, and opened again. What writes and reads it is fetched when it is first
//! asked for.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

use gloo::file::futures::read_as_text;
use gloo::file::{Blob, File, ObjectUrl};
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::share::Stated;
use crate::share::assign::Refusal;
use crate::share::file::{FileError, Read, from_json_all, to_json_all};
use crate::ui::state::Action;
use crate::ui::{browser, text};

/// Larger than any scenario file.
const LARGEST: u64 = 1 << 20;
/// By then the browser has taken what it was offered.
const TAKEN_MS: u32 = 10_000;

/// What writes and reads files.
#[derive(Clone, Copy)]
struct Codec {
    write: fn(&Stated) -> String,
    read: fn(&str) -> Result<Read, FileError>,
}

#[wasm_split(files, fallible)]
fn codec() -> Result<Codec, SplitLoaderError> {
    Ok(Codec { write: to_json_all, read: from_json_all })
}

/// Why nothing was saved or opened, or not all of it.
#[derive(Debug, Clone, PartialEq)]
enum Problem {
    File(FileError),
    /// The rest was read.
    Unknown(Vec<Refusal>),
    NotFetched,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct FilesProps {
    pub(crate) stated: Stated,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
}

#[component]
pub(crate) fn Files(props: &FilesProps) -> Html {
    let FilesProps { stated, lang, act } = props.clone();
    let problem = use_state_eq(|| None::<Problem>);
    let save = {
        let (stated, problem) = (stated.clone(), problem.setter());
        Callback::from(move |_: MouseEvent| {
            let (stated, problem) = (stated.clone(), problem.clone());
            spawn_local(async move {
                let codec = codec().await;
                problem.set(codec.is_err().then_some(Problem::NotFetched));
                if let Ok(codec) = codec {
                    offer(&(codec.write)(&stated));
                }
            });
        })
    };
    let open = {
        let problem = problem.setter();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)).map(File::from) else {
                return;
            };
            let (act, problem) = (act.clone(), problem.clone());
            spawn_local(async move {
                let read = read(&file).await;
                // The same file may be chosen again.
                input.set_value("");
                match read {
                    Ok(Read { stated, unknown }) => {
                        problem.set((!unknown.is_empty()).then_some(Problem::Unknown(unknown)));
                        act.emit(Action::Load(stated));
                    }
                    Err(why) => problem.set(Some(why)),
                }
            });
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
                <p class="problem" role="alert">
                    { match problem {
                        Problem::File(error) => text::file_problem(error, lang),
                        Problem::Unknown(keys) => text::unknown_keys(keys, lang),
                        Problem::NotFetched => text::not_fetched(lang).to_owned(),
                    } }
                </p>
            }
        </div>
    }
}

/// What a file states.
async fn read(file: &File) -> Result<Read, Problem> {
    if LARGEST < file.size() {
        return Err(Problem::File(FileError::TooLarge));
    }
    let text = read_as_text(file).await;
    let text = text.map_err(|error| Problem::File(FileError::NotAScenario(error.to_string())))?;
    let codec = codec().await.map_err(|_| Problem::NotFetched)?;
    (codec.read)(&text).map_err(Problem::File)
}

/// Offers a text to be saved.
fn offer(json: &str) {
    let url = ObjectUrl::from(Blob::new_with_options(json, Some("application/json")));
    browser::save(&url, "movecast.json");
    Timeout::new(TAKEN_MS, move || drop(url)).forget();
}
