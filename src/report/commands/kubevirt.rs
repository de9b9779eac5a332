//! KubeVirt and OpenShift Virtualization: a policy, the cluster's limits, and a migration object.

use super::{Form, Phase, Step};
use crate::model::rate::{Compression, Encryption};
use crate::quantity::Lang;
use crate::scenario::{Choice, Controller, Scenario, Technique};

/// Objects of `kubevirt.io/v1`, `migrations.kubevirt.io/v1alpha1` and `hco.kubevirt.io/v1beta1`.
pub(super) fn steps(scenario: &Scenario, at_once: Option<u32>, lang: Lang, all: &mut Vec<Step>) {
    let policy = &scenario.policy;
    if matches!(policy.technique, Technique::Offline | Technique::Respawn | Technique::Container) {
        let why = lang.pick("It is restarted, elsewhere.", "Sie wird neu gestartet, anderswo.");
        let text = "kubectl cordon \"$NODE\"\nvirtctl restart \"$VM\"".to_owned();
        all.push(Step::new(Phase::Move, Form::Shell, "", why, text));
        return;
    }
    let mut spec = vec![
        format!("  allowAutoConverge: {}", policy.throttling.on),
        format!("  allowPostCopy: {}", policy.permit_post_copy),
        format!("  completionTimeoutPerGiB: {}", libm::round(policy.timeout_per_gib.get()) as u64),
    ];
    if policy.max_bandwidth.is_positive() {
        let kib = libm::round(policy.max_bandwidth.get() / 1024.0) as u64;
        spec.push(format!("  bandwidthPerMigration: {kib}Ki"));
    }
    let text = format!(
        "apiVersion: migrations.kubevirt.io/v1alpha1\nkind: MigrationPolicy\nmetadata:\n  \
         name: planned\nspec:\n{}\n  selectors:\n    virtualMachineInstanceSelector:\n      \
         migration: planned",
        spec.join("\n")
    );
    let why = lang.pick(
        "Limits for the machines that bear its label.",
        "Grenzen für die Maschinen, die ihr Label tragen.",
    );
    all.push(Step::new(Phase::Set, Form::Yaml, "", why, text));
    sender(scenario, lang, all);
    if let Some(count) = at_once {
        let (object, path, since) = if policy.controller == Controller::OpenShift {
            (
                "hyperconverged/kubevirt-hyperconverged",
                ["spec", "liveMigrationConfig"].as_slice(),
                "",
            )
        } else {
            ("kubevirt/kubevirt", ["spec", "configuration", "migrations"].as_slice(), "")
        };
        let limits = format!(
            "{{\"parallelMigrationsPerCluster\": {count}, \"parallelOutboundMigrationsPerNode\": {count}}}"
        );
        let patch = path.iter().rev().fold(limits, |inner, key| format!("{{\"{key}\": {inner}}}"));
        let why = lang.pick(
            "So many at a time; the namespace is that of the installation.",
            "So viele gleichzeitig; der Namensraum ist der der Installation.",
        );
        let text = format!(
            "kubectl patch {object} --namespace \"$INSTALLED\" --type merge --patch '{patch}'"
        );
        all.push(Step::new(Phase::Set, Form::Shell, since, why, text));
    }
    let why = lang.pick(
        "The move; the scheduler chooses the node.",
        "Der Umzug; den Knoten wählt der Scheduler.",
    );
    let text = match at_once {
        None => "kubectl label vmi \"$VM\" migration=planned\nvirtctl migrate \"$VM\"".to_owned(),
        Some(_) => "for VM in $VMS; do\n  kubectl label vmi \"$VM\" migration=planned\n  \
                    virtctl migrate \"$VM\"\ndone"
            .to_owned(),
    };
    all.push(Step::new(Phase::Move, Form::Shell, "", why, text));
    let why = lang.pick("How far it has got.", "Wie weit er ist.");
    let text = "kubectl get vmim --watch\n\
                kubectl get vmi \"$VM\" --output jsonpath='{.status.migrationState}'"
        .to_owned();
    all.push(Step::new(Phase::Watch, Form::Shell, "", why, text));
    let why = lang.pick("Where it should not go on.", "Wo er nicht weitergehen soll.");
    let text = "virtctl migrate-cancel \"$VM\"".to_owned();
    all.push(Step::new(Phase::Watch, Form::Shell, "", why, text));
}

/// What the streams are sent with, where that is not what KubeVirt does by itself.
fn sender(scenario: &Scenario, lang: Lang, all: &mut Vec<Step>) {
    if scenario.link.encryption == Encryption::None {
        let why = lang.pick(
            "KubeVirt encrypts unless it is told not to, and this plan counts without: set it, or plan with TLS.",
            "KubeVirt verschlüsselt, solange nichts anderes gesetzt ist, und dieser Plan rechnet ohne: setzen, oder mit TLS planen.",
        );
        let text = "spec.configuration.migrations.disableTLS: true".to_owned();
        all.push(Step::new(Phase::Set, Form::Values, "", why, text));
    }
    if scenario.link.compression == Compression::Zstd && Choice::Compression.applies(scenario) {
        let why = lang.pick(
            "zstd is behind this feature gate (enhancement 246) and is switched on by the policy.",
            "zstd steht hinter diesem Feature-Gate (Enhancement 246); die Policy schaltet es ein.",
        );
        let text = "spec.configuration.developerConfiguration.featureGates: [MigrationCompression]";
        all.push(Step::new(Phase::Set, Form::Values, "after KubeVirt 1.9", why, text.to_owned()));
    }
}
