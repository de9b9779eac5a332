//! What can be asked of a plan as one number, and conditions on it.

use super::Figures;
use super::verdict::{Kind, Verdict};
use crate::model::breakeven::BreakEven;
use crate::model::trace::Ending;

/// Something that is asked of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// From the first request until the last one has arrived, in seconds.
    TotalTime,
    /// Of the machine that stands still for the longest, in seconds.
    Downtime,
    /// Everything sent, in bytes.
    Sent,
    /// At the meters and in the network, in joules.
    Energy,
    /// What that emits, in grams.
    Carbon,
    /// What the move costs, in EUR.
    Cost,
    /// What remains of the saving after the planned stay, in EUR.
    NetSaving,
    /// How long until it has paid for itself, in seconds.
    BreakEven,
    /// How many arrive.
    Arrived,
    /// 1 where all arrive and none is stopped although the rest did not fit, else 0.
    Converges,
    /// 1 where all arrive within every limit, else 0.
    WithinLimits,
}

impl Figure {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::TotalTime,
        Self::Downtime,
        Self::Sent,
        Self::Energy,
        Self::Carbon,
        Self::Cost,
        Self::NetSaving,
        Self::BreakEven,
        Self::Arrived,
        Self::Converges,
        Self::WithinLimits,
    ];

    /// Whether it is either so or not.
    pub const fn is_yes_or_no(self) -> bool {
        matches!(self, Self::Converges | Self::WithinLimits)
    }

    /// Its value, in the unit named. There is none of a move that does not bring all over, except of
    /// how many arrive; none in money where a currency has no stated rate; none of a break-even that
    /// never comes.
    pub fn read(self, verdict: &Verdict, figures: &Figures) -> Option<f64> {
        let all_arrive = verdict.kind() == Kind::Arrives && 0 < verdict.of;
        let flag = |holds: bool| Some(f64::from(u8::from(holds)));
        match self {
            Self::Arrived => return Some(f64::from(verdict.arrived())),
            Self::Converges => return flag(all_arrive && figures.ending != Ending::Forced),
            Self::WithinLimits => return flag(0 < verdict.of && verdict.is_reached()),
            _ if !all_arrive => return None,
            _ => {}
        }
        Some(match self {
            Self::TotalTime => verdict.makespan.get(),
            Self::Downtime => verdict.downtime.most.get(),
            Self::Sent => figures.sent.get(),
            Self::Energy => figures.bill.total().to_joules(),
            Self::Carbon => figures.bill.carbon.to_grams(),
            Self::Cost => figures.money?.cost.get(),
            Self::NetSaving => figures.money?.net_saving.get(),
            Self::BreakEven => match figures.break_even()? {
                BreakEven::After(after) => after.get(),
                BreakEven::Never => return None,
            },
            Self::Arrived | Self::Converges | Self::WithinLimits => return None,
        })
    }
}

/// What a plan is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Condition {
    /// All arrive.
    AllArrive,
    /// A figure that is either so or not is so.
    Is(Figure),
    /// A figure is at most so large; where it has no value, that does not hold.
    AtMost(Figure, f64),
    /// It is at least so large.
    AtLeast(Figure, f64),
}

impl Condition {
    /// Whether it holds.
    pub fn holds(self, verdict: &Verdict, figures: &Figures) -> bool {
        let read = |figure: Figure| figure.read(verdict, figures);
        match self {
            Self::AllArrive => verdict.kind() == Kind::Arrives && 0 < verdict.of,
            Self::Is(figure) => read(figure).is_some_and(|value| 0.5 < value),
            Self::AtMost(figure, most) => read(figure).is_some_and(|value| value <= most),
            Self::AtLeast(figure, least) => read(figure).is_some_and(|value| least <= value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::remedy::Asked;
    use crate::scenario::{Field, Scenario, Technique};

    #[test]
    fn a_move_that_is_given_up_has_no_total_time() {
        let mut scenario = Scenario::default();
        scenario.policy.technique = Technique::PreCopy;
        Field::Timeout.set(&mut scenario, 20.0);
        let (verdict, figures) = Asked { scenario, wave: None }.planned();
        let read = |figure: Figure| figure.read(&verdict, &figures);
        assert_eq!((read(Figure::TotalTime), read(Figure::Arrived)), (None, Some(0.0)));
        assert!(!Condition::AtMost(Figure::TotalTime, 1e9).holds(&verdict, &figures));
        assert!(!Condition::AllArrive.holds(&verdict, &figures));
    }

    #[test]
    fn who_is_stopped_by_force_arrives_but_does_not_converge() {
        let (verdict, figures) = Asked { scenario: Scenario::default(), wave: None }.planned();
        assert!(Condition::AllArrive.holds(&verdict, &figures));
        assert!(!Condition::Is(Figure::Converges).holds(&verdict, &figures));
        assert!(!Condition::Is(Figure::WithinLimits).holds(&verdict, &figures));
    }
}
