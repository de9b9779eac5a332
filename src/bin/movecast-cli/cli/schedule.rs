//! Schedules of waves, as `plan` and `wave` write them.

use std::io::{self, Write};
use std::time::UNIX_EPOCH;

use movecast::plan::wave::wave_plan;
use movecast::quantity::Lang;
use movecast::report::schedule::entries;
use movecast::scenario::check::Checked;
use movecast::scenario::wave::Wave;
use movecast::share::ics::Start;
use movecast::share::{schedule, sheet};

use super::failure::{Failure, complain};
use super::table;

/// When the wave begins, for calendars.
#[derive(clap::Args)]
pub(crate) struct Begins {
    /// When the wave of a calendar begins: 2027-01-15T22:00, with Z or an offset such as +01:00 if it
    /// has one, else by the clock of whoever reads it; without, the next full hour.
    #[arg(long, value_name = "TIME", value_parser = read)]
    start: Option<Start>,
}

fn read(text: &str) -> Result<Start, String> {
    Start::read(text).ok_or_else(|| "write it as 2027-01-15T22:00 or 2027-01-15T22:00Z".to_owned())
}

/// Writes who moves when, as a table.
pub(crate) fn csv(checked: &Checked, wave: &Wave) -> Result<(), Failure> {
    let plan = wave_plan(checked, wave, |_| ());
    let mut out = table::begin(&schedule::COLUMNS.join(","))?;
    for mut row in schedule::rows(&plan, wave) {
        row[0] = sheet::guarded(&row[0]).into_owned();
        out.write_record(&row)?;
    }
    out.flush()?;
    Ok(())
}

/// Writes the window and what moves when, as a calendar.
pub(crate) fn ics(
    checked: &Checked,
    wave: &Wave,
    begins: &Begins,
    lang: Lang,
) -> Result<(), Failure> {
    let now = now();
    let start = begins.start.unwrap_or_else(|| {
        let start = Start::full_hour_after(now);
        complain(&format_args!("--start was not stated: {} is assumed", start.written()));
        start
    });
    let plan = wave_plan(checked, wave, |_| ());
    let text = schedule::ics(&entries(&plan, wave, lang), wave, start, now, "");
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

/// Seconds since the beginning of 1970; 0 where the clock is before it.
#[expect(clippy::disallowed_methods, reason = "a calendar says when it was written")]
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs().cast_signed())
}
