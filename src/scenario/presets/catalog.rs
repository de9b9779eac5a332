//! Workloads, links and control planes to choose from, each with the source of its numbers.

use crate::scenario::field::Source;
use crate::scenario::{Field, Points, Scenario};

const MIB: f64 = 1_048_576.0;
const GIB: f64 = 1024.0 * MIB;
const MBIT: f64 = 125_000.0;

/// A part of a scenario: some fields, and the measured points of a workload.
#[derive(Debug, PartialEq)]
pub struct Preset {
    /// What it is, in English and in German.
    pub name: [&'static str; 2],
    /// Where its numbers come from.
    pub source: Source,
    fields: &'static [(Field, f64)],
    points: Option<Points>,
}

impl Preset {
    const fn of(name: [&'static str; 2], source: Source, fields: &'static [(Field, f64)]) -> Self {
        Self { name, source, fields, points: None }
    }

    /// Working sets instead of measured points.
    const fn sets(
        name: [&'static str; 2],
        source: Source,
        fields: &'static [(Field, f64)],
    ) -> Self {
        Self { points: Some(Points::NONE), ..Self::of(name, source, fields) }
    }

    /// Measured points: seconds and MiB.
    const fn measured(
        name: [&'static str; 2],
        source: Source,
        load: &'static [(Field, f64)],
        points: &[(f64, f64)],
    ) -> Self {
        Self { points: Some(Points::known(points)), ..Self::of(name, source, load) }
    }

    /// Whether any of its fields matters to the scenario.
    pub fn applies(&self, scenario: &Scenario) -> bool {
        self.points.is_some() || self.fields.iter().any(|(field, _)| field.applies(scenario))
    }

    /// The scenario with this part put into it.
    pub fn applied(&self, scenario: &Scenario) -> Scenario {
        let mut scenario = *scenario;
        for (field, value) in self.fields {
            field.set(&mut scenario, *value);
        }
        if let Some(points) = self.points {
            scenario.measure(points);
        }
        scenario
    }

    /// Whether the scenario already has this part.
    pub fn is_in(&self, scenario: &Scenario) -> bool {
        self.applied(scenario).is_as(scenario)
    }
}

/// The paper's loads: `stress` keeps so much dirty in 2 GiB, as fast as it can (1000 MiB/s is assumed).
macro_rules! stress {
    ($name:expr, $mib:literal, $touched:literal) => {
        Preset::sets(
            $name,
            Source::Paper,
            &[
                (Field::Memory, 2.0 * GIB),
                (Field::Touched, $touched * MIB),
                (Field::WorkingSet, $mib * MIB),
                (Field::DirtyPageRate, 1000.0 * MIB),
                (Field::SecondSet, 0.0),
                (Field::SecondRate, 0.0),
                (Field::Load, 1.0),
            ],
        )
    };
}

/// Loads that nobody measured for this: so many MiB are written at so many MiB/s.
macro_rules! written {
    ($name:expr, $mib:literal, $rate:literal, $load:literal) => {
        Preset::sets(
            $name,
            Source::Assumption,
            &[
                (Field::WorkingSet, $mib * MIB),
                (Field::DirtyPageRate, $rate * MIB),
                (Field::SecondSet, 0.0),
                (Field::SecondRate, 0.0),
                (Field::Load, $load),
            ],
        )
    };
}

/// What guests do with their memory.
///
/// Measured: unique memory dirtied within 0.1, 0.3, 1, 4 and 10 s in QEMU guests of one virtual CPU
/// (medians of the rows of a workload in static/data/measured/qemu_workloads.csv). PostgreSQL: a
/// finite-slope curve u(t) = R tau / b ((1 + t / tau)^b - 1) through the published traces.
pub static WORKLOADS: [Preset; 16] = [
    stress!(["stress, 1702 MiB (the paper)", "stress, 1702 MiB (das Paper)"], 1702.0, 1952.0),
    stress!(["stress, 1830 MiB (the paper)", "stress, 1830 MiB (das Paper)"], 1830.0, 2048.0),
    stress!(["stress, 1860 MiB (the paper)", "stress, 1860 MiB (das Paper)"], 1860.0, 2048.0),
    written!(["Idle", "Im Leerlauf"], 2.0, 1.0, 0.02),
    Preset::measured(
        ["Web server, 20 requests a second", "Webserver, 20 Anfragen pro Sekunde"],
        Source::Measured,
        &[(Field::Load, 0.3)],
        &[(0.1, 0.95), (0.3, 1.06), (1.0, 1.25), (4.0, 1.6), (10.0, 1.84)],
    ),
    Preset::measured(
        ["RSA keys in a loop", "RSA-Schlüssel in Folge"],
        Source::Measured,
        &[(Field::Load, 1.0)],
        &[(0.1, 0.33), (0.3, 0.35), (1.0, 0.38), (4.0, 0.46), (10.0, 1.3)],
    ),
    Preset::measured(
        ["SQLite, 150 transactions a second", "SQLite, 150 Transaktionen pro Sekunde"],
        Source::Measured,
        &[(Field::Load, 0.5)],
        &[(0.1, 1.13), (0.3, 3.62), (1.0, 6.36), (4.0, 13.09), (10.0, 19.17)],
    ),
    Preset::measured(
        ["Redis, 3000 writes a second", "Redis, 3000 Schreibzugriffe pro Sekunde"],
        Source::Measured,
        &[(Field::Load, 0.7)],
        &[(0.1, 4.29), (0.3, 9.25), (1.0, 21.22), (4.0, 55.16), (10.0, 93.92)],
    ),
    Preset::measured(
        ["Copying files", "Dateien kopieren"],
        Source::Measured,
        &[(Field::Load, 1.0)],
        &[(0.1, 1.8), (0.3, 3.25), (1.0, 9.39), (4.0, 32.45), (10.0, 60.31)],
    ),
    Preset::measured(
        ["Reading files, 40 MiB/s", "Dateien lesen, 40 MiB/s"],
        Source::Measured,
        &[(Field::Load, 0.3)],
        &[(0.1, 5.2), (0.3, 13.3), (1.0, 42.0), (4.0, 164.5), (10.0, 409.4)],
    ),
    Preset::measured(
        ["PostgreSQL, 4 writing clients", "PostgreSQL, 4 schreibende Clients"],
        Source::PostgresTraces,
        &[(Field::Load, 0.75)],
        &[(0.1, 3.97), (1.0, 36.9), (4.0, 124.0), (10.0, 249.0), (30.0, 519.0)],
    ),
    Preset::measured(
        ["PostgreSQL, 16 writing clients", "PostgreSQL, 16 schreibende Clients"],
        Source::PostgresTraces,
        &[(Field::Load, 0.75)],
        &[(0.1, 13.9), (1.0, 116.4), (4.0, 338.0), (10.0, 617.0), (30.0, 1172.0)],
    ),
    Preset::measured(
        ["Read-mostly, in memory (16 clients)", "Fast nur lesend, im Speicher (16 Clients)"],
        Source::PostgresTraces,
        &[(Field::Load, 0.75)],
        &[(1.0, 187.5), (4.0, 223.3), (10.0, 250.6), (30.0, 287.8)],
    ),
    // Packet buffers are few, and written all the time.
    written!(
        ["Network function (router, firewall)", "Netzfunktion (Router, Firewall)"],
        64.0,
        400.0,
        0.9
    ),
    // A solver sweeps its arrays in every step.
    written!(["HPC, a solver at work", "HPC, ein rechnender Löser"], 1536.0, 4000.0, 1.0),
    written!(["Office desktop", "Büro-Desktop"], 150.0, 5.0, 0.1),
];

/// A link of so many Mbit/s and seconds of round trip, and what else is special about it.
macro_rules! link {
    ($name:expr, $source:expr, $mbit:literal, $rtt:literal $(, $field:ident = $value:expr)?) => {
        Preset::of(
            $name,
            $source,
            &[
                (Field::LinkRate, $mbit * MBIT),
                (Field::Rtt, $rtt),
                (Field::Mtu, 1500.0),
                (Field::Loss, 0.0),
                (Field::StreamLimit, 0.0),
                $((Field::$field, $value),)?
            ],
        )
    };
}

/// The way between the hosts.
pub static LINKS: [Preset; 10] = [
    link!(["1 Gbit/s, same site", "1 Gbit/s, selber Standort"], Source::Paper, 1000.0, 1e-3),
    link!(
        ["10 Gbit/s, same site", "10 Gbit/s, selber Standort"],
        Source::Assumption,
        10_000.0,
        2e-4
    ),
    link!(
        ["10 Gbit/s, one thread (3.7 measured)", "10 Gbit/s, ein Thread (3,7 gemessen)"],
        Source::Osic,
        10_000.0,
        2e-4,
        StreamLimit = 3700.0 * MBIT
    ),
    link!(
        ["10 Gbit/s, tunnelled (1.6 measured)", "10 Gbit/s, getunnelt (1,6 gemessen)"],
        Source::Osic,
        10_000.0,
        2e-4,
        StreamLimit = 1600.0 * MBIT
    ),
    link!(
        ["25 Gbit/s, jumbo frames", "25 Gbit/s, Jumbo-Frames"],
        Source::Assumption,
        25_000.0,
        1e-4,
        Mtu = 9000.0
    ),
    link!(["1 Gbit/s, 30 ms away", "1 Gbit/s, 30 ms entfernt"], Source::Assumption, 1000.0, 0.03),
    link!(
        ["10 Gbit/s, 100 ms away", "10 Gbit/s, 100 ms entfernt"],
        Source::Assumption,
        10_000.0,
        0.1
    ),
    link!(
        ["Two clouds, 5 Gbit/s, 25 ms", "Zwei Clouds, 5 Gbit/s, 25 ms"],
        Source::Assumption,
        5000.0,
        0.025,
        Loss = 1e-5
    ),
    link!(
        ["Low orbit, 100 Mbit/s", "Niedriger Orbit, 100 Mbit/s"],
        Source::Assumption,
        100.0,
        0.04,
        Loss = 0.005
    ),
    link!(["Geostationary, 20 Mbit/s", "Geostationär, 20 Mbit/s"], Source::Assumption, 20.0, 0.6),
];

/// What a control plane needs before anything is sent: intercepts over the amount of memory in
/// thousands of measured OpenStack migrations (OSIC). Volumes are attached and detached meanwhile.
pub static OVERHEADS: [Preset; 5] = [
    Preset::of(["By hand", "Von Hand"], Source::Assumption, &[(Field::Overhead, 0.0)]),
    Preset::of(
        ["OpenStack, local disks", "OpenStack, lokale Platten"],
        Source::Osic,
        &[(Field::Overhead, 6.1)],
    ),
    Preset::of(
        ["OpenStack, shared storage or volumes", "OpenStack, gemeinsamer Speicher oder Volumes"],
        Source::Osic,
        &[(Field::Overhead, 6.9)],
    ),
    Preset::of(
        ["OpenStack, rounded", "OpenStack, gerundet"],
        Source::Osic,
        &[(Field::Overhead, 7.0)],
    ),
    Preset::of(
        ["OpenStack, tunnelled", "OpenStack, getunnelt"],
        Source::Osic,
        &[(Field::Overhead, 9.3)],
    ),
];

/// Starting anew: medians of PostgreSQL with four clients. A cold restart: 1.5 s to shut down, 13 s to
/// boot, 15.5 s until clients are served. A standby prepared by replication: 35.5 s beforehand, then
/// 1.77 s to shut down, 0.365 s to promote, 5.5 s until clients are served.
pub static RESPAWNS: [Preset; 2] = [
    Preset::of(
        ["Cold restart", "Kaltstart"],
        Source::PostgresTraces,
        &[
            (Field::Preparation, 0.0),
            (Field::ShutDown, 1.5),
            (Field::Boot, 13.0),
            (Field::Redirect, 1.0),
            (Field::WarmUp, 10.0),
        ],
    ),
    Preset::of(
        ["Prepared standby", "Vorbereitete Reserve"],
        Source::PostgresTraces,
        &[
            (Field::Preparation, 35.5),
            (Field::ShutDown, 1.77),
            (Field::Boot, 0.365),
            (Field::Redirect, 3.365),
            (Field::WarmUp, 0.0),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::check::check;

    const KINDS: [&[Preset]; 4] = [&WORKLOADS, &LINKS, &OVERHEADS, &RESPAWNS];

    fn all() -> impl Iterator<Item = &'static Preset> {
        KINDS.into_iter().flatten()
    }

    #[test]
    fn every_preset_is_sound_and_is_found_again() {
        for preset in all() {
            let applied = preset.applied(&Scenario::default());
            let (checked, findings) = check(applied);
            assert_eq!((*checked.get(), findings), (applied, vec![]), "{:?}", preset.name);
            assert!(preset.is_in(&applied), "{:?}", preset.name);
            let points = &applied.fleet.points;
            assert_eq!(Points::new(points.iter()), *points, "{:?}", preset.name);
        }
    }

    #[test]
    fn presets_of_one_kind_differ() {
        for presets in KINDS {
            for preset in presets {
                let applied = preset.applied(&Scenario::default());
                assert_eq!(presets.iter().filter(|p| p.is_in(&applied)).count(), 1);
            }
        }
    }

    #[test]
    fn the_default_scenario_is_made_of_presets() {
        for presets in KINDS {
            assert!(presets.iter().any(|preset| preset.is_in(&Scenario::default())));
        }
    }
}
