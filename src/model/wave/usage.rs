//! How much went over a link in the course of a wave.

use crate::units::{Bandwidth, Bytes, Seconds};

/// As many spans as a picture needs, and twice that.
const MOST: usize = 512;

/// Bytes by equal spans of time; the spans widen as the wave goes on.
#[derive(Debug, Clone, PartialEq)]
pub struct Usage {
    /// How long a span is.
    pub span: Seconds,
    bytes: Vec<f64>,
}

impl Default for Usage {
    fn default() -> Self {
        Self { span: Seconds::new(0.25), bytes: Vec::new() }
    }
}

impl Usage {
    /// So many bytes in each span of this length.
    pub const fn new(span: Seconds, bytes: Vec<f64>) -> Self {
        Self { span, bytes }
    }

    /// What was sent in each span, in bytes.
    pub fn bytes(&self) -> &[f64] {
        &self.bytes
    }

    /// What was sent in each span, as a rate.
    pub fn rates(&self) -> impl Iterator<Item = Bandwidth> + '_ {
        self.bytes.iter().map(|bytes| Bandwidth::new(bytes / self.span.get()))
    }

    /// Everything sent.
    pub fn total(&self) -> Bytes {
        Bytes::new(self.bytes.iter().sum())
    }

    /// Something was sent at this rate from one time until another.
    pub(super) fn add(&mut self, rate: Bandwidth, from: Seconds, until: Seconds) {
        if !rate.is_positive() || until <= from {
            return;
        }
        while self.span.get() * MOST as f64 <= until.get() {
            self.widen();
        }
        let span = self.span.get();
        let (first, last) = ((from.get() / span) as usize, (until.get() / span) as usize);
        if self.bytes.len() <= last {
            self.bytes.resize(last + 1, 0.0);
        }
        for at in first..=last {
            let begin = from.get().max(at as f64 * span);
            let end = until.get().min((at + 1) as f64 * span);
            self.bytes[at] += rate.get() * (end - begin).max(0.0);
        }
    }

    fn widen(&mut self) {
        self.span = self.span * 2.0;
        self.bytes = self.bytes.chunks(2).map(|pair| pair.iter().sum()).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_when_spans_widen() {
        let mut usage = Usage::default();
        let rate = Bandwidth::new(10.0);
        usage.add(rate, Seconds::ZERO, Seconds::new(3.1));
        usage.add(rate, Seconds::new(1000.0), Seconds::new(1e6));
        assert!((usage.total().get() - 31.0 - 9_990_000.0).abs() < 1e-3);
        assert!(usage.rates().count() <= MOST);
        assert!(usage.rates().all(|rate| rate.get() < 10.0 + 1e-9));
    }
}
