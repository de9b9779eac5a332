//! What leaves the page: tables for spreadsheets and pictures of charts. One gate for all of them;
//! what writes them is fetched when it is first asked for.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

mod about;
mod picture;
mod sheet;

use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::Element;
use yew::prelude::*;

use super::parts::AnyChart;
use crate::chart::Size;
use crate::chart::theme::Theme;
use crate::quantity::Lang;

/// Rows of cells, the heads of the columns first.
pub(super) type Rows = Vec<Vec<String>>;

/// What is to leave the page.
pub(super) enum Wanted {
    /// A table, as a file or for the clipboard.
    Sheet {
        /// What holds it.
        frame: Element,
        /// All of its rows, where the page does not have them all.
        whole: Option<Rows>,
        /// What it is called.
        name: AttrValue,
        is_copied: bool,
    },
    /// A chart with its words around it.
    Picture {
        chart: AnyChart,
        /// How large it is on the page.
        size: Size,
        theme: Theme,
        name: &'static str,
        is_svg: bool,
    },
}

type Give = fn(Wanted, Lang, Callback<bool>);

#[wasm_split(out, fallible)]
fn fetch() -> Result<Give, SplitLoaderError> {
    Ok(|wanted, lang, done| match wanted {
        Wanted::Sheet { frame, whole, name, is_copied } => {
            let rows = whole.unwrap_or_else(|| sheet::rows(&frame));
            sheet::give(&rows, &name, is_copied, lang, &done);
        }
        Wanted::Picture { chart, size, theme, name, is_svg } => {
            picture::give(&chart, size, &theme, name, is_svg, lang);
            done.emit(true);
        }
    })
}

/// Hands something out, and says whether that worked.
pub(super) fn hand_out(wanted: Wanted, lang: Lang, done: Callback<bool>) {
    spawn_local(async move {
        match fetch().await {
            Ok(give) => give(wanted, lang, done),
            Err(_) => done.emit(false),
        }
    });
}
