//! Whatever is stated can be planned.

use movecast::plan;
use movecast::quantity::Lang;
use movecast::report;
use movecast::scenario::check::{Checked, check};
use movecast::scenario::field::Field;
use movecast::scenario::wave::{Group, Order, Setting, Wave, Workload};
use movecast::scenario::{Choice, Scenario};
use movecast::units::{Bandwidth, Bytes as Size, Ratio};

use crate::bytes::Bytes;
use crate::read::stated;

/// More machines take too long to find anything.
const MOST_MACHINES: u32 = 300;

/// Any scenario: whatever fields and choices the bytes name, with any numbers.
fn scenario(bytes: &mut Bytes<'_>) -> Scenario {
    let mut scenario = Scenario::default();
    for _ in 0..bytes.below(40) {
        let at = bytes.below(Field::ALL.len() + Choice::ALL.len());
        match Field::ALL.get(at) {
            Some(field) => field.set(&mut scenario, bytes.number(field.bounds())),
            None => {
                let choice = Choice::ALL[at - Field::ALL.len()];
                choice.set(&mut scenario, bytes.below(8));
            }
        }
    }
    scenario
}

/// Any link and file of it say the same.
fn travels(scenario: Scenario, wave: Option<Wave>) {
    use movecast::share::{file, link};
    let stated = stated(scenario, wave);
    let read = link::decode_all(&link::encode_all(&stated));
    let opened = file::from_json_all(&file::to_json_all(&stated)).map(|read| read.stated);
    let (opened, read) = (opened.expect("a file"), read.expect("a link"));
    // A file says the currency of a zone where it is not that zone's own.
    let same = Scenario { stated: read.scenario.stated, ..*opened.scenario };
    assert_eq!((same, &opened.wave), (*read.scenario, &read.wave));
}

/// Every technique has finite figures, none contradicts itself, and the verdict is words.
pub(crate) fn plan(data: &[u8]) {
    let checked = checked(scenario(&mut Bytes(data)));
    travels(*checked.get(), None);
    let plan = plan::plan(&checked);
    for outcome in &plan.outcomes {
        let figures = &outcome.figures;
        for value in [
            figures.total_time.get(),
            figures.downtime.get(),
            figures.longest_downtime.get(),
            figures.longest_stall.get(),
            figures.sent.get(),
            figures.bill.total().to_joules(),
        ] {
            assert!(value.is_finite() && 0.0 <= value, "{outcome:?}");
        }
        assert!(figures.longest_downtime <= figures.total_time, "{outcome:?}");
    }
    for lang in [Lang::En, Lang::De] {
        let said = report::verdict(&checked, &plan, None, lang).headline;
        assert!(!said.is_empty() && !said.contains("NaN") && !said.contains("inf"), "{said}");
    }
}

/// Every machine of a wave ends, at a finite time.
pub(crate) fn wave(data: &[u8]) {
    let mut bytes = Bytes(data);
    let checked = checked(scenario(&mut bytes));
    let mut wave = Wave::default();
    wave.order = Order::ALL[bytes.below(Order::ALL.len())].0;
    for _ in 0..bytes.below(12) {
        let setting = Setting::ALL[bytes.below(Setting::ALL.len())];
        wave.set(setting, bytes.number(setting.bounds()));
    }
    let mut left = MOST_MACHINES;
    while !bytes.is_empty() && 0 < left {
        let mut size = || Size::new(bytes.number((0.0, 3e13)));
        let (memory, disk, set) = ((size(), size()), size(), size());
        let count = (bytes.below(100) as u32).min(left);
        left -= count;
        wave.groups.push(Group {
            name: String::new(),
            count,
            memory,
            touched: Ratio::new(bytes.number((0.0, 1.0))),
            workload: match bytes.below(3) {
                0 => Workload::Scenario,
                1 => Workload::Preset(bytes.below(40)),
                _ => Workload::Writes { set, rate: Bandwidth::new(bytes.number((0.0, 2e10))) },
            },
            disk,
            vcpus: bytes.number((1.0, 1024.0)),
            priority: bytes.below(9) as u32,
        });
    }
    let wave = wave.checked().0;
    travels(*checked.get(), Some(wave.clone()));
    let planned = plan::wave::wave_plan(&checked, &wave, |_| ());
    assert_eq!(planned.rows.len(), wave.machines() as usize);
    for row in &planned.rows {
        assert!(row.end.get().is_finite() && row.start <= row.end, "{row:?}");
        assert!(row.downtime.get().is_finite() && row.sent.get().is_finite(), "{row:?}");
    }
}

fn checked(scenario: Scenario) -> Checked {
    check(scenario).0
}
