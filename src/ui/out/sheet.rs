//! Tables of the page as files and for the clipboard.

use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::Rows;
use crate::quantity::Lang;
use crate::share::sheet::{csv, tsv};
use crate::ui::{browser, offer};

/// What tells spreadsheets that a file is in UTF-8.
const MARK: &str = "\u{feff}";
/// No name of a file is longer.
const LONGEST: usize = 48;

/// The rows of the table within an element, as they are read: of a cell to edit its text.
pub(super) fn rows(frame: &Element) -> Rows {
    let cells = |row: &Element| each(row, "th, td").iter().flat_map(spread).collect();
    let rows = each(frame, "tr");
    rows.iter().filter(|row| !row.has_attribute("aria-hidden")).map(cells).collect()
}

fn each(within: &Element, what: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(what) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// A cell, and an empty one for each further column that it spans.
fn spread(cell: &Element) -> Vec<String> {
    let edited = cell.query_selector("input").ok().flatten();
    let edited = edited.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    let text = match (edited, cell.query_selector("small").ok().flatten()) {
        (Some(input), _) => input.value(),
        // What stands small below a value is set apart from it.
        (None, Some(small)) => {
            let (all, small) = (text_of(cell), text_of(&small));
            let first = all.strip_suffix(&small).unwrap_or(&all).trim_end().to_owned();
            if first.is_empty() { small } else { format!("{first} ({small})") }
        }
        (None, None) => text_of(cell),
    };
    let spans = cell.get_attribute("colspan").and_then(|spans| spans.parse().ok()).unwrap_or(1);
    std::iter::once(text).chain((1..spans.min(100)).map(|_: usize| String::new())).collect()
}

fn text_of(element: &Element) -> String {
    element.text_content().unwrap_or_default().trim().to_owned()
}

/// Offers rows to be saved, or puts them on the clipboard.
pub(super) fn give(rows: &Rows, name: &str, is_copied: bool, lang: Lang, done: &Callback<bool>) {
    if is_copied {
        browser::copy(&tsv(rows), done.clone());
        return;
    }
    // Spreadsheets take the separator of their country's decimal sign.
    let text = MARK.to_owned() + &csv(rows, lang.pick(',', ';'));
    offer::text(&text, "text/csv", &format!("movecast-{}.csv", plain(name)));
    done.emit(true);
}

/// A name as that of a file.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            _ if letter.is_ascii_alphanumeric() => plain.push(letter),
            _ if plain.ends_with('-') || plain.is_empty() => {}
            _ => plain.push('-'),
        }
    }
    plain.truncate(LONGEST);
    let plain = plain.trim_end_matches('-');
    if plain.is_empty() { "table".to_owned() } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_that_of_a_file() {
        assert_eq!(plain("Größe, je VM (8 von 10)"), "groesse-je-vm-8-von-10");
        assert_eq!(plain("…"), "table");
    }
}
