//! Words that several sentences share.

use crate::model::breakeven::{Account, BreakEven};
use crate::model::server::Server;
use crate::model::trace::Ending;
use crate::plan::Figures;
use crate::quantity::{Lang, amount, duration, money, number};
use crate::scenario::choice::Options;
use crate::scenario::{Controller, Currency, Scenario, Technique};
use crate::units::{Money, Seconds};

/// A pattern with these in place of its `{}`, in their order. It takes less room in the page than a
/// format for each pattern of each language.
pub(super) fn fill(pattern: &str, parts: &[&str]) -> String {
    let mut parts = parts.iter();
    let mut text = String::new();
    for (at, words) in pattern.split("{}").enumerate() {
        if 0 < at {
            text.push_str(parts.next().copied().unwrap_or_default());
        }
        text.push_str(words);
    }
    text
}

/// The name of a technique.
pub const fn technique(technique: Technique, lang: Lang) -> &'static str {
    match technique {
        Technique::PreCopy => lang.pick("Pre-copy", "Pre-Copy"),
        Technique::PostCopy => lang.pick("Post-copy", "Post-Copy"),
        Technique::Hybrid => lang.pick("Hybrid", "Hybrid"),
        Technique::Block => lang.pick("Block migration", "Blockmigration"),
        Technique::Offline => lang.pick("Offline", "Offline"),
        Technique::Respawn => lang.pick("Respawn", "Neustart"),
        Technique::Container => lang.pick("Container", "Container"),
        Technique::Storage => lang.pick("Storage migration", "Storage-Migration"),
        Technique::Warm => lang.pick("Warm migration", "Warme Migration"),
        Technique::Cold => lang.pick("Cold migration", "Kalte Migration"),
    }
}

/// What stands where a number is not known.
pub(super) const UNKNOWN: &str = "–";

/// A time.
pub(super) fn seconds(time: Seconds, lang: Lang) -> String {
    duration(time.get(), lang)
}

/// A sum of money, if it is known.
pub fn sum(sum: Option<Money>, lang: Lang) -> String {
    sum.map_or_else(|| UNKNOWN.to_owned(), |sum| money(sum.get(), lang))
}

/// What is counted in an account, if it is known.
pub fn counted(value: Option<f64>, account: Account, lang: Lang) -> String {
    value.map_or_else(|| UNKNOWN.to_owned(), |value| amount(value, account, lang))
}

/// After how long the move has paid in an account, as far as that is known.
pub fn paid_after(account: Account, figures: &Figures, lang: Lang) -> String {
    let arrives = 0 < figures.arrived;
    match figures.balance(account).map(|balance| balance.break_even()) {
        Some(BreakEven::After(after)) if arrives => duration(after.get(), lang),
        None if arrives => UNKNOWN.to_owned(),
        _ => lang.pick("never", "nie").to_owned(),
    }
}

/// What has to be stated before there are sums of money, if anything.
pub fn no_sums(scenario: &Scenario, lang: Lang) -> Option<String> {
    scenario.unrated().map(|currency| no_rate(currency, lang))
}

/// That a currency's rate has to be stated.
pub fn no_rate(currency: Currency, lang: Lang) -> String {
    let code = currency.name();
    match lang {
        Lang::En => {
            format!(
                "State how many {code} are worth 1 EUR: without that there are no sums of money."
            )
        }
        Lang::De => format!(
            "Geben Sie an, wie viele {code} 1 EUR wert sind: Ohne das gibt es keine Geldbeträge."
        ),
    }
}

/// The name of a controller.
pub const fn controller(controller: Controller, lang: Lang) -> &'static str {
    match controller {
        Controller::Qemu => lang.pick("QEMU with libvirt", "QEMU mit libvirt"),
        Controller::Nova => "OpenStack Nova",
        Controller::KubeVirt => "KubeVirt",
        Controller::Xen => "Xen",
        Controller::CloudHypervisor => "cloud-hypervisor",
        Controller::OpenShift => "OpenShift Virtualization",
        Controller::Proxmox => "Proxmox VE",
    }
}

/// What may go wrong with a technique, whatever the figures say.
pub const fn risk(technique: Technique, lang: Lang) -> &'static str {
    match technique {
        Technique::PreCopy => lang.pick(
            "Needs shared storage. If it fails, the VM simply stays where it is.",
            "Braucht gemeinsamen Speicher. Scheitert sie, bleibt die VM einfach, wo sie ist.",
        ),
        Technique::PostCopy => lang.pick(
            "Needs shared storage. A lost link loses the guest: its memory is spread over both hosts \
             until the last page has arrived.",
            "Braucht gemeinsamen Speicher. Reißt die Verbindung ab, ist der Gast verloren: Sein \
             Speicher liegt auf beiden Hosts, bis die letzte Seite angekommen ist.",
        ),
        Technique::Block => lang.pick(
            "Needs nothing shared. Copies the whole disk, so a failure wastes the most traffic.",
            "Braucht nichts Gemeinsames. Kopiert die ganze Festplatte; ein Abbruch verschwendet \
             deshalb am meisten Daten.",
        ),
        Technique::Hybrid => lang.pick(
            "Needs shared storage. Always ends, but from the handover on a lost link loses the guest.",
            "Braucht gemeinsamen Speicher. Endet immer, doch ab der Übergabe geht der Gast verloren, \
             wenn die Verbindung abreißt.",
        ),
        Technique::Offline => lang.pick(
            "Stands still all the time. Nothing is lost if it fails: the guest resumes at the source.",
            "Steht die ganze Zeit still. Scheitert sie, geht nichts verloren: Der Gast läuft am \
             Ursprung weiter.",
        ),
        Technique::Respawn => lang.pick(
            "Loses memory, sessions and connections. For services that start from an image or a replica.",
            "Speicher, Sitzungen und Verbindungen gehen verloren. Für Dienste, die aus einem Abbild \
             oder Replikat starten.",
        ),
        Technique::Container => lang.pick(
            "As if each VM were a container of this size. Kernel and image must match at both ends; \
             not everything can be checkpointed.",
            "Als wäre jede VM ein Container dieser Größe. Kernel und Abbild müssen an beiden Enden \
             passen; nicht alles lässt sich sichern.",
        ),
        Technique::Storage => lang.pick(
            "The disk alone moves, the VM stays. If it fails, the VM keeps its old disk.",
            "Nur die Platte zieht um, die VM bleibt. Scheitert es, behält sie ihre alte Platte.",
        ),
        Technique::Warm => lang.pick(
            "To another platform. Needs changed-block tracking; until the cut-over nothing is lost.",
            "Auf eine andere Plattform. Braucht Changed Block Tracking; bis zur Umschaltung geht nichts \
             verloren.",
        ),
        Technique::Cold => lang.pick(
            "To another platform, with the VM shut down for all of it. If it fails, it boots where it was.",
            "Auf eine andere Plattform, mit der VM die ganze Zeit aus. Scheitert es, startet sie, wo sie \
             war.",
        ),
    }
}

/// How a migration ended, in two or three words.
pub const fn ending(ending: Ending, lang: Lang) -> &'static str {
    match ending {
        Ending::Converged => lang.pick("within the limit", "innerhalb des Limits"),
        Ending::HandedOver => lang.pick("handed over first", "zuerst übergeben"),
        Ending::Suspended => lang.pick("suspended meanwhile", "derweil angehalten"),
        Ending::Restarted => lang.pick("started anew", "neu gestartet"),
        Ending::Forced => lang.pick("stopped by force", "zwangsweise angehalten"),
        Ending::OutOfTime => lang.pick("cancelled", "abgebrochen"),
    }
}

/// `the VM`, `the ten VMs`, `the 40 VMs`.
pub(super) fn machines(count: f64, lang: Lang) -> String {
    const EN: [&str; 11] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    const DE: [&str; 11] =
        ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
    if count < 1.5 {
        return lang.pick("the VM", "die VM").to_owned();
    }
    let words = lang.pick(EN, DE);
    let spelled = words.get(count as usize - 2).map(|word| (*word).to_owned());
    let count = spelled.unwrap_or_else(|| number(count, lang));
    match lang {
        Lang::En => format!("the {count} VMs"),
        Lang::De => format!("die {count} VMs"),
    }
}

/// So many rounds, in words that fit.
pub(super) fn counted_rounds(count: u32, lang: Lang) -> String {
    match (count, lang) {
        (1, _) => lang.pick("1 round", "1 Runde").to_owned(),
        (_, Lang::En) => format!("{count} rounds"),
        (_, Lang::De) => format!("{count} Runden"),
    }
}

/// The sentence with a capital letter.
pub fn capital(sentence: &str) -> String {
    // Those here begin with plain letters.
    let mut text = sentence.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The name of a kind of host.
pub const fn server(server: Server, lang: Lang) -> &'static str {
    match server {
        Server::Linear => lang.pick("Linear, as stated", "Linear, wie angegeben"),
        Server::Ml110G5 => "HP ML110 G5 (Xeon 3075)",
        Server::X3550X5675 => "IBM x3550 M3 (X5675)",
        Server::X3650X5570 => "IBM x3650 M2 (X5570)",
        Server::Rx300E52660 => "Fujitsu RX300 S7 (E5-2660)",
        Server::Rh2288E52670 => "Huawei RH2288 V2 (E5-2670)",
        Server::R620E52670 => "Dell R620 (E5-2670)",
        Server::R720E52670 => "Dell R720 (E5-2670)",
        Server::R380E52660 => "Acer R380 F2 (E5-2660)",
        Server::R640P8180 => "Dell R640 (Platinum 8180)",
    }
}
