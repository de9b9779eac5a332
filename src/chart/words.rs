//! The words that several charts use.

use crate::model::service::Class;
use crate::model::service::profile::Group;
use crate::model::trace::Stage;
use crate::quantity::{Lang, duration, number};
use crate::units::{Bytes, Seconds};

/// A stage, without its round, as the literature names it (Clark et al. 2005).
pub(crate) const fn stage(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::PreMigration => lang.pick("Pre-migration", "Vorbereitung"),
        Stage::Reservation => lang.pick("Reservation", "Reservierung"),
        Stage::DiskCopy => lang.pick("Disk copy", "Festplattenkopie"),
        Stage::Tracking => lang.pick("Tracking", "Verfolgung"),
        Stage::PreCopy => lang.pick("Round", "Runde"),
        Stage::StopAndCopy => lang.pick("Stop-and-copy", "Stop-and-Copy"),
        Stage::OfflineCopy => lang.pick("Copy while down", "Kopie im Stillstand"),
        Stage::Conversion => lang.pick("Conversion", "Konvertierung"),
        Stage::Boot => lang.pick("Boot", "Neustart"),
        Stage::Commitment => lang.pick("Commitment", "Übergabe"),
        Stage::DemandPaging => lang.pick("Demand paging", "Demand Paging"),
        Stage::Activation => lang.pick("Activation", "Aktivierung"),
    }
}

/// Who worked a chart out, where nobody else is to be named.
pub(super) fn own(lang: Lang) -> String {
    let from = lang.pick("worked out from the stated inputs", "berechnet aus den Eingaben");
    format!("Movecast {}, {from}", env!("CARGO_PKG_VERSION"))
}

/// What users ask for.
pub(crate) const fn class(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Read => lang.pick("Reading files", "Dateien lesen"),
        Class::Write => lang.pick("Writing files", "Dateien schreiben"),
        Class::Cpu => lang.pick("Computing", "Rechnen"),
        Class::Http => "HTTP",
    }
}

/// The same in one word, where there is little room.
pub(super) const fn class_briefly(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Read => lang.pick("Read", "Lesen"),
        Class::Write => lang.pick("Write", "Schreiben"),
        Class::Cpu => lang.pick("Compute", "Rechnen"),
        Class::Http => "HTTP",
    }
}

/// Whose users.
pub(crate) const fn group(group: Group, lang: Lang) -> &'static str {
    match group {
        Group::Moved => lang.pick("VMs that move", "VMs, die umziehen"),
        Group::There => lang.pick("VMs at the destination", "VMs am Ziel"),
        Group::Here => lang.pick("VMs left behind", "VMs, die bleiben"),
    }
}

/// So many times.
pub(crate) fn times(factor: f64, lang: Lang) -> String {
    format!("{}{}", rounded(factor, lang), lang.pick(" times", "\u{2011}mal"))
}

/// The same where there is little room.
pub(super) fn times_briefly(factor: f64, lang: Lang) -> String {
    format!("{}\u{202f}×", rounded(factor, lang))
}

/// A factor, with no more digits than the model is good for.
pub(crate) fn rounded(factor: f64, lang: Lang) -> String {
    let digits = if factor < 10.0 { 10.0 } else { 1.0 };
    number(libm::round(factor * digits) / digits, lang)
}

/// An amount of memory; MiB up to 10 GiB, so that rounds can be compared at a glance.
pub(crate) fn size(bytes: Bytes, lang: Lang) -> String {
    if bytes.to_gib() < 9.995 {
        format!("{}\u{202f}MiB", number(bytes.to_mib(), lang))
    } else {
        format!("{}\u{202f}GiB", number(bytes.to_gib(), lang))
    }
}

/// When a move was given up.
pub(super) fn given_up(after: Seconds, lang: Lang) -> String {
    let time = duration(after.get(), lang);
    match lang {
        Lang::En => format!("given up after {time}"),
        Lang::De => format!("nach {time} aufgegeben"),
    }
}

/// How long the guest runs nowhere.
pub(super) fn stands_still(downtime: Seconds, lang: Lang) -> String {
    let time = duration(downtime.get(), lang);
    match lang {
        Lang::En => format!("stands still {time}"),
        Lang::De => format!("steht {time} still"),
    }
}
