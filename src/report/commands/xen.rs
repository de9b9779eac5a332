//! Xen: `xl`.

use super::{Form, Phase, Step, each};
use crate::model::rate::Encryption;
use crate::quantity::Lang;
use crate::scenario::{Scenario, Technique};

/// `xl(1)` of Xen 4.19; `xe` of XAPI 26.
pub(super) fn steps(scenario: &Scenario, at_once: Option<u32>, lang: Lang, all: &mut Vec<Step>) {
    let (why, text) = match scenario.policy.technique {
        Technique::Respawn | Technique::Container => (
            lang.pick(
                "It is stopped here and started there.",
                "Er wird hier beendet und dort gestartet.",
            ),
            "xl shutdown -w \"$VM\"\nssh \"$DEST\" xl create \"/etc/xen/$VM.cfg\"".to_owned(),
        ),
        Technique::Offline => (
            lang.pick(
                "It is saved, copied and restored.",
                "Er wird gesichert, kopiert und wiederhergestellt.",
            ),
            "xl save \"$VM\" \"/var/tmp/$VM.save\"\n\
             scp \"/var/tmp/$VM.save\" \"$DEST:/var/tmp/\"\n\
             ssh \"$DEST\" xl restore \"/var/tmp/$VM.save\""
                .to_owned(),
        ),
        _ => live(scenario, at_once, lang, all),
    };
    all.push(Step::new(Phase::Move, Form::Shell, "", why, text));
}

/// XAPI goes through TLS, `xl` through ssh, where nobody tells them otherwise.
fn live(
    scenario: &Scenario,
    at_once: Option<u32>,
    lang: Lang,
    all: &mut Vec<Step>,
) -> (&'static str, String) {
    let (mut why, mut command) = (
        lang.pick(
            "The move: five rounds at the most, then the rest; there are no limits to set.",
            "Der Umzug: höchstens fünf Runden, dann der Rest; Grenzen gibt es keine.",
        ),
        "xe vm-migrate uuid=\"$VM\" host=\"$DEST\" live=true",
    );
    match scenario.link.encryption {
        Encryption::Tls => {}
        Encryption::KernelTls => {
            let why = lang.pick(
                "xenopsd.conf of the source host: TLS in the kernel instead of stunnel.",
                "xenopsd.conf des Ursprungs: TLS im Kernel statt in stunnel.",
            );
            let text = "migration-tls = \"ktls\"".to_owned();
            all.push(Step::new(Phase::Set, Form::Settings, "XAPI 26.17", why, text));
        }
        Encryption::Ssh => command = "xl -v migrate \"$VM\" \"$DEST\"",
        Encryption::None => {
            command = "xl -v migrate \"$VM\" \"$DEST\"";
            why = lang.pick(
                "XAPI takes TLS and xl ssh, and this plan counts without: give xl another command with -s, or plan with either.",
                "XAPI nimmt TLS und xl ssh, und dieser Plan rechnet ohne: xl mit -s einen anderen Befehl geben, oder mit einem von beiden planen.",
            );
        }
    }
    (why, each(at_once, command))
}
