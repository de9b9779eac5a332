//! How to measure what the answer rests on, before anything moves.

use super::{Form, Phase, Step};
use crate::quantity::Lang;
use crate::scenario::{Controller, Field, Scenario};

/// What the path carries, and its round trip.
const RATE: &str = "iperf3 --client \"$DEST\" --time 10";
const ROUND_TRIP: &str = "ping -c 10 \"$DEST\"";

/// How an input is measured under this controller; none where nothing that is known does it.
pub fn measuring(field: Field, controller: Controller) -> Option<&'static str> {
    match field {
        Field::DirtyPageRate | Field::WorkingSet => dirty(controller).map(|(_, _, text)| text),
        Field::LinkRate | Field::StreamLimit => Some(RATE),
        Field::Rtt => Some(ROUND_TRIP),
        Field::Memory | Field::Touched
            if matches!(controller, Controller::Qemu | Controller::Nova) =>
        {
            Some("virsh dommemstat \"$VM\"")
        }
        _ => None,
    }
}

/// How fast a guest writes, with what that is and from which version on.
const fn dirty(controller: Controller) -> Option<(Form, &'static str, &'static str)> {
    match controller {
        Controller::Qemu | Controller::Nova => Some((
            Form::Shell,
            "libvirt 7.2",
            "virsh domdirtyrate-calc \"$VM\" --seconds 1; sleep 2\n\
             virsh domstats \"$VM\" --dirtyrate",
        )),
        Controller::KubeVirt | Controller::OpenShift => Some((
            Form::Values,
            "",
            "# Prometheus\nkubevirt_vmi_dirty_rate_bytes_per_second{name=\"$VM\"}",
        )),
        Controller::Proxmox => {
            Some((Form::Values, "QEMU 5.2", "# qm monitor $VM\ncalc_dirty_rate 1\ninfo dirty_rate"))
        }
        // Neither tells without migrating.
        Controller::Xen | Controller::CloudHypervisor => None,
    }
}

/// The dirty rate by what the controller offers, and the path between the hosts.
pub(super) fn steps(scenario: &Scenario, lang: Lang) -> Vec<Step> {
    let why = lang.pick(
        "How fast the guest writes decides whether it converges: distinct pages within a second.",
        "Ob der Gast konvergiert, entscheidet, wie schnell er schreibt: verschiedene Seiten je Sekunde.",
    );
    let dirty = dirty(scenario.policy.controller)
        .map(|(form, since, text)| Step::new(Phase::Measure, form, since, why, text.to_owned()));
    let why = lang.pick(
        "What the path between the hosts carries, and its round trip.",
        "Was der Weg zwischen den Hosts trägt, und seine Umlaufzeit.",
    );
    let text = format!("{RATE}\n{ROUND_TRIP}");
    dirty.into_iter().chain([Step::new(Phase::Measure, Form::Shell, "", why, text)]).collect()
}
