//! Scenarios on the move: links and files.

pub mod accepted;
pub mod advice;
pub mod assign;
pub mod axis;
pub mod diff;
pub mod figure_names;
pub mod file;
pub mod fit_file;
pub mod groups;
pub mod ics;
pub mod import;
pub mod inputs;
mod json;
pub mod link;
pub mod map_file;
pub mod markdown;
pub mod moves;
pub mod names;
mod place;
pub mod plan_file;
pub mod points;
pub mod sample_file;
pub mod schedule;
pub mod schema;
pub mod series;
pub mod sheet;
pub mod solve_file;
mod stamp;
mod stated;
pub mod task;
pub mod uncertain;
mod unmangled;
pub mod v1;
pub mod wave;

pub use place::Place;
pub use stated::Stated;
