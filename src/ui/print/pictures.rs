//! The charts of the sheet, and of a wave what moves when.

use yew::prelude::*;

use super::Printed;
use crate::chart::Size;
use crate::chart::dirty::Dirty;
use crate::chart::payback::Payback;
use crate::chart::picture::document;
use crate::chart::techniques::Techniques;
use crate::chart::theme::Theme;
use crate::chart::timeline::Timeline;
use crate::chart::wave::Gantt;
use crate::model::breakeven::Account;
use crate::plan::wave::WavePlan;
use crate::quantity::{Lang, duration};
use crate::report::Waved;
use crate::report::schedule::{Entry, entries};
use crate::scenario::wave::{Setting, Wave};
use crate::scenario::{Scenario, Technique};
use crate::ui::parts::AnyChart;
use crate::ui::text::print as words;
use crate::units::Seconds;

/// Two of them stand side by side.
const HALF: Size = Size { width: 460.0, height: 260.0 };
/// One that takes a line of its own.
const WHOLE: Size = Size { width: 940.0, height: 400.0 };
/// Entries of a wave that are printed; of more, a calendar or a table holds the rest.
const MOST: usize = 24;

/// Paper is white.
fn paper() -> Theme {
    Theme { ground: plotters::style::RGBColor(0xff, 0xff, 0xff), ..Theme::LIGHT }
}

/// The charts that belong to the answer: of a wave who moves when, else the course of the move, the
/// memory that is left to send, the techniques and the pay-back.
pub(super) fn pictures(printed: Printed<'_>) -> Html {
    let Printed { answer, waved, known, lang, .. } = printed;
    if let Some(Waved { wave, plan }) = waved {
        let window = Seconds::new(wave.get(Setting::Window));
        return html! {
            <>
                { figure(&Gantt::of(plan, &wave.groups, window).into(), WHOLE, lang) }
                { schedule(plan, wave, lang) }
            </>
        };
    }
    let Scenario { policy, stay, .. } = *answer.checked.get();
    let outcome = answer.plan.chosen();
    let vm = outcome.typical();
    let ranges: Vec<_> = Technique::ALL
        .into_iter()
        .filter_map(|technique| Some((technique, *known.of(technique)?)))
        .collect();
    let payback = Payback::of(&outcome.figures, known.of(outcome.technique), stay, Account::Money);
    let has_rounds = outcome.technique != Technique::Respawn && outcome.technique.moves_memory();
    let charts = [
        Some(AnyChart::from(Timeline::of(&outcome.trace, vm))),
        has_rounds.then(|| Dirty::of(&outcome.trace, vm, policy.downtime_limit).into()),
        Some(Techniques::of(&answer.plan, &ranges, policy.downtime_limit).into()),
        payback.map(AnyChart::from),
    ];
    let all = charts.iter().flatten().map(|chart| figure(chart, HALF, lang));
    html! { <div class="pictures">{ for all }</div> }
}

fn figure(chart: &AnyChart, size: Size, lang: Lang) -> Html {
    let chart = chart.get();
    let picture = document(size, &paper(), |area, theme| chart.draw(area, theme, lang));
    html! {
        <figure>
            <figcaption><b>{ chart.title(lang) }</b><br />{ chart.subtitle(lang) }</figcaption>
            { Html::from_html_unchecked(picture.into()) }
        </figure>
    }
}

/// What moves when.
fn schedule(plan: &WavePlan, wave: &Wave, lang: Lang) -> Html {
    let all = entries(plan, wave, lang);
    let row = |entry: &Entry| {
        html! {
            <tr>
                <th scope="row">{ &entry.title }</th>
                <td>{ duration(entry.from.get(), lang) }</td>
                <td>{ duration(entry.until.get(), lang) }</td>
            </tr>
        }
    };
    let left_out = all.len().saturating_sub(MOST);
    html! {
        <>
            <table class="schedule">
                <thead><tr>{ for words::schedule_heads(lang).map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                <tbody>{ for all.iter().take(MOST).map(row) }</tbody>
            </table>
            if 0 < left_out { <p>{ words::left_out(left_out, lang) }</p> }
        </>
    }
}
