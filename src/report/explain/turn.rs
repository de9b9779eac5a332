//! What would turn the decision, and what coming back costs.

use super::Worked;
use super::sums::{exchanged, formula, terms, weights};
use crate::model::breakeven::Account;
use crate::plan::Outcome;
use crate::quantity::{Lang, duration, energy, money, number, quantity};
use crate::report::words::{UNKNOWN, no_sums};
use crate::scenario::field::Measure;
use crate::scenario::{Field, Scenario};
use crate::units::Watts;

/// The formula, the same with numbers, and how prices come to EUR.
fn steps(formula: String, numbers: String, scenario: &Scenario, lang: Lang) -> Vec<String> {
    [formula, numbers].into_iter().chain(exchanged(scenario, lang)).collect()
}

/// Where there is nothing to work out: money is not known, or nothing is sent or runs.
fn unknown(formula: &str, scenario: &Scenario, lang: Lang) -> Worked {
    let nothing =
        lang.pick("Nothing is sent or runs there.", "Nichts wird gesendet oder läuft dort.");
    let plain = no_sums(scenario, lang).unwrap_or_else(|| nothing.to_owned());
    (plain, vec![formula.to_owned(), format!("= {UNKNOWN}")])
}

/// The price at the destination at which the planned stay just pays for the move.
pub(super) fn even_price(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Worked {
    let formula = lang.pick(
        "Price = (what staying at the source would cost − cost of the move) / energy at the destination",
        "Preis = (was Bleiben am Ursprung kostete − Kosten des Umzugs) / Energie am Ziel",
    );
    let figures = &outcome.figures;
    let sums = figures.money.zip(weights(Account::Money, scenario));
    let Some((even, (sums, [here, _]))) = sums.and_then(|known| Some((known.0.even_price?, known)))
    else {
        return unknown(formula, scenario, lang);
    };
    let stay = duration(scenario.stay.get(), lang);
    let price = |per_kwh: f64| quantity(per_kwh, Measure::Price, lang);
    let (even, cost) = (price(even.to_per_kwh()), money(sums.cost.get(), lang));
    let plain = match lang {
        Lang::En => format!(
            "If a kilowatt-hour at the destination cost {even}, {stay} there would save just what the move costs; where it costs more, that stay does not pay."
        ),
        Lang::De => format!(
            "Kostete eine Kilowattstunde am Ziel {even}, so sparten {stay} dort gerade, was der Umzug kostet; kostet sie mehr, lohnt sich dieser Aufenthalt nicht."
        ),
    };
    let used = |watts: Watts, pue: f64| {
        let (watts, pue) = (quantity(watts.get(), Measure::Power, lang), number(pue, lang));
        format!("{watts} × PUE {pue} × {stay}")
    };
    let (source, destination) = (&scenario.source, &scenario.destination);
    let [stays, moves] =
        [used(figures.watts[0], source.pue.get()), used(figures.watts[1], destination.pue.get())];
    let carbon = price((destination.carbon * scenario.power.carbon_price).to_per_kwh());
    let less = match lang {
        _ if Field::CarbonPrice.get(scenario) == 0.0 => String::new(),
        Lang::En => format!(" − what its carbon costs {carbon}"),
        Lang::De => format!(" − was sein CO₂ kostet {carbon}"),
    };
    let here = price(here);
    let numbers = format!("= ({stays} × {here} − {cost}) / ({moves}){less} = {even}");
    (plain, steps(formula.to_owned(), numbers, scenario, lang))
}

/// What moving everything back costs.
pub(super) fn back(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Worked {
    let figures = &outcome.figures;
    let formula = formula(Account::Money, lang);
    let Some((sums, [here, there])) = figures.money.zip(weights(Account::Money, scenario)) else {
        return unknown(&formula, scenario, lang);
    };
    let back = money(sums.back.get(), lang);
    let takes = energy(figures.bill_back.total().to_joules(), lang);
    let plain = match lang {
        Lang::En => format!(
            "Moving everything back takes {takes} and costs {back}: as much goes over the link, but from there to here."
        ),
        Lang::De => format!(
            "Alles zurückzubringen braucht {takes} und kostet {back}: Es geht ebenso viel über die Verbindung, nur von dort hierher."
        ),
    };
    let swapped = lang.pick("Source and destination swapped: ", "Ursprung und Ziel vertauscht: ");
    let terms = terms(Account::Money, &figures.bill_back, [there, here], lang);
    (plain, steps(formula, format!("{swapped}{terms} = {back}"), scenario, lang))
}

/// The most that could be sent before the move takes more than the planned stay saves.
pub(super) fn worth_sending(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Worked {
    let formula = lang.pick(
        "Worth sending = sent × saving per hour × stay / cost of the move",
        "Lohnendes Senden = Gesendetes × Ersparnis pro Stunde × Aufenthalt / Kosten des Umzugs",
    );
    let figures = &outcome.figures;
    let known = figures.money.zip(figures.most_worth_sending(scenario.stay));
    let Some((sums, most)) = known else {
        return unknown(formula, scenario, lang);
    };
    let [most, sent] = [most, figures.sent].map(|bytes| quantity(bytes.get(), Measure::Size, lang));
    let [hourly, cost] = [sums.saving_per_hour, sums.cost].map(|sum| money(sum.get(), lang));
    let stay = duration(scenario.stay.get(), lang);
    let plain = match lang {
        Lang::En => format!(
            "Sending {sent} costs {cost}. What {stay} at the destination save would pay for {most}, if every byte cost as much."
        ),
        Lang::De => format!(
            "{sent} zu senden kostet {cost}. Was {stay} am Ziel sparen, bezahlte {most}, wenn jedes Byte so viel kostete."
        ),
    };
    let numbers = format!("= {sent} × {hourly} × {stay} / {cost} = {most}");
    (plain, steps(formula.to_owned(), numbers, scenario, lang))
}
