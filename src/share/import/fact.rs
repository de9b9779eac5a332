//! What a text says: facts with their units and places.

use crate::quantity::{Lang, plain_spaces, quantity};
use crate::scenario::field::Measure;

/// As long as the word for a status or a mode may be.
const LONGEST_WORD: usize = 32;

/// A value that was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number in a base unit.
    Number(f64, Measure),
    /// A word.
    Word(String),
}

/// Something that a text says.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it is: an input by its name, or a result such as `total-time`.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Where it stands.
    pub from: String,
}

impl Fact {
    /// Its value in words, with a unit.
    pub fn words(&self) -> String {
        match &self.value {
            Value::Word(word) => word.clone(),
            Value::Number(number, measure) => plain_spaces(&quantity(*number, *measure, Lang::En)),
        }
    }

    /// Its number in the base unit, if it is one.
    pub const fn base(&self) -> Option<f64> {
        match self.value {
            Value::Number(number, _) => Some(number),
            Value::Word(_) => None,
        }
    }

    /// The base unit; empty for words and counts.
    pub const fn unit(&self) -> &'static str {
        match self.value {
            Value::Number(_, Measure::Size) => "B",
            Value::Number(_, Measure::ByteRate | Measure::BitRate) => "B/s",
            Value::Number(_, Measure::Time) => "s",
            _ => "",
        }
    }
}

/// What is being read from one text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// What it says, in its order.
    pub facts: Vec<Fact>,
    /// What was taken for granted.
    pub assumed: Vec<String>,
    /// What could not be used, with its place.
    pub left_out: Vec<String>,
    /// Distinct memory dirtied within a time, in bytes and seconds.
    pub points: Vec<(f64, f64)>,
    /// Machines, alike ones counted, where the text lists several.
    pub fleet: Vec<super::fleet::Machines>,
    /// What flavors of machines are called, and how large they are.
    pub flavors: Vec<super::openstack::Flavor>,
}

impl Reading {
    /// Says a number, unless it is none.
    pub fn say(&mut self, name: &str, number: f64, measure: Measure, from: &str) {
        if number.is_finite() && 0.0 <= number {
            let value = Value::Number(number, measure);
            self.facts.push(Fact { name: name.to_owned(), value, from: from.to_owned() });
        }
    }

    /// Says an amount of memory or disk in bytes.
    pub fn size(&mut self, name: &str, bytes: f64, from: &str) {
        self.say(name, bytes, Measure::Size, from);
    }

    /// Says a rate in bytes per second.
    pub fn rate(&mut self, name: &str, bytes_per_s: f64, from: &str) {
        self.say(name, bytes_per_s, Measure::ByteRate, from);
    }

    /// Says what a path carried in bytes per second, which is spoken of in bits.
    pub fn path_rate(&mut self, bytes_per_s: f64, from: &str) {
        self.say("rate", bytes_per_s, Measure::BitRate, from);
    }

    /// Says a time in seconds.
    pub fn time(&mut self, name: &str, seconds: f64, from: &str) {
        self.say(name, seconds, Measure::Time, from);
    }

    /// Says a whole number.
    pub fn count(&mut self, name: &str, number: f64, from: &str) {
        self.say(name, number, Measure::Count, from);
    }

    /// Says a word. Words of programs are short; anything else may be secret and is not kept.
    pub fn word(&mut self, name: &str, word: &str, from: &str) {
        let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | ' ');
        if word.is_empty() || LONGEST_WORD < word.len() || !word.chars().all(is_letter) {
            return;
        }
        let value = Value::Word(word.to_owned());
        self.facts.push(Fact { name: name.to_owned(), value, from: from.to_owned() });
    }

    /// Says that something is on or off.
    pub fn switch(&mut self, name: &str, is_on: bool, from: &str) {
        self.word(name, if is_on { "on" } else { "off" }, from);
    }

    /// Takes something for granted, once.
    pub fn assume(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.assumed.contains(&what) {
            self.assumed.push(what);
        }
    }

    /// Keeps what was said last under each name: later answers replace earlier ones.
    pub fn settle(&mut self) {
        let mut kept: Vec<Fact> = Vec::with_capacity(self.facts.len());
        for fact in self.facts.drain(..) {
            match kept.iter_mut().find(|known| known.name == fact.name) {
                Some(known) => *known = fact,
                None => kept.push(fact),
            }
        }
        self.facts = kept;
    }

    /// The last number said under a name.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.facts.iter().rev().find(|fact| fact.name == name).and_then(Fact::base)
    }

    /// Whether this word is said under a name.
    pub fn is_word(&self, name: &str, word: &str) -> bool {
        let mut said = self.facts.iter().filter(|fact| fact.name == name);
        said.any(|fact| matches!(&fact.value, Value::Word(known) if known == word))
    }

    /// Whether something is said under a name.
    pub fn has(&self, name: &str) -> bool {
        self.facts.iter().any(|fact| fact.name == name)
    }

    /// Whether nothing was read but so many flavors, which were known before.
    pub fn is_empty_but_for(&self, flavors: usize) -> bool {
        self.facts.is_empty()
            && self.fleet.is_empty()
            && self.points.is_empty()
            && self.flavors.len() <= flavors
    }
}
