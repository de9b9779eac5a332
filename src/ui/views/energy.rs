//! Joules, money and pay-back.

use yew::prelude::*;

use crate::chart::table::Table;
use crate::plan::Outcome;
use crate::quantity::{Lang, energy, number, quantity};
use crate::report::sentences;
use crate::scenario::Field;
use crate::ui::app::Answer;
use crate::ui::parts::table;
use crate::ui::runner::Known;
use crate::ui::text;

pub(super) fn view(answer: &Answer, _known: &Known, _dark: bool, lang: Lang) -> Html {
    let outcome = answer.plan.chosen();
    let field = Field::Network;
    let coefficient = quantity(field.get(answer.checked.get()), field.measure(), lang);
    html! {
        <>
            <p class="lead">{ sentences::energy_view(outcome, lang) }</p>
            { table(&bill(outcome, lang)) }
            <p class="aside">
                { text::label(field, lang) }{ ": " }<strong>{ coefficient }</strong>{ ". " }
                { text::hint(field, lang) }{ " " }
                { text::default_from(
                    &quantity(field.get(&crate::scenario::Scenario::default()), field.measure(), lang),
                    text::source(field.source(), lang), lang) }
            </p>
        </>
    }
}

fn bill(outcome: &Outcome, lang: Lang) -> Table {
    let bill = &outcome.figures.bill;
    let total = bill.total();
    let row = |name: &str, part: crate::units::Energy| {
        let share = number(libm::round(part.share_of(total).to_percent()), lang);
        vec![name.to_owned(), energy(part.to_joules(), lang), format!("{share}\u{202f}%")]
    };
    Table {
        rows: vec![
            row(text::source_host(lang), bill.source),
            row(text::destination_host(lang), bill.destination),
            row(text::network(lang), bill.network),
            row(text::together(lang), total),
        ],
        ..Table::new(
            text::bill(lang).to_owned(),
            &["", text::energy_column(lang), text::share_column(lang)],
        )
    }
}
