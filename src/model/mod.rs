//! The cost model: what hypervisors really do, emulated.
//!
//! It is pure (no serialization, no web, no clock, no global randomness), total (any checked
//! scenario gives a result, never a panic, NaN or endless loop) and deterministic (the same input
//! and seed give the same bits natively and in a browser, which is why transcendental functions
//! come from `libm`).
//!
//! `Guest`, `Path` and a `Controller` go into the [`engine`]; a [`trace::Trace`] comes out, and
//! everything else (energy, break-even, service) reads only that.

pub mod breakeven;
pub mod control;
pub mod dirty;
pub mod domain;
pub mod energy;
pub mod engine;
pub mod guest;
pub mod hourly;
pub mod link;
pub mod luck;
pub mod profile;
pub mod rate;
pub mod schedule;
pub mod server;
pub mod service;
pub mod trace;
pub mod uncertainty;
pub mod wave;
