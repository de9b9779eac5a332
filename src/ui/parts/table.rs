//! A table of text.

use yew::prelude::*;

use crate::chart::table::Table;

/// The table, its first column as the heads of its rows, of this class if any. It scrolls by itself
/// where it is too wide.
pub(crate) fn table(table: &Table, class: Option<&'static str>) -> Html {
    drawn(table, class, |_, _, cell| html! { cell })
}

/// The same with cells as they are drawn by row and column.
pub(super) fn drawn(
    table: &Table,
    class: Option<&'static str>,
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
        <div class="table" tabindex="0" role="region" aria-label={table.caption.clone()}>
            <table {class}>
                <caption>{ &table.caption }</caption>
                <thead>
                    <tr>{ for table.columns.iter().map(|name| html! { <th scope="col">{ name }</th> }) }</tr>
                </thead>
                <tbody>{ for table.rows.iter().enumerate().map(row) }</tbody>
            </table>
        </div>
    }
}
