//! What was read, and the scenario that it makes.

use serde::Serialize;

use super::fact::{Fact, Reading, Value};
use super::{Kind, fleet};
use crate::model::link::Path;
use crate::plan::deciding::Input;
use crate::scenario::Field;
use crate::share::assign::Draft;
use crate::share::file::{ScenarioFile, to_file_all};
use crate::share::{Stated, names};
use crate::units::{Bandwidth, Seconds};

/// Inputs that a planner has to state somewhere.
const WANTED: [&str; 4] = ["memory", "memory-in-use", "dirty-page-rate", "link-speed"];

/// Inputs that only a move itself shows: counters of pages, and the mean rate.
const SHOWN: [&str; 5] = ["memory-in-use", "dirty-page-rate", "rate", "throttle-percent", "disk"];

/// What was read of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub reading: Reading,
    /// Inputs that it does not say.
    pub missing: Vec<&'static str>,
    /// The scenario that follows: what it says is stated, all else blank.
    pub stated: Stated,
}

impl Import {
    pub(super) fn of(kind: Kind, mut reading: Reading) -> Self {
        reading.settle();
        let stated = stated_over(Draft::blank(), &mut reading);
        let is_known = reading.has("link-speed") || reading.has("rate");
        let is_missing = |name: &&str| match *name {
            "link-speed" => !is_known,
            "memory" | "memory-in-use" if !reading.fleet.is_empty() => false,
            name => !reading.has(name),
        };
        let missing = WANTED.into_iter().filter(is_missing).collect();
        Self { kind, reading, missing, stated }
    }

    /// What it says over what is stated already. An example was stated by nobody.
    pub fn over(&self, mine: &Stated) -> Stated {
        if mine.scenario.is_example {
            return self.stated.clone();
        }
        stated_over(Draft::of(mine), &mut self.reading.clone())
    }

    /// What was known before the move that a text tells about, over what is stated already: without what
    /// only the move itself showed.
    pub fn before(&self, mine: &Stated) -> Stated {
        let mut reading = self.reading.clone();
        reading.facts.retain(|fact| !SHOWN.contains(&fact.name.as_str()));
        reading.points.clear();
        reading.fleet.clear();
        stated_over(Draft::of(mine), &mut reading)
    }

    /// Whether a fact sets an input, and not only tells what happened.
    pub fn sets(&self, fact: &Fact) -> Option<Input> {
        names::find(&fact.name).filter(|_| !is_result(&fact.name))
    }
}

/// States all that is an input; what is taken for granted on the way is said.
fn stated_over(mut draft: Draft, reading: &mut Reading) -> Stated {
    for fact in &reading.facts.clone() {
        if let Err(why) = state(fact, &mut draft, reading) {
            reading.left_out.push(format!("{}: {why}", fact.name));
        }
    }
    if !reading.points.is_empty() {
        draft.measure(reading.points.iter().copied());
    }
    if let Some(rate) = reading.number("rate").filter(|rate| 0.0 < *rate) {
        let link = Bandwidth::new(rate);
        let share = Path::new(link, Seconds::ZERO).goodput().get() / link.get();
        if draft.assign_base("link-speed", rate / share).is_ok() {
            reading.assume("the link carries what was sent on average, and nothing more");
        }
    }
    let mut stated = draft.finish();
    if !reading.fleet.is_empty() {
        let wave = fleet::wave(&reading.fleet, &stated.scenario);
        stated.wave = Some(std::rc::Rc::new(wave));
    }
    stated
}

/// States what is an input; what is a result states nothing.
fn state(fact: &Fact, draft: &mut Draft, reading: &mut Reading) -> Result<(), String> {
    // Distinct pages are points of a curve, not writes a second.
    let is_point = fact.name == "dirty-page-rate" && !reading.points.is_empty();
    if is_point || names::find(&fact.name).is_none() || is_result(&fact.name) {
        return Ok(());
    }
    match &fact.value {
        Value::Word(word) => draft.assign(&fact.name, word).map_err(|why| why.to_string()),
        Value::Number(number, _) if is_no_limit(&fact.name, *number) => {
            reading.assume(format!("{} of {} is no limit", fact.name, fact.words()));
            draft.assign(&fact.name, "none").map_err(|why| why.to_string())
        }
        Value::Number(number, _) => {
            draft.assign_base(&fact.name, *number).map_err(|why| why.to_string())
        }
    }
}

/// Names that inputs also go by, and that stand for results here.
fn is_result(name: &str) -> bool {
    ["downtime", "rounds", "status", "rate"].contains(&name)
}

/// A rate limit of nothing, or beyond any link, is none.
fn is_no_limit(name: &str, number: f64) -> bool {
    let (_, most) = Field::MaxBandwidth.bounds();
    name == "rate-limit" && (number == 0.0 || most < number)
}

/// What was read, as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImportFile {
    /// What the text is.
    pub kind: &'static str,
    /// What it says.
    pub read: Vec<FactFile>,
    /// What was taken for granted.
    pub assumed: Vec<String>,
    /// Inputs that it does not say.
    pub missing: Vec<&'static str>,
    /// What could not be used.
    pub left_out: Vec<String>,
    /// The scenario that follows.
    pub scenario: ScenarioFile,
}

/// A fact as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactFile {
    /// What it is.
    pub fact: String,
    /// Its value in words.
    pub value: String,
    /// Its value in the base unit; none of a word.
    pub base: Option<f64>,
    /// The base unit.
    pub unit: &'static str,
    /// Where it stands.
    pub from: String,
}

impl From<&Import> for ImportFile {
    fn from(import: &Import) -> Self {
        let Import { kind, reading, missing, stated } = import;
        let fact = |fact: &Fact| FactFile {
            fact: fact.name.clone(),
            value: fact.words(),
            base: fact.base(),
            unit: fact.unit(),
            from: fact.from.clone(),
        };
        let machines: u32 = reading.fleet.iter().map(|of| of.count).sum();
        let fleet = (0 < machines).then(|| FactFile {
            fact: "vms".to_owned(),
            value: machines.to_string(),
            base: Some(f64::from(machines)),
            unit: "",
            from: format!("{} kinds of machines", reading.fleet.len()),
        });
        Self {
            kind: kind.name(),
            read: reading.facts.iter().map(fact).chain(fleet).collect(),
            assumed: reading.assumed.clone(),
            missing: missing.clone(),
            left_out: reading.left_out.clone(),
            scenario: to_file_all(stated),
        }
    }
}
