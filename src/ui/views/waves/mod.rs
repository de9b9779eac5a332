//! Many machines at once: who moves, when, over which links, and what else could be done.

mod calendar;
mod cell;
mod inputs;
mod rows;
mod what_ifs;

use std::rc::Rc;

use yew::prelude::*;

use self::calendar::Calendar;
use self::inputs::inputs;
use self::rows::Rows;
use self::what_ifs::what_ifs;
use super::ViewsProps;
use crate::chart::wave::{Axis, Curve, Curves, Gantt};
use crate::plan::wave::WavePlan;
use crate::quantity::{Lang, quantity};
use crate::report::explain::wave::{Grounds, Question, explain_wave, name};
use crate::report::sentence::Sentence;
use crate::report::wave as sentences;
use crate::scenario::field::Measure;
use crate::scenario::wave::{Setting, Wave};
use crate::share::task::WAVE;
use crate::ui::parts::{AnyChart, Asked, ChartView, Height};
use crate::ui::runner::wave::use_wave;
use crate::ui::text::{learn, waves as words};
use crate::units::Seconds;

/// Where numbers can be asked about: in the first sentences, in those on capacity, among what-ifs.
const PLACES: [&str; 3] = ["wave", "capacity", "what-if"];

#[component]
pub(super) fn Waves(props: &ViewsProps) -> Html {
    let ViewsProps { answer, wave: stated, task, dark, lang, act, .. } = props.clone();
    let checked = &answer.checked;
    let wave = use_memo((stated.clone(), *checked.get()), |(stated, scenario)| {
        stated.as_deref().cloned().unwrap_or_else(|| Wave::of(scenario))
    });
    let now = [use_state_eq(|| None), use_state_eq(|| None), use_state_eq(|| None)];
    let (known, runner) = use_wave(checked, &wave);
    let window = Seconds::new(wave.get(Setting::Window));
    let toggle = {
        let runner = Rc::clone(&runner);
        Callback::from(move |_: MouseEvent| runner.toggle())
    };
    // An older plan keeps the place of the one that is on its way, but is not seen.
    let is_current = known.is_of(checked, &wave);
    let quickest = known.plan.as_ref().filter(|_| is_current).and_then(|plan| plan.quickest());
    let inputs = inputs(&wave, checked.get(), stated.is_some(), quickest, lang, &act);
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
    let asked_in = |place: usize| Asked {
        place: PLACES[place],
        now: &now[place],
        answer: answer.clone(),
        task: task.as_ref(),
    };
    let plan = known.plan.as_ref().filter(|_| is_current || !known.has_failed);
    let grounds = plan.map(|plan| Grounds {
        scenario: checked,
        wave: &wave,
        plan,
        what_ifs: &known.what_ifs,
    });
    let said = |asked: &Asked<'_, Question>, said: &Sentence<Question>, class: &'static str| {
        let grounds = grounds?;
        let explain = |question| explain_wave(question, grounds, lang);
        Some(asked.said(
            0,
            said,
            Some(class),
            |question| name(question, grounds, lang),
            explain,
            lang,
        ))
    };
    let lead = asked_in(0);
    let told = match plan {
        _ if known.has_failed => html! { <p class="lead">{ words::not_planned(lang) }</p> },
        Some(_) if !is_current => html! { <p class="lead">{ words::planning(lang) }</p> },
        None => html! { <p class="lead">{ words::planning(lang) }</p> },
        Some(plan) if plan.outline.machines == 0 => {
            html! { <p class="lead">{ words::nobody(lang) }</p> }
        }
        Some(plan) => {
            said(&lead, &sentences::outline(&plan.outline, lang), "lead").unwrap_or_default()
        }
    };
    let afterwards = asked_in(1);
    let name = if known.is_running { words::stop(lang) } else { words::go_on(lang) };
    html! {
        <>
            <div class="wave-lead">
                <div aria-live="polite" onkeydown={lead.onkeydown()}>{ told }</div>
                if known.progress < 1.0 {
                    <p class="progress">
                        <progress value={known.progress.to_string()} aria-label={words::otherwise(lang)} />
                        { words::progress(known.progress, lang) }
                        <button type="button" onclick={toggle}>{ name }</button>
                    </p>
                }
            </div>
            <section class="statement">{ inputs }</section>
            // Each part has a place of its own, so that what is being edited stays when others come.
            <div inert={!is_current}>if let Some(plan) = plan.filter(|plan| 0 < plan.outline.machines) {
                <ChartView chart={AnyChart::from(Gantt::of(plan, &wave.groups, window))}
                    height={if plan.shown.len() < 14 { Height::High } else { Height::Tall }} name="wave" {dark} {lang} />
                <ChartView chart={AnyChart::from(link_use(plan, lang))} height={Height::High} name="link-use" {dark} {lang} />
            }</div>
            <div inert={!is_current}>{ what_ifs(&known, &wave, &asked_in(2), dark, lang) }</div>
            <div inert={!is_current}>if let Some(plan) = plan {
                <h3>{ words::afterwards(lang) }</h3>
                <div onkeydown={afterwards.onkeydown()}>
                    { said(&afterwards, &sentences::after(plan, &wave, lang), "aside").unwrap_or_default() }
                </div>
                <h3>{ words::machines(lang) }</h3>
                <Calendar plan={plan.clone()} wave={Rc::clone(&wave)} {lang} />
                <Rows answer={answer.clone()} task={task.clone()} plan={plan.clone()} wave={Rc::clone(&wave)} {window} {lang} />
            }</div>
        </>
    }
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
