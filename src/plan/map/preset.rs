//! Maps that are worth a look without saying more.

use super::{Axis, Map, Shown, USUAL};
use crate::plan::deciding::Input;
use crate::plan::dial::Dial;
use crate::plan::figure::Figure;
use crate::plan::remedy::Asked;
use crate::scenario::Field;
use crate::scenario::wave::Setting;

/// A map that is worth a look without saying more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// How fast the link is, against how fast memory is written: the total time.
    LinkAndDirtyRate,
    /// What a migration may take of the link, against how long a guest may stand still: whether it
    /// converges, as QEMU's `predict_migration` tells it.
    BandwidthAndDowntime,
    /// How large machines are, against how many move at a time: the total time.
    MemoryAndConcurrency,
    /// How much dearer the source is, against how long they stay: what is saved.
    PriceAndStay,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::LinkAndDirtyRate,
        Self::BandwidthAndDowntime,
        Self::MemoryAndConcurrency,
        Self::PriceAndStay,
    ];

    /// The map, around where the scenario stands.
    pub fn map(self, asked: &Asked) -> Map {
        let field = Dial::field;
        let [x, y] = match self {
            Self::LinkAndDirtyRate => [field(Field::LinkRate), field(Field::DirtyPageRate)],
            Self::BandwidthAndDowntime => {
                let is_limited = Field::MaxBandwidth.applies(&asked.scenario);
                let of = if is_limited { Field::MaxBandwidth } else { Field::LinkRate };
                [field(of), field(Field::DowntimeLimit)]
            }
            Self::MemoryAndConcurrency => {
                let at_a_time = match asked.wave {
                    Some(_) => Dial::Input(Input::Setting(Setting::InAll)),
                    None => field(Field::Concurrency),
                };
                [field(Field::Memory), at_a_time]
            }
            Self::PriceAndStay => [Dial::PriceDifference, field(Field::Stay)],
        };
        let shown = match self {
            Self::LinkAndDirtyRate | Self::MemoryAndConcurrency => Figure::TotalTime,
            Self::BandwidthAndDowntime => Figure::Converges,
            Self::PriceAndStay => Figure::NetSaving,
        };
        let [columns, rows] = USUAL;
        let link = asked.scenario.link.rate.get();
        let x = match x {
            // Above the link a limit limits nothing.
            Dial::Input(Input::Field(Field::MaxBandwidth)) => {
                Axis::new(x, asked, (link / 100.0, link), columns)
            }
            _ => Axis::around(x, asked, columns),
        };
        let y = match y {
            // More at a time than there are is no more.
            Dial::Input(Input::Field(Field::Concurrency)) => {
                Axis::new(y, asked, (1.0, asked.scenario.fleet.vms), rows)
            }
            _ => Axis::around(y, asked, rows),
        };
        Map { x, y, shown: Shown::Figure(shown) }
    }
}
