//! Drawing runs on the page, a few at a time, so that it keeps answering.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;

use super::ranges::{Answer, Question};
use crate::plan::{Figures, Ranges, sample};
use crate::scenario::Technique;
use crate::scenario::check::Checked;

/// Runs in one go.
const PIECE: u64 = 10;

/// Work under way; dropping it ends it.
pub(super) type Work = Rc<RefCell<Option<Timeout>>>;

/// Draws the runs a question asks for, then answers. Nothing where the question makes no sense.
pub(super) fn work(question: Question, answer: impl FnOnce(Answer) + 'static) -> Option<Work> {
    let (scenario, technique) = question.read()?;
    let work = Work::default();
    let piece = Piece { question, scenario, technique, sampled: Vec::new() };
    schedule(&work, piece, answer);
    Some(work)
}

struct Piece {
    question: Question,
    scenario: Checked,
    technique: Technique,
    sampled: Vec<Figures>,
}

fn schedule(work: &Work, mut piece: Piece, answer: impl FnOnce(Answer) + 'static) {
    let again = Rc::downgrade(work);
    let timer = Timeout::new(0, move || {
        let drawn = piece.sampled.len() as u64;
        let until = (drawn + PIECE).min(u64::from(piece.question.runs()));
        piece.sampled.extend(sample(&piece.scenario, piece.technique, drawn..until));
        if until < u64::from(piece.question.runs()) {
            if let Some(work) = again.upgrade() {
                schedule(&work, piece, answer);
            }
            return;
        }
        let ranges = Ranges::of(&piece.scenario, &piece.sampled);
        answer(Answer::new(&piece.question, &ranges));
    });
    *work.borrow_mut() = Some(timer);
}
