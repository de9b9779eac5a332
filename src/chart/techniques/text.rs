//! What the techniques side by side say in words.

use super::{Row, Techniques};
use crate::chart::table::Table;
use crate::model::uncertainty::Spread;
use crate::quantity::{Lang, duration};
use crate::report::technique;
use crate::units::Seconds;

pub(super) const fn total_time(lang: Lang) -> &'static str {
    lang.pick("Total migration time", "Gesamte Migrationszeit")
}

pub(super) const fn downtime_word(lang: Lang) -> &'static str {
    lang.pick("Downtime", "Ausfallzeit")
}

pub(super) const fn cancelled(lang: Lang) -> &'static str {
    lang.pick("cancelled", "abgebrochen")
}

pub(super) fn limit(limit: Seconds, lang: Lang) -> String {
    let limit = duration(limit.get(), lang);
    match lang {
        Lang::En => format!("limit {limit}"),
        Lang::De => format!("Limit {limit}"),
    }
}

pub(super) fn title(techniques: &Techniques, lang: Lang) -> String {
    let least = |read: fn(&Row) -> f64| {
        let is_live = |row: &&Row| row.completes && row.technique.is_live();
        let arriving = techniques.rows.iter().filter(is_live);
        arriving.min_by(|a, b| read(a).total_cmp(&read(b)))
    };
    let (Some(fast), Some(short)) =
        (least(|row| row.total_time.get()), least(|row| row.downtime.get()))
    else {
        return lang
            .pick(
                "With no live technique does every VM arrive",
                "Mit keinem Live-Verfahren kommen alle VMs an",
            )
            .to_owned();
    };
    let total = duration(fast.total_time.get(), lang);
    let downtime = duration(short.downtime.get(), lang);
    let (first, second) = (technique(fast.technique, lang), technique(short.technique, lang));
    match (fast.technique == short.technique, lang) {
        (true, Lang::En) => {
            format!("Quickest live move, and shortest downtime: {first}, {total} and {downtime}")
        }
        (true, Lang::De) => {
            format!("Schnellster Live-Umzug mit kürzestem Ausfall: {first}, {total} und {downtime}")
        }
        (false, Lang::En) => {
            format!("Quickest live move: {first}, {total}; shortest downtime: {second}, {downtime}")
        }
        (false, Lang::De) => format!(
            "Schnellster Live-Umzug: {first}, {total}; kürzester Ausfall: {second}, {downtime}"
        ),
    }
}

pub(super) fn subtitle(techniques: &Techniques, lang: Lang) -> String {
    let has_ranges = techniques.rows.iter().any(|row| row.total_range.is_some());
    let whiskers = lang.pick("; whiskers: 8 of 10 runs", "; Striche: 8 von 10 Läufen");
    let what = lang.pick(
        "Total migration time of all VMs, and longest downtime of any on a logarithmic scale",
        "Gesamte Migrationszeit aller VMs und längste Ausfallzeit einer VM, logarithmisch",
    );
    format!("{what}{}", if has_ranges { whiskers } else { "" })
}

pub(super) fn sentence(techniques: &Techniques, lang: Lang) -> String {
    let each = techniques.rows.iter().map(|row| {
        let name = technique(row.technique, lang);
        if !row.completes {
            return format!("{name}: {}", cancelled(lang));
        }
        let total = duration(row.total_time.get(), lang);
        let downtime = duration(row.downtime.get(), lang);
        match lang {
            Lang::En => format!("{name}: {total}, of which {downtime} down"),
            Lang::De => format!("{name}: {total}, davon {downtime} Ausfall"),
        }
    });
    format!("{}. {}.", title(techniques, lang), each.collect::<Vec<_>>().join("; "))
}

fn range(spread: Option<Spread>, lang: Lang) -> String {
    spread.map_or_else(
        || "–".to_owned(),
        |spread| format!("{} – {}", duration(spread.p10, lang), duration(spread.p90, lang)),
    )
}

fn reading(row: &Row, what: &str, time: Seconds, spread: Option<Spread>, lang: Lang) -> String {
    let mut parts = vec![
        technique(row.technique, lang).to_owned(),
        format!("{what} {}", duration(time.get(), lang)),
    ];
    if spread.is_some() {
        let most = lang.pick("8 of 10 runs", "8 von 10 Läufen");
        parts.push(format!("{most}: {}", range(spread, lang)));
    }
    if !row.completes {
        parts.push(cancelled(lang).to_owned());
    }
    parts.join(" · ")
}

pub(super) fn total(row: &Row, lang: Lang) -> String {
    reading(row, total_time(lang), row.total_time, row.total_range, lang)
}

pub(super) fn downtime(row: &Row, lang: Lang) -> String {
    reading(row, downtime_word(lang), row.downtime, row.downtime_range, lang)
}

pub(super) fn table(techniques: &Techniques, lang: Lang) -> Table {
    let columns: [&str; 6] = lang.pick(
        [
            "Technique",
            "Arrives",
            "Total migration time",
            "8 of 10 runs",
            "Downtime",
            "8 of 10 runs",
        ],
        [
            "Verfahren",
            "Kommt an",
            "Gesamte Migrationszeit",
            "8 von 10 Läufen",
            "Ausfallzeit",
            "8 von 10 Läufen",
        ],
    );
    let mut table = Table::new(subtitle(techniques, lang), &columns);
    let row = |row: &Row| {
        vec![
            technique(row.technique, lang).to_owned(),
            if row.completes { lang.pick("yes", "ja") } else { lang.pick("no", "nein") }.to_owned(),
            duration(row.total_time.get(), lang),
            range(row.total_range, lang),
            duration(row.downtime.get(), lang),
            range(row.downtime_range, lang),
        ]
    };
    table.rows = techniques.rows.iter().map(row).collect();
    table
}
