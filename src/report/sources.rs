//! Where defaults come from.

use crate::quantity::Lang;
use crate::scenario::field::Source;

/// A source in words.
pub const fn source(source: Source, lang: Lang) -> &'static str {
    match source {
        Source::Paper => lang.pick(
            "the experiment of Truong, Pape, Rieger and Reißmann (2017).",
            "das Experiment von Truong, Pape, Rieger und Reißmann (2017).",
        ),
        Source::Nova => {
            lang.pick("a default of OpenStack Nova.", "eine Vorgabe von OpenStack Nova.")
        }
        Source::Osic => lang.pick(
            "thousands of measured OpenStack migrations (OSIC, 2017).",
            "Tausende gemessener OpenStack-Migrationen (OSIC, 2017).",
        ),
        Source::Unstated => lang.pick(
            "It changes by the day, so that there is no default.",
            "Er ändert sich täglich; es gibt keine Vorgabe.",
        ),
        Source::EurostatGermany => lang.pick(
            "Eurostat, Germany, non-household, band IE, second half of 2024.",
            "Eurostat, Deutschland, Nichthaushalte, Band IE, zweites Halbjahr 2024.",
        ),
        Source::EurostatNorway => lang.pick(
            "Eurostat, Norway, non-household, band IE, second half of 2024.",
            "Eurostat, Norwegen, Nichthaushalte, Band IE, zweites Halbjahr 2024.",
        ),
        Source::Ember => lang.pick(
            "Ember’s average of the country, as CO2.js ships it.",
            "Embers Mittelwert des Landes, aus CO2.js.",
        ),
        Source::EurostatEmber => lang.pick(
            "Eurostat (second half of 2024; all but households without VAT) and Ember’s average.",
            "Eurostat (zweites Halbjahr 2024; außer für Haushalte ohne Mehrwertsteuer) und Embers Mittelwert.",
        ),
        Source::UptimeSurvey => lang.pick(
            "the Uptime Institute’s survey of 2024.",
            "die Umfrage des Uptime Institute von 2024.",
        ),
        Source::Google => lang.pick(
            "published by Google for its own data centers.",
            "von Google für die eigenen Rechenzentren veröffentlicht.",
        ),
        Source::SpecPower => lang.pick(
            "estimated from SPECpower results of similar servers.",
            "geschätzt aus SPECpower-Ergebnissen ähnlicher Server.",
        ),
        Source::CloudCarbonFootprint => lang.pick(
            "the coefficients of Cloud Carbon Footprint.",
            "die Koeffizienten von Cloud Carbon Footprint.",
        ),
        Source::Qemu => lang.pick("a default of QEMU.", "eine Vorgabe von QEMU."),
        Source::KubeVirt => lang.pick("a default of KubeVirt.", "eine Vorgabe von KubeVirt."),
        Source::OpenShift => lang.pick(
            "a default of OpenShift Virtualization.",
            "eine Vorgabe von OpenShift Virtualization.",
        ),
        Source::Proxmox => lang.pick("a default of Proxmox VE.", "eine Vorgabe von Proxmox VE."),
        Source::CloudHypervisor => {
            lang.pick("a default of cloud-hypervisor.", "eine Vorgabe von cloud-hypervisor.")
        }
        Source::Forklift => lang.pick("a default of Forklift.", "eine Vorgabe von Forklift."),
        Source::Xapi => lang.pick(
            "a default of XAPI, the toolstack of XenServer and XCP-ng.",
            "eine Vorgabe von XAPI, der Steuerung von XenServer und XCP-ng.",
        ),
        Source::Measured => lang.pick(
            "measured in QEMU guests; see Evidence.",
            "in QEMU-Gästen gemessen; siehe Belege.",
        ),
        Source::PostgresTraces => lang.pick(
            "published traces and restarts of PostgreSQL (LordWicked, live-migration thesis).",
            "veröffentlichte Messungen mit PostgreSQL (LordWicked, Live-Migration-Arbeit).",
        ),
        Source::EdgeContainers => lang.pick(
            "published migrations of containers at the edge (HMF2475).",
            "veröffentlichte Container-Migrationen am Netzrand (HMF2475).",
        ),
        Source::Published => lang.pick(
            "published migrations on hosts of 2024 to 2026; see Evidence.",
            "veröffentlichte Migrationen auf Hosts von 2024 bis 2026; siehe Belege.",
        ),
        Source::Ethernet => lang.pick("the standard of Ethernet.", "der Ethernet-Standard."),
        Source::FittedPaper => lang.pick(
            "fitted on the response times that the paper reports; see Service.",
            "an die Antwortzeiten des Papers angepasst; siehe Dienst.",
        ),
        Source::Assumption => lang.pick(
            "an assumption; nobody measured it for your case.",
            "eine Annahme; für Ihren Fall hat das niemand gemessen.",
        ),
    }
}

/// The same where many stand under each other, without a full stop: the two that come most often
/// in a word.
pub fn brief(from: Source, lang: Lang) -> &'static str {
    match from {
        Source::Paper => lang.pick("the paper", "das Paper"),
        Source::Assumption => lang.pick("an assumption", "eine Annahme"),
        other => source(other, lang).trim_end_matches('.'),
    }
}

/// Where to read it, if that is one place.
pub const fn address(source: Source) -> Option<&'static str> {
    match source {
        Source::EurostatGermany | Source::EurostatNorway | Source::EurostatEmber => {
            Some("https://ec.europa.eu/eurostat/databrowser/view/nrg_pc_205/default/table")
        }
        Source::Ember => Some("https://www.thegreenwebfoundation.org/co2-js/"),
        Source::PostgresTraces => Some("https://github.com/LordWicked/live-migration-thesis-code"),
        Source::EdgeContainers => {
            Some("https://github.com/HMF2475/Evaluation-of-Live-Migration-Strategies-at-the-Edge")
        }
        Source::Google => Some("https://datacenters.google/efficiency/"),
        Source::SpecPower => Some("https://www.spec.org/power_ssj2008/results/"),
        Source::CloudCarbonFootprint => {
            Some("https://www.cloudcarbonfootprint.org/docs/methodology/")
        }
        _ => None,
    }
}
