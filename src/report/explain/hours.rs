//! How the numbers of hourly prices came about.

pub use crate::report::question::hours::{Question, Rule};

use super::{Explanation, Told};
use crate::model::breakeven::Account;
use crate::model::schedule::Schedule;
use crate::plan::hours::HourlyPlan;
use crate::quantity::{Lang, amount, percent};
use crate::report::hours::{hours, when};
use crate::scenario::{Field, Scenario};

/// What a rule takes more than the best one; none where that is nothing.
pub fn more(schedule: &Schedule, best: &Schedule) -> Option<f64> {
    let more = schedule.cost - best.cost;
    (1e-9 * best.cost.abs() < more.abs()).then_some(more)
}

/// Explains a number of hourly prices.
pub fn explain_hours(
    question: Question,
    plan: &HourlyPlan,
    scenario: &Scenario,
    lang: Lang,
) -> Explanation {
    let Told { value, plain, steps } = match question {
        Question::PaysAfter(tenths) => pays_after(tenths, plan, lang),
        Question::Never => never(plan, lang),
        Question::FirstPaid => first_paid(plan, lang),
        Question::PaidForGood => paid_for_good(plan, lang),
        Question::Gain => gain(plan, lang),
        Question::Cost(rule) => cost(rule, plan, lang),
        Question::Moves(rule) => moves(rule, plan, lang),
        Question::More(rule) => more_than_best(rule, plan, lang),
    };
    let mut inputs = super::inputs(super::Question::BreakEven(plan.account));
    if plan.account == Account::Money {
        // The hours bring their own prices; what is added to them is stated.
        let stated = [Field::SourcePrice, Field::DestinationPrice];
        inputs.retain(|field| !stated.contains(field));
        inputs.splice(0..0, [Field::SourceAdder, Field::DestinationAdder]);
    }
    inputs.retain(|field| field.applies(scenario));
    let title = format!("{}: {value}", name(question, lang));
    Explanation { title, plain, steps, inputs, settings: Vec::new(), sources: Vec::new() }
}

/// What a number is.
pub fn name(question: Question, lang: Lang) -> String {
    let name = match question {
        Question::PaysAfter(5) => {
            lang.pick("Has first paid, half of all starts", "Erstmals bezahlt, Hälfte aller Starts")
        }
        Question::PaysAfter(_) => lang
            .pick("Has first paid, nine of ten starts", "Erstmals bezahlt, neun von zehn Starts"),
        Question::Never => lang.pick("Starts that never pay", "Starts, die sich nie lohnen"),
        Question::FirstPaid => lang.pick(
            "First paid, moved in the first hour",
            "Erstmals bezahlt, Umzug in der ersten Stunde",
        ),
        Question::PaidForGood => lang.pick(
            "Paid for good, moved in the first hour",
            "Endgültig bezahlt, Umzug in der ersten Stunde",
        ),
        Question::Gain => lang.pick("Gain of the best stay", "Gewinn des besten Aufenthalts"),
        Question::Cost(rule) | Question::Moves(rule) | Question::More(rule) => {
            let what = match question {
                Question::Cost(_) => lang.pick("in all", "insgesamt"),
                Question::Moves(_) => lang.pick("moves", "Umzüge"),
                _ => lang.pick("more than the best", "mehr als der beste"),
            };
            return format!("{}, {what}", rule.name(lang));
        }
    };
    name.to_owned()
}

/// How a move pays by the hour.
fn pay_back(plan: &HourlyPlan, lang: Lang) -> [String; 2] {
    let takes = amount(plan.move_cost, plan.account, lang);
    match lang {
        Lang::En => [
            format!("Paid = the first hour by which the sum of what every hour saves reaches what a move takes, {takes}"),
            "An hour saves = power here × PUE × price of this hour here − power there × PUE × price of this hour there".to_owned(),
        ],
        Lang::De => [
            format!("Bezahlt = die erste Stunde, in der die Summe dessen, was jede Stunde spart, den Aufwand eines Umzugs erreicht, {takes}"),
            "Eine Stunde spart = Leistung hier × PUE × Preis dieser Stunde hier − Leistung dort × PUE × Preis dieser Stunde dort".to_owned(),
        ],
    }
}

fn pays_after(tenths: u8, plan: &HourlyPlan, lang: Lang) -> Told {
    let found = plan.pays_after[usize::from(tenths != 5)];
    let value = found.map_or_else(String::new, |found| hours(found, lang));
    let (share, all) = (percent(f64::from(tenths) / 10.0, lang), plan.hours);
    let plain = match lang {
        Lang::En => format!(
            "Start the move in any of the {all} hours: in {share} of the cases it has paid after {value} at most."
        ),
        Lang::De => format!(
            "Beginnt der Umzug in irgendeiner der {all} Stunden, ist er in {share} der Fälle nach höchstens {value} bezahlt."
        ),
    };
    let quantile = match lang {
        Lang::En => {
            format!("{share} quantile of the hours until it has paid, over {all} starts = {value}")
        }
        Lang::De => {
            format!("{share}-Quantil der Stunden, bis er bezahlt ist, über {all} Starts = {value}")
        }
    };
    let steps = [vec![quantile], pay_back(plan, lang).to_vec()].concat();
    Told { value, plain, steps }
}

fn never(plan: &HourlyPlan, lang: Lang) -> Told {
    let value = percent(plan.never, lang);
    let all = plan.hours;
    let starts = libm::round(plan.never * all as f64);
    let plain = match lang {
        Lang::En => format!(
            "Started in {starts} of {all} hours, a move has not paid when the series ends: most of these come too near its end, or are followed by hours that are dearer there."
        ),
        Lang::De => format!(
            "Aus {starts} von {all} Stunden ist ein Umzug am Ende der Reihe nicht bezahlt: Meist liegen sie zu nah an ihrem Ende, oder danach ist es dort teurer."
        ),
    };
    let share = match lang {
        Lang::En => {
            format!("Share = starts that do not pay / all starts = {starts} / {all} = {value}")
        }
        Lang::De => format!(
            "Anteil = Starts, die sich nicht lohnen / alle Starts = {starts} / {all} = {value}"
        ),
    };
    let steps = [vec![share], pay_back(plan, lang).to_vec()].concat();
    Told { value, plain, steps }
}

fn first_paid(plan: &HourlyPlan, lang: Lang) -> Told {
    let value = plan.first_start.map_or_else(String::new, |found| hours(found.first, lang));
    let start = when(plan, 0, lang);
    let plain = match lang {
        Lang::En => format!(
            "Moved at {start} UTC, what was saved first exceeds the move after {value}; dearer hours may follow."
        ),
        Lang::De => format!(
            "Beim Umzug am {start} UTC übersteigt das Gesparte den Aufwand erstmals nach {value}; teurere Stunden können folgen."
        ),
    };
    let at = match lang {
        Lang::En => format!("From {start} UTC that is after {value}"),
        Lang::De => format!("Ab {start} UTC ist das nach {value}"),
    };
    let steps = [pay_back(plan, lang).to_vec(), vec![at]].concat();
    Told { value, plain, steps }
}

fn paid_for_good(plan: &HourlyPlan, lang: Lang) -> Told {
    let lasting = plan.first_start.and_then(|found| found.permanent);
    let value = lasting.map_or_else(String::new, |found| hours(found, lang));
    let start = when(plan, 0, lang);
    let plain = match lang {
        Lang::En => {
            format!("After {value} the move is never in the red again, as far as the series goes.")
        }
        Lang::De => {
            format!("Nach {value} ist der Umzug nie wieder im Minus, soweit die Reihe reicht.")
        }
    };
    let at = match lang {
        Lang::En => format!(
            "For good = the hour from which the sum never falls below that again: from {start} UTC after {value}"
        ),
        Lang::De => format!(
            "Endgültig = die Stunde, ab der die Summe nie wieder darunter fällt: ab {start} UTC nach {value}"
        ),
    };
    let steps = [pay_back(plan, lang).to_vec(), vec![at]].concat();
    Told { value, plain, steps }
}

fn gain(plan: &HourlyPlan, lang: Lang) -> Told {
    let say = |sum: f64| amount(sum, plan.account, lang);
    let window = &plan.window;
    let value = say(window.gain);
    let (out, back) = (say(plan.move_cost), say(plan.move_back));
    let saved = say(window.gain + plan.move_cost + plan.move_back);
    let stay = hours(window.until - window.from, lang);
    let plain = match lang {
        Lang::En => format!(
            "Over {stay} at the destination {saved} are saved; less the moves there and back that leaves {value}. No other stay leaves more."
        ),
        Lang::De => format!(
            "In {stay} am Ziel werden {saved} gespart; abzüglich der Umzüge hin und zurück bleiben {value}. Kein anderer Aufenthalt bringt mehr."
        ),
    };
    let formula = lang.pick(
        "Gain = what the hours of the stay save − move there − move back",
        "Gewinn = was die Stunden des Aufenthalts sparen − Umzug hin − Umzug zurück",
    );
    Told::of(formula, format!("= {saved} − {out} − {back} = {value}"), plain, value)
}

fn cost(rule: Rule, plan: &HourlyPlan, lang: Lang) -> Told {
    let Some(schedule) = rule.schedule(plan) else { return Told::default() };
    let say = |sum: f64| amount(sum, plan.account, lang);
    let (value, moves) = (say(schedule.cost), schedule.moves());
    let each = say(plan.move_cost);
    let running = say(schedule.cost - plan.move_cost * moves as f64);
    let here = schedule.hours_at(0);
    let (here, away) = (hours(here, lang), hours(plan.hours - here.min(plan.hours), lang));
    let plain = match lang {
        Lang::En => format!(
            "The VMs run at the source for {here} and elsewhere for {away}; moves: {moves}. Over all hours that takes {value}."
        ),
        Lang::De => format!(
            "Die VMs laufen {here} am Ursprung und {away} anderswo; Umzüge: {moves}. Über alle Stunden sind das {value}."
        ),
    };
    let formula = lang.pick(
        "In all = sum over all hours of power × PUE × price where the VMs are + moves × what one takes",
        "Insgesamt = Summe über alle Stunden: Leistung × PUE × Preis, wo die VMs sind + Umzüge × Aufwand je Umzug",
    );
    Told::of(formula, format!("= {running} + {moves} × {each} = {value}"), plain, value)
}

fn moves(rule: Rule, plan: &HourlyPlan, lang: Lang) -> Told {
    let Some(schedule) = rule.schedule(plan) else { return Told::default() };
    let stays = schedule.stays.len();
    let value = schedule.moves().to_string();
    let plain = match lang {
        Lang::En => format!("Moves of the VMs in {} hours: {value}.", plan.hours),
        Lang::De => format!("Umzüge der VMs in {} Stunden: {value}.", plan.hours),
    };
    let formula = lang.pick("Moves = stays − 1", "Umzüge = Aufenthalte − 1");
    Told::of(formula, format!("= {stays} − 1 = {value}"), plain, value)
}

fn more_than_best(rule: Rule, plan: &HourlyPlan, lang: Lang) -> Told {
    let both = rule.schedule(plan).zip(Rule::Best.schedule(plan));
    let Some((schedule, best)) = both else { return Told::default() };
    let say = |sum: f64| amount(sum, plan.account, lang);
    let value = say(schedule.cost - best.cost);
    let (own, least) = (say(schedule.cost), say(best.cost));
    let plain = match lang {
        Lang::En => format!(
            "Who follows this rule instead of knowing all hours in advance takes {value} more."
        ),
        Lang::De => format!(
            "Wer dieser Regel folgt, statt alle Stunden im Voraus zu kennen, braucht {value} mehr."
        ),
    };
    let formula = lang.pick(
        "More = in all by this rule − in all by the best schedule",
        "Mehr = insgesamt nach dieser Regel − insgesamt nach dem besten Plan",
    );
    Told::of(formula, format!("= {own} − {least} = {value}"), plain, value)
}
