//! All machines of a wave as a list of which only what is seen is there.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::chart::wave::name;
use crate::model::trace::Ending;
use crate::plan::wave::{Row, WavePlan, is_late};
use crate::quantity::{Lang, duration, quantity};
use crate::report::explain::wave::{Grounds, Question, explain_wave};
use crate::scenario::field::Measure;
use crate::scenario::wave::Wave;
use crate::share::schedule;
use crate::share::task::Task;
use crate::ui::Same;
use crate::ui::answer::Answer;
use crate::ui::parts::{Asked, TableFrame, list};
use crate::ui::text::waves as words;
use crate::units::Seconds;

/// Height of a row, as the style sheet has it, and of what is seen of the list.
const ROW: usize = 32;
const SEEN: usize = 416;
/// Rows beyond what is seen, so that a scroll does not outrun them.
const MORE: usize = 8;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct RowsProps {
    pub(super) answer: Same<Answer>,
    pub(super) task: Option<Rc<Task>>,
    pub(super) plan: Same<WavePlan>,
    pub(super) wave: Rc<Wave>,
    pub(super) window: Seconds,
    pub(super) lang: Lang,
}

#[component]
pub(super) fn Rows(props: &RowsProps) -> Html {
    let RowsProps { answer, task, plan, wave, window, lang } = props.clone();
    let now = use_state_eq(|| None);
    let asked = Asked { place: "machine", now: &now, answer, task: task.as_ref() };
    let filter = use_state_eq(|| 0_usize);
    let first = use_state_eq(|| 0_usize);
    let chosen = use_memo((plan.clone(), *filter, window.get().to_bits()), |(plan, filter, _)| {
        let is_meant = |row: &Row| match filter {
            0 => true,
            1 => is_late(row.ending, row.end, window),
            _ => matches!(row.ending, Ending::Forced | Ending::OutOfTime),
        };
        let rows = (0_u32..).zip(&plan.rows);
        rows.filter(|(_, row)| is_meant(row)).map(|(number, _)| number).collect::<Vec<u32>>()
    });
    let onscroll = {
        let first = first.clone();
        Callback::from(move |event: Event| {
            let top = event.target_unchecked_into::<Element>().scroll_top().max(0);
            // In steps, so that not every pixel is drawn anew.
            first.set((top as usize / ROW).saturating_sub(MORE) / 4 * 4);
        })
    };
    let all = chosen.len();
    let from = (*first).min(all.saturating_sub(SEEN / ROW));
    let until = (from + SEEN / ROW + 2 * MORE + 4).min(all);
    let time = |time: Seconds| duration(time.get(), lang);
    let line = |at: usize| {
        let number = chosen[at];
        let Some(row) = plan.rows.get(number as usize) else { return Html::default() };
        let late = is_late(row.ending, row.end, window);
        let named = name(&wave.groups, row.group, number);
        html! {
            <tr key={number} aria-rowindex={(at + 2).to_string()} class={late.then_some("is-late")}>
                <th scope="row">{ asked.button(number as usize, Question::Machine(number), named, None, "asks") }</th>
                <td>{ quantity(row.memory.get(), Measure::Size, lang) }</td>
                <td>{ format!("{} \u{2192} {}", row.source + 1, row.destination + 1) }</td>
                <td>{ time(row.start) }</td>
                <td>{ time(row.end) }</td>
                <td>{ time(row.downtime) }</td>
                <td>{ quantity(row.rate().get(), Measure::BitRate, lang) }</td>
                <td>{ words::ending(row.ending, lang) }</td>
            </tr>
        }
    };
    let space = |rows: usize| {
        // The page's policy allows no styles of elements; a height of its own does as well.
        html! { <tr aria-hidden="true" height={(rows * ROW).to_string()}><td colspan="8" /></tr> }
    };
    // The machines that are meant are a filter of the page; a file holds all of them.
    let whole = {
        let (plan, wave) = (plan.clone(), Rc::clone(&wave));
        Callback::from(move |()| {
            let heads = schedule::COLUMNS.map(str::to_owned).to_vec();
            std::iter::once(heads).chain(schedule::rows(&plan, &wave).map(Vec::from)).collect()
        })
    };
    let why = use_memo((plan.clone(), window.get().to_bits(), lang), |(plan, _, lang)| {
        let count = |is: &dyn Fn(&&Row) -> bool| plan.rows.iter().filter(is).count();
        let ended = |ending| count(&|row| row.ending == ending);
        let is_late = |row: &Row| row.ending.completes() && is_late(row.ending, row.end, window);
        let late = count(&|row| is_late(row));
        let waiting = count(&|row| is_late(row) && window <= row.start);
        words::why_late(late, waiting, window.get(), *lang)
            + &words::why_stuck(ended(Ending::Forced), ended(Ending::OutOfTime), *lang)
    });
    let pick = {
        let filter = filter.clone();
        Callback::from(move |place| filter.set(place))
    };
    let explain = |question| {
        let (scenario, what_ifs) = (&asked.answer.checked, &[][..]);
        explain_wave(question, Grounds { scenario, wave: &wave, plan: &plan, what_ifs }, lang)
    };
    html! {
        <div onkeydown={asked.onkeydown()}>
            if !why.is_empty() { <p class="aside">{ &*why }</p> }
            { list("wave-rows", words::show(lang), words::filters(lang).into(), *filter, &pick) }
            <TableFrame name={words::machines(lang)} class="rows" {lang} {whole} {onscroll}>
                <table aria-rowcount={(all + 1).to_string()}>
                    <thead><tr>{ for words::row_heads(lang).map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                    <tbody>
                        { space(from) }
                        { for (from..until).map(line) }
                        { space(all - until) }
                    </tbody>
                </table>
            </TableFrame>
            { asked.explained(explain, lang) }
        </div>
    }
}
