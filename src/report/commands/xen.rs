//! Xen: `xl`.

use super::{Form, Phase, Step, each};
use crate::quantity::Lang;
use crate::scenario::{Scenario, Technique};

/// `xl(1)` of Xen 4.19.
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
        _ => (
            lang.pick(
                "The move: five rounds at the most, then the rest; there are no limits to set.",
                "Der Umzug: höchstens fünf Runden, dann der Rest; Grenzen gibt es keine.",
            ),
            each(at_once, "xl -v migrate \"$VM\" \"$DEST\""),
        ),
    };
    all.push(Step::new(Phase::Move, Form::Shell, "", why, text));
}
