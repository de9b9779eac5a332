//! How to measure what the answer rests on, before anything moves.

use super::{Form, Phase, Step};
use crate::quantity::Lang;
use crate::scenario::{Controller, Scenario};

/// The dirty rate by what the controller offers, and the path between the hosts.
pub(super) fn steps(scenario: &Scenario, lang: Lang) -> Vec<Step> {
    let why = lang.pick(
        "How fast the guest writes decides whether it converges: distinct pages within a second.",
        "Ob der Gast konvergiert, entscheidet, wie schnell er schreibt: verschiedene Seiten je Sekunde.",
    );
    let libvirt = "virsh domdirtyrate-calc \"$VM\" --seconds 1; sleep 2\n\
                   virsh domstats \"$VM\" --dirtyrate";
    let dirty = match scenario.policy.controller {
        Controller::Qemu | Controller::Nova => Some(("libvirt 7.2", libvirt.to_owned())),
        Controller::KubeVirt | Controller::OpenShift => Some((
            "",
            "# Prometheus\nkubevirt_vmi_dirty_rate_bytes_per_second{name=\"$VM\"}".to_owned(),
        )),
        Controller::Proxmox => {
            Some(("QEMU 5.2", "# qm monitor $VM\ncalc_dirty_rate 1\ninfo dirty_rate".to_owned()))
        }
        // Neither tells without migrating.
        Controller::Xen | Controller::CloudHypervisor => None,
    };
    let is_shell = matches!(scenario.policy.controller, Controller::Qemu | Controller::Nova);
    let form = if is_shell { Form::Shell } else { Form::Values };
    let path = Step::new(
        Phase::Measure,
        Form::Shell,
        "",
        lang.pick(
            "What the path between the hosts carries, and its round trip.",
            "Was der Weg zwischen den Hosts trägt, und seine Umlaufzeit.",
        ),
        "iperf3 --client \"$DEST\" --time 10\nping -c 10 \"$DEST\"".to_owned(),
    );
    let dirty = dirty.map(|(since, text)| Step::new(Phase::Measure, form, since, why, text));
    dirty.into_iter().chain(Some(path)).collect()
}
