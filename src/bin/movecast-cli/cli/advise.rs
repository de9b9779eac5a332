//! `movecast-cli advise`

use std::io::{self, Write};

use movecast::share::advice::{Advice, no_advice};

use super::failure::{Done, Failure, complain};
use super::input::{self, Asked};

/// What would bring all over within their limits.
pub(crate) fn run(asked: &Asked) -> Result<Done, Failure> {
    let stated = asked.stated()?;
    input::checked(&stated.scenario);
    let advice = Advice::on(&stated);
    if advice.is_empty() {
        complain(&no_advice(&stated));
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &advice)?;
    writeln!(out)?;
    Ok(Done::Whole)
}
