//! The borders of the house, kept by reading its source.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why")]

use std::collections::BTreeSet;
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

/// The layers from the lowest up, with what stands in each. A layer names those below it only; what
/// stands in one layer does not name each other.
const LAYERS: &[&[&str]] = &[
    &["units", "by_name", "decimal", "records"],
    &["model"],
    &["scenario"],
    &["plan", "quantity"],
    &["calendar", "evidence"],
    &["chart"],
    &["report"],
    &["share"],
    &["teach"],
    &["bin", "ui"],
];

/// Who names what stands above, and why that is still so. Nothing is added here.
const UPWARDS: &[(&str, &str, &str)] = &[
    ("chart/techniques/draw.rs", "report", "names of techniques are the report's"),
    ("chart/techniques/layout.rs", "report", "names of techniques are the report's"),
    ("chart/techniques/text.rs", "report", "names of techniques are the report's"),
];

/// The parts of the house that speak a language.
const SPEAKING: [&str; 6] = ["bin", "chart", "quantity", "report", "teach", "ui"];

/// Who else names a language, and why that is still so. Nothing is added here. Not seen by this
/// test: names of presets are in two languages in scenario/presets/catalog.rs.
const STILL_SPEAKING: &[(&str, &str)] = &[
    ("calendar.rs", "writes dates as each language does"),
    ("evidence/reason.rs", "why a prediction is off, as the page tells it"),
    ("evidence/validate.rs", "the command line's English"),
    ("share/accepted.rs", "answers that a teacher types, in either language"),
    ("share/advice.rs", "the sentences of the advice's file"),
    ("share/assign.rs", "what is typed is read in either language"),
    ("share/diff.rs", "values of files and links, as the command line writes them"),
    ("share/file.rs", "the sentences of the scenario's file"),
    ("share/groups/column.rs", "heads of columns, in the language of whoever pasted them"),
    ("share/groups/mod.rs", "cells are read in the language of whoever pasted them"),
    ("share/groups/problem.rs", "the command line's English"),
    ("share/import/fact.rs", "a value is read as people write it"),
    ("share/inputs.rs", "the command line's English"),
    ("share/markdown.rs", "the report that the command line hands out, in the language asked for"),
    ("share/plan_file.rs", "the sentences of the plan's file"),
    ("share/points.rs", "what is typed is read in either language"),
    ("share/schema.rs", "titles and descriptions of the schema, in the file's English"),
    ("share/weigh_file.rs", "the ranking's file and report, in the language asked for"),
];

/// The part of the house that a file belongs to, and the file's name below src/.
fn place(path: &Path) -> (String, String) {
    let inside = path.strip_prefix("src").expect("a source file").to_string_lossy().into_owned();
    let inside = inside.replace('\\', "/");
    let top = inside.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
    (top, inside)
}

fn layer(part: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&part))
}

/// What a file is made of: its lines without comments, up to its tests.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let lines = text.get(..end).unwrap_or(text).lines().enumerate();
    lines.map(|(number, line)| (number + 1, line.split("//").next().unwrap_or_default()))
}

/// The parts of the house that a line names.
fn named(line: &str) -> impl Iterator<Item = &str> {
    ["crate::", "movecast::"].into_iter().flat_map(|root| line.split(root).skip(1)).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        end.and_then(|end| rest.get(..end)).unwrap_or(rest)
    })
}

/// Whether a line of code holds this word, and not as a part of a longer one.
fn holds(line: &str, word: &str) -> bool {
    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|each| each == word)
}

#[test]
fn every_part_of_the_house_has_its_layer() {
    for (path, _) in sources("src") {
        let (top, inside) = place(&path);
        let is_root = ["lib.rs", "main.rs"].contains(&inside.as_str());
        assert!(is_root || layer(&top).is_some(), "{inside}: which layer is {top} in?");
    }
}

#[test]
fn a_layer_names_only_those_below_it() {
    let mut upwards = BTreeSet::new();
    for (path, text) in sources("src") {
        let (top, inside) = place(&path);
        let Some(own) = layer(&top) else { continue };
        for (number, line) in code(&text) {
            for part in named(line).filter(|part| *part != top) {
                assert!(
                    !part.is_empty(),
                    "{inside}:{number}: one `use` for each part of the house"
                );
                let Some(other) = layer(part).filter(|other| own <= *other) else { continue };
                let known = UPWARDS.iter().any(|(file, to, _)| *file == inside && *to == part);
                assert!(
                    known,
                    "{inside}:{number}: {top} (layer {own}) names {part} (layer {other})"
                );
                upwards.insert((inside.clone(), part.to_owned()));
            }
        }
    }
    for (file, part, _) in UPWARDS {
        let still = upwards.contains(&((*file).to_owned(), (*part).to_owned()));
        assert!(still, "{file} no longer names {part}: take it from the list");
    }
}

#[test]
fn only_what_speaks_names_a_language() {
    let mut speaking = BTreeSet::new();
    for (path, text) in sources("src") {
        let (top, inside) = place(&path);
        if SPEAKING.contains(&top.as_str()) {
            continue;
        }
        for (number, line) in code(&text).filter(|(_, line)| holds(line, "Lang")) {
            let known = STILL_SPEAKING.iter().any(|(file, _)| *file == inside);
            assert!(known, "{inside}:{number}: names a language: {}", line.trim());
            speaking.insert(inside.clone());
        }
    }
    for (file, _) in STILL_SPEAKING {
        assert!(speaking.contains(*file), "{file} names no language: take it from the list");
    }
}

#[test]
fn what_is_computed_knows_no_clock_file_or_format() {
    nobody_names(&sources("src/model"), &["serde", "plotters", "std::time", "std::fs", "std::env"]);
    nobody_names(&sources("src/scenario"), &["serde", "plotters", "std::fs", "std::env"]);
    nobody_names(&sources("src/plan"), &["serde", "plotters", "std::fs", "std::env"]);
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

#[test]
fn what_is_to_be_read_in_a_terminal_fits_it() {
    let mut files = vec![PathBuf::from("ARCHITECTURE.md"), PathBuf::from("CONTRIBUTING.md")];
    for entry in fs::read_dir("docs/decisions").expect("the decisions") {
        files.push(entry.expect("an entry").path());
    }
    for path in files {
        let text = fs::read_to_string(&path).expect("a text");
        for (number, line) in text.lines().enumerate() {
            let columns = line.chars().count();
            assert!(columns <= 100, "{}:{}: {columns} columns", path.display(), number + 1);
        }
    }
}

#[test]
fn every_decision_is_in_their_list_and_has_a_date() {
    let list = fs::read_to_string("docs/decisions/README.md").expect("the list of decisions");
    for entry in fs::read_dir("docs/decisions").expect("the decisions") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        assert!(list.contains(&format!("({name})")), "{name} is not in README.md");
        let text = fs::read_to_string(&path).expect("a decision");
        let date = text.lines().nth(2).unwrap_or_default();
        let year = date.rsplit(' ').next().and_then(|year| year.parse::<u32>().ok());
        assert!(year.is_some(), "{name}: its third line is its date, not {date:?}");
    }
}

#[test]
fn the_map_names_only_what_is_there() {
    let files: BTreeSet<String> =
        ["src", "tests", "xtask/src", "fuzz", "static"].into_iter().flat_map(below).collect();
    for map in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(map).expect("a map");
        for name in text.split('`').skip(1).step_by(2) {
            let is_source = Path::new(name).extension().is_some_and(|ending| ending == "rs");
            let is_place = is_source || (name.ends_with('/') && !name.contains(' '));
            // What a recipe makes is not there yet.
            if !is_place || name.contains("NAME") {
                continue;
            }
            let ending = format!("/{name}");
            let there = Path::new(name).exists()
                || files.iter().any(|file| file.ends_with(&ending) || file == name);
            assert!(there, "{map}: there is no {name}");
        }
    }
}

/// All files and folders below a folder, the latter with a slash at the end.
fn below(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the map") {
        let path = entry.expect("an entry").path();
        let name = path.to_string_lossy().replace('\\', "/");
        let is_left_out =
            ["node_modules", "target"].iter().any(|left_out| name.ends_with(left_out));
        if path.is_dir() && !is_left_out {
            found.extend(below(&name));
            found.push(format!("{name}/"));
        } else {
            found.push(name);
        }
    }
    found
}
