//! cloud-hypervisor: pre-copy rounds sent to their end, until the next one would fit into the
//! downtime limit.
//!
//! Before each round it divides the round's bytes by the bandwidth of the last one; at or below the
//! limit (300 ms) the guest is paused and the round is its last. After the timeout (3600 s) the
//! migration is cancelled, or the limit ignored, as `timeout_strategy` says; post-copy hands over at once. Unlike QEMU it never ends a round early. It looks for no zero pages; since June 2026 (commit 1ad1de1)
//! it sends only what the guest was given, before that all of its memory. Source: vm-migration/src/context.rs (`update_metrics_before_transfer`), docs/live_migration.md.

use super::rules::{Action, Orders, Patience, Rules, Since};
use super::stop::StopRule;
use crate::units::Seconds;

/// The downtime limit where none is set.
pub const DOWNTIME: Seconds = Seconds::ms(300.0);
/// The timeout where none is set.
pub const TIMEOUT: Seconds = Seconds::hours(1.0);

/// What a migration runs under, after what its control plane needs.
pub const fn orders(
    overhead: Seconds,
    downtime: Seconds,
    timeout: Seconds,
    then: Action,
) -> Orders {
    Orders {
        rules: Rules::plain(
            overhead,
            downtime,
            Patience { rounds: None, since: Since::Job, time: timeout, then },
        ),
        stop: StopRule::NextRound(downtime),
        raise: None,
        stall: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::control::qemu::Qemu;
    use crate::model::dirty::{DirtyCurve, Pattern, WorkingSet};
    use crate::model::engine;
    use crate::model::guest::{Disk, Guest};
    use crate::model::link::Path;
    use crate::model::luck::Luck;
    use crate::model::profile::Profile;
    use crate::model::trace::{Ending, Move, Trace};
    use crate::units::{Bandwidth, Bytes, Ratio};

    fn run(orders: &Orders, rate: f64) -> Move {
        let guest = Guest {
            memory: Bytes::gib(1.0),
            touched: Bytes::gib(1.0),
            dirty: DirtyCurve::Sets(vec![WorkingSet {
                size: Bytes::mib(800.0),
                rate: Bandwidth::mib_per_s(rate),
                pattern: Pattern::Uniform,
            }]),
            busy: Ratio::new(1.0),
            disk: Disk::default(),
        };
        let path = Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ZERO);
        let machine = Qemu::ordered(&guest, orders, &Profile::QEMU, &path);
        let mut trace = Trace::of_outcomes();
        engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
        trace.moves[0]
    }

    #[test]
    fn it_stops_the_guest_when_the_next_round_takes_at_most_300_ms() {
        let moved = run(&orders(Seconds::ZERO, DOWNTIME, TIMEOUT, Action::Abort), 40.0);
        assert_eq!(moved.ending, Ending::Converged);
        assert!(moved.stop_sent / Bandwidth::new(117.7e6) <= DOWNTIME, "{moved:?}");
    }

    #[test]
    fn whole_rounds_leave_less_for_the_stop_than_qemu_s() {
        let whole = orders(Seconds::ZERO, DOWNTIME, TIMEOUT, Action::Abort);
        let qemu = Orders::from(whole.rules);
        assert!(run(&whole, 40.0).stop_sent < run(&qemu, 40.0).stop_sent);
    }

    #[test]
    fn it_is_cancelled_after_an_hour() {
        let moved = run(&orders(Seconds::ZERO, DOWNTIME, TIMEOUT, Action::Abort), 5000.0);
        assert_eq!(moved.ending, Ending::OutOfTime);
        assert!((moved.total_time().get() - 3600.0).abs() < 1.0, "{moved:?}");
    }
}
