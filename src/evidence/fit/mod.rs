//! Learning from what happened: measured moves tell what migrations get of *this* path and these hosts,
//! and how a machine writes.
//!
//! What is fitted are inputs of a scenario, so that a profile is nothing but a set of stated inputs: links
//! and files carry it, and whoever states one of them by hand has the last word. The method is small:
//! few inputs, each drawn towards its default as far as the rows do not tell it, and a loss that one odd
//! row cannot decide (`search.rs`). What was fitted is proven on rows that it was not fitted on
//! ([`Fit::left_out`]).

mod environment;
mod knob;
mod row;
mod search;

pub use environment::Environment;
pub use knob::{Knob, Values, is_one_machine};
pub use row::{Known, Row, Said, Seen, Since, again};

use super::validate::ErrorSize;
use crate::scenario::{Field, Scenario, presets};
use search::{Found, Off, Search, loss, loss_of};

/// As many rows as are left out one by one; of more, parts of them are left out, so many in all.
const PARTS: usize = 50;

/// What rows tell about an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// Another value than the default.
    Value,
    /// That it is about as the default has it.
    Default,
    /// Only that it is not less, or not more, than an end of its range.
    OneSide,
    /// Nothing: the rows would be as they are with any value.
    Nothing,
}

/// What the rows tell about one input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told {
    /// Which input.
    pub field: Field,
    /// Its default.
    pub default: f64,
    /// Its fitted value; the default where none was fitted.
    pub value: f64,
    /// What it may be as well: the rows are less likely by two nats beyond; none where they are not.
    pub range: (Option<f64>, Option<f64>),
    /// What the rows tell about it.
    pub tells: Tells,
}

/// A row beside what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What it is called.
    pub name: String,
    /// What was seen.
    pub seen: Seen,
    /// What the defaults say.
    pub before: Said,
    /// What the fit says, which saw the row.
    pub after: Said,
    /// What a fit says that did not see the row; none of a single one.
    pub left_out: Option<Said>,
}

/// Sizes of the relative errors of total time, bytes and downtime; none where nothing was seen.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Errors {
    /// Of the total time.
    pub total: Option<ErrorSize>,
    /// Of the bytes sent.
    pub sent: Option<ErrorSize>,
    /// Of the downtime.
    pub downtime: Option<ErrorSize>,
}

/// What measured moves tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Every input that they might have told something about.
    pub told: Vec<Told>,
    /// The rows, in the order given.
    pub rows: Vec<Compared>,
    /// How far the defaults and the fit are from the rows, as it was fitted: the second is never more.
    pub losses: [f64; 2],
    /// Whether rows that were left out are predicted better than by the defaults, all taken together;
    /// none of a single row, which leaves nothing to be fitted on.
    pub carries_over: Option<bool>,
}

/// The values that these rows tell; those of the others are the defaults. How far the model is off by
/// itself is what a first fit leaves: where that is much, little is told.
fn values<'a>(rows: &'a [&'a Row], knobs: &'a [Knob]) -> (Search<'a>, Found) {
    let first = Search { rows, knobs, off: Off::USUAL };
    let found = first.run();
    let off = Off::left(rows, &found.values);
    if off == Off::USUAL {
        return (first, found);
    }
    let second = Search { off, ..first };
    let found = second.run();
    (second, found)
}

/// A fit in parts, so that they may be worked on at once: each part leaves rows out.
#[derive(Debug, Clone)]
pub struct Fitting {
    rows: Vec<Row>,
    knobs: Vec<Knob>,
}

impl Fitting {
    /// Begins with these rows.
    pub fn new(rows: Vec<Row>) -> Self {
        let knobs = Knob::of(&rows);
        Self { rows, knobs }
    }

    /// How many parts there are.
    pub fn parts(&self) -> usize {
        if self.rows.len() < 2 { 0 } else { self.rows.len().min(PARTS) }
    }

    /// What a fit on all rows but those of a part says of these, by their places.
    pub fn without(&self, part: usize) -> Vec<(usize, Said)> {
        let parts = self.parts().max(1);
        let (out, kept): (Vec<_>, Vec<_>) =
            self.rows.iter().enumerate().partition(|(at, _)| at % parts == part);
        let kept: Vec<&Row> = kept.into_iter().map(|(_, row)| row).collect();
        let (_, found) = values(&kept, &self.knobs);
        out.into_iter().map(|(at, row)| (at, row.said(&found.values))).collect()
    }

    /// The fit on all rows, with what comes of all parts.
    pub fn finish(self, left_out: impl IntoIterator<Item = (usize, Said)>) -> Fit {
        let Self { rows, knobs } = self;
        let all: Vec<&Row> = rows.iter().collect();
        let (search, found) = values(&all, &knobs);
        let told: Vec<Told> = knobs.iter().map(|knob| told(&search, knob, &found)).collect();
        let none = Values::default();
        let mut compared: Vec<Compared> = rows
            .iter()
            .map(|row| Compared {
                name: row.name.clone(),
                seen: row.seen,
                before: row.said(&none),
                after: row.said(&found.values),
                left_out: None,
            })
            .collect();
        for (at, said) in left_out {
            if let Some(row) = compared.get_mut(at) {
                row.left_out = Some(said);
            }
        }
        let is_new = told.iter().any(|told| told.tells == Tells::Value);
        let carries_over = carries_over(&rows, &compared, search.off).map(|over| over || !is_new);
        let losses = [&none, &found.values].map(|values| loss(&all, values, search.off));
        Fit { told, rows: compared, losses, carries_over }
    }
}

/// Whether what was left out is predicted better than by the defaults.
fn carries_over(rows: &[Row], compared: &[Compared], off: Off) -> Option<bool> {
    let losses: Option<Vec<f64>> = rows
        .iter()
        .zip(compared)
        .map(|(row, of)| Some(search::between(&of.left_out?, &row.seen, off)))
        .collect();
    let losses = losses.filter(|losses| !losses.is_empty())?;
    let before: f64 = rows.iter().map(|row| loss_of(row, &Values::default(), off)).sum();
    Some(losses.iter().sum::<f64>() < before)
}

fn told(search: &Search<'_>, knob: &Knob, found: &Found) -> Told {
    let value = found.values.get(knob.field);
    let range = search.range(knob, found);
    let tells = match (value, range) {
        (Some(_), _) => Tells::Value,
        (None, (None, None)) => Tells::Nothing,
        (None, (Some(_), Some(_))) => Tells::Default,
        (None, _) => Tells::OneSide,
    };
    Told {
        field: knob.field,
        default: knob.default,
        value: value.unwrap_or(knob.default),
        range,
        tells,
    }
}

impl Fit {
    /// Fits these rows, part by part.
    pub fn of(rows: Vec<Row>) -> Self {
        let fitting = Fitting::new(rows);
        let left_out: Vec<_> =
            (0..fitting.parts()).flat_map(|part| fitting.without(part)).collect();
        fitting.finish(left_out)
    }

    /// How many moves it is from.
    pub fn moves(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// Inputs with another value than the default.
    pub fn learned(&self) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(|told| told.tells == Tells::Value)
    }

    /// The profile: what was learned, stated in this scenario where that does not state it itself, and
    /// marked as from so many moves. Nothing where it does not carry over to rows that were left out.
    #[must_use]
    pub fn over(&self, scenario: &Scenario) -> Scenario {
        let mut over = *scenario;
        if self.carries_over == Some(false) {
            return over;
        }
        for told in self.learned().filter(|told| !scenario.stated.has(told.field)) {
            told.field.set(&mut over, told.value);
            told.field.fit(&mut over, self.moves());
        }
        over
    }

    /// The profile by itself.
    pub fn profile(&self) -> Scenario {
        self.over(&presets::blank())
    }

    /// Errors of the defaults.
    pub fn before(&self) -> Errors {
        Errors::of(&self.pairs(|row| Some(row.before)))
    }

    /// Errors of the fit on the rows that it was fitted on.
    pub fn after(&self) -> Errors {
        Errors::of(&self.pairs(|row| Some(row.after)))
    }

    /// Errors of fits that did not see the row.
    pub fn left_out(&self) -> Errors {
        Errors::of(&self.pairs(|row| row.left_out))
    }

    /// What is said of each row, as far as something is, beside what was seen.
    fn pairs(&self, said: impl Fn(&Compared) -> Option<Said>) -> Vec<(Said, Seen)> {
        self.rows.iter().filter_map(|row| Some((said(row)?, row.seen))).collect()
    }
}

impl Errors {
    fn of(rows: &[(Said, Seen)]) -> Self {
        let of = |read: fn(&Seen) -> Option<f64>| {
            let error = |(said, seen): &(Said, Seen)| {
                let seen = read(seen).filter(|seen| 0.0 < *seen)?;
                Some(read(&said.seen)? / seen - 1.0)
            };
            Some(ErrorSize::of(rows.iter().filter_map(error))).filter(|size| 0 < size.count)
        };
        Self {
            total: of(|seen| seen.total),
            sent: of(|seen| seen.sent),
            downtime: of(|seen| seen.downtime),
        }
    }
}
