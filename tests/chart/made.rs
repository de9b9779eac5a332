//! Charts of made-up numbers, so that a better model does not change their pictures.

use movecast::chart::dirty::Dirty;
use movecast::chart::payback::Payback;
use movecast::chart::paybacks::{Line, Paybacks};
use movecast::chart::scatter::{Compared, Family, Point, Scatter};
use movecast::chart::share_bar::ShareBar;
use movecast::chart::techniques::{Row, Techniques};
use movecast::chart::timeline::Timeline;
use movecast::model::breakeven::{Account, BreakEven};
use movecast::model::trace::{Ending, Move, Segment, Stage, Trace};
use movecast::model::uncertainty::Spread;
use movecast::scenario::Technique;
use movecast::units::{Bytes, Energy, Ratio, Seconds};

const LIMIT: Seconds = Seconds::ms(500.0);

/// A trace of one machine from its stages, rounds, durations, and MiB pending, sent and mirrored.
pub(crate) fn trace(ending: Ending, steps: &[(Stage, u32, f64, f64, f64, f64)]) -> Trace {
    let mut now = Seconds::ZERO;
    let mut segments = Vec::new();
    for &(stage, round, takes, pending, sent, mirrored) in steps {
        let start = now;
        now += Seconds::new(takes);
        segments.push(Segment {
            vm: 0,
            stage,
            round,
            start,
            end: now,
            pending: Bytes::mib(pending),
            sent: Bytes::mib(sent),
            mirrored: Bytes::mib(mirrored),
            throttle: Ratio::ZERO,
        });
    }
    let standing = segments.iter().filter(|segment| segment.stage.stands_still());
    let downtime = standing.map(Segment::duration).sum();
    let sent = segments.iter().map(|segment| segment.sent).sum();
    let moved = Move {
        vm: 0,
        start: Seconds::ZERO,
        memory_start: Seconds::ZERO,
        pushed: now,
        end: now,
        downtime,
        longest_stall: downtime,
        memory_sent: sent,
        stop_sent: Bytes::ZERO,
        disk_sent: Bytes::ZERO,
        rounds: segments.iter().map(|segment| segment.round).max().unwrap_or(0),
        throttle: Ratio::ZERO,
        throttled: Seconds::ZERO,
        active: now,
        ending,
    };
    Trace { segments, moves: vec![moved], ..Trace::default() }
}

/// Block migration in five rounds that never shrink.
pub(crate) fn forced() -> Trace {
    let mut steps = vec![
        (Stage::PreMigration, 0, 7.0, 1952.0, 0.0, 0.0),
        (Stage::DiskCopy, 0, 933.0, 10_240.0, 10_475.0, 0.0),
        (Stage::PreCopy, 1, 178.0, 1952.0, 1904.0, 89.0),
    ];
    steps.extend((2..=5).map(|round| (Stage::PreCopy, round, 159.0, 1702.0, 1701.0, 79.0)));
    steps.push((Stage::StopAndCopy, 0, 152.0, 1702.0, 1706.0, 0.0));
    steps.push((Stage::Commitment, 0, 0.06, 0.0, 0.0, 0.0));
    trace(Ending::Forced, &steps)
}

/// Pre-copy whose rounds shrink slowly.
pub(crate) fn patient() -> Trace {
    let mut steps = vec![(Stage::PreMigration, 0, 7.0, 1952.0, 0.0, 0.0)];
    let mut left = 1952.0;
    for round in 1..=120 {
        steps.push((Stage::PreCopy, round, left / 112.0, left, left - 5.0, 0.0));
        left *= 0.955;
    }
    steps.push((Stage::StopAndCopy, 0, 0.08, left, left, 0.0));
    trace(Ending::Converged, &steps)
}

/// Pre-copy that is cancelled while one round stands for very many.
pub(crate) fn given_up() -> Trace {
    let steps = [
        (Stage::PreMigration, 0, 7.0, 1952.0, 0.0, 0.0),
        (Stage::PreCopy, 1, 178.0, 1952.0, 1952.0, 0.0),
        (Stage::PreCopy, 2, 52.0, 570.0, 570.0, 0.0),
        (Stage::PreCopy, 3, 2100.0, 570.0, 135_168.0, 0.0),
    ];
    trace(Ending::OutOfTime, &steps)
}

/// Post-copy.
pub(crate) fn handed_over() -> Trace {
    let steps = [
        (Stage::PreMigration, 0, 7.0, 1952.0, 0.0, 0.0),
        (Stage::PreCopy, 1, 1.5, 1952.0, 16.0, 0.0),
        (Stage::StopAndCopy, 0, 0.06, 1936.0, 1.0, 0.0),
        (Stage::DemandPaging, 0, 173.0, 1936.0, 1940.0, 0.0),
    ];
    trace(Ending::HandedOver, &steps)
}

pub(crate) fn timeline(trace: &Trace) -> Timeline {
    Timeline::of(trace, 0)
}

pub(crate) fn dirty(trace: &Trace) -> Dirty {
    Dirty::of(trace, 0, LIMIT)
}

/// Pre-copy that never arrives, post-copy, and block migration, which is chosen.
pub(crate) fn techniques() -> Techniques {
    let spread = |p50: f64| Some(Spread { p10: p50 * 0.9, p50, p90: p50 * 1.4 });
    let row = |technique, completes, total: f64, down: f64| Row {
        technique,
        chosen: technique == Technique::Block,
        completes,
        total_time: Seconds::new(total),
        total_range: spread(total),
        downtime: Seconds::new(down),
        downtime_range: spread(down),
    };
    let rows = vec![
        row(Technique::PreCopy, false, 935.0, 152.0),
        row(Technique::PostCopy, true, 182.0, 0.06),
        row(Technique::Block, true, 1905.0, 152.0),
    ];
    Techniques { rows, limit: LIMIT }
}

/// A day's stay after a move that costs five cents and saves so much per hour.
pub(crate) fn payback(saving: f64) -> Payback {
    Payback {
        account: Account::Money,
        cost: 0.05,
        cost_range: Some(Spread { p10: 0.04, p50: 0.05, p90: 0.08 }),
        saving_per_hour: saving,
        break_even: BreakEven::of(0.05, saving),
        stay: Seconds::hours(24.0),
    }
}

/// Four of these, the cheapest of which never pays.
pub(crate) fn paybacks() -> Paybacks {
    let line = |(at, (technique, saving))| Line {
        name: format!("plan {}", at + 1),
        technique,
        payback: Payback { cost_range: None, ..payback(saving) },
    };
    let all = [
        (Technique::Block, 0.01),
        (Technique::PostCopy, 0.02),
        (Technique::PreCopy, 0.005),
        (Technique::Offline, -0.001),
    ];
    Paybacks { lines: all.into_iter().enumerate().map(line).collect() }
}

/// Ten migrations, most of them predicted well.
pub(crate) fn scatter() -> Scatter {
    let families =
        [Family::PreCopy, Family::Assisted, Family::PostCopy, Family::Block, Family::Several];
    let point = |at: u32| {
        let measured = 0.8 * f64::from(1 << at) / 4.0;
        let error = if at == 7 { 1.6 } else { 0.96 + f64::from(at) * 0.01 };
        Point {
            name: format!("r{at}"),
            family: families[at as usize % families.len()],
            measured,
            predicted: measured * error,
        }
    };
    Scatter { compared: Compared::TotalTime, points: (0..10).map(point).collect() }
}

pub(crate) fn share_bar() -> ShareBar {
    ShareBar { parts: [98.0, 74.0, 223.0, 0.0].map(Energy::wh) }
}
