//! Maps: any two inputs turned against each other, and what comes of every pair of values. Each cell
//! is the plan of the scenario with exactly those two values.

mod preset;

pub use preset::Preset;

use super::Figures;
use super::deciding::Input;
use super::dial::Dial;
use super::figure::Figure;
use super::remedy::{Asked, Change};
use super::verdict::{Kind, Verdict};
use crate::scenario::choice::Options;
use crate::scenario::field::Measure;
use crate::scenario::ruled_out::instead;
use crate::scenario::{Choice, Policy, Technique};

/// As many values as an axis may have.
pub const MOST: usize = 500;

/// As many values as axes have where nobody says otherwise.
pub const USUAL: [usize; 2] = [40, 30];

/// From this ratio of its ends on, an axis has even steps in orders of magnitude.
const DECADE: f64 = 10.0;

const MIB: f64 = 1_048_576.0;
const GIB: f64 = 1024.0 * MIB;
const GBIT: f64 = 125e6;
const HOUR: f64 = 3600.0;

/// What is turned along an edge of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What.
    pub dial: Dial,
    /// Its values in the base unit, rising; of a choice, the places.
    pub values: Vec<f64>,
}

impl Axis {
    /// So many values from one end to the other, within bounds: whole numbers of what is counted, even
    /// in orders of magnitude where the ends are positive and a decade apart, else even. Of a choice,
    /// all that can be chosen.
    pub fn new(dial: Dial, asked: &Asked, (low, high): (f64, f64), count: usize) -> Self {
        if let Some(values) = dial.places(&asked.scenario) {
            return Self { dial, values };
        }
        let (least, most) = dial.bounds();
        let (low, high) = (low.clamp(least, most), high.clamp(least, most));
        let (low, high) = (low.min(high), low.max(high));
        let last = count.clamp(2, MOST) - 1;
        let is_wide = 0.0 < low && DECADE * low <= high;
        let is_counted = dial.measure() == Some(Measure::Count);
        let value = |at: usize| {
            let share = at as f64 / last as f64;
            let value = match at {
                0 => low,
                _ if at == last => high,
                _ if is_wide => low * libm::pow(high / low, share),
                _ => low + (high - low) * share,
            };
            if is_counted { libm::round(value) } else { value }
        };
        let mut values: Vec<f64> = (0..=last).map(value).collect();
        values.dedup_by(|a, b| a.to_bits() == b.to_bits());
        Self { dial, values }
    }

    /// The values around where it stands: a decade to either side, or what is usual of its measure
    /// where it is zero or none.
    pub fn around(dial: Dial, asked: &Asked, count: usize) -> Self {
        Self::new(dial, asked, span(dial, asked), count)
    }

    /// The value that is nearest to where it stands; none where that is beyond the ends.
    pub fn here(&self, asked: &Asked) -> Option<usize> {
        let value = self.dial.get(asked);
        let (low, high) = (*self.values.first()?, *self.values.last()?);
        if !(low..=high).contains(&value) {
            return None;
        }
        let is_wide = 0.0 < low && DECADE * low <= high;
        let far = |other: f64| {
            if is_wide { libm::fabs(libm::log(other / value)) } else { libm::fabs(other - value) }
        };
        let nearest = |a: &(usize, &f64), b: &(usize, &f64)| far(*a.1).total_cmp(&far(*b.1));
        self.values.iter().enumerate().min_by(nearest).map(|(at, _)| at)
    }
}

/// What to look at where only the input is named. What is usual of a measure is an assumption.
fn span(dial: Dial, asked: &Asked) -> (f64, f64) {
    let value = dial.get(asked);
    let none = match dial {
        Dial::Input(Input::Field(field)) => field.none(),
        Dial::Input(Input::Setting(setting)) => setting.none(),
        Dial::Input(Input::Choice(_)) | Dial::PriceDifference => None,
    };
    let stands = 0.0 < value && none.is_none_or(|none| none.to_bits() != value.to_bits());
    match (dial, dial.measure()) {
        (_, None | Some(Measure::Share)) => dial.bounds(),
        (Dial::PriceDifference, _) => (value.min(-0.1), (2.0 * value).max(0.3)),
        (_, Some(Measure::Price)) => (value.min(0.0), (2.0 * value).max(0.5)),
        (_, Some(Measure::Count)) if stands => (dial.bounds().0, (2.0 * value).max(value + 8.0)),
        (_, Some(_)) if stands => (value / DECADE, value * DECADE),
        (_, Some(measure)) => match measure {
            Measure::Count => (dial.bounds().0, 32.0),
            Measure::Size => (64.0 * MIB, 256.0 * GIB),
            Measure::BitRate => (0.1 * GBIT, 100.0 * GBIT),
            Measure::ByteRate => (MIB, GIB),
            Measure::Time => (1.0, HOUR),
            Measure::NetworkIntensity => (0.001, 0.1),
            Measure::CarbonIntensity => (0.0, 1000.0),
            Measure::CarbonPrice => (0.0, 200.0),
            Measure::TrafficPrice => (0.0, 0.2),
            Measure::HourlyPrice | Measure::Rate => (0.1, 100.0),
            Measure::Power => (50.0, 500.0),
            Measure::Price | Measure::Factor | Measure::Share => (0.0, 1.0),
        },
    }
}

/// What a map shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A figure of the chosen technique.
    Figure(Figure),
    /// Which technique wins, of those that controller and storage allow: one that keeps all limits,
    /// else one that at least brings all over; of these the one that risks least, then the quickest.
    BestTechnique,
}

/// What comes of a pair of values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The figure; none where it has no value there ([`Figure::read`]), or where a technique is shown.
    pub value: Option<f64>,
    /// The technique that moves: the best one where that is shown; none where none brings all over.
    pub technique: Option<Technique>,
    /// How it goes for how many.
    pub kind: Kind,
    /// How many arrive.
    pub arrived: u32,
    /// Of how many.
    pub of: u32,
    /// Whether all arrive and none is stopped by force.
    pub converges: bool,
    /// Whether all arrive within every limit.
    pub is_reached: bool,
}

/// Two inputs turned against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The input along the lower edge.
    pub x: Axis,
    /// The input along the left one.
    pub y: Axis,
    /// What is shown.
    pub shown: Shown,
}

impl Map {
    /// The scenario of a cell.
    pub fn asked(&self, asked: &Asked, column: usize, row: usize) -> Asked {
        let value = |axis: &Axis, at: usize| axis.values.get(at).copied();
        let turned = match value(&self.x, column) {
            Some(x) => self.x.dial.turned(asked, x),
            None => asked.clone(),
        };
        match value(&self.y, row) {
            Some(y) => self.y.dial.turned(&turned, y),
            None => turned,
        }
    }

    /// What comes of a pair of values, by their places.
    pub fn cell(&self, asked: &Asked, column: usize, row: usize) -> Cell {
        let there = self.asked(asked, column, row);
        match self.shown {
            Shown::Figure(figure) => of_figure(&there, figure),
            Shown::BestTechnique => of_best(&there),
        }
    }

    /// The cells of a row, from left to right.
    pub fn row(&self, asked: &Asked, row: usize) -> Vec<Cell> {
        (0..self.x.values.len()).map(|column| self.cell(asked, column, row)).collect()
    }

    /// The cell where the scenario stands, as column and row; none where it is beyond an end.
    pub fn here(&self, asked: &Asked) -> Option<(usize, usize)> {
        self.x.here(asked).zip(self.y.here(asked))
    }
}

fn of_figure(asked: &Asked, figure: Figure) -> Cell {
    let (verdict, figures) = asked.planned();
    let value = figure.read(&verdict, &figures);
    Cell { value, ..seen(asked, &verdict, &figures) }
}

fn seen(asked: &Asked, verdict: &Verdict, figures: &Figures) -> Cell {
    Cell {
        value: None,
        technique: Some(asked.scenario.policy.technique),
        kind: verdict.kind(),
        arrived: verdict.arrived(),
        of: verdict.of,
        converges: Figure::Converges.read(verdict, figures) == Some(1.0),
        is_reached: verdict.is_reached(),
    }
}

fn of_best(asked: &Asked) -> Cell {
    let Policy { technique: stated, controller, .. } = asked.scenario.policy;
    // The stated one may have been ruled out by what was turned; the check says what moves instead.
    let may = |technique: &Technique| {
        technique.is_offered_by(controller)
            && technique.is_rival_of(stated)
            && (*technique == stated || instead(*technique, &asked.scenario).is_none())
    };
    let mut best: Option<((bool, bool, i8, f64), Cell)> = None;
    for technique in Technique::ALL.into_iter().filter(may) {
        let there = asked.with(&[Change::Choice(Choice::Technique, technique.place())]);
        let (verdict, figures) = there.planned();
        let arrives = verdict.kind() == Kind::Arrives;
        let rank = (verdict.is_reached(), arrives, -risk(technique), -verdict.makespan.get());
        // Of equal ones the first in the list stands.
        if best.is_none_or(|(than, _)| than < rank) {
            let cell = seen(&there, &verdict, &figures);
            best = Some((rank, Cell { technique: cell.technique.filter(|_| arrives), ..cell }));
        }
    }
    best.map_or_else(|| of_figure(asked, Figure::TotalTime), |(_, cell)| cell)
}

/// What a technique puts at risk, from the least to the most: nothing while guests run on at the
/// source; their service while they are stopped; themselves, where a lost link loses them; and what is
/// in their memory.
const fn risk(technique: Technique) -> i8 {
    match technique {
        Technique::PreCopy | Technique::Block | Technique::Storage => 0,
        Technique::Offline => 1,
        Technique::PostCopy | Technique::Hybrid => 2,
        Technique::Respawn | Technique::Container | Technique::Warm | Technique::Cold => 3,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::plan::{chosen, wave::wave_plan};
    use crate::scenario::check::check;
    use crate::scenario::presets::base;
    use crate::scenario::wave::Wave;
    use crate::scenario::{Controller, Field};
    use proptest::prelude::*;

    fn asked() -> Asked {
        let mut scenario = base(Controller::Qemu);
        for (field, value) in [
            (Field::Vms, 2.0),
            (Field::Memory, 8.0 * GIB),
            (Field::LinkRate, 10.0 * GBIT),
            (Field::DirtyPageRate, 300.0 * MIB),
        ] {
            field.set(&mut scenario, value);
        }
        Choice::Technique.set(&mut scenario, Technique::PreCopy.place());
        Asked { scenario, wave: None }
    }

    fn map(shown: Shown) -> Map {
        Map { shown, ..Preset::LinkAndDirtyRate.map(&asked()) }
    }

    #[test]
    fn what_spans_decades_is_even_in_orders_of_magnitude() {
        let axis = |field, ends, count| Axis::new(Dial::field(field), &asked(), ends, count).values;
        let link = axis(Field::LinkRate, (0.1 * GBIT, 10.0 * GBIT), 3);
        assert!((link[1] - GBIT).abs() < 1.0, "{link:?}");
        let even = axis(Field::LinkRate, (GBIT, 3.0 * GBIT), 3);
        assert!((even[1] - 2.0 * GBIT).abs() < 1.0, "{even:?}");
        assert_eq!(axis(Field::Streams, (1.0, 4.0), 40), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(axis(Field::Streams, (4.0, 4.0), 40), [4.0]);
        let bounds = axis(Field::Load, (-5.0, 5.0), 2);
        assert_eq!(bounds, [0.0, 1.0]);
    }

    #[test]
    fn the_scenario_stands_where_its_values_are() {
        let (asked, map) = (asked(), map(Shown::Figure(Figure::TotalTime)));
        let (column, row) = map.here(&asked).expect("it is in the middle");
        let close = |value: f64, to: f64| libm::fabs(libm::log(value / to)) < 0.15;
        assert!(close(map.x.values[column], 10.0 * GBIT) && close(map.y.values[row], 300.0 * MIB));
    }

    #[test]
    fn each_preset_has_both_sides_of_what_it_shows() {
        for preset in Preset::ALL {
            let (asked, map) = (asked(), preset.map(&asked()));
            let (columns, rows) = (map.x.values.len(), map.y.values.len());
            assert!(1 < columns && 1 < rows, "{preset:?} {columns} {rows}");
            let cells: Vec<Cell> = (0..rows).flat_map(|row| map.row(&asked, row)).collect();
            let first = cells[0];
            assert!(cells.iter().any(|cell| *cell != first), "{preset:?} is the same everywhere");
            assert!(cells.iter().all(|cell| cell.value.is_none_or(f64::is_finite)), "{preset:?}");
        }
    }

    #[test]
    fn the_best_technique_keeps_the_limits_where_any_does() {
        let (asked, map) = (asked(), map(Shown::BestTechnique));
        let slow = map.cell(&asked, 0, map.y.values.len() - 1);
        let fast = map.cell(&asked, map.x.values.len() - 1, 0);
        assert_eq!(fast.technique, Some(Technique::PreCopy));
        assert_ne!(slow.technique, Some(Technique::PreCopy), "{slow:?}");
        assert!(fast.is_reached && slow.kind == Kind::Arrives);
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 48,
            rng_seed: proptest::test_runner::RngSeed::Fixed(22),
            ..ProptestConfig::default()
        })]

        #[test]
        fn each_cell_is_the_plan_of_that_scenario(
            fields in prop::array::uniform2(0..Field::ALL.len()),
            place in prop::array::uniform2(0..100_usize),
            has_wave: bool,
        ) {
            prop_assume!(fields[0] != fields[1]);
            let mut asked = asked();
            asked.wave = has_wave.then(|| Wave::of(&asked.scenario));
            let [x, y] = fields.map(|at| Axis::around(Dial::field(Field::ALL[at]), &asked, 7));
            let at = [place[0] % x.values.len(), place[1] % y.values.len()];
            let mut scenario = asked.scenario;
            Field::ALL[fields[0]].set(&mut scenario, x.values[at[0]]);
            Field::ALL[fields[1]].set(&mut scenario, y.values[at[1]]);
            let (checked, _) = check(scenario);
            let map = Map { x, y, shown: Shown::Figure(Figure::Sent) };
            let cell = map.cell(&asked, at[0], at[1]);
            let figures = asked.wave.as_ref().map_or_else(
                || chosen(&checked).figures,
                |wave| wave_plan(&checked, wave, |_| ()).figures,
            );
            prop_assert_eq!(cell.arrived, figures.arrived);
            let expected = (cell.kind == Kind::Arrives).then_some(figures.sent.get());
            prop_assert_eq!(cell.value, expected);
        }
    }
}
