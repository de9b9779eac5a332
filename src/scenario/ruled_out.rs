//! Which techniques are out of the question, and why.

use super::{Controller, Scenario, Technique};

/// Why a technique is out of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuledOut {
    /// The controller cannot be told to move like that.
    NotOffered(Controller),
    /// The controller does it by itself, where it is permitted to, when pre-copy fails.
    ByItself(Controller),
    /// It needs storage that both hosts share.
    NeedsSharedStorage,
}

/// Why the controller rules a technique out, if it does.
pub const fn ruled_out(technique: Technique, controller: Controller) -> Option<RuledOut> {
    if technique.is_offered_by(controller) {
        return None;
    }
    Some(match (technique, controller) {
        (Technique::PostCopy | Technique::Hybrid, Controller::KubeVirt | Controller::OpenShift) => {
            RuledOut::ByItself(controller)
        }
        _ => RuledOut::NotOffered(controller),
    })
}

/// Why moving otherwise than stated is out of the question, if it is: who copies disks has no shared
/// storage.
pub fn instead(technique: Technique, scenario: &Scenario) -> Option<RuledOut> {
    let needs_storage = !matches!(technique, Technique::Block | Technique::Respawn);
    let has_none = scenario.policy.technique == Technique::Block;
    ruled_out(technique, scenario.policy.controller)
        .or((has_none && needs_storage).then_some(RuledOut::NeedsSharedStorage))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kubevirt_hands_over_by_itself_and_xen_not_at_all() {
        let out = |controller| ruled_out(Technique::PostCopy, controller);
        assert_eq!(out(Controller::KubeVirt), Some(RuledOut::ByItself(Controller::KubeVirt)));
        assert_eq!(out(Controller::Xen), Some(RuledOut::NotOffered(Controller::Xen)));
        assert_eq!(out(Controller::Qemu), None);
    }

    #[test]
    fn who_copies_disks_has_no_shared_storage() {
        let scenario = Scenario::default();
        assert_eq!(scenario.policy.technique, Technique::Block);
        let out = instead(Technique::PreCopy, &scenario);
        assert_eq!(out, Some(RuledOut::NeedsSharedStorage));
        assert_eq!(instead(Technique::Respawn, &scenario), None);
    }
}
