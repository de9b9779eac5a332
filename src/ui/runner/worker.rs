//! The worker: the same module as the page, told apart by where it wakes up. It speaks JSON.

use gloo::worker::{Codec, HandlerId, Registrable, Spawnable, Worker, WorkerBridge, WorkerScope};
use serde::{Deserialize, Serialize};
use web_sys::wasm_bindgen::{JsCast, JsValue, throw_str};

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
pub(super) fn spawn(answered: impl Fn(Answer) + 'static) -> Option<Bridge> {
    let document = web_sys::window()?.document()?;
    let script = document.query_selector("script[data-worker]").ok()??;
    let script = script.get_attribute("data-worker")?;
    let knows = js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("Worker"));
    if !knows.unwrap_or(false) {
        return None;
    }
    let mut spawner = Sampler::spawner().encoding::<Json>();
    let callback = move |answer: Option<Answer>| {
        if let Some(answer) = answer {
            answered(answer);
        }
    };
    Some(spawner.callback(callback).with_loader(true).spawn(&script))
}

/// Draws the runs.
#[derive(Debug)]
pub(super) struct Sampler;

impl Worker for Sampler {
    type Message = ();
    type Input = Question;
    type Output = Option<Answer>;

    fn create(_: &WorkerScope<Self>) -> Self {
        Self
    }

    fn update(&mut self, _: &WorkerScope<Self>, (): ()) {}

    fn received(&mut self, scope: &WorkerScope<Self>, question: Question, from: HandlerId) {
        let drawn = question
            .read()
            .map(|(scenario, technique)| ranges(&scenario, technique, question.runs));
        scope.respond(from, drawn.map(|ranges| Answer::new(&question, &ranges)));
    }
}

/// What goes over the wire, either way: a link, a technique and numbers. One plain shape for both, so
/// that writing and reading are compiled once.
#[derive(Debug, Serialize, Deserialize)]
struct Message(String, String, Vec<f64>);

/// What the page asks: so many runs of one technique of one scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "Message", try_from = "Message")]
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

impl From<Question> for Message {
    fn from(Question { link, technique, runs }: Question) -> Self {
        Self(link, technique, vec![f64::from(runs)])
    }
}

impl TryFrom<Message> for Question {
    type Error = &'static str;

    fn try_from(Message(link, technique, numbers): Message) -> Result<Self, Self::Error> {
        let [runs] = numbers[..] else { return Err("not a question") };
        Ok(Self { link, technique, runs: runs as u32 })
    }
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "Message", try_from = "Message")]
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

impl From<Answer> for Message {
    fn from(Answer { link, technique, spreads, shares }: Answer) -> Self {
        Self(link, technique, [spreads.as_flattened(), &shares].concat())
    }
}

impl TryFrom<Message> for Answer {
    type Error = &'static str;

    fn try_from(Message(link, technique, numbers): Message) -> Result<Self, Self::Error> {
        let (threes, _) = numbers.as_chunks();
        let [spreads @ .., shares]: [[f64; 3]; 8] =
            threes.try_into().map_err(|_| "not an answer")?;
        Ok(Self { link, technique, spreads, shares })
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
