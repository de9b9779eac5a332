//! What can be asked about the numbers in sentences and tables; `explain` answers.

pub mod hours;
pub mod service;
pub mod wave;

use crate::model::breakeven::Account;
use crate::model::trace::Stage;
use crate::scenario::Technique;
use crate::units::NetworkIntensity;

/// What can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// From the first request until the last machine has arrived.
    TotalTime,
    /// How long a machine runs nowhere.
    Downtime,
    /// How long a machine does nothing at most.
    LongestStall,
    /// What goes over the link.
    Sent,
    /// How much of its time a machine spends in a stage.
    Spent(Stage),
    /// How many rounds its memory takes.
    Rounds,
    /// How many times as long it takes as the quickest live technique.
    TimesAsLong,
    /// What the move takes.
    Cost(Account),
    /// What is saved by the hour from then on.
    Saving(Account),
    /// When it has paid.
    BreakEven(Account),
    /// The price at the destination at which the planned stay just pays for the move.
    EvenPrice,
    /// What moving everything back costs.
    Back,
    /// How much could be sent before the move takes more than the planned stay saves.
    WorthSending,
    /// Whether to move by the chosen technique.
    Verdict,
}

impl Question {
    /// The four figures, in their order.
    pub const FIGURES: [Self; 4] = [
        Self::TotalTime,
        Self::Downtime,
        Self::Cost(Account::Money),
        Self::BreakEven(Account::Money),
    ];
}

/// What is asked of which technique.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Subject {
    /// What.
    pub question: Question,
    /// Of which technique; the chosen one where none is named.
    pub technique: Option<Technique>,
    /// With which energy per traffic; the stated one where none is named.
    pub network: Option<NetworkIntensity>,
}

impl Subject {
    /// A question about the chosen technique.
    pub const fn chosen(question: Question) -> Self {
        Self { question, technique: None, network: None }
    }

    /// A question about this technique.
    pub const fn of(question: Question, technique: Technique) -> Self {
        Self { technique: Some(technique), ..Self::chosen(question) }
    }

    /// A question about the chosen technique, if traffic took so much energy.
    pub const fn with_network(question: Question, network: NetworkIntensity) -> Self {
        Self { network: Some(network), ..Self::chosen(question) }
    }
}
