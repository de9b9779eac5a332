//! The planner on the command line.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program speaks through its streams"
)]

use std::error::Error;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use movecast::evidence::case::{self, Case, Measured};
use movecast::evidence::predict::{Prediction, predict_all};
use movecast::evidence::validate::{Pair, report};
use movecast::model::profile::Profile;
use movecast::plan;
use movecast::scenario::check::check;
use movecast::share::file::{self, PlanFile};

const USAGE: &str = "\
movecast-cli: plans live migrations of virtual machines

  movecast-cli predict < migrations.csv > predictions.csv
      predicts every row; bad rows are named on standard error and exit with 1
  movecast-cli validate FILE.csv
      compares predictions with what the file says was measured
  movecast-cli plan < scenario.json > plan.json
      plans a scenario file, with every technique
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["predict"] => predict(),
        ["validate", path] => validate(path),
        ["plan"] => plan_file(),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read our output has had enough of it.
        Err(error) if is_broken_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("movecast-cli: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all rows were good, or what stopped it.
type Done = Result<bool, Box<dyn Error>>;

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Reads the good rows and says which were bad.
fn read_cases(mut input: impl Read) -> io::Result<(Vec<(Case, Measured)>, bool)> {
    let mut text = Vec::new();
    input.read_to_end(&mut text)?;
    let mut good = Vec::new();
    let mut all_good = true;
    for row in case::read(&String::from_utf8_lossy(&text)) {
        match row {
            Ok(row) => good.push(row),
            Err(bad) => {
                eprintln!("{bad}");
                all_good = false;
            }
        }
    }
    Ok((good, all_good))
}

fn predict() -> Done {
    const COLUMNS: &str = "run_id,total_time_s,total_time_p10_s,total_time_p90_s,downtime_s,\
        downtime_p10_s,downtime_p90_s,transferred_bytes,transferred_p10_bytes,\
        transferred_p90_bytes,completes,block_total_s,makespan_s,longest_stall_s";
    let (rows, all_good) = read_cases(io::stdin())?;
    let cases: Vec<Case> = rows.into_iter().map(|(case, _)| case).collect();
    let mut out = csv::Writer::from_writer(io::stdout().lock());
    out.write_record(COLUMNS.split(','))?;
    for (case, prediction) in cases.iter().zip(predict_all(&cases, &Profile::QEMU_LAB)) {
        out.write_record(prediction_cells(case, &prediction))?;
    }
    out.flush()?;
    Ok(all_good)
}

fn prediction_cells(case: &Case, prediction: &Prediction) -> Vec<String> {
    let Prediction { total, downtime, transferred, .. } = prediction;
    let seconds = |value: f64| format!("{value:.4}");
    let bytes = |value: f64| format!("{value:.0}");
    let maybe = |value: Option<f64>| value.map(seconds).unwrap_or_default();
    vec![
        case.run_id.clone(),
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

fn validate(path: &str) -> Done {
    let file = std::fs::File::open(path).map_err(|error| format!("{path}: {error}"))?;
    let (rows, all_good) = read_cases(file)?;
    let (cases, measured): (Vec<Case>, Vec<Measured>) = rows.into_iter().unzip();
    let predictions = predict_all(&cases, &Profile::QEMU_LAB);
    io::stdout().write_all(report(&Pair::all(cases, measured, predictions)).as_bytes())?;
    Ok(all_good)
}

fn plan_file() -> Done {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let scenario = file::from_json(&text).map_err(|error| error.to_string())?;
    let (checked, findings) = check(scenario);
    for finding in &findings {
        eprintln!("{}", file::describe(finding));
    }
    let plan = PlanFile::of(&checked, &plan::plan(&checked));
    serde_json::to_writer_pretty(io::stdout().lock(), &plan)?;
    println!();
    Ok(true)
}
