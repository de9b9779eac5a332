//! Hourly prices: fetched when a zone is chosen, or the user's own, pasted.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use web_sys::wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::plan::hours::{Column, Market};
use crate::quantity::Lang;
use crate::scenario::choice::Options;
use crate::scenario::{Currency, Site, Zone};
use crate::share::series::{self, BadSeries, Series};
use crate::ui::Same;
use crate::ui::browser::{element, fetch, focus};
use crate::ui::session::{recall_text, remember_text};
use crate::ui::text::hours as words;

/// How far the prices have got.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Progress {
    /// Source or destination has no hourly prices.
    Unasked,
    Loading,
    /// A file could not be fetched.
    Failed,
    /// One per site, the source's and the destination's first.
    Done(Vec<SiteHours>),
}

/// What is known of a site by the hour.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SiteHours {
    /// Where its prices are from.
    pub(super) zone: Zone,
    /// The user's own series, or the zone's.
    prices: Same<Series>,
    /// Whatever else the user's own series has.
    own: Option<Same<Series>>,
}

impl SiteHours {
    /// The model's terms for it.
    pub(super) fn market(&self, site: Site) -> Market<'_> {
        let column = |read: fn(&Series) -> &[f64]| {
            let own = self.own.as_deref().filter(|own| !read(own).is_empty());
            own.map(|own| Column { values: read(own), first_hour: own.first_hour })
        };
        let prices = Column { values: &self.prices.prices, first_hour: self.prices.first_hour };
        Market {
            currency: self.prices.currency.unwrap_or(site.currency),
            carbon: column(|series| &series.carbon),
            pue: column(|series| &series.pue),
            renewables: column(|series| &series.renewables),
            ..Market::of_prices(site, prices)
        }
    }
}

/// The prices of these zones, except where the user has better ones in these currencies, and what tries
/// again.
#[hook]
pub(super) fn use_markets(
    zones: Vec<Zone>,
    own: &Own,
    currencies: [Currency; 2],
) -> (Progress, Callback<()>) {
    let progress = use_state_eq(|| Progress::Unasked);
    let attempt = use_state_eq(|| 0_u32);
    {
        let set = progress.setter();
        let own = [0, 1].map(|at| own.of(at, currencies[at])?.ok());
        use_effect_with((zones, own, *attempt), move |(zones, own, _)| {
            let is_wanted = Rc::new(Cell::new(true));
            let missing = [0, 1].into_iter().any(|at| {
                let has_prices = own[at].as_ref().is_some_and(|own| !own.prices.is_empty());
                zones[at] == Zone::None && !has_prices
            });
            if missing {
                set.set(Progress::Unasked);
            } else {
                set.set(Progress::Loading);
                let (zones, own, is_wanted) = (zones.clone(), own.clone(), Rc::clone(&is_wanted));
                spawn_local(async move {
                    let loaded = load(zones, own).await;
                    if is_wanted.get() {
                        set.set(loaded.map_or(Progress::Failed, Progress::Done));
                    }
                });
            }
            move || is_wanted.set(false)
        });
    }
    let again = Callback::from(move |()| attempt.set(*attempt + 1));
    ((*progress).clone(), again)
}

async fn load(zones: Vec<Zone>, own: [Option<Same<Series>>; 2]) -> Option<Vec<SiteHours>> {
    let mut all = Vec::new();
    for (at, zone) in zones.into_iter().enumerate() {
        let own = own.get(at).cloned().flatten();
        let with_prices = own.clone().filter(|own| !own.prices.is_empty());
        let prices = if let Some(prices) = with_prices {
            prices
        } else {
            let name = zone.name().to_ascii_uppercase();
            let text = fetch(&format!("static/data/prices/{name}.csv")).await?;
            Same::new(series::read(&text).ok()?)
        };
        all.push(SiteHours { zone, prices, own });
    }
    Some(all)
}

/// A file may be as long as any other text.
const LARGEST_FILE: u64 = series::LARGEST as u64;

/// Under which keys the browser remembers the user's own series.
const KEYS: [&str; 2] = ["movecast.series.source", "movecast.series.destination"];

/// Series of the user's own, for the source and the destination.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Own {
    read: [Option<Result<Same<Series>, BadSeries>>; 2],
    /// What the browser remembered of them when the view was opened.
    remembered: [AttrValue; 2],
}

impl Own {
    /// Those that the browser remembers.
    pub(super) fn remembered() -> Self {
        let remembered = KEYS.map(|key| AttrValue::from(recall_text(key).unwrap_or_default()));
        Self { read: [0, 1].map(|at| read(&remembered[at])), remembered }
    }

    /// One of them, for a site whose prices are in this currency.
    fn of(&self, at: usize, currency: Currency) -> Option<Result<Same<Series>, BadSeries>> {
        let read = self.read[at].clone()?;
        Some(read.and_then(|series| series.in_currency(currency).map(|()| series)))
    }
}

fn read(text: &str) -> Option<Result<Same<Series>, BadSeries>> {
    (!text.trim().is_empty()).then(|| series::read(text).map(Same::new))
}

/// What shows and changes them: two text fields behind a disclosure.
pub(super) fn own_fields(own: &UseStateHandle<Own>, currencies: [Currency; 2], lang: Lang) -> Html {
    let set = |at: usize| {
        let own = own.clone();
        Callback::from(move |text: Result<String, BadSeries>| {
            let mut next = (*own).clone();
            next.read[at] = match text {
                Ok(text) => {
                    let read = read(&text);
                    // What is too long to read is too long to keep.
                    if !matches!(read, Some(Err(BadSeries::TooLarge))) {
                        remember_text(KEYS[at], &text);
                    }
                    read
                }
                Err(bad) => Some(Err(bad)),
            };
            own.set(next);
        })
    };
    let id = |at: usize| format!("own-prices-{at}");
    let field = |at: usize| {
        let read = own.of(at, currencies[at]);
        let wrong = matches!(read, Some(Err(_)));
        let said = read.map(|read| match read {
            Ok(series) => words::read(&series, lang),
            Err(bad) => words::bad_series(bad, lang),
        });
        let take = set(at);
        let oninput = take.reform(|event: InputEvent| {
            Ok(event.target_unchecked_into::<HtmlTextAreaElement>().value())
        });
        let ondrop = move |event: DragEvent| drop_file(&event, take.clone());
        let message = format!("own-prices-message-{at}");
        html! {
            <div class="own-prices">
                <label for={id(at)}>{ words::own(lang)[at] }</label>
                <textarea id={id(at)} rows="3" spellcheck="false" placeholder="2024-01-01T00:00Z;80.5"
                    defaultvalue={own.remembered[at].clone()} {oninput} {ondrop}
                    aria-invalid={wrong.then_some("true")} aria-describedby={message.clone()} />
                <p id={message} class={if wrong { "message is-error" } else { "hint" }} role="status">
                    { said }
                </p>
            </div>
        }
    };
    let forget = {
        let own = own.clone();
        move |_: MouseEvent| {
            for (at, key) in KEYS.into_iter().enumerate() {
                remember_text(key, "");
                let area =
                    element(&id(at)).and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
                if let Some(area) = area {
                    area.set_value("");
                }
            }
            own.set(Own { read: [None, None], ..(*own).clone() });
            // The button goes with what it forgot.
            focus(&id(0));
        }
    };
    let is_used = own.remembered.iter().any(|text| !text.is_empty());
    html! {
        <details class="more" open={is_used}>
            <summary>{ words::own_prices(lang) }</summary>
            <p class="hint">{ words::own_hint(lang) }</p>
            { field(0) }
            { field(1) }
            if own.read.iter().any(Option::is_some) {
                <button type="button" onclick={forget}>{ words::forget(lang) }</button>
            }
        </details>
    }
}

/// Takes a dropped file as if its text had been pasted; dropped text is the browser's own affair.
fn drop_file(event: &DragEvent, take: Callback<Result<String, BadSeries>>) {
    let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
    let (Some(file), Some(area)) = (file, event.target_dyn_into::<HtmlTextAreaElement>()) else {
        return;
    };
    event.prevent_default();
    let file = gloo::file::Blob::from(file);
    if LARGEST_FILE < file.size() {
        take.emit(Err(BadSeries::TooLarge));
        return;
    }
    spawn_local(async move {
        if let Ok(text) = gloo::file::futures::read_as_text(&file).await {
            area.set_value(&text);
            take.emit(Ok(text));
        }
    });
}
