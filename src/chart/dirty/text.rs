//! What the memory still to be sent says in words.

use super::{Dirty, Fall, Threshold};
use crate::chart::table::Table;
use crate::chart::words::{size, stage};
use crate::model::trace::{Ending, Stage};
use crate::quantity::{Lang, duration, number};
use crate::units::Bytes;

pub(super) fn threshold(threshold: &Threshold, lang: Lang) -> String {
    let limit = duration(threshold.limit.get(), lang);
    let fits = size(threshold.fits, lang);
    match lang {
        Lang::En => format!("fits into {limit}: {fits}"),
        Lang::De => format!("passt in {limit}: {fits}"),
    }
}

/// What was left when the rounds ended.
fn left(dirty: &Dirty) -> Bytes {
    if dirty.ending == Some(Ending::OutOfTime) {
        return dirty.falls.last().map_or(Bytes::ZERO, |fall| fall.to);
    }
    let stop = dirty.falls.iter().find(|fall| fall.stage != Stage::PreCopy);
    stop.or(dirty.falls.last()).map_or(Bytes::ZERO, |fall| fall.from)
}

pub(super) fn title(dirty: &Dirty, lang: Lang) -> String {
    let remains = left(dirty);
    let left = size(remains, lang);
    let rounds = dirty.falls.iter().map(|fall| fall.round).max().unwrap_or(0);
    let Some(ending) = dirty.ending else {
        return lang.pick("Nothing moves", "Nichts bewegt sich").to_owned();
    };
    match (ending, lang) {
        (Ending::Suspended, Lang::En) => {
            return format!("{left} are sent while the guest stands still");
        }
        (Ending::Suspended, Lang::De) => {
            return format!("{left} werden gesendet, während der Gast stillsteht");
        }
        (Ending::OutOfTime, _) if dirty.falls.is_empty() => {
            let what =
                ["Given up before memory was sent", "Aufgegeben, ehe Speicher gesendet wurde"];
            return lang.pick(what[0], what[1]).to_owned();
        }
        (Ending::Restarted, _) => {
            return lang.pick("No memory is sent", "Es wird kein Speicher gesendet").to_owned();
        }
        _ => {}
    }
    let after = match (rounds, lang) {
        (1, Lang::En) => "After one round".to_owned(),
        (1, Lang::De) => "Nach einer Runde".to_owned(),
        (_, Lang::En) => format!("After {rounds} rounds"),
        (_, Lang::De) => format!("Nach {rounds} Runden"),
    };
    let Some(Threshold { limit, fits }) = dirty.threshold else {
        return match lang {
            Lang::En => format!("{left} are fetched after the handover"),
            Lang::De => format!("{left} werden nach der Übergabe nachgeladen"),
        };
    };
    let limit = duration(limit.get(), lang);
    let times = number(remains.share_of(fits).get(), lang);
    match (ending, lang) {
        (Ending::Forced | Ending::OutOfTime, Lang::En) => {
            format!("{after} {left} are left, {times} times what fits into {limit}")
        }
        (Ending::Forced | Ending::OutOfTime, Lang::De) => {
            format!("{after} bleiben {left}, {times}-mal so viel, wie in {limit} passt")
        }
        (_, Lang::En) => {
            format!("{after} {left} are left, which fit into the downtime limit of {limit}")
        }
        (_, Lang::De) => {
            format!("{after} bleiben {left}; das passt in das Downtime-Limit von {limit}")
        }
    }
}

pub(super) fn subtitle(dirty: &Dirty, lang: Lang) -> String {
    let vm = dirty.vm + 1;
    match lang {
        Lang::En => {
            format!("VM {vm}: memory still to be sent, over the time since its migration began")
        }
        Lang::De => {
            format!(
                "VM {vm}: noch zu sendender Speicher über der Zeit seit Beginn seiner Migration"
            )
        }
    }
}

pub(super) fn sentence(dirty: &Dirty, lang: Lang) -> String {
    let title = title(dirty, lang);
    let Some(first) = dirty.falls.first() else { return title };
    let all = size(first.from, lang);
    match lang {
        Lang::En => format!("{title}. It began with {all}."),
        Lang::De => format!("{title}. Am Anfang waren es {all}."),
    }
}

fn name(fall: &Fall, lang: Lang) -> String {
    let name = stage(fall.stage, lang);
    match fall.round {
        0 => name.to_owned(),
        round if fall.stands_for_many => {
            format!("{name} {round} {}", lang.pick("and those after it", "und die folgenden"))
        }
        round => format!("{name} {round}"),
    }
}

pub(super) fn reading(fall: &Fall, lang: Lang) -> String {
    let takes = duration((fall.end - fall.start).get(), lang);
    let (from, to) = (size(fall.from, lang), size(fall.to, lang));
    format!("{} · {takes} · {from} → {to}", name(fall, lang))
}

pub(super) fn table(dirty: &Dirty, lang: Lang) -> Table {
    let columns: [&str; 5] = lang.pick(
        ["Stage", "From", "Takes", "Left before", "Left after"],
        ["Phase", "Ab", "Dauer", "Rest vorher", "Rest nachher"],
    );
    let mut table = Table::new(subtitle(dirty, lang), &columns);
    let row = |fall: &Fall| {
        vec![
            name(fall, lang),
            duration(fall.start.get(), lang),
            duration((fall.end - fall.start).get(), lang),
            size(fall.from, lang),
            size(fall.to, lang),
        ]
    };
    table.rows = dirty.falls.iter().map(row).collect();
    table
}
