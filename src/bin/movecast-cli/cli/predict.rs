//! `movecast-cli predict`

use movecast::evidence::case::Case;
use movecast::evidence::predict::{Prediction, predict_all};

use super::failure::{Done, Failure};
use super::profile::Bed;
use super::{input, table};

const COLUMNS: &str = "run_id,total_time_s,total_time_p10_s,total_time_p90_s,downtime_s,\
    downtime_p10_s,downtime_p90_s,transferred_bytes,transferred_p10_bytes,transferred_p90_bytes,\
    completes,block_total_s,makespan_s,longest_stall_s";

/// Predicts every good row of standard input.
pub(crate) fn run(bed: Option<Bed>) -> Result<Done, Failure> {
    let text = input::standard()?;
    let profile = Bed::of(bed, &text);
    let (rows, all_good) = input::cases(&text);
    let cases: Vec<Case> = rows.into_iter().map(|(case, _)| case).collect();
    let mut out = table::begin(COLUMNS)?;
    for (case, prediction) in cases.iter().zip(predict_all(&cases, &profile)) {
        out.write_record(cells(case, &prediction))?;
    }
    out.flush()?;
    Ok(Done::whole(all_good))
}

fn cells(case: &Case, prediction: &Prediction) -> Vec<String> {
    let Prediction { total, downtime, transferred, .. } = prediction;
    let seconds = |value: f64| format!("{value:.4}");
    let bytes = |value: f64| format!("{value:.0}");
    let maybe = |value: Option<f64>| value.map(seconds).unwrap_or_default();
    vec![
        table::name(&case.run_id).into_owned(),
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
