//! The answer in one breath: whether to move, what it takes, and how that was worked out.

use super::words::{capital, machines, technique};
use crate::model::breakeven::BreakEven;
use crate::model::trace::{Ending, Stage};
use crate::plan::{Outcome, Plan};
use crate::quantity::{Lang, duration, energy, money, number, quantity};
use crate::scenario::check::Checked;
use crate::scenario::field::{Field, Measure};
use crate::scenario::{Scenario, Technique};

/// How good the news is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Move.
    Good,
    /// Move, but look at what it takes.
    Warn,
    /// Do not move like this.
    Bad,
}

/// The answer to a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// How good the news is.
    pub tone: Tone,
    /// For a manager: what to do.
    pub headline: String,
    /// Why, and what it takes.
    pub reason: String,
    /// For an engineer: the formulas with the numbers in them, one a line.
    pub working: Vec<String>,
}

/// Whether it is worth moving.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Answer {
    /// It fails before it arrives.
    Fails,
    /// Staying is cheaper by the hour.
    Never,
    /// The move itself earns money, but the stay loses more.
    LosesByTheHour,
    /// It pays only after the machines are gone again.
    TooLate(f64),
    /// It has paid after so many seconds.
    Pays(f64),
}

impl Answer {
    fn of(outcome: &Outcome, scenario: &Scenario) -> Self {
        let figures = &outcome.figures;
        match figures.break_even {
            _ if !figures.ending.completes() => Self::Fails,
            BreakEven::Never => Self::Never,
            BreakEven::After(_)
                if figures.net_saving.get() < 0.0 && figures.bill.cost.get() <= 0.0 =>
            {
                Self::LosesByTheHour
            }
            BreakEven::After(after) if scenario.stay < after => Self::TooLate(after.get()),
            BreakEven::After(after) => Self::Pays(after.get()),
        }
    }
}

/// The verdict on the chosen technique.
pub fn verdict(scenario: &Checked, plan: &Plan, lang: Lang) -> Verdict {
    let scenario = scenario.get();
    let outcome = plan.chosen();
    let answer = Answer::of(outcome, scenario);
    let calm = outcome.figures.ending != Ending::Forced;
    let tone = match answer {
        Answer::Pays(_) if calm => Tone::Good,
        Answer::Pays(_) => Tone::Warn,
        _ => Tone::Bad,
    };
    let mut reason = money_reason(answer, outcome, lang);
    reason.push_str(&service_reason(outcome, scenario, lang));
    reason.push_str(&advice(plan, scenario, lang));
    Verdict {
        tone,
        headline: headline(answer, outcome, scenario, lang),
        reason,
        working: working(outcome, scenario, lang),
    }
}

fn headline(answer: Answer, outcome: &Outcome, scenario: &Scenario, lang: Lang) -> String {
    let stay = duration(scenario.stay.get(), lang);
    let time = |seconds| duration(seconds, lang);
    match (answer, lang) {
        (Answer::Fails, Lang::En) => {
            let after = time(outcome.figures.total_time.get());
            format!("This move fails: it is cancelled after {after}.")
        }
        (Answer::Fails, Lang::De) => {
            let after = time(outcome.figures.total_time.get());
            format!("Dieser Umzug scheitert: Er wird nach {after} abgebrochen.")
        }
        (Answer::Never, Lang::En) => "Stay put: moving never pays.".to_owned(),
        (Answer::Never, Lang::De) => "Bleiben: Der Umzug lohnt sich nie.".to_owned(),
        (Answer::LosesByTheHour, Lang::En) => format!("Stay put: a stay of {stay} loses money."),
        (Answer::LosesByTheHour, Lang::De) => {
            format!("Bleiben: {stay} am Ziel sind ein Verlust.")
        }
        (Answer::TooLate(after), Lang::En) => {
            format!("Stay put: moving pays only after {}, and the stay is {stay}.", time(after))
        }
        (Answer::TooLate(after), Lang::De) => {
            format!("Bleiben: Der Umzug lohnt sich erst nach {}, geplant sind {stay}.", time(after))
        }
        (Answer::Pays(after), Lang::En) if after <= 0.0 => "Moving pays at once.".to_owned(),
        (Answer::Pays(after), Lang::De) if after <= 0.0 => {
            "Der Umzug lohnt sich sofort.".to_owned()
        }
        (Answer::Pays(after), Lang::En) => format!("Moving pays after {}.", time(after)),
        (Answer::Pays(after), Lang::De) => format!("Der Umzug lohnt sich nach {}.", time(after)),
    }
}

/// Why it does not pay; nothing where it does.
fn money_reason(answer: Answer, outcome: &Outcome, lang: Lang) -> String {
    if !matches!(answer, Answer::Never | Answer::LosesByTheHour) {
        return String::new();
    }
    let hourly = outcome.figures.saving_per_hour.get();
    let cost = money(outcome.figures.bill.cost.get(), lang);
    let more = money(-hourly, lang);
    match (hourly < 0.0, lang) {
        (true, Lang::En) => format!("Every hour there costs {more} more than here. "),
        (true, Lang::De) => format!("Jede Stunde dort kostet {more} mehr als hier. "),
        (false, Lang::En) => {
            format!("An hour there costs as much as here, and moving costs {cost}. ")
        }
        (false, Lang::De) => {
            format!("Eine Stunde dort kostet so viel wie hier, und der Umzug kostet {cost}. ")
        }
    }
}

/// What becomes of the machines.
fn service_reason(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> String {
    let figures = &outcome.figures;
    let vms = capital(&machines(scenario.fleet.vms, lang));
    let many = 1.5 < scenario.fleet.vms;
    let total = duration(figures.total_time.get(), lang);
    let still = downtimes(outcome, lang);
    let each_en = if many { "each" } else { "it" };
    let each_de = if many { "jede" } else { "sie" };
    let (arrives_en, arrives_de) = if many { ("arrive", "kommen") } else { ("arrives", "kommt") };
    let cause = forced_cause(outcome, lang);
    match (figures.ending, lang) {
        (Ending::OutOfTime, Lang::En) => format!(
            "{vms} {} running where {}: the time limit ran out before the memory that was still \
             being written fitted into the downtime limit.",
            if many { "keep" } else { "keeps" },
            if many { "they are" } else { "it is" },
        ),
        (Ending::OutOfTime, Lang::De) => format!(
            "{vms} {}, wo {}: Die Zeitgrenze war erreicht, bevor der noch geänderte Speicher in das \
             Ausfalllimit passte.",
            if many { "laufen weiter" } else { "läuft weiter" },
            if many { "sie sind" } else { "sie ist" },
        ),
        (Ending::Forced, Lang::En) => {
            format!(
                "{vms} {arrives_en} after {total}, but {each_en} stands still for {still} {cause}."
            )
        }
        (Ending::Forced, Lang::De) => {
            format!(
                "{vms} {arrives_de} nach {total} an, aber {each_de} steht {still} still, {cause}."
            )
        }
        (Ending::HandedOver, Lang::En) => {
            let stall = duration(figures.longest_stall.get(), lang);
            format!(
                "{vms} {arrives_en} after {total}; {each_en} stands still for {still} at the \
                 handover and may stall for up to {stall} while memory follows."
            )
        }
        (Ending::HandedOver, Lang::De) => {
            let stall = duration(figures.longest_stall.get(), lang);
            format!(
                "{vms} {arrives_de} nach {total} an; {each_de} steht bei der Übergabe {still} still \
                 und kann bis zu {stall} stocken, während der Speicher folgt."
            )
        }
        (Ending::Converged, Lang::En) => {
            format!(
                "{vms} {arrives_en} after {total}, and {each_en} stands still for only {still}."
            )
        }
        (Ending::Converged, Lang::De) => {
            format!("{vms} {arrives_de} nach {total} an, und {each_de} steht nur {still} still.")
        }
    }
}

/// How long the machines stand still, and the longest where that differs.
fn downtimes(outcome: &Outcome, lang: Lang) -> String {
    let figures = &outcome.figures;
    let usual = duration(figures.downtime.get(), lang);
    let longest = duration(figures.longest_downtime.get(), lang);
    if figures.longest_downtime <= figures.downtime * 1.1 {
        return usual;
    }
    match lang {
        Lang::En => format!("{usual} (up to {longest})"),
        Lang::De => format!("{usual} (bis zu {longest})"),
    }
}

/// Why a guest was stopped before the rest fitted.
fn forced_cause(outcome: &Outcome, lang: Lang) -> String {
    let rounds = outcome.trace.moves.iter().map(|m| m.rounds).max().unwrap_or(0);
    if outruns_link(outcome) {
        return lang
            .pick(
                "because memory is dirtied faster than the link can carry it",
                "weil Speicher schneller geändert wird, als die Verbindung ihn überträgt",
            )
            .to_owned();
    }
    match lang {
        Lang::En => {
            format!("because it is stopped after {rounds} rounds, before the rest is small")
        }
        Lang::De => {
            format!("weil sie nach {rounds} Runden angehalten wird, bevor der Rest klein ist")
        }
    }
}

/// Whether the last round left nearly as much as it began with.
fn outruns_link(outcome: &Outcome) -> bool {
    let vm = outcome.typical();
    let segments = || outcome.trace.of(vm);
    let last_round = segments().filter(|s| s.stage == Stage::PreCopy).last();
    let stop = segments().find(|s| s.stage == Stage::StopAndCopy);
    match (last_round, stop) {
        (Some(round), Some(stop)) => round.pending * 0.8 <= stop.pending,
        _ => false,
    }
}

/// A technique that would do better where the chosen one fails or is forced.
fn advice(plan: &Plan, scenario: &Scenario, lang: Lang) -> String {
    let chosen = plan.chosen();
    let good = |outcome: &&Outcome| {
        outcome.figures.ending.completes() && outcome.figures.ending != Ending::Forced
    };
    if good(&chosen) {
        return String::new();
    }
    let Some(better) = plan.outcomes.iter().find(good) else { return String::new() };
    let name = technique(better.technique, lang);
    let still = duration(better.figures.downtime.get(), lang);
    let shared = scenario.policy.technique == Technique::Block;
    let many = 1.5 < scenario.fleet.vms;
    match (shared, lang) {
        (true, Lang::En) => format!(
            " With shared storage, {} would keep {} down for only {still}.",
            name.to_lowercase(),
            if many { "each" } else { "it" }
        ),
        (false, Lang::En) => {
            format!(
                " {name} would keep {} down for only {still}.",
                if many { "each" } else { "it" }
            )
        }
        (true, Lang::De) => format!(
            " Mit gemeinsamem Speicher und {name} stünde {} nur {still} still.",
            if many { "jede" } else { "sie" }
        ),
        (false, Lang::De) => {
            format!(" Mit {name} stünde {} nur {still} still.", if many { "jede" } else { "sie" })
        }
    }
}

/// The formulas behind the answer, with the numbers in them.
fn working(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Vec<String> {
    let figures = &outcome.figures;
    let say = |field: Field| quantity(field.get(scenario), field.measure(), lang);
    let cost = money(figures.bill.cost.get(), lang);
    let hourly = money(figures.saving_per_hour.get(), lang);
    let paid = match figures.break_even {
        BreakEven::After(after) => duration(after.get(), lang),
        BreakEven::Never => lang.pick("never", "nie").to_owned(),
    };
    let sent = quantity(outcome.trace.sent().get(), Measure::Size, lang);
    let concurrency = number(scenario.fleet.concurrency, lang);
    let watts = figures.watts.get();
    let left: f64 = outcome.trace.moves.iter().map(|m| m.stop_sent.get()).fold(0.0, f64::max);
    let left = quantity(left, Measure::Size, lang);
    let still = duration(figures.downtime.get(), lang);
    let power = quantity(watts, Measure::Power, lang);
    let joules = energy(figures.bill.total().to_joules(), lang);
    let link = say(Field::LinkRate);
    let limit = duration(scenario.policy.downtime_limit.get(), lang);
    let here = format!("{} × {}", say(Field::SourcePrice), say(Field::SourcePue));
    let there = format!("{} × {}", say(Field::DestinationPrice), say(Field::DestinationPue));
    match lang {
        Lang::En => vec![
            format!(
                "Break-even time = cost of the move / saving per hour = {cost} / {hourly} = {paid}."
            ),
            format!(
                "Saving per hour = {power} × ({here} − {there}), price times PUE at both sites, = {hourly}."
            ),
            format!(
                "The move takes {joules} at both hosts and in the network, and sends {sent} over {link}, shared by {concurrency} at a time."
            ),
            format!(
                "At the stop, {left} per VM were still to send, which took {still}; the limit is {limit}."
            ),
        ],
        Lang::De => vec![
            format!(
                "Amortisationszeit = Kosten des Umzugs / Ersparnis pro Stunde = {cost} / {hourly} = {paid}."
            ),
            format!(
                "Ersparnis pro Stunde = {power} × ({here} − {there}), Preis mal PUE an beiden Standorten, = {hourly}."
            ),
            format!(
                "Der Umzug braucht {joules} an beiden Hosts und im Netz und sendet {sent} über {link}, geteilt durch {concurrency} zugleich."
            ),
            format!(
                "Beim Anhalten waren je VM noch {left} zu senden; das dauerte {still}, das Limit ist {limit}."
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::check::check as bound;

    fn answer(lang: Lang, change: impl Fn(&mut Scenario)) -> Verdict {
        let mut scenario = Scenario::default();
        change(&mut scenario);
        let (checked, _) = bound(scenario);
        verdict(&checked, &plan(&checked), lang)
    }

    #[track_caller]
    fn check(tone: Tone, headline: &str, reason: &str, change: impl Fn(&mut Scenario)) {
        let verdict = answer(Lang::En, change);
        assert_eq!(verdict.tone, tone, "{verdict:?}");
        assert!(verdict.headline.starts_with(headline), "{verdict:?}");
        assert!(verdict.reason.contains(reason), "{verdict:?}");
        assert!(!verdict.headline.contains("NaN"));
    }

    #[test]
    fn the_paper_pays_but_stands_still() {
        check(Tone::Warn, "Moving pays after 3", "dirtied faster than the link", |_| {});
        let german = answer(Lang::De, |_| {});
        assert!(german.headline.starts_with("Der Umzug lohnt sich nach 3"), "{german:?}");
    }

    #[test]
    fn a_quiet_guest_moves_without_a_but() {
        check(Tone::Good, "Moving pays", "stands still for only", |s| {
            Field::DirtyPageRate.set(s, 1e3);
            Field::DiskWriteRate.set(s, 0.0);
        });
    }

    #[test]
    fn dearer_places_never_pay() {
        check(Tone::Bad, "Stay put: moving never pays", "more than here", |s| {
            Field::DestinationPrice.set(s, 0.5);
        });
    }

    #[test]
    fn a_short_stay_is_too_short() {
        check(Tone::Bad, "Stay put: moving pays only after", "arrive after", |s| {
            Field::Stay.set(s, 3600.0);
        });
    }

    #[test]
    fn an_idle_fleet_saves_nothing() {
        check(Tone::Bad, "Stay put", "as much as here", |s| Field::Load.set(s, 0.0));
    }

    #[test]
    fn a_cancelled_move_says_so() {
        check(Tone::Bad, "This move fails", "keep running where they are", |s| {
            Field::RoundLimit.set(s, 0.0);
            Field::Timeout.set(s, 600.0);
        });
    }

    #[test]
    fn post_copy_names_its_stalls() {
        check(Tone::Good, "Moving pays", "may stall", |s| s.policy.technique = Technique::PostCopy);
    }

    #[test]
    fn one_machine_is_spoken_of_as_one() {
        check(Tone::Warn, "Moving pays", "The VM arrives after", |s| Field::Vms.set(s, 1.0));
    }
}
