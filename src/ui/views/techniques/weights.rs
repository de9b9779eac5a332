//! What counts how much, and which way of moving suits best then.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::plan::remedy::Asked;
use crate::plan::weigh::{Way, options, rank};
use crate::quantity::{Lang, number};
use crate::report::weigh::{self as said, Said};
use crate::scenario::goal::Goal;
use crate::scenario::wave::Wave;
use crate::scenario::weights::{Criterion, Weights};
use crate::ui::Same;
use crate::ui::answer::Answer;
use crate::ui::parts::{color, table};
use crate::ui::state::Action;
use crate::ui::text::weigh as words;

/// With more machines than this, moving all of them in every way takes longer than anyone waits.
const MOST_MACHINES: usize = 1000;
/// The far end of a slider, where no weight is larger.
const SCALE: f64 = 10.0;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct WeighingProps {
    pub(super) answer: Same<Answer>,
    pub(super) wave: Option<Rc<Wave>>,
    pub(super) weights: Option<Weights>,
    pub(super) goal: Option<Goal>,
    pub(super) lang: Lang,
    pub(super) act: Callback<Action>,
}

#[component]
pub(super) fn Weighing(props: &WeighingProps) -> Html {
    let WeighingProps { answer, wave, weights, goal, lang, act } = props;
    let lang = *lang;
    let found = use_memo((*answer.checked.get(), wave.clone(), *goal), |(scenario, wave, goal)| {
        let wave = wave.as_deref().map(|wave| wave.checked().0);
        let asked = Asked { scenario: *scenario, wave };
        (asked.machines() <= MOST_MACHINES).then(|| options(&asked, *goal))
    });
    let Some(found) = &*found else {
        return html! { <p class="hint">{ words::too_many(lang) }</p> };
    };
    let ranking = rank(found, weights.unwrap_or_default());
    let is_priced = answer.checked.get().is_priced();
    let unlike = act.reform(|_: MouseEvent| Action::Weigh(Weights::default()));
    html! {
        <>
            <div class="weights" role="group" aria-label={words::weights(lang)}>
                { for (0..Criterion::ALL.len()).map(|at| slider(ranking.weights, at, act, lang)) }
            </div>
            <p><button type="button" onclick={unlike}>{ words::alike(lang) }</button></p>
            <p class="weighed" role="status">{ said::lead(&ranking, weights.is_some(), is_priced, lang) }</p>
            <ol class="ranks">{ for said::said(&ranking, lang).iter().map(|of| option(of, lang)) }</ol>
            <ul>{ for said::flips(&ranking, lang).iter().map(|said| html! { <li>{ said }</li> }) }</ul>
            { table(&said::table(&ranking, lang), None, lang) }
            <p class="hint">
                { said::method(lang) }
                { for said::left_out(&ranking, lang).map(|said| format!(" {said}")) }
            </p>
        </>
    }
}

/// How much a criterion counts.
fn slider(weights: Weights, at: usize, act: &Callback<Action>, lang: Lang) -> Html {
    let weight = weights.each()[at];
    let most = weights.each().iter().fold(SCALE, |most, weight| most.max(*weight));
    let id = format!("weight-{}", Criterion::ALL[at].1);
    let act = act.clone();
    let oninput = move |event: InputEvent| {
        let mut each = *weights.each();
        each[at] = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
        if let Some(weights) = Weights::new(each) {
            act.emit(Action::Weigh(weights));
        }
    };
    let written = number(weight, lang);
    let said = if 0.0 < weight { written } else { words::ignored(lang).to_owned() };
    html! {
        <div>
            <label for={id.clone()}>{ said::criterion(Criterion::ALL[at].0, lang) }</label>
            <output for={id.clone()}>{ &said }</output>
            <input {id} class="slider" type="range" min="0" step="1" max={most.to_string()}
                value={weight.to_string()} aria-valuetext={said} {oninput} />
        </div>
    }
}

/// An option with its reasons.
fn option(of: &Said, lang: Lang) -> Html {
    let color = match of.way {
        Way::Move(technique) => Some(color(technique)),
        Way::Stay => None,
    };
    let side = |name: &'static str, reasons: &[String]| {
        let each = reasons.iter().map(|said| html! { <dd>{ said }</dd> });
        html! { if !reasons.is_empty() { <dt>{ name }</dt>{ for each } } }
    };
    html! {
        <li class={classes!(color, of.is_front.then_some("is-front"))}>
            <b>{ &of.name }</b>
            if let Some(worth) = &of.worth { { " · " }{ words::worth(lang) }{ " " }{ worth } }
            <dl>
                { side(words::pros(lang), &of.pros) }
                { side(words::cons(lang), &of.cons) }
            </dl>
            if let Some(standing) = &of.standing { <p class="hint">{ standing }</p> }
        </li>
    }
}
