//! Scenarios on the move: links and files.

pub mod file;
pub mod link;
pub mod points;
pub mod series;
pub mod task;
pub mod v1;
