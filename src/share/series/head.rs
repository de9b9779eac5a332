//! What the head of a table of series says: columns, units and the currency.

use crate::scenario::Currency;
use crate::scenario::choice::Options;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Prices, per kWh; negative ones are kept.
    Price,
    /// Carbon intensities, in grams per kWh.
    Carbon,
    /// Facility energy over IT energy.
    Pue,
    /// Kilowatts of a site's own renewables.
    Renewables,
}

/// The cells of a head.
pub(super) fn names(head: &str) -> impl Iterator<Item = &str> {
    head.split(delimiter(head))
}

/// The columns that a head names, but for the time, over this first row, from which its time is cut off;
/// none where two of them are the same.
pub(super) fn columns(head: &str, has_time: bool, row: &str) -> Option<Vec<Kind>> {
    // What has one cell only is about the price, or whatever else it names.
    let count = names(head).count();
    let has_time = has_time || row.split(delimiter(head)).count() < count;
    let kinds: Vec<Kind> = names(head).skip(usize::from(has_time && 1 < count)).map(kind).collect();
    let is_new = |(at, kind): (usize, &Kind)| !kinds[..at].contains(kind);
    kinds.iter().enumerate().all(is_new).then_some(kinds)
}

/// What a cell of a head makes of its prices, where it says that they are per kWh: whole units of the
/// currency or hundredths.
pub(super) fn scale(name: &str) -> Option<f64> {
    const HUNDREDTHS: [&str; 9] =
        ["ct", "cts", "cent", "cents", "rp", "rappen", "pence", "øre", "öre"];
    let name = name.to_ascii_lowercase();
    let is_per_kwh = kind(&name) == Kind::Price && name.contains("kwh");
    let mut words = name.split(|c: char| !c.is_alphabetic());
    let are_hundredths = words.any(|word| HUNDREDTHS.contains(&word));
    is_per_kwh.then_some(if are_hundredths { 0.01 } else { 1.0 })
}

/// The currency that a head names.
pub(super) enum Named {
    None,
    Known(Currency),
    Unknown,
}

/// What a head says of the currency of its prices: its code, or its sign where only one currency has
/// it. Three letters before `/MWh` or `per kWh` that are no such code are another currency's.
pub(super) fn currency(head: &str) -> Named {
    for name in names(head).filter(|name| kind(name) == Kind::Price) {
        let words: Vec<&str> = name.split(|c: char| !c.is_alphabetic()).collect();
        let known = |word: &str| {
            let known = Currency::NAMED.iter().find(|(_, code)| code.eq_ignore_ascii_case(word));
            known.map(|(currency, _)| *currency)
        };
        let sign = [('€', Currency::Eur), ('£', Currency::Gbp)];
        let sign = sign.into_iter().find(|(sign, _)| name.contains(*sign));
        let code = words.iter().find_map(|word| known(word));
        if let Some(currency) = code.or(sign.map(|(_, currency)| currency)) {
            return Named::Known(currency);
        }
        let words = words.into_iter().filter(|word| !["", "per", "je", "pro"].contains(word));
        let words: Vec<&str> = words.collect();
        let is_code = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
        let is_energy = |word: &str| ["kwh", "mwh"].contains(&&*word.to_ascii_lowercase());
        if name.contains('$') || words.windows(2).any(|two| is_code(two[0]) && is_energy(two[1])) {
            return Named::Unknown;
        }
    }
    Named::None
}

fn kind(name: &str) -> Kind {
    let name = name.to_ascii_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if is(&["pue"]) {
        Kind::Pue
    } else if is(&["carbon", "co2", "gco"]) {
        Kind::Carbon
    } else if is(&["renew", "solar", "wind", "pv"]) || is(&["kw"]) && !is(&["kwh"]) {
        Kind::Renewables
    } else {
        Kind::Price
    }
}

/// What separates the cells of a line.
pub(super) fn delimiter(line: &str) -> char {
    ['\t', ';'].into_iter().find(|mark| line.contains(*mark)).unwrap_or(',')
}
