//! Predicted against measured: what the model says of migrations that really happened.

mod study;

use yew::prelude::*;

use self::study::{Progress, Study, use_study};
use crate::chart::scatter::{Compared, Scatter};
use crate::chart::table::Table;
use crate::evidence::checked::checked;
use crate::evidence::closed_forms::ClosedForm;
use crate::evidence::published::Published;
use crate::evidence::validate::{ErrorRow, ErrorSize, Pair, error_table, worst};
use crate::quantity::{Lang, duration, number, percent, signed_percent};
use crate::report;
use crate::scenario::Controller;
use crate::scenario::choice::Options;
use crate::ui::parts::{self, AnyChart, ChartView, Height};
use crate::ui::text::evidence as words;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct EvidenceProps {
    pub(super) dark: bool,
    pub(super) lang: Lang,
}

#[component]
pub(super) fn Evidence(props: &EvidenceProps) -> Html {
    let EvidenceProps { dark, lang } = *props;
    let (progress, again) = use_study();
    let compared = use_state_eq(|| Compared::TotalTime);
    match &*progress {
        Progress::Loading => {
            html! { <p class="lead is-loading" role="status">{ words::loading(lang) }</p> }
        }
        Progress::Predicting(share) => html! {
            <p class="lead is-loading" role="status">
                { words::predicting(lang) }{ " " }
                <progress max="1" value={share.to_string()} aria-label={words::predicting(lang)} />
            </p>
        },
        Progress::Failed => parts::failed(words::failed(lang), &again, lang),
        Progress::Done(study) => {
            let pick = |which: Compared| {
                let onclick = {
                    let compared = compared.clone();
                    move |_: MouseEvent| compared.set(which)
                };
                html! {
                    <button type="button" aria-pressed={(*compared == which).to_string()} {onclick}>
                        { words::compared(which, lang) }
                    </button>
                }
            };
            html! {
                <>
                    <p class="lead">{ words::lead(study.pairs.len(), lang) }</p>
                    <div class="switch" role="group" aria-label={words::figure(lang)}>
                        { for Compared::ALL.into_iter().map(pick) }
                    </div>
                    <ChartView chart={AnyChart::from(Scatter::of(&study.pairs, *compared))}
                        height={Height::Tall} name="evidence" {dark} {lang} />
                    { errors(study, lang) }
                    { by_controller(lang) }
                    { furthest(study, lang) }
                    { textbook(study, lang) }
                    { published(study, lang) }
                    <h3>{ words::limits(lang) }</h3>
                    <ul class="limits">{ for words::known_limits(lang).map(|limit| html! { <li>{ limit }</li> }) }</ul>
                    <p class="hint preset-source">{ words::attribution(lang) }</p>
                </>
            }
        }
    }
}

fn size(size: &ErrorSize, lang: Lang) -> String {
    if size.count == 0 {
        return "–".to_owned();
    }
    format!("{} / {}", percent(size.median, lang), percent(size.p90, lang))
}

fn table(caption: &str, heads: &[&str], rows: Vec<Vec<String>>, lang: Lang) -> Html {
    let table = Table { rows, ..Table::new(caption.to_owned(), heads) };
    parts::table(&table, Some("evidence"), lang)
}

fn errors(study: &Study, lang: Lang) -> Html {
    let row = |row: &ErrorRow| {
        vec![
            words::kind(row.name, lang).to_owned(),
            row.cases.to_string(),
            size(&row.total, lang),
            size(&row.bytes, lang),
            size(&row.downtime, lang),
            percent(row.in_range, lang),
            words::wrong(row.wrong_verdicts, lang),
        ]
    };
    let rows = error_table(&study.pairs).iter().map(row).collect();
    table(words::error_caption(lang), &words::error_heads(lang), rows, lang)
}

/// A line for each controller, so that nobody takes one for as well checked as another.
fn by_controller(lang: Lang) -> Html {
    let row = |by: Controller| {
        let known = checked(by);
        let error = known.map_or_else(
            || "–".to_owned(),
            |of| format!("{} / {}", percent(of.error[0], lang), percent(of.error[1], lang)),
        );
        vec![
            report::controller(by, lang).to_owned(),
            words::checked_rows(known, lang),
            error,
            words::checked_what(by, lang).to_owned(),
        ]
    };
    let disks = words::checked_disks(lang).map(str::to_owned).to_vec();
    let rows = Controller::NAMED.iter().map(|(by, _)| row(*by)).chain([disks]).collect();
    table(words::checked_caption(lang), &words::checked_heads(lang), rows, lang)
}

fn furthest(study: &Study, lang: Lang) -> Html {
    let row = |pair: &Pair| {
        let total = &pair.predicted.total;
        vec![
            format!("{}, {}", pair.case.run_id, words::kind(pair.case.kind.name(), lang)),
            duration(pair.measured.total, lang),
            duration(total.p50, lang),
            percent(pair.predicted.completes, lang),
            pair.known_reason().map_or("–", |reason| reason.text(lang)).to_owned(),
        ]
    };
    let rows = worst(&study.pairs, 5).into_iter().map(row).collect();
    table(words::worst_caption(lang), &words::worst_heads(lang), rows, lang)
}

/// The closed formulas on the plain pre-copies, beside the model.
fn textbook(study: &Study, lang: Lang) -> Html {
    let plain = || study.pairs.iter().filter(|pair| ClosedForm::applies_to(&pair.case));
    let completed = || plain().filter(|pair| pair.measured.completed);
    let of_form = |form: ClosedForm| {
        let errors = completed()
            .filter_map(|pair| Some(form.total(&pair.case)?.get() / pair.measured.total - 1.0));
        let silent = completed().filter(|pair| form.total(&pair.case).is_none()).count();
        let never = if silent == 0 { String::new() } else { words::never(silent, lang) };
        vec![words::form(form, lang).to_owned(), size(&ErrorSize::of(errors), lang), never]
    };
    let model = ErrorSize::of(plain().filter_map(Pair::total_error));
    let mut rows =
        vec![vec![words::this_model(lang).to_owned(), size(&model, lang), String::new()]];
    rows.extend(ClosedForm::ALL.into_iter().map(of_form));
    html! {
        <>
            { table(words::textbook_caption(lang), &words::textbook_heads(lang), rows, lang) }
            <p>{ words::why_rounds(lang) }</p>
        </>
    }
}

fn published(study: &Study, lang: Lang) -> Html {
    let row = |row: &Published| {
        let replay = row.replay()?;
        let error = replay.total.get() / row.total.get() - 1.0;
        Some(vec![
            format!("{}, {}, {} MiB", row.case, row.method, number(row.memory.to_mib(), lang)),
            duration(row.total.get(), lang),
            duration(replay.total.get(), lang),
            signed_percent(error, lang),
        ])
    };
    let rows = study.published.iter().filter_map(row).collect();
    html! {
        <details class="published">
            <summary>{ words::published_caption(lang) }</summary>
            <p>{ words::published_inputs(lang) }</p>
            { table(words::published_caption(lang), &words::published_heads(lang), rows, lang) }
        </details>
    }
}
