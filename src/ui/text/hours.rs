//! The words of hourly prices.

use crate::quantity::Lang;
use crate::share::series::BadSeries;

super::words! {
    /// Heading.
    heading: "With hourly prices", "Mit Stundenpreisen";
    /// Where no zone is chosen.
    unasked: "Choose a zone for both sites to plan with the day-ahead prices of every hour of 2024, or paste your own.",
        "Wählen Sie für beide Standorte eine Zone, um mit den Day-Ahead-Preisen jeder Stunde von 2024 zu planen, oder fügen Sie eigene ein.";
    /// While files are fetched.
    loading: "Fetching the prices …", "Die Preise werden geladen …";
    /// Where a file could not be had.
    failed: "The prices could not be fetched. Everything else works without them.",
        "Die Preise konnten nicht geladen werden. Alles andere geht auch ohne sie.";
    /// Where two series have no hour in common.
    apart: "These prices have no hour in common.", "Diese Preise haben keine gemeinsame Stunde.";
    /// Where no stay is worth two moves.
    no_window: "No stay there and back is worth both moves.", "Kein Aufenthalt mit Rückkehr ist beide Umzüge wert.";
    /// Where no schedule keeps to what is asked.
    impossible: "No schedule keeps to these limits.", "Kein Plan hält diese Grenzen ein.";
    /// Label.
    week: "Week shown", "Gezeigte Woche";
    /// Label.
    minimum_stay: "Shortest stay", "Kürzester Aufenthalt";
    /// Label.
    most_moves: "Most moves", "Meiste Umzüge";
    /// Label.
    everywhere: "Follow the sun: all 14 zones, each like the destination but for its prices",
        "Der Sonne nach: alle 14 Zonen, bis auf die Preise wie das Ziel";
    /// Label.
    at_night: "Move only from 0 to 6 h UTC", "Nur von 0 bis 6 Uhr UTC umziehen";
    /// Row.
    best: "Best schedule, all hours known", "Bester Plan, alle Stunden bekannt";
    /// Row.
    ski_rental: "Move once staying has cost a move (ski rental)", "Umziehen, sobald Bleiben einen Umzug gekostet hat (Ski-Rental)";
    /// Row.
    greedy: "Move when one hour pays for it", "Umziehen, wenn eine Stunde ihn bezahlt";
    /// Row.
    once: "Move once and stay", "Einmal umziehen und bleiben";
    /// Row.
    stay_put: "Stay put", "Bleiben";
    /// Summary.
    own_prices: "Prices of your own", "Eigene Preise";
    /// Hint.
    own_hint: "One price an hour in EUR/MWh, with its time before it or none; a first line that says kWh means EUR/kWh. Times with Z or an offset are exact, others local. They stay in this browser and are not part of the link.",
        "Ein Preis je Stunde in EUR/MWh, mit der Zeit davor oder ohne; eine erste Zeile mit kWh meint EUR/kWh. Zeiten mit Z oder Abstand sind genau, andere Ortszeit. Sie bleiben in diesem Browser und gehören nicht zum Link.";
    /// Where the data come from.
    attribution: "Day-ahead prices of 2024, wholesale: Bundesnetzagentur | SMARD.de and Energinet (www.energidataservice.dk), both CC BY 4.0, changed: UTC, one file a zone. A schedule of the past knows what nobody knew then; the rules in the table do not.",
        "Day-Ahead-Preise von 2024, Großhandel: Bundesnetzagentur | SMARD.de und Energinet (www.energidataservice.dk), beide CC BY 4.0, geändert: UTC, eine Datei je Zone. Ein Plan für Vergangenes weiß, was damals niemand wusste; die Regeln in der Tabelle nicht.";
}

/// Heads of the strategies.
pub const fn heads(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Strategy", "Cost", "Moves", "More than the best"],
        ["Strategie", "Kosten", "Umzüge", "Mehr als der beste"],
    )
}

/// Labels of the user's own prices.
pub const fn own(lang: Lang) -> [&'static str; 2] {
    lang.pick(["At the source", "At the destination"], ["An der Quelle", "Am Ziel"])
}

/// Caption of the strategies.
pub fn strategies(hours: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Electricity and moves over {hours} hours"),
        Lang::De => format!("Strom und Umzüge über {hours} Stunden"),
    }
}

/// A shortest stay.
pub const fn stay(hours: usize, lang: Lang) -> &'static str {
    match hours {
        0..=1 => lang.pick("One hour", "Eine Stunde"),
        2..=6 => lang.pick("6 hours", "6 Stunden"),
        7..=24 => lang.pick("A day", "Ein Tag"),
        _ => lang.pick("A week", "Eine Woche"),
    }
}

/// A limit on moves.
pub const fn moves(most: Option<usize>, lang: Lang) -> &'static str {
    match most {
        None => lang.pick("As many as pay", "So viele sich lohnen"),
        Some(0..=1) => "1",
        Some(2..=11) => "2",
        Some(12..=51) => "12",
        Some(_) => "52",
    }
}

/// An hour of a series without dates.
pub fn hour(hour: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("hour {hour}"),
        Lang::De => format!("Stunde {hour}"),
    }
}

/// How long a move takes to pay, over all starts.
pub fn pays(half: Option<&str>, most: Option<&str>, never: &str, lang: Lang) -> String {
    match (half, most, lang) {
        (None, _, Lang::En) => {
            format!("A move does not pay within the series from {never} of all hours.")
        }
        (None, _, Lang::De) => {
            format!("Aus {never} aller Stunden lohnt sich ein Umzug innerhalb der Reihe nicht.")
        }
        (Some(half), None, Lang::En) => format!(
            "A move has first paid after {half} in half of all hours, but from {never} of them never within the series."
        ),
        (Some(half), None, Lang::De) => format!(
            "In der Hälfte aller Stunden ist ein Umzug nach {half} erstmals bezahlt, aus {never} aber innerhalb der Reihe nie."
        ),
        (Some(half), Some(most), Lang::En) => format!(
            "A move has first paid after {half} in half of all hours and after {most} in nine of ten; from {never} it never does within the series."
        ),
        (Some(half), Some(most), Lang::De) => format!(
            "Ein Umzug ist in der Hälfte aller Stunden nach {half} erstmals bezahlt und in neun von zehn nach {most}; aus {never} innerhalb der Reihe nie."
        ),
    }
}

/// First and lasting pay-back of a move in the first hour.
pub fn first_start(when: &str, first: &str, lasting: Option<&str>, lang: Lang) -> String {
    match (lasting, lang) {
        (Some(lasting), Lang::En) => {
            format!(
                "Moved at {when} UTC, it has first paid after {first}, and for good after {lasting}."
            )
        }
        (Some(lasting), Lang::De) => format!(
            "Beim Umzug am {when} UTC ist er erstmals nach {first} bezahlt und endgültig nach {lasting}."
        ),
        (None, Lang::En) => {
            format!(
                "Moved at {when} UTC, it has first paid after {first}, but is in the red again at the end."
            )
        }
        (None, Lang::De) => format!(
            "Beim Umzug am {when} UTC ist er erstmals nach {first} bezahlt, am Ende aber wieder im Minus."
        ),
    }
}

/// When to leave within the first week, if one has to.
pub fn best_start(when: &str, lang: Lang) -> String {
    match lang {
        Lang::En => {
            format!("If the VMs must leave within the first week, {when} UTC is the best hour.")
        }
        Lang::De => {
            format!("Müssen die VMs in der ersten Woche gehen, ist {when} UTC die beste Stunde.")
        }
    }
}

/// The best stay there and back.
pub fn window(from: &str, until: &str, gain: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "The best stay there and back is from {from} to {until} UTC: it gains {gain}, both moves paid."
        ),
        Lang::De => format!(
            "Der beste Aufenthalt mit Rückkehr dauert von {from} bis {until} UTC: Er bringt {gain}, beide Umzüge bezahlt."
        ),
    }
}

/// What was read.
pub fn read(hours: usize, changes: usize, lang: Lang) -> String {
    match (changes, lang) {
        (0, Lang::En) => format!("{hours} hours are used."),
        (0, Lang::De) => format!("{hours} Stunden gelten."),
        (_, Lang::En) => {
            format!("{hours} hours are used; {changes} changes of the clock were noticed.")
        }
        (_, Lang::De) => {
            format!("{hours} Stunden gelten; {changes} Zeitumstellungen wurden bemerkt.")
        }
    }
}

/// Why prices cannot be read.
pub fn bad_series(bad: BadSeries, lang: Lang) -> String {
    match (bad, lang) {
        (BadSeries::Empty, Lang::En) => "There is no price in it; the zone is used.".to_owned(),
        (BadSeries::Empty, Lang::De) => "Es ist kein Preis darin; es gilt die Zone.".to_owned(),
        (BadSeries::NotAPrice(line), Lang::En) => {
            format!("Line {line} is not a price. Until it is mended, the zone is used.")
        }
        (BadSeries::NotAPrice(line), Lang::De) => {
            format!("Zeile {line} ist kein Preis. Bis das behoben ist, gilt die Zone.")
        }
        (BadSeries::Gap(line), Lang::En) => {
            format!(
                "Before line {line}, hours are missing or out of order. A gap is not a price of zero: the zone is used."
            )
        }
        (BadSeries::Gap(line), Lang::De) => {
            format!(
                "Vor Zeile {line} fehlen Stunden oder sind vertauscht. Eine Lücke ist kein Preis von null: Es gilt die Zone."
            )
        }
        (BadSeries::TooLong, Lang::En) => "There are more than a million hours.".to_owned(),
        (BadSeries::TooLong, Lang::De) => "Das sind mehr als eine Million Stunden.".to_owned(),
    }
}
