//! The words around the ranking by weights.

use crate::quantity::Lang;

super::words! {
    /// Heading.
    suits: "What suits you best", "Was am besten passt";
    /// Name of the sliders.
    weights: "How much each criterion counts", "Wie viel jedes Kriterium zählt";
    /// Makes all weights the same.
    alike: "Weigh all alike", "Alle gleich gewichten";
    /// A weight of nothing.
    ignored: "ignored", "zählt nicht";
    /// Before the worth of an option.
    worth: "worth", "Wert";
    /// Heading of reasons.
    pros: "For", "Dafür";
    /// Heading of reasons.
    cons: "Against", "Dagegen";
    /// Where running every option would take too long.
    too_many: "So many VMs are weighed by the command line: movecast-cli advise --weights.",
        "So viele VMs wägt die Kommandozeile ab: movecast-cli advise --weights.";
}
