//! The views that are fetched when they are first opened. The build splits each off the page's module
//! into a chunk of its own; everywhere else they are plain functions, and always here.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use super::{
    ViewsProps, assumptions, compare, energy, evidence, learn, service, techniques, timeline, waves,
};
use crate::ui::state::View;

/// What draws a view.
pub(super) type Draw = fn(&ViewsProps) -> Html;

/// What the page opens on is always here.
const TIMELINE: Draw = |props| timeline::view(&props.answer, props.dark, props.lang);

/// How far a view has got.
pub(super) enum Progress {
    Loading,
    /// Its chunk could not be fetched.
    Failed,
    Here(Draw),
}

/// The view to show, and what tries again to fetch it.
#[hook]
pub(super) fn use_view(open: View) -> (Progress, Callback<()>) {
    let here = use_mut_ref(|| vec![(View::Timeline, TIMELINE)]);
    let failed = use_state_eq(|| None);
    let attempt = use_state_eq(|| 0_u32);
    let changed = use_force_update();
    let draw = find(&here, open);
    {
        let (failed, here) = (failed.setter(), Rc::clone(&here));
        use_effect_with((open, *attempt), move |(open, _)| {
            let open = *open;
            failed.set(None);
            if find(&here, open).is_none() {
                spawn_local(async move {
                    match fetch(open).await {
                        Ok(draw) => {
                            here.borrow_mut().push((open, draw));
                            changed.force_update();
                        }
                        Err(_) => failed.set(Some(open)),
                    }
                });
            }
        });
    }
    let progress = match draw {
        Some(draw) => Progress::Here(draw),
        None if *failed == Some(open) => Progress::Failed,
        None => Progress::Loading,
    };
    (progress, Callback::from(move |()| attempt.set(*attempt + 1)))
}

fn find(here: &RefCell<Vec<(View, Draw)>>, open: View) -> Option<Draw> {
    here.borrow().iter().find(|(view, _)| *view == open).map(|(_, draw)| *draw)
}

async fn fetch(view: View) -> Result<Draw, SplitLoaderError> {
    match view {
        View::Timeline => Ok(TIMELINE),
        View::Techniques => techniques().await,
        View::Energy => energy().await,
        View::Service => service().await,
        View::Waves => waves().await,
        View::Compare => compare().await,
        View::Learn => learn().await,
        View::Evidence => evidence().await,
        View::Assumptions => assumptions().await,
    }
}

#[wasm_split(techniques, fallible)]
fn techniques() -> Result<Draw, SplitLoaderError> {
    Ok(|props| techniques::view(&props.answer, &props.known, props.dark, props.lang))
}

#[wasm_split(energy, fallible)]
fn energy() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <energy::View ..props.clone() /> })
}

#[wasm_split(service, fallible)]
fn service() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <service::Service ..props.clone() /> })
}

#[wasm_split(waves, fallible)]
fn waves() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <waves::Waves ..props.clone() /> })
}

#[wasm_split(compare, fallible)]
fn compare() -> Result<Draw, SplitLoaderError> {
    Ok(compare::view)
}

#[wasm_split(learn, fallible)]
fn learn() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <learn::Learn ..props.clone() /> })
}

#[wasm_split(evidence, fallible)]
fn evidence() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <evidence::Evidence dark={props.dark} lang={props.lang} /> })
}

#[wasm_split(assumptions, fallible)]
fn assumptions() -> Result<Draw, SplitLoaderError> {
    Ok(|props| assumptions::view(&props.answer, props.lang))
}
