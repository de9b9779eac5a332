//! What one flow gets from the network: goodput, TCP's limits, and max-min sharing between flows.

use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// Bytes of an Ethernet frame around its payload: preamble 8, header 14, checksum 4, gap 12.
const FRAME_OVERHEAD: f64 = 38.0;
/// IPv4 and TCP headers with the timestamp option.
const HEADERS: f64 = 52.0;
/// Linux's initial congestion window, in segments (RFC 6928).
const INITIAL_WINDOW: f64 = 10.0;
/// Two cuts by 0.7 (RFC 9438): early losses come in pairs.
const TWO_CUTS: f64 = 0.49;
/// Segments in flight that survive slow start's overshoot, and how much less of a larger path does;
/// fitted to the measured links of 40 and 50 ms.
const HELD_SEGMENTS: f64 = 709.0;
const FALL_BEHIND: f64 = 0.476;
/// How sharply two limits that are close to each other hinder one another; fitted likewise.
const SHARPNESS: f64 = 16.0;
/// CUBIC (RFC 9438): what a loss leaves of a window, where the next one levels off if the loss came
/// sooner than the one before, and by how many segments per cubed second it departs from there.
const CUT: f64 = 0.7;
const LEVEL: f64 = 0.85;
const CUBIC: f64 = 0.4;
/// Linux's send buffer of 4 MiB against the 2.62 MiB of it that are in flight in the mean.
const BUFFER: f64 = 4.0 / 2.62;
/// See [`Path::overflows`].
const LATER_BURST: Seconds = Seconds::new(4.0);
/// How soon a recovering window is looked at again, and as what share of its age: it recovers ever
/// more slowly.
const RAMP_STEP: Seconds = Seconds::new(0.5);
const RAMP_SHARE: f64 = 0.2;

/// The way between two hosts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Path {
    /// The slowest link on it, in bits on the wire.
    pub rate: Bandwidth,
    /// Round trip without queueing.
    pub rtt: Seconds,
    /// Largest packet, in bytes.
    pub mtu: Bytes,
    /// How long the bottleneck's queue is when it is full.
    pub queue: Seconds,
    /// The most data one stream keeps in flight or in its send buffer.
    pub window: Bytes,
    /// Share of packets lost to anything but this migration's own queue.
    pub loss: Ratio,
    /// What one stream's thread (encryption, tunnelling, copying) can push, if that is a limit.
    pub stream_limit: Bandwidth,
    /// Parallel streams (multifd channels).
    pub streams: f64,
}

impl Path {
    /// A clean path of this rate and round trip with an Ethernet MTU of 1500 bytes.
    pub const fn new(rate: Bandwidth, rtt: Seconds) -> Self {
        Self {
            rate,
            rtt,
            mtu: Bytes::new(1500.0),
            queue: Seconds::new(0.02),
            window: Bytes::mib(2.62),
            loss: Ratio::ZERO,
            stream_limit: Bandwidth::new(f64::MAX),
            streams: 1.0,
        }
    }

    /// The same path on a day when it carries this much more or less.
    pub fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, window: self.window * factor, ..*self }
    }

    /// Whether the round trip is too long for the queue to cover what TCP does.
    pub fn is_long(&self) -> bool {
        self.queue <= self.rtt
    }

    /// Payload of one segment.
    fn segment(&self) -> f64 {
        (self.mtu.get() - HEADERS).max(1.0)
    }

    /// What the link carries in TCP payload: rate (MTU - 52) / (MTU + 38), which is 94 % of the
    /// rate at an MTU of 1500 bytes.
    pub fn goodput(&self) -> Bandwidth {
        self.rate * (self.segment() / (self.mtu.get() + FRAME_OVERHEAD))
    }

    /// What the streams of one migration reach on an otherwise idle path once they have ramped up:
    /// the least of goodput, window per round trip, what loss allows and what their threads push.
    pub fn steady_flow(&self) -> Bandwidth {
        let rate = self.goodput().min(self.stream_limit * self.streams);
        if !self.rtt.is_positive() {
            return rate;
        }
        let windowed = smaller(rate, self.window_limit());
        if self.loss.is_positive() {
            windowed.min(self.loss_limit() * self.streams)
        } else {
            windowed
        }
    }

    /// Window per round trip.
    fn window_limit(&self) -> Bandwidth {
        Bandwidth::new(self.window.get() / self.rtt.get()) * self.streams
    }

    /// Mathis et al. 1997: MSS / RTT * sqrt(3/2) / sqrt(p), the rate at which one stream's window
    /// grows as often as loss halves it.
    fn loss_limit(&self) -> Bandwidth {
        let windows = libm::sqrt(1.5 / self.loss.get());
        Bandwidth::new(self.segment() * windows / self.rtt.get())
    }

    /// How long slow start keeps a fresh flow from its rate: it doubles its window every round trip.
    pub fn slow_start(&self) -> Seconds {
        let window = self.steady_flow() * self.rtt;
        let doublings = libm::log2(window.get() / (INITIAL_WINDOW * self.segment() * self.streams));
        self.rtt * doublings.max(0.0)
    }

    /// How one migration's streams fare on this path.
    ///
    /// Slow start overshoots the bottleneck's queue; CUBIC then falls back and needs many round
    /// trips to recover, by about a segment every other round trip (RFC 9438, Reno-friendly region).
    /// Nothing is lost by it where the queue is as long as the round trip, or where the window is too
    /// small to fill the path, unless slow start bursts that window into a queue that is smaller than
    /// half of it: then it is cut and grows back as CUBIC does (RFC 9438).
    pub fn flow(&self) -> Flow {
        let steady = self.steady_flow();
        if let Some(after) = self.overflows() {
            return Sawtooth::of(self, after).flow();
        }
        if !self.is_long() || self.window_limit() < self.goodput() {
            return Flow::constant(steady);
        }
        let goodput = self.goodput();
        let in_flight = (goodput * self.rtt).get() / (self.segment() * self.streams);
        let in_queue = TWO_CUTS * (1.0 + self.queue.share_of(self.rtt).get());
        let held = in_queue.max(libm::pow(HELD_SEGMENTS / in_flight, FALL_BEHIND));
        let per_round_trip = 0.53 / in_flight;
        Flow {
            start: (goodput * held).min(steady),
            growth_per_second: goodput * (per_round_trip / self.rtt.get()),
            ..Flow::constant(steady)
        }
    }

    /// Whether a window that is too small to fill the path still overflows its queue, and after how long:
    /// segments leave twice as fast in slow start as they are acknowledged, so that half of the window
    /// queues. A send buffer holds 1.5 times what of it is in flight in the mean; a queue that is
    /// smaller than half of that overflows in a later burst, after three to five seconds of the transfers
    /// that were seen.
    pub fn overflows(&self) -> Option<Seconds> {
        let goodput = self.goodput();
        if !self.is_long() || goodput <= self.window_limit() {
            return None;
        }
        let half = self.window.get() * self.streams * 0.5;
        let queue = (goodput * self.queue).get();
        match (queue < half, queue < half * BUFFER) {
            (true, _) => Some(Seconds::ZERO),
            (false, true) => Some(LATER_BURST),
            (false, false) => None,
        }
    }

    /// How far what a sender has pushed is ahead of what has arrived, at this rate: the send buffer
    /// and the queue hold about 55 ms of traffic, and never more than the window.
    pub fn buffered(&self, rate: Bandwidth) -> Seconds {
        const BUFFER: Seconds = Seconds::new(0.055);
        if !rate.is_positive() {
            return Seconds::ZERO;
        }
        (BUFFER + self.rtt).min(self.window * self.streams / rate)
    }
}

/// What one migration's streams send on a path that they have for themselves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flow {
    /// Once they have recovered from slow start.
    pub steady: Bandwidth,
    start: Bandwidth,
    growth_per_second: Bandwidth,
    sawtooth: Option<Sawtooth>,
}

impl Flow {
    /// One that is at its rate at once.
    const fn constant(steady: Bandwidth) -> Self {
        Self { steady, start: steady, growth_per_second: Bandwidth::ZERO, sawtooth: None }
    }

    /// The most they send at this age, and how long to take that for true.
    pub fn limit(&self, age: Seconds) -> (Bandwidth, Seconds) {
        if let Some(sawtooth) = self.sawtooth.filter(|sawtooth| age < sawtooth.ends) {
            let rest = sawtooth.ends - age;
            return (sawtooth.at(age), RAMP_STEP.min(rest));
        }
        let recovering = self.start + self.growth_per_second * age.get();
        if recovering < self.steady {
            (recovering, RAMP_STEP.max(age * RAMP_SHARE))
        } else {
            (self.steady, Seconds::new(f64::MAX))
        }
    }
}

/// How CUBIC's window grows back after slow start has overflown the queue, where it is the window that
/// limits it: W(t) = L + 0.4 (t - K)^3 segments, from what the loss left to all of the window; it is
/// then lost again, so that the mean over the time that takes stands for all that follows (RFC 9438,
/// 4.2 and 4.7). One cut or two, as luck has it: their geometric mean.
///
/// Of eight transfers over 300 and 500 Mbit/s and 50 to 150 ms (Linux 6.18, docs/accuracy.md) the mean
/// windows were 0.45 to 0.86 of the largest one, 0.64 in the mean; this one's is 0.73.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sawtooth {
    /// What a segment of the window carries, and the most that all of it may.
    per_segment: Bandwidth,
    most: Bandwidth,
    /// Where it levels off, in segments, and when.
    level: f64,
    levels_after: f64,
    /// When the queue overflows, and when the window has grown back after that.
    begins: Seconds,
    ends: Seconds,
}

impl Sawtooth {
    fn of(path: &Path, begins: Seconds) -> Self {
        let window = path.window.get() / path.segment();
        let left = window * libm::sqrt(CUT * CUT * CUT);
        let level = left * (LEVEL / CUT);
        let levels_after = libm::pow((level - left) / CUBIC, 1.0 / 3.0);
        let lasts = Seconds::new(levels_after + libm::pow((window - level) / CUBIC, 1.0 / 3.0));
        let ends = begins + lasts;
        let per_segment = Bandwidth::new(path.segment() * path.streams / path.rtt.get());
        Self { per_segment, most: path.steady_flow(), level, levels_after, begins, ends }
    }

    fn at(&self, age: Seconds) -> Bandwidth {
        if age < self.begins {
            return self.most;
        }
        let since = (age - self.begins).get() - self.levels_after;
        (self.per_segment * (self.level + CUBIC * since * since * since)).min(self.most)
    }

    fn flow(self) -> Flow {
        let lasts = (self.ends - self.begins).get();
        let (before, after) = (self.levels_after, lasts - self.levels_after);
        let fourth = |x: f64| x * x * x * x;
        let departs = 0.25 * CUBIC * (fourth(after) - fourth(before)) / lasts;
        let mean = self.per_segment * (self.level + departs);
        Flow { sawtooth: Some(self), ..Flow::constant(self.most.min(mean)) }
    }
}

/// Two limits at once: the smaller one, less where the other is near.
fn smaller(a: Bandwidth, b: Bandwidth) -> Bandwidth {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    let nearness = libm::pow(low.share_of(high).get(), SHARPNESS);
    low * libm::pow(1.0 + nearness, -1.0 / SHARPNESS)
}

/// What a flow asks for, and how much it gets against others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Claim {
    /// The most it would take.
    pub demand: Bandwidth,
    /// Its share against a flow of weight one.
    pub weight: f64,
}

/// The weighted max-min fair share of `capacity`: the level at which the flows' demands, each cut to
/// the level times its weight, fill the link (Bertsekas and Gallager, 6.5.2). Where all demands fit,
/// the level cuts none of them. `claims` is left sorted.
pub fn fair_share(capacity: Bandwidth, claims: &mut [Claim]) -> Bandwidth {
    let level_of = |claim: &Claim| claim.demand.get() / claim.weight;
    claims.sort_unstable_by(|a, b| level_of(a).total_cmp(&level_of(b)));
    let mut left = capacity;
    let mut weights: f64 = claims.iter().map(|claim| claim.weight).sum();
    for claim in claims.iter() {
        let level = left / weights;
        if level * claim.weight < claim.demand {
            return level;
        }
        left -= claim.demand;
        weights -= claim.weight;
    }
    Bandwidth::new(f64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(mbit: f64, rtt_ms: f64) -> Path {
        Path::new(Bandwidth::mbit_per_s(mbit), Seconds::ms(rtt_ms))
    }

    #[test]
    fn gigabit_ethernet_carries_117_7_megabytes_per_second() {
        let goodput = path(1000.0, 0.0).goodput().get();
        assert!((goodput - 117.7e6).abs() < 0.1e6, "{goodput}");
    }

    #[test]
    fn a_long_path_is_limited_by_the_window() {
        let near = path(10_000.0, 1.0).steady_flow();
        let far = path(10_000.0, 100.0).steady_flow();
        assert!(far.get() < 30e6, "{far:?}");
        assert!(1e9 < near.get(), "{near:?}");
    }

    #[test]
    fn a_window_that_overflows_a_short_queue_is_cut_and_grows_back() {
        let flow = path(500.0, 100.0).flow();
        let mb = |seconds: f64| flow.limit(Seconds::new(seconds)).0.get() / 1e6;
        // 0.586 of 1897 segments, then 0.71 where it levels off.
        assert!((mb(0.0) - 16.1).abs() < 0.2, "{}", mb(0.0));
        assert!((mb(8.4) - 19.5).abs() < 0.2, "{}", mb(8.4));
        assert!(mb(0.0) < mb(4.0) && mb(8.4) < mb(15.0));
        // At 700 Mbit/s a queue of 20 ms holds what slow start bursts, but no later burst.
        let later = path(700.0, 100.0).flow();
        assert!(later.limit(Seconds::new(5.0)).0 < later.limit(Seconds::new(3.0)).0);
        // At 1 Gbit/s it holds that too, and nothing is lost.
        assert_eq!(path(1000.0, 100.0).flow(), Flow::constant(path(1000.0, 100.0).steady_flow()));
    }

    #[test]
    fn slow_start_takes_a_round_trip_per_doubling() {
        assert!(path(1000.0, 0.0).slow_start().get() < 1e-9);
        let long = path(1000.0, 50.0).slow_start().get();
        assert!((0.3..0.5).contains(&long), "{long}");
    }

    #[test]
    fn equal_flows_share_equally_and_modest_ones_get_what_they_ask() {
        let claim = |mbit| Claim { demand: Bandwidth::mbit_per_s(mbit), weight: 1.0 };
        let capacity = Bandwidth::mbit_per_s(900.0);
        let level = fair_share(capacity, &mut [claim(5000.0), claim(5000.0), claim(100.0)]);
        assert!((level.to_mbit_per_s() - 400.0).abs() < 1e-9);
        let all_met = fair_share(capacity, &mut [claim(100.0), claim(200.0)]);
        assert!(capacity < all_met);
    }

    #[test]
    fn a_flow_of_twice_the_weight_gets_twice_the_share() {
        let claim = |weight| Claim { demand: Bandwidth::mbit_per_s(5000.0), weight };
        let level = fair_share(Bandwidth::mbit_per_s(900.0), &mut [claim(1.0), claim(2.0)]);
        assert!((level.to_mbit_per_s() - 300.0).abs() < 1e-9);
    }
}
