//! The stages of a migration, as the literature names them (Clark et al. 2005).

use crate::model::trace::Stage;
use crate::quantity::Lang;

/// The name of a stage.
pub const fn stage(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::PreMigration => lang.pick("Pre-migration", "Vorbereitung"),
        Stage::Reservation => lang.pick("Reservation", "Reservierung"),
        Stage::DiskCopy => lang.pick("Disk copy", "Festplattenkopie"),
        Stage::PreCopy => lang.pick("Iterative pre-copy", "Iteratives Pre-Copy"),
        Stage::StopAndCopy => lang.pick("Stop-and-copy", "Stop-and-Copy"),
        Stage::Commitment => lang.pick("Commitment", "Übergabe"),
        Stage::DemandPaging => lang.pick("Demand paging", "Demand Paging"),
        Stage::Activation => lang.pick("Activation", "Aktivierung"),
    }
}
