//! Which fields and choices matter to a scenario: the others need not be shown.

use super::{Choice, Controller, Currency, Field, Scenario, Technique};
use crate::model::rate::{Compression, Encryption};
use crate::model::server::Server;

impl Field {
    /// Whether any outcome of the scenario may depend on it, as far as technique and controller tell.
    pub const fn applies(self, scenario: &Scenario) -> bool {
        use Controller::{CloudHypervisor, KubeVirt, Nova, OpenShift, Proxmox, Qemu, Xen};
        let Scenario { fleet, policy, .. } = scenario;
        let technique = policy.technique;
        if self.is_of_memory() && !technique.moves_memory() {
            return false;
        }
        match self {
            Self::WorkingSet | Self::DirtyPageRate | Self::SecondSet | Self::SecondRate => {
                fleet.points.is_empty()
            }
            Self::WriteSize => {
                matches!(policy.controller, Proxmox)
                    || policy.delta_cache.is_positive() && Self::DeltaCache.applies(scenario)
            }
            Self::RoundLimit => matches!(policy.controller, Qemu),
            Self::Streams => {
                matches!(policy.controller, Qemu | Nova | KubeVirt | OpenShift | CloudHypervisor)
                    && !is_tunnelled(scenario)
            }
            Self::DeltaCache => matches!(policy.controller, Qemu | Proxmox),
            Self::Timeout => {
                matches!(policy.controller, Qemu | CloudHypervisor) && !technique.converts()
            }
            Self::TimeoutPerGib => matches!(policy.controller, Nova | KubeVirt | OpenShift),
            Self::DowntimeSteps | Self::DowntimeDelay => matches!(policy.controller, Nova),
            Self::StallTimeout => matches!(policy.controller, KubeVirt | OpenShift),
            Self::CompressionRatio | Self::CompressionRate => {
                Choice::Compression.applies(scenario)
                    && !matches!(scenario.link.compression, Compression::None)
            }
            Self::ZeroScan => {
                technique.is_live() && !matches!(policy.controller, Xen | CloudHypervisor)
            }
            // Who looks for zero pages sends none, given or not.
            Self::Populated => matches!(policy.controller, Xen | CloudHypervisor),
            Self::BitmapSync | Self::Functions | Self::Reconnect => technique.is_live(),
            Self::FunctionPause | Self::FunctionState => {
                technique.is_live() && 0.0 < fleet.functions
            }
            Self::Switchover => technique.is_live() || matches!(technique, Technique::Offline),
            Self::MaxBandwidth => match technique {
                Technique::Warm | Technique::Cold => false,
                Technique::Storage => matches!(policy.controller, Qemu | Proxmox),
                _ => !matches!(policy.controller, Xen | CloudHypervisor),
            },
            Self::FirstThrottle | Self::ThrottleStep => {
                policy.throttling.on && matches!(policy.controller, Qemu)
            }
            Self::HostIdle | Self::HostPeak | Self::HostThreads => {
                let there = scenario.power.server_there;
                matches!(scenario.power.server, Server::Linear)
                    || matches!(there, Some(Server::Linear))
            }
            Self::SourceRate => !matches!(scenario.source.currency, Currency::Eur),
            Self::DestinationRate => !matches!(scenario.destination.currency, Currency::Eur),
            Self::HandOverAfter => matches!(technique, Technique::Hybrid),
            Self::PreDumps | Self::Freeze | Self::Dump | Self::Restore => {
                matches!(technique, Technique::Container)
            }
            Self::Image | Self::Preparation => matches!(technique, Technique::Respawn),
            Self::ShutDown | Self::Boot | Self::Redirect | Self::WarmUp => {
                matches!(technique, Technique::Respawn) || technique.converts()
            }
            Self::DiskBase | Self::DiskWritten | Self::DiskRead | Self::DiskWrite => {
                technique.copies_disk()
            }
            Self::Disks => !technique.moves_memory(),
            Self::DeltaInterval | Self::Deltas => matches!(technique, Technique::Warm),
            Self::Conversion => technique.converts(),
            Self::StreamLimit => !matches!(technique, Technique::Storage),
            _ => true,
        }
    }

    /// Whether it is about moving memory alone.
    const fn is_of_memory(self) -> bool {
        matches!(
            self,
            Self::DirtyPageRate
                | Self::SecondRate
                | Self::WriteSize
                | Self::RoundLimit
                | Self::Streams
                | Self::DeltaCache
                | Self::TimeoutPerGib
                | Self::DowntimeSteps
                | Self::DowntimeDelay
                | Self::StallTimeout
                | Self::ZeroScan
                | Self::Populated
                | Self::BitmapSync
                | Self::Functions
                | Self::FunctionPause
                | Self::FunctionState
                | Self::Reconnect
                | Self::FirstThrottle
                | Self::ThrottleStep
        )
    }
}

impl Choice {
    /// Whether any outcome of the scenario may depend on it, as far as technique and controller tell.
    pub const fn applies(self, scenario: &Scenario) -> bool {
        use Controller::{CloudHypervisor, KubeVirt, Nova, OpenShift, Qemu};
        let Scenario { fleet, policy, .. } = scenario;
        let technique = policy.technique;
        match self {
            Self::AtTimeout
            | Self::AutoConverge
            | Self::PermitPostCopy
            | Self::TuneDowntime
            | Self::Pattern
                if !technique.moves_memory() =>
            {
                false
            }
            Self::Technique
            | Self::Controller
            | Self::Billing
            | Self::Server
            | Self::ServerThere
            | Self::Redone
            | Self::SourceCurrency
            | Self::DestinationCurrency
            | Self::SourceZone
            | Self::DestinationZone => true,
            Self::AtTimeout => {
                matches!(policy.controller, Qemu | Nova | KubeVirt | OpenShift | CloudHypervisor)
            }
            Self::TimeoutFrom => {
                matches!(policy.controller, Qemu | Nova | KubeVirt | OpenShift)
                    && matches!(technique, Technique::Block)
            }
            Self::AutoConverge => {
                matches!(policy.controller, Qemu | KubeVirt | OpenShift)
                    || matches!(policy.controller, Nova) && !policy.permit_post_copy
            }
            Self::PermitPostCopy => matches!(policy.controller, Nova | KubeVirt | OpenShift),
            Self::UrgentChannel | Self::PageSize => {
                matches!(technique, Technique::PostCopy | Technique::Hybrid)
            }
            Self::TuneDowntime => matches!(policy.controller, KubeVirt | OpenShift),
            Self::Pattern => fleet.points.is_empty(),
            Self::Encryption => {
                !matches!(technique, Technique::Respawn | Technique::Container | Technique::Storage)
            }
            // Neither disks nor pages that post-copy fetches are compressed.
            Self::Compression => {
                matches!(policy.controller, Qemu | KubeVirt | OpenShift)
                    && matches!(technique, Technique::PreCopy)
                    && !is_tunnelled(scenario)
            }
            Self::Mirror => matches!(technique, Technique::Block | Technique::Storage),
            Self::LazyPages | Self::Carrier => {
                matches!(technique, Technique::Container)
            }
        }
    }
}

/// Whether all goes through one tunnel: libvirt refuses several connections in it, and QEMU compresses
/// in those alone (`VIR_MIGRATE_TUNNELLED` excludes `VIR_MIGRATE_PARALLEL`).
const fn is_tunnelled(scenario: &Scenario) -> bool {
    matches!(scenario.link.encryption, Encryption::Ssh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_controller_shows_its_own_limits_only() {
        let mut scenario = Scenario::default();
        let shown = |scenario: &Scenario| {
            let limits = [Field::RoundLimit, Field::Timeout, Field::TimeoutPerGib];
            limits.map(|field| field.applies(scenario))
        };
        assert_eq!(shown(&scenario), [true, true, false]);
        scenario.policy.controller = Controller::Nova;
        assert_eq!(shown(&scenario), [false, false, true]);
        scenario.policy.controller = Controller::Xen;
        assert_eq!(shown(&scenario), [false; 3]);
    }

    #[test]
    fn a_tunnel_has_one_stream_and_compresses_nothing() {
        let mut scenario = Scenario::default();
        scenario.policy.technique = Technique::PreCopy;
        let apply = |scenario: &Scenario| {
            (Field::Streams.applies(scenario), Choice::Compression.applies(scenario))
        };
        assert_eq!(apply(&scenario), (true, true));
        scenario.link.encryption = Encryption::Ssh;
        assert_eq!(apply(&scenario), (false, false));
    }

    #[test]
    fn a_rate_is_asked_for_where_the_currency_is_not_that_of_the_bill() {
        let mut scenario = Scenario::default();
        let rates = [Field::SourceRate, Field::DestinationRate];
        assert_eq!(rates.map(|field| field.applies(&scenario)), [false; 2]);
        scenario.destination.currency = Currency::Nok;
        assert_eq!(rates.map(|field| field.applies(&scenario)), [false, true]);
    }
}
