//! All techniques side by side.

mod weights;

use yew::prelude::*;

use self::weights::Weighing;
use super::ViewsProps;
use crate::chart::techniques::Techniques;
use crate::model::breakeven::Account;
use crate::plan::Outcome;
use crate::quantity::{duration, quantity};
use crate::report::explain::{Question, Subject};
use crate::report::{ending, paid_after, range_values, risk, sentences, sum, technique};
use crate::scenario::Technique;
use crate::scenario::field::Measure;
use crate::ui::extra::{Extra, What};
use crate::ui::parts::{AnyChart, Asked, ChartView, Height, Lead, TableFrame, color};
use crate::ui::state::View;
use crate::ui::text;

/// What the cells of a row tell, in their order.
const ASKED: [Question; 6] = [
    Question::TotalTime,
    Question::Downtime,
    Question::LongestStall,
    Question::Sent,
    Question::Cost(Account::Money),
    Question::BreakEven(Account::Money),
];

#[component]
pub(super) fn SideBySide(props: &ViewsProps) -> Html {
    let ViewsProps { answer, wave, known, task, .. } = props;
    let (dark, lang) = (props.dark, props.lang);
    let now = use_state_eq(|| None);
    let is_open = use_state_eq(|| false);
    let onclick = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(!*is_open)
    };
    let asked =
        Asked { place: "technique", now: &now, answer: answer.clone(), task: task.as_ref() };
    let chosen = answer.plan.chosen().technique;
    let limit = answer.checked.get().policy.downtime_limit;
    let ranges: Vec<_> = Technique::ALL
        .into_iter()
        .filter_map(|technique| Some((technique, *known.of(technique)?)))
        .collect();
    let heads = [
        text::technique(lang),
        text::total_time(lang),
        text::downtime(lang),
        text::stall(lang),
        text::sent(lang),
        text::cost(lang),
        text::break_even(lang),
    ];
    let row = |(at, outcome): (usize, &Outcome)| {
        let figures = &outcome.figures;
        let here = outcome.technique == chosen;
        let named = technique(outcome.technique, lang);
        let values = [
            duration(figures.total_time.get(), lang),
            duration(figures.downtime.get(), lang),
            duration(figures.longest_stall.get(), lang),
            quantity(figures.sent.get(), Measure::Size, lang),
            sum(figures.money.map(|sums| sums.cost), lang),
            paid_after(Account::Money, figures, lang),
        ];
        // What a range is of stands in the caption.
        let ranges = known.of(outcome.technique).map(|ranges| range_values(ranges, lang));
        // Until they are known, their places are kept.
        let [time, still, cost, paid] =
            ranges.unwrap_or_else(|| [(); 4].map(|()| "…".to_owned())).map(Some);
        let ranges = [time, still, None, None, cost, paid];
        let cell = |(column, (value, range)): (usize, (String, Option<String>))| {
            let subject = Subject::of(ASKED[column], outcome.technique);
            let about = format!("{}, {named}", heads[column + 1]);
            let button =
                asked.button(ASKED.len() * at + column, subject, value, Some(about), "asks");
            html! { <td>{ button }{ for range.map(|range| html! { <small>{ range }</small> }) }</td> }
        };
        html! {
            <tr class={classes!(here.then_some("is-chosen"))}>
                <th scope="row" class={color(outcome.technique)}>
                    <span class="swatch" aria-hidden="true" />
                    { named }
                </th>
                { for values.into_iter().zip(ranges).enumerate().map(cell) }
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
    html! {
        <>
            <Lead said={sentences::techniques(&answer.plan, lang)} answer={answer.clone()} task={task.clone()} {lang} />
            <ChartView chart={AnyChart::from(Techniques::of(&answer.plan, &ranges, limit))}
                height={Height::Tall} name="techniques" {dark} {lang} />
            <div onkeydown={asked.onkeydown()}>
                <TableFrame name={text::view(View::Techniques, lang)} {lang}>
                    <table class="compare">
                        <caption>{ text::compare_caption(lang) }</caption>
                        <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                        <tbody>{ for answer.plan.outcomes.iter().enumerate().map(row) }</tbody>
                    </table>
                </TableFrame>
                { asked.told(lang) }
            </div>
            <h3>{ text::weigh::suits(lang) }</h3>
            <Weighing answer={answer.clone()} wave={wave.clone()} weights={props.weights} goal={props.goal}
                {lang} act={props.act.clone()} />
            <h3>{ text::do_next(lang) }</h3>
            <p>
                <button type="button" aria-expanded={is_open.to_string()} {onclick}>{ text::commands(lang) }</button>
            </p>
            if *is_open {
                <Extra what={What::Commands} answer={answer.clone()} wave={wave.clone()} {lang} />
            }
            <h3>{ text::know(lang) }</h3>
            <dl class="know">{ for answer.plan.outcomes.iter().map(know) }</dl>
        </>
    }
}
