//! QEMU through libvirt: `virsh`.

use super::{Form, Phase, Step, each, mib_per_s};
use crate::model::rate::{Compression, Encryption};
use crate::quantity::Lang;
use crate::scenario::{AtTimeout, Choice, Field, Scenario, Technique};

/// `virsh(1)` of libvirt 10.
pub(super) fn steps(scenario: &Scenario, at_once: Option<u32>, lang: Lang, all: &mut Vec<Step>) {
    let policy = &scenario.policy;
    let plain =
        |phase, since, why: &str, text: String| Step::new(phase, Form::Shell, since, why, text);
    match policy.technique {
        Technique::Offline => {
            all.push(plain(
                Phase::Move,
                "",
                lang.pick(
                    "The guest is saved, copied and restored; it stands still meanwhile.",
                    "Der Gast wird gesichert, kopiert und wiederhergestellt; so lange steht er.",
                ),
                "virsh save \"$VM\" \"/var/tmp/$VM.save\"\n\
                 scp \"/var/tmp/$VM.save\" \"$DEST:/var/tmp/\"\n\
                 ssh \"$DEST\" virsh restore \"/var/tmp/$VM.save\""
                    .to_owned(),
            ));
            return;
        }
        Technique::Respawn | Technique::Container => {
            all.push(plain(
                Phase::Move,
                "",
                lang.pick(
                    "It is stopped here and started anew there, from what both hosts share.",
                    "Er wird hier beendet und dort neu gestartet, von dem, was beide Hosts teilen.",
                ),
                "virsh dumpxml \"$VM\" > \"/tmp/$VM.xml\"\n\
                 scp \"/tmp/$VM.xml\" \"$DEST:/tmp/\"\n\
                 virsh shutdown \"$VM\"\n\
                 ssh \"$DEST\" \"virsh define /tmp/$VM.xml && virsh start $VM\""
                    .to_owned(),
            ));
            return;
        }
        _ => {}
    }
    if let Some(method) = only_by_qmp(scenario) {
        all.push(Step::new(
            Phase::Set,
            Form::Values,
            "QEMU 9.1",
            lang.pick(
                "libvirt has no option for this method; QEMU takes it over QMP, on both sides.",
                "libvirt hat keine Option für dieses Verfahren; QEMU nimmt es über QMP, auf beiden Seiten.",
            ),
            format!("multifd-compression: {method}"),
        ));
    }
    all.push(plain(
        Phase::Move,
        "libvirt 5.8",
        lang.pick(
            "The move, with what the scenario states.",
            "Der Umzug, mit dem, was das Szenario angibt.",
        ),
        each(
            at_once,
            &format!("virsh migrate {} \"$VM\" \"qemu+ssh://$DEST/system\"", options(scenario)),
        ),
    ));
    let limit = libm::round(policy.downtime_limit.to_ms()) as u64;
    all.push(plain(
        Phase::Watch,
        "",
        lang.pick(
            "In a second shell, right after it has begun: the downtime limit in milliseconds.",
            "In einer zweiten Shell, gleich nach dem Beginn: das Ausfalllimit in Millisekunden.",
        ),
        format!("virsh migrate-setmaxdowntime \"$VM\" {limit}"),
    ));
    all.push(plain(
        Phase::Watch,
        "",
        lang.pick("How far it has got, every second.", "Wie weit er ist, jede Sekunde."),
        "watch -n 1 virsh domjobinfo \"$VM\"".to_owned(),
    ));
    let is_timed = policy.timeout.to_hours() < 239.0;
    if is_timed && policy.at_timeout == AtTimeout::Abort {
        let seconds = libm::round(policy.timeout.get()) as u64;
        all.push(plain(
            Phase::Watch,
            "",
            lang.pick("Where it has not arrived by then.", "Wo er bis dahin nicht da ist."),
            format!("sleep {seconds} && virsh domjobabort \"$VM\""),
        ));
    }
}

/// Options of `virsh migrate`.
fn options(scenario: &Scenario) -> String {
    let policy = &scenario.policy;
    let mut all = vec!["--live --p2p --persistent --undefinesource --verbose".to_owned()];
    if policy.technique == Technique::Block {
        // Onto an image that both hosts have, only the difference.
        let is_incremental = scenario.storage.base.is_positive();
        let storage = if is_incremental { "--copy-storage-inc" } else { "--copy-storage-all" };
        all.push(storage.to_owned());
    }
    if policy.max_bandwidth.is_positive() {
        all.push(format!("--bandwidth {}", mib_per_s(policy.max_bandwidth.get())));
    }
    let method = by_option(scenario);
    match scenario.link.encryption {
        Encryption::None => {}
        Encryption::Tls | Encryption::KernelTls => all.push("--tls".to_owned()),
        // Through libvirt's own connection, which is ssh here and has one stream.
        Encryption::Ssh => all.push("--tunnelled".to_owned()),
    }
    let is_parallel = 1.0 < policy.streams || method.is_some();
    if Field::Streams.applies(scenario) && is_parallel {
        all.push(format!("--parallel --parallel-connections {}", policy.streams as u32));
    }
    if policy.throttling.on {
        let percent = |share: f64| libm::round(share * 100.0) as u32;
        all.push(format!(
            "--auto-converge --auto-converge-initial {} --auto-converge-increment {}",
            percent(policy.throttling.first.get()),
            percent(policy.throttling.step.get())
        ));
    }
    if policy.delta_cache.is_positive() {
        let bytes = libm::round(policy.delta_cache.get()) as u64;
        all.push(format!("--compressed --comp-methods xbzrle --comp-xbzrle-cache {bytes}"));
    }
    if let Some(method) = method {
        all.push(format!("--compressed --comp-methods {method}"));
    }
    match policy.technique {
        Technique::Hybrid => all.push("--postcopy --postcopy-after-precopy".to_owned()),
        Technique::PostCopy => all.push("--postcopy --timeout 1 --timeout-postcopy".to_owned()),
        _ if policy.at_timeout == AtTimeout::Force && policy.timeout.to_hours() < 239.0 => {
            let seconds = libm::round(policy.timeout.get()) as u64;
            all.push(format!("--timeout {seconds} --timeout-suspend"));
        }
        _ => {}
    }
    all.join(" ")
}

/// What compresses the streams, where it is in use.
fn method(scenario: &Scenario) -> Compression {
    if Choice::Compression.applies(scenario) {
        scenario.link.compression
    } else {
        Compression::None
    }
}

/// A method that `virsh migrate --comp-methods` takes, for parallel connections.
fn by_option(scenario: &Scenario) -> Option<&'static str> {
    match method(scenario) {
        Compression::Zlib => Some("zlib"),
        Compression::Zstd => Some("zstd"),
        Compression::None | Compression::Qatzip | Compression::Qpl => None,
    }
}

/// A method that only QEMU itself can be told.
fn only_by_qmp(scenario: &Scenario) -> Option<&'static str> {
    match method(scenario) {
        Compression::Qatzip => Some("qatzip"),
        Compression::Qpl => Some("qpl"),
        Compression::None | Compression::Zlib | Compression::Zstd => None,
    }
}
