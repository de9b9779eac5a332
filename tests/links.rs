//! Links in the wild: every one ever released must decode to the same scenario for ever.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use movecast::scenario::Field;
use movecast::scenario::choice::Options;
use movecast::share::link;

/// Each line: a link, then `key=value` for every field it was saved with that matters.
const RELEASED: [&str; 2] = [include_str!("links/v1.txt"), include_str!("links/v2.txt")];

#[test]
fn every_released_link_still_says_the_same() {
    let lines = RELEASED.iter().flat_map(|released| released.lines());
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let text = words.next().expect("a link");
        let scenario = link::decode(text).unwrap_or_else(|broken| panic!("{text}: {broken:?}"));
        for expected in words {
            let (key, value) = expected.split_once('=').expect("key=value");
            if key == "t" {
                assert_eq!(scenario.policy.technique.name(), value, "{text}");
                continue;
            }
            let field = Field::ALL.iter().find(|field| field.key() == key).expect("a known key");
            let value: f64 = value.parse().expect("a number");
            let got = field.get(&scenario);
            assert!(
                (got - value).abs() <= 1e-12 * value.abs(),
                "{text}: {key} is {got}, not {value}"
            );
        }
        let again = link::encode(&scenario);
        assert_eq!(link::decode(&again), Ok(scenario), "and is written so that it says the same");
        assert!(text.starts_with("1&") || again == text, "{text} is written as {again}");
    }
}

#[test]
fn what_goes_along_with_a_released_link_is_read_and_written_the_same() {
    let lines = include_str!("links/along.txt").lines();
    for text in lines.filter(|line| !line.starts_with('#')) {
        let (stated, along) =
            link::decode_with(text).unwrap_or_else(|why| panic!("{text}: {why:?}"));
        assert_eq!(along.seen.is_some(), text.contains("&F="), "{text}");
        assert_eq!(along.kept.is_empty(), !text.contains("&K="), "{text}");
        assert_eq!(link::encode_with(&stated, &along), text);
    }
}
