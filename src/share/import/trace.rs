//! How fast a guest dirtied memory over time: a range query of Prometheus, or two columns.

use serde_json::Value;

use super::fact::Reading;
use super::text::{factor, leading};
use crate::decimal;
use crate::model::uncertainty::quantile;
use crate::records::Record;

/// The answer of Prometheus to a query.
pub(super) fn prometheus(data: &Value, read: &mut Reading) -> bool {
    let Some(series) = data.get("result").and_then(Value::as_array) else { return false };
    let sample = |pair: &Value| {
        let number = pair.get(1)?;
        let value = number.as_str().and_then(decimal::read).or_else(|| number.as_f64())?;
        Some((pair.get(0)?.as_f64()?, value))
    };
    let mut samples: Vec<(f64, f64)> = Vec::new();
    for each in series {
        let many = each.get("values").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        samples.extend(many.iter().chain(each.get("value")).filter_map(sample));
    }
    if 1 < series.len() {
        read.assume(format!("{} series are taken together", series.len()));
    }
    summary(samples, read);
    true
}

/// A heading of a time and a dirty rate in bytes per second.
pub(super) fn is_heading(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    line.contains("time") && line.contains("dirty")
}

/// Two columns: time in seconds, or anything else in order, and a rate in the unit that its cell or
/// else its heading names, or else in bytes per second.
pub(super) fn table(text: &str, read: &mut Reading) {
    let mut rows = super::fleet::rows(text);
    let Some(Record { cells: heading, .. }) = rows.next() else { return };
    let at = heading.iter().position(|name| name.to_ascii_lowercase().contains("dirty"));
    let Some(at) = at else { return };
    let usual = heading.get(at).and_then(heading_unit);
    let mut samples = Vec::new();
    for (number, Record { line, cells: row }) in rows.enumerate() {
        let Some(rate) = row.get(at).and_then(|cell| rate(cell, usual.unwrap_or(1.0))) else {
            read.left_out.push(format!("line {line}: no rate"));
            continue;
        };
        if usual.is_none() && row.get(at).is_some_and(|cell| decimal::read(cell.trim()).is_some()) {
            read.assume("rates without a unit are bytes per second");
        }
        let stamp = row.get(0).map_or("", str::trim);
        let time = decimal::read(stamp).or_else(|| super::kube::seconds(stamp));
        samples.push((time.unwrap_or(number as f64), rate));
    }
    summary(samples, read);
}

/// Bytes per second of a cell such as `12 MiB/s`, `12.5` or `800 Mbit/s`.
fn rate(cell: &str, usual: f64) -> Option<f64> {
    let (number, unit) = leading(cell)?;
    if unit.is_empty() { Some(number * usual) } else { Some(number * unit_of_rate(unit)?) }
}

/// How many bytes per second `MiB/s`, `kbit/s`, `pages/s` (of 4 KiB) or the like are.
fn unit_of_rate(unit: &str) -> Option<f64> {
    let unit = unit.trim().to_ascii_lowercase();
    let unit = ["/s", "/sec", "/second", "ps", " per second", "_s", "_per_second"]
        .iter()
        .find_map(|end| unit.strip_suffix(end))
        .unwrap_or(&unit);
    if let Some(bits) = unit.strip_suffix("bit").or_else(|| unit.strip_suffix("bits")) {
        return factor(bits, 1.0).map(|bits| bits / 8.0);
    }
    match unit {
        "page" | "pages" => Some(4096.0),
        "megabytes" => Some(1e6),
        unit => factor(unit, f64::NAN).filter(|factor| factor.is_finite()),
    }
}

/// The unit in a heading: `dirty rate (MiB/s)`, `dirty_rate_mib_s`, `dirty_bytes_per_second`.
fn heading_unit(heading: &str) -> Option<f64> {
    let words = heading.split([' ', '_', '(', ')', '[', ']', '-']);
    words.filter(|word| !word.is_empty() && *word != "s").find_map(unit_of_rate)
}

/// What a planner needs of many samples: the usual rate, how far it spreads, the quietest hour.
fn summary(mut samples: Vec<(f64, f64)>, read: &mut Reading) {
    samples.retain(|(time, rate)| time.is_finite() && rate.is_finite() && 0.0 <= *rate);
    if samples.is_empty() {
        return;
    }
    let mut sorted: Vec<f64> = samples.iter().map(|(_, rate)| *rate).collect();
    sorted.sort_by(f64::total_cmp);
    read.rate("dirty-page-rate", quantile(&sorted, 0.5), "median");
    read.rate("dirty-page-rate-p10", quantile(&sorted, 0.1), "a tenth is below");
    read.rate("dirty-page-rate-p90", quantile(&sorted, 0.9), "a tenth is above");
    read.count("samples", sorted.len() as f64, "samples");
    read.assume("the median of the samples stands for the rate");
    quietest_hour(&samples, read);
    let median = quantile(&sorted, 0.5);
    if 0.0 < median {
        read.points.push((1.0, median));
    }
}

/// The hour of the day, in UTC, in which the rate is least on average.
fn quietest_hour(samples: &[(f64, f64)], read: &mut Reading) {
    let mut hours = [(0.0, 0.0); 24];
    for (time, rate) in samples {
        let hour = libm::floor(time / 3600.0) % 24.0;
        if let Some(slot) = hours.get_mut(hour.max(0.0) as usize) {
            *slot = (slot.0 + rate, slot.1 + 1.0);
        }
    }
    let known = hours.iter().enumerate().filter(|(_, (_, count))| 0.0 < *count);
    let means: Vec<(usize, f64)> = known.map(|(hour, (sum, count))| (hour, sum / count)).collect();
    let quietest = means.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((hour, mean)) = quietest.filter(|_| 1 < means.len()) {
        read.rate(
            "quietest-hour-rate",
            *mean,
            &format!("{hour:02}:00 to {:02}:00 UTC", (hour + 1) % 24),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_in_the_unit_of_its_cell_or_its_heading() {
        assert_eq!(rate("12 MiB/s", 1.0), Some(12.0 * 1_048_576.0));
        assert_eq!(rate("12.5", 1e6), Some(12.5e6));
        assert_eq!(rate("800 Mbit/s", 1.0), Some(1e8));
        assert_eq!(rate("300 pages/s", 1.0), Some(300.0 * 4096.0));
        assert_eq!(rate("12 parsecs", 1.0), None);
        for (heading, unit) in [
            ("dirty rate (MiB/s)", Some(1_048_576.0)),
            ("dirty_rate_mib_s", Some(1_048_576.0)),
            ("dirty_bytes_per_second", Some(1.0)),
            ("Dirty rate MB/s", Some(1e6)),
            ("dirty_pages", Some(4096.0)),
            ("dirty rate", None),
        ] {
            assert_eq!(heading_unit(heading), unit, "{heading}");
        }
    }
}
