//! What each controller does where nobody tells it otherwise.

use super::paper;
use crate::model::control::cloud_hypervisor;
use crate::scenario::field::Source;
use crate::scenario::{AtTimeout, Controller, Currency, Field, Policy, Scenario};
use crate::units::{Bandwidth, Seconds};

/// The paper's experiment as this controller would run it by default.
///
/// Nova: nova/conf/libvirt.py. KubeVirt: pkg/virt-config/virt-config.go; its downtime limit is the
/// longest that its stall detector allows. Xen has neither limits nor timeouts. cloud-hypervisor:
/// docs/live_migration.md. The overhead of all but Nova is assumed to be like Nova's.
pub const fn base(controller: Controller) -> Scenario {
    let paper = paper();
    let policy = Policy { controller, ..paper.policy };
    let policy = match controller {
        Controller::Qemu | Controller::Nova | Controller::Xen => policy,
        Controller::KubeVirt => Policy {
            downtime_limit: Seconds::ms(900.0),
            timeout_per_gib: Seconds::new(150.0),
            at_timeout: AtTimeout::Abort,
            max_bandwidth: Bandwidth::mib_per_s(64.0),
            ..policy
        },
        Controller::CloudHypervisor => Policy {
            downtime_limit: cloud_hypervisor::DOWNTIME,
            timeout: cloud_hypervisor::TIMEOUT,
            ..policy
        },
    };
    Scenario { policy, ..paper }
}

/// Whether a field is not as its scenario's controller has it by default, which is in EUR.
pub const fn is_changed(field: Field, scenario: &Scenario) -> bool {
    let base = base(scenario.policy.controller);
    field.get(scenario).to_bits() != field.get(&base).to_bits()
        || !matches!(field.currency(scenario), Currency::Eur)
}

/// Where the default of a field comes from under this controller.
pub const fn source(field: Field, controller: Controller) -> Source {
    match (field, controller) {
        (
            Field::DowntimeLimit | Field::TimeoutPerGib | Field::MaxBandwidth,
            Controller::KubeVirt,
        ) => Source::KubeVirt,
        (Field::DowntimeLimit | Field::Timeout, Controller::CloudHypervisor) => {
            Source::CloudHypervisor
        }
        (Field::Overhead, Controller::KubeVirt | Controller::Xen | Controller::CloudHypervisor)
        | (Field::DowntimeLimit, Controller::Xen) => Source::Assumption,
        _ => field.source(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::control::kubevirt::KubeVirt;
    use crate::model::control::nova::Nova;
    use crate::scenario::choice::Options;

    #[test]
    fn the_page_and_the_model_agree_on_the_defaults() {
        let nova = (base(Controller::Nova).policy, Nova::default());
        assert_eq!(nova.0.downtime_limit, nova.1.downtime);
        assert_eq!(nova.0.timeout_per_gib, nova.1.completion_timeout);
        assert_eq!(nova.0.downtime_delay, nova.1.delay);
        assert_eq!(nova.0.downtime_steps as u32, nova.1.steps);
        let kubevirt = (base(Controller::KubeVirt).policy, KubeVirt::default());
        assert_eq!(kubevirt.0.downtime_limit, kubevirt.1.max_downtime);
        assert_eq!(kubevirt.0.timeout_per_gib, kubevirt.1.completion_timeout);
        assert_eq!(Some(kubevirt.0.max_bandwidth), kubevirt.1.bandwidth);
    }

    #[test]
    fn every_controller_keeps_the_rest_of_the_paper() {
        for (controller, _) in Controller::NAMED {
            let base = base(*controller);
            assert_eq!(Scenario { policy: paper().policy, ..base }, paper());
        }
    }
}
