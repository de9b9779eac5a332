//! What electricity costs and emits in eleven countries, by how much of it a consumer takes.
//!
//! Prices: Eurostat, second half of 2024, nrg_pc_204 for households with all taxes and nrg_pc_205 for
//! others without VAT and recoverable taxes, rounded to a tenth of a cent per kWh. Carbon: Ember's
//! averages.

use crate::scenario::{Currency, Field, Scenario, Site, Zone};

/// How much a consumer takes in a year: the bands of Eurostat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Band {
    /// A household, 2.5 to 5 MWh, all taxes included.
    Household,
    /// 20 to 500 MWh.
    Ib,
    /// 0.5 to 2 GWh.
    Ic,
    /// 2 to 20 GWh.
    Id,
    /// 20 to 70 GWh: what a country starts with.
    Ie,
    /// 70 to 150 GWh.
    If,
    /// More than that.
    Ig,
}

impl Band {
    /// All of them, from the smallest consumer to the largest.
    pub const ALL: [Self; 7] =
        [Self::Household, Self::Ib, Self::Ic, Self::Id, Self::Ie, Self::If, Self::Ig];
}

/// Which of the two sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Where machines come from.
    Source,
    /// Where they go.
    Destination,
}

impl Side {
    /// Price, what comes on top of hourly prices, and carbon intensity.
    const fn fields(self) -> [Field; 3] {
        match self {
            Self::Source => [Field::SourcePrice, Field::SourceAdder, Field::SourceCarbon],
            Self::Destination => {
                [Field::DestinationPrice, Field::DestinationAdder, Field::DestinationCarbon]
            }
        }
    }
}

/// A country.
#[derive(Debug, PartialEq)]
pub struct Country {
    /// Its name in English and in German.
    pub name: [&'static str; 2],
    /// By [`Band::ALL`]; zero where Eurostat has none.
    prices: [f64; 7],
    /// What of the price in band IE is not the mean day-ahead price of 2024.
    adder: f64,
    /// Grams per kWh.
    carbon: f64,
}

impl Country {
    /// What a kWh costs such a consumer, if Eurostat says so.
    pub fn price(&self, band: Band) -> Option<f64> {
        Some(self.prices[band as usize]).filter(|price| 0.0 < *price)
    }

    /// The scenario with this country at one of its sites, in EUR; what Eurostat has no price for is
    /// band IE.
    pub fn applied(&self, side: Side, band: Band, scenario: &Scenario) -> Scenario {
        let usual = self.prices[Band::Ie as usize];
        let price = self.price(band).unwrap_or(usual);
        // To a hundredth of a cent, as the adders are.
        let adder = libm::round((self.adder + price - usual) * 1e4) / 1e4;
        let mut scenario = *scenario;
        for (field, value) in side.fields().into_iter().zip([price, adder, self.carbon]) {
            field.set(&mut scenario, value);
        }
        let site = match side {
            Side::Source => &mut scenario.source,
            Side::Destination => &mut scenario.destination,
        };
        site.currency = Currency::Eur;
        scenario
    }
}

/// The country and the band that a scenario has at one of its sites, if any.
pub fn found(side: Side, scenario: &Scenario) -> Option<(&'static Country, Band)> {
    COUNTRIES.iter().find_map(|country| {
        let has = |band: &Band| {
            country.price(*band).is_some() && country.applied(side, *band, scenario).is_as(scenario)
        };
        Band::ALL.into_iter().find(has).map(|band| (country, band))
    })
}

macro_rules! countries {
    ($($en:literal, $de:literal, [$($price:literal),*], $adder:literal, $carbon:literal;)*) => {
        /// Those with prices.
        pub static COUNTRIES: [Country; 11] = [$(Country {
            name: [$en, $de],
            prices: [$($price),*],
            adder: $adder,
            carbon: $carbon,
        },)*];
    };
}

countries! {
    "Austria", "Österreich", [0.244, 0.224, 0.201, 0.179, 0.159, 0.136, 0.143], 0.077, 102.62;
    "Belgium", "Belgien", [0.331, 0.212, 0.182, 0.161, 0.133, 0.113, 0.089], 0.063, 117.58;
    "Czechia", "Tschechien", [0.330, 0.227, 0.194, 0.175, 0.179, 0.167, 0.0], 0.094, 413.86;
    "Denmark", "Dänemark", [0.376, 0.153, 0.128, 0.127, 0.121, 0.113, 0.114], 0.05, 143.3;
    "France", "Frankreich", [0.293, 0.214, 0.179, 0.145, 0.107, 0.082, 0.075], 0.049, 44.18;
    "Germany", "Deutschland", [0.394, 0.271, 0.236, 0.208, 0.171, 0.143, 0.139], 0.0925, 342.06;
    "Italy", "Italien", [0.311, 0.263, 0.227, 0.201, 0.171, 0.149, 0.134], 0.064, 287.75;
    "Netherlands", "Niederlande", [0.216, 0.231, 0.198, 0.195, 0.146, 0.174, 0.128], 0.068, 252.7;
    "Norway", "Norwegen", [0.190, 0.069, 0.068, 0.058, 0.052, 0.044, 0.038], 0.002, 30.75;
    "Poland", "Polen", [0.248, 0.260, 0.210, 0.188, 0.175, 0.165, 0.186], 0.078, 614.98;
    "Sweden", "Schweden", [0.235, 0.101, 0.085, 0.073, 0.06, 0.059, 0.056], 0.024, 35.89;
}

/// A site in this zone, in what its country decides: what comes on top of hourly prices and the
/// average carbon intensity. Like `site` otherwise, and altogether where Eurostat has no price.
pub fn in_zone(zone: Zone, site: Site) -> Site {
    let country = match zone {
        Zone::At => "Austria",
        Zone::Be => "Belgium",
        Zone::Cz => "Czechia",
        Zone::DeLu => "Germany",
        Zone::Dk1 | Zone::Dk2 => "Denmark",
        Zone::Fr => "France",
        Zone::ItNorth => "Italy",
        Zone::Nl => "Netherlands",
        Zone::No2 => "Norway",
        Zone::Pl => "Poland",
        Zone::Se3 | Zone::Se4 => "Sweden",
        Zone::None | Zone::Ch | Zone::AuNsw | Zone::AuVic => return site,
    };
    let scenario = Scenario { destination: site, ..Scenario::default() };
    let band = found(Side::Destination, &scenario).map_or(Band::Ie, |(_, band)| band);
    let found = COUNTRIES.iter().find(|found| found.name[0] == country);
    found.map_or(site, |found| found.applied(Side::Destination, band, &scenario).destination)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::check::check;
    use crate::scenario::choice::Options;

    const SIDES: [Side; 2] = [Side::Source, Side::Destination];

    #[test]
    fn every_zone_of_a_country_with_prices_has_its_surcharge() {
        let site = Scenario::default().source;
        for (zone, name) in Zone::NAMED {
            let is_known = matches!(zone.currency(), Currency::Eur)
                && !matches!(zone, Zone::None | Zone::Ch | Zone::DeLu);
            assert_eq!(in_zone(*zone, site) != site, is_known, "{name}");
        }
    }

    #[test]
    fn other_zones_have_the_consumer_that_the_destination_has() {
        let scenario = Scenario::default();
        let [germany, france] = ["Germany", "France"].map(|name| {
            COUNTRIES.iter().find(|country| country.name[0] == name).expect("a country")
        });
        let at = |country: &Country| {
            country.applied(Side::Destination, Band::Household, &scenario).destination
        };
        let (there, here) = (at(germany), at(france));
        assert_eq!(in_zone(Zone::Fr, there).adder, here.adder);
    }

    #[test]
    fn every_country_and_band_is_sound_and_is_found_again() {
        for (side, country) in
            SIDES.iter().flat_map(|side| COUNTRIES.iter().map(move |c| (side, c)))
        {
            for band in Band::ALL.into_iter().filter(|band| country.price(*band).is_some()) {
                let applied = country.applied(*side, band, &Scenario::default());
                let (checked, findings) = check(applied);
                assert_eq!((*checked.get(), findings), (applied, vec![]), "{:?}", country.name);
                assert_eq!(found(*side, &applied), Some((country, band)), "{:?}", country.name);
            }
        }
    }

    #[test]
    fn the_default_scenario_goes_from_germany_to_norway() {
        let names = SIDES.map(|side| {
            found(side, &Scenario::default()).map(|(country, band)| (country.name[0], band))
        });
        assert_eq!(names, [Some(("Germany", Band::Ie)), Some(("Norway", Band::Ie))]);
    }
}
