//! Inputs stated one by one, by name and with a unit: `memory` = `16 GiB`.

use std::fmt;
use std::rc::Rc;

use super::uncertain::{self, NoRange};
use super::{Stated, names};
use crate::plan::deciding::Input;
use crate::quantity::{Lang, ParseError, Unit, is_none, parse, plain_spaces, quantity, units};
use crate::scenario::field::Measure;
use crate::scenario::presets::WORKLOADS;
use crate::scenario::range::{Known, Range, typical, with};
use crate::scenario::wave::{Order, Setting, Wave};
use crate::scenario::weights::Weights;
use crate::scenario::{Choice, Field, Scenario, presets};

/// Name of the order of a wave, which is neither a number nor a choice of the scenario.
pub const ORDER: &str = "order";
/// Name of what a guest does, by a preset; what is stated after it stands.
pub const WORKLOAD: &str = "workload";
/// Name of what a scenario starts from.
pub const PRESET: &str = "preset";
/// The paper's experiment, a preset.
pub const PAPER: &str = "paper";
/// Nothing stated, the other preset.
pub const BLANK: &str = "blank";

/// Why a value is not taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// No input goes by this name; perhaps one does that is written much like it.
    Unknown {
        /// The name.
        name: String,
        /// The one that may have been meant.
        nearest: Option<String>,
    },
    /// The unit decides, and there is none.
    NoUnit {
        /// Of which input.
        name: String,
        /// The number with each unit that makes sense, the likeliest first.
        readings: Vec<String>,
    },
    /// It is no quantity of this measure.
    Unreadable {
        /// Of which input.
        name: String,
        /// What was said.
        value: String,
        /// Units that are understood.
        units: Vec<&'static str>,
    },
    /// A range makes no sense.
    Range {
        /// Of which input.
        name: String,
        /// What was said.
        value: String,
        /// Why not.
        why: NoRange,
        /// The least and the most that make sense, with their units.
        bounds: [String; 2],
    },
    /// It is none of the options.
    NoOption {
        /// Of which input.
        name: String,
        /// What was said.
        value: String,
        /// The options.
        options: Vec<String>,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, nearest: Some(nearest) } => {
                write!(f, "{name} is not an input; did you mean {nearest}?")
            }
            Self::Unknown { name, nearest: None } => {
                write!(f, "{name} is not an input; 'movecast-cli inputs' lists them")
            }
            Self::NoUnit { name, readings } => {
                write!(f, "{name} needs a unit: write {}", readings.join(" or "))
            }
            Self::Unreadable { name, value, units } if units.is_empty() => {
                write!(f, "{name}: '{value}' is not a number")
            }
            Self::Unreadable { name, value, units } => {
                let units = units.join(", ");
                write!(f, "{name}: '{value}' cannot be read; write a number and one of {units}")
            }
            Self::Range { name, value, why, bounds: [least, most] } => match why {
                NoRange::Swapped => {
                    write!(f, "{name}: '{value}' is not in order; write the lower end first")
                }
                NoRange::Outside => {
                    write!(f, "{name}: '{value}': what is likely is not between the ends")
                }
                NoRange::Beyond => {
                    write!(f, "{name}: '{value}' reaches beyond {least} to {most}")
                }
                NoRange::Unknown => {
                    write!(f, "{name}: nothing is known of it beforehand; write a range for '?'")
                }
            },
            Self::NoOption { name, value, options } => {
                write!(f, "{name}: '{value}' is none of {}", options.join(", "))
            }
        }
    }
}

impl std::error::Error for Refusal {}

/// What these inputs state by name, with units, over the blank scenario: `("memory", "16 GiB")`.
///
/// # Errors
///
/// Where a name is none of an input, or a value makes no sense.
pub fn state(inputs: &[(&str, &str)]) -> Result<Stated, Refusal> {
    let mut draft = Draft::blank();
    for (name, value) in inputs {
        draft.assign(name, value)?;
    }
    Ok(draft.finish())
}

/// What is being stated, input by input.
#[derive(Debug, Clone)]
pub struct Draft {
    scenario: Scenario,
    wave: Option<Wave>,
    settings: Vec<(Setting, f64)>,
    order: Option<Order>,
    ranges: Vec<Known>,
    weights: Option<Weights>,
}

impl Draft {
    /// Nothing yet: the blank scenario, where what is not stated follows.
    pub fn blank() -> Self {
        Self::of(&presets::blank().into())
    }

    /// This, to be changed.
    pub fn of(stated: &Stated) -> Self {
        Self {
            scenario: *stated.scenario,
            wave: stated.wave.as_deref().cloned(),
            settings: Vec::new(),
            order: None,
            ranges: stated.unsure.to_vec(),
            weights: stated.weights,
        }
    }

    /// States an input by its name, in words.
    ///
    /// # Errors
    ///
    /// Where there is no such input or the value makes no sense for it; nothing is changed then.
    pub fn assign(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        if name == ORDER {
            let named = Order::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(value));
            let options = || Order::ALL.iter().map(|(_, known)| (*known).to_owned()).collect();
            self.order = Some(named.ok_or_else(|| no_option(name, value, options()))?.0);
            return Ok(());
        }
        if name == WORKLOAD {
            let options = || WORKLOADS.iter().map(names::workload).collect();
            let preset = names::workload_named(value);
            let preset = preset.ok_or_else(|| no_option(name, value, options()))?;
            self.scenario = preset.applied(&self.scenario);
            return Ok(());
        }
        match names::find(name).ok_or_else(|| unknown(name))? {
            Input::Choice(choice) => {
                let place = names::option_named(choice, value);
                let option = |at| names::option(choice, at).to_owned();
                let options = || (0..choice.count()).map(option).collect();
                let place = place.ok_or_else(|| no_option(name, value, options()))?;
                self.choose(choice, place);
            }
            Input::Field(field) => {
                let (measure, bounds) = (field.measure(), field.bounds());
                let number = |text: &str| read(name, text, measure, bounds, None).ok();
                if let Some(range) = uncertain::range(field, value, &number) {
                    let range = range.map_err(|why| Refusal::Range {
                        name: name.to_owned(),
                        value: value.to_owned(),
                        why,
                        bounds: [bounds.0, bounds.1].map(|end| plain(end, measure)),
                    })?;
                    self.doubt(field, range);
                    return Ok(());
                }
                let none = field.none();
                let value = read(name, value, field.measure(), field.bounds(), none)?;
                field.set(&mut self.scenario, value);
            }
            Input::Setting(setting) => {
                let none = Some(0.0).filter(|_| setting.bounds().0 <= 0.0);
                let value = read(name, value, setting.measure(), setting.bounds(), none)?;
                self.settings.push((setting, value));
            }
        }
        Ok(())
    }

    /// States an input by its name, in its base unit.
    ///
    /// # Errors
    ///
    /// Where there is no such input or it is chosen among options.
    pub fn assign_base(&mut self, name: &str, value: f64) -> Result<(), Refusal> {
        match names::find(name).ok_or_else(|| unknown(name))? {
            Input::Choice(_) => return self.assign(name, &value.to_string()),
            Input::Field(field) => field.set(&mut self.scenario, value),
            Input::Setting(setting) => self.settings.push((setting, value)),
        }
        Ok(())
    }

    /// Chooses an option; a zone brings its currency along where that is not stated.
    fn choose(&mut self, choice: Choice, place: usize) {
        choice.set(&mut self.scenario, place);
        let Scenario { source, destination, stated, .. } = &mut self.scenario;
        match choice {
            Choice::SourceZone if !stated.has_choice(Choice::SourceCurrency) => {
                source.adopt_currency();
            }
            Choice::DestinationZone if !stated.has_choice(Choice::DestinationCurrency) => {
                destination.adopt_currency();
            }
            _ => {}
        }
    }

    /// States measured points as pairs of seconds and bytes.
    pub fn measure(&mut self, points: impl IntoIterator<Item = (f64, f64)>) {
        self.scenario.measure(crate::scenario::Points::of_base(points));
    }

    /// States what a profile states and this does not; what was fitted stays marked as that.
    pub fn fill_in(&mut self, profile: &Scenario) {
        let mine = self.scenario.stated;
        let is_new = |field: &&Field| profile.stated.has(**field) && !mine.has(**field);
        for field in Field::ALL.iter().filter(is_new) {
            field.set(&mut self.scenario, field.get(profile));
            self.fit(*field, profile.stated.moves(*field).unwrap_or_default());
        }
    }

    /// Says of a stated number that it was fitted on so many measured moves.
    pub const fn fit(&mut self, field: Field, moves: u32) {
        field.fit(&mut self.scenario, moves);
    }

    /// States an input as a range; the scenario has the value that stands for it.
    pub fn doubt(&mut self, field: Field, range: Range) {
        field.set(&mut self.scenario, typical(&(field, range)));
        self.ranges = with(&self.ranges, (field, range));
    }

    /// Takes this wave.
    pub fn state_wave(&mut self, wave: Wave) {
        self.wave = Some(wave);
    }

    /// Says what counts how much.
    pub const fn weigh(&mut self, weights: Weights) {
        self.weights = Some(weights);
    }

    /// All that is stated: with a wave beside the scenario where anything of one is.
    pub fn finish(self) -> Stated {
        let Self { scenario, wave, settings, order, ranges, weights } = self;
        let stated = Stated { unsure: ranges.into(), weights, ..Stated::from(scenario) }.settled();
        if wave.is_none() && settings.is_empty() && order.is_none() {
            return stated;
        }
        let mut wave = wave.unwrap_or_else(|| Wave::of(&scenario));
        for (setting, value) in settings {
            wave.set(setting, value);
        }
        wave.order = order.unwrap_or(wave.order);
        Stated { wave: Some(Rc::new(wave)), ..stated }
    }
}

fn unknown(name: &str) -> Refusal {
    Refusal::Unknown { name: name.to_owned(), nearest: names::nearest(name) }
}

/// A number with its unit and plain spaces.
pub(super) fn plain(value: f64, measure: Measure) -> String {
    plain_spaces(&quantity(value, measure, Lang::En))
}

fn no_option(name: &str, value: &str, options: Vec<String>) -> Refusal {
    Refusal::NoOption { name: name.to_owned(), value: value.to_owned(), options }
}

/// A quantity in its base unit.
pub(super) fn read(
    name: &str,
    value: &str,
    measure: Measure,
    bounds: (f64, f64),
    none: Option<f64>,
) -> Result<f64, Refusal> {
    if let Some(none) = none.filter(|_| is_none(value)) {
        return Ok(none);
    }
    let known = units(measure);
    let said = |usual: Unit| parse(value, measure, usual, Lang::En);
    let unreadable = |_: ParseError| Refusal::Unreadable {
        name: name.to_owned(),
        value: value.to_owned(),
        units: known.iter().map(|unit| unit.name).filter(|unit| !unit.is_empty()).collect(),
    };
    let number = said(known[0]).map_err(unreadable)?;
    let is_bare = !value.chars().any(|c| c.is_alphabetic() && c != 'e' && c != 'E' || c == '%');
    if !is_bare || number == 0.0 || !decides(measure) {
        return Ok(number);
    }
    let readings = known.iter().filter_map(|unit| {
        let read = said(*unit).ok()?;
        let is_possible = bounds.0 <= read && read <= bounds.1;
        let also = plain_spaces(&quantity(read, measure, Lang::En));
        let plain = format!("{} {}", value.trim(), unit.name);
        is_possible.then(|| if also == plain { plain } else { format!("{plain} ({also})") })
    });
    let mut readings: Vec<String> = readings.take(2).collect();
    if readings.is_empty() {
        readings = vec![format!("{} {}", value.trim(), known[0].name)];
    }
    Err(Refusal::NoUnit { name: name.to_owned(), readings })
}

/// Whether a number means little without its unit.
const fn decides(measure: Measure) -> bool {
    matches!(measure, Measure::Size | Measure::BitRate | Measure::ByteRate | Measure::Time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::choice::Options;
    use crate::scenario::{Controller, Technique};

    fn stated(said: &[(&str, &str)]) -> Stated {
        let mut draft = Draft::blank();
        for (name, value) in said {
            draft.assign(name, value).expect("it is understood");
        }
        draft.finish()
    }

    #[test]
    fn the_words_of_the_page_state_a_scenario() {
        let said = stated(&[
            ("vms", "1"),
            ("memory", "256 GiB"),
            ("dirty-page-rate", "900 MB/s"),
            ("link-speed", "25 Gbit/s"),
            ("controller", "qemu"),
            ("technique", "pre-copy"),
        ]);
        let scenario = said.scenario;
        assert_eq!(scenario.fleet.memory.to_gib().to_bits(), 256.0_f64.to_bits());
        assert_eq!(scenario.policy.technique, Technique::PreCopy);
        assert!(200.0 < scenario.fleet.touched.to_gib(), "in use follows memory");
        assert!(scenario.policy.round_limit < 1.0, "QEMU has no limit of rounds");
        assert_eq!(said.wave, None);
    }

    #[test]
    fn what_is_said_of_hosts_and_a_window_makes_a_wave() {
        let said = stated(&[
            ("vms", "40"),
            ("controller", "kubevirt"),
            ("window", "30 min"),
            ("destination-hosts", "2"),
            ("destination-memory", "512 GiB"),
        ]);
        let wave = said.wave.expect("a wave");
        assert_eq!((wave.machines(), wave.get(Setting::Destinations) as u32), (40, 2));
        assert_eq!(said.scenario.policy.controller.place(), Controller::KubeVirt.place());
    }

    #[test]
    fn a_workload_goes_by_its_name_or_the_beginning_of_it() {
        for preset in &WORKLOADS {
            let name = names::workload(preset);
            let said = stated(&[("memory", "8 GiB"), ("workload", name.as_str())]);
            let plain = stated(&[("memory", "8 GiB")]);
            assert_eq!(*said.scenario, preset.applied(&plain.scenario), "{name}");
        }
        let refused = Draft::blank().assign("workload", "minesweeper").expect_err("none");
        assert!(refused.to_string().contains(&names::workload(&WORKLOADS[0])), "{refused}");
    }

    #[test]
    fn a_size_without_a_unit_is_asked_about() {
        let refused = Draft::blank().assign("memory", "8192").expect_err("no unit");
        let said = refused.to_string();
        assert_eq!(said, "memory needs a unit: write 8192 MiB (8 GiB) or 8192 GiB (8 TiB)");
    }

    #[test]
    fn none_lifts_a_limit() {
        let said = stated(&[("rate-limit", "none"), ("timeout", "none"), ("round-limit", "none")]);
        assert!(!said.scenario.policy.max_bandwidth.is_positive());
        assert!(239.0 < said.scenario.policy.timeout.to_hours());
    }

    #[test]
    fn what_is_not_understood_says_what_would_be() {
        let refusal = |name: &str, value: &str| {
            Draft::blank().assign(name, value).expect_err("nonsense").to_string()
        };
        assert!(refusal("memry", "1 GiB").contains("did you mean memory?"));
        assert!(refusal("memory", "1 fortnight").contains("GiB"));
        assert!(refusal("controller", "vmware").contains("kubevirt"));
        assert!(refusal("order", "random").contains("largest"));
    }
}
