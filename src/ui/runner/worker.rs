//! The worker: the same module as the page, told apart by where it wakes up.
//!
//! It says nothing in particular once it listens, and then answers every question it understands.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Array;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, WorkerOptions, WorkerType};

use crate::model::uncertainty::Spread;
use crate::plan::{Ranges, ranges};
use crate::scenario::Technique;
use crate::scenario::check::{Checked, check};
use crate::scenario::choice::Options;
use crate::share::link::decode;

/// Whether this is a worker.
pub(crate) fn is_here() -> bool {
    !js_sys::global().has_type::<web_sys::Window>()
}

/// Starts to work for the page.
pub(crate) fn register() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let answer = move |message: &Array| {
        let question = Question::of_message(message)?;
        let (scenario, technique) = question.read()?;
        let answer = Answer::new(&question, &ranges(&scenario, technique, question.runs));
        // A page that does not get it works it out itself.
        page.post_message(&answer.to_message()).ok()
    };
    listen(&scope, move |message| {
        message.and_then(&answer);
    })
    .forget();
    scope.post_message(&JsValue::NULL).ok();
}

/// Hands on what arrives here; `None` is what is no message of this module.
fn listen(
    here: &web_sys::EventTarget,
    mut hear: impl FnMut(Option<&Array>) + 'static,
) -> EventListener {
    EventListener::new(here, "message", move |event| {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        hear(data.as_ref().and_then(JsCast::dyn_ref));
    })
}

/// The way to a worker; dropping it ends the worker.
pub(super) struct Bridge {
    worker: web_sys::Worker,
    /// What was asked before the worker listened; none once it does.
    early: Rc<RefCell<Option<Vec<Question>>>>,
    _listener: EventListener,
}

impl Bridge {
    /// Asks, as soon as the worker listens.
    pub(super) fn send(&self, question: Question) {
        match &mut *self.early.borrow_mut() {
            Some(early) => early.push(question),
            None => ask(&self.worker, &question),
        }
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn ask(worker: &web_sys::Worker, question: &Question) {
    // Who gets no answer is not patient for ever.
    worker.post_message(&question.to_message()).ok();
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
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = web_sys::Worker::new_with_options(&script, &options).ok()?;
    let early = Rc::new(RefCell::new(Some(Vec::new())));
    let (asked, waiting) = (worker.clone(), Rc::clone(&early));
    let listener = listen(&worker, move |message| match message {
        Some(message) => {
            if let Some(answer) = Answer::of_message(message) {
                answered(answer);
            }
        }
        None => waiting.take().iter().flatten().for_each(|question| ask(&asked, question)),
    });
    Some(Bridge { worker, early, _listener: listener })
}

/// What goes over the wire, either way: a link, a technique and numbers.
fn message(link: &str, technique: &str, numbers: &[f64]) -> Array {
    let texts = [link, technique].map(JsValue::from_str);
    texts.into_iter().chain(numbers.iter().copied().map(JsValue::from_f64)).collect()
}

/// What [`message`] wrote.
fn parts(message: &Array) -> Option<(String, String, Vec<f64>)> {
    let numbers = message.iter().skip(2).map(|number| number.as_f64());
    Some((
        message.get(0).as_string()?,
        message.get(1).as_string()?,
        numbers.collect::<Option<_>>()?,
    ))
}

/// What the page asks: so many runs of one technique of one scenario.
#[derive(Debug, Clone, PartialEq)]
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

    fn to_message(&self) -> Array {
        message(&self.link, &self.technique, &[f64::from(self.runs)])
    }

    fn of_message(message: &Array) -> Option<Self> {
        let (link, technique, numbers) = parts(message)?;
        let [runs] = numbers[..] else { return None };
        Some(Self { link, technique, runs: runs as u32 })
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
#[derive(Debug, Clone, PartialEq)]
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

    fn to_message(&self) -> Array {
        let numbers = [self.spreads.as_flattened(), &self.shares].concat();
        message(&self.link, &self.technique, &numbers)
    }

    fn of_message(message: &Array) -> Option<Self> {
        let (link, technique, numbers) = parts(message)?;
        let (threes, _) = numbers.as_chunks();
        let [spreads @ .., shares]: [[f64; 3]; 8] = threes.try_into().ok()?;
        Some(Self { link, technique, spreads, shares })
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
