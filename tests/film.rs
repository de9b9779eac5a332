//! The film of a move, whatever is moved.

#![cfg(not(target_arch = "wasm32"))]

use movecast::plan::film::{CELLS, Film};
use movecast::plan::plan;
use movecast::scenario::check::check;
use movecast::scenario::{Controller, Scenario, Technique, presets};
use movecast::units::{Bandwidth, Bytes, Seconds};
use proptest::prelude::*;

const CONTROLLERS: [Controller; 5] = [
    Controller::Qemu,
    Controller::Nova,
    Controller::KubeVirt,
    Controller::Xen,
    Controller::CloudHypervisor,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_move_can_be_looked_at(
        values in proptest::collection::vec(0.0..1.0_f64, 8),
        technique in 0..7_usize, controller in 0..5_usize, part in 0.0..1.0_f64,
    ) {
        let mut scenario = presets::base(CONTROLLERS[controller]);
        let Scenario { fleet, link, policy, .. } = &mut scenario;
        policy.technique = Technique::ALL[technique];
        fleet.vms = 1.0;
        fleet.touched = fleet.memory * values[0];
        fleet.working_set = fleet.memory * values[1];
        fleet.dirty_page_rate = Bandwidth::mib_per_s(400.0 * values[2]);
        link.rate = Bandwidth::mib_per_s(10.0 + 1000.0 * values[3]);
        policy.throttling.on = 0.5 < values[4];
        policy.timeout = Seconds::new(2000.0 * values[5]);
        policy.downtime_limit = Seconds::new(values[6]);
        policy.round_limit = (values[7] * 20.0).round();
        let (checked, _) = check(scenario);
        if let Some(film) = Film::of(&checked, plan(&checked).chosen()) {
            let moment = film.at(film.end() * part);
            let all = film.cell() * CELLS as f64;
            let sum = moment.waiting + moment.dirty + moment.there;
            prop_assert!((sum - all).get().abs() <= 1e-6 * all.get());
            prop_assert!(Bytes::new(-1.0) <= moment.there, "{:?}", moment.there);
            prop_assert!(moment.fetched <= moment.there + Bytes::new(1.0));
            prop_assert_eq!(&moment, &film.at(film.end() * part));
        }
    }
}
