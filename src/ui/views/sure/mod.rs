//! How sure the answer is: whether it is safe, how far figures spread and why, what is likely, what
//! matters and what to measure first.

mod within;

use std::rc::Rc;

use yew::prelude::*;

use self::within::Within;
use super::ViewsProps;
use crate::decimal;
use crate::plan::remedy::Asked;
use crate::plan::uncertain::{Swing, supposed, swings, window};
use crate::plan::verdict::Kind;
use crate::report::{Tone, sure};
use crate::share::Stated;
use crate::ui::parts::{AnyChart, ChartView, Height, table};
use crate::ui::runner::sure::{Drawn, asked, use_draws};
use crate::ui::state::Action;
use crate::ui::text::sure as words;
use crate::units::Seconds;

/// With more machines than this, turning every input takes longer than anyone waits.
const MOST_MACHINES: usize = 1000;
/// More bars than this need more height.
const FEW: usize = 5;

#[component]
pub(super) fn Sure(props: &ViewsProps) -> Html {
    let ViewsProps { answer, wave, unsure, task, part, act, dark, lang, .. } = props;
    let (dark, lang) = (*dark, *lang);
    let scenario = answer.checked.get();
    let hides = |key: &str| task.as_ref().is_some_and(|task| task.hides(key));
    let unsure: Rc<[_]> =
        unsure.iter().filter(|(field, _)| field.applies(scenario)).copied().collect();
    let stated = Stated { wave: wave.clone(), unsure, ..Stated::from(*scenario) };
    let drawn = use_draws(&stated).filter(|drawn| drawn.stated == stated);
    let of_wave = window(wave.as_deref());
    let own = decimal::read(part).map(Seconds::new).filter(|own: &Seconds| own.is_positive());
    let window = of_wave.or(own);
    let turned = use_memo(drawn.as_ref().map(|drawn| drawn.stated.clone()), |stated| {
        stated.as_ref().map(turned)
    });
    let turn = act.reform(|window: Option<Seconds>| {
        let part = window.map_or_else(String::new, |window| format!("{:.0}", window.get()));
        Action::Turn(part.into())
    });
    let results = |drawn: &Drawn| {
        let Drawn { stated, draws, .. } = drawn;
        let found = draws.told(&stated.unsure, window);
        let asked = asked(stated);
        let (tone, said) = sure::answer(&found, window, lang);
        let tone = match tone {
            Tone::Good => "is-good",
            Tone::Warn => "is-warn",
            Tone::Bad => "is-bad",
        };
        let has_ranges = !stated.unsure.is_empty();
        let chances = sure::chances(&found, scenario, asked.machines(), window, lang);
        let dots = AnyChart::from(sure::dots(&found, window, lang));
        html! {
            <>
                <p class={classes!("sure-answer", tone)} role="status">{ said }</p>
                <p class="hint">
                    { sure::looked_at(&found, stated.unsure.len(), lang) }
                    if drawn.progress < 1.0 { { " " }{ words::more(lang) } }
                </p>
                <ChartView chart={dots} height={Height::High} name="how-sure" {dark} {lang} />
                { table(&sure::spreads(&found, has_ranges, lang), None, lang) }
                { table(&chances, None, lang) }
                if let Some(Some(Turned { swings, typical })) = &*turned {
                    { matters(swings, *typical, has_ranges, &hides, dark, lang) }
                    { first(&sure::measure(&found, swings, scenario, lang), lang) }
                } else {
                    <p class="hint">{ words::too_many(lang) }</p>
                    { first(&sure::measure(&found, &[], scenario, lang), lang) }
                }
            </>
        }
    };
    let is_busy = drawn.as_ref().is_none_or(|drawn| drawn.progress < 1.0 && !drawn.has_failed);
    html! {
        <div aria-busy={is_busy.to_string()}>
            if let Some(window) = of_wave {
                <p class="hint">{ words::of_wave(window, lang) }</p>
            } else {
                <Within window={own} {turn} {lang} />
            }
            {
                match drawn {
                    Some(drawn) if drawn.has_failed => html! { <p role="status">{ words::failed(lang) }</p> },
                    Some(drawn) => results(&drawn),
                    None => html! { <p class="sure-waits" role="status">{ words::drawing(lang) }</p> },
                }
            }
        </div>
    }
}

/// What inputs do by themselves.
#[derive(Debug, PartialEq)]
struct Turned {
    swings: Vec<Swing>,
    /// How long it takes with typical inputs; none where not all arrive.
    typical: Option<Seconds>,
}

/// Turns every input that is known as a range, or, where none is, every one that matters; none where
/// that would take too long.
fn turned(stated: &Stated) -> Option<Turned> {
    let asked: Asked = asked(stated);
    if MOST_MACHINES < asked.machines() {
        return None;
    }
    let all = supposed(&asked.scenario);
    let known = if stated.unsure.is_empty() { &all } else { &*stated.unsure };
    let verdict = asked.verdict();
    let typical = (verdict.kind() == Kind::Arrives).then_some(verdict.makespan);
    Some(Turned { swings: swings(&asked, known), typical })
}

/// What matters, without what a task hides.
fn matters(
    swings: &[Swing],
    typical: Option<Seconds>,
    are_stated: bool,
    hides: &dyn Fn(&str) -> bool,
    dark: bool,
    lang: crate::quantity::Lang,
) -> Html {
    let shown: Vec<Swing> =
        swings.iter().filter(|swing| !hides(swing.known.0.key())).copied().collect();
    let tornado = sure::tornado(&shown, typical, are_stated, lang);
    let height = if tornado.bars.len() <= FEW { Height::High } else { Height::Tall };
    if tornado.bars.is_empty() {
        return html! { <p>{ tornado.title }</p> };
    }
    let chart = AnyChart::from(tornado);
    html! { <ChartView {chart} {height} name="what-matters" {dark} {lang} /> }
}

/// What to measure first.
fn first((said, command): &(String, Option<&'static str>), lang: crate::quantity::Lang) -> Html {
    if said.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ words::measure(lang) }</h3>
            <p>{ said }</p>
            if let Some(command) = command {
                <pre class="sure-command" tabindex="0">{ *command }</pre>
            }
        </>
    }
}
