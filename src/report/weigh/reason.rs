//! What speaks for an option and what against it, held against another one.

use super::{named, value};
use crate::plan::verdict::Kind;
use crate::plan::weigh::{Candidate, Fit, Ranking, Way};
use crate::quantity::{Lang, carbon, duration, energy, money, number};
use crate::report::words::fill;
use crate::scenario::weights::Criterion;

/// As many reasons are given on either side.
const MOST: usize = 3;

/// What speaks for an option and what against it, held against another one, what counts most first.
pub(super) fn reasons(
    ranking: &Ranking,
    of: &Candidate,
    other: &Candidate,
    lang: Lang,
) -> (Vec<String>, Vec<String>) {
    let mut found: Vec<(f64, String)> = Vec::new();
    for (at, (criterion, _)) in Criterion::ALL.into_iter().enumerate() {
        let (Some(mine), Some(theirs)) = (of.values[at], other.values[at]) else { continue };
        let ahead = ranking.counts(at) * ranking.ahead(at, mine, theirs);
        // What reads the same is no reason.
        if ahead != 0.0 && value(criterion, mine, lang) != value(criterion, theirs, lang) {
            found.push((ahead, reason(criterion, (of.way, mine), (other.way, theirs), lang)));
        }
    }
    found.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let side = |is_pro: bool| {
        let of_side = found.iter().filter(|(ahead, _)| (0.0 < *ahead) == is_pro);
        of_side.take(MOST).map(|(_, said)| said.clone()).collect()
    };
    (side(true), side(false))
}

fn reason(of: Criterion, mine: (Way, f64), theirs: (Way, f64), lang: Lang) -> String {
    let said = match mine.0 {
        Way::Stay => staying(of, lang).to_owned(),
        Way::Move(_) => moving(of, mine.1, lang),
    };
    if theirs.0 == Way::Stay {
        return format!("{said}.");
    }
    let short = match of {
        Criterion::Energy | Criterion::Money | Criterion::Carbon => more(of, theirs.1, lang),
        Criterion::Risk => number(theirs.1, lang),
        _ => value(of, theirs.1, lang),
    };
    let pattern = lang.pick("{}; with {} {}.", "{}; mit {} {}.");
    fill(pattern, &[&said, &named(theirs.0, lang), &short])
}

/// What staying is like.
const fn staying(of: Criterion, lang: Lang) -> &'static str {
    match of {
        Criterion::Time => lang.pick("Nothing has to be copied", "Nichts muss kopiert werden"),
        Criterion::Downtime => lang.pick("Nothing stands still", "Nichts steht still"),
        Criterion::Service => lang.pick("No service becomes slow", "Kein Dienst wird langsam"),
        Criterion::Energy | Criterion::Money | Criterion::Carbon => {
            lang.pick("Staying changes nothing", "Bleiben ändert nichts")
        }
        Criterion::Risk => lang.pick("No memory is at risk", "Kein Speicherinhalt ist in Gefahr"),
    }
}

/// What moving is like.
fn moving(of: Criterion, mine: f64, lang: Lang) -> String {
    let pattern = match of {
        Criterion::Time => lang.pick("It takes {}", "Es dauert {}"),
        Criterion::Downtime => {
            lang.pick("A VM stands still for up to {}", "Eine VM steht bis zu {} still")
        }
        Criterion::Service => lang.pick(
            "Service is slow for {}, all VMs together",
            "Der Dienst ist {} lang langsam, alle VMs zusammen",
        ),
        Criterion::Energy | Criterion::Money | Criterion::Carbon => {
            lang.pick("Over the stay {}", "Über den Aufenthalt {}")
        }
        Criterion::Risk => lang.pick(
            "{} are expected to lose their memory",
            "Voraussichtlich verlieren {} ihren Speicherinhalt",
        ),
    };
    let said = match of {
        Criterion::Energy | Criterion::Money | Criterion::Carbon => more(of, mine, lang),
        _ => value(of, mine, lang),
    };
    fill(pattern, &[&said])
}

/// What is more than by staying, or less.
fn more(of: Criterion, more: f64, lang: Lang) -> String {
    let less = more < 0.0;
    let pattern = match (of, less) {
        (Criterion::Carbon, true) => lang.pick("it avoids {}", "vermeidet es {}"),
        (Criterion::Carbon, false) => lang.pick("it emits {} more", "stößt es {} mehr aus"),
        (Criterion::Money, false) => lang.pick("it costs {}", "kostet es {}"),
        (_, true) => lang.pick("it saves {}", "spart es {}"),
        (_, false) => lang.pick("it needs {} more", "braucht es {} mehr"),
    };
    let size = more.abs();
    let said = match of {
        Criterion::Money => money(size, lang),
        Criterion::Carbon => carbon(size, lang),
        _ => energy(size, lang),
    };
    fill(pattern, &[&said])
}

/// Which limits an option does not keep.
pub(super) fn against_limits(of: &Candidate, lang: Lang) -> Vec<String> {
    let Some(verdict) = of.verdict else {
        let stays = lang.pick("The host does not become empty.", "Der Host wird nicht leer.");
        return (of.fit != Fit::Keeps).then(|| stays.to_owned()).into_iter().collect();
    };
    let mut found = Vec::new();
    let counts = [verdict.arrived(), verdict.of].map(|count| number(f64::from(count), lang));
    match verdict.kind() {
        Kind::Impossible => {
            let full = lang.pick("The destination has no room.", "Am Ziel ist kein Platz.");
            return vec![full.to_owned()];
        }
        Kind::Fails if verdict.of == 1 => {
            return vec![lang.pick("It does not arrive.", "Sie kommt nicht an.").to_owned()];
        }
        Kind::Fails => return vec![lang.pick("None arrives.", "Keine kommt an.").to_owned()],
        Kind::Partly => {
            let pattern = lang.pick("Only {} of {} arrive.", "Nur {} von {} kommen an.");
            return vec![fill(pattern, &[&counts[0], &counts[1]])];
        }
        Kind::Arrives => {}
    }
    let held = [
        (
            Some(verdict.downtime),
            lang.pick(
                "It misses the downtime limit: up to {}, allowed are {}.",
                "Es reißt das Ausfalllimit: bis zu {}, erlaubt sind {}.",
            ),
        ),
        (
            verdict.window,
            lang.pick(
                "It misses the window: the last one is there after {}, the window is {}.",
                "Es reißt das Fenster: Die letzte ist nach {} da, das Fenster ist {}.",
            ),
        ),
    ];
    for (held, pattern) in held {
        if let Some(held) = held.filter(|held| !held.is_kept()) {
            let [most, limit] = [held.most, held.limit].map(|time| duration(time.get(), lang));
            found.push(fill(pattern, &[&most, &limit]));
        }
    }
    found
}
