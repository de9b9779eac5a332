//! The name of every field and one line on what it means.

use crate::quantity::Lang;
use crate::scenario::Field;

macro_rules! fields {
    ($($field:ident: $label:literal, $label_de:literal; $hint:literal, $hint_de:literal;)*) => {
        /// The name of a field.
        pub const fn label(field: Field, lang: Lang) -> &'static str {
            match field { $(Field::$field => lang.pick($label, $label_de),)* }
        }

        /// One line on what a field means.
        pub const fn hint(field: Field, lang: Lang) -> &'static str {
            match field { $(Field::$field => lang.pick($hint, $hint_de),)* }
        }
    };
}

fields! {
    Vms: "VMs to move", "VMs, die umziehen";
        "All alike, requested together.", "Alle gleich, zusammen angefordert.";
    Concurrency: "At a time", "Gleichzeitig";
        "How many move at the same time and share the link.", "So viele ziehen zugleich um und teilen sich die Verbindung.";
    Memory: "Memory of each VM", "Speicher je VM";
        "RAM that the VM was given.", "RAM, das der VM zugeteilt ist.";
    Touched: "Memory in use", "Belegter Speicher";
        "The part that is not zero; zero pages cost almost nothing.", "Der Teil, der nicht null ist; Nullseiten kosten fast nichts.";
    WorkingSet: "Working set", "Arbeitsmenge";
        "Memory that is written again and again.", "Speicher, der immer wieder geändert wird.";
    DirtyPageRate: "Dirty page rate", "Änderungsrate";
        "How fast it is written there, every write counted.", "Wie schnell dort geschrieben wird, jeder Zugriff gezählt.";
    SecondSet: "Second set", "Zweite Menge";
        "A larger part that is written less often, or “none”.", "Ein größerer Teil, der seltener geändert wird, oder „ohne“.";
    SecondRate: "Its dirty page rate", "Deren Änderungsrate";
        "How fast that part is written.", "Wie schnell dieser Teil geändert wird.";
    WriteSize: "Change per write", "Änderung je Zugriff";
        "Bytes of a page that one write changes; what delta encoding sends.", "Bytes einer Seite, die ein Zugriff ändert; das sendet die Delta-Kodierung.";
    Disk: "Disk of each VM", "Festplatte je VM";
        "What block migration has to copy.", "Was die Blockmigration kopieren muss.";
    DiskWriteRate: "Disk write rate", "Schreibrate der Platte";
        "Writes that have to be mirrored meanwhile.", "Schreibzugriffe, die derweil gespiegelt werden.";
    Vcpus: "vCPUs of each VM", "vCPUs je VM";
        "Virtual CPUs.", "Virtuelle Prozessoren.";
    Load: "CPU load", "CPU-Last";
        "How busy the vCPUs are.", "Wie beschäftigt die vCPUs sind.";
    LinkRate: "Link speed", "Bandbreite";
        "On the wire, shared by all that move at a time.", "Auf der Leitung, geteilt von allen, die zugleich umziehen.";
    Rtt: "Round-trip time", "Paketumlaufzeit";
        "There and back between the sites.", "Hin und zurück zwischen den Standorten.";
    Mtu: "Largest packet (MTU)", "Größtes Paket (MTU)";
        "1500 on most paths, 9000 with jumbo frames.", "1500 auf den meisten Wegen, 9000 mit Jumbo-Frames.";
    Loss: "Packet loss", "Paketverlust";
        "Lost to others on the way; it limits each stream.", "Unterwegs verloren; das begrenzt jeden Strom.";
    Window: "Window of a stream", "Fenster je Strom";
        "Data in flight; over a long round trip it limits the rate.", "Daten unterwegs; auf langen Wegen begrenzt es die Rate.";
    StreamLimit: "Limit of a stream", "Grenze je Strom";
        "What one thread can encrypt, tunnel or copy; “none” for no limit.", "Was ein Thread verschlüsseln, tunneln oder kopieren kann; „ohne“ für keine Grenze.";
    CompressionRatio: "Compressed by (times)", "Komprimiert um (mal)";
        "Memory for each byte that is sent.", "Speicher je gesendetem Byte.";
    CompressionRate: "Compression of a stream", "Kompression je Strom";
        "Memory that one thread compresses; “none” for no limit.", "Speicher, den ein Thread komprimiert; „ohne“ für keine Grenze.";
    ZeroScan: "Finding zero pages", "Nullseiten finden";
        "What each GiB that is not in use takes the sender.", "Was jedes ungenutzte GiB den Sender kostet.";
    DowntimeLimit: "Downtime limit", "Ausfalllimit";
        "How long a VM may stand still.", "So lange darf eine VM stillstehen.";
    RoundLimit: "Round limit", "Rundenlimit";
        "After so many rounds the VM is stopped; “none” for no limit.", "Nach so vielen Runden wird die VM angehalten; „ohne“ für kein Limit.";
    Timeout: "Time limit", "Zeitlimit";
        "When copying the memory is cancelled.", "Wann das Kopieren des Speichers abgebrochen wird.";
    TimeoutPerGib: "Time limit per GiB", "Zeitlimit je GiB";
        "Of memory and disk to move; “none” for no limit.", "Je GiB Speicher und Platte; „ohne“ für kein Limit.";
    DowntimeSteps: "Steps of the limit", "Stufen des Limits";
        "In how many steps Nova reaches the downtime limit.", "In so vielen Stufen erreicht Nova das Ausfalllimit.";
    DowntimeDelay: "Pause between steps", "Pause je Stufe";
        "Per GiB to move.", "Je GiB, das umzieht.";
    StallTimeout: "Stall timeout", "Stillstandslimit";
        "Without progress for so long, KubeVirt intervenes; “none” for never.", "Nach so langem Stillstand greift KubeVirt ein; „ohne“ für nie.";
    MaxBandwidth: "Rate limit", "Ratenlimit";
        "Per migration, or “none”. QEMU alone has 128 MiB/s.", "Je Migration, oder „ohne“. QEMU allein hat 128 MiB/s.";
    Streams: "Streams (multifd)", "Ströme (multifd)";
        "Parallel connections of each migration.", "Parallele Verbindungen je Migration.";
    FirstThrottle: "First throttle", "Erste Bremsstufe";
        "Of the vCPUs, when memory is dirtied too fast.", "Der vCPUs, wenn Speicher zu schnell geändert wird.";
    ThrottleStep: "Throttle step", "Weitere Stufen";
        "Added while that does not help.", "Kommt hinzu, solange das nicht hilft.";
    DeltaCache: "Delta cache (XBZRLE)", "Delta-Cache (XBZRLE)";
        "Pages kept to send only what changed, or “none”.", "Gemerkte Seiten, um nur Änderungen zu senden, oder „ohne“.";
    HandOverAfter: "Hand over after", "Übergabe nach";
        "When post-copy takes over; “none” for after the first round.", "Wann Post-Copy übernimmt; „ohne“ für nach der ersten Runde.";
    PreDumps: "Pre-dumps", "Vorab-Abzüge";
        "Dumps while the container runs.", "Abzüge, während der Container läuft.";
    Freeze: "Freezing", "Einfrieren";
        "Until all processes stand still.", "Bis alle Prozesse stillstehen.";
    Dump: "Dumping", "Sichern";
        "Apart from writing memory.", "Abgesehen vom Schreiben des Speichers.";
    Restore: "Restoring", "Wiederherstellen";
        "Apart from reading memory.", "Abgesehen vom Lesen des Speichers.";
    Image: "Image to send", "Abbild, das fehlt";
        "0 where the destination has it already.", "0, wo das Ziel es schon hat.";
    Preparation: "Preparation", "Vorbereitung";
        "Of a standby, while the VM still runs.", "Einer Reserve, während die VM noch läuft.";
    ShutDown: "Shutting down", "Herunterfahren";
        "At the source.", "Am Ursprung.";
    Boot: "Booting", "Hochfahren";
        "Guest and application at the destination.", "Gast und Anwendung am Ziel.";
    Redirect: "Redirecting clients", "Umleiten der Clients";
        "Until they reach it there.", "Bis sie ihn dort erreichen.";
    WarmUp: "Warm-up", "Warmlaufen";
        "How long the service is slower afterwards.", "So lange ist der Dienst danach langsamer.";
    Overhead: "Setup per VM", "Vorlauf je VM";
        "What the control plane needs before anything is sent.", "Was die Steuerung braucht, bevor etwas gesendet wird.";
    SourcePrice: "Price at the source", "Preis am Ursprung";
        "Electricity where the VMs are.", "Strom, wo die VMs sind.";
    SourceRate: "Exchange rate at the source", "Wechselkurs am Ursprung";
        "Units of its currency for 1 EUR.", "Einheiten der Währung für 1 EUR.";
    SourcePue: "PUE at the source", "PUE am Ursprung";
        "Energy of the whole site over that of its IT.", "Energie des ganzen Standorts je Energie der IT.";
    DestinationPrice: "Price at the destination", "Preis am Ziel";
        "Electricity where they go.", "Strom, wohin sie umziehen.";
    DestinationRate: "Exchange rate at the destination", "Wechselkurs am Ziel";
        "Units of its currency for 1 EUR.", "Einheiten der Währung für 1 EUR.";
    DestinationPue: "PUE at the destination", "PUE am Ziel";
        "Energy of the whole site over that of its IT.", "Energie des ganzen Standorts je Energie der IT.";
    SourceAdder: "Added to the hourly price, source", "Aufschlag auf den Stundenpreis, Ursprung";
        "Grid fees and taxes; counts where hourly prices are chosen.", "Netzentgelte und Steuern; zählt, wo Stundenpreise gewählt sind.";
    DestinationAdder: "Added to the hourly price, destination", "Aufschlag auf den Stundenpreis, Ziel";
        "Grid fees and taxes; counts where hourly prices are chosen.", "Netzentgelte und Steuern; zählt, wo Stundenpreise gewählt sind.";
    SourceCarbon: "Carbon intensity at the source", "CO₂-Intensität am Ursprung";
        "Annual average of the country, not marginal.", "Jahresmittel des Landes, kein Grenzwert.";
    DestinationCarbon: "Carbon intensity at the destination", "CO₂-Intensität am Ziel";
        "Annual average of the country, not marginal.", "Jahresmittel des Landes, kein Grenzwert.";
    Egress: "Traffic fee", "Gebühr für den Verkehr";
        "What a cloud charges for a GB that leaves it.", "Was eine Cloud für ein GB verlangt, das sie verlässt.";
    CarbonPrice: "Price of carbon", "Preis des CO₂";
        "Comes on top of both sites' prices with their intensity; 0 where the price contains it.", "Kommt mit der Intensität auf die Preise beider Orte; 0, wenn er darin steckt.";
    Standstill: "Cost of standing still", "Kosten des Stillstands";
        "Per VM and hour of downtime.", "Je VM und Stunde Ausfallzeit.";
    WakeUp: "Starting a host", "Host starten";
        "Time that hosts at the destination idle before they are used; 0 if they run anyway.", "So lange laufen Hosts am Ziel leer, bevor sie genutzt werden; 0, wenn sie ohnehin laufen.";
    ReadTime: "Reading files", "Dateien lesen";
        "Response time before the move; 0 where nobody does.", "Antwortzeit vor dem Umzug; 0, wo es niemand tut.";
    WriteTime: "Writing files", "Dateien schreiben";
        "Response time before the move; 0 where nobody does.", "Antwortzeit vor dem Umzug; 0, wo es niemand tut.";
    ComputeTime: "Computing", "Rechnen";
        "Response time before the move; 0 where nobody does.", "Antwortzeit vor dem Umzug; 0, wo es niemand tut.";
    HttpTime: "HTTP requests", "HTTP-Anfragen";
        "Response time before the move; 0 where nobody does.", "Antwortzeit vor dem Umzug; 0, wo es niemand tut.";
    OverLink: "HTTP over this link", "HTTP über diese Verbindung";
        "Share of an answer that is transfer beside the migration.", "Anteil der Antwort, der Übertragung neben der Migration ist.";
    SlowFrom: "Slow from (times)", "Langsam ab (mal)";
        "A response beyond so many times its usual time is slow.", "Dauert eine Antwort so viel Mal so lang wie üblich, ist sie langsam.";
    Requests: "Requests per second", "Anfragen je Sekunde";
        "Of each kind, to each VM.", "Jeder Art, an jede VM.";
    SlowPrice: "Cost of slow service", "Kosten langsamen Dienstes";
        "An hour of one VM.", "Eine Stunde einer VM.";
    Interruption: "Risk of interruption", "Risiko einer Unterbrechung";
        "That one VM's migration fails under way.", "Dass die Migration einer VM unterwegs scheitert.";
    Neighbours: "VMs at the destination", "VMs am Ziel";
        "Alike, and there already.", "Gleiche, die schon dort sind.";
    LeftBehind: "VMs left behind", "VMs, die bleiben";
        "Alike, and staying at the source.", "Gleiche, die am Ursprung bleiben.";
    UserMemory: "Memory for programs", "Speicher für Programme";
        "Beyond that share of the RAM, and a little page cache, a VM swaps.", "Jenseits dieses Anteils am RAM und etwas Seitencache lagert eine VM aus.";
    DiskRate: "Storage of a host", "Speichersystem je Host";
        "What it reads and writes; “none” where it never limits.", "Was es liest und schreibt; „ohne“, wo es nie begrenzt.";
    Stay: "Planned stay", "Geplanter Aufenthalt";
        "How long the VMs will run there.", "So lange werden die VMs dort laufen.";
    HostIdle: "Host when idle", "Host im Leerlauf";
        "Power of a host doing nothing.", "Leistung eines Hosts ohne Arbeit.";
    HostPeak: "Host at full load", "Host unter Volllast";
        "Power of a host at full load.", "Leistung eines Hosts unter Volllast.";
    HostThreads: "Threads of a host", "Threads je Host";
        "Hardware threads.", "Hardware-Threads.";
    MigrationThreads: "Threads per migration", "Threads je Migration";
        "What one migration keeps busy at each end.", "Was eine Migration an jedem Ende beschäftigt.";
    Network: "Energy of the network", "Energie des Netzes";
        "Per GB between the sites; this dominates the bill.", "Je GB zwischen den Standorten; das bestimmt die Rechnung.";
    Seed: "Seed of the runs", "Startwert der Läufe";
        "The same seed draws the same runs.", "Derselbe Startwert zieht dieselben Läufe.";
}
