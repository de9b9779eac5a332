//! Which inputs were stated.

use super::{Choice, Field};

/// A set of inputs: numbers, choices and the measured points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inputs {
    fields: u128,
    choices: u32,
    points: bool,
    /// Which of the fields were fitted on measured moves, and on how many.
    fitted: u128,
    moves: u32,
}

// One bit each.
const _: () = assert!(Field::ALL.len() <= 128 && Choice::ALL.len() <= 32);

impl Inputs {
    /// None of them.
    pub const NONE: Self = Self { fields: 0, choices: 0, points: false, fitted: 0, moves: 0 };

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

    /// On how many measured moves a number was fitted; none where somebody stated it, or nobody.
    pub const fn moves(self, field: Field) -> Option<u32> {
        if self.fitted >> field as u32 & 1 == 1 { Some(self.moves) } else { None }
    }

    /// All numbers that were fitted on measured moves, in the order of the form.
    pub fn fitted(self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |field| self.moves(*field).is_some())
    }

    /// Says of a stated number that it was fitted on so many measured moves, as all such numbers of a
    /// scenario were.
    pub(super) const fn fit(&mut self, field: Field, moves: u32) {
        if self.has(field) && 0 < moves {
            self.fitted |= 1 << field as u32;
            self.moves = moves;
        }
    }

    /// Stated by somebody: it is no longer what moves told.
    pub(super) const fn add(&mut self, field: Field) {
        self.fields |= 1 << field as u32;
        self.forget(1 << field as u32);
    }

    const fn forget(&mut self, bit: u128) {
        self.fitted &= !bit;
        if self.fitted == 0 {
            self.moves = 0;
        }
    }

    pub(super) const fn add_choice(&mut self, choice: Choice) {
        self.choices |= 1 << choice as u32;
    }

    pub(super) const fn add_points(&mut self) {
        self.points = true;
    }

    pub(super) const fn remove(&mut self, field: Field) {
        self.fields &= !(1 << field as u32);
        self.forget(1 << field as u32);
    }

    /// Has this field if and only if `other` has it.
    pub(super) const fn copy(&mut self, field: Field, other: Self) {
        let bit = 1 << field as u32;
        self.fields = self.fields & !bit | other.fields & bit;
        self.forget(bit);
        if let Some(moves) = other.moves(field) {
            self.fit(field, moves);
        }
    }

    /// Has this choice if and only if `other` has it.
    pub(super) const fn copy_choice(&mut self, choice: Choice, other: Self) {
        let bit = 1 << choice as u32;
        self.choices = self.choices & !bit | other.choices & bit;
    }
}
