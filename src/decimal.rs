//! Decimal numbers read from text, in a tenth of the room that the standard library's parser needs:
//! its tables alone would be a twentieth of what the page loads.
//!
//! Up to 15 digits and powers of ten up to 22 the product is exact (Clinger 1990). Beyond that the
//! neighbours of the product are searched for the one that is written with just these digits, so that
//! whatever was written as the shortest decimal of a number is read as that number again.

/// Powers of ten that a float holds exactly.
const EXACT: i32 = 22;
/// Digits that a float holds exactly.
const SURE_DIGITS: usize = 15;
/// How far rounding may have led astray, in units of the last place.
const ASTRAY: u64 = 32;

/// The number that `text` says: digits with at most one point, a sign before and an exponent after
/// them if need be. None where it says none, or none that is finite.
pub fn read(text: &str) -> Option<f64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    let all = format!("{whole}{part}");
    let digits = all.trim_start_matches('0').trim_end_matches('0');
    if digits.is_empty() {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    // The place of the first digit that is not zero: 0 for units, -1 for tenths.
    let leading = all.bytes().take_while(|byte| *byte == b'0').count();
    let place = i32::try_from(whole.len()).ok()? - i32::try_from(leading).ok()? - 1;
    let first = exponent.checked_add(place)?;
    let value = positive(digits, first)?;
    Some(if negative { -value } else { value })
}

/// The number of these digits, of which the first counts ten to the power of `first`.
fn positive(digits: &str, first: i32) -> Option<f64> {
    if !(-330..=310).contains(&first) {
        return (first < 0).then_some(0.0);
    }
    // More digits than these change nothing.
    let known = &digits[..digits.len().min(19)];
    let number: u64 = known.parse().ok()?;
    let power = first + 1 - i32::try_from(known.len()).ok()?;
    let near = scaled(number as f64, power);
    if !near.is_finite() {
        return None;
    }
    if digits.len() <= SURE_DIGITS && power.abs() <= EXACT {
        return Some(near);
    }
    let (one, rest) = digits.split_at(1);
    let written =
        if rest.is_empty() { format!("{one}e{first}") } else { format!("{one}.{rest}e{first}") };
    let bits = near.to_bits();
    let found = (0..=ASTRAY)
        .flat_map(|step| [bits.saturating_sub(step), bits.saturating_add(step)])
        .map(f64::from_bits)
        .find(|value| format!("{value:e}") == written);
    Some(found.unwrap_or(near))
}

/// `value` times ten to a power, in steps that are exact factors themselves.
fn scaled(mut value: f64, mut power: i32) -> f64 {
    while power != 0 {
        let step = power.clamp(-EXACT, EXACT);
        let factor = (0..step.abs()).fold(1.0, |factor, _| factor * 10.0);
        value = if step < 0 { value / factor } else { value * factor };
        power -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let (got, exact) = (read(text), text.parse::<f64>().ok());
        assert_eq!(got.map(f64::to_bits), exact.map(f64::to_bits), "{text}");
    }

    #[test]
    fn it_reads_what_the_standard_library_reads() {
        for text in [
            "0",
            "-0",
            "1",
            "1.5",
            "0.1",
            ".5",
            "5.",
            "1e3",
            "1.25e-7",
            "+2",
            "0.30000000000000004",
        ] {
            check(text);
        }
        for text in [
            "123456789012345680",
            "9007199254740993",
            "0.000001234567890123",
            "17976931348623157e292",
        ] {
            check(text);
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", ".", "-", "1e", "e3", "1.2.3", "abc", "1 ", "0x1", "inf", "NaN", "1e999"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("1e-999"), Some(0.0));
    }
}
