//! How the move itself goes: time, standstill and traffic.

use super::Worked;
use super::stages::parts;
use crate::chart::words::size;
use crate::model::domain::MOST_MEMORY;
use crate::model::trace::{Move, Segment, Stage};
use crate::plan::{Outcome, Plan};
use crate::quantity::{Lang, duration, number, percent, quantity};
use crate::report::sentences::{self, quickest};
use crate::report::words::{counted_rounds, ending, machines, technique};
use crate::scenario::Scenario;
use crate::scenario::field::Measure;
use crate::units::{Bandwidth, Bytes, Seconds};

pub(super) fn total_time(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Worked {
    let figures = &outcome.figures;
    let by_end = |a: &&Move, b: &&Move| a.end.get().total_cmp(&b.end.get());
    let Some(last) = outcome.trace.moves.iter().max_by(by_end) else {
        return Default::default();
    };
    let parts = parts(outcome.trace.of(last.vm), lang);
    let longest = parts.iter().max_by(|a, b| a.time.get().total_cmp(&b.time.get()));
    let vms = machines(scenario.fleet.vms, lang);
    let total = duration(figures.total_time.get(), lang);
    let most = longest.map_or_else(String::new, |part| {
        let share = percent(part.time.share_of(figures.total_time).get(), lang);
        match lang {
            Lang::En => format!(" Longest part: {}, {share} of it.", part.name),
            Lang::De => format!(" Längster Teil: {}, {share} davon.", part.name),
        }
    });
    let plain = match (figures.ending.completes(), lang) {
        (true, Lang::En) => {
            format!("{total} after the first request all of it is over for {vms}.{most}")
        }
        (true, Lang::De) => {
            format!("{total} nach der ersten Anforderung ist für {vms} alles vorbei.{most}")
        }
        (false, Lang::En) => format!("After {total} the move is given up.{most}"),
        (false, Lang::De) => format!("Nach {total} wird der Umzug abgebrochen.{most}"),
    };
    let mut names: Vec<String> = parts.iter().map(|part| part.name.clone()).collect();
    let mut times: Vec<String> = parts.iter().map(|part| duration(part.time.get(), lang)).collect();
    if last.start.is_positive() {
        names.insert(0, lang.pick("waiting for a place", "Warten auf einen Platz").to_owned());
        times.insert(0, duration(last.start.get(), lang));
    }
    let name = lang.pick("Total migration time", "Gesamte Migrationszeit");
    let whose = match lang {
        Lang::En => format!(", for VM {}, the last one", last.vm + 1),
        Lang::De => format!(", für VM {}, die letzte", last.vm + 1),
    };
    let mut steps = vec![
        format!("{name} = {}{whose}", names.join(" + ")),
        format!("= {} = {total}", times.join(" + ")),
    ];
    steps.extend(parts.iter().filter_map(|part| part.division(lang)));
    steps.push(shared(scenario, lang));
    (plain, steps)
}

/// What one machine gets of the link.
fn shared(scenario: &Scenario, lang: Lang) -> String {
    let free = scenario.link.free();
    let said = |rate: Bandwidth| quantity(rate.get(), Measure::BitRate, lang);
    let link = if scenario.link.others.is_positive() {
        format!("({} - {})", said(scenario.link.rate), said(scenario.link.others))
    } else {
        said(free)
    };
    let together = scenario.fleet.concurrency.min(scenario.fleet.vms).max(1.0);
    let share = said(free / together);
    let together = number(together, lang);
    match lang {
        Lang::En => format!(
            "A VM’s fair share of the link: {link} / {together} = {share}, packet headers included, and more while others pause"
        ),
        Lang::De => format!(
            "Der gerechte Anteil einer VM an der Verbindung: {link} / {together} = {share} samt Paketköpfen, und mehr, während andere pausieren"
        ),
    }
}

pub(super) fn downtime(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Worked {
    let figures = &outcome.figures;
    let vm = outcome.typical();
    let still = outcome.trace.of(vm).filter(|segment| segment.stage.stands_still());
    let parts = parts(still, lang);
    let total = duration(figures.downtime.get(), lang);
    let limit = duration(scenario.policy.downtime_limit.get(), lang);
    if parts.is_empty() {
        let plain = match lang {
            Lang::En => "The VM never stands still: it is never handed over.",
            Lang::De => "Die VM steht nie still: Sie wird nie übergeben.",
        };
        return (plain.to_owned(), Vec::new());
    }
    let within = figures.downtime <= scenario.policy.downtime_limit;
    let plain = match (within, lang) {
        (true, Lang::En) => format!(
            "For {total} nobody can use a VM, while what is left of it goes over; up to {limit} is allowed."
        ),
        (true, Lang::De) => format!(
            "{total} lang ist eine VM für niemanden da, während ihr Rest übertragen wird; erlaubt sind {limit}."
        ),
        (false, Lang::En) => format!(
            "For {total} nobody can use a VM, while what is left of it goes over; only {limit} was meant to be."
        ),
        (false, Lang::De) => format!(
            "{total} lang ist eine VM für niemanden da, während ihr Rest übertragen wird; gewollt waren nur {limit}."
        ),
    };
    let names: Vec<&str> = parts.iter().map(|part| &*part.name).collect();
    let times: Vec<String> = parts.iter().map(|part| duration(part.time.get(), lang)).collect();
    let name = lang.pick("Downtime", "Ausfallzeit");
    let whose = match lang {
        Lang::En => format!(", for VM {}, the one in the middle", vm + 1),
        Lang::De => format!(", für VM {}, die mittlere", vm + 1),
    };
    let mut steps = vec![
        format!("{name} = {}{whose}", names.join(" + ")),
        format!("= {} = {total}", times.join(" + ")),
    ];
    steps.extend(parts.iter().filter_map(|part| part.division(lang)));
    steps.extend(pause(scenario, lang).filter(|_| outcome.technique.is_live()));
    let rounds = outcome.trace.of(vm).filter(|segment| segment.stage == Stage::PreCopy);
    if let Some(last) = rounds.last()
        && last.duration().is_positive()
        && !outcome.trace.of(vm).any(|segment| segment.stage == Stage::DemandPaging)
    {
        let rate = last.sent.get() / last.duration().get();
        let fits = size(Bytes::new(rate * scenario.policy.downtime_limit.get()), lang);
        let rate = quantity(rate, Measure::BitRate, lang);
        steps.push(match lang {
            Lang::En => format!(
                "It stops by itself once what is left fits into the limit: {rate} × {limit} = {fits}"
            ),
            Lang::De => format!(
                "Von selbst hält sie an, sobald der Rest ins Limit passt: {rate} × {limit} = {fits}"
            ),
        });
    }
    (plain, steps)
}

/// What devices and the last look at the bitmap add, if anything.
fn pause(scenario: &Scenario, lang: Lang) -> Option<String> {
    let (fleet, link) = (&scenario.fleet, &scenario.link);
    let beyond = (fleet.memory - MOST_MEMORY).or_zero();
    let said = |time: Seconds| duration(time.get(), lang);
    let mut terms = Vec::new();
    let mut all = Seconds::ZERO;
    let mut add = |time: Seconds, term: String| {
        if time.is_positive() {
            all += time;
            terms.push(term);
        }
    };
    let functions = number(fleet.functions, lang);
    let each = said(fleet.function_pause);
    add(fleet.function_pause * fleet.functions, format!("{functions} × {each} (VFIO)"));
    let reconnects = lang.pick("back ends", "Backends");
    add(fleet.reconnect, format!("{} ({reconnects})", said(fleet.reconnect)));
    let memory = quantity(beyond.get(), Measure::Size, lang);
    let (per_gib, bitmap) = (said(link.bitmap_sync), lang.pick("bitmap", "Bitmap"));
    add(link.bitmap_sync * beyond.to_gib(), format!("{memory} × {per_gib}/GiB ({bitmap})"));
    let name = lang.pick("Of the last part", "Im letzten Teil");
    (!terms.is_empty()).then(|| format!("{name}: {} = {}", terms.join(" + "), said(all)))
}

/// Whether the guest never does nothing for longer than while it stands still.
pub(super) fn is_downtime(outcome: &Outcome) -> bool {
    outcome.figures.longest_stall <= outcome.figures.downtime * 1.001
}

/// The longest time for which the guest does nothing.
pub(super) fn longest_stall(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Worked {
    let figures = &outcome.figures;
    let stall = duration(figures.longest_stall.get(), lang);
    if is_downtime(outcome) {
        let (_, mut steps) = downtime(outcome, scenario, lang);
        let plain = match lang {
            Lang::En => format!("The longest pause of a VM is its downtime, {stall}."),
            Lang::De => format!("Die längste Pause einer VM ist ihre Ausfallzeit, {stall}."),
        };
        let formula = lang.pick("Longest stall = downtime", "Längste Stockung = Ausfallzeit");
        steps.insert(0, formula.to_owned());
        return (plain, steps);
    }
    let downtime = duration(figures.downtime.get(), lang);
    let rtt = duration(scenario.link.rtt.get(), lang);
    match lang {
        Lang::En => (
            format!(
                "A VM runs again after {downtime}, but then waits for memory that is still at the source: for {stall} it gets nowhere."
            ),
            vec![
                "Longest stall = pages fetched one after the other × (round trip + what is queued before each answer)".to_owned(),
                format!("= {stall}, with a round trip of {rtt}, while the source pushes all the rest"),
                format!("It counts because it is longer than the downtime, {downtime}"),
            ],
        ),
        Lang::De => (
            format!(
                "Eine VM läuft nach {downtime} wieder, wartet dann aber auf Speicher, der noch am Ursprung ist: {stall} lang kommt sie nicht weiter."
            ),
            vec![
                "Längste Stockung = nacheinander geholte Seiten × (Umlaufzeit + was vor jeder Antwort in der Schlange steht)".to_owned(),
                format!("= {stall} bei einer Umlaufzeit von {rtt}, während der Ursprung alles Übrige schiebt"),
                format!("Sie zählt, weil sie länger ist als die Ausfallzeit, {downtime}"),
            ],
        ),
    }
}

/// What goes over the link.
pub(super) fn sent(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Worked {
    let trace = &outcome.trace;
    let sent = |bytes: Bytes| quantity(bytes.get(), Measure::Size, lang);
    let parts = parts(trace.segments.iter(), lang);
    let mirrored: Bytes = trace.segments.iter().map(|segment| segment.mirrored).sum();
    let mut terms: Vec<(String, Bytes)> = parts
        .into_iter()
        .filter(|part| part.sent.is_positive())
        .map(|part| (part.name, part.sent))
        .collect();
    if mirrored.is_positive() {
        let name = lang.pick("disk writes mirrored", "gespiegelte Schreibzugriffe");
        terms.push((name.to_owned(), mirrored));
    }
    let total = sent(outcome.figures.sent);
    let vms = machines(scenario.fleet.vms, lang);
    let share = |bytes: Bytes| percent(bytes.share_of(outcome.figures.sent).get(), lang);
    let most = terms.iter().max_by(|a, b| a.1.get().total_cmp(&b.1.get()));
    let most = most.map_or_else(String::new, |(name, bytes)| match lang {
        Lang::En => format!(" Most of it, {}, is: {name}.", share(*bytes)),
        Lang::De => format!(" Das meiste, {}, ist: {name}.", share(*bytes)),
    });
    let plain = match lang {
        Lang::En => format!("{total} go over the link for {vms}, headers included.{most}"),
        Lang::De => {
            format!("{total} gehen für {vms} über die Verbindung, Köpfe inbegriffen.{most}")
        }
    };
    let (names, sizes): (Vec<String>, Vec<String>) =
        terms.into_iter().map(|(name, bytes)| (name, sent(bytes))).unzip();
    let steps = vec![
        format!("{} = {}", lang.pick("Sent", "Gesendet"), names.join(" + ")),
        format!("= {} = {total}", sizes.join(" + ")),
    ];
    (plain, steps)
}

/// How much of its time the machine that stands for all spends in a stage.
pub(super) fn spent(stage: Stage, outcome: &Outcome, lang: Lang) -> Worked {
    let vm = outcome.typical();
    let parts = parts(outcome.trace.of(vm), lang);
    let whole: Seconds = parts.iter().map(|part| part.time).sum();
    let part = parts.iter().find(|part| part.stage == stage);
    let time = part.map_or(Seconds::ZERO, |part| part.time);
    let share = percent(time.share_of(whole).get(), lang);
    let [time, whole] = [time, whole].map(|span| duration(span.get(), lang));
    let (name, vm) = (crate::chart::words::stage(stage, lang), vm + 1);
    let plain = match lang {
        Lang::En => format!(
            "VM {vm}, the one in the middle, is under way for {whole}. {name}: {time} of it."
        ),
        Lang::De => format!("VM {vm}, die mittlere, ist {whole} unterwegs. {name}: {time} davon."),
    };
    let formula = lang.pick(
        "Share = time in this stage / time under way",
        "Anteil = Zeit in dieser Phase / Zeit unterwegs",
    );
    let mut steps = vec![formula.to_owned(), format!("= {time} / {whole} = {share}")];
    steps.extend(part.and_then(|part| part.division(lang)));
    (plain, steps)
}

/// In how many rounds memory is sent.
pub(super) fn rounds(outcome: &Outcome, lang: Lang) -> Worked {
    /// Rounds that are told one by one, at either end.
    const TOLD: usize = 4;
    let moves = outcome.trace.moves.iter();
    let most = moves.max_by_key(|m| m.rounds).map_or(0, |m| m.vm);
    let rounds: Vec<&Segment> =
        outcome.trace.of(most).filter(|segment| segment.stage == Stage::PreCopy).collect();
    let (count, vm) = (rounds.last().map_or(0, |round| round.round), most + 1);
    let counted = counted_rounds(count, lang);
    let plain = match lang {
        Lang::En => format!(
            "Memory goes over in rounds: each sends what was written during the one before, until the rest fits the downtime limit or nobody waits any longer. VM {vm} has the most of them: {counted}."
        ),
        Lang::De => format!(
            "Speicher geht in Runden hinüber: Jede sendet, was während der vorigen geschrieben wurde, bis der Rest ins Ausfalllimit passt oder niemand länger wartet. Die meisten hat VM {vm}: {counted}."
        ),
    };
    let formula = lang.pick(
        "Time of a round = what is left to send / rate; what is written meanwhile is left for the next",
        "Zeit einer Runde = was noch zu senden ist / Rate; was inzwischen geschrieben wird, bleibt der nächsten",
    );
    let line = |number: u32| {
        let own = rounds.iter().filter(|round| round.round == number);
        let (sent, time) = own.fold((Bytes::ZERO, Seconds::ZERO), |(sent, time), round| {
            (sent + round.sent, time + round.duration())
        });
        let (sent, time) = (size(sent, lang), duration(time.get(), lang));
        match lang {
            Lang::En => format!("Round {number}: {sent} in {time}"),
            Lang::De => format!("Runde {number}: {sent} in {time}"),
        }
    };
    let mut steps = vec![formula.to_owned()];
    let numbers: Vec<u32> = (1..=count).collect();
    if numbers.len() <= 2 * TOLD {
        steps.extend(numbers.into_iter().map(line));
    } else {
        steps.extend(numbers[..TOLD].iter().copied().map(line));
        steps.push("…".to_owned());
        steps.extend(numbers[numbers.len() - TOLD..].iter().copied().map(line));
    }
    let ending = ending(outcome.figures.ending, lang);
    steps.push(match lang {
        Lang::En => format!("How it ends: {ending}"),
        Lang::De => format!("Wie es endet: {ending}"),
    });
    (plain, steps)
}

/// How many times as long it takes as the quickest live technique.
pub(super) fn times_as_long(outcome: &Outcome, plan: &Plan, lang: Lang) -> Worked {
    let quickest = quickest(plan).unwrap_or(outcome);
    let both = [outcome, quickest];
    let [name, quick] = both.map(|outcome| technique(outcome.technique, lang));
    let [time, least] = both.map(|outcome| duration(outcome.figures.total_time.get(), lang));
    let plain = match lang {
        Lang::En => format!(
            "{name} takes {time}; {quick}, which takes {least}, is the first of the live techniques to arrive."
        ),
        Lang::De => format!(
            "{name} dauert {time}; {quick} ist mit {least} von den Live-Verfahren am schnellsten."
        ),
    };
    let formula = lang.pick(
        "Times as long = total migration time / that of the quickest live technique",
        "Wie viel mal so lang = gesamte Migrationszeit / die des schnellsten Live-Verfahrens",
    );
    let ratio = sentences::times_as_long(outcome, quickest, lang);
    (plain, vec![formula.to_owned(), format!("= {time} / {least} = {ratio}")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::Technique;
    use crate::scenario::check::check as bound;

    fn outcome(technique: Technique) -> Outcome {
        let mut scenario = Scenario::default();
        scenario.policy.technique = technique;
        scenario.fleet.concurrency = 4.0;
        plan(&bound(scenario).0).chosen().clone()
    }

    #[test]
    fn stages_of_the_last_machine_add_up_to_the_total_migration_time() {
        for technique in Technique::ALL {
            let outcome = outcome(technique);
            let moves = outcome.trace.moves.iter();
            let last = moves.max_by(|a, b| a.end.get().total_cmp(&b.end.get())).expect("it moved");
            let parts = parts(outcome.trace.of(last.vm), Lang::En);
            let sum = last.start + parts.iter().map(|part| part.time).sum::<Seconds>();
            assert!((sum - outcome.figures.total_time).get().abs() < 1e-6, "{technique:?} {sum:?}");
        }
    }

    #[test]
    fn standing_still_adds_up_to_the_downtime() {
        for technique in Technique::ALL {
            let outcome = outcome(technique);
            let still = outcome.trace.of(outcome.typical()).filter(|s| s.stage.stands_still());
            let sum: Seconds = parts(still, Lang::En).iter().map(|part| part.time).sum();
            assert!((sum - outcome.figures.downtime).get().abs() < 1e-6, "{technique:?} {sum:?}");
        }
    }

    #[test]
    fn everything_sent_is_in_some_part() {
        for technique in Technique::ALL {
            let outcome = outcome(technique);
            let segments = &outcome.trace.segments;
            let sum: Bytes = parts(segments.iter(), Lang::En).iter().map(|part| part.sent).sum();
            let mirrored: Bytes = segments.iter().map(|segment| segment.mirrored).sum();
            let error = (sum + mirrored - outcome.figures.sent).get().abs();
            assert!(error <= 1e-9 * outcome.figures.sent.get(), "{technique:?} {error}");
        }
    }
}
