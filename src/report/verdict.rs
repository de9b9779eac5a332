//! The answer in one breath: the first thing that matters, and why it is so.
//! What is said follows from [`Verdict`](crate::plan::verdict::Verdict) alone; here are only the words.

use super::headline::headline;
use super::reason;
use super::sentences;
use super::words::no_sums;
use crate::plan::verdict::{self, Matter};
use crate::plan::wave::WavePlan;
use crate::plan::{Figures, Plan};
use crate::quantity::{Lang, duration, money};
use crate::scenario::Scenario;
use crate::scenario::check::Checked;
use crate::scenario::goal::Goal;
use crate::scenario::wave::Wave;

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
}

/// A stated wave and what comes of it.
#[derive(Debug, Clone, Copy)]
pub struct Waved<'a> {
    /// What is stated.
    pub wave: &'a Wave,
    /// What comes of it.
    pub plan: &'a WavePlan,
}

/// All that moves: what is to be said of it, and its figures.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// What is to be said.
    pub verdict: verdict::Verdict,
    /// The figures of all that moves.
    pub figures: &'a Figures,
}

/// Judges all that moves, the wave, or else the chosen technique's outcome, for who wants to know
/// this.
pub fn judge<'a>(
    scenario: &Checked,
    plan: &'a Plan,
    waved: Option<Waved<'a>>,
    goal: Option<Goal>,
) -> Judged<'a> {
    let scenario = scenario.get();
    let Judged { verdict, figures } = match waved {
        Some(Waved { wave, plan }) => Judged {
            verdict: verdict::Verdict::of_wave(scenario, wave, plan),
            figures: &plan.figures,
        },
        None => Judged {
            verdict: verdict::Verdict::of(scenario, plan.chosen()),
            figures: &plan.chosen().figures,
        },
    };
    Judged { verdict: verdict.asked(goal), figures }
}

/// The answer, about the wave, or else about the chosen technique, to who wants to know this.
pub fn verdict(
    scenario: &Checked,
    plan: &Plan,
    waved: Option<Waved<'_>>,
    goal: Option<Goal>,
    lang: Lang,
) -> Verdict {
    let judged = judge(scenario, plan, waved, goal).verdict;
    let scenario = scenario.get();
    let outcome = waved.is_none().then(|| plan.chosen());
    let mut why = Vec::new();
    // Nothing is said twice.
    let arrives = judged.matter() == Matter::Arrives;
    let compared = outcome.filter(|_| arrives && goal == Some(Goal::Compare));
    let is_said = arrives && judged.fates.converged == judged.of && compared.is_none();
    if !is_said {
        why.push(reason::fates(&judged, outcome, scenario, lang));
    }
    if judged.is_priced {
        why.extend(money_reason(&judged, scenario, lang));
    }
    why.extend(outcome.and_then(|_| reason::advice(plan, scenario, lang)));
    Verdict {
        tone: tone(judged.matter()),
        headline: match compared {
            Some(_) => sentences::techniques(plan, lang).to_string(),
            None => headline(&judged, lang),
        },
        reason: why.join(" "),
    }
}

/// What is said while a stated wave is being planned, or once that was given up.
pub fn awaited(is_given_up: bool, lang: Lang) -> Verdict {
    let (headline, reason) = if is_given_up {
        (
            lang.pick("The wave was not planned", "Die Welle wurde nicht geplant"),
            lang.pick(
                "Planning it stopped twice before it was done.",
                "Die Planung brach zweimal ab, bevor sie fertig war.",
            ),
        )
    } else {
        (lang.pick("The wave is being planned …", "Die Welle wird geplant …"), "")
    };
    Verdict { tone: Tone::Warn, headline: headline.to_owned(), reason: reason.to_owned() }
}

/// How good the news is.
pub const fn tone(matter: Matter) -> Tone {
    match matter {
        Matter::InTime | Matter::Arrives | Matter::Pays => Tone::Good,
        Matter::Nobody | Matter::StandsTooLong | Matter::Unpriced | Matter::Trifle => Tone::Warn,
        Matter::TooFull | Matter::Fails | Matter::Partly | Matter::Late | Matter::CostsMore => {
            Tone::Bad
        }
    }
}

/// What it comes to in money, as far as the headline does not say it already; nothing where none
/// arrives.
fn money_reason(judged: &verdict::Verdict, scenario: &Scenario, lang: Lang) -> Option<String> {
    if judged.arrived() == 0 || !judged.fits() {
        return None;
    }
    let Some(worth) = &judged.worth else { return no_sums(scenario, lang) };
    let daily = worth.saving_per_day.get();
    let cost = money(worth.cost.get(), lang);
    let sum = money(daily.abs(), lang);
    let net = money(worth.net.get().abs(), lang);
    let stay = duration(worth.stay.get(), lang);
    let pattern = match judged.matter() {
        Matter::Pays | Matter::Trifle => lang.pick(
            "The move costs {0}; what remains of a stay of {2} is {3}.",
            "Der Umzug kostet {0}; von {2} am Ziel bleiben {3}.",
        ),
        _ if daily < 0.0 => lang.pick(
            "Every day there costs {1} more than here.",
            "Jeder Tag dort kostet {1} mehr als hier.",
        ),
        _ if daily == 0.0 => lang.pick(
            "A day there costs as much as here, and moving costs {0}.",
            "Ein Tag dort kostet so viel wie hier, und der Umzug kostet {0}.",
        ),
        _ if !worth.pays() => lang.pick(
            "It costs {0} and saves {1} a day, which does not pay within {2}.",
            "Das kostet {0} und spart {1} am Tag, was sich in {2} nicht lohnt.",
        ),
        _ => lang.pick("It costs {0} and saves {1} a day.", "Das kostet {0} und spart {1} am Tag."),
    };
    let parts = [("{0}", cost), ("{1}", sum), ("{2}", stay), ("{3}", net)];
    let put = |text: String, (place, part): (&str, String)| text.replace(place, &part);
    Some(parts.into_iter().fold(pattern.to_owned(), put))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::plan::wave::wave_plan;
    use crate::scenario::check::check as bound;
    use crate::scenario::wave::Setting;
    use crate::scenario::{Currency, Field, Technique};
    use crate::units::Ratio;

    fn answer(lang: Lang, change: impl Fn(&mut Scenario)) -> Verdict {
        let mut scenario = Scenario::default();
        change(&mut scenario);
        let (checked, _) = bound(scenario);
        verdict(&checked, &plan(&checked), None, None, lang)
    }

    /// Machines that write next to nothing: what is said of them is about money.
    fn quiet(s: &mut Scenario) {
        s.policy.technique = Technique::PreCopy;
        Field::DirtyPageRate.set(s, 1e3);
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
    fn the_paper_stands_still_for_too_long() {
        let too_long = "Each of the ten VMs stands still for too long: up to 2\u{202f}min";
        check(Tone::Warn, too_long, "dirtied faster than the link", |_| {});
        check(Tone::Warn, too_long, "saves 29", |_| {});
        let german = answer(Lang::De, |_| {});
        assert!(
            german.headline.starts_with("Jede der zehn VMs steht zu lange still"),
            "{german:?}"
        );
    }

    #[test]
    fn a_quiet_guest_moves_without_a_but() {
        check(Tone::Good, "Moving saves 29", "stands still for only", quiet);
    }

    #[test]
    fn dearer_places_never_pay() {
        check(Tone::Bad, "Stay put: moving never pays", "more than here", |s| {
            quiet(s);
            Field::DestinationPrice.set(s, 0.5);
        });
    }

    #[test]
    fn without_a_rate_it_stays_open_whether_moving_pays() {
        let unrated = |s: &mut Scenario| {
            quiet(s);
            s.source.currency = Currency::Gbp;
        };
        check(Tone::Warn, "Without the exchange rate", "State how many GBP", unrated);
        check(Tone::Good, "Moving saves", "", |s| {
            unrated(s);
            Field::SourceRate.set(s, 0.85);
        });
    }

    #[test]
    fn odd_prices_and_sites_have_a_clear_answer() {
        let priced = |here: f64, there: f64| {
            move |s: &mut Scenario| {
                quiet(s);
                Field::SourcePrice.set(s, here);
                Field::DestinationPrice.set(s, there);
            }
        };
        check(Tone::Bad, "Stay put: moving never pays", "as much as here", priced(0.0, 0.0));
        check(Tone::Bad, "Stay put: moving never pays", "more than here", priced(0.0, 0.1));
        check(Tone::Good, "Moving saves", "", priced(0.1, 0.0));
        // Who is paid for energy stays where more is paid, or more is used.
        check(Tone::Bad, "Stay put", "more than here", priced(-0.1, -0.05));
        check(Tone::Good, "Moving saves", "", priced(-0.05, -0.1));
        check(Tone::Bad, "Stay put: moving never pays", "as much as here", |s| {
            quiet(s);
            s.destination = s.source;
        });
        check(Tone::Good, "Moving saves", "", |s| {
            quiet(s);
            (s.source.pue, s.destination.pue) = (Ratio::new(1.0), Ratio::new(1.0));
        });
    }

    #[test]
    fn a_short_stay_is_too_short() {
        check(Tone::Bad, "Stay put: moving pays only after", "arrive after", |s| {
            quiet(s);
            Field::Stay.set(s, 60.0);
        });
    }

    #[test]
    fn an_idle_fleet_saves_nothing() {
        check(Tone::Bad, "Stay put", "as much as here", |s| {
            quiet(s);
            Field::Load.set(s, 0.0);
        });
    }

    #[test]
    fn what_is_worth_cents_a_month_says_so() {
        check(Tone::Warn, "Moving saves only", "", |s| {
            quiet(s);
            Field::Vms.set(s, 1.0);
            Field::SourcePrice.set(s, 0.06);
        });
    }

    fn asked(goal: Goal, change: impl Fn(&mut Scenario)) -> Verdict {
        let mut scenario = Scenario::default();
        quiet(&mut scenario);
        change(&mut scenario);
        let (checked, _) = bound(scenario);
        verdict(&checked, &plan(&checked), None, Some(goal), Lang::En)
    }

    #[test]
    fn where_nothing_is_wrong_what_was_asked_comes_first() {
        let one = |s: &mut Scenario| {
            Field::Vms.set(s, 1.0);
            Field::SourcePrice.set(s, 0.06);
        };
        let converges = asked(Goal::Converge, one);
        assert!(converges.headline.starts_with("It converges: the VM arrives"), "{converges:?}");
        assert!(converges.reason.contains("saves"), "{converges:?}");
        assert_eq!(converges.tone, Tone::Good);
        let compared = asked(Goal::Compare, one);
        assert!(compared.headline.contains("Pre-copy, your choice"), "{compared:?}");
        assert!(compared.reason.starts_with("The VM arrives after"), "{compared:?}");
        assert!(asked(Goal::Empty, one).headline.starts_with("The VM arrives after"));
        assert!(asked(Goal::Pay, one).headline.starts_with("Moving saves only"));
    }

    #[test]
    fn what_is_wrong_comes_before_what_was_asked() {
        for (goal, _) in Goal::ALL {
            let slow = asked(goal, |s| Field::Timeout.set(s, 5.0));
            assert!(slow.headline.starts_with("This move fails"), "{slow:?}");
        }
    }

    #[test]
    fn a_cancelled_move_says_so() {
        check(Tone::Bad, "This move fails", "do not converge", |s| {
            s.policy.technique = Technique::PreCopy;
            Field::RoundLimit.set(s, 0.0);
            Field::Timeout.set(s, 1200.0);
        });
        check(Tone::Bad, "This move fails", "before all of it had been copied once", |s| {
            s.policy.technique = Technique::PreCopy;
            Field::Timeout.set(s, 20.0);
        });
    }

    #[test]
    fn post_copy_names_its_stalls() {
        check(Tone::Good, "Moving saves", "may stall", |s| {
            s.policy.technique = Technique::PostCopy;
        });
    }

    #[test]
    fn standing_still_all_the_time_is_said_first() {
        check(
            Tone::Warn,
            "Each of the ten VMs stands still for too long",
            "is suspended for",
            |s| {
                s.policy.technique = Technique::Offline;
            },
        );
        check(Tone::Warn, "Each of the ten VMs", "loses what was in its memory", |s| {
            s.policy.technique = Technique::Respawn;
        });
    }

    #[test]
    fn one_machine_is_spoken_of_as_one() {
        check(Tone::Warn, "The VM stands still for too long", "The VM arrives after", |s| {
            Field::Vms.set(s, 1.0);
        });
    }

    fn of_wave(lang: Lang, change: impl Fn(&mut Wave)) -> Verdict {
        let mut scenario = Scenario::default();
        quiet(&mut scenario);
        let mut wave = Wave::of(&scenario);
        change(&mut wave);
        let (checked, _) = bound(scenario);
        let planned = wave_plan(&checked, &wave, |_| ());
        let waved = Some(Waved { wave: &wave, plan: &planned });
        verdict(&checked, &plan(&checked), waved, None, lang)
    }

    #[test]
    fn a_wave_leads_with_its_window() {
        let kept = of_wave(Lang::En, |wave| wave.set(Setting::Window, 1800.0));
        assert_eq!(kept.tone, Tone::Good);
        assert!(kept.headline.starts_with("All ten VMs arrive within"), "{kept:?}");
        assert!(kept.headline.contains("to spare"), "{kept:?}");
        let missed = of_wave(Lang::De, |wave| wave.set(Setting::Window, 100.0));
        assert_eq!(missed.tone, Tone::Bad);
        assert!(missed.headline.contains("nach Ende des Fensters"), "{missed:?}");
    }

    #[test]
    fn a_destination_that_is_too_small_leads() {
        let small = of_wave(Lang::En, |w| w.set(Setting::HostMemory, 8.0 * 1_073_741_824.0));
        assert!(small.headline.starts_with("This cannot be done"), "{small:?}");
        assert!(small.reason.contains("3 such hosts"), "{small:?}");
        let nobody = of_wave(Lang::En, |wave| wave.groups.clear());
        assert!(nobody.headline.starts_with("Nothing moves"), "{nobody:?}");
    }
}
