//! The one table of everything that is chosen rather than measured: its key in links, its options
//! and their names there. Forms, links, files and checks all read this table.

use super::Scenario;
use crate::model::control::criu::Carrier;
use crate::model::dirty::Pattern;
use crate::model::energy::Billing;
use crate::model::guest::{Mirror, PageSize};
use crate::model::rate::{Compression, Encryption};
use crate::model::server::Server;

/// How virtual machines are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Technique {
    /// Storage is shared; memory is copied in rounds while the guest runs.
    PreCopy,
    /// Storage is shared; the guest is handed over at once and fetches its memory afterwards.
    PostCopy,
    /// Storage is shared; pre-copy first, then the guest is handed over and fetches the rest.
    Hybrid,
    /// Nothing is shared: the disk is copied and mirrored, then memory is pre-copied.
    Block,
    /// The guest is suspended, transferred and resumed.
    Offline,
    /// The guest is shut down here and started anew there.
    Respawn,
    /// A container is checkpointed here and restored there.
    Container,
    /// The disk alone moves: mirrored while the guest runs on where it is.
    Storage,
    /// To another platform: the disk is copied while the guest runs, what was written since in deltas,
    /// and the last of them, conversion and boot interrupt it.
    Warm,
    /// To another platform: the guest is shut down, its disk copied and converted, and it boots there.
    Cold,
}

impl Technique {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::PreCopy,
        Self::PostCopy,
        Self::Hybrid,
        Self::Block,
        Self::Offline,
        Self::Respawn,
        Self::Container,
        Self::Storage,
        Self::Warm,
        Self::Cold,
    ];

    /// Whether this controller can be told to move like that.
    ///
    /// Xen's toolstack knows neither post-copy nor disks that are not shared, but moves a disk alone
    /// (`xe vdi-pool-migrate`); cloud-hypervisor, since version 53, post-copy from the start; KubeVirt
    /// hands over with post-copy only where pre-copy fails (see its controller), and a volume moves
    /// there with its guest, as a block migration. Proxmox VE imports from vSphere cold only.
    pub const fn is_offered_by(self, controller: Controller) -> bool {
        match controller {
            Controller::Qemu | Controller::Nova => true,
            Controller::KubeVirt | Controller::OpenShift => {
                !matches!(self, Self::PostCopy | Self::Hybrid | Self::Storage)
            }
            Controller::Proxmox => !matches!(self, Self::PostCopy | Self::Hybrid | Self::Warm),
            Controller::CloudHypervisor => {
                !matches!(self, Self::Hybrid | Self::Block) && self.moves_memory()
            }
            Controller::Xen => !matches!(self, Self::PostCopy | Self::Hybrid | Self::Block),
        }
    }

    /// Whether the guest runs on while it moves, or nearly so.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::PreCopy | Self::PostCopy | Self::Hybrid | Self::Block | Self::Storage)
    }

    /// Whether it is about a guest's memory, or of a guest that is started anew on the same platform:
    /// all but moves of disks.
    pub const fn moves_memory(self) -> bool {
        !matches!(self, Self::Storage | Self::Warm | Self::Cold)
    }

    /// Whether the guest goes to another platform.
    pub const fn converts(self) -> bool {
        matches!(self, Self::Warm | Self::Cold)
    }

    /// Whether it copies the disk.
    pub const fn copies_disk(self) -> bool {
        matches!(self, Self::Block) || !self.moves_memory()
    }

    /// Whether it does for a planner what another one does: to another host, to another platform, or a
    /// disk alone.
    pub const fn is_rival_of(self, other: Self) -> bool {
        self.moves_memory() == other.moves_memory() && self.converts() == other.converts()
    }

    /// Whether it copies memory in rounds that have to converge: a hybrid's need not, it hands over
    /// whatever they leave.
    pub const fn has_rounds(self) -> bool {
        matches!(self, Self::PreCopy | Self::Block)
    }
}

impl Encryption {
    /// Whether this controller can be told to encrypt like that.
    ///
    /// KubeVirt 1.9 has TLS between its handlers, or none (`disableTLS`). Proxmox VE 9 has ssh
    /// (`migration: secure`) or none (`insecure`). cloud-hypervisor has TLS since version 53.
    pub const fn is_offered_by(self, controller: Controller) -> bool {
        match controller {
            Controller::Qemu | Controller::Nova | Controller::Xen => true,
            Controller::KubeVirt | Controller::OpenShift => matches!(self, Self::None | Self::Tls),
            Controller::Proxmox => matches!(self, Self::None | Self::Ssh),
            Controller::CloudHypervisor => !matches!(self, Self::KernelTls),
        }
    }
}

/// From when on the time is counted after which a migration is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeoutFrom {
    /// The start of the migration, disks included.
    Start,
    /// The start of the memory migration, as KubeVirt up to 1.7 counts.
    Memory,
}

/// Who decides when a live migration stops, and gives up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Controller {
    /// QEMU by itself, or through libvirt.
    Qemu,
    /// Nova, the compute service of OpenStack, above QEMU.
    Nova,
    /// KubeVirt above QEMU.
    KubeVirt,
    /// Xen's toolstack.
    Xen,
    /// cloud-hypervisor.
    CloudHypervisor,
    /// OpenShift Virtualization: KubeVirt as its operator sets it.
    OpenShift,
    /// Proxmox VE above QEMU.
    Proxmox,
}

/// What happens to a live migration whose time is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AtTimeout {
    /// It is cancelled; the guest stays.
    Abort,
    /// It is brought to an end: with post-copy where that is permitted, else by stopping the guest.
    Force,
}

/// A currency by its code of ISO 4217. The bill is in EUR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Currency {
    /// Euro.
    Eur,
    /// Australian dollar.
    Aud,
    /// Swiss franc.
    Chf,
    /// Czech koruna.
    Czk,
    /// Danish krone.
    Dkk,
    /// Pound sterling.
    Gbp,
    /// Norwegian krone.
    Nok,
    /// Polish zloty.
    Pln,
    /// Swedish krona.
    Sek,
    /// US dollar.
    Usd,
}

/// A bidding zone whose hourly prices of 2024 ship with the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// No hourly prices.
    None,
    /// Australia, New South Wales.
    AuNsw,
    /// Australia, Victoria.
    AuVic,
    /// Austria.
    At,
    /// Belgium.
    Be,
    /// Switzerland.
    Ch,
    /// Czechia.
    Cz,
    /// Germany and Luxembourg.
    DeLu,
    /// Denmark, west.
    Dk1,
    /// Denmark, east.
    Dk2,
    /// France.
    Fr,
    /// Italy, north.
    ItNorth,
    /// The Netherlands.
    Nl,
    /// Norway, southwest.
    No2,
    /// Poland.
    Pl,
    /// Sweden, Stockholm.
    Se3,
    /// Sweden, Malmö.
    Se4,
}

impl Zone {
    /// The currency of its prices.
    pub const fn currency(self) -> Currency {
        match self {
            Self::AuNsw | Self::AuVic => Currency::Aud,
            _ => Currency::Eur,
        }
    }
}

/// Hosts at the destination: none where they are as at the source.
type ServerThere = Option<Server>;

/// A set of options.
pub trait Options: Copy + PartialEq + 'static {
    /// All of them with their names in links and files, in the order in which they are offered.
    const NAMED: &'static [(Self, &'static str)];

    /// The place of this one.
    fn place(self) -> usize {
        Self::NAMED.iter().position(|(option, _)| *option == self).unwrap_or(0)
    }

    /// The name of this one.
    fn name(self) -> &'static str {
        Self::NAMED.get(self.place()).map_or("", |(_, name)| name)
    }

    /// The option of that name.
    fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(_, known)| *known == name).map(|(option, _)| *option)
    }

    /// The option at a place; the last one beyond the end.
    fn at(place: usize) -> Self {
        Self::NAMED[place.min(Self::NAMED.len() - 1)].0
    }
}

macro_rules! options {
    ($($kind:ident { $($option:expr => $name:literal),* })*) => {$(
        impl Options for $kind {
            const NAMED: &'static [(Self, &'static str)] = &[$(($option, $name)),*];
        }
    )*};
}

options! {
    Technique {
        Self::PreCopy => "pre", Self::PostCopy => "post", Self::Hybrid => "hybrid",
        Self::Block => "block", Self::Offline => "offline", Self::Respawn => "respawn",
        Self::Container => "container", Self::Storage => "storage", Self::Warm => "warm",
        Self::Cold => "cold"
    }
    Controller {
        Self::Qemu => "qemu", Self::Nova => "nova", Self::KubeVirt => "kubevirt",
        Self::Xen => "xen", Self::CloudHypervisor => "ch", Self::OpenShift => "openshift",
        Self::Proxmox => "proxmox"
    }
    AtTimeout { Self::Abort => "abort", Self::Force => "force" }
    TimeoutFrom { Self::Start => "start", Self::Memory => "memory" }
    Mirror { Self::Background => "background", Self::WriteBlocking => "blocking" }
    Encryption {
        Self::None => "none", Self::Tls => "tls", Self::KernelTls => "ktls", Self::Ssh => "ssh"
    }
    Compression {
        Self::None => "none", Self::Zlib => "zlib", Self::Zstd => "zstd",
        Self::Qatzip => "qatzip", Self::Qpl => "qpl"
    }
    PageSize { Self::Small => "4k", Self::Large => "2m", Self::Huge => "1g" }
    Carrier { Self::Tcp => "tcp", Self::Tls => "tls", Self::Ssh => "ssh" }
    Currency {
        Self::Eur => "EUR", Self::Aud => "AUD", Self::Chf => "CHF", Self::Czk => "CZK",
        Self::Dkk => "DKK", Self::Gbp => "GBP", Self::Nok => "NOK", Self::Pln => "PLN",
        Self::Sek => "SEK", Self::Usd => "USD"
    }
    Zone {
        Self::None => "none", Self::AuNsw => "au-nsw", Self::AuVic => "au-vic", Self::At => "at", Self::Be => "be", Self::Ch => "ch", Self::Cz => "cz", Self::DeLu => "de-lu", Self::Dk1 => "dk1", Self::Dk2 => "dk2", Self::Fr => "fr", Self::ItNorth => "it-north", Self::Nl => "nl", Self::No2 => "no2", Self::Pl => "pl", Self::Se3 => "se3", Self::Se4 => "se4"
    }
    Server {
        Self::Linear => "linear", Self::Ml110G5 => "ml110g5", Self::X3550X5675 => "x3550m3",
        Self::X3650X5570 => "x3650m2", Self::Rx300E52660 => "rx300s7",
        Self::Rh2288E52670 => "rh2288v2", Self::R620E52670 => "r620", Self::R720E52670 => "r720",
        Self::R380E52660 => "r380f2", Self::R640P8180 => "r640"
    }
    ServerThere {
        None => "same", Some(Server::Linear) => "linear", Some(Server::Ml110G5) => "ml110g5",
        Some(Server::X3550X5675) => "x3550m3", Some(Server::X3650X5570) => "x3650m2",
        Some(Server::Rx300E52660) => "rx300s7", Some(Server::Rh2288E52670) => "rh2288v2",
        Some(Server::R620E52670) => "r620", Some(Server::R720E52670) => "r720",
        Some(Server::R380E52660) => "r380f2", Some(Server::R640P8180) => "r640"
    }
    Billing { Self::Marginal => "marginal", Self::Share => "share", Self::Consolidation => "hosts" }
    Pattern { Self::Uniform => "uniform", Self::Sequential => "sequential" }
    bool { false => "off", true => "on" }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $choice:ident { $key:literal, $kind:ident, $($path:ident).+ })*) => {
        /// Everything that is chosen among a few options.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Choice {
            $($(#[$doc])* $choice,)*
        }

        impl Choice {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$choice,)*];

            /// Its key in links and files; never changes its meaning.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$choice => $key,)* }
            }

            /// How many options it has.
            pub const fn count(self) -> usize {
                match self { $(Self::$choice => <$kind as Options>::NAMED.len(),)* }
            }

            /// The place of what is chosen.
            pub fn get(self, scenario: &Scenario) -> usize {
                match self { $(Self::$choice => scenario.$($path).+.place(),)* }
            }

            /// Puts the option at a place there without stating it: nothing follows.
            pub fn put(self, scenario: &mut Scenario, place: usize) {
                match self { $(Self::$choice => scenario.$($path).+ = <$kind>::at(place),)* }
            }

            /// The name of the option at a place, in links and files.
            pub fn name(self, place: usize) -> &'static str {
                match self {
                    $(Self::$choice => <$kind as Options>::NAMED.get(place).map_or("", |o| o.1),)*
                }
            }
        }
    };
}

choices! {
    /// How to move.
    Technique { "t", Technique, policy.technique }
    /// Who decides.
    Controller { "by", Controller, policy.controller }
    /// What happens when the time is up.
    AtTimeout { "xa", AtTimeout, policy.at_timeout }
    /// From when on that time is counted.
    TimeoutFrom { "xf", TimeoutFrom, policy.timeout_from }
    /// Whether the guest's CPUs are slowed down until it converges.
    AutoConverge { "ac", bool, policy.throttling.on }
    /// Whether a migration that does not converge may be handed over.
    PermitPostCopy { "pc", bool, policy.permit_post_copy }
    /// Whether urgent pages have a channel of their own.
    UrgentChannel { "uc", bool, policy.urgent_channel }
    /// Whether KubeVirt raises the downtime limit step by step.
    TuneDowntime { "td", bool, policy.tune_downtime }
    /// How what is sent is encrypted.
    Encryption { "le", Encryption, link.encryption }
    /// How memory is compressed on its way.
    Compression { "lc", Compression, link.compression }
    /// In which order the working set is written.
    Pattern { "wp", Pattern, fleet.pattern }
    /// In pages of which size the host holds the memory.
    PageSize { "pz", PageSize, fleet.page_size }
    /// How writes reach a disk that is being copied.
    Mirror { "km", Mirror, fleet.mirror }
    /// Whether a container's memory follows after it was restored.
    LazyPages { "kl", bool, container.lazy_pages }
    /// How a container's archives are carried.
    Carrier { "kc", Carrier, container.carrier }
    /// Which of the hosts' watts move with the machines.
    Billing { "pb", Billing, power.billing }
    /// How a host's power rises with its load.
    Server { "ps", Server, power.server }
    /// The same at the destination.
    ServerThere { "pd", ServerThere, power.server_there }
    /// Whether work that guests have to do later is billed.
    Redone { "pw", bool, power.redone }
    /// The currency of prices at the source.
    SourceCurrency { "sm", Currency, source.currency }
    /// The currency of prices at the destination.
    DestinationCurrency { "tm", Currency, destination.currency }
    /// Where hourly prices at the source come from.
    SourceZone { "sz", Zone, source.zone }
    /// Where hourly prices at the destination come from.
    DestinationZone { "tz", Zone, destination.zone }
}

impl Choice {
    /// The place of the option of this name.
    pub fn named(self, name: &str) -> Option<usize> {
        (0..self.count()).find(|place| self.name(*place) == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Field;

    #[test]
    fn every_option_can_be_chosen_and_has_a_name_of_its_own() {
        for choice in Choice::ALL {
            for place in 0..choice.count() {
                let mut scenario = Scenario::default();
                choice.set(&mut scenario, place);
                assert_eq!(choice.get(&scenario), place, "{choice:?}");
                assert_eq!(choice.named(choice.name(place)), Some(place), "{choice:?}");
            }
        }
    }

    #[test]
    fn every_kind_of_host_can_be_at_the_destination_too() {
        let there: Vec<_> = ServerThere::NAMED.iter().skip(1).collect();
        assert_eq!(there.len(), Server::NAMED.len());
        for ((there, name), (here, same)) in there.into_iter().zip(Server::NAMED) {
            assert_eq!((*there, name), (Some(*here), same));
        }
    }

    #[test]
    fn no_key_means_two_things() {
        let keys = Choice::ALL.iter().map(|c| c.key()).chain(Field::ALL.iter().map(|f| f.key()));
        let mut keys: Vec<&str> = keys.collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }

    #[test]
    fn every_controller_offers_pre_copy_and_what_needs_no_controller() {
        for (controller, _) in Controller::NAMED {
            for technique in [Technique::PreCopy, Technique::Offline, Technique::Respawn] {
                assert!(technique.is_offered_by(*controller));
            }
        }
    }
}
