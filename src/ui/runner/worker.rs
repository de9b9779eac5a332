//! The worker: the same module as the page, told apart by where it wakes up. It speaks JSON.

use gloo::worker::{Codec, HandlerId, Registrable, Spawnable, Worker, WorkerBridge, WorkerScope};
use serde::{Deserialize, Serialize};
use web_sys::wasm_bindgen::{JsCast, JsValue, throw_str};

use super::wave;
use crate::model::uncertainty::Spread;
use crate::plan::{Ranges, ranges};
use crate::scenario::Technique;
use crate::scenario::check::{Checked, check};
use crate::scenario::choice::Options;
use crate::share::link::decode;

/// The way to a worker.
pub(super) type Bridge = WorkerBridge<Sampler>;

/// Whether this is a worker.
pub(crate) fn is_here() -> bool {
    !js_sys::global().has_type::<web_sys::Window>()
}

/// Starts to work for the page.
pub(crate) fn register() {
    Sampler::registrar().encoding::<Json>().register();
}

/// Starts a worker where the page names its script and the browser knows workers.
pub(super) fn spawn(answered: impl Fn(Said) + 'static) -> Option<Bridge> {
    let document = web_sys::window()?.document()?;
    let script = document.query_selector("script[data-worker]").ok()??;
    let script = script.get_attribute("data-worker")?;
    let knows = js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("Worker"));
    if !knows.unwrap_or(false) {
        return None;
    }
    let mut spawner = Sampler::spawner().encoding::<Json>();
    Some(spawner.callback(answered).with_loader(true).spawn(&script))
}

/// Draws the runs.
#[derive(Debug)]
pub(super) struct Sampler;

impl Worker for Sampler {
    type Message = ();
    type Input = Ask;
    type Output = Said;

    fn create(_: &WorkerScope<Self>) -> Self {
        Self
    }

    fn update(&mut self, _: &WorkerScope<Self>, (): ()) {}

    fn received(&mut self, scope: &WorkerScope<Self>, ask: Ask, from: HandlerId) {
        match ask {
            Ask::Ranges(question) => {
                if let Some((scenario, technique)) = question.read() {
                    let ranges = ranges(&scenario, technique, question.runs);
                    scope.respond(from, Said::Ranges(Answer::new(&question, &ranges)));
                }
            }
            Ask::Wave(question) => {
                wave::work(&question, &mut |answer| scope.respond(from, Said::Wave(answer)));
            }
        }
    }
}

/// What the page asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Ask {
    Ranges(Question),
    Wave(wave::Question),
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Said {
    Ranges(Answer),
    Wave(wave::Answer),
}

/// What the page asks: so many runs of one technique of one scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Question {
    link: String,
    technique: String,
    runs: u32,
}

impl Question {
    pub(super) fn new(link: &str, technique: Technique, runs: u32) -> Self {
        let technique = technique.name().to_owned();
        Self { link: link.to_owned(), technique, runs }
    }

    pub(super) fn runs(&self) -> u32 {
        self.runs
    }

    /// What it asks about.
    pub(super) fn read(&self) -> Option<(Checked, Technique)> {
        let scenario = decode(&self.link).ok()?;
        Some((check(scenario).0, Technique::named(&self.technique)?))
    }
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answer {
    link: String,
    technique: String,
    /// P10, P50 and P90 of each spread.
    spreads: [[f64; 3]; 7],
    shares: [f64; 3],
}

impl Answer {
    pub(super) fn new(question: &Question, ranges: &Ranges) -> Self {
        let spreads = [
            ranges.total_time,
            ranges.downtime,
            ranges.longest_stall,
            ranges.sent,
            ranges.energy,
            ranges.cost,
            ranges.break_even_hours,
        ];
        Self {
            link: question.link.clone(),
            technique: question.technique.clone(),
            spreads: spreads.map(|spread| [spread.p10, spread.p50, spread.p90]),
            shares: [ranges.completes, ranges.meets_downtime_limit, ranges.pays],
        }
    }

    pub(super) fn link(&self) -> &str {
        &self.link
    }

    pub(super) fn technique_index(&self) -> Option<usize> {
        let technique = Technique::named(&self.technique)?;
        Technique::ALL.iter().position(|other| *other == technique)
    }

    pub(super) fn ranges(&self) -> Ranges {
        let [total_time, downtime, longest_stall, sent, energy, cost, break_even_hours] =
            self.spreads.map(|[p10, p50, p90]| Spread { p10, p50, p90 });
        let [completes, meets_downtime_limit, pays] = self.shares;
        Ranges {
            total_time,
            downtime,
            longest_stall,
            sent,
            energy,
            cost,
            break_even_hours,
            completes,
            meets_downtime_limit,
            pays,
        }
    }
}

/// Messages as JSON text.
#[derive(Debug)]
pub(super) struct Json;

impl Codec for Json {
    fn encode<I: Serialize>(input: I) -> JsValue {
        serde_json::to_string(&input).map_or(JsValue::NULL, |text| JsValue::from_str(&text))
    }

    fn decode<O: for<'de> Deserialize<'de>>(input: JsValue) -> O {
        let text = input.as_string().unwrap_or_default();
        // Both ends are the same module, so this does not happen; if it did, only this message fails.
        serde_json::from_str(&text).unwrap_or_else(|_| throw_str("a message could not be read"))
    }
}
