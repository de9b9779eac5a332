//! Scenarios side by side: the inputs in which they differ, and how far results are from a baseline.

use crate::model::breakeven::BreakEven;
use crate::plan::Figures;
use crate::quantity::{Lang, duration, energy, money, quantity, signed_percent};
use crate::scenario::field::Measure;
use crate::scenario::range::{Known, Range};
use crate::scenario::{Choice, Field, Scenario};

use super::ending;
use super::words::UNKNOWN;

/// How many scenarios stand side by side at most.
pub const MOST: usize = 4;

/// Something that the user states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// An option.
    Choice(Choice),
    /// A number.
    Field(Field),
    /// Measured points of the unique-dirty curve.
    Points,
}

impl Input {
    /// All of them: choices first, since they decide what else matters.
    fn all() -> impl Iterator<Item = Self> {
        let choices = Choice::ALL.iter().copied().map(Self::Choice);
        choices.chain(Field::ALL.iter().copied().map(Self::Field)).chain([Self::Points])
    }

    /// Whether it matters to this scenario.
    pub const fn applies(self, scenario: &Scenario) -> bool {
        match self {
            Self::Choice(choice) => choice.applies(scenario),
            Self::Field(field) => field.applies(scenario),
            Self::Points => true,
        }
    }

    /// Whether both state the same, or it matters to neither.
    pub fn is_same(self, one: &Scenario, other: &Scenario) -> bool {
        match (self.applies(one), self.applies(other)) {
            (true, true) => match self {
                Self::Choice(choice) => choice.get(one) == choice.get(other),
                Self::Field(field) => field.get(one).to_bits() == field.get(other).to_bits(),
                Self::Points => one.fleet.points == other.fleet.points,
            },
            (matters, matters_too) => matters == matters_too,
        }
    }

    /// Takes over what one scenario states into another.
    pub fn carry(self, from: &Scenario, to: &mut Scenario) {
        match self {
            Self::Choice(choice) => choice.set(to, choice.get(from)),
            Self::Field(field) => field.set(to, field.get(from)),
            Self::Points => to.fleet.points = from.fleet.points,
        }
    }
}

/// What is known of an input of these as a range.
pub fn range_of(input: Input, unsure: &[Known]) -> Option<Range> {
    let of = |known: &&Known| input == Input::Field(known.0);
    unsure.iter().find(of).map(|(_, range)| *range)
}

/// The same as [`differing`] of scenarios with inputs that are known as ranges.
pub fn differing_in_ranges(all: &[(&Scenario, &[Known])]) -> Vec<Input> {
    let Some(((first, known), others)) = all.split_first() else { return Vec::new() };
    let is_other = |input: Input, (scenario, unsure): &(&Scenario, &[Known])| {
        let matters = input.applies(first) || input.applies(scenario);
        !input.is_same(first, scenario)
            || (matters && range_of(input, known) != range_of(input, unsure))
    };
    Input::all().filter(|input| others.iter().any(|other| is_other(*input, other))).collect()
}

/// The inputs in which any of the scenarios differs from the first, in the order of the form.
pub fn differing(scenarios: &[Scenario]) -> Vec<Input> {
    let Some((first, others)) = scenarios.split_first() else { return Vec::new() };
    Input::all().filter(|input| others.iter().any(|other| !input.is_same(first, other))).collect()
}

/// A result that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// From the first request until the last machine's source is released.
    TotalTime,
    /// How long a machine runs nowhere.
    Downtime,
    /// The longest time for which it does nothing.
    LongestStall,
    /// Everything sent.
    Sent,
    /// Of the move, at the meters and in the network.
    Energy,
    /// Of the move.
    Cost,
    /// When it has paid.
    BreakEven,
    /// What remains after the planned stay.
    Saving,
    /// How it ends.
    Ending,
}

/// Where a result lies beside that of the baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta {
    /// In words: `4 min less, −12 %`.
    pub text: String,
    /// Whether that is better; none where it is neither.
    pub better: Option<bool>,
    /// Whether both are the same, as they are written.
    pub is_same: bool,
}

impl Outcome {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::TotalTime,
        Self::Downtime,
        Self::LongestStall,
        Self::Sent,
        Self::Energy,
        Self::Cost,
        Self::BreakEven,
        Self::Saving,
        Self::Ending,
    ];

    /// Its name.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::TotalTime => lang.pick("Total migration time", "Gesamte Migrationszeit"),
            Self::Downtime => lang.pick("Downtime", "Ausfallzeit"),
            Self::LongestStall => lang.pick("Longest stall", "Längste Stockung"),
            Self::Sent => lang.pick("Sent in total", "Insgesamt gesendet"),
            Self::Energy => lang.pick("Energy of the move", "Energie des Umzugs"),
            Self::Cost => lang.pick("Cost of the move", "Kosten des Umzugs"),
            Self::BreakEven => lang.pick("Break-even time", "Amortisationszeit"),
            Self::Saving => lang.pick("Saved by the end of the stay", "Ersparnis am Ende"),
            Self::Ending => lang.pick("How it ends", "Wie er endet"),
        }
    }

    /// Its number, in the base unit; none where there is none.
    pub fn number(self, figures: &Figures) -> Option<f64> {
        let arrives = figures.ending.completes();
        match self {
            Self::TotalTime => arrives.then_some(figures.total_time.get()),
            Self::Downtime => arrives.then_some(figures.downtime.get()),
            Self::LongestStall => arrives.then_some(figures.longest_stall.get()),
            Self::Sent => Some(figures.sent.get()),
            Self::Energy => Some(figures.bill.total().to_joules()),
            Self::Cost => figures.money.map(|sums| sums.cost.get()),
            Self::BreakEven => match figures.break_even()? {
                BreakEven::After(after) if arrives => Some(after.get()),
                _ => None,
            },
            Self::Saving => figures.money.map(|sums| sums.net_saving.get()),
            Self::Ending => None,
        }
    }

    /// Whether it takes an exchange rate that is not stated.
    const fn is_unknown(self, figures: &Figures) -> bool {
        matches!(self, Self::Cost | Self::BreakEven | Self::Saving) && figures.money.is_none()
    }

    /// A number of it with its unit.
    fn amount(self, value: f64, lang: Lang) -> String {
        match self {
            Self::Sent => quantity(value, Measure::Size, lang),
            Self::Energy => energy(value, lang),
            Self::Cost | Self::Saving => money(value, lang),
            _ => duration(value, lang),
        }
    }

    /// It, as it is written.
    pub fn write(self, figures: &Figures, lang: Lang) -> String {
        match self {
            _ if self.is_unknown(figures) => UNKNOWN.to_owned(),
            Self::Ending => ending(figures.ending, lang).to_owned(),
            _ => self.write_number(self.number(figures), lang),
        }
    }

    /// Its number, or that there is none, as it is written.
    pub fn write_number(self, number: Option<f64>, lang: Lang) -> String {
        match (self, number) {
            (Self::Cost | Self::Saving, None) => UNKNOWN.to_owned(),
            (Self::BreakEven, None) => lang.pick("never", "nie").to_owned(),
            (_, None) => lang.pick("does not arrive", "kommt nicht an").to_owned(),
            (_, Some(value)) => self.amount(value, lang),
        }
    }

    /// How far it is from the baseline's.
    pub fn delta(self, baseline: &Figures, other: &Figures, lang: Lang) -> Delta {
        let (before, after) = (self.write(baseline, lang), self.write(other, lang));
        if before == after {
            let text = lang.pick("the same", "gleich").to_owned();
            return Delta { text, better: None, is_same: true };
        }
        let (Some(from), Some(to)) = (self.number(baseline), self.number(other)) else {
            let text = match lang {
                Lang::En => format!("instead of: {before}"),
                Lang::De => format!("statt: {before}"),
            };
            let better = self.is_better_to_have(baseline, other);
            return Delta { text, better, is_same: false };
        };
        let size = self.amount((to - from).abs(), lang);
        let less = to < from;
        let is_time = !matches!(self, Self::Sent | Self::Energy | Self::Cost | Self::Saving);
        let word = match (less, is_time) {
            (true, true) => lang.pick("shorter", "kürzer"),
            (false, true) => lang.pick("longer", "länger"),
            (true, false) => lang.pick("less", "weniger"),
            (false, false) => lang.pick("more", "mehr"),
        };
        // A share of something near nothing, or below it, says nothing.
        let share = (to - from) / from;
        let share = if 0.0 < from && share.abs() < 10.0 {
            format!(", {}", signed_percent(share, lang))
        } else {
            String::new()
        };
        Delta {
            text: format!("{size} {word}{share}"),
            better: Some(less != (self == Self::Saving)),
            is_same: false,
        }
    }

    /// How much it is from the baseline's, in its base unit; more than anything where only one of both
    /// has a number.
    pub fn effect(self, baseline: &Figures, other: &Figures) -> f64 {
        match (self.number(baseline), self.number(other)) {
            (Some(from), Some(to)) => (to - from).abs(),
            (None, None) => 0.0,
            _ => f64::MAX,
        }
    }

    /// Where only one of both has a number: having one is better.
    fn is_better_to_have(self, baseline: &Figures, other: &Figures) -> Option<bool> {
        if self.is_unknown(baseline) || self.is_unknown(other) {
            return None;
        }
        match (self.number(baseline), self.number(other)) {
            (None, Some(_)) => Some(true),
            (Some(_), None) => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::Technique;
    use crate::scenario::check::check;

    fn with(field: Field, value: f64) -> Scenario {
        let mut scenario = Scenario::default();
        field.set(&mut scenario, value);
        scenario
    }

    fn figures(scenario: &Scenario) -> Figures {
        plan(&check(*scenario).0).chosen().figures
    }

    #[test]
    fn only_what_differs_and_matters_is_told() {
        let paper = Scenario::default();
        assert_eq!(differing(&[]), []);
        assert_eq!(differing(&[paper, paper]), []);
        assert_eq!(
            differing(&[paper, paper, with(Field::LinkRate, 1.25e9)]),
            [Input::Field(Field::LinkRate)]
        );
        // The boot of a guest that is never booted.
        assert_eq!(differing(&[paper, with(Field::Boot, 77.0)]), []);
        let mut other = paper;
        other.policy.technique = Technique::Respawn;
        let told = differing(&[paper, other]);
        assert_eq!(told.first(), Some(&Input::Choice(Choice::Technique)));
        assert!(told.contains(&Input::Field(Field::Boot)));
    }

    #[test]
    fn a_scenario_is_the_same_as_itself() {
        let paper = figures(&Scenario::default());
        for outcome in Outcome::ALL {
            let delta = outcome.delta(&paper, &paper, Lang::En);
            assert_eq!((delta.text.as_str(), delta.better), ("the same", None), "{outcome:?}");
        }
    }

    #[test]
    fn a_faster_link_is_better_in_time_and_the_way_back_worse() {
        let (slow, fast) =
            (figures(&Scenario::default()), figures(&with(Field::LinkRate, 1.25e10)));
        let there = Outcome::TotalTime.delta(&slow, &fast, Lang::En);
        assert!(there.text.contains("shorter, −"), "{}", there.text);
        assert_eq!(there.better, Some(true));
        let back = Outcome::TotalTime.delta(&fast, &slow, Lang::De);
        assert!(back.text.contains("länger"), "{}", back.text);
        assert_eq!(back.better, Some(false));
    }

    #[test]
    fn saving_more_is_better() {
        let (short, long) = (figures(&with(Field::Stay, 36e3)), figures(&with(Field::Stay, 36e4)));
        let delta = Outcome::Saving.delta(&short, &long, Lang::En);
        assert!(delta.text.contains("more"), "{}", delta.text);
        assert_eq!(delta.better, Some(true));
    }

    #[test]
    fn paying_is_better_than_never_paying() {
        let paper = Scenario::default();
        let mut dear = paper;
        dear.destination.price = paper.source.price * 3.0;
        let (pays, never) = (figures(&paper), figures(&dear));
        let delta = Outcome::BreakEven.delta(&pays, &never, Lang::En);
        assert!(delta.text.starts_with("instead of: "), "{}", delta.text);
        assert_eq!(delta.better, Some(false));
        assert_eq!(Outcome::BreakEven.delta(&never, &pays, Lang::En).better, Some(true));
        assert_eq!(Outcome::BreakEven.write(&never, Lang::De), "nie");
    }
}
