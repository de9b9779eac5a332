//! What decides the answer, in words.

use super::fields::label;
use super::sources::brief;
use crate::plan::deciding::{Deciding, Input};
use crate::quantity::{Lang, duration, quantity};
use crate::scenario::choice::Options;
use crate::scenario::field::Measure;
use crate::scenario::wave::Setting;
use crate::scenario::{AtTimeout, Choice, Field, Origin};

/// As many are named at once; the others follow.
pub const NAMED: usize = 4;

/// An input with its value and where that is from: `rate limit 64 MiB/s (a default of KubeVirt)`.
pub fn deciding(of: &Deciding, lang: Lang) -> String {
    let from = origin(of.origin, lang);
    format!("{}: {} ({from})", input(of.input, lang), value(of, lang))
}

/// Where a value is from, in a few words.
pub fn origin(of: Origin, lang: Lang) -> String {
    match of {
        Origin::Stated => lang.pick("stated", "angegeben").to_owned(),
        Origin::Fitted(1) => {
            lang.pick("from your measured move", "aus Ihrem gemessenen Umzug").to_owned()
        }
        Origin::Fitted(moves) => match lang {
            Lang::En => format!("from your {moves} measured moves"),
            Lang::De => format!("aus Ihren {moves} gemessenen Umzügen"),
        },
        Origin::Follows(leader, source) => {
            let (leader, from) = (label(leader, lang), brief(source, lang));
            match lang {
                Lang::En => format!("follows “{leader}”, {from}"),
                Lang::De => format!("folgt aus „{leader}“, {from}"),
            }
        }
        Origin::Controller(_, source) | Origin::Default(source) => brief(source, lang).to_owned(),
        Origin::Example(source) => {
            let from = brief(source, lang);
            match lang {
                Lang::En => format!("the example, {from}"),
                Lang::De => format!("das Beispiel, {from}"),
            }
        }
    }
}

/// The name of an input.
pub const fn input(input: Input, lang: Lang) -> &'static str {
    match input {
        Input::Field(field) => label(field, lang),
        Input::Choice(Choice::AtTimeout) => lang.pick("When time is up", "Wenn die Zeit um ist"),
        Input::Choice(Choice::Encryption) => lang.pick("Encryption", "Verschlüsselung"),
        Input::Choice(Choice::Compression) => lang.pick("Compression", "Kompression"),
        Input::Choice(choice) => choice.key(),
        Input::Setting(setting) => match setting {
            Setting::InAll => lang.pick("At a time in all", "Gleichzeitig insgesamt"),
            Setting::PerSource => lang.pick("At a time per source", "Gleichzeitig je Ursprung"),
            Setting::PerDestination => {
                lang.pick("At a time per destination", "Gleichzeitig je Ziel")
            }
            Setting::Window => lang.pick("Window", "Fenster"),
            Setting::HostMemory => lang.pick("Memory of each host", "Speicher je Host"),
            Setting::Destinations => lang.pick("Hosts at the destination", "Hosts am Ziel"),
            other => other.key(),
        },
    }
}

/// The value of an input, with its unit.
pub fn value(of: &Deciding, lang: Lang) -> String {
    let said = |measure: Measure| match measure {
        Measure::Time => duration(of.value, lang),
        measure => quantity(of.value, measure, lang),
    };
    match of.input {
        Input::Field(Field::DowntimeLimit) => duration(of.value, lang),
        Input::Field(field) => said(field.measure()),
        Input::Setting(setting) => said(setting.measure()),
        Input::Choice(Choice::AtTimeout) => match AtTimeout::at(of.value as usize) {
            AtTimeout::Abort => lang.pick("cancelled", "abgebrochen"),
            AtTimeout::Force => lang.pick("brought to an end", "beendet"),
        }
        .to_owned(),
        Input::Choice(choice) => choice.name(of.value as usize).to_owned(),
    }
}

/// What decides, the first few of it; nothing where nothing does.
pub fn lead(found: &[Deciding], lang: Lang) -> Option<String> {
    let named: Vec<String> = found.iter().take(NAMED).map(|of| deciding(of, lang)).collect();
    let named = named.join("; ");
    let more = found.len().saturating_sub(NAMED);
    match (found.len(), more, lang) {
        (0, _, _) => None,
        (_, 0, Lang::En) => Some(format!("Decided by: {named}.")),
        (_, 0, Lang::De) => Some(format!("Entscheidend: {named}.")),
        (_, _, Lang::En) => Some(format!("Decided by: {named}; and {more} more.")),
        (_, _, Lang::De) => Some(format!("Entscheidend: {named}; und {more} weitere.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::field::Source;

    #[test]
    fn a_cap_is_named_with_its_value_and_source() {
        let of = Deciding {
            input: Input::Field(Field::MaxBandwidth),
            value: 64.0 * 1_048_576.0,
            origin: Origin::Default(Source::KubeVirt),
        };
        let said = deciding(&of, Lang::En);
        assert_eq!(said, "Rate limit: 64\u{202f}MiB/s (a default of KubeVirt)");
        assert!(lead(&[of; 6], Lang::De).is_some_and(|lead| lead.contains("und 2 weitere")));
        assert_eq!(lead(&[], Lang::En), None);
    }
}
