//! Which inputs were stated.

use super::{Choice, Field};

/// A set of inputs: numbers, choices and the measured points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inputs {
    fields: u128,
    choices: u32,
    points: bool,
}

// One bit each.
const _: () = assert!(Field::ALL.len() <= 128 && Choice::ALL.len() <= 32);

impl Inputs {
    /// None of them.
    pub const NONE: Self = Self { fields: 0, choices: 0, points: false };

    /// Whether a number is among them.
    pub const fn has(self, field: Field) -> bool {
        self.fields >> field as u32 & 1 == 1
    }

    /// Whether a choice is among them.
    pub const fn has_choice(self, choice: Choice) -> bool {
        self.choices >> choice as u32 & 1 == 1
    }

    /// Whether the measured points are among them.
    pub const fn has_points(self) -> bool {
        self.points
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }

    pub(super) const fn add(&mut self, field: Field) {
        self.fields |= 1 << field as u32;
    }

    pub(super) const fn add_choice(&mut self, choice: Choice) {
        self.choices |= 1 << choice as u32;
    }

    pub(super) const fn add_points(&mut self) {
        self.points = true;
    }

    pub(super) const fn remove(&mut self, field: Field) {
        self.fields &= !(1 << field as u32);
    }

    /// Has this field if and only if `other` has it.
    pub(super) const fn copy(&mut self, field: Field, other: Self) {
        let bit = 1 << field as u32;
        self.fields = self.fields & !bit | other.fields & bit;
    }

    /// Has this choice if and only if `other` has it.
    pub(super) const fn copy_choice(&mut self, choice: Choice, other: Self) {
        let bit = 1 << choice as u32;
        self.choices = self.choices & !bit | other.choices & bit;
    }
}
