//! Proxmox VE 9 above QEMU: it throttles the guest, sends deltas, and doubles the downtime limit as
//! often as it has to, so that a migration of its ends sooner or later.
//!
//! Source: qemu-server, src/PVE/QemuMigrate.pm and QemuMigrate/Helpers.pm (August 2026); pve-docs.

use super::auto_converge::AutoConverge;
use super::rules::{Action, Orders, Patience, PostCopy, Rules, Since};
use super::stop::{DowntimeLimit, Raise, StopRule};
use super::xbzrle::Xbzrle;
use crate::model::engine::HORIZON;
use crate::units::{Bandwidth, Bytes, Seconds};

/// `migrate_downtime` of a guest: the first limit.
pub const DOWNTIME: Seconds = Seconds::ms(100.0);
/// The limit is not raised any further.
const MOST: Seconds = Seconds::new(2000.0);
/// What is left has to have grown at so many looks since the limit was last raised. It grows when the
/// bitmap is synchronised; looks come every second, and ten times as often towards the end.
const GROWN: u32 = 6;

/// The cache of deltas: a tenth of the memory, rounded up to a power of two.
pub fn cache(memory: Bytes) -> Bytes {
    let tenth = memory.get() / 10.0;
    Bytes::new(libm::exp2(libm::ceil(libm::log2(tenth.max(1.0)))))
}

/// What a guest migrates under whose writes change so many bytes of a page.
pub fn orders(
    overhead: Seconds,
    downtime: Seconds,
    max_bandwidth: Option<Bandwidth>,
    deltas: Xbzrle,
) -> Orders {
    Orders {
        rules: Rules {
            overhead,
            downtime_limit: downtime,
            max_bandwidth,
            auto_converge: Some(AutoConverge::default()),
            xbzrle: Some(deltas),
            post_copy: PostCopy::Never,
            post_copy_channel: false,
            patience: Patience {
                rounds: None,
                since: Since::Job,
                time: HORIZON,
                then: Action::Abort,
            },
        },
        stop: StopRule::Fits(DowntimeLimit::Constant(downtime)),
        raise: Some(Raise::Doubled { after: GROWN, most: MOST }),
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
    use crate::units::Ratio;

    fn moved(rate: Bandwidth) -> Move {
        let memory = Bytes::gib(8.0);
        let set = WorkingSet { size: Bytes::gib(4.0), rate, pattern: Pattern::Uniform };
        let guest = Guest {
            memory,
            touched: memory,
            dirty: DirtyCurve::Sets(vec![set]),
            busy: Ratio::new(1.0),
            disk: Disk::default(),
        };
        let deltas = Xbzrle { cache: cache(memory), write: Bytes::new(4096.0) };
        let orders = orders(Seconds::ZERO, DOWNTIME, None, deltas);
        let path = Path::new(Bandwidth::mbit_per_s(1000.0), Seconds::ms(0.2));
        let mut trace = Trace::default();
        let machine = Qemu::ordered(&guest, &orders, &Profile::CURRENT, &path);
        engine::run(&path, [machine], 1, &mut Luck::typical(), &mut trace);
        trace.moves[0]
    }

    #[test]
    fn the_cache_is_a_tenth_of_the_memory_as_a_power_of_two() {
        for (memory, cached) in [(4.0, 0.5), (32.0, 4.0), (2.0, 0.25)] {
            assert_eq!(cache(Bytes::gib(memory)), Bytes::gib(cached));
        }
        assert_eq!(cache(Bytes::ZERO), Bytes::new(1.0));
    }

    #[test]
    fn a_guest_that_writes_faster_than_the_link_carries_arrives_with_a_longer_pause() {
        let calm = moved(Bandwidth::mib_per_s(5.0));
        let busy = moved(Bandwidth::mib_per_s(3000.0));
        assert_eq!((calm.ending, busy.ending), (Ending::Converged, Ending::Converged));
        assert!(calm.downtime < Seconds::ms(400.0), "{:?}", calm.downtime);
        assert!(Seconds::new(1.0) < busy.downtime, "{:?}", busy.downtime);
        assert!(calm.rounds < busy.rounds);
    }
}
