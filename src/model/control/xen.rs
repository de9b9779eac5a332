//! Xen: at most five rounds, then the guest is stopped; no downtime target at all.
//!
//! Before each round it looks at the dirty pages: fewer than 50, or five rounds sent, and the guest
//! is suspended and the rest follows. Rounds are sent to their end, and every dirty page of the bitmap
//! is sent: the present source skips nothing that is dirtied again within a round (its predecessor
//! did, looking ahead in the bitmap). Zero pages are sent like any other; pages that the guest was not
//! given (ballooned out, or not yet populated on demand) are not. Source: tools/libs/guest/xg_sr_save.c (`simple_precopy_policy`, `send_memory_live`, `write_batch`).
//!
//! Left out: the last round of fewer than 50 pages that is sent before the guest is suspended.

use super::rules::{Action, Orders, Patience, Rules, Since};
use super::stop::StopRule;
use crate::model::engine::HORIZON;
use crate::model::profile::Profile;
use crate::units::{Ratio, Seconds};

/// Rounds after which the guest is stopped (`SPP_MAX_ITERATIONS`).
pub const ROUNDS: u32 = 5;
/// Dirty pages below which it is stopped (`SPP_TARGET_DIRTY_COUNT`).
pub const FEW_PAGES: u32 = 50;

/// What a migration runs under, after what its control plane needs.
pub const fn orders(overhead: Seconds) -> Orders {
    Orders {
        rules: Rules::plain(
            overhead,
            Seconds::ZERO,
            Patience {
                rounds: Some(ROUNDS),
                since: Since::Job,
                time: HORIZON,
                then: Action::Force,
            },
        ),
        stop: StopRule::Pages(FEW_PAGES),
        raise: None,
        stall: None,
    }
}

/// The stream's constants: 8 bytes for each page and 24 for each batch of 1024 pages. All others are
/// QEMU's, which is assumed.
pub const PROFILE: Profile =
    Profile { page_record: Ratio::new(1.0 + (8.0 + 24.0 / 1024.0) / 4096.0), ..Profile::QEMU };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::control::qemu::Qemu;
    use crate::model::dirty::{DirtyCurve, Pattern, WorkingSet};
    use crate::model::engine;
    use crate::model::guest::{Disk, Guest};
    use crate::model::link::Path;
    use crate::model::luck::Luck;
    use crate::model::trace::{Ending, Move, Trace};
    use crate::units::{Bandwidth, Bytes};

    fn run(set: f64, rate: f64) -> Move {
        let guest = Guest {
            memory: Bytes::gib(1.0),
            touched: Bytes::mib(300.0),
            dirty: DirtyCurve::Sets(vec![WorkingSet {
                size: Bytes::mib(set),
                rate: Bandwidth::mib_per_s(rate),
                pattern: Pattern::Uniform,
            }]),
            busy: Ratio::new(1.0),
            disk: Disk::default(),
        };
        let guest = guest.populated(guest.memory);
        let path = Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ZERO);
        let orders = orders(Seconds::ZERO);
        let machine = Qemu::ordered(&guest, &orders, &PROFILE, &path);
        let mut trace = Trace::of_outcomes();
        engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
        trace.moves[0]
    }

    #[test]
    fn it_finishes_within_five_rounds_however_much_is_dirtied() {
        let moved = run(512.0, 5000.0);
        assert_eq!((moved.ending, moved.rounds), (Ending::Forced, ROUNDS));
        // 512 MiB at 117.7 MB/s.
        assert!((4.5..4.8).contains(&moved.downtime.get()), "{moved:?}");
    }

    #[test]
    fn fewer_than_fifty_pages_end_it_at_once() {
        let moved = run(0.19, 100.0);
        assert_eq!((moved.ending, moved.rounds), (Ending::Converged, 1));
        assert!(1 < run(0.2, 100.0).rounds);
    }

    #[test]
    fn zero_pages_are_sent_too() {
        assert!(Bytes::gib(1.0) < run(0.0, 0.0).memory_sent);
    }
}
