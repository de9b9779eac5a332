//! Which way of moving suits best, in words: the order, why, and which weights would change it.

mod reason;

use self::reason::{against_limits, reasons};
use super::words::{UNKNOWN, capital, fill, technique};
use crate::chart::table::Table;
use crate::plan::weigh::{Fit, Flip, Place, Ranking, Way};
use crate::quantity::{Lang, carbon, duration, energy, fixed, money, number};
use crate::scenario::weights::{Criterion, Weights};

/// As many other weights are told.
const MOST_FLIPS: usize = 3;

/// An option in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Which.
    pub way: Way,
    /// What it is called.
    pub name: String,
    /// Its worth from 0 to 1, as it is written; none where it does not keep every limit.
    pub worth: Option<String>,
    /// Whether another one is nowhere worse; none where that makes no sense.
    pub standing: Option<String>,
    /// Whether none is: it is on the Pareto front.
    pub is_front: bool,
    /// What speaks for it, what counts most first.
    pub pros: Vec<String>,
    /// What speaks against it.
    pub cons: Vec<String>,
}

/// The name of an option.
pub fn way(way: Way, lang: Lang) -> &'static str {
    match way {
        Way::Stay => lang.pick("Stay put", "Bleiben"),
        Way::Move(of) => technique(of, lang),
    }
}

/// The name of an option within a sentence.
fn named(of: Way, lang: Lang) -> String {
    match (of, lang) {
        (Way::Stay, Lang::En) => "staying put".to_owned(),
        (Way::Move(of), Lang::En) => technique(of, lang).to_ascii_lowercase(),
        (of, Lang::De) => way(of, lang).to_owned(),
    }
}

/// The name of a criterion.
pub const fn criterion(of: Criterion, lang: Lang) -> &'static str {
    match of {
        Criterion::Time => lang.pick("Total time", "Gesamtdauer"),
        Criterion::Downtime => lang.pick("Downtime", "Ausfallzeit"),
        Criterion::Service => lang.pick("Slow service", "Langsamer Dienst"),
        Criterion::Energy => lang.pick("Energy", "Energie"),
        Criterion::Money => lang.pick("Money", "Geld"),
        Criterion::Carbon => lang.pick("Carbon", "CO₂"),
        Criterion::Risk => lang.pick("Risk to memory", "Risiko für den Speicher"),
    }
}

/// The name of a criterion within a sentence.
fn of_criterion(of: Criterion, lang: Lang) -> String {
    let name = criterion(of, lang);
    lang.pick(name.to_ascii_lowercase().as_str(), name).to_owned()
}

/// A value of a criterion with its unit; of energy, money and carbon what is more than by staying.
pub fn value(of: Criterion, value: f64, lang: Lang) -> String {
    match of {
        Criterion::Time | Criterion::Downtime | Criterion::Service => duration(value, lang),
        Criterion::Energy => energy(value, lang),
        Criterion::Money => money(value, lang),
        Criterion::Carbon => carbon(value, lang),
        Criterion::Risk => format!("{}\u{202f}VMs", number(value, lang)),
    }
}

/// What comes first.
pub fn lead(ranking: &Ranking, are_stated: bool, is_priced: bool, lang: Lang) -> String {
    let [first, rest @ ..] = ranking.places.as_slice() else { return String::new() };
    let by = if are_stated {
        lang.pick("By your weights", "Nach Ihren Gewichten")
    } else {
        lang.pick("With all weights alike", "Bei gleichen Gewichten")
    };
    let moves = |place: &&Place| place.of.way != Way::Stay && place.of.fit == first.of.fit;
    let next = rest.iter().find(moves).map(|place| named(place.of.way, lang));
    let name = named(first.of.way, lang);
    let pattern = match (first.of.way, first.of.fit, &next) {
        (Way::Stay, Fit::Keeps, None) => lang.pick(
            "No technique keeps every limit; what does is {1}.",
            "Kein Verfahren hält alle Grenzen ein; es hilft nur {1}.",
        ),
        (Way::Stay, _, Some(_)) => lang.pick(
            "{0}, {1} comes first; of the techniques, {2}.",
            "{0} liegt {1} vorn; von den Verfahren {2}.",
        ),
        (_, Fit::Keeps, Some(_)) => {
            lang.pick("{0}, {1} comes first, ahead of {2}.", "{0} liegt {1} vorn, vor {2}.")
        }
        (_, Fit::Keeps, None) => lang.pick(
            "{1} is the only technique that keeps every limit.",
            "{1} hält als einziges Verfahren alle Grenzen ein.",
        ),
        _ => lang.pick(
            "Nothing keeps every limit. {0}, {1} comes nearest.",
            "Nichts hält alle Grenzen ein. {0} kommt {1} am nächsten.",
        ),
    };
    let next = next.unwrap_or_default();
    let mut said = pattern.replace("{0}", by).replace("{1}", &name).replace("{2}", &next);
    if first.of.way == Way::Stay && !is_priced {
        said.push(' ');
        said.push_str(lang.pick(
            "Nothing was stated that moving would gain: prices, sites, or how long they stay.",
            "Nichts ist angegeben, was ein Umzug brächte: Preise, Standorte oder wie lange sie bleiben.",
        ));
    }
    capital(&said)
}

/// Every option in words, the one that suits best first.
pub fn said(ranking: &Ranking, lang: Lang) -> Vec<Said> {
    let each = ranking.places.iter().enumerate();
    each.map(|(at, place)| one(ranking, at, place, lang)).collect()
}

fn one(ranking: &Ranking, at: usize, place: &Place, lang: Lang) -> Said {
    let is_whole = place.of.fit != Fit::Fails;
    let standing = is_whole.then(|| match place.beaten_by {
        None => lang
            .pick(
                "No other option is at least as good in everything that counts (Pareto front).",
                "Keine andere Möglichkeit ist in allem, was zählt, mindestens so gut (Pareto-Front).",
            )
            .to_owned(),
        Some(by) => {
            let pattern = lang.pick(
                "{} is nowhere worse, and somewhere better.",
                "{} ist nirgends schlechter und irgendwo besser.",
            );
            capital(&fill(pattern, &[&named(by, lang)]))
        }
    });
    // Who leads is held against the next one, the others against who leads.
    let other = ranking.places.get(usize::from(at == 0));
    let (pros, mut cons) =
        other.map_or_else(Default::default, |other| reasons(ranking, &place.of, &other.of, lang));
    cons.splice(0..0, against_limits(&place.of, lang));
    Said {
        way: place.of.way,
        name: way(place.of.way, lang).to_owned(),
        worth: place.worth.map(|worth| fixed(worth, 2, lang)),
        is_front: is_whole && place.beaten_by.is_none(),
        standing,
        pros,
        cons,
    }
}

/// Which other weights would change the first place, the nearest first, or that none does.
pub fn flips(ranking: &Ranking, lang: Lang) -> Vec<String> {
    if ranking.places.len() < 2 || ranking.is_alike() {
        return Vec::new();
    }
    if ranking.flips.is_empty() {
        let none = lang.pick(
            "No weight by itself changes the first place, down to nothing or up to twice the largest.",
            "Kein Gewicht ändert für sich den ersten Platz, bis hinab zu nichts und bis zum Doppelten des \
             größten.",
        );
        return vec![none.to_owned()];
    }
    let said = |flip: &Flip| {
        let pattern = if flip.is_less {
            lang.pick(
                "If {} weighed less than {} (now {}), {} would lead.",
                "Wöge {} weniger als {} (jetzt {}), läge {} vorn.",
            )
        } else {
            lang.pick(
                "If {} weighed more than {} (now {}), {} would lead.",
                "Wöge {} mehr als {} (jetzt {}), läge {} vorn.",
            )
        };
        let name = of_criterion(flip.criterion, lang);
        let [at, now] = [flip.at, flip.now].map(|weight| number(weight, lang));
        fill(pattern, &[&name, &at, &now, &named(flip.leader, lang)])
    };
    ranking.flips.iter().take(MOST_FLIPS).map(said).collect()
}

/// Criteria that are not known of every option, if any.
pub fn left_out(ranking: &Ranking, lang: Lang) -> Option<String> {
    let unknown = Criterion::ALL.iter().zip(&ranking.scales).filter(|(_, scale)| scale.is_none());
    let names: Vec<String> = unknown.map(|((of, _), _)| of_criterion(*of, lang)).collect();
    let pattern = lang.pick(
        "Not known of every option, and left out: {}.",
        "Nicht von jeder Möglichkeit bekannt und weggelassen: {}.",
    );
    (!names.is_empty()).then(|| fill(pattern, &[&names.join(", ")]))
}

/// How worths come about.
pub const fn method(lang: Lang) -> &'static str {
    lang.pick(
        "Worth = Σ weight × (worst − value) / (worst − best), divided by Σ weight: the weighted additive \
         value of Keeney and Raiffa (1976). Best and worst are those of the options that keep every \
         limit; options that do not come behind, whatever the weights. Energy, money and carbon are what \
         is more than by staying, over the planned stay.",
        "Wert = Σ Gewicht × (schlechtester − Wert) / (schlechtester − bester), geteilt durch Σ Gewicht: \
         der gewichtete additive Nutzen nach Keeney und Raiffa (1976). Bester und schlechtester sind \
         die der Möglichkeiten, die alle Grenzen einhalten; die anderen kommen dahinter, wie auch immer \
         gewichtet wird. Energie, Geld und CO₂ sind, was über den Aufenthalt mehr anfällt als beim \
         Bleiben.",
    )
}

/// What every option came to, and between which values it was judged.
pub fn table(ranking: &Ranking, lang: Lang) -> Table {
    let known =
        || Criterion::ALL.iter().enumerate().filter(|(at, _)| ranking.scales[*at].is_some());
    let mut columns = vec![lang.pick("Option", "Möglichkeit"), lang.pick("Worth", "Wert")];
    columns.extend(known().map(|(_, (of, _))| criterion(*of, lang)));
    let caption = lang.pick(
        "What each option comes to; energy, money and carbon against staying",
        "Was jede Möglichkeit ergibt; Energie, Geld und CO₂ gegenüber dem Bleiben",
    );
    let mut table = Table::new(caption.to_owned(), &columns);
    for Place { of, worth, .. } in &ranking.places {
        let worth = worth.map_or_else(|| UNKNOWN.to_owned(), |worth| fixed(worth, 2, lang));
        let mut row = vec![way(of.way, lang).to_owned(), worth];
        row.extend(known().map(|(at, (criterion, _))| {
            of.values[at].map_or_else(|| UNKNOWN.to_owned(), |of| value(*criterion, of, lang))
        }));
        table.rows.push(row);
    }
    let ends = [(lang.pick("worth 1", "Wert 1"), true), (lang.pick("worth 0", "Wert 0"), false)];
    for (name, is_best) in ends {
        let mut row = vec![name.to_owned(), fixed(f64::from(u8::from(is_best)), 2, lang)];
        row.extend(known().map(|(at, (criterion, _))| {
            let end =
                ranking.scales[at].map(|scale| if is_best { scale.best } else { scale.worst });
            end.map_or_else(|| UNKNOWN.to_owned(), |end| value(*criterion, end, lang))
        }));
        table.rows.push(row);
    }
    table
}

/// The weights, each with the name of its criterion.
pub fn weights(of: &Weights, lang: Lang) -> String {
    let each = Criterion::ALL.iter().zip(of.each());
    let each =
        each.map(|((of, _), weight)| format!("{} {}", criterion(*of, lang), number(*weight, lang)));
    each.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
