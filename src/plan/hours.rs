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
use crate::scenario::{Currency, Site};
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
    /// What a kWh costs before what comes on top.
    pub prices: Column<'a>,
    /// In what they are.
    pub currency: Currency,
    /// Grams per kWh.
    pub carbon: Option<Column<'a>>,
    /// Facility energy over IT energy.
    pub pue: Option<Column<'a>>,
    /// Kilowatts of the site's own that cost and emit nothing.
    pub renewables: Option<Column<'a>>,
}

impl<'a> Market<'a> {
    /// A site of which nothing but the prices changes, which are in its currency.
    pub const fn of_prices(site: Site, prices: Column<'a>) -> Self {
        Self { site, prices, currency: site.currency, carbon: None, pue: None, renewables: None }
    }

    fn columns(&self) -> impl Iterator<Item = Column<'a>> {
        [Some(self.prices), self.carbon, self.pue, self.renewables].into_iter().flatten()
    }

    /// The same with every column cut by `cut`.
    fn cut(&self, cut: impl Fn(Column<'a>) -> Column<'a>) -> Self {
        Self {
            site: self.site,
            prices: cut(self.prices),
            currency: self.currency,
            carbon: self.carbon.map(&cut),
            pue: self.pue.map(&cut),
            renewables: self.renewables.map(&cut),
        }
    }

    /// Whether its prices can be told in EUR.
    pub fn is_rated(&self) -> bool {
        [self.currency, self.site.currency].iter().all(|of| self.site.per_eur(*of).is_some())
    }

    /// What a kilowatt-hour at the meter takes in this account, and what the site's PUE is, in an hour
    /// of its columns; none where that takes an exchange rate that is not stated.
    fn rates(&self, wish: &Wish) -> Option<impl Fn(usize) -> (f64, f64)> {
        let Site { adder, carbon, pue, .. } = self.site;
        let [per_eur, adder_per_eur] = match wish.account {
            Account::Money => {
                [self.site.per_eur(self.currency)?, self.site.per_eur(self.site.currency)?]
            }
            Account::Energy | Account::Carbon => [1.0; 2],
        };
        let adder = (adder / adder_per_eur).to_per_kwh();
        Some(move |at: usize| {
            let carbon = self.carbon.map_or(carbon.to_g_per_kwh(), |column| column.values[at]);
            let pue = self.pue.map_or(pue.get(), |column| column.values[at]);
            let per_kwh = match wish.account {
                Account::Money => {
                    let surcharge = CarbonIntensity::g_per_kwh(carbon) * wish.carbon_price;
                    self.prices.values[at] / per_eur + adder + surcharge.to_per_kwh()
                }
                Account::Energy => 1.0,
                Account::Carbon => carbon,
            };
            (per_kwh, pue)
        })
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
    /// What a move takes.
    pub move_cost: f64,
    /// What one back takes.
    pub move_back: f64,
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
    /// their series have no hour in common, or where money is counted and there is a currency whose
    /// rate is not stated.
    pub fn of<'a>(figures: &Figures, markets: &[Market<'a>], wish: &Wish) -> Option<Self> {
        let (first, hours) = in_common(markets)?;
        let cut = |column: Column<'a>| {
            let from = skipped(column, first).unwrap_or(0);
            Column { values: &column.values[from..from + hours], first_hour: first }
        };
        let markets: Vec<Market<'a>> = markets.iter().map(|market| market.cut(cut)).collect();
        let kw = figures.watts.map(|watts| watts.get() / 1000.0);
        // All sites but the source have the destination's hosts.
        let rates = markets.iter().map(|market| market.rates(wish)).collect::<Option<Vec<_>>>()?;
        let cost = |site: usize, market: &Market<'_>, at: usize| {
            let (per_kwh, pue) = rates[site](at);
            let own = market.renewables.map_or(0.0, |column| column.values[at]);
            (kw[site.min(1)] * pue - own.max(0.0)).max(0.0) * per_kwh
        };
        let costs: Vec<Vec<f64>> = markets
            .iter()
            .enumerate()
            .map(|(site, market)| (0..hours).map(|at| cost(site, market, at)).collect())
            .collect();
        let (here, there) = (costs.first()?, costs.get(1)?);
        let savings = Savings::new(here.iter().zip(there).map(|(here, there)| here - there));
        let balance = figures.balance(wish.account)?;
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
            let shown = |at| match (wish.account, rates[site](at)) {
                (Account::Energy, (per_kwh, pue)) => per_kwh * pue,
                (_, (per_kwh, _)) => per_kwh,
            };
            (0..hours).map(shown).collect()
        });
        Some(Self {
            account: wish.account,
            move_cost,
            move_back: balance.back,
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
    use crate::model::server::Server;
    use crate::plan::plan;
    use crate::scenario::Scenario;
    use crate::scenario::check::check;
    use crate::units::Ratio;

    fn figures() -> Figures {
        plan(&check(Scenario::default()).0).chosen().figures
    }

    fn cost(figures: &Figures) -> f64 {
        figures.balance(Account::Money).expect("all is in EUR").cost
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
            let constant = match figures().balance(account).expect("all is in EUR").break_even() {
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
        let watts = figures().watts[1].get() * sites[1].site.pue.get();
        let half = [watts / 2000.0; 4];
        let cost = |sites: &[Market<'_>]| {
            let plan = HourlyPlan::of(&figures(), sites, &Wish::default()).expect("a plan");
            plan.once.cost - cost(&figures())
        };
        let without = cost(&sites);
        sites[1].renewables = Some(Column { values: &half, first_hour: None });
        assert!((cost(&sites) - without / 2.0).abs() < 1e-12);
        let plenty = [1e6; 4];
        sites[1].renewables = Some(Column { values: &plenty, first_hour: None });
        assert!(cost(&sites).abs() < 1e-12);
    }

    #[test]
    fn odd_series_have_a_clear_answer() {
        let of = |here: &[f64], there: &[f64]| planned([here, there], [None; 2]).expect("a plan");
        let never = |plan: &HourlyPlan| {
            let moves = plan.best.as_ref().ok().map(Schedule::moves);
            (plan.never, moves, plan.window.gain <= 0.0)
        };
        let stays = (1.0, Some(0), true);
        // Nothing to save, of a dear place and of one hour.
        assert_eq!(never(&of(&[0.1; 48], &[0.9; 48])), stays);
        assert_eq!(never(&of(&[0.1], &[0.1])), stays);
        assert_eq!(of(&[0.1], &[0.1]).hours, 1);
        // Who is paid for energy stays where most of it is used, and goes where more is paid.
        assert_eq!(never(&of(&[-0.5; 48], &[-0.3; 48])), stays);
        let paid = of(&[0.1; 48], &[-0.5; 48]);
        assert!(paid.never < 0.1 && paid.best.is_ok_and(|best| best.moves() == 1));
        // Equal sites, their adders included.
        let site = Scenario::default().source;
        let same = [(); 2].map(|()| {
            Market::of_prices(site, Column { values: &[0.0, -0.1, 0.3], first_hour: None })
        });
        let plan = HourlyPlan::of(&figures(), &same, &Wish::default()).expect("a plan");
        assert_eq!(never(&plan), stays);
    }

    #[test]
    fn prices_in_another_currency_count_at_its_rate_or_not_at_all() {
        let euros = [0.1, 0.3, -0.2, 0.4];
        let there = euros.map(|price| price * 0.5);
        let dollars = there.map(|price| price * 1.65);
        let plan = |market: Market<'_>, account| {
            let here = markets([&euros, &euros], [None; 2])[0];
            let wish = Wish { account, ..Wish::default() };
            HourlyPlan::of(&figures(), &[here, market], &wish)
        };
        let site = Scenario::default().destination;
        let priced = |values, site| Market::of_prices(site, Column { values, first_hour: None });
        let wanted = plan(priced(&there, site), Account::Money).expect("a plan");
        let rate = Ratio::new(1.65);
        let abroad = Site { currency: Currency::Aud, rate, adder: site.adder * 1.65, ..site };
        let got = plan(priced(&dollars, abroad), Account::Money).expect("a plan");
        assert!((got.once.cost - wanted.once.cost).abs() < 1e-12);
        // A zone in EUR is understood at any site.
        let zone = Market { currency: Currency::Eur, ..priced(&there, abroad) };
        let got = plan(zone, Account::Money).expect("a plan");
        assert!((got.once.cost - wanted.once.cost).abs() < 1e-12);

        let unrated = priced(&dollars, Site { rate: Ratio::ZERO, ..abroad });
        let other = Market { currency: Currency::Aud, ..priced(&dollars, site) };
        for market in [unrated, other] {
            assert!(!market.is_rated());
            assert_eq!(plan(market, Account::Money), None);
            assert!(plan(market, Account::Carbon).is_some());
        }
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

    #[test]
    fn each_site_has_its_own_hosts() {
        let mut scenario = Scenario::default();
        scenario.destination = scenario.source;
        let figures = |scenario| plan(&check(scenario).0).chosen().figures;
        assert!(figures(scenario).energy_saving_per_hour.to_joules().abs() < 1e-9);
        // Ten busy threads of (290 - 100) / 32 W here and (231 - 51) / 32 W there, at a PUE of 1.56.
        scenario.power.server_there = Some(Server::R720E52670);
        let new = figures(scenario);
        let saved = (190.0 - 180.0) / 32.0 * 10.0 * 1.56;
        assert!((new.energy_saving_per_hour.to_wh() - saved).abs() < 1e-9);
        assert!(
            new.bill.destination
                < figures(Scenario::default()).bill.destination * Ratio::new(1.56 / 1.1)
        );
        let prices = [0.1; 4];
        let [here, there] = markets([&prices, &prices], [None; 2]);
        let sites = [here, Market { site: scenario.source, ..there }];
        let hourly = HourlyPlan::of(&new, &sites, &Wish::default()).expect("a plan");
        assert!(hourly.once.cost - cost(&new) < hourly.stay_put.cost);
    }
}
