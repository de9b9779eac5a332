//! `movecast-cli wave`

use std::path::Path;
use std::rc::Rc;

use movecast::plan::wave::wave_plan;
use movecast::quantity::Lang;
use movecast::scenario::wave::{Group, Wave};
use movecast::share::Stated;
use movecast::share::groups::{self, Table};
use movecast::units::Seconds;

use super::failure::{Done, Failure, complain};
use super::{input, table};

const COLUMNS: &str = "group,number,memory_bytes,source,destination,requested_s,start_s,end_s,\
    downtime_s,sent_bytes,rounds,ending";

/// Plans the groups on standard input within the limits of a scenario file.
pub(crate) fn run(scenario: Option<&Path>) -> Result<Done, Failure> {
    let stated = match scenario {
        None => Stated::default(),
        Some(path) => input::stated(&input::of_file(path)?)?,
    };
    let checked = input::checked(&stated.scenario);
    let mut wave = stated.wave.map_or_else(|| Wave::of(checked.get()), Rc::unwrap_or_clone);
    let table = groups::read(&input::standard()?, &Group::of(checked.get()), Lang::En);
    let Table { groups, problems } = table;
    for problem in &problems {
        complain(problem);
    }
    if groups.is_empty() {
        return Ok(Done::InPart);
    }
    wave.groups = groups;
    let wave = wave.checked().0;
    let plan = wave_plan(&checked, &wave, |_| ());
    let mut out = table::begin(COLUMNS)?;
    let seconds = |time: Seconds| format!("{:.3}", time.get());
    for (number, row) in (1..).zip(&plan.rows) {
        out.write_record([
            table::name(&wave.groups[row.group as usize].name).into_owned(),
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
            row.ending.name().to_owned(),
        ])?;
    }
    out.flush()?;
    Ok(Done::whole(problems.is_empty()))
}
