//! What to see while it runs, round by round, as the typical run has it, and when to intervene.

use super::{Form, Phase, Step};
use crate::model::trace::{Segment, Stage};
use crate::plan::Outcome;
use crate::quantity::{Lang, duration, quantity};
use crate::scenario::Scenario;
use crate::scenario::field::Measure;
use crate::units::Seconds;

/// Rounds that are told one by one.
const ROUNDS: u32 = 5;

/// The values to expect; none of a move without rounds.
pub(super) fn expected(scenario: &Scenario, outcome: &Outcome, lang: Lang) -> Option<Step> {
    if !outcome.technique.has_rounds() {
        return None;
    }
    let vm = outcome.typical();
    let moved = outcome.trace.moves.iter().find(|of| of.vm == vm)?;
    let own = outcome.trace.segments.iter().filter(|of| of.vm == vm && of.stage == Stage::PreCopy);
    let mut rounds: Vec<&Segment> = Vec::new();
    for segment in own {
        if rounds.last().is_none_or(|last| last.round != segment.round) {
            rounds.push(segment);
        }
    }
    let left = |of: &Segment| quantity(of.pending.get(), Measure::Size, lang);
    let after = |at: Seconds| duration((at - moved.memory_start).or_zero().get(), lang);
    let mut lines: Vec<String> = rounds
        .iter()
        .take(ROUNDS as usize)
        .map(|of| match lang {
            Lang::En if of.round <= 1 => format!("round 1 begins: {} left", left(of)),
            Lang::De if of.round <= 1 => format!("Runde 1 beginnt: {} übrig", left(of)),
            Lang::En => {
                format!("round {} begins after {}: {} left", of.round, after(of.start), left(of))
            }
            Lang::De => {
                format!("Runde {} beginnt nach {}: {} übrig", of.round, after(of.start), left(of))
            }
        })
        .collect();
    let end = duration((moved.end - moved.memory_start).or_zero().get(), lang);
    let pause = duration(moved.downtime.get(), lang);
    lines.push(match (moved.ending.completes(), lang) {
        (true, Lang::En) => {
            format!("there after {end}, having stood still for {pause}, in {} rounds", moved.rounds)
        }
        (true, Lang::De) => {
            format!("da nach {end}, davon {pause} Stillstand, in {} Runden", moved.rounds)
        }
        (false, Lang::En) => format!("given up after {end}, in round {}", moved.rounds),
        (false, Lang::De) => format!("aufgegeben nach {end}, in Runde {}", moved.rounds),
    });
    let limit = duration(scenario.policy.downtime_limit.get(), lang);
    let why = match lang {
        Lang::En => format!(
            "What is left at the beginning of each round (“Memory remaining”, “Iteration”). Where it does not fall from one round to the next and is more than the path sends within {limit}, the guest will not converge: throttle it, hand over, or stop and measure."
        ),
        Lang::De => format!(
            "Was zu Beginn jeder Runde übrig ist („Memory remaining“, „Iteration“). Fällt es von Runde zu Runde nicht und ist mehr, als der Weg in {limit} trägt, konvergiert der Gast nicht: drosseln, übergeben oder abbrechen und messen."
        ),
    };
    Some(Step::new(Phase::Watch, Form::Values, "", &why, lines.join("\n")))
}
