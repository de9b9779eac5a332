//! What a link that was opened states otherwise than the user's own scenario, and what comes of it.

use yew::prelude::*;

use super::ExtraProps;
use crate::plan::{Figures, plan};
use crate::quantity::Lang;
use crate::report::compare::{Outcome, differing};
use crate::scenario::Scenario;
use crate::scenario::check::check;
use crate::ui::said::{named, written};
use crate::ui::text::compare as words;

/// As many inputs are named.
const NAMED: usize = 3;
/// What is said of the results.
const RESULTS: [Outcome; 2] = [Outcome::TotalTime, Outcome::Downtime];

/// A line: `2 inputs differ: link speed 1 Gbit/s → 10 Gbit/s, …; downtime 2 min → 12 s`.
#[component]
pub(super) fn Differs(props: &ExtraProps) -> Html {
    let ExtraProps { answer, mine, wave, lang, .. } = props.clone();
    let Some(mine) = mine else { return Html::default() };
    let figures = use_memo(*mine.scenario, |mine| plan(&check(*mine).0).chosen().figures);
    let mut said = inputs(&[*check(*mine.scenario).0.get(), *answer.checked.get()], lang);
    if mine.wave != wave {
        said.push(words::wave_differs(lang).to_owned());
    }
    // A wave has results of its own, which are worked out elsewhere.
    if mine.wave.is_none() && wave.is_none() {
        said.extend(results(&figures, &answer.plan.chosen().figures, lang));
    }
    html! { <p>{ words::from_yours(&said, lang) }</p> }
}

fn inputs(both: &[Scenario; 2], lang: Lang) -> Vec<String> {
    let inputs = differing(both);
    let arrow = |input| {
        let [from, to] = both.each_ref().map(|scenario| written(input, scenario, lang));
        format!("{} {from} → {to}", named(input, lang))
    };
    let mut said: Vec<String> = inputs.iter().copied().take(NAMED).map(arrow).collect();
    if let Some(more) = inputs.len().checked_sub(NAMED).filter(|more| 0 < *more) {
        said.push(words::more_inputs(more, lang));
    }
    said
}

fn results(mine: &Figures, theirs: &Figures, lang: Lang) -> Vec<String> {
    let arrow = |outcome: Outcome| {
        let [from, to] = [mine, theirs].map(|figures| outcome.write(figures, lang));
        (from != to).then(|| format!("{} {from} → {to}", outcome.label(lang)))
    };
    RESULTS.into_iter().filter_map(arrow).collect()
}
