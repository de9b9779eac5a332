//! All techniques side by side.

use yew::prelude::*;

use crate::chart::techniques::Techniques;
use crate::model::breakeven::BreakEven;
use crate::plan::Outcome;
use crate::quantity::{Lang, duration, quantity};
use crate::report::{ending, range_values, risk, sentences, sum, technique};
use crate::scenario::Technique;
use crate::scenario::field::Measure;
use crate::ui::answer::Answer;
use crate::ui::parts::{AnyChart, ChartView, Height, color};
use crate::ui::runner::Known;
use crate::ui::state::View;
use crate::ui::text;

pub(super) fn view(answer: &Answer, known: &Known, dark: bool, lang: Lang) -> Html {
    let chosen = answer.plan.chosen().technique;
    let limit = answer.checked.get().policy.downtime_limit;
    let ranges: Vec<_> = Technique::ALL
        .into_iter()
        .filter_map(|technique| Some((technique, *known.of(technique)?)))
        .collect();
    let ranged = |at: usize, outcome: &Outcome, value: String| {
        // What the range is of stands in the caption.
        let range =
            known.of(outcome.technique).map(|ranges| range_values(ranges, lang)[at].clone());
        html! { <td>{ value }<small>{ range.unwrap_or_default() }</small></td> }
    };
    let row = |outcome: &Outcome| {
        let figures = &outcome.figures;
        let here = outcome.technique == chosen;
        html! {
            <tr class={classes!(here.then_some("is-chosen"))}>
                <th scope="row" class={color(outcome.technique)}>
                    <span class="swatch" aria-hidden="true" />
                    { technique(outcome.technique, lang) }
                </th>
                { ranged(0, outcome, duration(figures.total_time.get(), lang)) }
                { ranged(1, outcome, duration(figures.downtime.get(), lang)) }
                <td>{ duration(figures.longest_stall.get(), lang) }</td>
                <td>{ quantity(figures.sent.get(), Measure::Size, lang) }</td>
                { ranged(2, outcome, sum(figures.money.map(|sums| sums.cost), lang)) }
                { ranged(3, outcome, pays(outcome, lang)) }
            </tr>
        }
    };
    let know = |outcome: &Outcome| {
        html! {
            <>
                <dt>{ technique(outcome.technique, lang) }</dt>
                <dd><em>{ ending(outcome.figures.ending, lang) }</em>{ ". " }{ risk(outcome.technique, lang) }</dd>
            </>
        }
    };
    let heads = [
        text::technique(lang),
        text::total_time(lang),
        text::downtime(lang),
        text::stall(lang),
        text::sent(lang),
        text::cost(lang),
        text::break_even(lang),
    ];
    html! {
        <>
            <p class="lead">{ sentences::techniques(&answer.plan, lang) }</p>
            <ChartView chart={AnyChart::from(Techniques::of(&answer.plan, &ranges, limit))}
                height={Height::Tall} name="techniques" {dark} {lang} />
            { super::remedies(&answer.plan, lang) }
            <div class="table" tabindex="0" role="region" aria-label={text::view(View::Techniques, lang)}>
                <table class="compare">
                    <caption>{ text::compare_caption(lang) }</caption>
                    <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                    <tbody>{ for answer.plan.outcomes.iter().map(row) }</tbody>
                </table>
            </div>
            <h3>{ text::know(lang) }</h3>
            <dl class="know">{ for answer.plan.outcomes.iter().map(know) }</dl>
        </>
    }
}

fn pays(outcome: &Outcome, lang: Lang) -> String {
    let arrives = outcome.figures.ending.completes();
    match outcome.figures.break_even() {
        Some(BreakEven::After(after)) if arrives => duration(after.get(), lang),
        None if arrives => sum(None, lang),
        _ => text::never(lang).to_owned(),
    }
}
