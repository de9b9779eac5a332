//! `movecast-cli predict`

use std::collections::HashMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

use movecast::evidence::case::{Case, Kind};
use movecast::evidence::predict::{Prediction, batches, first_alike, predict_batch};
use movecast::model::profile::Profile;
use movecast::share::sheet::guarded;

use super::failure::{Done, Failure};
use super::profile::Whose;
use super::progress::Progress;
use super::{input, table};

const COLUMNS: &str = "run_id,total_time_s,total_time_p10_s,total_time_p90_s,downtime_s,\
    downtime_p10_s,downtime_p90_s,transferred_bytes,transferred_p10_bytes,transferred_p90_bytes,\
    completes,block_total_s,makespan_s,longest_stall_s";

/// Rows that are read before the first of them is predicted, at the least.
const SOME: usize = 4096;
/// At the most, while rows of a batch are missing; a batch that stands further apart is several.
const MOST: usize = 65_536;

/// Predicts every good row of standard input, so many at a time on all processors, in their order. How
/// many there are in all does not matter to the memory that it takes.
pub(crate) fn run(whose: Option<&Whose>) -> Result<Done, Failure> {
    let mut table = input::standard_cases()?;
    let (profile, environment) = Whose::of(whose, &table)?;
    let mut out = table::begin(COLUMNS)?;
    let mut all_good = true;
    let progress = Progress::begin();
    loop {
        let (cases, is_last) = some(&mut table, &mut all_good);
        let cases: Vec<Case> = cases.iter().map(|case| environment.case(case)).collect();
        for (case, prediction) in cases.iter().zip(on_all_processors(&cases, &profile)) {
            out.write_record(cells(case, &prediction))?;
        }
        out.flush()?;
        progress.advance(cases.len());
        if is_last {
            return Ok(Done::whole(all_good));
        }
    }
}

/// The next good rows, with all of each batch among them, and whether those were the last.
fn some(table: &mut input::Table, all_good: &mut bool) -> (Vec<Case>, bool) {
    let mut cases = Vec::new();
    let mut open: HashMap<(String, Kind), u32> = HashMap::new();
    for row in table {
        let Some((case, _)) = input::good(row) else {
            *all_good = false;
            continue;
        };
        if !case.batch_id.is_empty() {
            let batch = (case.batch_id.clone(), case.kind);
            let seen = open.entry(batch.clone()).or_default();
            *seen += 1;
            if case.concurrency <= *seen {
                open.remove(&batch);
            }
        }
        cases.push(case);
        if SOME <= cases.len() && open.is_empty() || cases.len() == MOST {
            return (cases, false);
        }
    }
    (cases, true)
}

/// Predictions of the cases, in their order, whatever processor works on which.
fn on_all_processors(cases: &[Case], profile: &Profile) -> Vec<Prediction> {
    let batches = batches(cases);
    let firsts = first_alike(cases, &batches);
    let distinct: Vec<usize> = (0..batches.len()).filter(|at| firsts[*at] == *at).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(at) = distinct.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.push((*at, predict_batch(cases, &batches[*at], profile)));
        }
        found
    };
    let count = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut of_batches = vec![Vec::new(); batches.len()];
    std::thread::scope(|scope| {
        let workers: Vec<_> = (1..count).map(|_| scope.spawn(work)).collect();
        let mine = work();
        // A worker that panicked has said so; its rows are zero, and the panic goes on.
        let others = workers.into_iter().flat_map(|worker| match worker.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        for (at, predictions) in mine.into_iter().chain(others) {
            of_batches[at] = predictions;
        }
    });
    let mut all = vec![Prediction::default(); cases.len()];
    for (batch, first) in batches.iter().zip(firsts) {
        for (at, prediction) in batch.iter().zip(&of_batches[first]) {
            all[*at] = *prediction;
        }
    }
    all
}

fn cells(case: &Case, prediction: &Prediction) -> Vec<String> {
    let Prediction { total, downtime, transferred, .. } = prediction;
    let seconds = |value: f64| format!("{value:.4}");
    let bytes = |value: f64| format!("{value:.0}");
    let maybe = |value: Option<f64>| value.map(seconds).unwrap_or_default();
    vec![
        guarded(&case.run_id).into_owned(),
        seconds(total.p50),
        seconds(total.p10),
        seconds(total.p90),
        seconds(downtime.p50),
        seconds(downtime.p10),
        seconds(downtime.p90),
        bytes(transferred.p50),
        bytes(transferred.p10),
        bytes(transferred.p90),
        format!("{:.3}", prediction.completes),
        maybe(prediction.block_total),
        maybe(prediction.makespan),
        seconds(prediction.longest_stall),
    ]
}
