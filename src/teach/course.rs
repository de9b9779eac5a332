//! The course: lessons, the paper's experiments and a glossary, read from a data file.
//!
//! An entry is a flat record of texts, so that a teacher can read and write the file; where a text is a
//! list, it has one item a line. A lesson has `id`, `title`, `minutes`, `text`, `scenario` (the body of
//! a link), `variants` (`label | what differs`), `question`, `expect` (an expression of
//! [`super::value`]), either `choices` (`from..below | answer`) or `unit`, `touch`, `notice`, `reveal`,
//! `source`, `terms` (ids of the glossary), `view` (the view that opens with its scenario) and `prices`
//! where hourly prices are needed. No number that the model computes stands in it.

use std::collections::BTreeMap;

use super::value::{Value, World, value};
use crate::decimal;
use crate::quantity::{Lang, parse, units};
use crate::scenario::Scenario;
use crate::scenario::field::Measure;
use crate::share::link::{decode, sealed};
use crate::share::series::Series;

/// A flat record of texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry(BTreeMap<String, String>);

/// All that a data file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// In the order in which they are best taken.
    pub lessons: Vec<Entry>,
    /// The paper, experiment by experiment.
    pub paper: Vec<Entry>,
    /// The words.
    pub glossary: Vec<Entry>,
}

impl Course {
    /// Reads a data file; none where it is none.
    pub fn read(json: &str) -> Option<Self> {
        let mut parts: BTreeMap<String, Vec<BTreeMap<String, String>>> =
            serde_json::from_str(json).ok()?;
        let mut part = |name: &str| -> Option<Vec<Entry>> {
            Some(parts.remove(name)?.into_iter().map(Entry).collect())
        };
        Some(Self { lessons: part("lessons")?, paper: part("paper")?, glossary: part("glossary")? })
    }

    /// The glossary's entry of that id.
    pub fn term(&self, id: &str) -> Option<&Entry> {
        self.glossary.iter().find(|entry| entry.text("id") == id)
    }
}

impl Entry {
    /// What it says there; nothing where it says nothing.
    pub fn text(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// The items of a list, each with what stands before its bar and what after it.
    pub fn list(&self, key: &str) -> impl Iterator<Item = (&str, &str)> {
        self.text(key).lines().map(|line| {
            let (before, after) = line.split_once('|').unwrap_or((line, ""));
            (before.trim(), after.trim())
        })
    }

    /// Its scenario and the variants of it, each with its label; none where one cannot be read.
    pub fn scenarios(&self) -> Option<Vec<(&str, Scenario)>> {
        let body = self.text("scenario");
        let first = decode(&sealed(body.to_owned())).ok()?;
        let mut all = vec![(self.text("label"), first)];
        for (label, change) in self.list("variants") {
            all.push((label, decode(&sealed(format!("{body}&{change}"))).ok()?));
        }
        Some(all)
    }

    /// What the model says of each of its scenarios.
    pub fn worlds(&self, prices: Option<&[Series; 2]>) -> Option<Vec<World>> {
        let of = |(_, scenario)| World::of(scenario, prices);
        Some(self.scenarios()?.into_iter().map(of).collect())
    }

    /// What the question asks for.
    pub fn expected(&self, worlds: &[World]) -> Option<Value> {
        value(self.text("expect"), worlds)
    }

    /// Whether answers are chosen rather than typed.
    pub fn has_choices(&self) -> bool {
        !self.text("choices").is_empty()
    }

    /// The place of the choice that holds this number.
    pub fn right_choice(&self, number: f64) -> Option<usize> {
        let holds = |(range, _): (&str, &str)| {
            let Some((from, below)) = range.split_once("..") else { return false };
            let bound = |text: &str, open: f64| decimal::read(text).unwrap_or(open);
            bound(from, f64::NEG_INFINITY) <= number
                && (number < bound(below, f64::INFINITY) || below.is_empty())
        };
        self.list("choices").position(holds)
    }

    /// The number that was typed, in the base unit of what the question asks for.
    pub fn typed(&self, text: &str, lang: Lang) -> Option<f64> {
        let unit = self.text("unit");
        let measures = [Measure::Time, Measure::Size, Measure::Factor];
        let found = measures.into_iter().find_map(|measure| {
            let usual = units(measure).iter().find(|known| known.name == unit)?;
            Some((measure, *usual))
        });
        let (measure, usual) = found?;
        parse(text, measure, usual, lang).ok().filter(|value| value.is_finite())
    }
}
