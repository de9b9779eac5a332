//! What the move takes and what it saves: in money, energy and carbon.

use super::Worked;
use crate::model::breakeven::{Account, Balance, BreakEven};
use crate::model::energy::EnergyBill;
use crate::plan::{Figures, Outcome, Sums};
use crate::quantity::{Lang, amount, duration, energy, money, number, percent, quantity};
use crate::report::words::no_sums;
use crate::report::working::hosts;
use crate::scenario::choice::Options;
use crate::scenario::field::Measure;
use crate::scenario::{Currency, Field, Scenario, Site};
use crate::units::{CarbonPrice, Energy, SECONDS_PER_HOUR, Seconds};

/// What a kilowatt-hour counts at the source and at the destination: EUR with what its carbon costs,
/// one, or grams; none where a price is not known in EUR.
pub(super) fn weights(account: Account, scenario: &Scenario) -> Option<[f64; 2]> {
    let sites = [&scenario.source, &scenario.destination];
    match account {
        Account::Money => {
            let price = |site: &Site| site.meter_price(scenario.power.carbon_price);
            let [here, there] = sites.map(price);
            Some([here?.to_per_kwh(), there?.to_per_kwh()])
        }
        Account::Energy => Some([1.0; 2]),
        Account::Carbon => Some(sites.map(|site| site.carbon.to_g_per_kwh())),
    }
}

/// A factor with its sign: ` × 0.2 EUR/kWh`; nothing where energy itself is counted.
fn times(weight: f64, account: Account, lang: Lang) -> String {
    let measure = match account {
        Account::Money => Measure::Price,
        Account::Energy => return String::new(),
        Account::Carbon => Measure::CarbonIntensity,
    };
    format!(" × {}", quantity(weight, measure, lang))
}

/// The name of that factor: ` × price`.
fn times_what(account: Account, lang: Lang) -> &'static str {
    match account {
        Account::Money => lang.pick(" × price", " × Preis"),
        Account::Energy => "",
        Account::Carbon => lang.pick(" × carbon intensity", " × CO₂-Intensität"),
    }
}

/// What an account counts.
pub(super) fn name(account: Account, lang: Lang) -> &'static str {
    match account {
        Account::Money => lang.pick("Cost", "Kosten"),
        Account::Energy => lang.pick("Energy", "Energie"),
        Account::Carbon => lang.pick("Carbon", "CO₂"),
    }
}

/// How prices in other currencies come to EUR.
pub(super) fn exchanged(scenario: &Scenario, lang: Lang) -> impl Iterator<Item = String> {
    [&scenario.source, &scenario.destination].into_iter().filter_map(move |site| {
        if site.currency == Currency::Eur {
            return None;
        }
        let (code, rate) = (site.currency.name(), number(site.rate.get(), lang));
        let price = number(site.price.to_per_kwh(), lang);
        let euros = site.meter_price(CarbonPrice::ZERO)?.to_per_kwh();
        let euros = quantity(euros, Measure::Price, lang);
        Some(format!("{price}\u{202f}{code}/kWh / ({rate}\u{202f}{code}/EUR) = {euros}"))
    })
}

/// What the move takes.
pub(super) fn cost(account: Account, outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Worked {
    let bill = &outcome.figures.bill;
    let (source, destination) = (&scenario.source, &scenario.destination);
    let say = |joules: Energy| energy(joules.to_joules(), lang);
    let redone = bill.redone[0] + bill.redone[1];
    let share = |part: Energy| part.share_of(bill.total()).get();
    let (most, part) = [
        (lang.pick("the host at the source", "der Host am Ursprung"), share(bill.source)),
        (lang.pick("the host at the destination", "der Host am Ziel"), share(bill.destination)),
        (lang.pick("the network", "das Netz"), share(bill.network)),
        (lang.pick("work done later", "nachgeholte Arbeit"), share(redone)),
    ]
    .into_iter()
    .fold(("", 0.0), |most, next| if most.1 < next.1 { next } else { most });
    let (all, part) = (say(bill.total()), percent(part, lang));
    let balance = outcome.figures.balance(account);
    let total = balance.map(|balance| amount(balance.cost, account, lang));
    let counts = match (account, &total, lang) {
        (Account::Energy, ..) | (_, None, _) => String::new(),
        (Account::Money, Some(total), Lang::En) => format!(", which costs {total} with all fees"),
        (Account::Money, Some(total), Lang::De) => {
            format!(", das kostet mit allen Gebühren {total}")
        }
        (Account::Carbon, Some(total), Lang::En) => format!(", which emits {total} of CO₂"),
        (Account::Carbon, Some(total), Lang::De) => format!(", das verursacht {total} CO₂"),
    };
    let unknown = match balance {
        None => no_sums(scenario, lang).map_or_else(String::new, |said| format!(" {said}")),
        Some(_) => String::new(),
    };
    let plain = match lang {
        Lang::En => format!(
            "Moving takes {all} once{counts}; {most} takes most of the energy, {part}.{unknown}"
        ),
        Lang::De => format!(
            "Der Umzug braucht einmal {all}{counts}; am meisten Energie, {part}, braucht {most}.{unknown}"
        ),
    };
    let active: Seconds = outcome.trace.moves.iter().map(|m| m.active).sum();
    let busy = |pue: f64, joules: Energy| {
        let watts = joules.to_joules() / (active.get() * pue).max(f64::MIN_POSITIVE);
        let (watts, pue) = (quantity(watts, Measure::Power, lang), number(pue, lang));
        let hours = duration(active.get(), lang);
        format!("{watts} × {hours} × PUE {pue} = {}", say(joules))
    };
    let mut steps = vec![formula(account, lang)];
    if let Some((total, weights)) = total.zip(weights(account, scenario)) {
        steps.push(format!("= {} = {total}", terms(account, bill, weights, lang)));
    }
    if account == Account::Money {
        steps.extend(exchanged(scenario, lang));
    }
    let at_source = busy(source.pue.get(), bill.source);
    let at_destination = busy(destination.pue.get(), bill.destination);
    let sent = quantity(outcome.figures.sent.get(), Measure::Size, lang);
    let coefficient = quantity(Field::Network.get(scenario), Field::Network.measure(), lang);
    let network = say(bill.network);
    steps.extend(match lang {
        Lang::En => [
            format!("Source: extra watts × time of all moves × PUE = {at_source}"),
            format!("Destination, with second copies and hosts that start: {at_destination}"),
            format!(
                "Network: everything sent × energy per traffic = {sent} × {coefficient} = {network}"
            ),
        ],
        Lang::De => [
            format!("Ursprung: zusätzliche Leistung × Zeit aller Umzüge × PUE = {at_source}"),
            format!("Ziel, mit zweiten Kopien und startenden Hosts: {at_destination}"),
            format!(
                "Netz: alles Gesendete × Energie je Datenmenge = {sent} × {coefficient} = {network}"
            ),
        ],
    });
    if redone.is_positive() {
        let joules = say(redone);
        steps.push(match lang {
            Lang::En => format!(
                "Work done later: power that a VM adds × (throttle × time + longest stall + dip after switchover) × PUE, over all VMs = {joules}; at most, for what a VM does not draw while it waits is not taken off"
            ),
            Lang::De => format!(
                "Nachgeholte Arbeit: Leistung, die eine VM hinzufügt × (Drosselung × Zeit + längste Pause + Einbruch nach dem Umschalten) × PUE, über alle VMs = {joules}; höchstens, denn was eine wartende VM nicht braucht, ist nicht abgezogen"
            ),
        });
    }
    steps.extend(hosts(scenario, lang));
    (plain, steps)
}

/// What counts for how much.
pub(super) fn formula(account: Account, lang: Lang) -> String {
    let (name, times) = (name(account, lang), times_what(account, lang));
    let [site, mean, fees] = match (account, lang) {
        (Account::Energy, _) => [""; 3],
        (Account::Money, Lang::En) => [" there", " × mean of both prices", " + fees"],
        (Account::Money, Lang::De) => [" dort", " × Mittel beider Preise", " + Gebühren"],
        (Account::Carbon, Lang::En) => [" there", " × mean of both", ""],
        (Account::Carbon, Lang::De) => [" dort", " × Mittel beider", ""],
    };
    match lang {
        Lang::En => format!(
            "{name} = energy at the source{times}{site} + energy at the destination{times}{site} + energy of the network{mean}{fees}"
        ),
        Lang::De => format!(
            "{name} = Energie am Ursprung{times}{site} + Energie am Ziel{times}{site} + Energie des Netzes{mean}{fees}"
        ),
    }
}

/// The parts of a bill times what they count, and the fees.
pub(super) fn terms(
    account: Account,
    bill: &EnergyBill,
    [here, there]: [f64; 2],
    lang: Lang,
) -> String {
    let later = [(bill.redone[0], here), (bill.redone[1], there)];
    let later = later.into_iter().filter(|(part, _)| part.is_positive());
    let between = f64::midpoint(here, there);
    let fees = (account == Account::Money).then(|| money(bill.fees.get(), lang));
    let terms = [(bill.source, here), (bill.destination, there), (bill.network, between)]
        .into_iter()
        .chain(later)
        .map(|(part, weight)| energy(part.to_joules(), lang) + &times(weight, account, lang))
        .chain(fees);
    terms.collect::<Vec<_>>().join(" + ")
}

/// When the move has paid.
pub(super) fn break_even(
    account: Account,
    outcome: &Outcome,
    scenario: &Scenario,
    lang: Lang,
) -> Worked {
    let figures = &outcome.figures;
    let formula = match (account, lang) {
        (Account::Money, Lang::En) => "Break-even time = cost of the move / saving per hour",
        (_, Lang::En) => "Break-even time = what the move takes / saving per hour",
        (Account::Money, Lang::De) => {
            "Amortisationszeit = Kosten des Umzugs / Ersparnis pro Stunde"
        }
        (_, Lang::De) => "Amortisationszeit = Aufwand des Umzugs / Ersparnis pro Stunde",
    };
    let Some(balance) = figures.balance(account) else {
        return (no_sums(scenario, lang).unwrap_or_default(), vec![formula.to_owned()]);
    };
    let Balance { cost, saving_per_hour, .. } = balance;
    let [cost, hourly] = [cost, saving_per_hour].map(|sum| amount(sum, account, lang));
    let paid = match balance.break_even() {
        BreakEven::After(after) if 0 < figures.arrived => Some(duration(after.get(), lang)),
        _ => None,
    };
    let takes = match account {
        Account::Money => lang.pick("costs", "kostet"),
        Account::Energy | Account::Carbon => lang.pick("takes", "braucht"),
    };
    let plain = match (&paid, lang) {
        (Some(paid), Lang::En) => {
            format!(
                "The move {takes} {cost} once and saves {hourly} an hour: after {paid} it has paid."
            )
        }
        (Some(paid), Lang::De) => format!(
            "Der Umzug {takes} einmal {cost} und spart {hourly} pro Stunde: Nach {paid} ist er bezahlt."
        ),
        (None, Lang::En) if figures.arrived == 0 => {
            "It never pays: the VMs do not arrive.".to_owned()
        }
        (None, Lang::De) if figures.arrived == 0 => {
            "Er lohnt sich nie: Die VMs kommen nicht an.".to_owned()
        }
        (None, Lang::En) => {
            format!("It never pays: the move {takes} {cost} once and saves {hourly} an hour.")
        }
        (None, Lang::De) => {
            format!(
                "Er lohnt sich nie: Der Umzug {takes} einmal {cost} und spart {hourly} pro Stunde."
            )
        }
    };
    let result = paid.unwrap_or_else(|| lang.pick("never", "nie").to_owned());
    let mut steps = vec![formula.to_owned(), format!("= {cost} / {hourly} = {result}")];
    steps.extend(saving_steps(account, figures, scenario, lang));
    (plain, steps)
}

/// What is saved by the hour once all have moved.
pub(super) fn saving(
    account: Account,
    outcome: &Outcome,
    scenario: &Scenario,
    lang: Lang,
) -> Worked {
    let steps = saving_steps(account, &outcome.figures, scenario, lang);
    let Some(balance) = outcome.figures.balance(account) else {
        return (no_sums(scenario, lang).unwrap_or_default(), steps);
    };
    let saved = balance.saving_per_hour;
    let sum = amount(saved.abs(), account, lang);
    let plain = match (0.0 <= saved, lang) {
        (true, Lang::En) => format!("At the destination the VMs take {sum} less every hour."),
        (true, Lang::De) => format!("Am Ziel brauchen die VMs jede Stunde {sum} weniger."),
        (false, Lang::En) => format!("At the destination the VMs take {sum} more every hour."),
        (false, Lang::De) => format!("Am Ziel brauchen die VMs jede Stunde {sum} mehr."),
    };
    (plain, steps)
}

fn saving_steps(
    account: Account,
    figures: &Figures,
    scenario: &Scenario,
    lang: Lang,
) -> Vec<String> {
    let what = |there: &str| match times_what(account, lang) {
        "" => String::new(),
        what => format!("{what} {there}"),
    };
    let mut steps = vec![match lang {
        Lang::En => format!(
            "Saving per hour = power of the VMs here × PUE here{} − power there × PUE there{}",
            what("here"),
            what("there")
        ),
        Lang::De => format!(
            "Ersparnis pro Stunde = Leistung der VMs hier × PUE hier{} − Leistung dort × PUE dort{}",
            what("hier"),
            what("dort")
        ),
    }];
    let Some((balance, weights)) = figures.balance(account).zip(weights(account, scenario)) else {
        return steps;
    };
    let hourly = amount(balance.saving_per_hour, account, lang);
    let sites = [&scenario.source, &scenario.destination];
    let [here, there] = [0, 1].map(|at| {
        let watts = quantity(figures.watts[at].get(), Measure::Power, lang);
        let pue = number(sites[at].pue.get(), lang);
        format!("{watts} × {pue}{}", times(weights[at], account, lang))
    });
    steps.push(format!("= {here} − {there} = {hourly}"));
    if account == Account::Money {
        steps.extend(exchanged(scenario, lang));
    }
    steps.extend(hosts(scenario, lang));
    steps
}

/// What remains of the saving after the stay.
pub(super) fn net(sums: &Sums, stay: Seconds, lang: Lang) -> String {
    let hourly = sums.saving_per_hour.get();
    let gross = money(hourly * stay.get() / SECONDS_PER_HOUR, lang);
    let (cost, net) = (money(sums.cost.get(), lang), money(sums.net_saving.get(), lang));
    let (hourly, stay) = (money(hourly, lang), duration(stay.get(), lang));
    match lang {
        Lang::En => format!(
            "Net saving = saving per hour × stay − cost = {hourly} × {stay} − {cost} = {gross} − {cost} = {net}"
        ),
        Lang::De => format!(
            "Was bleibt = Ersparnis pro Stunde × Aufenthalt − Kosten = {hourly} × {stay} − {cost} = {gross} − {cost} = {net}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::check::check as bound;

    #[test]
    fn parts_of_the_bill_add_up_in_every_account() {
        let mut scenario = Scenario::default();
        scenario.power.redone = true;
        let (checked, _) = bound(scenario);
        let figures = plan(&checked).chosen().figures;
        let bill = &figures.bill;
        for account in Account::ALL {
            let [here, there] = weights(account, checked.get()).expect("all is in EUR");
            let [stay, arrive] = bill.redone;
            let fees = if account == Account::Money { bill.fees.get() } else { 0.0 };
            let sum = (bill.source + stay).to_kwh() * here
                + (bill.destination + arrive).to_kwh() * there
                + bill.network.to_kwh() * f64::midpoint(here, there)
                + fees;
            let cost = figures.balance(account).expect("all is in EUR").cost;
            assert!((sum - cost).abs() < 1e-9 * cost.abs().max(1.0), "{account:?}: {sum} {cost}");
        }
    }

    #[test]
    fn saving_is_power_by_pue_by_what_a_kilowatt_hour_counts() {
        let (checked, _) = bound(Scenario::default());
        let scenario = checked.get();
        let figures = plan(&checked).chosen().figures;
        for account in Account::ALL {
            let [here, there] = weights(account, scenario).expect("all is in EUR");
            let [kw_here, kw_there] = figures.watts.map(|watts| watts.get() / 1000.0);
            let sum = kw_here * scenario.source.pue.get() * here
                - kw_there * scenario.destination.pue.get() * there;
            let saving = figures.balance(account).expect("all is in EUR").saving_per_hour;
            assert!((sum - saving).abs() < 1e-9, "{account:?}: {sum} {saving}");
        }
    }
}
