//! Which inputs decide what is said, with their values and where those are from.

use yew::prelude::*;

use super::ExtraProps;
use super::remedies::MOST;
use crate::plan::deciding::deciding;
use crate::plan::remedy::Asked;
use crate::report::deciding as words;

/// The sentence, and below it what it leaves out.
#[component]
pub(super) fn Deciding(props: &ExtraProps) -> Html {
    let ExtraProps { answer, wave, goal, lang, .. } = props.clone();
    let found = use_memo((*answer.checked.get(), wave, goal), |(scenario, wave, goal)| {
        let asked = Asked { scenario: *scenario, wave: wave.as_deref().cloned() };
        // Larger waves are looked at on the command line.
        if asked.machines() <= MOST { deciding(&asked, *goal) } else { Vec::new() }
    });
    let Some(lead) = words::lead(&found, lang) else { return Html::default() };
    if found.len() <= words::NAMED {
        return html! { <p class="hint">{ lead }</p> };
    }
    let more = found.iter().skip(words::NAMED);
    html! {
        <details class="hint">
            <summary>{ lead }</summary>
            <ul>{ for more.map(|of| html! { <li>{ words::deciding(of, lang) }</li> }) }</ul>
        </details>
    }
}
