//! When moving pays where prices change by the hour.
//!
//! With d(t) saved in hour t by being at the destination and S(t) the sum of d before t, a move at
//! the start of hour t0 with cost C has paid for the first time after the smallest tau with
//! S(t0 + tau) - S(t0) >= C, and for good after the last time that balance rises through zero: d
//! changes its sign, so the two differ. Money, energy and carbon are all the same arithmetic.

/// Sums of hourly savings up to every hour: S(0) = 0 up to S(H).
#[derive(Debug, Clone, PartialEq)]
pub struct Savings {
    sums: Vec<f64>,
}

/// When a move has paid, in whole hours after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payback {
    /// For the first time.
    pub first: usize,
    /// For good, as far as the series goes; none where it is in the red at its end.
    pub permanent: Option<usize>,
}

/// A stay at the destination with a move there and back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// The hour at whose start it begins.
    pub from: usize,
    /// The hour at whose start it ends.
    pub until: usize,
    /// What is gained, both moves paid; zero or less where no stay is worth them.
    pub gain: f64,
}

impl Savings {
    /// Of what each hour saves; an hour that is not a finite number saves nothing.
    pub fn new(hourly: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let mut sums = vec![0.0];
        sums.extend(hourly.into_iter().map(|saved| {
            sum += if saved.is_finite() { saved } else { 0.0 };
            sum
        }));
        Self { sums }
    }

    /// How many hours there are.
    pub fn hours(&self) -> usize {
        self.sums.len() - 1
    }

    /// What is saved from the start of one hour to the start of another, both within the series.
    pub fn between(&self, from: usize, until: usize) -> f64 {
        self.sums[until] - self.sums[from]
    }

    /// When a move of this cost at the start of an hour has paid; none within the series.
    pub fn payback(&self, start: usize, cost: f64) -> Option<Payback> {
        let balance = |hour: &usize| self.sums[*hour] - self.sums[start] - cost;
        let pays = |hour: &usize| 0.0 <= balance(hour);
        let first = (start..=self.hours()).find(pays)? - start;
        // The hour after the last one in the red.
        let last_red = (start..=self.hours()).rev().find(|hour| !pays(hour));
        let permanent = match last_red {
            Some(hour) if hour == self.hours() => None,
            Some(hour) => Some(hour + 1 - start),
            None => Some(0),
        };
        Some(Payback { first, permanent })
    }

    /// Hours until a move of this cost has paid for the first time, for every hour at which it may
    /// start; none where it does not within the series.
    ///
    /// From the last hour to the first, a stack keeps the sums that are larger than all before them;
    /// the first one large enough is found by bisection: O(H log H) for all hours together.
    pub fn first_paybacks(&self, cost: f64) -> Vec<Option<usize>> {
        let mut records: Vec<usize> = Vec::new();
        let mut found = vec![None; self.hours()];
        for start in (0..=self.hours()).rev() {
            while records.last().is_some_and(|top| self.sums[*top] <= self.sums[start]) {
                records.pop();
            }
            records.push(start);
            if start < self.hours() {
                let wanted = self.sums[start] + cost;
                // The records fall from the bottom of the stack to its top.
                let enough = records.partition_point(|hour| wanted <= self.sums[*hour]);
                found[start] = enough.checked_sub(1).map(|at| records[at] - start);
            }
        }
        found
    }

    /// The best stay with a move there (`out`) and back (`back`), by one pass over the hours.
    pub fn best_window(&self, out: f64, back: f64) -> Window {
        let mut best = Window { from: 0, until: 0, gain: -(out + back) };
        let mut from = 0;
        for until in 0..=self.hours() {
            if self.sums[until] < self.sums[from] {
                from = until;
            }
            let gain = self.between(from, until) - out - back;
            if best.gain < gain {
                best = Window { from, until, gain };
            }
        }
        best
    }

    /// The hour within `from..=until` at whose start a move that has to be made is best: what is saved
    /// from then on, S(H) - S(t), is largest.
    pub fn best_start(&self, from: usize, until: usize) -> usize {
        let until = until.min(self.hours());
        (from.min(until)..=until)
            .reduce(|best, hour| if self.sums[hour] < self.sums[best] { hour } else { best })
            .unwrap_or(until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_payback_need_not_be_the_last() {
        let savings = Savings::new([2.0, -3.0, 1.0, 4.0]);
        assert_eq!(savings.payback(0, 2.0), Some(Payback { first: 1, permanent: Some(4) }));
        assert_eq!(savings.payback(0, 4.5), None);
        assert_eq!(Savings::new([2.0, -3.0]).payback(0, 1.0).map(|p| p.permanent), Some(None));
    }

    #[test]
    fn what_costs_nothing_pays_at_once() {
        let savings = Savings::new([1.0]);
        assert_eq!(savings.payback(0, 0.0), Some(Payback { first: 0, permanent: Some(0) }));
        assert_eq!(savings.first_paybacks(0.0), [Some(0)]);
    }

    #[test]
    fn all_starts_together_find_what_each_alone_finds() {
        let hourly = (0..200).map(|hour: u32| f64::from(hour * 7919 % 23) - 10.0);
        let savings = Savings::new(hourly);
        let together = savings.first_paybacks(12.5);
        for (start, found) in together.into_iter().enumerate() {
            assert_eq!(found, savings.payback(start, 12.5).map(|payback| payback.first));
        }
    }

    #[test]
    fn the_best_window_begins_after_the_loss_and_ends_with_the_gain() {
        let savings = Savings::new([-5.0, 3.0, -1.0, 4.0, -9.0]);
        assert_eq!(savings.best_window(1.0, 1.0), Window { from: 1, until: 4, gain: 4.0 });
        assert!(savings.best_window(9.0, 9.0).gain <= 0.0);
    }

    #[test]
    fn a_move_that_must_be_made_waits_for_the_loss_to_pass() {
        let savings = Savings::new([-5.0, 3.0, -1.0]);
        assert_eq!(savings.best_start(0, 3), 1);
        assert_eq!(savings.best_start(2, 3), 3);
    }

    #[test]
    fn no_hours_at_all_have_an_answer() {
        let savings = Savings::new([]);
        assert_eq!(savings.payback(0, 1.0), None);
        assert_eq!(savings.first_paybacks(1.0), []);
        assert!(savings.best_window(1.0, 1.0).gain <= 0.0);
        assert_eq!(savings.best_start(3, 9), 0);
    }
}
