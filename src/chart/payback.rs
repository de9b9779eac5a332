//! When the move has paid for itself: what it has saved by then, less what it cost.

mod draw;
mod text;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::axis::enclosing;
use super::frame::Frame;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::{Chart, Drawn, Reading, Size};
use crate::model::breakeven::{Account, BreakEven};
use crate::model::uncertainty::Spread;
use crate::plan::{Figures, Ranges};
use crate::quantity::Lang;
use crate::units::Seconds;

/// The line goes on for this long after the last thing to see.
const BEYOND: f64 = 1.25;
/// Pay-back later than so many planned stays is told, not drawn.
const FAR: f64 = 4.0;
/// How many data a cursor steps through.
const STEPS: u32 = 24;

/// What a move has saved over time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payback {
    /// In what: currency units, kWh or grams.
    pub account: Account,
    /// What the move takes.
    pub cost: f64,
    /// How that spreads over many runs, where it is known.
    pub cost_range: Option<Spread>,
    /// What it saves per hour from then on.
    pub saving_per_hour: f64,
    /// When both are equal.
    pub break_even: BreakEven,
    /// How long the machines will stay.
    pub stay: Seconds,
}

impl Payback {
    /// Of one outcome, with its ranges if they are known by now; none where there are no sums of money
    /// to draw.
    pub fn of(
        figures: &Figures,
        ranges: Option<&Ranges>,
        stay: Seconds,
        account: Account,
    ) -> Option<Self> {
        let balance = figures.balance(account)?;
        let cost_range = ranges.and_then(|ranges| match account {
            Account::Money => ranges.cost,
            Account::Energy => Some(ranges.energy.scaled(1.0 / 3.6e6)),
            Account::Carbon => None,
        });
        Some(Self {
            account,
            cost: balance.cost,
            cost_range,
            saving_per_hour: balance.saving_per_hour,
            break_even: balance.break_even(),
            stay,
        })
    }

    /// What has been saved after so long at the destination.
    pub fn saved(&self, after: Seconds) -> f64 {
        self.saved_at_cost(self.cost, after)
    }

    fn saved_at_cost(&self, cost: f64, after: Seconds) -> f64 {
        self.saving_per_hour * after.to_hours() - cost
    }

    /// How far the picture reaches.
    pub(super) fn horizon(&self) -> Seconds {
        let crossing = match self.break_even {
            BreakEven::After(after) if !self.stay.is_positive() => after,
            BreakEven::After(after) if after <= self.stay * FAR => after,
            _ => Seconds::ZERO,
        };
        let last = self.stay.max(crossing) * BEYOND;
        if last.is_positive() { last } else { Seconds::hours(24.0) }
    }

    /// When the move has paid for itself, if that is in the picture.
    fn crossing(&self) -> Option<Seconds> {
        match self.break_even {
            BreakEven::After(after) if after <= self.horizon() => Some(after),
            _ => None,
        }
    }

    /// The cheapest and the dearest of most runs.
    fn costs(&self) -> [f64; 2] {
        self.cost_range.map_or([self.cost; 2], |range| [range.p10, range.p90])
    }

    fn frame(&self, size: Size, lang: Lang) -> Frame {
        let horizon = self.horizon();
        let [best, worst] = self.costs();
        let ends = [best, worst, self.cost]
            .map(|cost| [Seconds::ZERO, horizon].map(|after| self.saved_at_cost(cost, after)));
        let ends = ends.as_flattened();
        let low = ends.iter().copied().fold(0.0, f64::min);
        let high = ends.iter().copied().fold(0.0, f64::max);
        let (factor, unit) = match (self.account, high.max(-low)) {
            (Account::Money, most) if most < 1.0 => (0.01, "ct"),
            (Account::Money, _) => (1.0, "EUR"),
            (Account::Energy, most) if most < 1.0 => (0.001, "Wh"),
            (Account::Energy, _) => (1.0, "kWh"),
            (Account::Carbon, most) if most < 1000.0 => (1.0, "g"),
            (Account::Carbon, _) => (1000.0, "kg"),
        };
        let values = enclosing(low, high, Frame::height(size, 0.0), factor, unit);
        Frame::new(size, 0.0, horizon.get(), values, lang)
    }

    /// The moments that a cursor stops at: evenly apart, and those that matter.
    fn moments(&self) -> Vec<Seconds> {
        let horizon = self.horizon();
        let even = (0..=STEPS).map(|step| horizon * (f64::from(step) / f64::from(STEPS)));
        let stay = self.stay.is_positive().then_some(self.stay);
        let all = even.chain(stay).chain(self.crossing()).map(Seconds::get);
        let mut moments: Vec<f64> = all.collect();
        moments.sort_unstable_by(f64::total_cmp);
        moments.dedup();
        moments.into_iter().map(Seconds::new).collect()
    }
}

impl Chart for Payback {
    fn title(&self, lang: Lang) -> String {
        text::title(self, lang)
    }

    fn subtitle(&self, lang: Lang) -> String {
        text::subtitle(self, lang)
    }

    fn sentence(&self, lang: Lang) -> String {
        text::sentence(self, lang)
    }

    fn table(&self, lang: Lang) -> Table {
        text::table(self, lang)
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        let frame = self.frame(size, lang);
        let reading = |after: Seconds| {
            let x = frame.x.at(after.get());
            Reading {
                x,
                y: frame.y.at(self.saved(after)),
                reach: Rect::new(x, frame.plot.top, x, frame.plot.bottom),
                text: text::reading(self, after, lang),
            }
        };
        self.moments().into_iter().map(reading).collect()
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        lang: Lang,
    ) -> Drawn<B> {
        draw::draw(self, area, theme, lang)
    }
}
