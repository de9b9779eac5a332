//! Joules, money and pay-back.

use yew::prelude::*;

use crate::chart::payback::Payback;
use crate::chart::share_bar::ShareBar;
use crate::quantity::{Lang, quantity};
use crate::report::sentences;
use crate::scenario::{Field, Scenario};
use crate::ui::answer::Answer;
use crate::ui::parts::{AnyChart, ChartView, Height};
use crate::ui::runner::Known;
use crate::ui::text;

pub(super) fn view(answer: &Answer, known: &Known, dark: bool, lang: Lang) -> Html {
    let outcome = answer.plan.chosen();
    let stay = answer.checked.get().stay;
    let field = Field::Network;
    let coefficient = quantity(field.get(answer.checked.get()), field.measure(), lang);
    html! {
        <>
            <p class="lead">{ sentences::energy_view(outcome, lang) }</p>
            <ChartView chart={AnyChart::from(Payback::of(&outcome.figures, known.of(outcome.technique), stay))}
                height={Height::High} name="pay-back" {dark} {lang} />
            <ChartView chart={AnyChart::from(ShareBar::of(&outcome.figures.bill))} height={Height::Low}
                name="energy" {dark} {lang} open=true />
            <p class="aside">
                { text::label(field, lang) }{ ": " }<strong>{ coefficient }</strong>{ ". " }
                { text::hint(field, lang) }{ " " }
                { text::default_from(
                    &quantity(field.get(&Scenario::default()), field.measure(), lang),
                    text::source(field.source(), lang), lang) }
            </p>
        </>
    }
}
