//! One thing that is turned while all else stays as it is: an input, or two prices at once. Maps turn
//! two of them, inverse questions one.

use super::deciding::Input;
use super::remedy::{Asked, Change};
use crate::scenario::field::Measure;
use crate::scenario::ruled_out::instead;
use crate::scenario::wave::{Setting, Wave};
use crate::scenario::{Choice, Field, Scenario, Technique, choice::Options};
use crate::units::CarbonPrice;

/// What is turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dial {
    /// An input by itself.
    Input(Input),
    /// How much dearer electricity is at the source than at the destination, carbon aside, in units of
    /// the source's currency per kWh: the source's price is turned.
    PriceDifference,
}

impl Dial {
    /// A number of the scenario.
    pub const fn field(field: Field) -> Self {
        Self::Input(Input::Field(field))
    }

    /// What it measures; none for a choice.
    pub const fn measure(self) -> Option<Measure> {
        match self {
            Self::Input(Input::Field(field)) => Some(field.measure()),
            Self::Input(Input::Setting(setting)) => Some(setting.measure()),
            Self::Input(Input::Choice(_)) => None,
            Self::PriceDifference => Some(Measure::Price),
        }
    }

    /// The least and the greatest value that makes sense, in the base unit; of a choice, its places.
    pub const fn bounds(self) -> (f64, f64) {
        match self {
            Self::Input(Input::Field(field)) => field.bounds(),
            Self::Input(Input::Setting(setting)) => setting.bounds(),
            Self::Input(Input::Choice(choice)) => (0.0, choice.count() as f64 - 1.0),
            // As prices at the source are bounded when the destination's is zero.
            Self::PriceDifference => Field::SourcePrice.bounds(),
        }
    }

    /// Where it stands, in the base unit.
    pub fn get(self, asked: &Asked) -> f64 {
        match self {
            Self::Input(Input::Field(field)) => field.get(&asked.scenario),
            Self::Input(Input::Choice(choice)) => choice.get(&asked.scenario) as f64,
            Self::Input(Input::Setting(setting)) => match &asked.wave {
                Some(wave) => wave.get(setting),
                None => Wave::of(&asked.scenario).get(setting),
            },
            Self::PriceDifference => {
                Field::SourcePrice.get(&asked.scenario) - price_there(&asked.scenario)
            }
        }
    }

    /// The same with it turned there. A number of a wave makes one of a scenario that has none.
    #[must_use]
    pub fn turned(self, asked: &Asked, value: f64) -> Asked {
        match self {
            Self::Input(Input::Field(field)) => asked.with(&[Change::Field(field, value)]),
            Self::Input(Input::Choice(choice)) => {
                asked.with(&[Change::Choice(choice, value.max(0.0) as usize)])
            }
            Self::Input(Input::Setting(setting)) => {
                let change = [Change::Setting(setting, value)];
                if asked.wave.is_some() {
                    return asked.with(&change);
                }
                let wave = Some(Wave::of(&asked.scenario));
                Asked { wave, ..asked.clone() }.with(&change)
            }
            Self::PriceDifference => {
                let price = price_there(&asked.scenario) + value;
                asked.with(&[Change::Field(Field::SourcePrice, price)])
            }
        }
    }

    /// Whether anything may come of turning it here, as far as controller and technique tell.
    pub fn applies(self, scenario: &Scenario) -> bool {
        match self {
            Self::Input(Input::Field(field)) => field.applies(scenario),
            Self::Input(Input::Choice(choice)) => choice.applies(scenario),
            Self::Input(Input::Setting(_)) | Self::PriceDifference => true,
        }
    }

    /// Whether zero stands for no limit at all, so that it lies beyond the greatest value.
    pub const fn is_lifted_at_zero(self) -> bool {
        matches!(
            self,
            Self::Input(
                Input::Field(
                    Field::MaxBandwidth
                        | Field::RoundLimit
                        | Field::TimeoutPerGib
                        | Field::StallTimeout
                        | Field::StreamLimit
                        | Field::DiskRate
                ) | Input::Setting(Setting::Window | Setting::Batch)
            )
        )
    }

    /// The places of a choice that can be chosen here; none for a number.
    pub fn places(self, scenario: &Scenario) -> Option<Vec<f64>> {
        let Self::Input(Input::Choice(choice)) = self else { return None };
        let is_open = |place: &usize| {
            choice != Choice::Technique
                || *place == choice.get(scenario)
                || instead(Technique::at(*place), scenario).is_none()
        };
        Some((0..choice.count()).filter(is_open).map(|place| place as f64).collect())
    }
}

/// The destination's price in the source's currency; as it is where a rate is not stated.
fn price_there(scenario: &Scenario) -> f64 {
    let Scenario { source, destination, .. } = scenario;
    let price = destination.price.to_per_kwh();
    if source.currency == destination.currency {
        return price;
    }
    let meter = destination.meter_price(CarbonPrice::per_ton(0.0));
    let per_eur = source.per_eur(source.currency);
    meter.zip(per_eur).map_or(price, |(meter, rate)| meter.to_per_kwh() * rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Asked {
        Asked { scenario: Scenario::default(), wave: None }
    }

    #[test]
    fn what_is_turned_stands_there() {
        let asked = asked();
        for dial in [
            Dial::field(Field::LinkRate),
            Dial::Input(Input::Setting(Setting::Destinations)),
            Dial::PriceDifference,
        ] {
            let turned = dial.turned(&asked, 3.0);
            let value = dial.get(&turned);
            assert!((value - 3.0).abs() < 1e-9, "{dial:?} {value}");
            assert!((dial.get(&dial.turned(&turned, dial.get(&asked))) - dial.get(&asked)) < 1e-9);
        }
    }

    #[test]
    fn who_copies_disks_has_no_techniques_that_need_shared_storage() {
        let technique = Dial::Input(Input::Choice(Choice::Technique));
        let places = technique.places(&Scenario::default()).expect("a choice");
        assert!(!places.iter().any(|at| Technique::at(*at as usize) == Technique::PreCopy));
        assert!(places.iter().any(|at| Technique::at(*at as usize) == Technique::Block));
    }
}
