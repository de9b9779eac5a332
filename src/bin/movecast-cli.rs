//! The planner on the command line.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program speaks through its streams"
)]

use std::error::Error;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::rc::Rc;

use movecast::evidence::case::{self, Case, Measured};
use movecast::evidence::predict::{Prediction, predict_all};
use movecast::evidence::validate::{Pair, report};
use movecast::model::profile::Profile;
use movecast::plan;
use movecast::plan::wave::wave_plan;
use movecast::quantity::Lang;
use movecast::scenario::check::check;
use movecast::scenario::wave::{Group, Wave};
use movecast::share::Stated;
use movecast::share::advice::{Advice, no_advice};
use movecast::share::file::{self, PlanFile};
use movecast::share::wave::{self as wave_text, BadLine};
use movecast::units::Seconds;

const USAGE: &str = "\
movecast-cli: plans live migrations of virtual machines

  movecast-cli predict < migrations.csv > predictions.csv
      predicts every row; bad rows are named on standard error and exit with 1
  movecast-cli validate FILE.csv
      compares predictions with what the file says was measured
  movecast-cli plan < scenario.json > plan.json
      plans a scenario file, with every technique
  movecast-cli advise < scenario.json > advice.json
      what would bring all over within their limits, each change planned, the best first; nothing,
      and why on standard error, where nothing is needed or nothing helps
  movecast-cli wave [scenario.json] < groups.csv > schedule.csv
      plans a wave of groups, as the page's table has them: name, VMs, memory, in use, workload,
      disk, vCPU, priority; limits and links are those of the scenario file. Bad lines are named on
      standard error and exit with 1
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["predict"] => predict(),
        ["validate", path] => validate(path),
        ["plan"] => plan_file(),
        ["advise"] => advise_file(),
        ["wave"] => wave_file(None),
        ["wave", path] => wave_file(Some(path)),
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

fn advise_file() -> Done {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let stated = file::from_json_all(&text).map_err(|error| error.to_string())?;
    let (_, findings) = check(*stated.scenario);
    for finding in &findings {
        eprintln!("{}", file::describe(finding));
    }
    let advice = Advice::on(&stated);
    if advice.is_empty() {
        eprintln!("{}", no_advice(&stated));
    }
    serde_json::to_writer_pretty(io::stdout().lock(), &advice)?;
    println!();
    Ok(true)
}

fn wave_file(path: Option<&str>) -> Done {
    let stated = match path {
        None => Stated::default(),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
            file::from_json_all(&text).map_err(|error| error.to_string())?
        }
    };
    let (checked, findings) = check(*stated.scenario);
    for finding in &findings {
        eprintln!("{}", file::describe(finding));
    }
    let mut wave = stated.wave.map_or_else(|| Wave::of(checked.get()), Rc::unwrap_or_clone);
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let (groups, bad) = wave_text::read(&text, &Group::of(checked.get()), Lang::En);
    for BadLine { line, column } in &bad {
        let what = column.map_or("too many", |column| column.heading(Lang::En));
        eprintln!("line {line}: {what}");
    }
    wave.groups = groups;
    let wave = wave.checked().0;
    let plan = wave_plan(&checked, &wave, |_| ());
    const COLUMNS: &str = "group,number,memory_bytes,source,destination,requested_s,start_s,end_s,\
        downtime_s,sent_bytes,rounds,ending";
    let mut out = csv::Writer::from_writer(io::stdout().lock());
    out.write_record(COLUMNS.split(','))?;
    for (number, row) in (1..).zip(&plan.rows) {
        let seconds = |time: Seconds| format!("{:.3}", time.get());
        out.write_record([
            wave.groups[row.group as usize].name.clone(),
            format!("{number}"),
            format!("{:.0}", row.memory.get()),
            format!("{}", row.source + 1),
            format!("{}", row.destination + 1),
            seconds(row.requested),
            seconds(row.start),
            seconds(row.end),
            seconds(row.downtime),
            format!("{:.0}", row.sent.get()),
            format!("{}", row.rounds),
            format!("{:?}", row.ending),
        ])?;
    }
    out.flush()?;
    Ok(bad.is_empty())
}
