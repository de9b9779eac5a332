//! How fast a guest dirtied memory over time: a range query of Prometheus, or two columns.

use serde_json::Value;

use super::fact::Reading;
use crate::decimal;
use crate::model::uncertainty::quantile;

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

/// Two columns: time in seconds, or anything else in order, and bytes per second.
pub(super) fn table(text: &str, read: &mut Reading) {
    let mut lines = text.lines().map(|line| line.split([',', ';', '\t']).collect::<Vec<_>>());
    let Some(heading) = lines.next() else { return };
    let at = heading.iter().position(|name| name.to_ascii_lowercase().contains("dirty"));
    let Some(at) = at else { return };
    let is_mib = heading[at].to_ascii_lowercase().contains("mib");
    let scale = if is_mib { super::text::MIB } else { 1.0 };
    let mut samples = Vec::new();
    for (number, cells) in lines.enumerate() {
        let value = cells.get(at).and_then(|cell| decimal::read(cell.trim()));
        match value {
            Some(value) => {
                let stamp = cells.first().map_or("", |cell| cell.trim().trim_matches('"'));
                let time = decimal::read(stamp).or_else(|| super::kube::seconds(stamp));
                samples.push((time.unwrap_or(number as f64), value * scale));
            }
            None => read.left_out.push(format!("line {}: no rate", number + 2)),
        }
    }
    summary(samples, read);
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
