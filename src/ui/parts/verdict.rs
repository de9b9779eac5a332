//! The verdict: it stays in sight while inputs change, and is read out once they rest.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::report::{Tone, Verdict};
use crate::ui::text;

/// How long the inputs have to rest before the verdict is read out.
const REST_MS: u32 = 1000;

/// The verdict as a bar.
pub(crate) fn verdict_bar(verdict: &Verdict, lang: Lang) -> Html {
    let Verdict { tone, headline, reason, .. } = verdict;
    let tone = match tone {
        Tone::Good => "is-good",
        Tone::Warn => "is-warn",
        Tone::Bad => "is-bad",
    };
    html! {
        <div class={classes!("verdict", tone)} id="answer" tabindex="-1">
            <h2 class="unseen">{ text::answer(lang) }</h2>
            <p class="headline">{ headline }</p>
            <Spoken sentence={format!("{headline} {reason}")} />
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct SpokenProps {
    sentence: String,
}

/// A sentence for those who listen, once it has not changed for a while.
#[component]
fn Spoken(props: &SpokenProps) -> Html {
    let settled = use_state_eq(String::new);
    let first = use_memo((), |()| props.sentence.clone());
    {
        let settled = settled.clone();
        use_effect_with(props.sentence.clone(), move |sentence| {
            let sentence = sentence.clone();
            // Nothing is announced that was there from the start.
            let news = *first != sentence || !settled.is_empty();
            let timer = news.then(|| Timeout::new(REST_MS, move || settled.set(sentence)));
            move || drop(timer)
        });
    }
    html! { <p class="unseen" role="status">{ (*settled).clone() }</p> }
}
