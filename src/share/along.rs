//! What goes along with a link and is no part of what it states: what its author saw of it, the
//! scenarios it is compared with, and where in the page it opens.
//!
//! It follows the checksum as `&F=figures`, `&K=name/link//name/link` and `&V=place`, each of which may
//! be missing. What of it cannot be read is left out: the scenario is whole all the same.

use std::rc::Rc;

use super::seen::Seen;
use super::{Place, Stated, link, task};
use crate::report::compare::MOST;

/// Letters of a key and what follows it.
const KEY: usize = "V=".len();
/// Between a name and its link, and instead of each `&` in the link.
const WITHIN: char = '/';
/// Between scenarios.
const BETWEEN: &str = "//";

/// A scenario that the user keeps, to be compared or opened again.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// What the user calls it.
    pub name: String,
    /// What it states.
    pub stated: Stated,
}

impl Saved {
    /// The longest name in letters.
    const LONGEST_NAME: usize = 60;

    /// It under this name, without space around it and not longer than a line.
    pub fn named(name: &str, stated: Stated) -> Self {
        let name = task::plain(name, Self::LONGEST_NAME);
        Self { name: name.trim().to_owned(), stated }
    }
}

/// Scenarios that are kept, at most [`MOST`]; the first is what the others are held against.
pub type Shelf = Rc<Vec<Saved>>;

/// What goes along with a link.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Along {
    /// What its author saw.
    pub seen: Option<Seen>,
    /// What it is compared with.
    pub kept: Shelf,
    /// Where in the page it opens.
    pub place: Place,
}

impl Along {
    /// The end of a link whose scenario is `sealed`.
    pub(super) fn encode(&self, sealed: &str) -> String {
        let mut text = String::new();
        if let Some(seen) = &self.seen {
            text.push_str("&F=");
            text.push_str(&seen.encode(sealed));
        }
        for (at, saved) in self.kept.iter().enumerate() {
            text.push_str(if at == 0 { "&K=" } else { BETWEEN });
            text.push_str(&task::escape(&saved.name));
            text.push(WITHIN);
            text.push_str(&link::encode_all(&saved.stated).replace('&', "/"));
        }
        if self.place != Place::default() {
            text.push_str("&V=");
            text.push_str(&self.place.encode());
        }
        text
    }

    /// Reads the end of a link whose scenario is `sealed`.
    pub(super) fn decode(sealed: &str, text: &str) -> Self {
        let mut along = Self::default();
        // A full stop, a bracket or a quote after a link is none of its letters.
        let text = text.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
        for part in text.split('&') {
            match part.split_at_checked(KEY) {
                Some(("V=", place)) => along.place = Place::decode(place).unwrap_or_default(),
                Some(("F=", seen)) => along.seen = Seen::decode(sealed, seen),
                Some(("K=", kept)) => {
                    along.kept =
                        Rc::new(kept.split(BETWEEN).filter_map(saved).take(MOST).collect());
                }
                _ => {}
            }
        }
        along
    }
}

fn saved(text: &str) -> Option<Saved> {
    let (name, link) = text.split_once(WITHIN)?;
    let stated = link::decode_all(&link.replace(WITHIN, "&")).ok()?;
    Some(Saved::named(&task::unescape(name)?, stated.with_task(None)))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod laws {
    use super::*;
    use crate::plan::plan;
    use crate::scenario::check::check;
    use crate::scenario::wave::Wave;
    use crate::scenario::{Field, Scenario};
    use proptest::prelude::*;

    fn with(field: Field, value: f64) -> Stated {
        let mut scenario = Scenario::default();
        field.set(&mut scenario, value);
        scenario.into()
    }

    fn seen(stated: &Stated) -> Seen {
        Seen::of(&plan(&check(*stated.scenario).0).chosen().figures)
    }

    fn along() -> (Stated, Along) {
        let stated = with(Field::Vms, 3.0);
        let mut wave = Wave::of(&stated.scenario);
        "Büro, 3D".clone_into(&mut wave.groups[0].name);
        let waved = Stated { wave: Some(Rc::new(wave)), ..with(Field::LinkRate, 1.25e9) };
        let kept = vec![Saved::named(" A/B & c ", stated.clone()), Saved::named("ü", waved)];
        let place = Place { view: "compare".to_owned(), part: String::new() };
        (stated.clone(), Along { seen: Some(seen(&stated)), kept: Rc::new(kept), place })
    }

    #[test]
    fn what_goes_along_arrives_and_leaves_the_scenario_as_it_is() {
        let (stated, along) = along();
        let text = link::encode_with(&stated, &along);
        assert_eq!(link::decode_all(&text), Ok(stated.clone()));
        assert_eq!(link::decode_with(&text), Ok((stated, along)));
    }

    #[test]
    fn what_a_mailer_adds_after_it_is_no_part_of_it() {
        let (stated, along) = along();
        let text = link::encode_with(&stated, &along);
        for mangled in [format!("{text}."), format!("{text}>"), text.replace('&', "&amp;")] {
            let read = link::decode_with(&mangled);
            assert_eq!(read, Ok((stated.clone(), along.clone())), "{mangled}");
        }
    }

    #[test]
    fn figures_that_are_cut_or_of_another_scenario_are_none() {
        let (stated, along) = along();
        let along = Along { kept: Rc::default(), place: Place::default(), ..along };
        let text = link::encode_with(&stated, &along);
        for end in link::encode_all(&stated).len()..text.len() {
            let read = link::decode_with(&text[..end]).expect("the scenario is whole");
            assert_eq!(read, (stated.clone(), Along::default()), "{end}");
        }
        let other = link::encode_all(&with(Field::Vms, 4.0));
        let (_, figures) = text.split_once("&F=").expect("figures");
        let read = link::decode_with(&format!("{other}&F={figures}")).expect("a link");
        assert_eq!(read.1, Along::default());
    }

    #[test]
    fn only_figures_that_differ_are_told() {
        let (stated, along) = along();
        let mine = seen(&stated);
        assert_eq!(along.seen.map(|theirs| theirs.differing(&mine)), Some(Vec::new()));
        let other = seen(&with(Field::LinkRate, 1.25e9));
        assert!(!mine.differing(&other).is_empty());
    }

    #[test]
    fn no_more_than_fits_goes_along() {
        let (stated, _) = along();
        let mut wave = Wave::of(&stated.scenario);
        wave.groups = vec![wave.groups[0].clone(); Wave::MOST_GROUPS];
        let stated = Stated { wave: Some(Rc::new(wave)), ..stated };
        let kept = Rc::new(vec![Saved::named("a", stated.clone()); MOST]);
        let text = link::encode_with(&stated, &Along { kept, ..Along::default() });
        assert_eq!(link::decode_with(&text), Ok((stated, Along::default())));
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            rng_seed: proptest::test_runner::RngSeed::Fixed(42),
            ..ProptestConfig::default()
        })]

        #[test]
        fn whatever_follows_the_checksum_leaves_the_scenario_as_it_is(
            end in "(&[FKV]=[-0-9a-z./_~&=;:,]{0,40}|&.{0,20}){0,3}",
        ) {
            let stated = with(Field::Vms, 3.0);
            let text = format!("{}&{end}", link::encode_all(&stated));
            let (read, along) = link::decode_with(&text).expect("the scenario is whole");
            prop_assert_eq!(&read, &stated);
            let again = link::decode_with(&link::encode_with(&read, &along));
            prop_assert_eq!(again, Ok((read, along)));
        }

        #[test]
        fn any_names_and_numbers_travel(
            names in proptest::collection::vec(".{0,80}", 0..=MOST),
            vms in 1_u32..500,
        ) {
            let stated = with(Field::Vms, f64::from(vms));
            let saved = |name: &String| Saved::named(name, stated.clone());
            let kept = Rc::new(names.iter().map(saved).collect::<Vec<_>>());
            let along = Along { kept, ..Along::default() };
            let text = link::encode_with(&stated, &along);
            prop_assert_eq!(link::decode_with(&text), Ok((stated, along)));
        }
    }
}
