//! How a figure, or the verdict, came about: one sentence for a manager, the formula with the numbers
//! in it for an engineer, and the inputs it depends on.

use super::figures::figures;
use super::verdict::verdict;
use super::words::{machines, no_sums};
use super::working::{hosts, saving};
use crate::chart::words::{size, stage};
use crate::model::breakeven::BreakEven;
use crate::model::energy::EnergyBill;
use crate::model::trace::{Move, Segment, Stage};
use crate::plan::{Outcome, Plan, Sums};
use crate::quantity::{Lang, duration, energy, money, number, percent, quantity};
use crate::scenario::check::Checked;
use crate::scenario::choice::Options;
use crate::scenario::field::Measure;
use crate::scenario::{Currency, Field, Scenario, Site};
use crate::units::{Bytes, CarbonPrice, Energy, EnergyPrice, SECONDS_PER_HOUR, Seconds};

/// What can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// From the first request until the last machine has arrived.
    TotalTime,
    /// How long a machine runs nowhere.
    Downtime,
    /// Energy and money that the move takes.
    Cost,
    /// When it has paid.
    BreakEven,
    /// Whether to move.
    Verdict,
}

impl Question {
    /// The four figures, in the order of [`figures`].
    pub const FIGURES: [Self; 4] = [Self::TotalTime, Self::Downtime, Self::Cost, Self::BreakEven];
}

/// An answer to it.
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
}

/// Explains a figure of the chosen technique, or the verdict on it.
pub fn explain(question: Question, scenario: &Checked, plan: &Plan, lang: Lang) -> Explanation {
    let outcome = plan.chosen();
    let stated = scenario.get();
    let (plain, steps) = match question {
        Question::TotalTime => total_time(outcome, stated, lang),
        Question::Downtime => downtime(outcome, stated, lang),
        Question::Cost => cost(outcome, stated, lang),
        Question::BreakEven => break_even(outcome, stated, lang),
        Question::Verdict => whole(scenario, plan, lang),
    };
    let at = Question::FIGURES.iter().position(|figure| *figure == question);
    let title = at.map_or_else(
        || verdict(scenario, plan, lang).headline,
        |at| {
            let all = figures(outcome, stated.policy.downtime_limit, stated.stay, lang);
            format!("{}: {}", all[at].label, all[at].value)
        },
    );
    let mut inputs = inputs(question);
    inputs.retain(|field| field.applies(stated));
    Explanation { title, plain, steps, inputs }
}

fn inputs(question: Question) -> Vec<Field> {
    use Field as F;
    let copying = [
        F::LinkRate,
        F::Vms,
        F::Concurrency,
        F::Touched,
        F::WorkingSet,
        F::DirtyPageRate,
        F::Disk,
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
    let costing = [
        F::Network,
        F::SourcePrice,
        F::SourceRate,
        F::DestinationPrice,
        F::DestinationRate,
        F::MigrationThreads,
    ];
    let saving = [
        F::SourcePrice,
        F::SourceRate,
        F::DestinationPrice,
        F::DestinationRate,
        F::SourcePue,
        F::DestinationPue,
        F::Vcpus,
        F::Load,
        F::HostPeak,
        F::HostIdle,
        F::HostThreads,
    ];
    match question {
        Question::TotalTime => copying.to_vec(),
        Question::Downtime => {
            let skipped = [F::Vms, F::Overhead, F::Disk];
            copying.into_iter().filter(|field| !skipped.contains(field)).collect()
        }
        Question::Cost => {
            let rest = [
                F::SourcePue,
                F::DestinationPue,
                F::HostPeak,
                F::HostIdle,
                F::HostThreads,
                F::WakeUp,
                F::Egress,
                F::Standstill,
                F::CarbonPrice,
                F::LinkRate,
                F::Vms,
                F::Disk,
                F::Touched,
            ];
            [&costing[..], &rest].concat()
        }
        Question::BreakEven => [&saving[..], &[F::Network, F::CarbonPrice]].concat(),
        Question::Verdict => [&[F::Stay, F::DowntimeLimit][..], &saving, &[F::Network]].concat(),
    }
}

/// What it takes in words and in steps.
type Told = (String, Vec<String>);

fn total_time(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Told {
    let figures = &outcome.figures;
    let by_end = |a: &&Move, b: &&Move| a.end.get().total_cmp(&b.end.get());
    let Some(last) = outcome.trace.moves.iter().max_by(by_end) else {
        return Default::default();
    };
    let parts = parts(outcome.trace.of(last.vm), lang);
    let longest = parts.iter().max_by(|a, b| a.time.get().total_cmp(&b.time.get()));
    let vms = machines(scenario.fleet.vms, lang);
    let total = duration(figures.total_time.get(), lang);
    let most = longest.map_or_else(String::new, |part| {
        let share = percent(part.time.share_of(figures.total_time).get(), lang);
        match lang {
            Lang::En => format!(" The longest part, {share} of it, is: {}.", part.name),
            Lang::De => format!(" Der längste Teil, {share} davon, ist: {}.", part.name),
        }
    });
    let plain = match (figures.ending.completes(), lang) {
        (true, Lang::En) => {
            format!("{total} after the first request all of it is over for {vms}.{most}")
        }
        (true, Lang::De) => {
            format!("{total} nach der ersten Anforderung ist für {vms} alles vorbei.{most}")
        }
        (false, Lang::En) => format!("After {total} the move is given up.{most}"),
        (false, Lang::De) => format!("Nach {total} wird der Umzug abgebrochen.{most}"),
    };
    let mut names: Vec<String> = parts.iter().map(|part| part.name.clone()).collect();
    let mut times: Vec<String> = parts.iter().map(|part| duration(part.time.get(), lang)).collect();
    if last.start.is_positive() {
        names.insert(0, lang.pick("waiting for a place", "Warten auf einen Platz").to_owned());
        times.insert(0, duration(last.start.get(), lang));
    }
    let name = lang.pick("Total migration time", "Gesamte Migrationszeit");
    let whose = match lang {
        Lang::En => format!(", for VM {}, the last one", last.vm + 1),
        Lang::De => format!(", für VM {}, die letzte", last.vm + 1),
    };
    let mut steps = vec![
        format!("{name} = {}{whose}", names.join(" + ")),
        format!("= {} = {total}", times.join(" + ")),
    ];
    steps.extend(parts.iter().filter_map(|part| part.division(lang)));
    steps.push(shared(scenario, lang));
    (plain, steps)
}

/// What one machine gets of the link.
fn shared(scenario: &Scenario, lang: Lang) -> String {
    let link = quantity(scenario.link.rate.get(), Measure::BitRate, lang);
    let together = scenario.fleet.concurrency.min(scenario.fleet.vms).max(1.0);
    let share = quantity(scenario.link.rate.get() / together, Measure::BitRate, lang);
    let together = number(together, lang);
    match lang {
        Lang::En => format!(
            "A VM’s fair share of the link: {link} / {together} = {share}, packet headers included, and more while others pause"
        ),
        Lang::De => format!(
            "Der gerechte Anteil einer VM an der Verbindung: {link} / {together} = {share} samt Paketköpfen, und mehr, während andere pausieren"
        ),
    }
}

/// Segments of one stage together.
struct Part {
    stage: Stage,
    name: String,
    rounds: u32,
    time: Seconds,
    sent: Bytes,
}

impl Part {
    /// Its time as what was sent over its rate.
    fn division(&self, lang: Lang) -> Option<String> {
        if !self.sent.is_positive() || !self.time.is_positive() {
            return None;
        }
        let rate = quantity(self.sent.get() / self.time.get(), Measure::BitRate, lang);
        let (sent, time) = (size(self.sent, lang), duration(self.time.get(), lang));
        let name = &self.name;
        Some(match lang {
            Lang::En => format!("{name}: {sent} sent at {rate} on average = {time}"),
            Lang::De => format!("{name}: {sent} gesendet mit im Mittel {rate} = {time}"),
        })
    }
}

/// The stages of one machine, in order, the rounds as one.
fn parts<'a>(segments: impl Iterator<Item = &'a Segment>, lang: Lang) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for segment in segments {
        let known = parts.iter().position(|part| part.stage == segment.stage);
        let at = known.unwrap_or_else(|| {
            let (stage, name) = (segment.stage, stage(segment.stage, lang).to_owned());
            parts.push(Part { stage, name, rounds: 0, time: Seconds::ZERO, sent: Bytes::ZERO });
            parts.len() - 1
        });
        let part = &mut parts[at];
        part.time += segment.duration();
        part.sent += segment.sent;
        part.rounds = part.rounds.max(segment.round);
    }
    for part in parts.iter_mut().filter(|part| part.stage == Stage::PreCopy) {
        let count = part.rounds;
        part.name = match (count, lang) {
            (1, Lang::En) => "1 round".to_owned(),
            (1, Lang::De) => "1 Runde".to_owned(),
            (_, Lang::En) => format!("{count} rounds"),
            (_, Lang::De) => format!("{count} Runden"),
        };
    }
    parts
}

fn downtime(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Told {
    let figures = &outcome.figures;
    let vm = outcome.typical();
    let still = outcome.trace.of(vm).filter(|segment| segment.stage.stands_still());
    let parts = parts(still, lang);
    let total = duration(figures.downtime.get(), lang);
    let limit = duration(scenario.policy.downtime_limit.get(), lang);
    if parts.is_empty() {
        let plain = match lang {
            Lang::En => "The VM never stands still: it is never handed over.",
            Lang::De => "Die VM steht nie still: Sie wird nie übergeben.",
        };
        return (plain.to_owned(), Vec::new());
    }
    let within = figures.downtime <= scenario.policy.downtime_limit;
    let plain = match (within, lang) {
        (true, Lang::En) => format!(
            "For {total} nobody can use a VM, while what is left of it goes over; up to {limit} is allowed."
        ),
        (true, Lang::De) => format!(
            "{total} lang ist eine VM für niemanden da, während ihr Rest übertragen wird; erlaubt sind {limit}."
        ),
        (false, Lang::En) => format!(
            "For {total} nobody can use a VM, while what is left of it goes over; only {limit} was meant to be."
        ),
        (false, Lang::De) => format!(
            "{total} lang ist eine VM für niemanden da, während ihr Rest übertragen wird; gewollt waren nur {limit}."
        ),
    };
    let names: Vec<&str> = parts.iter().map(|part| &*part.name).collect();
    let times: Vec<String> = parts.iter().map(|part| duration(part.time.get(), lang)).collect();
    let name = lang.pick("Downtime", "Ausfallzeit");
    let whose = match lang {
        Lang::En => format!(", for VM {}, the one in the middle", vm + 1),
        Lang::De => format!(", für VM {}, die mittlere", vm + 1),
    };
    let mut steps = vec![
        format!("{name} = {}{whose}", names.join(" + ")),
        format!("= {} = {total}", times.join(" + ")),
    ];
    steps.extend(parts.iter().filter_map(|part| part.division(lang)));
    let rounds = outcome.trace.of(vm).filter(|segment| segment.stage == Stage::PreCopy);
    if let Some(last) = rounds.last()
        && last.duration().is_positive()
        && !outcome.trace.of(vm).any(|segment| segment.stage == Stage::DemandPaging)
    {
        let rate = last.sent.get() / last.duration().get();
        let fits = size(Bytes::new(rate * scenario.policy.downtime_limit.get()), lang);
        let rate = quantity(rate, Measure::BitRate, lang);
        steps.push(match lang {
            Lang::En => format!(
                "It stops by itself once what is left fits into the limit: {rate} × {limit} = {fits}"
            ),
            Lang::De => format!(
                "Von selbst hält sie an, sobald der Rest ins Limit passt: {rate} × {limit} = {fits}"
            ),
        });
    }
    (plain, steps)
}

/// The prices at the meters of both sites in EUR, with what their carbon costs.
fn prices(scenario: &Scenario) -> Option<[EnergyPrice; 2]> {
    let carbon_price = scenario.power.carbon_price;
    let here = scenario.source.meter_price(carbon_price)?;
    Some([here, scenario.destination.meter_price(carbon_price)?])
}

/// How prices in other currencies come to EUR.
fn exchanged(scenario: &Scenario, lang: Lang) -> impl Iterator<Item = String> {
    [&scenario.source, &scenario.destination].into_iter().filter_map(move |site| {
        if site.currency == Currency::Eur {
            return None;
        }
        let (code, rate) = (site.currency.name(), number(site.rate.get(), lang));
        let price = number(site.price.to_per_kwh(), lang);
        let euros = say_price(site.meter_price(CarbonPrice::ZERO)?, lang);
        Some(format!("{price}\u{202f}{code}/kWh / ({rate}\u{202f}{code}/EUR) = {euros}"))
    })
}

fn say_price(price: EnergyPrice, lang: Lang) -> String {
    quantity(price.to_per_kwh(), Measure::Price, lang)
}

fn cost(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Told {
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
    let total = outcome.figures.money.map(|sums| money(sums.cost.get(), lang));
    let costs = match (&total, lang) {
        (None, _) => String::new(),
        (Some(total), Lang::En) => format!(", which costs {total} with all fees"),
        (Some(total), Lang::De) => format!(", das kostet mit allen Gebühren {total}"),
    };
    let unknown = no_sums(scenario, lang).map_or_else(String::new, |said| format!(" {said}"));
    let plain = match lang {
        Lang::En => format!(
            "Moving takes {all} once{costs}; {most} takes most of the energy, {part}.{unknown}"
        ),
        Lang::De => format!(
            "Der Umzug braucht einmal {all}{costs}; am meisten Energie, {part}, braucht {most}.{unknown}"
        ),
    };
    let active: Seconds = outcome.trace.moves.iter().map(|m| m.active).sum();
    let busy = |pue: f64, joules: Energy| {
        let watts = joules.to_joules() / (active.get() * pue).max(f64::MIN_POSITIVE);
        let (watts, pue) = (quantity(watts, Measure::Power, lang), number(pue, lang));
        let hours = duration(active.get(), lang);
        format!("{watts} × {hours} × PUE {pue} = {}", say(joules))
    };
    let mut steps = vec![
        lang.pick(
            "Cost = energy at the source × price there + energy at the destination × price there + energy of the network × mean of both prices + fees",
            "Kosten = Energie am Ursprung × Preis dort + Energie am Ziel × Preis dort + Energie des Netzes × Mittel beider Preise + Gebühren",
        )
        .to_owned(),
    ];
    if let Some((total, prices)) = total.zip(prices(scenario)) {
        steps.push(format!("= {} = {total}", costing(bill, prices, lang)));
    }
    steps.extend(exchanged(scenario, lang));
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

/// The parts of a bill times their prices, and the fees.
fn costing(bill: &EnergyBill, [here, there]: [EnergyPrice; 2], lang: Lang) -> String {
    let between = EnergyPrice::per_kwh(f64::midpoint(here.to_per_kwh(), there.to_per_kwh()));
    let later = [(bill.redone[0], here), (bill.redone[1], there)];
    let later = later.into_iter().filter(|(part, _)| part.is_positive());
    let terms = [(bill.source, here), (bill.destination, there), (bill.network, between)]
        .into_iter()
        .chain(later)
        .map(|(part, price)| {
            format!("{} × {}", energy(part.to_joules(), lang), say_price(price, lang))
        })
        .chain([money(bill.fees.get(), lang)]);
    terms.collect::<Vec<_>>().join(" + ")
}

fn break_even(outcome: &Outcome, scenario: &Scenario, lang: Lang) -> Told {
    let figures = &outcome.figures;
    let Some((sums, [here, there])) = figures.money.zip(prices(scenario)) else {
        let formula = lang.pick(
            "Break-even time = cost of the move / saving per hour",
            "Amortisationszeit = Kosten des Umzugs / Ersparnis pro Stunde",
        );
        return (no_sums(scenario, lang).unwrap_or_default(), vec![formula.to_owned()]);
    };
    let cost = money(sums.cost.get(), lang);
    let hourly = money(sums.saving_per_hour.get(), lang);
    let paid = match sums.break_even {
        BreakEven::After(after) if figures.ending.completes() => Some(duration(after.get(), lang)),
        _ => None,
    };
    let plain = match (&paid, lang) {
        (Some(paid), Lang::En) => {
            format!(
                "The move costs {cost} once and saves {hourly} an hour: after {paid} it has paid."
            )
        }
        (Some(paid), Lang::De) => format!(
            "Der Umzug kostet einmal {cost} und spart {hourly} pro Stunde: Nach {paid} ist er bezahlt."
        ),
        (None, Lang::En) if !figures.ending.completes() => {
            "It never pays: the VMs do not arrive.".to_owned()
        }
        (None, Lang::De) if !figures.ending.completes() => {
            "Er lohnt sich nie: Die VMs kommen nicht an.".to_owned()
        }
        (None, Lang::En) => {
            format!("It never pays: the move costs {cost} once and saves {hourly} an hour.")
        }
        (None, Lang::De) => {
            format!(
                "Er lohnt sich nie: Der Umzug kostet einmal {cost} und spart {hourly} pro Stunde."
            )
        }
    };
    let result = paid.unwrap_or_else(|| lang.pick("never", "nie").to_owned());
    let at = |site: &Site, price: EnergyPrice| {
        format!("{} × {}", say_price(price, lang), number(site.pue.get(), lang))
    };
    let (here, there) = (at(&scenario.source, here), at(&scenario.destination, there));
    let saving = saving(figures, &here, &there, lang);
    let mut steps = match lang {
        Lang::En => vec![
            "Break-even time = cost of the move / saving per hour".to_owned(),
            format!("= {cost} / {hourly} = {result}"),
            "Saving per hour = power of the VMs × (price × PUE here − price × PUE there)"
                .to_owned(),
            format!("= {saving} = {hourly}"),
        ],
        Lang::De => vec![
            "Amortisationszeit = Kosten des Umzugs / Ersparnis pro Stunde".to_owned(),
            format!("= {cost} / {hourly} = {result}"),
            "Ersparnis pro Stunde = Leistung der VMs × (Preis × PUE hier − Preis × PUE dort)"
                .to_owned(),
            format!("= {saving} = {hourly}"),
        ],
    };
    steps.extend(exchanged(scenario, lang));
    steps.extend(hosts(scenario, lang));
    (plain, steps)
}

/// What remains of the saving after the stay.
fn net(sums: &Sums, stay: Seconds, lang: Lang) -> String {
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

fn whole(scenario: &Checked, plan: &Plan, lang: Lang) -> Told {
    let outcome = plan.chosen();
    let stated = scenario.get();
    let figures = &outcome.figures;
    let (_, mut steps) = break_even(outcome, stated, lang);
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
    steps.extend(figures.money.map(|sums| net(&sums, stated.stay, lang)));
    steps.push(match lang {
        Lang::En => format!("Downtime {still} {holds} limit {limit}"),
        Lang::De => format!("Ausfallzeit {still} {holds} Limit {limit}"),
    });
    (verdict(scenario, plan, lang).reason, steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::Technique;
    use crate::scenario::check::check as bound;

    const ALL: [Question; 5] = [
        Question::TotalTime,
        Question::Downtime,
        Question::Cost,
        Question::BreakEven,
        Question::Verdict,
    ];

    fn ask(question: Question, lang: Lang, change: impl Fn(&mut Scenario)) -> Explanation {
        let mut scenario = Scenario::default();
        change(&mut scenario);
        let (checked, _) = bound(scenario);
        explain(question, &checked, &plan(&checked), lang)
    }

    fn outcome(technique: Technique) -> (Checked, Outcome) {
        let mut scenario = Scenario::default();
        scenario.policy.technique = technique;
        scenario.fleet.concurrency = 4.0;
        let (checked, _) = bound(scenario);
        let plan = plan(&checked);
        (checked, plan.chosen().clone())
    }

    #[test]
    fn everything_has_a_sentence_steps_and_inputs_in_both_languages() {
        for technique in Technique::ALL {
            for (question, lang) in ALL.into_iter().flat_map(|q| [(q, Lang::En), (q, Lang::De)]) {
                let told = ask(question, lang, |s| s.policy.technique = technique);
                assert!(!told.title.is_empty() && !told.plain.is_empty(), "{told:?}");
                assert!(2 <= told.steps.len() && 3 <= told.inputs.len(), "{told:?}");
                assert!(!told.steps.concat().contains("NaN"), "{told:?}");
            }
        }
    }

    #[test]
    fn stages_of_the_last_machine_add_up_to_the_total_migration_time() {
        for technique in Technique::ALL {
            let (_, outcome) = outcome(technique);
            let moves = outcome.trace.moves.iter();
            let last = moves.max_by(|a, b| a.end.get().total_cmp(&b.end.get())).expect("it moved");
            let parts = parts(outcome.trace.of(last.vm), Lang::En);
            let sum = last.start + parts.iter().map(|part| part.time).sum::<Seconds>();
            assert!((sum - outcome.figures.total_time).get().abs() < 1e-6, "{technique:?} {sum:?}");
        }
    }

    #[test]
    fn standing_still_adds_up_to_the_downtime() {
        for technique in Technique::ALL {
            let (_, outcome) = outcome(technique);
            let still = outcome.trace.of(outcome.typical()).filter(|s| s.stage.stands_still());
            let sum: Seconds = parts(still, Lang::En).iter().map(|part| part.time).sum();
            assert!((sum - outcome.figures.downtime).get().abs() < 1e-6, "{technique:?} {sum:?}");
        }
    }

    #[test]
    fn parts_of_the_bill_add_up_to_the_cost() {
        let mut scenario = Scenario::default();
        scenario.power.redone = true;
        let (checked, _) = bound(scenario);
        let outcome = plan(&checked).chosen().clone();
        let scenario = checked.get();
        let bill = &outcome.figures.bill;
        let [here, there] = prices(scenario).expect("all is in EUR");
        let mean = EnergyPrice::per_kwh(f64::midpoint(here.to_per_kwh(), there.to_per_kwh()));
        let [stay, arrive] = bill.redone;
        let sum = (bill.source + stay) * here
            + (bill.destination + arrive) * there
            + bill.network * mean
            + bill.fees;
        let cost = outcome.figures.money.expect("all is in EUR").cost;
        assert!((sum - cost).get().abs() < 1e-9);
    }

    #[test]
    fn money_in_another_currency_is_explained_with_its_rate_or_asked_for() {
        for (question, lang) in ALL.into_iter().flat_map(|q| [(q, Lang::En), (q, Lang::De)]) {
            let ask = |rate: f64| {
                ask(question, lang, |s| {
                    s.source.currency = Currency::Aud;
                    Field::SourceRate.set(s, rate);
                })
            };
            let (unknown, known) = (ask(0.0), ask(2.0));
            assert!(!unknown.plain.is_empty() && !unknown.steps.is_empty(), "{unknown:?}");
            let is_money = !matches!(question, Question::TotalTime | Question::Downtime);
            assert_eq!(unknown.plain.contains("AUD"), is_money, "{unknown:?}");
            assert_eq!(known.steps.concat().contains("/kWh / (2"), is_money, "{known:?}");
            assert_eq!(known.inputs.contains(&Field::SourceRate), is_money);
        }
    }

    #[test]
    fn what_never_pays_says_so_in_its_own_words() {
        let told = ask(Question::BreakEven, Lang::En, |s| {
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
    fn only_inputs_that_matter_are_named() {
        let told = ask(Question::TotalTime, Lang::En, |_| {});
        assert!(told.inputs.contains(&Field::LinkRate));
        assert!(!told.inputs.contains(&Field::TimeoutPerGib), "that is of other controllers");
    }
}
