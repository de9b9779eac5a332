//! The worker: the same module as the page, told apart by where it wakes up.
//!
//! It says nothing in particular once it listens, and then answers every question it understands.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Float64Array};
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, WorkerOptions, WorkerType};

use super::{ranges, sure, wave};

/// A worker that does not listen after this long is not waited for any more.
const START_MS: u32 = 4000;

/// One that listens may be silent for so long while it works.
const SILENCE_MS: u32 = 10_000;

/// Whether this is a worker.
pub(crate) fn is_here() -> bool {
    !js_sys::global().has_type::<web_sys::Window>()
}

/// Starts to work for the page.
pub(crate) fn register() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    listen(&scope, move |asked| {
        let page = page.clone();
        // A page that does not get an answer works it out itself.
        let say = move |answer: Message| drop(page.post_message(&answer.to_js()));
        match asked {
            Some(asked) if asked.about == wave::ABOUT => wave::answer(asked, say),
            Some(asked) if asked.about == sure::ABOUT => sure::answer(&asked, say),
            Some(asked) => drop(ranges::answer(asked).map(say)),
            None => {}
        }
    })
    .forget();
    scope.post_message(&JsValue::NULL).ok();
}

/// Hands on what arrives here; `None` is what is no message of this module.
fn listen(
    here: &web_sys::EventTarget,
    mut hear: impl FnMut(Option<Message>) + 'static,
) -> EventListener {
    EventListener::new(here, "message", move |event| {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        hear(data.and_then(|data| Message::of_js(data.dyn_ref()?)));
    })
}

/// What goes over the wire, either way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Message {
    /// Who understands it.
    pub(super) about: String,
    /// The link to what it is about.
    pub(super) link: String,
    /// What is asked or said.
    pub(super) numbers: Vec<f64>,
}

impl Message {
    fn to_js(&self) -> Array {
        let numbers = Float64Array::from(&self.numbers[..]);
        Array::of3(&self.about.as_str().into(), &self.link.as_str().into(), &numbers)
    }

    fn of_js(message: &Array) -> Option<Self> {
        let numbers = message.get(2).dyn_into::<Float64Array>().ok()?.to_vec();
        Some(Self {
            about: message.get(0).as_string()?,
            link: message.get(1).as_string()?,
            numbers,
        })
    }
}

/// What there is to hear of a worker.
pub(super) enum Heard {
    /// What it says.
    Said(Message),
    /// It does not start here.
    Absent,
    /// It started, and has died or fallen silent over a question.
    Died,
}

/// The way to a worker; dropping it ends the worker.
pub(super) struct Bridge {
    worker: web_sys::Worker,
    line: Rc<Line>,
    _listeners: [EventListener; 2],
}

/// What is under way between page and worker.
struct Line {
    /// What was asked before the worker listened; none once it does.
    early: RefCell<Option<Vec<Message>>>,
    patience: RefCell<Option<Timeout>>,
    heard: Box<dyn Fn(Heard)>,
}

impl Bridge {
    /// Asks, as soon as the worker listens.
    pub(super) fn send(&self, question: Message) {
        match &mut *self.line.early.borrow_mut() {
            Some(early) => early.push(question),
            None => ask(&self.worker, &question),
        }
        self.wait();
    }

    /// Waits for what the worker says next, but not for ever.
    pub(super) fn wait(&self) {
        self.line.wait();
    }
}

impl Line {
    fn wait(self: &Rc<Self>) {
        let line = Rc::clone(self);
        let patience = if self.early.borrow().is_some() { START_MS } else { SILENCE_MS };
        self.patience.replace(Some(Timeout::new(patience, move || line.lose())));
    }

    /// The worker is not heard of any more.
    fn lose(&self) {
        self.patience.take();
        let is_early = self.early.borrow().is_some();
        (self.heard)(if is_early { Heard::Absent } else { Heard::Died });
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        self.line.patience.take();
        self.worker.terminate();
    }
}

fn ask(worker: &web_sys::Worker, question: &Message) {
    // Who gets no answer is not patient for ever.
    worker.post_message(&question.to_js()).ok();
}

/// Starts a worker where the page names its script and the browser knows workers.
pub(super) fn spawn(heard: impl Fn(Heard) + 'static) -> Option<Bridge> {
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
    let line = Rc::new(Line {
        early: RefCell::new(Some(Vec::new())),
        patience: RefCell::default(),
        heard: Box::new(heard),
    });
    let (asked, here) = (worker.clone(), Rc::clone(&line));
    let said = listen(&worker, move |message| {
        if let Some(answer) = message {
            here.patience.take();
            (here.heard)(Heard::Said(answer));
        } else {
            here.early.take().iter().flatten().for_each(|question| ask(&asked, question));
            here.wait();
        }
    });
    let here = Rc::clone(&line);
    let died = EventListener::new(&worker, "error", move |_| here.lose());
    Some(Bridge { worker, line, _listeners: [said, died] })
}
