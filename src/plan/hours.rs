//! The same plan where prices change by the hour: when moving pays then, and the best schedule.
//!
//! The machines are counted by the hour, at each site with its PUE, its prices and what comes on top
//! of them, its carbon intensity and what its own renewables give for nothing:
//! max(0, P PUE(t) - R(t)) times the price, the intensity, or one. A move takes what the plan says,
//! whenever it is made: its own energy is bought within minutes, and the hour in which that happens
//! matters little beside how long it pays.

use super::Figures;
use crate::model::breakeven::Account;
use crate::model::hourly::{Payback, Savings, Window};
use crate::model::schedule::{Hours, Limits, NoSchedule, Schedule, Stay};
use crate::scenario::Site;
use crate::units::{CarbonIntensity, CarbonPrice};

/// A number for every hour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column<'a> {
    /// One hour after the other.
    pub values: &'a [f64],
    /// The first hour, counted from the beginning of 1970 in UTC, if known.
    pub first_hour: Option<i64>,
}

/// A site by the hour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Market<'a> {
    /// What holds where no column says otherwise.
    pub site: Site,
    /// Currency units per kWh, before what comes on top.
    pub prices: Column<'a>,
    /// Grams per kWh.
    pub carbon: Option<Column<'a>>,
    /// Facility energy over IT energy.
    pub pue: Option<Column<'a>>,
    /// Kilowatts of the site's own that cost and emit nothing.
    pub renewables: Option<Column<'a>>,
}

impl<'a> Market<'a> {
    /// A site of which nothing but the prices changes.
    pub const fn of_prices(site: Site, prices: Column<'a>) -> Self {
        Self { site, prices, carbon: None, pue: None, renewables: None }
    }

    fn columns(&self) -> impl Iterator<Item = Column<'a>> {
        [Some(self.prices), self.carbon, self.pue, self.renewables].into_iter().flatten()
    }

    /// What a kilowatt-hour at the meter takes in this account, and what the site's PUE is, in an
    /// hour counted from the first common one.
    fn rate(&self, account: Account, carbon_price: CarbonPrice, at: Hour) -> (f64, f64) {
        let read = |column: Option<Column<'_>>| column.and_then(|column| at.of(column));
        let carbon = read(self.carbon).unwrap_or(self.site.carbon.to_g_per_kwh());
        let pue = read(self.pue).unwrap_or(self.site.pue.get());
        let per_kwh = match account {
            Account::Money => {
                let surcharge = CarbonIntensity::g_per_kwh(carbon) * carbon_price;
                read(Some(self.prices)).unwrap_or(0.0)
                    + self.site.adder.to_per_kwh()
                    + surcharge.to_per_kwh()
            }
            Account::Energy => 1.0,
            Account::Carbon => carbon,
        };
        (per_kwh, pue)
    }
}

/// An hour that all columns have.
#[derive(Debug, Clone, Copy)]
struct Hour {
    first: Option<i64>,
    at: usize,
}

impl Hour {
    fn of(self, column: Column<'_>) -> Option<f64> {
        column.values.get(skipped(column, self.first)? + self.at).copied()
    }
}

/// How many hours of a column lie before the first common one; none where that is not in it. A column
/// that does not say when it begins begins with the others.
fn skipped(column: Column<'_>, first: Option<i64>) -> Option<usize> {
    let hours = first.zip(column.first_hour).map_or(0, |(first, own)| first - own);
    usize::try_from(hours).ok()
}

/// What hourly prices make of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct HourlyPlan {
    /// In what it counts.
    pub account: Account,
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
    /// What a kWh takes by the hour at the source and at the destination: at the meter in money and
    /// carbon, with its PUE in energy.
    pub rates: [Vec<f64>; 2],
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

/// What a schedule is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Wish {
    /// In what to count.
    pub account: Account,
    /// Hours of the day, in UTC where the series say when they begin, in which no move may start;
    /// with how long to stay, how often to move and when to be gone.
    pub limits: Limits,
    /// What emitting costs on top of every price.
    pub carbon_price: CarbonPrice,
}

/// Where a move that has to be made may wait.
const WEEK: usize = 7 * 24;

impl HourlyPlan {
    /// The plan of these figures at the source, the destination and perhaps other sites. None where
    /// their series have no hour in common.
    pub fn of(figures: &Figures, markets: &[Market<'_>], wish: &Wish) -> Option<Self> {
        let (first, hours) = in_common(markets)?;
        let kw = figures.watts.get() / 1000.0;
        let rate = |market: &Market<'_>, at: usize| {
            market.rate(wish.account, wish.carbon_price, Hour { first, at })
        };
        let cost = |market: &Market<'_>, at: usize| {
            let (per_kwh, pue) = rate(market, at);
            let own = market.renewables.and_then(|kw| Hour { first, at }.of(kw)).unwrap_or(0.0);
            (kw * pue - own.max(0.0)).max(0.0) * per_kwh
        };
        let costs: Vec<Vec<f64>> =
            markets.iter().map(|market| (0..hours).map(|at| cost(market, at)).collect()).collect();
        let (here, there) = (costs.first()?, costs.get(1)?);
        let savings = Savings::new(here.iter().zip(there).map(|(here, there)| here - there));
        let balance = figures.balance(wish.account);
        let move_cost = balance.cost;
        let mut found: Vec<usize> = savings
            .first_paybacks(move_cost)
            .into_iter()
            .map(|hours| hours.unwrap_or(usize::MAX))
            .collect();
        found.sort_unstable();
        let within = |share: usize| {
            found.get(hours * share / 10).copied().filter(|hours| *hours != usize::MAX)
        };
        let never = found.iter().filter(|hours| **hours == usize::MAX).count();
        let sites = Hours { sites: &costs, start: 0, move_cost };
        let once = (1..costs.len())
            .map(|site| {
                let there = sites.stay_put(site);
                let left = Stay { site: 0, from: 0, until: 0 };
                let stays = std::iter::once(left).chain(there.stays).collect();
                Schedule { cost: there.cost + move_cost, stays }
            })
            .reduce(|a, b| if b.cost < a.cost { b } else { a })?;
        let rates = [0, 1].map(|site| {
            let shown = |at| match (wish.account, rate(&markets[site], at)) {
                (Account::Energy, (per_kwh, pue)) => per_kwh * pue,
                (_, (per_kwh, _)) => per_kwh,
            };
            (0..hours).map(shown).collect()
        });
        Some(Self {
            account: wish.account,
            first_hour: first,
            hours,
            pays_after: [within(5), within(9)],
            never: never as f64 / hours.max(1) as f64,
            first_start: savings.payback(0, move_cost),
            best_start: savings.best_start(0, WEEK),
            window: savings.best_window(move_cost, balance.back),
            best: sites.best(&from_midnight(wish.limits, first)),
            ski_rental: sites.ski_rental(),
            greedy: sites.greedy(),
            stay_put: sites.stay_put(0),
            once,
            rates,
        })
    }
}

/// Limits whose forbidden hours count from the first hour instead of from midnight.
fn from_midnight(mut limits: Limits, first: Option<i64>) -> Limits {
    let clock = first.unwrap_or(0).rem_euclid(24) as usize;
    limits.forbidden.rotate_left(clock);
    limits
}

/// The first hour of the common part of all columns, if known, and how many hours there are.
fn in_common(markets: &[Market<'_>]) -> Option<(Option<i64>, usize)> {
    let columns = || markets.iter().flat_map(Market::columns);
    let first = columns().filter_map(|column| column.first_hour).max();
    let left = |column: Column<'_>| column.values.len().checked_sub(skipped(column, first)?);
    let counts = columns().map(left).collect::<Option<Vec<_>>>()?;
    counts.into_iter().min().filter(|count| 0 < *count).map(|count| (first, count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::breakeven::BreakEven;
    use crate::plan::plan;
    use crate::scenario::Scenario;
    use crate::scenario::check::check;

    fn figures() -> Figures {
        plan(&check(Scenario::default()).0).chosen().figures
    }

    /// Source and destination of the default scenario at these prices.
    fn markets(prices: [&[f64]; 2], starts: [Option<i64>; 2]) -> [Market<'_>; 2] {
        let Scenario { source, destination, .. } = Scenario::default();
        [(source, 0), (destination, 1)].map(|(site, at)| {
            Market::of_prices(site, Column { values: prices[at], first_hour: starts[at] })
        })
    }

    fn planned(prices: [&[f64]; 2], starts: [Option<i64>; 2]) -> Option<HourlyPlan> {
        HourlyPlan::of(&figures(), &markets(prices, starts), &Wish::default())
    }

    #[test]
    fn flat_prices_say_what_the_constant_plan_says() {
        // Less what comes on top: the scenario's own prices.
        let (here, there) = ([0.171 - 0.0925; 100], [0.052 - 0.002; 100]);
        for account in Account::ALL {
            let wish = Wish { account, ..Wish::default() };
            let hourly = HourlyPlan::of(&figures(), &markets([&here, &there], [None; 2]), &wish)
                .expect("a plan");
            let constant = match figures().balance(account).break_even() {
                BreakEven::After(after) => after.to_hours(),
                BreakEven::Never => f64::NAN,
            };
            assert_eq!(hourly.pays_after[0].map(|hours| hours as f64), Some(constant.ceil()));
            assert_eq!(hourly.best.map(|best| best.moves()), Ok(1));
        }
    }

    #[test]
    fn series_are_compared_in_the_hours_that_they_share() {
        let plan = planned([&[1.0, 2.0, 3.0], &[1.0, 1.0]], [Some(10), Some(11)]).expect("a plan");
        assert_eq!((plan.first_hour, plan.hours), (Some(11), 2));
        assert_eq!(planned([&[1.0], &[1.0]], [Some(0), Some(5)]), None);
        assert_eq!(planned([&[], &[1.0]], [None; 2]), None);
    }

    #[test]
    fn equal_sites_never_pay() {
        let adder = 0.0925;
        let plan = planned([&[0.0 - adder; 5], &[0.0 - 0.002; 5]], [None; 2]).expect("a plan");
        assert_eq!(plan.pays_after, [None; 2]);
        assert!((plan.never - 1.0).abs() < 1e-9);
        assert!(plan.window.gain < 0.0);
    }

    #[test]
    fn renewables_of_its_own_make_a_site_free_until_they_are_used_up() {
        let prices = [0.1; 4];
        let mut sites = markets([&prices, &prices], [None; 2]);
        let watts = figures().watts.get() * sites[1].site.pue.get();
        let half = [watts / 2000.0; 4];
        let cost = |sites: &[Market<'_>]| {
            let plan = HourlyPlan::of(&figures(), sites, &Wish::default()).expect("a plan");
            plan.once.cost - figures().bill.cost.get()
        };
        let without = cost(&sites);
        sites[1].renewables = Some(Column { values: &half, first_hour: None });
        assert!((cost(&sites) - without / 2.0).abs() < 1e-12);
        let plenty = [1e6; 4];
        sites[1].renewables = Some(Column { values: &plenty, first_hour: None });
        assert!(cost(&sites).abs() < 1e-12);
    }

    #[test]
    fn a_price_of_carbon_counts_with_the_hours_intensity() {
        let prices = [0.1; 2];
        let carbon = [0.0, 500.0];
        let mut sites = markets([&prices, &prices], [None; 2]);
        sites[0].carbon = Some(Column { values: &carbon, first_hour: None });
        let carbon_price = CarbonPrice::per_ton(100.0);
        let wish = Wish { carbon_price, ..Wish::default() };
        let plan = HourlyPlan::of(&figures(), &sites, &wish).expect("a plan");
        assert!((plan.rates[0][1] - plan.rates[0][0] - 0.05).abs() < 1e-12);
    }

    #[test]
    fn forbidden_hours_are_hours_of_the_clock() {
        let mut limits = Limits::default();
        limits.forbidden[6] = true;
        assert!(from_midnight(limits, Some(23)).forbidden[7]);
        assert!(from_midnight(limits, None).forbidden[6]);
    }
}
