//! The schedule of a planned wave: a table of its machines, and a calendar.

use super::ics::{Event, Start, calendar};
use crate::plan::wave::WavePlan;
use crate::report::schedule::Entry;
use crate::scenario::wave::Wave;
use crate::units::Seconds;

/// The columns of a schedule; times count from the wave's beginning.
pub const COLUMNS: [&str; 12] = [
    "group",
    "number",
    "memory_bytes",
    "source",
    "destination",
    "requested_s",
    "start_s",
    "end_s",
    "downtime_s",
    "sent_bytes",
    "rounds",
    "ending",
];

/// The rows of a schedule, a machine each; names are as they were stated.
pub fn rows(plan: &WavePlan, wave: &Wave) -> impl Iterator<Item = [String; COLUMNS.len()]> {
    let seconds = |time: Seconds| format!("{:.3}", time.get());
    (1..).zip(&plan.rows).map(move |(number, row)| {
        let group = wave.groups.get(row.group as usize);
        [
            group.map_or_else(String::new, |group| group.name.clone()),
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
        ]
    })
}

/// The entries of a wave as a calendar, from this start on, written so many seconds after the
/// beginning of 1970; `url` is where the plan opens, empty for nowhere.
///
/// An event is known by the start, by what moves and by its part: where the same machines are planned
/// anew for the same start, the new events take the place of the old ones.
pub fn ics(entries: &[Entry], wave: &Wave, start: Start, now: i64, url: &str) -> String {
    let moved: Vec<String> =
        wave.groups.iter().map(|group| format!("{}\0{}", group.name, group.count)).collect();
    let stem = format!("{}-{:016x}", start.written(), hash(moved.join("\0").as_bytes()));
    let uids: Vec<String> =
        entries.iter().map(|entry| format!("{stem}-{}@movecast", entry.part)).collect();
    let events = entries.iter().zip(&uids).map(|(entry, uid)| Event {
        uid,
        from: entry.from,
        until: entry.until,
        summary: &entry.title,
        description: &entry.text,
        url,
    });
    calendar(events, start, now)
}

/// FNV-1a in 64 bits (Fowler, Noll, Vo).
fn hash(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::wave::wave_plan;
    use crate::quantity::Lang;
    use crate::report::schedule::entries;
    use crate::scenario::Scenario;
    use crate::scenario::check::check;
    use crate::scenario::wave::Setting;

    fn events(wave: &Wave, lang: Lang, start: &str) -> Vec<String> {
        let (checked, _) = check(Scenario::default());
        let plan = wave_plan(&checked, wave, |_| ());
        let start = Start::read(start).expect("a start");
        let text = ics(&entries(&plan, wave, lang), wave, start, 0, "");
        let unfolded = text.replace("\r\n ", "");
        let uids = unfolded.lines().filter_map(|line| line.strip_prefix("UID:"));
        uids.map(str::to_owned).collect()
    }

    #[test]
    fn events_of_the_same_machines_and_start_are_known_again() {
        let mut wave = Wave::of(&Scenario::default());
        wave.set(Setting::Batch, 4.0);
        let first = events(&wave, Lang::En, "2027-01-15T22:00Z");
        assert_eq!(first.len(), 4);
        wave.set(Setting::InAll, 2.0);
        assert_eq!(events(&wave, Lang::De, "2027-01-15T23:00+01:00"), first);
        let another = events(&wave, Lang::En, "2027-01-16T22:00Z");
        assert!(first.iter().all(|uid| !another.contains(uid)));
        wave.groups[0].name = "web".to_owned();
        let renamed = events(&wave, Lang::En, "2027-01-15T22:00Z");
        assert!(first.iter().all(|uid| !renamed.contains(uid)));
    }

    #[test]
    fn a_schedule_has_a_row_for_each_machine() {
        let (checked, _) = check(Scenario::default());
        let wave = Wave::of(checked.get());
        let plan = wave_plan(&checked, &wave, |_| ());
        let rows: Vec<_> = rows(&plan, &wave).collect();
        assert_eq!(rows.len(), 10);
        assert_eq!(rows[9][1], "10");
    }
}
