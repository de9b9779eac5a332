//! How a figure, or the verdict, came about: one sentence for a manager, the formula with the numbers
//! in it for an engineer, and the inputs it depends on.

mod course;
pub mod difference;
pub mod hours;
pub mod service;
mod stages;
mod sums;
mod turn;
pub mod wave;

pub use super::question::{Question, Subject};

use super::figures::figures;
use super::sentences;
use super::verdict::{Judged, verdict};
use super::words::{UNKNOWN, counted, counted_rounds, paid_after, sum, technique};
use crate::chart::words::stage as stage_name;
use crate::model::breakeven::Account;
use crate::plan::verdict::Verdict;
use crate::plan::{Outcome, Plan, with_network};
use crate::quantity::{Lang, duration, percent, quantity};
use crate::scenario::check::Checked;
use crate::scenario::field::{Measure, Source};
use crate::scenario::wave::Setting;
use crate::scenario::{Field, Scenario};

/// An answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What is explained, and its value.
    pub title: String,
    /// For a manager.
    pub plain: String,
    /// For an engineer: the formula first, then the same with numbers, one a line.
    pub steps: Vec<String>,
    /// What it depends on, as far as it can be set, the weightiest first.
    pub inputs: Vec<Field>,
    /// What it depends on of what is stated about a wave.
    pub settings: Vec<Given>,
    /// Where the formula is from, as far as it is more than arithmetic.
    pub sources: Vec<Source>,
}

/// What is stated about a wave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given {
    /// What.
    pub setting: Setting,
    /// How much, in its base unit.
    pub value: f64,
    /// Whether it is other than where nobody says so.
    pub is_changed: bool,
}

/// Explains a figure of a technique, or the verdict on the chosen one.
pub fn explain(subject: Subject, scenario: &Checked, plan: &Plan, lang: Lang) -> Explanation {
    let Subject { question, technique: named, network } = subject;
    let other = named.and_then(|technique| plan.of(technique));
    let outcome = other.unwrap_or(plan.chosen());
    let mut stated = *scenario.get();
    stated.policy.technique = outcome.technique;
    let otherwise = network.map(|network| {
        stated.power.network = network;
        let figures = with_network(scenario, outcome, network);
        Outcome { figures, ..outcome.clone() }
    });
    let outcome = otherwise.as_ref().unwrap_or(outcome);
    let (plain, steps) = match question {
        Question::TotalTime => course::total_time(outcome, &stated, lang),
        Question::Downtime => course::downtime(outcome, &stated, lang),
        Question::LongestStall => course::longest_stall(outcome, &stated, lang),
        Question::Sent => course::sent(outcome, &stated, lang),
        Question::Spent(stage) => course::spent(stage, outcome, lang),
        Question::Rounds => course::rounds(outcome, lang),
        Question::TimesAsLong => course::times_as_long(outcome, plan, lang),
        Question::Cost(account) => sums::cost(account, outcome, &stated, lang),
        Question::Saving(account) => sums::saving(account, outcome, &stated, lang),
        Question::BreakEven(account) => sums::break_even(account, outcome, &stated, lang),
        Question::EvenPrice => turn::even_price(outcome, &stated, lang),
        Question::Back => turn::back(outcome, &stated, lang),
        Question::WorthSending => turn::worth_sending(outcome, &stated, lang),
        Question::Verdict => whole(scenario, plan, lang),
    };
    let name = match network {
        Some(_) => Some(quantity(Field::Network.get(&stated), Field::Network.measure(), lang)),
        None => other.map(|outcome| technique(outcome.technique, lang).to_owned()),
    };
    let title = match (title(question, outcome, plan, &stated, lang), name) {
        (None, _) => verdict(scenario, plan, None, None, lang).headline,
        (Some(title), None) => title,
        (Some(title), Some(name)) => format!("{name} – {title}"),
    };
    let mut inputs = match question {
        Question::LongestStall if course::is_downtime(outcome) => inputs(Question::Downtime),
        other => inputs(other),
    };
    inputs.retain(|field| field.applies(&stated));
    // It is what is varied, not what is stated.
    inputs.retain(|field| network.is_none() || *field != Field::Network);
    let sources = match question {
        Question::TotalTime
        | Question::Downtime
        | Question::LongestStall
        | Question::Sent
        | Question::Spent(_)
        | Question::Rounds
        | Question::TimesAsLong => vec![Source::Measured],
        _ => Vec::new(),
    };
    Explanation { title, plain, steps, inputs, settings: Vec::new(), sources }
}

/// A figure's name and value; the verdict has a headline instead.
fn title(
    question: Question,
    outcome: &Outcome,
    plan: &Plan,
    stated: &Scenario,
    lang: Lang,
) -> Option<String> {
    if let Some(at) = Question::FIGURES.iter().position(|figure| *figure == question) {
        let verdict = Verdict::of(stated, outcome);
        let all = figures(&Judged { verdict, figures: &outcome.figures }, lang);
        return Some(format!("{}: {}", all[at].label, all[at].value));
    }
    let figures = &outcome.figures;
    let balance = |account| figures.balance(account);
    let (name, value) = match question {
        Question::LongestStall => (
            lang.pick("Longest stall", "Längste Stockung").to_owned(),
            duration(figures.longest_stall.get(), lang),
        ),
        Question::Sent => (
            lang.pick("Sent", "Gesendet").to_owned(),
            quantity(figures.sent.get(), Measure::Size, lang),
        ),
        Question::Spent(stage) => (
            match lang {
                Lang::En => format!("{}, share of the time", stage_name(stage, lang)),
                Lang::De => format!("{}, Anteil der Zeit", stage_name(stage, lang)),
            },
            percent(sentences::spent(outcome, stage).get(), lang),
        ),
        Question::Rounds => (
            lang.pick("Memory", "Speicher").to_owned(),
            counted_rounds(sentences::rounds(outcome), lang),
        ),
        Question::TimesAsLong => {
            let quickest = sentences::quickest(plan).unwrap_or(outcome);
            let whole = lang.pick("As long as the quickest", "So lang wie das schnellste");
            (whole.to_owned(), sentences::times_as_long(outcome, quickest, lang))
        }
        Question::Cost(account) => {
            let name = sums::name(account, lang);
            let whole = match lang {
                Lang::En => format!("{name} of the move"),
                Lang::De => format!("{name} des Umzugs"),
            };
            (whole, counted(balance(account).map(|balance| balance.cost), account, lang))
        }
        Question::Saving(account) => (
            lang.pick("Saved per hour", "Ersparnis je Stunde").to_owned(),
            counted(balance(account).map(|balance| balance.saving_per_hour), account, lang),
        ),
        Question::BreakEven(account) => {
            let value = paid_after(account, figures, lang);
            let name = sums::name(account, lang);
            (format!("{}, {name}", lang.pick("Break-even time", "Amortisationszeit")), value)
        }
        Question::EvenPrice => {
            let even = figures.money.and_then(|sums| sums.even_price);
            let price = even.map(|even| quantity(even.to_per_kwh(), Measure::Price, lang));
            let name = lang.pick("Just pays at", "Lohnt sich gerade noch bei");
            (name.to_owned(), price.unwrap_or_else(|| UNKNOWN.to_owned()))
        }
        Question::Back => (
            lang.pick("The way back", "Rückweg").to_owned(),
            sum(figures.money.map(|sums| sums.back), lang),
        ),
        Question::WorthSending => {
            let most = figures.most_worth_sending(stated.stay);
            let size = most.map(|most| quantity(most.get(), Measure::Size, lang));
            let name = lang.pick("Worth sending", "Lohnt sich zu senden");
            (name.to_owned(), size.unwrap_or_else(|| UNKNOWN.to_owned()))
        }
        Question::TotalTime | Question::Downtime | Question::Verdict => return None,
    };
    Some(format!("{name}: {value}"))
}

fn inputs(question: Question) -> Vec<Field> {
    use Field as F;
    let copying = [
        F::LinkRate,
        F::Vms,
        F::Concurrency,
        F::OtherTraffic,
        F::Touched,
        F::Populated,
        F::WorkingSet,
        F::DirtyPageRate,
        F::Disk,
        F::DiskBase,
        F::DiskWritten,
        F::DiskRead,
        F::DiskWrite,
        F::Disks,
        F::DeltaInterval,
        F::Deltas,
        F::Conversion,
        F::DowntimeLimit,
        F::RoundLimit,
        F::Timeout,
        F::TimeoutPerGib,
        F::MaxBandwidth,
        F::Overhead,
        F::Rtt,
        F::Image,
        F::Boot,
        F::PreDumps,
    ];
    let running = [
        F::SourcePue,
        F::DestinationPue,
        F::Vcpus,
        F::Load,
        F::HostPeak,
        F::HostIdle,
        F::HostThreads,
    ];
    match question {
        Question::TotalTime | Question::Spent(_) | Question::Rounds | Question::TimesAsLong => {
            copying.to_vec()
        }
        Question::Downtime => {
            let skipped = [F::Vms, F::Overhead, F::Disk];
            let standing =
                [F::Functions, F::FunctionPause, F::FunctionState, F::Reconnect, F::BitmapSync];
            let copying = copying.into_iter().filter(|field| !skipped.contains(field));
            copying.chain(standing).collect()
        }
        Question::LongestStall => {
            let first = [F::Rtt, F::MaxBandwidth];
            let rest = copying.into_iter().filter(|field| !first.contains(field));
            first.into_iter().chain(rest).collect()
        }
        Question::Sent => {
            let skipped = [F::Overhead, F::Rtt, F::Boot];
            copying.into_iter().filter(|field| !skipped.contains(field)).collect()
        }
        Question::Cost(account) => {
            let rest = [
                F::MigrationThreads,
                F::SourcePue,
                F::DestinationPue,
                F::HostPeak,
                F::HostIdle,
                F::HostThreads,
                F::WakeUp,
                F::LinkRate,
                F::Vms,
                F::Disk,
                F::Touched,
            ];
            let fees: &[Field] = match account {
                Account::Money => &[F::Egress, F::Standstill, F::CarbonPrice],
                Account::Energy | Account::Carbon => &[],
            };
            [&[F::Network], weights(account), &rest, fees].concat()
        }
        Question::Saving(account) => [weights(account), &running].concat(),
        Question::BreakEven(account) => {
            let priced: &[Field] = if account == Account::Money { &[F::CarbonPrice] } else { &[] };
            [weights(account), &running, &[F::Network], priced].concat()
        }
        Question::Back => inputs(Question::Cost(Account::Money)),
        Question::EvenPrice | Question::WorthSending => {
            let mut rest = inputs(Question::BreakEven(Account::Money));
            if question == Question::EvenPrice {
                rest.retain(|field| !matches!(field, F::DestinationPrice | F::DestinationRate));
            }
            rest.insert(0, F::Stay);
            rest
        }
        Question::Verdict => {
            let weights = weights(Account::Money);
            [&[F::Stay, F::DowntimeLimit], weights, &running, &[F::Network]].concat()
        }
    }
}

/// What a kilowatt-hour counts in an account.
const fn weights(account: Account) -> &'static [Field] {
    use Field as F;
    match account {
        Account::Money => &[F::SourcePrice, F::SourceRate, F::DestinationPrice, F::DestinationRate],
        Account::Energy => &[],
        Account::Carbon => &[F::SourceCarbon, F::DestinationCarbon],
    }
}

/// In words and in steps.
type Worked = (String, Vec<String>);

/// A number, in words and in steps.
#[derive(Default)]
struct Told {
    value: String,
    plain: String,
    steps: Vec<String>,
}

impl Told {
    /// A number by a formula and the same with numbers.
    fn of(formula: impl Into<String>, numbers: String, plain: String, value: String) -> Self {
        Self { value, plain, steps: vec![formula.into(), numbers] }
    }
}

fn whole(scenario: &Checked, plan: &Plan, lang: Lang) -> Worked {
    let outcome = plan.chosen();
    let stated = scenario.get();
    let figures = &outcome.figures;
    let (_, mut steps) = sums::break_even(Account::Money, outcome, stated, lang);
    let limit = duration(stated.policy.downtime_limit.get(), lang);
    let still = duration(figures.downtime.get(), lang);
    let holds = if figures.downtime <= stated.policy.downtime_limit { "≤" } else { ">" };
    steps.insert(
        0,
        match lang {
            Lang::En => "Move if it has paid before the stay ends, and if the guests bear the downtime".to_owned(),
            Lang::De => "Umziehen, wenn es sich vor Ende des Aufenthalts bezahlt und die Gäste die Ausfallzeit vertragen".to_owned(),
        },
    );
    steps.extend(figures.money.map(|sums| sums::net(&sums, stated.stay, lang)));
    steps.push(match lang {
        Lang::En => format!("Downtime {still} {holds} limit {limit}"),
        Lang::De => format!("Ausfallzeit {still} {holds} Limit {limit}"),
    });
    (verdict(scenario, plan, None, None, lang).reason, steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::trace::Stage;
    use crate::plan::plan;
    use crate::report::sentence::Piece;
    use crate::scenario::Currency;
    use crate::scenario::Technique;
    use crate::scenario::check::check as bound;
    use crate::units::NetworkIntensity;
    use crate::units::{EnergyPrice, Seconds};

    fn all() -> Vec<Question> {
        use Question as Q;
        let sums =
            Account::ALL.into_iter().flat_map(|a| [Q::Cost(a), Q::Saving(a), Q::BreakEven(a)]);
        let spent = [Q::Spent(Stage::DiskCopy), Q::Spent(Stage::DemandPaging)];
        [
            Q::TotalTime,
            Q::Downtime,
            Q::LongestStall,
            Q::Sent,
            Q::Rounds,
            Q::TimesAsLong,
            Q::EvenPrice,
            Q::Back,
            Q::WorthSending,
            Q::Verdict,
        ]
        .into_iter()
        .chain(spent)
        .chain(sums)
        .collect()
    }

    fn ask(question: Question, lang: Lang, change: impl Fn(&mut Scenario)) -> Explanation {
        let mut scenario = Scenario::default();
        change(&mut scenario);
        let (checked, _) = bound(scenario);
        explain(Subject::chosen(question), &checked, &plan(&checked), lang)
    }

    #[test]
    fn everything_has_a_sentence_steps_and_inputs_in_both_languages() {
        for technique in Technique::ALL {
            for (question, lang) in all().into_iter().flat_map(|q| [(q, Lang::En), (q, Lang::De)]) {
                let told = ask(question, lang, |s| s.policy.technique = technique);
                assert!(!told.title.is_empty() && !told.plain.is_empty(), "{told:?}");
                assert!(2 <= told.steps.len() && 3 <= told.inputs.len(), "{told:?}");
                assert!(!told.steps.concat().contains("NaN"), "{told:?}");
            }
        }
    }

    #[test]
    fn what_never_pays_says_so_in_its_own_words() {
        let told = ask(Question::BreakEven(Account::Money), Lang::En, |s| {
            s.destination.price = EnergyPrice::per_kwh(0.9);
        });
        assert!(told.plain.starts_with("It never pays"), "{told:?}");
        assert!(told.steps[1].ends_with("never"), "{told:?}");
    }

    #[test]
    fn a_move_that_is_cancelled_never_stands_still() {
        let told = ask(Question::Downtime, Lang::En, |s| {
            s.policy.technique = Technique::PreCopy;
            s.policy.round_limit = 0.0;
            s.policy.timeout = Seconds::new(600.0);
        });
        assert!(told.plain.contains("never stands still"), "{told:?}");
    }

    #[test]
    fn money_in_another_currency_is_explained_with_its_rate_or_asked_for() {
        for (question, lang) in all().into_iter().flat_map(|q| [(q, Lang::En), (q, Lang::De)]) {
            let ask = |rate: f64| {
                ask(question, lang, |s| {
                    s.source.currency = Currency::Aud;
                    Field::SourceRate.set(s, rate);
                })
            };
            let (unknown, known) = (ask(0.0), ask(2.0));
            assert!(!unknown.plain.is_empty() && !unknown.steps.is_empty(), "{unknown:?}");
            use Question as Q;
            let is_money = matches!(
                question,
                Q::Cost(Account::Money)
                    | Q::Saving(Account::Money)
                    | Q::BreakEven(Account::Money)
                    | Q::EvenPrice
                    | Q::Back
                    | Q::WorthSending
                    | Q::Verdict
            );
            assert_eq!(unknown.plain.contains("AUD"), is_money, "{unknown:?}");
            assert_eq!(known.steps.concat().contains("/kWh / (2"), is_money, "{known:?}");
            assert_eq!(known.inputs.contains(&Field::SourceRate), is_money);
        }
    }

    #[test]
    fn what_a_view_says_first_is_what_its_numbers_explain() {
        for technique in Technique::ALL {
            let mut scenario = Scenario::default();
            scenario.policy.technique = technique;
            let (checked, _) = bound(scenario);
            let plan = plan(&checked);
            for lang in [Lang::En, Lang::De] {
                let said = sentences::timeline(plan.chosen(), lang)
                    .then(sentences::techniques(&plan, lang))
                    .then(sentences::energy_view(plan.chosen(), checked.get(), lang))
                    .then(sentences::turn(plan.chosen(), checked.get(), lang));
                for piece in said.0 {
                    let Piece::Number(number, subject) = piece else { continue };
                    let told = explain(subject, &checked, &plan, lang);
                    assert!(told.title.contains(&number), "{number}: {told:?}");
                }
            }
        }
    }

    #[test]
    fn only_inputs_that_matter_are_named() {
        let told = ask(Question::TotalTime, Lang::En, |_| {});
        assert!(told.inputs.contains(&Field::LinkRate));
        assert!(!told.inputs.contains(&Field::TimeoutPerGib), "that is of other controllers");
    }

    #[test]
    fn another_energy_per_traffic_is_explained_by_its_own_sums() {
        let (checked, _) = bound(Scenario::default());
        let plan = plan(&checked);
        for kwh_per_gb in [0.0, 0.059] {
            let network = NetworkIntensity::kwh_per_gb(kwh_per_gb);
            let figures = with_network(&checked, plan.chosen(), network);
            for account in Account::ALL {
                let asked = Subject::with_network(Question::BreakEven(account), network);
                let told = explain(asked, &checked, &plan, Lang::En);
                let value = paid_after(account, &figures, Lang::En);
                assert!(
                    told.title.ends_with(&value) && told.steps[1].ends_with(&value),
                    "{told:?}"
                );
                assert!(!told.inputs.contains(&Field::Network));
            }
        }
    }

    #[test]
    fn a_technique_that_is_not_chosen_is_explained_by_its_own_figures() {
        let (checked, _) = bound(Scenario::default());
        let plan = plan(&checked);
        for outcome in &plan.outcomes {
            let asked = Subject::of(Question::TotalTime, outcome.technique);
            let told = explain(asked, &checked, &plan, Lang::En);
            let value = duration(outcome.figures.total_time.get(), Lang::En);
            assert!(told.title.ends_with(&value), "{told:?}");
            assert!(told.steps[1].ends_with(&value), "{told:?}");
        }
    }
}
