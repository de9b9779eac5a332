//! Many machines at once: who moves, when, over which links, and what else could be done.

mod cell;
mod rows;

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use self::cell::Cell;
use self::rows::Rows;
use super::ViewsProps;
use crate::chart::table::Table;
use crate::chart::wave::{Axis, Curve, Curves, Gantt};
use crate::plan::wave::{self, CURVES, LOADS, Outline, WavePlan, WhatIf, best};
use crate::quantity::{Lang, duration, parse, quantity, signed_percent};
use crate::scenario::Scenario;
use crate::scenario::field::Measure;
use crate::scenario::presets::WORKLOADS;
use crate::scenario::wave::{Group, LIMITS, Order, Setting, Wave};
use crate::share::wave::{Column, read, write};
use crate::ui::entry;
use crate::ui::parts::{self, AnyChart, ChartView, Height, list};
use crate::ui::runner::wave::{KnownWave, use_wave};
use crate::ui::state::Action;
use crate::ui::text::{self, waves as words};
use crate::units::Seconds;

/// Times that differ by less hardly differ: the model is as far off.
const HARDLY: f64 = 1.05;

#[component]
pub(super) fn Waves(props: &ViewsProps) -> Html {
    let ViewsProps { answer, wave: stated, dark, lang, act, .. } = props.clone();
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
    let set = act.reform(|wave: Wave| Action::State(Some(Rc::new(wave))));
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
            <h3>{ words::groups(lang) }</h3>
            { groups(&wave, checked.get(), stated.is_some(), lang, &set, &act) }
            <Paste wave={Rc::clone(&wave)} like={Group::of(checked.get())} {lang} set={set.clone()} />
            <h3>{ words::limits(lang) }</h3>
            { settings(&wave, lang, &set) }
            <div>{ what_ifs(&known, &wave, dark, lang) }</div>
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

/// The table of groups, each cell to edit.
fn groups(
    wave: &Rc<Wave>,
    scenario: &Scenario,
    is_stated: bool,
    lang: Lang,
    set: &Callback<Wave>,
    act: &Callback<Action>,
) -> Html {
    let workload = WORKLOADS.iter().find(|preset| preset.applied(scenario) == *scenario);
    let workload =
        workload.map_or(words::as_stated(lang), |preset| lang.pick(preset.name[0], preset.name[1]));
    let cell = |at: usize, column: Column| {
        let group = &wave.groups[at];
        let (set, wave) = (set.clone(), Rc::clone(wave));
        let take = Callback::from(move |text: String| {
            let mut wave = (*wave).clone();
            let is_read = column.read(&mut wave.groups[at], &text, lang);
            let (wave, is_cut) = wave.checked();
            if is_read && !is_cut {
                set.emit(wave);
            }
            is_read && !is_cut
        });
        let name = format!("{} {}", column.heading(lang), at + 1);
        let placeholder = match column {
            Column::Name => Some("VM"),
            Column::Workload => Some(workload),
            _ => None,
        };
        let suggested = (column == Column::Workload).then_some("workloads");
        html! { <td><Cell {name} value={column.write(group, lang)} {suggested} {placeholder}
        problem={words::not_read(lang)} read={take} /></td> }
    };
    let changed = |change: Rc<dyn Fn(&mut Wave)>| {
        let (set, wave) = (set.clone(), Rc::clone(wave));
        Callback::from(move |_: MouseEvent| {
            let mut wave = (*wave).clone();
            change(&mut wave);
            set.emit(wave.checked().0);
        })
    };
    let line = |at: usize| {
        let remove = changed(Rc::new(move |wave| drop(wave.groups.remove(at))));
        html! {
            <tr key={at}>
                { for Column::ALL.map(|column| cell(at, column)) }
                <td><button type="button" class="quiet" onclick={remove} aria-label={format!("{} {}", words::remove(lang), at + 1)}>{ "×" }</button></td>
            </tr>
        }
    };
    let add = changed(Rc::new(|wave| {
        let new = wave.groups.last().cloned();
        wave.groups.extend(new.map(|group| Group { name: String::new(), ..group }));
        if wave.groups.is_empty() {
            wave.groups.push(Group::of(&Scenario::default()));
        }
    }));
    let (machines, memory, used, disk) = wave::totals(&wave.groups);
    let [memory, used, disk] =
        [memory, used, disk].map(|size| quantity(size.get(), Measure::Size, lang));
    let forget = act.reform(|_: MouseEvent| Action::State(None));
    html! {
        <>
            if !is_stated { <p class="hint">{ words::not_stated(lang) }</p> }
            <datalist id="workloads">{ for WORKLOADS.iter().map(|preset| html! { <option value={lang.pick(preset.name[0], preset.name[1])} /> }) }</datalist>
            <div class="table groups" tabindex="0" role="region" aria-label={words::groups(lang)}>
                <table>
                    <thead><tr>
                        { for Column::ALL.map(|column| html! { <th scope="col">{ column.heading(lang) }</th> }) }
                        <td />
                    </tr></thead>
                    <tbody>{ for (0..wave.groups.len()).map(line) }</tbody>
                </table>
            </div>
            <p class="totals">{ words::totals(machines, &memory, &used, &disk, lang) }</p>
            <p class="wave-tools">
                <button type="button" onclick={add} disabled={Wave::MOST_GROUPS <= wave.groups.len()}>{ words::add(lang) }</button>
                if is_stated { <button type="button" onclick={forget}>{ words::forget(lang) }</button> }
            </p>
        </>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct PasteProps {
    wave: Rc<Wave>,
    like: Group,
    lang: Lang,
    set: Callback<Wave>,
}

/// The groups as text: to copy, and to paste others over them.
#[component]
fn Paste(props: &PasteProps) -> Html {
    let PasteProps { wave, like, lang, set } = props.clone();
    let typed = use_state_eq(|| None::<String>);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(Some(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
        })
    };
    let text = (*typed).clone().unwrap_or_else(|| write(&wave.groups, lang));
    let (groups, bad) = read(&text, &like, lang);
    let is_empty = groups.is_empty();
    let take = {
        let typed = typed.clone();
        Callback::from(move |_: MouseEvent| {
            let mut wave = (*wave).clone();
            wave.groups.clone_from(&groups);
            set.emit(wave.checked().0);
            typed.set(None);
        })
    };
    html! {
        <details class="more">
            <summary>{ words::paste(lang) }</summary>
            <div class="points">
                <label class="unseen" for="wave-paste">{ words::paste(lang) }</label>
                <textarea id="wave-paste" rows="6" spellcheck="false" value={text} {oninput}
                    aria-invalid={(!bad.is_empty()).then_some("true")} aria-describedby="wave-paste-hint wave-paste-message" />
                <p id="wave-paste-hint" class="hint">{ words::paste_hint(lang) }</p>
                <ul id="wave-paste-message" class="message is-error" aria-live="polite">
                    { for bad.iter().map(|bad| html! { <li>{ words::bad_line(*bad, lang) }</li> }) }
                </ul>
                <button type="button" onclick={take} disabled={is_empty || typed.is_none()}>{ words::take(lang) }</button>
            </div>
        </details>
    }
}

fn settings(wave: &Rc<Wave>, lang: Lang, set: &Callback<Wave>) -> Html {
    let field = |setting: Setting| {
        let measure = setting.measure();
        let (value, unit) = entry::write(wave.get(setting), measure, lang);
        let (set, wave) = (set.clone(), Rc::clone(wave));
        let take = Callback::from(move |text: String| {
            let Ok(value) = parse(&text, measure, unit, lang) else { return false };
            let (min, max) = setting.bounds();
            let is_within = (min..=max).contains(&value);
            if is_within {
                let mut wave = (*wave).clone();
                wave.set(setting, value);
                set.emit(wave);
            }
            is_within
        });
        let id = format!("wave-{}", setting.key());
        html! {
            <div key={setting.key()} class="wave-field">
                <label for={id.clone()}>{ words::setting(setting, lang) }</label>
                <Cell {id} {value} problem={words::not_read(lang)} read={take} />
            </div>
        }
    };
    let preset = LIMITS.iter().position(|preset| preset.applied(wave) == **wave);
    let names = std::iter::once(text::own(lang)).chain(LIMITS.iter().map(|preset| preset.name));
    let change = |change: fn(&Wave, usize) -> Wave| {
        let (set, wave) = (set.clone(), Rc::clone(wave));
        Callback::from(move |place: usize| set.emit(change(&wave, place)))
    };
    let to_preset =
        change(|wave, place| match place.checked_sub(1).and_then(|at| LIMITS.get(at)) {
            Some(preset) => preset.applied(wave),
            None => wave.clone(),
        });
    let to_order = change(|wave, place| {
        let mut wave = wave.clone();
        wave.order = Order::ALL.get(place).map_or(wave.order, |(order, _)| *order);
        wave
    });
    let orders = Order::ALL.map(|(order, _)| words::order_name(order, lang));
    let order = Order::ALL.iter().position(|(order, _)| *order == wave.order).unwrap_or(0);
    html! {
        <>
            <div class="wave-fields">
                { list("wave-order", words::order(lang), orders.into(), order, &to_order) }
                { list("wave-limits", words::limits_of(lang), names.collect(), preset.map_or(0, |at| at + 1), &to_preset) }
                { for Setting::ALL.iter().map(|setting| field(*setting)) }
            </div>
            if let Some(at) = preset { <p class="hint">{ words::limit_source(&LIMITS[at], lang) }</p> }
        </>
    }
}

/// What would come of other limits, orders and links.
fn what_ifs(known: &KnownWave, wave: &Wave, dark: bool, lang: Lang) -> Html {
    let Some(plan) = known.plan.as_ref().filter(|_| !known.what_ifs.is_empty()) else {
        return Html::default();
    };
    let stated = &plan.outline;
    let at_a_time: Vec<(u32, Outline)> = known
        .what_ifs
        .iter()
        .filter_map(|(what_if, outline)| match what_if {
            WhatIf::AtATime(count) => Some((*count, *outline)),
            _ => None,
        })
        .collect();
    let rows: Vec<Vec<String>> = known
        .what_ifs
        .iter()
        .filter(|(what_if, _)| !matches!(what_if, WhatIf::AtATime(_) | WhatIf::Loaded(..)))
        .filter(|(what_if, _)| *what_if != WhatIf::Ordered(wave.order))
        .map(|(what_if, outline)| {
            let change = outline.makespan.get() / stated.makespan.get().max(1e-9) - 1.0;
            vec![
                words::what_if(*what_if, lang),
                duration(outline.makespan.get(), lang),
                signed_percent(change, lang),
                duration(outline.downtime.get(), lang),
                outline.late.to_string(),
            ]
        })
        .collect();
    let table = Table {
        rows,
        ..Table::new(words::otherwise(lang).to_owned(), &words::what_if_heads(lang))
    };
    let found = best(&at_a_time);
    let why = found.map(|(count, _)| {
        let last = at_a_time.last().map_or(count, |(last, _)| *last);
        if count == 1 {
            words::why_few(lang)
        } else if count < last {
            words::why_some(lang)
        } else {
            words::why_many(lang)
        }
    });
    html! {
        <>
            if let Some((count, outline)) = found {
                <ChartView chart={AnyChart::from(concurrency(&at_a_time, count, &outline, lang))}
                    height={Height::High} name="at-a-time" {dark} {lang} />
            }
            if let Some(why) = why { <p class="aside">{ why }</p> }
            { parts::table(&table, Some("evidence")) }
            if let Some(figure) = loads(&known.what_ifs, lang) {
                <ChartView chart={AnyChart::from(figure)} height={Height::High} name="memory-load" {dark} {lang} />
            }
        </>
    }
}

fn concurrency(known: &[(u32, Outline)], best: u32, outline: &Outline, lang: Lang) -> Curves {
    let points: Vec<(f64, f64)> =
        known.iter().map(|(count, outline)| (f64::from(*count), outline.makespan.get())).collect();
    Curves {
        title: words::best(best, outline.makespan.get(), is_level(&points), lang),
        subtitle: lang
            .pick(
                "When all have moved, by machines at a time in all, without other limits",
                "Wann alle umgezogen sind, nach Maschinen gleichzeitig, ohne andere Grenzen",
            )
            .to_owned(),
        along: lang.pick("At a time", "Gleichzeitig").to_owned(),
        axis: Axis::Count,
        measure: Measure::Time,
        curves: vec![Curve { name: lang.pick("All moved", "Alle umgezogen").to_owned(), points }],
        level: None,
    }
}

/// Whether the largest value is hardly above the smallest.
fn is_level(points: &[(f64, f64)]) -> bool {
    let of = |pick: fn(f64, f64) -> f64, from| points.iter().map(|(_, y)| *y).fold(from, pick);
    of(f64::max, 0.0) < of(f64::min, f64::MAX) * HARDLY
}

/// The paper's Figure 2, once all of it is known.
fn loads(known: &[(WhatIf, Outline)], lang: Lang) -> Option<Curves> {
    let curve = |count: u32| {
        let points: Vec<(f64, f64)> = known
            .iter()
            .filter_map(|(what_if, outline)| match what_if {
                WhatIf::Loaded(at, load) if *at == count => {
                    Some((load.get(), outline.makespan.get()))
                }
                _ => None,
            })
            .collect();
        Curve { name: count.to_string(), points }
    };
    let curves: Vec<Curve> = CURVES.into_iter().map(curve).collect();
    let last = curves.last()?.points.last()?;
    (1.0 <= last.0).then_some(())?;
    let across =
        |at: usize| curves.iter().filter_map(|c| c.points.get(at)).copied().collect::<Vec<_>>();
    let hardly_differ = (0..LOADS.len()).all(|at| is_level(&across(at)));
    Some(Curves {
        title: words::loads(hardly_differ, lang).to_owned(),
        subtitle: lang
            .pick(
                "The paper's Figure 2: when all have moved, by share of the memory in use that is written again and again at the scenario's rate; a curve for 1, 2, 5 and 10 at a time; up to 40 machines",
                "Abbildung 2 des Papers: wann alle umgezogen sind, nach Anteil des belegten Speichers, der mit der Rate des Szenarios immer wieder beschrieben wird; je eine Kurve für 1, 2, 5 und 10 gleichzeitig; bis zu 40 Maschinen",
            )
            .to_owned(),
        along: lang.pick("Memory load", "Speicherlast").to_owned(),
        axis: Axis::Share,
        measure: Measure::Time,
        curves,
        level: None,
    })
}
