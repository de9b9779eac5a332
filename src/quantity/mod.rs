//! Numbers and units for people: reading what they type, writing what they read.

mod exact;
mod lang;
mod parse;
mod steps;
mod unit;
mod write;

pub use exact::exact;
pub use lang::{Lang, is_none, none};
pub use parse::{ParseError, parse, parse_plain};
pub use steps::{rounded, steps};
pub use unit::{Unit, best_unit, units};
pub use write::{
    amount, carbon, digits, duration, energy, fixed, money, number, percent, plain_spaces,
    quantity, signed_percent,
};
