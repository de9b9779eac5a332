//! Waves, planned in a worker of their own, or on the page a step at a time where none starts: first
//! the wave that is stated, then those to hold against it. The newest question wins.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

mod wire;
mod work;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use self::wire::{Answer, Part, Question};
use self::work::work;
use super::worker::{self, Bridge, Heard, Message};
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
    /// Whether it does not because who planned it has died of it.
    pub(crate) has_failed: bool,
}

impl KnownWave {
    /// Whether the plan is of this wave.
    pub(crate) fn is_of(&self, scenario: &Checked, wave: &Rc<Wave>) -> bool {
        self.of.as_ref().is_some_and(|of| of.0 == *scenario && of.1 == *wave)
    }
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
    /// What is being worked on.
    under_way: Option<Question>,
    /// Whether a worker has died since one last answered.
    has_died: bool,
    /// The plan whose rows are still coming.
    coming: Option<WavePlan>,
    /// What is asked about.
    asked: Option<(Checked, Rc<Wave>)>,
    known: KnownWave,
    tell: Rc<dyn Fn(KnownWave)>,
    /// Whether the page has heard of it just now, and whether there is more to tell it since.
    is_told: bool,
    has_news: bool,
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
    /// None where two workers have died of it.
    pub(crate) plan: Option<Same<WavePlan>>,
}

/// Plans a stated wave and tells what it finds, of the newest only; whether that has failed, and what
/// tries again.
#[hook]
pub(crate) fn use_stated(
    scenario: &Same<Checked>,
    wave: &Rc<Wave>,
    tell: &Callback<Planned>,
) -> (bool, Callback<()>) {
    let has_failed = use_state_eq(|| false);
    let runner = {
        let (tell, has_failed) = (tell.clone(), has_failed.setter());
        use_memo((), move |()| {
            Runner::new(move |now: KnownWave| {
                has_failed.set(now.has_failed);
                if let (true, Some((scenario, wave))) =
                    (now.has_failed || now.plan.is_some(), now.of)
                {
                    tell.emit(Planned { scenario, wave, plan: now.plan });
                }
            })
        })
    };
    let asked = Rc::clone(&runner);
    use_effect_with((scenario.clone(), Rc::clone(wave)), move |(scenario, wave)| {
        let (scenario, wave) = (scenario.clone(), Rc::clone(wave));
        let timer = Timeout::new(REST_MS, move || asked.ask(&scenario, &wave, Vec::new()));
        move || drop(timer)
    });
    (*has_failed, Callback::from(move |()| runner.toggle()))
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
            under_way: None,
            has_died: false,
            coming: None,
            asked: None,
            known: KnownWave::default(),
            tell: Rc::new(tell),
            is_told: false,
            has_news: false,
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
            desk.known.has_failed = false;
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
            desk.known.has_failed = false;
            // What is still said of the step under way is not heard; it is done again.
            desk.number += 1;
            if desk.under_way.is_some() {
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
    if desk.under_way.is_some() || !desk.known.is_running {
        return;
    }
    let question = Question { number: desk.number, link: desk.link.clone(), step: desk.next };
    desk.next += 1;
    desk.under_way = Some(question.clone());
    if matches!(desk.place, Place::Nowhere) {
        let listening = Rc::clone(shared);
        let heard = move |heard: Heard| match heard {
            Heard::Said(said) => {
                if let Some(answer) = Answer::of_message(&said) {
                    hear(&listening, &answer);
                }
            }
            Heard::Absent => give_up(&listening),
            Heard::Died => start_again(&listening),
        };
        desk.place = worker::spawn(heard).map_or(Place::Here { _step: None }, Place::Worker);
    }
    match &mut desk.place {
        Place::Worker(bridge) => bridge.send(question.into_message()),
        place => *place = do_here(shared, question),
    }
}

/// There is no worker: the page does it itself.
fn give_up(shared: &Rc<RefCell<Desk>>) {
    let question = shared.borrow().under_way.clone();
    let place = match question {
        Some(question) => do_here(shared, question),
        None => Place::Here { _step: None },
    };
    shared.borrow_mut().place = place;
}

/// The worker has died. Another one is asked the same; if that dies of it, too, the wave is not
/// planned, on the page least of all.
fn start_again(shared: &Rc<RefCell<Desk>>) {
    let has_failed = {
        let mut desk = shared.borrow_mut();
        let desk = &mut *desk;
        desk.place = Place::Nowhere;
        let had_died = std::mem::replace(&mut desk.has_died, true);
        let number = desk.number;
        let meant = desk.under_way.take().filter(|question| question.number == number);
        let has_failed = had_died && meant.is_some();
        if let Some(question) = meant {
            desk.next = question.step;
        }
        if has_failed {
            desk.known.plan = None;
            desk.known.of.clone_from(&desk.asked);
            desk.known.has_failed = true;
            desk.known.is_running = false;
        }
        has_failed
    };
    if has_failed {
        tell(shared);
    }
    next(shared);
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
        desk.has_died = false;
        if answer.is_last {
            desk.under_way = None;
        } else if let Place::Worker(bridge) = &desk.place {
            bridge.wait();
        }
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
