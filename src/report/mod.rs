//! What a plan says to people: sentences and figures, once for page, command line and print.

pub mod commands;
pub mod compare;
pub mod compare_waves;
pub mod deciding;
pub mod explain;
pub mod fields;
pub mod figures;
pub mod fit;
mod headline;
pub mod hours;
pub mod map;
mod outside;
pub mod question;
mod reason;
pub mod remedies;
pub mod schedule;
pub mod sentence;
pub mod sentences;
pub mod service;
pub mod sources;
pub mod sure;
pub mod verdict;
pub mod wave;
pub mod weigh;
mod words;
mod working;

pub use figures::{Figure, awaited_figures, figures, range_texts, range_values};
pub use outside::{outside, outside_note};
pub use verdict::{Judged, Tone, Verdict, Waved, awaited, judge, verdict};
pub use words::{
    capital, controller, counted, ending, no_rate, no_sums, paid_after, risk, server, sum,
    technique,
};
pub use working::working;
