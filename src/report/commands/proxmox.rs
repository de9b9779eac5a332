//! Proxmox VE: `qm`.

use super::{Form, Phase, Step, each, mib_per_s};
use crate::model::rate::Encryption;
use crate::quantity::Lang;
use crate::scenario::{Scenario, Technique};

/// `qm(1)` and datacenter.cfg(5) of Proxmox VE 9.
pub(super) fn steps(scenario: &Scenario, at_once: Option<u32>, lang: Lang, all: &mut Vec<Step>) {
    let policy = &scenario.policy;
    let is_live = policy.technique.is_live();
    if is_live {
        let mut options = vec![format!("--migrate_downtime {}", policy.downtime_limit.get())];
        if policy.max_bandwidth.is_positive() {
            options.push(format!("--migrate_speed {}", mib_per_s(policy.max_bandwidth.get())));
        }
        let why = lang.pick(
            "The first downtime limit in seconds, which Proxmox doubles as often as it must; the rate in MiB/s.",
            "Das erste Ausfalllimit in Sekunden, das Proxmox verdoppelt, so oft es muss; die Rate in MiB/s.",
        );
        let text = each(at_once, &format!("qm set \"$VM\" {}", options.join(" ")));
        all.push(Step::new(Phase::Set, Form::Shell, "", why, text));
    }
    let mut options = Vec::new();
    if is_live {
        options.push(" --online");
        // Secure is through ssh, the default; there is no TLS.
        options.push(match scenario.link.encryption {
            Encryption::None => " --migration_type insecure",
            _ => " --migration_type secure",
        });
    }
    if policy.technique == Technique::Block {
        options.push(" --with-local-disks");
    }
    let why = if is_live {
        lang.pick("The move.", "Der Umzug.")
    } else {
        lang.pick(
            "The guest is shut down, moved and started.",
            "Der Gast wird beendet, umgezogen und gestartet.",
        )
    };
    let mut text = each(at_once, &format!("qm migrate \"$VM\" \"$DEST\"{}", options.concat()));
    if !is_live {
        text = format!("qm shutdown \"$VM\"\n{text}\nssh \"$DEST\" qm start \"$VM\"");
    }
    all.push(Step::new(Phase::Move, Form::Shell, "", why, text));
    if is_live {
        let why = lang.pick(
            "The log tells what was sent each second, and when the limit was raised.",
            "Das Protokoll sagt jede Sekunde, was gesendet wurde, und wann das Limit erhöht wurde.",
        );
        let text = "pvesh get \"/nodes/$(hostname)/tasks\" --source active\n\
                    qm status \"$VM\" --verbose"
            .to_owned();
        all.push(Step::new(Phase::Watch, Form::Shell, "", why, text));
    }
}
