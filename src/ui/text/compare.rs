//! The words of scenarios side by side.

use super::words;
use crate::quantity::Lang;

words! {
    /// Where nothing is kept yet.
    empty: "Keep this scenario, then change something in the form: both stand here side by side, up to four of them. What you keep stays in this browser, and a link that is copied here takes it along.",
        "Behalten Sie dieses Szenario und ändern Sie dann etwas im Formular: Beide stehen hier nebeneinander, bis zu vier. Was Sie behalten, bleibt in diesem Browser, und ein hier kopierter Link nimmt es mit.";
    /// Where only one is there.
    one: "Change something in the form, or open a colleague's link: it appears beside this one.",
        "Ändern Sie etwas im Formular, oder öffnen Sie den Link einer Kollegin: Es erscheint neben diesem.";
    /// Where no more can be kept.
    full: "Four are kept. Remove one to see the form beside them.",
        "Vier sind behalten. Entfernen Sie eines, um das Formular daneben zu sehen.";
    /// Where the browser keeps nothing.
    forgotten: "This browser does not keep them: its storage is full or switched off. They are gone once the page is closed; a link or a file keeps a scenario as well.",
        "Dieser Browser bewahrt sie nicht auf: Sein Speicher ist voll oder abgeschaltet. Sie sind fort, sobald die Seite geschlossen wird; auch ein Link oder eine Datei bewahrt ein Szenario.";
    /// Button.
    pin: "Keep this scenario", "Dieses Szenario behalten";
    /// The scenario that is not kept.
    current: "In the form, not kept", "Im Formular, nicht behalten";
    /// Mark of the scenario in the form.
    in_form: "in the form", "im Formular";
    /// Mark of the first scenario.
    baseline: "baseline", "Bezug";
    /// Button.
    make_baseline: "Make baseline", "Als Bezug";
    /// Button.
    open: "Open", "Öffnen";
    /// Button.
    remove: "Remove", "Entfernen";
    /// Label of the list.
    kept: "Kept scenarios", "Behaltene Szenarien";
    /// Caption.
    inputs: "Inputs that differ", "Eingaben, die sich unterscheiden";
    /// Under the head of the inputs where there are none.
    no_inputs: "All inputs are the same.", "Alle Eingaben sind gleich.";
    /// Caption.
    results: "Results of typical runs, beside the baseline A", "Ergebnisse üblicher Läufe, verglichen mit dem Bezug A";
    /// Read out with a marked input.
    differs: "differs", "weicht ab";
    /// Read out with a delta.
    better: "better", "besser";
    /// Read out with a delta.
    worse: "worse", "schlechter";
    /// Where waves differ.
    wave_differs: "another wave", "eine andere Welle";
    /// A scenario without a wave.
    no_wave: "no wave", "keine Welle";
    /// An input that does not matter to a scenario.
    not_there: "not needed", "nicht nötig";
}

/// How many inputs differ besides those named.
pub fn more_inputs(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En if count == 1 => "1 more input".to_owned(),
        Lang::En => format!("{count} more inputs"),
        Lang::De if count == 1 => "1 weitere Eingabe".to_owned(),
        Lang::De => format!("{count} weitere Eingaben"),
    }
}

/// What an opened link states otherwise than the user's own scenario.
pub fn from_yours(differences: &[String], lang: Lang) -> String {
    if differences.is_empty() {
        return lang.pick("It states what yours does.", "Er besagt dasselbe wie Ihres.").to_owned();
    }
    let lead = lang.pick("From yours to the link’s:", "Von Ihrem zu dem des Links:");
    format!("{lead} {}.", differences.join("; "))
}

/// What else the link has, beside so many scenarios that the user keeps.
pub fn brings(kept: usize, lang: Lang) -> String {
    match lang {
        Lang::En if kept == 0 => "it brings scenarios to compare".to_owned(),
        Lang::De if kept == 0 => "er bringt Szenarien zum Vergleichen mit".to_owned(),
        Lang::En => format!("it brings scenarios to compare, shown instead of the {kept} you keep"),
        Lang::De => {
            format!("er bringt Szenarien zum Vergleichen mit, statt Ihrer {kept} behaltenen")
        }
    }
}

/// What the author of the link saw otherwise.
pub fn from_author(differences: &[String], lang: Lang) -> String {
    let lead = lang.pick(
        "From what the author of the link saw to what this version says:",
        "Von dem, was der Autor des Links sah, zu dem, was diese Version sagt:",
    );
    format!("{lead} {}.", differences.join("; "))
}

/// Label of a name.
pub fn name_of(letter: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Name of {letter}"),
        Lang::De => format!("Name von {letter}"),
    }
}

/// What an input does by itself.
pub fn alone(delta: &str, lang: Lang) -> String {
    format!("{}: {delta}", lang.pick("by itself", "für sich"))
}

/// What is seen here.
pub fn lead(scenarios: usize, inputs: usize, name: &str, lang: Lang) -> String {
    match (inputs, lang) {
        (1, Lang::En) => {
            format!("{scenarios} scenarios differ in one input. Deltas are against A, {name}.")
        }
        (1, Lang::De) => {
            format!(
                "{scenarios} Szenarien unterscheiden sich in einer Eingabe. Bezug ist A, {name}."
            )
        }
        (_, Lang::En) => {
            format!(
                "{scenarios} scenarios differ in {inputs} inputs. Deltas are against A, {name}."
            )
        }
        (_, Lang::De) => {
            format!(
                "{scenarios} Szenarien unterscheiden sich in {inputs} Eingaben. Bezug ist A, {name}."
            )
        }
    }
}
