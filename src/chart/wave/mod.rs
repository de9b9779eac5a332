//! Pictures of a wave: who moves when, and curves of what it comes to.

mod curves;
mod gantt;

pub use curves::{Axis, Curve, Curves};
pub use gantt::{Bar, Gantt, name};
