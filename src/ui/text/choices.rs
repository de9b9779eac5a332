//! The name of every choice and of its options.

use crate::model::control::criu::Carrier;
use crate::model::dirty::Pattern;
use crate::model::energy::Billing;
use crate::model::guest::Mirror;
use crate::model::rate::Encryption;
use crate::model::server::Server;
use crate::quantity::Lang;
use crate::report;
use crate::scenario::choice::Options;
use crate::scenario::presets::Band;
use crate::scenario::{AtTimeout, Choice, Controller, Technique, TimeoutFrom, Zone};

/// The name of a choice.
pub const fn choice(choice: Choice, lang: Lang) -> &'static str {
    match choice {
        Choice::Technique => super::technique(lang),
        Choice::Controller => lang.pick("Controlled by", "Gesteuert von"),
        Choice::AtTimeout => lang.pick("When time is up", "Nach Ablauf der Zeit"),
        Choice::TimeoutFrom => lang.pick("Time counts from", "Zeit zählt ab"),
        Choice::AutoConverge => {
            lang.pick("Slow vCPUs down (auto-converge)", "vCPUs bremsen (Auto-Converge)")
        }
        Choice::PermitPostCopy => lang.pick("Permit post-copy", "Post-Copy erlauben"),
        Choice::UrgentChannel => {
            lang.pick("Channel for urgent pages", "Eigener Kanal für dringende Seiten")
        }
        Choice::TuneDowntime => {
            lang.pick("Raise the limit step by step", "Limit schrittweise anheben")
        }
        Choice::Encryption => lang.pick("Encryption", "Verschlüsselung"),
        Choice::Compression => lang.pick("Compression", "Kompression"),
        Choice::Pattern => lang.pick("Written in order", "Schreibfolge"),
        Choice::PageSize => lang.pick("Pages of the host", "Seiten des Hosts"),
        Choice::Mirror => lang.pick("Writes to the disk", "Schreiben auf die Platte"),
        Choice::LazyPages => lang.pick("Memory follows later", "Speicher folgt später"),
        Choice::Carrier => lang.pick("Carried by", "Übertragen mit"),
        Choice::Billing => lang.pick("Idle power of hosts", "Leerlauf der Hosts"),
        Choice::Server => lang.pick("Server at the source", "Server am Ursprung"),
        Choice::ServerThere => lang.pick("Server at the destination", "Server am Ziel"),
        Choice::Redone => {
            lang.pick("Bill work that guests do later", "Nachgeholte Arbeit der Gäste berechnen")
        }
        Choice::SourceCurrency => lang.pick("Currency of the source", "Währung des Ursprungs"),
        Choice::DestinationCurrency => {
            lang.pick("Currency of the destination", "Währung des Ziels")
        }
        Choice::SourceZone => lang.pick("Hourly prices, source", "Stundenpreise, Ursprung"),
        Choice::DestinationZone => lang.pick("Hourly prices, destination", "Stundenpreise, Ziel"),
    }
}

/// The name of the option at a place.
pub fn option(choice: Choice, place: usize, lang: Lang) -> &'static str {
    match choice {
        Choice::Technique => report::technique(Technique::at(place), lang),
        Choice::Controller => report::controller(Controller::at(place), lang),
        Choice::AtTimeout => match AtTimeout::at(place) {
            AtTimeout::Abort => lang.pick("Cancel", "Abbrechen"),
            AtTimeout::Force => lang.pick("Complete by force", "Abschluss erzwingen"),
        },
        Choice::TimeoutFrom => match TimeoutFrom::at(place) {
            TimeoutFrom::Start => lang.pick("The start, disk included", "Start, samt Platte"),
            TimeoutFrom::Memory => lang.pick("The memory's start", "Beginn des Speichers"),
        },
        Choice::Pattern => match Pattern::at(place) {
            Pattern::Uniform => lang.pick("Random", "Zufällig"),
            Pattern::Sequential => lang.pick("Sequential", "Der Reihe nach"),
        },
        Choice::PageSize => ["4 KiB", "2 MiB", "1 GiB"][place.min(2)],
        Choice::Mirror => match Mirror::at(place) {
            Mirror::Background => lang.pick("Copied behind", "Hinterher kopiert"),
            Mirror::WriteBlocking => lang.pick("Wait for both ends", "Warten auf beide Enden"),
        },
        Choice::Carrier => match Carrier::at(place) {
            Carrier::Tcp => "TCP",
            Carrier::Tls => "TLS 1.3",
            Carrier::Ssh => "ssh",
        },
        Choice::Billing => match Billing::at(place) {
            Billing::Marginal => lang.pick("Stays (marginal)", "Bleibt (marginal)"),
            Billing::Share => lang.pick("Moves by share", "Zieht anteilig um"),
            Billing::Consolidation => lang.pick("Whole hosts switch", "Ganze Hosts schalten"),
        },
        Choice::Server => report::server(Server::at(place), lang),
        Choice::ServerThere => Option::<Server>::at(place).map_or_else(
            || lang.pick("As at the source", "Wie am Ursprung"),
            |there| report::server(there, lang),
        ),
        Choice::SourceZone | Choice::DestinationZone => zone(Zone::at(place), lang),
        Choice::Encryption | Choice::Compression if place == 0 => lang.pick("none", "ohne"),
        Choice::Encryption => match Encryption::at(place) {
            Encryption::Tls => "TLS",
            Encryption::KernelTls => lang.pick("TLS in the kernel", "TLS im Kernel"),
            Encryption::None | Encryption::Ssh => choice.name(place),
        },
        Choice::Compression | Choice::SourceCurrency | Choice::DestinationCurrency => {
            choice.name(place)
        }
        Choice::Redone
        | Choice::AutoConverge
        | Choice::PermitPostCopy
        | Choice::UrgentChannel
        | Choice::TuneDowntime
        | Choice::LazyPages => {
            if bool::at(place) {
                lang.pick("on", "an")
            } else {
                lang.pick("off", "aus")
            }
        }
    }
}

/// Labels of the lists of countries and consumers.
pub const fn source_site(lang: Lang) -> [&'static str; 2] {
    lang.pick(
        ["Country of the source", "Electricity used there, source"],
        ["Land des Ursprungs", "Stromverbrauch dort, Ursprung"],
    )
}

/// The same at the destination.
pub const fn destination_site(lang: Lang) -> [&'static str; 2] {
    lang.pick(
        ["Country of the destination", "Electricity used there, destination"],
        ["Land des Ziels", "Stromverbrauch dort, Ziel"],
    )
}

/// How much a consumer takes, with Eurostat's name for it.
pub const fn band(band: Band, lang: Lang) -> &'static str {
    match band {
        Band::Household => lang.pick(
            "Household, 2.5–5 MWh a year, all taxes",
            "Haushalt, 2,5–5 MWh im Jahr, mit allen Steuern",
        ),
        Band::Ib => lang.pick("20–500 MWh a year (IB)", "20–500 MWh im Jahr (IB)"),
        Band::Ic => lang.pick("0.5–2 GWh a year (IC)", "0,5–2 GWh im Jahr (IC)"),
        Band::Id => lang.pick("2–20 GWh a year (ID)", "2–20 GWh im Jahr (ID)"),
        Band::Ie => lang.pick("20–70 GWh a year (IE)", "20–70 GWh im Jahr (IE)"),
        Band::If => lang.pick("70–150 GWh a year (IF)", "70–150 GWh im Jahr (IF)"),
        Band::Ig => lang.pick("Over 150 GWh a year (IG)", "Über 150 GWh im Jahr (IG)"),
    }
}

/// The name of a bidding zone.
const fn zone(zone: Zone, lang: Lang) -> &'static str {
    match zone {
        Zone::None => lang.pick("One price for all hours", "Ein Preis für alle Stunden"),
        Zone::AuNsw => lang.pick("Australia, New South Wales", "Australien, New South Wales"),
        Zone::AuVic => lang.pick("Australia, Victoria", "Australien, Victoria"),
        Zone::At => lang.pick("Austria", "Österreich"),
        Zone::Be => lang.pick("Belgium", "Belgien"),
        Zone::Ch => lang.pick("Switzerland", "Schweiz"),
        Zone::Cz => lang.pick("Czechia", "Tschechien"),
        Zone::DeLu => lang.pick("Germany", "Deutschland"),
        Zone::Dk1 => lang.pick("Denmark, west", "Dänemark, West"),
        Zone::Dk2 => lang.pick("Denmark, east", "Dänemark, Ost"),
        Zone::Fr => lang.pick("France", "Frankreich"),
        Zone::ItNorth => lang.pick("Italy, north", "Italien, Nord"),
        Zone::Nl => lang.pick("Netherlands", "Niederlande"),
        Zone::No2 => lang.pick("Norway, southwest", "Norwegen, Südwest"),
        Zone::Pl => lang.pick("Poland", "Polen"),
        Zone::Se3 => lang.pick("Sweden, Stockholm", "Schweden, Stockholm"),
        Zone::Se4 => lang.pick("Sweden, Malmö", "Schweden, Malmö"),
    }
}
