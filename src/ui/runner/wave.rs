//! Waves, planned in a worker of their own, or on the page a step at a time where none starts: first
//! the wave that is stated, then those to hold against it. The newest question wins.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use serde::{Deserialize, Serialize};
use yew::prelude::*;

use super::PATIENCE_MS;
use super::worker::{self, Ask, Bridge, Said};
use crate::model::trace::{Ending, Segment, Stage};
use crate::model::wave::Usage;
use crate::plan::wave::{Bottleneck, Capacity, Outline, Row, WavePlan, WhatIf, wave_plan};
use crate::scenario::check::{Checked, check};
use crate::scenario::wave::Wave;
use crate::share::link::{decode_with, encode_with};
use crate::ui::Same;
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// How long what is stated has to rest before it is planned.
const REST_MS: u32 = 150;
/// Rows in one message: the page takes it in a moment.
const CHUNK: usize = 1000;

/// What is known of a wave.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownWave {
    /// The plan, once it is whole; an older one until then.
    pub(crate) plan: Option<Same<WavePlan>>,
    /// What else was looked at, of the same wave.
    pub(crate) what_ifs: Vec<(WhatIf, Outline)>,
    /// The share of the work that is done.
    pub(crate) progress: f64,
    /// Whether it goes on.
    pub(crate) is_running: bool,
}

/// Step `step` of a wave: zero is the wave itself, the others are [`WhatIf::all`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Question {
    number: u32,
    link: String,
    step: usize,
}

/// A part of the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answer {
    number: u32,
    step: usize,
    part: Part,
    /// Whether it is the last part of the step.
    is_last: bool,
    numbers: Vec<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
enum Part {
    /// The share of the step that is done.
    Progress,
    /// A plan without its rows.
    Plan,
    /// Some of its rows.
    Rows,
    /// The outlines of another wave.
    Outline,
}

/// Does one step and says what it finds.
pub(super) fn work(question: &Question, say: &mut dyn FnMut(Answer)) {
    let Question { number, step, link } = question;
    let mut say = |part, is_last, numbers| {
        say(Answer { number: *number, step: *step, part, is_last, numbers });
    };
    // A question that makes no sense is over at once.
    let Ok((scenario, stated)) = decode_with(link) else {
        return say(Part::Progress, true, vec![1.0]);
    };
    let (scenario, _) = check(scenario);
    let wave = stated.unwrap_or_else(|| Wave::of(scenario.get())).checked().0;
    if let Some(at) = step.checked_sub(1) {
        let what_if = WhatIf::all(&wave).get(at).copied();
        let outline = what_if.map(|what_if| what_if.outline(&scenario, &wave));
        return say(
            Part::Outline,
            true,
            outline.map_or_else(Vec::new, |o| flat_outline(&o).into()),
        );
    }
    let all = wave.machines().max(1) as usize;
    let plan = wave_plan(&scenario, &wave, |ended| {
        if ended % (all / 20 + 100) == 0 {
            say(Part::Progress, false, vec![ended as f64 / all as f64]);
        }
    });
    say(Part::Plan, plan.rows.is_empty(), flat_plan(&plan));
    let chunks = plan.rows.chunks(CHUNK);
    let last = chunks.len();
    for (at, rows) in chunks.enumerate() {
        say(Part::Rows, at + 1 == last, rows.iter().flat_map(flat_row).collect());
    }
}

fn flat_outline(outline: &Outline) -> [f64; 9] {
    let Outline {
        makespan,
        downtime,
        arrived,
        converged,
        late,
        machines,
        sent,
        busiest,
        bottleneck,
    } = *outline;
    [
        makespan.get(),
        downtime.get(),
        f64::from(arrived),
        f64::from(converged),
        f64::from(late),
        f64::from(machines),
        sent.get(),
        busiest.get(),
        f64::from(bottleneck as u8),
    ]
}

fn flat_plan(plan: &WavePlan) -> Vec<f64> {
    let Capacity { memory, cpus, fullest, hosts_needed, hosts_freed, left } = plan.after;
    let mut flat: Vec<f64> = flat_outline(&plan.outline).into();
    flat.extend([memory, cpus, fullest]);
    flat.extend([hosts_needed, hosts_freed, left].map(f64::from));
    flat.extend([plan.capacity.get(), plan.usage.span.get(), plan.usage.bytes().len() as f64]);
    flat.extend(plan.usage.bytes());
    flat.push(plan.shown.len() as f64);
    flat.extend(plan.shown.iter().map(|number| f64::from(*number)));
    for segment in &plan.segments {
        let stage = Stage::ALL.iter().position(|stage| *stage == segment.stage).unwrap_or(0);
        let (vm, round) = (f64::from(segment.vm), f64::from(segment.round));
        flat.extend([vm, stage as f64, round, segment.start.get(), segment.end.get()]);
    }
    flat
}

/// The endings, by their place in messages.
const ENDINGS: [Ending; 6] = [
    Ending::Converged,
    Ending::HandedOver,
    Ending::Suspended,
    Ending::Restarted,
    Ending::Forced,
    Ending::OutOfTime,
];

/// Numbers of a row in a message.
const ROW: usize = 12;

fn flat_row(row: &Row) -> [f64; ROW] {
    let ending = ENDINGS.iter().position(|ending| *ending == row.ending).unwrap_or(0);
    [
        f64::from(row.group),
        row.memory.get(),
        f64::from(row.source),
        f64::from(row.destination),
        // Whole milliseconds and bytes are short to write.
        libm::round(row.requested.to_ms()),
        libm::round(row.start.to_ms()),
        libm::round(row.end.to_ms()),
        libm::round(row.downtime.to_ms()),
        libm::round(row.sent.get()),
        f64::from(row.rounds),
        row.throttle.get(),
        ending as f64,
    ]
}

/// Reads numbers one after the other; zeros where there are none left.
struct Numbers<'a>(std::slice::Iter<'a, f64>);

impl Numbers<'_> {
    fn next(&mut self) -> f64 {
        self.0.next().copied().unwrap_or(0.0)
    }

    fn count(&mut self) -> u32 {
        self.next() as u32
    }

    fn seconds(&mut self) -> Seconds {
        Seconds::new(self.next())
    }

    fn outline(&mut self) -> Outline {
        Outline {
            makespan: self.seconds(),
            downtime: self.seconds(),
            arrived: self.count(),
            converged: self.count(),
            late: self.count(),
            machines: self.count(),
            sent: Bytes::new(self.next()),
            busiest: Ratio::new(self.next()),
            bottleneck: match self.count() {
                0 => Bottleneck::Site,
                1 => Bottleneck::Source,
                _ => Bottleneck::Destination,
            },
        }
    }

    fn plan(&mut self) -> WavePlan {
        let outline = self.outline();
        let after = Capacity {
            memory: self.next(),
            cpus: self.next(),
            fullest: self.next(),
            hosts_needed: self.count(),
            hosts_freed: self.count(),
            left: self.count(),
        };
        let capacity = Bandwidth::new(self.next());
        let span = self.seconds();
        let bytes = (0..self.count()).map(|_| self.next()).collect();
        let shown = (0..self.count()).map(|_| self.count()).collect();
        let mut segments = Vec::new();
        while let Some(vm) = self.0.next() {
            segments.push(Segment {
                vm: *vm as u32,
                stage: Stage::ALL[(self.count() as usize).min(Stage::ALL.len() - 1)],
                round: self.count(),
                start: self.seconds(),
                end: self.seconds(),
                pending: Bytes::ZERO,
                sent: Bytes::ZERO,
                mirrored: Bytes::ZERO,
                throttle: Ratio::ZERO,
            });
        }
        let usage = Usage::new(span, bytes);
        WavePlan { outline, rows: Vec::new(), segments, shown, usage, capacity, after }
    }

    fn row(&mut self) -> Row {
        let ms = |value| Seconds::ms(value);
        Row {
            group: self.count(),
            memory: Bytes::new(self.next()),
            source: self.count(),
            destination: self.count(),
            requested: ms(self.next()),
            start: ms(self.next()),
            end: ms(self.next()),
            downtime: ms(self.next()),
            sent: Bytes::new(self.next()),
            rounds: self.count(),
            throttle: Ratio::new(self.next()),
            ending: ENDINGS[(self.count() as usize).min(ENDINGS.len() - 1)],
        }
    }
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
    coming: WavePlan,
    known: KnownWave,
    tell: Rc<dyn Fn(KnownWave)>,
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
        let timer = Timeout::new(REST_MS, move || asked.ask(&scenario, &wave));
        move || drop(timer)
    });
    ((*known).clone(), runner)
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
            coming: WavePlan::default(),
            known: KnownWave::default(),
            tell: Rc::new(tell),
            patience: None,
        })))
    }

    fn ask(&self, scenario: &Checked, wave: &Wave) {
        {
            let mut desk = self.0.borrow_mut();
            desk.number += 1;
            desk.link = encode_with(scenario.get(), Some(wave));
            desk.what_ifs = WhatIf::all(wave);
            desk.next = 0;
            desk.steps = 1 + desk.what_ifs.len();
            desk.known.what_ifs.clear();
            (desk.known.progress, desk.known.is_running) = (0.0, true);
        }
        tell(&self.0);
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
        let desk = shared.borrow();
        (Rc::clone(&desk.tell), desk.known.clone())
    };
    tell(known);
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
        let said = move |said: Said| {
            if let Said::Wave(answer) = said {
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
        Place::Worker(bridge) => bridge.send(Ask::Wave(question)),
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
    let is_news = {
        let mut desk = shared.borrow_mut();
        let desk = &mut *desk;
        desk.patience = None;
        desk.is_busy &= !answer.is_last;
        let is_meant = answer.number == desk.number;
        if is_meant {
            let mut numbers = Numbers(answer.numbers.iter());
            let mut within = 0.0;
            match answer.part {
                Part::Progress => within = numbers.next(),
                Part::Plan => desk.coming = numbers.plan(),
                Part::Rows => {
                    let count = answer.numbers.len() / ROW;
                    desk.coming.rows.extend((0..count).map(|_| numbers.row()));
                }
                Part::Outline => {
                    if let Some(what_if) =
                        answer.step.checked_sub(1).and_then(|at| desk.what_ifs.get(at))
                    {
                        desk.known.what_ifs.push((*what_if, numbers.outline()));
                    }
                }
            }
            if answer.is_last && answer.step == 0 {
                desk.known.plan = Some(Same::new(std::mem::take(&mut desk.coming)));
            }
            let done = answer.step as f64 + if answer.is_last { 1.0 } else { within };
            desk.known.progress = done / desk.steps as f64;
            desk.known.is_running &= desk.next < desk.steps || !answer.is_last;
        }
        is_meant && (answer.is_last || answer.part == Part::Progress)
    };
    if is_news {
        tell(shared);
    }
    if answer.is_last {
        next(shared);
    }
}
