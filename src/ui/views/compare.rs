//! Up to four scenarios side by side: those that are kept, and the one in the form.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::ViewsProps;
use crate::chart::payback::Payback;
use crate::chart::paybacks::{Line, Paybacks, letter};
use crate::model::breakeven::Account;
use crate::plan::{Figures, plan};
use crate::quantity::Lang;
use crate::report::compare::{Input, MOST, Outcome, differing_in_ranges};
use crate::report::compare_waves::{OfWave, differing_waves};
use crate::report::explain::Explanation;
use crate::report::explain::difference::{Cause, Side, explain_difference};
use crate::report::no_sums;
use crate::scenario::check::check;
use crate::scenario::range::Known;
use crate::scenario::wave::Wave;
use crate::scenario::{Choice, Field, Scenario};
use crate::share::{Saved, Shelf, Stated};
use crate::ui::parts::{AnyChart, Asked, ChartView, Height, TableFrame, color, explained};
use crate::ui::said::{named, written, written_of};
use crate::ui::state::Action;
use crate::ui::text::{compare as words, waves};
use crate::ui::{browser, entry, session, text};

/// The id of the button that keeps a scenario.
const PIN: &str = "pin";

/// A scenario with what comes of it.
#[derive(Debug, Clone)]
struct Column {
    name: String,
    scenario: Scenario,
    unsure: Rc<[Known]>,
    wave: Option<Rc<Wave>>,
    figures: Figures,
}

impl Column {
    fn told(&self) -> (&Scenario, &[Known]) {
        (&self.scenario, &self.unsure)
    }

    fn states(&self, other: &Self) -> bool {
        self.told() == other.told() && self.wave == other.wave
    }
}

/// What is asked: how far this result of the column is from that of the first.
type Question = (Outcome, usize);

/// The view, whose component works out what is kept only when that changes.
pub(super) fn view(props: &ViewsProps) -> Html {
    html! { <Compare ..props.clone() /> }
}

#[component]
fn Compare(props: &ViewsProps) -> Html {
    let ViewsProps { answer, task, saved, keeps_mine, unsure, wave, dark, lang, act, .. } = props;
    let lang = *lang;
    let kept = use_memo(Rc::clone(saved), |saved: &Shelf| {
        let column = |saved: &Saved| {
            let checked = check(*saved.stated.scenario).0;
            let figures = plan(&checked).chosen().figures;
            let Stated { unsure, wave, .. } = saved.stated.clone();
            Column { name: saved.name.clone(), scenario: *checked.get(), unsure, wave, figures }
        };
        saved.iter().map(column).collect::<Vec<_>>()
    });
    // By then the browser has been told to keep them.
    let told = browser::use_a_frame_later(Rc::clone(saved));
    let is_kept = use_memo(told, session::keeps);
    let current = answer.checked.get();
    let in_form = Column {
        name: words::current(lang).to_owned(),
        scenario: *current,
        unsure: Rc::clone(unsure),
        wave: wave.clone(),
        figures: answer.plan.chosen().figures,
    };
    let here = kept.iter().position(|column| column.states(&in_form));
    let mut columns = (*kept).clone();
    if here.is_none() && columns.len() < MOST {
        columns.push(in_form);
    }
    let differing = differing(&columns, lang);
    let lead = match (kept.len(), columns.len()) {
        (0, _) => words::empty(lang).to_owned(),
        (_, 1) => words::one(lang).to_owned(),
        _ => words::lead(columns.len(), differing.len(), &columns[0].name, lang),
    };
    let now = use_state_eq(|| None);
    let asked = Asked { place: "delta", now: &now, answer: answer.clone(), task: task.as_ref() };
    let name = suggestion(current, saved, lang);
    let onpin = act.reform(move |_: MouseEvent| Action::Pin(name.clone()));
    html! {
        <>
            <p class="lead">{ lead }</p>
            if !kept.is_empty() {
                <ul class="shelf" aria-label={words::kept(lang)}>
                    { for saved.iter().enumerate().map(|(at, saved)| card(at, saved, here == Some(at), lang, act)) }
                </ul>
            }
            if *keeps_mine && !*is_kept {
                <p role="status">{ words::forgotten(lang) }</p>
            }
            if here.is_none() && kept.len() == MOST {
                <p>{ words::full(lang) }</p>
            } else if here.is_none() {
                <button id={PIN} type="button" class="pin" onclick={onpin}>{ words::pin(lang) }</button>
            }
            if 1 < columns.len() {
                if let Some(chart) = overlay(&columns) {
                    <ChartView {chart} height={Height::High} name="compare" dark={*dark} {lang} />
                } else {
                    <p>{ for columns.iter().filter_map(|column| no_sums(&column.scenario, lang)).take(1) }</p>
                }
                <div onkeydown={asked.onkeydown()}>
                    { sheet(words::results(lang), &columns, lang, Outcome::ALL.iter().enumerate().map(|(row, outcome)| result(row, *outcome, &columns, &asked, lang)).collect()) }
                    { asked.explained_by(|question| difference(question, &columns, &asked, lang), lang) }
                </div>
                if differing.is_empty() {
                    <p>{ words::no_inputs(lang) }</p>
                } else {
                    { sheet(words::inputs(lang), &columns, lang, differing) }
                }
            }
        </>
    }
}

/// A kept scenario: its name, and what can be done with it.
fn card(at: usize, saved: &Saved, is_here: bool, lang: Lang, act: &Callback<Action>) -> Html {
    let letter = letter(at);
    let onname = act.reform(move |name| Action::Rename(at, name));
    let button = |word: &'static str, action: Action| {
        let onclick = act.reform(move |_: MouseEvent| action.clone());
        let label = format!("{word}: {letter}, {}", saved.name);
        html! { <button type="button" aria-label={label} {onclick}>{ word }</button> }
    };
    let remove = {
        let act = act.clone();
        let label = format!("{}: {letter}, {}", words::remove(lang), saved.name);
        let onclick = move |_: MouseEvent| {
            // The button goes away with its scenario.
            browser::focus("view");
            act.emit(Action::Unpin(at));
        };
        html! { <button type="button" aria-label={label} {onclick}>{ words::remove(lang) }</button> }
    };
    html! {
        <li key={at}>
            <div class="named">
                <b class={color(saved.stated.scenario.policy.technique)}>{ letter }</b>
                <Name label={words::name_of(letter, lang)} name={saved.name.clone()} {onname} />
            </div>
            <div class="can">
                if at == 0 {
                    <em>{ words::baseline(lang) }</em>
                } else {
                    { button(words::make_baseline(lang), Action::HoldAgainst(at)) }
                }
                if is_here {
                    <em>{ words::in_form(lang) }</em>
                } else {
                    { button(words::open(lang), Action::Reopen(at)) }
                }
                { remove }
            </div>
        </li>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct NameProps {
    label: String,
    name: String,
    onname: Callback<String>,
}

/// A name to type. What is half typed stays while results arrive, so the page does not keep its value.
#[component]
fn Name(NameProps { label, name, onname }: &NameProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(name.clone(), move |name| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.set_value(name);
            }
        });
    }
    let old = name.clone();
    let onchange = onname.reform(move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        if input.value().trim().is_empty() {
            input.set_value(&old);
        }
        input.value()
    });
    html! { <input ref={node} type="text" aria-label={label.clone()} maxlength="60" {onchange} /> }
}

/// A name for the current scenario: how it moves over which link.
fn suggestion(scenario: &Scenario, saved: &Shelf, lang: Lang) -> String {
    let technique = text::option(Choice::Technique, Choice::Technique.get(scenario), lang);
    let rate = entry::stated(Field::LinkRate, scenario, lang);
    let name = format!("{technique}, {rate}");
    let is_free = |name: &String| saved.iter().all(|saved| saved.name != *name);
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    std::iter::once(name.clone()).chain(numbered).find(is_free).unwrap_or_default()
}

/// The pay-back of all; none where one of them has no sums of money.
fn overlay(columns: &[Column]) -> Option<AnyChart> {
    let line = |column: &Column| {
        Some(Line {
            name: column.name.clone(),
            technique: column.scenario.policy.technique,
            payback: Payback::of(&column.figures, None, column.scenario.stay, Account::Money)?,
        })
    };
    Some(AnyChart::from(Paybacks { lines: columns.iter().map(line).collect::<Option<_>>()? }))
}

fn sheet(caption: &'static str, columns: &[Column], lang: Lang, rows: Vec<Html>) -> Html {
    let head = |(at, column): (usize, &Column)| {
        html! {
            <th scope="col" class={color(column.scenario.policy.technique)}>
                <b>{ letter(at) }</b>{ " " }{ &column.name }
            </th>
        }
    };
    html! {
        <TableFrame name={caption} {lang}>
            <table class="side">
                <caption>{ caption }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ text::quantity_column(lang) }</th>
                        { for columns.iter().enumerate().map(head) }
                    </tr>
                </thead>
                <tbody>{ rows }</tbody>
            </table>
        </TableFrame>
    }
}

fn result(
    row: usize,
    outcome: Outcome,
    columns: &[Column],
    asked: &Asked<'_, Question>,
    lang: Lang,
) -> Html {
    let cell = |(at, column): (usize, &Column)| {
        let value = outcome.write(&column.figures, lang);
        if at == 0 {
            return html! { <td>{ value }</td> };
        }
        let delta = outcome.delta(&columns[0].figures, &column.figures, lang);
        let (class, said) = match delta.better {
            Some(true) => (Some("is-better"), words::better(lang)),
            Some(false) => (Some("is-worse"), words::worse(lang)),
            None => (None, ""),
        };
        let about = format!("{said}, {}, {}", outcome.label(lang), letter(at));
        let about = about.trim_start_matches(", ").to_owned();
        let button = asked.button(row * MOST + at, (outcome, at), delta.text, Some(about), "asks");
        html! { <td>{ value }<small {class}>{ button }</small></td> }
    };
    html! {
        <tr>
            <th scope="row">{ outcome.label(lang) }</th>
            { for columns.iter().enumerate().map(cell) }
        </tr>
    }
}

/// Why a result is not that of the first scenario, with the inputs that may be why.
fn difference(
    (outcome, at): Question,
    columns: &[Column],
    asked: &Asked<'_, Question>,
    lang: Lang,
) -> (Explanation, Vec<Html>) {
    let side = |at: usize| Side {
        letter: letter(at),
        name: &columns[at].name,
        scenario: &columns[at].scenario,
        figures: &columns[at].figures,
    };
    // One of them may just have been removed.
    let at = at.min(columns.len() - 1);
    let (told, causes) = explain_difference(outcome, side(0), side(at), lang);
    let is_hidden = |key: &str| asked.task.is_some_and(|task| task.hides(key));
    let cause = |cause: Cause| {
        let Cause { input, alone } = cause;
        let (id, key) = match input {
            Input::Choice(choice) => (None, choice.key()),
            Input::Field(field) => (Some(format!("value-{}", field.key())), field.key()),
            Input::Points => (None, ""),
        };
        let [from, to] = [0, at].map(|at| written(input, &columns[at].scenario, lang));
        let note = alone.map_or_else(String::new, |alone| words::alone(&alone.text, lang));
        let value = format!("{from} → {to}");
        (!is_hidden(key)).then(|| explained::known(id, named(input, lang), &value, html! { note }))
    };
    (told, causes.into_iter().filter_map(cause).collect())
}

/// A row for each input in which they differ, those of waves last.
fn differing(columns: &[Column], lang: Lang) -> Vec<Html> {
    let told: Vec<_> = columns.iter().map(Column::told).collect();
    let beside: Vec<_> = columns.iter().map(|column| column.wave.as_deref()).collect();
    let of_scenario = differing_in_ranges(&told).into_iter().map(|input| {
        let all = told.iter().map(|told| written_of(input, *told, lang)).collect();
        row(named(input, lang), all, lang)
    });
    let of_wave = differing_waves(&beside).into_iter().map(|of| {
        let written = |wave: Option<&Wave>| {
            wave.map_or_else(|| words::no_wave(lang).to_owned(), |wave| of.write(wave, lang))
        };
        let name = match of {
            OfWave::Setting(setting) => waves::setting(setting, lang),
            OfWave::Order => waves::order(lang),
            OfWave::Groups => waves::groups(lang),
        };
        row(name, beside.iter().copied().map(written).collect(), lang)
    });
    of_scenario.chain(of_wave).collect()
}

fn row(name: &'static str, all: Vec<String>, lang: Lang) -> Html {
    let first = all.first().cloned();
    let cell = |written: String| {
        let differs = first.as_ref() != Some(&written);
        html! {
            <td class={differs.then_some("differs")}>
                { written }
                if differs { <span class="unseen">{ ", " }{ words::differs(lang) }</span> }
            </td>
        }
    };
    html! { <tr><th scope="row">{ name }</th>{ for all.into_iter().map(cell) }</tr> }
}
