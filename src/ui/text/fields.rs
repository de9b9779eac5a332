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
        Field::SecondSet => lang.pick("Second set", "Zweite Menge"),
        Field::SecondRate => lang.pick("Its dirty page rate", "Deren Änderungsrate"),
        Field::WriteSize => lang.pick("Change per write", "Änderung je Zugriff"),
        Field::Mtu => lang.pick("Largest packet (MTU)", "Größtes Paket (MTU)"),
        Field::Loss => lang.pick("Packet loss", "Paketverlust"),
        Field::Window => lang.pick("Window of a stream", "Fenster je Strom"),
        Field::StreamLimit => lang.pick("Limit of a stream", "Grenze je Strom"),
        Field::TimeoutPerGib => lang.pick("Time limit per GiB", "Zeitlimit je GiB"),
        Field::DowntimeSteps => lang.pick("Steps of the limit", "Stufen des Limits"),
        Field::DowntimeDelay => lang.pick("Pause between steps", "Pause je Stufe"),
        Field::StallTimeout => lang.pick("Stall timeout", "Stillstandslimit"),
        Field::MaxBandwidth => lang.pick("Rate limit", "Ratenlimit"),
        Field::Streams => lang.pick("Streams (multifd)", "Ströme (multifd)"),
        Field::FirstThrottle => lang.pick("First throttle", "Erste Bremsstufe"),
        Field::ThrottleStep => lang.pick("Throttle step", "Weitere Stufen"),
        Field::DeltaCache => lang.pick("Delta cache (XBZRLE)", "Delta-Cache (XBZRLE)"),
        Field::HandOverAfter => lang.pick("Hand over after", "Übergabe nach"),
        Field::PreDumps => lang.pick("Pre-dumps", "Vorab-Abzüge"),
        Field::Freeze => lang.pick("Freezing", "Einfrieren"),
        Field::Dump => lang.pick("Dumping", "Sichern"),
        Field::Restore => lang.pick("Restoring", "Wiederherstellen"),
        Field::Image => lang.pick("Image to send", "Abbild, das fehlt"),
        Field::Preparation => lang.pick("Preparation", "Vorbereitung"),
        Field::ShutDown => lang.pick("Shutting down", "Herunterfahren"),
        Field::Boot => lang.pick("Booting", "Hochfahren"),
        Field::Redirect => lang.pick("Redirecting clients", "Umleiten der Clients"),
        Field::WarmUp => lang.pick("Warm-up", "Warmlaufen"),
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
        Field::SecondSet => lang.pick(
            "A larger part that is written less often; 0 for none.",
            "Ein größerer Teil, der seltener geändert wird; 0 für keinen.",
        ),
        Field::SecondRate => {
            lang.pick("How fast that part is written.", "Wie schnell dieser Teil geändert wird.")
        }
        Field::WriteSize => lang.pick(
            "Bytes of a page that one write changes; what delta encoding sends.",
            "Bytes einer Seite, die ein Zugriff ändert; das sendet die Delta-Kodierung.",
        ),
        Field::Mtu => lang.pick(
            "1500 on most paths, 9000 with jumbo frames.",
            "1500 auf den meisten Wegen, 9000 mit Jumbo-Frames.",
        ),
        Field::Loss => lang.pick(
            "Lost to others on the way; it limits each stream.",
            "Unterwegs verloren; das begrenzt jeden Strom.",
        ),
        Field::Window => lang.pick(
            "Data in flight; over a long round trip it limits the rate.",
            "Daten unterwegs; auf langen Wegen begrenzt es die Rate.",
        ),
        Field::StreamLimit => lang.pick(
            "What one thread can encrypt, tunnel or copy; 0 for no limit.",
            "Was ein Thread verschlüsseln, tunneln oder kopieren kann; 0 für keine Grenze.",
        ),
        Field::TimeoutPerGib => lang.pick(
            "Of memory and disk to move; 0 for no limit.",
            "Je GiB Speicher und Platte; 0 für kein Limit.",
        ),
        Field::DowntimeSteps => lang.pick(
            "In how many steps Nova reaches the downtime limit.",
            "In so vielen Stufen erreicht Nova das Ausfalllimit.",
        ),
        Field::DowntimeDelay => lang.pick("Per GiB to move.", "Je GiB, das umzieht."),
        Field::StallTimeout => lang.pick(
            "Without progress for so long, KubeVirt intervenes; 0 for never.",
            "Nach so langem Stillstand greift KubeVirt ein; 0 für nie.",
        ),
        Field::MaxBandwidth => lang.pick(
            "Per migration; 0 for none. QEMU alone has 128 MiB/s.",
            "Je Migration; 0 für keins. QEMU allein hat 128 MiB/s.",
        ),
        Field::Streams => lang.pick(
            "Parallel connections of each migration.",
            "Parallele Verbindungen je Migration.",
        ),
        Field::FirstThrottle => lang.pick(
            "Of the vCPUs, when memory is dirtied too fast.",
            "Der vCPUs, wenn Speicher zu schnell geändert wird.",
        ),
        Field::ThrottleStep => {
            lang.pick("Added while that does not help.", "Kommt hinzu, solange das nicht hilft.")
        }
        Field::DeltaCache => lang.pick(
            "Pages kept to send only what changed; 0 for off.",
            "Gemerkte Seiten, um nur Änderungen zu senden; 0 für aus.",
        ),
        Field::HandOverAfter => lang.pick(
            "When post-copy takes over; 0 for after the first round.",
            "Wann Post-Copy übernimmt; 0 für nach der ersten Runde.",
        ),
        Field::PreDumps => {
            lang.pick("Dumps while the container runs.", "Abzüge, während der Container läuft.")
        }
        Field::Freeze => {
            lang.pick("Until all processes stand still.", "Bis alle Prozesse stillstehen.")
        }
        Field::Dump => {
            lang.pick("Apart from writing memory.", "Abgesehen vom Schreiben des Speichers.")
        }
        Field::Restore => {
            lang.pick("Apart from reading memory.", "Abgesehen vom Lesen des Speichers.")
        }
        Field::Image => {
            lang.pick("0 where the destination has it already.", "0, wo das Ziel es schon hat.")
        }
        Field::Preparation => lang.pick(
            "Of a standby, while the VM still runs.",
            "Einer Reserve, während die VM noch läuft.",
        ),
        Field::ShutDown => lang.pick("At the source.", "Am Ursprung."),
        Field::Boot => {
            lang.pick("Guest and application at the destination.", "Gast und Anwendung am Ziel.")
        }
        Field::Redirect => lang.pick("Until they reach it there.", "Bis sie ihn dort erreichen."),
        Field::WarmUp => lang.pick(
            "How long the service is slower afterwards.",
            "So lange ist der Dienst danach langsamer.",
        ),
        Field::Seed => lang.pick(
            "The same seed draws the same runs.",
            "Derselbe Startwert zieht dieselben Läufe.",
        ),
    }
}
