//! What a link and a page hold: a scenario, what stands beside it and what stands around it.

use std::rc::Rc;

use super::task::Task;
use crate::scenario::Scenario;
use crate::scenario::goal::Goal;
use crate::scenario::range::{self, Known};
use crate::scenario::wave::Wave;
use crate::scenario::weights::Weights;

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
    /// Inputs that are known as ranges; the scenario has the values that stand for them.
    pub unsure: Rc<[Known]>,
    /// What counts how much for the user, where that was said.
    pub weights: Option<Weights>,
}

impl Stated {
    /// The same with this task around it, or none.
    #[must_use]
    pub fn with_task(&self, task: Option<Rc<Task>>) -> Self {
        Self { task, ..self.clone() }
    }

    /// The same without ranges of inputs that are stated otherwise by now.
    #[must_use]
    pub fn settled(mut self) -> Self {
        let is_of = |known: &&Known| range::is_of(known, &self.scenario);
        if !self.unsure.iter().all(|known| is_of(&known)) {
            self.unsure = self.unsure.iter().filter(is_of).copied().collect();
        }
        self
    }
}

impl From<Scenario> for Stated {
    fn from(scenario: Scenario) -> Self {
        Self { scenario: Rc::new(scenario), ..Self::default() }
    }
}
