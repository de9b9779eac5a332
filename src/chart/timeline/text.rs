//! What the rounds say in words.

use super::{Band, Timeline};
use crate::chart::table::Table;
use crate::chart::words::{size, stage};
use crate::model::trace::{Ending, Stage};
use crate::quantity::{Lang, best_unit, duration, quantity};
use crate::scenario::field::Measure;
use crate::units::Bytes;

/// A band's name: `Round 3`, `Rounds 3–9`, `Disk copy`.
pub(super) fn name(band: &Band, lang: Lang) -> String {
    let (first, last) = (band.round, band.last_round);
    match (band.stage, first == last) {
        (Stage::PreCopy, true) => format!("{} {first}", stage(Stage::PreCopy, lang)),
        (Stage::PreCopy, false) => format!("{} {first}–{last}", lang.pick("Rounds", "Runden")),
        (other, _) => stage(other, lang).to_owned(),
    }
}

pub(super) fn title(timeline: &Timeline, lang: Lang) -> String {
    let Some(summary) = timeline.summary else {
        return lang.pick("Nothing moves", "Nichts bewegt sich").to_owned();
    };
    let rounds = summary.rounds;
    let downtime = duration(summary.downtime.get(), lang);
    let total = duration(summary.total_time().get(), lang);
    let left = size(left(timeline), lang);
    match (summary.ending, lang) {
        (Ending::Converged, Lang::En) => {
            format!("Converged in round {rounds}: the guest stands still for {downtime}")
        }
        (Ending::Converged, Lang::De) => {
            format!("In Runde {rounds} konvergiert: Der Gast steht {downtime} still")
        }
        (Ending::HandedOver, Lang::En) => {
            format!(
                "Handed over after {downtime} of standing still; all memory is there after {total}"
            )
        }
        (Ending::HandedOver, Lang::De) => {
            format!("Nach {downtime} Stillstand übergeben; nach {total} ist der ganze Speicher da")
        }
        (Ending::Suspended, Lang::En) => {
            format!("Suspended for {downtime} while all of it is moved, {total} in all")
        }
        (Ending::Suspended, Lang::De) => {
            format!("{downtime} angehalten, während alles umzieht; insgesamt {total}")
        }
        (Ending::Restarted, Lang::En) => {
            format!(
                "Started anew: the service is gone for {downtime}, and all is done after {total}"
            )
        }
        (Ending::Restarted, Lang::De) => {
            format!("Neu gestartet: Der Dienst fehlt {downtime}, und nach {total} ist alles vorbei")
        }
        (Ending::Forced, Lang::En) => {
            format!("Round {rounds} still leaves {left}: the guest stands still for {downtime}")
        }
        (Ending::Forced, Lang::De) => {
            format!("Nach Runde {rounds} fehlen noch {left}: Der Gast steht {downtime} still")
        }
        (Ending::OutOfTime, Lang::En) => {
            format!("Cancelled after {total}: {left} were still missing, the guest stays")
        }
        (Ending::OutOfTime, Lang::De) => {
            format!("Nach {total} abgebrochen: {left} fehlten noch, der Gast bleibt")
        }
    }
}

/// What was left when the rounds ended.
fn left(timeline: &Timeline) -> Bytes {
    let stop = timeline.bands.iter().find(|band| band.stage == Stage::StopAndCopy);
    match stop {
        Some(stop) if !timeline.gave_up() => stop.pending,
        _ => timeline.missing_after(timeline.bands.len().saturating_sub(1)),
    }
}

pub(super) fn subtitle(timeline: &Timeline, lang: Lang) -> String {
    let vm = timeline.summary.map_or(0, |summary| summary.vm) + 1;
    let unit = best_unit(Measure::BitRate, timeline.highest_rate().get()).name;
    match lang {
        Lang::En => format!("VM {vm}: rate in {unit} over the time since its move began"),
        Lang::De => format!("VM {vm}: Rate in {unit} über der Zeit seit Beginn ihres Umzugs"),
    }
}

pub(super) fn sentence(timeline: &Timeline, lang: Lang) -> String {
    let title = title(timeline, lang);
    let Some(summary) = timeline.summary else { return title };
    let total = duration(summary.total_time().get(), lang);
    let sent = size(summary.sent(), lang);
    let repeated: Bytes = timeline.bands.iter().filter(|b| b.repeats()).map(|b| b.sent).sum();
    let again = match (repeated.is_positive(), lang) {
        (false, _) => String::new(),
        (true, Lang::En) => format!(", {} of it again", size(repeated, lang)),
        (true, Lang::De) => format!(", davon {} erneut", size(repeated, lang)),
    };
    match lang {
        Lang::En => format!("{title}. In {total} it sends {sent}{again}."),
        Lang::De => format!("{title}. In {total} werden {sent} gesendet{again}."),
    }
}

pub(super) fn reading(band: &Band, lang: Lang) -> String {
    let mut parts = vec![name(band, lang), duration(band.duration().get(), lang)];
    if band.sent.is_positive() {
        let again = if band.repeats() { lang.pick(" again", " erneut") } else { "" };
        let rate = quantity(band.rate().get(), Measure::BitRate, lang);
        parts.push(format!("{}{again}", size(band.sent, lang)));
        parts.push(rate);
    }
    if band.mirrored.is_positive() {
        let mirrored = lang.pick("mirrored", "gespiegelt");
        parts.push(format!("{} {mirrored}", size(band.mirrored, lang)));
    }
    if band.stage.stands_still() {
        parts.push(lang.pick("the guest stands still", "der Gast steht still").to_owned());
    }
    parts.join(" · ")
}

pub(super) fn table(timeline: &Timeline, lang: Lang) -> Table {
    let columns: [&str; 7] = lang.pick(
        ["Stage", "From", "Takes", "To send", "Sent", "Rate", "Mirrored writes"],
        ["Phase", "Ab", "Dauer", "Zu senden", "Gesendet", "Rate", "Gespiegelte Schreibzugriffe"],
    );
    let mut table = Table::new(subtitle(timeline, lang), &columns);
    let row = |band: &Band| {
        vec![
            name(band, lang),
            duration(band.start.get(), lang),
            duration(band.duration().get(), lang),
            size(band.pending, lang),
            size(band.sent, lang),
            quantity(band.rate().get(), Measure::BitRate, lang),
            size(band.mirrored, lang),
        ]
    };
    table.rows = timeline.bands.iter().map(row).collect();
    table
}
