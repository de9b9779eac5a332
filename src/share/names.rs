//! What inputs are called on the command line and in its files.

use crate::plan::deciding::Input;
use crate::scenario::wave::Setting;
use crate::scenario::{Choice, Field};

/// The name of an input.
pub fn input(of: Input) -> String {
    match of {
        Input::Field(of) => field(of),
        Input::Choice(of) => choice(of),
        Input::Setting(of) => setting(of),
    }
}

/// The name of a number.
pub fn field(field: Field) -> String {
    match field {
        Field::Concurrency => "at-a-time".to_owned(),
        Field::Touched => "memory-in-use".to_owned(),
        Field::LinkRate => "link-speed".to_owned(),
        Field::MaxBandwidth => "rate-limit".to_owned(),
        other => hyphenated(&format!("{other:?}")),
    }
}

/// The name of a choice.
pub fn choice(choice: Choice) -> String {
    hyphenated(&format!("{choice:?}"))
}

/// The name of a number of the wave.
pub fn setting(setting: Setting) -> String {
    match setting {
        Setting::InAll => "at-a-time".to_owned(),
        Setting::PerSource => "at-a-time-per-source".to_owned(),
        Setting::PerDestination => "at-a-time-per-destination".to_owned(),
        Setting::Sources => "source-hosts".to_owned(),
        Setting::Destinations => "destination-hosts".to_owned(),
        Setting::HostMemory => "destination-memory".to_owned(),
        other => hyphenated(&format!("{other:?}")),
    }
}

/// `RoundLimit` as `round-limit`.
fn hyphenated(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_page_in_small_letters() {
        assert_eq!(field(Field::MaxBandwidth), "rate-limit");
        assert_eq!(field(Field::DirtyPageRate), "dirty-page-rate");
        assert_eq!(choice(Choice::PermitPostCopy), "permit-post-copy");
        assert_eq!(setting(Setting::Window), "window");
    }

    #[test]
    fn no_two_numbers_have_the_same_name() {
        for (at, one) in Field::ALL.iter().enumerate() {
            assert!(Field::ALL[..at].iter().all(|other| field(*other) != field(*one)));
        }
    }
}
