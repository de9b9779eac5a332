//! Following the cheap hours over several sites: the best sequence of stays, and simpler rules to
//! hold it against.
//!
//! The best one is a shortest path through the hours. With d_j(t) the cost of hour t at site j, c_ij
//! that of moving, and V_t(j) the least cost of being at j, free to move, at the start of hour t:
//! V_{t+1}(j) = min(V_t(j), min_i V_t(i) + c_ij(t)) + d_j(t). A minimum stay of m hours makes a move
//! at t lead to t + m; a limit on moves makes one layer per move. It knows all hours in advance,
//! which nobody does: what the rules lose against it is the price of not knowing them.

/// Sites by the hour: what each hour costs at each of them, and what a move costs.
#[derive(Debug, Clone, Copy)]
pub struct Hours<'a> {
    /// For every site its costs by hour; the shortest series counts.
    pub sites: &'a [Vec<f64>],
    /// Where the machines are at the beginning; a site of [`Self::sites`].
    pub start: usize,
    /// What one move costs.
    pub move_cost: f64,
}

/// What a schedule has to keep to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Limits {
    /// Hours that machines stay at a site after a move, at least; less only at the end.
    pub minimum_stay: usize,
    /// How many moves there may be.
    pub most_moves: Option<usize>,
    /// The hours of the day (0 to 23, counted from the first hour) in which no move may start.
    pub forbidden: [bool; 24],
    /// The first hour in which the machines must not be at the start any more.
    pub leave_by: Option<usize>,
}

/// A stay at one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// Where.
    pub site: usize,
    /// The first hour there.
    pub from: usize,
    /// The first hour elsewhere.
    pub until: usize,
}

/// A sequence of stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// What it costs, moves included.
    pub cost: f64,
    /// In order, without gaps; the first one is at the start, of no hours where a move comes at once.
    pub stays: Vec<Stay>,
}

/// Why there is no best schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSchedule {
    /// There is no site, or the start is none of them.
    NoSites,
    /// No sequence keeps to the limits.
    Impossible,
    /// Hours, sites and moves together are more than [`MOST_STATES`].
    TooLarge,
}

/// The most states (hours times sites times allowed moves) that are looked at.
pub const MOST_STATES: usize = 100_000_000;

impl Schedule {
    /// How many moves there are.
    pub fn moves(&self) -> usize {
        self.stays.len().saturating_sub(1)
    }

    /// Hours spent at a site.
    pub fn hours_at(&self, site: usize) -> usize {
        self.stays.iter().filter(|stay| stay.site == site).map(|stay| stay.until - stay.from).sum()
    }
}

impl Hours<'_> {
    /// How many hours there are.
    pub fn count(&self) -> usize {
        self.sites.iter().map(Vec::len).min().unwrap_or(0)
    }

    /// What staying at one site costs.
    pub fn stay_put(&self, site: usize) -> Schedule {
        let hours = self.count();
        let cost = self.sites.get(site).map_or(0.0, |costs| costs[..hours].iter().sum());
        Schedule { cost, stays: vec![Stay { site, from: 0, until: hours }] }
    }

    /// Moves to the cheapest site whenever this hour alone pays for the move.
    pub fn greedy(&self) -> Schedule {
        self.follow(|here, hour, _| {
            let cheapest = self.cheapest(hour)?;
            let saved = self.sites[here][hour] - self.sites[cheapest][hour];
            (self.move_cost < saved).then_some(cheapest)
        })
    }

    /// Moves as soon as what was lost in the hours before by not being at another site adds up to the
    /// cost of the move: the ski-rental rule, which looks at no hour to come, nor at the one that
    /// begins.
    pub fn ski_rental(&self) -> Schedule {
        self.follow(|here, hour, regrets| {
            let before = hour.checked_sub(1)?;
            for (regret, costs) in regrets.iter_mut().zip(self.sites) {
                *regret = (*regret + self.sites[here][before] - costs[before]).max(0.0);
            }
            let worst = (0..regrets.len())
                .filter(|site| *site != here)
                .reduce(|a, b| if regrets[a] < regrets[b] { b } else { a })?;
            (self.move_cost <= regrets[worst]).then_some(worst)
        })
    }

    fn cheapest(&self, hour: usize) -> Option<usize> {
        let cost = |site: usize| self.sites[site][hour];
        (0..self.sites.len()).reduce(|a, b| if cost(b) < cost(a) { b } else { a })
    }

    /// Follows a rule from hour to hour; it says where to move at the start of an hour, and keeps a
    /// number per site, which a move sets back.
    fn follow(&self, rule: impl Fn(usize, usize, &mut [f64]) -> Option<usize>) -> Schedule {
        let mut kept = vec![0.0; self.sites.len()];
        let mut schedule = Schedule { cost: 0.0, stays: Vec::new() };
        let mut here = Stay { site: self.start, from: 0, until: 0 };
        for hour in 0..self.count() {
            if let Some(next) = rule(here.site, hour, &mut kept) {
                schedule.cost += self.move_cost;
                schedule.stays.push(here);
                here = Stay { site: next, from: hour, until: hour };
                kept.fill(0.0);
            }
            schedule.cost += self.sites[here.site][hour];
            here.until = hour + 1;
        }
        schedule.stays.push(here);
        schedule
    }

    /// The cheapest schedule within the limits.
    ///
    /// # Errors
    ///
    /// Where there is none, or finding it would take too long.
    pub fn best(&self, limits: &Limits) -> Result<Schedule, NoSchedule> {
        if self.sites.len() <= self.start || 254 < self.sites.len() {
            return Err(NoSchedule::NoSites);
        }
        let layers = limits.most_moves.map_or(1, |most| most.min(self.count()) + 1);
        let states = self.count().saturating_mul(self.sites.len()).saturating_mul(layers);
        if MOST_STATES < states {
            return Err(NoSchedule::TooLarge);
        }
        let mut search = Search::new(self, limits, layers);
        for hour in 0..self.count() {
            search.arrive(hour);
            search.advance(hour);
        }
        search.end().ok_or(NoSchedule::Impossible)
    }
}

/// How a state was reached: by staying on, or from another site.
const STAYED: u8 = u8::MAX;

/// A shortest path under way. A state is a layer (moves so far, where they are limited) and a site.
struct Search<'a> {
    hours: &'a Hours<'a>,
    limits: &'a Limits,
    layers: usize,
    stay: usize,
    /// Sums of every site's costs.
    sums: Vec<Vec<f64>>,
    /// Least cost of being in a state, free to move, at the hour that comes next.
    free: Vec<f64>,
    /// How that was reached, for every hour.
    reached: Vec<u8>,
    /// Least cost of having just arrived in a state, and from where, for the last `stay` hours.
    arrived: Vec<(f64, u8)>,
}

impl<'a> Search<'a> {
    fn new(hours: &'a Hours<'a>, limits: &'a Limits, layers: usize) -> Self {
        let (count, width) = (hours.count(), hours.sites.len() * layers);
        let stay = limits.minimum_stay.clamp(1, count.max(1));
        let sums = hours.sites.iter().map(|costs| {
            let mut sum = 0.0;
            let running = costs[..count].iter().map(|cost| {
                sum += cost;
                sum
            });
            std::iter::once(0.0).chain(running).collect()
        });
        let mut free = vec![f64::INFINITY; width];
        free[hours.start] = 0.0;
        Self {
            hours,
            limits,
            layers,
            stay,
            sums: sums.collect(),
            free,
            reached: vec![STAYED; count * width],
            arrived: vec![(f64::INFINITY, STAYED); stay * width],
        }
    }

    fn width(&self) -> usize {
        self.free.len()
    }

    /// The layer from which a move leads to this one.
    fn before(&self, layer: usize) -> Option<usize> {
        if self.limits.most_moves.is_some() { layer.checked_sub(1) } else { Some(layer) }
    }

    fn may_be_at(&self, site: usize, hour: usize) -> bool {
        site != self.hours.start || self.limits.leave_by.is_none_or(|by| hour < by)
    }

    /// The cheapest way to arrive in every state at the start of an hour.
    fn arrive(&mut self, hour: usize) {
        let n = self.hours.sites.len();
        let width = self.width();
        let forbidden = self.limits.forbidden[hour % 24];
        for layer in 0..self.layers {
            let from = self.before(layer);
            // The two cheapest places to come from: a move leads elsewhere.
            let mut best = [(f64::INFINITY, n); 2];
            if let (Some(from), false) = (from, forbidden) {
                for (site, cost) in self.free[from * n..(from + 1) * n].iter().enumerate() {
                    if *cost < best[0].0 {
                        best = [(*cost, site), best[0]];
                    } else if *cost < best[1].0 {
                        best[1] = (*cost, site);
                    }
                }
            }
            for site in 0..n {
                let (cost, from) = if best[0].1 == site { best[1] } else { best[0] };
                let place = hour % self.stay * width + layer * n + site;
                self.arrived[place] = (cost + self.hours.move_cost, from as u8);
            }
        }
    }

    /// From the start of an hour to the start of the next.
    fn advance(&mut self, hour: usize) {
        let n = self.hours.sites.len();
        let width = self.width();
        let since = (hour + 1).checked_sub(self.stay);
        for state in 0..width {
            let site = state % n;
            let mut cost = if self.may_be_at(site, hour) {
                self.free[state] + self.hours.sites[site][hour]
            } else {
                f64::INFINITY
            };
            if let Some(since) = since {
                let (arrival, from) = self.arrived[since % self.stay * width + state];
                let stayed = self.sums[site][hour + 1] - self.sums[site][since];
                if arrival + stayed < cost && self.may_be_at(site, hour) {
                    cost = arrival + stayed;
                    self.reached[hour * width + state] = from;
                }
            }
            self.free[state] = cost;
        }
    }

    /// The schedule that ends cheapest, read backwards.
    fn end(&self) -> Option<Schedule> {
        let (n, width, count) = (self.hours.sites.len(), self.width(), self.hours.count());
        let free = (0..width).map(|state| (self.free[state], state, None));
        // A stay that the end cuts short.
        let short = (count.saturating_sub(self.stay - 1)..count).flat_map(|since| {
            (0..width).map(move |state| {
                let (arrival, from) = self.arrived[since % self.stay * width + state];
                let stayed = self.sums[state % n][count] - self.sums[state % n][since];
                let may = self.may_be_at(state % n, count - 1);
                let cost = if may { arrival + stayed } else { f64::INFINITY };
                (cost, state, Some((since, from)))
            })
        });
        let (cost, mut state, cut) =
            free.chain(short).reduce(|a, b| if b.0 < a.0 { b } else { a })?;
        if !cost.is_finite() {
            return None;
        }
        let mut stays = Vec::new();
        let mut until = count;
        let mut hour = count;
        let mut step = cut;
        loop {
            if let Some((since, from)) = step.take() {
                stays.push(Stay { site: state % n, from: since, until });
                let layer = self.before(state / n).unwrap_or(0);
                state = layer * n + usize::from(from);
                (until, hour) = (since, since);
            }
            if hour == 0 {
                break;
            }
            let from = self.reached[(hour - 1) * width + state];
            if from == STAYED {
                hour -= 1;
            } else {
                step = Some((hour - self.stay, from));
            }
        }
        stays.push(Stay { site: state % n, from: 0, until });
        stays.reverse();
        Some(Schedule { cost, stays })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> [Vec<f64>; 2] {
        [vec![1.0, 5.0, 5.0, 1.0, 1.0], vec![4.0, 2.0, 2.0, 4.0, 4.0]]
    }

    fn hours(sites: &[Vec<f64>], move_cost: f64) -> Hours<'_> {
        Hours { sites, start: 0, move_cost }
    }

    #[test]
    fn it_moves_where_the_move_pays_and_stays_where_it_does_not() {
        let sites = two();
        let best = hours(&sites, 1.0).best(&Limits::default());
        assert_eq!(best.map(|best| (best.cost, best.moves())), Ok((9.0, 2)));
        let dear = hours(&sites, 9.0).best(&Limits::default());
        assert_eq!(dear.map(|best| (best.cost, best.moves())), Ok((13.0, 0)));
    }

    #[test]
    fn limits_are_kept() {
        let sites = two();
        let best = |limits: Limits| hours(&sites, 1.0).best(&limits).map(|best| best.stays);
        let stay = |site, from, until| Stay { site, from, until };
        let once = Limits { most_moves: Some(1), ..Limits::default() };
        assert_eq!(best(once), Ok(vec![stay(0, 0, 5)]));
        let long = Limits { minimum_stay: 3, ..Limits::default() };
        assert_eq!(best(long), Ok(vec![stay(0, 0, 0), stay(1, 0, 3), stay(0, 3, 5)]));
        let left = Limits { leave_by: Some(3), ..Limits::default() };
        assert_eq!(best(left), Ok(vec![stay(0, 0, 1), stay(1, 1, 5)]));
        let mut forbidden = [true; 24];
        forbidden[4] = false;
        let late = Limits { forbidden, ..Limits::default() };
        assert_eq!(best(late), Ok(vec![stay(0, 0, 5)]));
        let never = Limits { forbidden: [true; 24], leave_by: Some(2), ..Limits::default() };
        assert_eq!(best(never), Err(NoSchedule::Impossible));
    }

    #[test]
    fn what_is_too_large_is_said_to_be() {
        let sites = vec![vec![1.0; 200_000]; 2];
        let limits = Limits { most_moves: Some(1_000), ..Limits::default() };
        assert_eq!(hours(&sites, 1.0).best(&limits), Err(NoSchedule::TooLarge));
    }

    #[test]
    fn a_single_hour_and_no_site_have_an_answer() {
        let one = [vec![3.0], vec![1.0]];
        assert_eq!(hours(&one, 1.0).best(&Limits::default()).map(|best| best.cost), Ok(2.0));
        assert_eq!(hours(&[], 1.0).best(&Limits::default()), Err(NoSchedule::NoSites));
        assert!(hours(&one, 1.0).greedy().cost <= 3.0);
    }
}
