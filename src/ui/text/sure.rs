//! The words of the view that says how sure the answer is.

use crate::quantity::{Lang, duration};
use crate::units::Seconds;

super::words! {
    /// Label of the window.
    within: "It has to be done within", "Es muss fertig sein innerhalb von";
    /// Hint to it.
    within_hint: "As in 30 min; leave it empty if there is no limit.",
        "Etwa 30 min; leer lassen, wenn es keine Grenze gibt.";
    /// Where that is no time.
    no_time: "Write a time, as in 30 min.", "Schreiben Sie eine Dauer, etwa 30 min.";
    /// While it is drawn.
    drawing: "Drawing …", "Es wird gezogen …";
    /// Where there is more to come.
    more: "More draws are being made; the figures still settle.",
        "Weitere Ziehungen laufen; die Zahlen setzen sich noch.";
    /// Where whoever drew died of it.
    failed: "The draws could not be made here; the command line can: movecast-cli sample.",
        "Die Ziehungen gelangen hier nicht; die Kommandozeile kann es: movecast-cli sample.";
    /// Heading.
    measure: "What to measure first", "Was zuerst zu messen ist";
    /// Where turning every input would take too long.
    too_many: "What each input does to so many VMs, the command line says: movecast-cli sample.",
        "Was jede Eingabe bei so vielen VMs bewirkt, sagt die Kommandozeile: movecast-cli sample.";
}

/// The window that the wave states.
pub fn of_wave(window: Seconds, lang: Lang) -> String {
    let window = duration(window.get(), lang);
    match lang {
        Lang::En => format!("The wave’s window is {window}."),
        Lang::De => format!("Das Fenster der Welle ist {window}."),
    }
}
