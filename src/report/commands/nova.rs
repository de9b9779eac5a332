//! OpenStack Nova: `nova.conf` on the compute hosts, and the `openstack` command line.

use super::{Form, Phase, Step, each, mib_per_s};
use crate::model::rate::Encryption;
use crate::quantity::Lang;
use crate::scenario::{AtTimeout, Scenario, Technique};

/// Options of nova/conf/libvirt.py and compute.py of 2026.1; the command line's compute API 2.30.
pub(super) fn steps(scenario: &Scenario, at_once: Option<u32>, lang: Lang, all: &mut Vec<Step>) {
    let policy = &scenario.policy;
    if matches!(policy.technique, Technique::Offline | Technique::Respawn | Technique::Container) {
        let why = lang.pick(
            "A cold migration: the server is stopped, moved and started.",
            "Eine kalte Migration: Der Server wird angehalten, umgezogen und gestartet.",
        );
        let text = "openstack server migrate --wait \"$VM\"\n\
                    openstack server migration confirm \"$VM\"";
        all.push(Step::new(Phase::Move, Form::Shell, "", why, text.to_owned()));
        return;
    }
    let mut conf = vec!["[DEFAULT]".to_owned()];
    conf.push(format!("max_concurrent_live_migrations = {}", at_once.unwrap_or(1)));
    conf.push("[libvirt]".to_owned());
    let whole = |value: f64| libm::round(value) as u64;
    if policy.max_bandwidth.is_positive() {
        let rate = mib_per_s(policy.max_bandwidth.get());
        conf.push(format!("live_migration_bandwidth = {rate}"));
    }
    conf.push(format!("live_migration_downtime = {}", whole(policy.downtime_limit.to_ms())));
    conf.push(format!("live_migration_downtime_steps = {}", policy.downtime_steps as u32));
    conf.push(format!("live_migration_downtime_delay = {}", whole(policy.downtime_delay.get())));
    let timeout = whole(policy.timeout_per_gib.get());
    conf.push(format!("live_migration_completion_timeout = {timeout}"));
    let action = match policy.at_timeout {
        AtTimeout::Abort => "abort",
        AtTimeout::Force => "force_complete",
    };
    conf.push(format!("live_migration_timeout_action = {action}"));
    conf.push(format!("live_migration_permit_post_copy = {}", policy.permit_post_copy));
    conf.push(format!("live_migration_permit_auto_converge = {}", policy.throttling.on));
    if 1.0 < policy.streams {
        let count = policy.streams as u32;
        conf.push(format!("live_migration_parallel_connections = {count}"));
    }
    match scenario.link.encryption {
        Encryption::None => {}
        Encryption::Tls | Encryption::KernelTls => {
            conf.push("live_migration_with_native_tls = true".to_owned());
        }
        Encryption::Ssh => conf.push("live_migration_tunnelled = true".to_owned()),
    }
    let why = lang.pick(
        "nova.conf of every compute host, then restart nova-compute.",
        "nova.conf jedes Compute-Hosts; danach nova-compute neu starten.",
    );
    let since = if 1.0 < policy.streams { "Nova 2026.1" } else { "Nova 18.0 (Rocky)" };
    all.push(Step::new(Phase::Set, Form::Settings, since, why, conf.join("\n")));
    let storage = if policy.technique == Technique::Block {
        "--block-migration"
    } else {
        "--shared-migration"
    };
    let command = format!(
        "openstack --os-compute-api-version 2.30 server migrate --live-migration {storage} --host \"$DEST\" \"$VM\""
    );
    let why = lang.pick("The move.", "Der Umzug.");
    all.push(Step::new(Phase::Move, Form::Shell, "compute API 2.30", why, each(at_once, &command)));
    let why = lang.pick(
        "How far it has got; the number of the migration is in the list.",
        "Wie weit er ist; die Nummer der Migration steht in der Liste.",
    );
    let text = "openstack server migration list --server \"$VM\"\n\
                openstack server migration show \"$VM\" \"$MIGRATION\"";
    all.push(Step::new(Phase::Watch, Form::Shell, "compute API 2.23", why, text.to_owned()));
    let why = lang.pick(
        "Where what is left no longer falls: bring it to an end, or give it up.",
        "Wo der Rest nicht mehr fällt: zu Ende bringen oder aufgeben.",
    );
    let text = "openstack server migration force complete \"$VM\" \"$MIGRATION\"\n\
                openstack server migration abort \"$VM\" \"$MIGRATION\"";
    all.push(Step::new(Phase::Watch, Form::Shell, "compute API 2.24", why, text.to_owned()));
}
