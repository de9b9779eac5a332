//! What is said of rankings.

use super::*;
use crate::plan::remedy::Asked;
use crate::plan::weigh::{options, rank};
use crate::scenario::goal::Goal;
use crate::scenario::{Field, Scenario};

fn ranking(scenario: &Scenario, goal: Option<Goal>, weights: Weights) -> Ranking {
    rank(&options(&Asked { scenario: *scenario, wave: None }, goal), weights)
}

#[test]
fn the_paper_is_told_what_comes_first_and_why_in_both_languages() {
    let found = ranking(&Scenario::default(), None, Weights::default());
    for lang in [Lang::En, Lang::De] {
        let lead = lead(&found, true, true, lang);
        assert!(lead.ends_with('.') && !lead.contains('{'), "{lead}");
        let said = said(&found, lang);
        assert_eq!(said.len(), found.places.len());
        for option in &said {
            let all = option.pros.iter().chain(&option.cons).chain(&option.standing);
            for sentence in all {
                assert!(sentence.ends_with('.') || sentence.ends_with(')'), "{sentence}");
                assert!(!sentence.contains('{') && !sentence.contains("NaN"), "{sentence}");
            }
            assert!(option.is_front || option.standing.is_some() || !option.cons.is_empty());
        }
        assert!(flips(&found, lang).iter().all(|said| said.ends_with('.')));
        let table = table(&found, lang);
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    }
}

#[test]
fn a_host_that_has_to_be_empty_is_not_told_to_stay_as_it_is() {
    let found = ranking(&Scenario::default(), Some(Goal::Empty), Weights::default());
    assert_ne!(found.places[0].of.way, Way::Stay);
    let said = said(&found, Lang::En);
    let stay = said.iter().find(|said| said.way == Way::Stay).expect("it is an option");
    assert_eq!(stay.cons[0], "The host does not become empty.");
    assert_eq!(stay.worth, None);
}

#[test]
fn what_does_not_arrive_says_so_and_gives_no_other_reason() {
    let mut scenario = Scenario::default();
    Field::Timeout.set(&mut scenario, 1.0);
    let found = ranking(&scenario, None, Weights::default());
    let said = said(&found, Lang::En);
    let failed = said.iter().find(|of| of.cons.iter().any(|con| con == "None arrives."));
    let failed = failed.unwrap_or_else(|| panic!("{said:?}"));
    assert_eq!((failed.pros.len(), failed.cons.len(), &failed.worth), (0, 1, &None));
}
