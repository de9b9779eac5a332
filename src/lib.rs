//! Movecast: a what-if planner for live migration of virtual machines.
//!
//! Everything here is a pure function of what is stated: no clock, no network, the same bits on every
//! machine. What is stated comes from words ([`share::assign`]), a file ([`share::file`]), a link
//! ([`share::link`]) or what an operator has ([`share::import`]); [`scenario::check::check`] bounds it,
//! and what comes of it is asked of the planner:
//!
//! ```
//! use movecast::plan::plan;
//! use movecast::scenario::check::check;
//! use movecast::share::assign::state;
//!
//! let stated = state(&[
//!     ("memory", "16 GiB"),
//!     ("dirty-page-rate", "40 MiB/s"),
//!     ("link-speed", "10 Gbit/s"),
//! ])?;
//! let (scenario, findings) = check(*stated.scenario);
//! assert!(findings.is_empty());
//! let plan = plan(&scenario);
//! let figures = &plan.chosen().figures;
//! assert!(figures.ending.completes());
//! assert!(figures.total_time.get() < 60.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Which question, which function
//!
//! | question | function | example |
//! |---|---|---|
//! | How long does it take, does it converge? | [`plan::plan`], [`plan::ranges`] | `plan` |
//! | The same as an object with a verdict in words | [`share::plan_file::PlanFile::of`] | |
//! | What would help? | [`share::advice::Advice::on`] | `advise` |
//! | When does each of many machines move? | [`plan::wave::wave_plan`] | `wave` |
//! | What comes of inputs that are ranges? | [`plan::uncertain::uncertain`] | `sample` |
//! | Where does it still converge? | [`plan::map::Map`] | `map` |
//! | Which value is enough? | [`share::solve_file::Question::answer`] | `solve` |
//! | What does this output of virsh, QEMU, Nova, ... say? | [`share::import::import`] | `import` |
//! | What do measured moves teach? | [`share::moves::moves`], [`evidence::fit::Fit::of`] | `fit` |
//! | What does the model say of a table of moves? | [`evidence::predict::predict_all`] | `predict` |
//! | What do I type next? | [`report::commands::steps`] | `commands` |
//! | How do I hand it on, what differs? | [`share::link::encode_all`], [`share::diff::diff`] | `link` |
//!
//! `cargo run --no-default-features --example plan` runs the first of the examples.
//!
//! # How to read on
//!
//! From the lowest layer up: [`units`] are quantities as types; [`model`] is the cost model, its
//! controllers and its engine; [`scenario`] is what can be stated, with bounds and sources;
//! [`plan`] asks the model; [`evidence`] holds it against measurements; [`chart`] draws, [`report`]
//! says it in English or German; [`share`] reads and writes; [`teach`] are the lessons. A layer names
//! those below it only.

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
