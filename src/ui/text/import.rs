//! What is said of a text that was brought in.

use crate::chart::table::Table;
use crate::evidence::fit::{Fit, Seen};
use crate::plan::deciding::Input;
use crate::quantity::{Lang, duration, quantity};
use crate::report::fit as words;
use crate::scenario::field::Measure;
use crate::share::import::workbook::NoSheet;
use crate::share::import::{Fact, Import, ImportFile};
use crate::share::names;

/// What the box is for.
pub(in crate::ui) const fn box_name(lang: Lang) -> &'static str {
    lang.pick("Output to read", "Ausgabe, die gelesen wird")
}

/// What may come into it.
pub(in crate::ui) const fn hint(lang: Lang) -> &'static str {
    lang.pick(
        "Paste text or drop a file: domjobinfo, query-migrate, task logs, settings, lists of VMs",
        "Text einfügen oder Datei ablegen: domjobinfo, query-migrate, Protokolle, Einstellungen, VM-Listen",
    )
}

/// Why nothing was read of a workbook.
pub(in crate::ui) fn no_sheet(why: &NoSheet, lang: Lang) -> String {
    match (why, lang) {
        (NoSheet::TooLarge, Lang::En) => {
            "This workbook unpacks to more than is read: save its list of VMs as CSV.".to_owned()
        }
        (NoSheet::TooLarge, Lang::De) => {
            "Diese Arbeitsmappe ist entpackt zu groß: ihre VM-Liste als CSV sichern.".to_owned()
        }
        (NoSheet::Unreadable(why), Lang::En) => {
            format!("This looks like a workbook but cannot be read as one: {why}")
        }
        (NoSheet::Unreadable(why), Lang::De) => {
            format!("Das sieht aus wie eine Arbeitsmappe, ist aber nicht als solche lesbar: {why}")
        }
        (NoSheet::Unknown(names), Lang::En) => format!(
            "No sheet of this workbook lists VMs by headings that are known: {}",
            names.join(", ")
        ),
        (NoSheet::Unknown(names), Lang::De) => format!(
            "Kein Blatt dieser Arbeitsmappe führt VMs unter bekannten Überschriften auf: {}",
            names.join(", ")
        ),
    }
}

/// Takes over what was read.
pub(in crate::ui) const fn apply(lang: Lang) -> &'static str {
    lang.pick("Apply what was read", "Gelesenes übernehmen")
}

/// Above what a completed move tells.
pub(in crate::ui) const fn moved(lang: Lang) -> &'static str {
    lang.pick("What this move tells", "Was dieser Umzug verrät")
}

/// Takes that over.
pub(in crate::ui) const fn learn(lang: Lang) -> &'static str {
    lang.pick("Use what this move tells", "Übernehmen, was dieser Umzug verrät")
}

/// A move: measured, and as predicted without and with what it tells.
pub(in crate::ui) fn before_and_after(fit: &Fit, lang: Lang) -> Table {
    let columns = lang.pick(
        ["", "Measured", "Predicted without it", "With what it tells"],
        ["", "Gemessen", "Ohne ihn vorhergesagt", "Mit dem, was er verrät"],
    );
    let time = |seconds: f64| duration(seconds, lang);
    let size = |bytes: f64| quantity(bytes, Measure::Size, lang);
    type Part<'a> = (&'a str, fn(&Seen) -> Option<f64>, &'a dyn Fn(f64) -> String);
    let parts: [Part<'_>; 3] = [
        (lang.pick("Total time", "Gesamtzeit"), |seen| seen.total, &time),
        (lang.pick("Downtime", "Ausfallzeit"), |seen| seen.downtime, &time),
        (lang.pick("Sent", "Gesendet"), |seen| seen.sent, &size),
    ];
    let row = |(name, read, write): Part<'_>| {
        let of = fit.rows.first()?;
        let cells = [read(&of.seen)?, read(&of.before.seen)?, read(&of.after.seen)?];
        Some(std::iter::once(name.to_owned()).chain(cells.map(write)).collect())
    };
    Table {
        caption: moved(lang).to_owned(),
        columns: columns.map(str::to_owned).to_vec(),
        rows: parts.into_iter().filter_map(row).collect(),
    }
}

/// What was learned of it, in one line.
pub(in crate::ui) fn told(fit: &Fit, lang: Lang) -> String {
    let lines = words::learned(fit, lang).into_iter().map(|line| line.trim().to_owned());
    let lines = lines.collect::<Vec<_>>().join("; ");
    format!("{} {lines}", words::summary(fit, lang)).trim().to_owned()
}

/// What it cannot tell, likewise.
pub(in crate::ui) fn untold(fit: &Fit, lang: Lang) -> String {
    let mut lines = words::untold(fit, lang).into_iter().map(|line| line.trim().to_owned());
    let head = lines.next().unwrap_or_default();
    format!("{head} {}", lines.collect::<Vec<_>>().join("; ")).trim().to_owned()
}

/// What was read: what, its value, which input it sets, where it stands.
pub(in crate::ui) fn table(read: &Import, lang: Lang) -> Table {
    let set = |name: &str| {
        let fact = read.reading.facts.iter().find(|fact| fact.name == name);
        fact.and_then(|fact: &Fact| read.sets(fact))
            .map_or_else(String::new, |of: Input| names::input(of))
    };
    let file = ImportFile::from(read);
    let columns = lang.pick(["What", "Value", "Sets", "From"], ["Was", "Wert", "Setzt", "Aus"]);
    Table {
        caption: format!("{}: {}", lang.pick("Read of", "Gelesen aus"), file.kind),
        columns: columns.map(str::to_owned).to_vec(),
        rows: file
            .read
            .into_iter()
            .map(|fact| vec![fact.fact.clone(), fact.value, set(&fact.fact), fact.from])
            .collect(),
    }
}

/// What was assumed, is missing or was left out.
pub(in crate::ui) fn remarks(read: &Import, lang: Lang) -> Vec<String> {
    let about = |heading: &str, all: &[String]| {
        // More than these nobody reads.
        let shown = all.iter().take(5).cloned().collect::<Vec<_>>().join("; ");
        let more = if 5 < all.len() { format!("; +{}", all.len() - 5) } else { String::new() };
        (!all.is_empty()).then(|| format!("{heading}: {shown}{more}"))
    };
    let missing: Vec<String> = read.missing.iter().map(|name| (*name).to_owned()).collect();
    [
        about(lang.pick("Assumed", "Angenommen"), &read.reading.assumed),
        about(lang.pick("Not stated in it", "Darin nicht angegeben"), &missing),
        about(lang.pick("Left out", "Ausgelassen"), &read.reading.left_out),
    ]
    .into_iter()
    .flatten()
    .collect()
}
