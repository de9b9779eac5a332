//! The words of the map.

use crate::plan::map::Preset;
use crate::quantity::Lang;

super::words! {
    /// Label of the presets.
    presets: "Look at", "Ansehen";
    /// Label of a list of inputs.
    across: "From left to right", "Von links nach rechts";
    /// Label of a list of inputs.
    upwards: "Upwards", "Nach oben";
    /// Label of a list of results.
    shown: "What is shown", "Was gezeigt wird";
    /// How to use the picture.
    how: "Point at a cell, or step with the arrow keys, to read it; click it or press Enter to go there. Undo brings you back.",
        "Zeigen Sie auf eine Zelle oder gehen Sie mit den Pfeiltasten, um sie zu lesen; mit Klick oder Eingabe gehen Sie dorthin. Rückgängig führt zurück.";
    /// While it is planned.
    planning: "Planning every cell …", "Jede Zelle wird geplant …";
    /// Where that would take too long.
    too_many: "So many VMs are mapped by the command line: movecast-cli map.",
        "So viele VMs kartiert die Kommandozeile: movecast-cli map.";
}

/// The name of a map.
pub const fn preset(preset: Preset, lang: Lang) -> &'static str {
    match preset {
        Preset::LinkAndDirtyRate => lang.pick("Link × dirty rate", "Link × Änderungsrate"),
        Preset::BandwidthAndDowntime => {
            lang.pick("Bandwidth × downtime limit", "Bandbreite × Stillstandsgrenze")
        }
        Preset::MemoryAndConcurrency => lang.pick("Memory × at a time", "Speicher × gleichzeitig"),
        Preset::PriceAndStay => {
            lang.pick("Price difference × stay", "Preisunterschied × Aufenthalt")
        }
    }
}
