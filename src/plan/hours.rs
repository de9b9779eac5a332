//! The same plan where prices change by the hour: when moving pays then, and the best schedule.
//!
//! The machines are billed by the hour, at each site with its PUE and with what comes on top of the
//! hourly price. A move costs what the plan says, whenever it is made: its own energy is bought
//! within minutes, and the hour in which that happens matters little beside how long it pays.

use super::Figures;
use crate::model::hourly::{Payback, Savings, Window};
use crate::model::schedule::{Hours, Limits, NoSchedule, Schedule, Stay};
use crate::scenario::Scenario;
use crate::scenario::check::Checked;
use crate::units::{EnergyPrice, Ratio};

/// Hourly prices of one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Market<'a> {
    /// Currency units per kWh, one hour after the other.
    pub prices: &'a [f64],
    /// The first hour, counted from the beginning of 1970 in UTC, if known.
    pub first_hour: Option<i64>,
}

/// What hourly prices make of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct HourlyPlan {
    /// The first hour looked at, if known.
    pub first_hour: Option<i64>,
    /// How many hours there are.
    pub hours: usize,
    /// Hours until a move has paid: of all hours at which it may start half, and nine tenths, need no
    /// more; none where that many do not pay within the series.
    pub pays_after: [Option<usize>; 2],
    /// Share of starts after which it does not pay within the series.
    pub never: f64,
    /// For a move in the first hour.
    pub first_start: Option<Payback>,
    /// Where the machines have to leave anyway: the best hour for it, among the first week's.
    pub best_start: usize,
    /// The best stay with a move there and back.
    pub window: Window,
    /// What each hour costs at each site, the source first.
    pub costs: Vec<Vec<f64>>,
    /// The best schedule, which knows all hours in advance.
    pub best: Result<Schedule, NoSchedule>,
    /// Moving as soon as staying has cost as much as a move.
    pub ski_rental: Schedule,
    /// Moving whenever one hour pays for it.
    pub greedy: Schedule,
    /// Never moving.
    pub stay_put: Schedule,
    /// Moving once, to the site that is cheapest over all hours.
    pub once: Schedule,
}

/// Where a move that has to be made may wait.
const WEEK: usize = 7 * 24;

impl HourlyPlan {
    /// The plan of these figures at the source's hourly prices, the destination's and those of other
    /// sites, which are like the destination otherwise. None where the series have no hour in common.
    pub fn of(
        scenario: &Checked,
        figures: &Figures,
        markets: &[Market<'_>],
        limits: &Limits,
    ) -> Option<Self> {
        let Scenario { source, destination, .. } = scenario.get();
        let (first_hour, series) = in_common(markets)?;
        let kw = figures.watts.get() / 1000.0;
        let hourly = |prices: &[f64], pue: Ratio, adder: EnergyPrice| -> Vec<f64> {
            let cost = |price: &f64| kw * pue.get() * (price + adder.to_per_kwh());
            prices.iter().map(cost).collect()
        };
        let site = |(at, prices): (usize, &&[f64])| match at {
            0 => hourly(prices, source.pue, source.adder),
            _ => hourly(prices, destination.pue, destination.adder),
        };
        let costs: Vec<Vec<f64>> = series.iter().enumerate().map(site).collect();
        let (here, there) = (costs.first()?, costs.get(1)?);
        let savings = Savings::new(here.iter().zip(there).map(|(here, there)| here - there));
        let move_cost = figures.bill.cost.get();
        let mut found: Vec<usize> = savings
            .first_paybacks(move_cost)
            .into_iter()
            .map(|hours| hours.unwrap_or(usize::MAX))
            .collect();
        found.sort_unstable();
        let count = found.len();
        let within = |share: usize| {
            found.get(count * share / 10).copied().filter(|hours| *hours != usize::MAX)
        };
        let never = found.iter().filter(|hours| **hours == usize::MAX).count();
        let hours = Hours { sites: &costs, start: 0, move_cost };
        let once = (1..costs.len())
            .map(|site| {
                let there = hours.stay_put(site);
                let left = Stay { site: 0, from: 0, until: 0 };
                let stays = std::iter::once(left).chain(there.stays).collect();
                Schedule { cost: there.cost + move_cost, stays }
            })
            .reduce(|a, b| if b.cost < a.cost { b } else { a })?;
        Some(Self {
            first_hour,
            hours: count,
            pays_after: [within(5), within(9)],
            never: never as f64 / count.max(1) as f64,
            first_start: savings.payback(0, move_cost),
            best_start: savings.best_start(0, WEEK, |_| move_cost),
            window: savings.best_window(move_cost, figures.cost_back.get()),
            best: hours.best(limits),
            ski_rental: hours.ski_rental(),
            greedy: hours.greedy(),
            stay_put: hours.stay_put(0),
            once,
            costs,
        })
    }
}

/// The parts of all series that lie in the same hours; a series that does not say when it begins
/// begins with the others.
fn in_common<'a>(markets: &[Market<'a>]) -> Option<(Option<i64>, Vec<&'a [f64]>)> {
    let first = markets.iter().filter_map(|market| market.first_hour).max();
    let later = |market: &Market<'a>| {
        let skipped = first.zip(market.first_hour).map_or(0, |(first, own)| first - own);
        market.prices.get(usize::try_from(skipped).ok()?..)
    };
    let series = markets.iter().map(later).collect::<Option<Vec<_>>>()?;
    let count = series.iter().map(|prices| prices.len()).min().filter(|count| 0 < *count)?;
    Some((first, series.into_iter().map(|prices| &prices[..count]).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::check::check;

    fn planned(
        source: &[f64],
        destination: &[f64],
        starts: [Option<i64>; 2],
    ) -> Option<HourlyPlan> {
        let (checked, _) = check(Scenario::default());
        let plan = plan(&checked);
        let markets = [
            Market { prices: source, first_hour: starts[0] },
            Market { prices: destination, first_hour: starts[1] },
        ];
        HourlyPlan::of(&checked, &plan.chosen().figures, &markets, &Limits::default())
    }

    #[test]
    fn flat_prices_say_what_the_constant_plan_says() {
        // Less what comes on top: the scenario's own prices.
        let (here, there) = ([0.171 - 0.0925; 100], [0.052 - 0.002; 100]);
        let hourly = planned(&here, &there, [None; 2]).expect("a plan");
        let (checked, _) = check(Scenario::default());
        let constant = match plan(&checked).chosen().figures.break_even {
            crate::model::breakeven::BreakEven::After(after) => after.to_hours(),
            crate::model::breakeven::BreakEven::Never => f64::NAN,
        };
        assert_eq!(hourly.pays_after[0].map(|hours| hours as f64), Some(constant.ceil()));
        assert_eq!(hourly.best.map(|best| best.moves()), Ok(1));
    }

    #[test]
    fn series_are_compared_in_the_hours_that_they_share() {
        let plan = planned(&[1.0, 2.0, 3.0], &[1.0, 1.0], [Some(10), Some(11)]).expect("a plan");
        assert_eq!((plan.first_hour, plan.hours), (Some(11), 2));
        assert_eq!(planned(&[1.0], &[1.0], [Some(0), Some(5)]), None);
        assert_eq!(planned(&[], &[1.0], [None; 2]), None);
    }

    #[test]
    fn equal_sites_never_pay() {
        let adder = 0.0925;
        let plan = planned(&[0.0 - adder; 5], &[0.0 - 0.002; 5], [None; 2]).expect("a plan");
        assert_eq!(plan.pays_after, [None; 2]);
        assert!((plan.never - 1.0).abs() < 1e-9);
        assert!(plan.window.gain < 0.0);
    }
}
