//! The views that are fetched when they are first opened. The build splits each off the page's module
//! into a chunk of its own; everywhere else they are plain functions, and always here.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use super::{
    ViewsProps, assumptions, compare, energy, evidence, learn, map, service, sure, techniques,
    timeline, waves,
};
use crate::ui::chunk::{Progress, use_chunk};
use crate::ui::state::View;

/// What draws a view.
pub(super) type Draw = fn(&ViewsProps) -> Html;

/// What the page opens on is always here.
const TIMELINE: Draw = timeline::view;

/// The view to show, and what tries again to fetch it.
#[hook]
pub(super) fn use_view(open: View) -> (Progress<Draw>, Callback<()>) {
    use_chunk(open, &[(View::Timeline, TIMELINE)], fetch)
}

async fn fetch(view: View) -> Result<Draw, SplitLoaderError> {
    match view {
        View::Timeline => Ok(TIMELINE),
        View::Techniques => techniques().await,
        View::Energy => energy().await,
        View::Service => service().await,
        View::Waves => waves().await,
        View::Sure => sure().await,
        View::Map => map().await,
        View::Compare => compare().await,
        View::Learn => learn().await,
        View::Evidence => evidence().await,
        View::Assumptions => assumptions().await,
    }
}

#[wasm_split(techniques, fallible)]
fn techniques() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <techniques::SideBySide ..props.clone() /> })
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

#[wasm_split(sure, fallible)]
fn sure() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <sure::Sure ..props.clone() /> })
}

#[wasm_split(map, fallible)]
fn map() -> Result<Draw, SplitLoaderError> {
    Ok(|props| html! { <map::View ..props.clone() /> })
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
    Ok(assumptions::view)
}
