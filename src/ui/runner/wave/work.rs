//! What the worker does for a question about a wave.

use std::rc::Rc;

use super::wire::{Answer, Part, Question, flat_outline, flat_plan, flat_row};
use crate::plan::wave::{WhatIf, wave_plan};
use crate::scenario::check::check;
use crate::scenario::wave::Wave;
use crate::share::link::decode_all;

/// Rows in one message: the page takes it in a moment.
const CHUNK: usize = 1000;

/// Does one step and says what it finds.
pub(super) fn work(question: &Question, say: &mut dyn FnMut(Answer)) {
    let Question { number, step, link } = question;
    let mut say = |part, is_last, numbers| {
        say(Answer { number: *number, step: *step, part, is_last, numbers });
    };
    // A question that makes no sense is over at once.
    let Ok(stated) = decode_all(link) else {
        return say(Part::Progress, true, vec![1.0]);
    };
    let (scenario, _) = check(*stated.scenario);
    let wave = stated.wave.map_or_else(|| Wave::of(scenario.get()), Rc::unwrap_or_clone);
    let wave = wave.checked().0;
    let all = wave.machines().max(1) as usize;
    // Who waits hears that the work goes on.
    let is_due = |ended: usize| ended.is_multiple_of(all / 20 + 100);
    let share = |ended: usize| vec![ended as f64 / all as f64];
    if let Some(at) = step.checked_sub(1) {
        let what_if = WhatIf::all(&wave).get(at).copied();
        let outline = what_if.map(|what_if| {
            what_if.outline(&scenario, &wave, |ended| {
                if is_due(ended) {
                    say(Part::Progress, false, share(ended));
                }
            })
        });
        return say(
            Part::Outline,
            true,
            outline.map_or_else(Vec::new, |o| flat_outline(&o).into()),
        );
    }
    let plan = wave_plan(&scenario, &wave, |ended| {
        if is_due(ended) {
            say(Part::Progress, false, share(ended));
        }
    });
    say(Part::Plan, plan.rows.is_empty(), flat_plan(&plan));
    let chunks = plan.rows.chunks(CHUNK);
    let last = chunks.len();
    for (at, rows) in chunks.enumerate() {
        say(Part::Rows, at + 1 == last, rows.iter().flat_map(flat_row).collect());
    }
}
