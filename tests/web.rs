//! In a real browser: the model gives the same bits there as natively.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "bits/mod.rs"]
mod bits;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_model_gives_the_same_bits_as_natively() {
    assert_eq!(bits::fingerprints(), bits::GOLDEN);
}
