//! What would bring all over within their limits: found by planning, applied by a click.

use std::rc::Rc;

use yew::prelude::*;

use super::ExtraProps;
use crate::plan::likely::probability;
use crate::plan::remedy::{Asked, Change, Remedy, remedies};
use crate::quantity::Lang;
use crate::report;
use crate::report::remedies as words;
use crate::scenario::Technique;
use crate::scenario::range::Known;
use crate::scenario::ruled_out::instead;
use crate::ui::state::Action;
use crate::ui::text;

/// More machines than this are searched on the command line, which nobody waits for at a page.
pub(super) const MOST: usize = 500;

/// As many draws say how likely a remedy holds, and as many machines are moved for that at most.
const DRAWS: usize = 128;
const MOST_DRAWN: usize = 4000;
/// Fewer draws say nothing.
const FEWEST: usize = 20;

/// The list of what would help.
#[component]
pub(super) fn Remedies(props: &ExtraProps) -> Html {
    let ExtraProps { answer, wave, act, lang, unsure, .. } = props.clone();
    let scenario = *answer.checked.get();
    let asked = use_memo((scenario, wave), |(scenario, wave)| Asked {
        scenario: *scenario,
        wave: wave.as_deref().cloned(),
    });
    let found = use_memo((Rc::clone(&asked), unsure), |(asked, unsure)| {
        let found = (asked.machines() <= MOST).then(|| remedies(asked))?;
        let likely = |remedy: Remedy| {
            let likely = chance(asked, unsure, &remedy);
            (remedy, likely)
        };
        Some(found.into_iter().map(likely).collect::<Vec<_>>())
    });
    let Some(found) = &*found else {
        return html! { <p class="hint">{ text::too_many_to_search(lang) }</p> };
    };
    let item = |(remedy, likely): &(Remedy, Option<(f64, u32)>)| {
        let changed = asked.with(&remedy.changes);
        let (scenario, wave) = (Rc::new(changed.scenario), changed.wave.map(Rc::new));
        let onclick =
            act.reform(move |_: MouseEvent| Action::Change(Rc::clone(&scenario), wave.clone()));
        let what = words::changes(&remedy.changes, lang);
        html! {
            <li>
                <b>{ report::capital(&what) }</b>{ ": " }{ words::outcome(&remedy.verdict, lang) }
                { for likely.map(|(likely, draws)| words::chance(likely, draws, lang)) }{ " " }
                <button type="button" {onclick} aria-label={format!("{}: {what}", text::apply(lang))}>{ text::apply(lang) }</button>
            </li>
        }
    };
    html! {
        <>
            <p>{ words::remedies_lead(&found.iter().map(|(of, _)| of).collect::<Vec<_>>(), lang) }</p>
            <ul>{ for found.iter().map(item) }</ul>
            { ruled_out(&asked, lang) }
        </>
    }
}

/// How likely a remedy brings all over within their limits, over luck and inputs that are ranges, and in
/// how many draws; none where so many machines would take too long.
fn chance(asked: &Asked, unsure: &[Known], remedy: &Remedy) -> Option<(f64, u32)> {
    let draws = DRAWS.min(MOST_DRAWN / asked.machines().max(1));
    let is_set = |known: &&Known| {
        let sets = |change: &Change| matches!(change, Change::Field(field, _) if *field == known.0);
        remedy.changes.iter().any(sets)
    };
    let others: Vec<Known> = unsure.iter().filter(|known| !is_set(known)).copied().collect();
    let there = asked.with(&remedy.changes);
    let likely = || probability(&there, &others, draws as u32, |verdict, _| verdict.is_reached());
    (FEWEST <= draws).then(|| (likely(), draws as u32))
}

/// Live techniques that are out of the question, and why.
fn ruled_out(asked: &Asked, lang: Lang) -> Html {
    let why = |technique: &Technique| {
        let why = instead(*technique, &asked.scenario)?;
        let name = report::technique(*technique, lang);
        Some(html! { <li>{ format!("{name}: {}", words::ruled_out(why, lang)) }</li> })
    };
    let is_other = |technique: &&Technique| {
        let stated = asked.scenario.policy.technique;
        technique.is_live() && technique.is_rival_of(stated) && **technique != stated
    };
    let out: Vec<Html> = Technique::ALL.iter().filter(is_other).filter_map(why).collect();
    if out.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p class="hint">{ text::ruled_out(lang) }</p>
            <ul class="hint">{ for out }</ul>
        </>
    }
}
