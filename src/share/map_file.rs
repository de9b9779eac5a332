//! Maps as rows of a table: a row for each pair of values.

use super::{axis, figure_names, names};
use crate::plan::map::{Axis, Cell, Map, Shown};
use crate::plan::verdict::Kind;
use crate::quantity::units;
use crate::scenario::field::Measure;

/// Columns beside the two inputs and what is shown.
const BESIDE: [&str; 6] =
    ["outcome", "arrived", "of", "converges", "within_limits", "is_the_scenario"];

/// The names of the columns: the inputs and what is shown with their units.
pub fn columns(map: &Map) -> Vec<String> {
    let shown = match map.shown {
        Shown::BestTechnique => figure_names::BEST_TECHNIQUE.to_owned(),
        Shown::Figure(figure) => {
            with_unit(figure_names::name(figure), figure_names::unit(figure).unwrap_or_default())
        }
    };
    let input = |axis: &Axis| with_unit(&axis::name(axis.dial), unit(axis).0);
    let inputs = [input(&map.x), input(&map.y), shown];
    inputs.into_iter().chain(BESIDE.map(str::to_owned)).collect()
}

/// The cells of a row of the map as rows of the table; `here` is where the scenario stands.
pub fn rows(
    map: &Map,
    row: usize,
    cells: &[Cell],
    here: Option<(usize, usize)>,
) -> Vec<Vec<String>> {
    let Some(y) = map.y.values.get(row) else { return Vec::new() };
    let cell = |(column, (x, cell)): (usize, (&f64, &Cell))| {
        let shown = match map.shown {
            Shown::BestTechnique => cell.technique.map(names::technique),
            Shown::Figure(_) => None,
        };
        let number = cell.value.map(|value| format!("{value}"));
        vec![
            value(&map.x, *x),
            value(&map.y, *y),
            shown.map(str::to_owned).or(number).unwrap_or_default(),
            kind(cell.kind).to_owned(),
            format!("{}", cell.arrived),
            format!("{}", cell.of),
            format!("{}", cell.converges),
            format!("{}", cell.is_reached),
            format!("{}", here == Some((column, row))),
        ]
    };
    map.x.values.iter().zip(cells).enumerate().map(cell).collect()
}

/// How it goes for how many, in a word.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Impossible => "impossible",
        Kind::Fails => "fails",
        Kind::Partly => "partly",
        Kind::Arrives => "arrives",
    }
}

/// Which of an axis's edges makes no difference to any cell, by its name.
pub fn idle<'a>(map: &'a Map, cells: &'a [Vec<Cell>]) -> impl Iterator<Item = String> + 'a {
    let along_x = cells.iter().all(|row| row.windows(2).all(|pair| pair[0] == pair[1]));
    let along_y = cells.windows(2).all(|pair| pair[0] == pair[1]);
    let idle = [(along_x, &map.x), (along_y, &map.y)];
    idle.into_iter().filter(|(is_idle, _)| *is_idle).map(|(_, axis)| axis::name(axis.dial))
}

fn with_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.to_owned() } else { format!("{name} [{unit}]") }
}

/// The unit of an axis, whatever its values are, and how large it is.
fn unit(axis: &Axis) -> (&'static str, f64) {
    match axis.dial.measure() {
        None => ("", 1.0),
        // In the currency of the site, whichever that is.
        Some(Measure::Price) => ("per kWh", 1.0),
        Some(Measure::Time) => ("s", 1.0),
        Some(measure) => (units(measure)[0].name, units(measure)[0].factor),
    }
}

fn value(axis: &Axis, value: f64) -> String {
    let number = || {
        // Nine digits are enough to plan the same again, and are no noise of the last bit.
        let number = value / unit(axis).1;
        format!("{number:.9e}").parse::<f64>().map_or(String::new(), |short| format!("{short}"))
    };
    axis::option(axis.dial, value).map_or_else(number, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::map::Preset;
    use crate::plan::remedy::Asked;
    use crate::scenario::Scenario;

    #[test]
    fn a_map_is_a_table_with_units_and_one_row_is_the_scenario() {
        let asked = Asked { scenario: Scenario::default(), wave: None };
        let map = Preset::LinkAndDirtyRate.map(&asked);
        let columns = columns(&map);
        assert_eq!(columns[0], "link-speed [Mbit/s]");
        assert_eq!(columns[2], "total-time [s]");
        let here = map.here(&asked);
        let cells: Vec<Vec<Cell>> =
            (0..map.y.values.len()).map(|row| map.row(&asked, row)).collect();
        let rows: Vec<Vec<String>> = cells
            .iter()
            .enumerate()
            .flat_map(|(row, cells)| rows(&map, row, cells, here))
            .collect();
        assert_eq!(rows.len(), map.x.values.len() * map.y.values.len());
        assert!(rows.iter().all(|row| row.len() == columns.len()));
        assert_eq!(rows.iter().filter(|row| row[8] == "true").count(), 1);
        assert_eq!(idle(&map, &cells).next(), None);
    }
}
