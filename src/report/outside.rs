//! What is said of a scenario that lies outside of what was measured.

use super::fields::label;
use crate::model::domain::{LINKS, LONGEST_RTT, MOST_MEMORY, Outside};
use crate::quantity::{Lang, quantity};
use crate::scenario::field::Measure;
use crate::scenario::{Field, Scenario};

/// The inputs that lie outside of what was measured.
pub fn outside(scenario: &Scenario) -> impl Iterator<Item = Field> {
    let Scenario { fleet, link, .. } = scenario;
    let Outside { memory, link, rtt } = Outside::of(fleet.memory, link.rate, link.rtt);
    let all = [(Field::Memory, memory), (Field::LinkRate, link), (Field::Rtt, rtt)];
    all.into_iter().filter(|(_, distance)| 0.0 < *distance).map(|(field, _)| field)
}

/// Which inputs those are, as far as was measured, and that ranges are wider there; none inside.
pub fn outside_note(scenario: &Scenario, lang: Lang) -> Option<String> {
    let up_to = lang.pick("up to", "bis");
    let said = |field: Field| {
        let measured = match field {
            Field::Memory => {
                format!("{up_to} {}", quantity(MOST_MEMORY.get(), Measure::Size, lang))
            }
            Field::Rtt => format!("{up_to} {}", quantity(LONGEST_RTT.get(), Measure::Time, lang)),
            _ => {
                let [least, most] = LINKS.map(|link| quantity(link.get(), Measure::BitRate, lang));
                format!("{least} {} {most}", lang.pick("to", "bis"))
            }
        };
        format!("{} ({measured})", label(field, lang))
    };
    let all: Vec<String> = outside(scenario).map(said).collect();
    let (begin, end) = match lang {
        Lang::En => ("Outside of what was measured, so that ranges are wider: ", "."),
        Lang::De => ("Außerhalb des Gemessenen, daher mit weiteren Spannen: ", "."),
    };
    (!all.is_empty()).then(|| format!("{begin}{}{end}", all.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::plain_spaces;
    use crate::units::{Bandwidth, Bytes};

    #[test]
    fn what_lies_outside_is_named_with_what_was_measured() {
        let mut scenario = Scenario::default();
        assert_eq!(outside_note(&scenario, Lang::En), None);
        scenario.fleet.memory = Bytes::gib(256.0);
        scenario.link.rate = Bandwidth::mbit_per_s(25_000.0);
        let said = plain_spaces(&outside_note(&scenario, Lang::En).unwrap_or_default());
        assert_eq!(
            said,
            "Outside of what was measured, so that ranges are wider: Memory of each VM (up to 8 GiB), \
             Link speed (129 Mbit/s to 2 Gbit/s)."
        );
    }
}
