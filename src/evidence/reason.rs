//! Why a measured case is hard to predict, where that is known.

use std::ops::RangeInclusive;

use super::case::{Case, Kind};
use crate::quantity::Lang;

/// A known reason for an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// At the edge of convergence the number of rounds is luck.
    Edge,
    /// TCP streams that start together do not share equally.
    Sharing,
    /// Losses in slow start on a long path are luck.
    LongPath,
    /// The bed has too few CPUs for so fast a link.
    ShortOfCpu,
    /// The guest was measured once and may have changed its habits.
    MeasuredOnce,
    /// What decides was not published.
    Assumed,
}

/// Chances to complete at which a migration may go either way.
const EITHER_WAY: RangeInclusive<f64> = 0.05..=0.95;

impl Reason {
    /// The reason that is known for a case that was given this chance to complete, rightly or not.
    ///
    /// A wrong verdict is luck only where the model saw that it might go either way.
    pub fn of(case: &Case, completes: f64, verdict_is_right: bool) -> Option<Self> {
        let Case { rtt, link, kind, concurrency, .. } = case;
        if case.sender.is_some() {
            // What the bed is short of is not what somebody else's hosts are.
            return Some(Self::Assumed).filter(|_| !case.assumed.is_empty());
        }
        if !verdict_is_right && EITHER_WAY.contains(&completes) {
            Some(Self::Edge)
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

    /// Whether only the measured bed explains it.
    pub const fn is_of_lab(self) -> bool {
        matches!(self, Self::ShortOfCpu)
    }

    /// The reason in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Edge => lang.pick(
                "at the edge of convergence the number of rounds is luck",
                "am Rand der Konvergenz ist die Zahl der Runden Glückssache",
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
            Self::Assumed => lang.pick(
                "not all that decides was published; see what is assumed",
                "nicht alles Entscheidende ist veröffentlicht; siehe Annahmen",
            ),
            Self::MeasuredOnce => lang.pick(
                "the guest was measured once, and may since have changed its habits",
                "der Gast wurde einmal gemessen und kann sich seitdem geändert haben",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::case;

    #[test]
    fn a_wrong_verdict_is_luck_only_where_the_model_was_in_doubt() {
        let rows = case::read(
            "run_id,technique,memory_mib,touched_mib,link_mbit_s,pattern,dirty_mib_1s,dirty_mib_4s\n\
             a,precopy,512,200,400,measured,10,20\n\
             b,precopy,512,200,400,uniform,,\n",
        );
        let cases: Vec<Case> = rows.into_iter().flatten().map(|(case, _)| case).collect();
        let [measured, synthetic] = cases.as_slice() else { unreachable!("two good rows") };
        assert_eq!(Reason::of(measured, 0.4, false), Some(Reason::Edge));
        assert_eq!(Reason::of(measured, 1.0, false), Some(Reason::MeasuredOnce));
        assert_eq!(Reason::of(synthetic, 0.0, false), None);
    }
}
