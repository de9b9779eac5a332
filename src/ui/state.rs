//! What the user stated and which view is open; nothing that could be derived, and no DOM.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::Reducible;

use crate::quantity::Lang;
use crate::scenario::presets::{Preset, base};
use crate::scenario::{Choice, Field, Points, Policy, Scenario};
use crate::share::link::Broken;
use crate::share::task::Task;

/// How many edits can be taken back.
const MEMORY: usize = 200;

/// What the lower half of the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// What happens when.
    Timeline,
    /// All techniques side by side.
    Techniques,
    /// Joules, money and pay-back.
    Energy,
    /// Lessons, the paper and the words.
    Learn,
    /// Predicted against measured.
    Evidence,
    /// Every value with its source.
    Assumptions,
}

impl View {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 6] = [
        Self::Timeline,
        Self::Techniques,
        Self::Energy,
        Self::Learn,
        Self::Evidence,
        Self::Assumptions,
    ];
}

/// Which colors to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Those of the system.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order of the choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];
}

/// What the address said that brought the user here.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// The link could not be read; the scenario is still the user's own.
    Broken(Broken),
    /// The link was opened beside work of the user's own.
    Opened {
        /// That work.
        mine: Rc<Scenario>,
    },
}

/// What a link holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// What is stated.
    pub scenario: Rc<Scenario>,
    /// What a teacher put around it.
    pub task: Option<Rc<Task>>,
}

impl From<(Scenario, Option<Task>)> for Linked {
    fn from((scenario, task): (Scenario, Option<Task>)) -> Self {
        Self { scenario: Rc::new(scenario), task: task.map(Rc::new) }
    }
}

/// Under this id stands what was predicted in the task around the scenario.
pub const TASK: &str = "";

/// The state of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What the user stated.
    pub scenario: Rc<Scenario>,
    /// Which view is open.
    pub view: View,
    /// The language of the page.
    pub lang: Lang,
    /// The colors of the page.
    pub theme: Theme,
    /// What there is to say about the link, until it is dismissed.
    pub notice: Option<Notice>,
    /// What a teacher put around the scenario.
    pub task: Option<Rc<Task>>,
    /// What was predicted, by the ids of lessons.
    pub answers: Rc<BTreeMap<String, String>>,
    past: Vec<Linked>,
    future: Vec<Linked>,
    /// The field whose edits still count as one.
    editing: Option<Field>,
}

/// What can be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Sets a field; edits of the same field count as one until another action comes between.
    Set(Field, f64),
    /// Ends the edit of a field.
    Settle,
    /// Chooses the option at a place; a controller brings its own defaults along.
    Pick(Choice, usize),
    /// Puts a preset into the scenario.
    Apply(&'static Preset),
    /// Takes measured points for the guest's unique-dirty curve.
    Measure(Points),
    /// Takes a scenario from a file.
    Load(Rc<Scenario>),
    /// Sets everything back to the paper's experiment.
    StartOver,
    /// Takes the last edit back.
    Undo,
    /// Makes it again.
    Redo,
    /// Opens a view.
    Open(View),
    /// Speaks another language.
    Speak(Lang),
    /// Uses other colors.
    Paint(Theme),
    /// Opens the link in the address.
    Follow(Result<Linked, Broken>),
    /// Leaves the task and keeps the scenario.
    LeaveTask,
    /// Commits a prediction in the lesson of that id; an empty one takes it back.
    Predict(String, String),
    /// Goes back to the user's own work.
    BackToMine,
    /// Puts the notice away.
    Dismiss,
}

impl State {
    /// The page as it opens on this scenario.
    pub fn new(scenario: Scenario, lang: Lang, theme: Theme) -> Self {
        Self {
            scenario: Rc::new(scenario),
            view: View::Timeline,
            lang,
            theme,
            notice: None,
            task: None,
            answers: Rc::default(),
            past: Vec::new(),
            future: Vec::new(),
            editing: None,
        }
    }

    /// Whether there is an edit to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is an edit to make again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Whether the scenario is the user's own and may be saved as such: a link that was opened
    /// beside other work must not replace that work unasked.
    pub fn is_mine(&self) -> bool {
        !matches!(self.notice, Some(Notice::Opened { .. }))
    }

    /// Whether the answer is covered until there is a prediction.
    pub fn is_covered(&self) -> bool {
        self.task.as_ref().is_some_and(|task| task.predict) && !self.answers.contains_key(TASK)
    }

    /// Puts a scenario in place of the current one, which can be brought back; what the task locks
    /// stays.
    fn edit(&mut self, scenario: &Scenario, editing: Option<Field>) {
        let mut scenario = *scenario;
        if let Some(task) = &self.task {
            task.keep(&self.scenario, &mut scenario);
        }
        let task = self.task.clone();
        self.put(Linked { scenario: Rc::new(scenario), task }, editing);
    }

    fn put(&mut self, next: Linked, editing: Option<Field>) {
        if self.scenario == next.scenario && self.task == next.task {
            return;
        }
        let goes_on = editing.is_some() && self.editing == editing;
        let before = self.exchange(next);
        if !goes_on {
            if self.past.len() == MEMORY {
                self.past.remove(0);
            }
            self.past.push(before);
        }
        self.future.clear();
        self.editing = editing;
    }

    /// Puts another scenario and task here and gives back those that were.
    fn exchange(&mut self, next: Linked) -> Linked {
        Linked {
            scenario: std::mem::replace(&mut self.scenario, next.scenario),
            task: std::mem::replace(&mut self.task, next.task),
        }
    }

    fn follow(&mut self, link: Result<Linked, Broken>) {
        match link {
            Err(broken) => self.notice = Some(Notice::Broken(broken)),
            Ok(linked) if linked.scenario == self.scenario && linked.task == self.task => {
                self.notice = None;
            }
            Ok(linked) => {
                let mine = match self.notice.take() {
                    Some(Notice::Opened { mine }) => mine,
                    _ => Rc::clone(&self.scenario),
                };
                // The paper's experiment is nobody's work.
                let is_work = *mine != Scenario::default() && mine != linked.scenario;
                self.put(linked, None);
                self.predict(TASK, String::new());
                self.notice = is_work.then_some(Notice::Opened { mine });
            }
        }
    }
}

impl State {
    fn predict(&mut self, id: &str, said: String) {
        let answers = Rc::make_mut(&mut self.answers);
        if said.is_empty() {
            answers.remove(id);
        } else {
            answers.insert(id.to_owned(), said);
        }
    }

    /// Takes the last scenario of `from` and gives back the current one.
    fn step(&mut self, from: fn(&mut Self) -> &mut Vec<Linked>) -> Option<Linked> {
        let before = from(self).pop()?;
        Some(self.exchange(before))
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        if matches!(action, Action::Undo | Action::Redo) {
            next.editing = None;
        }
        match action {
            Action::Set(field, value) => {
                let mut scenario = *next.scenario;
                field.set(&mut scenario, value);
                next.edit(&scenario, Some(field));
            }
            Action::Settle => next.editing = None,
            Action::Pick(choice, place) => {
                let mut scenario = *next.scenario;
                choice.set(&mut scenario, place);
                if choice == Choice::Controller {
                    scenario.policy = with_defaults(&scenario.policy);
                }
                next.edit(&scenario, None);
            }
            Action::Apply(preset) => next.edit(&preset.applied(&next.scenario), None),
            Action::Measure(points) => {
                let mut scenario = *next.scenario;
                scenario.fleet.points = points;
                next.edit(&scenario, None);
            }
            Action::Load(scenario) => next.edit(&scenario, None),
            Action::StartOver => next.edit(&Scenario::default(), None),
            Action::Undo => {
                let undone = next.step(|state| &mut state.past);
                next.future.extend(undone);
            }
            Action::Redo => {
                let redone = next.step(|state| &mut state.future);
                next.past.extend(redone);
            }
            Action::Open(view) => next.view = view,
            Action::Speak(lang) => next.lang = lang,
            Action::Paint(theme) => next.theme = theme,
            Action::Follow(link) => next.follow(link),
            Action::BackToMine => {
                if let Some(Notice::Opened { mine }) = next.notice.take() {
                    next.put(Linked { scenario: mine, task: None }, None);
                }
            }
            Action::LeaveTask => {
                next.put(Linked { scenario: Rc::clone(&next.scenario), task: None }, None);
            }
            Action::Predict(id, said) => next.predict(&id, said),
            Action::Dismiss => next.notice = None,
        }
        // The same state, unchanged, is not drawn again.
        if next == *self { self } else { Rc::new(next) }
    }
}

/// The policy under its controller's own limits; how to move stays.
const fn with_defaults(policy: &Policy) -> Policy {
    Policy { technique: policy.technique, ..base(policy.controller).policy }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::choice::Options;
    use crate::scenario::{Controller, Technique};

    fn after(actions: &[Action]) -> State {
        let start = State::new(Scenario::default(), Lang::En, Theme::Auto);
        let end = actions.iter().fold(Rc::new(start), |state, action| state.reduce(action.clone()));
        (*end).clone()
    }

    fn memory(state: &State) -> f64 {
        Field::Memory.get(&state.scenario)
    }

    const GIB: f64 = 1_073_741_824.0;

    #[test]
    fn a_drag_is_taken_back_as_one_edit() {
        let set = |gib| Action::Set(Field::Memory, gib * GIB);
        let dragged = [set(3.0), set(4.0), set(5.0)];
        let end = after(&[&dragged[..], &[Action::Undo]].concat());
        assert!((memory(&end) - 2.0 * GIB).abs() < 1.0);
        assert!(!end.can_undo() && end.can_redo());
        let twice = after(&[set(3.0), Action::Settle, set(4.0), Action::Undo]);
        assert!((memory(&twice) - 3.0 * GIB).abs() < 1.0);
    }

    #[test]
    fn what_was_taken_back_can_be_made_again_until_something_else_is_edited() {
        let set = |gib| Action::Set(Field::Memory, gib * GIB);
        assert!((memory(&after(&[set(3.0), Action::Undo, Action::Redo])) - 3.0 * GIB).abs() < 1.0);
        let edited = after(&[set(3.0), Action::Undo, Action::Pick(Choice::Technique, 1)]);
        assert!(!edited.can_redo());
        assert!(after(&[Action::Undo, Action::Redo]) == after(&[]));
    }

    #[test]
    fn a_controller_brings_its_limits_and_leaves_the_technique() {
        let kubevirt = Action::Pick(Choice::Controller, Controller::KubeVirt.place());
        let state = after(&[Action::Pick(Choice::Technique, 0), kubevirt]);
        let policy = state.scenario.policy;
        assert_eq!(
            (policy.controller, policy.technique),
            (Controller::KubeVirt, Technique::PreCopy)
        );
        assert!((Field::MaxBandwidth.get(&state.scenario) - 64.0 * 1_048_576.0).abs() < 1.0);
        assert!(state.can_undo());
    }

    #[test]
    fn nothing_changes_where_nothing_happened() {
        let start = Rc::new(after(&[]));
        let same = Rc::clone(&start).reduce(Action::Settle);
        assert!(Rc::ptr_eq(&start, &same));
    }

    fn linked() -> Scenario {
        let mut scenario = Scenario::default();
        Field::Vms.set(&mut scenario, 3.0);
        scenario
    }

    #[test]
    fn a_link_never_takes_the_place_of_work_unasked() {
        let work = Action::Set(Field::Memory, 3.0 * GIB);
        let opened = after(&[work.clone(), Action::Follow(Ok((linked(), None).into()))]);
        assert_eq!(*opened.scenario, linked());
        assert!(!opened.is_mine());
        let back =
            after(&[work.clone(), Action::Follow(Ok((linked(), None).into())), Action::BackToMine]);
        assert!((memory(&back) - 3.0 * GIB).abs() < 1.0);
        assert!(back.is_mine());
        let kept = after(&[work, Action::Follow(Ok((linked(), None).into())), Action::Dismiss]);
        assert_eq!(*kept.scenario, linked());
        assert!(kept.is_mine());
    }

    #[test]
    fn a_link_beside_no_work_is_simply_opened() {
        let opened = after(&[Action::Follow(Ok((linked(), None).into()))]);
        assert_eq!(opened.notice, None);
        assert_eq!(*opened.scenario, linked());
    }

    #[test]
    fn a_damaged_link_shows_no_other_scenario() {
        let work = Action::Set(Field::Memory, 3.0 * GIB);
        let damaged = after(&[work, Action::Follow(Err(Broken::Damaged))]);
        assert!((memory(&damaged) - 3.0 * GIB).abs() < 1.0);
        assert_eq!(damaged.notice, Some(Notice::Broken(Broken::Damaged)));
    }

    fn task() -> Task {
        Task { locked: vec!["m"], predict: true, ..Task::default() }
    }

    #[test]
    fn what_a_task_locks_stays_until_it_is_left() {
        let open = Action::Follow(Ok((linked(), Some(task())).into()));
        let set = Action::Set(Field::Memory, 3.0 * GIB);
        let vms = Action::Set(Field::Vms, 7.0);
        let locked = after(&[open.clone(), set.clone(), vms]);
        assert!((memory(&locked) - 2.0 * GIB).abs() < 1.0);
        assert!((Field::Vms.get(&locked.scenario) - 7.0).abs() < 1e-9);
        let left = after(&[open.clone(), Action::LeaveTask, set.clone()]);
        assert!((memory(&left) - 3.0 * GIB).abs() < 1.0);
        let undone = after(&[open, Action::LeaveTask, set, Action::Undo, Action::Undo]);
        assert!(undone.task.is_some());
    }

    #[test]
    fn a_task_may_cover_the_answer_until_there_is_a_prediction() {
        let open = Action::Follow(Ok((linked(), Some(task())).into()));
        let say = Action::Predict(TASK.to_owned(), "ten minutes".to_owned());
        assert!(after(&[open.clone()]).is_covered());
        assert!(!after(&[open.clone(), say.clone()]).is_covered());
        assert!(after(&[say, open]).is_covered(), "an earlier task's prediction does not count");
    }

    #[test]
    fn a_task_beside_work_of_ones_own_can_be_put_away() {
        let work = Action::Set(Field::Memory, 3.0 * GIB);
        let open = Action::Follow(Ok((linked(), Some(task())).into()));
        let back = after(&[work.clone(), open.clone(), Action::BackToMine]);
        assert!((memory(&back) - 3.0 * GIB).abs() < 1.0 && back.task.is_none());
        let undone = after(&[work, open, Action::Undo]);
        assert!((memory(&undone) - 3.0 * GIB).abs() < 1.0 && undone.task.is_none());
    }
}
