//! The measured rows, fetched when somebody asks for them, and predicted without holding up the page.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::evidence::case::{self, Case, Measured};
use crate::evidence::predict::Predictor;
use crate::evidence::published::{self, Published};
use crate::evidence::validate::Pair;
use crate::model::profile::Profile;
use crate::ui::browser::fetch;

const MEASURED: [&str; 2] =
    ["static/data/measured/qemu_lab.csv", "static/data/measured/qemu_workloads.csv"];
const PUBLISHED: &str = "static/data/measured/published_medians.csv";

/// Measured migrations beside their predictions, and published medians.
#[derive(Debug)]
pub(super) struct Study {
    pub(super) pairs: Vec<Pair>,
    pub(super) published: Vec<Published>,
}

/// How far it has got.
#[derive(Debug, Clone)]
pub(super) enum Progress {
    Loading,
    /// This share of the rows is predicted.
    Predicting(f64),
    /// The files could not be fetched.
    Failed,
    Done(Rc<Study>),
}

/// The study as far as it has got, and what starts it again.
#[hook]
pub(super) fn use_study() -> (UseStateHandle<Progress>, Callback<()>) {
    let progress = use_state(|| Progress::Loading);
    let attempt = use_state_eq(|| 0_u32);
    {
        let set = progress.setter();
        use_effect_with(*attempt, move |_| {
            let is_wanted = Rc::new(Cell::new(true));
            spawn_local(work(set, Rc::clone(&is_wanted)));
            move || is_wanted.set(false)
        });
    }
    let again = Callback::from(move |()| attempt.set(*attempt + 1));
    (progress, again)
}

async fn work(set: UseStateSetter<Progress>, is_wanted: Rc<Cell<bool>>) {
    let tell = |progress: Progress| {
        if is_wanted.get() {
            set.set(progress);
        }
    };
    tell(Progress::Loading);
    let (Some(lab), Some(workloads), Some(medians)) =
        (fetch(MEASURED[0]).await, fetch(MEASURED[1]).await, fetch(PUBLISHED).await)
    else {
        tell(Progress::Failed);
        return;
    };
    let rows = [lab, workloads].into_iter().flat_map(|file| case::read(&file));
    let (cases, measured): (Vec<Case>, Vec<Measured>) = rows.filter_map(Result::ok).unzip();
    let mut predictor = Predictor::new(&cases);
    while predictor.step(&cases, &Profile::QEMU_LAB) {
        tell(Progress::Predicting(predictor.progress()));
        // Whatever else waits comes first.
        TimeoutFuture::new(0).await;
        if !is_wanted.get() {
            return;
        }
    }
    let pairs = Pair::all(cases, measured, predictor.predictions, &Profile::QEMU_LAB);
    tell(Progress::Done(Rc::new(Study { pairs, published: published::read(&medians) })));
}
