//! What is to be said of a plan, decided once: headline, figures, captions, remedies, print and the
//! command line all read the same [`Verdict`], so that no two of them can contradict each other.
//!
//! It is about all that moves: a stated wave, or else the scenario's machines. Every machine is
//! judged by itself.

use super::wave::{Capacity, WavePlan};
use super::{Figures, Outcome};
use crate::model::breakeven::BreakEven;
use crate::model::trace::{Ending, Move};
use crate::scenario::goal::Goal;
use crate::scenario::wave::{Setting, Wave};
use crate::scenario::{Field, Scenario, Technique};
use crate::units::{Money, Seconds};

/// A month in days: what a saving by the hour is held against.
const MONTH_DAYS: f64 = 30.0;

/// Less than this in a month is hardly a reason to move anything; an assumption.
pub const TRIFLE_A_MONTH: Money = Money::new(1.0);

/// A downtime limit is what the hypervisor aims at, by the rate so far and without what is on its way:
/// draining the send buffer takes some 50 ms that it does not count. A guest that stands still for
/// so much longer has kept the limit; the share is an assumption.
const AIM: (f64, Seconds) = (1.1, Seconds::ms(50.0));

/// How it went for how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The plan cannot be carried out: the destination cannot hold what moves there.
    Impossible,
    /// None arrives.
    Fails,
    /// Some arrive.
    Partly,
    /// All arrive.
    Arrives,
}

/// The first thing that matters, in the order in which they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// There is nothing to move.
    Nobody,
    /// The destination cannot hold what moves there.
    TooFull,
    /// None arrives.
    Fails,
    /// Some do not arrive.
    Partly,
    /// Some stand still for longer than they may.
    StandsTooLong,
    /// Some arrive after the window.
    Late,
    /// All arrive within the stated window.
    InTime,
    /// All arrive, and nobody asked what it is worth: prices, sites and stay are not stated, or
    /// something else is to be known.
    Arrives,
    /// Nobody knows what it saves without an exchange rate.
    Unpriced,
    /// It costs more than it saves.
    CostsMore,
    /// What it saves is smaller than anybody would act on: less than [`TRIFLE_A_MONTH`].
    Trifle,
    /// It saves money.
    Pays,
}

/// What becomes of how many machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fates {
    /// What was left fitted into the downtime limit.
    pub converged: u32,
    /// Handed over first, with their memory following.
    pub handed_over: u32,
    /// Suspended or started anew, as the technique has it.
    pub stopped: u32,
    /// Stopped although the rest did not fit.
    pub forced: u32,
    /// Given up while they wrote faster than it was copied, round after round.
    pub stuck: u32,
    /// Given up before all had been copied once.
    pub cut_off: u32,
}

impl Fates {
    fn count(&mut self, ending: Ending, is_copied: bool) {
        *match ending {
            Ending::Converged => &mut self.converged,
            Ending::HandedOver => &mut self.handed_over,
            Ending::Suspended | Ending::Restarted => &mut self.stopped,
            Ending::Forced => &mut self.forced,
            Ending::OutOfTime if is_copied => &mut self.stuck,
            Ending::OutOfTime => &mut self.cut_off,
        } += 1;
    }

    /// How many arrive, however.
    pub const fn arrived(&self) -> u32 {
        self.converged + self.handed_over + self.stopped + self.forced
    }

    /// How many do not.
    pub const fn failed(&self) -> u32 {
        self.stuck + self.cut_off
    }
}

/// A limit, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// The limit.
    pub limit: Seconds,
    /// The most that any machine which arrives takes.
    pub most: Seconds,
    /// How many of those go beyond the limit.
    pub beyond: u32,
    /// From where on they do: the limit, or a little later where it is one that is aimed at.
    from: Seconds,
}

impl Held {
    const fn to(limit: Seconds, from: Seconds) -> Self {
        Self { limit, most: Seconds::ZERO, beyond: 0, from }
    }

    fn look(&mut self, reached: Seconds) {
        self.most = self.most.max(reached);
        self.beyond += u32::from(self.from < reached);
    }

    /// What is left until the limit; negative beyond it.
    pub fn margin(&self) -> Seconds {
        self.limit - self.most
    }

    /// Whether all that arrive keep it.
    pub const fn is_kept(&self) -> bool {
        self.beyond == 0
    }
}

/// What the move is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// What moving costs once.
    pub cost: Money,
    /// What is saved by the day at the destination; negative where staying is cheaper.
    pub saving_per_day: Money,
    /// What remains of the saving after the planned stay.
    pub net: Money,
    /// When the move has paid for itself.
    pub break_even: BreakEven,
    /// How long the machines stay.
    pub stay: Seconds,
}

impl Worth {
    /// Whether the move pays within the stay.
    pub fn pays(&self) -> bool {
        let saves = 0.0 < self.saving_per_day.get() || 0.0 < self.net.get();
        saves && 0.0 <= self.net.get() && self.break_even.within(self.stay)
    }

    /// Whether what is saved is smaller than anybody would act on.
    pub fn is_trifle(&self) -> bool {
        let month = self.saving_per_day * MONTH_DAYS;
        month.get().max(self.net.get()) < TRIFLE_A_MONTH.get()
    }
}

/// What is to be said of all that moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// How many there are.
    pub of: u32,
    /// What becomes of them.
    pub fates: Fates,
    /// When the last one has arrived, or was given up.
    pub makespan: Seconds,
    /// How long machines stand still, against the downtime limit.
    pub downtime: Held,
    /// When machines arrive, against the end of the window; none where no window is stated.
    pub window: Option<Held>,
    /// What the destination would have to hold if all arrived; none where no wave states its hosts.
    pub demand: Option<Capacity>,
    /// What it is worth; none where a currency has no stated rate.
    pub worth: Option<Worth>,
    /// Whether anything was stated of what it is worth: a price, a site, how long they stay.
    pub is_priced: bool,
    /// What is to be known, if anything in particular: where nothing is wrong, that comes first.
    pub goal: Option<Goal>,
}

/// One machine, as far as it is judged.
struct One {
    ending: Ending,
    /// Whether all of it had been copied once.
    is_copied: bool,
    end: Seconds,
    downtime: Seconds,
}

impl Verdict {
    /// On an outcome of a scenario without a wave.
    pub fn of(scenario: &Scenario, outcome: &Outcome) -> Self {
        let disk = scenario.fleet.disk - scenario.storage.base;
        let one = |m: &Move| One {
            ending: m.ending,
            is_copied: match outcome.technique {
                Technique::Storage => disk < m.disk_sent,
                _ => 1 < m.rounds,
            },
            end: m.end,
            downtime: m.downtime,
        };
        Self::judge(scenario, &outcome.figures, None, outcome.trace.moves.iter().map(one))
    }

    /// On a stated wave.
    pub fn of_wave(scenario: &Scenario, wave: &Wave, plan: &WavePlan) -> Self {
        let window = Seconds::new(wave.get(Setting::Window));
        let rows = plan.rows.iter().map(|row| One {
            ending: row.ending,
            is_copied: 1 < row.rounds,
            end: row.end,
            downtime: row.downtime,
        });
        let window = window.is_positive().then_some(window);
        let verdict = Self::judge(scenario, &plan.figures, window, rows);
        Self { demand: Some(plan.demand), ..verdict }
    }

    fn judge(
        scenario: &Scenario,
        figures: &Figures,
        window: Option<Seconds>,
        machines: impl Iterator<Item = One>,
    ) -> Self {
        let limit = scenario.policy.downtime_limit;
        let is_none = Field::DowntimeLimit.is_none(scenario);
        let beyond = if is_none { Seconds::new(f64::MAX) } else { limit * AIM.0 + AIM.1 };
        let mut verdict = Self {
            of: 0,
            fates: Fates::default(),
            makespan: Seconds::ZERO,
            downtime: Held::to(limit, beyond),
            window: window.map(|window| Held::to(window, window)),
            demand: None,
            is_priced: scenario.is_priced(),
            goal: None,
            worth: figures.money.map(|sums| Worth {
                cost: sums.cost,
                saving_per_day: sums.saving_per_hour * 24.0,
                net: sums.net_saving,
                break_even: sums.break_even,
                stay: scenario.stay,
            }),
        };
        for one in machines {
            verdict.of += 1;
            verdict.fates.count(one.ending, one.is_copied);
            verdict.makespan = verdict.makespan.max(one.end);
            if !one.ending.completes() {
                continue;
            }
            verdict.downtime.look(one.downtime);
            if let Some(window) = &mut verdict.window {
                window.look(one.end);
            }
        }
        verdict
    }

    /// The same for who wants to know this.
    #[must_use]
    pub const fn asked(self, goal: Option<Goal>) -> Self {
        Self { goal, ..self }
    }

    /// How many arrive.
    pub const fn arrived(&self) -> u32 {
        self.fates.arrived()
    }

    /// How it goes for how many.
    pub fn kind(&self) -> Kind {
        match self.arrived() {
            _ if !self.fits() => Kind::Impossible,
            arrived if arrived == self.of => Kind::Arrives,
            0 => Kind::Fails,
            _ => Kind::Partly,
        }
    }

    /// Whether machines end in different ways.
    pub fn is_mixed(&self) -> bool {
        let Fates { converged, handed_over, stopped, forced, stuck, cut_off } = self.fates;
        let ways = [converged, handed_over, stopped, forced, stuck, cut_off];
        1 < ways.into_iter().filter(|count| 0 < *count).count()
    }

    /// Whether the destination can hold all that moves there, as far as its hosts are stated.
    pub fn fits(&self) -> bool {
        self.demand.is_none_or(|demand| demand.fits())
    }

    /// Whether all arrive where they can stay, within every limit: what remedies aim at.
    pub fn is_reached(&self) -> bool {
        self.kind() == Kind::Arrives
            && self.downtime.is_kept()
            && self.window.is_none_or(|window| window.is_kept())
    }

    /// The first thing that matters.
    pub fn matter(&self) -> Matter {
        match self.kind() {
            _ if self.of == 0 => Matter::Nobody,
            Kind::Impossible => Matter::TooFull,
            Kind::Fails => Matter::Fails,
            Kind::Partly => Matter::Partly,
            Kind::Arrives if !self.downtime.is_kept() => Matter::StandsTooLong,
            Kind::Arrives => match (self.window, self.worth) {
                (Some(window), _) if !window.is_kept() => Matter::Late,
                (Some(_), _) => Matter::InTime,
                _ if !self.is_priced || !Goal::asks_worth(self.goal) => Matter::Arrives,
                (None, None) => Matter::Unpriced,
                (None, Some(worth)) if !worth.pays() => Matter::CostsMore,
                (None, Some(worth)) if worth.is_trifle() => Matter::Trifle,
                (None, Some(_)) => Matter::Pays,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::plan::wave::wave_plan;
    use crate::scenario::Choice;
    use crate::scenario::check::check;
    use crate::scenario::choice::Options;

    fn judged(change: impl Fn(&mut Scenario)) -> Verdict {
        let mut scenario = Scenario::default();
        change(&mut scenario);
        let (checked, _) = check(scenario);
        Verdict::of(checked.get(), plan(&checked).chosen())
    }

    fn planned(change: impl Fn(&mut Scenario, &mut Wave)) -> Verdict {
        let mut scenario = Scenario::default();
        Field::DirtyPageRate.set(&mut scenario, 1e3);
        Field::DiskWriteRate.set(&mut scenario, 0.0);
        let mut wave = Wave::of(&scenario);
        change(&mut scenario, &mut wave);
        let (checked, _) = check(scenario);
        Verdict::of_wave(checked.get(), &wave, &wave_plan(&checked, &wave, |_| ()))
    }

    #[test]
    fn a_broken_downtime_limit_comes_before_money() {
        let paper = judged(|_| {});
        assert_eq!((paper.kind(), paper.matter()), (Kind::Arrives, Matter::StandsTooLong));
        assert_eq!((paper.fates.forced, paper.downtime.beyond), (10, 10));
        assert!(paper.worth.is_some_and(|worth| worth.pays()));
    }

    #[test]
    fn given_up_while_writing_is_told_from_given_up_before_all_was_copied_once() {
        let stuck = judged(|s| {
            s.policy.technique = Technique::PreCopy;
            Field::RoundLimit.set(s, 0.0);
            Field::Timeout.set(s, 1200.0);
        });
        assert_eq!((stuck.kind(), stuck.fates.stuck), (Kind::Fails, 10));
        let cut = judged(|s| {
            s.policy.technique = Technique::PreCopy;
            Field::Timeout.set(s, 20.0);
        });
        assert_eq!((cut.kind(), cut.fates.cut_off), (Kind::Fails, 10));
    }

    #[test]
    fn a_downtime_limit_that_nobody_stated_of_a_conversion_is_none() {
        let cold = judged(|s| {
            Choice::Technique.set(s, Technique::Cold.place());
            Field::Vms.set(s, 1.0);
            Field::Disk.set(s, 5e11);
        });
        assert!(3600.0 < cold.downtime.most.get(), "{cold:?}");
        assert!(cold.is_reached(), "{cold:?}");
    }

    #[test]
    fn a_window_is_kept_with_a_margin_or_missed_by_so_many() {
        let kept = planned(|_, wave| wave.set(Setting::Window, 86_400.0));
        assert_eq!(kept.matter(), Matter::InTime);
        let window = kept.window.expect("it is stated");
        assert_eq!(window.margin(), Seconds::new(86_400.0) - kept.makespan);
        let missed = planned(|_, wave| wave.set(Setting::Window, 60.0));
        assert_eq!((missed.matter(), missed.is_reached()), (Matter::Late, false));
        assert!(missed.window.is_some_and(|window| 0 < window.beyond));
    }

    #[test]
    fn a_destination_that_is_too_small_leads() {
        let small = planned(|_, wave| wave.set(Setting::HostMemory, 8.0 * 1_073_741_824.0));
        assert_eq!((small.kind(), small.matter()), (Kind::Impossible, Matter::TooFull));
        assert!(small.demand.is_some_and(|demand| 2.4 < demand.fullest), "{small:?}");
    }

    #[test]
    fn nothing_moving_is_no_success() {
        assert_eq!(planned(|_, wave| wave.groups.clear()).matter(), Matter::Nobody);
    }

    #[test]
    fn a_saving_of_a_few_cents_a_month_is_a_trifle() {
        let cents = judged(|s| {
            s.policy.technique = Technique::PreCopy;
            for (field, value) in [
                (Field::Vms, 1.0),
                (Field::DirtyPageRate, 1e3),
                (Field::SourcePrice, 0.08),
                (Field::Stay, 864_000.0),
            ] {
                field.set(s, value);
            }
        });
        assert_eq!(cents.matter(), Matter::Trifle);
    }
}
