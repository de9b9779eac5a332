//! Movecast: a what-if planner for live migration of virtual machines.

pub mod by_name;
pub mod calendar;
pub mod chart;
pub mod decimal;
pub mod evidence;
pub mod model;
pub mod plan;
pub mod quantity;
pub mod records;
pub mod report;
pub mod scenario;
pub mod share;
pub mod teach;
#[cfg(feature = "ui")]
pub mod ui;
pub mod units;
