//! What hourly prices make of the plan: pay-back over all starts, the best stay, the best schedule.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::markets::{Own, Progress, SiteHours, own_fields, use_markets};
use crate::calendar::date;
use crate::chart::hours::HourlyPrices;
use crate::chart::table::Table;
use crate::model::breakeven::Account;
use crate::model::schedule::Limits;
use crate::plan::hours::{HourlyPlan, Market, Wish};
use crate::quantity::{Lang, amount};
use crate::report::explain::hours::{Question, Rule, explain_hours, more, name};
use crate::report::hours::findings;
use crate::report::sentence::Sentence;
use crate::scenario::choice::Options;
use crate::scenario::presets::in_zone;
use crate::scenario::{Choice, Currency, Scenario, Zone};
use crate::share::task::Task;
use crate::ui::Same;
use crate::ui::answer::Answer;
use crate::ui::parts::{self, AnyChart, Asked, ChartView, Height, choice, list};
use crate::ui::state::Action;
use crate::ui::text::hours as words;

/// Shortest stays that can be asked for, in hours.
const STAYS: [usize; 4] = [1, 6, 24, 168];
/// Limits on moves that can be asked for.
const MOVES: [Option<usize>; 5] = [None, Some(1), Some(2), Some(12), Some(52)];
/// When the source has to be left, in hours after the first one.
const DEADLINES: [Option<usize>; 4] = [None, Some(24), Some(168), Some(720)];
/// How long the scenario has to rest before a year is planned again, in milliseconds.
const REST: u32 = 120;
const WEEK: usize = 168;
/// Where numbers can be asked about: in the sentences, and in the table of rules.
const PLACES: [&str; 2] = ["hours", "rule"];
/// More than the pieces of any sentence.
const PIECES: usize = 16;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct HourlyProps {
    pub(super) answer: Same<Answer>,
    pub(super) task: Option<Rc<Task>>,
    pub(super) account: Account,
    pub(super) dark: bool,
    pub(super) lang: Lang,
    pub(super) act: Callback<Action>,
}

/// What a schedule has to keep to, by the places in their lists.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Wanted {
    everywhere: bool,
    at_night: bool,
    stay: usize,
    moves: usize,
    deadline: usize,
}

impl Wanted {
    fn limits(self) -> Limits {
        let mut forbidden = [false; 24];
        forbidden[6..].fill(self.at_night);
        Limits {
            minimum_stay: STAYS[self.stay.min(STAYS.len() - 1)],
            most_moves: MOVES[self.moves.min(MOVES.len() - 1)],
            forbidden,
            leave_by: DEADLINES[self.deadline.min(DEADLINES.len() - 1)],
        }
    }
}

#[component]
pub(super) fn Hourly(props: &HourlyProps) -> Html {
    let HourlyProps { answer, task, account, dark, lang, act } = props;
    let (account, dark, lang) = (*account, *dark, *lang);
    let scenario = answer.checked.get();
    let asked = use_state_eq(Wanted::default);
    let own = use_state_eq(Own::remembered);
    let week = use_state_eq(|| 0_usize);
    let now = [use_state_eq(|| None), use_state_eq(|| None)];
    let asking = |place: usize| Asked {
        place: PLACES[place],
        now: &now[place],
        answer: answer.clone(),
        task: task.as_ref(),
    };
    let zones = zones(scenario.source.zone, scenario.destination.zone, asked.everywhere);
    let currencies = [scenario.source.currency, scenario.destination.currency];
    let (progress, again) = use_markets(zones, &own, currencies);
    let inputs = (use_rested(answer.clone()), progress.clone(), *asked, account);
    let plan = use_memo(inputs, |(answer, progress, asked, account)| {
        let Progress::Done(known) = progress else { return None };
        let Scenario { source, destination, power, .. } = *answer.checked.get();
        let site = |(at, known): (usize, &SiteHours)| match at {
            0 => source,
            1 => destination,
            _ => in_zone(known.zone, destination),
        };
        let markets: Vec<Market<'_>> =
            known.iter().enumerate().map(|known| known.1.market(site(known))).collect();
        if *account == Account::Money
            && let Some(market) = markets.iter().find(|market| !market.is_rated())
        {
            return Some(Err((market.currency, market.site.currency)));
        }
        let wish =
            Wish { account: *account, limits: asked.limits(), carbon_price: power.carbon_price };
        Some(Ok(HourlyPlan::of(&answer.plan.chosen().figures, &markets, &wish)))
    });
    let own_prices = own_fields(&own, currencies, lang);
    let shown = match (&progress, &*plan) {
        (Progress::Unasked, _) => html! { <p class="aside">{ words::unasked(lang) }</p> },
        (Progress::Failed, _) => parts::failed(words::failed(lang), &again, lang),
        (Progress::Done(_), Some(Err((prices, site)))) => {
            html! { <p role="status">{ words::unrated(*prices, *site, lang) }</p> }
        }
        (Progress::Done(_), Some(Ok(Some(plan)))) => {
            let onweek = {
                let week = week.clone();
                Callback::from(move |event: InputEvent| {
                    let input = event.target_unchecked_into::<web_sys::HtmlInputElement>();
                    week.set(input.value_as_number() as usize);
                })
            };
            let last = plan.hours.saturating_sub(1) / WEEK;
            let from = (*week).min(last) * WEEK;
            let chart = chart(plan, from);
            html! {
                <>
                    { found(plan, &asking(0), scenario, lang) }
                    { limits(&asked, lang) }
                    { strategies(plan, &asking(1), scenario, lang) }
                    if 0 < last {
                        <label class="week">
                            <span>
                                { words::week(lang) }{ " " }
                                <output>{ chart.first_hour.map(|hour| date(hour, lang)) }</output>
                            </span>
                            <input type="range" class="slider" min="0" max={last.to_string()} step="1"
                                value={(*week).min(last).to_string()} oninput={onweek}
                                aria-valuetext={chart.first_hour.map(|hour| date(hour, lang))} />
                        </label>
                    }
                    <ChartView chart={AnyChart::from(chart)} height={Height::High} name="hours" {dark} {lang} />
                    <p class="hint preset-source">
                        { words::attribution(lang) }
                        if [scenario.source.zone, scenario.destination.zone].iter().any(|zone| zone.currency() == Currency::Aud) {
                            { " " }{ words::australia(lang) }
                        }
                    </p>
                </>
            }
        }
        (Progress::Done(_), _) => html! { <p role="status">{ words::apart(lang) }</p> },
        (Progress::Loading, _) => html! { <p role="status">{ words::loading(lang) }</p> },
    };
    html! {
        <section class="hours" aria-labelledby="hours-heading">
            <h3 id="hours-heading">{ words::heading(lang) }</h3>
            <div class="pair">
                { choice(Choice::SourceZone, scenario, lang, act) }
                { choice(Choice::DestinationZone, scenario, lang, act) }
            </div>
            { own_prices }
            { shown }
        </section>
    }
}

/// The zones whose prices are wanted: the source's, the destination's, and perhaps all others of the
/// European market.
fn zones(source: Zone, destination: Zone, everywhere: bool) -> Vec<Zone> {
    let others = Zone::NAMED.iter().map(|(zone, _)| *zone);
    let others = others
        .filter(|zone| is_european(*zone) && ![source, destination].contains(zone) && everywhere);
    [source, destination].into_iter().chain(others).collect()
}

/// Whether it is one of the European market, whose prices need no exchange rate.
fn is_european(zone: Zone) -> bool {
    zone != Zone::None && zone.currency() == Currency::Eur
}

/// What the hours say in a few sentences, whose numbers ask.
fn found(plan: &HourlyPlan, asked: &Asked<'_, Question>, scenario: &Scenario, lang: Lang) -> Html {
    let explain = |question| explain_hours(question, plan, scenario, lang);
    let name = |question| name(question, lang);
    let line = |(at, said): (usize, Sentence<Question>)| {
        html! { <li>{ asked.said(at * PIECES, &said, None, name, explain, lang) }</li> }
    };
    html! {
        <ul class="limits" onkeydown={asked.onkeydown()}>
            { for findings(plan, lang).into_iter().enumerate().map(line) }
        </ul>
    }
}

/// What the best schedule has to keep to.
fn limits(asked: &UseStateHandle<Wanted>, lang: Lang) -> Html {
    let pick = |set: fn(&mut Wanted, usize)| {
        let asked = asked.clone();
        Callback::from(move |place: usize| {
            let mut next = *asked;
            set(&mut next, place);
            asked.set(next);
        })
    };
    let tick = |set: fn(&mut Wanted, usize), label: &'static str, on: bool| {
        let onchange = pick(set).reform(move |_: Event| usize::from(!on));
        html! {
            <label class="tick"><input type="checkbox" checked={on} {onchange} />{ label }</label>
        }
    };
    let (stays, moves, deadlines) = words::limits(lang);
    html! {
        <>
        <div class="pair">
            { list("stay", words::minimum_stay(lang), stays.to_vec(), asked.stay, &pick(|a, at| a.stay = at)) }
            { list("moves", words::most_moves(lang), moves.to_vec(), asked.moves, &pick(|a, at| a.moves = at)) }
            { list("deadline", words::deadline(lang), deadlines.to_vec(), asked.deadline, &pick(|a, at| a.deadline = at)) }
            { tick(|a, on| a.everywhere = on == 1, words::everywhere(lang), asked.everywhere) }
            { tick(|a, on| a.at_night = on == 1, words::at_night(lang), asked.at_night) }
        </div>
        if asked.everywhere { <p class="hint preset-source">{ words::others(lang) }</p> }
        </>
    }
}

/// The best schedule, and what simpler rules lose against it.
fn strategies(
    plan: &HourlyPlan,
    asked: &Asked<'_, Question>,
    scenario: &Scenario,
    lang: Lang,
) -> Html {
    let Ok(best) = &plan.best else {
        return html! { <p>{ words::impossible(lang) }</p> };
    };
    let say = |sum| amount(sum, plan.account, lang);
    let row = |rule: Rule| {
        let schedule = rule.schedule(plan)?;
        let more = more(schedule, best).map_or_else(|| "–".to_owned(), say);
        let moves = schedule.moves().to_string();
        Some(vec![rule.name(lang).to_owned(), say(schedule.cost), moves, more])
    };
    let table = Table {
        rows: Rule::ALL.into_iter().filter_map(row).collect(),
        ..Table::new(words::strategies(plan.account, plan.hours, lang), &words::heads(lang))
    };
    let subject = |row: usize, column: usize| {
        let rule = *Rule::ALL.get(row)?;
        Some(match column {
            1 => Question::Cost(rule),
            2 => Question::Moves(rule),
            _ => more(rule.schedule(plan)?, best).map(|_| Question::More(rule))?,
        })
    };
    html! {
        <div onkeydown={asked.onkeydown()}>
            { asked.table(&table, None, lang, subject) }
            { asked.explained(|question| explain_hours(question, plan, scenario, lang), lang) }
        </div>
    }
}

/// A week of both sites, and where the best schedule is.
fn chart(plan: &HourlyPlan, from: usize) -> HourlyPrices {
    let until = (from + WEEK).min(plan.hours);
    let stays = plan.best.as_ref().map_or(&[][..], |best| &best.stays);
    let is_away =
        |hour| stays.iter().any(|stay| stay.site != 0 && stay.from <= hour && hour < stay.until);
    HourlyPrices {
        account: plan.account,
        first_hour: plan.first_hour.map(|first| first.saturating_add_unsigned(from as u64)),
        rates: [0, 1].map(|site| plan.rates[site][from..until].to_vec()),
        away: (from..until).map(is_away).collect(),
    }
}

/// The value as it was when it last rested: planning a year takes longer than a step of a slider.
#[hook]
fn use_rested<T: Clone + PartialEq + 'static>(value: T) -> T {
    let rested = use_state_eq(|| value.clone());
    let set = rested.setter();
    use_effect_with(value, move |value| {
        let value = value.clone();
        let timer = Timeout::new(REST, move || set.set(value));
        move || drop(timer)
    });
    (*rested).clone()
}
