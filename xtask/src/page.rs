//! What the bundle does to index.html: it puts in what must not arrive later than the page itself,
//! and says what the scripts are, so that a browser refuses others.

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::bundle::INDEX;
use crate::names::{Files, extension};

/// Marks what stands in the page itself.
const INLINE: &str = " inline>";

/// Stands for the length of the planner, which is known once it is built.
const LENGTH: &str = "max=\"1\"";

/// Puts the scripts and styles that are marked `inline` into the page, in place of what asks for
/// them, and takes their files out of the bundle.
pub(crate) fn inline(files: &mut Files) -> Result<()> {
    let page = text(files)?;
    let mut inlined = String::with_capacity(page.len());
    for line in page.split_inclusive('\n') {
        let path = line.contains(INLINE).then(|| line.split('"').find(|word| word.contains('/')));
        let Some(path) = path.flatten() else {
            inlined.push_str(line);
            continue;
        };
        let bytes = files.remove(path).with_context(|| format!("there is no {path}"))?;
        let tag = if line.contains("<script") { "script" } else { "style" };
        inlined.extend(["<", tag, ">\n", &String::from_utf8(bytes)?, "</", tag, ">\n"]);
    }
    files.insert(INDEX.to_owned(), inlined.into_bytes());
    Ok(())
}

/// States the hashes of the scripts that the page starts with, and in its policy those of what was
/// put into it; and how long the planner is.
pub(crate) fn seal(files: &mut Files) -> Result<()> {
    let page = text(files)?;
    let mut sealed = String::with_capacity(page.len());
    for line in page.split_inclusive('\n') {
        let is_code = ["<script ", "rel=\"modulepreload\""].iter().any(|tag| line.contains(tag));
        let named = line.split('"').find_map(|word| files.get(word)).filter(|_| is_code);
        match (named, line.split_once('>')) {
            (Some(bytes), Some((tag, rest))) => {
                sealed.extend([tag, " integrity=\"", &hash(bytes), "\">", rest]);
            }
            _ => sealed.push_str(line),
        }
    }
    for (tag, directive) in [("script", "script-src 'self'"), ("style", "style-src 'self'")] {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let mut allowed = directive.to_owned();
        for part in sealed.split(&open).skip(1).filter_map(|part| part.split_once(&close)) {
            allowed.extend([" '", &hash(part.0.as_bytes()), "'"]);
        }
        sealed = sealed.replacen(directive, &allowed, 1);
    }
    let is_planner = |path: &str| path.starts_with("static/movecast-") && extension(path) == "wasm";
    if let Some((_, planner)) = files.iter().find(|(path, _)| is_planner(path)) {
        sealed = sealed.replacen(LENGTH, &format!("max=\"{}\"", planner.len()), 1);
    }
    files.insert(INDEX.to_owned(), sealed.into_bytes());
    Ok(())
}

fn text(files: &Files) -> Result<String> {
    let page = files.get(INDEX).with_context(|| format!("there is no {INDEX}"))?;
    Ok(String::from_utf8(page.clone())?)
}

/// A hash as `integrity` and policies write it.
fn hash(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn what_is_marked_stands_in_the_page_itself() {
        let mut bundle = files(&[
            (
                INDEX,
                "<script src=\"static/a.js\" inline></script>\n<link href=\"static/b.css\" inline>\n",
            ),
            ("static/a.js", "go();\n"),
            ("static/b.css", "p {}\n"),
        ]);
        inline(&mut bundle).unwrap();
        let page = "<script>\ngo();\n</script>\n<style>\np {}\n</style>\n";
        assert_eq!(bundle, files(&[(INDEX, page)]));
        assert!(inline(&mut files(&[(INDEX, "<script src=\"static/a.js\" inline>")])).is_err());
    }

    #[test]
    fn the_policy_allows_what_stands_in_the_page_and_nothing_else() {
        let page =
            "script-src 'self';style-src 'self'\n<script>go()</script>\n<style>p {}</style>\n";
        let mut bundle = files(&[(INDEX, page)]);
        seal(&mut bundle).unwrap();
        let (script, style) = (hash(b"go()"), hash(b"p {}"));
        let policy = format!("script-src 'self' '{script}';style-src 'self' '{style}'\n");
        assert!(text(&bundle).unwrap().starts_with(&policy));
    }

    #[test]
    fn scripts_and_preloaded_modules_say_what_they_are_and_the_planner_how_long() {
        let page = "<link rel=\"modulepreload\" href=\"static/a.js\">\n<link href=\"static/b.css\">\n\
                    <script src=\"static/a.js\"></script>\n<progress max=\"1\"></progress>\n";
        let mut bundle = files(&[
            (INDEX, page),
            ("static/a.js", "go()"),
            ("static/b.css", ""),
            ("static/movecast-0.wasm", "12345"),
        ]);
        seal(&mut bundle).unwrap();
        let hash = hash(b"go()");
        assert_eq!(
            text(&bundle).unwrap(),
            format!(
                "<link rel=\"modulepreload\" href=\"static/a.js\" integrity=\"{hash}\">\n\
                 <link href=\"static/b.css\">\n\
                 <script src=\"static/a.js\" integrity=\"{hash}\"></script>\n\
                 <progress max=\"5\"></progress>\n"
            )
        );
    }
}
