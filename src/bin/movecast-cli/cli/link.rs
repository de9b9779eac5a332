//! `movecast-cli link`

use std::io::{self, Write};

use movecast::plan::plan;
use movecast::quantity::Lang;
use movecast::scenario::check::check;
use movecast::share::Seen;
use movecast::share::file::to_file_all;
use movecast::share::link::encode_all;

use super::failure::{Done, Failure, complain};
use super::input::{self, Asked};

/// Prints the link to what is stated, below this address.
pub(crate) fn write(asked: &Asked, base: &str) -> Result<Done, Failure> {
    let stated = asked.stated_as_ranges()?;
    let base = base.split('#').next().unwrap_or_default();
    writeln!(io::stdout(), "{base}#{}", encode_all(&stated))?;
    Ok(Done::Whole)
}

/// Prints the scenario file of a link, and says where its author saw something else.
pub(crate) fn read(link: &str) -> Result<Done, Failure> {
    let (stated, along) = input::linked_with(link)?;
    if let Some(theirs) = along.seen.filter(|_| stated.wave.is_none()) {
        let now = Seen::of(&plan(&check(*stated.scenario).0).chosen().figures);
        for (outcome, both) in theirs.differing(&now) {
            let [from, to] = both.map(|number| outcome.write_number(number, Lang::En));
            complain(&format_args!(
                "{}: the author of the link saw {from}, now {to}",
                outcome.label(Lang::En)
            ));
        }
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &to_file_all(&stated))?;
    writeln!(out)?;
    Ok(Done::Whole)
}
