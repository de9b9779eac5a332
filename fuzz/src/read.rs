//! What is read either says what was meant or is refused.

use std::rc::Rc;

use movecast::evidence::{case, predict};
use movecast::model::breakeven::Account;
use movecast::model::profile::Profile;
use movecast::quantity::{self, Lang};
use movecast::scenario::Scenario;
use movecast::scenario::field::Field;
use movecast::scenario::wave::{Group, Wave};
use movecast::share;

use crate::bytes::Bytes;

const LANGS: [Lang; 2] = [Lang::En, Lang::De];

/// A link says the same when it is written again, whoever sealed it, and so does what goes along.
pub(crate) fn link(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let along = format!("{}{text}", share::link::encode_all(&share::Stated::default()));
    for text in [share::link::sealed(text.clone()), along, text] {
        let Ok(read) = share::link::decode_with(&text) else { continue };
        assert_eq!(share::link::decode_all(&text).as_ref(), Ok(&read.0), "{text}");
        let again = share::link::decode_with(&share::link::encode_with(&read.0, &read.1));
        assert_eq!(again.as_ref(), Ok(&read), "{text}");
    }
}

/// A file says the same when it is written again, and the same as the link of its scenario.
pub(crate) fn file(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(read) = share::file::from_json_all(&text) else { return };
    let stated = read.stated;
    let again = share::file::from_json_all(&share::file::to_json_all(&stated));
    let again = again.expect("a file that was written").stated;
    assert_eq!(again, stated, "{text}");
    let linked = share::link::decode_all(&share::link::encode_all(&stated));
    assert_eq!(linked, Ok(again), "{text}");
}

/// Every hour has a finite number in each column, or none has.
pub(crate) fn series(data: &[u8]) {
    let Ok(series) = share::series::read(&String::from_utf8_lossy(data)) else { return };
    assert!(0 < series.hours());
    for column in [&series.prices, &series.carbon, &series.pue, &series.renewables] {
        assert!(column.is_empty() || column.len() == series.hours());
        assert!(column.iter().all(|value| value.is_finite()));
    }
}

/// Groups are within the bounds of a wave, and a link holds them as they are.
pub(crate) fn groups(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for lang in LANGS {
        let table = share::groups::read(&text, &Group::of(&Scenario::default()), lang);
        let mut wave = Wave::default();
        wave.groups = table.groups;
        let (checked, is_cut) = wave.checked();
        assert!(!is_cut);
        assert_eq!(checked, wave, "a row beyond the bounds was taken: {text}");
        assert_eq!(share::wave::decode(&share::wave::encode(&wave)), Some(wave));
    }
}

/// Points that were read are read again where they are written in full.
pub(crate) fn points(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for lang in LANGS {
        let Ok(points) = share::points::read(&text, lang) else { continue };
        let written = share::points::write(&points, lang);
        let again = share::points::read(&written, lang);
        assert!(points.is_empty() || again.is_ok_and(|again| !again.is_empty()), "{written}");
    }
}

/// A row that is taken can be predicted.
pub(crate) fn cases(data: &[u8]) {
    let rows = case::read(&String::from_utf8_lossy(data));
    for (case, _) in rows.into_iter().filter_map(Result::ok).take(3) {
        for end in predict::trace_of(&case, &Profile::QEMU_LAB).moves {
            assert!(end.downtime.get().is_finite() && 0.0 <= end.downtime.get());
            assert!(end.downtime <= end.end, "{case:?}");
        }
    }
}

/// What operators paste is read or refused.
pub(crate) fn import(data: &[u8]) {
    let _ = share::import::import(&String::from_utf8_lossy(data));
}

/// No number is written as minus zero.
pub(crate) fn numbers(data: &[u8]) {
    let mut bytes = Bytes(data);
    while !bytes.is_empty() {
        let value = bytes.number((-1e9, 1e9));
        let places = bytes.below(9);
        for lang in LANGS {
            let measured = Field::ALL.iter().map(|f| quantity::quantity(value, f.measure(), lang));
            let account = [Account::Money, Account::Energy, Account::Carbon];
            let plain = [
                quantity::number(value, lang),
                quantity::fixed(value, places, lang),
                quantity::percent(value, lang),
                quantity::signed_percent(value, lang),
                quantity::duration(value, lang),
            ];
            let amounts = account.map(|account| quantity::amount(value, account, lang));
            for text in measured.chain(plain).chain(amounts) {
                let is_zero = !text.contains(|c: char| ('1'..='9').contains(&c));
                assert!(!is_zero || !text.starts_with(['\u{2212}', '-', '+']), "{value:e}: {text}");
            }
        }
    }
}

/// What is stated as a whole.
pub(crate) fn stated(scenario: Scenario, wave: Option<Wave>) -> share::Stated {
    share::Stated { wave: wave.map(Rc::new), ..share::Stated::from(scenario) }
}
