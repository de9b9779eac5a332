//! Draws over ranges and luck, made in a worker of their own, or on the page a few at a time where none
//! starts: first few of each kind, then more of all, so that there is something to see soon. The newest
//! question wins; both places make the same draws.

#![expect(clippy::unnecessary_wraps, reason = "it is fetching a chunk that fails")]

mod wire;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use self::wire::{Answer, Question};
use super::worker::{self, Bridge, Heard, Message};
use crate::plan::remedy::Asked;
use crate::plan::uncertain::{Arm, Draw, Draws, draw};
use crate::scenario::check::check;
use crate::share::Stated;
use crate::share::link::{decode_all, encode_all};
use crate::ui::Same;

/// What messages about draws are marked with.
pub(super) const ABOUT: &str = "sure";
/// How long what is stated has to rest before it is drawn.
const REST_MS: u32 = 150;
/// After so many draws there is something to see, and after so many there is nothing new.
const ROUNDS: [u32; 3] = [64, 256, 1024];
/// As many machines are moved in one go at most, counted once for each draw.
const AT_ONCE: u32 = 1000;
/// As many machines are moved in all, counted likewise: for more of them, fewer draws.
const MOST: u32 = 60_000;
/// No fewer draws than this.
const LEAST: u32 = 40;

/// What is known by now.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    /// Of what.
    pub(crate) stated: Stated,
    pub(crate) draws: Draws,
    /// The share of the work that is done.
    pub(crate) progress: f64,
    /// Whether there is no more to come because whoever drew has died of it.
    pub(crate) has_failed: bool,
}

/// What makes draws.
type Work = fn(&Question) -> Option<Vec<Draw>>;

#[wasm_split(drawer, fallible)]
fn drawer() -> Result<Work, SplitLoaderError> {
    Ok(work)
}

/// The draws that a question asks for; none where it makes no sense.
fn work(question: &Question) -> Option<Vec<Draw>> {
    let stated = decode_all(&question.link).ok()?;
    let asked = asked(&stated);
    Some(draw(&asked, &stated.unsure, question.arm, question.from..question.until))
}

/// What is stated, within its bounds.
pub(crate) fn asked(stated: &Stated) -> Asked {
    let wave = stated.wave.as_deref().map(|wave| wave.checked().0);
    Asked { scenario: *check(*stated.scenario).0.get(), wave }
}

/// Answers a question in the worker, which fetches what draws when it is first asked to.
pub(super) fn answer(message: &Message, say: impl Fn(Message) + 'static) {
    let Some(question) = Question::of_message(message) else { return };
    spawn_local(async move {
        if let Ok(work) = drawer().await {
            let draws = work(&question).unwrap_or_default();
            let Question { number, arm, .. } = question;
            say(Answer { number, arm, draws }.into_message());
        }
    });
}

/// The draws of what is stated, or of what was before while there are none yet.
#[hook]
pub(crate) fn use_draws(stated: &Stated) -> Option<Same<Drawn>> {
    let drawn = use_state(|| None::<Same<Drawn>>);
    let desk = {
        let drawn = drawn.setter();
        use_memo((), move |()| {
            let tell = move |now: Drawn| drawn.set(Some(Same::new(now)));
            let place = Place::Nowhere;
            Rc::new(RefCell::new(Desk {
                place,
                job: None,
                number: 0,
                busy: None,
                has_died: false,
                tell: Rc::new(tell),
            }))
        })
    };
    use_effect_with(stated.clone(), move |stated| {
        let stated = stated.clone();
        let timer = Timeout::new(REST_MS, move || ask(&desk, stated));
        move || drop(timer)
    });
    (*drawn).clone()
}

struct Desk {
    place: Place,
    /// What is to be drawn.
    job: Option<Job>,
    number: u32,
    /// What is being worked on, perhaps for an earlier job.
    busy: Option<Question>,
    /// Whether a worker has died since one last answered.
    has_died: bool,
    tell: Rc<dyn Fn(Drawn)>,
}

enum Place {
    Nowhere,
    Worker(Bridge),
    /// On the page; what is under way is called off when this is dropped.
    Here {
        _work: Option<Timeout>,
    },
}

struct Job {
    stated: Stated,
    /// What is still to be asked; none parts one round from the next.
    waiting: VecDeque<Option<Question>>,
    questions: usize,
    draws: Draws,
}

impl Job {
    fn new(stated: Stated, number: u32) -> Self {
        let link = encode_all(&stated);
        let ranges = stated.unsure.len();
        let arms = Arm::all(ranges).count() as u32;
        let machines = asked(&stated).machines().clamp(1, MOST as usize) as u32;
        // The first arm has four times as many draws as the others.
        let most = (4 * MOST / (machines * (3 + arms))).max(LEAST);
        let piece = (AT_ONCE / machines).max(1);
        let mut waiting = VecDeque::new();
        let mut before = 0;
        for round in ROUNDS {
            let until = round.min(most);
            for arm in Arm::all(ranges) {
                let part = |of: u32| if arm == Arm::All { of } else { of / 4 };
                let (mut from, end) = (part(before), part(until));
                while from < end {
                    let next = (from + piece).min(end);
                    let link = link.clone();
                    waiting.push_back(Some(Question { number, link, arm, from, until: next }));
                    from = next;
                }
            }
            if before < until {
                waiting.push_back(None);
            }
            before = until;
        }
        let questions = waiting.len();
        Self { stated, waiting, questions, draws: Draws::none(ranges) }
    }

    fn drawn(&self) -> Drawn {
        Drawn {
            stated: self.stated.clone(),
            draws: self.draws.clone(),
            progress: 1.0 - self.waiting.len() as f64 / self.questions.max(1) as f64,
            has_failed: false,
        }
    }
}

fn ask(shared: &Rc<RefCell<Desk>>, stated: Stated) {
    {
        let mut desk = shared.borrow_mut();
        desk.number += 1;
        desk.job = Some(Job::new(stated, desk.number));
    }
    next(shared);
}

/// Hands out the next question, if nothing is being worked on; tells what is known at the end of a
/// round.
fn next(shared: &Rc<RefCell<Desk>>) {
    let (question, news) = {
        let mut desk = shared.borrow_mut();
        let desk = &mut *desk;
        if desk.busy.is_some() {
            return;
        }
        let Some(job) = &mut desk.job else { return };
        let mut news = None;
        let question = loop {
            match job.waiting.pop_front() {
                Some(None) => news = Some(job.drawn()),
                Some(question) => break question,
                None => break None,
            }
        };
        desk.busy.clone_from(&question);
        (question, news.map(|news| (Rc::clone(&desk.tell), news)))
    };
    if let Some((tell, news)) = news {
        tell(news);
    }
    if let Some(question) = question {
        hand_out(shared, question);
    }
}

fn hand_out(shared: &Rc<RefCell<Desk>>, question: Question) {
    let mut desk = shared.borrow_mut();
    if matches!(desk.place, Place::Nowhere) {
        let listening = Rc::downgrade(shared);
        let heard = move |heard: Heard| {
            let Some(shared) = listening.upgrade() else { return };
            match heard {
                Heard::Said(said) => {
                    if let Some(answer) = Answer::of_message(&said) {
                        hear(&shared, answer);
                    }
                }
                Heard::Absent => give_up(&shared),
                Heard::Died => start_again(&shared),
            }
        };
        desk.place = worker::spawn(heard).map_or(Place::Here { _work: None }, Place::Worker);
    }
    match &mut desk.place {
        Place::Worker(bridge) => bridge.send(question.into_message()),
        place => *place = work_here(shared, question),
    }
}

fn work_here(shared: &Rc<RefCell<Desk>>, question: Question) -> Place {
    let shared = Rc::downgrade(shared);
    let work = Timeout::new(0, move || {
        spawn_local(async move {
            let draws = match drawer().await {
                Ok(work) => work(&question).unwrap_or_default(),
                Err(_) => Vec::new(),
            };
            if let Some(shared) = shared.upgrade() {
                let Question { number, arm, .. } = question;
                hear(&shared, Answer { number, arm, draws });
            }
        });
    });
    Place::Here { _work: Some(work) }
}

fn hear(shared: &Rc<RefCell<Desk>>, answer: Answer) {
    {
        let mut desk = shared.borrow_mut();
        desk.has_died = false;
        desk.busy = None;
        if answer.number == desk.number
            && let Some(job) = &mut desk.job
        {
            job.draws.add(answer.arm, answer.draws);
        }
    }
    next(shared);
}

/// There is no worker: the page does it itself.
fn give_up(shared: &Rc<RefCell<Desk>>) {
    let busy = shared.borrow().busy.clone();
    let place = match busy {
        Some(question) => work_here(shared, question),
        None => Place::Here { _work: None },
    };
    shared.borrow_mut().place = place;
}

/// The worker has died. Another one is asked the same; what that dies of, too, is not worked out.
fn start_again(shared: &Rc<RefCell<Desk>>) {
    let failed = {
        let mut desk = shared.borrow_mut();
        let desk = &mut *desk;
        desk.place = Place::Nowhere;
        let had_died = std::mem::replace(&mut desk.has_died, true);
        let busy = desk.busy.take().filter(|question| question.number == desk.number);
        match (&mut desk.job, busy) {
            (Some(job), Some(_)) if had_died => {
                job.waiting.clear();
                Some((Rc::clone(&desk.tell), Drawn { has_failed: true, ..job.drawn() }))
            }
            (Some(job), Some(question)) => {
                job.waiting.push_front(Some(question));
                None
            }
            _ => None,
        }
    };
    if let Some((tell, failed)) = failed {
        tell(failed);
    }
    next(shared);
}
