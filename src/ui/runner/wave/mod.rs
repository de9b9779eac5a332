//! Waves, planned in a worker of their own, or on the page a step at a time where none starts: first
//! the wave that is stated, then those to hold against it. The newest question wins.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

mod wire;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use self::wire::{Answer, Part, Question, work};
use super::PATIENCE_MS;
use super::worker::{self, Bridge, Message};
use crate::plan::wave::{Outline, WavePlan, WhatIf};
use crate::scenario::check::Checked;
use crate::scenario::wave::Wave;
use crate::share::Stated;
use crate::share::link::encode_all;
use crate::ui::Same;

/// What messages about waves are marked with.
pub(super) const ABOUT: &str = "wave";
/// How long what is stated has to rest before it is planned.
const REST_MS: u32 = 150;
/// How often the page hears of work under way: each time it is drawn anew. What takes less is heard
/// of when it is done.
const NEWS_MS: u32 = 150;

/// What is known of a wave.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownWave {
    /// The plan, once it is whole; an older one until then.
    pub(crate) plan: Option<Same<WavePlan>>,
    /// Of what it is.
    of: Option<(Checked, Rc<Wave>)>,
    /// What else was looked at, of the same wave.
    pub(crate) what_ifs: Vec<(WhatIf, Outline)>,
    /// The share of the work that is done.
    pub(crate) progress: f64,
    /// Whether it goes on.
    pub(crate) is_running: bool,
}

/// Plans a step of a wave, and says what it finds bit by bit.
type Work = fn(&Question, &mut dyn FnMut(Answer));

#[wasm_split(planner, fallible)]
fn planner() -> Result<Work, SplitLoaderError> {
    Ok(work)
}

/// Answers a question in the worker, which fetches what plans waves when it is first asked to.
pub(super) fn answer(asked: Message, say: impl Fn(Message) + 'static) {
    let Some(question) = Question::of_message(asked) else { return };
    spawn_local(async move {
        if let Ok(work) = planner().await {
            work(&question, &mut |answer| say(answer.into_message()));
        }
    });
}

/// Takes questions and hands out what is known.
pub(crate) struct Runner(Rc<RefCell<Desk>>);

struct Desk {
    place: Place,
    number: u32,
    link: String,
    what_ifs: Vec<WhatIf>,
    /// The step that comes next, and how many there are.
    next: usize,
    steps: usize,
    is_busy: bool,
    /// The plan whose rows are still coming.
    coming: Option<WavePlan>,
    /// What is asked about.
    asked: Option<(Checked, Rc<Wave>)>,
    known: KnownWave,
    tell: Rc<dyn Fn(KnownWave)>,
    /// Whether the page has heard of it just now, and whether there is more to tell it since.
    is_told: bool,
    has_news: bool,
    patience: Option<Timeout>,
}

enum Place {
    Nowhere,
    Worker(Bridge),
    /// On the page; the step under way is called off when this is dropped.
    Here {
        _step: Option<Timeout>,
    },
}

/// What is known of this wave, and what stops and resumes the work on it.
#[hook]
pub(crate) fn use_wave(scenario: &Same<Checked>, wave: &Rc<Wave>) -> (Same<KnownWave>, Rc<Runner>) {
    let known = use_state(|| Same::new(KnownWave::default()));
    let runner = {
        let known = known.setter();
        use_memo((), move |()| Runner::new(move |now| known.set(Same::new(now))))
    };
    let asked = Rc::clone(&runner);
    use_effect_with((scenario.clone(), Rc::clone(wave)), move |(scenario, wave)| {
        let (scenario, wave) = (scenario.clone(), Rc::clone(wave));
        let timer = Timeout::new(REST_MS, move || asked.ask(&scenario, &wave, WhatIf::all(&wave)));
        move || drop(timer)
    });
    ((*known).clone(), runner)
}

/// A wave that was planned, of which scenario.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Planned {
    pub(crate) scenario: Checked,
    pub(crate) wave: Rc<Wave>,
    pub(crate) plan: Same<WavePlan>,
}

/// Plans a stated wave and tells what it finds, of the newest only.
#[hook]
pub(crate) fn use_stated(scenario: &Same<Checked>, wave: &Rc<Wave>, tell: &Callback<Planned>) {
    let runner = {
        let tell = tell.clone();
        use_memo((), move |()| {
            Runner::new(move |now: KnownWave| {
                if let (Some(plan), Some((scenario, wave))) = (now.plan, now.of) {
                    tell.emit(Planned { scenario, wave, plan });
                }
            })
        })
    };
    use_effect_with((scenario.clone(), Rc::clone(wave)), move |(scenario, wave)| {
        let (scenario, wave) = (scenario.clone(), Rc::clone(wave));
        let timer = Timeout::new(REST_MS, move || runner.ask(&scenario, &wave, Vec::new()));
        move || drop(timer)
    });
}

impl Runner {
    fn new(tell: impl Fn(KnownWave) + 'static) -> Self {
        Self(Rc::new(RefCell::new(Desk {
            place: Place::Nowhere,
            number: 0,
            link: String::new(),
            what_ifs: Vec::new(),
            next: 0,
            steps: 0,
            is_busy: false,
            coming: None,
            asked: None,
            known: KnownWave::default(),
            tell: Rc::new(tell),
            is_told: false,
            has_news: false,
            patience: None,
        })))
    }

    fn ask(&self, scenario: &Checked, wave: &Rc<Wave>, what_ifs: Vec<WhatIf>) {
        {
            let mut desk = self.0.borrow_mut();
            desk.number += 1;
            desk.what_ifs = what_ifs;
            desk.asked = Some((*scenario, Rc::clone(wave)));
            let wave = Some(Rc::clone(wave));
            desk.link = encode_all(&Stated { wave, ..Stated::from(*scenario.get()) });
            desk.next = 0;
            desk.steps = 1 + desk.what_ifs.len();
            desk.known.what_ifs.clear();
            (desk.known.progress, desk.known.is_running) = (0.0, true);
        }
        pause(&self.0);
        next(&self.0);
    }

    /// Stops, or goes on where it was stopped.
    pub(crate) fn toggle(&self) {
        {
            let mut desk = self.0.borrow_mut();
            let is_running = !desk.known.is_running;
            desk.known.is_running = is_running;
            // What is still said of the step under way is not heard; it is done again.
            desk.number += 1;
            if desk.is_busy {
                desk.next = desk.next.saturating_sub(1);
            }
        }
        tell(&self.0);
        next(&self.0);
    }
}

fn tell(shared: &Rc<RefCell<Desk>>) {
    let (tell, known) = {
        let mut desk = shared.borrow_mut();
        desk.has_news = false;
        (Rc::clone(&desk.tell), desk.known.clone())
    };
    tell(known);
}

/// Tells the page, unless it has heard of the work just now.
fn tell_in_time(shared: &Rc<RefCell<Desk>>) {
    shared.borrow_mut().has_news = true;
    if !shared.borrow().is_told {
        tell(shared);
        pause(shared);
    }
}

/// Leaves the page alone for a while.
fn pause(shared: &Rc<RefCell<Desk>>) {
    shared.borrow_mut().is_told = true;
    let shared = Rc::clone(shared);
    let end = move || {
        shared.borrow_mut().is_told = false;
        if shared.borrow().has_news {
            tell_in_time(&shared);
        }
    };
    Timeout::new(NEWS_MS, end).forget();
}

/// Hands out the next step, if nothing is being worked on.
fn next(shared: &Rc<RefCell<Desk>>) {
    let mut desk = shared.borrow_mut();
    if desk.is_busy || !desk.known.is_running {
        return;
    }
    let question = Question { number: desk.number, link: desk.link.clone(), step: desk.next };
    desk.next += 1;
    desk.is_busy = true;
    if matches!(desk.place, Place::Nowhere) {
        let heard = Rc::clone(shared);
        let said = move |said: Message| {
            if let Some(answer) = Answer::of_message(&said) {
                hear(&heard, &answer);
            }
        };
        desk.place = worker::spawn(said).map_or(Place::Here { _step: None }, Place::Worker);
        let (waiting, asked) = (Rc::clone(shared), question.clone());
        desk.patience = Some(Timeout::new(PATIENCE_MS, move || {
            // The worker said nothing: the page does it itself.
            let place = do_here(&waiting, asked);
            waiting.borrow_mut().place = place;
        }));
    }
    match &mut desk.place {
        Place::Worker(bridge) => bridge.send(question.into_message()),
        place => *place = do_here(shared, question),
    }
}

fn do_here(shared: &Rc<RefCell<Desk>>, question: Question) -> Place {
    let heard = Rc::clone(shared);
    let step = Timeout::new(0, move || {
        let mut answers = Vec::new();
        work(&question, &mut |answer| answers.push(answer));
        for answer in &answers {
            hear(&heard, answer);
        }
    });
    Place::Here { _step: Some(step) }
}

fn hear(shared: &Rc<RefCell<Desk>>, answer: &Answer) {
    let (is_news, is_over) = {
        let mut desk = shared.borrow_mut();
        let desk = &mut *desk;
        desk.patience = None;
        desk.is_busy &= !answer.is_last;
        let is_meant = answer.number == desk.number;
        if is_meant {
            let mut within = 0.0;
            match answer.part {
                Part::Progress => within = answer.progress(),
                Part::Plan => desk.coming = Some(answer.plan()),
                Part::Rows => {
                    if let Some(coming) = &mut desk.coming {
                        coming.rows.extend(answer.rows());
                    }
                }
                Part::Outline => {
                    let what_if = answer.step.checked_sub(1).and_then(|at| desk.what_ifs.get(at));
                    desk.known.what_ifs.extend(what_if.map(|what_if| (*what_if, answer.outline())));
                }
            }
            if answer.is_last && answer.step == 0 {
                desk.known.plan = desk.coming.take().map(Same::new);
                desk.known.of.clone_from(&desk.asked);
            }
            let done = answer.step as f64 + if answer.is_last { 1.0 } else { within };
            desk.known.progress = done / desk.steps as f64;
            desk.known.is_running &= desk.next < desk.steps || !answer.is_last;
        }
        let is_news = is_meant && (answer.is_last || answer.part == Part::Progress);
        (is_news, !desk.known.is_running)
    };
    if is_news && is_over {
        tell(shared);
    } else if is_news {
        tell_in_time(shared);
    }
    if answer.is_last {
        next(shared);
    }
}
