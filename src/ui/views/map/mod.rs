//! The map: two inputs turned against each other, in a picture that can be walked.

mod choice;
mod work;

use std::rc::Rc;

use yew::prelude::*;

use self::choice::Chosen;
use self::work::use_planned;
use super::ViewsProps;
use crate::plan::dial::Dial;
use crate::plan::map::{Map, Preset};
use crate::plan::remedy::Asked;
use crate::report::map::{dial, heat, shown};
use crate::ui::parts::{AnyChart, ChartView, Height, list};
use crate::ui::state::Action;
use crate::ui::text::map as words;

/// With more machines than this, planning every cell takes longer than anyone waits.
const MOST_MACHINES: usize = 1000;

#[component]
pub(super) fn View(props: &ViewsProps) -> Html {
    let ViewsProps { answer, wave, part, act, dark, lang, .. } = props;
    let (dark, lang) = (*dark, *lang);
    let asked = Rc::new(Asked {
        scenario: *answer.checked.get(),
        wave: wave.as_deref().map(|wave| wave.checked().0),
    });
    let chosen = Chosen::named(part, &asked);
    let (planned, is_planning) = use_planned(&asked, chosen, asked.machines() <= MOST_MACHINES);
    let turn = act.reform(|chosen: Chosen| Action::Turn(chosen.name().into()));
    let go = planned.clone().map(|planned| {
        act.reform(move |cell: usize| {
            let columns = planned.map.x.values.len().max(1);
            let there = planned.map.asked(&planned.asked, cell % columns, cell / columns);
            Action::Change(Rc::new(there.scenario), there.wave.map(Rc::new))
        })
    });
    let picture = planned.as_ref().zip(go).map(|(planned, go)| {
        let here = planned.map.here(&planned.asked);
        let columns = planned.map.x.values.len();
        let chart = AnyChart::from(heat(&planned.map, &planned.cells, here, lang));
        let start = here.map(|(column, row)| row * columns + column);
        html! {
            <ChartView {chart} height={Height::Tall} name="map" {dark} {lang}
                {columns} {start} pick={go} />
        }
    });
    html! {
        <div aria-busy={is_planning.to_string()}>
            { controls(chosen, &asked, &turn, lang) }
            if MOST_MACHINES < asked.machines() {
                <p class="hint">{ words::too_many(lang) }</p>
            } else {
                <p class="hint">{ words::how(lang) }</p>
                { picture.unwrap_or_else(|| html! { <p role="status">{ words::planning(lang) }</p> }) }
            }
        </div>
    }
}

/// Which map, and of what.
fn controls(
    chosen: Chosen,
    asked: &Asked,
    turn: &Callback<Chosen>,
    lang: crate::quantity::Lang,
) -> Html {
    let preset = |preset: Preset| {
        let Map { x, y, shown } = preset.map(asked);
        let (x, y) = (x.dial, y.dial);
        let is_it = (x, y) == (chosen.x, chosen.y);
        let onclick = turn.reform(move |_: MouseEvent| Chosen { x, y, shown });
        html! {
            <button key={words::preset(preset, lang)} type="button" aria-pressed={is_it.to_string()} {onclick}>
                { words::preset(preset, lang) }
            </button>
        }
    };
    let dials: Rc<[Dial]> = choice::dials(&asked.scenario).into();
    let inputs = |id, label, now: Dial, with: fn(Chosen, Dial) -> Chosen| {
        let names = dials.iter().map(|of| dial(*of, lang)).collect();
        let place = dials.iter().position(|of| *of == now).unwrap_or(0);
        let dials = Rc::clone(&dials);
        let onpick = turn.reform(move |at: usize| {
            let picked = dials.get(at).copied().unwrap_or(now);
            with(chosen, picked)
        });
        list(id, label, names, place, &onpick)
    };
    let results = choice::results();
    let names = results.iter().map(|of| shown(*of, lang)).collect();
    let place = results.iter().position(|of| *of == chosen.shown).unwrap_or(0);
    let onresult = turn.reform(move |at: usize| Chosen {
        shown: choice::results().get(at).copied().unwrap_or(chosen.shown),
        ..chosen
    });
    html! {
        <>
            <div class="switch map-of" role="group" aria-label={words::presets(lang)}>
                { for Preset::ALL.into_iter().map(preset) }
            </div>
            <div class="map-of">
                { inputs("map-x", words::across(lang), chosen.x, Chosen::with_x) }
                { inputs("map-y", words::upwards(lang), chosen.y, Chosen::with_y) }
                { list("map-shown", words::shown(lang), names, place, &onresult) }
            </div>
        </>
    }
}
