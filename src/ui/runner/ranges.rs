//! Questions about the ranges of a technique, and their answers, as they go to the worker and back.

use super::worker::Message;
use crate::model::uncertainty::Spread;
use crate::plan::{Ranges, ranges};
use crate::scenario::Technique;
use crate::scenario::check::{Checked, check};
use crate::scenario::choice::Options;
use crate::share::link::decode;

/// Stands for a spread that is not known.
const NO_SPREAD: Spread = Spread { p10: f64::NAN, p50: f64::NAN, p90: f64::NAN };

/// Answers a question, where it makes sense.
pub(super) fn answer(asked: Message) -> Option<Message> {
    let question = Question::of_message(asked)?;
    let (scenario, technique) = question.read()?;
    let ranges = ranges(&scenario, technique, question.runs);
    Some(Answer::new(&question, &ranges).into_message())
}

/// What the page asks: so many runs of one technique of one scenario.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    link: String,
    technique: String,
    runs: u32,
}

impl Question {
    pub(super) fn new(link: &str, technique: Technique, runs: u32) -> Self {
        let technique = technique.name().to_owned();
        Self { link: link.to_owned(), technique, runs }
    }

    pub(super) fn into_message(self) -> Message {
        let numbers = vec![f64::from(self.runs)];
        Message { about: self.technique, link: self.link, numbers }
    }

    fn of_message(message: Message) -> Option<Self> {
        let [runs] = message.numbers[..] else { return None };
        Some(Self { link: message.link, technique: message.about, runs: runs as u32 })
    }

    pub(super) fn runs(&self) -> u32 {
        self.runs
    }

    pub(super) fn link(&self) -> &str {
        &self.link
    }

    /// What it asks about.
    pub(super) fn read(&self) -> Option<(Checked, Technique)> {
        let scenario = decode(&self.link).ok()?;
        Some((check(scenario).0, Technique::named(&self.technique)?))
    }
}

/// What comes back.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    link: String,
    technique: String,
    /// P10, P50 and P90 of each spread.
    spreads: [[f64; 3]; 7],
    shares: [f64; 3],
}

impl Answer {
    pub(super) fn new(question: &Question, ranges: &Ranges) -> Self {
        let spreads = [
            ranges.total_time,
            ranges.downtime,
            ranges.longest_stall,
            ranges.sent,
            ranges.energy,
            ranges.cost.unwrap_or(NO_SPREAD),
            ranges.break_even_hours,
        ];
        Self {
            link: question.link.clone(),
            technique: question.technique.clone(),
            spreads: spreads.map(|spread| [spread.p10, spread.p50, spread.p90]),
            shares: [ranges.completes, ranges.meets_downtime_limit, ranges.pays],
        }
    }

    fn into_message(self) -> Message {
        let numbers = [self.spreads.as_flattened(), &self.shares].concat();
        Message { about: self.technique, link: self.link, numbers }
    }

    pub(super) fn of_message(message: Message) -> Option<Self> {
        let (threes, _) = message.numbers.as_chunks();
        let [spreads @ .., shares]: [[f64; 3]; 8] = threes.try_into().ok()?;
        Some(Self { link: message.link, technique: message.about, spreads, shares })
    }

    pub(super) fn link(&self) -> &str {
        &self.link
    }

    pub(super) fn technique_index(&self) -> Option<usize> {
        let technique = Technique::named(&self.technique)?;
        Technique::ALL.iter().position(|other| *other == technique)
    }

    pub(super) fn ranges(&self) -> Ranges {
        let [total_time, downtime, longest_stall, sent, energy, cost, break_even_hours] =
            self.spreads.map(|[p10, p50, p90]| Spread { p10, p50, p90 });
        let [completes, meets_downtime_limit, pays] = self.shares;
        Ranges {
            total_time,
            downtime,
            longest_stall,
            sent,
            energy,
            cost: Some(cost).filter(|cost| cost.p50.is_finite()),
            break_even_hours,
            completes,
            meets_downtime_limit,
            pays,
        }
    }
}
