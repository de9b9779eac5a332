//! What it costs if a migration is interrupted: an attempt thrown away, or a machine lost.
//!
//! A migration is interrupted with a chance p, at any moment alike. Before the guest runs at the
//! destination that aborts the attempt: half of its time, energy and slow service on average, for
//! nothing. Between the handover of post-copy and the last page its memory is at neither end whole,
//! and the guest is lost: it starts anew. With f the share of the time after the handover,
//!
//! expected cost = n p ((1 - f) abort + f lost).

use crate::model::trace::{Stage, Trace};
use crate::units::{Energy, HourlyPrice, Money, Ratio, Seconds};

/// What goes into it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stakes {
    /// Chance that one machine's migration is interrupted.
    pub chance: Ratio,
    /// What the whole move costs, its slow service included, if that is known.
    pub cost: Option<Money>,
    /// What it needs in energy.
    pub energy: Energy,
    /// Time of slow service that it costs all machines.
    pub slow: Seconds,
    /// How long a lost machine is away until it runs anew.
    pub restart: Seconds,
    /// How long it is slow then.
    pub warm_up: Seconds,
    /// What an hour of one machine standing still costs.
    pub standstill: HourlyPrice,
    /// What an hour of one machine's slow service costs.
    pub slow_price: HourlyPrice,
}

/// What an interruption of one machine's migration costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mishap {
    /// Time for nothing, or until it runs anew.
    pub time: Seconds,
    /// Energy for nothing.
    pub energy: Energy,
    /// Slow service for nothing.
    pub slow: Seconds,
    /// In money, if that is known.
    pub cost: Option<Money>,
}

/// The risk of a move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Risk {
    /// An attempt that is aborted.
    pub abort: Mishap,
    /// A machine that is lost, where post-copy can lose one.
    pub lost: Option<Mishap>,
    /// Share of a migration's time after the handover.
    pub exposed: Ratio,
    /// How long a machine is exposed.
    pub exposure: Seconds,
    /// Machines that are expected to be lost.
    pub machines_lost: f64,
    /// Attempts that are expected to be aborted.
    pub aborted: f64,
    /// What all of it costs on average, if that is known.
    pub expected: Option<Money>,
}

impl Risk {
    /// The risk of the migrations of a trace.
    pub fn of(trace: &Trace, stakes: &Stakes) -> Self {
        let machines = trace.moves.len().max(1) as f64;
        let time = trace.moves.iter().map(|m| m.active).sum::<Seconds>() / machines;
        let paging = trace.segments.iter().filter(|s| s.stage == Stage::DemandPaging);
        let exposure =
            paging.map(crate::model::trace::Segment::duration).sum::<Seconds>() / machines;
        let exposed = Ratio::new(exposure.share_of(time).get().clamp(0.0, 1.0));
        let half = 0.5 / machines;
        let abort = Mishap {
            time: time * 0.5,
            energy: stakes.energy * half,
            slow: stakes.slow * half,
            cost: stakes.cost.map(|cost| cost * half),
        };
        let lost = exposure.is_positive().then(|| Mishap {
            time: stakes.restart,
            energy: Energy::ZERO,
            slow: stakes.warm_up,
            cost: Some(stakes.restart * stakes.standstill + stakes.warm_up * stakes.slow_price),
        });
        let chance = stakes.chance.get().clamp(0.0, 1.0) * machines;
        let machines_lost = chance * exposed.get();
        let aborted = chance - machines_lost;
        let of_lost = lost.and_then(|lost| lost.cost).unwrap_or_default() * machines_lost;
        let expected = abort.cost.map(|cost| cost * aborted + of_lost);
        Self { abort, lost, exposed, exposure, machines_lost, aborted, expected }
    }
}
