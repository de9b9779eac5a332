//! cloud-hypervisor: `ch-remote`.

use std::fmt::Write;

use super::{Form, Phase, Step};
use crate::quantity::Lang;
use crate::scenario::{AtTimeout, Scenario, Technique};

/// docs/live_migration.md of versions 52 to 54.
pub(super) fn steps(scenario: &Scenario, lang: Lang, all: &mut Vec<Step>) {
    let policy = &scenario.policy;
    if !policy.technique.is_live() {
        let why = lang.pick(
            "It is stopped here and started there.",
            "Er wird hier beendet und dort gestartet.",
        );
        let text = "ch-remote --api-socket \"/run/$VM.sock\" shutdown-vmm".to_owned();
        all.push(Step::new(Phase::Move, Form::Shell, "", why, text));
        return;
    }
    let why = lang.pick(
        "At the destination, an empty instance waits for the guest.",
        "Am Ziel wartet eine leere Instanz auf den Gast.",
    );
    let text = "cloud-hypervisor --api-socket \"/run/$VM.sock\" &\n\
                ch-remote --api-socket \"/run/$VM.sock\" receive-migration receiver_url=tcp:0.0.0.0:49152"
        .to_owned();
    all.push(Step::new(Phase::Move, Form::Shell, "", why, text));
    let strategy = match policy.at_timeout {
        AtTimeout::Abort => "cancel",
        AtTimeout::Force => "ignore",
    };
    let mut options = format!(
        "destination_url=tcp:$DEST:49152,downtime_ms={},timeout_s={},timeout_strategy={strategy}",
        libm::round(policy.downtime_limit.to_ms()) as u64,
        libm::round(policy.timeout.get()) as u64,
    );
    if 1.0 < policy.streams {
        let _ = write!(options, ",connections={}", policy.streams as u32);
    }
    if policy.technique == Technique::PostCopy {
        options.push_str(",memory_mode=postcopy");
    }
    let why = lang.pick("At the source, the move.", "Am Ursprung der Umzug.");
    let text = format!("ch-remote --api-socket \"/run/$VM.sock\" send-migration \"{options}\"");
    all.push(Step::new(Phase::Move, Form::Shell, "cloud-hypervisor 53", why, text));
}
