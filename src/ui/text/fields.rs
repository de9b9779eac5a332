//! The name of every field and one line on what it means.

use crate::quantity::Lang;
use crate::scenario::Field;

/// The name of a field.
pub const fn label(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Vms => lang.pick("VMs to move", "VMs, die umziehen"),
        Field::Concurrency => lang.pick("At a time", "Gleichzeitig"),
        Field::Memory => lang.pick("Memory of each VM", "Speicher je VM"),
        Field::Touched => lang.pick("Memory in use", "Belegter Speicher"),
        Field::WorkingSet => lang.pick("Working set", "Arbeitsmenge"),
        Field::DirtyPageRate => lang.pick("Dirty page rate", "Änderungsrate"),
        Field::Disk => lang.pick("Disk of each VM", "Festplatte je VM"),
        Field::DiskWriteRate => lang.pick("Disk write rate", "Schreibrate der Platte"),
        Field::Vcpus => lang.pick("vCPUs of each VM", "vCPUs je VM"),
        Field::Load => lang.pick("CPU load", "CPU-Last"),
        Field::LinkRate => lang.pick("Link speed", "Bandbreite"),
        Field::Rtt => lang.pick("Round-trip time", "Paketumlaufzeit"),
        Field::DowntimeLimit => lang.pick("Downtime limit", "Ausfalllimit"),
        Field::RoundLimit => lang.pick("Round limit", "Rundenlimit"),
        Field::Timeout => lang.pick("Time limit", "Zeitlimit"),
        Field::Overhead => lang.pick("Setup per VM", "Vorlauf je VM"),
        Field::SourcePrice => lang.pick("Price at the source", "Preis am Startort"),
        Field::SourcePue => lang.pick("PUE at the source", "PUE am Startort"),
        Field::DestinationPrice => lang.pick("Price at the destination", "Preis am Ziel"),
        Field::DestinationPue => lang.pick("PUE at the destination", "PUE am Ziel"),
        Field::Stay => lang.pick("Planned stay", "Geplanter Aufenthalt"),
        Field::HostIdle => lang.pick("Host when idle", "Host im Leerlauf"),
        Field::HostPeak => lang.pick("Host at full load", "Host unter Volllast"),
        Field::HostThreads => lang.pick("Threads of a host", "Threads je Host"),
        Field::MigrationThreads => lang.pick("Threads per migration", "Threads je Migration"),
        Field::Network => lang.pick("Energy of the network", "Energie des Netzes"),
        Field::Seed => lang.pick("Seed of the runs", "Startwert der Läufe"),
    }
}

/// One line on what a field means.
pub const fn hint(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Vms => {
            lang.pick("All alike, requested together.", "Alle gleich, zusammen angefordert.")
        }
        Field::Concurrency => lang.pick(
            "How many move at the same time and share the link.",
            "So viele ziehen zugleich um und teilen sich die Verbindung.",
        ),
        Field::Memory => lang.pick("RAM that the VM was given.", "RAM, das der VM zugeteilt ist."),
        Field::Touched => lang.pick(
            "The part that is not zero; zero pages cost almost nothing.",
            "Der Teil, der nicht null ist; Nullseiten kosten fast nichts.",
        ),
        Field::WorkingSet => lang.pick(
            "Memory that is written again and again.",
            "Speicher, der immer wieder geändert wird.",
        ),
        Field::DirtyPageRate => lang.pick(
            "How fast it is written there, every write counted.",
            "Wie schnell dort geschrieben wird, jeder Zugriff gezählt.",
        ),
        Field::Disk => {
            lang.pick("What block migration has to copy.", "Was die Blockmigration kopieren muss.")
        }
        Field::DiskWriteRate => lang.pick(
            "Writes that have to be mirrored meanwhile.",
            "Schreibzugriffe, die derweil gespiegelt werden.",
        ),
        Field::Vcpus => lang.pick("Virtual CPUs.", "Virtuelle Prozessoren."),
        Field::Load => lang.pick("How busy the vCPUs are.", "Wie beschäftigt die vCPUs sind."),
        Field::LinkRate => lang.pick(
            "On the wire, shared by all that move at a time.",
            "Auf der Leitung, geteilt von allen, die zugleich umziehen.",
        ),
        Field::Rtt => lang
            .pick("There and back between the sites.", "Hin und zurück zwischen den Standorten."),
        Field::DowntimeLimit => {
            lang.pick("How long a VM may stand still.", "So lange darf eine VM stillstehen.")
        }
        Field::RoundLimit => lang.pick(
            "After so many rounds the VM is stopped; 0 for no limit.",
            "Nach so vielen Runden wird die VM angehalten; 0 für kein Limit.",
        ),
        Field::Timeout => lang.pick(
            "When copying the memory is cancelled.",
            "Wann das Kopieren des Speichers abgebrochen wird.",
        ),
        Field::Overhead => lang.pick(
            "What the control plane needs before anything is sent.",
            "Was die Steuerung braucht, bevor etwas gesendet wird.",
        ),
        Field::SourcePrice => {
            lang.pick("Electricity where the VMs are.", "Strom, wo die VMs sind.")
        }
        Field::SourcePue | Field::DestinationPue => lang.pick(
            "Energy of the whole site over that of its IT.",
            "Energie des ganzen Standorts je Energie der IT.",
        ),
        Field::DestinationPrice => {
            lang.pick("Electricity where they go.", "Strom, wohin sie umziehen.")
        }
        Field::Stay => {
            lang.pick("How long the VMs will run there.", "So lange werden die VMs dort laufen.")
        }
        Field::HostIdle => {
            lang.pick("Power of a host doing nothing.", "Leistung eines Hosts ohne Arbeit.")
        }
        Field::HostPeak => {
            lang.pick("Power of a host at full load.", "Leistung eines Hosts unter Volllast.")
        }
        Field::HostThreads => lang.pick("Hardware threads.", "Hardware-Threads."),
        Field::MigrationThreads => lang.pick(
            "What one migration keeps busy at each end.",
            "Was eine Migration an jedem Ende beschäftigt.",
        ),
        Field::Network => lang.pick(
            "Per GB between the sites; this dominates the bill.",
            "Je GB zwischen den Standorten; das bestimmt die Rechnung.",
        ),
        Field::Seed => lang.pick(
            "The same seed draws the same runs.",
            "Derselbe Startwert zieht dieselben Läufe.",
        ),
    }
}
