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
}
