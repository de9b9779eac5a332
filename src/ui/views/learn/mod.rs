//! Lessons: predict, then see; the paper's experiments beside the model; the words; and what teachers
//! need to make tasks of their own. The texts are data, fetched when the view opens.

mod author;
mod lesson;

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::author::Author;
use self::lesson::Lesson;
use super::ViewsProps;
use crate::by_name::ByName;
use crate::chart::table::Table;
use crate::quantity::{Lang, duration, quantity};
use crate::report::ending;
use crate::scenario::field::Measure;
use crate::share::task::Task;
use crate::share::{Along, Stated};
use crate::teach::course::{Course, Entry};
use crate::teach::value::{World, fill, value};
use crate::ui::state::Action;
use crate::ui::text::{self, learn as words};
use crate::ui::{Same, browser, parts};
use crate::units::Seconds;

/// How far the file has got.
#[derive(Debug, Clone, PartialEq)]
enum Progress {
    Loading,
    Failed,
    Done(Lang, Same<Course>),
}

/// The parts of the view, as links name them: lessons (each by its id), the paper, words, and the form
/// for teachers.
const PARTS: [&str; 4] = ["", "paper", "glossary", "task"];

#[component]
pub(super) fn Learn(props: &ViewsProps) -> Html {
    let ViewsProps { answer, answers, lang, act, .. } = props.clone();
    let progress = use_state_eq(|| Progress::Loading);
    let attempt = use_state_eq(|| 0_u32);
    {
        let set = progress.setter();
        use_effect_with((lang, *attempt), move |(lang, _)| {
            let lang = *lang;
            set.set(Progress::Loading);
            spawn_local(async move {
                let file =
                    browser::fetch(&format!("static/data/lessons/{}.json", lang.tag())).await;
                let course = file.and_then(|json| Course::read(&json));
                let done = |course| Progress::Done(lang, Same::new(course));
                set.set(course.map_or(Progress::Failed, done));
            });
        });
    }
    let course = match &*progress {
        // The answer to an earlier question may come late.
        Progress::Done(of, course) if *of == lang => course.clone(),
        Progress::Failed => {
            let again = Callback::from(move |()| attempt.set(*attempt + 1));
            return parts::failed(words::failed(lang), &again, lang);
        }
        _ => return html! { <p class="lead" role="status">{ words::loading(lang) }</p> },
    };
    let part = PARTS.iter().position(|name| **name == *props.part).unwrap_or(0);
    let choose = |(at, name): (usize, &'static str)| {
        let pressed = (part == at).to_string();
        let onclick = act.reform(move |_: MouseEvent| Action::Turn(PARTS[at].into()));
        html! { <button type="button" aria-pressed={pressed} {onclick}>{ name }</button> }
    };
    let open = course.lessons.iter().position(|entry| entry.text("id") == &*props.part);
    let open = open.unwrap_or(0);
    let shown = match part {
        0 => html! {
            <>
                { list(&course, &answers, open, lang, &act) }
                if let Some(entry) = course.lessons.get(open) {
                    <Lesson key={entry.text("id")} course={course.clone()} at={open} said={answers.get(entry.text("id")).cloned()}
                        {lang} act={act.clone()} />
                }
            </>
        },
        1 => html! { <Paper {course} {lang} act={act.clone()} /> },
        2 => html! { <dl class="know">{ for course.glossary.iter().map(term) }</dl> },
        _ => {
            let stated = Stated { wave: props.wave.clone(), ..Stated::from(*answer.checked.get()) };
            html! { <Author {stated} {lang} /> }
        }
    };
    html! {
        <div class="learn">
            <p class="lead">{ words::lead(lang) }</p>
            <div class="switch" role="group" aria-label={words::parts(lang)}>
                { for words::part_names(lang).into_iter().enumerate().map(choose) }
            </div>
            { shown }
        </div>
    }
}

/// The lessons, with those done marked.
fn list(
    course: &Course,
    answers: &ByName<String>,
    open: usize,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    let is_done = |entry: &Entry| answers.contains_key(entry.text("id"));
    let item = |(at, entry): (usize, &Entry)| {
        let current = (open == at).then_some("true");
        let (act, id) = (act.clone(), Rc::from(entry.text("id")));
        let onclick = move |_: MouseEvent| {
            act.emit(Action::Turn(Rc::clone(&id)));
            // On a phone it stands far below the list.
            Timeout::new(0, || browser::focus("lesson")).forget();
        };
        html! {
            <li>
                <button type="button" aria-current={current} {onclick}>
                    { entry.text("title") }
                    <small>
                        { words::minutes(entry.text("minutes")) }
                        if is_done(entry) { { " · ✓ " }{ words::done(lang) } }
                    </small>
                </button>
            </li>
        }
    };
    let done = course.lessons.iter().filter(|entry| is_done(entry)).count();
    html! {
        <nav aria-label={words::lessons(lang)}>
            <p class="hint">{ words::progress(done, course.lessons.len(), lang) }</p>
            <ol>{ for course.lessons.iter().enumerate().map(item) }</ol>
        </nav>
    }
}

fn term(entry: &Entry) -> Html {
    html! { <><dt>{ entry.text("title") }</dt><dd>{ entry.text("text") }</dd></> }
}

/// The scenarios of an entry beside each other.
fn cases(entry: &Entry, worlds: &[World], lang: Lang) -> Html {
    // What the text is about is in the table, too.
    let about: Vec<_> = [
        ("{pays", "pays", text::break_even(lang)),
        ("{read-", "read-during/read-before", words::reading(lang)),
    ]
    .into_iter()
    .filter(|(mark, ..)| entry.text("reveal").contains(mark))
    .collect();
    let labels =
        std::iter::once(entry.text("label")).chain(entry.list("variants").map(|(label, _)| label));
    let row = |(label, world): (&str, &World)| {
        let figures = &world.plan.chosen().figures;
        let times = [figures.total_time, figures.downtime, figures.longest_stall];
        let mut row = vec![label.to_owned()];
        // A machine that was never stopped has no downtime to compare.
        let is_known = |time: Seconds| figures.ending.completes() || time.is_positive();
        let shown = |time: Seconds| {
            if is_known(time) { duration(time.get(), lang) } else { "–".to_owned() }
        };
        row.extend(times.map(shown));
        row.push(quantity(figures.sent.get(), Measure::Size, lang));
        let said = |(_, name, _): &(&str, &str, &str)| value(name, std::slice::from_ref(world));
        row.extend(about.iter().filter_map(said).map(|value| value.text(lang)));
        row.push(ending(figures.ending, lang).to_owned());
        row
    };
    let mut heads = vec![
        words::case(lang),
        text::total_time(lang),
        text::downtime(lang),
        text::stall(lang),
        text::sent(lang),
    ];
    heads.extend(about.iter().map(|(.., head)| *head));
    heads.push(words::ending(lang));
    let rows = labels.zip(worlds).map(row).collect();
    parts::table(
        &Table { rows, ..Table::new(entry.text("title").to_owned(), &heads) },
        Some("evidence"),
        lang,
    )
}

/// The button that brings an entry's scenario into the planner, with this note above the form, and
/// opens the view that shows what the entry is about.
fn opener(entry: &Entry, note: String, lang: Lang, act: &Callback<Action>) -> Html {
    let task = Task {
        texts: [entry.text("title").to_owned(), note, String::new(), String::new()],
        ..Task::default()
    };
    let scenarios = entry.scenarios().unwrap_or_default();
    let Some((_, scenario)) = scenarios.first() else { return Html::default() };
    let linked = Stated::from(*scenario).with_task(Some(Rc::new(task)));
    let act = act.clone();
    let view = parts::view_named(entry.text("view"));
    let onclick = move |_: MouseEvent| {
        act.emit(Action::Follow(Ok((linked.clone(), Along::default()))));
        if let Some(view) = view {
            act.emit(Action::Open(view));
        }
        // Its title is there once the page was drawn again.
        Timeout::new(0, || browser::focus_when_drawn("task-title")).forget();
    };
    html! { <button type="button" {onclick}>{ words::open(lang) }</button> }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct PaperProps {
    course: Same<Course>,
    lang: Lang,
    act: Callback<Action>,
}

/// The paper, experiment by experiment.
#[component]
fn Paper(props: &PaperProps) -> Html {
    let PaperProps { course, lang, act } = props;
    let worlds = use_memo(course.clone(), |course| {
        course.paper.iter().map(|entry| entry.worlds(None).unwrap_or_default()).collect::<Vec<_>>()
    });
    let part = |(entry, worlds): (&Entry, &Vec<World>)| {
        html! {
            <article>
                <h3>{ entry.text("title") }</h3>
                <p>{ entry.text("text") }</p>
                <p>{ fill(entry.text("reveal"), worlds, *lang).0 }</p>
                { cases(entry, worlds, *lang) }
                { opener(entry, entry.text("text").to_owned(), *lang, act) }
            </article>
        }
    };
    html! { <>{ for course.paper.iter().zip(worlds.iter()).map(part) }</> }
}
