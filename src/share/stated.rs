//! What a link and a page hold: a scenario, what stands beside it and what stands around it.

use std::rc::Rc;

use super::task::Task;
use crate::scenario::Scenario;
use crate::scenario::goal::Goal;
use crate::scenario::wave::Wave;

/// What is stated.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stated {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// A wave beside it; without one, the scenario's machines are the wave.
    pub wave: Option<Rc<Wave>>,
    /// What a teacher put around it.
    pub task: Option<Rc<Task>>,
    /// What the user wants to know.
    pub goal: Option<Goal>,
}

impl Stated {
    /// The same with this task around it, or none.
    #[must_use]
    pub fn with_task(&self, task: Option<Rc<Task>>) -> Self {
        Self { task, ..self.clone() }
    }
}

impl From<Scenario> for Stated {
    fn from(scenario: Scenario) -> Self {
        Self { scenario: Rc::new(scenario), ..Self::default() }
    }
}
