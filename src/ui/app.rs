//! The page as a whole.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::KeyboardEvent;
use web_sys::wasm_bindgen::JsCast;
use yew::prelude::*;

use super::answer::Answer;
use super::extra::{Extra, What};
use super::parts::{
    Asked, Form, Help, Spreads, TaskBar, figures, goals, header, leading_figure, notice_bar,
    verdict_bar,
};
use super::print::{Printed, use_print};
use super::runner::use_ranges;
use super::runner::wave::Planned;
use super::state::{Action, TASK, Theme};
use super::views::Views;
use super::{Same, address, browser, session, text};
use crate::report;
use crate::share::Seen;

#[component]
pub(super) fn App() -> Html {
    let state = use_reducer(session::open);
    let act = state.dispatcher().to_callback();
    session::use_session(&state, &act);
    let (sheet, onprint) = use_print();
    use_shortcuts(&act, &onprint);
    let dark_system = browser::use_media("(prefers-color-scheme: dark)");
    let dark = match state.theme {
        Theme::Auto => dark_system,
        Theme::Light => false,
        Theme::Dark => true,
    };
    let answer = use_memo(Rc::clone(&state.stated.scenario), |scenario| Answer::to(scenario));
    let known = use_ranges(&answer.checked, state.stated.scenario.policy.technique);
    let planned = use_state_eq(|| None::<Planned>);
    let tell = {
        let planned = planned.setter();
        Callback::from(move |news| planned.set(Some(news)))
    };
    let explained = use_state_eq(|| None);

    let lang = state.lang;
    let covered = state.is_covered();
    let outcome = answer.plan.chosen();
    let wave = state.stated.wave.as_ref();
    let is_meant = |of: &&Planned| wave == Some(&of.wave) && of.scenario == *answer.checked;
    let planned = planned.as_ref().filter(is_meant);
    let waved =
        planned.and_then(|of| Some(report::Waved { wave: &of.wave, plan: of.plan.as_deref()? }));
    // What is known of the scenario's machines is not said of a wave.
    let is_awaited = wave.is_some() && waved.is_none();
    let goal = state.stated.goal;
    let judged = report::judge(&answer.checked, &answer.plan, waved, goal);
    let mine = (!is_awaited).then(|| Seen::of(judged.figures));
    let along = state.along(mine);
    let link = AttrValue::from(address::link(&state.stated, &along));
    address::use_address(&state.stated, along, &act);
    let verdict = if is_awaited {
        report::awaited(planned.is_some(), lang)
    } else {
        report::verdict(&answer.checked, &answer.plan, waved, goal, lang)
    };
    let four =
        if is_awaited { report::awaited_figures(lang) } else { report::figures(&judged, lang) };
    let spreads = match wave {
        Some(_) => Spreads::OfWave,
        None => Spreads::Of { ranges: known.of(outcome.technique), has_failed: known.has_failed },
    };
    let help = html! {
        <>
            if let Some(note) = report::outside_note(answer.checked.get(), lang) {
                <p class="hint">{ note }</p>
            }
            if !is_awaited {
                <Help answer={Same(Rc::clone(&answer))} wave={wave.cloned()} {goal}
                    unsure={Rc::clone(&state.stated.unsure)}
                    is_reached={judged.verdict.is_reached()} {lang} act={act.clone()} />
            }
        </>
    };
    let asked = Asked {
        place: "explain",
        now: &explained,
        answer: Same(Rc::clone(&answer)),
        task: state.stated.task.as_ref(),
    };
    html! {
        <div class="page">
            <a class="skip" href="#answer" onclick={|event: MouseEvent| skip(&event)}>{ text::skip(lang) }</a>
            { header(&state, &link, &act, &onprint) }
            <main>
                if let Some(notice) = &state.notice {
                    { notice_bar(notice, &Same(Rc::clone(&answer)), &state.stated, lang, &act) }
                }
                if let (Some(seen), Some(mine)) = (state.seen, mine) && seen != mine {
                    <Extra what={What::Seen(seen, mine)} answer={Same(Rc::clone(&answer))} {lang} />
                }
                if let Some(task) = state.stated.task.clone() {
                    <TaskBar {task} said={state.answers.get(TASK).cloned()} {lang} act={act.clone()} />
                }
                if state.stated.task.is_none() {
                    { goals(&state.stated, lang, &act) }
                }
                if !covered {
                    { verdict_bar(&verdict, lang) }
                    { figures(&verdict, &four, leading_figure(goal), spreads, &asked, help, lang) }
                    if wave.is_some() {
                        <Extra what={What::Wave} answer={Same(Rc::clone(&answer))} wave={wave.cloned()} {tell} {lang} />
                    }
                }
                <Form stated={state.stated.clone()} findings={answer.findings.clone()} {lang}
                    act={act.clone()} />
                if !covered {
                    <Views answer={Same(Rc::clone(&answer))} wave={state.stated.wave.clone()}
                        task={state.stated.task.clone()} unsure={Rc::clone(&state.stated.unsure)}
                        weights={state.stated.weights} {goal}
                        saved={Rc::clone(&state.saved)} keeps_mine={state.keeps_mine()} answers={Rc::clone(&state.answers)}
                        known={known.clone()} open={state.view} part={Rc::clone(&state.part)} {dark} {lang} {act} />
                }
            </main>
            if let Some(sheet) = sheet.filter(|_| !covered) {
                { sheet(Printed { stated: &state.stated, answer: &answer, waved, known: &known, verdict: &verdict, lang }) }
            }
            <p class="printed">{ text::printed_from(lang) }<br />{ link }</p>
        </div>
    }
}

/// Jumps to the answer without touching the address, which holds the scenario.
fn skip(event: &MouseEvent) {
    event.prevent_default();
    browser::focus("answer");
}

/// Printing by keyboard; undo and redo, except where text is being edited, which has its own.
#[hook]
fn use_shortcuts(act: &Callback<Action>, onprint: &Callback<()>) {
    use_effect_with((act.clone(), onprint.clone()), |(act, onprint)| {
        let (act, onprint) = (act.clone(), onprint.clone());
        let listener = web_sys::window().map(|window| {
            let listen = move |event: &Event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let held = event.ctrl_key() || event.meta_key();
                if held && event.key().eq_ignore_ascii_case("z") && !in_text(event) {
                    event.prevent_default();
                    act.emit(if event.shift_key() { Action::Redo } else { Action::Undo });
                } else if held && event.key().eq_ignore_ascii_case("p") {
                    event.prevent_default();
                    onprint.emit(());
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
