//! The borders of the house, kept by reading its source.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(under: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(under)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                found.push((path, text));
            }
        }
    }
    found
}

#[track_caller]
fn nobody_names(files: &[(PathBuf, String)], words: &[&str]) {
    for (path, text) in files {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for word in words {
                assert!(!code.contains(word), "{}:{}: names {word}", path.display(), number + 1);
            }
        }
    }
}

const WEB: [&str; 6] = ["yew", "gloo", "web_sys", "wasm_bindgen", "js_sys", "plotters_canvas"];

#[test]
fn the_model_knows_nothing_of_the_layers_above_it() {
    let above = ["crate::plan", "crate::scenario", "crate::share", "crate::chart", "crate::ui"];
    nobody_names(&sources("src/model"), &above);
    nobody_names(&sources("src/model"), &["serde", "plotters", "std::time", "std::fs", "std::env"]);
}

#[test]
fn scenarios_know_nothing_of_links_files_charts_and_pages() {
    nobody_names(&sources("src/scenario"), &["crate::share", "crate::chart", "crate::ui", "serde"]);
}

#[test]
fn nothing_below_the_page_names_the_web() {
    let below: Vec<_> = sources("src")
        .into_iter()
        .filter(|(path, _)| {
            !path.starts_with("src/ui")
                && path != Path::new("src/main.rs")
                && path != Path::new("src/chart/canvas.rs")
                && path != Path::new("src/chart/css.rs")
        })
        .collect();
    nobody_names(&below, &WEB);
    nobody_names(&below, &["crate::ui"]);
}

#[test]
fn every_source_file_says_what_it_is_for() {
    for (path, text) in sources("src") {
        assert!(text.starts_with("//! "), "{} does not open with what it is for", path.display());
    }
}
