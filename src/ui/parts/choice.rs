//! What is chosen among a few options: a row of names, a list, or a box to tick.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::quantity::Lang;
use crate::report;
use crate::scenario::choice::Options;
use crate::scenario::field::Source;
use crate::scenario::presets::{Band, COUNTRIES, Preset, Side, found};
use crate::scenario::ruled_out::ruled_out;
use crate::scenario::{Choice, Scenario, Technique};
use crate::ui::state::Action;
use crate::ui::text;

/// The control of a choice.
pub(crate) fn choice(
    choice: Choice,
    scenario: &Scenario,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    match (choice, choice.name(0)) {
        (Choice::Technique, _) => techniques(scenario, lang, act),
        (_, "off") => tick(choice, scenario, lang, act),
        _ => {
            let options = (0..choice.count()).map(|place| text::option(choice, place, lang));
            let onpick = act.reform(move |place: usize| Action::Pick(choice, place));
            let chosen = choice.get(scenario);
            list(choice.key(), text::choice(choice, lang), options.collect(), chosen, &onpick)
        }
    }
}

/// How to move, as a row of names.
fn techniques(scenario: &Scenario, lang: Lang, act: &Callback<Action>) -> Html {
    let chosen = scenario.policy.technique;
    let option = |technique: Technique| {
        let name = text::option(Choice::Technique, technique.place(), lang);
        let pick = Action::Pick(Choice::Technique, technique.place());
        let onchange = act.reform(move |_: Event| pick.clone());
        let offered = technique.is_offered_by(scenario.policy.controller);
        let class = classes!(color(technique));
        self::option("technique", name, class, technique == chosen, offered, onchange)
    };
    html! {
        <>
            { options(text::technique(lang), Technique::ALL.into_iter().map(option)) }
            { out_of_the_question(scenario, lang) }
        </>
    }
}

/// Why names in that row cannot be chosen.
fn out_of_the_question(scenario: &Scenario, lang: Lang) -> Html {
    let controller = scenario.policy.controller;
    let why = |technique: Technique| {
        let why = report::remedies::ruled_out(ruled_out(technique, controller)?, lang);
        let name = text::option(Choice::Technique, technique.place(), lang);
        Some(html! { <p key={name} class="hint">{ format!("{name}: {why}.") }</p> })
    };
    Technique::ALL.into_iter().filter_map(why).collect()
}

/// One name in a row of which one is chosen.
pub(crate) fn option(
    group: &'static str,
    name: &'static str,
    class: Classes,
    chosen: bool,
    offered: bool,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <label key={name} class={classes!("option", class)}>
            <input type="radio" name={group} checked={chosen} disabled={!offered} {onchange} />
            <span>{ name }</span>
        </label>
    }
}

/// A row of names, made by [`option`].
pub(crate) fn options(legend: &'static str, names: impl Iterator<Item = Html>) -> Html {
    html! {
        <fieldset class="choice">
            <legend>{ legend }</legend>
            <div class="options">{ for names }</div>
        </fieldset>
    }
}

fn tick(choice: Choice, scenario: &Scenario, lang: Lang, act: &Callback<Action>) -> Html {
    let onchange = act.reform(move |event: Event| {
        let checked = event.target_unchecked_into::<HtmlInputElement>().checked();
        Action::Pick(choice, usize::from(checked))
    });
    html! {
        <label key={choice.key()} class="tick">
            <input type="checkbox" checked={choice.get(scenario) == 1} {onchange} />
            { text::choice(choice, lang) }
        </label>
    }
}

/// Presets to choose from; what matches none of them is the user's own.
pub(super) fn presets(
    id: &'static str,
    label: &'static str,
    presets: &'static [Preset],
    scenario: &Scenario,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    let found = presets.iter().position(|preset| preset.is_in(scenario));
    let names = presets.iter().map(|preset| lang.pick(preset.name[0], preset.name[1]));
    let options = std::iter::once(text::own(lang)).chain(names).collect();
    let act = act.clone();
    let onpick = Callback::from(move |place: usize| {
        if let Some(preset) = place.checked_sub(1).and_then(|at| presets.get(at)) {
            act.emit(Action::Apply(preset));
        }
    });
    let source = found.map(|at| text::source(presets[at].source, lang));
    html! {
        <>
            { list(id, label, options, found.map_or(0, |at| at + 1), &onpick) }
            if let Some(source) = source {
                <p class="hint preset-source">{ text::from(source, lang) }</p>
            }
        </>
    }
}

/// Countries to choose from, and where one is chosen, how much electricity is taken there.
pub(super) fn countries(
    side: Side,
    scenario: &Scenario,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    let found = found(side, scenario);
    let chosen = COUNTRIES.iter().position(|country| found.is_some_and(|(it, _)| it == country));
    let names = COUNTRIES.iter().map(|country| lang.pick(country.name[0], country.name[1]));
    let options = std::iter::once(text::own(lang)).chain(names).collect();
    let known = found.map_or(Band::Ie, |(_, band)| band);
    let act = act.clone();
    let onpick = {
        let act = act.clone();
        Callback::from(move |place: usize| {
            if let Some(country) = place.checked_sub(1).and_then(|at| COUNTRIES.get(at)) {
                act.emit(Action::Locate(side, country, known));
            }
        })
    };
    let (ids, [label, band_label]) = match side {
        Side::Source => (["source", "source-band"], text::source_site(lang)),
        Side::Destination => (["destination", "destination-band"], text::destination_site(lang)),
    };
    let band = found.map(|(country, band)| {
        let bands: Vec<Band> =
            Band::ALL.into_iter().filter(|band| country.price(*band).is_some()).collect();
        let names = bands.iter().map(|band| text::band(*band, lang)).collect();
        let place = bands.iter().position(|known| *known == band).unwrap_or(0);
        let onpick = act.reform(move |place: usize| {
            Action::Locate(side, country, bands.get(place).copied().unwrap_or(band))
        });
        html! {
            <>
                { list(ids[1], band_label, names, place, &onpick) }
                <p class="hint preset-source">{ text::from(text::source(Source::EurostatEmber, lang), lang) }</p>
            </>
        }
    });
    html! {
        <>
            { list(ids[0], label, options, chosen.map_or(0, |at| at + 1), &onpick) }
            { band }
        </>
    }
}

/// A list to pick one of; hands on the place of what is picked.
pub(crate) fn list(
    id: &'static str,
    label: &'static str,
    options: Vec<&'static str>,
    chosen: usize,
    onpick: &Callback<usize>,
) -> Html {
    let onchange = onpick.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        value.parse().unwrap_or(0)
    });
    let id = format!("list-{id}");
    let option = |(place, name): (usize, &'static str)| {
        html! { <option value={place.to_string()} selected={place == chosen}>{ name }</option> }
    };
    html! {
        <div key={id.clone()} class="pick">
            <label for={id.clone()}>{ label }</label>
            <select {id} {onchange}>{ for options.into_iter().enumerate().map(option) }</select>
        </div>
    }
}

/// The class that gives a technique its color.
pub(crate) const fn color(technique: Technique) -> &'static str {
    match technique {
        Technique::PreCopy => "in-pre-copy",
        Technique::PostCopy | Technique::Warm => "in-post-copy",
        Technique::Hybrid => "in-hybrid",
        Technique::Block | Technique::Storage => "in-block",
        Technique::Offline | Technique::Cold => "in-offline",
        Technique::Respawn => "in-respawn",
        Technique::Container => "in-container",
    }
}
