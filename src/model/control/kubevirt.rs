//! KubeVirt above QEMU.
//!
//! No limit of the rate (64 MiB/s until version 0.43), a completion timeout of 150 s per GiB, and, where it is
//! switched on, the stall detector of enhancement 248. Source: pkg/virt-config/virt-config.go,
//! virt-launcher's live-migration-source.go and stall detector, and the user guide.
//!
//! Without the detector the progress timeout (150 s) only cancels a migration whose memory left does
//! not fall at all between two looks, which means a broken link; no guest causes it, and it is left
//! out here. Assumed: the completion timeout counts exact GiB.

use super::auto_converge::AutoConverge;
use super::rules::{Action, Orders, Patience, PostCopy, Rules, Since};
use super::stall::StallRules;
use super::stop::{DowntimeLimit, Raise, Ramp, StopRule};
use crate::model::engine::HORIZON;
use crate::model::guest::Guest;
use crate::units::{Bandwidth, Seconds};

/// Migrations at a time in a cluster (`parallelMigrationsPerCluster`).
pub const PER_CLUSTER: u32 = 5;
/// Migrations at a time out of one node (`parallelOutboundMigrationsPerNode`).
pub const PER_NODE: u32 = 2;
/// QEMU's own downtime limit, which KubeVirt leaves as it is unless it detects stalls or tunes it.
pub const QEMU_LIMIT: Seconds = Seconds::ms(300.0);
/// The tuned downtime limit (enhancement 291): 150 ms, and from the third round on seven steps to the
/// maximum, 10 s apart.
const TUNED_MS: f64 = 150.0;
const TUNED_FROM: u32 = 3;
const TUNING_STEPS: u32 = 7;
const TUNING_PAUSE: Seconds = Seconds::new(10.0);

/// What the operator sets in the migration configuration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KubeVirt {
    /// What the control plane needs before the job starts: a pod at the destination. 7 s are assumed,
    /// as for Nova.
    pub overhead: Seconds,
    /// `bandwidthPerMigration`; `None` for no limit.
    pub bandwidth: Option<Bandwidth>,
    /// `completionTimeoutPerGiB`; zero for none.
    pub completion_timeout: Seconds,
    /// From when on that time is counted.
    pub timeout_from: Since,
    /// The longest downtime that is no disruption; used by the detector and by tuning.
    pub max_downtime: Seconds,
    /// The stall detector's progress timeout, where it is switched on.
    pub stall_timeout: Option<Seconds>,
    /// Whether the downtime limit is raised while the migration runs.
    pub tuning: Tuning,
    /// `allowPostCopy`.
    pub allow_post_copy: bool,
    /// `allowAutoConverge`.
    pub allow_auto_converge: bool,
    /// `allowWorkloadDisruption`; KubeVirt takes the value of `allowPostCopy` where it is not set.
    pub allow_disruption: bool,
}

/// What KubeVirt does to QEMU's downtime limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tuning {
    /// It sets it once, if at all.
    #[default]
    Off,
    /// It raises it step by step.
    Stepwise,
}

impl Default for KubeVirt {
    fn default() -> Self {
        Self {
            overhead: Seconds::new(7.0),
            bandwidth: None,
            completion_timeout: Seconds::new(150.0),
            timeout_from: Since::Job,
            max_downtime: Seconds::ms(900.0),
            stall_timeout: None,
            tuning: Tuning::Off,
            allow_post_copy: false,
            allow_auto_converge: false,
            allow_disruption: false,
        }
    }
}

/// The detector's progress timeout where nothing else is set.
pub const STALL_TIMEOUT: Seconds = Seconds::new(40.0);

impl KubeVirt {
    /// What this guest's migration runs under.
    pub fn orders(&self, guest: &Guest) -> Orders {
        let data = guest.memory + guest.disk.size;
        let timeout = self.completion_timeout * data.to_gib();
        let limit = self.limit();
        Orders {
            rules: Rules {
                overhead: self.overhead,
                downtime_limit: limit,
                max_bandwidth: self.bandwidth,
                auto_converge: self.allow_auto_converge.then(AutoConverge::default),
                xbzrle: None,
                post_copy: PostCopy::Never,
                post_copy_channel: false,
                patience: Patience {
                    rounds: None,
                    since: self.timeout_from,
                    time: if timeout.is_positive() { timeout } else { HORIZON },
                    then: self.when_time_is_up(),
                },
            },
            stop: StopRule::Fits(DowntimeLimit::Constant(limit)),
            raise: self.raise(),
            stall: self.stall_timeout.map(|progress_timeout| StallRules {
                progress_timeout,
                max_downtime: self.max_downtime,
                may_disrupt: self.allow_disruption,
                may_post_copy: self.allow_post_copy,
            }),
        }
    }

    /// The limit from the beginning on.
    fn limit(&self) -> Seconds {
        if self.tuning == Tuning::Stepwise {
            Seconds::ms(TUNED_MS).min(self.max_downtime)
        } else if self.stall_timeout.is_some() {
            QEMU_LIMIT.min(self.max_downtime)
        } else {
            QEMU_LIMIT
        }
    }

    /// What raises it: the pause before the first raise counts from the start.
    fn raise(&self) -> Option<Raise> {
        let (first_ms, most) = (self.limit().to_ms(), self.max_downtime.to_ms());
        let ramp = Ramp {
            first_ms,
            begins: TUNING_PAUSE,
            step_ms: libm::trunc((most - first_ms) / f64::from(TUNING_STEPS)).max(1.0),
            every: TUNING_PAUSE,
            steps: TUNING_STEPS,
        };
        (self.tuning == Tuning::Stepwise).then_some(Raise::From(TUNED_FROM, ramp))
    }

    fn when_time_is_up(&self) -> Action {
        let detects = self.stall_timeout.is_some();
        match (self.allow_post_copy, self.allow_disruption) {
            (true, disruption) if disruption || detects => Action::PostCopy,
            (_, true) if detects => Action::Force,
            (_, true) => Action::Pause,
            _ => Action::Abort,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::control::qemu::Qemu;
    use crate::model::dirty::{DirtyCurve, Pattern, WorkingSet};
    use crate::model::engine;
    use crate::model::guest::Disk;
    use crate::model::link::Path;
    use crate::model::luck::Luck;
    use crate::model::profile::Profile;
    use crate::model::trace::{Ending, Move, Trace};
    use crate::units::{Bytes, Ratio};

    /// 2 GiB of which a set of this size is written over and over.
    fn run(kubevirt: &KubeVirt, set: f64) -> Move {
        let guest = Guest {
            memory: Bytes::gib(2.0),
            touched: Bytes::gib(2.0),
            dirty: DirtyCurve::Sets(vec![WorkingSet {
                size: Bytes::mib(set),
                rate: Bandwidth::mib_per_s(2000.0),
                pattern: Pattern::Uniform,
            }]),
            busy: Ratio::new(1.0),
            disk: Disk::default(),
        };
        let path = Path::new(Bandwidth::mbit_per_s(10_000.0), Seconds::ZERO);
        let orders = kubevirt.orders(&guest);
        let machine = Qemu::ordered(&guest, &orders, &Profile::QEMU, &path);
        let mut trace = Trace::of_outcomes();
        engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
        trace.moves[0]
    }

    /// With the rate limit of the user guide, at which what these tests state was worked out.
    fn capped() -> KubeVirt {
        KubeVirt { bandwidth: Some(Bandwidth::mib_per_s(64.0)), ..KubeVirt::default() }
    }

    #[test]
    fn two_gib_take_half_a_minute_at_64_mib_per_second() {
        let moved = run(&capped(), 0.0);
        let copied = (moved.end - moved.memory_start).get();
        assert!((31.0..33.5).contains(&copied), "{copied}");
        assert_eq!(moved.ending, Ending::Converged);
    }

    #[test]
    fn what_does_not_converge_is_cancelled_after_150_seconds_per_gib() {
        let moved = run(&capped(), 500.0);
        assert_eq!(moved.ending, Ending::OutOfTime);
        assert!(((moved.end - moved.memory_start).get() - 300.0).abs() < 1.0, "{moved:?}");
    }

    #[test]
    fn a_paused_guest_waits_for_its_rate_limit() {
        let paused = run(&KubeVirt { allow_disruption: true, ..capped() }, 500.0);
        assert_eq!(paused.ending, Ending::Forced);
        assert!((7.0..9.0).contains(&paused.downtime.get()), "{paused:?}");
    }

    #[test]
    fn post_copy_is_switched_to_at_the_completion_timeout_and_by_the_detector_long_before() {
        let allowed = KubeVirt { allow_post_copy: true, allow_disruption: true, ..capped() };
        let late = run(&allowed, 500.0);
        let early = run(&KubeVirt { stall_timeout: Some(STALL_TIMEOUT), ..allowed }, 500.0);
        assert_eq!((late.ending, early.ending), (Ending::HandedOver, Ending::HandedOver));
        assert!(300.0 < late.total_time().get(), "{late:?}");
        assert!((70.0..100.0).contains(&early.total_time().get()), "{early:?}");
    }

    #[test]
    fn the_detector_raises_the_limit_where_that_is_enough_and_cancels_where_not() {
        let detects = KubeVirt { stall_timeout: Some(STALL_TIMEOUT), ..capped() };
        assert_eq!(run(&capped(), 40.0).ending, Ending::OutOfTime);
        let raised = run(&detects, 40.0);
        assert_eq!(raised.ending, Ending::Converged);
        let hopeless = run(&detects, 500.0);
        assert_eq!(hopeless.ending, Ending::OutOfTime);
        assert!(hopeless.total_time().get() < 100.0, "{hopeless:?}");
    }

    #[test]
    fn a_tuned_limit_starts_at_150_ms_and_ends_at_the_maximum() {
        let tuned = KubeVirt { tuning: Tuning::Stepwise, ..capped() };
        assert_eq!(libm::round(tuned.limit().to_ms()) as u32, 150);
        let Some(Raise::From(3, ramp)) = tuned.raise() else { panic!("it is raised") };
        let at = |seconds| DowntimeLimit::Ramp(ramp).at(Seconds::new(seconds));
        assert_eq!([9.0, 10.0, 70.0].map(|s| libm::round(at(s).to_ms()) as u32), [150, 257, 899]);
        let moved = run(&KubeVirt { tuning: Tuning::Stepwise, ..capped() }, 40.0);
        assert_eq!(moved.ending, Ending::Converged);
    }
}
