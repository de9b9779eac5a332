//! Joules, money, carbon and pay-back.

mod hours;
mod markets;

use yew::prelude::*;

use self::hours::Hourly;
use crate::chart::payback::Payback;
use crate::chart::share_bar::ShareBar;
use crate::chart::table::Table;
use crate::model::breakeven::BreakEven;
use crate::plan::{Figures, with_network};
use crate::quantity::{Lang, carbon, duration, energy, money, quantity};
use crate::report::sentences;
use crate::scenario::field::Measure;
use crate::scenario::{Field, Scenario};
use crate::ui::Same;
use crate::ui::answer::Answer;
use crate::ui::parts::{self, AnyChart, ChartView, Height};
use crate::ui::runner::Known;
use crate::ui::state::Action;
use crate::ui::text;
use crate::units::NetworkIntensity;

/// Published energy of traffic between data centers, in kWh per GB: Cloud Carbon Footprint; Aslan et
/// al. 2018 (0.06 in 2015, halved every two years) for 2024; the Sustainable Web Design Model 4.
const NETWORKS: [(&str, f64); 3] =
    [("Cloud Carbon Footprint", 0.001), ("Aslan et al., 2024", 0.002_65), ("SWDM 4", 0.059)];

pub(super) fn view(
    answer: &Same<Answer>,
    known: &Known,
    dark: bool,
    lang: Lang,
    act: &Callback<Action>,
) -> Html {
    let outcome = answer.plan.chosen();
    let stay = answer.checked.get().stay;
    html! {
        <>
            <p class="lead">{ sentences::energy_view(outcome, lang) }</p>
            <ChartView chart={AnyChart::from(Payback::of(&outcome.figures, known.of(outcome.technique), stay))}
                height={Height::High} name="pay-back" {dark} {lang} />
            { bill(&outcome.figures, lang) }
            <ChartView chart={AnyChart::from(ShareBar::of(&outcome.figures.bill))} height={Height::Low}
                name="energy" {dark} {lang} open=true />
            { networks(answer, lang) }
            <Hourly answer={answer.clone()} {dark} {lang} act={act.clone()} />
        </>
    }
}

fn pays(found: BreakEven, figures: &Figures, lang: Lang) -> String {
    match found {
        BreakEven::After(after) if figures.ending.completes() => duration(after.get(), lang),
        _ => text::never(lang).to_owned(),
    }
}

/// The move in money, energy and carbon, and what would flip the decision.
fn bill(figures: &Figures, lang: Lang) -> Html {
    let row = |name: &str, cost: String, saving: String, found: BreakEven| {
        vec![name.to_owned(), cost, saving, pays(found, figures, lang)]
    };
    let rows = vec![
        row(
            text::in_money(lang),
            money(figures.bill.cost.get(), lang),
            money(figures.saving_per_hour.get(), lang),
            figures.break_even,
        ),
        row(
            text::in_energy(lang),
            energy(figures.bill.total().to_joules(), lang),
            energy(figures.energy_saving_per_hour.to_joules(), lang),
            figures.energy_break_even,
        ),
        row(
            text::in_carbon(lang),
            carbon(figures.bill.carbon.to_grams(), lang),
            carbon(figures.carbon_saving_per_hour.to_grams(), lang),
            figures.carbon_break_even,
        ),
    ];
    let table =
        Table { rows, ..Table::new(text::in_all(lang).to_owned(), &text::bill_heads(lang)) };
    let flip = figures.even_price.map(|price| {
        let price = quantity(price.to_per_kwh(), Measure::Price, lang);
        text::flip(&price, &money(figures.cost_back.get(), lang), lang)
    });
    html! {
        <>
            { parts::table(&table, Some("evidence")) }
            if let Some(flip) = flip { <p class="aside">{ flip }</p> }
        </>
    }
}

/// The network's coefficient as a what-if: it decides more than anything else.
fn networks(answer: &Answer, lang: Lang) -> Html {
    let field = Field::Network;
    let own = field.get(answer.checked.get());
    let row = |(name, kwh_per_gb): (&str, f64)| {
        let network = NetworkIntensity::kwh_per_gb(kwh_per_gb);
        let figures = with_network(&answer.checked, answer.plan.chosen(), network);
        vec![
            format!("{name}: {}", quantity(kwh_per_gb, field.measure(), lang)),
            energy(figures.bill.total().to_joules(), lang),
            pays(figures.break_even, &figures, lang),
            pays(figures.energy_break_even, &figures, lang),
            pays(figures.carbon_break_even, &figures, lang),
        ]
    };
    let is_known = NETWORKS.iter().any(|(_, kwh_per_gb)| (kwh_per_gb - own).abs() < 1e-9);
    let stated = (!is_known).then_some((text::own(lang), own));
    let all = [(text::hosts_only(lang), 0.0)].into_iter().chain(NETWORKS).chain(stated);
    let table = Table {
        rows: all.map(row).collect(),
        ..Table::new(text::network_caption(lang).to_owned(), &text::network_heads(lang))
    };
    let default = quantity(field.get(&Scenario::default()), field.measure(), lang);
    html! {
        <>
            { parts::table(&table, Some("evidence")) }
            <p class="aside">
                { text::network_note(lang) }{ " " }
                { text::default_from(&default, text::source(field.source(), lang), lang) }
            </p>
        </>
    }
}
