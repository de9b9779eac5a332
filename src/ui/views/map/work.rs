//! Planning every cell, a few rows at a time, so that the page keeps answering.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::choice::Chosen;
use crate::plan::map::{Axis, Cell, Map, USUAL};
use crate::plan::remedy::Asked;
use crate::quantity::rounded;

/// As many machines are planned in one go, counted once for each plan.
const AT_ONCE: usize = 2000;

/// A map and what came of it.
#[derive(Debug, PartialEq)]
pub(super) struct Planned {
    pub(super) asked: Rc<Asked>,
    pub(super) map: Map,
    /// Row by row.
    pub(super) cells: Vec<Cell>,
}

/// The newest map that is complete, and whether a newer one is being planned; a change ends the work
/// on what was asked before.
#[hook]
pub(super) fn use_planned(
    asked: &Rc<Asked>,
    chosen: Chosen,
    is_feasible: bool,
) -> (Option<Rc<Planned>>, bool) {
    let done = use_state(|| None::<Rc<Planned>>);
    let is_planning = use_state_eq(|| true);
    {
        let (done, is_planning) = (done.setter(), is_planning.setter());
        use_effect_with(
            (Rc::clone(asked), chosen, is_feasible),
            move |(asked, chosen, feasible)| {
                let work = Work::default();
                is_planning.set(*feasible);
                if *feasible {
                    let planned = Planned {
                        asked: Rc::clone(asked),
                        map: map(asked, *chosen),
                        cells: Vec::new(),
                    };
                    schedule(&work, planned, move |planned| {
                        done.set(Some(Rc::new(planned)));
                        is_planning.set(false);
                    });
                }
                // What is still to be done goes with it.
                move || drop(work)
            },
        );
    }
    ((*done).clone(), *is_planning)
}

/// The map of what is chosen: presets know good ends for their inputs, and every value is one that
/// people would type.
fn map(asked: &Asked, chosen: Chosen) -> Map {
    let presets = crate::plan::map::Preset::ALL.into_iter().map(|preset| preset.map(asked));
    let known = presets
        .into_iter()
        .find(|map| (map.x.dial, map.y.dial) == (chosen.x, chosen.y))
        .map(|map| [map.x, map.y]);
    let axes = known.unwrap_or_else(|| {
        [Axis::around(chosen.x, asked, USUAL[0]), Axis::around(chosen.y, asked, USUAL[1])]
    });
    let [x, y] = axes.map(|axis| {
        let Some(measure) = axis.dial.measure() else { return axis };
        let mut values: Vec<f64> =
            axis.values.iter().map(|value| rounded(*value, measure)).collect();
        values.dedup_by(|a, b| a.to_bits() == b.to_bits());
        Axis { values, ..axis }
    });
    Map { x, y, shown: chosen.shown }
}

/// Work under way; dropping it ends it.
type Work = Rc<RefCell<Option<Timeout>>>;

fn schedule(work: &Work, mut planned: Planned, tell: impl FnOnce(Planned) + 'static) {
    let again = Rc::downgrade(work);
    let timer = Timeout::new(0, move || {
        let (columns, rows) = (planned.map.x.values.len(), planned.map.y.values.len());
        let first = planned.cells.len() / columns.max(1);
        let at_once = AT_ONCE / (columns * planned.asked.machines()).max(1);
        let until = (first + at_once.max(1)).min(rows);
        for row in first..until {
            planned.cells.extend(planned.map.row(&planned.asked, row));
        }
        if rows <= until {
            return tell(planned);
        }
        if let Some(work) = again.upgrade() {
            schedule(&work, planned, tell);
        }
    });
    *work.borrow_mut() = Some(timer);
}
