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
    /// Writes a file and offers it to be saved.
    save: fn(&Stated),
    /// Reads what was chosen.
    open: fn(File, Callback<Result<Read, Problem>>),
    /// Says what was wrong with it.
    say: fn(&Problem, Lang) -> String,
}

#[wasm_split(files, fallible)]
fn codec() -> Result<Codec, SplitLoaderError> {
    Ok(Codec { save: |stated| offer(&to_json_all(stated)), open, say })
}

/// Why nothing was saved or opened, or not all of it.
#[derive(Debug, Clone, PartialEq)]
enum Problem {
    File(FileError),
    /// The rest was read.
    Unknown(Vec<Refusal>),
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
    let problem = use_state_eq(|| None::<String>);
    let with_codec = {
        let problem = problem.setter();
        move |then: Box<dyn FnOnce(Codec)>| {
            let problem = problem.clone();
            spawn_local(async move {
                match codec().await {
                    Ok(codec) => then(codec),
                    Err(_) => problem.set(Some(text::not_fetched(lang).to_owned())),
                }
            });
        }
    };
    let save = {
        let (problem, with_codec) = (problem.setter(), with_codec.clone());
        Callback::from(move |_: MouseEvent| {
            let stated = stated.clone();
            problem.set(None);
            with_codec(Box::new(move |codec| (codec.save)(&stated)));
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
            with_codec(Box::new(move |codec| {
                let done = Callback::from(move |read: Result<Read, Problem>| {
                    // The same file may be chosen again.
                    input.set_value("");
                    let (stated, wrong) = match read {
                        Ok(Read { stated, unknown }) if unknown.is_empty() => (Some(stated), None),
                        Ok(Read { stated, unknown }) => {
                            (Some(stated), Some(Problem::Unknown(unknown)))
                        }
                        Err(why) => (None, Some(why)),
                    };
                    problem.set(wrong.map(|wrong| (codec.say)(&wrong, lang)));
                    if let Some(stated) = stated {
                        act.emit(Action::Load(stated));
                    }
                });
                (codec.open)(file, done);
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
                <p class="problem" role="alert">{ problem }</p>
            }
        </div>
    }
}

fn say(problem: &Problem, lang: Lang) -> String {
    match problem {
        Problem::File(error) => text::file_problem(error, lang),
        Problem::Unknown(keys) => text::unknown_keys(keys, lang),
    }
}

fn open(file: File, done: Callback<Result<Read, Problem>>) {
    spawn_local(async move { done.emit(read(&file).await) });
}

/// What a file states.
async fn read(file: &File) -> Result<Read, Problem> {
    if LARGEST < file.size() {
        return Err(Problem::File(FileError::TooLarge));
    }
    let text = read_as_text(file).await;
    let text = text.map_err(|error| Problem::File(FileError::NotAScenario(error.to_string())))?;
    from_json_all(&text).map_err(Problem::File)
}

/// Offers a text to be saved.
fn offer(json: &str) {
    let url = ObjectUrl::from(Blob::new_with_options(json, Some("application/json")));
    browser::save(&url, "movecast.json");
    Timeout::new(TAKEN_MS, move || drop(url)).forget();
}
