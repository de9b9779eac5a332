//! What each controller does where nobody tells it otherwise.

use super::{blank, paper};
use crate::model::control::{cloud_hypervisor, proxmox};
use crate::model::rate::Encryption;
use crate::scenario::choice::Options;
use crate::scenario::field::Source;
use crate::scenario::{
    AtTimeout, Choice, Controller, Currency, Field, Policy, Scenario, Technique, Throttling,
};
use crate::units::Seconds;

/// What this controller does where nobody tells it otherwise.
///
/// QEMU 10 and libvirt: downtime 300 ms, no limit of rounds, rate or time (240 hours stand for
/// none), one stream; overhead of its own it has none worth counting (an assumption). Nova 33.0,
/// nova/conf/libvirt.py: 500 ms in ten steps, 800 s per GiB, then abort. KubeVirt 1.9,
/// pkg/virt-config/virt-config.go: no rate limit since 0.43, 150 s per GiB, eight streams; the downtime
/// limit is QEMU's. Xen's toolstack has neither limits nor timeouts. cloud-hypervisor 53,
/// docs/live_migration.md. The overhead of KubeVirt, a pod at the destination, is assumed to be like
/// Nova's.
pub const fn policy_of(controller: Controller) -> Policy {
    let paper = paper();
    let plain = Policy {
        technique: Technique::PreCopy,
        controller,
        downtime_limit: Seconds::ms(300.0),
        round_limit: 0.0,
        timeout: Seconds::hours(240.0),
        timeout_per_gib: Seconds::ZERO,
        at_timeout: AtTimeout::Abort,
        overhead: Seconds::ZERO,
        ..paper.policy
    };
    match controller {
        Controller::Qemu | Controller::Xen => plain,
        Controller::Nova => Policy {
            downtime_limit: Seconds::ms(500.0),
            timeout_per_gib: Seconds::new(800.0),
            overhead: paper.policy.overhead,
            ..plain
        },
        Controller::KubeVirt => Policy {
            timeout_per_gib: Seconds::new(150.0),
            streams: 8.0,
            overhead: paper.policy.overhead,
            ..plain
        },
        // hyperconverged-cluster-operator, main of August 2026 (pull request 4426): 20 s per GiB.
        Controller::OpenShift => Policy {
            timeout_per_gib: Seconds::new(20.0),
            streams: 8.0,
            overhead: paper.policy.overhead,
            ..plain
        },
        Controller::Proxmox => Policy {
            downtime_limit: proxmox::DOWNTIME,
            throttling: Throttling { on: true, ..paper.policy.throttling },
            overhead: paper.policy.overhead,
            ..plain
        },
        Controller::CloudHypervisor => Policy {
            downtime_limit: cloud_hypervisor::DOWNTIME,
            timeout: cloud_hypervisor::TIMEOUT,
            ..plain
        },
    }
}

/// As many migrations at a time out of one host as this controller starts by default: Nova
/// `max_concurrent_live_migrations` 1, KubeVirt `parallelOutboundMigrationsPerNode` 2; who drives the
/// others one by one starts one at a time (an assumption).
pub const fn concurrency_of(controller: Controller) -> f64 {
    match controller {
        Controller::KubeVirt => 2.0,
        _ => 1.0,
    }
}

/// How this controller encrypts where nobody tells it otherwise.
///
/// KubeVirt 1.9 and OpenShift Virtualization: TLS (`disableTLS` is false, pkg/virt-config). XAPI of
/// 2026: TLS through stunnel (`migration_https_only` is true, and `migration-tls` is stunnel). Proxmox
/// VE 9: ssh (`migration: secure`, pve-docs). QEMU, Nova 33.0 and cloud-hypervisor 53: nothing.
pub const fn encryption_of(controller: Controller) -> Encryption {
    match controller {
        Controller::KubeVirt | Controller::OpenShift | Controller::Xen => Encryption::Tls,
        Controller::Proxmox => Encryption::Ssh,
        Controller::Qemu | Controller::Nova | Controller::CloudHypervisor => Encryption::None,
    }
}

/// A blank scenario under this controller, stated.
pub fn base(controller: Controller) -> Scenario {
    let mut scenario = blank();
    Choice::Controller.set(&mut scenario, controller.place());
    scenario
}

/// Where a controller's own defaults stand, apart from single numbers ([`source`]).
pub const fn documented(controller: Controller) -> Source {
    match controller {
        Controller::Qemu => Source::Qemu,
        Controller::Nova => Source::Nova,
        Controller::KubeVirt => Source::KubeVirt,
        Controller::CloudHypervisor => Source::CloudHypervisor,
        Controller::OpenShift => Source::OpenShift,
        Controller::Proxmox => Source::Proxmox,
        Controller::Xen => Source::Assumption,
    }
}

/// Where it stands how a controller encrypts by default.
pub const fn encrypts_by(controller: Controller) -> Source {
    match controller {
        Controller::Xen => Source::Xapi,
        other => documented(other),
    }
}

/// Whether a field is not as its scenario's example or controller has it: it was stated, or its
/// currency is not that of the default.
pub const fn is_changed(field: Field, scenario: &Scenario) -> bool {
    scenario.stated.has(field) || !matches!(field.currency(scenario), Currency::Eur)
}

/// Where the default of a field comes from under this controller.
pub const fn source(field: Field, controller: Controller) -> Source {
    match (field, controller) {
        (
            Field::TimeoutPerGib | Field::MaxBandwidth | Field::Streams | Field::Concurrency,
            Controller::KubeVirt,
        ) => Source::KubeVirt,
        (
            Field::TimeoutPerGib | Field::MaxBandwidth | Field::Streams | Field::Concurrency,
            Controller::OpenShift,
        ) => Source::OpenShift,
        (Field::DowntimeLimit | Field::MaxBandwidth | Field::DeltaCache, Controller::Proxmox) => {
            Source::Proxmox
        }
        (
            Field::DowntimeLimit | Field::RoundLimit | Field::MaxBandwidth | Field::Timeout,
            Controller::Qemu,
        )
        | (Field::DowntimeLimit, Controller::KubeVirt | Controller::OpenShift) => Source::Qemu,
        (Field::Concurrency | Field::MaxBandwidth, Controller::Nova) => Source::Nova,
        (Field::DowntimeLimit | Field::Timeout, Controller::CloudHypervisor) => {
            Source::CloudHypervisor
        }
        (
            Field::Overhead,
            Controller::KubeVirt
            | Controller::OpenShift
            | Controller::Xen
            | Controller::CloudHypervisor
            | Controller::Proxmox
            | Controller::Qemu,
        )
        | (Field::DowntimeLimit, Controller::Xen) => Source::Assumption,
        _ => field.source(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::control::kubevirt::KubeVirt;
    use crate::model::control::nova::Nova;
    use crate::scenario::Origin;

    #[test]
    fn the_page_and_the_model_agree_on_the_defaults() {
        let nova = (base(Controller::Nova).policy, Nova::default());
        assert_eq!(nova.0.downtime_limit, nova.1.downtime);
        assert_eq!(nova.0.timeout_per_gib, nova.1.completion_timeout);
        assert_eq!(nova.0.downtime_delay, nova.1.delay);
        assert_eq!(nova.0.downtime_steps as u32, nova.1.steps);
        let kubevirt = (base(Controller::KubeVirt).policy, KubeVirt::default());
        assert_eq!(kubevirt.0.timeout_per_gib, kubevirt.1.completion_timeout);
        assert_eq!(None, kubevirt.1.bandwidth);
        assert!(!kubevirt.0.max_bandwidth.is_positive());
    }

    #[test]
    fn the_paper_is_named_only_for_what_is_as_the_paper_has_it() {
        let paper = super::super::paper();
        for (controller, name) in Controller::NAMED {
            let scenario = base(*controller);
            for field in Field::ALL {
                if field.origin(&scenario) == Origin::Default(Source::Paper) {
                    let [here, there] = [&scenario, &paper].map(|of| field.get(of).to_bits());
                    assert_eq!(here, there, "{field:?} under {name}");
                }
            }
        }
    }

    #[test]
    fn every_controller_can_be_told_to_do_what_it_does_by_default() {
        for (controller, name) in Controller::NAMED {
            assert!(encryption_of(*controller).is_offered_by(*controller), "{name}");
        }
    }

    #[test]
    fn no_controller_takes_the_settings_of_the_paper() {
        for (controller, _) in Controller::NAMED {
            let policy = base(*controller).policy;
            assert_eq!(policy.round_limit.to_bits(), 0.0_f64.to_bits());
            assert!(!policy.max_bandwidth.is_positive());
        }
    }
}
