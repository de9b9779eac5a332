//! The reason behind the verdict, and the four figures with their ranges.

use yew::prelude::*;

use crate::plan::Ranges;
use crate::quantity::Lang;
use crate::report::explain::Question;
use crate::report::{Figure, Verdict, range_texts};
use crate::ui::answer::Answer;
use crate::ui::extra::{Extra, What};
use crate::ui::{Same, browser, text};

/// What is known of how far the figures spread.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spreads<'a> {
    /// The ranges, once they are known.
    pub(crate) ranges: Option<&'a Ranges>,
    /// Whether they are of this very scenario.
    pub(crate) fresh: bool,
}

/// Which figure is explained, if any, and with what.
pub(crate) struct Asked<'a> {
    /// Which.
    pub(crate) now: &'a UseStateHandle<Option<Question>>,
    /// All that there is to know.
    pub(crate) answer: Same<Answer>,
}

impl Asked<'_> {
    /// A button that asks, or folds the answer.
    fn button(&self, question: Question, name: &'static str, class: &'static str) -> Html {
        let now = self.now.clone();
        let open = *now == Some(question);
        let onclick = move |_: MouseEvent| now.set((!open).then_some(question));
        html! {
            <button id={id(question)} type="button" {class} {onclick}
                aria-expanded={if open { "true" } else { "false" }}>{ name }</button>
        }
    }

    /// Folds the answer; the focus goes back to where it was asked.
    fn close(&self) -> Callback<()> {
        let now = self.now.clone();
        Callback::from(move |()| {
            if let Some(question) = *now {
                now.set(None);
                browser::focus(&id(question));
            }
        })
    }
}

fn id(question: Question) -> String {
    format!("explain-{}", question as u8)
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
                <dt>{ asked.button(Question::FIGURES[at], figure.label, "asks") }</dt>
                <dd class="number">{ &figure.value }</dd>
                <dd class="range">{ for range.split_inclusive(": ").map(|part| html! { <span>{ part }</span> }) }</dd>
                <dd class="note">{ &figure.note }</dd>
            </div>
        }
    };
    let close = asked.close();
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(());
            }
        })
    };
    html! {
        <section class="answer" aria-label={text::answer(lang)} {onkeydown}>
            <p class="reason">{ &verdict.reason }</p>
            <dl class={classes!("figures", (!spreads.fresh).then_some("is-waiting"))}>{ for figures.iter().enumerate().map(figure) }</dl>
            if let Some(question) = **asked.now {
                <Extra what={What::Explanation(question)} answer={asked.answer.clone()} {lang} {close} />
            }
            <details class="working">
                <summary>{ text::working(lang) }</summary>
                <ul>{ for verdict.working.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                { asked.button(Question::Verdict, text::reckoning(lang), "") }
            </details>
        </section>
    }
}
