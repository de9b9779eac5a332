//! The reason behind the verdict, and the four figures with their ranges.

use yew::prelude::*;

use super::Asked;
use crate::plan::Ranges;
use crate::quantity::Lang;
use crate::report::explain::{Question, Subject};
use crate::report::{Figure, Verdict, range_texts};
use crate::ui::text;

/// What is known of how far the figures spread.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spreads<'a> {
    /// The ranges, once they are known.
    pub(crate) ranges: Option<&'a Ranges>,
    /// Whether they are of this very scenario.
    pub(crate) fresh: bool,
}

/// The reason and the figures.
pub(crate) fn figures(
    verdict: &Verdict,
    figures: &[Figure; 4],
    spreads: Spreads<'_>,
    asked: &Asked<'_>,
    lang: Lang,
) -> Html {
    let ranges = spreads.ranges.map(|ranges| range_texts(ranges, lang));
    let figure = |(at, figure): (usize, &Figure)| {
        let range = ranges.as_ref().map_or(text::sampling(lang), |ranges| &ranges[at]).to_owned();
        html! {
            <div key={at} class="figure">
                <dt>{ asked.button(at, Subject::chosen(Question::FIGURES[at]), figure.label, None, "asks") }</dt>
                <dd class="number">{ &figure.value }</dd>
                <dd class="range">{ for range.split_inclusive(": ").map(|part| html! { <span>{ part }</span> }) }</dd>
                <dd class="note">{ &figure.note }</dd>
            </div>
        }
    };
    let onkeydown = asked.onkeydown();
    html! {
        <section class="answer" aria-label={text::answer(lang)} {onkeydown}>
            <p class="reason">{ &verdict.reason }</p>
            <dl class={classes!("figures", (!spreads.fresh).then_some("is-waiting"))}>{ for figures.iter().enumerate().map(figure) }</dl>
            { asked.told(lang) }
            <details class="working">
                <summary>{ text::working(lang) }</summary>
                <ul>{ for verdict.working.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                { asked.button(figures.len(), Subject::chosen(Question::Verdict), text::reckoning(lang), None, "") }
            </details>
        </section>
    }
}
