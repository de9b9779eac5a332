//! The model's figures in a browser; `cargo xtask bench` prints them beside the native ones.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

mod model;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn figures() {
    let clock = web_sys::window().and_then(|window| window.performance()).expect("a browser");
    console_log!("{}", model::figures(&|| clock.now()));
}
