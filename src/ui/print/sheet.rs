//! A plan on paper: the verdict, results with their ranges, charts, what differs from the defaults,
//! what is assumed, and the way back to it as text and QR code.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};
use yew::prelude::*;

use super::pictures::pictures;
use super::{Note, Printed, note};
use crate::quantity::Lang;
use crate::report::compare::{Input, Outcome, differing};
use crate::report::{self, Waved, range_values, sentences};
use crate::scenario::field::{Measure, Source};
use crate::scenario::{Field, Scenario};
use crate::share::task::POINTS;
use crate::share::{Along, Stated};
use crate::ui::text::print as words;
use crate::ui::{address, browser, entry, text};

/// Modules of quiet ground around a QR code (ISO/IEC 18004).
const QUIET: i32 = 4;

/// The whole sheet.
pub(super) fn sheet(printed: Printed<'_>) -> Html {
    let Printed { stated, answer, waved, verdict, lang, .. } = printed;
    let scenario = answer.checked.get();
    let is_awaited = stated.wave.is_some() && waved.is_none();
    let link = address::link(stated, &Along::default());
    let version = env!("CARGO_PKG_VERSION");
    html! {
        <article class="sheet">
            <header>
                <b>{ "Movecast " }{ version }</b>
                <span>{ words::what(lang) }</span>
                <time>{ browser::today(lang) }</time>
            </header>
            { own(&note()) }
            <h2>{ &verdict.headline }</h2>
            <p>{ &verdict.reason }</p>
            { wave(waved, lang) }
            <h3>{ words::results(lang) }</h3>
            if !is_awaited { { results(printed) } { pictures(printed) } }
            <h3>{ words::inputs(lang) }</h3>
            { inputs(scenario, stated, lang) }
            <h3>{ words::assumptions(lang) }</h3>
            <p>{ sentences::assumptions(scenario, lang) }</p>
            <p>{ assumed(scenario, stated, lang) }</p>
            <ul>{ for text::known_limits(lang).map(|limit| html! { <li>{ limit }</li> }) }</ul>
            <footer>
                { code(&link) }
                <p>{ words::again(lang) }<br /><a href={link.clone()}>{ link }</a></p>
            </footer>
        </article>
    }
}

/// What whoever prints has written on it.
fn own(note: &Note) -> Html {
    let Note { title, author, text } = note;
    html! {
        <>
            if !title.is_empty() { <h1>{ title }</h1> }
            if !author.is_empty() { <p class="by">{ author }</p> }
            if !text.is_empty() { <p class="note">{ text }</p> }
        </>
    }
}

/// The wave, where one is stated: what comes of it, and what is there afterwards.
fn wave(waved: Option<Waved<'_>>, lang: Lang) -> Html {
    let Some(Waved { wave, plan }) = waved else { return Html::default() };
    let [outline, after] =
        [report::wave::outline(&plan.outline, lang), report::wave::after(plan, wave, lang)];
    let terms = report::wave::terms(wave, lang);
    html! { <p>{ format!("{terms} {outline} {after}") }</p> }
}

fn results(printed: Printed<'_>) -> Html {
    let Printed { answer, waved, known, lang, .. } = printed;
    let chosen = answer.plan.chosen();
    let judged = report::judge(&answer.checked, &answer.plan, waved, printed.stated.goal);
    // A wave is run once.
    let ranges = known.of(chosen.technique).filter(|_| waved.is_none());
    let ranges = ranges.map(|ranges| range_values(ranges, lang));
    let range = |outcome: Outcome| {
        let ranges = ranges.as_ref()?;
        Some(match outcome {
            Outcome::TotalTime => ranges[0].clone(),
            Outcome::Downtime => ranges[1].clone(),
            Outcome::Cost => ranges[2].clone(),
            Outcome::BreakEven => ranges[3].clone(),
            _ => return None,
        })
    };
    let row = |outcome: &Outcome| {
        html! {
            <tr>
                <th scope="row">{ outcome.label(lang) }</th>
                <td>{ outcome.write(judged.figures, lang) }</td>
                <td>{ range(*outcome).unwrap_or_else(|| "–".to_owned()) }</td>
            </tr>
        }
    };
    html! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{ report::technique(chosen.technique, lang) }</th>
                    <th scope="col">{ words::typical(lang) }</th>
                    <th scope="col">{ words::most(lang) }</th>
                </tr>
            </thead>
            <tbody>{ for Outcome::ALL.iter().map(row) }</tbody>
        </table>
    }
}

/// Whether the task around it hides what goes by this key; then it is not printed either.
fn hides(around: &Stated, key: &str) -> bool {
    around.task.as_ref().is_some_and(|task| task.hides(key))
}

/// What differs from the paper's experiment under this controller's own limits.
fn inputs(stated: &Scenario, around: &Stated, lang: Lang) -> Html {
    let defaults = stated.usual();
    let is_shown = |input: &Input| {
        let key = match input {
            Input::Choice(choice) => choice.key(),
            Input::Field(field) => field.key(),
            Input::Points => POINTS,
        };
        input.applies(stated) && !hides(around, key)
    };
    let changed: Vec<Input> =
        differing(&[defaults, *stated]).into_iter().filter(is_shown).collect();
    let controller = report::controller(stated.policy.controller, lang);
    let item = |input: &Input| {
        let (label, value, default) = match *input {
            Input::Choice(choice) => {
                let name = |scenario| text::option(choice, choice.get(scenario), lang).to_owned();
                (text::choice(choice, lang), name(stated), name(&defaults))
            }
            Input::Field(field) => {
                let write = |scenario| entry::stated(field, scenario, lang);
                (text::label(field, lang), write(stated), write(&defaults))
            }
            Input::Points => (text::points(lang), points(stated, lang), "–".to_owned()),
        };
        html! { <li>{ label }{ ": " }<b>{ value }</b>{ format!(" ({default})") }</li> }
    };
    html! {
        <>
            <p>{ words::controller(lang) }{ ": " }<b>{ controller }</b>{ ". " }{
                if changed.is_empty() { words::as_is(lang) } else { words::in_brackets(lang) }
            }</p>
            <ul class="stated">{ for changed.iter().map(item) }</ul>
        </>
    }
}

fn points(stated: &Scenario, lang: Lang) -> String {
    let mut text = String::new();
    for (interval, dirtied) in stated.fleet.points.to_base() {
        let interval = entry::write(interval, Measure::Time, lang).0;
        let dirtied = entry::write(dirtied, Measure::Size, lang).0;
        let gap = if text.is_empty() { "" } else { ", " };
        // Writing into a string cannot fail.
        write!(text, "{gap}{interval} {dirtied}").ok();
    }
    text
}

/// The values that nobody measured and that the user left as they are.
fn assumed(stated: &Scenario, around: &Stated, lang: Lang) -> String {
    let is_assumed = |field: &&Field| {
        field.applies(stated)
            && !hides(around, field.key())
            && field.origin(stated).source() == Some(Source::Assumption)
    };
    let mut text = String::new();
    for field in Field::ALL.iter().filter(is_assumed) {
        let value = entry::stated(*field, stated, lang);
        let gap = if text.is_empty() { "" } else { "; " };
        write!(text, "{gap}{} {value}", text::label(*field, lang)).ok();
    }
    let lead = words::assumed(lang);
    if text.is_empty() { text } else { format!("{lead}: {text}.") }
}

/// The link as a QR code; none where it is too long for one.
fn code(link: &str) -> Html {
    let Ok(code) = QrCode::encode_text(link, QrCodeEcc::Low) else { return Html::default() };
    let mut dark = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            write!(dark, "M{} {}h1v1h-1z", x + QUIET, y + QUIET).ok();
        }
    }
    let side = code.size() + 2 * QUIET;
    html! {
        <svg viewBox={format!("0 0 {side} {side}")}>
            <path d={dark} />
        </svg>
    }
}
