//! The scenes of a film, as the trace of one machine gives them.

use super::cells::{CELLS, Cell};
use crate::model::trace::{Segment, Stage};
use crate::units::{Bytes, Ratio, Seconds};

/// More scenes than this are told together: nobody sees them apart.
const MOST_SCENES: usize = 1000;

/// One round, or one other stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Which stage.
    pub stage: Stage,
    /// Which pre-copy round, counted from one; zero outside of rounds.
    pub round: u32,
    /// When it begins, counted from the start of this migration.
    pub start: Seconds,
    /// When it ends.
    pub end: Seconds,
    /// What is to be sent when it begins.
    pub(super) pending: Bytes,
    /// What it sends, mirrored writes aside.
    pub(super) sent: Bytes,
    /// What had been sent before, mirrored writes aside.
    pub(super) sent_before: Bytes,
    /// How long the guest had run before, at full speed.
    pub(super) lived_before: Seconds,
    /// How long it runs meanwhile, at full speed.
    pub(super) lives: Seconds,
    /// What the destination does not have as it is when the scene begins.
    pub(super) missing: Bytes,
    /// Of that, what was never sent.
    pub(super) unsent: Bytes,
    /// Of that, what the scene leaves unsent.
    pub(super) kept: Bytes,
    /// What is written again among the rest by its end.
    pub(super) again: Bytes,
    /// What the cells are when it begins.
    pub(super) cells: Box<[Cell; CELLS]>,
}

impl Scene {
    pub(super) fn is_of_memory(&self) -> bool {
        let stage = matches!(self.stage, Stage::PreCopy | Stage::StopAndCopy | Stage::DemandPaging);
        stage && self.pending.is_positive()
    }

    pub(super) fn duration(&self) -> Seconds {
        self.end - self.start
    }
}

/// A stretch of the trace, in which all goes on evenly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    pub(super) start: Seconds,
    pub(super) end: Seconds,
    /// Mirrored writes aside, before it and in it.
    pub(super) sent_before: Bytes,
    pub(super) sent: Bytes,
    /// Of all kinds, before it and in it.
    pub(super) all_before: Bytes,
    pub(super) all: Bytes,
    pub(super) lived_before: Seconds,
    pub(super) lives: Seconds,
    pub(super) throttle: Ratio,
}

/// The scenes and stretches of one machine; `speed` says how fast the guest runs in a segment.
pub(super) fn shots<'a>(
    segments: impl Iterator<Item = &'a Segment>,
    speed: impl Fn(&Segment) -> f64,
) -> (Vec<Scene>, Vec<Stretch>) {
    let mut scenes: Vec<Scene> = Vec::new();
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut zero = None;
    let (mut sent, mut all, mut lived) = (Bytes::ZERO, Bytes::ZERO, Seconds::ZERO);
    for segment in segments {
        let zero = *zero.get_or_insert(segment.start);
        let stretch = Stretch {
            start: segment.start - zero,
            end: segment.end - zero,
            sent_before: sent,
            sent: segment.sent,
            all_before: all,
            all: segment.sent + segment.mirrored,
            lived_before: lived,
            lives: segment.duration() * speed(segment),
            throttle: segment.throttle,
        };
        sent += stretch.sent;
        all += stretch.all;
        lived += stretch.lives;
        match scenes.last_mut() {
            Some(last) if (last.stage, last.round) == (segment.stage, segment.round) => {
                last.end = stretch.end;
                last.sent += stretch.sent;
                last.lives += stretch.lives;
            }
            _ => scenes.push(Scene {
                stage: segment.stage,
                round: segment.round,
                start: stretch.start,
                end: stretch.end,
                pending: segment.pending,
                sent: stretch.sent,
                sent_before: stretch.sent_before,
                lived_before: stretch.lived_before,
                lives: stretch.lives,
                missing: Bytes::ZERO,
                unsent: Bytes::ZERO,
                kept: Bytes::ZERO,
                again: Bytes::ZERO,
                cells: Box::new([Cell::Waiting; CELLS]),
            }),
        }
        stretches.push(stretch);
    }
    (scenes, stretches)
}

/// The same with neighbouring rounds told as one, as often as it takes.
pub(super) fn folded(mut scenes: Vec<Scene>) -> Vec<Scene> {
    while MOST_SCENES < scenes.len() {
        let before = scenes.len();
        let mut pairs: Vec<Scene> = Vec::new();
        let mut may_join = false;
        for scene in scenes {
            match pairs.last_mut() {
                Some(last) if may_join && last.stage == scene.stage => {
                    last.end = scene.end;
                    last.sent += scene.sent;
                    last.lives += scene.lives;
                    may_join = false;
                }
                _ => {
                    may_join = 1 < scene.round;
                    pairs.push(scene);
                }
            }
        }
        scenes = pairs;
        if scenes.len() == before {
            break;
        }
    }
    scenes
}
