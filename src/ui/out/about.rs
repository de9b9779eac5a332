//! Where a picture is from: the scenario in words, and the link that opens it again.

use crate::chart::picture::About;
use crate::quantity::{Lang, number};
use crate::report::wave::terms;
use crate::report::{controller, technique};
use crate::scenario::presets::is_changed;
use crate::scenario::{Field, Scenario};
use crate::share::Stated;
use crate::share::link::fingerprint;
use crate::ui::{address, entry, text};

/// Inputs that are said whether they were stated or not.
const ALWAYS: [Field; 5] =
    [Field::Vms, Field::Memory, Field::DirtyPageRate, Field::LinkRate, Field::Rtt];

/// Where what the page shows now is from.
pub(super) fn about(source: &str, lang: Lang) -> About {
    let (stated, along) = address::shown();
    let link = address::link(&stated, &along);
    let lead = lang.pick("Source", "Quelle");
    About {
        source: format!("{lead}: {source}"),
        scenario: in_words(&stated, lang),
        instead: too_long(&link, lang),
        link,
    }
}

/// What stands in a picture for a link that is too long for one.
fn too_long(link: &str, lang: Lang) -> String {
    let length = number(link.len() as f64, lang);
    let fingerprint = fingerprint(link);
    match lang {
        Lang::En => format!(
            "The link has {length} characters, too many for a picture. In it stands: &.={fingerprint}"
        ),
        Lang::De => format!(
            "Der Link hat {length} Zeichen, zu viele für ein Bild. Darin steht: &.={fingerprint}"
        ),
    }
}

/// What is stated, in one line; what a task hides stays hidden.
fn in_words(stated: &Stated, lang: Lang) -> String {
    let scenario: &Scenario = &stated.scenario;
    let hides = |key: &str| stated.task.as_ref().is_some_and(|task| task.hides(key));
    let is_said = |field: &&Field| {
        let is_meant = ALWAYS.contains(field) || is_changed(**field, scenario);
        is_meant && field.applies(scenario) && !hides(field.key())
    };
    let said = |field: &Field| {
        format!("{} {}", text::label(*field, lang), entry::stated(*field, scenario, lang))
    };
    let how =
        [technique(scenario.policy.technique, lang), controller(scenario.policy.controller, lang)];
    let fields = Field::ALL.iter().filter(is_said).map(said);
    let all: Vec<String> = how.into_iter().map(str::to_owned).chain(fields).collect();
    let wave = stated.wave.as_deref().filter(|_| !hides(crate::share::task::WAVE));
    let wave = wave.map_or_else(String::new, |wave| format!(" {}", terms(wave, lang)));
    format!("{}: {}.{wave}", lang.pick("Scenario", "Szenario"), all.join("; "))
}
