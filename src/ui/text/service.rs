//! The words of the service view.

use crate::evidence::service::unseen::Loss;
use crate::evidence::service::{Fact, Why};
use crate::quantity::Lang;

super::words! {
    /// Where nobody uses the machines.
    nobody: "Nobody uses these VMs: give a response time under Users.",
        "Niemand nutzt diese VMs: Geben Sie unter Nutzer eine Antwortzeit an.";
    /// Label of the switch between classes.
    classes: "Operation", "Vorgang";
    /// Heading.
    why: "Who is affected, and why", "Wer betroffen ist, und warum";
    /// Heading.
    cost: "Slow service and its price", "Langsamer Dienst und sein Preis";
    /// Heading.
    risk: "If it is interrupted", "Wenn es unterbrochen wird";
    /// Summary.
    paper: "The paper’s measurements beside this model", "Die Messungen des Papers neben diesem Modell";
    /// How to read them.
    paper_note: "Truong, Pape, Rieger and Reißmann (2017), section V: ten VMs with 2 GiB move to a host with ten others. Five constants are fitted on these numbers (response without load, knee, disk rate, tolerance, coupling), so that agreement proves little; the services further below are the test.",
        "Truong, Pape, Rieger und Reißmann (2017), Abschnitt V: Zehn VMs mit 2 GiB ziehen zu einem Host mit zehn anderen um. Fünf Konstanten sind an diese Zahlen angepasst (Antwort ohne Last, Knick, Plattenrate, Toleranz, Kopplung); Übereinstimmung beweist also wenig; die Probe sind die Dienste weiter unten.";
    /// Summary.
    unseen: "Services that nothing was fitted on", "Dienste, an die nichts angepasst wurde";
    /// How to read them.
    unseen_note: "PostgreSQL under YCSB (LordWicked, MIT) and programs in the measured guests. Where clients set the pace, nothing is lost, as the model says. Elsewhere it underrates the loss during pre-copy by some 5 points and the longest gap by about a third, and overrates the dip afterwards; that requests take some 10 % longer during pre-copy is not in it. What was read off these data (dip after arrival, load of PostgreSQL) is left out.",
        "PostgreSQL unter YCSB (LordWicked, MIT) und Programme in den gemessenen Gästen. Wo Clients den Takt vorgeben, geht nichts verloren, wie das Modell sagt. Sonst unterschätzt es den Verlust in Pre-Copy um etwa 5 Punkte und die längste Lücke um etwa ein Drittel und überschätzt die Delle danach; dass Anfragen während Pre-Copy rund 10 % länger dauern, fehlt darin. Was aus diesen Daten abgelesen wurde (Delle nach der Ankunft, Last von PostgreSQL), ist ausgelassen.";
    /// While the files come.
    loading: "Fetching the measurements …", "Die Messungen werden geladen …";
    /// Where they did not.
    failed: "The measurements could not be fetched.", "Die Messungen konnten nicht geladen werden.";
}

/// Heads of the paper's table.
pub const fn paper_heads(lang: Lang) -> [&'static str; 6] {
    lang.pick(
        ["What", "Memory loaded", "Paper", "Model", "Off by", "Why"],
        ["Was", "Belegter Speicher", "Paper", "Modell", "Abweichung", "Warum"],
    )
}

/// Heads of the unseen services.
pub const fn unseen_heads(lang: Lang) -> [&'static str; 6] {
    lang.pick(
        [
            "What",
            "Numbers",
            "Measured (median)",
            "Model (median)",
            "Off by (median)",
            "Off by (most)",
        ],
        [
            "Was",
            "Zahlen",
            "Gemessen (Median)",
            "Modell (Median)",
            "Abweichung (Median)",
            "Abweichung (größte)",
        ],
    )
}

/// What of the paper is compared.
pub const fn fact(fact: Fact, lang: Lang) -> &'static str {
    match fact {
        Fact::Alone => lang.pick("Search before Set 2 starts", "Suche, bevor Set 2 startet"),
        Fact::Coupled => lang.pick("Slower when Set 2 starts", "Langsamer, wenn Set 2 startet"),
        Fact::Before => lang.pick("Search before", "Suche vorher"),
        Fact::During => lang.pick("Search during", "Suche während"),
        Fact::MoreDuring => lang.pick("Table I: more during", "Tabelle I: mehr während"),
        Fact::MoreAfter => lang.pick("Table I: more after", "Tabelle I: mehr nachher"),
        Fact::After => lang.pick("Slower after", "Langsamer nachher"),
        Fact::Http => lang.pick("HTTP during", "HTTP während"),
        Fact::Rsa => lang.pick("RSA key during", "RSA-Schlüssel während"),
        Fact::Below => lang.pick("Slower during", "Langsamer während"),
    }
}

/// Why a number of the paper is not met.
pub const fn reason(why: Why, lang: Lang) -> &'static str {
    match why {
        Why::Matched => lang.pick("met", "getroffen"),
        Why::Coupling => {
            lang.pick("coupling without a known mechanism", "Kopplung ohne bekannten Mechanismus")
        }
        Why::NoBaseline => lang.pick(
            "the paper does not say what Set 2 needed before",
            "das Paper sagt nicht, was Set 2 vorher brauchte",
        ),
        Why::Difference => {
            lang.pick("difference of two larger numbers", "Differenz zweier größerer Zahlen")
        }
        Why::Queue => lang.pick(
            "queues inside the proxy; the paper gives no rates and no exact load",
            "Warteschlangen im Proxy; das Paper nennt weder Raten noch die genaue Last",
        ),
    }
}

/// What of the unseen services is compared.
pub const fn loss(loss: Loss, lang: Lang) -> &'static str {
    match loss {
        Loss::Paced => lang.pick(
            "Rate lost where clients set the pace",
            "Verlust an Rate, wo Clients den Takt geben",
        ),
        Loss::During => lang.pick("Rate lost during pre-copy", "Verlust an Rate in Pre-Copy"),
        Loss::OnDemand => lang.pick("Rate lost in post-copy", "Verlust an Rate in Post-Copy"),
        Loss::Throttled => lang.pick("Rate lost while throttled", "Verlust an Rate, gebremst"),
        Loss::After => lang.pick("Rate lost in the 10 s after", "Verlust an Rate in 10 s danach"),
        Loss::Slower => lang.pick("Responses longer by", "Antworten länger um"),
        Loss::SlowerAfter => {
            lang.pick("Responses longer in the 10 s after", "Antworten länger in 10 s danach")
        }
        Loss::Gap => lang.pick("Longest gap", "Längste Lücke"),
    }
}
