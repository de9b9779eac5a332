//! Memory under pressure: what is swapped, and how hard that makes a disk work.
//!
//! Programs can have a share s of the RAM M (83 % in the paper: 1702 MiB of 2 GiB). What they load
//! beyond that first takes the page cache's last room, which nobody notices; beyond the knee,
//!
//! x = loaded - (s + a) M,
//!
//! the machine swaps. The time that `n` such machines need to read what they have swapped once,
//! n x / d at a disk rate of d, over a time of tolerance T is the disk's load L = n x / (d T), and
//! the response of what needs the disk grows as exp(L): every competitor takes a share of what the
//! others leave, so that the free shares multiply and their logarithms add up.
//!
//! In the paper's data ln(after / alone) = 0.65, 0.84 and 1.06 at 1830, 1844 and 1860 MiB is a
//! straight line in the load that meets zero at 1783 MiB, and the response without swapping that
//! follows from the three is 1.08, 0.97 and 0.99 s: that is why the law is exponential.

use super::Hosting;
use crate::units::{Bandwidth, Bytes, Seconds};

/// Share of RAM that the page cache gives up before anybody notices. *Fitted*: the knee at 1783 MiB.
pub const SLACK: f64 = 0.0396;

/// The same before the pages of the programs themselves are swapped: the paper saw that above
/// 1860 MiB.
const FAR_SLACK: f64 = 0.0771;

/// How long a disk may need for what is swapped before responses grow e-fold. *Fitted*.
pub const TOLERANCE: Seconds = Seconds::new(2.0);

/// How strongly two hosts feel each other though each has a disk of its own; the paper saw it
/// (22.5, 39.7 and 140 % at 1830, 1844 and 1860 MiB) and does not explain it. *Fitted*, as is the
/// third power: the lowest that comes near all three.
const COUPLING: f64 = 0.68;

impl Hosting {
    /// What of each machine's loaded memory is swapped.
    pub fn swapped(&self) -> Bytes {
        self.beyond(SLACK)
    }

    /// What of it fits without anybody noticing.
    pub fn knee(&self) -> Bytes {
        self.within(SLACK)
    }

    /// Whether the pages of the programs themselves are swapped.
    pub fn swaps_programs(&self) -> bool {
        self.files && self.disk.is_positive() && self.beyond(FAR_SLACK).is_positive()
    }

    fn beyond(&self, slack: f64) -> Bytes {
        (self.loaded - self.within(slack)).or_zero()
    }

    fn within(&self, slack: f64) -> Bytes {
        self.memory * (self.user_memory.get() + slack)
    }

    /// The load of a disk on which so many machines swap; zero below the knee.
    pub fn swap_load(&self, machines: f64) -> f64 {
        if !self.disk.is_positive() {
            return 0.0;
        }
        (self.swapped() * machines / self.disk).share_of(TOLERANCE).get()
    }

    /// The load that is felt where so many machines swap at this host and so many at the other one,
    /// of which `mirrored` (a share) have their writes going to both disks.
    ///
    /// On shared storage all of them meet on one disk. On disks of their own a part of the other
    /// host's load is felt, at most all of it.
    pub fn felt(&self, here: f64, there: f64, mirrored: f64) -> f64 {
        let (here, there) = (self.swap_load(here), self.swap_load(there));
        if !self.copies_disk {
            return here + there;
        }
        let coupling = COUPLING * here * there * f64::midpoint(here, there);
        here + coupling.max(there * mirrored).min(there)
    }

    /// What a machine of so many on one disk writes to its swap area: half of the share that
    /// swapping takes, of the disk or of the link if that is slower, because a mirrored write waits
    /// for both. In a block migration it dirties the disk that is being copied.
    pub fn swap_writes(&self) -> Bandwidth {
        let machines = self.machines.max(1.0);
        let share = 1.0 - libm::exp(-self.swap_load(machines));
        self.disk.min(self.goodput) * (share / 2.0 / machines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_the_knee_nothing_is_swapped() {
        for mib in [0.0, 1702.0, 1780.0] {
            let hosting = Hosting::of_paper(Bytes::mib(mib));
            assert_eq!(hosting.swapped(), Bytes::ZERO, "{mib}");
            assert_eq!(hosting.swap_writes(), Bandwidth::ZERO, "{mib}");
            assert!(hosting.felt(20.0, 20.0, 1.0).abs() < f64::EPSILON);
        }
    }

    #[test]
    fn two_hosts_never_feel_each_other_more_than_on_one_disk() {
        for mib in [1800.0, 1860.0, 2048.0] {
            let hosting = Hosting::of_paper(Bytes::mib(mib));
            let together = Hosting { copies_disk: false, ..hosting }.felt(10.0, 10.0, 0.0);
            for mirrored in [0.0, 0.5, 1.0] {
                let felt = hosting.felt(10.0, 10.0, mirrored);
                assert!(hosting.swap_load(10.0) <= felt && felt <= together + 1e-12);
            }
        }
    }

    #[test]
    fn swap_writes_grow_with_the_load_and_stay_below_half_of_the_link() {
        let of = |mib| Hosting::of_paper(Bytes::mib(mib)).swap_writes() * 10.0;
        assert!(of(1830.0) < of(1860.0) && of(2048.0) < Bandwidth::new(117.7e6 / 2.0));
    }

    #[test]
    fn a_disk_that_is_never_the_limit_is_not_loaded() {
        let hosting = Hosting { disk: Bandwidth::ZERO, ..Hosting::of_paper(Bytes::gib(2.0)) };
        assert!(hosting.swap_load(100.0).abs() < f64::EPSILON && !hosting.swaps_programs());
    }
}
