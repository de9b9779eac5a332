//! Who may start next: an order, limits, and requests that come in batches.

use super::{Job, Limits, Requests};
use crate::units::Seconds;

/// Marks the end of a list.
const NONE: u32 = u32::MAX;

/// The machines that wait, and the places that are taken.
pub(super) struct Queue<'a> {
    jobs: &'a [Job],
    limits: &'a Limits,
    /// The first that waits at each source, and who comes after whom.
    first: Vec<u32>,
    last: Vec<u32>,
    after: Vec<u32>,
    /// Places taken at each source, at each destination and in all.
    leaving: Vec<u32>,
    arriving: Vec<u32>,
    under_way: u32,
    /// How many have been requested, and how many of those have ended.
    requested: u32,
    ended: u32,
    /// When the last ones were requested.
    asked_at: Seconds,
}

impl<'a> Queue<'a> {
    pub(super) fn new(
        jobs: &'a [Job],
        limits: &'a Limits,
        sources: usize,
        destinations: usize,
    ) -> Self {
        Self {
            jobs,
            limits,
            first: vec![NONE; sources],
            last: vec![NONE; sources],
            after: vec![NONE; jobs.len()],
            leaving: vec![0; sources],
            arriving: vec![0; destinations],
            under_way: 0,
            requested: 0,
            ended: 0,
            asked_at: Seconds::ZERO,
        }
    }

    /// Requests the next batch, once the one before it has ended.
    pub(super) fn request(&mut self, now: Seconds) {
        if self.ended < self.requested {
            return;
        }
        let all = self.jobs.len() as u32;
        let until = match self.limits.requests {
            Requests::AsPlacesFree => all,
            Requests::Batches(size) => self.requested.saturating_add(size.max(1)).min(all),
        };
        self.asked_at = now;
        for number in self.requested..until {
            let source = self.jobs[number as usize].source as usize;
            match self.last[source] {
                NONE => self.first[source] = number,
                before => self.after[before as usize] = number,
            }
            self.last[source] = number;
        }
        self.requested = until;
    }

    /// When what starts now was requested: just now, where requests wait for places.
    pub(super) fn asked_at(&self, now: Seconds) -> Seconds {
        match self.limits.requests {
            Requests::AsPlacesFree => now,
            Requests::Batches(_) => self.asked_at,
        }
    }

    /// The first in order for which there is a place everywhere; it takes its places.
    pub(super) fn next(&mut self) -> Option<u32> {
        let has_place = |taken: u32, limit: u32| taken < limit.max(1);
        if !has_place(self.under_way, self.limits.in_all) {
            return None;
        }
        let is_open = |taken: &u32| has_place(*taken, self.limits.per_destination);
        if !self.arriving.iter().any(is_open) {
            return None;
        }
        // The best one so far: its number, its source, and who stands before it.
        let mut best: Option<(u32, usize, u32)> = None;
        for (source, first) in self.first.iter().enumerate() {
            if !has_place(self.leaving[source], self.limits.per_source) {
                continue;
            }
            let (mut before, mut number) = (NONE, *first);
            while number != NONE && best.is_none_or(|(best, ..)| number < best) {
                if is_open(&self.arriving[self.jobs[number as usize].destination as usize]) {
                    best = Some((number, source, before));
                    break;
                }
                (before, number) = (number, self.after[number as usize]);
            }
        }
        let (number, source, before) = best?;
        let after = self.after[number as usize];
        match before {
            NONE => self.first[source] = after,
            before => self.after[before as usize] = after,
        }
        if self.last[source] == number {
            self.last[source] = before;
        }
        self.leaving[source] += 1;
        self.arriving[self.jobs[number as usize].destination as usize] += 1;
        self.under_way += 1;
        Some(number)
    }

    /// Gives the places of a machine back.
    pub(super) fn end(&mut self, number: u32) {
        let Job { source, destination } = self.jobs[number as usize];
        self.leaving[source as usize] -= 1;
        self.arriving[destination as usize] -= 1;
        self.under_way -= 1;
        self.ended += 1;
    }
}
