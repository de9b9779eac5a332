//! The reason behind the verdict, and the four figures with their ranges.

use yew::prelude::*;

use crate::plan::Ranges;
use crate::quantity::Lang;
use crate::report::{Figure, Verdict, range_texts};
use crate::ui::text;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct FiguresProps {
    pub(crate) verdict: Verdict,
    pub(crate) figures: [Figure; 4],
    /// How far they spread, once that is known.
    pub(crate) ranges: Option<Ranges>,
    /// Whether they are of this very scenario.
    pub(crate) fresh: bool,
    pub(crate) lang: Lang,
}

#[component]
pub(crate) fn Figures(props: &FiguresProps) -> Html {
    let lang = props.lang;
    let ranges = props.ranges.as_ref().map(|ranges| range_texts(ranges, lang));
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
            <p class="reason">{ &props.verdict.reason }</p>
            <dl class={classes!("figures", (!props.fresh).then_some("is-waiting"))}>{ for props.figures.iter().enumerate().map(figure) }</dl>
            <details class="working">
                <summary>{ text::working(lang) }</summary>
                <ul>{ for props.verdict.working.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            </details>
        </section>
    }
}
