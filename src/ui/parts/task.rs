//! What a teacher, or a lesson, says above the form: title, note and question, as text only. What draws
//! it is fetched where there is a task.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

use std::rc::Rc;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::quantity::Lang;
use crate::share::accepted::Accepted;
use crate::share::task::Task;
use crate::ui::chunk::{Progress, use_chunk};
use crate::ui::state::{Action, TASK};
use crate::ui::text::learn;
use crate::ui::{browser, parts, text};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct TaskBarProps {
    pub(crate) task: Rc<Task>,
    /// What was predicted.
    pub(crate) said: Option<String>,
    pub(crate) lang: Lang,
    pub(crate) act: Callback<Action>,
}

type Draw = fn(&TaskBarProps) -> Html;

#[component]
pub(crate) fn TaskBar(props: &TaskBarProps) -> Html {
    let (progress, again) = use_chunk((), &[], |()| bar());
    match progress {
        Progress::Here(draw) => draw(props),
        Progress::Loading => html! { <p class="notice task">{ text::opening(props.lang) }</p> },
        Progress::Failed => parts::failed(text::not_fetched(props.lang), &again, props.lang),
    }
}

#[wasm_split(task, fallible)]
fn bar() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <Bar ..props.clone() /> })
}

#[component]
fn Bar(props: &TaskBarProps) -> Html {
    let TaskBarProps { task, said, lang, act } = props;
    let input = use_node_ref();
    use_effect_with((), |()| browser::is_drawn("task-title"));
    {
        let was = use_mut_ref(|| said.is_some());
        use_effect_with(said.is_some(), move |is| {
            // Whoever has just committed wants to see the answer.
            if *is && !was.replace(*is) {
                browser::focus("answer");
            }
        });
    }
    let onsubmit = {
        let (input, act) = (input.clone(), act.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = input.cast::<HtmlInputElement>().map(|input| input.value());
            let typed =
                typed.or_else(|| input.cast::<HtmlSelectElement>().map(|select| select.value()));
            act.emit(Action::Predict(TASK.to_owned(), typed.unwrap_or_default().trim().to_owned()));
        })
    };
    let [title, note, question, accepted] = &task.texts;
    let accepted = Accepted::read(accepted, *lang);
    let title = if title.is_empty() { learn::task(*lang) } else { title };
    let leave = if task.locked.is_empty() { learn::close(*lang) } else { learn::own_copy(*lang) };
    let asks = task.predict || accepted.is_some() || !question.is_empty();
    // As long as the answer is covered, those who skip to it find the question here.
    html! {
        <section class="notice task" aria-labelledby="task-title" tabindex="-1"
            id={(task.predict && said.is_none()).then_some("answer")}>
            <div>
                <h2 id="task-title" tabindex="-1" dir="auto">{ title }</h2>
                <p class="said" dir="auto">{ note }</p>
                <p class="said" id="task-question" dir="auto"><strong>{ question }</strong></p>
                if let Some(said) = said {
                    <p class="said">
                        if let Some(judged) = learn::judged(accepted.as_ref(), said, *lang) {
                            <strong>{ judged }</strong>{ " " }
                        }
                        { learn::predicted(*lang) }{ ": " }<span dir="auto">{ said }</span>
                    </p>
                } else if asks {
                    <form {onsubmit}>
                        { ask(accepted.as_ref(), input, task.predict, *lang) }
                        <button type="submit">{ learn::commit(*lang) }</button>
                        if task.predict {
                            <p class="hint">{ learn::covered(*lang) }</p>
                        }
                    </form>
                }
            </div>
            <button type="button" onclick={act.reform(|_| Action::LeaveTask)}>{ leave }</button>
        </section>
    }
}

/// What takes the answer: a line of text, or the choices that the teacher gave.
fn ask(accepted: Option<&Accepted>, input: NodeRef, required: bool, lang: Lang) -> Html {
    let choices = match accepted {
        Some(Accepted::Choices(choices)) => choices.as_slice(),
        _ => &[],
    };
    if choices.is_empty() {
        return html! {
            <label>
                { learn::your_number(lang) }
                <input ref={input} type="text" autocomplete="off" maxlength="300" {required}
                    aria-describedby="task-question" />
            </label>
        };
    }
    let option =
        |(text, _): &(String, bool)| html! { <option value={text.clone()}>{ text }</option> };
    html! {
        <label>
            { learn::your_number(lang) }
            <select ref={input} aria-describedby="task-question">{ for choices.iter().map(option) }</select>
        </label>
    }
}
