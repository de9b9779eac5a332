//! All that follows from what the user stated.

use super::Same;
use crate::plan::{Plan, plan};
use crate::scenario::Scenario;
use crate::scenario::check::{Checked, Finding, check};

/// All that follows from what the user stated.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) checked: Same<Checked>,
    pub(super) findings: Same<Vec<Finding>>,
    pub(super) plan: Plan,
}

impl Answer {
    /// To this scenario.
    pub(super) fn to(scenario: &Scenario) -> Self {
        let (checked, findings) = check(*scenario);
        let plan = plan(&checked);
        Self { checked: Same::new(checked), findings: Same::new(findings), plan }
    }
}
