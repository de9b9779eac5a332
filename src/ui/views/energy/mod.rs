//! Joules, money, carbon and pay-back.

mod hours;
mod markets;

use yew::prelude::*;

use self::hours::Hourly;
use super::ViewsProps;
use crate::chart::payback::Payback;
use crate::chart::share_bar::ShareBar;
use crate::chart::table::Table;
use crate::model::breakeven::Account;
use crate::model::energy::closed_form;
use crate::plan::with_network;
use crate::quantity::{Lang, energy, quantity};
use crate::report::explain::{Question, Subject};
use crate::report::{counted, paid_after, sentences};
use crate::scenario::{Field, Scenario};
use crate::ui::answer::Answer;
use crate::ui::parts::{self, AnyChart, Asked, ChartView, Height, Lead};
use crate::ui::text;
use crate::units::NetworkIntensity;

/// Published energy of traffic between data centers, in kWh per GB: Cloud Carbon Footprint; Aslan et
/// al. 2018 (0.06 in 2015, halved every two years) for 2024; the Sustainable Web Design Model 4.
const NETWORKS: [(&str, f64); 3] =
    [("Cloud Carbon Footprint", 0.001), ("Aslan et al., 2024", 0.002_65), ("SWDM 4", 0.059)];

#[component]
pub(super) fn View(props: &ViewsProps) -> Html {
    let ViewsProps { answer, known, task, act, .. } = props;
    let (dark, lang) = (props.dark, props.lang);
    let account = use_state_eq(Account::default);
    let now = use_state_eq(|| None);
    let asked = Asked { place: "bill", now: &now, answer: answer.clone(), task: task.as_ref() };
    let outcome = answer.plan.chosen();
    let stay = answer.checked.get().stay;
    let ranges = known.of(outcome.technique);
    let of_network = use_state_eq(|| None);
    let networks_asked =
        Asked { place: "network", now: &of_network, answer: answer.clone(), task: task.as_ref() };
    // Ranges come in while the answer stays.
    let networks = use_memo((answer.clone(), lang), |(answer, lang)| networks(answer, *lang));
    let bar = if answer.checked.get().power.redone { Height::Parted } else { Height::Low };
    let payback = Payback::of(&outcome.figures, ranges, stay, *account);
    html! {
        <>
            <Lead said={sentences::energy_view(outcome, answer.checked.get(), lang)} answer={answer.clone()}
                task={task.clone()} {lang} />
            { accounts(&account, lang) }
            if let Some(payback) = payback {
                <ChartView chart={AnyChart::from(payback)} height={Height::High} name="pay-back" {dark} {lang} />
            }
            { bill(&asked, lang) }
            <ChartView chart={AnyChart::from(ShareBar::of(&outcome.figures.bill))} height={bar}
                name="energy" {dark} {lang} />
            { of_networks(&networks_asked, &networks, lang) }
            <Hourly answer={answer.clone()} task={task.clone()} account={*account} {dark} {lang} act={act.clone()} />
        </>
    }
}

/// In what to count, as a row of names.
fn accounts(account: &UseStateHandle<Account>, lang: Lang) -> Html {
    let option = |one: Account| {
        let set = account.setter();
        let name = name(one, lang);
        let onchange = Callback::from(move |_: Event| set.set(one));
        parts::option("account", name, Classes::new(), one == **account, true, onchange)
    };
    parts::options(text::count_in(lang), Account::ALL.into_iter().map(option))
}

const fn name(account: Account, lang: Lang) -> &'static str {
    match account {
        Account::Money => text::in_money(lang),
        Account::Energy => text::in_energy(lang),
        Account::Carbon => text::carbon(lang),
    }
}

/// The move in money, energy and carbon, what would flip the decision, and what others publish.
fn bill(asked: &Asked<'_>, lang: Lang) -> Html {
    let answer = &asked.answer;
    let figures = &answer.plan.chosen().figures;
    let Scenario { source, destination, .. } = answer.checked.get();
    let row = |account: Account| {
        let name = match account {
            Account::Carbon => text::in_carbon(lang),
            other => name(other, lang),
        };
        let balance = figures.balance(account);
        vec![
            name.to_owned(),
            counted(balance.map(|balance| balance.cost), account, lang),
            counted(balance.map(|balance| balance.saving_per_hour), account, lang),
            paid_after(account, figures, lang),
        ]
    };
    let table = Table {
        rows: Account::ALL.map(row).into(),
        ..Table::new(text::in_all(lang).to_owned(), &text::bill_heads(lang))
    };
    let subject = |row: usize, column: usize| {
        let question =
            [Question::Cost, Question::Saving, Question::BreakEven].get(column.checked_sub(1)?)?;
        Some(Subject::chosen(question(*Account::ALL.get(row)?)))
    };
    let turn = sentences::turn(answer.plan.chosen(), answer.checked.get(), lang);
    let hosts = figures.bill.source.to_joules() / source.pue.get()
        + figures.bill.destination.to_joules() / destination.pue.get();
    let published = closed_form(figures.sent).to_joules();
    html! {
        <>
            <div onkeydown={asked.onkeydown()}>
                { asked.table(&table, None, lang, subject) }
                { asked.told(lang) }
            </div>
            <Lead place="aside" said={turn} answer={answer.clone()} task={asked.task.cloned()} {lang} />
            <p class="aside">
                { text::closed_form(&energy(hosts, lang), &energy(published, lang), lang) }
            </p>
        </>
    }
}

/// The network's coefficient as a what-if: it decides more than anything else.
fn networks(answer: &Answer, lang: Lang) -> (Vec<NetworkIntensity>, Table) {
    let field = Field::Network;
    let own = field.get(answer.checked.get());
    let row = |(name, kwh_per_gb): (&str, f64)| {
        let network = NetworkIntensity::kwh_per_gb(kwh_per_gb);
        let figures = with_network(&answer.checked, answer.plan.chosen(), network);
        let name = format!("{name}: {}", quantity(kwh_per_gb, field.measure(), lang));
        let pays = |account| paid_after(account, &figures, lang);
        [name, energy(figures.bill.total().to_joules(), lang)]
            .into_iter()
            .chain(Account::ALL.map(pays))
            .collect()
    };
    let is_known = NETWORKS.iter().any(|(_, kwh_per_gb)| (kwh_per_gb - own).abs() < 1e-9);
    let stated = (!is_known).then_some((text::own(lang), own));
    let all: Vec<(&str, f64)> =
        [(text::hosts_only(lang), 0.0)].into_iter().chain(NETWORKS).chain(stated).collect();
    let table = Table {
        rows: all.iter().copied().map(row).collect(),
        ..Table::new(text::network_caption(lang).to_owned(), &text::network_heads(lang))
    };
    (
        all.into_iter().map(|(_, kwh_per_gb)| NetworkIntensity::kwh_per_gb(kwh_per_gb)).collect(),
        table,
    )
}

/// The table of them, whose numbers ask.
fn of_networks(
    asked: &Asked<'_>,
    (networks, table): &(Vec<NetworkIntensity>, Table),
    lang: Lang,
) -> Html {
    let field = Field::Network;
    let subject = |row: usize, column: usize| {
        let question = match column.checked_sub(2) {
            None => Question::Cost(Account::Energy),
            Some(at) => Question::BreakEven(*Account::ALL.get(at)?),
        };
        Some(Subject::with_network(question, *networks.get(row)?))
    };
    let default = quantity(field.get(&Scenario::default()), field.measure(), lang);
    html! {
        <>
            <div onkeydown={asked.onkeydown()}>
                { asked.table(table, None, lang, subject) }
                { asked.told(lang) }
            </div>
            <p class="aside">
                { text::network_note(lang) }{ " " }
                { text::default_from(&default, text::source(field.source(), lang), lang) }
            </p>
        </>
    }
}
