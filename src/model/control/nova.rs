//! Nova, the compute service of OpenStack, above QEMU.
//!
//! It raises the downtime limit step by step: `live_migration_downtime` is the last step, not the
//! first. With data the GiB to move, delay = int(75 s x data), base = downtime / steps, offset =
//! (downtime - base) / steps, step i = int(base + offset i) ms is in force from i x delay on. After
//! 800 s per GiB it aborts, or completes by force. Source: nova/virt/libvirt/migration.py
//! (`downtime_steps`, `should_trigger_timeout_action`), driver.py (`_live_migration_data_gb`),
//! nova/conf/libvirt.py.
//!
//! Both clocks are Nova's from the start of the job; here they start with the memory, so that a block
//! migration has the time of its disk copy on top.

use super::auto_converge::AutoConverge;
use super::rules::{Action, Orders, Patience, PostCopy, Rules, Since};
use super::stop::{DowntimeLimit, Ramp, StopRule};
use crate::model::engine::HORIZON;
use crate::model::guest::Guest;
use crate::units::{Bandwidth, Bytes, Seconds};

/// The least that Nova counts for memory and for each disk.
const LEAST_DATA: Bytes = Bytes::gib(2.0);
/// The least that Nova accepts of its options.
const LEAST_DOWNTIME: Seconds = Seconds::ms(100.0);
const LEAST_STEPS: u32 = 3;
const LEAST_DELAY: Seconds = Seconds::new(3.0);

/// What the operator sets, section `[libvirt]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nova {
    /// What the control plane needs before the job starts: 6 to 9 s in thousands of measured
    /// migrations (OSIC).
    pub overhead: Seconds,
    /// `live_migration_bandwidth`; `None` is Nova's 0, the hypervisor's default.
    pub bandwidth: Option<Bandwidth>,
    /// `live_migration_downtime`, at least 100 ms.
    pub downtime: Seconds,
    /// `live_migration_downtime_steps`, at least 3.
    pub steps: u32,
    /// `live_migration_downtime_delay` per GiB, at least 3 s.
    pub delay: Seconds,
    /// `live_migration_completion_timeout` per GiB; zero for none.
    pub completion_timeout: Seconds,
    /// From when on that time is counted.
    pub timeout_from: Since,
    /// `live_migration_timeout_action`.
    pub timeout_action: TimeoutAction,
    /// `live_migration_permit_post_copy`.
    pub permit_post_copy: bool,
    /// `live_migration_permit_auto_converge`; ignored where post-copy is permitted.
    pub permit_auto_converge: bool,
}

/// What happens after the completion timeout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimeoutAction {
    /// The migration is cancelled.
    #[default]
    Abort,
    /// The guest is handed over with post-copy where that is permitted, and paused otherwise.
    ForceComplete,
}

impl Default for Nova {
    fn default() -> Self {
        Self {
            overhead: Seconds::new(7.0),
            bandwidth: None,
            downtime: Seconds::ms(500.0),
            steps: 10,
            delay: Seconds::new(75.0),
            completion_timeout: Seconds::new(800.0),
            timeout_from: Since::Job,
            timeout_action: TimeoutAction::Abort,
            permit_post_copy: false,
            permit_auto_converge: false,
        }
    }
}

impl Nova {
    /// The downtime limits that Nova sets, one after the other.
    pub fn ramp(&self, guest: &Guest) -> Ramp {
        let downtime = libm::round(self.downtime.max(LEAST_DOWNTIME).to_ms());
        let steps = self.steps.max(LEAST_STEPS);
        let delay = self.delay.max(LEAST_DELAY).get() * data(guest);
        let base = downtime / f64::from(steps);
        let every = Seconds::new(libm::trunc(delay));
        Ramp {
            first_ms: base,
            begins: every,
            step_ms: (downtime - base) / f64::from(steps),
            every,
            steps,
        }
    }

    /// What this guest's migration runs under.
    pub fn orders(&self, guest: &Guest) -> Orders {
        let timeout = self.completion_timeout * data(guest);
        let then = match (self.timeout_action, self.permit_post_copy) {
            (TimeoutAction::Abort, _) => Action::Abort,
            (TimeoutAction::ForceComplete, true) => Action::PostCopy,
            (TimeoutAction::ForceComplete, false) => Action::Pause,
        };
        let throttles = self.permit_auto_converge && !self.permit_post_copy;
        Orders {
            rules: Rules {
                overhead: self.overhead,
                downtime_limit: self.downtime.max(LEAST_DOWNTIME),
                max_bandwidth: self.bandwidth,
                auto_converge: throttles.then(AutoConverge::default),
                xbzrle: None,
                post_copy: PostCopy::Never,
                post_copy_channel: false,
                patience: Patience {
                    rounds: None,
                    since: self.timeout_from,
                    time: if timeout.is_positive() { timeout } else { HORIZON },
                    then,
                },
            },
            stop: StopRule::Fits(DowntimeLimit::Ramp(self.ramp(guest))),
            raise: None,
            stall: None,
        }
    }
}

/// The GiB that Nova counts: memory, and the disk of a block migration, each at least 2.
fn data(guest: &Guest) -> f64 {
    let disk =
        if guest.disk.size.is_positive() { guest.disk.size.max(LEAST_DATA) } else { Bytes::ZERO };
    (guest.memory.max(LEAST_DATA) + disk).to_gib()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dirty::DirtyCurve;
    use crate::model::guest::Disk;
    use crate::units::Ratio;

    fn guest(memory: f64, disk: f64) -> Guest {
        Guest {
            memory: Bytes::gib(memory),
            touched: Bytes::gib(memory),
            dirty: DirtyCurve::idle(),
            busy: Ratio::ZERO,
            disk: Disk { size: Bytes::gib(disk), ..Disk::default() },
        }
    }

    /// The limit in milliseconds after so many minutes.
    fn limit(nova: &Nova, guest: &Guest, minutes: f64) -> u32 {
        let limit = DowntimeLimit::Ramp(nova.ramp(guest));
        libm::round(limit.at(Seconds::new(minutes * 60.0)).to_ms()) as u32
    }

    #[test]
    fn a_machine_of_8_gib_starts_at_50_ms_and_reaches_500_ms_after_100_minutes() {
        let (nova, guest) = (Nova::default(), guest(8.0, 0.0));
        let limits = [0.0, 9.9, 10.0, 50.0, 99.0, 100.0, 1e4].map(|at| limit(&nova, &guest, at));
        assert_eq!(limits, [50, 50, 95, 275, 455, 500, 500]);
        assert_eq!(nova.orders(&guest).rules.patience.time, Seconds::new(6400.0));
    }

    #[test]
    fn the_steps_are_those_of_nova_s_own_example() {
        // 10 steps, 30 s, 3 GB, 400 ms: 40, 76, 112, ... 400 ms, one every 90 s.
        let nova =
            Nova { downtime: Seconds::ms(400.0), delay: Seconds::new(30.0), ..Nova::default() };
        let guest = guest(3.0, 0.0);
        for step in 0..=10 {
            let minutes = 1.5 * f64::from(step) + 0.01;
            assert_eq!(limit(&nova, &guest, minutes), 40 + 36 * step);
        }
    }

    #[test]
    fn small_machines_count_2_gib_and_disks_count_beside_memory() {
        let nova = Nova::default();
        assert_eq!(nova.ramp(&guest(0.5, 0.0)).every, Seconds::new(150.0));
        assert_eq!(nova.ramp(&guest(4.0, 0.5)).every, Seconds::new(450.0));
        assert_eq!(nova.ramp(&guest(4.0, 10.0)).every, Seconds::new(1050.0));
    }

    #[test]
    fn options_below_nova_s_minimum_are_raised_to_it() {
        let nova =
            Nova { downtime: Seconds::ZERO, steps: 0, delay: Seconds::ZERO, ..Nova::default() };
        let ramp = nova.ramp(&guest(2.0, 0.0));
        assert_eq!((ramp.steps, ramp.every), (3, Seconds::new(6.0)));
        assert_eq!(limit(&nova, &guest(2.0, 0.0), 60.0), 100);
    }

    #[test]
    fn auto_converge_is_ignored_where_post_copy_is_permitted() {
        let both = Nova { permit_post_copy: true, permit_auto_converge: true, ..Nova::default() };
        let throttled = Nova { permit_post_copy: false, ..both };
        let guest = guest(2.0, 0.0);
        assert_eq!(both.orders(&guest).rules.auto_converge, None);
        assert!(throttled.orders(&guest).rules.auto_converge.is_some());
    }

    #[test]
    fn force_complete_is_post_copy_where_permitted_and_a_pause_elsewhere() {
        let nova = Nova { timeout_action: TimeoutAction::ForceComplete, ..Nova::default() };
        let permitted = Nova { permit_post_copy: true, ..nova };
        let guest = guest(2.0, 0.0);
        assert_eq!(nova.orders(&guest).rules.patience.then, Action::Pause);
        assert_eq!(permitted.orders(&guest).rules.patience.then, Action::PostCopy);
    }
}
