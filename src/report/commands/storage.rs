//! Disks that move without their guest's memory: a volume to other storage, or a guest to another
//! platform.

use super::{Form, Phase, Step, each, mib_per_s};
use crate::model::guest::Mirror;
use crate::quantity::Lang;
use crate::scenario::{Controller, Scenario, Technique};

/// `virsh(1)` of libvirt 10, `qm(1)` of Proxmox VE 9, `xe` of XAPI 26, the `openstack` command line,
/// Plans of `forklift.konveyor.io/v1beta1`, virt-v2v 2.2 and vexxhost/migratekit.
pub(super) fn steps(scenario: &Scenario, at_once: Option<u32>, lang: Lang) -> Vec<Step> {
    let mut all = measuring(scenario, lang);
    match scenario.policy.technique {
        Technique::Storage => alone(scenario, lang, &mut all),
        technique => {
            let is_warm = technique == Technique::Warm;
            match scenario.policy.controller {
                Controller::KubeVirt | Controller::OpenShift => {
                    forklift(scenario, at_once, is_warm, lang, &mut all);
                }
                Controller::Nova if is_warm => migratekit(at_once, lang, &mut all),
                _ if is_warm => in_place(lang, &mut all),
                controller => all.push(cold(controller, at_once, lang)),
            }
        }
    }
    all
}

/// How fast the disk is written, which decides how long deltas are and whether a mirror ends.
fn measuring(scenario: &Scenario, lang: Lang) -> Vec<Step> {
    let why = lang.pick(
        "How fast the disk is written decides whether the copy keeps up: twice, a minute apart.",
        "Ob die Kopie Schritt hält, entscheidet, wie schnell die Platte beschrieben wird: zweimal, eine \
         Minute auseinander.",
    );
    let (form, text) = if scenario.policy.technique.converts() {
        let text = "# PowerCLI\nGet-Stat -Entity (Get-VM $VM) -Stat disk.write.average -Realtime";
        (Form::Values, text)
    } else {
        (Form::Shell, "virsh domblkstat \"$VM\" \"$DISK\"")
    };
    vec![Step::new(Phase::Measure, form, "", why, text.to_owned())]
}

/// A disk that moves while its guest stays.
fn alone(scenario: &Scenario, lang: Lang, all: &mut Vec<Step>) {
    let policy = &scenario.policy;
    let limit = policy.max_bandwidth;
    let (since, text, watch) = match policy.controller {
        Controller::Nova => (
            "Cinder API 2.0",
            "openstack volume set --type \"$TARGET\" --retype-policy on-demand \"$DISK\""
                .to_owned(),
            "openstack volume show \"$DISK\"",
        ),
        Controller::Proxmox => {
            let rate = if limit.is_positive() {
                format!(" --bwlimit {}", mib_per_s(limit.get()) * 1024)
            } else {
                String::new()
            };
            (
                "Proxmox VE 7.1",
                format!("qm disk move \"$VM\" \"$DISK\" \"$TARGET\"{rate}"),
                "pvesh get \"/nodes/$(hostname)/tasks\" --source active",
            )
        }
        Controller::Xen => (
            "",
            "xe vdi-pool-migrate uuid=\"$DISK\" sr-uuid=\"$TARGET\"".to_owned(),
            "xe task-list",
        ),
        _ => ("libvirt 8.0", blockcopy(scenario), "virsh blockjob \"$VM\" \"$DISK\" --info"),
    };
    let why = lang.pick(
        "The disk is mirrored while the VM runs; then it switches to the copy.",
        "Die Platte wird gespiegelt, während die VM läuft; dann wechselt sie zur Kopie.",
    );
    all.push(Step::new(Phase::Move, Form::Shell, since, why, text));
    let why = lang.pick("How far it has got.", "Wie weit es ist.");
    all.push(Step::new(Phase::Watch, Form::Shell, "", why, watch.to_owned()));
}

fn blockcopy(scenario: &Scenario) -> String {
    let policy = &scenario.policy;
    let mut options = vec!["--transient-job --wait --verbose --pivot".to_owned()];
    if policy.max_bandwidth.is_positive() {
        options.push(format!("--bandwidth {}", mib_per_s(policy.max_bandwidth.get())));
    }
    if policy.timeout.to_hours() < 239.0 {
        options.push(format!("--timeout {}", libm::round(policy.timeout.get()) as u64));
    }
    if scenario.fleet.mirror == Mirror::WriteBlocking {
        options.push("--synchronous-writes".to_owned());
    }
    if scenario.storage.base.is_positive() {
        options.push("--shallow --reuse-external".to_owned());
    }
    format!("virsh blockcopy \"$VM\" \"$DISK\" --dest \"$TARGET\" {}", options.join(" "))
}

/// A plan of Forklift, and when to cut over.
fn forklift(
    scenario: &Scenario,
    at_once: Option<u32>,
    is_warm: bool,
    lang: Lang,
    all: &mut Vec<Step>,
) {
    let mut spec = Vec::new();
    if is_warm {
        let minutes = libm::round(scenario.storage.interval.get() / 60.0).max(1.0) as u64;
        spec.push(format!("\"controller_precopy_interval\": {minutes}"));
    }
    if let Some(count) = at_once {
        spec.push(format!("\"controller_max_vm_inflight\": {count}"));
    }
    if !spec.is_empty() {
        let why = lang.pick(
            "Minutes from the end of a copy to the next, and how many move at a time.",
            "Minuten vom Ende einer Kopie bis zur nächsten, und wie viele gleichzeitig umziehen.",
        );
        let text = format!(
            "kubectl patch forkliftcontroller/forklift-controller --namespace \"$INSTALLED\" \
             --type merge --patch '{{\"spec\": {{{}}}}}'",
            spec.join(", ")
        );
        all.push(Step::new(Phase::Set, Form::Shell, "", why, text));
    }
    let text = format!(
        "apiVersion: forklift.konveyor.io/v1beta1\nkind: Plan\nmetadata:\n  name: planned\n  \
         namespace: $INSTALLED\nspec:\n  warm: {is_warm}\n  targetNamespace: $TARGET\n  provider:\n    \
         source: {{name: vsphere, namespace: $INSTALLED}}\n    \
         destination: {{name: host, namespace: $INSTALLED}}\n  map:\n    \
         network: {{name: networks, namespace: $INSTALLED}}\n    \
         storage: {{name: storages, namespace: $INSTALLED}}\n  vms:\n    - name: $VM"
    );
    let why = lang
        .pick("The plan; providers and maps are yours.", "Der Plan; Provider und Maps sind Ihre.");
    all.push(Step::new(Phase::Move, Form::Yaml, "", why, text));
    let text = "apiVersion: forklift.konveyor.io/v1beta1\nkind: Migration\nmetadata:\n  \
                name: planned\n  namespace: $INSTALLED\nspec:\n  \
                plan: {name: planned, namespace: $INSTALLED}";
    let why = lang.pick("Starts it.", "Startet ihn.");
    all.push(Step::new(Phase::Move, Form::Yaml, "", why, text.to_owned()));
    if is_warm {
        let why = lang.pick(
            "The cut-over, once the deltas are small: the VM is shut down.",
            "Die Umschaltung, sobald die Deltas klein sind: Die VM wird heruntergefahren.",
        );
        let text = "kubectl patch migration/planned --namespace \"$INSTALLED\" --type merge \
                    --patch \"{\\\"spec\\\": {\\\"cutover\\\": \\\"$(date --utc +%FT%TZ)\\\"}}\"";
        all.push(Step::new(Phase::Watch, Form::Shell, "", why, text.to_owned()));
    }
}

/// Base and deltas into OpenStack by vexxhost/migratekit: each call is a copy.
fn migratekit(at_once: Option<u32>, lang: Lang, all: &mut Vec<Step>) {
    let why = lang.pick(
        "The base; again for each delta. Where vCenter is, the tool is told by its own options.",
        "Die Basis; für jedes Delta noch einmal. Wo vCenter ist, sagen dem Werkzeug eigene Optionen.",
    );
    let text = each(at_once, "migratekit migrate --vmware-path \"$VM\"");
    all.push(Step::new(Phase::Move, Form::Shell, "", why, text));
    let why = lang.pick(
        "The cut-over: one more delta, shutdown, the last one, conversion and boot.",
        "Die Umschaltung: noch ein Delta, Herunterfahren, das letzte, Konvertieren und Starten.",
    );
    let text = "migratekit cutover --vmware-path \"$VM\" --flavor \"$TARGET\"";
    all.push(Step::new(Phase::Move, Form::Shell, "", why, text.to_owned()));
}

/// What converts a copy that something else keeps up to date.
fn in_place(lang: Lang, all: &mut Vec<Step>) {
    let why = lang.pick(
        "Base and deltas take a tool that reads changed blocks; after the last one this converts the copy.",
        "Basis und Deltas braucht ein Werkzeug, das geänderte Blöcke liest; nach dem letzten konvertiert \
         dies die Kopie.",
    );
    let text = "virt-v2v-in-place -i libvirtxml \"/tmp/$VM.xml\"";
    all.push(Step::new(Phase::Move, Form::Shell, "virt-v2v 2.2", why, text.to_owned()));
}

/// The guest is shut down, copied and converted.
fn cold(controller: Controller, at_once: Option<u32>, lang: Lang) -> Step {
    let source = "-ic \"vpx://$SOURCE\" -it vddk";
    let (form, since, text) = match controller {
        Controller::Nova => (
            Form::Shell,
            "",
            each(at_once, &format!("virt-v2v {source} -o openstack -os \"$TARGET\" \"$VM\"")),
        ),
        Controller::Proxmox => (
            Form::Shell,
            "Proxmox VE 8.2",
            "qm import \"$(pvesh get /cluster/nextid)\" \"$SOURCE:$VM/$VM.vmx\" --storage \"$TARGET\""
                .to_owned(),
        ),
        Controller::Xen => {
            (Form::Values, "Xen Orchestra 5.79", "Import > From VMware".to_owned())
        }
        _ => (
            Form::Shell,
            "",
            each(at_once, &format!("virt-v2v {source} -o libvirt -os \"$TARGET\" \"$VM\"")),
        ),
    };
    let why = lang.pick(
        "The VM is shut down first; then its disks are copied and converted.",
        "Die VM wird erst heruntergefahren; dann werden ihre Platten kopiert und konvertiert.",
    );
    Step::new(Phase::Move, form, since, why, text)
}
