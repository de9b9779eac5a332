//! Measured moves: what was known beforehand and what was seen, of any text that is read here.

use super::Stated;
use super::import::{Import, NotRead, import};
use crate::evidence::case::Cases;
use crate::evidence::fit::{Known, Row, Seen, Since, Values, again, is_one_machine};
use crate::evidence::sheet::BadCell;
use crate::model::profile::Profile;
use crate::scenario::{Controller, Field};

/// Why a text, or a part of it, is no measured move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoMove {
    /// It is none that is known.
    NotRead(NotRead),
    /// A row or a heading of a table.
    Bad(BadCell),
    /// A row that tells nothing: it did not complete, or moved at the same time as others.
    Row(String),
    /// It is not about a move that came to its end.
    NotCompleted,
    /// It does not say how long the move took.
    NoTime,
    /// Neither it nor anybody else says how much memory the machine has.
    NoMemory,
}

impl std::fmt::Display for NoMove {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotRead(why) => why.fmt(f),
            Self::Bad(bad) => bad.fmt(f),
            Self::Row(name) => write!(
                f,
                "{name} is not fitted on: it did not complete, or moved at the same time as others"
            ),
            Self::NotCompleted => f.write_str("is not about a move that was completed"),
            Self::NoTime => f.write_str("does not say how long the move took"),
            Self::NoMemory => {
                f.write_str("does not say how much memory moved: add --set \"memory=... GiB\"")
            }
        }
    }
}

/// What measured moves were read from.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    /// The moves.
    pub rows: Vec<Row>,
    /// What could not be used, by the name of its text, and why.
    pub left_out: Vec<(String, NoMove)>,
}

/// The measured moves of texts with their names: each row of a table, or the one that any other text is
/// about. `mine` is what is known of all of them besides; `usual` are the constants of a table's bed,
/// where those are not the laboratory's because the table is.
pub fn moves(texts: &[(String, String)], mine: &Stated, usual: Option<&Profile>) -> Moves {
    let mut all = Moves::default();
    let mut imports = Vec::new();
    for (name, text) in texts {
        if is_table(text) {
            let Moves { rows, left_out } = of_table(name, text, usual);
            imports.extend(rows.iter().map(|_| None));
            all.rows.extend(rows);
            all.left_out.extend(left_out);
            continue;
        }
        let read = import(text).map_err(NoMove::NotRead);
        match read.and_then(|read| Ok((of_import(name, &read, mine)?, read))) {
            Ok((row, read)) => {
                all.rows.push(row);
                imports.push(Some(read));
            }
            Err(why) => all.left_out.push((name.clone(), why)),
        }
    }
    tell_apart(&mut all.rows, &imports);
    all
}

/// Whether a text is a table of migrations: its heading says how they moved, and how large they were.
fn is_table(text: &str) -> bool {
    let heading = text.trim_start_matches('\u{feff}').trim_start().lines().next().unwrap_or("");
    let has = |name: &str| heading.split(',').any(|cell| cell.trim().trim_matches('"') == name);
    has("technique") && (has("memory_mib") || has("mem_gib"))
}

fn of_table(name: &str, text: &str, usual: Option<&Profile>) -> Moves {
    let mut moves = Moves::default();
    let named = |why| (name.to_owned(), why);
    let cases = match Cases::open(text.as_bytes()) {
        Ok(cases) => cases,
        Err(bad) => return Moves { left_out: vec![named(NoMove::Bad(bad))], ..moves },
    };
    let bed = if cases.is_of_lab() { Profile::QEMU_LAB } else { Profile::CURRENT };
    let usual = usual.unwrap_or(&bed);
    for row in cases {
        match row {
            Ok((case, measured)) => {
                let run = case.run_id.clone();
                match Row::of_case(case, &measured, usual) {
                    Some(row) => moves.rows.push(row),
                    None => moves.left_out.push(named(NoMove::Row(run))),
                }
            }
            Err(bad) => moves.left_out.push(named(NoMove::Bad(bad))),
        }
    }
    moves
}

/// The move that a text is about.
///
/// # Errors
///
/// Where it did not come to its end, or does not say what it takes.
pub fn of_import(name: &str, import: &Import, mine: &Stated) -> Result<Row, NoMove> {
    let reading = &import.reading;
    let is = |word: &str| reading.is_word("status", word);
    if ["failed", "cancelled", "active", "setup"].into_iter().any(is) {
        return Err(NoMove::NotCompleted);
    }
    let number = |name: &str| reading.number(name).filter(|number| 0.0 < *number);
    let total = number("total-time").ok_or(NoMove::NoTime)?;
    let mut known = *import.before(mine).scenario;
    if !known.stated.has(Field::Memory) {
        return Err(NoMove::NoMemory);
    }
    Field::Vms.set(&mut known, 1.0);
    let (sent, in_use) = (number("transferred"), number("memory-in-use"));
    let memory = known.fleet.memory.get();
    let again = sent.zip(in_use).map(|(sent, in_use)| again(sent, in_use, memory));
    // What is compressed or sent as deltas does not show how often it was sent.
    let is_encoded = 1.0 < known.link.compression_ratio.get()
        || known.policy.delta_cache.is_positive() && Field::DeltaCache.applies(&known);
    // Control planes count from the request on; what prints QEMU's figures counts as QEMU does.
    let is_of_plane = matches!(
        known.policy.controller,
        Controller::KubeVirt | Controller::OpenShift | Controller::Nova
    );
    Ok(Row {
        name: name.to_owned(),
        known: Known::Scenario(Box::new(known)),
        seen: Seen {
            total: Some(total),
            sent,
            downtime: number("downtime"),
            in_use,
            again: again.filter(|_| !is_encoded),
            // The bitmap is synchronised once before the first round, and once when the guest stands.
            rounds: number("rounds").map(|count| (count - 2.0).max(0.0)),
        },
        hints: Values::default()
            .with(Field::Touched, in_use)
            .with(Field::DirtyPageRate, number("dirty-page-rate")),
        since: if is_of_plane { Since::Request } else { Since::Memory },
        is_reported: !is_of_plane,
    })
}

/// Where moves are of several machines, each machine's memory in use and dirty page rate are its own:
/// what its move showed of them is taken for known, and hosts and path alone are learned.
fn tell_apart(rows: &mut [Row], imports: &[Option<Import>]) {
    if is_one_machine(rows) {
        return;
    }
    for (row, import) in rows.iter_mut().zip(imports) {
        let (Known::Scenario(scenario), Some(import)) = (&mut row.known, import) else { continue };
        let shown = [(Field::Touched, "memory-in-use"), (Field::DirtyPageRate, "dirty-page-rate")];
        for (field, name) in shown {
            if let Some(value) = import.reading.number(name).filter(|_| !scenario.stated.has(field))
            {
                field.set(scenario, value);
            }
        }
        (row.seen.in_use, row.seen.again) = (None, None);
    }
}
