//! What would bring all over within their limits: found by planning, applied by a click.

use std::rc::Rc;

use yew::prelude::*;

use super::ExtraProps;
use crate::plan::remedy::{Asked, Remedy, remedies};
use crate::quantity::Lang;
use crate::report;
use crate::report::remedies as words;
use crate::scenario::Technique;
use crate::scenario::ruled_out::instead;
use crate::ui::state::Action;
use crate::ui::text;

/// More machines than this are searched on the command line, which nobody waits for at a page.
pub(super) const MOST: usize = 500;

/// The list of what would help.
#[component]
pub(super) fn Remedies(props: &ExtraProps) -> Html {
    let ExtraProps { answer, wave, act, lang, .. } = props.clone();
    let scenario = *answer.checked.get();
    let asked = use_memo((scenario, wave), |(scenario, wave)| Asked {
        scenario: *scenario,
        wave: wave.as_deref().cloned(),
    });
    let found =
        use_memo(Rc::clone(&asked), |asked| (asked.machines() <= MOST).then(|| remedies(asked)));
    let Some(found) = &*found else {
        return html! { <p class="hint">{ text::too_many_to_search(lang) }</p> };
    };
    let item = |remedy: &Remedy| {
        let changed = asked.with(&remedy.changes);
        let (scenario, wave) = (Rc::new(changed.scenario), changed.wave.map(Rc::new));
        let onclick =
            act.reform(move |_: MouseEvent| Action::Change(Rc::clone(&scenario), wave.clone()));
        let what = words::changes(&remedy.changes, lang);
        html! {
            <li>
                <b>{ report::capital(&what) }</b>{ ": " }{ words::outcome(&remedy.verdict, lang) }{ " " }
                <button type="button" {onclick} aria-label={format!("{}: {what}", text::apply(lang))}>{ text::apply(lang) }</button>
            </li>
        }
    };
    html! {
        <>
            <p>{ words::remedies_lead(found, lang) }</p>
            <ul>{ for found.iter().map(item) }</ul>
            { ruled_out(&asked, lang) }
        </>
    }
}

/// Live techniques that are out of the question, and why.
fn ruled_out(asked: &Asked, lang: Lang) -> Html {
    let why = |technique: &Technique| {
        let why = instead(*technique, &asked.scenario)?;
        let name = report::technique(*technique, lang);
        Some(html! { <li>{ format!("{name}: {}", words::ruled_out(why, lang)) }</li> })
    };
    let is_other = |technique: &&Technique| {
        technique.is_live() && **technique != asked.scenario.policy.technique
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
