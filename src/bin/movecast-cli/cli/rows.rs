//! Work that falls into rows, on all processors.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What comes of each of so many rows, in their order, whatever processor works on which.
pub(crate) fn on_all_processors<T: Send>(rows: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let row = next.fetch_add(1, Ordering::Relaxed);
            if rows <= row {
                return found;
            }
            found.push((row, of(row)));
        }
    };
    let count = std::thread::available_parallelism().map_or(1, NonZero::get).min(rows.max(1));
    let mut all: Vec<(usize, T)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (1..count).map(|_| scope.spawn(work)).collect();
        let mine = work();
        // A worker that panicked has said so, and the panic goes on.
        let others = workers.into_iter().flat_map(|worker| match worker.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        mine.into_iter().chain(others).collect()
    });
    all.sort_by_key(|(row, _)| *row);
    all.into_iter().map(|(_, found)| found).collect()
}
