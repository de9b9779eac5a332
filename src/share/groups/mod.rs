//! Groups of a wave as a table that people type or paste from a spreadsheet.

mod column;
mod problem;

pub use column::Column;
pub use problem::Problem;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use csv::StringRecord;

use crate::quantity::{Lang, parse, units};
use crate::records::{Record, records};
use crate::scenario::field::Measure;
use crate::scenario::wave::{Group, Wave};

/// A bare number of memory above this many GiB was meant in MiB, or nobody knows.
const MOST_BARE_GIB: f64 = 1024.0;

/// Longer than any table of a wave.
const LONGEST: usize = 2_000_000;
/// What a table says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The groups of the rows that could be read.
    pub groups: Vec<Group>,
    /// What could not, in its order.
    pub problems: Vec<Problem>,
}

/// What stands in each column: what it means, and the unit of its bare numbers.
type Columns = Vec<Option<(Column, Option<&'static str>)>>;

/// Reads a table as it comes from a spreadsheet or a file: cells between tabs or semicolons, or
/// between commas where the first line has neither of them, quoted or not; a heading or none; decimal
/// points or commas. What a row leaves out is as in `like`. Everything that cannot be read is named;
/// the rest is taken.
pub fn read(text: &str, like: &Group, lang: Lang) -> Table {
    let mut table = Table::default();
    let like = &like.checked();
    if LONGEST < text.len() {
        table.problems.push(Problem::TooLong);
        return table;
    }
    let mut rows = rows(text).peekable();
    let mut columns: Columns = Column::ALL.iter().map(|column| Some((*column, None))).collect();
    if let Some(first) = rows.peek()
        && is_heading(&first.cells, like, lang)
    {
        match headed(&first.cells, &mut table.problems) {
            Some(named) => columns = named,
            None => return table,
        }
        rows.next();
    }
    let mut lines = Vec::new();
    for Record { line, cells } in rows {
        let usual = Group { name: (table.groups.len() + 1).to_string(), count: 1, ..like.clone() };
        match group(&cells, &columns, usual, line, lang) {
            Err(problem) => table.problems.push(problem),
            Ok(group) => {
                table.groups.push(group);
                lines.push(line);
            }
        }
    }
    if Wave::MOST_GROUPS < table.groups.len() {
        (table.groups, lines) = merged(table.groups, &lines);
    }
    let machines = table.groups.iter().scan(0_u32, |sum, group| {
        *sum = sum.saturating_add(group.count);
        Some(*sum)
    });
    let fitting = machines.take(Wave::MOST_GROUPS).take_while(|sum| *sum <= Wave::MOST_MACHINES);
    let fitting = fitting.count();
    if let Some(line) = lines.get(fitting) {
        table.problems.push(Problem::TooMany { line: *line });
        table.groups.truncate(fitting);
    }
    table
}

/// Groups that differ in nothing but their names as one, under the first of these; each with the line
/// it was first said on.
fn merged(groups: Vec<Group>, lines: &[u64]) -> (Vec<Group>, Vec<u64>) {
    let mut merged: Vec<Group> = Vec::new();
    let mut first_lines = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (group, line) in groups.into_iter().zip(lines) {
        let kind = Group { name: String::new(), count: 0, ..group.clone() };
        match places.entry(format!("{kind:?}")) {
            Entry::Occupied(place) => {
                let count = &mut merged[*place.get()].count;
                *count = count.saturating_add(group.count);
            }
            Entry::Vacant(place) => {
                place.insert(merged.len());
                merged.push(group);
                first_lines.push(*line);
            }
        }
    }
    (merged, first_lines)
}

fn rows(text: &str) -> impl Iterator<Item = Record> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let delimiter = [b'\t', b';'].into_iter().find(|each| first.contains(char::from(*each)));
    records(text.as_bytes(), delimiter.unwrap_or(b',')).filter_map(Result::ok)
}

/// Whether a first row names columns rather than being one of the groups: half of it is known, or it
/// can be no group and has names for some, or words only.
fn is_heading(row: &StringRecord, like: &Group, lang: Lang) -> bool {
    let known = row.iter().filter(|cell| Column::of_heading(cell).is_some()).count();
    let by_place: Columns = Column::ALL.iter().map(|column| Some((*column, None))).collect();
    let is_group = || group(row, &by_place, like.clone(), 1, lang).is_ok();
    let has_numbers = || row.iter().any(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    row.len() < 2 * known || !is_group() && (0 < known || 1 < row.len() && !has_numbers())
}

/// What the columns mean by their heading; none where that is said twice or not at all.
fn headed(row: &StringRecord, problems: &mut Vec<Problem>) -> Option<Columns> {
    let columns: Columns = row.iter().map(Column::of_heading).collect();
    let known: Vec<Column> = columns.iter().flatten().map(|(column, _)| *column).collect();
    if known.is_empty() {
        problems.push(Problem::NoColumn);
        return None;
    }
    let twice = known.iter().enumerate().find(|(at, column)| known[..*at].contains(column));
    if let Some((_, column)) = twice {
        problems.push(Problem::Twice(*column));
        return None;
    }
    let unknown =
        row.iter().zip(&columns).filter(|(name, column)| column.is_none() && !name.is_empty());
    problems.extend(unknown.map(|(name, _)| Problem::Unknown(name.to_owned())));
    if !known.contains(&Column::Memory) {
        problems.push(Problem::NoMemory);
    }
    Some(columns)
}

fn group(
    row: &StringRecord,
    columns: &Columns,
    mut group: Group,
    line: u64,
    lang: Lang,
) -> Result<Group, Problem> {
    let cells = columns.iter().zip(row).filter_map(|(column, cell)| Some(((*column)?, cell)));
    let mut cells: Vec<_> = cells.filter(|(_, cell)| !cell.is_empty()).collect();
    cells.sort_by_key(|((column, _), _)| column.turn());
    // A working set that nothing is said to be written in says nothing.
    if let [.., ((Column::WorkingSet, _), _)] = cells.as_slice() {
        return Err(Problem::Cell { line, column: Column::DirtyRate });
    }
    for ((column, unit), cell) in cells {
        let bare = parse(cell, Measure::Factor, units(Measure::Factor)[0], lang).ok();
        let text = match (bare, unit) {
            (Some(_), Some(unit)) => format!("{cell} {unit}"),
            (Some(number), None) if column == Column::Memory && MOST_BARE_GIB < number => {
                return Err(Problem::NoUnit { line });
            }
            _ => cell.to_owned(),
        };
        if !column.read(&mut group, &text, lang) {
            return Err(Problem::Cell { line, column });
        }
    }
    Ok(group)
}

/// Writes groups as [`read`] reads them: with a heading, tabs between cells.
pub fn write(groups: &[Group], lang: Lang) -> String {
    let line = |cell: &dyn Fn(Column) -> String| Column::ALL.map(cell).join("\t");
    let heading = line(&|column| column.heading(lang).to_owned());
    let rows = groups.iter().map(|group| line(&|column| column.write(group, lang)));
    std::iter::once(heading).chain(rows).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::scenario::wave::Workload;
    use crate::units::{Bandwidth, Bytes, Ratio};

    fn like() -> Group {
        Group::of(&Scenario::default())
    }

    #[track_caller]
    fn good(text: &str, lang: Lang) -> Vec<Group> {
        let Table { groups, problems } = read(text, &like(), lang);
        assert_eq!(problems, []);
        groups
    }

    #[test]
    fn a_table_from_a_spreadsheet_is_read() {
        let german = "Gruppe\tAnzahl\tRAM\tLast\nWeb\t40\t4 GiB\tWebserver\nDB\t3\t16-64 GiB\t1,5 GiB @ 20 MiB/s\n";
        let groups = good(german, Lang::De);
        assert_eq!((groups[0].name.as_str(), groups[0].count), ("Web", 40));
        assert!(matches!(groups[0].workload, Workload::Preset(_)));
        assert_eq!(groups[1].memory, (Bytes::gib(16.0), Bytes::gib(64.0)));
        let writes = Workload::Writes { set: Bytes::gib(1.5), rate: Bandwidth::mib_per_s(20.0) };
        assert_eq!(groups[1].workload, writes);
        let plain = good("a,5,2.5\nb,6,\"4\",50", Lang::En);
        assert_eq!(plain[0].memory.0, Bytes::gib(2.5));
        assert_eq!((plain[1].count, plain[1].touched), (6, Ratio::percent(50.0)));
        assert_eq!(good("a;5;2,5", Lang::De)[0].memory.0, Bytes::gib(2.5));
    }

    #[track_caller]
    fn problems(text: &str) -> Vec<Problem> {
        read(text, &like(), Lang::En).problems
    }

    #[test]
    fn every_bad_line_is_named_and_the_others_are_taken() {
        let Table { groups, problems } =
            read("a\t9\tx\nb\t2\nc\t2\tlots\nd\t1\t1\t200", &like(), Lang::En);
        assert_eq!(groups.len(), 1);
        let at = |line, column| Problem::Cell { line, column };
        assert_eq!(
            problems,
            [at(1, Column::Memory), at(3, Column::Memory), at(4, Column::Touched)]
        );
    }

    #[test]
    fn of_more_lines_than_groups_alike_ones_are_one_and_no_machine_is_lost() {
        let line = |at| format!("vm-{at}\t1\t{} GiB\n", 2 + 2 * (at % 3));
        let lines = |to| (0..to).map(line).collect::<Vec<_>>().concat();
        let groups = good(&lines(9_000), Lang::En);
        let told: Vec<_> = groups.iter().map(|group| (group.name.as_str(), group.count)).collect();
        assert_eq!(told, [("vm-0", 3000), ("vm-1", 3000), ("vm-2", 3000)]);
        assert_eq!(good(&lines(300), Lang::En).len(), 300);
    }

    #[test]
    fn a_table_has_as_many_groups_and_machines_as_a_wave() {
        assert_eq!(problems(&"a\t60000\n".repeat(2)), [Problem::TooMany { line: 2 }]);
        let line = |size| format!("a\t1\t{size} GiB\n");
        let sizes = |to| (1..=to).map(line).collect::<Vec<_>>().concat();
        assert_eq!(good(&sizes(Wave::MOST_GROUPS), Lang::En).len(), Wave::MOST_GROUPS);
        let line = Wave::MOST_GROUPS as u64 + 1;
        assert_eq!(problems(&sizes(Wave::MOST_GROUPS + 2)), [Problem::TooMany { line }]);
        assert_eq!(problems(&"a".repeat(LONGEST + 1)), [Problem::TooLong]);
    }

    #[test]
    fn columns_that_are_not_known_are_named_and_the_others_are_read() {
        let Table { groups, problems } =
            read("name,vms,owner,memory\nweb,5,me,4 GiB\n", &like(), Lang::En);
        assert_eq!(problems, [Problem::Unknown("owner".to_owned())]);
        assert_eq!((groups[0].count, groups[0].memory.0), (5, Bytes::gib(4.0)));
        // Two of five are known, and it can be no group.
        let Table { groups, problems } =
            read("host,owner,vms,site,memory\nh1,me,3,x,8\n", &like(), Lang::En);
        assert_eq!(problems.len(), 3);
        assert_eq!((groups[0].count, groups[0].memory.0), (3, Bytes::gib(8.0)));
    }

    #[test]
    fn a_heading_that_says_nothing_or_a_thing_twice_is_refused() {
        assert_eq!(problems("host,owner\nh1,me\n"), [Problem::NoColumn]);
        assert_eq!(problems("name,ram,memory\na,1,2\n"), [Problem::Twice(Column::Memory)]);
        let Table { groups, problems } = read("name,vms\na,1\nb,2\n", &like(), Lang::En);
        assert_eq!((groups.len(), problems), (2, vec![Problem::NoMemory]), "and that is said once");
    }

    #[test]
    fn a_heading_may_name_the_unit() {
        let mib = |text: &str| good(text, Lang::En)[0].memory.0.to_mib();
        assert!((mib("name,vms,memory (MB)\na,1,8192\n") - 8192.0).abs() < 1e-6);
        assert!((mib("name,vms,memory_gib\na,1,8\n") - 8192.0).abs() < 1e-6);
        assert!((mib("name,vms,memory_gib\na,1,512 MiB\n") - 512.0).abs() < 1e-6);
        assert_eq!(problems("a,1,8192\n"), [Problem::NoUnit { line: 1 }]);
    }

    #[test]
    fn what_a_group_uses_and_writes_may_be_measured_amounts() {
        let text = "vm,dirty_page_rate,memory-in-use,working_set,memory\n\
                    db,600 MiB/s,120 GiB,20 GiB,128 GiB\nweb,40 MiB/s,25 %,,8 GiB\nidle,,,,4 GiB";
        let text = text.replacen("vm,", "group,", 1);
        let groups = good(&text, Lang::En);
        let writes =
            |set, rate| Workload::Writes { set: Bytes::gib(set), rate: Bandwidth::mib_per_s(rate) };
        assert_eq!(groups[0].touched, Ratio::new(120.0 / 128.0));
        assert_eq!(groups[0].workload, writes(20.0, 600.0));
        assert_eq!(groups[1].workload, writes(2.0, 40.0), "in all that is in use");
        assert_eq!(groups[2].workload, Workload::Scenario);
        let set = problems("group,memory,working set\na,4 GiB,1 GiB");
        assert_eq!(set, [Problem::Cell { line: 2, column: Column::DirtyRate }]);
        let more = problems("group,memory,in use\na,4 GiB,6 GiB");
        assert_eq!(more, [Problem::Cell { line: 2, column: Column::Touched }]);
    }

    #[test]
    fn quotes_hold_separators_and_line_breaks() {
        let groups = good("name,vms,memory\r\n\"web,\nfront\",2,4 GiB\r\nb,3,2 GiB\r\n", Lang::En);
        assert_eq!(
            (groups[0].name.as_str(), groups[0].count, groups[1].count),
            ("web,front", 2, 3)
        );
        let old = good("name,vms,memory\ra,2,4 GiB\rb,3,2 GiB\r", Lang::En);
        assert_eq!(old.len(), 2);
    }

    #[test]
    fn there_are_no_half_machines() {
        let at = |line, column| Problem::Cell { line, column };
        assert_eq!(problems("a\t1.5\t4\n"), [at(1, Column::Count)]);
        assert_eq!(problems("a\t1\t4\t50\t\t1\t1\t0.5\n"), [at(1, Column::Priority)]);
        assert_eq!(problems("a\t\0\u{0}1\t4\n").len(), 1);
    }

    #[test]
    fn what_no_wave_may_hold_is_refused_at_its_cell() {
        for (row, column) in [
            ("a,1,2 MiB", Column::Memory),
            ("a,1,99 TiB", Column::Memory),
            ("a,1,1 GiB,50,Idle,99 TiB", Column::Disk),
            ("a,1,1 GiB,50,Idle,1,2000", Column::Vcpus),
            ("a,1,1 GiB,50,Idle,1,2,1001", Column::Priority),
        ] {
            let Table { groups, problems } = read(row, &like(), Lang::En);
            assert!(groups.is_empty(), "{row}");
            assert_eq!(problems, [Problem::Cell { line: 1, column }], "{row}");
        }
        let swapped = good("a,1,16-4 GiB", Lang::En);
        assert_eq!(swapped[0].memory, (Bytes::gib(4.0), Bytes::gib(16.0)));
    }

    #[test]
    fn a_table_reads_back_as_written() {
        for lang in [Lang::En, Lang::De] {
            let groups = good("Größe 1\t7\t4-16 GiB\t25\tIdle\t20\t2\t3\nb\t1\t2\t50\t1 @ 5", lang);
            assert_eq!(good(&write(&groups, lang), lang), groups);
        }
    }
}
