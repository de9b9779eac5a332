//! The words of the evidence.

use crate::chart::scatter::Compared;
use crate::evidence::checked::Checked;
use crate::evidence::closed_forms::ClosedForm;
use crate::quantity::Lang;
use crate::scenario::Controller;

super::words! {
    /// While the files are fetched.
    loading: "Fetching the measured migrations …", "Die gemessenen Migrationen werden geladen …";
    /// While rows are predicted.
    predicting: "Predicting each of them …", "Jede wird vorhergesagt …";
    /// Where a file could not be had.
    failed: "The measured migrations could not be fetched. Everything else works without them.",
        "Die gemessenen Migrationen konnten nicht geladen werden. Alles andere geht auch ohne sie.";
    /// Label of the choice.
    figure: "Figure to compare", "Verglichene Größe";
    /// Caption.
    error_caption: "Errors by technique, median / 90th percentile", "Fehler je Verfahren, Median / 90. Perzentil";
    /// Caption.
    checked_caption: "What each controller was checked on", "Woran jede Steuerung geprüft wurde";
    /// Caption.
    worst_caption: "Furthest off, and why", "Am weitesten daneben, und warum";
    /// Caption.
    textbook_caption: "Total time of single plain pre-copies: this model and the textbook",
        "Gesamtzeit einzelner einfacher Pre-Copies: dieses Modell und das Lehrbuch";
    /// Row.
    this_model: "This model, round by round", "Dieses Modell, Runde für Runde";
    /// Under the formulas.
    why_rounds: "Memory over bandwidth counts zero pages and forgets what is sent again; the series takes every write for a new page. Guests write the same pages again and again, so each round has to be followed.",
        "Speicher durch Bandbreite zählt Nullseiten mit und vergisst, was erneut gesendet wird; die Reihe hält jeden Zugriff für eine neue Seite. Gäste schreiben dieselben Seiten immer wieder, darum muss man jeder Runde folgen.";
    /// Caption.
    published_caption: "Published medians of others", "Veröffentlichte Mediane anderer";
    /// What was assumed.
    published_inputs: "Assumed: sysbench rewrites 20 MiB (40 MiB with two vCPUs) each second; PostgreSQL dirties what its authors’ traces say. Everything else is theirs.",
        "Angenommen: sysbench schreibt jede Sekunde 20 MiB neu (40 MiB mit zwei vCPUs); PostgreSQL ändert, was die Messreihen der Autoren sagen. Alles andere stammt von ihnen.";
    /// Heading.
    limits: "What this cannot show", "Was das nicht zeigen kann";
    /// Where the data come from.
    attribution: "Measured with QEMU 10.0.2 between two network namespaces; the files are part of this page (static/data/measured). Published medians: Sxmindu/Live-Migration and LordWicked/live-migration-thesis-code.",
        "Gemessen mit QEMU 10.0.2 zwischen zwei Netzwerk-Namensräumen; die Dateien sind Teil dieser Seite (static/data/measured). Veröffentlichte Mediane: Sxmindu/Live-Migration und LordWicked/live-migration-thesis-code.";
}

/// What the view shows.
pub fn lead(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "{count} measured migrations, each predicted just now from what was known before it."
        ),
        Lang::De => format!(
            "{count} gemessene Migrationen, jede eben vorhergesagt aus dem, was man vor ihr wusste."
        ),
    }
}

/// The name of a figure.
pub const fn compared(compared: Compared, lang: Lang) -> &'static str {
    match compared {
        Compared::TotalTime => super::total_time(lang),
        Compared::Sent => super::sent(lang),
        Compared::Downtime => super::downtime(lang),
    }
}

/// A kind of migration, by its name in the files.
pub fn kind(name: &'static str, lang: Lang) -> &'static str {
    match name {
        "precopy" => lang.pick("Pre-copy", "Pre-Copy"),
        "precopy_autoconverge" => lang.pick("with auto-converge", "mit Auto-Converge"),
        "precopy_xbzrle" => lang.pick("with delta encoding", "mit Delta-Kodierung"),
        "precopy_multifd" => lang.pick("over several streams", "über mehrere Ströme"),
        "postcopy" => lang.pick("Post-copy", "Post-Copy"),
        "postcopy_preempt" => lang.pick("Post-copy, urgent channel", "Post-Copy, eigener Kanal"),
        "block" => lang.pick("Block migration", "Blockmigration"),
        "concurrent" => lang.pick("several VMs at once", "mehrere VMs zugleich"),
        "sequential" => lang.pick("several VMs in turn", "mehrere VMs nacheinander"),
        "all" => lang.pick("all together", "alle zusammen"),
        other => other,
    }
}

/// A closed formula.
pub const fn form(form: ClosedForm, lang: Lang) -> &'static str {
    match form {
        ClosedForm::MemoryOverBandwidth => {
            lang.pick("Memory over bandwidth", "Speicher durch Bandbreite")
        }
        ClosedForm::GeometricSeries => lang.pick("Geometric series", "Geometrische Reihe"),
        ClosedForm::CappedWorkingSet => {
            lang.pick("Touched memory and working set", "Belegter Speicher und Arbeitsmenge")
        }
    }
}

/// How often a formula says never although it did.
pub fn never(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("says never for {count} that completed"),
        Lang::De => format!("sagt nie bei {count}, die ankamen"),
    }
}

/// How many verdicts were wrong.
pub fn wrong(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (0, _) => lang.pick("all right", "alle richtig").to_owned(),
        (_, Lang::En) => format!("{count} wrong"),
        (_, Lang::De) => format!("{count} falsch"),
    }
}

/// Column heads of the error table.
pub const fn error_heads(lang: Lang) -> [&'static str; 7] {
    lang.pick(
        ["Technique", "Runs", "Total time", "Bytes", "Downtime", "In range", "Arrives or not"],
        ["Verfahren", "Läufe", "Gesamtzeit", "Bytes", "Ausfallzeit", "In der Spanne", "Ankunft"],
    )
}

/// Column heads of what controllers were checked on.
pub const fn checked_heads(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Controller", "Published migrations", "Total time", "What they are"],
        ["Steuerung", "Veröffentlichte Migrationen", "Gesamtzeit", "Was sie sind"],
    )
}

/// How many published migrations there are, of grades A and B, and how many of them state a time.
pub fn checked_rows(known: Option<Checked>, lang: Lang) -> String {
    match (known, lang) {
        (None, Lang::En) => "none of its own: not validated".to_owned(),
        (None, Lang::De) => "keine eigenen: nicht geprüft".to_owned(),
        (Some(of), Lang::En) => format!("{} (A, B), {} with a time", of.rows, of.timed),
        (Some(of), Lang::De) => format!("{} (A, B), {} mit Zeit", of.rows, of.timed),
    }
}

/// What they are.
pub const fn checked_what(by: Controller, lang: Lang) -> &'static str {
    match by {
        Controller::Qemu => lang.pick(
            "compression, zero pages, auto-converge; beside the runs above",
            "Kompression, Nullseiten, Auto-Converge; neben den Läufen oben",
        ),
        Controller::Nova => lang.pick(
            "runs QEMU; the shape of one evacuation (OSIC) within 5 %",
            "führt QEMU; der Verlauf einer Räumung (OSIC) auf 5 %",
        ),
        Controller::KubeVirt => lang.pick(
            "one guest of 8 GiB over 1 Gbit/s, with and without tuning",
            "ein Gast mit 8 GiB über 1 Gbit/s, mit und ohne Anheben",
        ),
        Controller::OpenShift => {
            lang.pick("KubeVirt with defaults of its own", "KubeVirt mit eigenen Vorgaben")
        }
        Controller::Proxmox => {
            lang.pick("one task log of a guest of 4 GiB", "ein Protokoll eines Gasts mit 4 GiB")
        }
        Controller::CloudHypervisor => lang.pick(
            "throughput over 1 to 16 connections, and one run of rounds",
            "Durchsatz über 1 bis 16 Verbindungen, und ein Lauf von Runden",
        ),
        Controller::Xen => lang.pick(
            "evacuations of ten Windows guests, whose memory in use is not stated",
            "Räumungen von zehn Windows-Gästen, deren belegter Speicher nicht genannt ist",
        ),
    }
}

/// The row of disks that move without memory, whoever moves them.
pub const fn checked_disks(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        [
            "Disks alone, and conversions",
            "none: checked against nothing measured",
            "–",
            "closed forms; the mirror's equation holds for block migration",
        ],
        [
            "Nur Platten, und Konvertierungen",
            "keine: an nichts Gemessenem geprüft",
            "–",
            "geschlossene Formeln; die des Spiegelns gilt für Blockmigration",
        ],
    )
}

/// Column heads of the worst cases.
pub const fn worst_heads(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["Run", "Measured", "Predicted", "Completes", "Known reason"],
        ["Lauf", "Gemessen", "Vorhergesagt", "Kommt an", "Bekannter Grund"],
    )
}

/// Column heads of the formulas.
pub const fn textbook_heads(lang: Lang) -> [&'static str; 3] {
    lang.pick(["Formula", "Error", "Besides"], ["Formel", "Fehler", "Außerdem"])
}

/// Column heads of the published medians.
pub const fn published_heads(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["Case", "Published", "Predicted", "Error"],
        ["Fall", "Veröffentlicht", "Vorhergesagt", "Fehler"],
    )
}

/// What the evidence cannot show.
pub const fn known_limits(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        [
            "These runs helped to find what the model lacked; expect a little more error on others.",
            "One QEMU version with guests of one virtual CPU under software emulation, up to 1.5 GiB; above 1.5 Gbit/s the two-core bed was short of CPU.",
            "Streams that start together share a link unevenly, and losses on long paths are luck: both show as ranges.",
            "Nova, KubeVirt, Xen, cloud-hypervisor and CRIU follow their sources and published figures; they were not measured here.",
            "vMotion and Hyper-V are not modelled: their sources are closed.",
        ],
        [
            "Diese Läufe halfen zu finden, was dem Modell fehlte; bei anderen ist der Fehler etwas größer.",
            "Eine QEMU-Version mit Gästen von einer virtuellen CPU in Software-Emulation, bis 1,5 GiB; über 1,5 Gbit/s fehlte es dem Aufbau mit zwei Kernen an CPU.",
            "Ströme, die zusammen beginnen, teilen eine Verbindung ungleich, und Verluste auf langen Wegen sind Glückssache: Beides zeigt sich als Spanne.",
            "Nova, KubeVirt, Xen, cloud-hypervisor und CRIU folgen ihren Quellen und veröffentlichten Zahlen; hier gemessen wurden sie nicht.",
            "vMotion und Hyper-V sind nicht nachgebildet: Ihre Quellen sind geschlossen.",
        ],
    )
}
