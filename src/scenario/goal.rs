//! What the user wants to know.

/// A question that the page answers; it chooses which inputs are open and which figure leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Goal {
    /// Will it converge, and how long does the guest stand still?
    Converge,
    /// Is a host empty within a window?
    Empty,
    /// Does moving pay, and when?
    Pay,
    /// Which technique is the best?
    Compare,
    /// What is there to be learnt from it?
    Teach,
}

impl Goal {
    /// All of them, with their names in links.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Converge, "converge"),
        (Self::Empty, "empty"),
        (Self::Pay, "pay"),
        (Self::Compare, "compare"),
        (Self::Teach, "teach"),
    ];

    /// Whether what a move is worth belongs to the answer's first sentence. It does where nothing
    /// in particular is asked.
    pub fn asks_worth(goal: Option<Self>) -> bool {
        !matches!(goal, Some(Self::Converge | Self::Empty | Self::Compare))
    }

    /// Its name in links.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(goal, _)| *goal == self).map_or("", |(_, name)| name)
    }

    /// The goal of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(goal, _)| *goal)
    }
}
