//! What counts how much where ways of moving are held against each other.

/// What an option is judged by; of each, less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Criterion {
    /// Total migration time, in seconds.
    Time,
    /// The longest downtime of any machine, in seconds.
    Downtime,
    /// Slow service of all machines together, in seconds.
    Service,
    /// Energy that is needed more than by staying, over the planned stay, in joules.
    Energy,
    /// Money that is spent more than by staying, over the planned stay, in EUR.
    Money,
    /// What is emitted more than by staying, over the planned stay, in grams.
    Carbon,
    /// Machines that are expected to lose what is in their memory.
    Risk,
}

impl Criterion {
    /// All of them, with their names in links, files and on the command line.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Time, "time"),
        (Self::Downtime, "downtime"),
        (Self::Service, "service"),
        (Self::Energy, "energy"),
        (Self::Money, "money"),
        (Self::Carbon, "carbon"),
        (Self::Risk, "risk"),
    ];
}

/// As many criteria.
pub const CRITERIA: usize = Criterion::ALL.len();

/// How much each criterion counts, in the order of [`Criterion::ALL`]: from 0, which ignores it, to
/// [`Weights::MOST`]. Only their shares matter; where all are 0, all count alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights([f64; CRITERIA]);

impl Weights {
    /// The largest weight.
    pub const MOST: f64 = 100.0;

    /// These; none where one is out of bounds.
    pub fn new(each: [f64; CRITERIA]) -> Option<Self> {
        let is_fit = |weight: &f64| (0.0..=Self::MOST).contains(weight);
        each.iter().all(is_fit).then_some(Self(each))
    }

    /// Each of them.
    pub const fn each(&self) -> &[f64; CRITERIA] {
        &self.0
    }
}

impl Default for Weights {
    /// All alike, in the middle of a scale to 10: an assumption, until the user says otherwise.
    fn default() -> Self {
        Self([5.0; CRITERIA])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_number_between_nothing_and_the_most() {
        for wrong in [-1.0, 101.0, f64::NAN, f64::INFINITY] {
            let mut each = [1.0; CRITERIA];
            each[3] = wrong;
            assert_eq!(Weights::new(each), None, "{wrong}");
        }
        assert!(Weights::new([0.0; CRITERIA]).is_some());
    }
}
