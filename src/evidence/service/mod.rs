//! What users felt in the paper, and what the model says of it: data and predictions that the page,
//! the documents and the tests all read; [`unseen`] does the same for what nothing was fitted on.

pub mod unseen;

use crate::model::service::strain::Strain;
use crate::model::service::{Class, Hosting, Lean};
use crate::units::{Bytes, Ratio, Seconds};

/// Searching files on an idle disk with everything in the page cache. *Fitted*: the paper reports no
/// search below 1830 MiB; it follows from its three loads as 1.08, 0.97 and 0.99 s.
pub const UNLOADED_SEARCH: Seconds = Seconds::new(1.01);

/// The load at which HTTP and RSA are looked at: the paper says only that it was above 1860 MiB.
const ABOVE: f64 = 1880.0;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// Search on Set 1 before Set 2 starts.
    Alone,
    /// How much slower Set 1 searches when Set 2 starts on the other host.
    Coupled,
    /// Search before the migration.
    Before,
    /// Search during the migration.
    During,
    /// How much longer a search takes during the migration (Table I).
    MoreDuring,
    /// How much longer it takes afterwards (Table I).
    MoreAfter,
    /// How much slower it is afterwards.
    After,
    /// An HTTP request during the migration.
    Http,
    /// An RSA key of 4096 bits during the migration.
    Rsa,
    /// The slowdown below the knee.
    Below,
}

impl Fact {
    /// Whether it is a share of one rather than seconds.
    pub const fn is_share(self) -> bool {
        matches!(self, Self::Coupled | Self::After | Self::Below)
    }
}

/// Why a number is not matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// It was matched, within a quarter.
    Matched,
    /// The coupling between two hosts with storage of their own is a formula without a mechanism.
    Coupling,
    /// The paper does not say what Set 2 needed before; the model's own value goes into it.
    NoBaseline,
    /// The difference of two numbers that are each met better.
    Difference,
    /// The proxy queues inside the guest, and the paper says neither rates nor load.
    Queue,
}

/// One number of the paper beside the model's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// What.
    pub fact: Fact,
    /// Set 1 moves, Set 2 is at the destination.
    pub set: u8,
    /// Memory loaded in each machine, MiB.
    pub load: f64,
    /// What the paper says, in seconds or as a share.
    pub paper: f64,
    /// What the model says.
    pub model: f64,
    /// Why not, where they differ by more than a quarter.
    pub why: Why,
}

impl Compared {
    /// The model over the paper, less one; where the paper has zero, the difference.
    pub fn error(&self) -> f64 {
        if self.paper.abs() < 1e-9 { self.model } else { self.model / self.paper - 1.0 }
    }
}

/// The four states of the paper's experiment: one set alone, both apart, while Set 1 is copied with
/// all of the link, both on one host.
fn states(load: f64) -> [Strain; 4] {
    let hosts = Hosting::of_paper(Bytes::mib(load));
    let swaps_programs = hosts.swaps_programs();
    let state = |swap, copy| Strain { swap, copy, swaps_programs, ..Strain::NONE };
    [
        state(hosts.felt(10.0, 0.0, 0.0), 0.0),
        state(hosts.felt(10.0, 10.0, 0.0), 0.0),
        state(hosts.felt(10.0, 10.0, 1.0), hosts.goodput.share_of(hosts.disk).get()),
        state(hosts.felt(20.0, 0.0, 0.0), 0.0),
    ]
}

/// Every number of section V of the paper that is about service, with the model's beside it.
pub fn paper() -> Vec<Compared> {
    let mut rows = Vec::new();
    let mut row = |fact, set, load, paper: f64, model: f64, otherwise| {
        let why = if (model / paper - 1.0).abs() <= 0.25 { Why::Matched } else { otherwise };
        rows.push(Compared { fact, set, load, paper, model, why });
    };
    let search = |strain: &Strain| {
        let lean = Lean::of(Class::Read, Ratio::ZERO);
        (UNLOADED_SEARCH * strain.stretch(&lean, &Strain::NONE)).get()
    };
    // Load, alone, slower with Set 2; then by set the increase during and after.
    const LOADS: [(f64, f64, f64, [[f64; 2]; 2]); 3] = [
        (1830.0, 2.067, 0.225, [[3.307, 1.655], [2.712, 1.498]]),
        (1844.0, 2.229, 0.397, [[4.389, 2.527], [3.678, 2.044]]),
        (1860.0, 2.856, 1.40, [[6.241, 3.431], [3.422, 1.265]]),
    ];
    for (load, alone_there, coupled, table) in LOADS {
        let [alone, both, during, after] = states(load).each_ref().map(search);
        row(Fact::Alone, 1, load, alone_there, alone, Why::Difference);
        row(Fact::Coupled, 1, load, coupled, both / alone - 1.0, Why::Coupling);
        // Set 1 was measured before and after Set 2 started; the paper's 2.299 s is the mean of both.
        let before = [f64::midpoint(alone, both), both];
        if load < 1840.0 {
            for (set, was, then, later) in [(1, 2.299, 5.606, 0.72), (2, 2.45, 5.164, 0.61)] {
                let own = before[usize::from(set) - 1];
                row(Fact::Before, set, load, was, own, Why::Coupling);
                row(Fact::During, set, load, then, during, Why::Difference);
                row(Fact::After, set, load, later, after / own - 1.0, Why::Difference);
            }
        }
        for (set, [more_during, more_after]) in (1..).zip(table) {
            let own = before[usize::from(set) - 1];
            let why = if set == 2 && 1840.0 < load { Why::NoBaseline } else { Why::Difference };
            row(Fact::MoreDuring, set, load, more_during, during - own, why);
            row(Fact::MoreAfter, set, load, more_after, after - own, why);
        }
    }
    let [_, both, during, _] = states(ABOVE);
    let of = |class, before: f64| before * during.stretch(&Lean::of(class, Ratio::ZERO), &both);
    row(Fact::Http, 1, ABOVE, 0.785, of(Class::Http, 0.166), Why::Queue);
    row(Fact::Rsa, 1, ABOVE, 6.3, of(Class::Cpu, 3.759), Why::Queue);
    let [_, both, during, _] = states(1702.0);
    let slower = search(&during) / search(&both) - 1.0;
    rows.push(Compared {
        fact: Fact::Below,
        set: 1,
        load: 1702.0,
        paper: 0.0,
        model: slower,
        why: Why::Matched,
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_is_met_within_a_quarter_but_for_four_numbers() {
        let rows = paper();
        assert_eq!(rows.len(), 27);
        let off: Vec<_> = rows.iter().filter(|row| 0.25 < row.error().abs()).collect();
        let facts: Vec<_> = off.iter().map(|row| (row.fact, row.set, row.load as u32)).collect();
        assert_eq!(
            facts,
            [
                (Fact::Coupled, 1, 1844),
                (Fact::MoreDuring, 2, 1860),
                (Fact::MoreAfter, 2, 1860),
                (Fact::Http, 1, 1880),
            ]
        );
        assert!(off.iter().all(|row| row.why != Why::Matched));
    }

    #[test]
    fn what_is_met_is_met_within_eighteen_percent_and_half_of_it_within_eight() {
        let mut errors: Vec<f64> =
            paper().iter().filter(|r| r.why == Why::Matched).map(|r| r.error().abs()).collect();
        errors.sort_by(f64::total_cmp);
        assert!(errors[errors.len() / 2] < 0.08, "{errors:?}");
        assert!(errors.iter().all(|error| *error < 0.19), "{errors:?}");
    }

    #[test]
    fn computing_and_http_are_slowed_only_beside_work_on_files() {
        let alone = Hosting { files: false, ..Hosting::of_paper(Bytes::mib(ABOVE)) };
        assert!(Hosting::of_paper(Bytes::mib(ABOVE)).swaps_programs() && !alone.swaps_programs());
        assert!(!Hosting::of_paper(Bytes::mib(1850.0)).swaps_programs());
    }
}
