//! Which way of moving suits best, as a file and as a report in Markdown.

use std::fmt::Write;

use serde::Serialize;

use super::markdown::{heading, table};
use super::{Stated, names};
use crate::plan::remedy::Asked;
use crate::plan::weigh::{Candidate, Fit, Ranking, Way, options, rank};
use crate::quantity::{Lang, plain_spaces};
use crate::report::weigh::{self as words, Said};
use crate::scenario::Choice;
use crate::scenario::check::check;
use crate::scenario::choice::Options;
use crate::scenario::weights::Criterion;

/// Name of the option that moves nothing; the others go by their techniques.
const STAY: &str = "stay-put";

/// Options with what came of them, the one that suits best first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeighFile {
    /// What comes first, in a sentence.
    pub sentence: String,
    /// Each criterion, how much it counts, and between which values it is judged.
    pub criteria: Vec<CriterionFile>,
    /// Every option.
    pub options: Vec<OptionFile>,
    /// Other weights that would change the first place, the nearest first.
    pub flips: Vec<FlipFile>,
}

/// A criterion, in its unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriterionFile {
    /// Its name.
    #[serde(rename = "criterion")]
    pub name: &'static str,
    /// s, J, EUR, g or VMs; of energy, money and carbon what is more than by staying.
    pub unit: &'static str,
    /// How much it counts.
    pub weight: f64,
    /// The value that is worth 1; none where it is not known of every option.
    pub best: Option<f64>,
    /// The value that is worth 0.
    pub worst: Option<f64>,
}

/// An option.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionFile {
    /// Its name.
    pub option: &'static str,
    /// `keeps` every limit, `misses` one, or `fails`: not all arrive.
    pub fit: &'static str,
    /// From 0 to 1; none where it does not keep every limit.
    pub worth: Option<f64>,
    /// Whether it is on the Pareto front.
    pub pareto: bool,
    /// An option that is nowhere worse and somewhere better.
    pub beaten_by: Option<&'static str>,
    /// What it comes to, in the order of the criteria.
    pub values: Vec<Option<f64>>,
    /// What speaks for it.
    pub pros: Vec<String>,
    /// What speaks against it.
    pub cons: Vec<String>,
}

/// Another weight that would change the first place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlipFile {
    /// Whose.
    #[serde(rename = "criterion")]
    pub of: &'static str,
    /// `below` or `above` the weight.
    pub beyond: &'static str,
    /// The weight at which both are worth the same.
    pub weight: f64,
    /// What leads then.
    pub leader: &'static str,
}

/// What was weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    ranking: Ranking,
    has_weights: bool,
    is_priced: bool,
}

impl Weighed {
    /// All that can be done about what is stated, by the stated weights; alike where none are.
    pub fn of(stated: &Stated) -> Self {
        let (checked, _) = check(*stated.scenario);
        let wave = stated.wave.as_deref().map(|wave| wave.checked().0);
        let asked = Asked { scenario: *checked.get(), wave };
        let found = options(&asked, stated.goal);
        Self {
            ranking: rank(&found, stated.weights.unwrap_or_default()),
            has_weights: stated.weights.is_some(),
            is_priced: checked.get().is_priced(),
        }
    }

    /// As a file, with sentences in this language.
    pub fn file(&self, lang: Lang) -> WeighFile {
        let ranking = &self.ranking;
        let said = words::said(ranking, lang);
        let places = ranking.places.iter().zip(said);
        WeighFile {
            sentence: plain_spaces(&self.lead(lang)),
            criteria: criteria(ranking),
            options: places
                .map(|(place, said)| OptionFile {
                    option: named(place.of.way),
                    fit: fit(&place.of),
                    worth: place.worth,
                    pareto: said.is_front,
                    beaten_by: place.beaten_by.map(named),
                    values: place.of.values.to_vec(),
                    pros: said.pros.iter().map(|said| plain_spaces(said)).collect(),
                    cons: said.cons.iter().map(|said| plain_spaces(said)).collect(),
                })
                .collect(),
            flips: ranking
                .flips
                .iter()
                .map(|flip| FlipFile {
                    of: Criterion::ALL[flip.criterion as usize].1,
                    beyond: if flip.is_less { "below" } else { "above" },
                    weight: flip.at,
                    leader: named(flip.leader),
                })
                .collect(),
        }
    }

    /// As a report for people.
    pub fn report(&self, lang: Lang) -> String {
        let ranking = &self.ranking;
        let mut text = format!("# {}\n\n", self.lead(lang));
        let _ = writeln!(text, "{}.", words::weights(&ranking.weights, lang));
        let heads = lang.pick(
            ["", "Option", "Worth", "For", "Against", "Pareto"],
            ["", "Möglichkeit", "Wert", "Dafür", "Dagegen", "Pareto"],
        );
        let row = |(at, said): (usize, Said)| {
            let worth = said.worth.unwrap_or_else(|| "–".to_owned());
            let [pros, cons] = [said.pros, said.cons].map(|of| of.join("<br>"));
            let standing = said.standing.unwrap_or_default();
            vec![(at + 1).to_string(), said.name, worth, pros, cons, standing]
        };
        let rows: Vec<_> = words::said(ranking, lang).into_iter().enumerate().map(row).collect();
        text.push('\n');
        table(&mut text, &heads, &rows);
        heading(&mut text, lang.pick("What would change it", "Was es änderte"));
        for said in words::flips(ranking, lang) {
            let _ = writeln!(text, "- {said}");
        }
        let values = words::table(ranking, lang);
        heading(&mut text, &values.caption);
        let heads: Vec<&str> = values.columns.iter().map(String::as_str).collect();
        table(&mut text, &heads, &values.rows);
        let left_out = words::left_out(ranking, lang);
        let _ = writeln!(text, "\n{} {}", words::method(lang), left_out.unwrap_or_default());
        plain_spaces(&text)
    }

    fn lead(&self, lang: Lang) -> String {
        words::lead(&self.ranking, self.has_weights, self.is_priced, lang)
    }
}

fn named(way: Way) -> &'static str {
    match way {
        Way::Stay => STAY,
        Way::Move(technique) => names::option(Choice::Technique, technique.place()),
    }
}

const fn fit(of: &Candidate) -> &'static str {
    match of.fit {
        Fit::Keeps => "keeps",
        Fit::Misses => "misses",
        Fit::Fails => "fails",
    }
}

fn criteria(ranking: &Ranking) -> Vec<CriterionFile> {
    let unit = |of| match of {
        Criterion::Time | Criterion::Downtime | Criterion::Service => "s",
        Criterion::Energy => "J",
        Criterion::Money => "EUR",
        Criterion::Carbon => "g",
        Criterion::Risk => "VMs",
    };
    let Ranking { weights, scales, .. } = ranking;
    let each = Criterion::ALL.iter().zip(weights.each()).zip(scales);
    each.map(|(((of, name), weight), scale)| CriterionFile {
        name,
        unit: unit(*of),
        weight: *weight,
        best: scale.map(|scale| scale.best),
        worst: scale.map(|scale| scale.worst),
    })
    .collect()
}
