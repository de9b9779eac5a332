//! What is stated about a wave: its groups, as a table and as text, and its hosts, links and limits.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::cell::Cell;
use crate::plan::wave::totals;
use crate::quantity::{Lang, is_none, none, parse, quantity};
use crate::report::wave::order_name;
use crate::scenario::Scenario;
use crate::scenario::field::Measure;
use crate::scenario::presets::WORKLOADS;
use crate::scenario::wave::{Group, LIMITS, Order, Setting, Wave};
use crate::share::groups::{Column, Table, read, write};
use crate::ui::entry;
use crate::ui::parts::{TableFrame, list};
use crate::ui::state::Action;
use crate::ui::text::{self, waves as words};
use crate::units::Seconds;

/// All of it, to edit; what the quickest machine takes tells whether a window is too short for any.
pub(super) fn inputs(
    wave: &Rc<Wave>,
    scenario: &Scenario,
    is_stated: bool,
    quickest: Option<Seconds>,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    let set = act.reform(|wave: Wave| Action::State(Some(Rc::new(wave))));
    html! {
        <>
            <h3>{ words::groups(lang) }</h3>
            { groups(wave, scenario, is_stated, lang, &set, act) }
            <Paste wave={Rc::clone(wave)} like={Group::of(scenario)} {lang} set={set.clone()} />
            { settings(wave, quickest, lang, &set) }
        </>
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
    let (machines, memory, used, disk) = totals(&wave.groups);
    let [memory, used, disk] =
        [memory, used, disk].map(|size| quantity(size.get(), Measure::Size, lang));
    let forget = act.reform(|_: MouseEvent| Action::State(None));
    html! {
        <>
            if !is_stated { <p class="hint">{ words::not_stated(lang) }</p> }
            <datalist id="workloads">{ for WORKLOADS.iter().map(|preset| html! { <option value={lang.pick(preset.name[0], preset.name[1])} /> }) }</datalist>
            <TableFrame name={words::groups(lang)} class="groups" {lang}>
                <table>
                    <thead><tr>
                        { for Column::ALL.map(|column| html! { <th scope="col">{ column.heading(lang) }</th> }) }
                        <td />
                    </tr></thead>
                    <tbody>{ for (0..wave.groups.len()).map(line) }</tbody>
                </table>
            </TableFrame>
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
    let Table { groups, problems } = read(&text, &like, lang);
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
                    aria-invalid={(!problems.is_empty()).then_some("true")} aria-describedby="wave-paste-hint wave-paste-message" />
                <p id="wave-paste-hint" class="hint">{ words::paste_hint(lang) }</p>
                <ul id="wave-paste-message" class="message is-error" aria-live="polite">
                    { for problems.iter().map(|problem| html! { <li>{ words::problem(problem, lang) }</li> }) }
                </ul>
                <button type="button" onclick={take} disabled={is_empty || typed.is_none()}>{ words::take(lang) }</button>
            </div>
        </details>
    }
}

/// By when, from where and to where.
const HOSTS: [Setting; 8] = [
    Setting::Window,
    Setting::Sources,
    Setting::Destinations,
    Setting::HostMemory,
    Setting::HostThreads,
    Setting::Occupied,
    Setting::CpuOvercommit,
    Setting::MemoryOvercommit,
];
/// How many at a time, over which ports.
const LIMITED: [Setting; 8] = [
    Setting::PerSource,
    Setting::PerDestination,
    Setting::InAll,
    Setting::Batch,
    Setting::Serial,
    Setting::SourcePort,
    Setting::DestinationPort,
    Setting::Background,
];

fn settings(wave: &Rc<Wave>, quickest: Option<Seconds>, lang: Lang, set: &Callback<Wave>) -> Html {
    let window = wave.get(Setting::Window);
    let too_short = quickest.filter(|time| 0.0 < window && window < time.get());
    let field = |setting: Setting| {
        let measure = setting.measure();
        let stated = wave.get(setting);
        let (written, unit) = entry::write(stated, measure, lang);
        let value = if setting.none() == Some(stated) { none(lang).to_owned() } else { written };
        let (set, wave) = (set.clone(), Rc::clone(wave));
        let take = Callback::from(move |text: String| {
            let Some(value) = setting
                .none()
                .filter(|_| is_none(&text) || text.trim().is_empty())
                .or_else(|| parse(&text, measure, unit, lang).ok())
            else {
                return false;
            };
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
                if let Some(time) = too_short.filter(|_| setting == Setting::Window) {
                    <p class="hint" role="status">{ words::window_too_short(time.get(), lang) }</p>
                }
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
    let orders = Order::ALL.map(|(order, _)| order_name(order, lang));
    let order = Order::ALL.iter().position(|(order, _)| *order == wave.order).unwrap_or(0);
    html! {
        <>
            <h3>{ words::hosts(lang) }</h3>
            <div class="wave-fields">{ for HOSTS.into_iter().map(field) }</div>
            <h3>{ words::limits(lang) }</h3>
            <div class="wave-fields">
                { list("wave-order", words::order(lang), orders.into(), order, &to_order) }
                { list("wave-limits", words::limits_of(lang), names.collect(), preset.map_or(0, |at| at + 1), &to_preset) }
                { for LIMITED.into_iter().map(field) }
            </div>
            if let Some(at) = preset { <p class="hint">{ words::limit_source(&LIMITS[at], lang) }</p> }
            <p class="aside">{ words::assumed(lang) }</p>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_its_place_in_the_form() {
        for setting in Setting::ALL {
            let places = HOSTS.iter().chain(&LIMITED).filter(|shown| *shown == setting).count();
            assert_eq!(places, 1, "{setting:?}");
        }
    }
}
