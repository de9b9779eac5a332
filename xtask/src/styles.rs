//! The style sheet: app.css imports its parts, which are joined into it here, so that a page asks
//! for one file.

use anyhow::{Context, Result, bail};

use crate::names::Files;

/// The style sheet that the page asks for.
const SHEET: &str = "static/app.css";

/// Where its parts are.
const PARTS: &str = "static/css/";

/// Puts each part in place of the line that imports it, in the layer that the line names, and
/// takes the parts out of the bundle.
pub(crate) fn join(files: &mut Files) -> Result<()> {
    let sheet = take(files, SHEET)?;
    let mut joined = String::new();
    for line in sheet.lines() {
        let Some(import) = line.strip_prefix("@import \"css/") else {
            joined.push_str(line);
            continue;
        };
        let (name, layer) = import.split_once('"').context("an import has no end")?;
        let part = take(files, &format!("{PARTS}{name}"))?;
        let rules: String = lines(&part).collect();
        match layer.trim_matches([' ', ';']).strip_prefix("layer(") {
            Some(layer) => {
                let layer = layer.trim_end_matches(')');
                joined.extend(["@layer ", layer, "{", &rules, "}"]);
            }
            None => joined.push_str(&rules),
        }
    }
    if let Some(part) = files.keys().find(|path| path.starts_with(PARTS)) {
        bail!("{SHEET} does not import {part}");
    }
    files.insert(SHEET.to_owned(), joined.into_bytes());
    Ok(())
}

/// Takes a style sheet out of the bundle, without its comments.
fn take(files: &mut Files, path: &str) -> Result<String> {
    let bytes = files.remove(path).with_context(|| format!("there is no {path}"))?;
    let text = String::from_utf8(bytes)?;
    let mut rules = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, comment)) = rest.split_once("/*") {
        rules.push_str(before);
        rest = comment.split_once("*/").with_context(|| format!("{path}: an open comment"))?.1;
    }
    Ok(rules + rest)
}

/// The lines that say something, without what indents them. Where a line ends within a value, a
/// space stays.
fn lines(rules: &str) -> impl Iterator<Item = &str> {
    let is_whole = |line: &str| line.trim_end().ends_with(['{', '}', ';', ',']);
    rules
        .lines()
        .filter(|line| !line.trim().is_empty())
        .flat_map(move |line| [line.trim(), if is_whole(line) { "" } else { " " }])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn parts_come_in_the_order_of_their_imports_each_in_its_layer() {
        let mut bundle = files(&[
            (
                "static/app.css",
                "/* Why. */\n@layer a, b;\n@import \"css/z.css\" layer(a);\n@import \"css/y.css\";\n",
            ),
            ("static/css/y.css", "i {\n  top: 0;\n}\n"),
            ("static/css/z.css", "/* z */\np,\nb {\n  top: max(\n    1px, 2px);\n}\n"),
        ]);
        join(&mut bundle).unwrap();
        let joined = "@layer a, b;@layer a{p,b {top: max( 1px, 2px);}}i {top: 0;}";
        assert_eq!(bundle, files(&[("static/app.css", joined)]));
    }

    #[test]
    fn a_part_that_is_missing_or_that_nobody_imports_is_refused() {
        let missing = &[("static/app.css", "@import \"css/z.css\";")];
        let stray = &[("static/app.css", ""), ("static/css/z.css", "")];
        assert!(join(&mut files(missing)).is_err());
        assert!(join(&mut files(stray)).is_err());
    }
}
