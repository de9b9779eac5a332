//! The values of a measure that a person would type.

use super::{Unit, best_unit, units};
use crate::scenario::field::Measure;

/// Powers of ten of a unit that are looked at: prices begin below a thousandth of theirs, counts end
/// beyond tens of thousands.
const POWERS: std::ops::RangeInclusive<i32> = -4..=6;

/// All values with up to three digits in the unit in which they are written, from the least to the
/// most; of what is counted, whole ones. They read back to the last bit as they are written.
pub fn steps(measure: Measure, (least, most): (f64, f64)) -> Vec<f64> {
    let is_counted = measure == Measure::Count;
    let is_written = |value: f64, unit: &Unit| best_unit(measure, value).name == unit.name;
    let is_fit = |value: f64| !is_counted || libm::floor(value).to_bits() == value.to_bits();
    let mut found: Vec<f64> = Vec::new();
    for unit in units(measure) {
        for power in POWERS {
            for digits in 100..1000 {
                // Divided where it is small: 1.23 is 123/100 to the last bit.
                let scale = libm::pow(10.0, f64::from((power - 2).abs()));
                let digits = f64::from(digits);
                let number = if power < 2 { digits / scale } else { digits * scale };
                let value = unit.of(number);
                if is_fit(value) && is_written(value, unit) {
                    found.extend([value, -value]);
                }
            }
        }
    }
    found.extend([0.0, least, most]);
    found.retain(|value| least <= *value && *value <= most);
    found.sort_unstable_by(f64::total_cmp);
    found.dedup_by(|a, b| a.to_bits() == b.to_bits());
    found
}

/// The nearest of them, bounds aside.
pub fn rounded(value: f64, measure: Measure) -> f64 {
    let size = value.abs();
    if measure == Measure::Count || size <= 0.0 || !size.is_finite() {
        return value;
    }
    let unit = best_unit(measure, value);
    let number = size / unit.factor;
    let places = 2 - libm::floor(libm::log10(number)) as i32;
    let scale = libm::pow(10.0, f64::from(places.abs()));
    let number = if places < 0 {
        libm::round(number / scale) * scale
    } else {
        libm::round(number * scale) / scale
    };
    unit.of(number).copysign(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Lang, parse, quantity};
    use crate::scenario::Field;

    #[test]
    fn steps_are_typed_as_they_are_written() {
        for field in Field::ALL {
            let measure = field.measure();
            let all = steps(measure, field.bounds());
            assert!(1 < all.len(), "{field:?}");
            assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{field:?}");
            let inner = all.len() - 1;
            for value in all[1..inner].iter().step_by(97) {
                let text = quantity(*value, measure, Lang::En);
                let read = parse(&text, measure, units(measure)[0], Lang::En);
                let read = read.unwrap_or_else(|_| panic!("{text} is read"));
                assert!((read - value).abs() <= 1e-12 * value.abs(), "{field:?} {text} {value}");
            }
        }
    }

    #[test]
    fn a_value_is_rounded_to_one_that_is_typed() {
        assert_eq!(
            quantity(rounded(1.2345e9, Measure::BitRate), Measure::BitRate, Lang::En),
            "9.88\u{202f}Gbit/s"
        );
        for value in steps(Measure::Time, (0.001, 1e6)).into_iter().step_by(31) {
            let same = rounded(value, Measure::Time);
            assert!((same - value).abs() <= 1e-12 * value, "{value} {same}");
        }
        assert_eq!(rounded(0.0, Measure::Time).to_bits(), 0.0_f64.to_bits());
        assert!((rounded(-0.12345, Measure::Price) + 0.123).abs() < 1e-12);
    }

    #[test]
    fn counts_are_whole() {
        let all = steps(Measure::Count, (1.0, 200.0));
        assert_eq!(all.len(), 200);
    }
}
