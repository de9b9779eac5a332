//! The answer in one breath: whether to move, what it takes, and how that was worked out.

use super::words::no_sums;
use super::{reason, working};
use crate::model::breakeven::BreakEven;
use crate::model::trace::Ending;
use crate::plan::{Outcome, Plan, Sums};
use crate::quantity::{Lang, duration, money};
use crate::scenario::Scenario;
use crate::scenario::check::Checked;

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
    /// Nobody knows without an exchange rate.
    Open,
    /// Staying is cheaper by the hour.
    Never(Sums),
    /// The move itself earns money, but the stay loses more.
    LosesByTheHour(Sums),
    /// It pays only after the machines are gone again.
    TooLate(f64),
    /// It has paid after so many seconds.
    Pays(f64),
}

impl Answer {
    fn of(outcome: &Outcome, scenario: &Scenario) -> Self {
        let figures = &outcome.figures;
        if !figures.ending.completes() {
            return Self::Fails;
        }
        let Some(sums) = figures.money else { return Self::Open };
        match sums.break_even {
            BreakEven::Never => Self::Never(sums),
            BreakEven::After(_) if sums.net_saving.get() < 0.0 && sums.cost.get() <= 0.0 => {
                Self::LosesByTheHour(sums)
            }
            // Nothing paid and nothing saved is no reason to move.
            BreakEven::After(_)
                if sums.net_saving.get() <= 0.0 && sums.saving_per_hour.get() <= 0.0 =>
            {
                Self::Never(sums)
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
    let within = outcome.figures.downtime <= scenario.policy.downtime_limit;
    let calm = match outcome.figures.ending {
        Ending::Suspended | Ending::Restarted => within,
        _ => reason::outcome_is_calm(outcome),
    };
    let tone = match answer {
        Answer::Pays(_) if calm => Tone::Good,
        Answer::Pays(_) | Answer::Open => Tone::Warn,
        _ => Tone::Bad,
    };
    let mut why = money_reason(answer, scenario, lang);
    why.push_str(&reason::service(outcome, scenario, lang));
    why.push_str(&reason::advice(plan, scenario, lang));
    Verdict {
        tone,
        headline: headline(answer, outcome, scenario, lang),
        reason: why,
        working: working::working(outcome, scenario, lang),
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
        (Answer::Open, Lang::En) => {
            "Without the exchange rate it stays open whether moving pays.".to_owned()
        }
        (Answer::Open, Lang::De) => {
            "Ohne Wechselkurs bleibt offen, ob sich der Umzug lohnt.".to_owned()
        }
        (Answer::Never(_), Lang::En) => "Stay put: moving never pays.".to_owned(),
        (Answer::Never(_), Lang::De) => "Bleiben: Der Umzug lohnt sich nie.".to_owned(),
        (Answer::LosesByTheHour(_), Lang::En) => format!("Stay put: a stay of {stay} loses money."),
        (Answer::LosesByTheHour(_), Lang::De) => {
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

/// Why it does not pay, or what has to be stated to know; nothing where it does.
fn money_reason(answer: Answer, scenario: &Scenario, lang: Lang) -> String {
    let sums = match answer {
        Answer::Never(sums) | Answer::LosesByTheHour(sums) => sums,
        Answer::Open => return no_sums(scenario, lang).unwrap_or_default() + " ",
        _ => return String::new(),
    };
    let hourly = sums.saving_per_hour.get();
    let cost = money(sums.cost.get(), lang);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::check::check as bound;
    use crate::scenario::{Currency, Field, Technique};
    use crate::units::Ratio;

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
    fn without_a_rate_it_stays_open_whether_moving_pays() {
        let unrated = |s: &mut Scenario| s.source.currency = Currency::Gbp;
        check(Tone::Warn, "Without the exchange rate", "State how many GBP", unrated);
        check(Tone::Warn, "Moving pays after", "dirtied faster", |s| {
            unrated(s);
            Field::SourceRate.set(s, 0.85);
        });
    }

    #[test]
    fn odd_prices_and_sites_have_a_clear_answer() {
        let priced = |here: f64, there: f64| {
            move |s: &mut Scenario| {
                Field::SourcePrice.set(s, here);
                Field::DestinationPrice.set(s, there);
            }
        };
        check(Tone::Bad, "Stay put: moving never pays", "as much as here", priced(0.0, 0.0));
        check(Tone::Bad, "Stay put: moving never pays", "more than here", priced(0.0, 0.1));
        check(Tone::Warn, "Moving pays after", "", priced(0.1, 0.0));
        // Who is paid for energy stays where more is paid, or more is used.
        check(Tone::Bad, "Stay put", "more than here", priced(-0.1, -0.05));
        check(Tone::Warn, "Moving pays at once", "", priced(-0.05, -0.1));
        check(Tone::Bad, "Stay put: moving never pays", "as much as here", |s| {
            s.destination = s.source;
        });
        check(Tone::Warn, "Moving pays after", "", |s| {
            (s.source.pue, s.destination.pue) = (Ratio::new(1.0), Ratio::new(1.0));
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
    fn standing_still_all_the_time_is_said_with_a_but() {
        check(Tone::Warn, "Moving pays", "is suspended for", |s| {
            s.policy.technique = Technique::Offline;
        });
        check(Tone::Warn, "Moving pays", "loses what was in its memory", |s| {
            s.policy.technique = Technique::Respawn;
        });
    }

    #[test]
    fn one_machine_is_spoken_of_as_one() {
        check(Tone::Warn, "Moving pays", "The VM arrives after", |s| Field::Vms.set(s, 1.0));
    }
}
