//! Where the many runs behind the ranges are drawn: in a worker, or, where none starts, on the page
//! in small pieces. The newest question wins, and the page never waits.

mod here;
mod ranges;
pub(super) mod wave;
pub(super) mod worker;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use self::ranges::{Answer, Question};
use self::worker::{Bridge, Message};
use super::Same;
use crate::plan::Ranges;
use crate::scenario::Technique;
use crate::scenario::check::Checked;
use crate::share::link::encode;

/// How long the scenario has to rest before its runs are drawn: a drag is not kept waiting.
const REST_MS: u32 = 200;

/// A worker that has not answered after this long is not waited for any more.
const PATIENCE_MS: u32 = 4000;

/// The ranges that were drawn last of each technique. Older ones stand until newer ones are known,
/// so that nothing on the page comes and goes meanwhile.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Known {
    /// The scenario whose chosen technique has its ranges.
    link: String,
    ranges: [Option<Ranges>; Technique::ALL.len()],
}

impl Known {
    /// Whether those of the chosen technique are of this scenario.
    pub(super) fn is_of(&self, scenario: &Checked) -> bool {
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

/// The ranges of this scenario, the chosen technique first; older ones until they are known.
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
    (*known).clone()
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
    patience: Option<Timeout>,
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
            patience: None,
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
        let answered = Rc::clone(shared);
        let said = move |said: Message| {
            if let Some(answer) = Answer::of_message(said) {
                done(&answered, &answer);
            }
        };
        desk.place = match worker::spawn(said) {
            Some(bridge) => Place::Worker(bridge),
            None => Place::Here { _work: None },
        };
        let waiting = Rc::clone(shared);
        desk.patience = Some(Timeout::new(PATIENCE_MS, move || give_up(&waiting)));
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

/// The worker said nothing: the page does it itself.
fn give_up(shared: &Rc<RefCell<Desk>>) {
    let mut desk = shared.borrow_mut();
    if let (Place::Worker(_), Some(question)) = (&desk.place, desk.asked.clone()) {
        desk.place = work_here(shared, question);
    }
}

/// The page is drawn twice for a question, not once for each technique: when the chosen one's
/// ranges are known, and when all are.
fn done(shared: &Rc<RefCell<Desk>>, answer: &Answer) {
    let told = {
        let mut desk = shared.borrow_mut();
        desk.patience = None;
        desk.asked = None;
        // The chosen technique is the first to be asked about.
        answer.link().clone_into(&mut desk.known.link);
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
