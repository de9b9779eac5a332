//! What predicted against measured says in words.

use super::{Compared, Family, Point, Scatter};
use crate::chart::table::Table;
use crate::evidence::validate::ErrorSize;
use crate::quantity::{Lang, duration, number, percent, quantity, signed_percent};
use crate::scenario::field::Measure;

pub(super) const fn measured(lang: Lang) -> &'static str {
    lang.pick("measured", "gemessen")
}

pub(super) const fn predicted(lang: Lang) -> &'static str {
    lang.pick("predicted", "vorhergesagt")
}

pub(super) const fn family(family: Family, lang: Lang) -> &'static str {
    match family {
        Family::PreCopy => lang.pick("Pre-copy", "Pre-Copy"),
        Family::Assisted => lang.pick("assisted", "mit Hilfen"),
        Family::PostCopy => lang.pick("Post-copy", "Post-Copy"),
        Family::Block => lang.pick("Block", "Block"),
        Family::Several => lang.pick("several VMs", "mehrere VMs"),
    }
}

/// A value of the figure compared.
pub(super) fn amount(compared: Compared, value: f64, lang: Lang) -> String {
    match compared {
        // Powers of ten of bytes are round in decimal units only.
        Compared::Sent if 1e9 <= value => format!("{}\u{202f}GB", number(value / 1e9, lang)),
        Compared::Sent if 1e6 <= value => format!("{}\u{202f}MB", number(value / 1e6, lang)),
        Compared::Sent => quantity(value, Measure::Size, lang),
        Compared::TotalTime | Compared::Downtime if 99.0 < value => {
            format!("{}\u{202f}s", number(value, lang))
        }
        Compared::TotalTime | Compared::Downtime => duration(value, lang),
    }
}

const fn what(compared: Compared, lang: Lang) -> &'static str {
    match compared {
        Compared::TotalTime => lang.pick("Total migration time", "Gesamte Migrationszeit"),
        Compared::Sent => lang.pick("Bytes sent", "Gesendete Bytes"),
        Compared::Downtime => lang.pick("Downtime", "Ausfallzeit"),
    }
}

fn error(point: &Point) -> f64 {
    point.predicted / point.measured - 1.0
}

fn errors(scatter: &Scatter) -> ErrorSize {
    ErrorSize::of(scatter.points.iter().map(error))
}

pub(super) fn title(scatter: &Scatter, lang: Lang) -> String {
    let size = errors(scatter);
    let (what, half) = (what(scatter.compared, lang), percent(size.median, lang));
    match lang {
        Lang::En => format!("{what}: half of {} predictions are within {half}", size.count),
        Lang::De => {
            format!("{what}: die Hälfte von {} Vorhersagen liegt innerhalb von {half}", size.count)
        }
    }
}

pub(super) fn subtitle(_: &Scatter, lang: Lang) -> String {
    lang.pick(
        "A mark a migration, both scales logarithmic; on the line it was predicted exactly, in the band within 10\u{202f}%",
        "Ein Zeichen je Migration, beide Skalen logarithmisch; auf der Linie genau vorhergesagt, im Band auf 10\u{202f}%",
    )
    .to_owned()
}

pub(super) fn sentence(scatter: &Scatter, lang: Lang) -> String {
    let ninety = percent(errors(scatter).p90, lang);
    match lang {
        Lang::En => format!("{}, nine in ten within {ninety}.", title(scatter, lang)),
        Lang::De => format!("{}, neun von zehn innerhalb von {ninety}.", title(scatter, lang)),
    }
}

pub(super) fn reading(compared: Compared, point: &Point, lang: Lang) -> String {
    let amount = |value| amount(compared, value, lang);
    format!(
        "{} · {} · {} {} · {} {} · {}",
        point.name,
        family(point.family, lang),
        measured(lang),
        amount(point.measured),
        predicted(lang),
        amount(point.predicted),
        signed_percent(error(point), lang),
    )
}

pub(super) fn table(scatter: &Scatter, lang: Lang) -> Table {
    let columns: [&str; 5] = lang.pick(
        ["Run", "Technique", "Measured", "Predicted", "Error"],
        ["Lauf", "Verfahren", "Gemessen", "Vorhergesagt", "Fehler"],
    );
    let mut table = Table::new(what(scatter.compared, lang).to_owned(), &columns);
    let row = |point: &Point| {
        vec![
            point.name.clone(),
            family(point.family, lang).to_owned(),
            amount(scatter.compared, point.measured, lang),
            amount(scatter.compared, point.predicted, lang),
            signed_percent(error(point), lang),
        ]
    };
    table.rows = scatter.points.iter().map(row).collect();
    table
}
