//! The words around lessons and tasks; the lessons themselves are data.

use super::words;
use crate::quantity::{Lang, number};
use crate::share::accepted::Accepted;

words! {
    /// While the file comes.
    loading: "Fetching the lessons …", "Die Lektionen werden geladen …";
    /// Where it does not.
    failed: "The lessons could not be fetched.", "Die Lektionen konnten nicht geladen werden.";
    /// What the view is.
    lead: "Predict first, then let the model answer. A wrong prediction teaches most.",
        "Erst vorhersagen, dann das Modell antworten lassen. Am meisten lehrt eine falsche Vorhersage.";
    /// Label of the parts.
    parts: "Parts of this view", "Teile dieser Ansicht";
    /// Label of the list of lessons.
    lessons: "Lessons", "Lektionen";
    /// Mark of a lesson that was done.
    done: "done", "erledigt";
    /// Button.
    commit: "Commit my prediction", "Vorhersage abgeben";
    /// Button.
    again: "Predict again", "Noch einmal vorhersagen";
    /// Label.
    your_number: "Your prediction", "Ihre Vorhersage";
    /// Label.
    reason: "Because (optional)", "Weil (freiwillig)";
    /// Where nothing was chosen.
    choose: "Choose an answer first.", "Wählen Sie erst eine Antwort.";
    /// Heading of the answer.
    reveal: "What the model says", "Was das Modell sagt";
    /// Label.
    touch: "Try", "Zum Ausprobieren";
    /// Label.
    notice: "Notice", "Zu beobachten";
    /// Label.
    source: "Source", "Quelle";
    /// Button.
    open: "Open in the planner", "Im Planer öffnen";
    /// Label of the words that a lesson uses.
    terms: "Words used here", "Begriffe dieser Lektion";
    /// Column.
    case: "Case", "Fall";
    /// Column.
    ending: "Ends", "Endet";
    /// Column.
    reading: "Search during, times that before", "Suche währenddessen, mal davor";
    /// After a right choice.
    right: "Your prediction was right.", "Ihre Vorhersage war richtig.";
    /// After another.
    wrong: "The model sees it differently.", "Das Modell sieht es anders.";
    /// Label of what was predicted.
    predicted: "You predicted", "Ihre Vorhersage";
    /// Label of what comes out.
    computed: "The model says", "Das Modell sagt";
    /// Label of the reason that was given.
    because: "Your reason", "Ihr Grund";
    /// What a task can lock besides fields.
    wave: "Waves: machines, hosts and limits", "Wellen: Maschinen, Hosts und Grenzen";
    /// Why a field cannot be changed.
    locked: "Locked for this task", "Für diese Aufgabe gesperrt";
    /// Button of a task.
    own_copy: "Work on your own copy", "An einer eigenen Kopie arbeiten";
    /// Button of a task that locks nothing.
    close: "Close", "Schließen";
    /// Name of a task without a title.
    task: "Task", "Aufgabe";
    /// Where the answer is covered.
    covered: "The answer appears once you have made a prediction.",
        "Die Antwort erscheint, sobald Sie etwas vorhergesagt haben.";
    /// What authoring is.
    author_lead: "Set up the scenario on this page, then say what your students shall do with it. All of it travels in the link; nothing is stored anywhere.",
        "Stellen Sie auf dieser Seite das Szenario ein und sagen Sie dann, was damit zu tun ist. Alles reist im Link mit; nirgends wird etwas gespeichert.";
    /// Tick.
    predict: "Cover the answer until a prediction was made", "Antwort verdecken, bis etwas vorhergesagt wurde";
    /// Summary of the fields.
    fields: "Lock or hide fields", "Felder sperren oder verbergen";
    /// Column.
    field: "Field", "Feld";
    /// Column.
    lock: "Lock", "Sperren";
    /// Column.
    hide: "Hide", "Verbergen";
    /// Button.
    lock_others: "Lock all except these", "Alle außer diesen sperren";
    /// Button.
    copy_iframe: "Copy iframe code", "iframe-Code kopieren";
    /// Button.
    copy_task: "Copy link to the task", "Link zur Aufgabe kopieren";
    /// Which view a task opens at.
    opens_at: "Opens at", "Öffnet sich bei";
    /// Button.
    copy_embed: "Copy link for a learning platform", "Link für eine Lernplattform kopieren";
}

/// Names of the parts of the view.
pub const fn part_names(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Lessons", "The paper", "Glossary", "For teachers"],
        ["Lektionen", "Das Paper", "Begriffe", "Für Lehrende"],
    )
}

/// Labels of a task's title, note, question and accepted answer.
pub const fn task_texts(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Title", "Note", "Question", "Accepted answer"],
        ["Titel", "Hinweis", "Frage", "Richtige Antwort"],
    )
}

/// What becomes of answers, given what a teacher accepts.
pub fn accepts(text: &str, lang: Lang) -> &'static str {
    if text.trim().is_empty() {
        return lang.pick(
            "Empty: answers are not judged. Otherwise a number with a tolerance, such as 18.7 min ± 10 %, or choices, one a line, the right one after *.",
            "Leer: Antworten werden nicht beurteilt. Sonst eine Zahl mit Toleranz, etwa 18,7 min ± 10 %, oder Auswahlen, eine je Zeile, die richtige nach *.",
        );
    }
    match Accepted::read(text, lang) {
        None => lang.pick(
            "Not understood, so answers are not judged: a number with a unit, or several lines, the right one after *.",
            "Nicht verstanden, daher werden Antworten nicht beurteilt: eine Zahl mit Einheit oder mehrere Zeilen, die richtige nach *.",
        ),
        Some(Accepted::Number { .. }) => lang.pick(
            "A number; without a stated tolerance it may be off by 10 %.",
            "Eine Zahl; ohne Angabe darf sie um 10 % abweichen.",
        ),
        Some(Accepted::Choices(_)) => lang.pick(
            "Choices, of which one is picked.",
            "Auswahlen, von denen eine gewählt wird.",
        ),
    }
}

/// What is said of an answer to a task; nothing where its teacher accepts none in particular.
pub fn judged(accepted: Option<&Accepted>, said: &str, lang: Lang) -> Option<&'static str> {
    Some(match accepted?.judge(said, lang) {
        Some(true) => right(lang),
        Some(false) => lang.pick(
            "That is not the answer that was asked for.",
            "Das ist nicht die gesuchte Antwort.",
        ),
        None => lang.pick(
            "This answer cannot be compared with the one asked for.",
            "Diese Antwort lässt sich mit der gesuchten nicht vergleichen.",
        ),
    })
}

/// How long a lesson takes.
pub fn minutes(count: &str) -> String {
    format!("{count}\u{202f}min")
}

/// What to type.
pub fn unreadable(unit: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Type a number, with a unit if you like, such as 12 {unit}."),
        Lang::De => format!("Geben Sie eine Zahl ein, gern mit Einheit, etwa 12 {unit}."),
    }
}

/// How far off a number was.
pub fn off(factor: f64, lang: Lang) -> String {
    if factor < 1.1 {
        return lang.pick("Well judged.", "Gut geschätzt.").to_owned();
    }
    let factor = number(factor, lang);
    match lang {
        Lang::En => format!("Off by a factor of {factor}."),
        Lang::De => format!("Um den Faktor {factor} daneben."),
    }
}

/// How many lessons are done.
pub fn progress(done: usize, all: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{done} of {all} done"),
        Lang::De => format!("{done} von {all} erledigt"),
    }
}
