//! Scales and their ticks.

use crate::quantity::{Lang, number};

/// Width of a digit over the font size, for margins that must be known before anything is drawn.
const DIGIT: f64 = 0.62;

/// A straight line from values to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// The values `from` to `to` lie at the pixels `start` to `end`.
    pub const fn new((from, to): (f64, f64), (start, end): (f64, f64)) -> Self {
        Self { from, to, start, end }
    }

    /// Where a value lies.
    pub fn at(&self, value: f64) -> f64 {
        let span = self.to - self.from;
        let share = if span == 0.0 { 0.0 } else { (value - self.from) / span };
        self.start + share * (self.end - self.start)
    }
}

/// Round values to mark on an axis, and the unit to write them in.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// In the base unit.
    pub values: Vec<f64>,
    /// How many base units the written unit is.
    pub factor: f64,
    /// The written unit.
    pub unit: &'static str,
}

impl Ticks {
    /// What stands at a value.
    pub fn text(&self, value: f64, lang: Lang) -> String {
        number(value / self.factor, lang)
    }

    /// The first of them.
    pub fn lowest(&self) -> f64 {
        self.values.first().copied().unwrap_or(0.0)
    }

    /// The last of them.
    pub fn highest(&self) -> f64 {
        self.values.last().copied().unwrap_or(0.0)
    }

    /// Room that the widest of them needs, at this font size.
    pub fn room(&self, size: f64, lang: Lang) -> f64 {
        let longest = self.values.iter().map(|value| self.text(*value, lang).chars().count()).max();
        longest.unwrap_or(0) as f64 * DIGIT * size
    }
}

/// About so many steps of 1, 2 or 5 times a power of ten between `low` and `high`.
pub fn decimal(low: f64, high: f64, steps: f64, factor: f64, unit: &'static str) -> Ticks {
    let step = decimal_step((high - low) / factor, steps) * factor;
    Ticks { values: multiples(low, high, step), factor, unit }
}

/// Ticks of a vertical axis of this height in pixels, from the last one not above `low` and zero to
/// the first one not below `high` and zero.
pub fn enclosing(low: f64, high: f64, height: f64, factor: f64, unit: &'static str) -> Ticks {
    let (low, high) = (low.min(0.0), high.max(0.0));
    let steps = (height / 40.0).clamp(1.0, 4.0);
    let step = decimal_step((high - low) / factor, steps) * factor;
    let first = libm::floor(low / step + 1e-9) * step;
    let last = libm::ceil(high / step - 1e-9) * step;
    let last = if first < last { last } else { step };
    Ticks { values: multiples(first, last, step), factor, unit }
}

/// The smallest of 1, 2, 5 times a power of ten of which at most so many fit into `span`.
fn decimal_step(span: f64, steps: f64) -> f64 {
    let least = span / steps.max(1.0);
    if least <= 0.0 || !least.is_finite() {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    let factors = [1.0, 2.0, 5.0, 10.0];
    factors
        .map(|factor| factor * power)
        .into_iter()
        .find(|s| least <= *s * (1.0 + 1e-9))
        .unwrap_or(1.0)
}

fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = libm::ceil(low / step - 1e-9);
    let last = libm::floor(high / step + 1e-9);
    let count = (last - first).clamp(0.0, 50.0) as u32;
    (0..=count)
        .map(|at| (first + f64::from(at)) * step)
        .filter(|value| *value <= high * 1.000_001)
        .collect()
}

/// Ticks from zero to so many seconds, in the unit in which they are round.
pub fn time(seconds: f64, steps: f64) -> Ticks {
    const MINUTE: f64 = 60.0;
    const HOUR: f64 = 3600.0;
    const DAY: f64 = 86_400.0;
    // The unit, up to where it is used, and how many of it make a round step.
    const LADDER: [(f64, f64, &str, &[f64]); 2] = [
        (MINUTE, 3.0 * HOUR, "min", &[1.0, 2.0, 5.0, 10.0, 15.0, 30.0]),
        (HOUR, 4.0 * DAY, "h", &[1.0, 2.0, 3.0, 6.0, 12.0]),
    ];
    if seconds < 1.0 {
        return decimal(0.0, seconds, steps, 1e-3, "ms");
    }
    if seconds < 2.0 * MINUTE {
        return decimal(0.0, seconds, steps, 1.0, "s");
    }
    for (unit, limit, name, counts) in LADDER {
        let fits = |count: &&f64| seconds / (**count * unit) <= steps.max(1.0);
        if seconds < limit
            && let Some(count) = counts.iter().find(fits)
        {
            return Ticks {
                values: multiples(0.0, seconds, count * unit),
                factor: unit,
                unit: name,
            };
        }
    }
    decimal(0.0, seconds, steps, DAY, "d")
}

/// About so many powers of ten from the last one not above `low` up to `high`; each needs a unit of
/// its own.
pub fn decades(low: f64, high: f64, steps: f64) -> Ticks {
    // A microsecond is shorter than anything a plan says.
    let (low, high) = (low.clamp(1e-6, 1e12), high.clamp(1e-6, 1e12));
    let first = libm::floor(libm::log10(low) + 1e-9) as i32;
    let last = (libm::floor(libm::log10(high) + 1e-9) as i32).max(first + 1);
    let every = libm::ceil(f64::from(last - first) / steps.max(1.0)).max(1.0) as usize;
    let power = |exponent: i32| libm::pow(10.0, f64::from(exponent));
    Ticks { values: (first..=last).step_by(every).map(power).collect(), factor: 1.0, unit: "" }
}
