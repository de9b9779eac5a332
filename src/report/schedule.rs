//! A wave as entries of a calendar: its window, and what moves when.

use std::collections::BTreeMap;

use super::wave::{after, outline, terms};
use crate::plan::wave::{Row, WavePlan};
use crate::quantity::{Lang, duration, quantity};
use crate::scenario::field::Measure;
use crate::scenario::wave::{Group, Setting, Wave};
use crate::units::{Bytes, Seconds};

/// One entry of a calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which part of the wave it is: `window`, `wave`, `batch-3` or `group-3`. No two are the same.
    pub part: String,
    /// When it begins, from the wave's beginning.
    pub from: Seconds,
    /// When it is over, from the wave's beginning.
    pub until: Seconds,
    /// What it is, in a few words.
    pub title: String,
    /// The rest of what there is to know.
    pub text: String,
}

/// The entries of a planned wave: its maintenance window, or its whole length where no window is
/// stated, and after it every batch. Where machines are requested whenever there is a place for one,
/// there are no batches, and each group has an entry.
pub fn entries(plan: &WavePlan, wave: &Wave, lang: Lang) -> Vec<Entry> {
    let mut all = vec![whole(plan, wave, lang)];
    let in_batches = 0.0 < wave.get(Setting::Batch);
    let mut lots: BTreeMap<u64, Vec<&Row>> = BTreeMap::new();
    for row in &plan.rows {
        // Bits of times order as times do: none is below zero.
        let lot = if in_batches { row.requested.get().to_bits() } else { u64::from(row.group) };
        lots.entry(lot).or_default().push(row);
    }
    let of = lots.len();
    for (at, rows) in (1..).zip(lots.values()) {
        let parts = by_group(rows, wave);
        let (part, name) = if in_batches {
            (format!("batch-{at}"), format!("{} {at}/{of}", lang.pick("Batch", "Schub")))
        } else {
            (format!("group-{at}"), parts.first().map_or_else(String::new, |part| part.0.clone()))
        };
        let until = rows.iter().map(|row| row.end).fold(Seconds::ZERO, Seconds::max);
        let from = rows.iter().map(|row| row.start).fold(until, Seconds::min);
        let title = titled(&name, rows.len(), lang);
        all.push(Entry { part, from, until, title, text: told(rows, &parts, lang) });
    }
    all
}

fn whole(plan: &WavePlan, wave: &Wave, lang: Lang) -> Entry {
    let window = Seconds::new(wave.get(Setting::Window));
    let (part, name, until) = if window.is_positive() {
        ("window", lang.pick("Maintenance window", "Wartungsfenster"), window)
    } else {
        ("wave", lang.pick("Migration", "Migration"), plan.outline.makespan)
    };
    let said = [outline(&plan.outline, lang), after(plan, wave, lang)].map(|said| said.to_string());
    Entry {
        part: part.to_owned(),
        from: Seconds::ZERO,
        until,
        title: titled(name, plan.rows.len(), lang),
        text: format!("{} {} {}", terms(wave, lang), said[0], said[1]),
    }
}

fn titled(name: &str, machines: usize, lang: Lang) -> String {
    match (machines, lang) {
        (1, Lang::En) => format!("{name}: 1 VM moves"),
        (_, Lang::En) => format!("{name}: {machines} VMs move"),
        (1, Lang::De) => format!("{name}: 1 VM zieht um"),
        (_, Lang::De) => format!("{name}: {machines} VMs ziehen um"),
    }
}

/// What a group is called.
fn called(groups: &[Group], group: u32) -> String {
    let name = groups.get(group as usize).map_or("", |group| group.name.as_str());
    if name.is_empty() { format!("VM ({})", group + 1) } else { name.to_owned() }
}

/// How many of each group there are among these.
fn by_group(rows: &[&Row], wave: &Wave) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for row in rows {
        *counts.entry(row.group).or_default() += 1;
    }
    counts.into_iter().map(|(group, count)| (called(&wave.groups, group), count)).collect()
}

fn told(rows: &[&Row], parts: &[(String, usize)], lang: Lang) -> String {
    let parts: Vec<String> = parts.iter().map(|(name, count)| format!("{name}: {count}")).collect();
    let sent: Bytes = rows.iter().map(|row| row.sent).sum();
    let sent = quantity(sent.get(), Measure::Size, lang);
    let downtime = rows.iter().map(|row| row.downtime).fold(Seconds::ZERO, Seconds::max);
    let downtime = duration(downtime.get(), lang);
    let lost = rows.iter().filter(|row| !row.ending.completes()).count();
    let lost = match (lost, lang) {
        (0, _) => String::new(),
        (_, Lang::En) => format!(" {lost} do not arrive."),
        (_, Lang::De) => format!(" {lost} kommen nicht an."),
    };
    let parts = parts.join("; ");
    match lang {
        Lang::En => format!("{parts}. Sent: {sent}; longest downtime: {downtime}.{lost}"),
        Lang::De => format!("{parts}. Gesendet: {sent}; längste Ausfallzeit: {downtime}.{lost}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::wave::wave_plan;
    use crate::scenario::Scenario;
    use crate::scenario::check::check;

    fn planned(change: impl FnOnce(&mut Wave)) -> (Wave, Vec<Entry>, WavePlan) {
        let (checked, _) = check(Scenario::default());
        let mut wave = Wave::of(checked.get());
        change(&mut wave);
        let plan = wave_plan(&checked, &wave, |_| ());
        (wave.clone(), entries(&plan, &wave, Lang::En), plan)
    }

    #[test]
    fn a_window_is_the_first_entry_and_as_long_as_stated() {
        let (_, entries, plan) = planned(|wave| wave.set(Setting::Window, 7200.0));
        assert_eq!(entries[0].part, "window");
        assert_eq!(entries[0].until, Seconds::new(7200.0));
        assert_eq!(entries[0].title, "Maintenance window: 10 VMs move");
        let (_, entries, _) = planned(|_| ());
        assert_eq!((entries[0].part.as_str(), entries[0].until), ("wave", plan.outline.makespan));
    }

    #[test]
    fn each_batch_has_an_entry_and_begins_when_the_one_before_is_over() {
        let (_, entries, _) = planned(|wave| wave.set(Setting::Batch, 4.0));
        let parts: Vec<&str> = entries.iter().map(|entry| entry.part.as_str()).collect();
        assert_eq!(parts, ["wave", "batch-1", "batch-2", "batch-3"]);
        assert_eq!(entries[3].title, "Batch 3/3: 2 VMs move");
        assert!(entries[1..].windows(2).all(|two| two[0].until <= two[1].from));
        assert!(entries.iter().all(|entry| entry.until <= entries[0].until));
    }

    #[test]
    fn without_batches_each_group_has_an_entry() {
        let (wave, entries, _) = planned(|wave| {
            let other = Group { name: "db".to_owned(), count: 3, ..wave.groups[0].clone() };
            wave.groups.push(other);
        });
        assert_eq!(entries.len(), 1 + wave.groups.len());
        assert_eq!(entries[1].title, "VM (1): 10 VMs move");
        assert!(entries[2].text.starts_with("db: 3. Sent: "), "{}", entries[2].text);
    }
}
