//! What was opened, pasted or dropped: what was read of it, and applying that.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

use std::rc::Rc;

use gloo::file::File;
use gloo::file::futures::read_as_bytes;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::files::{Asked, FilesProps};
use super::table::table;
use crate::evidence::fit::Fit;
use crate::quantity::Lang;
use crate::scenario::presets;
use crate::share::Stated;
use crate::share::file::{FileError, from_json_all, to_json_all};
use crate::share::import::workbook::{NoSheet, is_workbook, text as sheet};
use crate::share::import::{Import, LARGEST, NotRead, import};
use crate::share::moves::of_import;
use crate::ui::print::{Note, note, write_note};
use crate::ui::state::Action;
use crate::ui::text::{import as words, print as printed};
use crate::ui::{offer, text};

/// What a text turned out to be.
#[derive(Debug, Clone, PartialEq)]
enum Found {
    /// A scenario, and what in it is not known.
    Scenario(Stated, Option<String>),
    /// What an operator has.
    Read(Rc<Import>),
    /// Nothing yet.
    Nothing,
    /// Neither: why.
    Neither(String),
}

#[component]
pub(super) fn BringIn(props: &FilesProps) -> Html {
    let FilesProps { stated, lang, act, asked } = props.clone();
    let found = use_state_eq(|| None::<Rc<Import>>);
    let problem = use_state_eq(|| None::<String>);
    let take = {
        let (found, problem, act) = (found.setter(), problem.setter(), act.clone());
        Callback::from(move |what: Found| {
            let (read, wrong) = match what {
                Found::Scenario(stated, wrong) => {
                    act.emit(Action::Load(stated));
                    (None, wrong)
                }
                Found::Read(read) => (Some(read), None),
                Found::Nothing => (None, None),
                Found::Neither(why) => (None, Some(why)),
            };
            found.set(read);
            problem.set(wrong);
        })
    };
    let open = {
        let take = take.clone();
        Callback::from(move |file: web_sys::File| {
            let take = take.clone();
            spawn_local(async move { take.emit(read(&File::from(file), lang).await) });
        })
    };
    {
        let (open, stated) = (open.clone(), stated.clone());
        let (found, problem) = (found.setter(), problem.setter());
        use_effect_with(asked.clone(), move |asked| {
            found.set(None);
            problem.set(None);
            match asked {
                Some((Asked::Save, _)) => {
                    offer::text(&to_json_all(&stated), "application/json", "movecast.json");
                }
                Some((Asked::Open(file), _)) => open.emit(file.clone()),
                _ => {}
            }
        });
    }
    let oninput = take.reform(move |event: InputEvent| {
        of(&event.target_unchecked_into::<HtmlTextAreaElement>().value(), lang)
    });
    let ondrop = Callback::from(move |event: DragEvent| {
        let files = event.data_transfer().and_then(|dropped| dropped.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            event.prevent_default();
            open.emit(file);
        }
    });
    let learned = use_memo(((*found).clone(), stated.clone()), |(read, stated)| {
        Learned::of(read.as_deref()?, stated)
    });
    let learn = {
        let (found, learned, act) = (found.setter(), Rc::clone(&learned), act.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(learned) = &*learned {
                act.emit(Action::Load(learned.stated.clone()));
            }
            found.set(None);
        })
    };
    let apply = {
        let (found, act) = (found.clone(), act);
        Callback::from(move |_: MouseEvent| {
            if let Some(read) = &*found {
                act.emit(Action::Load(read.over(&stated)));
            }
            found.set(None);
        })
    };
    let is_pasting = matches!(asked, Some((Asked::Paste, _)));
    html! {
        <>
            if is_pasting {
                <textarea id="bring-in" aria-label={words::box_name(lang)} rows="6" spellcheck="false"
                    autocomplete="off" placeholder={words::hint(lang)} {oninput} {ondrop} />
            }
            if matches!(asked, Some((Asked::Note, _))) {
                { note_fields(lang) }
            }
            if let Some(problem) = &*problem {
                <p class="problem" role="alert">{ problem }</p>
            }
            if let Some(read) = &*found {
                { table(&words::table(read, lang), None, lang) }
                { for words::remarks(read, lang).into_iter().map(|remark| html! { <p class="hint">{ remark }</p> }) }
                <button type="button" onclick={apply}>{ words::apply(lang) }</button>
                if let Some(Learned { fit, .. }) = &*learned {
                    <h3>{ words::moved(lang) }</h3>
                    { table(&words::before_and_after(fit, lang), None, lang) }
                    <p class="hint">{ words::told(fit, lang) }</p>
                    <p class="hint">{ words::untold(fit, lang) }</p>
                    if 0 < fit.learned().count() {
                        <button type="button" onclick={learn}>{ words::learn(lang) }</button>
                    }
                }
            }
        </>
    }
}

/// Title, author and note of the print, to edit.
fn note_fields(lang: Lang) -> Html {
    let note = note();
    let field = |id: &'static str, name: &'static str, value: &str, set: fn(&mut Note, String)| {
        let oninput = Callback::from(move |event: InputEvent| {
            let mut changed = self::note();
            set(&mut changed, event.target_unchecked_into::<HtmlTextAreaElement>().value());
            write_note(changed);
        });
        html! {
            <label class="on-print" for={id}>
                { name }
                <textarea {id} rows={if id == "print-note" { "3" } else { "1" }} value={value.to_owned()} {oninput} />
            </label>
        }
    };
    html! {
        <>
            { field("print-title", printed::title(lang), &note.title, |note, text| note.title = text) }
            { field("print-author", printed::author(lang), &note.author, |note, text| note.author = text) }
            { field("print-note", printed::note(lang), &note.text, |note, text| note.text = text) }
            <p class="hint">{ printed::note_hint(lang) }</p>
        </>
    }
}

/// What a completed move tells beyond what reading it says.
#[derive(PartialEq)]
struct Learned {
    fit: Fit,
    /// What it states, over what is stated already.
    stated: Stated,
}

impl Learned {
    /// None where the text is not about a completed move.
    fn of(read: &Import, stated: &Stated) -> Option<Self> {
        let is_mine = !stated.scenario.is_example;
        let mine = if is_mine { stated.clone() } else { presets::blank().into() };
        let fit = Fit::of(vec![of_import("", read, &mine).ok()?]);
        let known = read.before(&mine);
        let scenario = Rc::new(fit.over(&known.scenario));
        Some(Self { fit, stated: Stated { scenario, ..known } })
    }
}

/// What a file holds.
async fn read(file: &File, lang: Lang) -> Found {
    if (LARGEST as u64) < file.size() {
        return Found::Neither(text::file_problem(&FileError::TooLarge, lang));
    }
    match read_as_bytes(file).await {
        Ok(bytes) if is_workbook(&bytes) => match workbook().await {
            Ok(sheet) => match sheet(bytes, &|text| import(text).is_ok()) {
                Ok(content) => of(&content, lang),
                Err(why) => Found::Neither(words::no_sheet(&why, lang)),
            },
            Err(_) => Found::Neither(text::not_fetched(lang).to_owned()),
        },
        Ok(bytes) => of(&String::from_utf8_lossy(&bytes), lang),
        Err(error) => {
            let error = FileError::NotAScenario(error.to_string());
            Found::Neither(text::file_problem(&error, lang))
        }
    }
}

/// What reads workbooks: [`import::workbook::text`](crate::share::import::workbook::text).
type Sheet = fn(Vec<u8>, &dyn Fn(&str) -> bool) -> Result<String, NoSheet>;

/// Fetched when the first workbook comes.
#[wasm_split(workbook, fallible)]
fn workbook() -> Result<Sheet, SplitLoaderError> {
    Ok(sheet)
}

/// What a text holds: what an operator has, or else a scenario.
fn of(content: &str, lang: Lang) -> Found {
    match import(content) {
        Ok(read) => Found::Read(Rc::new(read)),
        Err(NotRead::Empty) => Found::Nothing,
        Err(NotRead::TooLarge) => Found::Neither(text::file_problem(&FileError::TooLarge, lang)),
        Err(_) => match from_json_all(content) {
            Ok(read) => {
                let unknown =
                    (!read.unknown.is_empty()).then(|| text::unknown_keys(&read.unknown, lang));
                Found::Scenario(read.stated, unknown)
            }
            Err(error) => Found::Neither(text::file_problem(&error, lang)),
        },
    }
}
