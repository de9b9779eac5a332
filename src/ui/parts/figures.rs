//! The reason behind the verdict, and the four figures with their ranges.

use yew::prelude::*;

use crate::plan::Ranges;
use crate::quantity::Lang;
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
    lang: Lang,
) -> Html {
    let ranges = spreads.ranges.map(|ranges| range_texts(ranges, lang));
    let figure = |(at, figure): (usize, &Figure)| {
        let range = ranges.as_ref().map_or(text::sampling(lang), |ranges| &ranges[at]).to_owned();
        html! {
            <div key={at} class="figure">
                <dt>{ figure.label }</dt>
                <dd class="number">{ &figure.value }</dd>
                <dd class="range">{ for range.split_inclusive(": ").map(|part| html! { <span>{ part }</span> }) }</dd>
                <dd class="note">{ &figure.note }</dd>
            </div>
        }
    };
    html! {
        <section class="answer" aria-label={text::answer(lang)}>
            <p class="reason">{ &verdict.reason }</p>
            <dl class={classes!("figures", (!spreads.fresh).then_some("is-waiting"))}>{ for figures.iter().enumerate().map(figure) }</dl>
            <details class="working">
                <summary>{ text::working(lang) }</summary>
                <ul>{ for verdict.working.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            </details>
        </section>
    }
}
