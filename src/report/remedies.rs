//! The smallest change that would have let a migration converge, in words.

use crate::model::advise::Remedies;
use crate::quantity::{Lang, duration, number, quantity};
use crate::scenario::field::Measure;

/// What opens the list of [`remedies`].
pub const fn remedies_lead(found: &Remedies, lang: Lang) -> &'static str {
    if found.is_empty() {
        lang.pick(
            "It does not converge, and no single change of link, limit or throttle would let it.",
            "Sie konvergiert nicht, und keine einzelne Änderung an Verbindung, Limit oder Drosselung \
             würde dazu führen.",
        )
    } else {
        lang.pick(
            "It does not converge by itself. The smallest change that would let it, each alone:",
            "Von selbst konvergiert sie nicht. Die kleinste Änderung, mit der sie es täte, jede für sich:",
        )
    }
}

/// Each change that would be enough on its own.
pub fn remedies(found: &Remedies, lang: Lang) -> Vec<String> {
    let bandwidth = found.bandwidth.map(|rate| {
        let rate = quantity(rate.get(), Measure::BitRate, lang);
        match lang {
            Lang::En => format!("a link of {rate}"),
            Lang::De => format!("eine Verbindung mit {rate}"),
        }
    });
    let limit = found.downtime_limit.map(|limit| {
        let limit = duration(limit.get(), lang);
        match lang {
            Lang::En => format!("a downtime limit of {limit}"),
            Lang::De => format!("ein Ausfalllimit von {limit}"),
        }
    });
    let throttle = found.throttle.map(|throttle| {
        let percent = number(throttle.to_percent(), lang);
        match lang {
            Lang::En => format!("slowing the vCPUs down by {percent}\u{202f}%"),
            Lang::De => format!("die vCPUs um {percent}\u{202f}% bremsen"),
        }
    });
    let post_copy = found.post_copy.then(|| {
        lang.pick(
            "a handover with post-copy after the first round",
            "eine Übergabe mit Post-Copy nach der ersten Runde",
        )
        .to_owned()
    });
    [bandwidth, limit, throttle, post_copy].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::check::check;
    use crate::scenario::{Scenario, Technique};

    #[test]
    fn one_guest_of_the_paper_needs_a_faster_link_a_longer_limit_or_a_brake() {
        let mut scenario = Scenario::default();
        scenario.policy.technique = Technique::PreCopy;
        scenario.fleet.vms = 1.0;
        let found = plan(&check(scenario).0).remedies.expect("it is stopped by force");
        let said = remedies(&found, Lang::En).join("; ");
        for word in ["a link of", "a downtime limit of", "slowing", "post-copy"] {
            assert!(said.contains(word), "{said}");
        }
        assert!(remedies_lead(&found, Lang::De).starts_with("Von selbst"));
    }

    #[test]
    fn a_hybrid_that_went_as_planned_needs_none() {
        let mut scenario = Scenario::default();
        scenario.policy.technique = Technique::Hybrid;
        scenario.fleet.vms = 1.0;
        assert_eq!(plan(&check(scenario).0).remedies, None);
    }

    #[test]
    fn where_nothing_helps_it_says_so() {
        assert!(remedies(&Remedies::default(), Lang::En).is_empty());
        assert!(remedies_lead(&Remedies::default(), Lang::En).contains("no single change"));
    }
}
