//! What is turned and what is shown, and how links name it.

use crate::plan::deciding::Input;
use crate::plan::dial::Dial;
use crate::plan::figure::Figure;
use crate::plan::map::{Map, Preset, Shown};
use crate::plan::remedy::Asked;
use crate::scenario::{Field, Scenario};
use crate::share::figure_names;

/// The price difference in links, where inputs go by their keys.
const DIFFERENCE: &str = "price";

/// Two inputs and a result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chosen {
    pub(super) x: Dial,
    pub(super) y: Dial,
    pub(super) shown: Shown,
}

impl Chosen {
    /// What a link names, as far as it can be turned here; else what the view opens with.
    pub(super) fn named(part: &str, asked: &Asked) -> Self {
        let read = || {
            let mut names = part.splitn(3, '-');
            let x = dial(names.next()?)?;
            let y = dial(names.next()?).filter(|y| *y != x)?;
            let shown = figure_names::find_shown(names.next()?)?;
            Some(Self { x, y, shown })
        };
        let Map { x, y, shown } = Preset::LinkAndDirtyRate.map(asked);
        read().unwrap_or(Self { x: x.dial, y: y.dial, shown })
    }

    /// What links call it.
    pub(super) fn name(self) -> String {
        let shown = figure_names::shown(self.shown);
        format!("{}-{}-{shown}", key(self.x), key(self.y))
    }

    /// The same along another lower edge; edges change places where both would be one.
    pub(super) fn with_x(self, x: Dial) -> Self {
        Self { x, y: if self.y == x { self.x } else { self.y }, ..self }
    }

    /// The same along another left edge.
    pub(super) fn with_y(self, y: Dial) -> Self {
        Self { y, x: if self.x == y { self.y } else { self.x }, ..self }
    }
}

fn key(dial: Dial) -> &'static str {
    match dial {
        Dial::Input(Input::Field(field)) => field.key(),
        Dial::Input(Input::Choice(_) | Input::Setting(_)) | Dial::PriceDifference => DIFFERENCE,
    }
}

fn dial(key: &str) -> Option<Dial> {
    if key == DIFFERENCE {
        return Some(Dial::PriceDifference);
    }
    Field::ALL.iter().find(|field| field.key() == key).map(|field| Dial::field(*field))
}

/// Everything that can be turned here: numbers that matter.
pub(super) fn dials(scenario: &Scenario) -> Vec<Dial> {
    let fields = Field::ALL.iter().filter(|of| **of != Field::Seed && of.applies(scenario));
    fields.map(|of| Dial::field(*of)).chain([Dial::PriceDifference]).collect()
}

/// Everything that can be shown.
pub(super) fn results() -> Vec<Shown> {
    Figure::ALL.into_iter().map(Shown::Figure).chain([Shown::BestTechnique]).collect()
}
