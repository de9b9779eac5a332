//! What users feel: how long their operations take before, while and after machines move.
//!
//! It reads only a trace and a statement of how the machines are hosted ([`Hosting`]). Everything is
//! relative to the response time before the move, which the user knows: the response of a [`Class`]
//! is its baseline times a stretch, never below the baseline of the same state, never above [`CAP`].
//!
//! Who competes for what, and by which equation, stands in [`strain`]; how much memory is swapped in
//! [`pressure`]; when which of it holds in [`profile`].
//!
//! Five constants are fitted on the paper's measurements (Truong et al. 2017, section V; marked
//! *fitted* where they stand, compared in `evidence::service`). What holds for other services was
//! not fitted, and is held against measurements that nothing here was fitted on.

mod activity;
pub mod pressure;
pub mod profile;
pub mod risk;
pub mod slo;
pub mod strain;

use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// Longer responses are cut here, as in the paper's Figure 3; a request that would take longer counts
/// as lost.
pub const CAP: Seconds = Seconds::new(60.0);

/// A class of operations that users ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Searching and reading files.
    Read,
    /// Writing files.
    Write,
    /// Computing.
    Cpu,
    /// Answering HTTP requests.
    Http,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Cpu, Self::Http];
}

/// Shares of a class's response time that lean on a resource; what is left waits for none of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lean {
    /// Reads that the page cache answers while it has room.
    pub cache: f64,
    /// Waiting for the disk in any case.
    pub disk: f64,
    /// Computing.
    pub cpu: f64,
    /// Transfers over the link that the migration uses.
    pub link: f64,
    /// Memory of the program itself, which is swapped only far beyond the knee.
    pub pages: f64,
}

impl Lean {
    /// What a class leans on, with this share of an HTTP answer on the migration's link.
    ///
    /// From the paper: searching files was slowed only where memory was short, so that it leans on
    /// the page cache; computing and HTTP only far beyond that. Assumed: half of a write is absorbed
    /// by the page cache, and a quarter of an HTTP answer is computing.
    pub const fn of(class: Class, link: Ratio) -> Self {
        let none = Self { cache: 0.0, disk: 0.0, cpu: 0.0, link: 0.0, pages: 0.0 };
        match class {
            Class::Read => Self { cache: 1.0, ..none },
            Class::Write => Self { cache: 0.5, ..none },
            Class::Cpu => Self { cpu: 1.0, pages: 1.0, ..none },
            Class::Http => {
                let link = link.get().clamp(0.0, 0.75);
                Self { cpu: 0.25, link, pages: 1.0, ..none }
            }
        }
    }
}

/// How machines are hosted, as far as users feel it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hosting {
    /// Machines that move: Set 1 of the paper.
    pub machines: f64,
    /// Machines that already run at the destination: Set 2 of the paper.
    pub neighbours: f64,
    /// Machines that stay at the source.
    pub left: f64,
    /// RAM of each.
    pub memory: Bytes,
    /// What its programs keep in use.
    pub loaded: Bytes,
    /// Share of RAM that programs can have.
    pub user_memory: Ratio,
    /// What the storage of a host reads and writes per second; zero where it never is the limit.
    pub disk: Bandwidth,
    /// Whether each host has storage of its own, so that disks are copied.
    pub copies_disk: bool,
    /// What the link carries.
    pub goodput: Bandwidth,
    /// Its round trip.
    pub rtt: Seconds,
    /// Hardware threads of a host.
    pub threads: f64,
    /// Of which a migration keeps so many busy at each end.
    pub migration_threads: f64,
    /// Virtual CPUs of each machine.
    pub vcpus: f64,
    /// How busy they are.
    pub load: Ratio,
    /// Whether users read or write files beside: only then do programs lose their own pages (the
    /// paper saw computing and HTTP slowed together with searches, and not by themselves).
    pub files: bool,
}

impl Hosting {
    /// The paper's two hosts with this much memory loaded in each machine; what its programs can have
    /// of it and what the storage does per second are *fitted*.
    pub const fn of_paper(loaded: Bytes) -> Self {
        Self {
            machines: 10.0,
            neighbours: 10.0,
            left: 0.0,
            memory: Bytes::gib(2.0),
            loaded,
            user_memory: Ratio::new(0.831),
            disk: Bandwidth::mib_per_s(362.0),
            copies_disk: true,
            goodput: Bandwidth::new(117.7e6),
            rtt: Seconds::ms(1.0),
            threads: 32.0,
            migration_threads: 2.0,
            vcpus: 1.0,
            load: Ratio::new(1.0),
            files: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_class_leans_on_more_than_all_of_its_time() {
        for class in Class::ALL {
            let lean = Lean::of(class, Ratio::new(1.0));
            assert!(lean.cache + lean.disk + lean.cpu + lean.link <= 1.0, "{class:?}");
        }
    }
}
