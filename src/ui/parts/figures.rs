//! The reason behind the verdict, and the four figures with their ranges.

use yew::prelude::*;

use super::{Asked, Working};
use crate::plan::Ranges;
use crate::quantity::Lang;
use crate::report::explain::{Question, Subject};
use crate::report::{Figure, Verdict, range_texts};
use crate::ui::text;

/// What is known of how far the figures spread.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Spreads<'a> {
    /// Of the scenario's machines.
    Of {
        /// The ranges, once they are known.
        ranges: Option<&'a Ranges>,
        /// Whether they will not be.
        has_failed: bool,
    },
    /// A wave is run once, as a typical run.
    OfWave,
}

/// The reason, the figures with the leading one first, and below them what decides and would help.
pub(crate) fn figures(
    verdict: &Verdict,
    figures: &[Figure; 4],
    leading: usize,
    spreads: Spreads<'_>,
    asked: &Asked<'_>,
    help: Html,
    lang: Lang,
) -> Html {
    let (ranges, unknown) = match spreads {
        Spreads::Of { ranges, has_failed: false } => (ranges, text::sampling(lang)),
        Spreads::Of { .. } => (None, text::not_sampled(lang)),
        Spreads::OfWave => (None, text::typical_wave(lang)),
    };
    let is_waiting = ranges.is_none() && matches!(spreads, Spreads::Of { .. });
    let ranges = ranges.map(|ranges| range_texts(ranges, lang));
    let label = |at: usize, label: &'static str| match spreads {
        Spreads::Of { .. } => {
            asked.button(at, Subject::chosen(Question::FIGURES[at]), label, None, "asks")
        }
        // What is told of a wave's figures, the view of waves tells.
        Spreads::OfWave => html! { label },
    };
    let figure = |(at, figure): (usize, &Figure)| {
        let range = ranges.as_ref().map_or(unknown, |ranges| &ranges[at]).to_owned();
        html! {
            <div key={at} class="figure">
                <dt>{ label(at, figure.label) }</dt>
                <dd class="number">{ &figure.value }</dd>
                <dd class="range">{ for range.split_inclusive(": ").map(|part| html! { <span>{ part }</span> }) }</dd>
                <dd class="note">{ &figure.note }</dd>
            </div>
        }
    };
    let onkeydown = asked.onkeydown();
    let mut ordered: Vec<(usize, &Figure)> = figures.iter().enumerate().collect();
    ordered[..=leading.min(figures.len() - 1)].rotate_right(1);
    let ordered = ordered.into_iter();
    html! {
        <section class="answer" aria-label={text::answer(lang)} {onkeydown}>
            <p class="reason">{ &verdict.reason }</p>
            <dl class={classes!("figures", is_waiting.then_some("is-waiting"))}>{ for ordered.map(figure) }</dl>
            { asked.told(lang) }
            if let Spreads::Of { .. } = spreads {
                <Working answer={asked.answer.clone()} {lang}>
                    { asked.button(figures.len(), Subject::chosen(Question::Verdict), text::reckoning(lang), None, "") }
                </Working>
            }
            <div class="remedies">{ help }</div>
        </section>
    }
}
