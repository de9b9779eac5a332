//! Why a measured case is hard to predict, where that is known.

use super::case::{Case, Kind};
use crate::quantity::Lang;

/// A known reason for an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// At the edge of convergence the number of rounds is luck.
    Edge,
    /// Several streams exceed their rate limit.
    Streams,
    /// TCP streams that start together do not share equally.
    Sharing,
    /// Losses in slow start on a long path are luck.
    LongPath,
    /// The bed has too few CPUs for so fast a link.
    ShortOfCpu,
    /// The guest was measured once and may have changed its habits.
    MeasuredOnce,
}

impl Reason {
    /// The reason that is known for a case, whose verdict was predicted right or not.
    pub fn of(case: &Case, verdict_is_right: bool) -> Option<Self> {
        let Case { rtt, link, kind, concurrency, .. } = case;
        if !verdict_is_right {
            Some(Self::Edge)
        } else if *kind == Kind::Multifd && case.max_bandwidth < *link {
            Some(Self::Streams)
        } else if 1 < *concurrency && *kind != Kind::Sequential {
            Some(Self::Sharing)
        } else if 15.0 <= rtt.to_ms() {
            Some(Self::LongPath)
        } else if 1500.0 <= link.to_mbit_per_s() {
            Some(Self::ShortOfCpu)
        } else if case.guest.dirty.is_measured() {
            Some(Self::MeasuredOnce)
        } else {
            None
        }
    }

    /// The reason in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Edge => lang.pick(
                "at the edge of convergence the number of rounds is luck",
                "am Rand der Konvergenz ist die Zahl der Runden Glückssache",
            ),
            Self::Streams => lang.pick(
                "several streams exceed the rate limit",
                "mehrere Ströme überschreiten das Ratenlimit",
            ),
            Self::Sharing => lang.pick(
                "TCP streams that start together do not share equally",
                "TCP-Ströme, die zusammen beginnen, teilen nicht gleichmäßig",
            ),
            Self::LongPath => lang.pick(
                "TCP on a long path: losses in slow start are luck",
                "TCP auf langem Weg: Verluste im Slow Start sind Glückssache",
            ),
            Self::ShortOfCpu => lang.pick(
                "above 1.5 Gbit/s this two-core bed is short of CPU",
                "über 1,5 Gbit/s fehlt es diesem Aufbau mit zwei Kernen an CPU",
            ),
            Self::MeasuredOnce => lang.pick(
                "the guest was measured once, and may since have changed its habits",
                "der Gast wurde einmal gemessen und kann sich seitdem geändert haben",
            ),
        }
    }
}
