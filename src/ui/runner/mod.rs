//! Where the many runs behind the ranges are drawn: in a worker, or, where none starts, on the page
//! in small pieces. The newest question wins, and the page never waits.

mod here;
mod ranges;
pub(super) mod sure;
pub(super) mod wave;
pub(super) mod worker;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use self::ranges::{Answer, Question};
use self::worker::{Bridge, Heard};
use super::Same;
use crate::plan::Ranges;
use crate::scenario::Technique;
use crate::scenario::check::Checked;
use crate::share::link::encode;

/// How long the scenario has to rest before its runs are drawn: a drag is not kept waiting.
const REST_MS: u32 = 200;

/// What is known of how far the figures of a scenario spread, under each technique.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Known {
    /// The scenario.
    link: String,
    ranges: [Option<Ranges>; Technique::ALL.len()],
    /// Whether there is no more to come: whoever works them out has died of it.
    pub(super) has_failed: bool,
}

impl Known {
    fn is_of(&self, scenario: &Checked) -> bool {
        self.link == encode(scenario.get())
    }

    /// The ranges of a technique.
    pub(super) fn of(&self, technique: Technique) -> Option<&Ranges> {
        let at = Technique::ALL.iter().position(|other| *other == technique)?;
        self.ranges[at].as_ref()
    }
}

/// So many runs are worth their time.
fn runs(vms: f64) -> u32 {
    (4000.0 / vms.max(1.0)).clamp(40.0, 400.0) as u32
}

/// The ranges of this scenario and no other, the chosen technique first.
#[hook]
pub(super) fn use_ranges(scenario: &Same<Checked>, chosen: Technique) -> Same<Known> {
    let known = use_state(|| Same::new(Known::default()));
    let runner = {
        let known = known.setter();
        use_memo((), move |()| Runner::new(move |now| known.set(Same::new(now))))
    };
    use_effect_with((scenario.clone(), chosen), move |(scenario, chosen)| {
        let (scenario, chosen) = (scenario.clone(), *chosen);
        let timer = Timeout::new(REST_MS, move || runner.ask(&scenario, chosen));
        move || drop(timer)
    });
    let current = use_memo(((*known).clone(), scenario.clone()), |(known, scenario)| {
        if known.is_of(scenario) { known.clone() } else { Same::new(Known::default()) }
    });
    (*current).clone()
}

/// Takes questions and hands out answers.
struct Runner(Rc<RefCell<Desk>>);

struct Desk {
    place: Place,
    /// What is being worked on.
    asked: Option<Question>,
    /// What comes after it.
    waiting: VecDeque<Question>,
    known: Known,
    tell: Rc<dyn Fn(Known)>,
    /// Whether a worker has died since one last answered.
    has_died: bool,
}

enum Place {
    Nowhere,
    Worker(Bridge),
    /// On the page; the work under way ends when this is dropped.
    Here {
        _work: Option<here::Work>,
    },
}

impl Runner {
    fn new(tell: impl Fn(Known) + 'static) -> Self {
        Self(Rc::new(RefCell::new(Desk {
            place: Place::Nowhere,
            asked: None,
            waiting: VecDeque::new(),
            known: Known::default(),
            tell: Rc::new(tell),
            has_died: false,
        })))
    }

    fn ask(&self, scenario: &Checked, chosen: Technique) {
        let link = encode(scenario.get());
        let runs = runs(scenario.get().fleet.vms);
        let others = Technique::ALL.into_iter().filter(|other| *other != chosen);
        {
            let mut desk = self.0.borrow_mut();
            desk.waiting = std::iter::once(chosen)
                .chain(others)
                .map(|technique| Question::new(&link, technique, runs))
                .collect();
        }
        next(&self.0);
    }
}

/// Hands out the next question, if nothing is being worked on.
fn next(shared: &Rc<RefCell<Desk>>) {
    let mut desk = shared.borrow_mut();
    if desk.asked.is_some() {
        return;
    }
    let Some(question) = desk.waiting.pop_front() else { return };
    desk.asked = Some(question.clone());
    if matches!(desk.place, Place::Nowhere) {
        let listening = Rc::clone(shared);
        let heard = move |heard: Heard| match heard {
            Heard::Said(said) => {
                if let Some(answer) = Answer::of_message(said) {
                    done(&listening, &answer);
                }
            }
            Heard::Absent => give_up(&listening),
            Heard::Died => start_again(&listening),
        };
        desk.place = worker::spawn(heard).map_or(Place::Here { _work: None }, Place::Worker);
    }
    match &mut desk.place {
        Place::Worker(bridge) => bridge.send(question.into_message()),
        place => *place = work_here(shared, question),
    }
}

fn work_here(shared: &Rc<RefCell<Desk>>, question: Question) -> Place {
    let answered = Rc::clone(shared);
    Place::Here { _work: here::work(question, move |answer| done(&answered, &answer)) }
}

/// There is no worker: the page does it itself.
fn give_up(shared: &Rc<RefCell<Desk>>) {
    let mut desk = shared.borrow_mut();
    desk.place = match desk.asked.clone() {
        Some(question) => work_here(shared, question),
        None => Place::Here { _work: None },
    };
}

/// The worker has died. Another one is asked the same; what that dies of, too, is not worked out, on
/// the page least of all.
fn start_again(shared: &Rc<RefCell<Desk>>) {
    let told = {
        let mut desk = shared.borrow_mut();
        desk.place = Place::Nowhere;
        let had_died = std::mem::replace(&mut desk.has_died, true);
        match desk.asked.take() {
            Some(asked) if had_died => {
                let link = asked.link().to_owned();
                desk.waiting.retain(|next| next.link() != link);
                desk.known = Known { link, has_failed: true, ..Known::default() };
                Some((Rc::clone(&desk.tell), desk.known.clone()))
            }
            Some(asked) => {
                desk.waiting.push_front(asked);
                None
            }
            None => None,
        }
    };
    if let Some((tell, known)) = told {
        tell(known);
    }
    next(shared);
}

/// The page is drawn twice for a question, not once for each technique: when the chosen one's
/// ranges are known, and when all are.
fn done(shared: &Rc<RefCell<Desk>>, answer: &Answer) {
    let told = {
        let mut desk = shared.borrow_mut();
        desk.has_died = false;
        desk.asked = None;
        if desk.known.link != answer.link() {
            desk.known = Known { link: answer.link().to_owned(), ..Known::default() };
        }
        if let Some(at) = answer.technique_index() {
            desk.known.ranges[at] = Some(answer.ranges());
        }
        let left = desk.waiting.len();
        let is_due = left == 0 || left == Technique::ALL.len() - 1;
        is_due.then(|| (Rc::clone(&desk.tell), desk.known.clone()))
    };
    if let Some((tell, known)) = told {
        tell(known);
    }
    next(shared);
}
