//! Many machines at once: who moves, when, over which links, and what else could be done.

mod cell;
mod inputs;
mod rows;
mod what_ifs;

use std::rc::Rc;

use yew::prelude::*;

use self::inputs::inputs;
use self::rows::Rows;
use self::what_ifs::what_ifs;
use super::ViewsProps;
use crate::chart::wave::{Axis, Curve, Curves, Gantt};
use crate::plan::wave::WavePlan;
use crate::quantity::{Lang, quantity};
use crate::scenario::field::Measure;
use crate::scenario::wave::{Setting, Wave};
use crate::share::task::WAVE;
use crate::ui::parts::{AnyChart, ChartView, Height};
use crate::ui::runner::wave::{KnownWave, use_wave};
use crate::ui::text::{learn, waves as words};
use crate::units::Seconds;

#[component]
pub(super) fn Waves(props: &ViewsProps) -> Html {
    let ViewsProps { answer, wave: stated, task, dark, lang, act, .. } = props.clone();
    let checked = &answer.checked;
    let wave = use_memo((stated.clone(), *checked.get()), |(stated, scenario)| {
        stated.as_deref().cloned().unwrap_or_else(|| Wave::of(scenario))
    });
    let (known, runner) = use_wave(checked, &wave);
    let window = Seconds::new(wave.get(Setting::Window));
    let toggle = {
        let runner = Rc::clone(&runner);
        Callback::from(move |_: MouseEvent| runner.toggle())
    };
    let inputs = inputs(&wave, checked.get(), stated.is_some(), lang, &act);
    let inputs = match &task {
        Some(task) if task.hides(WAVE) => Html::default(),
        Some(task) if task.locks(WAVE) => html! {
            <fieldset class="locked" disabled=true>
                <legend class="hint">{ learn::locked(lang) }</legend>
                { inputs }
            </fieldset>
        },
        _ => inputs,
    };
    let name = if known.is_running { words::stop(lang) } else { words::go_on(lang) };
    html! {
        <>
            <div class="wave-lead">
                <p class="lead" aria-live="polite">{ lead(&known, lang) }</p>
                if known.progress < 1.0 {
                    <p class="progress">
                        <progress value={known.progress.to_string()} aria-label={words::otherwise(lang)} />
                        { words::progress(known.progress, lang) }
                        <button type="button" onclick={toggle}>{ name }</button>
                    </p>
                }
            </div>
            // Each part has a place of its own, so that what is being edited stays when others come.
            <div>if let Some(plan) = known.plan.as_ref().filter(|plan| 0 < plan.outline.machines) {
                <ChartView chart={AnyChart::from(Gantt::of(plan, &wave.groups, window))}
                    height={if plan.shown.len() < 14 { Height::High } else { Height::Tall }} name="wave" {dark} {lang} />
                <ChartView chart={AnyChart::from(link_use(plan, lang))} height={Height::High} name="link-use" {dark} {lang} />
            }</div>
            { inputs }
            <div>{ what_ifs(&known, &wave, checked.get(), dark, lang) }</div>
            <div>if let Some(plan) = &known.plan {
                <h3>{ words::afterwards(lang) }</h3>
                <p>{ after(plan, &wave, lang) }</p>
                <h3>{ words::machines(lang) }</h3>
                <Rows plan={plan.clone()} wave={Rc::clone(&wave)} {window} {lang} />
            }</div>
        </>
    }
}

fn lead(known: &KnownWave, lang: Lang) -> String {
    match &known.plan {
        None => words::planning(lang).to_owned(),
        Some(plan) if plan.outline.machines == 0 => words::nobody(lang).to_owned(),
        Some(plan) => words::outline(&plan.outline, lang),
    }
}

fn after(plan: &WavePlan, wave: &Wave, lang: Lang) -> String {
    let hosts = |setting| wave.get(setting) as u32;
    words::after(&plan.after, hosts(Setting::Sources), hosts(Setting::Destinations), lang)
}

fn link_use(plan: &WavePlan, lang: Lang) -> Curves {
    let capacity = plan.capacity.get();
    let span = plan.usage.span.get();
    let end = plan.outline.makespan.get();
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (at, rate) in plan.usage.rates().enumerate() {
        let from = at as f64 * span;
        points.extend([(from, rate.get()), ((from + span).min(end.max(from)), rate.get())]);
    }
    let mean = plan.usage.total().get() / end.max(1e-9) / capacity.max(1.0);
    let share = crate::quantity::percent(mean, lang);
    Curves {
        title: match lang {
            Lang::En => format!("The link between the sites is used to {share} on average"),
            Lang::De => format!("Die Verbindung der Standorte ist im Mittel zu {share} genutzt"),
        },
        subtitle: lang
            .pick(
                "Payload over the link between the sites, and what it could carry",
                "Nutzdaten über die Verbindung der Standorte, und was sie tragen könnte",
            )
            .to_owned(),
        along: lang.pick("Time", "Zeit").to_owned(),
        axis: Axis::Time,
        measure: Measure::BitRate,
        curves: vec![Curve { name: lang.pick("Use", "Nutzung").to_owned(), points }],
        level: Some((capacity, quantity(capacity, Measure::BitRate, lang))),
    }
}
