//! Scenarios as JSON files.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::assign::{BLANK, Draft, ORDER, PAPER, PRESET, Refusal};
use super::json::Json;
use super::weights::{self, WEIGHTS};
use super::{Stated, names, uncertain, wave};
use crate::plan::deciding::Input;
use crate::quantity::{Lang, exact, none, parse, plain_spaces, quantity, units};
use crate::scenario::check::Finding;
use crate::scenario::choice::Options;
use crate::scenario::field::{Field, Measure};
use crate::scenario::range::{Known, Range};
use crate::scenario::{Choice, Controller, Currency, Points, Scenario, presets};

/// The version this page writes.
pub(super) const VERSION: f64 = 2.0;
pub(super) const VERSION_KEY: &str = "movecast";
pub(super) const POINTS_KEY: &str = "points";
pub(super) const WAVE_KEY: &str = "wave";
/// Key of the numbers that were fitted on measured moves.
pub(super) const FITTED_KEY: &str = "fitted";
/// On how many moves, and the numbers' names, below it.
pub(super) const MOVES_KEY: &str = "moves";
pub(super) const INPUTS_KEY: &str = "inputs";
/// How a limit is written that is not set.
pub(super) const NONE: &str = none(Lang::En);

/// A scenario file: what was stated, by the names of [`names`], in words with units where those say it
/// to the last bit and else as a number in the base unit (bytes, bytes per second, seconds, watts, units
/// of a site's currency per kWh); what is known as a range as one in words, else as a list of its ends
/// with what is likely between them. `"preset": "paper"` where it starts from the paper's experiment, `"blank"` where nothing is stated,
/// `"points"` as pairs of seconds and bytes, `"wave"` as links hold it, `"weights"` as `time=2, downtime=5`, `"fitted"` says which
/// numbers were fitted on how many measured moves. A wave's numbers may be stated
/// by their names as well.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioFile(Vec<(String, Entry)>);

/// A value in a file.
#[derive(Debug, Clone, PartialEq)]
enum Entry {
    Number(f64),
    Text(String),
    Points(Vec<(f64, f64)>),
    Numbers(Vec<f64>),
    Fitted(Fitted),
}

/// Numbers that were fitted on measured moves.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
struct Fitted {
    moves: u32,
    inputs: Vec<String>,
}

impl Serialize for ScenarioFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, entry) in &self.0 {
            match entry {
                // Whole numbers without ".0".
                Entry::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                    map.serialize_entry(key, &(*number as i64))?;
                }
                Entry::Number(number) => map.serialize_entry(key, number)?,
                Entry::Text(text) => map.serialize_entry(key, text)?,
                Entry::Points(points) => map.serialize_entry(key, points)?,
                Entry::Fitted(fitted) => map.serialize_entry(key, fitted)?,
                Entry::Numbers(numbers) => map.serialize_entry(key, numbers)?,
            }
        }
        map.end()
    }
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq)]
pub enum FileError {
    /// It is not JSON of the expected shape.
    NotAScenario(String),
    /// It was written by a newer version.
    Newer(u32),
    /// A value makes no sense.
    Refused(Refusal),
    /// It is larger than any scenario.
    TooLarge,
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAScenario(why) => write!(f, "this is not a scenario file: {why}"),
            Self::Newer(version) => write!(f, "this file was written by version {version}"),
            Self::Refused(refusal) => refusal.fmt(f),
            Self::TooLarge => write!(f, "this file is too large for a scenario"),
        }
    }
}

impl std::error::Error for FileError {}

impl From<Refusal> for FileError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What a file states, and what in it is not known to this version.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// What it states.
    pub stated: Stated,
    /// Keys that mean nothing here, and what may have been meant.
    pub unknown: Vec<Refusal>,
}

/// The file of a scenario.
pub fn to_file(scenario: &Scenario) -> ScenarioFile {
    let mut entries = vec![(VERSION_KEY.to_owned(), Entry::Number(VERSION))];
    if scenario.is_example {
        entries.push((PRESET.to_owned(), Entry::Text(PAPER.to_owned())));
    }
    let scenario = scenario.explicit();
    let is_said = |choice: Choice| {
        // A file's zone brings its currency along, so that another one has to be said.
        let is_other = match choice {
            Choice::SourceCurrency => !scenario.source.has_adopted_currency(),
            Choice::DestinationCurrency => !scenario.destination.has_adopted_currency(),
            _ => false,
        };
        scenario.stated.has_choice(choice) || is_other
    };
    for choice in Choice::ALL.iter().filter(|choice| is_said(**choice)) {
        let option = names::option(*choice, choice.get(&scenario));
        entries.push((names::choice(*choice), Entry::Text(option.to_owned())));
    }
    for field in Field::ALL.iter().filter(|field| scenario.stated.has(**field)) {
        let value = field.get(&scenario);
        // Units of money are those of the bill.
        let is_in_eur = field.currency(&scenario) == Currency::Eur;
        let text = match field.none() {
            Some(none) if none.to_bits() == value.to_bits() => Some(NONE.to_owned()),
            _ => exact(value, field.measure()).filter(|_| is_in_eur),
        };
        entries.push((names::field(*field), text.map_or(Entry::Number(value), Entry::Text)));
    }
    if scenario.stated.has_points() {
        let points = scenario.fleet.points.to_base().collect();
        entries.push((POINTS_KEY.to_owned(), Entry::Points(points)));
    }
    let stated = scenario.stated;
    if let Some(moves) = stated.fitted().find_map(|field| stated.moves(field)) {
        let inputs = stated.fitted().map(names::field).collect();
        entries.push((FITTED_KEY.to_owned(), Entry::Fitted(Fitted { moves, inputs })));
    }
    // A file that says nothing is the example.
    if entries.len() == 1 {
        entries.push((PRESET.to_owned(), Entry::Text(BLANK.to_owned())));
    }
    ScenarioFile(entries)
}

/// The file of a scenario and of the wave beside it, if one is stated; a task goes by link only.
pub fn to_file_all(stated: &Stated) -> ScenarioFile {
    let mut file = to_file(&stated.scenario);
    for known in stated.unsure.iter() {
        let name = names::field(known.0);
        if let Some((_, entry)) = file.0.iter_mut().find(|(key, _)| *key == name) {
            let is_in_eur = known.0.currency(&stated.scenario) == Currency::Eur;
            let text = in_words(known).filter(|_| is_in_eur);
            *entry = text.map_or_else(|| Entry::Numbers(numbers(&known.1)), Entry::Text);
        }
    }
    if let Some(wave) = &stated.wave {
        file.0.push((WAVE_KEY.to_owned(), Entry::Text(wave::encode(wave))));
    }
    if let Some(said) = &stated.weights {
        file.0.push((WEIGHTS.to_owned(), Entry::Text(weights::written(said))));
    }
    file
}

/// A range in words, where those read back as the same to the last bit.
fn in_words((field, range): &Known) -> Option<String> {
    let measure = field.measure();
    if !numbers(range).iter().all(|value| exact(*value, measure).is_some()) {
        return None;
    }
    let said = |value: f64| exact(value, measure).unwrap_or_default();
    let text = uncertain::written(range, "..", &said);
    let read = |text: &str| parse(text, measure, units(measure)[0], Lang::En).ok();
    let again = uncertain::range(*field, &text, &read)?.ok()?;
    (again == *range).then_some(text)
}

/// The ends of a range with what is likely between them.
fn numbers(range: &Range) -> Vec<f64> {
    let (low, high) = range.ends();
    [Some(low), range.likely(), Some(high)].into_iter().flatten().collect()
}

/// The text of a file.
pub fn to_json_all(stated: &Stated) -> String {
    // Strings and finite numbers can always be written.
    serde_json::to_string_pretty(&to_file_all(stated)).unwrap_or_default()
}

/// The scenario of a file.
///
/// # Errors
///
/// Where it is not a scenario file, is newer, or a value makes no sense.
pub fn from_json(text: &str) -> Result<Scenario, FileError> {
    from_json_all(text).map(|read| *read.stated.scenario)
}

/// Reads a scenario file. One that states nothing is the example, any other starts from the blank
/// scenario unless it says `"preset": "paper"`; files of version 1 start from the paper's experiment.
///
/// # Errors
///
/// Where it is not a scenario file, is newer, or a value makes no sense.
pub fn from_json_all(text: &str) -> Result<Read, FileError> {
    let json: Json =
        serde_json::from_str(text).map_err(|error| FileError::NotAScenario(error.to_string()))?;
    let Json::Map(entries) = &json else {
        return Err(FileError::NotAScenario("it is not an object".to_owned()));
    };
    let version = match json.get(VERSION_KEY) {
        None => VERSION,
        Some(Json::Number(version)) if *version <= VERSION => *version,
        Some(Json::Number(version)) => return Err(FileError::Newer(*version as u32)),
        Some(_) => {
            return Err(FileError::NotAScenario(format!("{VERSION_KEY} is not a number")));
        }
    };
    let is_first = version < VERSION;
    let is_empty = entries.iter().all(|(key, _)| key == VERSION_KEY);
    let starts_from_paper = matches!(json.get(PRESET), Some(Json::Text(preset)) if preset == PAPER);
    let start =
        if is_first || is_empty || starts_from_paper { presets::paper() } else { presets::blank() };
    let mut reader = Reader { draft: Draft::of(&start.into()), seen: Vec::new(), unknown: vec![] };
    for (key, value) in entries.iter().filter(|(key, _)| key != VERSION_KEY) {
        match (key.as_str(), value) {
            // It is about the others.
            (FITTED_KEY, _) => {}
            // As version 1 nested them.
            ("choices" | "fields", Json::Map(entries)) if is_first => {
                for (key, value) in entries {
                    reader.take(key, value)?;
                }
            }
            _ => reader.take(key, value)?,
        }
    }
    if let Some(fitted) = json.get(FITTED_KEY) {
        for (field, moves) in read_fitted(fitted)? {
            reader.draft.fit(field, moves);
        }
    }
    Ok(Read { stated: reader.draft.finish(), unknown: reader.unknown })
}

/// Which numbers were fitted on how many measured moves; names that are not known are passed over, as
/// the numbers themselves are named elsewhere.
fn read_fitted(json: &Json) -> Result<Vec<(Field, u32)>, FileError> {
    let wrong = || {
        let shape = format!("{FITTED_KEY} is not {{\"{MOVES_KEY}\": 12, \"{INPUTS_KEY}\": [...]}}");
        FileError::NotAScenario(shape)
    };
    let moves = match json {
        Json::Null => return Ok(Vec::new()),
        json => json.get(MOVES_KEY).and_then(Json::number).ok_or_else(wrong)?,
    };
    let Some(Json::List(inputs)) = json.get(INPUTS_KEY) else { return Err(wrong()) };
    let field = |name: &Json| match name {
        Json::Text(name) => names::find(name),
        _ => None,
    };
    let known = inputs.iter().filter_map(field).filter_map(|input| match input {
        Input::Field(field) => Some((field, moves as u32)),
        _ => None,
    });
    Ok(known.collect())
}

struct Reader {
    draft: Draft,
    /// Names of inputs so far, to notice one that is stated twice by two of its names.
    seen: Vec<String>,
    unknown: Vec<Refusal>,
}

impl Reader {
    fn take(&mut self, key: &str, value: &Json) -> Result<(), FileError> {
        let wrong = |what: &str| Err(FileError::NotAScenario(format!("{key} is not {what}")));
        match (key, value) {
            (PRESET, Json::Text(preset)) if [PAPER, BLANK].contains(&preset.as_str()) => {}
            (PRESET, _) => return wrong("a preset that is known"),
            (POINTS_KEY | "u", Json::List(points)) => {
                let pair = |point: &Json| match point {
                    Json::List(pair) => match pair.as_slice() {
                        [interval, dirtied] => Some((interval.number()?, dirtied.number()?)),
                        _ => None,
                    },
                    _ => None,
                };
                let pairs = points.iter().map(pair).collect::<Option<Vec<_>>>();
                match pairs.filter(|pairs| Points::all_of_base(pairs).is_some()) {
                    Some(points) if points.is_empty() => {}
                    Some(points) => self.draft.measure(points),
                    None => return wrong("a list of pairs of seconds and bytes"),
                }
            }
            (WAVE_KEY, Json::Text(text)) => match wave::decode(text) {
                Some(wave) => self.draft.state_wave(wave),
                None => return wrong("a wave as links hold it"),
            },
            (WEIGHTS, Json::Text(text)) => match weights::read(text) {
                Ok(weights) => self.draft.weigh(weights),
                Err(why) => return Err(FileError::NotAScenario(format!("{WEIGHTS}: {why}"))),
            },
            // Older files say that nothing is stated.
            (_, Json::Null) => {}
            _ => return self.input(key, value),
        }
        Ok(())
    }

    fn input(&mut self, key: &str, value: &Json) -> Result<(), FileError> {
        let name = match by_key(key).or_else(|| names::find(key)) {
            Some(input) => names::input(input),
            None if key == ORDER => ORDER.to_owned(),
            None => {
                let nearest = names::nearest(key);
                self.unknown.push(Refusal::Unknown { name: key.to_owned(), nearest });
                return Ok(());
            }
        };
        if self.seen.contains(&name) {
            return Err(FileError::NotAScenario(format!("{name} is said twice")));
        }
        let done = match value {
            Json::List(numbers) => {
                let numbers: Option<Vec<f64>> = numbers.iter().map(Json::number).collect();
                let range = numbers.and_then(|numbers| Range::of(&numbers));
                let (Some(Input::Field(field)), Some(range)) = (names::find(&name), range) else {
                    let why = format!("{key} is no list of two ends, or of low, likely and high");
                    return Err(FileError::NotAScenario(why));
                };
                self.draft.doubt(field, range);
                Ok(())
            }
            Json::Number(number) => self.draft.assign_base(&name, *number),
            Json::Text(text) => self.draft.assign(&name, text),
            Json::Bool(on) => self.draft.assign(&name, if *on { "on" } else { "off" }),
            _ => return Err(FileError::NotAScenario(format!("{key} is no number and no text"))),
        };
        self.seen.push(name);
        Ok(done?)
    }
}

/// The input of a key of links, which files of version 1 used.
fn by_key(key: &str) -> Option<Input> {
    let field = Field::ALL.iter().find(|field| field.key() == key);
    let choice = Choice::ALL.iter().find(|choice| choice.key() == key);
    let field = field.map(|field| Input::Field(*field));
    field.or_else(|| choice.map(|choice| Input::Choice(*choice)))
}

/// A finding in one line, with the names of the file.
pub fn describe(finding: &Finding) -> String {
    let said = |field: &Field, value: f64| {
        let shown = plain_spaces(&quantity(value, field.measure(), Lang::En));
        if units(field.measure()).len() < 2 && field.measure() != Measure::Share {
            return format!("{value}");
        }
        shown
    };
    match finding {
        Finding::OutOfBounds { field, stated, used } => format!(
            "{}: {} is out of bounds, {} is used",
            names::field(*field),
            said(field, *stated),
            said(field, *used)
        ),
        Finding::LargerThan { field, whole, stated, used } => format!(
            "{}: {} is more than {}, {} is used",
            names::field(*field),
            said(field, *stated),
            names::field(*whole),
            said(field, *used)
        ),
        Finding::NotPassedOn { field, controller, stated, used } => format!(
            "{}: {} does not pass it on; the move runs under {} and is judged by {}",
            names::field(*field),
            names::option(Choice::Controller, controller.place()),
            said(field, *used),
            said(field, *stated)
        ),
        Finding::NoRate { field, currency } => format!(
            "{}: how many {} are worth 1 EUR is not stated, so there are no sums of money",
            names::field(*field),
            currency.name()
        ),
        Finding::StillInEur { field, currency } => format!(
            "{}: the default is in EUR, but counts as {}",
            names::field(*field),
            currency.name()
        ),
        Finding::NotWithFunctions { technique } => format!(
            "technique: {} cannot move devices (VFIO), pre-copy is used",
            names::option(Choice::Technique, technique.place())
        ),
        Finding::NotEncrypted { stated, controller, used } => format!(
            "encryption: {} is not offered by {}, {} is used",
            stated.name(),
            names::option(Choice::Controller, controller.place()),
            used.name()
        ),
        Finding::Ignored { field, controller, tunnelled } => {
            ignored(&names::field(*field), *controller, *tunnelled)
        }
        Finding::IgnoredChoice { choice, controller, tunnelled } => {
            ignored(&names::choice(*choice), *controller, *tunnelled)
        }
        Finding::NotOffered { technique, controller } => format!(
            "technique: {} is not offered by {}, pre-copy is used",
            names::option(Choice::Technique, technique.place()),
            names::option(Choice::Controller, controller.place())
        ),
    }
}

fn ignored(name: &str, controller: Controller, tunnelled: bool) -> String {
    if tunnelled {
        return format!("{name}: not counted, a tunnel through ssh does without it");
    }
    let by = names::option(Choice::Controller, controller.place());
    format!("{name}: not counted, {by} does without it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::choice::Zone;

    fn json(scenario: &Scenario) -> String {
        to_json_all(&(*scenario).into())
    }

    #[test]
    fn a_file_gives_back_its_scenario_to_the_bit() {
        for mut scenario in [presets::paper(), presets::blank()] {
            Field::Rtt.set(&mut scenario, 0.1 + 0.2);
            Field::Memory.set(&mut scenario, 16.0 * 1_073_741_824.0);
            Field::SourcePrice.set(&mut scenario, 0.171_234_567_890_123_4);
            assert_eq!(from_json(&json(&scenario)), Ok(scenario));
        }
    }

    #[test]
    fn ranges_are_written_in_words_or_else_in_numbers_and_come_back() {
        let range = |low, likely, high| Range::new(low, likely, high).expect("a range");
        let known = [
            (Field::LinkRate, range(625e6, None, 1.25e9)),
            (Field::DirtyPageRate, range(1_048_576.0, Some(3_145_728.0), 1_073_741_824.0)),
            (Field::Load, range(0.1 + 0.2, None, 0.7)),
            (Field::Vms, range(2.0, None, 5.0)),
        ];
        let mut draft = Draft::blank();
        for (field, range) in known {
            draft.doubt(field, range);
        }
        let stated = draft.finish();
        let text = to_json_all(&stated);
        assert!(text.contains(r#""link-speed": "5..10 Gbit/s""#), "{text}");
        assert!(text.contains(r#""dirty-page-rate": "1 MiB/s / 3 MiB/s / 1 GiB/s""#), "{text}");
        assert_eq!(from_json_all(&text).map(|read| read.stated), Ok(stated));
        assert!(from_json_all(r#"{"memory": [2, 1]}"#).is_err());
    }

    #[test]
    fn weights_are_written_in_words_and_come_back_to_the_bit() {
        let weights = crate::scenario::weights::Weights::new([0.1, 5.0, 0.0, 3.0, 1.0, 0.0, 2.5]);
        let stated = Stated { weights, ..Stated::default() };
        let text = to_json_all(&stated);
        assert!(text.contains("\"weights\": \"time=0.1, downtime=5, energy=3,"), "{text}");
        assert_eq!(from_json_all(&text).map(|read| read.stated), Ok(stated));
        let wrong = from_json_all(r#"{"weights": "speed=1"}"#).expect_err("no criterion");
        assert!(wrong.to_string().contains("speed is no criterion"), "{wrong}");
    }

    #[test]
    fn a_blank_scenario_stays_blank() {
        assert_eq!(from_json(&json(&presets::blank())), Ok(presets::blank()));
    }

    #[test]
    fn a_currency_other_than_that_of_the_zone_is_kept() {
        let mut scenario = presets::paper();
        Choice::SourceZone.set(&mut scenario, Zone::AuNsw.place());
        assert_eq!(from_json(&json(&scenario)).map(|read| read.source), Ok(scenario.source));
    }

    #[test]
    fn a_file_is_for_people() {
        let mut scenario = presets::blank();
        Field::Memory.set(&mut scenario, 16.0 * 1_073_741_824.0);
        Choice::Controller.set(&mut scenario, Controller::CloudHypervisor.place());
        let text = json(&scenario);
        assert!(text.contains(r#""memory": "16 GiB""#), "{text}");
        assert!(text.contains(r#""controller": "cloud-hypervisor""#), "{text}");
    }

    #[test]
    fn nothing_is_the_example_and_a_controller_alone_has_its_defaults() {
        assert_eq!(from_json("{}"), Ok(Scenario::default()));
        let kubevirt = presets::base(Controller::KubeVirt);
        assert_eq!(from_json(r#"{"controller": "kubevirt"}"#), Ok(kubevirt));
        let old = from_json(r#"{"movecast":1,"choices":{"by":"kubevirt"}}"#).expect("a file");
        assert!(!old.policy.max_bandwidth.is_positive());
        assert_eq!(old.policy.timeout_per_gib, kubevirt.policy.timeout_per_gib);
    }

    #[test]
    fn keys_of_version_1_are_still_read() {
        let text = r#"{"movecast":1,"technique":"pre","choices":{"by":"nova"},"fields":{"n":3.0}}"#;
        let read = from_json(text).expect("a file");
        assert_eq!(read.policy.technique.name(), "pre");
        assert_eq!(read.fleet.vms.to_bits(), 3.0_f64.to_bits());
        assert!(read.is_example);
    }

    #[test]
    fn what_is_not_known_is_named_and_the_rest_is_read() {
        let read = from_json_all(r#"{"feilds": {"n": 3}, "memry": "1 GiB", "vms": 4}"#);
        let read = read.expect("a file");
        let said: Vec<String> = read.unknown.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[1].contains("did you mean memory?"), "{said:?}");
        assert_eq!(read.stated.scenario.fleet.vms.to_bits(), 4.0_f64.to_bits());
    }

    #[test]
    fn nothing_is_said_twice() {
        for text in [r#"{"vms": 3, "vms": 4}"#, r#"{"vms": 3, "n": 4}"#] {
            let error = from_json(text).expect_err("said twice");
            assert!(error.to_string().contains("twice"), "{error}");
        }
    }

    #[test]
    fn other_files_say_what_they_are() {
        assert!(matches!(from_json("hello"), Err(FileError::NotAScenario(_))));
        assert_eq!(from_json(r#"{"movecast":3}"#), Err(FileError::Newer(3)));
        assert!(matches!(from_json(r#"{"memory":"8192"}"#), Err(FileError::Refused(_))));
    }
}
