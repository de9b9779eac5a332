//! Maps in words: what is turned, what is shown, and what stands out.

use crate::chart::heat::{Edge, Heat, HeatCell, Shade};
use crate::plan::deciding::Input;
use crate::plan::dial::Dial;
use crate::plan::figure::Figure;
use crate::plan::map::{Axis, Cell, Map, Shown};
use crate::plan::verdict::Kind;
use crate::quantity::{Lang, carbon, duration, energy, money, number, percent, quantity};
use crate::report::fields::label;
use crate::report::words::technique;
use crate::scenario::Technique;
use crate::scenario::field::Measure;

/// What is turned; empty for what the page does not turn.
pub const fn dial(dial: Dial, lang: Lang) -> &'static str {
    match dial {
        Dial::Input(Input::Field(field)) => label(field, lang),
        Dial::Input(Input::Choice(_) | Input::Setting(_)) => "",
        Dial::PriceDifference => lang.pick("Price difference", "Preisunterschied"),
    }
}

/// What is shown.
pub const fn shown(shown: Shown, lang: Lang) -> &'static str {
    match shown {
        Shown::BestTechnique => lang.pick("Best technique", "Bestes Verfahren"),
        Shown::Figure(figure) => match figure {
            Figure::TotalTime => lang.pick("Total time", "Gesamtdauer"),
            Figure::Downtime => lang.pick("Longest downtime", "Längster Stillstand"),
            Figure::Sent => lang.pick("Sent", "Gesendet"),
            Figure::Energy => lang.pick("Energy of the move", "Energie des Umzugs"),
            Figure::Carbon => lang.pick("Carbon of the move", "CO₂ des Umzugs"),
            Figure::Cost => lang.pick("Cost of the move", "Kosten des Umzugs"),
            Figure::NetSaving => lang.pick("Saved after the stay", "Nach dem Aufenthalt gespart"),
            Figure::BreakEven => lang.pick("Paid for after", "Bezahlt nach"),
            Figure::Arrived => lang.pick("VMs that arrive", "VMs, die ankommen"),
            Figure::Converges => lang.pick("Does it converge?", "Konvergiert es?"),
            Figure::WithinLimits => lang.pick("Within all limits?", "Innerhalb aller Grenzen?"),
        },
    }
}

/// A value of what is turned, with its unit.
fn turned(dial: Dial, value: f64, lang: Lang) -> String {
    match dial.measure() {
        Some(Measure::Time) => duration(value, lang),
        Some(measure) => quantity(value, measure, lang),
        None => String::new(),
    }
}

/// A value of what is shown, with its unit.
fn value(figure: Figure, value: f64, lang: Lang) -> String {
    match figure {
        Figure::TotalTime | Figure::Downtime | Figure::BreakEven => duration(value, lang),
        Figure::Sent => quantity(value, Measure::Size, lang),
        Figure::Energy => energy(value, lang),
        Figure::Carbon => carbon(value, lang),
        Figure::Cost | Figure::NetSaving => money(value, lang),
        Figure::Arrived => number(value, lang),
        Figure::Converges | Figure::WithinLimits => yes(0.5 < value, lang).to_owned(),
    }
}

const fn yes(holds: bool, lang: Lang) -> &'static str {
    if holds { lang.pick("yes", "ja") } else { lang.pick("no", "nein") }
}

/// What a cell shows.
fn text(map: &Map, cell: &Cell, lang: Lang) -> String {
    let nothing = || match cell.kind {
        Kind::Arrives => "–",
        Kind::Partly => lang.pick("not all arrive", "nicht alle kommen an"),
        Kind::Fails => lang.pick("none arrives", "keine kommt an"),
        Kind::Impossible => lang.pick("no room for them", "kein Platz dafür"),
    };
    let said = match map.shown {
        Shown::BestTechnique => cell.technique.map(|of| technique(of, lang).to_owned()),
        Shown::Figure(figure) => cell.value.map(|of| value(figure, of, lang)),
    };
    said.unwrap_or_else(|| nothing().to_owned())
}

/// What a cell says when it is pointed at.
fn reading(map: &Map, (x, y): (f64, f64), cell: &Cell, lang: Lang) -> String {
    let converges = match (cell.converges, cell.kind) {
        (true, _) => lang.pick("converges", "konvergiert"),
        (false, Kind::Arrives) => lang.pick("stopped by force", "mit Gewalt angehalten"),
        (false, _) => lang.pick("does not converge", "konvergiert nicht"),
    };
    format!(
        "{} {}, {} {}: {}; {converges}",
        dial(map.x.dial, lang),
        turned(map.x.dial, x, lang),
        dial(map.y.dial, lang),
        turned(map.y.dial, y, lang),
        text(map, cell, lang),
    )
}

/// The least and the most that is shown.
fn extent(cells: &[Cell]) -> Option<(f64, f64)> {
    let values = cells.iter().filter_map(|cell| cell.value);
    values.fold(None, |known, value| {
        let (low, high) = known.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

/// How a cell looks: even in orders of magnitude where all is positive, else from zero on.
fn shade(map: &Map, cell: &Cell, extent: Option<(f64, f64)>) -> Shade {
    let figure = match map.shown {
        Shown::BestTechnique => return cell.technique.map_or(Shade::Nothing, Shade::Technique),
        Shown::Figure(figure) => figure,
    };
    let (Some(value), Some((low, high))) = (cell.value, extent) else { return Shade::Nothing };
    if figure.is_yes_or_no() {
        return if 0.5 < value { Shade::Good(0.5) } else { Shade::Bad(0.5) };
    }
    let most = libm::fabs(low).max(libm::fabs(high)).max(f64::MIN_POSITIVE);
    match figure {
        Figure::NetSaving if value < 0.0 => Shade::Bad(libm::sqrt(-value / most)),
        Figure::NetSaving => Shade::Good(libm::sqrt(value / most)),
        _ if 0.0 < low && low < high => {
            Shade::Share(libm::log(value / low) / libm::log(high / low))
        }
        _ if low < high => Shade::Share((value - low) / (high - low)),
        _ => Shade::Share(0.5),
    }
}

fn legend(
    map: &Map,
    cells: &[Cell],
    extent: Option<(f64, f64)>,
    lang: Lang,
) -> Vec<(Shade, String)> {
    let mut legend = Vec::new();
    match (map.shown, extent) {
        (Shown::BestTechnique, _) => {
            let is_there = |of: &Technique| cells.iter().any(|cell| cell.technique == Some(*of));
            let there = Technique::ALL.into_iter().filter(is_there);
            legend.extend(there.map(|of| (Shade::Technique(of), technique(of, lang).to_owned())));
        }
        (Shown::Figure(figure), Some((low, high))) => {
            let of = |at: f64| {
                let seen = cells.iter().find(|cell| cell.value == Some(at));
                let shade = seen.map_or(Shade::Nothing, |cell| shade(map, cell, extent));
                (shade, value(figure, at, lang))
            };
            legend.push(of(low));
            legend.extend((low < high).then(|| of(high)));
        }
        (Shown::Figure(_), None) => {}
    }
    let is_nothing = |cell: &Cell| match map.shown {
        Shown::BestTechnique => cell.technique.is_none(),
        Shown::Figure(_) => cell.value.is_none(),
    };
    if cells.iter().any(is_nothing) {
        let nothing = lang.pick("not all arrive", "nicht alle kommen an");
        legend.push((Shade::Nothing, nothing.to_owned()));
    }
    legend
}

/// What is shown, and how much of it converges.
fn title(of: Shown, converging: usize, cells: usize, lang: Lang) -> String {
    let name = shown(of, lang);
    if converging == 0 {
        let nothing =
            lang.pick("nothing on this map converges", "nichts auf dieser Karte konvergiert");
        return format!("{name}: {nothing}");
    }
    let share = percent(converging as f64 / cells.max(1) as f64, lang);
    match lang {
        Lang::En => format!("{name}: {share} of this map converges"),
        Lang::De => format!("{name}: {share} dieser Karte konvergiert"),
    }
}

/// The picture of a map and its words; `here` is where the scenario stands.
pub fn heat(map: &Map, cells: &[Cell], here: Option<(usize, usize)>, lang: Lang) -> Heat {
    let extent = extent(cells);
    let edge = |axis: &Axis| Edge {
        name: dial(axis.dial, lang).to_owned(),
        values: axis.values.iter().map(|value| turned(axis.dial, *value, lang)).collect(),
    };
    let columns = map.x.values.len().max(1);
    let cell = |(at, cell): (usize, &Cell)| {
        let value = |axis: &Axis, at: usize| axis.values.get(at).copied().unwrap_or(0.0);
        let place = (value(&map.x, at % columns), value(&map.y, at / columns));
        HeatCell {
            shade: shade(map, cell, extent),
            text: text(map, cell, lang),
            reading: reading(map, place, cell, lang),
            converges: cell.converges,
        }
    };
    let (x, y) = (edge(&map.x), edge(&map.y));
    let converging = cells.iter().filter(|cell| cell.converges).count();
    let is_parted = 0 < converging && converging < cells.len();
    let title = title(map.shown, converging, cells.len(), lang);
    let subtitle = if is_parted {
        lang.pick(
            "Every cell is a plan. The line parts what converges from what does not; the ring is your scenario.",
            "Jede Zelle ist ein Plan. Die Linie trennt, was konvergiert, von dem, was es nicht tut; der Ring ist Ihr Szenario.",
        )
    } else {
        lang.pick(
            "Every cell is a plan; the ring is your scenario.",
            "Jede Zelle ist ein Plan; der Ring ist Ihr Szenario.",
        )
    };
    let stands = here.and_then(|(column, row)| {
        let (at, cell) = (row * columns + column, cells.get(row * columns + column)?);
        let here = lang.pick("Your scenario", "Ihr Szenario");
        let place = (*map.x.values.get(at % columns)?, *map.y.values.get(at / columns)?);
        Some(format!(" {here}: {}.", reading(map, place, cell, lang)))
    });
    Heat {
        sentence: format!("{title}. {} × {}.{}", x.name, y.name, stands.unwrap_or_default()),
        title,
        subtitle: subtitle.to_owned(),
        x,
        y,
        cells: cells.iter().enumerate().map(cell).collect(),
        here,
        legend: legend(map, cells, extent, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::picture::svg;
    use crate::chart::theme::Theme;
    use crate::chart::{Chart, Size};
    use crate::plan::map::Preset;
    use crate::plan::remedy::Asked;
    use crate::scenario::Scenario;

    #[test]
    fn every_map_is_drawn_and_told_in_both_languages() {
        let asked = Asked { scenario: Scenario::default(), wave: None };
        let figures = Figure::ALL.into_iter().map(Shown::Figure);
        for shown in figures.chain([Shown::BestTechnique]) {
            let map = Map { shown, ..Preset::LinkAndDirtyRate.map(&asked) };
            let rows = 0..map.y.values.len();
            let cells: Vec<Cell> = rows.flat_map(|row| map.row(&asked, row)).collect();
            for lang in [Lang::En, Lang::De] {
                let heat = heat(&map, &cells, map.here(&asked), lang);
                let size = Size { width: 700.0, height: 400.0 };
                assert_eq!(heat.readings(size, lang).len(), cells.len());
                let table = heat.table(lang);
                assert_eq!(table.rows.len(), map.y.values.len());
                assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
                let picture = svg(&heat, size, &Theme::LIGHT, lang);
                assert!(picture.contains("polygon"), "{shown:?}");
                assert!(!heat.sentence.contains("NaN"), "{}", heat.sentence);
            }
        }
    }
}
