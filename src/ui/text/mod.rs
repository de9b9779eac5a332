//! Every word of the page, in both languages side by side. Sentences about a plan are in
//! [`crate::report`], those about a chart in [`crate::chart`].

mod choices;
pub mod compare;
pub mod evidence;
pub mod explain;
pub mod film;
pub mod hours;
pub(in crate::ui) mod import;
pub mod learn;
pub mod map;
pub mod print;
pub mod service;
pub mod sure;
pub mod waves;
pub mod weigh;

pub use crate::report::fields::{hint, label};
pub use crate::report::sources::{address, brief, source};
pub use choices::{band, choice, destination_site, option, source_site};

use crate::model::rate::Encryption;
use crate::quantity::{Lang, ParseError, number};
use crate::scenario::Origin;
use crate::scenario::check::Finding;
use crate::scenario::choice::Options;
use crate::scenario::goal::Goal;
use crate::scenario::range::Range;
use crate::scenario::{Choice, Controller, Currency, Field};
use crate::share::assign::Refusal;
use crate::share::file::FileError;
use crate::share::link::Broken;
use crate::share::uncertain::{NoRange, prior};

use super::entry;
use super::state::{Theme, View};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $english:literal, $german:literal;)*) => {$(
        $(#[$doc])*
        pub const fn $name(lang: Lang) -> &'static str {
            lang.pick($english, $german)
        }
    )*};
}
use words;

words! {
    /// What the page is, under its name.
    tagline: "Live migration, planned", "Live-Migration, geplant";
    /// Skip link.
    skip: "Skip to the answer", "Zur Antwort springen";
    /// Heading of the answer.
    answer: "The answer", "Die Antwort";
    /// Heading of the inputs.
    inputs: "Your scenario", "Ihr Szenario";
    /// Label of the language switch.
    language: "Language", "Sprache";
    /// Label of the color switch.
    colors: "Colors", "Farben";
    /// While a view is fetched.
    opening: "Opening …", "Wird geöffnet …";
    /// Where a view could not be had.
    not_opened: "This view could not be fetched. Everything else works without it; reloading the page may help.",
        "Diese Ansicht konnte nicht geladen werden. Alles andere geht auch ohne sie; vielleicht hilft es, die Seite neu zu laden.";
    /// Where what was to unfold could not be had.
    not_fetched: "This part could not be fetched. Everything else works without it.",
        "Dieser Teil konnte nicht geladen werden. Alles andere geht auch ohne ihn.";
    /// Disclosure under the timeline.
    watch: "Watch this move step by step", "Diesen Umzug Schritt für Schritt ansehen";
    /// In the place of a range, of a wave.
    typical_wave: "a typical run of the wave", "ein typischer Lauf der Welle";
    /// Disclosure under a verdict that is not good.
    what_helps: "What would help?", "Was würde helfen?";
    /// Button.
    apply: "Apply", "Übernehmen";
    /// Before techniques that are out of the question.
    ruled_out: "Out of the question:", "Kommt nicht infrage:";
    /// Where a search would take too long.
    too_many_to_search: "So many VMs are searched by the command line: movecast-cli advise.",
        "So viele VMs durchsucht die Kommandozeile: movecast-cli advise.";
    /// Button.
    again: "Try again", "Noch einmal versuchen";
    /// Button.
    undo: "Undo", "Rückgängig";
    /// Button.
    redo: "Redo", "Wiederholen";
    /// Button.
    start_over: "Start over", "Neu beginnen";
    /// Button.
    copy_link: "Copy link", "Link kopieren";
    /// After the link was copied.
    copied: "Link copied", "Link kopiert";
    /// Where the clipboard cannot be used.
    copy_by_hand: "Copy this link:", "Diesen Link kopieren:";
    /// Button.
    save_file: "Save as file", "Als Datei sichern";
    /// Button.
    open_file: "Open a file", "Datei öffnen";
    /// Opens a box for what is pasted or dropped.
    paste: "Paste output", "Ausgabe einfügen";
    /// Button.
    print: "Print", "Drucken";
    /// Opens what stands on the print.
    on_print: "Title and note", "Titel und Notiz";
    /// Label of the tabs.
    views: "Views", "Ansichten";
    /// Summary of the folded fields.
    more: "More", "Mehr";
    /// Legend of the choice of technique.
    technique: "Technique", "Verfahren";
    /// Label of a list of presets.
    preset: "Preset", "Vorlage";
    /// Label of a list of presets.
    control_plane: "Control plane", "Steuerung";
    /// What matches no preset.
    own: "As set below", "Wie unten eingestellt";
    /// Above the questions that there are.
    goals: "What do you want to know?", "Was möchten Sie wissen?";
    /// What is answered as long as nothing is stated.
    example: "Example: ten web servers, the paper’s experiment. State your own in the form.",
        "Beispiel: zehn Webserver, das Experiment des Papers. Geben Sie Ihr eigenes im Formular an.";
    /// Label of the measured points.
    points: "Measured points", "Messpunkte";
    /// What such points look like.
    points_example: "100 ms  1.02 MiB", "100 ms  1,02 MiB";
    /// Hint.
    points_hint: "Distinct memory dirtied within an interval, two to five lines, or the output of calc-dirty-rate (a sample: 0.7 to 1.2 of the truth). They replace working set and rate.",
        "Verschiedener Speicher, der in einer Zeitspanne geändert wird, zwei bis fünf Zeilen, oder die Ausgabe von calc-dirty-rate (eine Stichprobe: 0,7 bis 1,2 der Wahrheit). Sie ersetzen Arbeitsmenge und Rate.";
    /// Heading.
    workload: "Workload", "Last";
    /// Heading.
    link: "Link", "Verbindung";
    /// Heading.
    how: "How to move", "Wie umziehen";
    /// Heading.
    many: "Many VMs", "Viele VMs";
    /// Heading.
    sites: "Sites and prices", "Standorte und Preise";
    /// Heading.
    users: "Users", "Nutzer";
    /// Heading.
    time: "Time", "Zeit";
    /// Disclosure under the verdict.
    working: "How this is worked out", "Wie das gerechnet ist";
    /// Button below it.
    reckoning: "Step by step, with inputs and sources", "Schritt für Schritt, mit Eingaben und Quellen";
    /// Button on a notice.
    back_to_mine: "Back to mine", "Zurück zu meinem";
    /// Button on a notice.
    keep: "Keep this one", "Dieses behalten";
    /// Button on a notice.
    dismiss: "Dismiss", "Schließen";
    /// Name of the user's own scenario beside that of a link.
    mine: "Mine", "Meins";
    /// A notice.
    opened: "You opened a link. Your own scenario is kept until you decide.",
        "Sie haben einen Link geöffnet. Ihr eigenes Szenario bleibt erhalten, bis Sie entscheiden.";
    /// Summary of a chart's table.
    as_table: "As a table", "Als Tabelle";
    /// Heading.
    do_next: "What to do next", "Was als Nächstes zu tun ist";
    /// Button.
    commands: "Show commands and settings", "Befehle und Einstellungen zeigen";
    /// Button.
    copy: "Copy", "Kopieren";
    /// On it, once that is done.
    copied_text: "Copied", "Kopiert";
    /// Where a table could not be saved or copied.
    did_not_work: "That did not work.", "Das ging nicht.";
    /// Of the buttons that save a chart.
    save_picture: "Save as picture", "Als Bild speichern";
    /// What to do with a chart.
    read_chart: "Point at the chart, or use the arrow keys, to read it.",
        "Zeigen Sie auf das Diagramm oder nutzen Sie die Pfeiltasten, um es abzulesen.";
    /// Row.
    total_time: "Total migration time", "Gesamte Migrationszeit";
    /// Row.
    downtime: "Downtime", "Ausfallzeit";
    /// Row.
    stall: "Longest stall", "Längste Stockung";
    /// Row.
    sent: "Sent in total", "Insgesamt gesendet";
    /// Row.
    cost: "Cost of the move", "Kosten des Umzugs";
    /// Row.
    break_even: "Break-even time", "Amortisationszeit";
    /// Caption.
    compare_caption: "Typical run; in small: 8 of 10 runs", "Üblicher Lauf; klein: 8 von 10 Läufen";
    /// Caption.
    in_all: "The move in money, energy and carbon", "Der Umzug in Geld, Energie und CO₂";
    /// Row.
    in_money: "Money", "Geld";
    /// Row.
    in_energy: "Energy", "Energie";
    /// Row.
    carbon: "Carbon", "CO₂";
    /// Legend.
    count_in: "Count in", "Rechnen in";
    /// Row.
    in_carbon: "Carbon (average intensity)", "CO₂ (mittlere Intensität)";
    /// Caption.
    network_caption: "What if traffic needs this much energy?", "Und wenn der Verkehr so viel Energie braucht?";
    /// Under the table.
    network_note: "Published values span five powers of ten (Coroama and Hilty 2014: 0.0064 to 136 kWh/GB), and none is measured on your path. Networks draw nearly the same power with and without your traffic, so this is an attribution.",
        "Veröffentlichte Werte reichen über fünf Zehnerpotenzen (Coroama und Hilty 2014: 0,0064 bis 136 kWh/GB), und keiner ist auf Ihrem Weg gemessen. Netze brauchen mit und ohne Ihren Verkehr fast gleich viel Leistung; das ist also eine Zurechnung.";
    /// Row.
    hosts_only: "Hosts only", "Nur Hosts";
    /// Heading.
    know: "What to know", "Zu wissen";
    /// Column.
    value_column: "Value", "Wert";
    /// Column.
    default_column: "Default", "Vorgabe";
    /// Column.
    from_column: "Where the default comes from", "Woher die Vorgabe kommt";
    /// Column.
    quantity_column: "Quantity", "Größe";
    /// Caption.
    assumptions: "Every input, its default and its source", "Jede Eingabe, ihre Vorgabe und deren Quelle";
    /// Mark of a value that differs from its default.
    changed: "changed", "geändert";
    /// Heading.
    limits: "Known limits", "Bekannte Grenzen";
    /// Mark of an assumption.
    assumed: "Assumption", "Annahme";
    /// Where no run was drawn yet.
    sampling: "Working out the range …", "Streuung wird berechnet …";
    /// Where none could be.
    not_sampled: "The range could not be worked out.", "Die Streuung ließ sich nicht berechnen.";
    /// Shown in print.
    printed_from: "Movecast, a what-if planner for live migration. This plan as a link:",
        "Movecast, ein Was-wäre-wenn-Planer für Live-Migration. Dieser Plan als Link:";
}

/// What the answers cannot know.
pub const fn known_limits(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        [
            "All VMs of a plan are alike, and all start with the same request.",
            "The verdict keeps prices and loads as they are for the whole stay; what hourly prices change is in the Energy view.",
            "Power is linear in load between idle and peak; real servers are up to 15 % lower in the middle.",
            "The energy of the network per GB is known only roughly, and it dominates the bill.",
            "The ranges show how runs of the same plan differ, not how wrong your inputs may be.",
        ],
        [
            "Alle VMs eines Plans sind gleich und starten mit derselben Anforderung.",
            "Für das Urteil bleiben Preise und Lasten den ganzen Aufenthalt über gleich; was stündliche Preise ändern, steht unter Energie.",
            "Die Leistung wächst linear mit der Last von Leerlauf bis Spitze; echte Server liegen dazwischen bis zu 15 % darunter.",
            "Die Energie des Netzes je GB ist nur grob bekannt und bestimmt die Rechnung.",
            "Die Streuung zeigt, wie sich Läufe desselben Plans unterscheiden, nicht, wie falsch Ihre Eingaben sind.",
        ],
    )
}

/// Heads of the table of what a move costs.
pub const fn bill_heads(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Counted in", "The move", "Saved per hour", "Has paid after"],
        ["Gezählt in", "Der Umzug", "Ersparnis je Stunde", "Bezahlt nach"],
    )
}

/// Heads of the table of network coefficients.
pub const fn network_heads(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["Network", "Energy of the move", "Paid in money", "In energy", "In carbon"],
        ["Netz", "Energie des Umzugs", "Bezahlt in Geld", "In Energie", "In CO₂"],
    )
}

/// Where a link is longer than what every mailer and chat passes on whole.
pub fn long_link(length: usize, lang: Lang) -> String {
    let length = number(length as f64, lang);
    match lang {
        Lang::En => {
            format!("{length} characters: some mailers cut that. “Save as file” holds the same.")
        }
        Lang::De => format!(
            "{length} Zeichen: Manche Mailprogramme kürzen das. „Als Datei sichern“ enthält dasselbe."
        ),
    }
}

/// The hosts' energy beside a published closed form.
pub fn closed_form(hosts: &str, published: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "Both hosts need {hosts} here before the PUE; by the closed form published for Xen at about 1 Gbit/s (0.512 J/MB + 20.165 J) it would be {published}, which is too much on faster links."
        ),
        Lang::De => format!(
            "Beide Hosts brauchen hier vor der PUE {hosts}; nach der für Xen bei etwa 1 Gbit/s veröffentlichten Formel (0,512 J/MB + 20,165 J) wären es {published}, was bei schnelleren Links zu viel ist."
        ),
    }
}

/// The name of a view.
pub const fn view(view: View, lang: Lang) -> &'static str {
    match view {
        View::Timeline => lang.pick("Timeline", "Ablauf"),
        View::Techniques => lang.pick("Techniques", "Verfahren"),
        View::Compare => lang.pick("Compare", "Vergleich"),
        View::Waves => lang.pick("Waves", "Wellen"),
        View::Sure => lang.pick("How sure", "Wie sicher"),
        View::Map => lang.pick("Map", "Karte"),
        View::Energy => lang.pick("Energy", "Energie"),
        View::Service => lang.pick("Service", "Dienst"),
        View::Learn => lang.pick("Learn", "Lernen"),
        View::Evidence => lang.pick("Evidence", "Belege"),
        View::Assumptions => lang.pick("Assumptions", "Annahmen"),
    }
}

/// The name of a choice of colors.
pub const fn theme(theme: Theme, lang: Lang) -> &'static str {
    match theme {
        Theme::Auto => lang.pick("Auto", "Auto"),
        Theme::Light => lang.pick("Light", "Hell"),
        Theme::Dark => lang.pick("Dark", "Dunkel"),
    }
}

/// What is wrong with the link in the address.
pub fn broken(broken: &Broken, lang: Lang) -> &'static str {
    match broken {
        Broken::Damaged => lang.pick(
            "This link is damaged: letters are missing or changed. Nothing was opened; ask for it again. \
             Below is your own scenario.",
            "Dieser Link ist beschädigt: Es fehlen Zeichen, oder sie sind verändert. Es wurde nichts \
             geöffnet; bitten Sie noch einmal darum. Unten steht Ihr eigenes Szenario.",
        ),
        Broken::Newer(_) => lang.pick(
            "This link was made by a newer version of Movecast. Nothing was opened; reload the page to \
             get that version. Below is your own scenario.",
            "Dieser Link stammt von einer neueren Version von Movecast. Es wurde nichts geöffnet; laden \
             Sie die Seite neu, um sie zu bekommen. Unten steht Ihr eigenes Szenario.",
        ),
        Broken::NotALink => lang.pick(
            "This address holds no scenario. Nothing was opened; below is your own.",
            "Diese Adresse enthält kein Szenario. Es wurde nichts geöffnet; unten steht Ihr eigenes.",
        ),
    }
}

/// Why a text is no value.
pub fn unreadable(error: &ParseError, last: &str, lang: Lang) -> String {
    match (error, lang) {
        (ParseError::Empty, Lang::En) => format!("Enter a value. Until then, {last} is used."),
        (ParseError::Empty, Lang::De) => {
            format!("Bitte einen Wert eingeben. Bis dahin gilt {last}.")
        }
        (ParseError::NotANumber, Lang::En) => {
            format!("Start with a number, as in {last}, which is used for now.")
        }
        (ParseError::NotANumber, Lang::De) => {
            format!("Beginnen Sie mit einer Zahl wie in {last}; das gilt einstweilen.")
        }
        (ParseError::UnknownUnit(unit), Lang::En) => {
            format!(
                "“{unit}” is not a unit known here. Write it as in {last}, which is used for now."
            )
        }
        (ParseError::UnknownUnit(unit), Lang::De) => {
            format!(
                "„{unit}“ ist hier keine Einheit. Schreiben Sie sie wie in {last}; das gilt einstweilen."
            )
        }
    }
}

/// What is wrong with a range.
pub fn no_range(why: NoRange, field: Field, currency: Currency, lang: Lang) -> String {
    let said = |value| entry::write_in(currency, field, value, lang).0;
    match why {
        NoRange::Swapped => lang
            .pick(
                "The ends are swapped: write the lower one first.",
                "Die Enden sind vertauscht: Schreiben Sie das untere zuerst.",
            )
            .to_owned(),
        NoRange::Outside => lang
            .pick(
                "What is likely has to be between the ends: low / likely / high.",
                "Der wahrscheinliche Wert muss zwischen den Enden liegen: unten / wahrscheinlich / oben.",
            )
            .to_owned(),
        NoRange::Beyond => {
            let (least, most) = field.bounds();
            let (least, most) = (said(least), said(most));
            match lang {
                Lang::En => format!("The range has to stay between {least} and {most}."),
                Lang::De => format!("Der Bereich muss zwischen {least} und {most} bleiben."),
            }
        }
        NoRange::Unknown => lang
            .pick(
                "Nothing is known of this beforehand: write two ends, as in 5..10.",
                "Hierüber ist vorab nichts bekannt: Schreiben Sie zwei Enden wie 5..10.",
            )
            .to_owned(),
    }
}

/// What is said where a range reaches beyond what it is a part of.
pub fn beyond(whole: Field, lang: Lang) -> String {
    let whole = label(whole, lang);
    match lang {
        Lang::En => format!("The range reaches beyond “{whole}”; there it counts as all of that."),
        Lang::De => {
            format!("Der Bereich reicht über „{whole}“ hinaus; dort zählt er als alles davon.")
        }
    }
}

/// What is said of a range: what it is, and which value stands for it elsewhere.
pub fn stands_for(field: Field, range: &Range, typical: &str, lang: Lang) -> String {
    let from = if prior(field).as_ref() != Some(range) {
        ""
    } else if field == Field::DirtyPageRate {
        lang.pick(
            "What measured workloads have, from the least to the most tenth. ",
            "Was gemessene Lasten haben, vom untersten bis zum obersten Zehntel. ",
        )
    } else {
        lang.pick(
            "What hosts usually have, an assumption. ",
            "Was Hosts meist haben, eine Annahme. ",
        )
    };
    match lang {
        Lang::En => {
            format!("{from}{typical} stands for it; “How sure” looks at all of the range.")
        }
        Lang::De => {
            format!("{from}{typical} steht dafür; „Wie sicher“ betrachtet den ganzen Bereich.")
        }
    }
}

/// A question that the page answers.
pub const fn goal(goal: Goal, lang: Lang) -> &'static str {
    match goal {
        Goal::Converge => lang.pick("Will it converge?", "Konvergiert es?"),
        Goal::Empty => lang.pick("Empty a host in time", "Host rechtzeitig räumen"),
        Goal::Pay => lang.pick("Does it pay, and when?", "Lohnt es sich, und wann?"),
        Goal::Compare => lang.pick("Compare techniques", "Verfahren vergleichen"),
        Goal::Teach => lang.pick("Teach", "Lehren"),
    }
}

/// What is odd about a field, which is in this currency where it is a price.
pub fn finding(finding: &Finding, currency: Currency, lang: Lang) -> String {
    match finding {
        Finding::OutOfBounds { field, stated, used } => {
            let said = |value| entry::write_in(currency, *field, value, lang).0;
            let (stated, used) = (said(*stated), said(*used));
            match lang {
                Lang::En => format!("{stated} is outside of what is known; {used} is used."),
                Lang::De => format!("{stated} liegt außerhalb des Bekannten; es gilt {used}."),
            }
        }
        Finding::NoRate { currency, .. } => crate::report::no_rate(*currency, lang),
        Finding::StillInEur { currency, .. } => {
            let code = currency.name();
            match lang {
                Lang::En => format!("This is the default in EUR; state it in {code}."),
                Lang::De => format!("Das ist die Vorgabe in EUR; geben Sie es in {code} an."),
            }
        }
        Finding::NotOffered { technique, controller } => {
            let name = crate::report::technique(*technique, lang);
            let by = crate::report::controller(*controller, lang);
            match lang {
                Lang::En => format!("{by} does not offer {name}; pre-copy is used."),
                Lang::De => format!("{by} bietet {name} nicht an; es gilt Pre-Copy."),
            }
        }
        Finding::NotWithFunctions { technique } => {
            let name = crate::report::technique(*technique, lang);
            match lang {
                Lang::En => format!("{name} cannot move VFIO functions; pre-copy is used."),
                Lang::De => {
                    format!("{name} kann VFIO-Funktionen nicht mitnehmen; es gilt Pre-Copy.")
                }
            }
        }
        Finding::NotEncrypted { stated, controller, used } => {
            let name = |of: &Encryption| option(Choice::Encryption, of.place(), lang);
            let by = crate::report::controller(*controller, lang);
            let (stated, used) = (name(stated), name(used));
            match lang {
                Lang::En => format!("{by} does not offer {stated}; {used} is used."),
                Lang::De => format!("{by} bietet {stated} nicht an; es gilt {used}."),
            }
        }
        Finding::Ignored { field, controller, tunnelled } => {
            ignored(label(*field, lang), *controller, *tunnelled, lang)
        }
        Finding::IgnoredChoice { choice: of, controller, tunnelled } => {
            ignored(choice(*of, lang), *controller, *tunnelled, lang)
        }
        Finding::NotPassedOn { field, controller, stated, used } => {
            let said = |value| entry::write_in(currency, *field, value, lang).0;
            let (stated, used) = (said(*stated), said(*used));
            let by = crate::report::controller(*controller, lang);
            match lang {
                Lang::En => format!(
                    "{by} does not pass it on: the move runs under {used} and is judged by {stated}."
                ),
                Lang::De => format!(
                    "{by} reicht es nicht weiter: der Umzug läuft mit {used} und wird an {stated} gemessen."
                ),
            }
        }
        Finding::LargerThan { field, whole, stated, used } => {
            let said = |value| entry::write_in(currency, *field, value, lang).0;
            let (stated, used, whole) = (said(*stated), said(*used), label(*whole, lang));
            match lang {
                Lang::En => format!("{stated} is more than “{whole}”; {used} is used."),
                Lang::De => format!("{stated} ist mehr als „{whole}“; es gilt {used}."),
            }
        }
    }
}

/// What was stated and is not counted.
fn ignored(name: &str, controller: Controller, tunnelled: bool, lang: Lang) -> String {
    let by = crate::report::controller(controller, lang);
    match (lang, tunnelled) {
        (Lang::En, true) => {
            format!("“{name}” is not counted: a tunnel through ssh does without it.")
        }
        (Lang::De, true) => format!("„{name}“ zählt nicht: Ein Tunnel durch ssh kommt ohne aus."),
        (Lang::En, false) => format!("“{name}” is not counted: {by} does without it."),
        (Lang::De, false) => format!("„{name}“ zählt nicht: {by} kommt ohne aus."),
    }
}

/// Which line of the measured points cannot be read.
pub fn bad_line(line: usize, lang: Lang) -> String {
    match lang {
        Lang::En => {
            format!("Line {line} is not an interval and an amount. The last good points are used.")
        }
        Lang::De => {
            format!(
                "Zeile {line} ist keine Zeitspanne mit Menge. Es gelten die letzten guten Punkte."
            )
        }
    }
}

/// Where a preset comes from, as a sentence.
pub fn from(source: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("From {source}"),
        Lang::De => format!("Quelle: {source}"),
    }
}

/// Name of the button that sets a field back.
pub fn reset(field: Field, default: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Reset {} to {default}", label(field, lang)),
        Lang::De => format!("{} zurück auf {default}", label(field, lang)),
    }
}

/// Name of the disclosure beside a field.
pub fn about(field: Field, lang: Lang) -> String {
    match lang {
        Lang::En => format!("About {}", label(field, lang)),
        Lang::De => format!("Über {}", label(field, lang)),
    }
}

/// One line on what a field means; where it follows another one, on that.
pub fn follows(field: Field, origin: Origin, lang: Lang) -> &'static str {
    match (field, origin) {
        (Field::Touched, Origin::Follows(..)) => lang.pick(
            "Follows memory: 95 %, as in the paper’s guests, until you state it.",
            "Folgt dem Speicher: 95 %, wie bei den Gästen des Papers, bis Sie ihn angeben.",
        ),
        (Field::Populated, Origin::Follows(..)) => lang.pick(
            "Zero or not; all memory, or all in use, as the controller sends, until you state it.",
            "Null oder nicht; aller Speicher oder der belegte, wie die Steuerung sendet, bis Sie ihn angeben.",
        ),
        (Field::WorkingSet, Origin::Follows(..)) => lang.pick(
            "Follows memory in use: any page may be written, until you state it.",
            "Folgt dem belegten Speicher: Jede Seite kann geändert werden, bis Sie sie angeben.",
        ),
        (field, _) => hint(field, lang),
    }
}

/// Where a field's default comes from, as a sentence.
pub fn default_from(default: &str, source: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Default {default}: {source}"),
        Lang::De => format!("Vorgabe {default}: {source}"),
    }
}

/// How many of the folded fields differ from their defaults.
pub fn changed_count(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (0, _) => String::new(),
        (n, Lang::En) => format!("{n} changed"),
        (n, Lang::De) => format!("{n} geändert"),
    }
}

/// Why a file was not opened.
pub fn file_problem(error: &FileError, lang: Lang) -> String {
    match (error, lang) {
        (FileError::NotAScenario(_), Lang::En) => {
            "This is not a scenario file of Movecast. Nothing was changed.".to_owned()
        }
        (FileError::NotAScenario(_), Lang::De) => {
            "Das ist keine Szenario-Datei von Movecast. Nichts wurde geändert.".to_owned()
        }
        (FileError::TooLarge, Lang::En) => {
            "This file is too large for a scenario. Nothing was changed.".to_owned()
        }
        (FileError::TooLarge, Lang::De) => {
            "Diese Datei ist zu groß für ein Szenario. Nichts wurde geändert.".to_owned()
        }
        (FileError::Newer(version), Lang::En) => {
            format!("This file was written by version {version}, which is newer than this page.")
        }
        (FileError::Newer(version), Lang::De) => {
            format!("Diese Datei stammt von Version {version}, die neuer ist als diese Seite.")
        }
        (FileError::Refused(refusal), _) => refused(refusal, lang),
    }
}

/// Which keys of a file that was opened mean nothing here.
pub fn unknown_keys(keys: &[Refusal], lang: Lang) -> String {
    let said: Vec<String> = keys.iter().map(|key| refused(key, lang)).collect();
    lang.pick("The file was opened. ", "Die Datei ist geöffnet. ").to_owned() + &said.join(" ")
}

/// Why a value of a file is not taken.
fn refused(refusal: &Refusal, lang: Lang) -> String {
    match (refusal, lang) {
        (Refusal::Unknown { name, nearest: None }, Lang::En) => {
            format!("“{name}” is not known here.")
        }
        (Refusal::Unknown { name, nearest: None }, Lang::De) => {
            format!("„{name}“ ist hier unbekannt.")
        }
        (Refusal::Unknown { name, nearest: Some(nearest) }, Lang::En) => {
            format!("“{name}” is not known here; perhaps “{nearest}” was meant.")
        }
        (Refusal::Unknown { name, nearest: Some(nearest) }, Lang::De) => {
            format!("„{name}“ ist hier unbekannt; vielleicht ist „{nearest}“ gemeint.")
        }
        (Refusal::NoUnit { name, readings }, Lang::En) => {
            format!("“{name}” needs a unit: {}.", readings.join(" or "))
        }
        (Refusal::NoUnit { name, readings }, Lang::De) => {
            format!("„{name}“ braucht eine Einheit: {}.", readings.join(" oder "))
        }
        (
            Refusal::Unreadable { name, value, .. }
            | Refusal::NoOption { name, value, .. }
            | Refusal::Range { name, value, .. },
            Lang::En,
        ) => format!("“{name}” cannot be “{value}”."),
        (
            Refusal::Unreadable { name, value, .. }
            | Refusal::NoOption { name, value, .. }
            | Refusal::Range { name, value, .. },
            Lang::De,
        ) => format!("„{name}“ kann nicht „{value}“ sein."),
    }
}
