//! Rows of a series that are shorter than an hour, or begin within one.

use super::Series;
use super::head::Kind;
use crate::share::stamp::Stamp;

/// When rows begin and how long they last.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) count: usize,
    /// When the first one begins, where rows say so.
    pub(super) first: Option<Stamp>,
    /// In minutes, of all but the last.
    pub(super) lengths: Vec<i64>,
}

impl Rows {
    pub(super) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Makes hours of rows that are none, each hour the mean of its rows by their minutes in it.
    pub(super) fn average(&self, series: &mut Series) {
        let Some(first) = self.first else { return };
        let begin = first.minute.rem_euclid(60);
        let last = self.lengths.last().copied().unwrap_or(60);
        if begin == 0 && self.lengths.iter().all(|minutes| *minutes == 60) {
            return;
        }
        series.averaged = Some(self.count);
        for kind in [Kind::Price, Kind::Carbon, Kind::Pue, Kind::Renewables] {
            let column = series.column(kind);
            let mut hours: Vec<(f64, f64)> = Vec::new();
            let mut at = begin;
            for (value, minutes) in column.iter().zip(self.lengths.iter().chain([&last])) {
                let end = at + minutes;
                while at < end {
                    let hour = at.div_euclid(60);
                    let part = end.min((hour + 1) * 60) - at;
                    let slot = hour as usize;
                    if hours.len() <= slot {
                        hours.resize(slot + 1, (0.0, 0.0));
                    }
                    hours[slot].0 += value * part as f64;
                    hours[slot].1 += part as f64;
                    at += part;
                }
            }
            *column = hours.into_iter().map(|(sum, minutes)| sum / minutes).collect();
        }
    }
}
