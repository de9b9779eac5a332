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
    /// Before the link.
    again: "This plan opens again from this link, in any browser:",
        "Dieser Plan lässt sich mit diesem Link in jedem Browser wieder öffnen:";
}
