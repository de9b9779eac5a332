//! Scripts without what only people read: a first visit pays for every byte of them.

use anyhow::Result;

use crate::names::{Files, extension};

/// Takes the lines that are comments, and what indents the others, out of all scripts.
pub(crate) fn strip(files: &mut Files) -> Result<()> {
    for (_, script) in files.iter_mut().filter(|(path, _)| extension(path) == "js") {
        let text = str::from_utf8(script)?;
        *script = lines(text).flat_map(|line| [line, "\n"]).collect::<String>().into_bytes();
    }
    Ok(())
}

fn lines(script: &str) -> impl Iterator<Item = &str> {
    let mut is_comment = false;
    script.lines().map(str::trim).filter(move |line| {
        let opens = line.starts_with("/**");
        is_comment |= opens;
        let is_code = !(is_comment || line.is_empty() || line.starts_with("//"));
        is_comment &= !line.ends_with("*/");
        is_code
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_and_comments_go() {
        let script =
            b"// Why.\nlet a = 1; // b\n\n/**\n * @param\n */\n  f(\"//\");\n/** g */\ng();";
        let mut files = Files::from([("a.js".to_owned(), script.to_vec())]);
        files.insert("a.css".to_owned(), b"// x".to_vec());
        strip(&mut files).unwrap();
        assert_eq!(files["a.js"], b"let a = 1; // b\nf(\"//\");\ng();\n");
        assert_eq!(files["a.css"], b"// x");
    }
}
