//! How the verdict was worked out, for those who check.

use super::words::server;
use crate::model::breakeven::BreakEven;
use crate::plan::{Figures, Outcome, Sums};
use crate::quantity::{Lang, duration, energy, money, number, quantity};
use crate::scenario::Scenario;
use crate::scenario::field::{Field, Measure};
use crate::units::{CarbonPrice, EnergyPrice};

/// The formulas behind the answer, with the numbers in them.
pub fn working(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Vec<String> {
    let figures = &outcome.figures;
    let say = |field: Field| quantity(field.get(scenario), field.measure(), lang);
    let sent = quantity(outcome.trace.sent().get(), Measure::Size, lang);
    let concurrency = number(scenario.fleet.concurrency, lang);
    let left: f64 = outcome.trace.moves.iter().map(|m| m.stop_sent.get()).fold(0.0, f64::max);
    let left = quantity(left, Measure::Size, lang);
    let still = duration(figures.downtime.get(), lang);
    let joules = energy(figures.bill.total().to_joules(), lang);
    let link = say(Field::LinkRate);
    let limit = duration(scenario.policy.downtime_limit.get(), lang);
    let mut lines = Vec::new();
    if let Some(sums) = figures.money {
        lines.extend(money_lines(&sums, figures, scenario, lang));
    }
    lines.extend(match lang {
        Lang::En => [
            format!(
                "The move takes {joules} at both hosts and in the network, and sends {sent} over {link}, shared by {concurrency} at a time."
            ),
            format!(
                "At the stop, {left} per VM were still to send, which took {still}; the limit is {limit}."
            ),
        ],
        Lang::De => [
            format!(
                "Der Umzug braucht {joules} an beiden Hosts und im Netz und sendet {sent} über {link}, geteilt durch {concurrency} zugleich."
            ),
            format!(
                "Beim Anhalten waren je VM noch {left} zu senden; das dauerte {still}, das Limit ist {limit}."
            ),
        ],
    });
    lines.extend(hosts(scenario, lang));
    lines
}

/// When it has paid, and what an hour saves.
fn money_lines(sums: &Sums, figures: &Figures, scenario: &Scenario, lang: Lang) -> [String; 2] {
    let (cost, hourly) = (money(sums.cost.get(), lang), money(sums.saving_per_hour.get(), lang));
    let paid = match sums.break_even {
        BreakEven::After(after) => duration(after.get(), lang),
        BreakEven::Never => lang.pick("never", "nie").to_owned(),
    };
    let [here, there] = [&scenario.source, &scenario.destination].map(|site| {
        let price = site.meter_price(CarbonPrice::ZERO).map_or(0.0, EnergyPrice::to_per_kwh);
        let price = quantity(price, Measure::Price, lang);
        format!("{price} × {}", number(site.pue.get(), lang))
    });
    let saving = saving(figures, &here, &there, lang);
    match lang {
        Lang::En => [
            format!(
                "Break-even time = cost of the move / saving per hour = {cost} / {hourly} = {paid}."
            ),
            format!("Saving per hour = {saving}, price times PUE at both sites, = {hourly}."),
        ],
        Lang::De => [
            format!(
                "Amortisationszeit = Kosten des Umzugs / Ersparnis pro Stunde = {cost} / {hourly} = {paid}."
            ),
            format!(
                "Ersparnis pro Stunde = {saving}, Preis mal PUE an beiden Standorten, = {hourly}."
            ),
        ],
    }
}

/// What all machines draw at both sites, times these two.
fn saving(figures: &Figures, here: &str, there: &str, lang: Lang) -> String {
    let [drawn, drawn_there] =
        figures.watts.map(|watts| quantity(watts.get(), Measure::Power, lang));
    if drawn == drawn_there {
        format!("{drawn} × ({here} − {there})")
    } else {
        format!("{drawn} × {here} − {drawn_there} × {there}")
    }
}

/// Whose measured power counts, where any is.
pub(super) fn hosts(scenario: &Scenario, lang: Lang) -> Option<String> {
    let servers = scenario.power.servers();
    let [here, there] = servers.map(|of| server(of, lang));
    servers.iter().any(|of| of.curve().is_some()).then(|| match lang {
        Lang::En => format!("Power of hosts: at the source {here}, at the destination {there}."),
        Lang::De => format!("Leistung der Hosts: am Ursprung {here}, am Ziel {there}."),
    })
}
