//! The words of waves.

use crate::model::trace::Ending;
use crate::plan::wave::Outline;
use crate::quantity::{Lang, duration, percent};
use crate::report::wave::{link, order_name};
use crate::scenario::wave::{LimitPreset, LimitSource, Order, Setting, Wave};
use crate::share::groups::Problem;

super::words! {
    /// Heading.
    groups: "Who moves", "Wer umzieht";
    /// Heading.
    hosts: "By when, from and to which hosts", "Bis wann, von und zu welchen Hosts";
    /// Heading.
    limits: "How many at a time, over which ports", "Wie viele gleichzeitig, über welche Ports";
    /// Heading.
    afterwards: "Afterwards", "Danach";
    /// Heading.
    otherwise: "What if", "Was wäre wenn";
    /// Label.
    begins: "The wave begins", "Die Welle beginnt";
    /// Button.
    calendar: "Save as calendar", "Als Kalender sichern";
    /// Hint.
    begins_hint: "Window and batches as events (.ics), by this computer’s clock; without a time, from the next full hour on.",
        "Fenster und Schübe als Termine (.ics), nach der Uhr dieses Rechners; ohne Zeit ab der nächsten vollen Stunde.";
    /// Heading.
    machines: "Machine by machine", "Maschine für Maschine";
    /// Button.
    add: "Add a group", "Gruppe hinzufügen";
    /// Button.
    remove: "Remove", "Entfernen";
    /// Button.
    forget: "Back to the scenario's machines", "Zurück zu den Maschinen des Szenarios";
    /// Where no wave is stated.
    not_stated: "These are the scenario's machines. Edit the table to state a wave of your own; it becomes part of the link.",
        "Das sind die Maschinen des Szenarios. Ändern Sie die Tabelle, um eine eigene Welle anzugeben; sie wird Teil des Links.";
    /// Summary.
    paste: "Paste from a spreadsheet", "Aus einer Tabelle einfügen";
    /// Hint.
    paste_hint: "A group a line: name, VMs, memory (or a range, 4-16 GiB), in use in percent, workload (a preset's name, or working set @ rate), disk, vCPUs, priority. Tabs, semicolons or commas between cells; a heading or none. What is left out is as in the scenario.",
        "Eine Gruppe je Zeile: Name, VMs, Speicher (oder ein Bereich, 4-16 GiB), belegt in Prozent, Last (Name einer Vorgabe, oder Arbeitsmenge @ Rate), Platte, vCPUs, Vorrang. Tabs, Semikolons oder Kommas zwischen den Zellen; mit Überschrift oder ohne. Was fehlt, ist wie im Szenario.";
    /// Button.
    take: "Take these groups", "Diese Gruppen übernehmen";
    /// Label.
    order: "Order", "Reihenfolge";
    /// Label.
    limits_of: "Limits of", "Grenzen von";
    /// Button.
    stop: "Stop", "Anhalten";
    /// Button.
    go_on: "Go on", "Weiter";
    /// What a group without a workload writes.
    as_stated: "as in the form", "wie im Formular";
    /// While nothing is known yet.
    planning: "Planning the wave …", "Die Welle wird geplant …";
    /// Where it could not be.
    not_planned: "The wave could not be planned: the worker that plans it has stopped twice.",
        "Die Welle ließ sich nicht planen: Der Worker, der sie plant, ist zweimal stehen geblieben.";
    /// Where nothing moves.
    nobody: "No machine moves.", "Keine Maschine zieht um.";
    /// Label.
    show: "Show", "Zeigen";
    /// Message.
    not_read: "cannot be read", "nicht lesbar";
    /// Of what no preset says.
    assumed: "Ports, hosts and what may be promised on them are assumptions until you state yours.",
        "Ports, Hosts und was auf ihnen vergeben werden darf, sind Annahmen, bis Sie Ihre angeben.";
    /// Before the links to [`finding_names`].
    findings: "Two published findings that seem to contradict each other, by the same rules:",
        "Zwei veröffentlichte Befunde, die sich zu widersprechen scheinen, nach denselben Regeln:";
}

/// Names of the published findings.
pub const fn finding_names(lang: Lang) -> [&'static str; 2] {
    lang.pick(
        ["The paper: more at a time is faster.", "OSIC 2017, Nova: more at once is slower."],
        [
            "Das Paper: mehr gleichzeitig ist schneller.",
            "OSIC 2017, Nova: mehr auf einmal ist langsamer.",
        ],
    )
}

/// What is varied in the chart of machines at a time: along its axis, and in a sentence.
pub const fn at_a_time(in_batches: bool, lang: Lang) -> [&'static str; 2] {
    if in_batches {
        lang.pick(
            [
                "Requested at once",
                "When the last one is done, by machines requested at once, within the limits above",
            ],
            [
                "Auf einmal angefordert",
                "Wann die letzte fertig ist, nach auf einmal angeforderten Maschinen, in den Grenzen oben",
            ],
        )
    } else {
        lang.pick(
            [
                "At a time",
                "When the last one is done, by machines at a time in all, without other limits",
            ],
            [
                "Gleichzeitig",
                "Wann die letzte fertig ist, nach Maschinen gleichzeitig, ohne andere Grenzen",
            ],
        )
    }
}

/// Which number at a time is the best of those tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Turn {
    /// They hardly differ.
    Level,
    /// Others are done sooner, but then fewer converge.
    Converging,
    /// One at a time.
    First,
    /// This one.
    Between(u32),
    /// The most.
    Last,
    /// One at a time, where they are requested in batches.
    Batches {
        /// How many may leave a host at a time.
        places: u32,
        /// What each takes longer when requested along with others, in seconds.
        longer: f64,
    },
}

/// Why the best number at a time is the best; `overhead` is what precedes each migration, in seconds.
pub fn why(turn: Turn, overhead: f64, lang: Lang) -> String {
    let each = duration(overhead, lang);
    let has_overhead = 0.0 < overhead;
    let rule = match lang {
        Lang::En if has_overhead => format!(
            "Preparation ({each} for each machine) overlaps, and so do bytes over links of their own; bytes on a shared link do not."
        ),
        Lang::De if has_overhead => format!(
            "Vorbereitung ({each} je Maschine) überlappt, und ebenso Daten auf eigenen Verbindungen; Daten auf einer gemeinsamen nicht."
        ),
        Lang::En => "There is no preparation that could overlap; bytes over links of their own do, bytes on a shared link do not.".to_owned(),
        Lang::De => "Es gibt keine Vorbereitung, die überlappen könnte; Daten auf eigenen Verbindungen überlappen, Daten auf einer gemeinsamen nicht.".to_owned(),
    };
    let here = match (turn, lang) {
        (Turn::Level, Lang::En) => "Here that saves about as much as sharing costs.".to_owned(),
        (Turn::Level, Lang::De) => "Hier spart das etwa so viel, wie das Teilen kostet.".to_owned(),
        (Turn::Converging, Lang::En) => "Another number would be done sooner, but on smaller shares fewer machines converge.".to_owned(),
        (Turn::Converging, Lang::De) => "Eine andere Zahl wäre eher fertig, aber mit kleinerem Anteil konvergieren weniger Maschinen.".to_owned(),
        (Turn::First, Lang::En) => "Together each machine only gets less of it, and what is written meanwhile has to be sent again.".to_owned(),
        (Turn::First, Lang::De) => "Zusammen bekommt jede Maschine nur weniger davon, und was inzwischen geschrieben wird, muss noch einmal gesendet werden.".to_owned(),
        (Turn::Between(count), Lang::En) => format!(
            "Up to {count} at a time the overlap gains more than sharing costs; beyond, machines only share."
        ),
        (Turn::Between(count), Lang::De) => format!(
            "Bis {count} gleichzeitig bringt das Überlappen mehr, als das Teilen kostet; darüber teilen die Maschinen nur."
        ),
        (Turn::Last, Lang::En) => "Here the overlap gains more than sharing costs.".to_owned(),
        (Turn::Last, Lang::De) => "Hier bringt das Überlappen mehr, als das Teilen kostet.".to_owned(),
        (Turn::Batches { places, longer }, Lang::En) => format!(
            "At most {places} at a time may leave a host, whatever is requested, so that little overlaps; and each takes {} longer when others were requested along with it.",
            duration(longer, lang)
        ),
        (Turn::Batches { places, longer }, Lang::De) => format!(
            "Höchstens {places} gleichzeitig darf einen Host verlassen, was immer angefordert ist, so dass wenig überlappt; und jede braucht {} länger, wenn andere mit ihr angefordert wurden.",
            duration(longer, lang)
        ),
    };
    format!("{rule} {here}")
}

/// Which order is best, if any, and why, beside the worst one.
pub fn why_order(best: Option<Order>, found: &Outline, worst: &Outline, lang: Lang) -> String {
    let bottleneck = link(found.bottleneck, lang);
    let Some(order) = best else {
        return match lang {
            Lang::En => format!(
                "The order hardly matters: the bytes are the same, and {bottleneck} is as busy whoever comes first."
            ),
            Lang::De => format!(
                "Die Reihenfolge ist fast gleichgültig: die Daten sind dieselben, und {bottleneck} ist ebenso ausgelastet, wer auch zuerst kommt."
            ),
        };
    };
    let name = order_name(order, lang);
    if found.late < worst.late {
        let (few, many) = (found.late, worst.late);
        return match lang {
            Lang::En => format!("Best is {name}: {few} are late, in the worst order {many}."),
            Lang::De => format!(
                "Am besten ist {name}: {few} zu spät, in der schlechtesten Reihenfolge {many}."
            ),
        };
    }
    let [sooner, later] = [found, worst].map(|outline| duration(outline.makespan.get(), lang));
    let [busy, idle] = [found, worst].map(|outline| percent(outline.busiest.get(), lang));
    match lang {
        Lang::En => format!(
            "Best is {name}: the last is done after {sooner} instead of {later}, because {bottleneck} is in use for {busy} of that time instead of {idle}."
        ),
        Lang::De => format!(
            "Am besten ist {name}: die letzte ist nach {sooner} statt {later} fertig, weil {bottleneck} zu {busy} dieser Zeit genutzt ist statt zu {idle}."
        ),
    }
}

/// What can be shown of the machines.
pub const fn filters(lang: Lang) -> [&'static str; 3] {
    lang.pick(
        ["all", "late or not there", "not converged"],
        ["alle", "zu spät oder nicht da", "nicht konvergiert"],
    )
}

/// Labels of settings.
pub const fn setting(setting: Setting, lang: Lang) -> &'static str {
    match setting {
        Setting::Sources => lang.pick("Hosts at the source", "Hosts am Ursprung"),
        Setting::Destinations => lang.pick("Hosts at the destination", "Hosts am Ziel"),
        Setting::SourcePort => lang.pick("Port of each source", "Port je Host am Ursprung"),
        Setting::DestinationPort => lang.pick("Port of each destination", "Port jedes Ziels"),
        Setting::Background => {
            lang.pick("Other traffic between the sites", "Anderer Verkehr auf der Verbindung")
        }
        Setting::PerSource => lang.pick("At a time from a host", "Gleichzeitig von einem Host"),
        Setting::PerDestination => lang.pick("At a time to a host", "Gleichzeitig zu einem Host"),
        Setting::InAll => lang.pick("At a time in all", "Gleichzeitig insgesamt"),
        Setting::Batch => lang.pick("Batch size", "Gruppengröße"),
        Setting::Serial => {
            lang.pick("Overhead that does not overlap", "Aufwand, der nicht überlappt")
        }
        Setting::Window => lang.pick("Maintenance window", "Wartungsfenster"),
        Setting::HostMemory => lang.pick("Memory of a destination", "Speicher eines Ziels"),
        Setting::HostThreads => lang.pick("Threads of a destination", "Threads eines Ziels"),
        Setting::Occupied => lang.pick("Memory given away there", "Dort vergebener Speicher"),
        Setting::CpuOvercommit => lang.pick("vCPUs per thread allowed", "vCPUs je Thread erlaubt"),
        Setting::MemoryOvercommit => {
            lang.pick("Memory overcommit allowed", "Speicher-Überbuchung erlaubt")
        }
    }
}

/// How a machine ended.
pub const fn ending(ending: Ending, lang: Lang) -> &'static str {
    match ending {
        Ending::Converged => lang.pick("converged", "konvergiert"),
        Ending::HandedOver => lang.pick("handed over", "übergeben"),
        Ending::Suspended => lang.pick("suspended", "angehalten"),
        Ending::Restarted => lang.pick("started anew", "neu gestartet"),
        Ending::Forced => lang.pick("forced", "erzwungen"),
        Ending::OutOfTime => lang.pick("gave up", "aufgegeben"),
    }
}

/// A window in which not even the quickest machine moves, which takes so long.
pub fn window_too_short(quickest: f64, lang: Lang) -> String {
    let quickest = duration(quickest, lang);
    match lang {
        Lang::En => format!("Too short for any VM: the quickest move takes {quickest}."),
        Lang::De => format!("Zu kurz für jede VM: der schnellste Umzug dauert {quickest}."),
    }
}

/// Why some machines are late: of so many, some had not begun when the window closed.
pub fn why_late(late: usize, waiting: usize, window: f64, lang: Lang) -> String {
    if late == 0 {
        return String::new();
    }
    let (window, sending) = (duration(window, lang), late - waiting.min(late));
    match lang {
        Lang::En => format!(
            "{late} are late for the window of {window}: {waiting} were still waiting for a place when it closed, {sending} were under way. "
        ),
        Lang::De => format!(
            "{late} sind für das Fenster von {window} zu spät: {waiting} warteten noch auf einen Platz, als es schloss, {sending} waren unterwegs. "
        ),
    }
}

/// Why some machines ended as they did, where it is not as it should be.
pub fn why_stuck(forced: usize, gave_up: usize, lang: Lang) -> String {
    let forced = (0 < forced).then(|| match lang {
        Lang::En => format!(
            "{forced} forced: at their share of the links the rest never fit the downtime limit. "
        ),
        Lang::De => format!(
            "{forced} erzwungen: bei ihrem Anteil an den Verbindungen passte der Rest nie ins Ausfalllimit. "
        ),
    });
    let gave_up = (0 < gave_up).then(|| match lang {
        Lang::En => format!("{gave_up} gave up: they wrote faster than their share sent."),
        Lang::De => {
            format!("{gave_up} aufgegeben: sie schrieben schneller, als ihr Anteil sendete.")
        }
    });
    [forced, gave_up].into_iter().flatten().collect()
}

/// Heads of the list of machines.
pub const fn row_heads(lang: Lang) -> [&'static str; 8] {
    lang.pick(
        ["Machine", "Memory", "From, to", "Begins", "Ends", "Stands still", "Share", "How it ends"],
        [
            "Maschine",
            "Speicher",
            "Von, nach",
            "Beginnt",
            "Endet",
            "Steht still",
            "Anteil",
            "Wie es endet",
        ],
    )
}

/// Heads of the what-ifs.
pub const fn what_if_heads(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["Instead", "Done after", "Change", "Standstill in all", "Late"],
        ["Stattdessen", "Fertig nach", "Änderung", "Stillstand insgesamt", "Zu spät"],
    )
}

/// Totals of the groups.
pub fn totals(machines: u32, memory: &str, used: &str, disk: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "In all {machines} VMs with {memory} of memory, {used} in use, and {disk} of disk."
        ),
        Lang::De => format!(
            "Insgesamt {machines} VMs mit {memory} Speicher, davon {used} belegt, und {disk} Platte."
        ),
    }
}

/// What is wrong with a table of groups.
pub fn problem(problem: &Problem, lang: Lang) -> String {
    if lang == Lang::En {
        return problem.to_string();
    }
    match problem {
        Problem::Cell { line, column } => {
            format!("Zeile {line}: {} ist nicht lesbar.", column.heading(lang))
        }
        Problem::NoUnit { line } => format!(
            "Zeile {line}: Speicher in MiB oder in GiB? Schreiben Sie die Einheit dazu oder in den Kopf."
        ),
        Problem::TooMany { line } => format!(
            "Ab Zeile {line}: mehr als {} Gruppen oder 100 000 Maschinen.",
            Wave::MOST_GROUPS
        ),
        Problem::Unknown(name) => {
            format!("Die Spalte „{name}“ ist unbekannt und bleibt außer Acht.")
        }
        Problem::Twice(column) => {
            format!("Zwei Spalten sind {}; nichts wurde gelesen.", column.heading(lang))
        }
        Problem::NoMemory => "Keine Spalte nennt den Speicher; er ist wie im Szenario.".to_owned(),
        Problem::NoColumn => "Keine Spalte des Kopfs ist bekannt: Gruppe, VMs, Speicher, Belegt, \
            Last, Platte, vCPU, Vorrang."
            .to_owned(),
        Problem::TooLong => "Das ist länger als jede Tabelle einer Welle.".to_owned(),
    }
}

/// Where limits come from.
pub fn limit_source(preset: &LimitPreset, lang: Lang) -> String {
    match preset.source {
        LimitSource::Documented(source) => format!("{}: {source}", lang.pick("Source", "Quelle")),
        LimitSource::Assumption => {
            lang.pick("Source: assumption, often quoted", "Quelle: Annahme, oft genannt").to_owned()
        }
    }
}

/// The best number at a time and what comes of it, and whether others are hardly worse.
pub fn best(count: u32, outline: &Outline, is_level: bool, lang: Lang) -> String {
    let done = settled(outline, lang);
    match lang {
        Lang::En if outline.arrived == 0 => "None arrives, however many at a time".to_owned(),
        Lang::De if outline.arrived == 0 => {
            "Keine kommt an, wie viele gleichzeitig auch ziehen".to_owned()
        }
        Lang::En if is_level => format!(
            "How many at a time hardly matters here: at best, with {count} at a time, {done}"
        ),
        Lang::De if is_level => format!(
            "Wie viele gleichzeitig, ist hier fast gleich: bestenfalls, mit {count} gleichzeitig, {done}"
        ),
        Lang::En if count == 1 => format!("One at a time is best: {done}"),
        Lang::De if count == 1 => format!("Eine nach der anderen ist am besten: {done}"),
        Lang::En => format!("{count} at a time are best: {done}"),
        Lang::De => format!("{count} gleichzeitig sind am besten: {done}"),
    }
}

/// How many have moved, and after how long.
fn settled(outline: &Outline, lang: Lang) -> String {
    let Outline { arrived, machines, .. } = outline;
    let time = duration(outline.makespan.get(), lang);
    match (arrived == machines, lang) {
        (true, Lang::En) => format!("all moved after {time}"),
        (true, Lang::De) => format!("alle umgezogen nach {time}"),
        (false, Lang::En) => {
            format!("{arrived} of {machines} arrive, the last is settled after {time}")
        }
        (false, Lang::De) => {
            format!("{arrived} von {machines} kommen an, die letzte ist nach {time} erledigt")
        }
    }
}

/// The paper's Figure 2, and whether its curves hardly differ.
pub const fn loads(hardly_differ: bool, lang: Lang) -> &'static str {
    if hardly_differ {
        lang.pick(
            "The more memory is kept dirty, the longer the wave; how many at a time hardly matters here",
            "Je mehr Speicher beschrieben wird, desto länger die Welle; wie viele gleichzeitig, ist hier fast gleich",
        )
    } else {
        lang.pick(
            "The more memory is kept dirty, the longer the wave",
            "Je mehr Speicher beschrieben wird, desto länger die Welle",
        )
    }
}

/// How far the work has got.
pub fn progress(share: f64, lang: Lang) -> String {
    format!("{} {}", lang.pick("What if:", "Was wäre wenn:"), percent(share, lang))
}
