//! Words of an explanation.

use super::words;
use crate::quantity::Lang;

words! {
    /// Heading.
    steps: "For those who check", "Zum Nachrechnen";
    /// Heading.
    sources: "Where the formula is from", "Woher die Formel stammt";
    /// Heading.
    inputs: "What it depends on", "Wovon es abhängt";
    /// Where a value differs from its default.
    yours: "set by you", "von Ihnen eingestellt";
    /// Of what a sum is, at either site.
    hourly: "by the hour", "pro Stunde";
    /// Button.
    close: "Close", "Schließen";
}
