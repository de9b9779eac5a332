//! Who may start next: an order, limits, and requests that come in batches.

use super::{Job, Limits, Requests};
use crate::units::Seconds;

/// Marks the end of a list.
const NONE: u32 = u32::MAX;

/// A list of jobs in order; those that have started are passed over when they come to its head.
#[derive(Clone, Copy)]
struct List {
    first: u32,
    last: u32,
}

impl List {
    const EMPTY: Self = Self { first: NONE, last: NONE };

    fn push(&mut self, number: u32, after: &mut [u32]) {
        match self.last {
            NONE => self.first = number,
            before => after[before as usize] = number,
        }
        self.last = number;
    }

    /// The first that has not started.
    fn head(&mut self, after: &[u32], has_started: &[bool]) -> u32 {
        while self.first != NONE && has_started[self.first as usize] {
            self.first = after[self.first as usize];
        }
        if self.first == NONE {
            self.last = NONE;
        }
        self.first
    }
}

/// The machines that wait, and the places that are taken.
pub(super) struct Queue<'a> {
    jobs: &'a [Job],
    limits: &'a Limits,
    /// What waits at each source, and who comes after whom there.
    at_source: Vec<List>,
    after_at_source: Vec<u32>,
    /// The same for each source and destination.
    on_way: Vec<List>,
    after_on_way: Vec<u32>,
    has_started: Vec<bool>,
    /// Places taken at each source, at each destination and in all.
    leaving: Vec<u32>,
    arriving: Vec<u32>,
    under_way: u32,
    /// How many have been requested, and how many of those have ended.
    requested: u32,
    ended: u32,
    /// When the last ones were requested.
    asked_at: Seconds,
    /// Whether something has happened since there was last nobody to start.
    may_start: bool,
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
            at_source: vec![List::EMPTY; sources],
            after_at_source: vec![NONE; jobs.len()],
            on_way: vec![List::EMPTY; sources * destinations],
            after_on_way: vec![NONE; jobs.len()],
            has_started: vec![false; jobs.len()],
            leaving: vec![0; sources],
            arriving: vec![0; destinations],
            under_way: 0,
            requested: 0,
            ended: 0,
            asked_at: Seconds::ZERO,
            may_start: true,
        }
    }

    /// Requests the next batch, once the one before it has ended.
    pub(super) fn request(&mut self, now: Seconds) {
        let all = self.jobs.len() as u32;
        if self.ended < self.requested || self.requested == all {
            return;
        }
        let until = match self.limits.requests {
            Requests::AsPlacesFree => all,
            Requests::Batches(size) => self.requested.saturating_add(size.max(1)).min(all),
        };
        self.asked_at = now;
        self.may_start = true;
        for number in self.requested..until {
            let Job { source, destination } = self.jobs[number as usize];
            self.at_source[source as usize].push(number, &mut self.after_at_source);
            let way = source as usize * self.arriving.len() + destination as usize;
            self.on_way[way].push(number, &mut self.after_on_way);
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
        if !self.may_start {
            return None;
        }
        let number = self.first_with_places();
        self.may_start = number.is_some();
        let number = number?;
        let Job { source, destination } = self.jobs[number as usize];
        self.has_started[number as usize] = true;
        self.leaving[source as usize] += 1;
        self.arriving[destination as usize] += 1;
        self.under_way += 1;
        Some(number)
    }

    fn first_with_places(&mut self) -> Option<u32> {
        let has_place = |taken: u32, limit: u32| taken < limit.max(1);
        let is_open = |taken: u32| has_place(taken, self.limits.per_destination);
        if !has_place(self.under_way, self.limits.in_all)
            || !self.arriving.iter().any(|taken| is_open(*taken))
        {
            return None;
        }
        let mut best = NONE;
        for source in 0..self.at_source.len() {
            if !has_place(self.leaving[source], self.limits.per_source) {
                continue;
            }
            let head = self.at_source[source].head(&self.after_at_source, &self.has_started);
            if head == NONE || best < head {
                continue;
            }
            if is_open(self.arriving[self.jobs[head as usize].destination as usize]) {
                best = head;
                continue;
            }
            let ways = source * self.arriving.len();
            for (destination, taken) in self.arriving.iter().enumerate() {
                if is_open(*taken) {
                    let way = &mut self.on_way[ways + destination];
                    best = best.min(way.head(&self.after_on_way, &self.has_started));
                }
            }
        }
        (best != NONE).then_some(best)
    }

    /// Gives the places of a machine back.
    pub(super) fn end(&mut self, number: u32) {
        let Job { source, destination } = self.jobs[number as usize];
        self.leaving[source as usize] -= 1;
        self.arriving[destination as usize] -= 1;
        self.under_way -= 1;
        self.ended += 1;
        self.may_start = true;
    }
}
