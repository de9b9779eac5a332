//! How far a result is from another scenario's, and which of the inputs that differ may be why.

use super::Explanation;
use crate::plan::{Figures, chosen};
use crate::quantity::Lang;
use crate::report::compare::{Delta, Input, Outcome, differing};
use crate::scenario::Scenario;
use crate::scenario::check::check;

/// Machines up to which each input is tried by itself: more would keep the page waiting.
const TRIED: f64 = 200.0;

/// A scenario, what it is called, and what comes of it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its letter.
    pub letter: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it states.
    pub scenario: &'a Scenario,
    /// What comes of it.
    pub figures: &'a Figures,
}

/// An input that differs, and what it does by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// Which.
    pub input: Input,
    /// How far the result is from the baseline's where only this input is the other's; none where
    /// there are too many machines to try.
    pub alone: Option<Delta>,
}

/// Explains how far a result of `other` is from that of the baseline, and gives the inputs that may be
/// why, what does most by itself first.
pub fn explain_difference(
    result: Outcome,
    baseline: Side<'_>,
    other: Side<'_>,
    lang: Lang,
) -> (Explanation, Vec<Cause>) {
    let delta = result.delta(baseline.figures, other.figures, lang);
    let [from, to] = [baseline, other].map(|side| result.write(side.figures, lang));
    let label = result.label(lang);
    let (own, others) = (other.name, baseline.name);
    let causes = causes(result, baseline, other, lang);
    let plain = match (delta.is_same, lang) {
        (true, Lang::En) => format!("{label} is the same in “{own}” and “{others}”: {to}."),
        (true, Lang::De) => format!("{label}: in „{own}“ und „{others}“ gleich, {to}."),
        (false, Lang::En) => {
            format!("{label} is {to} in “{own}” and {from} in “{others}”: {}.", delta.text)
        }
        (false, Lang::De) => {
            format!("{label}: {to} in „{own}“ und {from} in „{others}“, {}.", delta.text)
        }
    };
    let mut steps = vec![
        match lang {
            Lang::En => format!("Difference = {} − {}", other.letter, baseline.letter),
            Lang::De => format!("Unterschied = {} − {}", other.letter, baseline.letter),
        },
        format!("= {to} − {from} → {}", delta.text),
    ];
    if 1 < causes.len() && causes.iter().any(|cause| cause.alone.is_some()) {
        let said = lang.pick(
            "Each input below is tried by itself in the baseline; together they need not add up, for they act on each other",
            "Jede Eingabe unten ist einzeln im Bezug versucht; zusammen müssen sie sich nicht addieren, denn sie wirken aufeinander",
        );
        steps.push(said.to_owned());
    }
    let title = format!("{label}, {}: {}", other.letter, delta.text);
    let told = Explanation {
        title,
        plain,
        steps,
        inputs: Vec::new(),
        settings: Vec::new(),
        sources: Vec::new(),
    };
    (told, causes)
}

/// The inputs that differ, each tried by itself in the baseline.
fn causes(result: Outcome, baseline: Side<'_>, other: Side<'_>, lang: Lang) -> Vec<Cause> {
    let tries = [baseline, other].iter().all(|side| side.scenario.fleet.vms <= TRIED);
    let alone = |input: Input| {
        let mut scenario = *baseline.scenario;
        input.carry(other.scenario, &mut scenario);
        chosen(&check(scenario).0).figures
    };
    let cause = |input: Input| {
        let alone = tries.then(|| alone(input));
        let effect = alone.as_ref().map_or(0.0, |alone| result.effect(baseline.figures, alone));
        let alone = alone.map(|alone| result.delta(baseline.figures, &alone, lang));
        (effect, Cause { input, alone })
    };
    let inputs = differing(&[*baseline.scenario, *other.scenario]);
    let mut causes: Vec<(f64, Cause)> = inputs.into_iter().map(cause).collect();
    // Those that do as much stay in the order of the form.
    causes.sort_by(|a, b| b.0.total_cmp(&a.0));
    causes.into_iter().map(|(_, cause)| cause).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Field;

    fn told(fields: &[(Field, f64)]) -> (Explanation, Vec<Cause>) {
        let paper = Scenario::default();
        let mut other = paper;
        for (field, value) in fields {
            field.set(&mut other, *value);
        }
        let figures = [paper, other].map(|scenario| chosen(&check(scenario).0).figures);
        let side = |letter, scenario, figures| Side { letter, name: letter, scenario, figures };
        explain_difference(
            Outcome::TotalTime,
            side("A", &paper, &figures[0]),
            side("B", &other, &figures[1]),
            Lang::En,
        )
    }

    #[test]
    fn the_only_input_that_differs_makes_all_of_the_difference() {
        let (told, causes) = told(&[(Field::LinkRate, 1.25e9)]);
        let cause = causes.first().expect("one differs");
        assert_eq!(causes.len(), 1);
        assert_eq!(cause.input, Input::Field(Field::LinkRate));
        let alone = cause.alone.as_ref().expect("few machines are tried");
        assert!(told.title.ends_with(&alone.text), "{told:?} {alone:?}");
    }

    #[test]
    fn what_does_most_comes_first_and_what_does_nothing_last() {
        let (_, causes) = told(&[(Field::SourcePue, 2.0), (Field::LinkRate, 1.25e9)]);
        assert_eq!(causes[0].input, Input::Field(Field::LinkRate));
        assert!(causes[1].alone.as_ref().is_some_and(|delta| delta.is_same), "{causes:?}");
    }

    #[test]
    fn inputs_of_many_machines_are_named_but_not_tried() {
        let (_, causes) = told(&[(Field::Vms, 201.0)]);
        assert!(causes.iter().all(|cause| cause.alone.is_none()) && causes.len() == 1);
    }
}
