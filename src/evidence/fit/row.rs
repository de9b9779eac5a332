//! A measured move as a fit sees it: what was known of it, what was seen, and what the model says.

use super::environment::Environment;
use super::knob::Values;
use crate::evidence::case::{Case, Measured};
use crate::evidence::predict::typical;
use crate::model::profile::Profile;
use crate::model::trace::{Move, Stage};
use crate::plan::chosen;
use crate::scenario::Scenario;
use crate::scenario::check::check;

/// What was known of a move beforehand.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// A row of a table, and the constants of its bed.
    Case(Box<Case>, Profile),
    /// A scenario of one machine: what it states was known.
    Scenario(Box<Scenario>),
}

/// From when on a total time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Since {
    /// From the first byte of memory on, as QEMU and libvirt count.
    #[default]
    Memory,
    /// From the request on, as control planes count.
    Request,
}

/// What was seen of a move, or is said of it; none where it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Seen {
    /// Total time in seconds.
    pub total: Option<f64>,
    /// Bytes sent.
    pub sent: Option<f64>,
    /// In seconds: how long the guest ran nowhere, or [`Row::is_reported`].
    pub downtime: Option<f64>,
    /// Bytes of memory that are not zero.
    pub in_use: Option<f64>,
    /// Bytes of memory that were sent more than once.
    pub again: Option<f64>,
    /// Pre-copy rounds.
    pub rounds: Option<f64>,
}

/// A measured move.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// What was known beforehand.
    pub known: Known,
    /// What was seen; it completed.
    pub seen: Seen,
    /// From when on its total time is counted.
    pub since: Since,
    /// What reading it says of the machine, as if that had been even over the move: where to look first.
    pub hints: Values,
    /// Whether its downtime is what QEMU reports: from the guest's stop until the last byte was pushed,
    /// without what is in flight then and the start at the destination.
    pub is_reported: bool,
}

/// What the model says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Said {
    /// The same quantities as were seen.
    pub seen: Seen,
    /// Whether it completes.
    pub completes: bool,
}

impl Row {
    /// A row of a table with what was measured of it; none where that tells nothing: it did not
    /// complete, or moved at the same time as others, so that its share of the link was luck.
    pub fn of_case(case: Case, measured: &Measured, usual: &Profile) -> Option<Self> {
        let seen = Seen {
            total: sound(measured.total),
            sent: sound(measured.transferred),
            downtime: sound(measured.blackout),
            ..Seen::default()
        };
        let is_alone =
            case.concurrency <= 1 || case.kind == crate::evidence::case::Kind::Sequential;
        (measured.completed && is_alone && seen != Seen::default()).then(|| Self {
            name: case.run_id.clone(),
            since: if case.sender.is_some() { Since::Request } else { Since::Memory },
            known: Known::Case(Box::new(case), *usual),
            seen,
            hints: Values::default(),
            is_reported: false,
        })
    }

    /// What the model says of it with these values, in a typical run.
    pub fn said(&self, values: &Values) -> Said {
        match &self.known {
            Known::Case(case, usual) => {
                let environment = Environment::of_values(values);
                let case = environment.case(case);
                let moved = typical(&case, &environment.profile(usual));
                moved.map_or_else(Said::default, |(moved, total)| Said {
                    completes: moved.ending.completes(),
                    seen: Seen {
                        total: Some(total.get()),
                        sent: Some(moved.memory_sent.get()),
                        downtime: Some(moved.downtime.get()),
                        ..Seen::default()
                    },
                })
            }
            Known::Scenario(scenario) => self.planned(&values.over(scenario)),
        }
    }

    fn planned(&self, scenario: &Scenario) -> Said {
        let (checked, _) = check(*scenario);
        let outcome = chosen(&checked);
        let Some(moved) = outcome.trace.moves.first() else { return Said::default() };
        let (memory, in_use) =
            (checked.get().fleet.memory.get(), checked.get().fleet.touched.get());
        let start = match self.since {
            Since::Memory => moved.memory_start,
            Since::Request => moved.start,
        };
        let end = if self.since == Since::Request { moved.end } else { moved.pushed };
        let stop = outcome.trace.of(moved.vm).find(|part| part.stage == Stage::StopAndCopy);
        let reported = stop.map(|stop| (moved.pushed - stop.start).get());
        Said {
            completes: moved.ending.completes(),
            seen: Seen {
                total: Some((end - start).get()),
                sent: Some(sent(moved)),
                downtime: reported.filter(|_| self.is_reported).or(Some(moved.downtime.get())),
                in_use: Some(in_use),
                again: Some(again(moved.memory_sent.get(), in_use, memory)),
                rounds: Some(f64::from(moved.rounds)),
            },
        }
    }
}

/// Memory that was sent more than once: what was sent, without headers and what zero pages take, beyond
/// what is in use.
pub fn again(sent: f64, in_use: f64, memory: f64) -> f64 {
    let Profile { page_record, zero_record, .. } = Profile::QEMU;
    let pages = (sent - (memory - in_use) * zero_record.get()) / page_record.get();
    (pages - in_use).max(0.0)
}

fn sent(moved: &Move) -> f64 {
    moved.sent().get()
}

/// A measurement that is one: finite and not below zero.
pub(super) fn sound(number: f64) -> Option<f64> {
    (number.is_finite() && 0.0 <= number).then_some(number)
}
