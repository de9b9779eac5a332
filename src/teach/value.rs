//! Numbers that lessons speak of, by name, and the texts that have them filled in.
//!
//! `total` is the total migration time of a lesson's first scenario, `total@2` that of its third,
//! `total@1/total` how many times the one is the other, `=b` what the scenario states by that key,
//! `read-during` how long reading files takes in a VM while it moves.

use crate::model::breakeven::BreakEven;
use crate::model::service::Class;
use crate::model::service::profile::Group;
use crate::model::service::slo::Felt;
use crate::plan::hours::{Column, HourlyPlan, Market, Wish};
use crate::plan::service::{hosting, service};
use crate::plan::{Plan, dirtied_within, goodput, plan};
use crate::quantity::{Lang, carbon, duration, energy, money, number, percent, quantity};
use crate::scenario::check::{Checked, check};
use crate::scenario::field::Measure;
use crate::scenario::{Field, Scenario};
use crate::share::series::Series;
use crate::units::{SECONDS_PER_HOUR, Seconds};

/// A scenario and all that the model says of it.
#[derive(Debug, Clone)]
pub struct World {
    checked: Checked,
    /// What the model says.
    pub plan: Plan,
    hourly: Option<HourlyPlan>,
}

impl World {
    /// The world of a scenario; with hourly prices at source and destination if there are any.
    pub fn of(scenario: Scenario, prices: Option<&[Series; 2]>) -> Self {
        let (checked, _) = check(scenario);
        let plan = plan(&checked);
        let hourly = prices.and_then(|series| {
            let Scenario { source, destination, power, .. } = *checked.get();
            let columns =
                series.each_ref().map(|s| Column { values: &s.prices, first_hour: s.first_hour });
            let markets =
                [Market::of_prices(source, columns[0]), Market::of_prices(destination, columns[1])];
            let wish = Wish { carbon_price: power.carbon_price, ..Wish::default() };
            HourlyPlan::of(&plan.chosen().figures, &markets, &wish)
        });
        Self { checked, plan, hourly }
    }

    /// The number of that name; none where there is no such name.
    fn named(&self, name: &str) -> Option<Value> {
        let scenario = self.checked.get();
        if let Some(key) = name.strip_prefix('=') {
            let field = Field::ALL.iter().find(|field| field.key() == key)?;
            return Some(Value { number: field.get(scenario), kind: Kind::Of(field.measure()) });
        }
        let outcome = self.plan.chosen();
        let figures = &outcome.figures;
        let hours = |hours: Option<usize>| {
            hours.map_or(f64::INFINITY, |hours| hours as f64 * SECONDS_PER_HOUR)
        };
        let pays = |after: BreakEven| match after {
            BreakEven::After(after) if figures.ending.completes() => after.get(),
            _ => f64::INFINITY,
        };
        let dirty = |seconds: f64| dirtied_within(&self.checked, Seconds::new(seconds));
        let reading = |group: Group, read: fn(&Felt) -> Seconds| -> Option<f64> {
            let found = service(&self.checked, outcome);
            let felt = &found.group(group)?.felt;
            felt.iter().find(|felt| felt.class == Class::Read).map(|felt| read(felt).get())
        };
        let memory = || hosting(scenario, outcome.technique);
        let time = Kind::Of(Measure::Time);
        let (number, kind) = match name {
            "total" => (figures.total_time.get(), time),
            "downtime" => (figures.downtime.get(), time),
            "stall" => (figures.longest_stall.get(), time),
            "sent" => (figures.sent.get(), Kind::Of(Measure::Size)),
            "cost" => (figures.money?.cost.get(), Kind::Money),
            "saving" => (figures.money?.saving_per_hour.get(), Kind::Money),
            "energy" => (figures.bill.total().to_joules(), Kind::Energy),
            "network" => (
                figures.bill.network.to_joules() / figures.bill.total().to_joules().max(1e-9),
                Kind::Of(Measure::Share),
            ),
            "carbon" => (figures.bill.carbon.to_grams(), Kind::Carbon),
            "pays" => (pays(figures.break_even()?), time),
            "arrives" => (f64::from(u8::from(figures.ending.completes())), Kind::Number),
            "rounds" => {
                let rounds = outcome.trace.of(outcome.typical()).map(|segment| segment.round);
                (f64::from(rounds.max().unwrap_or(0)), Kind::Number)
            }
            "dirty0.1" => (dirty(0.1).get(), Kind::Of(Measure::Size)),
            "dirty1" => (dirty(1.0).get(), Kind::Of(Measure::Size)),
            "dirty10" => (dirty(10.0).get(), Kind::Of(Measure::Size)),
            "goodput" => (goodput(&self.checked).get(), Kind::Of(Measure::BitRate)),
            "read-before" => (reading(Group::Moved, |felt| felt.before)?, time),
            "read-during" => (reading(Group::Moved, |felt| felt.during)?, time),
            "read-after" => (reading(Group::Moved, |felt| felt.after)?, time),
            "read-during-there" => (reading(Group::There, |felt| felt.during)?, time),
            "swapped" => (memory().swapped().get(), Kind::Of(Measure::Size)),
            "fits" => ((memory().loaded - memory().swapped()).get(), Kind::Of(Measure::Size)),
            "bits" => ((scenario.fleet.touched / scenario.link.rate).get(), time),
            "textbook" => (textbook(scenario, dirty(0.1).get() / 0.1), time),
            "half" => (hours(self.hourly.as_ref()?.pays_after[0]), time),
            "ninetieth" => (hours(self.hourly.as_ref()?.pays_after[1]), time),
            "never" => (self.hourly.as_ref()?.never, Kind::Of(Measure::Share)),
            _ => return None,
        };
        Some(Value { number, kind })
    }
}

/// Total migration time by the geometric series V/R (1 - r^(n+1))/(1 - r) with r = D/R, in seconds: V
/// what is in use, R the bare rate of the link, D a constant dirty page rate in bytes per second, n
/// rounds until what is left fits into the downtime limit (Clark et al. 2005 as textbooks have it).
/// Infinite where r is one or more.
fn textbook(scenario: &Scenario, dirty_page_rate: f64) -> f64 {
    let rate = scenario.link.rate.get();
    let first = (scenario.fleet.touched / scenario.link.rate).get();
    let ratio = dirty_page_rate / rate.max(1.0);
    if 1.0 <= ratio {
        return f64::INFINITY;
    }
    let limit = scenario.policy.downtime_limit.get() / first.max(1e-9);
    let rounds = if ratio <= 0.0 || 1.0 <= limit {
        0.0
    } else {
        libm::ceil(libm::log(limit) / libm::log(ratio))
    };
    first * (1.0 - libm::pow(ratio, rounds + 1.0)) / (1.0 - ratio)
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Of(Measure),
    Energy,
    Carbon,
    Money,
    Number,
}

/// A number that the model computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// In the base unit of what it counts; infinite for what never comes.
    pub number: f64,
    kind: Kind,
}

impl Value {
    /// What it measures, where a form can ask for it.
    pub const fn measure(&self) -> Measure {
        match self.kind {
            Kind::Of(measure) => measure,
            _ => Measure::Factor,
        }
    }

    /// Another number of the same kind.
    pub const fn like(&self, number: f64) -> Self {
        Self { number, kind: self.kind }
    }

    /// As people say it.
    pub fn text(&self, lang: Lang) -> String {
        let Self { number: value, kind } = *self;
        if !value.is_finite() {
            return lang.pick("never", "nie").to_owned();
        }
        match kind {
            Kind::Of(Measure::Time) => duration(value, lang),
            Kind::Of(Measure::Share) => percent(value, lang),
            Kind::Of(measure) => quantity(value, measure, lang),
            Kind::Energy => energy(value, lang),
            Kind::Carbon => carbon(value, lang),
            Kind::Money => money(value, lang),
            Kind::Number => number(value, lang),
        }
    }
}

/// The number that an expression stands for; none where it names what is not there.
pub fn value(expression: &str, worlds: &[World]) -> Option<Value> {
    if let Some((above, below)) = expression.split_once('/') {
        let (above, below) = (value(above, worlds)?.number, value(below, worlds)?.number);
        let number = match above / below {
            ratio if ratio.is_finite() => ratio,
            _ => f64::INFINITY,
        };
        return Some(Value { number, kind: Kind::Number });
    }
    let (name, at) = match expression.split_once('@') {
        Some((name, at)) => (name, at.parse().ok()?),
        None => (expression, 0_usize),
    };
    worlds.get(at)?.named(name)
}

/// The text with its placeholders, `{expression}`, filled in; what is not known is left as a dash and
/// counted.
pub fn fill(text: &str, worlds: &[World], lang: Lang) -> (String, usize) {
    let mut out = String::new();
    let mut unknown = 0;
    for (at, part) in text.split('{').enumerate() {
        let (expression, rest) = match part.split_once('}') {
            Some(found) if 0 < at => found,
            _ => {
                out.push_str(part);
                continue;
            }
        };
        if let Some(value) = value(expression, worlds) {
            out.push_str(&value.text(lang));
        } else {
            out.push('–');
            unknown += 1;
        }
        out.push_str(rest);
    }
    (out, unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_that_of_the_textbooks() {
        let mut scenario = Scenario::default();
        for (field, value) in
            [(Field::Touched, 1000e6), (Field::LinkRate, 100e6), (Field::DowntimeLimit, 1.3)]
        {
            field.set(&mut scenario, value);
        }
        // 10 s, 5 s, 2.5 s, then 1.25 s fit.
        assert!((textbook(&scenario, 50e6) - 18.75).abs() < 1e-9);
        assert!((textbook(&scenario, 0.0) - 10.0).abs() < 1e-9);
        assert!(textbook(&scenario, 100e6).is_infinite());
    }

    #[test]
    fn placeholders_are_filled_and_unknown_ones_counted() {
        let worlds = [World::of(Scenario::default(), None)];
        let said = fill("{=n} VMs, {total/total}, {nonsense} {total@4} }", &worlds, Lang::En);
        assert_eq!(said, ("10 VMs, 1, – – }".to_owned(), 2));
    }
}
