//! Quantities as text that reads back as the same number.

use super::{Lang, best_unit, parse, units};
use crate::scenario::field::Measure;

/// A value with its unit, where a short text reads back as the same number to the last bit; none
/// where none does.
pub fn exact(value: f64, measure: Measure) -> Option<String> {
    let best = best_unit(measure, value);
    let smaller = units(measure).iter().filter(|unit| unit.factor < best.factor);
    let mut smaller: Vec<_> = smaller.copied().collect();
    // One after the other: sorting a handful of them would weigh more in the page than all else here.
    let smaller = std::iter::from_fn(move || {
        let largest =
            (0..smaller.len()).max_by(|a, b| smaller[*a].factor.total_cmp(&smaller[*b].factor))?;
        Some(smaller.swap_remove(largest))
    });
    let written = std::iter::once(best).chain(smaller).filter_map(|unit| {
        let number = format!("{}", value / unit.factor);
        let text = format!("{number} {}", unit.name);
        let is_same = parse(&text, measure, unit, Lang::En)
            .is_ok_and(|again| again.to_bits() == value.to_bits());
        (!unit.name.is_empty() && number.len() <= 7 && is_same).then_some(text)
    });
    let written: Vec<String> = written.collect();
    // 1.90625 GiB is better said to be 1952 MiB.
    let whole = written.iter().find(|text| !text.contains('.'));
    whole.or(written.first()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_unit_that_is_exact_and_short_is_taken() {
        let gib = 1_073_741_824.0;
        assert_eq!(exact(16.0 * gib, Measure::Size).as_deref(), Some("16 GiB"));
        assert_eq!(exact(1952.0 / 1024.0 * gib, Measure::Size).as_deref(), Some("1952 MiB"));
        assert_eq!(exact(3.125e9, Measure::BitRate).as_deref(), Some("25 Gbit/s"));
        assert_eq!(exact(0.1 + 0.2, Measure::Time), None);
        assert_eq!(exact(5.0, Measure::Count), None);
    }
}
