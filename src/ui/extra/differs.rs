//! What a link that was opened states otherwise than the user's own scenario, and what comes of it.

use yew::prelude::*;

use super::ExtraProps;
use crate::plan::{Figures, plan};
use crate::quantity::Lang;
use crate::report::compare::{Outcome, differing_in_ranges};
use crate::scenario::Scenario;
use crate::scenario::check::check;
use crate::scenario::range::Known;
use crate::share::Seen;
use crate::ui::said::{named, written_of};
use crate::ui::text::compare as words;

/// As many inputs are named.
const NAMED: usize = 3;
/// What is said of the results.
const RESULTS: [Outcome; 2] = [Outcome::TotalTime, Outcome::Downtime];

/// A line: `2 inputs differ: link speed 1 Gbit/s → 10 Gbit/s, …; downtime 2 min → 12 s`.
#[component]
pub(super) fn Differs(props: &ExtraProps) -> Html {
    let ExtraProps { answer, mine, kept, unsure, wave, lang, .. } = props.clone();
    let Some(mine) = mine else { return Html::default() };
    let figures = use_memo(*mine.scenario, |mine| plan(&check(*mine).0).chosen().figures);
    let before = *check(*mine.scenario).0.get();
    let mut said = inputs([(&before, &mine.unsure), (answer.checked.get(), &unsure)], lang);
    if mine.wave != wave {
        said.push(words::wave_differs(lang).to_owned());
    }
    if let Some(kept) = kept {
        said.push(words::brings(kept.len(), lang));
    }
    // A wave has results of its own, which are worked out elsewhere.
    if mine.wave.is_none() && wave.is_none() {
        said.extend(results(&figures, &answer.plan.chosen().figures, lang));
    }
    html! { <p>{ words::from_yours(&said, lang) }</p> }
}

fn inputs(both: [(&Scenario, &[Known]); 2], lang: Lang) -> Vec<String> {
    let inputs = differing_in_ranges(&both);
    let arrow = |input| {
        let [from, to] = both.map(|of| written_of(input, of, lang));
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

/// A line, where the author of a link saw something else: `Its author saw downtime 0.9 s; ...`.
pub(super) fn seen(theirs: Seen, now: Seen, lang: Lang) -> Html {
    let said = |(outcome, [from, to]): (Outcome, [Option<f64>; 2])| {
        let [from, to] = [from, to].map(|number| outcome.write_number(number, lang));
        (from != to).then(|| format!("{} {from} → {to}", outcome.label(lang)))
    };
    let said: Vec<String> = theirs.differing(&now).into_iter().filter_map(said).collect();
    if said.is_empty() {
        return Html::default();
    }
    html! { <p class="notice" role="status">{ words::from_author(&said, lang) }</p> }
}
