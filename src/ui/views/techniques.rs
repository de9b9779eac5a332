//! All techniques side by side.

use yew::prelude::*;

use crate::chart::techniques::Techniques;
use crate::model::breakeven::BreakEven;
use crate::plan::Outcome;
use crate::quantity::{Lang, duration, money, quantity};
use crate::report::{ending, range_texts, risk, sentences, technique};
use crate::scenario::Technique;
use crate::scenario::field::Measure;
use crate::ui::answer::Answer;
use crate::ui::parts::{AnyChart, ChartView, Height, color};
use crate::ui::runner::Known;
use crate::ui::text;

pub(super) fn view(answer: &Answer, known: &Known, dark: bool, lang: Lang) -> Html {
    let chosen = answer.plan.chosen().technique;
    let limit = answer.checked.get().policy.downtime_limit;
    let ranges: Vec<_> = Technique::ALL
        .into_iter()
        .filter_map(|technique| Some((technique, *known.of(technique)?)))
        .collect();
    let head = |outcome: &Outcome| {
        let here = outcome.technique == chosen;
        html! {
            <th scope="col" class={classes!(color(outcome.technique), here.then_some("is-chosen"))}>
                <span class="swatch" aria-hidden="true" />
                { technique(outcome.technique, lang) }
            </th>
        }
    };
    let row = |name: &'static str, cell: &dyn Fn(&Outcome) -> Html| {
        html! {
            <tr key={name}>
                <th scope="row">{ name }</th>
                { for answer.plan.outcomes.iter().map(|outcome| html! {
                    <td class={classes!((outcome.technique == chosen).then_some("is-chosen"))}>{ cell(outcome) }</td>
                }) }
            </tr>
        }
    };
    let ranged = |at: usize, outcome: &Outcome, value: String| {
        let range = known.of(outcome.technique).map(|ranges| range_texts(ranges, lang)[at].clone());
        html! { <>{ value }<small>{ range.unwrap_or_default() }</small></> }
    };
    html! {
        <>
            <p class="lead">{ sentences::techniques(&answer.plan, lang) }</p>
            <ChartView chart={AnyChart::from(Techniques::of(&answer.plan, &ranges, limit))}
                height={Height::Tall} name="techniques" {dark} {lang} />
            { super::remedies(&answer.plan, lang) }
            <div class="table" tabindex="0" role="region" aria-label={text::view(crate::ui::state::View::Techniques, lang)}>
                <table class="compare">
                    <thead><tr><td />{ for answer.plan.outcomes.iter().map(head) }</tr></thead>
                    <tbody>
                        { row(text::total_time(lang), &|o| ranged(0, o, duration(o.figures.total_time.get(), lang))) }
                        { row(text::downtime(lang), &|o| ranged(1, o, duration(o.figures.downtime.get(), lang))) }
                        { row(text::stall(lang), &|o| duration(o.figures.longest_stall.get(), lang).into()) }
                        { row(text::sent(lang), &|o| quantity(o.figures.sent.get(), Measure::Size, lang).into()) }
                        { row(text::cost(lang), &|o| ranged(2, o, money(o.figures.bill.cost.get(), lang))) }
                        { row(text::break_even(lang), &|o| ranged(3, o, pays(o, lang))) }
                        { row(text::ends(lang), &|o| ending(o.figures.ending, lang).into()) }
                        { row(text::know(lang), &|o| html! { <span class="prose">{ risk(o.technique, lang) }</span> }) }
                    </tbody>
                </table>
            </div>
        </>
    }
}

fn pays(outcome: &Outcome, lang: Lang) -> String {
    match outcome.figures.break_even {
        BreakEven::After(after) if outcome.figures.ending.completes() => {
            duration(after.get(), lang)
        }
        _ => text::never(lang).to_owned(),
    }
}
