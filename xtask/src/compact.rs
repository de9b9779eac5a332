//! The glue between page and module in less room.

use std::collections::HashMap;

/// What wasm-bindgen ends the names of its imports with: so many digits of a hash.
const HASH: usize = 16;

/// Numbers in place of the hashes that end the names of imports, in the glue and in the module alike:
/// a hash does not compress, and stands in both. They are as long, so that nothing moves.
pub(crate) fn number_imports(glue: &str, module: &[u8]) -> (String, Vec<u8>) {
    let mut numbers: HashMap<&str, String> = HashMap::new();
    for (at, _) in glue.match_indices("__wbg_") {
        let name = glue[at..].split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
        let hash = name.and_then(|name| name.rsplit_once('_')).map(|(_, hash)| hash);
        if let Some(hash) = hash.filter(|hash| is_hash(hash)) {
            // Beyond those that wasm-bindgen numbers itself.
            let next = numbers.len() + 0x1000;
            numbers.entry(hash).or_insert_with(|| format!("{next:0HASH$x}"));
        }
    }
    let numbered = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        for at in 1..(bytes.len() + 1).saturating_sub(HASH) {
            if bytes[at - 1] == b'_'
                && let Ok(hash) = str::from_utf8(&bytes[at..at + HASH])
                && let Some(number) = numbers.get(hash)
            {
                bytes[at..at + HASH].copy_from_slice(number.as_bytes());
            }
        }
        bytes
    };
    (String::from_utf8_lossy(&numbered(glue.as_bytes())).into_owned(), numbered(module))
}

fn is_hash(text: &str) -> bool {
    text.len() == HASH && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// A script without comments on lines of their own and without indentation.
pub(crate) fn without_comments(script: &str) -> String {
    let mut is_comment = false;
    let lines = script.lines().map(str::trim).filter(|line| {
        let begins = line.starts_with("/*");
        is_comment |= begins;
        let hidden = is_comment || line.starts_with("//") || line.is_empty();
        is_comment &= !line.ends_with("*/");
        !hidden
    });
    let mut short = lines.collect::<Vec<_>>().join("\n");
    short.push('\n');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_become_numbers_in_glue_and_module() {
        let glue = "__wbg_now_0123456789abcdef: f, __wbg_then_fedcba9876543210: g, __wbg_get_x: h";
        let module = b"..__wbg_then_fedcba9876543210..__wbg_now_0123456789abcdef..";
        let (glue, module) = number_imports(glue, module);
        assert_eq!(
            glue,
            "__wbg_now_0000000000001000: f, __wbg_then_0000000000001001: g, __wbg_get_x: h"
        );
        assert_eq!(module, b"..__wbg_then_0000000000001001..__wbg_now_0000000000001000..");
    }

    #[test]
    fn comments_and_indentation_are_left_out() {
        let script =
            "/**\n * What it does.\n */\n  let a = 1;\n\n  // why\n  /* short */\n\tb(a);\n";
        assert_eq!(without_comments(script), "let a = 1;\nb(a);\n");
    }
}
