//! What would bring all over within their limits, in words.

use super::wave::order_name;
use super::words::{controller, technique};
use crate::plan::remedy::{Change, Remedy};
use crate::plan::verdict::Verdict;
use crate::quantity::{Lang, duration, money, number, percent, quantity};
use crate::scenario::choice::Options;
use crate::scenario::ruled_out::RuledOut;
use crate::scenario::wave::Setting;
use crate::scenario::{Choice, Field, Technique};

/// What opens the list of remedies.
pub fn remedies_lead(found: &[&Remedy], lang: Lang) -> &'static str {
    let takes_two = |remedy: &&Remedy| 1 < said(&remedy.changes).len();
    match found {
        [] => lang.pick(
            "Nothing that can be set here, alone or in pairs, brings all VMs over within their limits.",
            "Nichts, was sich hier einstellen lässt, allein oder zu zweit, bringt alle VMs innerhalb ihrer \
             Grenzen hinüber.",
        ),
        found if found.iter().all(takes_two) => lang.pick(
            "No single change is enough. Together these are, each planned as it says:",
            "Keine einzelne Änderung genügt. Zusammen genügen diese, jeweils so geplant:",
        ),
        _ => lang.pick(
            "Each of these is enough by itself, planned as it says:",
            "Jede davon genügt für sich, so geplant:",
        ),
    }
}

/// What a remedy changes: `no rate limit`, `a link of 25 Gbit/s`.
pub fn changes(changes: &[Change], lang: Lang) -> String {
    let said: Vec<String> = said(changes).into_iter().map(|of| change(*of, lang)).collect();
    said.join(lang.pick(" and ", " und "))
}

/// Those changes that are named; others follow from them.
fn said(changes: &[Change]) -> Vec<&Change> {
    let is_said = |change: &&Change| {
        // Ports follow their link, and the limits per host that of all.
        let follows = |setting| {
            matches!(
                setting,
                Setting::SourcePort
                    | Setting::DestinationPort
                    | Setting::PerSource
                    | Setting::PerDestination
            )
        };
        !matches!(change, Change::Setting(setting, _) if follows(*setting)) || changes.len() == 1
    };
    changes.iter().filter(is_said).collect()
}

fn change(change: Change, lang: Lang) -> String {
    match change {
        Change::Field(field, value) => of_field(field, value, lang),
        Change::Choice(choice, place) => of_choice(choice, place, lang),
        Change::Setting(setting, value) => of_setting(setting, value, lang),
        Change::Order(order) => match lang {
            Lang::En => format!("{} in the order", order_name(order, lang)),
            Lang::De => format!("Reihenfolge: {}", order_name(order, lang)),
        },
    }
}

fn of_field(field: Field, value: f64, lang: Lang) -> String {
    let said = match field {
        Field::DowntimeLimit | Field::Timeout | Field::TimeoutPerGib => duration(value, lang),
        Field::FirstThrottle => percent(value, lang),
        _ => quantity(value, field.measure(), lang),
    };
    let [en, de] = match field {
        Field::MaxBandwidth => ["no rate limit", "kein Bandbreitenlimit"],
        Field::RoundLimit => ["no limit on rounds", "kein Rundenlimit"],
        Field::TimeoutPerGib if value <= 0.0 => {
            ["no time limit per GiB", "keine Zeitgrenze je GiB"]
        }
        Field::TimeoutPerGib => ["a time limit of {} per GiB", "eine Zeitgrenze von {} je GiB"],
        Field::StallTimeout => {
            ["no limit on the time without progress", "keine Grenze für Zeit ohne Fortschritt"]
        }
        Field::Timeout => ["a time limit of {}", "eine Zeitgrenze von {}"],
        Field::Streams => ["{} streams", "{} Ströme"],
        Field::Concurrency => ["{} at a time", "{} gleichzeitig"],
        Field::DeltaCache => ["a delta cache of {}", "ein Delta-Cache von {}"],
        Field::FirstThrottle => ["a first throttle of {}", "eine erste Drosselung um {}"],
        Field::LinkRate => ["a link of {}", "eine Verbindung mit {}"],
        Field::DowntimeLimit => ["a downtime limit of {}", "ein Ausfalllimit von {}"],
        _ => ["{}", "{}"],
    };
    lang.pick(en, de).replace("{}", &said)
}

fn of_choice(choice: Choice, place: usize, lang: Lang) -> String {
    match choice {
        Choice::Technique => {
            let name = technique(Technique::at(place), lang);
            match lang {
                Lang::En => name.to_ascii_lowercase(),
                Lang::De => name.to_owned(),
            }
        }
        Choice::AutoConverge => lang
            .pick(
                "auto-converge, which slows the guests down",
                "Auto-Converge, das die Gäste bremst",
            )
            .to_owned(),
        Choice::PermitPostCopy => lang
            .pick("permission to hand over with post-copy", "Erlaubnis zur Übergabe mit Post-Copy")
            .to_owned(),
        Choice::AtTimeout => {
            lang.pick("ending it when the time is up", "Beenden, wenn die Zeit um ist").to_owned()
        }
        _ => choice.name(place).to_owned(),
    }
}

fn of_setting(setting: Setting, value: f64, lang: Lang) -> String {
    let said = match setting {
        Setting::Window => duration(value, lang),
        _ => quantity(value, setting.measure(), lang),
    };
    let [en, de] = match setting {
        Setting::InAll => ["{} at a time", "{} gleichzeitig"],
        Setting::PerSource => ["{} at a time from each host", "{} gleichzeitig von jedem Host"],
        Setting::PerDestination => ["{} at a time to each host", "{} gleichzeitig zu jedem Host"],
        Setting::Destinations => ["{} hosts at the destination", "{} Hosts am Ziel"],
        Setting::Window => ["a window of {}", "ein Fenster von {}"],
        Setting::SourcePort | Setting::DestinationPort => ["ports of {}", "Ports mit {}"],
        _ => ["{}", "{}"],
    };
    lang.pick(en, de).replace("{}", &said)
}

/// What comes of a remedy: `all after 3 min 12 s, down for up to 480 ms, 4.5 ct`.
pub fn outcome(verdict: &Verdict, lang: Lang) -> String {
    let after = duration(verdict.makespan.get(), lang);
    let still = duration(verdict.downtime.most.get(), lang);
    let cost = verdict
        .worth
        .map_or_else(String::new, |worth| format!(", {}", money(worth.cost.get(), lang)));
    match (verdict.of, lang) {
        (1, Lang::En) => format!("there after {after}, down for {still}{cost}"),
        (1, Lang::De) => format!("da nach {after}, {still} Ausfall{cost}"),
        (_, Lang::En) => format!("all there after {after}, down for up to {still}{cost}"),
        (_, Lang::De) => format!("alle da nach {after}, bis zu {still} Ausfall{cost}"),
    }
}

/// How likely it holds: `; holds in 93 % of 128 draws`.
pub fn chance(likely: f64, draws: u32, lang: Lang) -> String {
    let [share, draws] = [percent(likely, lang), number(f64::from(draws), lang)];
    match lang {
        Lang::En => format!("; holds in {share} of {draws} draws"),
        Lang::De => format!("; hält in {share} von {draws} Ziehungen"),
    }
}

/// Why a technique is out of the question.
pub fn ruled_out(why: RuledOut, lang: Lang) -> String {
    match (why, lang) {
        (RuledOut::NotOffered(by), Lang::En) => {
            format!("{} cannot be told to move like that", controller(by, lang))
        }
        (RuledOut::NotOffered(by), Lang::De) => {
            format!("{} lässt sich das nicht auftragen", controller(by, lang))
        }
        (RuledOut::ByItself(by), Lang::En) => format!(
            "{} hands over with post-copy by itself, where that is permitted and pre-copy fails",
            controller(by, lang)
        ),
        (RuledOut::ByItself(by), Lang::De) => format!(
            "{} übergibt von sich aus mit Post-Copy, wo das erlaubt ist und Pre-Copy scheitert",
            controller(by, lang)
        ),
        (RuledOut::NeedsSharedStorage, _) => lang
            .pick("needs storage that both hosts share", "braucht Speicher, den beide Hosts teilen")
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::remedy::{Asked, remedies};
    use crate::scenario::Scenario;

    #[test]
    fn one_guest_of_the_paper_is_told_what_would_bring_it_over() {
        let mut scenario = Scenario::default();
        scenario.policy.technique = Technique::PreCopy;
        scenario.fleet.vms = 1.0;
        scenario.fleet.concurrency = 1.0;
        let found = remedies(&Asked { scenario, wave: None });
        let said: Vec<String> = found.iter().map(|of| changes(&of.changes, Lang::En)).collect();
        for word in ["post-copy", "hybrid", "a link of", "a downtime limit of"] {
            assert!(said.iter().any(|said| said.starts_with(word)), "{said:?}");
        }
        let outcome = outcome(&found[0].verdict, Lang::De);
        assert!(outcome.starts_with("da nach"), "{outcome}");
    }

    #[test]
    fn where_nothing_helps_it_says_so() {
        assert!(remedies_lead(&[], Lang::En).starts_with("Nothing that can be set"));
    }
}
