//! Content-hashed file names: every file that another file names gets its hash into its name, so
//! that a browser may keep it for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};

use crate::wasm::fingerprint;

/// Files by their path in the bundle, with forward slashes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What may stand around a path in HTML, CSS, JavaScript and JSON.
const DELIMITERS: &[char] =
    &[' ', '\t', '\r', '\n', '"', '\'', '`', '(', ')', '<', '>', ',', ';', '=', '?', '#'];

/// The length of a hash in a file name.
const HASH_LENGTH: usize = 16;

/// Renames every file that another file names. A file that nobody names keeps its name: index.html,
/// and data that the page asks for by name.
pub(crate) fn hash_names(mut files: Files) -> Result<Files> {
    let mut links: BTreeMap<String, BTreeSet<String>> =
        files.keys().map(|path| (path.clone(), links(path, &files))).collect();
    let named: BTreeSet<String> = links.values().flatten().cloned().collect();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut hashed = Files::new();
    // A file's hash covers the names in it, so those it names come first.
    while !links.is_empty() {
        let ready = |names: &BTreeSet<String>| names.iter().all(|name| renamed.contains_key(name));
        let Some(path) = links.iter().find(|(_, names)| ready(names)).map(|(path, _)| path.clone())
        else {
            let circle: Vec<String> = links.into_keys().collect();
            bail!("these files name each other in a circle: {}", circle.join(", "));
        };
        links.remove(&path);
        let bytes = rewrite(&path, files.remove(&path).unwrap_or_default(), &renamed);
        let name = if named.contains(&path) {
            with_hash(&path, &fingerprint(&bytes))
        } else {
            path.clone()
        };
        renamed.insert(path, name.clone());
        hashed.insert(name, bytes);
    }
    Ok(hashed)
}

/// Whether a file's name carries its hash.
pub(crate) fn is_hashed(path: &str) -> bool {
    let stem = Path::new(path).file_stem().and_then(|stem| stem.to_str());
    stem.and_then(|stem| stem.rsplit_once('-')).is_some_and(|(_, hash)| {
        hash.len() == HASH_LENGTH && hash.chars().all(|digit| digit.is_ascii_hexdigit())
    })
}

/// What follows the last dot of a path.
pub(crate) fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The files of the bundle that a file names.
fn links(path: &str, files: &Files) -> BTreeSet<String> {
    let Some(text) = text(path, &files[path]) else { return BTreeSet::new() };
    text.split(DELIMITERS)
        .filter_map(|word| resolve(path, word))
        .filter(|link| link != path && files.contains_key(link))
        .collect()
}

/// Puts the new names in place of the old.
fn rewrite(path: &str, bytes: Vec<u8>, renamed: &BTreeMap<String, String>) -> Vec<u8> {
    let Some(text) = text(path, &bytes) else { return bytes };
    let mut rewritten = String::with_capacity(text.len());
    for piece in text.split_inclusive(DELIMITERS) {
        let word = piece.trim_end_matches(DELIMITERS);
        match resolve(path, word).and_then(|link| renamed.get(&link)) {
            Some(name) => {
                // Only the last part of a path ever changes.
                rewritten.push_str(&word[..word.len() - file_name(word).len()]);
                rewritten.push_str(file_name(name));
                rewritten.push_str(&piece[word.len()..]);
            }
            None => rewritten.push_str(piece),
        }
    }
    rewritten.into_bytes()
}

/// The content of a file in which names of others may stand.
fn text<'a>(path: &str, bytes: &'a [u8]) -> Option<&'a str> {
    let is_text = ["css", "html", "js", "json", "svg", "webmanifest"].contains(&extension(path));
    if is_text { std::str::from_utf8(bytes).ok() } else { None }
}

/// The path in the bundle that a relative link in a file leads to.
fn resolve(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" => return None,
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn with_hash(path: &str, hash: &str) -> String {
    match path.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{path}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn names(files: &Files) -> Vec<&str> {
        files.keys().map(String::as_str).collect()
    }

    fn hash(text: &str) -> String {
        fingerprint(text.as_bytes())
    }

    #[test]
    fn a_named_file_gets_its_hash_and_the_others_keep_their_names() {
        let bundle = hash_names(files(&[
            ("index.html", r#"<link href="static/app.css">"#),
            ("static/app.css", "p { }"),
            ("static/prices.json", "[]"),
        ]))
        .unwrap();
        let css = format!("static/app-{}.css", hash("p { }"));
        assert_eq!(names(&bundle), ["index.html", &css, "static/prices.json"]);
        assert_eq!(bundle["index.html"], format!(r#"<link href="{css}">"#).into_bytes());
        assert!(is_hashed(&css));
        assert!(!is_hashed("static/prices.json"));
    }

    #[test]
    fn every_way_to_write_a_link_is_rewritten() {
        let icon = format!("icon-{}.svg", hash("<svg/>"));
        for (before, after) in [
            ("url(icon.svg)", format!("url({icon})")),
            ("'./icon.svg'", format!("'./{icon}'")),
            ("../static/icon.svg#sun", format!("../static/{icon}#sun")),
            ("icon.svg 2x, icon.svg", format!("{icon} 2x, {icon}")),
            ("myicon.svg /icon.svg", "myicon.svg /icon.svg".to_owned()),
        ] {
            let bundle =
                hash_names(files(&[("static/a.css", before), ("static/icon.svg", "<svg/>")]))
                    .unwrap();
            assert_eq!(bundle["static/a.css"], after.into_bytes());
        }
    }

    #[test]
    fn a_change_in_a_leaf_renames_everything_above_it() {
        let bundle = |leaf| {
            hash_names(files(&[("a.html", "b.css"), ("b.css", "c.svg"), ("c.svg", leaf)])).unwrap()
        };
        assert_ne!(bundle("1")["a.html"], bundle("2")["a.html"]);
    }

    #[test]
    fn a_circle_is_refused() {
        assert!(hash_names(files(&[("a.js", "'b.js'"), ("b.js", "'a.js'")])).is_err());
    }
}
