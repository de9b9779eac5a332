//! One lesson: its answer stays away until a prediction was committed, and then stands beside it.

use wasm_bindgen_futures::spawn_local;
use web_sys::{FormData, HtmlFormElement};
use yew::prelude::*;

use super::{cases, opener, term};
use crate::decimal;
use crate::quantity::Lang;
use crate::share::series::{self, Series};
use crate::teach::course::{Course, Entry};
use crate::teach::value::{World, fill};
use crate::ui::state::Action;
use crate::ui::text::learn as words;
use crate::ui::{Same, browser};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct LessonProps {
    pub(super) course: Same<Course>,
    /// Which of its lessons.
    pub(super) at: usize,
    /// What was predicted: the place of a choice or a number in the base unit, and the reason in
    /// further lines.
    pub(super) said: Option<String>,
    pub(super) lang: Lang,
    pub(super) act: Callback<Action>,
}

#[component]
pub(super) fn Lesson(props: &LessonProps) -> Html {
    let LessonProps { course, at, said, lang, act } = props.clone();
    let problem = use_state_eq(|| false);
    let prices = use_state_eq(|| None::<Same<[Series; 2]>>);
    let zones: Vec<String> =
        course.lessons[at].list("prices").map(|(zone, _)| zone.to_owned()).collect();
    let waits = !zones.is_empty() && prices.is_none();
    {
        let set = prices.setter();
        use_effect_with((zones, said.is_some()), move |(zones, wanted)| {
            if *wanted && !zones.is_empty() {
                let zones = zones.clone();
                spawn_local(async move { set.set(load(&zones).await.map(Same::new)) });
            }
        });
    }
    let worlds = use_memo((course.clone(), at, (*prices).clone()), |(course, at, prices)| {
        course.lessons[*at].worlds(prices.as_ref().map(|prices| &**prices)).unwrap_or_default()
    });
    {
        let was = use_mut_ref(|| said.is_some());
        use_effect_with(said.is_some(), move |is| {
            // Whoever has just committed wants to read on there.
            if *is != was.replace(*is) {
                browser::focus(if *is { "reveal" } else { "question" });
            }
        });
    }
    let entry = &course.lessons[at];
    let id = entry.text("id").to_owned();
    let filled = |key: &str| fill(entry.text(key), &worlds, lang).0;
    let onsubmit = {
        let (course, act, problem, id) = (course.clone(), act.clone(), problem.clone(), id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let form: HtmlFormElement = event.target_unchecked_into();
            let Ok(data) = FormData::new_with_form(&form) else { return };
            let field = |name: &str| data.get(name).as_string().unwrap_or_default();
            let entry = &course.lessons[at];
            let typed = field("prediction");
            let number =
                if entry.has_choices() { decimal::read(&typed) } else { entry.typed(&typed, lang) };
            problem.set(number.is_none());
            if let Some(number) = number {
                let said = format!("{number}\n{}", field("reason").trim());
                act.emit(Action::Predict(id.clone(), said));
            }
        })
    };
    let terms: Vec<&Entry> = entry.text("terms").lines().filter_map(|id| course.term(id)).collect();
    let note = format!(
        "{}: {}\n{}: {}",
        words::touch(lang),
        filled("touch"),
        words::notice(lang),
        filled("notice")
    );
    html! {
        <article class="lesson">
            <h3 id="lesson" tabindex="-1">{ entry.text("title") }</h3>
            <p>{ filled("text") }</p>
            <details class="more">
                <summary>{ words::terms(lang) }</summary>
                <dl class="know">{ for terms.into_iter().map(term) }</dl>
            </details>
            <p id="question" tabindex="-1"><strong>{ filled("question") }</strong></p>
            if let Some(said) = said {
                <div id="reveal" tabindex="-1" role="group" aria-label={words::reveal(lang)}>
                    if waits {
                        <p role="status">{ words::loading(lang) }</p>
                    } else {
                        { verdict(entry, &worlds, &said, lang) }
                        <p>{ filled("reveal") }</p>
                        { cases(entry, &worlds, lang) }
                        <p><strong>{ words::touch(lang) }{ ": " }</strong>{ filled("touch") }</p>
                        <p><strong>{ words::notice(lang) }{ ": " }</strong>{ filled("notice") }</p>
                        <p class="hint">{ words::source(lang) }{ ": " }{ entry.text("source") }</p>
                        { opener(entry, note, lang, &act) }
                        { " " }
                        <button type="button" onclick={act.reform(move |_| Action::Predict(id.clone(), String::new()))}>
                            { words::again(lang) }
                        </button>
                    }
                </div>
            } else {
                <form {onsubmit} novalidate=true>
                    { ask(entry, *problem, lang) }
                    <label>
                        { words::reason(lang) }
                        <input name="reason" type="text" autocomplete="off" maxlength="300" />
                    </label>
                    if *problem {
                        <p id="problem" class="message is-error" role="alert">
                            if entry.has_choices() { { words::choose(lang) } } else {
                                { words::unreadable(entry.text("unit"), lang) }
                            }
                        </p>
                    }
                    <button type="submit">{ words::commit(lang) }</button>
                </form>
            }
        </article>
    }
}

/// What takes the prediction.
fn ask(entry: &Entry, problem: bool, lang: Lang) -> Html {
    if !entry.has_choices() {
        return html! {
            <label>
                { words::your_number(lang) }{ " (" }{ entry.text("unit") }{ ")" }
                <input name="prediction" type="text" inputmode="decimal" autocomplete="off"
                    aria-invalid={problem.then_some("true")} aria-describedby={problem.then_some("problem")} />
            </label>
        };
    }
    let choice = |(at, (_, text)): (usize, (&str, &str))| {
        html! {
            <label class="tick"><input type="radio" name="prediction" value={at.to_string()} />{ text }</label>
        }
    };
    html! {
        <fieldset class="choice">
            <legend>{ words::your_number(lang) }</legend>
            { for entry.list("choices").enumerate().map(choice) }
        </fieldset>
    }
}

/// The prediction beside what the model says.
fn verdict(entry: &Entry, worlds: &[World], said: &str, lang: Lang) -> Html {
    let (number, reason) = said.split_once('\n').unwrap_or((said, ""));
    let (Some(number), Some(computed)) = (decimal::read(number), entry.expected(worlds)) else {
        return Html::default();
    };
    let (judged, predicted, computed) = if entry.has_choices() {
        let named = |at: usize| entry.list("choices").nth(at).map_or("", |(_, text)| text);
        let (picked, right) = (number as usize, entry.right_choice(computed.number));
        let judged = if Some(picked) == right { words::right(lang) } else { words::wrong(lang) };
        (judged.to_owned(), named(picked).to_owned(), right.map_or("", named).to_owned())
    } else {
        let ratio = number / computed.number;
        // Nothing at all is off by any factor.
        let factor = if 0.0 < ratio { ratio.max(1.0 / ratio) } else { f64::INFINITY };
        (words::off(factor, lang), computed.like(number).text(lang), computed.text(lang))
    };
    html! {
        <>
            <p><strong>{ judged }</strong></p>
            <dl class="know">
                <dt>{ words::predicted(lang) }</dt><dd>{ predicted }</dd>
                <dt>{ words::computed(lang) }</dt><dd>{ computed }</dd>
                if !reason.is_empty() {
                    <dt>{ words::because(lang) }</dt><dd>{ reason }</dd>
                }
            </dl>
        </>
    }
}

async fn load(zones: &[String]) -> Option<[Series; 2]> {
    let mut all = Vec::new();
    for zone in zones {
        let text = browser::fetch(&format!("static/data/prices/{zone}.csv")).await?;
        all.push(series::read(&text).ok()?);
    }
    all.try_into().ok()
}
