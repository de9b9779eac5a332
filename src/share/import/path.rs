//! The path between two hosts: what `iperf3`, `ping` and `ethtool` say of it.

use serde_json::Value;

use super::fact::Reading;
use super::text::leading;

/// What `iperf3 --json` returns.
pub(super) fn iperf(of: &Value, read: &mut Reading) -> bool {
    let bits = ["sum_received", "sum_sent", "sum"].iter().find_map(|key| {
        of.get("end").and_then(|end| end.get(*key)?.get("bits_per_second")?.as_f64())
    });
    if let Some(bits) = bits {
        read.path_rate(bits / 8.0, "end.sum_received");
    }
    bits.is_some()
}

/// Whether a text is one of them.
pub(super) fn is_path(text: &str) -> bool {
    let has = |words: &str| text.contains(words);
    has("Bitrate") && has("Interval")
        || has("Bandwidth") && has("Interval") && has("bits/sec")
        || has("rtt min/avg/max")
        || has("round-trip min/avg/max")
        || has("Settings for ") && has("Speed: ")
}

/// What they print; of several tests the last counts.
pub(super) fn text(text: &str, read: &mut Reading) {
    // The sum of parallel streams stands after them; what arrived counts, not what was sent.
    let mut totals =
        text.lines().filter(|line| line.contains("receiver") || line.contains("[SUM]"));
    let sum = text.lines().rfind(|line| line.contains("[SUM]") && line.contains("receiver"));
    let line = sum.or_else(|| totals.next_back());
    let line = line.or_else(|| text.lines().rfind(|line| line.contains("bits/sec")));
    if let Some(rate) = line.and_then(bit_rate) {
        read.path_rate(rate, "bits/sec");
    }
    for line in text.lines() {
        if let Some((_, rest)) = line.split_once("min/avg/max") {
            let mean = rest.split_once('=').and_then(|(_, rest)| rest.trim().split('/').nth(1));
            if let Some((ms, _)) = mean.and_then(leading) {
                read.time("rtt", ms / 1e3, "rtt avg");
            }
        }
        if let Some((_, rest)) = line.split_once("Speed: ")
            && let Some((number, "Mb/s")) =
                leading(rest).map(|(number, unit)| (number, unit.trim()))
        {
            read.path_rate(number * 125e3, "Speed");
        }
    }
}

/// Bytes per second of `9.33 Gbits/sec` somewhere in a line.
fn bit_rate(line: &str) -> Option<f64> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| word.ends_with("bits/sec"))?;
    let (number, _) = leading(words.get(at.checked_sub(1)?)?)?;
    let factor = match words[at].chars().next()? {
        'K' => 1e3,
        'M' => 1e6,
        'G' => 1e9,
        'T' => 1e12,
        _ => 1.0,
    };
    Some(number * factor / 8.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrived_and_the_mean_round_trip_count() {
        let iperf = "[ ID] Interval  Transfer  Bitrate  Retr\n\
            [  5] 0.00-10.00 sec 10.9 GBytes 9.37 Gbits/sec 12 sender\n\
            [  5] 0.00-10.04 sec 10.9 GBytes 9.33 Gbits/sec receiver\n\
            rtt min/avg/max/mdev = 0.201/0.284/0.312/0.043 ms\n";
        assert!(is_path(iperf));
        let mut read = Reading::default();
        text(iperf, &mut read);
        assert_eq!(read.number("rate"), Some(9.33e9 / 8.0));
        assert!(read.number("rtt").is_some_and(|rtt| (rtt - 0.284e-3).abs() < 1e-9));
    }

    #[test]
    fn parallel_streams_are_their_sum() {
        let line = "[SUM] 0.00-10.04 sec 21 GBytes 18.1 Gbits/sec receiver";
        let mut read = Reading::default();
        text(&format!("[  5] 0-10 sec 1 GBytes 9 Gbits/sec receiver\n{line}\n"), &mut read);
        assert_eq!(read.number("rate"), Some(18.1e9 / 8.0));
    }
}
