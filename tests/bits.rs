//! The model gives the same bits natively as the file says; `tests/web.rs` checks the browser.
//!
//! After a change of the model, `UPDATE_GOLDEN=1 cargo test --test bits` writes the file anew.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

#[path = "bits/mod.rs"]
mod bits;

#[test]
fn the_model_gives_the_same_bits_as_ever() {
    let now = bits::fingerprints();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write("tests/bits/golden.txt", &now).expect("the file can be written");
    } else {
        assert_eq!(now, bits::GOLDEN);
    }
}
