//! One migration as a film: what has become of its memory at any moment, forwards and backwards.
//!
//! A trace says how much was pending when a round began and how much was sent in it. What lies
//! between is filled in from the guest's unique-dirty curve: of what a round has sent so far, the
//! part grows that was written again, as the curve u(t) grows, and ends at what the next round finds
//! pending. So the amounts are the model's. *Which* pages they are nobody has modelled: the cells are
//! an illustration of how many, in the order in which a bitmap is walked, the same cells being
//! written first in every round.
//!
//! A moment depends on nothing but the film and the time, so stepping back shows what was there.

mod cells;
mod scene;

pub use cells::{CELLS, Cell};
pub use scene::Scene;

use super::Outcome;
use super::setup::Setup;
use crate::model::dirty::DirtyCurve;
use crate::model::trace::{Ending, Stage};
use crate::scenario::check::Checked;
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};
use cells::{hot, push};
use scene::{Stretch, folded, shots};

/// A page as large as QEMU's.
const PAGE: Bytes = Bytes::new(4096.0);

/// Where the guest runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where it was.
    Source,
    /// It stands still.
    Nowhere,
    /// Where it shall be.
    Destination,
}

/// What is the case at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// When, counted from the start of this migration.
    pub at: Seconds,
    /// Which scene it is in.
    pub scene: usize,
    /// Where the guest runs.
    pub place: Place,
    /// Everything sent so far.
    pub sent: Bytes,
    /// Memory never sent.
    pub waiting: Bytes,
    /// Memory sent and written again since.
    pub dirty: Bytes,
    /// Memory that is at the destination as it is.
    pub there: Bytes,
    /// Of that, about as much as the guest asked for by faults after the handover.
    pub fetched: Bytes,
    /// Disk that is still to be copied.
    pub disk: Bytes,
    /// How far the guest's CPUs are throttled.
    pub throttle: Ratio,
    /// An illustration of the amounts of memory.
    pub cells: Box<[Cell; CELLS]>,
}

/// One migration, ready to be looked at at any moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Film {
    /// In order; never empty.
    pub scenes: Vec<Scene>,
    stretches: Vec<Stretch>,
    curve: DirtyCurve,
    touched: Bytes,
    ending: Ending,
    /// How fast the guest can ask for pages by faults, as long as none is there yet.
    faults: Bandwidth,
}

impl Film {
    /// Of the machine of an outcome that stands for all; none where no memory moves.
    pub fn of(scenario: &Checked, outcome: &Outcome) -> Option<Self> {
        let setup = Setup::new(scenario.get(), outcome.technique);
        let vm = outcome.typical();
        let ending = outcome.trace.moves.iter().find(|m| m.vm == vm)?.ending;
        let guest = setup.guest();
        let (scenes, stretches) = shots(outcome.trace.of(vm), |segment| {
            if segment.stage.stands_still() { 0.0 } else { guest.slowed_by(segment.throttle) }
        });
        let paging = scenes.iter().find(|scene| scene.stage == Stage::DemandPaging);
        let faults = paging.map_or(Bandwidth::ZERO, |scene| {
            let rate =
                Bandwidth::new(scene.sent.get() / scene.duration().max(Seconds::ms(1.0)).get());
            let wait = setup.fault_wait(rate).max(Seconds::ms(0.1));
            Bandwidth::new(PAGE.get() * scenario.get().fleet.vcpus / wait.get())
        });
        let mut film = Self {
            scenes: folded(scenes),
            stretches,
            curve: guest.dirty.clone(),
            touched: guest.touched,
            ending,
            faults,
        };
        let moves_memory = outcome.technique.moves_memory()
            && film.touched.is_positive()
            && film.scenes.iter().any(Scene::is_of_memory);
        moves_memory.then(|| {
            film.plot();
            film
        })
    }

    /// When it is over.
    pub fn end(&self) -> Seconds {
        self.scenes.last().map_or(Seconds::ZERO, |scene| scene.end)
    }

    /// How much memory one cell stands for.
    pub fn cell(&self) -> Bytes {
        self.touched / CELLS as f64
    }

    /// The start of the next scene, or the end.
    pub fn after(&self, at: Seconds) -> Seconds {
        let next = self.scenes.iter().map(|scene| scene.start).find(|start| at < *start);
        next.unwrap_or(self.end())
    }

    /// The start of this scene, or of the one before where this has just begun.
    pub fn before(&self, at: Seconds) -> Seconds {
        let earlier = self.scenes.iter().map(|scene| scene.start).rfind(|start| *start < at);
        earlier.unwrap_or(Seconds::ZERO)
    }

    /// What is the case at a moment; before the start and after the end, what is the case there.
    pub fn at(&self, at: Seconds) -> Moment {
        let at = at.max(Seconds::ZERO).min(self.end());
        let index = self.scenes.partition_point(|scene| scene.start <= at).saturating_sub(1);
        let stretch = self.stretches.partition_point(|stretch| stretch.start <= at);
        let stretch = &self.stretches[stretch.saturating_sub(1)];
        let passed = share(at - stretch.start, stretch.end - stretch.start);
        let (sent, all) = (
            stretch.sent_before + stretch.sent * passed,
            stretch.all_before + stretch.all * passed,
        );
        let lived = stretch.lived_before + stretch.lives * passed;
        let scene = &self.scenes[index];
        if self.end() <= at && !self.ending.completes() {
            return Moment {
                at,
                scene: index,
                place: Place::Source,
                sent: all,
                waiting: self.touched,
                dirty: Bytes::ZERO,
                there: Bytes::ZERO,
                fetched: Bytes::ZERO,
                disk: Bytes::ZERO,
                throttle: Ratio::ZERO,
                cells: Box::new([Cell::Waiting; CELLS]),
            };
        }
        let done = if scene.sent.is_positive() {
            (sent - scene.sent_before).share_of(scene.sent).get().clamp(0.0, 1.0)
        } else {
            share(at - scene.start, scene.duration())
        };
        let state = self.state(scene, at - scene.start, done, lived - scene.lived_before);
        Moment {
            at,
            scene: index,
            place: self.place(index, at),
            sent: all,
            waiting: state.waiting,
            dirty: state.missing() - state.waiting,
            there: self.touched - state.missing(),
            fetched: state.fetched,
            disk: self.disk(index, done),
            throttle: stretch.throttle,
            cells: self.cells(scene, &state),
        }
    }

    /// The disk that is still to be copied when so much of a scene is done.
    fn disk(&self, index: usize, done: f64) -> Bytes {
        let coming = &self.scenes[index..];
        match coming.iter().position(|scene| scene.stage == Stage::DiskCopy) {
            Some(0) => (coming[0].pending * (1.0 - done)).or_zero(),
            Some(later) => coming[later].pending,
            None => Bytes::ZERO,
        }
    }

    fn place(&self, index: usize, at: Seconds) -> Place {
        let stops = self.scenes.iter().position(|scene| scene.stage.stands_still());
        match stops {
            _ if self.end() <= at => Place::Destination,
            _ if self.scenes[index].stage.stands_still() => Place::Nowhere,
            Some(stop) if stop < index => Place::Destination,
            _ => Place::Source,
        }
    }

    /// Works out what every scene begins and ends with.
    fn plot(&mut self) {
        let mut missing = self.touched;
        let mut unsent = self.touched;
        let mut cells = Box::new([Cell::Waiting; CELLS]);
        for index in 0..self.scenes.len() {
            let next = self.scenes[index + 1..].iter().find(|scene| scene.is_of_memory());
            let next = next.map(|scene| scene.pending.min(self.touched));
            let scene = &mut self.scenes[index];
            scene.missing = missing;
            scene.unsent = unsent;
            scene.kept = missing;
            scene.cells.clone_from(&cells);
            if scene.is_of_memory() {
                let written = self.curve.unique(scene.lives);
                // A first round cannot have sent again what it has not sent.
                let written = if scene.round == 1 { written.min(scene.sent) } else { written };
                let left = match (next, self.ending.completes()) {
                    (Some(next), _) => next,
                    (None, true) => Bytes::ZERO,
                    (None, false) => {
                        let kept = (missing - scene.sent).or_zero();
                        (kept + written).min(self.touched)
                    }
                };
                scene.again = written.min(left);
                scene.kept = (left - scene.again).min(missing);
                // More than was missing can only have been written.
                scene.again = left - scene.kept;
            }
            let scene = &self.scenes[index];
            let state = self.state(scene, scene.duration(), 1.0, scene.lives);
            cells = self.cells(scene, &state);
            missing = state.missing();
            unsent = state.waiting;
        }
    }

    /// The amounts in a scene when so much time has passed and so much is done of what it sends, the
    /// guest having lived so long in it.
    fn state(&self, scene: &Scene, passed: Seconds, done: f64, lived: Seconds) -> State {
        let listed = scene.missing - (scene.missing - scene.kept) * done;
        let whole = self.curve.unique(scene.lives);
        let grown = if done < 1.0 { self.curve.unique(lived).share_of(whole).get() } else { 1.0 };
        let again = scene.again * (done * grown.clamp(0.0, 1.0));
        let waiting = scene.unsent * listed.share_of(scene.missing).get().clamp(0.0, 1.0);
        let arrived = scene.missing - listed;
        let (fetched, all_fetched) = if scene.stage == Stage::DemandPaging {
            let all = self.fetched(scene.duration(), scene.duration());
            (self.fetched(passed, scene.duration()).min(arrived), all.min(scene.missing))
        } else {
            // What was fetched stays so.
            let kept = scene.cells.iter().filter(|cell| **cell == Cell::Fetched).count();
            (self.cell() * kept as f64, Bytes::ZERO)
        };
        State { listed, again, waiting, fetched, all_fetched }
    }

    /// What the guest has asked for by faults some time after the handover: as fast as it can, but a
    /// page that it touches is the less often missing the more have arrived, evenly until the end.
    fn fetched(&self, passed: Seconds, whole: Seconds) -> Bytes {
        let share = share(passed, whole);
        self.faults * (passed * (1.0 - share / 2.0))
    }

    fn count(&self, amount: Bytes) -> usize {
        libm::round(amount.share_of(self.touched).get() * CELLS as f64) as usize
    }

    fn cells(&self, scene: &Scene, state: &State) -> Box<[Cell; CELLS]> {
        let mut cells = scene.cells.clone();
        let listed: usize = cells.iter().filter(|cell| cell.is_missing()).count();
        let left = self.count(state.listed).min(listed);
        let mut to_send = listed - left;
        if scene.stage == Stage::DemandPaging {
            let all = self.count(state.all_fetched).min(listed);
            let fetched = self.count(state.fetched).min(all).min(to_send);
            // Which ones the faults will have fetched is settled, so that none is pushed first.
            let hot = || (0..CELLS).map(hot).filter(|at| scene.cells[*at].is_missing()).take(all);
            for at in hot().take(fetched) {
                cells[at] = Cell::Fetched;
            }
            to_send -= fetched;
            let mut is_asked_for = [false; CELLS];
            hot().for_each(|at| is_asked_for[at] = true);
            push(&mut cells, &mut to_send, |at| !is_asked_for[at]);
        }
        push(&mut cells, &mut to_send, |_| true);
        let wanted = self.count(state.missing()).saturating_sub(left);
        let rest: Vec<usize> = (0..CELLS).map(hot).filter(|at| !cells[*at].is_missing()).collect();
        for at in rest.into_iter().take(wanted) {
            cells[at] = Cell::Dirty;
        }
        cells
    }
}

/// Amounts of memory within a scene.
struct State {
    /// What was missing when it began and still is.
    listed: Bytes,
    /// What was written again.
    again: Bytes,
    /// Of what is listed, what was never sent.
    waiting: Bytes,
    /// What faults have fetched.
    fetched: Bytes,
    /// What they will have fetched by the end of the scene.
    all_fetched: Bytes,
}

impl State {
    fn missing(&self) -> Bytes {
        self.listed + self.again
    }
}

fn share(part: Seconds, whole: Seconds) -> f64 {
    if whole.is_positive() { part.share_of(whole).get().clamp(0.0, 1.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::check::check as bound;
    use crate::scenario::{Scenario, Technique};

    fn film(change: impl Fn(&mut Scenario)) -> Option<(Film, Outcome)> {
        let mut scenario = Scenario::default();
        change(&mut scenario);
        let (checked, _) = bound(scenario);
        let outcome = plan(&checked).chosen().clone();
        Film::of(&checked, &outcome).map(|film| (film, outcome))
    }

    fn of(technique: Technique) -> (Film, Outcome) {
        film(|s| s.policy.technique = technique).expect("memory moves")
    }

    fn moments(film: &Film) -> impl Iterator<Item = Moment> {
        (0..=60).map(|n| film.at(film.end() * (f64::from(n) / 60.0)))
    }

    #[track_caller]
    fn near(a: Bytes, b: Bytes) {
        assert!((a - b).get().abs() <= 1e-6 * b.get().max(1e3), "{a:?}, not {b:?}");
    }

    const MOVING: [Technique; 6] = [
        Technique::PreCopy,
        Technique::PostCopy,
        Technique::Hybrid,
        Technique::Block,
        Technique::Offline,
        Technique::Container,
    ];

    #[test]
    fn amounts_add_up_to_what_was_touched_at_any_moment() {
        for technique in MOVING {
            let (film, _) = of(technique);
            for moment in moments(&film) {
                near(moment.waiting + moment.dirty + moment.there, film.touched);
                for amount in [moment.waiting, moment.dirty, moment.there, moment.fetched] {
                    assert!(Bytes::new(-1e-3) <= amount, "{technique:?} {moment:?}");
                }
                assert!(moment.fetched <= moment.there + Bytes::new(1.0), "{moment:?}");
            }
        }
    }

    #[test]
    fn at_first_all_waits_and_in_the_end_all_is_there() {
        for technique in MOVING {
            let (film, outcome) = of(technique);
            let first = film.at(Seconds::ZERO);
            assert!(first.cells.iter().all(|cell| *cell == Cell::Waiting), "{technique:?}");
            assert_eq!(first.place, Place::Source);
            let last = film.at(film.end());
            assert!(last.cells.iter().all(|cell| !cell.is_missing()), "{technique:?} {last:?}");
            assert_eq!(last.place, Place::Destination);
            near(last.there, film.touched);
            let vm = outcome.typical();
            let whole = outcome.trace.moves.iter().find(|m| m.vm == vm).expect("it moved");
            near(last.sent, whole.sent());
        }
    }

    #[test]
    fn rounds_begin_with_what_the_trace_has_pending() {
        let (film, _) = of(Technique::PreCopy);
        for scene in film.scenes.iter().filter(|scene| scene.is_of_memory()) {
            let moment = film.at(scene.start);
            near(moment.waiting + moment.dirty, scene.pending);
        }
    }

    #[test]
    fn cells_follow_the_amounts() {
        for technique in MOVING {
            let (film, _) = of(technique);
            for moment in moments(&film) {
                let missing = moment.cells.iter().filter(|cell| cell.is_missing()).count();
                let wanted = film.count(moment.waiting + moment.dirty);
                assert!(missing.abs_diff(wanted) <= 1, "{technique:?} {missing} {wanted}");
            }
        }
    }

    #[test]
    fn a_second_round_sends_what_was_written_again() {
        let (film, _) = of(Technique::PreCopy);
        let second = film.scenes.iter().find(|scene| scene.round == 2).expect("it goes on");
        let moment = film.at(second.start);
        assert!(moment.waiting < film.touched * 0.02, "{moment:?}");
        assert!(film.touched * 0.5 < moment.dirty, "{moment:?}");
    }

    #[test]
    fn stepping_back_shows_what_was_there() {
        let (film, _) = of(Technique::Hybrid);
        let mut at = Seconds::ZERO;
        let mut seen = vec![film.at(at)];
        while at < film.end() {
            at = film.after(at);
            seen.push(film.at(at));
        }
        for moment in seen.iter().rev() {
            assert_eq!(*moment, film.at(at));
            at = film.before(at);
        }
        assert_eq!(at, Seconds::ZERO);
    }

    #[test]
    fn after_a_handover_nothing_becomes_dirty_and_faults_fetch_some() {
        let (film, _) = of(Technique::PostCopy);
        let paging = film.scenes.iter().find(|s| s.stage == Stage::DemandPaging).expect("paging");
        let mut last = film.at(paging.start);
        assert_eq!(last.place, Place::Destination);
        for n in 1..=50 {
            let moment = film.at(paging.start + paging.duration() * (f64::from(n) / 50.0));
            assert!(moment.waiting + moment.dirty <= last.waiting + last.dirty);
            assert!(last.fetched <= moment.fetched);
            for (before, now) in last.cells.iter().zip(moment.cells.iter()) {
                assert!(before.is_missing() || before == now, "what has arrived stays");
            }
            last = moment;
        }
        assert!(last.fetched.is_positive());
        assert!(last.fetched < film.touched * 0.5, "most of it is pushed: {:?}", last.fetched);
    }

    #[test]
    fn a_cancelled_move_leaves_everything_where_it_was() {
        let (film, _) = film(|s| {
            s.policy.round_limit = 0.0;
            // The disk takes most of it.
            s.policy.timeout = Seconds::new(1800.0);
        })
        .expect("memory moves");
        assert!(film.at(film.end() * 0.9).there.is_positive());
        let last = film.at(film.end());
        assert_eq!((last.place, last.there), (Place::Source, Bytes::ZERO));
    }

    #[test]
    fn what_is_started_anew_moves_no_memory() {
        assert!(film(|s| s.policy.technique = Technique::Respawn).is_none());
    }

    #[test]
    fn every_cell_is_written_once_in_turn() {
        let mut seen = [false; CELLS];
        (0..CELLS).for_each(|n| seen[hot(n)] = true);
        assert!(seen.iter().all(|seen| *seen));
    }
}
