//! The memory that is left to be sent, round by round.

use yew::prelude::*;

use super::ExtraProps;
use crate::chart::dirty::Dirty;
use crate::ui::parts::{AnyChart, ChartView, Height};

pub(super) fn left(props: &ExtraProps) -> Html {
    let ExtraProps { answer, dark, lang, .. } = props;
    let outcome = answer.plan.chosen();
    let limit = answer.checked.get().policy.downtime_limit;
    let chart = AnyChart::from(Dirty::of(&outcome.trace, outcome.typical(), limit));
    html! { <ChartView {chart} height={Height::High} name="memory-left" dark={*dark} lang={*lang} /> }
}
