//! What an operator does next: a plan as commands and settings of its controller, in their order.
//!
//! Every option is one that the product documents, with the version it is from. Names that only the
//! operator knows stand as shell variables ([`NAMES`]).

mod cloud_hypervisor;
mod kubevirt;
mod measure;
mod nova;
mod proxmox;
mod storage;
mod virsh;
mod watch;
mod xen;

pub use measure::measuring;

use crate::plan::Outcome;
use crate::quantity::Lang;
use crate::scenario::check::Checked;
use crate::scenario::wave::{Setting, Wave};
use crate::scenario::{Controller, Scenario};

/// The variables in commands: the machines of a wave, one machine, the host or node it goes to, the node
/// it leaves, the namespace of KubeVirt's or Forklift's installation, a disk, the storage, volume type,
/// flavor or namespace that it goes to, and the platform that a machine leaves.
pub const NAMES: [&str; 8] = ["VMS", "VM", "DEST", "NODE", "INSTALLED", "DISK", "TARGET", "SOURCE"];

/// When a step is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Before: what the answer rests on is measured.
    Measure,
    /// Before: limits are set.
    Set,
    /// The move.
    Move,
    /// Meanwhile: what is to be seen, and what to do where it is not.
    Watch,
}

impl Phase {
    /// All of them, in their order, with their names in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Measure, "measure"),
        (Self::Set, "set"),
        (Self::Move, "move"),
        (Self::Watch, "watch"),
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(phase, _)| *phase == self).map_or("", |(_, name)| name)
    }

    /// What a person calls it.
    pub const fn heading(self, lang: Lang) -> &'static str {
        match self {
            Self::Measure => lang.pick("Measure before", "Vorher messen"),
            Self::Set => lang.pick("Set before", "Vorher einstellen"),
            Self::Move => lang.pick("Move", "Umziehen"),
            Self::Watch => lang.pick("Watch, and intervene", "Beobachten und eingreifen"),
        }
    }
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Commands of a POSIX shell.
    Shell,
    /// A manifest or a part of one.
    Yaml,
    /// Lines of a configuration file.
    Settings,
    /// Nothing to type: values to expect.
    Values,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub phase: Phase,
    /// Why, in a sentence.
    pub why: String,
    /// What to type or to set.
    pub text: String,
    /// What that is.
    pub form: Form,
    /// From which version on it is known; empty where it always was.
    pub since: &'static str,
}

impl Step {
    fn new(phase: Phase, form: Form, since: &'static str, why: &str, text: String) -> Self {
        Self { phase, why: why.to_owned(), text, form, since }
    }
}

/// All steps of a plan whose chosen technique comes out like this, in the order in which they are due.
pub fn steps(scenario: &Checked, outcome: &Outcome, wave: Option<&Wave>, lang: Lang) -> Vec<Step> {
    let scenario = scenario.get();
    let at_once = at_a_time(scenario, wave);
    if !scenario.policy.technique.moves_memory() {
        let mut all = storage::steps(scenario, at_once, lang);
        all.sort_by_key(|step| Phase::ALL.iter().position(|(phase, _)| *phase == step.phase));
        return all;
    }
    let mut all = measure::steps(scenario, lang);
    match scenario.policy.controller {
        Controller::Qemu => virsh::steps(scenario, at_once, lang, &mut all),
        Controller::Nova => nova::steps(scenario, at_once, lang, &mut all),
        Controller::KubeVirt | Controller::OpenShift => {
            kubevirt::steps(scenario, at_once, lang, &mut all);
        }
        Controller::Proxmox => proxmox::steps(scenario, at_once, lang, &mut all),
        Controller::Xen => xen::steps(scenario, at_once, lang, &mut all),
        Controller::CloudHypervisor => cloud_hypervisor::steps(scenario, lang, &mut all),
    }
    all.extend(watch::expected(scenario, outcome, lang));
    all.sort_by_key(|step| Phase::ALL.iter().position(|(phase, _)| *phase == step.phase));
    all
}

/// How many move at a time where more than one is to.
fn at_a_time(scenario: &Scenario, wave: Option<&Wave>) -> Option<u32> {
    let (machines, limit) = match wave {
        Some(wave) => (wave.machines(), wave.get(Setting::InAll)),
        None => (scenario.fleet.vms as u32, scenario.fleet.concurrency),
    };
    (1 < machines).then(|| (limit as u32).clamp(1, machines))
}

/// A loop over all machines, so many at a time, around a command for `$VM`.
fn each(at_once: Option<u32>, command: &str) -> String {
    match at_once {
        None => command.to_owned(),
        Some(count) => {
            let command = command.replace("\"$VM\"", "{}");
            format!("printf '%s\\n' $VMS | xargs -P {count} -I{{}} {command}")
        }
    }
}

/// Whole MiB per second, at least one.
fn mib_per_s(bytes_per_s: f64) -> u64 {
    (libm::round(bytes_per_s / 1_048_576.0) as u64).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rate::{Compression, Encryption};
    use crate::plan::plan;
    use crate::scenario::check::check;
    use crate::scenario::choice::Options;
    use crate::scenario::presets::base;
    use crate::scenario::{Choice, Field, Technique};

    fn all_of(scenario: &Scenario, wave: Option<&Wave>, lang: Lang) -> Vec<Step> {
        let checked = check(*scenario).0;
        steps(&checked, plan(&checked).chosen(), wave, lang)
    }

    #[test]
    fn every_controller_says_how_to_measure_to_move_and_what_to_watch() {
        for (controller, name) in Controller::NAMED {
            for technique in Technique::ALL {
                if !technique.is_offered_by(*controller) {
                    continue;
                }
                let mut scenario = base(*controller);
                Choice::Technique.set(&mut scenario, technique.place());
                for lang in [Lang::En, Lang::De] {
                    let all = all_of(&scenario, None, lang);
                    let has = |phase| all.iter().any(|step| step.phase == phase);
                    assert!(has(Phase::Measure) && has(Phase::Move), "{name} {technique:?}");
                    assert!(all.iter().all(|step| !step.why.is_empty()));
                    assert!(all.is_sorted_by_key(|step| {
                        Phase::ALL.iter().position(|(phase, _)| *phase == step.phase)
                    }));
                }
            }
        }
    }

    #[test]
    fn what_is_stated_is_in_the_commands_in_the_units_they_take() {
        let mut scenario = base(Controller::Qemu);
        Field::MaxBandwidth.set(&mut scenario, 64.0 * 1_048_576.0);
        Field::DowntimeLimit.set(&mut scenario, 0.25);
        Field::Streams.set(&mut scenario, 4.0);
        let text: Vec<String> =
            all_of(&scenario, None, Lang::En).into_iter().map(|step| step.text).collect();
        let text = text.join("\n");
        for part in
            ["--bandwidth 64", "migrate-setmaxdowntime \"$VM\" 250", "--parallel-connections 4"]
        {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn what_encrypts_and_compresses_is_told_to_each_controller() {
        let text = |controller, encryption, compression| {
            let mut scenario = base(controller);
            Choice::Technique.set(&mut scenario, Technique::PreCopy.place());
            Choice::Encryption.set(&mut scenario, encryption);
            Choice::Compression.set(&mut scenario, compression);
            let all = all_of(&scenario, None, Lang::En);
            all.into_iter().map(|step| step.text).collect::<Vec<_>>().join("\n")
        };
        let place = |compression: Compression| compression.place();
        let (none, zstd) = (place(Compression::None), place(Compression::Zstd));
        let (tls, ssh) = (Encryption::Tls.place(), Encryption::Ssh.place());
        let plain = Encryption::None.place();
        let said = |controller, encryption, compression, part: &str| {
            let text = text(controller, encryption, compression);
            assert!(text.contains(part), "{part}\n{text}");
        };
        said(Controller::Qemu, tls, none, "--tls");
        said(
            Controller::Qemu,
            plain,
            zstd,
            "--parallel --parallel-connections 1 --compressed --comp-methods zstd",
        );
        said(Controller::Qemu, ssh, none, "--tunnelled");
        said(Controller::Qemu, plain, place(Compression::Qpl), "multifd-compression: qpl");
        said(Controller::Nova, tls, none, "live_migration_with_native_tls = true");
        said(Controller::Proxmox, ssh, none, "--migration_type secure");
        said(Controller::Proxmox, plain, none, "--migration_type insecure");
        said(Controller::KubeVirt, plain, zstd, "disableTLS: true");
        assert!(!text(Controller::KubeVirt, tls, none).contains("disableTLS"));
        assert!(!text(Controller::Qemu, plain, none).contains("--tls"));
    }

    #[test]
    fn a_wave_is_a_loop_with_its_limit() {
        let mut scenario = base(Controller::Proxmox);
        Field::Vms.set(&mut scenario, 12.0);
        Field::Concurrency.set(&mut scenario, 3.0);
        let all = all_of(&scenario, None, Lang::En);
        assert!(all.iter().any(|step| step.text.contains("xargs -P 3")), "{all:?}");
    }

    #[test]
    fn what_is_yaml_is_read_back_as_it_was_meant() {
        let mut scenario = base(Controller::KubeVirt);
        Field::MaxBandwidth.set(&mut scenario, 64.0 * 1_048_576.0);
        Field::TimeoutPerGib.set(&mut scenario, 120.0);
        for step in all_of(&scenario, None, Lang::En) {
            if step.form != Form::Yaml || !step.text.contains("MigrationPolicy") {
                continue;
            }
            let read = crate::share::import::import(&step.text).expect("a policy").reading;
            assert_eq!(read.number("timeout-per-gib"), Some(120.0), "{}", step.text);
            assert_eq!(read.number("rate-limit"), Some(64.0 * 1_048_576.0), "{}", step.text);
            return;
        }
        panic!("there is a policy");
    }
}
