//! What can be asked of hourly prices.

use crate::model::schedule::Schedule;
use crate::plan::hours::HourlyPlan;
use crate::quantity::Lang;

/// By what the machines move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The best schedule, which knows all hours.
    Best,
    /// Moving once staying has cost a move.
    SkiRental,
    /// Moving when one hour pays for it.
    Greedy,
    /// Moving once, at the start.
    Once,
    /// Never moving.
    StayPut,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Best, Self::SkiRental, Self::Greedy, Self::Once, Self::StayPut];

    /// Its schedule; none where none keeps to the limits.
    pub fn schedule(self, plan: &HourlyPlan) -> Option<&Schedule> {
        match self {
            Self::Best => plan.best.as_ref().ok(),
            Self::SkiRental => Some(&plan.ski_rental),
            Self::Greedy => Some(&plan.greedy),
            Self::Once => Some(&plan.once),
            Self::StayPut => Some(&plan.stay_put),
        }
    }

    /// Its name.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Best => {
                lang.pick("Best schedule, all hours known", "Bester Plan, alle Stunden bekannt")
            }
            Self::SkiRental => lang.pick(
                "Move once staying has cost a move (ski rental)",
                "Umziehen, sobald Bleiben einen Umzug gekostet hat (Ski-Rental)",
            ),
            Self::Greedy => lang
                .pick("Move when one hour pays for it", "Umziehen, wenn eine Stunde ihn bezahlt"),
            Self::Once => lang.pick("Move once and stay", "Einmal umziehen und bleiben"),
            Self::StayPut => lang.pick("Stay put", "Bleiben"),
        }
    }
}

/// What can be asked of hourly prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// After how long a move has paid, over so many tenths of all starts.
    PaysAfter(u8),
    /// From how many hours it never pays.
    Never,
    /// After how long one in the first hour has first paid.
    FirstPaid,
    /// After how long it has paid for good.
    PaidForGood,
    /// What the best stay there and back gains.
    Gain,
    /// What a rule takes.
    Cost(Rule),
    /// How often it moves.
    Moves(Rule),
    /// What it takes more than the best one.
    More(Rule),
}
