//! Tables, and what takes each of them into a spreadsheet.

use gloo::timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;

use crate::chart::table::Table;
use crate::quantity::Lang;
use crate::ui::out::{Rows, Wanted, hand_out};
use crate::ui::text;

/// How long it says that a table was copied.
const SAID_MS: u32 = 2500;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TableFrameProps {
    /// What the table is called.
    pub(crate) name: AttrValue,
    #[prop_or_default]
    pub(crate) class: Option<&'static str>,
    pub(crate) lang: Lang,
    /// All of its rows, the heads first, where the page does not have them all.
    #[prop_or_default]
    pub(crate) whole: Option<Callback<(), Rows>>,
    #[prop_or_default]
    pub(crate) onscroll: Callback<Event>,
    pub(crate) children: Html,
}

/// What is around every table: it scrolls by itself where it is too wide, and can be saved as CSV and
/// copied.
#[component]
pub(crate) fn TableFrame(props: &TableFrameProps) -> Html {
    let TableFrameProps { name, class, lang, whole, onscroll, children } = props.clone();
    let frame = use_node_ref();
    let said = use_state_eq(|| None::<bool>);
    {
        let said = said.clone();
        use_effect_with(*said, move |now| {
            let done = now.is_some().then(|| Timeout::new(SAID_MS, move || said.set(None)));
            move || drop(done)
        });
    }
    let give = |is_copied: bool| {
        let (frame, whole, name, said) =
            (frame.clone(), whole.clone(), name.clone(), said.setter());
        Callback::from(move |_: MouseEvent| {
            let Some(frame) = frame.cast::<Element>() else { return };
            let (whole, name) = (whole.as_ref().map(|whole| whole.emit(())), name.clone());
            let said = said.clone();
            let done = Callback::from(move |worked: bool| {
                // A file that is offered says so itself.
                said.set((is_copied || !worked).then_some(worked));
            });
            hand_out(Wanted::Sheet { frame, whole, name, is_copied }, lang, done);
        })
    };
    let told = match *said {
        None => "",
        Some(true) => text::copied_text(lang),
        Some(false) => text::did_not_work(lang),
    };
    html! {
        <>
            <div ref={frame.clone()} class={classes!("table", class)} tabindex="0" role="region"
                aria-label={name.clone()} {onscroll}>{ children }</div>
            <p class="takes">
                <span role="status">{ told }</span>
                <button type="button" class="quiet" aria-label={format!("CSV, {name}")} onclick={give(false)}>{ "CSV" }</button>
                <button type="button" class="quiet" aria-label={format!("{}, {name}", text::copy(lang))}
                    onclick={give(true)}>{ text::copy(lang) }</button>
            </p>
        </>
    }
}

/// The table, its first column as the heads of its rows, of this class if any.
pub(crate) fn table(table: &Table, class: Option<&'static str>, lang: Lang) -> Html {
    drawn(table, class, lang, |_, _, cell| html! { cell })
}

/// The same with cells as they are drawn by row and column.
pub(super) fn drawn(
    table: &Table,
    class: Option<&'static str>,
    lang: Lang,
    draw: impl Fn(usize, usize, &str) -> Html,
) -> Html {
    let row = |(at, row): (usize, &Vec<String>)| {
        html! {
            <tr>
                { for row.iter().enumerate().map(|(column, cell)| match column {
                    0 => html! { <th scope="row">{ cell }</th> },
                    _ => html! { <td>{ draw(at, column, cell) }</td> },
                }) }
            </tr>
        }
    };
    html! {
        <TableFrame name={table.caption.clone()} {lang}>
            <table {class}>
                <caption>{ &table.caption }</caption>
                <thead>
                    <tr>{ for table.columns.iter().map(|name| html! { <th scope="col">{ name }</th> }) }</tr>
                </thead>
                <tbody>{ for table.rows.iter().enumerate().map(row) }</tbody>
            </table>
        </TableFrame>
    }
}
