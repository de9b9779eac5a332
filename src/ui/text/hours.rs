//! The words of hourly prices.

use crate::model::breakeven::Account;
use crate::quantity::Lang;
use crate::report::no_rate;
use crate::scenario::Currency;
use crate::scenario::choice::Options;
use crate::share::series::{BadSeries, Series};

super::words! {
    /// Heading.
    heading: "With hourly prices", "Mit Stundenpreisen";
    /// Where no zone is chosen.
    unasked: "Choose a zone for both sites to plan with the prices of every hour of 2024, or paste your own.",
        "Wählen Sie für beide Standorte eine Zone, um mit den Preisen jeder Stunde von 2024 zu planen, oder fügen Sie eigene ein.";
    /// While files are fetched.
    loading: "Fetching the prices …", "Die Preise werden geladen …";
    /// Where a file could not be had.
    failed: "The prices could not be fetched. Everything else works without them.",
        "Die Preise konnten nicht geladen werden. Alles andere geht auch ohne sie.";
    /// Where two series have no hour in common.
    apart: "These prices have no hour in common.", "Diese Preise haben keine gemeinsame Stunde.";
    /// Where no schedule keeps to what is asked.
    impossible: "No schedule keeps to these limits.", "Kein Plan hält diese Grenzen ein.";
    /// Label.
    week: "Week shown", "Gezeigte Woche";
    /// Label.
    minimum_stay: "Shortest stay", "Kürzester Aufenthalt";
    /// Label.
    most_moves: "Most moves", "Meiste Umzüge";
    /// Label.
    everywhere: "Follow the sun over all 14 European zones", "Der Sonne nach über alle 14 europäischen Zonen";
    /// Under the limits.
    others: "Other zones have their country's surcharge and carbon intensity, and the destination's PUE.",
        "Andere Zonen haben Aufschlag und CO₂-Intensität ihres Landes und die PUE des Ziels.";
    /// Label.
    deadline: "Leave the source", "Ursprung verlassen";
    /// Label.
    at_night: "Move only from 0 to 6 h UTC", "Nur von 0 bis 6 Uhr UTC umziehen";
    /// Summary.
    own_prices: "Series of your own: prices, carbon, PUE, renewables", "Eigene Reihen: Preise, CO₂, PUE, Erneuerbare";
    /// Hint.
    own_hint: "Paste a table or drop a file. One price an hour per MWh in the site’s currency, with its time before it or none; a first line that says EUR/kWh or ct/kWh changes the unit, and one that names another currency than the site’s is refused. A head names further columns: carbon (g/kWh), PUE, renewables (kW). Times with Z or an offset are exact, others local. All of it stays in this browser, which remembers it if it has room, and is not part of the link.",
        "Fügen Sie eine Tabelle ein oder lassen Sie eine Datei fallen. Ein Preis je Stunde und MWh in der Währung des Standorts, mit der Zeit davor oder ohne; eine erste Zeile mit EUR/kWh oder ct/kWh ändert die Einheit, und eine mit einer anderen Währung als der des Standorts wird abgelehnt. Ein Kopf nennt weitere Spalten: CO2 (g/kWh), PUE, Solar (kW). Zeiten mit Z oder Abstand sind genau, andere Ortszeit. Alles bleibt in diesem Browser, der es sich merkt, wenn Platz ist, und gehört nicht zum Link.";
    /// Button.
    forget: "Forget these series", "Diese Reihen vergessen";
    /// Where the Australian data come from, and what they are.
    australia: "Australia: Australian Energy Market Operator (AEMO), aggregated price and demand data, changed: means by the hour in UTC. Spot prices of the dispatch in AUD, not day-ahead; an hour is the mean of the twelve five-minute prices that end in it, and eleven hours at the ends of months were put together again, three of them by a guess.",
        "Australien: Australian Energy Market Operator (AEMO), Aggregated price and demand data, geändert: Stundenmittel in UTC. Spotpreise des Abrufs in AUD, keine Day-Ahead-Preise; eine Stunde ist das Mittel der zwölf Fünf-Minuten-Preise, die in ihr enden, und elf Stunden an Monatsgrenzen sind wieder zusammengesetzt, drei davon vermutet.";
    /// Where the data come from.
    attribution: "Day-ahead prices of 2024, wholesale: Bundesnetzagentur | SMARD.de and Energinet (www.energidataservice.dk), both CC BY 4.0, changed: UTC, one file a zone. A schedule of the past knows what nobody knew then; the rules in the table do not.",
        "Day-Ahead-Preise von 2024, Großhandel: Bundesnetzagentur | SMARD.de und Energinet (www.energidataservice.dk), beide CC BY 4.0, geändert: UTC, eine Datei je Zone. Ein Plan für Vergangenes weiß, was damals niemand wusste; die Regeln in der Tabelle nicht.";
}

/// Heads of the strategies.
pub const fn heads(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Strategy", "In all", "Moves", "More than the best"],
        ["Strategie", "Insgesamt", "Umzüge", "Mehr als der beste"],
    )
}

/// Labels of the user's own prices.
pub const fn own(lang: Lang) -> [&'static str; 2] {
    lang.pick(["At the source", "At the destination"], ["Am Ursprung", "Am Ziel"])
}

/// Caption of the strategies.
pub fn strategies(account: Account, hours: usize, lang: Lang) -> String {
    let what = match account {
        Account::Money => lang.pick("Electricity and moves", "Strom und Umzüge"),
        Account::Energy => lang.pick("Energy of VMs and moves", "Energie der VMs und Umzüge"),
        Account::Carbon => lang.pick("Emissions of VMs and moves", "Emissionen der VMs und Umzüge"),
    };
    match lang {
        Lang::En => format!("{what} over {hours} hours"),
        Lang::De => format!("{what} über {hours} Stunden"),
    }
}

/// What can be asked of a schedule: shortest stays, limits on moves, deadlines, in the view's order.
pub const fn limits(lang: Lang) -> ([&'static str; 4], [&'static str; 5], [&'static str; 4]) {
    match lang {
        Lang::En => (
            ["One hour", "6 hours", "A day", "A week"],
            ["As many as pay", "1", "2", "12", "52"],
            ["Never", "Within a day", "Within a week", "Within 30 days"],
        ),
        Lang::De => (
            ["Eine Stunde", "6 Stunden", "Ein Tag", "Eine Woche"],
            ["So viele sich lohnen", "1", "2", "12", "52"],
            ["Nie", "Binnen eines Tages", "Binnen einer Woche", "Binnen 30 Tagen"],
        ),
    }
}

/// What was read.
pub fn read(series: &Series, lang: Lang) -> String {
    let (hours, changes) = (series.hours(), series.clock_changes.len());
    let used = match lang {
        Lang::En => format!("{hours} hours are used"),
        Lang::De => format!("{hours} Stunden gelten"),
    };
    let averaged = series.averaged.map_or_else(String::new, |rows| match lang {
        Lang::En => format!(", averaged from {rows} rows by their minutes"),
        Lang::De => format!(", nach Minuten gemittelt aus {rows} Zeilen"),
    });
    let changed = match (changes, lang) {
        (0, _) => String::new(),
        (_, Lang::En) => format!("; {changes} changes of the clock were noticed"),
        (_, Lang::De) => format!("; {changes} Zeitumstellungen wurden bemerkt"),
    };
    format!("{used}{averaged}{changed}.")
}

/// Which exchange rate is missing to count these prices, at a site with that currency, in EUR.
pub fn unrated(prices: Currency, site: Currency, lang: Lang) -> String {
    if [Currency::Eur, site].contains(&prices) {
        return no_rate(site, lang);
    }
    let code = prices.name();
    match lang {
        Lang::En => format!(
            "The prices of this zone are in {code}: choose {code} as the currency of its site, and state its exchange rate."
        ),
        Lang::De => format!(
            "Die Preise dieser Zone sind in {code}: Wählen Sie {code} als Währung des Standorts und geben Sie ihren Wechselkurs an."
        ),
    }
}

/// Why prices cannot be read.
pub fn bad_series(bad: BadSeries, lang: Lang) -> String {
    match (bad, lang) {
        (BadSeries::Empty, Lang::En) => "There is no number in it; the zone is used.".to_owned(),
        (BadSeries::Empty, Lang::De) => "Es ist keine Zahl darin; es gilt die Zone.".to_owned(),
        (BadSeries::NotAPrice(line), Lang::En) => {
            format!(
                "Line {line} is not a row of such numbers. Until it is mended, the zone is used."
            )
        }
        (BadSeries::NotAPrice(line), Lang::De) => {
            format!(
                "Zeile {line} ist keine solche Zeile von Zahlen. Bis das behoben ist, gilt die Zone."
            )
        }
        (BadSeries::NotATime(line), Lang::En) => {
            format!("Line {line}: this time is in no calendar; the zone is used.")
        }
        (BadSeries::NotATime(line), Lang::De) => {
            format!("Zeile {line}: Diese Zeit steht in keinem Kalender; es gilt die Zone.")
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
        (BadSeries::TooLarge, Lang::En) => {
            "This is more than 4 MB and was not read; the zone is used.".to_owned()
        }
        (BadSeries::TooLarge, Lang::De) => {
            "Das sind mehr als 4 MB; sie wurden nicht gelesen, es gilt die Zone.".to_owned()
        }
        (BadSeries::UnknownCurrency(line), Lang::En) => format!(
            "Line {line} names a currency that is not in the site’s list. Convert the prices to one that is; until then the zone is used."
        ),
        (BadSeries::UnknownCurrency(line), Lang::De) => format!(
            "Zeile {line} nennt eine Währung, die nicht in der Liste des Standorts steht. Rechnen Sie die Preise in eine um, die es tut; bis dahin gilt die Zone."
        ),
        (BadSeries::OtherCurrency { prices, site }, Lang::En) => format!(
            "These prices are in {0}, and the site counts in {1}. Choose {0} as its currency, or convert them to {1}; until then the zone is used.",
            prices.name(),
            site.name()
        ),
        (BadSeries::OtherCurrency { prices, site }, Lang::De) => format!(
            "Diese Preise sind in {0}, und der Standort rechnet in {1}. Wählen Sie {0} als seine Währung oder rechnen Sie sie in {1} um; bis dahin gilt die Zone.",
            prices.name(),
            site.name()
        ),
        (BadSeries::TooLong, Lang::En) => "There are more than a million hours.".to_owned(),
        (BadSeries::TooLong, Lang::De) => "Das sind mehr als eine Million Stunden.".to_owned(),
    }
}
