//! The words of the printed sheet.

use super::words;
use crate::quantity::Lang;

words! {
    /// Beside the name.
    what: "Plan of a live migration", "Plan einer Live-Migration";
    /// Heading.
    results: "Results", "Ergebnisse";
    /// Heading.
    inputs: "Inputs that differ from the defaults", "Eingaben, die von den Vorgaben abweichen";
    /// Heading.
    assumptions: "Assumptions and limits", "Annahmen und Grenzen";
    /// Column.
    typical: "Typical run", "Üblicher Lauf";
    /// Column.
    most: "8 of 10 runs", "8 von 10 Läufen";
    /// Label.
    controller: "Controller", "Steuerung";
    /// Where nothing differs.
    as_is: "Everything is as in its defaults.", "Alles ist wie vorgegeben.";
    /// How defaults are written.
    in_brackets: "Its default stands in brackets behind each value.",
        "In Klammern steht hinter jedem Wert die Vorgabe.";
    /// Before the values that are assumed.
    assumed: "Defaults without a source", "Vorgaben ohne Quelle";
    /// Label.
    title: "Title on the print", "Titel auf dem Ausdruck";
    /// Label.
    author: "Author", "Verfasst von";
    /// Label.
    note: "Note", "Notiz";
    /// Below these.
    note_hint: "They stand on the print and nowhere else: no link and no file holds them.",
        "Sie stehen auf dem Ausdruck und nirgends sonst: in keinem Link, in keiner Datei.";
    /// Before the link.
    again: "This plan opens again from this link, in any browser:",
        "Dieser Plan lässt sich mit diesem Link in jedem Browser wieder öffnen:";
}

/// Heads of the table of what moves when.
pub const fn schedule_heads(lang: Lang) -> [&'static str; 3] {
    lang.pick(["What moves", "From", "Until"], ["Was umzieht", "Von", "Bis"])
}

/// Below a table that does not hold all.
pub fn left_out(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{count} more are in the schedule as CSV and as a calendar."),
        Lang::De => format!("{count} weitere stehen im Zeitplan als CSV und als Kalender."),
    }
}
