//! The steps of a slider: round values, evenly spread for what spans little and by factors for what
//! spans decades. What lies between the steps, or beyond them, can be typed.

use crate::decimal;
use crate::scenario::{Currency, Field};

const KIB: f64 = 1024.0;
const MIB: f64 = 1024.0 * KIB;
const GIB: f64 = 1024.0 * MIB;
const MINUTE: f64 = 60.0;
const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;

/// The values a field's slider stops at, rising.
pub(super) fn stops(field: Field) -> Vec<f64> {
    match field {
        Field::Vms => counts(decades(1.0, 10_000.0, 1.0)),
        Field::Concurrency => counts(decades(1.0, 100.0, 1.0)),
        Field::Memory | Field::Touched | Field::Populated => octaves(64.0 * MIB, 1024.0 * GIB, 4),
        Field::WorkingSet => with_zero(octaves(MIB, 1024.0 * GIB, 2)),
        Field::Disk | Field::DiskBase | Field::DiskWritten => {
            with_zero(octaves(256.0 * MIB, 16_384.0 * GIB, 4))
        }
        Field::DirtyPageRate => with_zero(octaves(256.0 * KIB, 16.0 * GIB, 4)),
        Field::DiskWriteRate => with_zero(octaves(16.0 * KIB, 2.0 * GIB, 4)),
        Field::Vcpus | Field::HostThreads => counts(octaves(1.0, 512.0, 2)),
        Field::Load => even(0.0, 1.0, 20),
        Field::LinkRate => decades(1.25e6, 12.5e9, 1.25e6),
        Field::Rtt => with_zero(decades(1e-4, 1.0, 1e-4)),
        Field::DowntimeLimit => decades(1e-3, 1000.0, 1e-3),
        Field::RoundLimit | Field::Deltas => even(0.0, 50.0, 50),
        Field::Timeout => [1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0]
            .into_iter()
            .chain([180.0, 240.0, 360.0, 480.0, 720.0, 1440.0, 2880.0, 4320.0, 10_080.0, 14_400.0])
            .map(|minutes| minutes * MINUTE)
            .collect(),
        Field::Overhead => even(0.0, 60.0, 60),
        Field::SourcePrice | Field::DestinationPrice => even(-0.1, 0.5, 120),
        Field::SourceAdder | Field::DestinationAdder => even(0.0, 0.3, 120),
        Field::SourceRate | Field::DestinationRate => with_zero(decades(0.1, 100.0, 0.1)),
        Field::Egress => even(0.0, 0.2, 40),
        Field::CarbonPrice => even(0.0, 300.0, 60),
        Field::Standstill | Field::SlowPrice => with_zero(decades(1.0, 100_000.0, 1.0)),
        Field::WakeUp => even(0.0, 600.0, 60),
        Field::SourcePue | Field::DestinationPue => even(1.0, 2.5, 75),
        Field::Stay => {
            [0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0]
                .into_iter()
                .map(|hours| hours * HOUR)
                .chain(
                    [
                        1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 10.0, 14.0, 21.0, 28.0, 60.0, 90.0,
                        180.0,
                    ]
                    .into_iter()
                    .chain([365.0, 730.0, 1095.0, 1825.0, 3650.0])
                    .map(|days| days * DAY),
                )
                .collect()
        }
        Field::HostIdle | Field::SourceCarbon | Field::DestinationCarbon => even(0.0, 1000.0, 100),
        Field::HostPeak => even(10.0, 1000.0, 99),
        Field::MigrationThreads => even(0.0, 8.0, 16),
        Field::Network | Field::Loss | Field::Interruption => with_zero(decades(1e-5, 0.1, 1e-5)),
        Field::SecondSet | Field::DeltaCache | Field::Image => {
            with_zero(octaves(MIB, 1024.0 * GIB, 2))
        }
        Field::SecondRate | Field::MaxBandwidth => with_zero(octaves(256.0 * KIB, 8.0 * GIB, 2)),
        Field::WriteSize => octaves(1.0, 4096.0, 1),
        Field::Mtu => vec![
            576.0, 1000.0, 1280.0, 1400.0, 1420.0, 1450.0, 1480.0, 1492.0, 1500.0, 2000.0, 4000.0,
            8000.0, 9000.0,
        ],
        Field::Window => octaves(64.0 * KIB, 512.0 * MIB, 2),
        Field::StreamLimit | Field::OtherTraffic => with_zero(decades(1.25e6, 12.5e9, 1.25e6)),
        Field::CompressionRate => with_zero(octaves(64.0 * MIB, 8.0 * GIB, 2)),
        Field::ZeroScan => even(0.0, 0.4, 40),
        Field::BitmapSync => even(0.0, 0.005, 50),
        Field::Functions => even(0.0, 16.0, 16),
        Field::FunctionPause => even(0.0, 2.0, 40),
        Field::FunctionState => with_zero(octaves(MIB, 64.0 * GIB, 2)),
        Field::Reconnect => even(0.0, 5.0, 50),
        Field::Efficiency => even(0.01, 1.0, 99),
        Field::Switchover => with_zero(decades(1e-3, 60.0, 1e-3)),
        Field::TimeoutPerGib => even(0.0, 1200.0, 48),
        Field::DowntimeSteps => even(3.0, 30.0, 27),
        Field::DowntimeDelay => even(5.0, 300.0, 59),
        Field::StallTimeout | Field::HandOverAfter | Field::Preparation | Field::Conversion => {
            even(0.0, 600.0, 120)
        }
        Field::DeltaInterval => even(0.0, 7200.0, 120),
        Field::Streams | Field::Disks => even(1.0, 32.0, 31),
        Field::FirstThrottle | Field::ThrottleStep => even(0.05, 0.95, 18),
        Field::PreDumps => even(0.0, 10.0, 10),
        Field::Freeze | Field::Dump | Field::Restore => even(0.0, 5.0, 100),
        Field::ShutDown | Field::Boot | Field::Redirect | Field::WarmUp => even(0.0, 120.0, 120),
        Field::ReadTime | Field::WriteTime | Field::ComputeTime | Field::HttpTime => {
            with_zero(decades(1e-3, 60.0, 1e-3))
        }
        Field::OverLink => even(0.0, 0.75, 15),
        Field::CompressionRatio | Field::SlowFrom => even(1.0, 10.0, 90),
        Field::Requests => with_zero(decades(0.01, 10_000.0, 0.01)),
        Field::Neighbours | Field::LeftBehind => with_zero(counts(decades(1.0, 10_000.0, 1.0))),
        Field::UserMemory => even(0.5, 1.0, 50),
        Field::DiskRead | Field::DiskWrite | Field::DiskRate => with_zero(decades(1e7, 2e10, 1e7)),
        Field::Seed => even(0.0, 100.0, 100),
    }
}

/// A stop in this currency: of units that are worth about a tenth of a euro there are ten times as many.
pub(super) fn stretch(stop: f64, currency: Currency) -> f64 {
    use Currency::{Czk, Dkk, Nok, Pln, Sek};
    if matches!(currency, Czk | Dkk | Nok | Pln | Sek) {
        libm::round(stop * 1e7) / 1e6
    } else {
        stop
    }
}

/// The stop nearest to a value.
pub(super) fn nearest(stops: &[f64], value: f64) -> usize {
    let above = stops.partition_point(|stop| *stop < value);
    match (above.checked_sub(1).map(|at| stops[at]), stops.get(above)) {
        (Some(below), Some(next)) if *next - value < value - below => above,
        (Some(_), _) => above - 1,
        (None, _) => 0,
    }
}

/// So many equal steps.
fn even(from: f64, to: f64, steps: u32) -> Vec<f64> {
    // Rounded, so that 0.30000000000000004 does not end up in a link.
    let round = |value: f64| libm::round(value * 1e6) / 1e6;
    (0..=steps).map(|step| round(from + (to - from) * f64::from(step) / f64::from(steps))).collect()
}

/// Round values from `from` to `to`, in this unit: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 ...
fn decades(from: f64, to: f64, unit: f64) -> Vec<f64> {
    const STEPS: [f64; 10] = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0];
    let mut stops = Vec::new();
    let mut decade = 1.0;
    while decade * unit <= to * 1.001 {
        for step in STEPS {
            let value = step * decade * unit;
            if from <= value * 1.001 && value <= to * 1.001 {
                // Through text, so that the shortest decimal stands in links.
                stops.push(decimal::read(&format!("{value:.6e}")).unwrap_or(value));
            }
        }
        decade *= 10.0;
    }
    stops
}

/// Powers of two from `from` to `to`, each octave in so many steps.
fn octaves(from: f64, to: f64, steps: u32) -> Vec<f64> {
    let mut stops = Vec::new();
    let mut octave = from;
    while octave < to {
        for step in 0..steps {
            stops.push(octave * (1.0 + f64::from(step) / f64::from(steps)));
        }
        octave *= 2.0;
    }
    stops.push(to);
    stops
}

/// Only the whole numbers.
fn counts(mut stops: Vec<f64>) -> Vec<f64> {
    stops.retain(|stop| (stop - libm::round(*stop)).abs() < 1e-9);
    stops
}

fn with_zero(mut stops: Vec<f64>) -> Vec<f64> {
    stops.insert(0, 0.0);
    stops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slider_rises_within_the_bounds_of_its_field() {
        for field in Field::ALL {
            let stops = stops(*field);
            let (min, max) = field.bounds();
            assert!(10 < stops.len() && stops.len() < 140, "{field:?}: {}", stops.len());
            assert!(stops.is_sorted_by(|a, b| a < b), "{field:?}: {stops:?}");
            for stop in stops {
                assert!(min <= stop && stop <= max, "{field:?}: {stop}");
            }
        }
    }

    #[test]
    fn a_value_between_stops_goes_to_the_nearer_one() {
        let stops = [0.0, 1.0, 10.0];
        assert_eq!(nearest(&stops, -4.0), 0);
        assert_eq!(nearest(&stops, 0.6), 1);
        assert_eq!(nearest(&stops, 5.0), 1);
        assert_eq!(nearest(&stops, 6.0), 2);
        assert_eq!(nearest(&stops, 99.0), 2);
    }
}
