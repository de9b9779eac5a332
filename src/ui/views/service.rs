//! What users feel: response times before, during and after, who is affected and why, what it costs.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::ViewsProps;
use crate::chart::impact::Impact;
use crate::chart::response::Response;
use crate::chart::table::Table;
use crate::chart::words::class;
use crate::evidence::service::unseen::{Loss, Summary, guests, postgresql, summaries};
use crate::evidence::service::{Compared, paper};
use crate::model::service::Class;
use crate::plan::service::{promise, risk, service};
use crate::quantity::{Lang, digits, duration, number, percent, signed_percent};
use crate::report::explain::service::{Grounds, Question, explain_service, name};
use crate::report::sentence::Sentence;
use crate::report::service as sentences;
use crate::ui::browser::fetch;
use crate::ui::parts::{self, AnyChart, Asked, ChartView, Height};
use crate::ui::text::service as words;

/// What unseen services are compared from: PostgreSQL's rates, how it moved, the measured guests.
const FILES: [&str; 3] = [
    "static/data/measured/postgresql_service.csv",
    "static/data/measured/published_medians.csv",
    "static/data/measured/qemu_workloads.csv",
];

/// Where numbers can be asked about: in the first sentence, among causes, costs and risks.
const PLACES: [&str; 4] = ["felt", "cause", "toll", "risk"];

/// More than the pieces of any sentence.
const PIECES: usize = 16;

/// The unseen services as far as they are known.
#[derive(Debug, Clone, PartialEq)]
enum Unseen {
    Unasked,
    Loading,
    Failed,
    Done(Vec<Summary>),
}

#[component]
pub(super) fn Service(props: &ViewsProps) -> Html {
    let ViewsProps { answer, task, dark, lang, .. } = props;
    let (dark, lang) = (*dark, *lang);
    let chosen = use_state_eq(|| Class::Read);
    let unseen = use_state_eq(|| Unseen::Unasked);
    let now = [
        use_state_eq(|| None),
        use_state_eq(|| None),
        use_state_eq(|| None),
        use_state_eq(|| None),
    ];
    let found = use_memo(answer.clone(), |answer| {
        let outcome = answer.plan.chosen();
        let found = service(&answer.checked, outcome);
        let risk = risk(&answer.checked, outcome, &found);
        (found, risk)
    });
    // The paper's numbers do not depend on the scenario.
    let compared = use_memo(lang, |lang| compared(*lang));
    let (found, risk) = &*found;
    let scenario = answer.checked.get();
    let outcome = answer.plan.chosen();
    let promise = promise(scenario);
    let asked_in = |place: usize| Asked {
        place: PLACES[place],
        now: &now[place],
        answer: answer.clone(),
        task: task.as_ref(),
    };
    let asked: Vec<Class> = promise.asked().map(|(class, ..)| class).collect();
    let Some(first) = asked.first().copied() else {
        return html! { <p class="lead">{ words::nobody(lang) }</p> };
    };
    let shown = if asked.contains(&chosen) { *chosen } else { first };
    let pick = |which: Class| {
        let chosen = chosen.clone();
        html! {
            <button type="button" aria-pressed={(which == shown).to_string()}
                onclick={move |_: MouseEvent| chosen.set(which)}>{ class(which, lang) }</button>
        }
    };
    let grounds = Grounds { scenario: &answer.checked, plan: &answer.plan, found, risk };
    let name = |question| name(question, lang);
    let explain = |question| explain_service(question, grounds, lang);
    let list = |heading: &str, place: usize, lines: Vec<Sentence<Question>>| {
        let asked = asked_in(place);
        let line = |(at, line): (usize, &Sentence<Question>)| {
            html! { <li>{ asked.said(at * PIECES, line, None, name, explain, lang) }</li> }
        };
        html! {
            <div onkeydown={asked.onkeydown()}>
                <h3>{ heading }</h3>
                <ul class="limits">{ for lines.iter().enumerate().map(line) }</ul>
            </div>
        }
    };
    let lead = asked_in(0);
    let response = Response::of(found, &promise, shown).map(|chart| html! {
        <ChartView chart={AnyChart::from(chart)} height={Height::High} name="response" {dark} {lang} />
    });
    html! {
        <div class="service">
            <div onkeydown={lead.onkeydown()}>
                { lead.said(0, &sentences::lead(found, outcome, lang), Some("lead"), name, explain, lang) }
            </div>
            <ChartView chart={AnyChart::from(Impact::of(found))} height={Height::High} name="impact" {dark} {lang} />
            <div class="switch" role="group" aria-label={words::classes(lang)}>{ for asked.into_iter().map(pick) }</div>
            { response }
            { list(words::why(lang), 1, sentences::causes(scenario, outcome, found, lang)) }
            { list(words::cost(lang), 2, sentences::cost(scenario, found, lang)) }
            { list(words::risk(lang), 3, sentences::risk(scenario, risk, lang)) }
            <details class="published">
                <summary>{ words::paper(lang) }</summary>
                <p>{ words::paper_note(lang) }</p>
                { (*compared).clone() }
            </details>
            <details class="published" ontoggle={load(&unseen)}>
                <summary>{ words::unseen(lang) }</summary>
                <p>{ words::unseen_note(lang) }</p>
                { summarized(&unseen, lang) }
            </details>
        </div>
    }
}

fn compared(lang: Lang) -> Html {
    let row = |row: &Compared| {
        let value = |value: f64| {
            if row.fact.is_share() {
                format!("{}\u{202f}%", number(value * 100.0, lang))
            } else {
                format!("{}\u{202f}s", digits(value, if value < 1.0 { 3 } else { 4 }, lang))
            }
        };
        vec![
            format!("{}, Set\u{a0}{}", words::fact(row.fact, lang), row.set),
            format!("{}\u{202f}MiB", row.load),
            value(row.paper),
            value(row.model),
            signed_percent(row.error(), lang),
            words::reason(row.why, lang).to_owned(),
        ]
    };
    let rows = paper().iter().map(row).collect();
    let table =
        Table { rows, ..Table::new(words::paper(lang).to_owned(), &words::paper_heads(lang)) };
    parts::table(&table, Some("evidence"), lang)
}

/// Fetches the measurements when they are first asked for, or again after that failed.
fn load(unseen: &UseStateHandle<Unseen>) -> Callback<Event> {
    let unseen = unseen.clone();
    Callback::from(move |_| {
        if !matches!(*unseen, Unseen::Unasked | Unseen::Failed) {
            return;
        }
        let set = unseen.setter();
        set.set(Unseen::Loading);
        spawn_local(async move {
            let [service, medians, workloads] = FILES;
            let files = (fetch(service).await, fetch(medians).await, fetch(workloads).await);
            set.set(match files {
                (Some(service), Some(medians), Some(workloads)) => {
                    let mut rows = postgresql(&service, &medians);
                    rows.extend(guests(&workloads));
                    Unseen::Done(summaries(&rows))
                }
                _ => Unseen::Failed,
            });
        });
    })
}

fn summarized(unseen: &Unseen, lang: Lang) -> Html {
    let rows = match unseen {
        Unseen::Unasked | Unseen::Loading => {
            return html! { <p role="status">{ words::loading(lang) }</p> };
        }
        Unseen::Failed => return html! { <p role="alert">{ words::failed(lang) }</p> },
        Unseen::Done(rows) => rows,
    };
    let row = |row: &Summary| {
        let value = |value: f64| {
            if row.loss == Loss::Gap { duration(value, lang) } else { percent(value, lang) }
        };
        let name = words::loss(row.loss, lang).to_owned();
        let values = [row.measured, row.model, row.median, row.worst].map(value);
        [name, row.count.to_string()].into_iter().chain(values).collect()
    };
    let rows = rows.iter().map(row).collect();
    let table =
        Table { rows, ..Table::new(words::unseen(lang).to_owned(), &words::unseen_heads(lang)) };
    parts::table(&table, Some("evidence"), lang)
}
