//! What the user stated and which view is open; nothing that could be derived, and no DOM.

use std::rc::Rc;

use yew::Reducible;

use crate::by_name::ByName;
use crate::quantity::Lang;
use crate::report::compare::MOST;
use crate::scenario::goal::Goal;
use crate::scenario::presets::{Band, Country, Preset, Side};
use crate::scenario::range::{self, Known};
use crate::scenario::wave::Wave;
use crate::scenario::weights::Weights;
use crate::scenario::{Choice, Field, Points, Scenario};
use crate::share::link::Broken;
use crate::share::task::WAVE;
use crate::share::{Along, Place, Saved, Seen, Shelf, Stated};
use crate::ui::parts;

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
    /// What users feel.
    Service,
    /// Many machines at once.
    Waves,
    /// What comes of inputs that are known as ranges.
    Sure,
    /// Two inputs against each other.
    Map,
    /// Scenarios side by side.
    Compare,
    /// Lessons, the paper and the words.
    Learn,
    /// Predicted against measured.
    Evidence,
    /// Every value with its source.
    Assumptions,
}

impl View {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 11] = [
        Self::Timeline,
        Self::Techniques,
        Self::Energy,
        Self::Service,
        Self::Waves,
        Self::Sure,
        Self::Map,
        Self::Compare,
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
        mine: Stated,
        /// What is kept beside it, where the link brought scenarios of its own to compare.
        kept: Option<Shelf>,
    },
}

/// Under this id stands what was predicted in the task around the scenario.
pub const TASK: &str = "";

/// The state of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What the user stated.
    pub stated: Stated,
    /// Which view is open.
    pub view: View,
    /// What is open in it, by the name that the view gives it; empty for what it opens with.
    pub part: Rc<str>,
    /// The language of the page.
    pub lang: Lang,
    /// The colors of the page.
    pub theme: Theme,
    /// What there is to say about the link, until it is dismissed.
    pub notice: Option<Notice>,
    /// What the author of the link saw, until something is stated otherwise.
    pub seen: Option<Seen>,
    /// Scenarios kept beside the current one, at most [`MOST`].
    pub saved: Shelf,
    /// What was predicted, by the ids of lessons.
    pub answers: Rc<ByName<String>>,
    past: Vec<Stated>,
    future: Vec<Stated>,
    /// The field whose edits still count as one.
    editing: Option<Field>,
}

/// What can be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Sets a field; edits of the same field count as one until another action comes between.
    Set(Field, f64),
    /// States a field as a range; edits count as one as those of [`Action::Set`] do.
    Doubt(Known),
    /// Takes back what was stated of a field: it follows again.
    Unset(Field),
    /// Ends the edit of a field.
    Settle,
    /// Chooses the option at a place; a controller brings its own defaults along.
    Pick(Choice, usize),
    /// Puts a preset into the scenario.
    Apply(&'static Preset),
    /// Takes a country's prices for such a consumer, and its carbon intensity.
    Locate(Side, &'static Country, Band),
    /// Takes measured points for the guest's unique-dirty curve.
    Measure(Points),
    /// States a wave, or none.
    State(Option<Rc<Wave>>),
    /// Takes the scenario of a file and the wave beside it.
    Load(Stated),
    /// Takes another scenario and the wave beside it; ranges of what it leaves alone stay.
    Change(Rc<Scenario>, Option<Rc<Wave>>),
    /// Sets everything back to the paper's experiment.
    StartOver,
    /// Takes the last edit back.
    Undo,
    /// Makes it again.
    Redo,
    /// Asks a question, whose view opens; the one that is being asked is asked no longer.
    Aim(Goal),
    /// Says what counts how much.
    Weigh(Weights),
    /// Opens a view.
    Open(View),
    /// Opens a part of the view that is open.
    Turn(Rc<str>),
    /// Speaks another language.
    Speak(Lang),
    /// Uses other colors.
    Paint(Theme),
    /// Opens the link in the address, at its place of the page.
    Follow(Result<(Stated, Along), Broken>),
    /// Leaves the task and keeps the scenario.
    LeaveTask,
    /// Commits a prediction in the lesson of that id; an empty one takes it back.
    Predict(String, String),
    /// Goes back to the user's own work.
    BackToMine,
    /// Keeps the user's own work under this name, first of all, and opens the comparison.
    CompareWithMine(&'static str),
    /// Puts the notice away.
    Dismiss,
    /// Keeps the current scenario under this name.
    Pin(String),
    /// Gives the scenario at a place another name.
    Rename(usize, String),
    /// Keeps the scenario at a place no longer.
    Unpin(usize),
    /// Holds the others against the scenario at a place.
    HoldAgainst(usize),
    /// Puts the scenario at a place into the form.
    Reopen(usize),
    /// Takes what is kept from another window.
    Restock(Shelf),
}

impl State {
    /// The page as it opens on this.
    pub fn new(stated: impl Into<Stated>, lang: Lang, theme: Theme) -> Self {
        Self {
            stated: stated.into(),
            view: View::Timeline,
            part: Rc::default(),
            lang,
            theme,
            notice: None,
            seen: None,
            saved: Shelf::default(),
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

    /// Whether what is kept is the user's own, by the same rule.
    pub fn keeps_mine(&self) -> bool {
        !matches!(self.notice, Some(Notice::Opened { kept: Some(_), .. }))
    }

    /// Whether the answer is covered until there is a prediction.
    pub fn is_covered(&self) -> bool {
        self.stated.task.as_ref().is_some_and(|task| task.predict)
            && !self.answers.contains_key(TASK)
    }

    /// Puts a scenario in place of the current one, which can be brought back.
    fn edit(&mut self, scenario: &Scenario, editing: Option<Field>) {
        let stated = Stated { scenario: Rc::new(*scenario), ..self.stated.clone() };
        self.restate(stated, editing);
    }

    /// Puts a scenario with the wave beside it in place of the current ones; what the task locks stays,
    /// and so does the goal.
    fn restate(&mut self, stated: Stated, editing: Option<Field>) {
        let Stated { mut wave, mut unsure, .. } = stated;
        let mut scenario = *stated.scenario;
        let task = self.stated.task.clone();
        if let Some(task) = &task {
            task.keep(&self.stated.scenario, &mut scenario);
            if task.locks(WAVE) {
                wave.clone_from(&self.stated.wave);
            }
            let locked = |(field, _): &&Known| task.locks(field.key());
            let free = unsure.iter().filter(|known| !locked(known));
            unsure = free.chain(self.stated.unsure.iter().filter(locked)).copied().collect();
        }
        let goal = self.stated.goal;
        let weights = stated.weights.or(self.stated.weights);
        let stated = Stated { scenario: Rc::new(scenario), wave, task, goal, unsure, weights };
        self.put(stated.settled(), editing);
    }

    fn put(&mut self, stated: Stated, editing: Option<Field>) {
        if self.stated == stated {
            return;
        }
        let goes_on = editing.is_some() && self.editing == editing;
        let before = std::mem::replace(&mut self.stated, stated);
        if !goes_on {
            if self.past.len() == MEMORY {
                self.past.remove(0);
            }
            self.past.push(before);
        }
        self.future.clear();
        self.editing = editing;
    }

    fn doubt(&mut self, known: Known) {
        let mut scenario = *self.stated.scenario;
        known.0.set(&mut scenario, range::typical(&known));
        let unsure = range::with(&self.stated.unsure, known).into();
        let stated = Stated { scenario: Rc::new(scenario), unsure, ..self.stated.clone() };
        self.restate(stated, Some(known.0));
    }

    fn change(&mut self, scenario: Rc<Scenario>, wave: Option<Rc<Wave>>) {
        self.restate(Stated { scenario, wave, ..self.stated.clone() }, None);
    }

    fn predict(&mut self, id: &str, said: String) {
        let answers = Rc::make_mut(&mut self.answers);
        if said.is_empty() {
            answers.remove(id);
        } else {
            answers.insert(id, said);
        }
    }

    fn open(&mut self, view: View) {
        if self.view != view {
            self.part = Rc::default();
        }
        self.view = view;
    }

    /// Where in the page the user is, as links say it: nothing where the page opens anyway.
    fn place(&self) -> Place {
        let opens_with = self.stated.goal.map_or(View::Timeline, parts::view_of);
        if self.view == opens_with && self.part.is_empty() {
            return Place::default();
        }
        Place { view: parts::view_name(self.view).to_owned(), part: self.part.to_string() }
    }

    /// What goes along with a link to what is stated: what its author saw, which is this unless somebody
    /// else's link is still as it was, and what is compared, where that is what is looked at. A task may
    /// hide the answer.
    pub fn along(&self, seen: Option<Seen>) -> Along {
        let seen = self.seen.or(seen).filter(|_| self.stated.task.is_none());
        let kept = if self.view == View::Compare { Rc::clone(&self.saved) } else { Rc::default() };
        Along { seen, kept, place: self.place() }
    }

    fn follow(&mut self, link: Result<(Stated, Along), Broken>) {
        let (linked, Along { seen, kept, place }) = match link {
            Ok(link) => link,
            Err(broken) => {
                self.notice = Some(Notice::Broken(broken));
                return;
            }
        };
        // A view that this page does not know is one of a later page.
        let view = parts::view_named(&place.view).or(linked.goal.map(parts::view_of));
        if let Some(view) = view {
            self.open(view);
            self.part = place.part.as_str().into();
        }
        self.seen = seen;
        let brings = !kept.is_empty() && kept != self.saved;
        if linked == self.stated && !brings {
            self.notice = None;
            return;
        }
        let (mine, shelf) = match self.notice.take() {
            Some(Notice::Opened { mine, kept }) => (mine, kept),
            _ => (self.stated.with_task(None), None),
        };
        let shelf = shelf.or_else(|| brings.then(|| Rc::clone(&self.saved)));
        // The paper's experiment is nobody's work.
        let is_work = mine != Stated::default() && mine != linked.with_task(None);
        let is_kept = shelf.as_ref().is_some_and(|shelf| !shelf.is_empty());
        if brings {
            self.saved = kept;
        }
        self.put(linked, None);
        self.predict(TASK, String::new());
        self.notice = (is_work || is_kept).then_some(Notice::Opened { mine, kept: shelf });
    }

    /// Asks this, or no longer, where it is asked already.
    fn aim(&mut self, goal: Goal) {
        let is_new = self.stated.goal != Some(goal);
        self.stated.goal = is_new.then_some(goal);
        if is_new {
            self.open(parts::view_of(goal));
        }
    }

    /// Puts the user's own work before what is compared, unless it is there, and opens that.
    fn compare_with_mine(&mut self, name: &str) {
        if let Some(Notice::Opened { mine, .. }) = &self.notice {
            let is_kept = self.saved.iter().any(|saved| saved.stated == *mine);
            if !is_kept && self.saved.len() < MOST {
                let saved = Saved::named(name, mine.clone());
                Rc::make_mut(&mut self.saved).insert(0, saved);
            }
            self.open(View::Compare);
        }
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
                let mut scenario = *next.stated.scenario;
                field.set(&mut scenario, value);
                next.edit(&scenario, Some(field));
            }
            Action::Doubt(known) => next.doubt(known),
            Action::Unset(field) => next.edit(&self.stated.scenario.without(field), None),
            Action::Settle => next.editing = None,
            Action::Pick(choice, place) => {
                let mut scenario = *next.stated.scenario;
                choice.set(&mut scenario, place);
                match choice {
                    Choice::SourceZone => scenario.source.adopt_currency(),
                    Choice::DestinationZone => scenario.destination.adopt_currency(),
                    _ => {}
                }
                next.edit(&scenario, None);
            }
            Action::Apply(preset) => next.edit(&preset.applied(&next.stated.scenario), None),
            Action::Locate(side, country, band) => {
                next.edit(&country.applied(side, band, &next.stated.scenario), None);
            }
            Action::Measure(points) => {
                let mut scenario = *next.stated.scenario;
                scenario.measure(points);
                next.edit(&scenario, None);
            }
            Action::State(wave) => next.change(Rc::clone(&self.stated.scenario), wave),
            Action::Load(stated) => next.restate(stated, None),
            Action::Change(scenario, wave) => next.change(scenario, wave),
            Action::StartOver => {
                (next.stated.goal, next.stated.weights) = (None, None);
                next.restate(Stated::default(), None);
            }
            Action::Undo => step(&mut next.past, &mut next.stated, &mut next.future),
            Action::Redo => step(&mut next.future, &mut next.stated, &mut next.past),
            Action::Aim(goal) => next.aim(goal),
            Action::Weigh(weights) => next.stated.weights = Some(weights),
            Action::Open(view) => next.open(view),
            Action::Turn(part) => next.part = part,
            Action::Speak(lang) => next.lang = lang,
            Action::Paint(theme) => next.theme = theme,
            Action::Follow(link) => next.follow(link),
            Action::BackToMine => {
                if let Some(Notice::Opened { mine, kept }) = next.notice.take() {
                    next.put(mine, None);
                    next.saved = kept.unwrap_or(next.saved);
                }
            }
            Action::CompareWithMine(name) => next.compare_with_mine(name),
            Action::LeaveTask => next.put(next.stated.with_task(None), None),
            Action::Predict(id, said) => next.predict(&id, said),
            Action::Dismiss => next.notice = None,
            Action::Pin(name) if next.saved.len() < MOST => {
                let saved = Saved::named(&name, next.stated.with_task(None));
                Rc::make_mut(&mut next.saved).push(saved);
            }
            Action::Rename(at, name) if !name.trim().is_empty() => {
                if let Some(saved) = Rc::make_mut(&mut next.saved).get_mut(at) {
                    *saved = Saved::named(&name, saved.stated.clone());
                }
            }
            Action::Unpin(at) if at < next.saved.len() => {
                Rc::make_mut(&mut next.saved).remove(at);
            }
            Action::HoldAgainst(at) => {
                if let Some(before) = Rc::make_mut(&mut next.saved).get_mut(..=at) {
                    before.rotate_right(1);
                }
            }
            Action::Reopen(at) => {
                if let Some(saved) = self.saved.get(at) {
                    next.restate(saved.stated.clone(), None);
                }
            }
            Action::Restock(saved) => match &mut next.notice {
                Some(Notice::Opened { kept: Some(kept), .. }) => *kept = saved,
                _ => next.saved = saved,
            },
            Action::Pin(_) | Action::Rename(..) | Action::Unpin(_) => {}
        }
        if next.seen == self.seen && next.stated != self.stated {
            next.seen = None;
        }
        // The same state, unchanged, is not drawn again.
        if next == *self { self } else { Rc::new(next) }
    }
}

/// Takes the last of `from` and keeps the current one in `to`.
fn step(from: &mut Vec<Stated>, current: &mut Stated, to: &mut Vec<Stated>) {
    if let Some(stated) = from.pop() {
        to.push(std::mem::replace(current, stated));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::check::check;
    use crate::scenario::choice::Options;
    use crate::scenario::range::Range;
    use crate::scenario::{Controller, Currency, Technique, Zone};
    use crate::share::task::Task;

    fn after(actions: &[Action]) -> State {
        let start = State::new(Scenario::default(), Lang::En, Theme::Auto);
        let end = actions.iter().fold(Rc::new(start), |state, action| state.reduce(action.clone()));
        (*end).clone()
    }

    fn follow(stated: impl Into<Stated>) -> Action {
        Action::Follow(Ok((stated.into(), Along::default())))
    }

    fn memory(state: &State) -> f64 {
        Field::Memory.get(&state.stated.scenario)
    }

    const GIB: f64 = 1_073_741_824.0;

    #[test]
    fn a_link_opens_at_its_place_and_the_next_one_says_where_the_user_is() {
        let place = Place { view: "learn".to_owned(), part: "knee".to_owned() };
        let link = Action::Follow(Ok((
            Stated::default(),
            Along { place: place.clone(), ..Along::default() },
        )));
        let state = after(std::slice::from_ref(&link));
        assert_eq!((state.view, &*state.part, state.place()), (View::Learn, "knee", place));
        let moved = after(&[link.clone(), Action::Open(View::Waves)]);
        assert_eq!((moved.place().view.as_str(), moved.place().part.as_str()), ("waves", ""));
        let back = after(&[link, Action::Open(View::Timeline)]);
        assert_eq!(back.place(), Place::default());
        let later = Place { view: "dance".to_owned(), part: String::new() };
        let later = Along { place: later, ..Along::default() };
        let state = after(&[Action::Follow(Ok((Stated::default(), later)))]);
        assert_eq!(state.view, View::Timeline);
    }

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
    fn a_zone_brings_its_currency_to_its_site_and_one_in_eur_leaves_it() {
        let pick = |zone: Zone| Action::Pick(Choice::DestinationZone, zone.place());
        let currencies = |state: &State| {
            let scenario = &state.stated.scenario;
            [scenario.source.currency, scenario.destination.currency]
        };
        let sydney = after(&[pick(Zone::AuNsw)]);
        assert_eq!(currencies(&sydney), [Currency::Eur, Currency::Aud]);
        assert_eq!(currencies(&after(&[pick(Zone::AuNsw), pick(Zone::Fr)])), currencies(&sydney));
    }

    #[test]
    fn a_controller_brings_its_limits_and_leaves_the_technique() {
        let kubevirt = Action::Pick(Choice::Controller, Controller::KubeVirt.place());
        let state = after(&[Action::Pick(Choice::Technique, 0), kubevirt]);
        let policy = state.stated.scenario.policy;
        assert_eq!(
            (policy.controller, policy.technique),
            (Controller::KubeVirt, Technique::PreCopy)
        );
        assert!((Field::TimeoutPerGib.get(&state.stated.scenario) - 150.0).abs() < 1.0);
        assert!(state.can_undo());
    }

    #[test]
    fn a_range_counts_until_its_input_is_stated_otherwise_and_undo_brings_it_back() {
        let range = Range::new(2.0 * GIB, None, 4.0 * GIB).expect("a range");
        let doubt = Action::Doubt((Field::Memory, range));
        let unsure = |actions: &[Action]| after(actions).stated.unsure.len();
        let end = after(std::slice::from_ref(&doubt));
        assert!((memory(&end) - 3.0 * GIB).abs() < 1.0 && end.stated.unsure.len() == 1);
        let other = Action::Set(Field::Vms, 3.0);
        assert_eq!(unsure(&[doubt.clone(), other]), 1);
        let set = Action::Set(Field::Memory, 8.0 * GIB);
        assert_eq!(unsure(&[doubt.clone(), Action::Settle, set.clone()]), 0);
        assert_eq!(unsure(&[doubt.clone(), Action::Settle, set, Action::Undo]), 1);
        assert_eq!(unsure(&[doubt.clone(), Action::Unset(Field::Memory)]), 0);
        assert_eq!(unsure(&[doubt, Action::Undo]), 0);
    }

    #[test]
    fn what_is_no_longer_stated_follows_again() {
        let memory = Action::Set(Field::Memory, 8e9);
        let stated = after(&[memory.clone(), Action::Set(Field::Touched, 1e9)]);
        assert!((stated.stated.scenario.fleet.touched.get() - 1e9).abs() < 1.0);
        let again =
            after(&[memory, Action::Set(Field::Touched, 1e9), Action::Unset(Field::Touched)]);
        assert!(7e9 < again.stated.scenario.fleet.touched.get());
        assert!(!again.stated.scenario.stated.has(Field::Touched));
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
        let opened = after(&[work.clone(), follow(linked())]);
        assert_eq!(*opened.stated.scenario, linked());
        assert!(!opened.is_mine());
        let back = after(&[work.clone(), follow(linked()), Action::BackToMine]);
        assert!((memory(&back) - 3.0 * GIB).abs() < 1.0);
        assert!(back.is_mine());
        let compared = after(&[work.clone(), follow(linked()), Action::CompareWithMine("Mine")]);
        assert_eq!(compared.view, View::Compare);
        assert_eq!(compared.saved.len(), 1);
        assert!(!compared.is_mine(), "it is still to be decided");
        let kept = after(&[work, follow(linked()), Action::Dismiss]);
        assert_eq!(*kept.stated.scenario, linked());
        assert!(kept.is_mine());
    }

    fn bringing(names: &[&str]) -> Action {
        let saved = |name: &&str| Saved::named(name, linked().into());
        let kept = Rc::new(names.iter().map(saved).collect());
        Action::Follow(Ok((linked().into(), Along { kept, ..Along::default() })))
    }

    #[test]
    fn scenarios_of_a_link_never_take_the_place_of_kept_ones_unasked() {
        let opened = [pin("mine"), bringing(&["theirs", "other"])];
        let and = |more: Action| after(&[&opened[..], &[more]].concat());
        let state = after(&opened);
        assert_eq!(names(&state), ["theirs", "other"]);
        assert!(!state.is_mine() && !state.keeps_mine());
        assert_eq!(names(&and(Action::BackToMine)), ["mine"]);
        let kept = and(Action::Dismiss);
        assert_eq!(names(&kept), ["theirs", "other"]);
        assert!(kept.keeps_mine());
        let elsewhere = Action::Restock(after(&[pin("elsewhere")]).saved);
        let state = after(&[&opened[..], &[elsewhere, Action::BackToMine]].concat());
        assert_eq!(names(&state), ["elsewhere"]);
    }

    #[test]
    fn scenarios_of_a_link_beside_no_work_are_simply_kept() {
        let state = after(&[bringing(&["theirs"])]);
        assert_eq!((names(&state), state.notice.clone()), (vec!["theirs"], None));
    }

    #[test]
    fn what_is_compared_goes_along_from_where_it_is_looked_at() {
        let along = |actions: &[Action]| after(actions).along(None).kept.len();
        assert_eq!(along(&[pin("a"), Action::Open(View::Compare)]), 1);
        assert_eq!(along(&[pin("a")]), 0);
    }

    #[test]
    fn what_the_author_saw_stays_until_something_is_stated_otherwise() {
        let seen = Seen::of(&plan(&check(linked()).0).chosen().figures);
        let along = Along { seen: Some(seen), ..Along::default() };
        let open = Action::Follow(Ok((linked().into(), along)));
        let after = |more: Action| after(&[open.clone(), more]);
        assert_eq!(after(Action::Open(View::Waves)).seen, Some(seen));
        assert_eq!(after(Action::Set(Field::Memory, 3.0 * GIB)).seen, None);
        assert_eq!(after(Action::StartOver).along(Some(seen)).seen, Some(seen));
    }

    #[test]
    fn a_link_beside_no_work_is_simply_opened() {
        let opened = after(&[follow(linked())]);
        assert_eq!(opened.notice, None);
        assert_eq!(*opened.stated.scenario, linked());
    }

    #[test]
    fn a_damaged_link_shows_no_other_scenario() {
        let work = Action::Set(Field::Memory, 3.0 * GIB);
        let damaged = after(&[work, Action::Follow(Err(Broken::Damaged))]);
        assert!((memory(&damaged) - 3.0 * GIB).abs() < 1.0);
        assert_eq!(damaged.notice, Some(Notice::Broken(Broken::Damaged)));
    }

    fn pin(name: &str) -> Action {
        Action::Pin(name.to_owned())
    }

    fn names(state: &State) -> Vec<&str> {
        state.saved.iter().map(|saved| saved.name.as_str()).collect()
    }

    #[test]
    fn a_kept_scenario_is_opened_again_as_one_step() {
        let edited = Action::Set(Field::Memory, 3.0 * GIB);
        let kept = [pin("paper"), edited, Action::Reopen(0)];
        let again = after(&kept);
        assert_eq!(again.stated, Scenario::default().into());
        let undone = after(&[&kept[..], &[Action::Undo]].concat());
        assert!((memory(&undone) - 3.0 * GIB).abs() < 1.0);
        assert_eq!(names(&undone), ["paper"]);
    }

    #[test]
    fn four_scenarios_are_kept_and_the_first_is_the_baseline() {
        let four = [pin(" a "), pin("b"), pin("c"), pin("d"), pin("e")];
        assert_eq!(names(&after(&four)), ["a", "b", "c", "d"]);
        let and = |more: &[Action]| after(&[&four[..], more].concat());
        assert_eq!(names(&and(&[Action::HoldAgainst(2)])), ["c", "a", "b", "d"]);
        assert_eq!(names(&and(&[Action::Unpin(1), Action::Unpin(9)])), ["a", "c", "d"]);
        let renamed = [Action::Rename(0, "A".to_owned()), Action::Rename(1, " ".to_owned())];
        assert_eq!(names(&and(&renamed)), ["A", "b", "c", "d"]);
    }

    #[test]
    fn a_link_leaves_what_is_kept_alone() {
        let state = after(&[pin("mine"), follow(linked())]);
        assert_eq!(names(&state), ["mine"]);
        assert_eq!(state.saved[0].stated, Scenario::default().into());
    }

    #[test]
    fn a_wave_is_undone_like_any_edit_and_stays_when_a_field_changes() {
        let wave = Some(Rc::new(Wave::of(&Scenario::default())));
        let stated = [Action::State(wave.clone()), Action::Set(Field::Memory, 3.0 * GIB)];
        assert_eq!(after(&stated).stated.wave, wave);
        let back = after(&[&stated[..], &[Action::Undo, Action::Undo]].concat());
        assert_eq!(back.stated, Scenario::default().into());
        assert!(!back.can_undo());
    }

    fn task() -> Task {
        Task { locked: vec!["m"], predict: true, ..Task::default() }
    }

    fn tasked() -> Stated {
        Stated::from(linked()).with_task(Some(Rc::new(task())))
    }

    #[test]
    fn what_a_task_locks_stays_until_it_is_left() {
        let open = follow(tasked());
        let set = Action::Set(Field::Memory, 3.0 * GIB);
        let vms = Action::Set(Field::Vms, 7.0);
        let locked = after(&[open.clone(), set.clone(), vms]);
        assert!((memory(&locked) - 2.0 * GIB).abs() < 1.0);
        assert!((Field::Vms.get(&locked.stated.scenario) - 7.0).abs() < 1e-9);
        let left = after(&[open.clone(), Action::LeaveTask, set.clone()]);
        assert!((memory(&left) - 3.0 * GIB).abs() < 1.0);
        let undone = after(&[open, Action::LeaveTask, set, Action::Undo, Action::Undo]);
        assert!(undone.stated.task.is_some());
    }

    #[test]
    fn a_locked_wave_stays_and_the_scenario_beside_it_does_not() {
        let wave = Some(Rc::new(Wave::of(&linked())));
        let task = Task { locked: vec![WAVE], ..Task::default() };
        let stated = Stated { wave: wave.clone(), ..linked().into() };
        let open = follow(stated.with_task(Some(Rc::new(task))));
        let other = Action::State(Some(Rc::new(Wave::default())));
        let set = Action::Set(Field::Memory, 3.0 * GIB);
        let locked = after(&[open.clone(), other.clone(), Action::State(None), set]);
        assert_eq!(locked.stated.wave, wave);
        assert!((memory(&locked) - 3.0 * GIB).abs() < 1.0);
        assert_ne!(after(&[open, Action::LeaveTask, other]).stated.wave, wave);
    }

    #[test]
    fn a_task_may_cover_the_answer_until_there_is_a_prediction() {
        let open = follow(tasked());
        let say = Action::Predict(TASK.to_owned(), "ten minutes".to_owned());
        assert!(after(std::slice::from_ref(&open)).is_covered());
        assert!(!after(&[open.clone(), say.clone()]).is_covered());
        assert!(after(&[say, open]).is_covered(), "an earlier task's prediction does not count");
    }

    #[test]
    fn a_task_beside_work_of_ones_own_can_be_put_away() {
        let work = Action::Set(Field::Memory, 3.0 * GIB);
        let open = follow(tasked());
        let back = after(&[work.clone(), open.clone(), Action::BackToMine]);
        assert!((memory(&back) - 3.0 * GIB).abs() < 1.0 && back.stated.task.is_none());
        let undone = after(&[work, open, Action::Undo]);
        assert!((memory(&undone) - 3.0 * GIB).abs() < 1.0 && undone.stated.task.is_none());
    }
}
