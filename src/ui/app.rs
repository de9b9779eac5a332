//! The page as a whole.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::KeyboardEvent;
use web_sys::wasm_bindgen::JsCast;
use yew::prelude::*;

use super::answer::Answer;
use super::parts::{Figures, Form, Header, NoticeBar, TaskBar, VerdictBar};
use super::runner::use_ranges;
use super::state::{Action, TASK, Theme};
use super::views::Views;
use super::{Same, address, browser, session, text};
use crate::report;

#[component]
pub(super) fn App() -> Html {
    let state = use_reducer(session::open);
    let act = state.dispatcher().to_callback();
    session::use_session(&state);
    address::use_address(&state, &act);
    use_shortcuts(&act);
    let dark_system = browser::use_media("(prefers-color-scheme: dark)");
    let dark = match state.theme {
        Theme::Auto => dark_system,
        Theme::Light => false,
        Theme::Dark => true,
    };
    let answer = use_memo(Rc::clone(&state.scenario), |scenario| Answer::to(scenario));
    let known = use_ranges(&answer.checked, state.scenario.policy.technique);

    let lang = state.lang;
    let covered = state.is_covered();
    let stated = answer.checked.get();
    let outcome = answer.plan.chosen();
    let verdict = report::verdict(&answer.checked, &answer.plan, lang);
    let figures = report::figures(outcome, stated.policy.downtime_limit, stated.stay, lang);
    html! {
        <div class="page">
            <a class="skip" href="#answer" onclick={|event: MouseEvent| skip(&event)}>{ text::skip(lang) }</a>
            <Header scenario={Rc::clone(&state.scenario)} can_undo={state.can_undo()}
                can_redo={state.can_redo()} {lang} theme={state.theme} act={act.clone()} />
            <main>
                if let Some(notice) = state.notice.clone() {
                    <NoticeBar {notice} {lang} act={act.clone()} />
                }
                if let Some(task) = state.task.clone() {
                    <TaskBar {task} said={state.answers.get(TASK).cloned()} {lang} act={act.clone()} />
                }
                if !covered {
                    <VerdictBar verdict={verdict.clone()} {lang} />
                    <Figures {verdict} {figures} ranges={known.of(outcome.technique).copied()}
                    fresh={known.is_of(&answer.checked)} {lang} />
                }
                <Form scenario={Rc::clone(&state.scenario)} findings={answer.findings.clone()}
                    task={state.task.clone()} {lang} act={act.clone()} />
                if !covered {
                    <Views answer={Same(Rc::clone(&answer))} {known} open={state.view}
                        answers={Rc::clone(&state.answers)} {dark} {lang} {act} />
                }
            </main>
            <p class="printed">{ text::printed_from(lang) }<br />{ address::link(&state.scenario) }</p>
        </div>
    }
}

/// Jumps to the answer without touching the address, which holds the scenario.
fn skip(event: &MouseEvent) {
    event.prevent_default();
    browser::focus("answer");
}

/// Undo and redo by keyboard, except where text is being edited, which has its own.
#[hook]
fn use_shortcuts(act: &Callback<Action>) {
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let listener = web_sys::window().map(|window| {
            let listen = move |event: &Event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let held = event.ctrl_key() || event.meta_key();
                if held && event.key().eq_ignore_ascii_case("z") && !in_text(event) {
                    event.prevent_default();
                    act.emit(if event.shift_key() { Action::Redo } else { Action::Undo });
                }
            };
            let options = gloo::events::EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", options, listen)
        });
        move || drop(listener)
    });
}

fn in_text(event: &KeyboardEvent) -> bool {
    let target =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    target.is_some_and(|input| input.type_() == "text")
}
