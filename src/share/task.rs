//! What a teacher adds to a scenario: a title, a note, a question, its accepted answer, and what may
//! not be changed or seen. It travels in the link; whoever wrote it is a stranger, so all of it is
//! bounded and plain.

use std::fmt::Write;

use crate::scenario::{Choice, Field, Scenario};

/// Key of the measured points, which are neither a field nor a choice.
pub const POINTS: &str = "u";

/// Key of the wave, which stands beside the scenario.
pub const WAVE: &str = "wave";

/// The most letters of title, note, question and what is accepted as the answer.
pub const LONGEST: [usize; 4] = [80, 1200, 300, 600];

/// A task around a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Task {
    /// Title, note, question and what is accepted as the answer
    /// ([`Accepted`](super::accepted::Accepted)), each of them plain text and no longer than
    /// [`LONGEST`] says. Where nothing is accepted, nothing is judged.
    pub texts: [String; 4],
    /// Keys of what may not be changed.
    pub locked: Vec<&'static str>,
    /// Keys of what the form does not show.
    pub hidden: Vec<&'static str>,
    /// Whether the answer stays covered until a prediction was made.
    pub predict: bool,
}

impl Task {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether what goes by this key may not be changed.
    pub fn locks(&self, key: &str) -> bool {
        self.locked.contains(&key)
    }

    /// Whether the form leaves out what goes by this key.
    pub fn hides(&self, key: &str) -> bool {
        self.hidden.contains(&key)
    }

    /// Puts back into `next` what may not be changed from `current`.
    pub fn keep(&self, current: &Scenario, next: &mut Scenario) {
        for key in &self.locked {
            match find(key) {
                Some(Key::Of(field)) => field.restore(next, current),
                Some(Key::Among(choice)) => choice.restore(next, current),
                Some(Key::Points) => next.fleet.points = current.fleet.points,
                // It is none of the scenario.
                Some(Key::Wave) | None => {}
            }
        }
        next.settle();
    }
}

/// What a key stands for.
enum Key {
    Of(Field),
    Among(Choice),
    Points,
    Wave,
}

fn find(key: &str) -> Option<Key> {
    let field = || Field::ALL.iter().find(|field| field.key() == key).map(|field| Key::Of(*field));
    let choice = || Choice::ALL.iter().find(|choice| choice.key() == key);
    let points = (key == POINTS).then_some(Key::Points);
    let points = points.or_else(|| (key == WAVE).then_some(Key::Wave));
    points.or_else(field).or_else(|| choice().map(|choice| Key::Among(*choice)))
}

/// A key as the tables spell it; none where they do not know it.
pub fn known(key: &str) -> Option<&'static str> {
    find(key).map(|found| match found {
        Key::Of(field) => field.key(),
        Key::Among(choice) => choice.key(),
        Key::Points => POINTS,
        Key::Wave => WAVE,
    })
}

/// A text as a task may hold it: no longer than `longest` letters, without control characters other
/// than line breaks and without those that turn the direction of writing, which could disguise what
/// the text says.
pub fn plain(text: &str, longest: usize) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_plain = |c: &char| *c == '\n' || !(c.is_control() || turns(*c));
    text.chars().filter(is_plain).take(longest).collect()
}

/// A text in letters, digits and `-._~`, which survive in any address: a blank becomes `_`, any other
/// letter its number in hexadecimal digits between two `~`.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            ' ' => out.push('_'),
            '-' | '.' => out.push(c),
            _ if c.is_ascii_alphanumeric() => out.push(c),
            _ => {
                // Writing into a string does not fail.
                write!(out, "~{:x}~", u32::from(c)).ok();
            }
        }
    }
    out
}

/// The text that was escaped; none where it never was.
pub(super) fn unescape(text: &str) -> Option<String> {
    let mut out = String::new();
    for (at, part) in text.split('~').enumerate() {
        if at % 2 == 0 {
            out.push_str(&part.replace('_', " "));
        } else {
            out.push(char::from_u32(u32::from_str_radix(part, 16).ok()?)?);
        }
    }
    text.matches('~').count().is_multiple_of(2).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_survives_an_address() {
        for text in ["", "Wie lange noch?", "a_b~c&d=e#f%26\n<b>", "ü\u{1f600}"] {
            let escaped = escape(text);
            assert!(escaped.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b)));
            assert_eq!(unescape(&escaped).as_deref(), Some(text));
        }
        assert_eq!(unescape("a~b"), None);
        assert_eq!(unescape("~d800~"), None);
        assert_eq!(unescape("~~"), None);
    }

    #[test]
    fn a_text_is_bounded_and_shows_what_it_says() {
        assert_eq!(plain("one\ttwo\u{202e}three\nfour", 99), "onetwothree\nfour");
        assert_eq!(plain("äöü", 2), "äö");
    }

    #[test]
    fn what_is_locked_stays() {
        let task = Task { locked: vec!["m", "t", POINTS], ..Task::default() };
        let current = Scenario::default();
        let mut next = current;
        Field::Memory.set(&mut next, 1e9);
        Field::Vms.set(&mut next, 3.0);
        Choice::Technique.set(&mut next, 0);
        task.keep(&current, &mut next);
        let mut expected = current;
        Field::Vms.set(&mut expected, 3.0);
        assert_eq!(next, expected);
    }
}
