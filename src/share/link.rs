//! Scenarios as links.
//!
//! The fragment is `1`, the version, then `&key=value` for every field that differs from that
//! version's frozen defaults, then `&.` and a checksum. Values are in base units as short decimal
//! numbers, choices go by their names, `u` holds the measured points, `wave` a wave if one is stated.
//! Decoding is total: a link that is damaged, of a newer version or
//! not a link at all says so and never turns into another scenario.

use super::{v1, wave};
use crate::decimal;
use crate::scenario::field::Field;
use crate::scenario::wave::Wave;
use crate::scenario::{Choice, Points, Scenario, presets};

/// The version this page writes.
const VERSION: &str = "1";
/// Longer than any link this page writes; what is longer is not read.
const LONGEST: usize = 12_000;
const POINTS_KEY: &str = "u";
const WAVE_KEY: &str = "wave";
const CHECKSUM_KEY: &str = ".";

/// What a link says besides a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// Letters are missing or changed.
    Damaged,
    /// It was written by a newer version.
    Newer(String),
    /// It is not a link of this page.
    NotALink,
}

/// The fragment of a scenario, without the `#`.
pub fn encode(scenario: &Scenario) -> String {
    encode_with(scenario, None)
}

/// The fragment of a scenario and of the wave beside it, if one is stated.
pub fn encode_with(scenario: &Scenario, stated: Option<&Wave>) -> String {
    let defaults = v1::DEFAULTS;
    let mut text = VERSION.to_owned();
    for choice in Choice::ALL {
        let place = choice.get(scenario);
        if place != choice.get(&defaults) {
            add(&mut text, choice.key(), choice.name(place));
        }
    }
    for field in Field::ALL {
        let value = field.get(scenario);
        if value.to_bits() != field.get(&defaults).to_bits() {
            // The shortest decimal that reads back as the same number.
            add(&mut text, field.key(), &value.to_string());
        }
    }
    if scenario.fleet.points != defaults.fleet.points {
        add(&mut text, POINTS_KEY, &write_points(&scenario.fleet.points));
    }
    if let Some(stated) = stated {
        add(&mut text, WAVE_KEY, &wave::encode(stated));
    }
    let sum = checksum(&text);
    add(&mut text, CHECKSUM_KEY, &sum);
    text
}

/// Points as `seconds:bytes`, with commas between them.
fn write_points(points: &Points) -> String {
    let each: Vec<String> =
        points.to_base().map(|(interval, dirtied)| format!("{interval}:{dirtied}")).collect();
    each.join(",")
}

fn read_points(text: &str) -> Option<Points> {
    let pair = |text: &str| {
        let (interval, dirtied) = text.split_once(':')?;
        Some((decimal::read(interval)?, decimal::read(dirtied)?))
    };
    Some(Points::of_base(text.split(',').map(pair).collect::<Option<Vec<_>>>()?))
}

fn add(text: &mut String, key: &str, value: &str) {
    text.push('&');
    text.push_str(key);
    text.push('=');
    text.push_str(value);
}

/// Reads a fragment, with or without its `#`. An empty one is the default scenario.
///
/// # Errors
///
/// Where the text is not, or no longer, a link of this page.
pub fn decode(fragment: &str) -> Result<Scenario, Broken> {
    decode_with(fragment).map(|(scenario, _)| scenario)
}

/// The same with the wave beside the scenario, if one is stated.
///
/// # Errors
///
/// Where the text is not, or no longer, a link of this page.
pub fn decode_with(fragment: &str) -> Result<(Scenario, Option<Wave>), Broken> {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    if text.is_empty() {
        return Ok((presets::paper(), None));
    }
    if LONGEST < text.len() {
        return Err(Broken::NotALink);
    }
    let version = text.split('&').next().unwrap_or("");
    if version != VERSION {
        let newer =
            !version.is_empty() && version.len() < 4 && version.bytes().all(|b| b.is_ascii_digit());
        return Err(if newer { Broken::Newer(version.to_owned()) } else { Broken::NotALink });
    }
    // Some programs escape the separators.
    let text = text.replace("%26", "&").replace("%3D", "=").replace("%3d", "=");
    let (body, sum) = text.rsplit_once("&.=").ok_or(Broken::Damaged)?;
    if checksum(body) != sum {
        return Err(Broken::Damaged);
    }
    let (mut scenario, mut stated) = (v1::DEFAULTS, None);
    for pair in body.split('&').skip(1) {
        let (key, value) = pair.split_once('=').ok_or(Broken::Damaged)?;
        if let Some(choice) = Choice::ALL.iter().find(|choice| choice.key() == key) {
            // A name that this page does not know is an option of a later one.
            let place = choice.named(value).ok_or_else(|| Broken::Newer(VERSION.to_owned()))?;
            choice.set(&mut scenario, place);
        } else if key == POINTS_KEY {
            scenario.fleet.points = read_points(value).ok_or(Broken::Damaged)?;
        } else if key == WAVE_KEY {
            // A wave that this page cannot read is one of a later one: the checksum holds.
            stated = Some(wave::decode(value).ok_or_else(|| Broken::Newer(VERSION.to_owned()))?);
        } else if let Some(field) = Field::ALL.iter().find(|field| field.key() == key) {
            let value = decimal::read(value).ok_or(Broken::Damaged)?;
            field.set(&mut scenario, value);
        } else {
            // The checksum holds, so this was written on purpose by a later page.
            return Err(Broken::Newer(VERSION.to_owned()));
        }
    }
    Ok((scenario, stated))
}

/// Five letters that change when the text does (FNV-1a, 32 bits, in base 36).
fn checksum(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut left = hash % 36_u32.pow(5);
    let mut letters = String::new();
    for _ in 0..5 {
        letters.extend(char::from_digit(left % 36, 36));
        left /= 36;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_scenario_has_the_shortest_link() {
        assert_eq!(encode(&Scenario::default()).len(), "1&.=xxxxx".len());
    }

    #[test]
    fn a_changed_letter_is_noticed() {
        let mut scenario = Scenario::default();
        Field::LinkRate.set(&mut scenario, 1.25e9);
        let link = encode(&scenario);
        assert_eq!(decode(&link), Ok(scenario));
        assert_eq!(decode(&link.replace("125", "126")), Err(Broken::Damaged));
        assert_eq!(decode(&link[..link.len() - 1]), Err(Broken::Damaged));
    }

    #[test]
    fn a_wave_travels_beside_its_scenario() {
        let scenario = Scenario::default();
        let stated = Wave::of(&scenario);
        let link = encode_with(&scenario, Some(&stated));
        assert_eq!(decode_with(&link), Ok((scenario, Some(stated))));
        assert_eq!(decode(&link), Ok(scenario));
        assert_eq!(decode_with(&link.replace("listed", "ordered")), Err(Broken::Damaged));
    }

    #[test]
    fn other_texts_are_not_taken_for_a_scenario() {
        assert_eq!(decode("section-2"), Err(Broken::NotALink));
        assert_eq!(decode("2&b=1"), Err(Broken::Newer("2".to_owned())));
        assert_eq!(decode(&"1&".repeat(9000)), Err(Broken::NotALink));
    }
}
