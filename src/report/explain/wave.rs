//! How the numbers of a wave came about.

use super::{Explanation, Given};
use crate::chart::wave::name as machine_name;
use crate::model::trace::Ending;
use crate::plan::wave::{Bottleneck, Outline, Row, WavePlan, WhatIf, is_late};
use crate::quantity::{Lang, duration, number, percent, quantity, signed_percent};
use crate::report::wave::{link, what_if};
use crate::scenario::Field;
use crate::scenario::check::Checked;
use crate::scenario::field::{Measure, Source};
use crate::scenario::wave::{Setting, Wave};
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

/// A column of the table of what-ifs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// When all have moved.
    Makespan,
    /// By how much sooner or later.
    Change,
    /// The downtimes of all.
    Standstill,
    /// How many are late.
    Late,
}

impl Held {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 4] = [Self::Makespan, Self::Change, Self::Standstill, Self::Late];

    /// What stands there: `other` held against what was stated.
    pub fn value(self, other: &Outline, stated: &Outline, lang: Lang) -> String {
        match self {
            Self::Makespan => duration(other.makespan.get(), lang),
            Self::Change => {
                let change = other.makespan.get() / stated.makespan.get().max(1e-9) - 1.0;
                // What is less than a thousandth is nothing.
                signed_percent(libm::round(change * 1e3) / 1e3, lang)
            }
            Self::Standstill => duration(other.downtime.get(), lang),
            Self::Late => other.late.to_string(),
        }
    }
}

/// What can be asked of a wave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Question {
    /// How many arrive.
    Arrived,
    /// When all have moved.
    Makespan,
    /// The downtimes of all.
    Standstill,
    /// How many do not converge.
    Stuck,
    /// How many are late, or never there.
    Late,
    /// How much of the busiest link is used.
    Busiest,
    /// Memory that is given away at the destination.
    Memory,
    /// Virtual CPUs that are given away there.
    Cpus,
    /// How full the fullest host is.
    Fullest,
    /// How many hosts would be enough.
    HostsNeeded,
    /// How many machines are left at the source.
    Left,
    /// How many hosts are empty there.
    HostsFreed,
    /// What happens to one machine.
    Machine(u32),
    /// What would come of another wave.
    Instead(WhatIf, Held),
}

/// What the view knows.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// What was stated of each machine.
    pub scenario: &'a Checked,
    /// What was stated of the wave.
    pub wave: &'a Wave,
    /// What comes of it.
    pub plan: &'a WavePlan,
    /// What would come of others, as far as it is known.
    pub what_ifs: &'a [(WhatIf, Outline)],
}

/// A number, in words and in steps.
struct Told {
    value: String,
    plain: String,
    steps: Vec<String>,
}

/// Explains a number of a wave.
pub fn explain_wave(question: Question, grounds: Grounds<'_>, lang: Lang) -> Explanation {
    let Told { value, plain, steps } = match question {
        Question::Arrived => arrived(grounds, lang),
        Question::Makespan => makespan(grounds, lang),
        Question::Standstill => standstill(grounds, lang),
        Question::Stuck => stuck(grounds, lang),
        Question::Late => late(grounds, lang),
        Question::Busiest => busiest(grounds, lang),
        Question::Memory => memory(grounds, lang),
        Question::Cpus => cpus(grounds, lang),
        Question::Fullest => fullest(grounds, lang),
        Question::HostsNeeded => hosts_needed(grounds, lang),
        Question::Left => left(grounds, lang),
        Question::HostsFreed => hosts_freed(grounds, lang),
        Question::Machine(number) => machine(number, grounds, lang),
        Question::Instead(other, held) => instead(other, held, grounds, lang),
    };
    let Grounds { wave, scenario, .. } = grounds;
    let scenario = scenario.get();
    let usual = Wave::of(scenario);
    let given = |setting: &Setting| {
        let value = wave.get(*setting);
        let is_changed = value.to_bits() != usual.get(*setting).to_bits();
        Given { setting: *setting, value, is_changed }
    };
    let settings = settings(question).iter().map(given).collect();
    let mut inputs = inputs(question);
    inputs.retain(|field| field.applies(scenario));
    let sources = match question {
        Question::Memory
        | Question::Cpus
        | Question::Fullest
        | Question::HostsNeeded
        | Question::Left
        | Question::HostsFreed => Vec::new(),
        _ => vec![Source::Measured],
    };
    let title = format!("{}: {value}", name(question, grounds, lang));
    Explanation { title, plain, steps, inputs, settings, sources }
}

/// What a number is.
pub fn name(question: Question, grounds: Grounds<'_>, lang: Lang) -> String {
    let name = match question {
        Question::Arrived => lang.pick("Machines that arrive", "Maschinen, die ankommen"),
        Question::Makespan => lang.pick("All moved after", "Alle umgezogen nach"),
        Question::Standstill => lang.pick("Standstill in all", "Stillstand insgesamt"),
        Question::Stuck => {
            lang.pick("Machines that do not converge", "Maschinen, die nicht konvergieren")
        }
        Question::Late => lang.pick("Late or never there", "Zu spät oder nie da"),
        Question::Busiest => {
            lang.pick("Use of the busiest link", "Nutzung der am meisten genutzten Verbindung")
        }
        Question::Memory => {
            lang.pick("Memory given away at the destination", "Vergebener Speicher am Ziel")
        }
        Question::Cpus => {
            lang.pick("vCPUs given away at the destination", "Vergebene vCPUs am Ziel")
        }
        Question::Fullest => lang.pick("The fullest host", "Der vollste Host"),
        Question::HostsNeeded => {
            lang.pick("Hosts that would be enough", "Hosts, die reichen würden")
        }
        Question::Left => {
            lang.pick("Machines left at the source", "Maschinen, die am Ursprung bleiben")
        }
        Question::HostsFreed => lang.pick("Empty hosts at the source", "Leere Hosts am Ursprung"),
        Question::Machine(number) => {
            let group = row(number, grounds).map_or(0, |row| row.group);
            let name = machine_name(&grounds.wave.groups, group, number);
            return format!("{name}, {}", lang.pick("ends", "endet"));
        }
        Question::Instead(other, held) => {
            let held = match held {
                Held::Makespan => lang.pick("all moved after", "alle umgezogen nach"),
                Held::Change => lang.pick("against the stated", "gegen die Angabe"),
                Held::Standstill => lang.pick("standstill in all", "Stillstand insgesamt"),
                Held::Late => lang.pick("late", "zu spät"),
            };
            return format!("{}, {held}", what_if(other, lang));
        }
    };
    name.to_owned()
}

/// What of the wave's own limits it depends on.
const fn settings(question: Question) -> &'static [Setting] {
    use Setting as S;
    match question {
        Question::Memory => &[S::Destinations, S::HostMemory, S::MemoryOvercommit, S::Occupied],
        Question::Cpus => &[S::Destinations, S::HostThreads, S::CpuOvercommit],
        Question::Fullest | Question::HostsNeeded => &[
            S::Destinations,
            S::HostMemory,
            S::MemoryOvercommit,
            S::Occupied,
            S::HostThreads,
            S::CpuOvercommit,
        ],
        Question::HostsFreed => &[S::Sources, S::InAll, S::PerSource],
        Question::Busiest => &[
            S::Background,
            S::SourcePort,
            S::DestinationPort,
            S::InAll,
            S::PerSource,
            S::PerDestination,
        ],
        Question::Late => &[S::Window, S::InAll, S::PerSource, S::PerDestination, S::Batch],
        _ => &[
            S::InAll,
            S::PerSource,
            S::PerDestination,
            S::Sources,
            S::Destinations,
            S::SourcePort,
            S::DestinationPort,
            S::Background,
            S::Batch,
            S::Serial,
        ],
    }
}

/// What of the scenario it depends on; its machines are those of the wave's groups.
fn inputs(question: Question) -> Vec<Field> {
    use Field as F;
    match question {
        Question::Memory | Question::Cpus | Question::Fullest | Question::HostsNeeded => Vec::new(),
        Question::Busiest => [F::LinkRate, F::Overhead, F::MaxBandwidth, F::Streams].to_vec(),
        Question::Standstill => {
            [F::DowntimeLimit, F::LinkRate, F::WorkingSet, F::DirtyPageRate, F::RoundLimit].to_vec()
        }
        _ => [
            F::LinkRate,
            F::Overhead,
            F::WorkingSet,
            F::DirtyPageRate,
            F::DowntimeLimit,
            F::RoundLimit,
            F::Timeout,
            F::TimeoutPerGib,
            F::MaxBandwidth,
        ]
        .to_vec(),
    }
}

fn time(seconds: Seconds, lang: Lang) -> String {
    duration(seconds.get(), lang)
}

fn rate(rate: Bandwidth, lang: Lang) -> String {
    quantity(rate.get(), Measure::BitRate, lang)
}

fn size(bytes: Bytes, lang: Lang) -> String {
    quantity(bytes.get(), Measure::Size, lang)
}

fn row(number: u32, grounds: Grounds<'_>) -> Option<&Row> {
    grounds.plan.rows.get(number as usize)
}

/// How many machines ended in one of these ways.
fn ended(grounds: Grounds<'_>, ways: &[Ending]) -> usize {
    grounds.plan.rows.iter().filter(|row| ways.contains(&row.ending)).count()
}

fn arrived(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Outline { arrived, machines, .. } = grounds.plan.outline;
    let gave_up = ended(grounds, &[Ending::OutOfTime]);
    let value = arrived.to_string();
    let plain = match lang {
        Lang::En => format!("{arrived} of {machines} machines run at the destination in the end."),
        Lang::De => format!("{arrived} von {machines} Maschinen laufen am Ende am Ziel."),
    };
    let formula = lang.pick(
        "Arrived = machines − those that give up at their time limit and stay",
        "Angekommen = Maschinen − jene, die an ihrem Zeitlimit aufgeben und bleiben",
    );
    let steps = vec![formula.to_owned(), format!("= {machines} − {gave_up} = {arrived}")];
    Told { value, plain, steps }
}

/// The number of the machine that ends last, and what happens to it.
fn last(plan: &WavePlan) -> Option<(u32, &Row)> {
    (0..).zip(&plan.rows).max_by(|a, b| a.1.end.get().total_cmp(&b.1.end.get()))
}

/// When a machine ends, as a sum.
fn course(row: &Row, lang: Lang) -> [String; 2] {
    let [requested, waiting, moving, end] =
        [row.requested, row.start - row.requested, row.end - row.start, row.end]
            .map(|span| time(span, lang));
    let formula = lang.pick(
        "End = requested at + waiting for a place + under way",
        "Ende = angefordert nach + Warten auf einen Platz + unterwegs",
    );
    [formula.to_owned(), format!("= {requested} + {waiting} + {moving} = {end}")]
}

/// What a machine got of the links, and how it ended.
fn share(row: &Row, lang: Lang) -> Vec<String> {
    let (sent, moving) = (size(row.sent, lang), time(row.end - row.start, lang));
    let got = rate(row.rate(), lang);
    let rounds = row.rounds;
    let mut steps = vec![match lang {
        Lang::En => format!(
            "Its share of the links = everything sent / time under way = {sent} / {moving} = {got}"
        ),
        Lang::De => format!(
            "Sein Anteil an den Verbindungen = alles Gesendete / Zeit unterwegs = {sent} / {moving} = {got}"
        ),
    }];
    if 0 < rounds {
        let still = time(row.downtime, lang);
        steps.push(match lang {
            Lang::En => format!("Rounds of pre-copy: {rounds}; then it stands still for {still}"),
            Lang::De => format!("Runden der Pre-Copy: {rounds}; dann steht sie {still} still"),
        });
    }
    steps
}

fn makespan(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = time(plan.outline.makespan, lang);
    let sent = size(plan.outline.sent, lang);
    let (busy, which) =
        (percent(plan.outline.busiest.get(), lang), link(plan.outline.bottleneck, lang));
    let plain = match lang {
        Lang::En => format!(
            "{value} after the first request nothing is left to move: {sent} have gone over the links, and the busiest, {which}, was in use for {busy} of what it could carry."
        ),
        Lang::De => format!(
            "{value} nach der ersten Anforderung zieht nichts mehr um: {sent} sind übertragen, und am meisten genutzt war {which}, zu {busy} dessen, was ginge."
        ),
    };
    let mut steps = Vec::new();
    if let Some((number, row)) = last(plan) {
        let name = machine_name(&wave.groups, row.group, number);
        steps.push(match lang {
            Lang::En => format!("All moved = end of the last machine, {name}"),
            Lang::De => format!("Alle umgezogen = Ende der letzten Maschine, {name}"),
        });
        steps.extend(course(row, lang));
        steps.extend(share(row, lang));
    }
    Told { value, plain, steps }
}

/// Terms of a sum by group, as many as can be read; more of them as one.
fn by_group(grounds: Grounds<'_>, term: impl Fn(u32, Seconds) -> String) -> String {
    const READABLE: usize = 6;
    let rows = &grounds.plan.rows;
    let mut groups: Vec<(u32, u32, Seconds)> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|(group, ..)| *group == row.group) {
            Some((_, count, sum)) => (*count, *sum) = (*count + 1, *sum + row.downtime),
            None => groups.push((row.group, 1, row.downtime)),
        }
    }
    if READABLE < groups.len() {
        let sum = rows.iter().map(|row| row.downtime).sum::<Seconds>();
        return term(rows.len() as u32, sum / (rows.len().max(1) as f64));
    }
    let terms = groups.iter().map(|(_, count, sum)| term(*count, *sum / f64::from(*count)));
    terms.collect::<Vec<_>>().join(" + ")
}

fn standstill(grounds: Grounds<'_>, lang: Lang) -> Told {
    let outline = &grounds.plan.outline;
    let value = time(outline.downtime, lang);
    let rows = &grounds.plan.rows;
    let longest = rows.iter().map(|row| row.downtime).fold(Seconds::ZERO, Seconds::max);
    let (longest, machines) = (time(longest, lang), outline.machines);
    let plain = match lang {
        Lang::En => format!(
            "Add up how long each of the {machines} machines runs nowhere: {value}. No one of them stands still for longer than {longest}."
        ),
        Lang::De => format!(
            "Zusammengezählt, wie lange jede der {machines} Maschinen nirgends läuft: {value}. Keine steht länger als {longest} still."
        ),
    };
    let formula = lang.pick(
        "Standstill in all = sum over the groups of machines × their mean downtime",
        "Stillstand insgesamt = Summe über die Gruppen: Maschinen × ihre mittlere Ausfallzeit",
    );
    let terms = by_group(grounds, |count, mean| format!("{count} × {}", time(mean, lang)));
    let steps = vec![formula.to_owned(), format!("= {terms} = {value}")];
    Told { value, plain, steps }
}

fn stuck(grounds: Grounds<'_>, lang: Lang) -> Told {
    let [forced, gave_up] = [Ending::Forced, Ending::OutOfTime].map(|way| ended(grounds, &[way]));
    let value = (forced + gave_up).to_string();
    let limit = time(grounds.scenario.get().policy.downtime_limit, lang);
    let plain = match lang {
        Lang::En => format!(
            "{value} machines write faster than their share of the links can send, or what is left never fits the downtime limit of {limit}."
        ),
        Lang::De => format!(
            "{value} Maschinen schreiben schneller, als ihr Anteil der Verbindungen sendet, oder ihr Rest passt nie ins Ausfalllimit von {limit}."
        ),
    };
    let formula = lang.pick(
        "Do not converge = stopped by force beyond the limit + given up",
        "Konvergieren nicht = zwangsweise über das Limit hinaus angehalten + aufgegeben",
    );
    let steps = vec![formula.to_owned(), format!("= {forced} + {gave_up} = {value}")];
    Told { value, plain, steps }
}

fn late(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let window = Seconds::new(wave.get(Setting::Window));
    let value = plan.outline.late.to_string();
    let never = ended(grounds, &[Ending::OutOfTime]);
    let after = plan
        .rows
        .iter()
        .filter(|row| row.ending.completes() && is_late(row.ending, row.end, window));
    let after: Vec<&Row> = after.collect();
    let waiting = after.iter().filter(|row| window <= row.start).count();
    let limit = time(window, lang);
    let plain = match (window.is_positive(), lang) {
        (true, Lang::En) => format!(
            "When the maintenance window of {limit} closes, {value} of {} machines are not there.",
            plan.outline.machines
        ),
        (true, Lang::De) => format!(
            "Wenn das Wartungsfenster von {limit} schließt, sind {value} von {} Maschinen nicht da.",
            plan.outline.machines
        ),
        (false, Lang::En) => format!(
            "No maintenance window is stated, so that only those count that never arrive: {value}."
        ),
        (false, Lang::De) => format!(
            "Es ist kein Wartungsfenster angegeben; deshalb zählen nur jene, die nie ankommen: {value}."
        ),
    };
    let formula = lang.pick(
        "Late = never there + there after the window",
        "Zu spät = nie da + nach dem Fenster da",
    );
    let mut steps = vec![formula.to_owned(), format!("= {never} + {} = {value}", after.len())];
    if !after.is_empty() {
        let sending = after.len() - waiting;
        steps.push(match lang {
            Lang::En => format!(
                "When it closed, {waiting} of these were still waiting for a place and {sending} were under way"
            ),
            Lang::De => format!(
                "Als es schloss, warteten {waiting} davon noch auf einen Platz, und {sending} waren unterwegs"
            ),
        });
    }
    Told { value, plain, steps }
}

fn busiest(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let Outline { makespan, busiest, bottleneck, .. } = plan.outline;
    let value = percent(busiest.get(), lang);
    let which = link(bottleneck, lang);
    let plain = match lang {
        Lang::En => format!(
            "No link is nearer to its limit than {which}: over the whole wave it carries {value} of what it could. The nearer to all of it, the less another order or number at a time can gain."
        ),
        Lang::De => format!(
            "Keine Verbindung ist näher an ihrer Grenze als diese: {which}. Über die ganze Welle trägt sie {value} dessen, was ginge. Je näher an allem, desto weniger bringt eine andere Reihenfolge oder Zahl gleichzeitig."
        ),
    };
    let formula = lang.pick(
        "Use = payload over it / (what it can carry × time until all have moved)",
        "Nutzung = Nutzdaten darüber / (was sie tragen kann × Zeit, bis alle umgezogen sind)",
    );
    let whole = time(makespan, lang);
    let numbers = match bottleneck {
        Bottleneck::Site => {
            let (sent, capacity) = (size(plan.usage.total(), lang), rate(plan.capacity, lang));
            format!("= {sent} / ({capacity} × {whole}) = {value}")
        }
        Bottleneck::Source | Bottleneck::Destination => {
            let port = if bottleneck == Bottleneck::Source {
                Setting::SourcePort
            } else {
                Setting::DestinationPort
            };
            let port = quantity(wave.get(port), Measure::BitRate, lang);
            match lang {
                Lang::En => format!("= {value}, of a port of {port} for {whole}"),
                Lang::De => format!("= {value}, bei einem Port von {port} über {whole}"),
            }
        }
    };
    Told { value, plain, steps: vec![formula.to_owned(), numbers] }
}

/// What is allowed on a host: RAM and virtual CPUs.
fn allowed(wave: &Wave) -> (Bytes, f64) {
    let get = |setting| wave.get(setting);
    let memory = Bytes::new(get(Setting::HostMemory) * get(Setting::MemoryOvercommit));
    (memory, get(Setting::HostThreads) * get(Setting::CpuOvercommit))
}

fn memory(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = percent(plan.after.memory, lang);
    let (on_host, _) = allowed(wave);
    let hosts = wave.get(Setting::Destinations);
    let given = size(on_host * hosts * plan.after.memory, lang);
    let there =
        size(Bytes::new(wave.get(Setting::Occupied) * wave.get(Setting::HostMemory)) * hosts, lang);
    let [hosts, over] = [hosts, wave.get(Setting::MemoryOvercommit)].map(|n| number(n, lang));
    let host = quantity(wave.get(Setting::HostMemory), Measure::Size, lang);
    let plain = match lang {
        Lang::En => format!(
            "Of all memory that may be promised at the destination, {value} is: {given}, {there} of it to machines that run there already."
        ),
        Lang::De => format!(
            "Von allem Speicher, der am Ziel vergeben werden darf, sind {value} vergeben: {given}, davon {there} an Maschinen, die dort schon laufen."
        ),
    };
    let formula = lang.pick(
        "Memory = promised to all that run there / (hosts × memory of a host × overcommit allowed)",
        "Speicher = allen dort versprochen / (Hosts × Speicher eines Hosts × erlaubte Überbuchung)",
    );
    let steps =
        vec![formula.to_owned(), format!("= {given} / ({hosts} × {host} × {over}) = {value}")];
    Told { value, plain, steps }
}

fn cpus(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = percent(plan.after.cpus, lang);
    let (_, on_host) = allowed(wave);
    let hosts = wave.get(Setting::Destinations);
    let given = number(on_host * hosts * plan.after.cpus, lang);
    let [hosts, threads, over] =
        [hosts, wave.get(Setting::HostThreads), wave.get(Setting::CpuOvercommit)]
            .map(|n| number(n, lang));
    let plain = match lang {
        Lang::En => format!(
            "The machines that arrive bring {given} vCPUs: {value} of what may be promised at the destination."
        ),
        Lang::De => format!(
            "Die Maschinen, die ankommen, bringen {given} vCPUs mit: {value} dessen, was am Ziel vergeben werden darf."
        ),
    };
    let formula = lang.pick(
        "vCPUs = those of all that arrive / (hosts × threads of a host × vCPUs per thread allowed)",
        "vCPUs = jene aller Ankommenden / (Hosts × Threads eines Hosts × erlaubte vCPUs je Thread)",
    );
    let steps =
        vec![formula.to_owned(), format!("= {given} / ({hosts} × {threads} × {over}) = {value}")];
    Told { value, plain, steps }
}

fn fullest(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = percent(plan.after.fullest, lang);
    let (memory, cpus) = allowed(wave);
    let (memory, cpus) = (size(memory, lang), number(cpus, lang));
    let fits = plan.after.fullest <= 1.0 + 1e-9;
    let plain = match (fits, lang) {
        (true, Lang::En) => {
            format!("No host is given more than {value} of what is allowed: it fits.")
        }
        (true, Lang::De) => format!("Kein Host vergibt mehr als {value} des Erlaubten: Es passt."),
        (false, Lang::En) => {
            format!("One host would have to give {value} of what is allowed: it does not fit.")
        }
        (false, Lang::De) => {
            format!("Ein Host müsste {value} des Erlaubten vergeben: Es passt nicht.")
        }
    };
    let steps = match lang {
        Lang::En => vec![
            "Fullest = most of any host of memory promised / allowed and vCPUs promised / allowed".to_owned(),
            format!("= {value}, where a host allows {memory} and {cpus} vCPUs"),
            "Each machine goes to the host on which the least memory is promised so far".to_owned(),
        ],
        Lang::De => vec![
            "Vollster = das Höchste aller Hosts von vergebenem / erlaubtem Speicher und vergebenen / erlaubten vCPUs".to_owned(),
            format!("= {value}, wobei ein Host {memory} und {cpus} vCPUs erlaubt"),
            "Jede Maschine geht zu dem Host, auf dem bisher am wenigsten Speicher vergeben ist".to_owned(),
        ],
    };
    Told { value, plain, steps }
}

fn hosts_needed(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let value = plan.after.hosts_needed.to_string();
    let (on_host, threads) = allowed(wave);
    let hosts = wave.get(Setting::Destinations);
    let occupied = Bytes::new(wave.get(Setting::Occupied) * wave.get(Setting::HostMemory));
    let arriving = size((on_host * hosts * plan.after.memory - occupied * hosts).or_zero(), lang);
    let vcpus = number(threads * hosts * plan.after.cpus, lang);
    let (free, threads) = (size((on_host - occupied).or_zero(), lang), number(threads, lang));
    let plain = match lang {
        Lang::En => format!("Packed tightly, what arrives would fit on {value} hosts."),
        Lang::De => format!("Dicht gepackt passte, was ankommt, auf {value} Hosts."),
    };
    let formula = lang.pick(
        "Hosts = the larger of memory that arrives / memory free on a host and vCPUs / vCPUs allowed on a host, rounded up",
        "Hosts = das Größere von ankommendem Speicher / freiem Speicher eines Hosts und vCPUs / erlaubten vCPUs eines Hosts, aufgerundet",
    );
    let steps = vec![
        formula.to_owned(),
        format!("= ⌈max({arriving} / {free}, {vcpus} / {threads})⌉ = {value}"),
    ];
    Told { value, plain, steps }
}

fn left(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Outline { arrived, machines, .. } = grounds.plan.outline;
    let value = grounds.plan.after.left.to_string();
    let plain = match lang {
        Lang::En => {
            format!("{value} of {machines} machines give up and go on running at the source.")
        }
        Lang::De => {
            format!("{value} von {machines} Maschinen geben auf und laufen am Ursprung weiter.")
        }
    };
    let formula = lang.pick("Left = machines − arrived", "Bleiben = Maschinen − angekommene");
    let steps = vec![formula.to_owned(), format!("= {machines} − {arrived} = {value}")];
    Told { value, plain, steps }
}

fn hosts_freed(grounds: Grounds<'_>, lang: Lang) -> Told {
    let Grounds { plan, wave, .. } = grounds;
    let hosts = wave.get(Setting::Sources) as u32;
    let freed = plan.after.hosts_freed;
    let in_use = hosts - freed.min(hosts);
    let value = freed.to_string();
    let plain = match lang {
        Lang::En => format!(
            "On {in_use} of {hosts} hosts at the source a machine is left; {value} are empty and can be switched off."
        ),
        Lang::De => format!(
            "Auf {in_use} von {hosts} Hosts am Ursprung bleibt eine Maschine; {value} sind leer und können abgeschaltet werden."
        ),
    };
    let formula = lang.pick(
        "Empty = hosts − those on which a machine is left; machines are spread evenly over them",
        "Leer = Hosts − jene, auf denen eine Maschine bleibt; die Maschinen sind gleichmäßig verteilt",
    );
    let steps = vec![formula.to_owned(), format!("= {hosts} − {in_use} = {value}")];
    Told { value, plain, steps }
}

fn machine(number: u32, grounds: Grounds<'_>, lang: Lang) -> Told {
    let Some(row) = row(number, grounds) else {
        let gone =
            lang.pick("It is no longer part of the wave.", "Sie ist nicht mehr Teil der Welle.");
        return Told { value: String::new(), plain: gone.to_owned(), steps: Vec::new() };
    };
    let value = time(row.end, lang);
    let [waiting, moving, still] =
        [row.start - row.requested, row.end - row.start, row.downtime].map(|span| time(span, lang));
    let how = match (row.ending, lang) {
        (Ending::OutOfTime, Lang::En) => "gives up at its time limit and stays where it is",
        (Ending::OutOfTime, Lang::De) => "gibt dann an ihrem Zeitlimit auf und bleibt, wo sie ist",
        (_, Lang::En) => "has then arrived",
        (_, Lang::De) => "ist dann angekommen",
    };
    let plain = match lang {
        Lang::En => format!(
            "It waits {waiting} for a place, is under way for {moving}, stands still for {still} of that, and {how}."
        ),
        Lang::De => format!(
            "Sie wartet {waiting} auf einen Platz, ist {moving} unterwegs, steht davon {still} still, und {how}."
        ),
    };
    let mut steps = course(row, lang).to_vec();
    steps.extend(share(row, lang));
    if Ratio::ZERO < row.throttle {
        let throttle = percent(row.throttle.get(), lang);
        steps.push(match lang {
            Lang::En => format!("Auto-converge throttles its vCPUs by up to {throttle}"),
            Lang::De => format!("Auto-Converge bremst ihre vCPUs um bis zu {throttle}"),
        });
    }
    Told { value, plain, steps }
}

fn instead(other: WhatIf, held: Held, grounds: Grounds<'_>, lang: Lang) -> Told {
    let stated = &grounds.plan.outline;
    let found = grounds.what_ifs.iter().find(|(what_if, _)| *what_if == other);
    // Another wave is being planned.
    let Some((_, found)) = found else {
        let unknown = lang.pick("It is not known yet.", "Das ist noch nicht bekannt.");
        return Told { value: String::new(), plain: unknown.to_owned(), steps: Vec::new() };
    };
    let value = held.value(found, stated, lang);
    let whole = [found, stated].map(|outline| time(outline.makespan, lang));
    let still = [found, stated].map(|outline| time(outline.downtime, lang));
    let change = Held::Change.value(found, stated, lang);
    let name = what_if(other, lang);
    let plain = match lang {
        Lang::En => format!(
            "Everything else as stated, but {name}: all have moved after {} instead of {}, and stand still for {} instead of {}.",
            whole[0], whole[1], still[0], still[1]
        ),
        Lang::De => format!(
            "Alles andere wie angegeben, aber {name}: Alle sind nach {} statt {} umgezogen und stehen {} statt {} still.",
            whole[0], whole[1], still[0], still[1]
        ),
    };
    let formula = match (held, lang) {
        (Held::Makespan | Held::Change, Lang::En) => {
            format!(
                "Change = all moved after, otherwise / as stated − 1 = {} / {} − 1 = {change}",
                whole[0], whole[1]
            )
        }
        (Held::Makespan | Held::Change, Lang::De) => {
            format!(
                "Änderung = alle umgezogen nach, sonst / wie angegeben − 1 = {} / {} − 1 = {change}",
                whole[0], whole[1]
            )
        }
        (Held::Standstill, Lang::En) => format!(
            "Standstill in all = sum of the downtimes of {} machines = {value}; as stated {}",
            found.machines, still[1]
        ),
        (Held::Standstill, Lang::De) => format!(
            "Stillstand insgesamt = Summe der Ausfallzeiten von {} Maschinen = {value}; wie angegeben {}",
            found.machines, still[1]
        ),
        (Held::Late, Lang::En) => {
            format!(
                "Late = never there, or there after the window = {value}; as stated {}",
                stated.late
            )
        }
        (Held::Late, Lang::De) => {
            format!(
                "Zu spät = nie da, oder erst nach dem Fenster = {value}; wie angegeben {}",
                stated.late
            )
        }
    };
    let mut steps = vec![formula];
    for (outline, which) in [
        (found, lang.pick("Otherwise", "Sonst")),
        (stated, lang.pick("As stated", "Wie angegeben")),
    ] {
        let (sent, busy) = (size(outline.sent, lang), percent(outline.busiest.get(), lang));
        let (links, converged) = (link(outline.bottleneck, lang), outline.converged);
        let machines = outline.machines;
        steps.push(match lang {
            Lang::En => format!(
                "{which}: {sent} sent, {links} in use for {busy}, {converged} of {machines} converge"
            ),
            Lang::De => format!(
                "{which}: {sent} gesendet, {links} zu {busy} genutzt, {converged} von {machines} konvergieren"
            ),
        });
    }
    Told { value, plain, steps }
}
