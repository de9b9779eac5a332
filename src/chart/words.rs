//! The words that several charts use.

use crate::model::trace::Stage;
use crate::quantity::{Lang, duration, number};
use crate::units::{Bytes, Seconds};

/// A stage, without its round, as the literature names it (Clark et al. 2005).
pub(crate) const fn stage(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::PreMigration => lang.pick("Pre-migration", "Vorbereitung"),
        Stage::Reservation => lang.pick("Reservation", "Reservierung"),
        Stage::DiskCopy => lang.pick("Disk copy", "Festplattenkopie"),
        Stage::PreCopy => lang.pick("Round", "Runde"),
        Stage::StopAndCopy => lang.pick("Stop-and-copy", "Stop-and-Copy"),
        Stage::Boot => lang.pick("Boot", "Neustart"),
        Stage::Commitment => lang.pick("Commitment", "Übergabe"),
        Stage::DemandPaging => lang.pick("Demand paging", "Demand Paging"),
        Stage::Activation => lang.pick("Activation", "Aktivierung"),
    }
}

/// An amount of memory; MiB up to 10 GiB, so that rounds can be compared at a glance.
pub(crate) fn size(bytes: Bytes, lang: Lang) -> String {
    if bytes.to_gib() < 9.995 {
        format!("{}\u{202f}MiB", number(bytes.to_mib(), lang))
    } else {
        format!("{}\u{202f}GiB", number(bytes.to_gib(), lang))
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
