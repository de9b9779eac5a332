//! Scenarios as links.
//!
//! The fragment is `2`, the version, then `&p=paper` where the scenario started from the paper's
//! experiment, then `&key=value` for every input that was stated, then `&.` and a checksum; what was not
//! stated follows from it (`scenario/follow.rs`). A link of version 1 holds what differs from that
//! version's frozen defaults, and nothing follows. Values are in base units as short decimal
//! numbers, choices go by their names, `u` holds the measured points, `mm` on how many measured moves
//! which numbers were fitted, `wave` a wave if one is stated, `G` what the user wants to know, `R` the
//! inputs that are known as ranges (`key:low:high` or `key:low:likely:high`, with commas between them;
//! their points stand before it), `W` the weights of criteria in their order. A teacher's task may stand
//! between these and the checksum: `T`, `N`, `Q` and `A` are its title, note, question and accepted
//! answer, `L` and `H` the keys of what is locked and hidden, `P` whether to predict first. What goes
//! along with a link and is no part of what is stated (`along.rs`) follows the checksum and may be left
//! out. Decoding is total: a link that is damaged, of a
//! newer version or not a link at all says so and never turns into another scenario.

use std::rc::Rc;

use super::task::{self, Task};
use super::unmangled::unmangled;
use super::{Along, Stated, v1, wave};
use crate::decimal;
use crate::scenario::field::Field;
use crate::scenario::goal::Goal;
use crate::scenario::range::{Known, Range, typical};
use crate::scenario::weights::Weights;
use crate::scenario::{Choice, Points, Scenario, presets};

/// The version this page writes.
const VERSION: &str = "2";
/// Key of what the scenario started from, where it is not blank; it comes first.
const PRESET_KEY: &str = "p";
/// The paper's experiment, the example.
const PAPER: &str = "paper";
/// Longer than any link this page writes; what is longer is not read.
const LONGEST: usize = 64_000;
const POINTS_KEY: &str = task::POINTS;
const WAVE_KEY: &str = task::WAVE;
/// Key of the numbers that were fitted on measured moves: how many of these, and the numbers' keys.
const FITTED_KEY: &str = "mm";
/// Key of what the user wants to know.
const GOAL_KEY: &str = "G";
/// Key of the inputs that are known as ranges.
const RANGES_KEY: &str = "R";
/// Key of what counts how much.
const WEIGHTS_KEY: &str = "W";
/// Keys of a task's title, note, question and accepted answer.
const TEXT_KEYS: [&str; 4] = ["T", "N", "Q", "A"];
const LOCKED_KEY: &str = "L";
const HIDDEN_KEY: &str = "H";
const PREDICT_KEY: &str = "P";
const CHECKSUM_KEY: &str = ".";
/// What parts the checksum from the body.
const CHECKED: &str = "&.=";
/// Letters of a checksum.
const CHECKSUM: usize = 5;

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
    sealed(body(scenario))
}

/// The fragment of a scenario with the wave beside it and the task around it, if there are any.
pub fn encode_all(stated: &Stated) -> String {
    let Stated { scenario, wave, task, goal, unsure, weights } = stated;
    let mut text = body(scenario);
    if !unsure.is_empty() {
        add(&mut text, RANGES_KEY, &write_ranges(unsure));
    }
    if let Some(goal) = goal {
        add(&mut text, GOAL_KEY, goal.name());
    }
    if let Some(weights) = weights {
        let each: Vec<String> = weights.each().iter().map(f64::to_string).collect();
        add(&mut text, WEIGHTS_KEY, &each.join(","));
    }
    if let Some(wave) = wave {
        add(&mut text, WAVE_KEY, &wave::encode(wave));
    }
    if let Some(task) = task {
        add_task(&mut text, task);
    }
    sealed(text)
}

/// The same with what goes along.
pub fn encode_with(stated: &Stated, along: &Along) -> String {
    taking(&encode_all(stated), along)
}

/// The same fragment with this going along instead; too many scenarios to compare stay behind.
pub fn taking(fragment: &str, along: &Along) -> String {
    let sealed = parted(fragment).map_or(fragment, |(sealed, _)| sealed);
    let whole = |along: &Along| [sealed, &along.encode(sealed)].concat();
    let text = whole(along);
    if text.len() <= LONGEST {
        return text;
    }
    whole(&Along { kept: Rc::default(), ..along.clone() })
}

fn body(scenario: &Scenario) -> String {
    let mut text = VERSION.to_owned();
    if scenario.is_example {
        add(&mut text, PRESET_KEY, PAPER);
    }
    let scenario = scenario.explicit();
    for choice in Choice::ALL.iter().filter(|choice| scenario.stated.has_choice(**choice)) {
        add(&mut text, choice.key(), choice.name(choice.get(&scenario)));
    }
    for field in Field::ALL.iter().filter(|field| scenario.stated.has(**field)) {
        // The shortest decimal that reads back as the same number.
        add(&mut text, field.key(), &field.get(&scenario).to_string());
    }
    if scenario.stated.has_points() {
        add(&mut text, POINTS_KEY, &write_points(&scenario.fleet.points));
    }
    let fitted: Vec<&str> = scenario.stated.fitted().map(Field::key).collect();
    if let Some(moves) = scenario.stated.fitted().find_map(|field| scenario.stated.moves(field)) {
        add(&mut text, FITTED_KEY, &format!("{moves}:{}", fitted.join(",")));
    }
    text
}

fn add_task(text: &mut String, task: &Task) {
    for ((key, said), longest) in TEXT_KEYS.into_iter().zip(&task.texts).zip(task::LONGEST) {
        if !said.is_empty() {
            add(text, key, &task::escape(&task::plain(said, longest)));
        }
    }
    for (key, list) in [(LOCKED_KEY, &task.locked), (HIDDEN_KEY, &task.hidden)] {
        if !list.is_empty() {
            add(text, key, &list.join(","));
        }
    }
    if task.predict {
        add(text, PREDICT_KEY, "1");
    }
}

/// A link's body with its checksum.
pub fn sealed(mut body: String) -> String {
    let sum = checksum(&body);
    add(&mut body, CHECKSUM_KEY, &sum);
    body
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
    // They may have been taken back.
    let pairs = text.split(',').filter(|_| !text.is_empty()).map(pair);
    Points::all_of_base(&pairs.collect::<Option<Vec<_>>>()?)
}

/// How many measured moves, and what was fitted on them.
fn read_fitted(text: &str) -> Option<(u32, Vec<Field>)> {
    let (moves, keys) = text.split_once(':')?;
    let field = |key: &str| Field::ALL.iter().copied().find(|field| field.key() == key);
    Some((moves.parse().ok()?, keys.split(',').filter_map(field).collect()))
}

/// Ranges as `key:low:high` or `key:low:likely:high`, with commas between them.
fn write_ranges(unsure: &[Known]) -> String {
    let range = |(field, range): &Known| {
        let (low, high) = range.ends();
        let likely = range.likely().map_or_else(String::new, |likely| format!(":{likely}"));
        format!("{}:{low}{likely}:{high}", field.key())
    };
    unsure.iter().map(range).collect::<Vec<_>>().join(",")
}

/// Reads what [`write_ranges`] wrote; none where it is damaged or of a later page.
fn read_ranges(text: &str) -> Option<Vec<Known>> {
    let mut found: Vec<Known> = Vec::new();
    for part in text.split(',') {
        let (key, numbers) = part.split_once(':')?;
        let field = *Field::ALL.iter().find(|field| field.key() == key)?;
        let numbers = numbers.split(':').map(decimal::read).collect::<Option<Vec<f64>>>()?;
        let range = Range::of(&numbers)?;
        if found.iter().any(|(known, _)| *known == field) {
            return None;
        }
        found.push((field, range));
    }
    Some(found)
}

/// Weights with commas between them; none where it is damaged or of a later page.
fn read_weights(text: &str) -> Option<Weights> {
    let each = text.split(',').map(decimal::read).collect::<Option<Vec<f64>>>()?;
    Weights::new(each.try_into().ok()?)
}

fn add(text: &mut String, key: &str, value: &str) {
    text.push('&');
    text.push_str(key);
    text.push('=');
    text.push_str(value);
}

/// Reads a fragment, with or without its `#`, and leaves out what stands beside and around the scenario.
/// An empty one is the default scenario.
///
/// # Errors
///
/// Where the text is not, or no longer, a link of this page.
pub fn decode(fragment: &str) -> Result<Scenario, Broken> {
    decode_all(fragment).map(|stated| *stated.scenario)
}

/// Reads a fragment with all it states, and with what goes along.
///
/// # Errors
///
/// Where the text is not, or no longer, a link of this page.
pub fn decode_with(fragment: &str) -> Result<(Stated, Along), Broken> {
    let stated = decode_all(fragment)?;
    let text = unmangled(fragment.strip_prefix('#').unwrap_or(fragment), is_whole);
    let along = parted(&text).map(|(sealed, along)| Along::decode(sealed, along));
    Ok((stated, along.unwrap_or_default()))
}

/// Reads a fragment with all it states.
///
/// # Errors
///
/// Where the text is not, or no longer, a link of this page.
pub fn decode_all(fragment: &str) -> Result<Stated, Broken> {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    if text.is_empty() {
        return Ok(presets::paper().into());
    }
    if LONGEST < text.len() {
        return Err(Broken::NotALink);
    }
    let text = unmangled(text, is_whole);
    let version = text.split('&').next().unwrap_or("");
    let is_first = version == "1";
    if !is_first && version != VERSION {
        let newer =
            !version.is_empty() && version.len() < 4 && version.bytes().all(|b| b.is_ascii_digit());
        return Err(if newer { Broken::Newer(version.to_owned()) } else { Broken::NotALink });
    }
    let (sealed, _) = parted(&text).ok_or(Broken::Damaged)?;
    let body = sealed.split_once(CHECKED).map_or(sealed, |(body, _)| body);
    let start = if is_first { v1::DEFAULTS } else { presets::blank() };
    let (mut scenario, mut wave, mut task) = (start, None, Task::default());
    let (mut goal, mut fitted, mut weights) = (None, None, None);
    let mut unsure = Vec::new();
    for (at, pair) in body.split('&').skip(1).enumerate() {
        let (key, value) = pair.split_once('=').ok_or(Broken::Damaged)?;
        if let Some(choice) = Choice::ALL.iter().find(|choice| choice.key() == key) {
            // A name that this page does not know is an option of a later one.
            let place = choice.named(value).ok_or_else(|| Broken::Newer(VERSION.to_owned()))?;
            if is_first {
                choice.set_alone(&mut scenario, place);
            } else {
                choice.set(&mut scenario, place);
            }
        } else if key == PRESET_KEY && at == 0 && !is_first {
            // Another preset is one of a later page.
            if value != PAPER {
                return Err(Broken::Newer(VERSION.to_owned()));
            }
            scenario = presets::paper();
        } else if key == POINTS_KEY {
            scenario.measure(read_points(value).ok_or(Broken::Damaged)?);
        } else if key == FITTED_KEY && !is_first {
            fitted = Some(read_fitted(value).ok_or(Broken::Damaged)?);
        } else if key == GOAL_KEY && !is_first {
            // One that this page does not know is one of a later page.
            let named = Goal::named(value).ok_or_else(|| Broken::Newer(VERSION.to_owned()))?;
            goal = Some(named);
        } else if key == RANGES_KEY && !is_first {
            unsure = read_ranges(value).ok_or_else(|| Broken::Newer(VERSION.to_owned()))?;
            for known in &unsure {
                known.0.set(&mut scenario, typical(known));
            }
        } else if key == WEIGHTS_KEY && !is_first {
            // More criteria than this page knows are those of a later one.
            weights = Some(read_weights(value).ok_or_else(|| Broken::Newer(VERSION.to_owned()))?);
        } else if key == WAVE_KEY {
            // A wave that this page cannot read is one of a later one: the checksum holds.
            let read = wave::decode(value).ok_or_else(|| Broken::Newer(VERSION.to_owned()))?;
            wave = Some(Rc::new(read));
        } else if let Some(field) = Field::ALL.iter().find(|field| field.key() == key) {
            let value = decimal::read(value).ok_or(Broken::Damaged)?;
            if is_first {
                field.set_alone(&mut scenario, value);
            } else {
                field.set(&mut scenario, value);
            }
        } else if let Some(at) = TEXT_KEYS.iter().position(|known| *known == key) {
            let said = task::unescape(value).ok_or(Broken::Damaged)?;
            task.texts[at] = task::plain(&said, task::LONGEST[at]);
        } else if key == LOCKED_KEY {
            task.locked = read_keys(value)?;
        } else if key == HIDDEN_KEY {
            task.hidden = read_keys(value)?;
        } else if key == PREDICT_KEY {
            task.predict = value == "1";
        } else {
            // The checksum holds, so this was written on purpose by a later page.
            return Err(Broken::Newer(VERSION.to_owned()));
        }
    }
    if let Some((moves, fields)) = fitted {
        for field in fields {
            field.fit(&mut scenario, moves);
        }
    }
    // The first version left out what was as its defaults had it, and nothing followed.
    if is_first {
        scenario.populate();
        scenario = scenario.explicit();
    }
    let task = (!task.is_empty()).then(|| Rc::new(task));
    let scenario = Rc::new(scenario);
    Ok(Stated { scenario, wave, task, goal, unsure: unsure.into(), weights })
}

/// A fragment up to its checksum, and what goes along; none where the checksum does not hold.
fn parted(text: &str) -> Option<(&str, &str)> {
    let at = text.find(CHECKED)?;
    let sum = at + CHECKED.len();
    let (sealed, along) = text.split_at_checked(sum + CHECKSUM)?;
    let is_parted = along.is_empty() || along.starts_with('&');
    (is_parted && checksum(text.get(..at)?) == sealed.get(sum..)?).then_some((sealed, along))
}

/// The letters by which a link to the same scenario is known again; nothing where it is no whole link.
pub fn fingerprint(link: &str) -> &str {
    let sealed = link.rsplit('#').next().and_then(parted).map(|(sealed, _)| sealed);
    sealed.and_then(|sealed| sealed.get(sealed.len() - CHECKSUM..)).unwrap_or_default()
}

/// Whether its checksum holds.
fn is_whole(text: &str) -> bool {
    parted(text).is_some()
}

/// Keys with commas between them, each once.
fn read_keys(text: &str) -> Result<Vec<&'static str>, Broken> {
    let mut keys = Vec::new();
    for key in text.split(',') {
        let key = task::known(key).ok_or_else(|| Broken::Newer(VERSION.to_owned()))?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok(keys)
}

/// Five letters that change when the text does (FNV-1a, 32 bits, in base 36).
pub(super) fn checksum(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut left = hash % 36_u32.pow(CHECKSUM as u32);
    let mut letters = String::new();
    for _ in 0..CHECKSUM {
        letters.extend(char::from_digit(left % 36, 36));
        left /= 36;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;
    use crate::scenario::wave::Wave;

    #[test]
    fn the_default_scenario_has_the_shortest_link() {
        assert_eq!(encode(&Scenario::default()).len(), "2&p=paper&.=xxxxx".len());
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
    fn weights_travel_to_the_bit_and_those_of_later_are_said_to_be_newer() {
        let weights = Weights::new([2.0, 5.5, 0.0, 0.1, 100.0, 1.0, 3.0]);
        let stated = Stated { weights, ..Stated::default() };
        let link = encode_all(&stated);
        assert_eq!(decode_all(&link), Ok(stated));
        for later in ["1,2,3,4,5,6,7,8", "1,2", "1,2,3,4,5,6,-7", "a"] {
            let link = sealed(format!("2&p=paper&W={later}"));
            assert_eq!(decode(&link), Err(Broken::Newer(VERSION.to_owned())), "{later}");
        }
    }

    #[test]
    fn a_goal_travels_and_one_of_later_is_said_to_be_newer() {
        for (goal, _) in Goal::ALL {
            let stated = Stated { goal: Some(goal), ..Stated::default() };
            assert_eq!(decode_all(&encode_all(&stated)), Ok(stated));
        }
        let later = sealed("2&p=paper&G=dance".to_owned());
        assert_eq!(decode_all(&later), Err(Broken::Newer("2".to_owned())));
    }

    #[test]
    fn ranges_travel_beside_their_points_and_a_point_stays_a_point() {
        let mut scenario = Scenario::default();
        let known = [
            (Field::LinkRate, Range::new(125e6, None, 1.25e9).expect("a range")),
            (Field::Memory, Range::new(1e9, Some(2e9), 0.1 + 4e9).expect("a range")),
        ];
        for known in &known {
            known.0.set(&mut scenario, typical(known));
        }
        let plain = encode(&scenario);
        let stated = Stated { unsure: Rc::from(known), ..Stated::from(scenario) };
        let link = encode_all(&stated);
        assert_eq!(decode_all(&link), Ok(stated));
        assert_eq!(decode_all(&plain), Ok(Stated::from(scenario)));
        for later in ["b:2:1", "b:1", "zz:1:2", "b:1:2,b:1:2", "b:1:x", ""] {
            let link = sealed(format!("2&R={later}"));
            assert_eq!(decode_all(&link), Err(Broken::Newer("2".to_owned())), "{later}");
        }
    }

    #[test]
    fn what_mail_and_chat_do_to_a_link_is_undone() {
        let mut wave = Wave::of(&Scenario::default());
        wave.groups[0].name = "Büro, 3D".to_owned();
        let stated = Stated { wave: Some(Rc::new(wave)), ..Stated::default() };
        let link = encode_all(&stated);
        let (head, tail) = link.split_at(link.len() / 2);
        let escaped: Vec<_> = link.bytes().map(|byte| format!("%{byte:02x}")).collect();
        for mangled in [
            format!("{link}."),
            format!("{link}>"),
            format!("({link})")[1..].to_owned(),
            format!("{link} \r\n"),
            format!("{link}%20and"),
            link.replace('&', "&amp;"),
            link.replace('&', "%26").replace('=', "%3d"),
            link.replace('=', "=3D"),
            format!("{}=\r\n{}", head.replace('=', "=3D"), tail.replace('=', "=3D")),
            format!("{head}\n{tail}"),
            format!("{head}\r\n> {tail}"),
            format!("{head}%0D%0A{tail}"),
            escaped.concat(),
        ] {
            assert_eq!(decode_all(&mangled), Ok(stated.clone()), "{mangled}");
        }
    }

    #[test]
    fn where_it_opens_travels_and_leaves_the_rest_as_it_is() {
        for (view, part) in [("waves", ""), ("learn", "rounds-2"), ("", "")] {
            let place = Place { view: view.to_owned(), part: part.to_owned() };
            let along = Along { place, ..Along::default() };
            let stated = with(task());
            assert_eq!(decode_with(&encode_with(&stated, &along)), Ok((stated, along)));
        }
        let odd = format!("{}&V=../x", encode(&Scenario::default()));
        assert_eq!(decode_with(&odd), Ok((Stated::default(), Along::default())));
    }

    #[test]
    fn other_texts_are_not_taken_for_a_scenario() {
        assert_eq!(decode("section-2"), Err(Broken::NotALink));
        assert_eq!(decode("3&b=1"), Err(Broken::Newer("3".to_owned())));
        assert_eq!(decode(&"1&".repeat(40_000)), Err(Broken::NotALink));
    }

    fn task() -> Task {
        Task {
            texts: ["Übung & <b>1</b>", "Line one\nline two %26 = #", "Why?", "*so\nnot so"]
                .map(str::to_owned),
            locked: vec!["m", "t"],
            hidden: vec!["sp", task::POINTS, task::WAVE],
            predict: true,
        }
    }

    fn with(task: Task) -> Stated {
        Stated { task: Some(Rc::new(task)), ..Stated::default() }
    }

    #[test]
    fn points_travel_and_may_have_been_taken_back() {
        for points in [Points::NONE, Points::known(&[(0.1, 1.0), (1.0, 6.0)])] {
            let mut scenario = Scenario::default();
            scenario.measure(points);
            assert_eq!(decode(&encode(&scenario)), Ok(scenario));
        }
    }

    #[test]
    fn points_that_are_no_measurements_are_refused_rather_than_left_out() {
        for points in ["18322183:1", "0:1", "1:0", "1:1,2:2,3:3,4:4,5:5,6:6"] {
            assert_eq!(decode(&sealed(format!("2&u={points}"))), Err(Broken::Damaged), "{points}");
        }
    }

    #[test]
    fn a_wave_travels_beside_its_scenario() {
        let wave = Some(Rc::new(Wave::of(&Scenario::default())));
        let stated = Stated { wave, ..Stated::default() };
        let link = encode_all(&stated);
        assert_eq!(decode(&link), Ok(Scenario::default()));
        assert_eq!(decode_all(&link), Ok(stated));
        assert_eq!(decode_all(&link.replace("listed", "ordered")), Err(Broken::Damaged));
    }

    #[test]
    fn a_task_travels_with_its_scenario_and_leaves_it_as_it_is() {
        let stated = with(task());
        let link = encode_all(&stated);
        assert_eq!(decode(&link), Ok(*stated.scenario));
        assert_eq!(decode_all(&link), Ok(stated));
        let plain = encode(&Scenario::default());
        assert_eq!(encode_all(&with(Task::default())), plain);
        assert_eq!(decode_all(&plain), Ok(Stated::default()));
    }

    #[test]
    fn a_damaged_task_is_noticed() {
        let link = encode_all(&with(task()));
        for at in 2..link.len() {
            let mut changed = link.clone().into_bytes();
            changed[at] ^= 1;
            let changed = String::from_utf8(changed).expect("ASCII");
            assert!(decode_all(&changed).is_err(), "{changed}");
        }
        assert_eq!(decode(&sealed("1&T=a~b".to_owned())), Err(Broken::Damaged));
        let later = Err(Broken::Newer("2".to_owned()));
        assert_eq!(decode(&sealed("1&L=m,none-such".to_owned())), later);
    }

    #[test]
    fn a_task_is_no_longer_than_it_may_be() {
        let longest = Task { texts: [(); 4].map(|()| "ü".repeat(5000)), ..Task::default() };
        let read = decode_all(&encode_all(&with(longest))).expect("a link");
        let texts = &read.task.expect("a task").texts;
        let lengths = texts.each_ref().map(|text| text.chars().count());
        assert_eq!(lengths, task::LONGEST);
    }
}
