//! How much longer a response takes: over time, and by what it waits for.

use super::{Grounds, Told, When};
use crate::chart::words::{class, group, times};
use crate::model::service::profile::{Group, Profile};
use crate::model::service::slo::{Felt, GroupService};
use crate::model::service::strain::{Strain, Waits};
use crate::model::service::{Class, Lean};
use crate::plan::service::promise;
use crate::quantity::{Lang, duration, number, percent};
use crate::units::Seconds;

/// How many times as long a response takes as before.
pub(super) fn response(
    of: Group,
    asked: Class,
    when: When,
    grounds: Grounds<'_>,
    lang: Lang,
) -> Told {
    let found = grounds.found.group(of);
    let felt = found.and_then(|found| found.felt.iter().find(|felt| felt.class == asked));
    let Some((found, felt)) = found.zip(felt) else {
        let nobody = lang.pick("Nobody asks for it.", "Niemand fragt danach.");
        return Told { value: String::new(), plain: nobody.to_owned(), steps: Vec::new() };
    };
    let then = match when {
        When::During => felt.during,
        When::After => felt.after,
    };
    let value = times(then.share_of(felt.before).get(), lang);
    let lean = Lean::of(asked, promise(grounds.stated()).link);
    let (what, whose) = (class(asked, lang), group(of, lang));
    let [before, now] = [felt.before, then].map(|time| duration(time.get(), lang));
    let plain = match (when, lang) {
        (When::During, Lang::En) => format!(
            "{what} takes {now} on average while VMs move, instead of {before} ({whose}): {value} as long."
        ),
        (When::During, Lang::De) => format!(
            "{what} dauert im Mittel {now}, während VMs umziehen, statt {before} ({whose}): {value} so lang."
        ),
        (When::After, Lang::En) => format!(
            "{what} takes {now} when all is over, instead of {before} ({whose}): {value} as long, for as long as they share the host."
        ),
        (When::After, Lang::De) => format!(
            "{what} dauert {now}, wenn alles vorbei ist, statt {before} ({whose}): {value} so lang, solange sie sich den Host teilen."
        ),
    };
    let formula = match when {
        When::During => lang.pick(
            "Times as long = mean response during the migration / response before",
            "Um wie viel länger = mittlere Antwort während der Migration / Antwort vorher",
        ),
        When::After => lang.pick(
            "Times as long = response afterwards / response before",
            "Um wie viel länger = Antwort danach / Antwort vorher",
        ),
    };
    let mut steps = vec![formula.to_owned(), format!("= {now} / {before} = {value}")];
    let strain = match when {
        When::During => {
            steps.push(quarters(found, felt, &lean, lang));
            slowest(&found.profile, &lean)
        }
        When::After => found.profile.after,
    };
    steps.extend(stretch(&strain, &found.profile.before, &lean, when, lang));
    Told { value, plain, steps }
}

/// The mean as that of four quarters, which show its course.
fn quarters(found: &GroupService, felt: &Felt, lean: &Lean, lang: Lang) -> String {
    let quarters = found.quarters(felt, lean).map(|time| duration(time.get(), lang)).join(" + ");
    let mean = duration(felt.during.get(), lang);
    match lang {
        Lang::En => format!(
            "Mean over the time for which a VM runs, by quarters: ({quarters}) / 4 = {mean}; standing still counts in slow requests"
        ),
        Lang::De => format!(
            "Mittel über die Zeit, in der eine VM läuft, nach Vierteln: ({quarters}) / 4 = {mean}; Stillstand zählt bei den langsamen Anfragen"
        ),
    }
}

/// The hardest moment at which it runs.
fn slowest(profile: &Profile, lean: &Lean) -> Strain {
    let [start, end] = profile.migration;
    let stretch = |strain: &Strain| strain.stretch(lean, &profile.before);
    let running = profile.spans.iter().filter(|span| {
        span.until.is_none() && Seconds::ZERO < (span.end.min(end) - span.start.max(start))
    });
    let strains = running.map(|span| span.strain);
    strains.max_by(|a, b| stretch(a).total_cmp(&stretch(b))).unwrap_or(profile.before)
}

/// What a response waits for in one state, and for how much of it.
fn stretch(strain: &Strain, before: &Strain, lean: &Lean, when: When, lang: Lang) -> Vec<String> {
    let parts = strain.parts(lean);
    let weighs = |(waits, share, factor): &(Waits, f64, f64)| {
        (0.0 < *share).then(|| {
            let (share, factor) = (percent(*share, lang), number(*factor, lang));
            format!("{} {share} × {factor}", waits_for(*waits, lang))
        })
    };
    let all = parts.iter().filter_map(weighs).collect::<Vec<_>>().join(" + ");
    let sum: f64 = parts.iter().map(|(_, share, factor)| share * factor).sum();
    let base: f64 = before.parts(lean).iter().map(|(_, share, factor)| share * factor).sum();
    let pages = strain.pages(lean, before);
    let paged = if 1.0 < pages {
        let pages = number(pages, lang);
        match lang {
            Lang::En => format!(" × own pages that are swapped {pages}"),
            Lang::De => format!(" × ausgelagerte eigene Seiten {pages}"),
        }
    } else {
        String::new()
    };
    let (sum, base) = (number(sum, lang), number(base, lang));
    let whole = number(strain.stretch(lean, before), lang);
    let at = match when {
        When::During => lang.pick("At its slowest", "Am langsamsten"),
        When::After => lang.pick("Afterwards", "Danach"),
    };
    let mut steps = vec![match lang {
        Lang::En => format!("{at}: {all} = {sum}; over the same before, {base}{paged} = {whole}"),
        Lang::De => format!("{at}: {all} = {sum}; durch dasselbe vorher, {base}{paged} = {whole}"),
    }];
    let (load, copy) = (number(strain.swap, lang), percent(strain.copy, lang));
    let (cpu, own) = (number(strain.cpu, lang), number(strain.slowed, lang));
    let swap = match lang {
        Lang::En => format!("load of swapping L = {load}, storage that the copy takes c = {copy}"),
        Lang::De => format!(
            "Last der Auslagerung L = {load}, Anteil der Kopie am Speichersystem c = {copy}"
        ),
    };
    let slow = match lang {
        Lang::En => format!("demand for CPUs k = {cpu}, own slowdown g = {own}"),
        Lang::De => format!("Bedarf an CPUs k = {cpu}, eigene Verlangsamung g = {own}"),
    };
    let formulas = [
        (lean.cache, "g k e^L (1 − c)^−(1 − e^−L)", format!("{swap}, {slow}"), Waits::Cache),
        (lean.disk, "e^L / (1 − c)", swap, Waits::Disk),
        (lean.cpu, "g k", slow, Waits::Cpu),
    ];
    steps.extend(formulas.into_iter().filter(|(share, ..)| 0.0 < *share).map(
        |(_, formula, with, waits)| {
            format!("{}: {formula}, {} {with}", waits_for(waits, lang), lang.pick("with", "mit"))
        },
    ));
    steps
}

const fn waits_for(waits: Waits, lang: Lang) -> &'static str {
    match waits {
        Waits::Nothing => lang.pick("waits for none", "wartet auf nichts"),
        Waits::Cache => lang.pick("page cache", "Seitencache"),
        Waits::Disk => lang.pick("disk", "Platte"),
        Waits::Cpu => lang.pick("CPU", "CPU"),
        Waits::Link => lang.pick("link", "Verbindung"),
    }
}
